"""Sentence -> cooperation themes, weighed; each with the words that say so, if any do."""

import re
import struct
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Any, NamedTuple

from beleg.reading import lexicon, phrases
from beleg.reading.gazetteer import usual, whereabouts
from beleg.reading.names import Mention
from beleg.reading.sentences import Document, in_marks, indexed

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
ALL = {*THEMES}
# What is made, moved, taught or built; the other themes tell how one deals with it.
BRANCHES = {*THEMES[:6], *THEMES[10:11], *THEMES[13:16]}
# «nach Verhandlungen in Ufa»: a town where something happens is no partner, unless the article
# opens with a region; nor is a port.
VENUE = (["in"], ["im"], ["bei"])
OPENING = 2
PORT = "afen "
# What happens in a capital happens between the countries, not with a region.
CAPITALS = {"Moskau", "Sankt Petersburg", "Selenograd"}
# The sign of how much of an article speaks of a theme.
SHARES = ((": often", 0.4, 1.0), (": some", 0.2, 0.4), (": seldom", 0.0, 0.2))
SHORT = 4  # letters of a word that can be a sign
STEM = 6  # letters of a word by which it is known: its first and, of a compound, its last
FAR = 200  # hundredths: words that weigh less make no theme of one that nothing near says
# A word's weights for all themes are one integer, 32 bits each; these are the bits of their signs.
LANES = struct.Struct(f"<{len(THEMES)}i")
SIGN_BITS = sum(1 << 32 * at + 31 for at in range(len(THEMES)))
TELLING = 200  # that a word weighs for a theme to be shown as its word

FIRST = re.compile(r"\w+|\S")

# What the sentence is known to hold before its words are read.
GIVEN = ("@abroad", "@digit", "@goods", "@partner")


class Theme(NamedTuple):
    """One theme of one sentence, with the plain span of one word that says so."""

    start: int
    end: int
    theme: str
    sentence: int  # index into Document.sentences
    method: str  # "words", "name" (Tatarstan, KAMAZ), "carried": what stands around it says so


def find(document: Document, mentions: list[Mention]) -> list[Theme]:
    """Return a row for each word that gives its sentence a theme, in order of the text.

    A word of the lexicon or a name alone does not: every theme of a sentence has signs for and
    against it, its words and how it stands in the article, whose weights were fitted to annotated
    articles. A sum above 0 counts.
    """
    standing, found = Standing(document, said(document, mentions)), list[Theme]()
    before: dict[str, list[Theme]] = {}
    for number, here in enumerate(standing.themes):
        speaking = _speaking(standing.words(number))
        for theme, total, least in zip(THEMES, speaking, standing.least, strict=True):
            if total > least or theme in here or theme in before:
                state, ends = standing.signs(number, theme)
                if total + _stands(state, theme, *ends) > 0:
                    found += here.get(theme) or [_told(document, number, theme)]
        before = here
    return sorted({*found})


def said(document: Document, mentions: list[Mention]) -> list[Theme]:
    """Return the themes and helping labels («@money») that the lexicon and the names give."""
    named = [*_named(document, mentions)]
    given: dict[int, set[str]] = defaultdict(set)
    for row in named:
        given[row.sentence].add(row.theme)
    for number in document.by_sentence(_begins_with_digit):
        given[number].add("@digit")
    found = phrases.find(document, phrases.read(("themes",), (*THEMES, *GIVEN)), given)
    rows = [tuple.__new__(Theme, (a, b, name, at, "words")) for a, b, name, at, _, _ in found]
    # Where the words name a branch, the branch of a company beside them adds nothing.
    spoken = {row.sentence for row in rows if row.theme in BRANCHES}
    rows += [row for row in named if row.theme not in BRANCHES or row.sentence not in spoken]
    # «die Maschinen» are those of the branch spoken of, and of industry if there is none.
    machines = [row for row in rows if row.theme == "@machine" and row.sentence not in spoken]
    return rows + [row._replace(theme="industry_machinery") for row in machines]


@indexed
def _begins_with_digit(word: str) -> bool:
    return word[0].isdigit()


class Standing:
    """How every theme stands to every sentence of a document, as signs.

    «said», «beside» (other themes are said), «alone» (none is), «far» (the article never says
    it), and what is so around it: «beside: before», the sentence before says it.
    """

    def __init__(self, document: Document, rows: list[Theme]) -> None:
        """Take in what is said (`said`)."""
        total, self.document = len(document.sentences), document
        # Most sentences of a long text say nothing: they share one empty dict and set.
        self.themes: list[dict[str, list[Theme]]] = [{}] * total
        self.labels: list[frozenset[str]] = [frozenset()] * total  # «@money»
        for row in rows:
            _, _, theme, number, _ = row
            if theme[0] == "@":
                self.labels[number] |= {theme}
            else:
                here = self.themes[number] = self.themes[number] or {}
                here.setdefault(theme, []).append(row)
        self.counts = Counter(chain.from_iterable(self.themes))
        most = max([self.counts[theme] for theme in BRANCHES])
        self.shares = {
            theme: ["", *[name for name, least, under in SHARES if least < count / total <= under]]
            + [": main"] * (theme in BRANCHES and count == most)
            for theme, count in self.counts.items()
        }
        self.least = [FAR if theme in self.counts else far for theme, far in _least().items()]
        self.around: tuple[int, list[tuple[str, Container[str]]]] = (-1, [])  # of the last asked

    def signs(self, number: int, theme: str) -> tuple[str, list[str]]:
        """Return the state of a theme in a sentence, and the ends of its signs: «», «: before»."""
        here = self.themes[number]
        if theme not in self.counts:
            return "far", [": beside" if here else ""]
        if self.around[0] != number:
            self.around = number, [*_around(self.document, self.themes, number)]
        around = [name for name, its in self.around[1] if theme in its]
        state = "said" if theme in here else "beside" if here else "alone"
        return state, around + self.shares[theme]

    def words(self, number: int) -> list[str]:
        """Return the words of a sentence, each of which may be a sign, and its labels."""
        sentence = self.document.sentences[number]
        words = self.document.words[sentence.first_token : sentence.last_token]
        return [*words, *self.labels[number]]


def _around(
    document: Document, themes: Sequence[dict[str, Any]], number: int
) -> Iterator[tuple[str, Container[str]]]:
    """Yield what stands around a sentence, each with the themes of which it is true."""
    here, sentence = themes[number].keys(), document.sentences[number]
    branches = here & BRANCHES
    if number:
        new = document.sentences[number - 1].paragraph != sentence.paragraph
        yield ": paragraph before" if new else ": before", themes[number - 1]
        yield ": opening", themes[0]
    if number > 1:
        yield ": two before", themes[number - 2]
    if in_marks(document, sentence.start + 1):
        yield ": quote", ALL
    if len(here) > 1:  # two others are said
        yield ": many", ALL if len(here) > 2 else ALL - here
    if branches:  # another branch is said
        yield ": branch", BRANCHES if len(branches) > 1 else BRANCHES - branches


def stems(word: str) -> list[str]:
    """Return the signs that a word or label is: «bahnho*», «*ahnhof»; «@money»."""
    if word[0] == "@":
        return [word]
    lower = word[: phrases.LONGEST].lower()
    small = lower in lexicon.small_words() or lower in lexicon.small_words("verb")
    if small or len(word) < SHORT or word[0].isdigit():
        return []
    return [lower[:STEM] + "*", *(["*" + lower[-STEM:]] if len(lower) > STEM else [])]


@lru_cache(maxsize=20_000)
def _weighed(word: str) -> int:
    """Return what a word weighs, the weight for each theme in 32 bits of its own."""
    known = [_weights()[stem].values() for stem in stems(word) if stem in _weights()]
    return sum(weight << 32 * at for row in known for at, weight in enumerate(row))


def _speaking(words: list[str]) -> tuple[int, ...]:
    """Return what words weigh for each theme, all added in one go."""
    total = sum(map(_weighed, words)) + SIGN_BITS  # no sum below 0 borrows from the one beside it
    return LANES.unpack((total ^ SIGN_BITS).to_bytes(LANES.size, "little"))


def _told(document: Document, number: int, theme: str) -> Theme:
    """Return the row of a theme that no word of the lexicon says: with its most telling word."""
    sentence, column = document.sentences[number], THEMES.index(theme)
    words = document.words[sentence.first_token : sentence.last_token]
    telling = [_speaking([word])[column] for word in words]
    if (most := max(telling, default=0)) >= TELLING:
        token = document.tokens[sentence.first_token + telling.index(most)]
        return Theme(token.start, token.end, theme, number, "words")
    first = FIRST.search(document.text, sentence.start, sentence.end)
    span = first.span() if first else (sentence.start, sentence.end)
    return Theme(*span, theme, number, "carried")


@cache
def _weights() -> dict[str, dict[str, int]]:
    """Return what each sign weighs for each theme, in whole hundredths, whose sums are exact.

    A sign of any theme counts for all.
    """
    weights: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(THEMES, 0))
    columns = ("sign", "theme", "weight")
    for sign, its, weight in lexicon.read("theme_signs", columns, key=2):
        for theme in THEMES if its == "any" else [its]:
            weights[sign][theme] += round(100 * float(weight))
    return dict(weights)


@lru_cache(maxsize=20_000)
def _stands(state: str, theme: str, *ends: str) -> int:
    """Return what the signs of a state, of these ends, weigh for a theme."""
    weights = _standing(state)[theme]
    return sum(weights.get(end, 0) for end in ends)


@cache
def _standing(state: str) -> dict[str, dict[str, int]]:
    """Return what the signs of a state weigh, by theme and by their ends."""
    ends = [(sign, sign.removeprefix(state)) for sign in _weights() if sign.startswith(state)]
    return {theme: {end: _weights()[sign][theme] for sign, end in ends} for theme in THEMES}


@cache
def _least() -> dict[str, int]:
    """Return what words must weigh at least for each theme that an article never says."""
    return {theme: -max(ends.values()) for theme, ends in _standing("far").items()}


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


@cache
def _branches() -> list[tuple[str, ...]]:
    themes = (("theme", tuple(THEMES)),)
    return lexicon.read("branches", ("organisation", "theme"), key=2, values=themes)
