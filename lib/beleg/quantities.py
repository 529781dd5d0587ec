"""Number, scale, unit, comparator, year, flow, subject."""

import re
from bisect import bisect_left
from datetime import date
from typing import NamedTuple

from beleg import amounts, flows, periods
from beleg.amounts import Amount
from beleg.flows import Cue
from beleg.names import HOME, Mention
from beleg.periods import FUTURE, Period
from beleg.sentences import Document, Sentence, Token

TRADE = ("import", "export", "trade_turnover", "production")
GOES_ON = ("money", "mass", "change", "ratio")
# «Davon», «darunter», «dafür»: the figure goes on with the one before.
REFERS = re.compile(
    r"\b(?:[Dd]avon|[Dd]arunter|[Dd]arauf|[Dd]ieser Summe|[Vv]on ihnen|von denen|wovon)\b"
)
ADJECTIVE = r"(?:[a-zäöüß][a-zäöüß-]{1,30}(?:e|e[nrsm]) )"
NOUN = r"[A-ZÄÖÜ][\w-]{1,60}"
# «Maschinen und Ausrüstungen», «Autoteile für den Transportmaschinenbau»
PHRASE = (
    rf"{ADJECTIVE}{{0,2}}{NOUN}(?:, {ADJECTIVE}?{NOUN}){{0,4}}(?: (?:und|sowie|&) {ADJECTIVE}?{NOUN}){{0,2}}"
    rf"(?: für (?:den |die |das )?{ADJECTIVE}?{NOUN})?"
)
# «Autoteile … im Wert von über», «Zement für knapp»: the goods that a sum pays for.
PAID = re.compile(
    rf"(?<!\w)({PHRASE}) (?:im (?:Gesamt)?[Ww]ert(?:e)? von|in Höhe von|für|von) (?:[a-zäöü]{{2,12}}\.? ){{0,4}}$"
)
# «Einfuhr von Elektronikbauteilen», «die von Pkw-Teilen», «Import belarussischer Milch»
OF = re.compile(rf" (?:(?:von|an|der|des) ({PHRASE})|([a-zäöüß]{{4,30}}er {NOUN}))")
# «Bei Dichtungen und Armaturen betrug», «Für Mikrochips habe»
ABOUT = re.compile(rf"(?:Bei|Für|Allein bei|Allein für) ({PHRASE})")
SHARE = re.compile(rf"[Aa]nteil (?:der|des|an|von) ({PHRASE})")


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


class _Told(NamedTuple):
    """What the paragraph has told, for a figure that goes on with it."""

    flow: str | None = None
    flow_word: str | None = None
    years: tuple[int, ...] = ()
    subject: str | None = None
    reporters: tuple[str, ...] = ()
    kind: str = ""


class _Place(NamedTuple):
    """One sentence: its text, its words with their offsets, its mentions; offsets into the sentence."""

    text: str
    words: list[tuple[int, str]]
    names: list[Mention]


def find(document: Document, mentions: list[Mention]) -> list[Quantity]:
    """Return the quantities of the body, in order of the text."""
    found: list[Quantity] = []
    counted: list[Amount] = []
    told, previous = _Told(), -1
    for sentence in document.sentences:
        words = document.tokens[sentence.first_token : sentence.last_token]
        place = _place(document, sentence, words, mentions)
        if sentence.paragraph != previous:
            told, previous = _Told(), sentence.paragraph
        amounts_here = amounts.read(place.text, place.words, place.names, counted)
        if amounts_here:
            read = _read(place, amounts_here, told, document.article.published)
            found.extend(
                q._replace(start=q.start + sentence.start, end=q.end + sentence.start) for q in read
            )
            told = _tell(told, read)
            counted = [*counted[-60:], *amounts_here]
        elif not told.flow:
            told = _mentioned(place)
    return found


def _place(
    document: Document, sentence: Sentence, tokens: list[Token], mentions: list[Mention]
) -> _Place:
    """Return a sentence by itself: its text, and words and mentions with offsets into it."""
    start, end = sentence.start, sentence.end
    first, last = (bisect_left(mentions, at, key=lambda m: m.start) for at in (start, end))
    return _Place(
        document.text[start:end],
        [(t.start - start, t.text) for t in tokens],
        [m._replace(start=m.start - start, end=m.end - start) for m in mentions[first:last]],
    )


def _mentioned(place: _Place) -> _Told:
    """Return the flow that a sentence without figures speaks of: «Aus Kasachstan bezieht Belarus Öl.»"""
    cues = [c for c in flows.read(*place) if c.flow in TRADE]
    return _Told(cues[-1].flow, place.text[cues[-1].start : cues[-1].end]) if cues else _Told()


def _tell(told: _Told, read: list[Quantity]) -> _Told:
    last = read[-1]
    years = tuple(dict.fromkeys(q.year for q in read if q.year))
    over = last.kind in ("money", "mass") and not last.flow  # another thing is spoken of now
    return _Told(
        last.flow or (None if over else told.flow),
        last.flow_word or told.flow_word,
        years or told.years,
        last.subject or told.subject,
        last.reporters or told.reporters,
        last.kind,
    )


def _read(
    place: _Place, counted: list[Amount], told: _Told, published: date | None
) -> list[Quantity]:
    text = place.text
    dated = periods.read(text, counted, published, max(told.years, default=None))
    cues = flows.read(*place)
    traders, partner = flows.traders(text, place.names), flows.partner(text, place.names)
    found: list[Quantity] = []
    for at, amount in enumerate(counted):
        refers = REFERS.search(text, max(amount.start - 40, 0), amount.end + 20) is not None
        cue = _cue(text, amount, cues)
        flow, word = _flow(text, amount, cue, refers, found[-1:], told)
        year, method = _year(text, counted, at, dated, told, flow, refers)
        subject = _subject(text, amount, cue) or (told.subject if flow and not cue else None)
        trade = flow in ("import", "export", "trade_turnover")
        other = partner if trade else None
        sides = _reporters(flow, cue, traders, other, told) if trade else ()
        found.append(Quantity(*amount[:7], year, method, flow, word, subject, sides, other))
    return found


def _cue(text: str, amount: Amount, cues: list[Cue]) -> Cue | None:
    """Return the word that gives an amount its flow; people, projects or shares ask for one nearby."""
    if amount.kind == "count" and amount.unit != "items":
        return None
    allowed = flows.MEASURED.get(amount.kind)
    cue = flows.choose(
        text, amount, cues if allowed is None else [c for c in cues if c.flow in allowed]
    )
    if cue and amount.kind in ("count", "share") and not flows.same_clause(text, amount, cue):
        return None
    return None if amount.noun == "Stück" else cue


def _flow(
    text: str, amount: Amount, cue: Cue | None, refers: bool, last: list[Quantity], told: _Told
) -> tuple[str | None, str | None]:
    """Return the flow of an amount and its word: its cue's, or those of the statistic it goes on with."""
    source: Quantity | _Told = last[0] if last else told
    if amount.kind == "count":
        bare = amount.noun == "Stück" or (
            amount.noun and not text[: amount.end].endswith(amount.noun)
        )
        goes_on = bare and source.kind == "count" and amount.unit == "items"
    elif amount.kind == "share":
        goes_on = refers or source is not told
    else:
        goes_on = not cue and (refers or amount.kind in GOES_ON)
    if goes_on and (not cue or amount.kind == "count"):
        allowed = flows.MEASURED.get(amount.kind)
        fits = allowed is None or source.flow in allowed
        return (source.flow, source.flow_word) if fits else (None, None)
    return (cue.flow, text[cue.start : cue.end]) if cue and cue.flow != "none" else (None, None)


def _year(
    text: str,
    counted: list[Amount],
    at: int,
    dated: list[Period],
    told: _Told,
    flow: str | None,
    refers: bool,
) -> tuple[int | None, str | None]:
    amount, period = counted[at], periods.choose(text, at, counted, dated)
    same = period is not None and period.strength == "same"
    if same and len(told.years) > 1 and amount.link in ("from", "to"):
        return told.years[-2 if amount.link == "from" else -1], "carried"
    if period and period.span and amount.link in ("from", "to"):
        return period.span[amount.link == "to"], "explicit"
    if amount.link == "from" and not (period and period.owner == at):
        base = next((p for p in dated[:9] if p.strength == "base" and p.year), None)
        return (base.year, base.method) if base else (None, None)
    if period and not same:
        return period.year, period.method
    goes_on = refers or (flow in TRADE and (amount.kind == "count") == (told.kind == "count"))
    if told.years and goes_on and (same or not FUTURE.search(text, 0, 2000)):
        return told.years[-1], "carried"
    return None, None


def _subject(text: str, amount: Amount, cue: Cue | None) -> str | None:
    """Return the noun phrase that the number measures."""
    if amount.noun:
        return amount.noun
    before = text[max(0, amount.start - 200) : amount.start]
    if amount.kind in ("money", "share", "mass") and (
        found := PAID.search(before) or SHARE.search(before)
    ):
        return _without_verb(found[1])
    if (
        cue
        and cue.form == "noun"
        and (found := OF.match(text, cue.end))
        and found.start() < amount.start
    ):
        return _without_verb(found[1] or found[2])
    if found := ABOUT.match(text):
        return found[1]
    return text[cue.start : cue.end] if cue and cue.form == "noun" else None


def _without_verb(phrase: str) -> str:
    """Drop a verb that looks like an adjective: «importierten Autoteile», «wurden Maschinen»."""
    first, _, rest = phrase.partition(" ")
    return (
        rest
        if rest and first[0].islower() and first.endswith(("te", "ten", "wurden", "werden"))
        else phrase
    )


def _reporters(
    flow: str | None, cue: Cue | None, traders: tuple[str, ...], partner: str | None, told: _Told
) -> tuple[str, ...]:
    """Return whose trade it is: who acts in the sentence, else in the one before, else the agency's country."""
    if flow == "trade_turnover" and partner:
        return tuple(dict.fromkeys((*traders, HOME, partner)))
    named = tuple(t for t in traders if t != partner)
    return named or (() if cue else told.reporters) or (HOME,)
