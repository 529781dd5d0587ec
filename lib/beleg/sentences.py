"""Article -> Document: tokens, pairs of quotation marks, sentences, paragraphs (plain offsets)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from beleg.article import Article

# A word (with inner hyphens, dots of abbreviations apart), a number («2.500», «1,6»), or one mark.
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’-]\w+)*|[^\w\s]")

LEAD = re.compile(r"[ \n–—-]*")
PARAGRAPH = re.compile(r"[^\s][^\n]*")
QUOTED = re.compile(r"[„“\"»«]([^„“”\"»«\n]+)[“”\"«»]")
STOP = re.compile(r"[.!?…][“”\"«»]?(?= [A-ZÄÖÜ„“\"»«\d])")
ABBREVIATION = re.compile(r"\b(?:Mrd|Mio|Tsd|bzw|Nr|St|[a-z]|\d+)\.$")


class Token(NamedTuple):
    """One word, number or mark, with the index of its sentence (-1 outside the body)."""

    start: int
    end: int
    text: str
    sentence: int


class Marks(NamedTuple):
    """One pair of quotation marks: the span with the marks, the span within; nested pairs left out."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


class Sentence(NamedTuple):
    """One sentence; inside a quote each sentence is its own, the last carries the cue clause."""

    start: int
    end: int
    paragraph: int
    first_token: int
    last_token: int  # exclusive


@dataclass(frozen=True)
class Document:
    """What every layer reads: plain text and its tokens, marks and sentences, in order."""

    article: Article
    text: str = field(repr=False)
    tokens: list[Token] = field(repr=False)
    marks: list[Marks] = field(repr=False)
    sentences: list[Sentence] = field(repr=False)


def read(article: Article) -> Document:
    """Return the document of an article: only what stands in its body, dateline left out."""
    text = article.plain.text
    begin, end = article.body
    if article.dateline and article.dateline.start == begin:
        begin = article.dateline.end + len(LEAD.match(text, article.dateline.end)[0])
    tokens = [Token(m.start(), m.end(), m[0], -1) for m in TOKEN.finditer(text, begin, end)]
    marks = _marks(text, begin, end)
    spans = list(_split(text, begin, end))
    sentences, placed = [], []
    at = 0
    for number, (start, stop, paragraph) in enumerate(spans):
        first = at
        while at < len(tokens) and tokens[at].start < stop:
            placed.append(tokens[at]._replace(sentence=number))
            at += 1
        sentences.append(Sentence(start, stop, paragraph, first, at))
    return Document(article, text, placed, marks, sentences)


def _marks(text: str, begin: int, end: int) -> list[Marks]:
    return [
        Marks(m.start(), m.end(), m.start(1), m.end(1), True)
        for m in QUOTED.finditer(text, begin, end)
    ]


def _split(text: str, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    for number, paragraph in enumerate(PARAGRAPH.finditer(text, begin, end)):
        start = paragraph.start()
        for stop in STOP.finditer(text, paragraph.start(), paragraph.end()):
            if ABBREVIATION.search(text, start, stop.end()):
                continue
            yield start, stop.end(), number
            start = stop.end() + 1
        if start < paragraph.end():
            yield start, paragraph.end(), number
