"""File -> Article: the raw text as it is, a plain text to read, and the map between the two.

The layers read `Article.plain`; what they find goes back to offsets of `Article.text` through
`Plain.raw`. The raw text is never changed.
"""

import hashlib
import html
import json
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from beleg import BelegError, project

# «&nbsp;», «&#228;», «&#xE4;»: only what html.unescape knows changes.
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,31}\d{0,2});")
# «MINSK, 13. April (BelTA) - »
DATELINE = re.compile(
    r"(?P<place>[A-ZÄÖÜ][\w./' -]{1,40}?), (?P<day>\d{1,2})[.,]{0,2} (?P<month>[A-ZÄ][a-zä]{2,8}),? "
    r"\((?P<agency>[\w /-]{2,30})\)(?= ?[-–—])"
)
MONTHS = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
]


@dataclass(frozen=True)
class Plain:
    """A readable form of a raw text; `starts[i]`, `ends[i]` bound character i in the raw text."""

    text: str
    starts: "array[int]" = field(repr=False)
    ends: "array[int]" = field(repr=False)

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open raw span of the plain span [start, end), which is not empty."""
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True)
class Dateline:
    """«MINSK, 13. April (BelTA)»: plain span, place as written, day if it can be known."""

    start: int
    end: int
    place: str
    date: date | None
    agency: str


@dataclass(frozen=True)
class Article:
    """One article: its raw text, what is known of it, and where its body lies in the plain text."""

    id: str
    text: str = field(repr=False)
    plain: Plain = field(repr=False)
    body: tuple[int, int]
    headline: tuple[int, int] | None
    dateline: Dateline | None
    published: date | None
    title: str
    url: str
    agency: str
    rights: str
    sha256: str
    notes: tuple[str, ...] = ()


def from_text(text: str, *, id: str = "text", published: date | None = None) -> Article:  # noqa: A002
    """Return the article that a text holds (for tests and for texts without a file)."""
    plain = _plain(text)
    dateline = _dateline(plain.text, published)
    start = dateline.start if dateline else 0
    return Article(
        id=id,
        text=text,
        plain=plain,
        body=(start, len(plain.text)),
        headline=None,
        dateline=dateline,
        published=published,
        title="",
        url="",
        agency=dateline.agency if dateline else "",
        rights="",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _plain(text: str) -> Plain:
    chars, starts, ends = [], array("L"), array("L")
    for piece, start, end in _pieces(text):
        for char in piece:
            chars.append(char)
            starts.append(start)
            ends.append(end)
    return Plain("".join(chars), starts, ends)


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    for i, char in enumerate(text):
        yield char, i, i + 1


def _dateline(text: str, published: date | None) -> Dateline | None:
    found = DATELINE.search(text)
    if not found:
        return None
    return Dateline(found.start(), found.end(), found["place"], published, found["agency"])


_ = (html, json, Path, BelegError, project, ENTITY, MONTHS)
