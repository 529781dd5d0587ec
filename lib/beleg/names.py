"""Document -> mentions of people, organisations, places and products."""

from typing import NamedTuple

from beleg.sentences import Document


class Mention(NamedTuple):
    """One entity in the text: plain span, PER, ORG, LOC or PRODUCT, and its canonical name."""

    start: int
    end: int
    type: str
    canonical: str
    generic: bool  # a good named by a common noun («Gasmotoren»), not by a brand
    method: str  # "lexicon", "pattern", "variant" …: how it was found


def find(document: Document) -> list[Mention]:
    """Return the mentions in the body, in order of the text, none overlapping another."""
    raise NotImplementedError
