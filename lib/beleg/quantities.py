"""Number, scale, unit, comparator, year, flow, subject."""

from typing import NamedTuple

from beleg.names import Mention
from beleg.sentences import Document


class Quantity(NamedTuple):
    """One number with its unit: plain span without the comparator word, value scaled."""

    start: int
    end: int
    value: float
    unit: str  # USD, RUB, BYN, EUR, percent, percentage_points, t, factor, projects, items …
    kind: str  # money, share, change, ratio, count, mass, duration, distance, area, power, length
    comparator: str  # = > >= < <= ~
    comparator_word: str | None  # «über»
    year: int | None
    year_method: str | None  # "explicit", "relative", "carried"
    flow: str | None  # import, export, trade_turnover, investment, production
    flow_word: str | None  # «importierten»
    subject: str | None  # noun phrase: «Autoteile für den Transportmaschinenbau»
    reporters: tuple[str, ...]  # whose trade it is: («Belarus», «Russland»)
    partner: str | None  # the other side of the trade, if the sentence names it


def find(document: Document, mentions: list[Mention]) -> list[Quantity]:
    """Return the quantities of the body, in order of the text."""
    raise NotImplementedError
