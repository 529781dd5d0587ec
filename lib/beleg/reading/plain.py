"""Raw text -> Plain: the same words made readable, with a map back to the raw offsets.

Every kind of space becomes one space, every kind of line end a line feed, HTML entities (encoded
twice, too), letters in pieces and ligatures their characters; soft hyphens, invisible signs, spaces
at the edge of a line and a hyphen that only a line end brought are gone; a Cyrillic or Greek letter
that looks Latin, inside a word with Latin letters, is Latin. Everything else stays as it is.
"""

import html
import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

# One character for one: these need no map. A control character is a space.
_SPACES = {
    ord(c): " " for c in "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
}
_SPACES |= {ord(c): " " for c in "\u2009\u200a\u202f\u205f\u3000"}
_CONTROLS = {code: " " for code in (*range(9), *range(14, 32), *range(127, 160)) if code != 0x85}
_LINES = {ord(c): "\n" for c in "\r\x0b\x0c\x85\u2028\u2029"}
ONE_TO_ONE = {**_SPACES, **_CONTROLS, **_LINES, 0x2010: "-", 0x2011: "-"}
UNUSUAL = re.compile(f"[{re.escape(''.join(map(chr, ONE_TO_ONE)))}]")

INVISIBLE = "\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
# Where the length may change: a quick look for signs and edges, one scan, CHANGED at the place.
SIGN = re.compile(rf"[&\u0300-\u036f\ufb00-\ufb06{INVISIBLE}]")
EDGES = ("  ", " \n", "\n ", "-\n")
EXCEPTIONAL = re.compile(
    rf"{SIGN.pattern}| (?=[ \n&{INVISIBLE}]|\Z)|(?<=\n) |\A |-(?=[ \ufeff]{{0,2}}\n)"
)
CHANGED = re.compile(
    # «Lokali­sierung», «10&nbsp;Mio.», two spaces
    rf"(?P<spaces>(?:[ {INVISIBLE}]|&(?:amp;){{0,3}}(?:nbsp|[a-z]{{1,4}}sp|shy|\#160|\#8239);)+)"
    # «&auml;», «&#228;», «&amp;auml;»
    r"|(?P<entity>&(?:amp;){0,3}(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31}\d{0,2});)"
    r"|(?P<marks>(?<=[^\W\d_])[\u0300-\u036f]{1,4})"  # two dots after «a»
    r"|(?P<ligature>[\ufb00-\ufb06])"  # «ﬁ»
    # «Zusammen-⏎arbeit», not «Handels-⏎und Wirtschaftsfragen»
    r"|(?P<hyphen>(?<=[a-zäöüß])-[ \ufeff]{0,2}\n {0,40}(?=[a-zäöüß])(?!(?:und|oder|bzw|sowie)\b))"
)
SPACE = re.compile(r" |sp;|#")  # in a run that may hold invisible signs only
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-zÄÖÜäöüß]")
CYRILLIC_OR_GREEK = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
ODD = re.compile(f"{UNUSUAL.pattern}|{SIGN.pattern}|{CYRILLIC_OR_GREEK.pattern}")
LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеіјѕорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ",
    "ABESIJKMHOPCTYXaeijsopcyxABEZHIKMNOPTYXovp",
)


@dataclass(frozen=True)
class Plain:
    """A readable form of a raw text; `starts[i]`, `ends[i]` bound character i in the raw text."""

    text: str
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)

    @property
    def unmoved(self) -> bool:
        """Return whether every character stands where it does in the raw text."""
        return isinstance(self.starts, range)

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open raw span of the plain span [start, end), which is not empty."""
        return self.starts[start], self.ends[end - 1]


def read(raw: str) -> Plain:
    """Return the plain form of a raw text; where something is gone, the map has a gap."""
    odd = ODD.search(raw)
    # «\r\n» keeps its length for now: an invisible sign and a line end.
    text = _spaced(raw.replace("\r\n", "\ufeff\n")) if odd else raw
    edged = " " in (text[:1], text[-1:]) or any(edge in text for edge in EDGES)
    if not edged and not (odd and SIGN.search(text)):  # a range is a map that takes no room
        return Plain(_latin(text) if odd else text, range(len(text)), range(1, len(text) + 1))
    parts: list[str] = []
    starts, ends = array("L"), array("L")
    at = 0
    for found in _changes(text):
        start, end = found.span()
        if found.lastgroup == "marks" and start > at:
            start -= 1  # the letter that the marks stand on
        piece = _change(found.lastgroup, text[start:end])
        if piece == " " and _at_edge(text, start, end):
            piece = ""
        parts += [text[at:start], piece]
        starts.extend(range(at, start))
        ends.extend(range(at + 1, start + 1))
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
        at = end
    parts.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Plain(_latin("".join(parts)), starts, ends)


def _spaced(text: str) -> str:
    return text.translate(ONE_TO_ONE) if UNUSUAL.search(text) else text


def _at_edge(text: str, start: int, end: int) -> bool:
    """Say whether a stretch lies at the beginning or end of a line."""
    return text[start - 1 : start] in ("", "\n") or text[end : end + 1] in ("", "\n")


def _changes(text: str) -> Iterator[re.Match[str]]:
    place = EXCEPTIONAL.search(text)
    while place:
        found = CHANGED.match(text, place.start())
        if found:
            yield found
        place = EXCEPTIONAL.search(text, found.end() if found else place.end())


def _change(kind: str | None, piece: str) -> str:
    if kind == "entity":
        while "&amp;" in piece and len(piece) > len("&amp;"):
            piece = piece.replace("&amp;", "&")
        plain = _spaced(html.unescape(piece)).replace("\n", " ")
        return re.sub(f"[{INVISIBLE}]", "", plain)
    if kind == "marks":
        return unicodedata.normalize("NFC", piece)
    if kind == "ligature":
        return unicodedata.normalize("NFKC", piece)
    return " " if kind == "spaces" and SPACE.search(piece) else ""


def _latin(text: str) -> str:
    if not CYRILLIC_OR_GREEK.search(text):
        return text
    return WORD.sub(
        lambda word: word[0].translate(LOOKALIKES) if LATIN.search(word[0]) else word[0], text
    )
