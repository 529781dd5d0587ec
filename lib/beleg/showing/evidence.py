"""What a report cites of its article, and the article's words with the ways back."""

import html
import platform
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from string import Formatter
from typing import Any, NamedTuple

import pandas as pd

from beleg import BelegError
from beleg.reading import accuracy, article, frames
from beleg.reading.frames import Frames
from beleg.showing import language
from beleg.showing.language import Language
from beleg.showing.present import (
    Block,
    Chart,
    Facts,
    Group,
    Line,
    Prose,
    Run,
    Table,
    as_plain,
    drawable,
    line,
    link,
    visible,
)
from beleg.showing.present import literal as typst_literal

# Whose versions a report names: what reads, counts, draws and sets it.
PARTS = ("pandas", "matplotlib", "HanTa", "Babel", "nbconvert", "typst")
CODE_POINT = re.compile(r"⟨(U\+[0-9A-F]{4,6})⟩")
HIDDEN = (
    "Some characters of the article do not show, have no glyph or look like others; "
    "they stand here with their code point: {codes}."
)
Span = tuple[int, int]


@dataclass
class Report:
    """One article being reported on, in one language: what it cites, and as what."""

    frames: Frames
    language: Language
    cited: dict[Span, list[str]] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)

    def say(self, message: str, **values: "str | Run | Line") -> Line:
        """Return a message in the report's language, its {places} filled with texts or runs."""
        return fill(self.language.text(message), **values)

    def count(self, one: str, many: str, number: int, **values: "str | Run | Line") -> Line:
        """Return the form of a message that fits a number, which fills its place {number}."""
        text = self.language.plural(one, many, number)
        return fill(text, number=self.language.figure(number), **values)

    def prose(self, message: str, *, role: str = "", **values: "str | Run | Line") -> Prose:
        """Return a message as a paragraph."""
        return Prose((self.say(message, **values),), role)

    def table(
        self,
        caption: str,
        head: Sequence[str],
        rows: Iterable[Sequence["str | Run | Line"]],
        *,
        numeric: Sequence[int] = (),
        **about: Any,
    ) -> Table:
        """Return a table whose caption and head are messages, whose cells are lines or texts."""
        say = self.language.text
        cells = tuple(tuple(line(cell) for cell in row) for row in rows)
        names = tuple(say(name) for name in head)
        return Table(self.say(caption), names, cells, frozenset(numeric), say("Table"), **about)

    def chart(self, svg: str, title: Line, under: Line, source: Line, numbers: Table) -> Chart:
        """Return a chart with an alt text made from its numbers."""
        say = self.language.text
        rows = [", ".join(as_plain(cell) for cell in row) for row in numbers.rows]
        under_text = as_plain(under).rstrip(".")
        unmarked = as_plain(run for run in title if run.kind != "mark")
        alt = f"{unmarked}. {under_text}. {', '.join(numbers.head)}: {'; '.join(rows)}."
        return Chart(
            svg, title, under, source, alt, numbers, say("Chart"), say("The numbers of this chart")
        )

    def about(self, kind: str, headline: Line, **more: str) -> dict[str, str]:
        """Return what exporters and index tell of the report: title, language, day, finding."""
        of, kind = self.frames.article, self.language.text(kind)
        day = self.language.day(of.published) if of.published else ""
        return {
            "kind": kind,
            "title": f"{kind}: {of.title or of.id}",
            "headline": as_plain(run for run in headline if run.kind != "mark"),
            "language": self.language.code,
            "article": of.id,
            "published": of.published.isoformat() if of.published else "",
            "agency": of.agency,
            "dated": ", ".join(text for text in (of.agency, day) if text),
            **more,
        }

    def corrected(self, row: Any) -> Line:
        """Return that a reader corrected a row, and why; an empty line if nobody did."""
        if is_missing(row.corrected):
            return ()
        return self.say(" Corrected by a reader: {reason}", reason=Run(str(row.corrected), "em"))

    def words(self, text: str) -> Run:
        """Return words of the article, German in every report, on one line."""
        return Run(" ".join(html.unescape(text).split()), "words")

    def cite(self, row: Any, use: str) -> Run:
        """Return the mark that leads to a row's words; `use` says there what they are read as.

        Raises BelegError if the words do not stand at the row's span.
        """
        span = int(row.start), int(row.end)
        if self.frames.article.text[slice(*span)] != row.surface:
            raise BelegError(f"«{row.surface}» does not stand at {span} of the article.")
        return self.cite_span(*span, use)

    def cite_span(self, start: int, end: int, use: str) -> Run:
        """Return the mark that leads to a raw span of the article: the number of its sentence."""
        if not 0 <= start < end <= len(self.frames.article.text):
            raise BelegError(f"{start}–{end} is no span of the article.")
        uses = self.cited.setdefault((start, end), [])
        if use not in uses:
            uses.append(use)
        first, last = self._number(start), self._number(end - 1)
        text = f"{first}" if first == last else f"{first}–{last}"
        return Run(text, "mark", f"{start}-{end}", self.language.text("words in sentence"))

    def _number(self, offset: int) -> int:
        return int(self.frames.sentences["start"].searchsorted(offset, side="right"))


def open_report(source: str, code: str = "en", record: Mapping[str, str] | None = None) -> Report:
    """Return the report on an article (its id in data/articles/, or a path) in a language.

    `record` says what is known of a file without a record beside it: published, title, url.
    """
    return Report(frames.parse(article.read(source, **(record or {}))), language.find(code))


def tuples(frame: pd.DataFrame) -> list[Any]:
    """Return the rows of a frame as named tuples, `Index` first."""
    return list(frame.itertuples())


def is_missing(value: Any) -> bool:
    """Say whether a cell of a frame holds nothing: None, NA or NaN."""
    return value is None or value is pd.NA or value != value  # noqa: PLR0124 - NaN differs from itself


def fill(text: str, **values: "str | Run | Line") -> Line:
    """Return a text as a line, its {places} filled with texts or runs."""
    pieces: list[str | Run | Line] = []
    for before, name, _, _ in Formatter().parse(text):
        pieces.append(before)
        if name is not None:
            pieces.append(values[name])
    return line(*pieces)


# --- the article's words ----------------------------------------------------------------------


class Piece(NamedTuple):
    """A step through a sentence: text, or the beginning ("open") or end of cited words."""

    kind: str
    text: str = ""
    anchor: str = ""


class Numbered(NamedTuple):
    """One sentence of the article as shown: its pieces and what the report reads in it."""

    number: int  # 0: outside the sentences, such as the dateline
    first: bool  # of its paragraph
    pieces: list[Piece]
    uses: list[tuple[str, str]]  # anchor, what the words are read as


@dataclass(frozen=True)
class Source(Block):
    """The article sentence by sentence, cited words highlighted, each with its ways back."""

    sentences: tuple[Numbered, ...]

    def html(self) -> str:
        """Return the sentences as paragraphs with anchors."""
        return f'<div class="article">{"".join(map(_html_sentence, self.sentences))}</div>'

    def typst(self) -> str:
        """Return the sentences as Typst paragraphs with labels."""
        return "#article[\n" + "\n".join(map(_typst_sentence, self.sentences)) + "\n]"

    def plain(self) -> str:
        """Return the sentences with their numbers."""
        return "\n".join(
            f"{s.number or ''} {''.join(p.text for p in s.pieces)}".strip() for s in self.sentences
        )


def article_words(report: Report) -> Group:
    """Return the article's words: all of them if its rights allow, else the cited sentences."""
    whole = report.frames.article.reproduce == "full"
    shown = tuple(s for s in _numbered(report) if whole or s.uses)
    note = report.say(
        "{title} Marked words are what this report cites; the arrows lead back to where.",
        title=_source_line(report),
    )
    if not whole:
        note += report.say(" Only the cited sentences stand here: the text belongs to its agency.")
    return Group((Prose((note,), "note"), Source(shown)))


def _source_line(report: Report) -> Line:
    of = report.frames.article
    day = report.language.day(of.published) if of.published else ""
    told = ", ".join(text for text in (of.agency, day) if text)
    page = line(" ", link(of.url, of.url)) if of.url else line()
    return line(Run(f"{of.title or of.id}.", "words"), f" {told}." if told else "", page)


def _numbered(report: Report) -> Iterator[Numbered]:
    """Yield the stretches of the article in order, each with the citations that touch it."""
    stretches = list(_stretches(report))
    starts = [bounds[0] for _, bounds, _ in stretches]
    touching: list[list[Span]] = [[] for _ in stretches]
    for start, end in sorted(report.cited, key=lambda span: (span[0], -span[1])):
        place = max(0, bisect_right(starts, start) - 1)
        while place < len(starts) and starts[place] < end:
            touching[place].append((start, end))
            place += 1
    for (number, bounds, first), spans in zip(stretches, touching, strict=True):
        pieces = list(_pieces(report.frames.article.text, bounds, spans))
        # Words that are cited as the same thing in one sentence share one way back.
        ways = {
            use: f"{start}-{end}"
            for start, end in reversed(spans)
            if start >= bounds[0]
            for use in report.cited[start, end]
        }
        yield Numbered(number, first, pieces, [(w, use) for use, w in reversed(ways.items())])


def _stretches(report: Report) -> Iterator[tuple[int, Span, bool]]:
    """Yield number, bounds and whether a paragraph begins: sentences, and 0 for what is between."""
    text = report.frames.article.text
    at, paragraph = _beginning(report), -1
    for row in tuples(report.frames.sentences):
        if text[at : row.start].strip():
            yield 0, (at, row.start), True
        yield row.Index + 1, (row.start, row.end), row.paragraph != paragraph
        at, paragraph = row.end, row.paragraph


def _beginning(report: Report) -> int:
    """Return where the shown text begins: the body, or what is cited before it."""
    of = report.frames.article
    begin, end = of.body
    first = of.plain.raw(begin, end)[0] if begin < end else 0
    return min([first, *(start for start, _ in report.cited)])


def _pieces(text: str, bounds: Span, spans: list[Span]) -> Iterator[Piece]:
    """Yield the text between bounds with cited words opened and closed, properly nested.

    Words that overlap without one holding the other are cut where the earlier ones end.
    """
    at, stop = bounds
    waiting = [(max(a, at), min(b, stop), f"{a}-{b}" if a >= at else "") for a, b in spans]
    ends: list[int] = []
    while waiting or ends:
        start = waiting[0][0] if waiting else stop
        if ends and ends[-1] <= start:
            yield Piece("text", text[at : ends[-1]])
            at = ends.pop()
            yield Piece("close")
            continue
        begin, end, anchor = waiting.pop(0)
        yield Piece("text", text[at:begin])
        at = begin
        if ends and end > ends[-1]:
            waiting.append((ends[-1], end, ""))
            waiting.sort(key=lambda item: (item[0], -item[1]))
            end = ends[-1]
        yield Piece("open", anchor=anchor)
        ends.append(end)
    yield Piece("text", text[at:stop])


def _tidy(text: str) -> str:
    """Return raw text as it is read: entities as characters, any white space as one space."""
    lead, tail = text[:1].isspace(), text[-1:].isspace()
    inner = " ".join(html.unescape(text).split())
    return f"{' ' * lead}{inner}{' ' * (tail and bool(inner))}"


def _html_sentence(shown: Numbered) -> str:
    body = "".join(
        html.escape(visible(_tidy(piece.text)))
        if piece.kind == "text"
        else "</mark>"
        if piece.kind == "close"
        else f'<mark id="e{piece.anchor}">'
        if piece.anchor
        else "<mark>"
        for piece in shown.pieces
    )
    uses = " ".join(
        f'<a href="#m{anchor}">↩ {html.escape(visible(use))}</a>' for anchor, use in shown.uses
    )
    name = "s first" if shown.first else "s"
    number = f'<span class="no">{shown.number}</span> ' if shown.number else ""
    back = f'<div class="uses">{uses}</div>' if uses else ""
    return f'<div class="{name}"><p lang="de">{number}{body}</p>{back}</div>'


def _typst_sentence(shown: Numbered) -> str:
    body = "".join(
        f"#{typst_literal(_tidy(piece.text))};"
        if piece.kind == "text"
        else "];"
        if piece.kind == "close"
        else f"#cited({typst_literal(piece.anchor)})["
        for piece in shown.pieces
    )
    uses = ", ".join(f"({typst_literal(a)}, {typst_literal(use)})" for a, use in shown.uses)
    first = "true" if shown.first else "false"
    number = shown.number or ""
    return f'#sentence("{number}", {first}, [{body}], ({uses}{"," if uses else ""}))'


# --- how the report was made ------------------------------------------------------------------


def colophon(report: Report, more: Sequence[tuple[str, Line]] = ()) -> Facts:
    """Return what the report was made from: article, versions, accuracy, and what is given more."""
    of, say = report.frames.article, report.language.text
    rows = [
        (say("Article"), line(Run(of.id, "code"))),
        (say("SHA-256"), line(Run(of.sha256, "code"))),
        (say("Rights"), line(say(of.rights or "not stated"))),
        *more,
        (say("Parameters"), line(_parameters(report))),
        (say("Parser"), line(f"Beleg {accuracy.parser()}")),
        (say("Accuracy"), _accuracy(report)),
        (say("Versions"), line(f"Python {platform.python_version()}, {_versions()}")),
    ]
    if hidden := sorted(set(CODE_POINT.findall(drawable(of.text)))):
        rows.append((say("Note"), report.say(HIDDEN, codes=", ".join(hidden))))
    return Facts(tuple(rows), "colophon")


def _parameters(report: Report) -> str:
    given = {"language": report.language.code, **report.parameters}
    return ", ".join(f"{name} = {value}" for name, value in given.items() if value)


@cache
def _versions() -> str:
    return ", ".join(f"{part} {version(part)}" for part in PARTS)


def _accuracy(report: Report) -> Line:
    """Return the parser's figures on articles that no rule was written from, if they were taken."""
    known = accuracy.kept()
    if known is None:
        return report.say("not measured on articles that no rule was written from")
    figures = [
        f"{report.language.word('layer', layer)} {_share(report, f['value'])} "
        f"({_share(report, f['low'])}–{_share(report, f['high'])})"
        for layer, f in known["layers"].items()
    ]
    said = report.count(
        "{kind} {name}, {number} article; share right with 95% interval: {figures}.",
        "{kind} {name}, {number} articles; share right with 95% interval: {figures}.",
        known["articles"],
        kind=report.language.text("Invented articles" if known["invented"] else "Real articles"),
        name=known["set"],
        figures="; ".join(figures),
    )
    stale = report.say(" Stale: measured with parser {parser}.", parser=known["parser"])
    return line(said, stale) if known["stale"] else said


def _share(report: Report, share: float) -> str:
    return report.language.number(share, 2)
