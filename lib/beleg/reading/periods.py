"""Expressions of time: which year a figure belongs to, and which year it is only compared with.

Offsets here are offsets into the sentence.
"""

import re
from bisect import bisect_left, bisect_right
from datetime import date
from typing import NamedTuple

from beleg.reading import lexicon
from beleg.reading.amounts import Amount, entry, numeral, table

# «2021», «2022-2023», «2021 bis 2025», «zwischen 2021 und 2023»: a span dates no single year.
YEAR = re.compile(
    r"((?:19|20)(?<![\w.,$€:/-]..)\d\d)"
    r"(?: ?(?:[-–/]|bis|(?<=zwischen .... )und|(?<=Jahren .... )und) ?((?:19|20)\d\d|\d\d)(?!\d))?"
    r"(?!\w|:\S|[.,]\d|-\w)"
)
# «als im gleichen Zeitraum des », «gegenüber dem », «im Vergleich zu den ersten acht Monaten »
BASE = re.compile(
    r"\b(?:als|gegenüber|vergleich|verglichen|wie|gegensatz|fache des|übertr\w+ (?:das|den))"
    r"(?: (?:zu[mr]?|mit|im|in|vo[nm]|de[mnrs]|das|noch|gleichen|selben|entsprechenden|analogen"
    r"|vergleichbaren|ersten|\w{3,6} Monaten?|Zeit(?:raums?|punkt)?|Periode|Jahr(?:e[ns]?)?|Niveau"
    r"|Wert(?:e?s)?|Ergebnis|Stand|Ende|Anfang|Quartal|Halbjahr)){0,7} $",
    re.IGNORECASE,
)
# «48,6 Mio. Euro im Jahr 2021», «12 Prozent (2021)»: between a figure and a year of its own.
OWN = re.compile(
    r" ?\(?(?:(?:im|in|für|des|vom|zum|von|aus dem) )?(?:de[nrm] )?(?:Jahr(?:es|e)? |ersten "
    r"|(?:gleichen |selben )?(?:(?:Vergleichsz|Z)eitraum|Zeit|Periode) )?"
)
OF_YEAR = (" des ", " des Jahres ")  # «in der gleichen Zeit des Vorjahres», «des Jahres 2020»
LABEL = re.compile(r"\((?:19|20)\d\d: ")  # «(2021: 5 Mio. Euro)»
FUTURE = re.compile(
    r"(?:s(?<!\ws)oll(?:en|te)?|w(?<!\ww)(?:ill|ollen|ird|erde)|l(?<!\wl)ieße"
    r"|m(?<!\wm)(?:uss|üssen?)|k(?<!\wk)(?:ann|önnen|önnten?|ünftig)|g(?<!\wg)eplan\w+|p(?<!\wp)lan\w+)\b"
)
# «bis Ende Mai», «ab Mai» of a time to come; but «bis Ende Mai kamen»
UNTIL = re.compile(r"\b(?:[Bb]is|[Aa]b) (?:zum |Ende |Anfang |Mitte )?$")
PAST = re.compile(r" (?:\w+t(?:en?|e)|w[au]r\w*|kam\w*|ging\w*|lag\w*|hat\w*|haben)\b")
CLAUSE = re.compile(
    r"[,;:] |[(“”\"]| und (?:hat|habe|hatte|soll|solle|wird|werde|will|wolle|kann)\b"
)
# «5 bzw. 7 Mio. im Jahr 2021»: one year for both
RESPECTIVELY = re.compile(r" (?:bzw\.|beziehungsweise) (?:\w+ )?")


class Period(NamedTuple):
    """An expression of time in a sentence, and the year it names, if it names one."""

    start: int
    end: int
    year: int | None
    method: str | None  # "explicit" or "relative"
    strength: str  # strong; weak: a part of a year; base: only compared with; same; none; now
    owner: int = -1  # the number of the amount it stands right behind, of «heute» right before
    span: tuple[int, ...] = ()  # «zwischen 2021 und 2023»


def read(
    text: str, amounts: list[Amount], published: date | None, told: int | None
) -> list[Period]:
    """Return the periods of a sentence; `told` is the year last named, for «im Jahr zuvor»."""
    relative, _ = table("years")
    ends = [amount.end for amount in amounts]
    found: list[Period] = []
    matches = [*YEAR.finditer(text), *relative.finditer(text)]
    for match in sorted(matches, key=re.Match.span):
        start, end = match.span()
        at = bisect_right(ends, start)
        counted = at < len(ends) and amounts[at].start < end
        if counted or (found and start < found[-1].end):
            continue
        if found and match.re is YEAR and start == found[-1].end + 1:
            found.pop()  # «im Vergleichszeitraum 2021», «im Oktober 2021»: the year says more
        period = _period(text, match, published, told)
        if found and found[-1].strength == "same" and text[found[-1].end : start] in OF_YEAR:
            start = found.pop().start
        lower = ends[at - 1] if at else 0
        times = at and amounts[at - 1].unit == "factor"
        before = text[max(lower, start - 70) : start]
        if period.strength == "now" or LABEL.match(text, max(start - 1, 0)):
            period = period._replace(owner=at)
        elif BASE.search(before) or (before == " des Jahres " and times):
            period = period._replace(strength="base")
        elif at and period.strength != "base" and OWN.fullmatch(text, lower, start):
            period = period._replace(owner=at - 1)
        if period.strength in ("strong", "weak") and period.year:
            told = period.year
        found.append(period)
    return _without_weak(found, ends) if found[1:] else found


def choose(text: str, at: int, amounts: list[Amount], periods: list[Period]) -> Period | None:
    """Return the period that dates an amount: its own, else the last before it, else the next."""
    amount = amounts[at]
    split = bisect_left(periods, amount.end, key=lambda p: p.start)
    after = periods[split : split + 1]
    before = periods[max(split - 6, 0) : split]
    owners = [at]
    if at + 1 < len(amounts) and RESPECTIVELY.fullmatch(text, amount.end, amounts[at + 1].start):
        owners.append(at + 1)
    own = [p for p in (*after, *before) if p.owner in owners]
    if own:
        return own[0]
    before = [p for p in before if p.strength not in ("base", "now")]
    free = [p for p in before if p.owner < 0]
    if free:
        return free[-1]
    if before and amount.link != "to":
        return before[-1]
    if not after or after[0].strength == "base" or after[0].owner >= 0:
        return None
    between = text[amount.end : min(after[0].start, amount.end + 200)]
    return None if CLAUSE.search(between) else after[0]


def _period(text: str, match: re.Match[str], published: date | None, told: int | None) -> Period:
    start, end = match.span()
    if match.re is YEAR:
        if match[2]:
            span = int(match[1]), int(match[1][: -len(match[2])] + match[2])
            return Period(start, end, None, None, "none", span=span)
        return Period(start, end, int(match[1]), "explicit", "strong")
    _, offset, strength = table("years")[1][entry(match)]
    if offset in ("none", "same"):
        return Period(start, end, None, None, "now" if strength == "now" else offset)
    year = published.year if published else None
    base = told if offset in ("previous", "next", "earlier", "later") else year
    if base is None:
        return Period(start, end, None, None, strength)
    return Period(start, end, base + _offset(text, match, published, offset), "relative", strength)


def _offset(text: str, match: re.Match[str], published: date | None, offset: str) -> int:
    if offset in ("previous", "next"):
        return -1 if offset == "previous" else 1
    if offset in ("before", "after", "earlier", "later"):
        number = match[0].lower().split()[offset in ("before", "after")]
        years = int(number) if number.isdigit() else int(numeral(number) or 0)
        return -years if offset in ("before", "earlier") else years
    if offset != "month" or not published:
        return int(offset)
    month, start = int(lexicon.months()[match[0].lower()]), match.start()
    future = FUTURE.search(text, max(start - 60, 0), start + 60)
    until = UNTIL.search(text[max(start - 12, 0) : start]) and not PAST.match(text, match.end())
    if future or until:
        return int(month < published.month)
    return -int(month > published.month)


def _without_weak(periods: list[Period], ends: list[int]) -> list[Period]:
    """Drop «in den ersten acht Monaten» beside «2022» or «im Vorjahr»: the year says more."""

    def beside(one: Period, other: Period) -> bool:
        between = other.start - one.end
        return between < 40 and bisect_right(ends, one.end) == bisect_right(ends, other.start)

    kept = []
    for i, period in enumerate(periods):
        pairs = [(p, period) for p in periods[max(i - 1, 0) : i]]
        pairs += [(period, p) for p in periods[i + 1 : i + 2]]
        strong = any(
            beside(*pair) and {p.strength for p in pair} & {"strong", "base"} for pair in pairs
        )
        if not strong or period.strength not in ("weak", "same"):
            kept.append(period)
    return kept
