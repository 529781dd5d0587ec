"""Article -> Document: tokens, pairs of quotation marks, sentences, paragraphs (plain offsets)."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from beleg.article import Article

# A word (with inner hyphens, dots of abbreviations apart), a number («2.500», «1,6»), or one mark.
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’-]\w+)*|[^\w\s]")


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
    raise NotImplementedError
