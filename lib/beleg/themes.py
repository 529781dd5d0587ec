"""Sentence -> cooperation themes, each with the words that say so."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
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
# Said of one sentence only; what else a sentence speaks of, the next one may go on with.
LOCAL = {"regional_cooperation", "urgency_speed"}
# What is made, moved, taught or built; the other themes tell how one deals with it.
BRANCHES = {*THEMES[:6], *THEMES[10:11], *THEMES[13:16]}
# «Davon sind …», «Ihre Prüfung dauert …»: the sentence before goes on.
ANAPHORS = {
    "Das",
    "Dies",
    "Diese",
    "Dieser",
    "Davon",
    "Dafür",
    "Damit",
    "Darunter",
    "Dabei",
    "Ihre",
    "Weitere",
}
# What happens in a capital happens between the countries, not with a region.
# «nach Verhandlungen in Ufa»: a town where something happens is no partner.
VENUE = (["in"], ["im"], ["bei"])
FIGURES = {"trade_turnover", "finance_investment"}
CAPITALS = {"Moskau", "Sankt Petersburg", "Selenograd"}
AREAS = {"Gebiet", "Region", "Provinz"}

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
    for token in document.tokens:
        if token.text[0].isdigit():
            given[token.sentence].add("@digit")
    rows, helpers = [], defaultdict[int, dict[str, Span]](dict)
    for hit in phrases.find(
        document, phrases.read(("themes",), (*THEMES, "@abroad", "@digit")), given
    ):
        if hit.label in THEMES:
            rows.append(Theme(hit.start, hit.end, hit.label, hit.sentence, "words"))
        else:
            helpers[hit.sentence].setdefault(hit.label, (hit.start, hit.end))
    # Where the words name a branch, the branch of a company beside them adds nothing.
    spoken = {row.sentence for row in rows if row.theme in BRANCHES}
    rows += [
        row
        for row in named
        if row.theme in THEMES and (row.theme not in BRANCHES or row.sentence not in spoken)
    ]
    return sorted({*rows, *_carried(document, rows, helpers)})


def _named(document: Document, mentions: list[Mention]) -> Iterator[Theme]:
    """Yield the themes that names bring along: a Russian region, a company of a branch."""
    starts = [sentence.start for sentence in document.sentences]
    for mention in mentions:
        start, end, name = mention.start, mention.end, mention.canonical
        sentence = bisect_right(starts, start) - 1
        venue = document.text[max(start - 4, 0) : start].lower().split()[-1:] in VENUE
        if sentence < 0 or (venue and whereabouts(name)[0] == "city"):
            continue
        for theme in _brought(mention.type, name):
            yield Theme(start, end, theme, sentence, "name")


@lru_cache(maxsize=50_000)
def _brought(kind: str, name: str) -> list[str]:
    place, country = whereabouts(name)
    if kind == "LOC" and country not in ("BY", "RU") and name not in ("Belarus", "Russland"):
        return ["@abroad"]
    if kind == "LOC" and place in ("region", "city") and country == "RU" and name not in CAPITALS:
        return ["regional_cooperation"]
    return _branches().get(name, []) if kind == "ORG" else []


def _carried(
    document: Document, rows: list[Theme], helpers: dict[int, dict[str, Span]]
) -> Iterator[Theme]:
    """Yield the themes a sentence takes up: «Davon sind …», «… kennen diese Maschinen»."""
    own: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        own[row.sentence].add(row.theme)
    paragraph = -1
    for number, sentence in enumerate(document.sentences):
        before = own[number - 1] - LOCAL if sentence.paragraph == paragraph else set()
        paragraph, given = sentence.paragraph, helpers[number]
        span, themes = _taken_up(own[number], given, before)
        if not (span or own[number] or "@said" in given):
            span, themes = _anaphor(document, number), before
        if span:
            for theme in themes - own[number]:
                yield Theme(*span, theme, number, "carried")
            own[number] |= themes


def _taken_up(
    own: set[str], given: dict[str, Span], before: set[str]
) -> tuple[Span | None, set[str]]:
    """Return the noun or number that goes on with a theme, and the themes."""
    if machine := given.get("@machine"):
        branch = before & BRANCHES - {"agriculture_food"} or {"industry_machinery"}
        return machine, branch if own.isdisjoint(BRANCHES) else set()
    if generic := given.get("@generic"):
        goods = before & BRANCHES - {"education_science"} or before & BRANCHES
        return generic, goods if own <= LOCAL else set()
    number = given.get("@money") or given.get("@percent") or (not own and given.get("@amount"))
    if number and own <= BRANCHES:
        return number, before & FIGURES - ({"finance_investment"} if own else set())
    return None, set()


def _anaphor(document: Document, number: int) -> Span | None:
    """Return the word with which speech goes on: «Davon …»; outside it names who says so."""
    first = document.sentences[number].first_token
    last = document.sentences[number].last_token
    at = bisect_right(document.marks, (document.tokens[first].start + 1,)) if first < last else 0
    quoted = at > 0 and document.marks[at - 1].end > document.tokens[first].start
    for token in document.tokens[first : first + 2] if quoted else ():
        if token.text in ANAPHORS:
            return token.start, token.end
    return None


@lru_cache(maxsize=50_000)
def whereabouts(name: str) -> tuple[str, str]:
    """Return kind and country code of a place or organisation, «-» if not known.

    A region that is not listed lies where its town does: «Gebiet Uljanowsk».
    """
    columns = ("name", "kind", "country", "variants")
    for file in ("places", "organisations"):
        for listed, kind, country, _ in lexicon.read(file, columns):
            if listed == name:
                return kind, country
    area, _, town = name.partition(" ")
    return ("region", whereabouts(town)[1]) if area in AREAS and town else ("-", "-")


@cache
def _branches() -> dict[str, list[str]]:
    branches: dict[str, list[str]] = defaultdict(list)
    columns, themes = ("organisation", "theme"), (("theme", tuple(THEMES)),)
    for organisation, theme in lexicon.read("branches", columns, key=2, values=themes):
        branches[organisation].append(theme)
    return branches
