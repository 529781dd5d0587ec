"""Sentence -> cooperation themes, each with the words that say so."""

from typing import NamedTuple

from beleg.names import Mention
from beleg.sentences import Document

THEMES = [
    "industry_machinery",
    "automotive_components",
    "microelectronics",
    "agricultural_machinery",
    "engines",
    "energy_petrochemicals",
    "trade_turnover",
    "import_substitution",
    "finance_investment",
    "certification_standards",
    "logistics_transport",
    "regional_cooperation",
    "union_state_integration",
    "education_science",
    "construction",
    "agriculture_food",
    "urgency_speed",
]


class Theme(NamedTuple):
    """One theme of one sentence, with the plain span of one word that says so."""

    start: int
    end: int
    theme: str
    sentence: int  # index into Document.sentences


def find(document: Document, mentions: list[Mention]) -> list[Theme]:
    """Return a row for each word that gives its sentence a theme, in order of the text."""
    raise NotImplementedError
