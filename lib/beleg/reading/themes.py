"""Sentence -> cooperation themes, each with the words that say so."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from beleg.reading import lexicon, phrases
from beleg.reading.gazetteer import located, usual
from beleg.reading.names import Mention
from beleg.reading.sentences import Document, in_marks

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
# Said of one sentence only; what else a sentence speaks of, the next one may go on with.
LOCAL = {"regional_cooperation", "urgency_speed"}
# What is made, moved, taught or built; the other themes tell how one deals with it.
BRANCHES = {*THEMES[:6], *THEMES[10:11], *THEMES[13:16]}
FIGURES = {"trade_turnover", "finance_investment"}
# What a speaker goes on with in a sentence that names no theme.
QUOTED = {
    "agricultural_machinery", "agriculture_food", "certification_standards", "engines",
    "import_substitution",
}  # fmt: skip
# «nach Verhandlungen in Ufa»: a town where something happens is no partner, unless the article
# opens with a region; nor is a port.
VENUE = (["in"], ["im"], ["bei"])
OPENING = 2
PORT = "afen "
# What happens in a capital happens between the countries, not with a region.
CAPITALS = {"Moskau", "Sankt Petersburg", "Selenograd"}
AREAS = {"Gebiet", "Region", "Provinz"}
# «peilt man sechs Millionen an» speaks of money, «1,2 Mio. Scheiben», «2 Mio. t» do not.
BARE = re.compile(r"\.?+(?:\s*$|\s?[,;:?!)“”\"»–]|\s+(?!km|kg)[a-zäöüß]{2})")
FIRST = re.compile(r"\w+|\S")

# What the sentence is known to hold before its words are read.
GIVEN = ("@abroad", "@digit", "@goods", "@partner")

Span = tuple[int, int]


class Theme(NamedTuple):
    """One theme of one sentence, with the plain span of one word that says so."""

    start: int
    end: int
    theme: str
    sentence: int  # index into Document.sentences
    method: str  # "words", "name" (Tatarstan, KAMAZ), "carried" from the sentence before


def find(document: Document, mentions: list[Mention]) -> list[Theme]:
    """Return a row for each word that gives its sentence a theme, in order of the text."""
    named = [*_named(document, mentions)]
    given: dict[int, set[str]] = defaultdict(set)
    for row in named:
        given[row.sentence].add(row.theme)
    for number in document.by_sentence(lambda word: word[0].isdigit()):
        given[number].add("@digit")
    found = phrases.find(document, phrases.read(("themes",), (*THEMES, *GIVEN)), given)
    rows = [tuple.__new__(Theme, (a, b, name, at, "words")) for a, b, name, at, _, _ in found]
    # Where the words name a branch, the branch of a company beside them adds nothing.
    spoken = {row.sentence for row in rows if row.theme in BRANCHES}
    told = (row for row in named if row.theme[0] != "@")
    rows += [row for row in told if row.theme not in BRANCHES or row.sentence not in spoken]
    rows += _carried(document, rows)
    return sorted({row for row in rows if row.theme[0] != "@"})


def _named(document: Document, mentions: list[Mention]) -> Iterator[Theme]:
    """Yield the themes that names bring along: a Russian region, a company of a branch."""
    starts = [sentence.start for sentence in document.sentences]
    partner = False
    for start, end, kind, name, *_ in mentions:
        themes, sentence = _brought(kind, name), bisect_right(starts, start) - 1
        if not themes or sentence < 0 or PORT in document.text[start:end]:
            continue
        venue = not partner and whereabouts(name)[0] == "city"
        if venue and document.text[max(start - 4, 0) : start].lower().split()[-1:] in VENUE:
            continue
        for theme in themes:
            partner |= sentence < OPENING and theme == "regional_cooperation"
            yield tuple.__new__(Theme, (start, end, theme, sentence, "name"))
    if partner:
        yield from (Theme(at, at, "@partner", number, "name") for number, at in enumerate(starts))


@lru_cache(maxsize=50_000)
def _brought(kind: str, name: str) -> list[str]:
    place, country = whereabouts(name)
    if kind == "PRODUCT":
        return ["@goods"]
    if kind == "ORG":
        return [theme for listed, theme in _branches() if listed == usual(name)]
    if kind == "LOC" and country not in ("BY", "RU") and name not in ("Belarus", "Russland"):
        return ["@abroad"]
    partner = place in ("region", "city") and country == "RU" and name not in CAPITALS
    return ["regional_cooperation"] if kind == "LOC" and partner else []


def _carried(document: Document, rows: list[Theme]) -> Iterator[Theme]:
    """Yield the themes a sentence takes up: «… kennen diese Maschinen», «Die Rechnung geht auf»."""
    here: dict[int, dict[str, Span]] = defaultdict(dict)
    for start, end, theme, number, _ in sorted(rows):
        here[number].setdefault(theme, (start, end))
    before, goods, field = set[str](), set[str](), set[str]()
    for number, sentence in enumerate(document.sentences):
        if number and sentence.paragraph != document.sentences[number - 1].paragraph:
            # Where tractors are spoken of, «die Maschinen» stay tractors, but not in statistics.
            before, goods, field = set(), set(), (goods | field) & {"agricultural_machinery"}
        given = here[number]
        own = {theme for theme in given if theme[0] != "@"}
        amount = given.get("@amount")
        if amount and not BARE.match(document.text, amount[1], sentence.end):
            del given["@amount"]
        meant = goods if goods or own & FIGURES else field
        for span, themes in _taken_up(own, given, before, meant) if len(own) < len(given) else ():
            yield from (Theme(*span, theme, number, "carried") for theme in themes - own)
            own |= themes
        if not own and before and in_marks(document, sentence.start + 1):
            own |= before & QUOTED
            word = FIRST.search(document.text, sentence.start, sentence.end)
            span = word.span() if word else (sentence.start, sentence.end)
            yield from (Theme(*span, theme, number, "carried") for theme in own)
        before, goods = own - LOCAL, own & BRANCHES or goods


def _taken_up(
    own: set[str], given: dict[str, Span], before: set[str], goods: set[str]
) -> Iterator[tuple[Span, set[str]]]:
    """Yield the nouns and numbers that go on with themes; `own` grows in between."""
    if (machine := given.get("@machine")) and own.isdisjoint(BRANCHES):
        yield machine, goods - {"agriculture_food", "education_science"} or {"industry_machinery"}
    if (generic := given.get("@generic")) and own <= LOCAL:
        yield generic, goods - {"education_science"} or goods
    number = given.get("@percent") or given.get("@amount")
    if (money := given.get("@money")) and own.isdisjoint(FIGURES):
        # What is put into something is said in words; other money is paid for goods.
        yield money, before & FIGURES or {"trade_turnover"}
    elif number and own <= BRANCHES:
        yield number, before & FIGURES - ({"finance_investment"} if own else set())


@lru_cache(maxsize=50_000)
def whereabouts(name: str) -> tuple[str, str]:
    """Return kind and country code of a place or organisation, «-» if not known.

    A region that is not listed lies where its town does: «Gebiet Uljanowsk».
    """
    name = usual(name)
    area, _, town = name.partition(" ")
    if area in AREAS and town and name not in located():
        return "region", whereabouts(town)[1]
    return located().get(name, ("-", "-"))


@cache
def _branches() -> list[tuple[str, ...]]:
    themes = (("theme", tuple(THEMES)),)
    return lexicon.read("branches", ("organisation", "theme"), key=2, values=themes)
