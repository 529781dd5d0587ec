"""Who works with whom on what, and how firm it is."""

from typing import NamedTuple

from beleg.names import Mention
from beleg.quotes import Quote
from beleg.sentences import Document


class Relation(NamedTuple):
    """Two partners that cooperate: the plain span of the words that say so, and how firm it is."""

    start: int
    end: int
    a: str  # canonical names
    b: str
    activity: str  # «industrielle Zusammenarbeit»
    goods: tuple[str, ...]
    status: str  # exists, agreed, planned, wished
    status_word: str | None  # «haben vereinbart»
    explicit: bool  # both partners are named in the sentence
    sentence: int


def find(document: Document, mentions: list[Mention], quotes: list[Quote]) -> list[Relation]:
    """Return the relations of the body, in order of the text."""
    raise NotImplementedError
