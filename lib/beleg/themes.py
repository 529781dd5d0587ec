"""Sentence -> cooperation themes, each with the words that say so."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from beleg import lexicon, phrases
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
# Labels that are no themes but conditions of others («@digit»: the sentence holds a number).
HELPERS = ["@digit", "@ein", "@machines", "@make", "@money", "@own", "@paper", "@percent", "@west"]
# What is made: where the words name a branch, the branch of a company beside them adds nothing.
BRANCHES = set(THEMES[:6]) | {"logistics_transport", "education_science", "construction"}


class Theme(NamedTuple):
    """One theme of one sentence, with the plain span of one word that says so."""

    start: int
    end: int
    theme: str
    sentence: int  # index into Document.sentences


def find(document: Document, mentions: list[Mention]) -> list[Theme]:
    """Return a row for each word that gives its sentence a theme, in order of the text."""
    named = [*_named(document, mentions)]
    given: dict[int, set[str]] = {}
    for row in named:
        given.setdefault(row.sentence, set()).add(row.theme)
    for token in document.tokens:
        if token.text[0].isdigit():
            given.setdefault(token.sentence, set()).add("@digit")
    hits = phrases.find(document, _words(), given)
    rows = {Theme(h.start, h.end, h.label, h.sentence) for h in hits if h.label[0] != "@"}
    spoken = {row.sentence for row in rows if row.theme in BRANCHES}
    rows.update(row for row in named if row.theme not in BRANCHES or row.sentence not in spoken)
    return sorted(rows)


@cache
def _words() -> phrases.Phrases:
    return phrases.read("themes", "theme", (*THEMES, *HELPERS))


def _named(document: Document, mentions: list[Mention]) -> Iterator[Theme]:
    """Yield the themes that names bring along: a Russian region, a company of a branch."""
    starts = [sentence.start for sentence in document.sentences]
    for mention in mentions:
        sentence = bisect_right(starts, mention.start) - 1
        if sentence < 0:
            continue
        if mention.type == "LOC" and mention.canonical in _regions():
            yield Theme(mention.start, mention.end, "regional_cooperation", sentence)
        for theme in _branches().get(mention.canonical, ()) if mention.type == "ORG" else ():
            yield Theme(mention.start, mention.end, theme, sentence)


@cache
def _regions() -> frozenset[str]:
    """Return the regions and towns that are a partner's: those of Russia, the capital apart."""
    rows = lexicon.read("places", ("name", "kind", "country", "variants"))
    return frozenset(
        name
        for name, kind, country, _ in rows
        if kind in ("region", "city")
        and country == "RU"
        and name not in ("Moskau", "Selenograd", "Sankt Petersburg")
    )


@cache
def _branches() -> dict[str, list[str]]:
    branches: dict[str, list[str]] = {}
    for organisation, theme in lexicon.read(
        "branches", ("organisation", "theme"), key=2, values=(("theme", tuple(THEMES)),)
    ):
        branches.setdefault(organisation, []).append(theme)
    return branches
