"""File -> Article: the raw text as it is, a plain text to read, the layout, the record.

The layers read `Article.plain`; what they find goes back to offsets of `Article.text` through
`Plain.raw`. Offsets are those of `open(file, encoding="utf-8", newline="").read()`: line ends stay,
a byte-order mark counts as one character.
"""

import difflib
import hashlib
import json
import re
import stat
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from beleg import BelegError, project
from beleg.reading import body, lexicon, plain
from beleg.reading.body import Span
from beleg.reading.dateline import Dateline, printed
from beleg.reading.plain import Plain

LIMIT = 2_000_000  # bytes; an article has a few thousand
KEYS = ("title", "agency", "language", "published", "url", "sha256", "rights", "reproduce")
REPRODUCE = ("full", "cited")
# What a person can lay beside an article: `story.record.json` and so on.
SIDECARS = ("record.json", "corrections.tsv", "claims.json")
FROM_PAGE = "The day of publication is the one that the page around the text prints."
LATE = 31  # days from the dateline to publication: beyond, one of the two is probably wrong
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
# First bytes of what is no text, whatever the file's name says.
SIGNATURES = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or sound",
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a packed document",
    b"{\\rtf": "a rich-text document",
}
WEB_PAGE = re.compile(r"\s{0,99}<(?:!doctype html|html|\?xml)\b", re.IGNORECASE)
# What stands beside ASCII in a German text in Windows-1252; anything else speaks against it.
GERMAN_1252 = frozenset("äöüßÄÖÜ„“”‚‘’–—…«»‹›€§°²³éèêáàâçñóòôíúÉ\xa0\xad·×½¼·")
LETTERS = re.compile(r"[^\W\d_]+")
ENOUGH_WORDS = 25  # below, a language cannot be told from its small words
GERMAN_SHARE = 0.05  # of small words: prose has 0.35 to 0.5, a list of results 0.07
UMLAUTS = str.maketrans("äöü", "aou")
SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


@dataclass(frozen=True)
class Article:
    """One article: its raw text, what is known of it, and where its body lies in the plain text.

    `paragraphs` are the plain spans of the body's paragraphs without dateline and furniture;
    `repeated` those of them that an earlier one says already. `body` reaches from the dateline to
    the end of the last one. `reproduce` says how much of the text a report may print: "full" or
    "cited". `notes` are sentences for the reader.
    """

    id: str
    text: str = field(repr=False)
    plain: Plain = field(repr=False)
    body: Span
    headline: Span | None
    dateline: Dateline | None
    published: date | None
    title: str
    url: str
    agency: str
    rights: str
    sha256: str
    notes: tuple[str, ...] = ()
    paragraphs: tuple[Span, ...] = field(default=(), repr=False)
    language: str = "de"
    reproduce: str = "cited"
    path: Path | None = None
    repeated: tuple[Span, ...] = field(default=(), repr=False)


def read(
    source: str | Path,
    *,
    published: date | str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Article:
    """Return the article of an id in data/articles/ or of any text file.

    What is known of it comes from the record beside it (`story.record.json` for `story.txt`), the
    day of publication else from the page around it; an option overrides it. Raises BelegError with
    one sentence if the file or its record cannot be read, or is not German.
    """
    path = locate(source)
    raw = content(path)
    text, notes = _decode(raw, _shown(path))
    record = _record(path, raw)
    options = {"published": published, "title": title, "url": url}
    record |= {key: value for key, value in options.items() if value is not None}
    article = from_text(
        text, id=identify(path), published=_date(record.get("published"), "--published")
    )
    if not article.plain.text.strip():
        raise BelegError(f"{_shown(path)} is empty; give a file that holds an article.")
    if not _german(article):
        raise BelegError(f"{_shown(path)} does not look German; Beleg reads German articles only.")
    return replace(
        article,
        title=record.get("title") or article.title,
        url=record.get("url", ""),
        agency=record.get("agency") or article.agency,
        rights=record.get("rights", ""),
        sha256=hashlib.sha256(raw).hexdigest(),
        notes=(*notes, *article.notes),
        reproduce=record.get("reproduce", "cited"),
        path=path,
    )


def locate(source: str | Path) -> Path:
    """Return the file that an id of data/articles/ or a path means; raise BelegError if none."""
    path, home = Path(source), project.ARTICLES / f"{source}.txt"
    if path.name == str(source) and _exists(home):  # an id holds no folder
        path = home
    if not _exists(path):
        known = sorted(path.stem for path in project.ARTICLES.glob("*.txt"))
        near = difflib.get_close_matches(path.stem[:200], known, 3, 0.4) or known[:3]
        raise BelegError(
            f"{_shown(path)} is no file and no article's id; ids are {', '.join(near)}."
        )
    if str(path) != str(path).encode(errors="replace").decode():
        raise BelegError(f"The name {_shown(path)} is not UTF-8; rename the file.")
    return path


def identify(path: Path) -> str:
    """Return a safe folder name: the file's name if it is one, else a part of it and a hash."""
    if SLUG.fullmatch(path.stem):
        return path.stem
    slug = (
        re.sub(r"[^a-z0-9]+", "-", path.stem.casefold().translate(UMLAUTS)).strip("-")[:60]
        or "article"
    )
    digest = hashlib.sha256(path.name.encode(errors="surrogateescape")).hexdigest()
    return f"{slug}-{digest[:8]}"


def sidecar(path: Path, kind: str) -> Path | None:
    """Return the file of a kind beside an article (`story.<kind>` for `story.txt`), if any."""
    beside = path.with_suffix(f".{kind}")
    return beside if _exists(beside) else None


def from_text(text: str, *, id: str = "text", published: date | None = None) -> Article:  # noqa: A002
    """Return the article that a text holds (for tests and for texts without a file)."""
    whole = plain.read(text)
    layout = body.find(whole.text, published)
    page = None if published else printed(whole.text, layout.days)
    if page:
        layout, published = body.find(whole.text, page), page
    dateline, paragraphs = layout.dateline, layout.paragraphs
    start = dateline.start if dateline else paragraphs[0][0] if paragraphs else 0
    end = paragraphs[-1][1] if paragraphs else dateline.end if dateline else 0
    return Article(
        id=id,
        text=text,
        plain=replace(whole, text=layout.text),
        body=(start, end),
        headline=layout.headline,
        dateline=dateline,
        published=published,
        title=layout.text[slice(*layout.headline)] if layout.headline else "",
        url="",
        agency=dateline.agency if dateline else "",
        rights="",
        sha256=hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest(),
        notes=(*[FROM_PAGE] * bool(page), *_notes(layout, published)),
        paragraphs=paragraphs,
        repeated=layout.repeated,
    )


def _notes(layout: body.Layout, published: date | None) -> tuple[str, ...]:
    notes = []
    if not published:
        notes.append("The day of publication is not known: relative years stay open.")
    if not layout.dateline:
        notes.append("The text has no dateline.")
    elif published and layout.dateline.date:
        days = (published - layout.dateline.date).days
        if days > LATE:
            notes.append(f"The dateline's day is {days} days before that of publication.")
    if layout.repeated:
        notes.append(f"{len(layout.repeated)} paragraphs printed twice are counted once.")
    return tuple(notes)


def _exists(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError):  # a name that no file can have
        return False


def content(path: Path) -> bytes:
    """Return a file's content; only an ordinary file of a sensible size is opened at all.

    Raises BelegError with one sentence for a folder, a device, a file too large or unreadable.
    """
    shown = _shown(path)
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
            raise BelegError(f"{shown} is a link out of its folder; give the file it points to.")
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise BelegError(f"{shown} is a folder; give a file in it.")
        if not stat.S_ISREG(status.st_mode):
            raise BelegError(f"{shown} is no ordinary file; save its content to one.")
        if status.st_size > LIMIT:
            raise BelegError(
                f"{shown} is larger than {LIMIT // 10**6} MB; give a file with one article only."
            )
        return path.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        raise BelegError(f"{shown} cannot be read: {_reason(error)}.") from error


def _decode(content: bytes, shown: str) -> tuple[str, list[str]]:
    """Return the text of the bytes and a note if they were not plain UTF-8."""
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            raise BelegError(f"{shown} holds {kind}, not a text; save the article as plain text.")
    text, notes = _characters(content, shown)
    if "\0" in text:
        raise BelegError(f"{shown} holds NUL bytes, so it is no text; save it as UTF-8 text.")
    if WEB_PAGE.match(text):
        raise BelegError(f"{shown} is a web page; copy the article's text into a plain text file.")
    return text, notes


def _characters(content: bytes, shown: str) -> tuple[str, list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), ["The file is UTF-16; offsets count its characters."]
        except UnicodeDecodeError as error:
            raise BelegError(f"{shown} is damaged UTF-16; save it as UTF-8.") from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows(content, error, shown)
    marked = text.startswith("\ufeff")
    return text, ["The byte-order mark counts as one character in every offset."] * marked


def _windows(content: bytes, error: UnicodeDecodeError, shown: str) -> tuple[str, list[str]]:
    """Return the text of Windows-1252 or Latin-1 bytes, if they make a German text."""
    text = content.decode("cp1252", errors="replace")
    foreign = [char for char in text if char > "\x7f"]
    if "\ufffd" in text or sum(c in GERMAN_1252 for c in foreign) < 0.95 * len(foreign):
        raise BelegError(
            f"{shown} is not UTF-8 (see byte {error.start + 1}) and nothing else fits; "
            "save it as UTF-8."
        )
    return text, ["The file is not UTF-8; it was read as Windows-1252."]


def _record(path: Path, raw: bytes) -> dict[str, Any]:
    """Return the checked metadata record beside a file, empty if there is none."""
    beside = sidecar(path, "record.json")
    if beside is None:
        return {}
    shown = f"The record {_shown(beside)}"
    try:
        record = json.loads(content(beside).decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BelegError(f"{shown} is not JSON ({error}); correct or remove it.") from error
    if not isinstance(record, dict) or any(not isinstance(v, str) for v in record.values()):
        raise BelegError(f"{shown} must be an object whose values are all strings.")
    unknown = sorted(set(record) - set(KEYS))
    if unknown:
        raise BelegError(
            f"{shown} has the unknown key {unknown[0][:40]!r}; known are {', '.join(KEYS)}."
        )
    if record.get("reproduce", "cited") not in REPRODUCE:
        raise BelegError(f"{shown}: «reproduce» must be one of {', '.join(REPRODUCE)}.")
    if record.get("language", "de") != "de":
        raise BelegError(f"{shown}: the language is not «de»; Beleg reads German articles only.")
    if record.get("sha256", digest := hashlib.sha256(raw).hexdigest()) != digest:
        raise BelegError(
            f"{_shown(path)} is not the text its record describes (sha256 differs); "
            "restore the text or correct the record."
        )
    _date(record.get("published"), f"{shown}, published")
    return record


def _date(value: date | str | None, place: str) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(ISO_DATE.fullmatch(value)[0])  # type: ignore[index]
    except (TypeError, ValueError) as error:
        raise BelegError(
            f"{place}: {str(value)[:40]!r} is no date; write it like 2023-04-13."
        ) from error


def _german(article: Article) -> bool:
    """Say whether the body is German, by its small words; a short one needs Latin letters only."""
    words = LETTERS.findall(article.plain.text[slice(*article.body)][:20_000].casefold())
    if not any("a" <= word[0] <= "z" for word in words):
        return False
    small = lexicon.small_words() | lexicon.small_words("verb")
    foreign = {word for (word,) in lexicon.read("foreign_words", ("word",))}
    german = sum(word in small for word in words)
    least = max(sum(word in foreign for word in words), len(words) * GERMAN_SHARE)
    return len(words) < ENOUGH_WORDS or german > least


def _shown(path: Path) -> str:
    """Return a path for a sentence: on one line, printable, not too long."""
    name = "".join(char if char.isprintable() else "�" for char in str(path))
    return f"«{name if len(name) <= 120 else name[:60] + '…' + name[-59:]}»"


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
