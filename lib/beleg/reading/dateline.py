"""Plain text -> Dateline: place, day and agency at the head of a wire story, slips and all."""

import difflib
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from beleg.reading import lexicon

PLACE = r"(?P<place>[A-ZÄÖÜ][\w.,'’/ -]{1,40}?)"  # «SANKT PETERSBURG»
GAP = r"[\s.,;]{0,3}"  # slips stand between the parts of a dateline: «MINSK; 23, September»
BRACKET, UNBRACKET = r"(?P<bracket>[(/\[])", r" ?[)/\]]"
# «(BelTA)», «(BelTA - Korr.)», «/TASS/», «(BelTA»
AGENCY = (
    r" ?(?P<agency>[A-Za-z]\w{1,15}(?:[/-]\w{2,15}){0,2}(?: [A-Z]\w{2,12})?)"
    r"(?: ?[-–,.:] ?Korr\w{0,12}\.?)?"
)
DASH = r"(?:(?P<dash>[ .:,]{0,3}[-–—])|[.:])?"  # the dash belongs to the dateline
# A line's start, or behind other words on the line a place in capitals: «Archivfoto MINSK, 14. …»
START = r'(?:^|(?<=[\w.!?“"»] )(?=[A-ZÄÖÜ][A-ZÄÖÜ .-]{2,30},? \d))'
# «MINSK, 13. April (BelTA) -», «MINSK; 26. Januar 2025 (BelTA)», «02. November (BelTA) –»
DATED = re.compile(
    rf"{START}(?:{PLACE}{GAP})?(?:den |am )?(?P<day>\d{{1,2}}){GAP}"
    rf"(?P<month>[A-Za-zÄä]{{3,10}}|\d{{1,2}}\b){GAP}(?P<year>\d{{4}})?{GAP}{BRACKET}?{AGENCY}(?:{UNBRACKET})?{DASH}",
    re.MULTILINE,
)
# «Archivfoto » of «Archivfoto MINSK», no part of «Gebiet GOMEL»
TITLE_BEFORE = re.compile(
    r"(?!(?:Gebiet|Kreis|Region|Sankt|Stadt|Dorf) )(?=.{0,40}[a-zäöüß]{3})"
    r".+? (?=[A-ZÄÖÜ][A-ZÄÖÜ./ -]+$)"
)
# «November (BelTA) -», «Moskau (dpa) -», «(BelTA) –»: only with a known agency in brackets
UNDATED = re.compile(rf"^(?:{PLACE}{GAP})?{BRACKET}{AGENCY}{UNBRACKET}{DASH}", re.MULTILINE)
# «18 Juli 2022, 10:54», «05.11.2019 | 15:18»: the day a saved page prints above its article
PRINTED = re.compile(
    r"\b(?P<day>\d{1,2})\.? ?(?P<month>[A-Za-zÄä]{3,10}|\d{1,2})\.? ?(?P<year>\d{4})\b"
)
AHEAD = timedelta(days=5)  # a dateline may be this much later than `published`: time zones, slips


class Dateline(NamedTuple):
    """«MINSK, 13. April (BelTA) -»: plain span, place as written, day if it can be known."""

    start: int
    end: int
    place: str | None
    date: date | None
    agency: str


def find(text: str, published: date | None = None) -> Dateline | None:
    """Return the first dateline of a plain text; the year of its day comes from `published`."""
    for found in DATED.finditer(text):
        place = _place(found["place"])
        start = found.start()
        if place and (title := TITLE_BEFORE.match(place)):  # the headline stands on the same line
            start, place = start + title.end(), place[title.end() :]
        strange = found["bracket"] and found["dash"] and place and place.isupper()
        if _named(place) and (strange or _known(found["agency"])):
            day = _day(found["day"], found["month"], found["year"], published)
            return Dateline(start, found.end(), place, day, found["agency"])
    for found in UNDATED.finditer(text):
        place = _place(found["place"])
        clear = found["bracket"] and (found["dash"] or not place or place.isupper())
        if _named(place) and clear and _known(found["agency"]):
            return Dateline(*found.span(), place, None, found["agency"])
    return None


def printed(text: str, lines: Sequence[str]) -> date | None:
    """Return the day printed last above a text's body, if the dateline may be of that day."""
    for line in reversed(lines[-3:]):
        words = PRINTED.search(line)
        day = words and _day(words["day"], words["month"], words["year"], None)
        if day:
            written = find(text, day)
            if not written or timedelta() <= day - (written.date or day) <= AHEAD:
                return day
    return None


def _named(place: str | None) -> bool:
    """Say whether a place may be one: «Am», «Die Agentur» begin a sentence."""
    return not place or place.split()[0].casefold() not in lexicon.small_words()


def _known(agency: str) -> bool:
    return re.split(r"[/ -]", agency)[0].casefold() in _agencies()


def _place(place: str | None) -> str | None:
    """Return the place without a month that lost its day («November (BelTA) -»)."""
    words = (place or "").split()
    while words and words[-1].strip(".,;").casefold() in lexicon.months():
        words.pop()
    return " ".join(words).rstrip(" ,;") or None


def _day(day: str, month: str, year: str | None, published: date | None) -> date | None:
    months = lexicon.months()
    if not month.isdigit():  # a slip in the month («Sepember») is read as the month next to it
        word = month.casefold()
        near = [word] if word in months else difflib.get_close_matches(word, months, 1, 0.8)
        month = months[near[0]] if near else "0"
    years = [int(year)] if year else []
    if published and not year:
        years = [published.year + 1, published.year, published.year - 1]
    for candidate in years:
        try:
            found = date(candidate, int(month), int(day))
        except ValueError:
            continue
        if year or (published and found <= published + AHEAD):
            return found
    return None


@cache
def _agencies() -> frozenset[str]:
    rows = lexicon.read("agencies", ("agency",))
    return frozenset(re.split(r"[/ -]", agency)[0].casefold() for (agency,) in rows)
