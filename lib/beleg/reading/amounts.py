"""Number words and figures, scale, unit, comparator: what a sentence counts, without its context.

Offsets here are offsets into the sentence.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from beleg.reading import comparators, lexicon
from beleg.reading.names import Mention
from beleg.reading.sentences import indexed

# «2.500», «2 500», «19,5», «1.5» (a slip for 1,5), «Br2,5»; not «20.10.2022», «14:37», «3:2».
FIGURE = re.compile(
    r"(?:(?<![\w.,:/])|(?<=\bBr)|(?<=\b(?:USD|EUR|BY[NR]|RU[BR]|CNY)))"
    r"(?:\d{1,3}(?:[. ]\d{3}){1,4}(?!\d)|\d{1,15})(?:[.,]\d{1,6})?(?![.,:/]?\d|\d*°|:)"
)
# «1 Million 383 Tausend Tonnen», «3 Mrd. 500 Mio. Dollar»
REST = re.compile(r" (\d{1,3})(?= )")
THOUSANDS = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?")
# «2021»: four digits without a dot are a year unless a unit follows.
YEAR = re.compile(r"(?:18|19|20)\d\d")
# «KAMAZ-5490», «Covid-19», «+375»: a figure that belongs to a word or to a telephone.
GLUED = re.compile(r"(?:[A-Za-zÄÖÜäöüß]-|\+)$")
# «verdreifachen», «Verdopplung», «Anderthalbfache», «zweieinhalbmal», «halbiert»
TIMES = re.compile(r"(?:ver)?(\w{3,20}?)(?:fach\w{0,5}|mal)")
DOUBLE = re.compile(r"verdopp\w+|doppelte?[mnrs]?")
# «1,5-Fache», «1,6-mal», «2 mal so»
FOLD = re.compile(r"[ -]?(?:[Ff]ach(?:e[mnrs]?)?|[Mm]al)(?!\w)")
COMPARISON = re.compile(r" (?:so|mehr|höher|größer|weniger|über|schneller|häufiger|stärker)\b")
# «ein Drittel», «drei Zwanzigstel»
FRACTION = re.compile(r" ([A-ZÄÖÜ][a-zäöüß]{2,18}?)(?:s?tel)n?(?!\w)")
PARTS = {"Drit": 3, "Ach": 8, "Sieb": 7}
# «die Hälfte», but not «in der zweiten Hälfte»
ARTICLE = re.compile(r"(?<!\w)(?:[Dd]ie |[Dd]er |[Ee]ine |[Zz]ur )$")
ORDINAL = re.compile(r"(?:erste|zweite|ander)e?[nr]? $")
# «eine halbe Milliarde»; «ein gutes Drittel», «eine knappe Milliarde»
HALF_OF = re.compile(r" halbe[mnrs]?(?= )")
SHADED = re.compile(r" ((?:gut|knapp)e[mnrs]?)(?= [A-ZÄÖÜ])")
# «gemeinsame belarussische Projekte»: up to three adjectives and the counted noun.
COUNTED = re.compile(
    r"(?: oder (?:mehr|weniger))? "
    r"((?:[a-zäöüß][a-zäöüß-]{1,30}(?:e|e[nrs]) ){0,3}[A-ZÄÖÜ][\w-]{1,60}"
    r"(?:(?<=-) und [A-ZÄÖÜ][\w-]{1,60})?)"  # «Milch- und Fleischbetriebe»
)
# «im», «seit»: before a four-digit number they make it a year.
TIME_BEFORE = re.compile(
    r"\b(?:Jahre?|im|seit|Anfang|Ende|Mitte|bis|ab|von|in|und|nach|vor) $", re.IGNORECASE
)
WORD_BEFORE = re.compile(r"(?<!\w)([A-ZÄÖÜ§][\w-]{0,18})\.?[ -]?$")
# Between numbers that share their unit: « bis », « auf », «-», « bzw. über », « im Jahr 2020 auf ».
LINK = re.compile(
    r"(?: (?:im Jahre? |)(?:19|20)\d\d| im Vorjahr)?"
    r"(?: ?[-–—/] ?| bis (?:zu )?|, "
    r"|,? (?:auf|und|bzw\.|beziehungsweise|oder|von|statt) (?:auf |um )?)"
    r"(?:(?:im Vorjahr|(?:im Jahr )?(?:19|20)\d\d) )?(?:nur )?(?:[a-zäöü]{3,12} (?:als |die )?)?"
)
RANGE = re.compile(r" ?[-–—] ?| bis (?:zu )?")
# «von 41», but not «im Wert von 41»
FROM = re.compile(
    r"(?<!Wert )(?<!Werte )(?<!Höhe )\b(?:[Vv]on|[Aa]us) (?:[a-zäöü]{3,12} (?:als )?)?$"
)
TO = re.compile(r"\bauf (?:[a-zäöü]{3,12} (?:als )?)?$")
RUSSIAN = re.compile(r"[Rr]uss(?<!la.uss)(?:isch|land)")  # but not «belarussisch»
# «3.900 Aufzüge nach Moskau, 1.120 nach Omsk»
LISTED = re.compile(r"[^,;]{0,40}(?:,| und| sowie)(?: [a-zäöü]{3,12}){0,2} ")
DESTINED = (" nach ", " aus ", " in ", " an ", " für ", " auf ")
# «Von den 28 Programmen sind 21 umgesetzt»; «die Zahl der Studienplätze um 90 auf 410»
PART_OF = re.compile(r"\b[Vv]on (?:de[nr] |diesen |ihren |seinen |unseren )?$")
NUMBER_OF = re.compile(
    r"[Zz]ahl (?:der|von) (?:[a-zäöüß]+e[rn] )?([A-ZÄÖÜ]\w{2,40})[^.;:]{0,60} (?:um|auf|von) $"
)
# A bare number counts what the number before it counted: «weitere zehn», «darunter etwa 50».
ELLIPSIS = re.compile(
    r"\b(?:weitere[nr]?|ersten|letzten|darunter|davon|von denen|dann|jährlich|noch|übrigen|es|auf"
    r"|bei|nur|bereits|schon|stehen|sind|seien|waren|wurden|werden)"
    r" (?:(?:nicht )?[a-zäöü.]{2,12} (?:als |die )?)?$",
    re.IGNORECASE,
)
# «um 5 Prozent», «ein Zuwachs von 12 %», «(+3 %)»: a change, not a share.
CHANGE_BEFORE = re.compile(  # in lower case
    r"(?:u(?<!\wu)m(?: [a-zäöü]+){0,3}|(?:zuwachs|anstieg|wachstum|steigerung|rückgang|plus|minus"
    r"|zunahme|erhöhung|einbruch)\w*(?: [a-zäöü]+){0,4}|\+) ?$"
)
CHANGE_AFTER = re.compile(
    r" (?:mehr|weniger|höher|niedriger|zugelegt|zulegen|gestiegen|gewachsen|gesunken)\b"
)
# «in den ersten acht Monaten», «vor zwei Jahren», «seit 25 Jahren»: a period, no quantity.
PERIOD = re.compile(
    r"(?:\b(?:vor|seit|nach|innerhalb(?: von)?|in|alle|(?<!, )(?:die|der|den))"
    r"|(?:ersten|letzten|vergangenen|nächsten|kommenden|folgenden|vorigen))"
    r"(?: (?:nur|etwa|rund|über|fast|knapp|mehr als|weniger als))? $",
    re.IGNORECASE,
)
LATER = re.compile(r" (?:später|darauf|danach|zuvor|davor)\b")  # «drei Jahre später»
# «Nach neun Jahren soll sich die Ausgabe bezahlt gemacht haben»
REPAID = re.compile(
    r"\b(?:bezahlt|zurückgezahlt|getilgt|hereinkommen|Rückzahlung|Tilgung|[Aa]mortis\w+)\b"
)
IN = re.compile(r"\b[Ii]n (?:[a-zäöü]{3,12} (?:als )?)?$")
# Lexicons of patterns: their columns, and what stands around the pattern. A sign before the next
# number belongs to that: «2022 $5 Mio.».
TABLES = {
    "scales": (("pattern", "factor"), r"[ -]?(?:{})(?!\w)"),
    "units": (("pattern", "unit", "kind", "factor"), r"[ -]?(?:{})(?!\w)(?<![$€](?= ?\d))"),
    "currencies": (("pattern", "unit"), r"(?<!\w)(?:{}) ?(?=\d)"),
    "counted": (("pattern", "unit"), r"(?:{})$"),
    "years": (("pattern", "offset", "strength"), r"(?<!\w)(?:{})(?!\w)"),
}
PIECE = re.compile(r"\\.|\[(?:\\.|[^]])*\]|.")  # of a pattern: a sign, or a set of them
SET = re.compile(r"\[([^\W\d]{2})\]")  # «[Vv]»
HEAD = re.compile(r"[^\W\d](?![?*+{])")  # the letter that it begins with
SUMS = ("money", "mass", "energy", "volume")
# «…, 40 mehr als 2021», «bald kommen 40 hinzu»
MORE = (" davon", " von ihnen", " weitere ", " mehr als ", " weniger als ", " hinzu", " dazu")
PERIODS_AND_SIZES = ("mass", "duration", "distance", "length")


class Amount(NamedTuple):
    """A number with its unit; `link` tells a pair apart: "from" and "to", "low" and "high"."""

    start: int
    end: int
    value: float
    unit: str = ""  # "" while a neighbour has to tell it
    kind: str = ""
    comparator: str = "="
    comparator_word: str | None = None
    noun: str | None = None  # the counted noun with its adjectives: «gemeinsame Projekte»
    scale: float = 1.0
    link: str = ""


def read(
    text: str, words: Iterable[tuple[int, str]], names: list[Mention], before: list[Amount]
) -> list[Amount]:
    """Return the amounts of a sentence, in order.

    `words` are its words at which one may open, with their offsets, `names` its mentions, `before`
    the amounts already read in the article: they tell the unit of «weitere zehn», the country of
    «Rubel».
    """
    found: list[Amount] = []
    end = 0
    for start, word in words:
        figure = FIGURE.match(text, start)
        if start < end or not (figure or _spelled(word)):
            continue
        name = named_at(names, start)
        end = figure.end() if figure else start + len(word)
        if name and not name.generic:
            continue
        amount = _figure(text, figure, names) if figure else _word(text, start, word, names)
        if amount and found and amount.start < found[-1].end:  # «2021 USD 9 Mio.»
            found.pop()
        if amount:
            found.append(amount)
            end = amount.end
    if found[1:]:
        found = _linked(text, _shared(text, found))
    return _complete(text, found, before) if found else []


def named_at(names: list[Mention], place: int) -> Mention | None:
    """Return the mention that a place lies within."""
    i = bisect_left(names, (place + 1,)) - 1
    return names[i] if i >= 0 and place < names[i].end else None


@indexed
def opens(word: str) -> bool:
    """Say whether an amount may begin at a word."""
    return word[0].isdigit() or bool(_spelled(word))


@lru_cache(maxsize=50_000)
def numeral(word: str) -> float | None:
    """Return the value of a German number word in lower case: «siebenundzwanzig», «zweieinhalb»."""
    words = _numerals()
    if word in words:
        return words[word]
    if word.endswith("einhalb"):
        whole = numeral(word[:-7])
        return None if whole is None else whole + 0.5
    for big, factor in (("tausend", 1000), ("hundert", 100)):
        left, found, right = word.partition(big)
        if found:
            high = numeral(left) if left else 1
            low = numeral(right.removeprefix("und")) if right else 0
            return None if high is None or low is None else high * factor + low
    ones, _, tens = word.partition("und")
    if ones in words and words[ones] < 10 < words.get(tens, 0) < 100:
        return words[ones] + words[tens]
    return None


@lru_cache(maxsize=50_000)
def _spelled(word: str) -> tuple[float, str] | None:
    """Return the value of a number word, and its unit if it says one («verdoppelt», «Hälfte»)."""
    lower = word.lower()
    if len(word) > 45 or not lower.startswith(_stems()):
        return None
    if lower == "hälfte":
        return 50.0, "percent"
    if DOUBLE.fullmatch(lower):
        return 2.0, "factor"
    if lower.startswith("halbier"):
        return 0.5, "factor"
    if times := TIMES.fullmatch(lower):
        value = numeral(times[1])
        return (value, "factor") if value and value > 1 else None
    value = numeral(lower)
    return None if value is None else (value, "")


def _figure(text: str, found: re.Match[str], names: list[Mention]) -> Amount | None:
    (start, end), figure = found.span(), found[0]
    dated = YEAR.fullmatch(figure)
    if dated and text.endswith(("Jahr ", "Jahre ", "Jahren "), 0, start):
        return None  # «im Jahr 2021»: what follows is not counted
    glued = text[start - 1 : start] in ("-", "+") and GLUED.search(text[max(start - 2, 0) : start])
    if glued and not text[end : end + 2].lstrip().startswith(("%", "P")):
        return None
    number = figure.replace(" ", "")
    if len(figure) > 4 and THOUSANDS.fullmatch(figure):
        number = number.replace(".", "")
    number = number.replace(",", ".")
    if number.count(".") > 1:  # «8.000.4» is none
        return None
    read = _measured(text, Amount(start, end, float(number)), names)
    if not read or read.scale != 1 or (read.unit and not read.noun):
        return read
    none = dated and not _counts(text, read)
    return None if none or (not read.unit and _is_index(text, start, end)) else read


def _counts(text: str, amount: Amount) -> bool:
    """Say whether «2000 Menschen» counts: a comparator, or a round number not behind «seit»."""
    before = text[max(amount.start - 12, 0) : amount.start]
    if amount.value % 100 == 0 and amount.noun and not TIME_BEFORE.search(before):
        return True
    _, bound = comparators.read(text, amount.start, amount.end)
    return bound not in (None, "über", "unter", "bis")


def _is_index(text: str, start: int, end: int) -> bool:
    """Say whether a bare number is a day, an ordinal, or part of a name («Artikel 5», «5G»)."""
    after = text[end : end + 2]
    if after[:1] == "." and text[end + 1 : end + 20].strip(' “”"»«)'):
        return True
    if after[:1].isalnum() or (after[:1] == "-" and after[1:].isalpha()):
        return True
    word = WORD_BEFORE.search(text[max(start - 20, 0) : start])
    name = word[1] if word else ""
    return name in _roles("name") or (name.isupper() and len(name) > 1)


def _word(text: str, start: int, word: str, names: list[Mention]) -> Amount | None:
    value, unit = _spelled(word) or (0.0, "")
    end = start + len(word)
    if unit == "percent":
        article = ARTICLE.search(text[max(start - 6, 0) : start])
        whole = ORDINAL.search(text[max(start - 12, 0) : start])
        begin = start - len(article[0]) if article else start
        return None if whole else Amount(begin, end, value, unit, "share")
    if unit == "factor":
        double = word == "Doppelte" and text[end + 1 : end + 2].isupper()
        alone = double or word.endswith("mal") or word.startswith("doppelt")  # «doppelte Prüfungen»
        if alone and not COMPARISON.match(text, end):
            return None
        return Amount(start, end, value, unit, "ratio")
    amount = Amount(start, end, value)
    if half := HALF_OF.match(text, end):
        amount = amount._replace(value=value / 2, end=half.end())
    elif shaded := SHADED.match(text, end):
        sign = ">" if shaded[1].startswith("gut") else "<"
        amount = amount._replace(end=shaded.end(), comparator=sign, comparator_word=shaded[1])
    fraction = FRACTION.match(text, amount.end)
    parts = PARTS.get(fraction[1]) or numeral(fraction[1].lower()) if fraction else None
    if fraction and parts:
        share = 100 * value / parts
        return amount._replace(end=fraction.end(), value=share, unit="percent", kind="share")
    read = _measured(text, amount, names)
    kinds = ("money", "share", "mass", "duration" if half else "mass")
    if value <= 1 and read and read.scale == 1 and read.kind not in kinds:
        return None  # «ein Projekt», «ein Jahr», but «ein halbes Jahr»
    return read


def _measured(text: str, amount: Amount, names: list[Mention]) -> Amount | None:
    """Return the amount with what follows and precedes its number; None if it is no quantity."""
    start, end, value, unit, kind = amount[:5]
    scale = 1.0
    fold = FOLD.match(text, end)
    if fold and (fold[0][0] != " " or COMPARISON.match(text, fold.end())):
        return amount._replace(end=fold.end(), unit="factor", kind="ratio")
    scales, factors = table("scales")
    if found := scales.match(text, end):
        end, scale = found.end(), float(factors[entry(found)][1])
        value *= scale
    rest = REST.match(text, end) if scale > 1000 else None
    if rest and (found := scales.match(text, rest.end())):
        smaller = float(rest[1]) * float(factors[entry(found)][1])
        if smaller < scale:
            end, value = found.end(), value + smaller
    currencies, codes = table("currencies")
    found = currencies.search(text, max(start - 6, 0), end + 1)
    if found and found.end() == start:
        start, unit, kind = found.start(), codes[entry(found)][1], "money"
    units, rows = table("units")
    found = units.match(text, end)
    read = tuple.__new__(Amount, (start, end, value, unit, kind, *amount[5:8], scale, ""))
    if not found:
        return read if unit else _counted(text, read, names)
    _, unit, kind, size = rows[entry(found)]
    if read.unit not in ("", unit):
        return read
    end, value, scale = found.end(), value * float(size), scale * float(size)
    read = tuple.__new__(Amount, (start, end, value, unit, kind, *amount[5:8], scale, ""))
    return None if kind in PERIODS_AND_SIZES and _is_none(text, read) else read


def _is_none(text: str, amount: Amount) -> bool:
    """Say whether a time or a size is a period or part of a word: «seit 25 Jahren», «5-t-Lkw»."""
    if amount.kind == "duration":
        before = text[max(amount.start - 40, 0) : amount.start]
        # «in weniger als 20 Stunden» says how long
        short = amount.unit in ("hours", "days", "minutes") and IN.search(before)
        if LATER.match(text, amount.end) or (not short and PERIOD.search(before)):
            return not repays(text, amount)
    return text.startswith("-", amount.end) and amount.unit != "nm"


def repays(text: str, amount: Amount) -> bool:
    """Say whether a time is that in which money comes back."""
    return REPAID.search(text, max(amount.start - 120, 0), amount.end + 80) is not None


def _counted(text: str, amount: Amount, names: list[Mention]) -> Amount | None:
    found = COUNTED.match(text, amount.end)
    if not found and (named := NUMBER_OF.search(text, 0, amount.start)):
        return amount._replace(unit=_count_unit(named[1]), kind="count", noun=named[1])
    *adjectives, noun = found[1].split() if found else [""]
    if not found or _roles("no adjective").intersection(adjectives):
        return amount
    name = named_at(names, found.end(1) - len(noun))
    if name and name.end >= found.end() and name.type != "PRODUCT":
        return amount
    unit = _count_unit(noun)
    if unit in ("none", "sum"):
        return None if unit == "none" else amount
    return amount._replace(end=found.end(), unit=unit, kind="count", noun=found[1])


@lru_cache(maxsize=50_000)
def _count_unit(noun: str) -> str:
    nouns, rows = table("counted")
    found = nouns.match(noun)
    return rows[entry(found)][1] if found else "items"


def _shared(text: str, found: list[Amount]) -> list[Amount]:
    """Give «41» in «von 41 auf 36 Mio. Euro», «80» in «80 bis 85 Mrd.» the later scale and unit."""
    for i in range(len(found) - 2, -1, -1):
        here, after = found[i], found[i + 1]
        between = text[here.end : after.start] if after.start - here.end < 40 else ""
        if not LINK.fullmatch(between) or after.unit == "factor":
            continue
        spread = RANGE.fullmatch(between)
        if here.unit and not after.unit and spread:  # «$80-85 Mrd.»
            found[i + 1] = after = after._replace(unit=here.unit, kind=here.kind)
        if not here.unit and not after.unit and here.scale == 1 and after.scale > 12:
            value = here.value * after.scale  # «700 bis 720 Millionen»: the unit is told elsewhere
            found[i] = here._replace(value=value, scale=after.scale)
        short = here.kind == "money" and here.unit == after.unit and here.value < 1000 < after.scale
        if not after.unit or (here.unit and not short):
            continue
        scale = after.scale if here.scale == 1 else 1.0
        unit, kind, noun = after.unit, after.kind, after.noun
        found[i] = here._replace(
            value=here.value * scale, unit=unit, kind=kind, noun=noun, scale=here.scale * scale
        )
    return found


def _linked(text: str, found: list[Amount]) -> list[Amount]:
    """Mark ranges and «von … auf …»."""
    linked = list(found)
    for i, (here, after) in enumerate(pairwise(found)):
        if after.start - here.end > 60 or here.unit != after.unit:
            continue
        between, before = text[here.end : after.start], text[max(here.start - 20, 0) : here.start]
        if RANGE.fullmatch(between) or (between == " und " and before.endswith("zwischen ")):
            linked[i : i + 2] = here._replace(link="low"), after._replace(link="high")
        elif FROM.search(before) and TO.search(between):
            linked[i : i + 2] = here._replace(link="from"), after._replace(link="to")
    return linked


def _complete(text: str, found: list[Amount], before: list[Amount]) -> list[Amount]:
    """Add what a number leaves to its neighbours, its comparator, and whether it is a change."""
    known = list(before)
    for part in found:
        told = part.unit not in ("", "RUBEL")
        amount = part if told else _inherited(text, part, known[-60:], found[:60])
        if not amount.unit:
            continue
        sign, word = amount[5:7] if amount.comparator_word else comparators.read(text, *amount[:2])
        kind = known[-1].kind if amount.link == "high" and known else amount.kind
        if amount.unit == "percent" and _is_change(text, amount):
            kind = "change"
        sign = {"low": ">=", "high": "<="}.get(amount.link, sign)
        value = float(f"{amount.value:.12g}")  # 32.8 * 1e9 is a little less
        fields = (*amount[:2], value, amount.unit, kind, sign, word, *amount[7:])
        known.append(tuple.__new__(Amount, fields))
    return known[len(before) :]


def _is_change(text: str, amount: Amount) -> bool:
    around = text[max(amount.start - 45, 0) : amount.start].lower()
    return bool(CHANGE_BEFORE.search(around) or CHANGE_AFTER.match(text, amount.end))


def _inherited(text: str, amount: Amount, before: list[Amount], found: list[Amount]) -> Amount:
    """Give «1,2 Milliarden» the last currency, «weitere zehn» the last noun, «Rubel» a country."""
    if amount.unit == "RUBEL":
        roubles = (a.unit for a in reversed(before) if a.unit in ("RUB", "BYN"))
        return amount._replace(unit="RUB" if RUSSIAN.search(text) else next(roubles, "RUBEL"))
    if amount.scale > 12:
        counted = [a for a in before[-1:] if a.kind == "count" and a.scale > 12]
        sums = (a for a in (*reversed(before), *found) if a.kind in SUMS and a.unit != "RUBEL")
        last = next(chain(counted, sums), amount._replace(unit="items", kind="count"))
        return amount._replace(unit=last.unit, kind=last.kind, noun=last.noun)
    if not before or not _elliptic(text, amount, before[-1], found):
        return amount
    counts = [a for a in before[-3:] if a.kind == "count" and before[-1].kind != "duration"]
    last = counts[-1] if counts and amount.value.is_integer() else before[-1]
    spelled = not text[amount.start].isdigit()
    if last.kind in ("ratio", "change") or (spelled and last.kind not in ("count", "duration")):
        return amount
    if last.kind == "share" and amount.value > 100:
        return amount
    scale = last.scale if last.kind == "money" and amount.value < 1000 else 1.0
    return amount._replace(
        unit=last.unit, kind=last.kind, noun=last.noun, scale=scale, value=amount.value * scale
    )


def _elliptic(text: str, amount: Amount, last: Amount, found: list[Amount]) -> bool:
    """Say whether a bare number measures what the number before it, `last`, does."""
    told = ELLIPSIS.search(text[max(amount.start - 30, 0) : amount.start])
    if told or text.startswith(MORE, amount.end):
        return True
    earlier = [other for other in found if other.end <= amount.start]
    if last.kind != "count" or not earlier:
        return False
    follows = text.startswith(DESTINED, amount.end)
    if follows and LISTED.fullmatch(text, earlier[-1].end, amount.start):
        return True
    return amount.value < last.value and bool(PART_OF.search(text, 0, earlier[-1].start))


@cache
def table(name: str) -> tuple[re.Pattern[str], list[tuple[str, ...]]]:
    """Return one pattern for a lexicon of patterns, and its rows; `entry` tells which matched."""
    columns, frame = TABLES[name]
    rows = sorted(lexicon.read(name, columns, patterns=("pattern",)), key=lambda row: -len(row[0]))
    rows = [(one, *row[1:]) for row in rows for one in _spread(row[0])]
    heads: dict[str, list[str]] = {}  # what none begins with is ruled out fast
    for i, (pattern, *_) in enumerate(rows):
        letter = pattern[0] if HEAD.match(pattern) else ""
        # The group stands behind its pattern: what does not begin with the letter is passed over.
        heads.setdefault(letter, []).append(f"{pattern[len(letter) :]}(?P<p{i}>)")
    either = "|".join(f"{letter}(?:{'|'.join(its)})" for letter, its in heads.items())
    return re.compile(frame.format(either)), rows


def _spread(pattern: str) -> list[str]:
    """Return the alternatives of a pattern, a group that it begins with multiplied out."""
    parts, depth, head = [""], 0, 0
    for piece in PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        parts += [""] if piece == "|" and not depth else []
        parts[-1] += piece if piece != "|" or depth else ""
        head = head or (not depth and len(parts[0]))  # where a group at the beginning ends
    if len(parts) > 1:
        return [one for part in parts for one in _spread(part)]
    rest = pattern[head:]
    letters = SET.fullmatch(pattern, 0, head)
    if not (letters or pattern.startswith("(?:")) or rest.startswith(("*", "+", "{")):
        return [pattern]
    group = "|".join(letters[1]) if letters else pattern[3 : head - 1]
    group += "|" if rest.startswith("?") else ""
    return [one for part in _spread(group) for one in _spread(part + rest.removeprefix("?"))]


def entry(found: re.Match[str]) -> int:
    """Return the number of the row whose pattern matched."""
    return int((found.lastgroup or "p0")[1:])


@cache
def _numerals() -> dict[str, float]:
    return {word: float(value) for word, value in lexicon.read("numerals", ("word", "value"))}


@cache
def _stems() -> tuple[str, ...]:
    words = tuple(_numerals())
    others = ("hälfte", "doppel", "verdopp", "halbier")
    return words + others + tuple(f"ver{word}" for word in words)


@cache
def _roles(role: str) -> frozenset[str]:
    rows = lexicon.read(
        "number_context", ("word", "role"), values=(("role", ("name", "no adjective")),)
    )
    return frozenset(word for word, its in rows if its == role)
