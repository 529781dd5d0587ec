"""Number, scale, unit, comparator, year, flow, subject."""

import re
from bisect import bisect_left
from typing import NamedTuple

from beleg import amounts, flows, periods
from beleg.amounts import Amount
from beleg.flows import Cue
from beleg.names import HOME, Mention
from beleg.periods import FUTURE
from beleg.sentences import Document, Sentence

TRADE = ("import", "export", "trade_turnover", "production")
# «Davon», «darunter», «dafür»: the figure goes on with the one before.
REFERS = re.compile(r"\b(?:[Dd]avon|[Dd]arunter|[Dd]arauf|[Dd]ieser Summe|[Vv]on ihnen)\b")
ADJECTIVE = r"(?:[a-zäöüß][a-zäöüß-]{1,30}(?:e|e[nrsm]) )"
NOUN = r"[A-ZÄÖÜ][\w-]{1,60}"
# «Maschinen und Ausrüstungen», «Autoteile für den Transportmaschinenbau»
PHRASE = (
    rf"{ADJECTIVE}{{0,2}}{NOUN}(?:, {ADJECTIVE}?{NOUN}){{0,4}}(?: (?:und|sowie|&) {ADJECTIVE}?{NOUN}){{0,2}}"
    rf"(?: für (?:den |die |das )?{ADJECTIVE}?{NOUN})?"
)
# «Autoteile … im Wert von über», «Zement für knapp»: the goods that a sum pays for.
PAID = re.compile(
    rf"({PHRASE}) (?:im (?:Gesamt)?[Ww]ert(?:e)? von|in Höhe von|für|von) (?:[a-zäöü]{{2,12}}\.? ){{0,4}}$"
)
# «Einfuhr von Elektronikbauteilen», «die von Pkw-Teilen», «Import belarussischer Milch»
OF = re.compile(rf" (?:(?:von|an|der|des) )?({PHRASE})")
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
    partner: str | None = None
    kind: str = ""


def find(document: Document, mentions: list[Mention]) -> list[Quantity]:
    """Return the quantities of the body, in order of the text."""
    found: list[Quantity] = []
    starts = [m.start for m in mentions]
    told, paragraph, previous = _Told(), -1, None
    for sentence, counted in zip(document.sentences, amounts.find(document, mentions), strict=True):
        if sentence.paragraph != paragraph:
            told, paragraph, previous = _Told(), sentence.paragraph, None
        if counted:
            if previous and not told.flow:
                told = _mentioned(document.text, previous, _near(mentions, starts, previous))
            read = _read(document, sentence, counted, _near(mentions, starts, sentence), told)
            found.extend(read)
            told = _tell(told, read)
        previous = sentence
    return found


def _near(mentions: list[Mention], starts: list[int], sentence: Sentence) -> list[Mention]:
    return mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]


def _mentioned(text: str, sentence: Sentence, names: list[Mention]) -> _Told:
    """Return the flow that a sentence without figures speaks of: «Aus Kasachstan bezieht Belarus Öl.»"""
    cues = [c for c in flows.read(text, sentence.start, sentence.end, names) if c.flow in TRADE]
    return (
        _Told(flow=cues[-1].flow, flow_word=text[cues[-1].start : cues[-1].end])
        if cues
        else _Told()
    )


def _tell(told: _Told, read: list[Quantity]) -> _Told:
    last = read[-1]
    years = [q.year for q in read if q.year]
    return _Told(
        last.flow or (told.flow if last.kind not in ("money", "mass") else None),
        last.flow_word or told.flow_word,
        tuple(dict.fromkeys(years)) or told.years,
        last.subject or told.subject,
        last.reporters or told.reporters,
        last.partner or told.partner,
        last.kind,
    )


def _read(
    document: Document, sentence: Sentence, counted: list[Amount], names: list[Mention], told: _Told
) -> list[Quantity]:
    text, span = document.text, (sentence.start, sentence.end)
    dated = periods.read(
        text, span, counted, document.article.published, max(told.years, default=None)
    )
    cues = flows.read(text, *span, names)
    traders = flows.traders(text[slice(*span)], sentence.start, names)
    partner = flows.partner(text[slice(*span)], sentence.start, names)
    found: list[Quantity] = []
    for at, amount in enumerate(counted):
        before = found[-1] if found else None
        cue, carried = _flow(text, amount, cues, before, told, sentence)
        flow = cue.flow if cue else carried
        word = (
            text[cue.start : cue.end]
            if cue
            else (before.flow_word if before else told.flow_word)
            if flow
            else None
        )
        year, method = _year(text, sentence, counted, at, dated, told, flow)
        subject = (
            _subject(text, amount, cue, sentence) or (flow and not cue and told.subject) or None
        )
        trades = flow in ("import", "export", "trade_turnover")
        reporters = _reporters(flow, cue, traders, partner, told) if trades else ()
        found.append(
            Quantity(
                *amount[:7],
                year,
                method,
                flow,
                word,
                subject,
                reporters,
                partner if trades else None,
            )
        )
    return found


def _flow(
    text: str,
    amount: Amount,
    cues: list[Cue],
    before: Quantity | None,
    told: _Told,
    sentence: Sentence,
) -> tuple[Cue | None, str | None]:
    """Return the cue of an amount, or the flow it goes on with."""
    if amount.kind in flows.UNMEASURED or amount.kind == "count" and amount.unit != "items":
        return None, None
    allowed = flows.MEASURED.get(amount.kind)
    cue = flows.choose(
        text, amount, [c for c in cues if not allowed or c.flow in (*allowed, "none")]
    )
    if (
        cue
        and amount.kind in ("count", "share")
        and flows.CLAUSE.search(text, *_between(amount, cue))
    ):
        cue = None
    if cue and not (
        amount.kind == "count" and amount.noun and text[amount.end - 5 : amount.end] == "Stück"
    ):
        return (cue, None) if cue.flow != "none" else (None, None)
    refers = REFERS.search(
        text, max(amount.start - 40, sentence.start), min(amount.end + 20, sentence.end)
    )
    if amount.kind == "count":
        elliptic = amount.noun and not text[amount.start : amount.end].endswith(amount.noun[-3:])
        same = before and before.kind == "count" and (elliptic or amount.noun == "Stück")
        return None, before.flow if before and same else None
    if before and (
        amount.kind in ("change", "ratio", "money", "mass") or refers or before.kind == "change"
    ):
        return None, before.flow
    if amount.kind in ("money", "mass", "change", "ratio") or refers:
        return None, told.flow if not allowed or told.flow in allowed else None
    return None, None


def _between(amount: Amount, cue: Cue) -> tuple[int, int]:
    return (cue.end, amount.start) if cue.start < amount.start else (amount.end, cue.start)


def _year(
    text: str,
    sentence: Sentence,
    counted: list[Amount],
    at: int,
    dated: list[periods.Period],
    told: _Told,
    flow: str | None,
) -> tuple[int | None, str | None]:
    amount = counted[at]
    period = periods.choose(text, at, counted, dated)
    same = period is not None and period.strength == "same"
    if same and len(told.years) > 1 and amount.link in ("from", "to"):
        return (told.years[-2] if amount.link == "from" else told.years[-1]), "carried"
    if amount.link == "from" and not (period and period.owner == at):
        base = next((p for p in dated if p.strength == "base" and p.year), None)
        return (base.year, base.method) if base else (None, None)
    if period and not same:
        return period.year, period.method
    refers = REFERS.search(
        text, max(amount.start - 40, sentence.start), min(amount.end + 20, sentence.end)
    )
    goes_on = refers or flow in TRADE and (amount.kind == "count") == (told.kind == "count")
    if told.years and goes_on and (same or not FUTURE.search(text, sentence.start, sentence.end)):
        return told.years[-1], "carried"
    return None, None


def _subject(text: str, amount: Amount, cue: Cue | None, sentence: Sentence) -> str | None:
    """Return the noun phrase that the number measures."""
    if amount.noun:
        return amount.noun
    before = text[max(sentence.start, amount.start - 200) : amount.start]
    found = (
        PAID.search(before) or SHARE.search(before) if amount.kind in ("money", "share") else None
    )
    if found:
        return _without_verb(found[1])
    if cue and cue.form == "noun":
        of = OF.match(text, cue.end, sentence.end)
        return (
            _without_verb(of[1]) if of and of.start() < amount.start else text[cue.start : cue.end]
        )
    about = ABOUT.match(text, sentence.start, sentence.end)
    return about[1] if about else None


def _without_verb(phrase: str) -> str:
    """Drop a verb that looks like an adjective: «importierten Autoteile»."""
    first, _, rest = phrase.partition(" ")
    return rest if rest and first.endswith(("te", "ten")) and first[0].islower() else phrase


def _reporters(
    flow: str | None, cue: Cue | None, traders: tuple[str, ...], partner: str | None, told: _Told
) -> tuple[str, ...]:
    if flow == "trade_turnover" and partner:
        return tuple(dict.fromkeys((*traders, HOME)))
    named = tuple(t for t in traders if t != partner)
    return named or (told.reporters if not cue else ()) or (HOME,)
