"""Expressions of time: which year a figure belongs to, and which year it is only compared with."""

import re
from bisect import bisect_left, bisect_right
from datetime import date
from functools import cache
from typing import NamedTuple

from beleg import lexicon
from beleg.amounts import Amount, either, entry, numeral

# «2022-2023», «2021 bis 2025», «2022/23»: a span dates no single year.
SPAN = (
    r"(?P<span>(?<![\w.,$€:])(?:19|20)\d\d ?(?:[-–/]|bis) ?(?:(?:19|20)\d\d|\d\d)(?![\w,.]\d|\d))"
)
YEAR = r"(?P<year>(?<![\w.,$€:/-])(?:19|20)\d\d(?![\w:]|[.,]\d|-\w))"
# «als im gleichen Zeitraum des », «gegenüber dem », «im Vergleich zu den ersten acht Monaten »
BASE = re.compile(
    r"(?:\b(?:als|gegenüber|[Vv]ergleich|verglichen|wie|Gegensatz|seit)\b)(?: (?:zu[mr]?|mit|im|in|de[mnrs]|das|noch|"
    r"gleichen|selben|entsprechenden|analogen|vergleichbaren|ersten|\w{3,6} Monaten?|Zeitraums?|Periode|Jahr(?:e[ns]?)?|"
    r"Niveau|Wert|Stand|Ende|Anfang|Quartal|Halbjahr)){0,7} $"
)
# «48,6 Mio. US-Dollar im Jahr 2021», «12 Prozent (2021)»: between a figure and the year that is its own.
OWN = re.compile(
    r" ?\(?(?:(?:im|in|für|des|vom|zum|von|aus dem) )?(?:den |der |dem )?(?:Jahr(?:es|e)? |ersten )?$"
)
FUTURE = re.compile(
    r"\b(?:soll|sollen|sollte|will|wollen|wird|werde|kann|können|könnte|plan\w+|künftig|geplant)\b"
)
BEFORE_END = re.compile(r"\b[Bb]is (?:zum |Ende |Anfang |Mitte )?$")


class Period(NamedTuple):
    """An expression of time in a sentence, and the year it names, if it names one."""

    start: int
    end: int
    year: int | None
    method: str | None  # "explicit" or "relative"
    strength: (
        str  # strong; weak: a part of a year; base: the figure is compared with it; same; none
    )
    owner: int = -1  # the amount it stands right behind


def read(
    text: str,
    span: tuple[int, int],
    amounts: list[Amount],
    published: date | None,
    told: int | None,
) -> list[Period]:
    """Return the periods of a sentence; `told` is the year last named, for «im Jahr zuvor»."""
    ends = [a.end for a in amounts]
    found = []
    for match in _pattern().finditer(text, *span):
        at = bisect_right(ends, match.start())
        if at < len(amounts) and amounts[at].start < match.end():
            continue
        period = _period(text, match, published, told)
        lower = ends[at - 1] if at else span[0]
        before = text[max(lower, match.start() - 70) : match.start()]
        if period.strength != "base" and BASE.search(before):
            period = period._replace(strength="base")
        elif at and OWN.fullmatch(before) and len(before) == match.start() - lower:
            period = period._replace(owner=at - 1)
        if period.strength == "strong" and period.year:
            told = period.year
        found.append(period)
    return _without_weak(found, ends)


def choose(text: str, at: int, amounts: list[Amount], periods: list[Period]) -> Period | None:
    """Return the period that dates the amount at an index: its own, else the last before, else the next."""
    amount = amounts[at]
    own = next((p for p in periods if p.owner == at), None)
    if own:
        return own
    split = bisect_left([p.start for p in periods], amount.start)
    before = [p for p in periods[max(split - 6, 0) : split] if p.strength != "base"]
    free = [p for p in before if p.owner < 0]
    if free:
        return free[-1]
    if before and amount.link != "to":
        return before[-1]
    for period in periods[split : split + 2]:
        between = text[amount.end : period.start]
        if (
            period.strength == "base"
            or period.owner >= 0
            or re.search(r"[,;:] |[(“”\"]", between[:200])
        ):
            return None
        return period
    return None


def _period(text: str, match: re.Match[str], published: date | None, told: int | None) -> Period:
    start, end = match.span()
    if match["span"]:
        return Period(start, end, None, None, "none")
    if match["year"]:
        return Period(start, end, int(match["year"]), "explicit", "strong")
    _, offset, strength = _rows()[entry(match)]
    if offset in ("none", "same"):
        return Period(start, end, None, None, offset)
    if offset == "previous":
        return Period(
            start, end, told - 1 if told else None, "relative" if told else None, "strong"
        )
    if published is None:
        return Period(start, end, None, None, strength)
    return Period(
        start, end, published.year + _offset(text, match, published, offset), "relative", strength
    )


def _offset(text: str, match: re.Match[str], published: date, offset: str) -> int:
    if offset in ("before", "after"):
        number = match[0].split()[1]
        years = int(number) if number.isdigit() else int(numeral(number) or 0)
        return -years if offset == "before" else years
    if offset != "month":
        return int(offset)
    month = _months()[match[0].lower()]
    ahead = BEFORE_END.search(text, max(match.start() - 12, 0), match.start()) or FUTURE.search(
        text, max(match.start() - 60, 0), match.end() + 60
    )
    if ahead:
        return int(month < published.month)
    return -int(month > published.month)


def _without_weak(periods: list[Period], ends: list[int]) -> list[Period]:
    """Drop «in den ersten acht Monaten» beside «2022» or «im Vorjahr»: the year says more."""
    kept = []
    for i, period in enumerate(periods):
        beside = [p for p in (*periods[max(i - 1, 0) : i], *periods[i + 1 : i + 2])]
        if period.strength in ("weak", "same") and any(
            p.strength in ("strong", "base") and _near(p, period, ends) for p in beside
        ):
            continue
        kept.append(period)
    return kept


def _near(one: Period, other: Period, ends: list[int]) -> bool:
    first, second = sorted((one, other))
    return second.start - first.end < 40 and bisect_right(ends, first.end) == bisect_right(
        ends, second.start
    )


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"{SPAN}|{YEAR}|(?<!\w)(?:{either(row[0] for row in _rows())})(?!\w)")


@cache
def _rows() -> list[tuple[str, ...]]:
    columns = ("pattern", "offset", "strength")
    rows = lexicon.read(
        "years", columns, patterns=("pattern",), values=(("strength", ("strong", "weak", "base")),)
    )
    return sorted(rows, key=lambda row: len(row[0]), reverse=True)  # the longer reading first


@cache
def _months() -> dict[str, int]:
    return {word: int(month) for word, month in lexicon.read("months", ("word", "month"))}
