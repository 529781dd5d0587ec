"""Number words and figures, scale, unit, comparator: what a sentence counts, without its context."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from beleg import lexicon
from beleg.names import Mention
from beleg.sentences import Document, Sentence

# «2.500», «2 500», «19,5», «1.5» (a slip for 1,5); no date «20.10.2022», time «14:37» or score «3:2».
FIGURE = r"(?:(?<![\w.,:/])|(?<=\bBr)|(?<=\bUSD)|(?<=\bEUR)|(?<=\bBYN)|(?<=\bRUB))(?:\d{1,3}(?:[. ]\d{3}){1,4}(?!\d)|\d{1,15})(?:[.,]\d{1,6})?(?![.,:/]?\d|\d*°|:)"
THOUSANDS = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?")
# «im Jahr 2021»: four digits without a dot, taken for a year unless a unit follows.
YEAR = re.compile(r"(?:19|20)\d\d")
# «das 1,5-Fache», «1,6-mal», «zweieinhalbmal», «dreifach»
FOLD = re.compile(r"[ -]?(?:[Ff]ach(?:e[mnrs]?)?|[Mm]al)(?!\w)")
# «verdreifachen», «Verdopplung»; the prefix decides.
MULTIPLY = re.compile(r"[Vv]er(doppel|doppl|\w{3,12}fach)\w{0,10}")
# «dreimal so viel», «das Anderthalbfache»
TIMES = re.compile(r"(\w{3,20}?)(mal|fache?[mnrs]?)")
COMPARISON = re.compile(r" (?:so|mehr|höher|größer|weniger|über|schneller|häufiger|stärker)\b")
DOUBLE = re.compile(r"[Dd]oppelte?[mnrs]?")
HALVE = re.compile(r"[Hh]albier\w{0,6}")
# «ein Drittel», «drei Viertel», «drei Zehntel»
FRACTION = re.compile(
    r" ?(Drittel|Viertel|Fünftel|Sechstel|Siebtel|Achtel|Neuntel|Zehntel)n?(?!\w)"
)
# «eine halbe Milliarde»; «ein gutes Drittel», «eine knappe Milliarde»
HALF_OF = re.compile(r" halbe[mnrs]?(?= )")
SHADED = re.compile(r" ((?:gut|knapp)e[mnrs]?)(?= [A-ZÄÖÜ])")
PARTS = dict(
    zip(
        "Drittel Viertel Fünftel Sechstel Siebtel Achtel Neuntel Zehntel".split(),
        range(3, 11),
        strict=True,
    )
)
# « gemeinsame belarussische Projekte»: up to three adjectives and the counted noun.
COUNTED = re.compile(r" ((?:[a-zäöüß][a-zäöüß-]{1,30}(?:e|e[nrs]) ){0,3})([A-ZÄÖÜ][\w-]{1,60})")
NO_ADJECTIVE = frozenset(
    "aller alle der die ihre ihrer ihren dieser diese jeder seine seiner unsere unserer eine einer einen "
    "werden wurden waren haben hatten sollen wollen können konnten müssen mussten sollten wollten seien "
    "habe hätten würden wurde hatte könne solle wolle werde müsse bleiben stehen liegen kamen kommen "
    "unter über oder aber daher später früher mehrere andere ".split()
)
TIME_BEFORE = re.compile(
    r"\b(?:Jahre?|[Ii]m|[Ss]eit|Anfang|Ende|Mitte|[Bb]is|[Aa]b|[Vv]on|[Ii]n|[Uu]nd|[Nn]ach|[Vv]or) $"
)
WORD_BEFORE = re.compile(r"(?<!\w)([A-ZÄÖÜ§][\w-]{0,18})\.?[ -]?$")
ORDINAL_BEFORE = re.compile(r"(?:erste|zweite|ander)e?[nr]? $")
# What may stand between two numbers that share their unit: « bis », « auf », «-», « bzw. über », « im Jahr 2020 auf ».
LINK = re.compile(
    r"(?: (?:im Jahre? |)(?:19|20)\d\d| im Vorjahr)?"
    r"(?: ?[-–—/] ?| bis (?:zu )?|,? (?:auf|und|bzw\.|oder|von) (?:auf |um )?|, )(?:[a-z]{3,12} (?:als |die )?)?$"
)
RANGE = re.compile(r" ?[-–—] ?| bis (?:zu )?| bzw\. ")
FROM = re.compile(r"\b(?:[Vv]on|[Aa]us) (?:[a-z]{3,12} (?:als )?)?$")
TO = re.compile(r"\bauf (?:[a-z]{3,12} (?:als )?)?$")
# A bare number counts what the number before it counted: «weitere zehn», «darunter etwa 50».
ELLIPSIS = re.compile(
    r"(?:[Ww]eitere[nr]?|[Dd]arunter|[Dd]avon|andere|noch|übrigen|waren es|sind es|es|auf|bei|nur|bereits|schon|stehen) "
    r"(?:[a-z.]{2,12} (?:als |die )?)?$"
)
# «um 5 Prozent», «ein Zuwachs von 12 %»: the per cent of a change, not of a whole.
CHANGE_BEFORE = re.compile(
    r"(?:\b[Uu]m(?: [a-zäöü]+){0,3}|(?:[Zz]uwachs|[Aa]nstieg|[Ww]achstum|[Ss]teigerung|[Rr]ückgang|[Pp]lus|[Mm]inus"
    r"|[Zz]unahme|[Ee]rhöhung|Einbruch)\w*(?: [a-zäöü]+){0,4}|\(?[+]) ?$"
)
CHANGE_AFTER = re.compile(
    r" (?:mehr|weniger|höher|niedriger|zugelegt|zulegen|gestiegen|gewachsen|gesunken)\b"
)
# «in den ersten acht Monaten», «vor zwei Jahren», «innerhalb von fünf Tagen»: a period, no quantity.
PERIOD = re.compile(
    r"(?:\b(?:[Vv]or|[Ss]eit|[Nn]ach|[Bb]innen|[Ii]nnerhalb von|[Ii]nnerhalb|[Ii]n|[Aa]lle|[Dd]ie|[Dd]er|[Dd]en|[Ww]ährend der)"
    r"|(?:ersten|letzten|vergangenen|nächsten|kommenden|folgenden|vorigen|beiden))"
    r"(?: (?:nur|etwa|rund|über|fast|knapp|mehr als|weniger als))? $"
)
# «soll 5 Mrd. nicht überschreiten», «dass der Wert 9 Mrd. übersteigt»
EXCEED = re.compile(r"\b(nicht )?(übersteig|überstieg|überschr|übertr[aeio]|unterschr)\w+")
OR_MORE = re.compile(r" (?:oder|und) (mehr|weniger)\b")
CLAUSE_END = re.compile(r"[,;!?“”\"(]| und |\.(?= |$)")
# «Vertrag über 50 Mio.», «verfügt über 12 Werke»: here «über» bounds nothing.
ABOUT = re.compile(
    r"(?:[Vv]ertr[aä]g\w*|[Kk]ontrakte?\w*|[Aa]bkommen|[Vv]ereinbarung\w*|[Kk]redit\w*|[Dd]arlehen\w*|[Aa]uftrag\w*|Memorand\w+"
    r"|[Gg]espräche?|[Vv]erhandlung\w*|[Rr]echnung|verfüg\w+|berichte\w*|spr[ae]ch\w+|informier\w+|diskutier\w+|verhandel\w+"
    r"|erzähl\w+|entscheide\w*)(?: (?!über)[\w.-]+){0,4} über $"
)


class Amount(NamedTuple):
    """A number with its unit; `link` tells a pair apart: "from" and "to", "low" and "high"."""

    start: int
    end: int
    value: float
    unit: str
    kind: str
    comparator: str
    comparator_word: str | None
    noun: str | None  # the counted noun with its adjectives: «gemeinsame Projekte»
    scale: float
    link: str


class _Part(NamedTuple):
    """What stands at one number; the unit is "" where a neighbour has to tell it."""

    start: int
    end: int
    value: float
    unit: str = ""
    kind: str = ""
    scale: float = 1.0
    noun: str | None = None
    word: bool = False  # a number word, which alone is often no quantity («die ersten zwei»)
    inner: str | None = None  # a comparator within: «ein gutes Drittel»


def find(document: Document, mentions: list[Mention]) -> list[list[Amount]]:
    """Return the amounts of each sentence, in order of the text."""
    names = _Names([m for m in mentions if not m.generic])
    last: Amount | None = None
    rouble = "RUB"
    found = []
    for sentence in document.sentences:
        parts = list(_parts(document.text, sentence, names))
        amounts = list(_complete(document.text, parts, last, sentence.start))
        for i, amount in enumerate(amounts):
            if amount.unit in ("RUB", "BYN"):
                rouble = amount.unit
            elif amount.unit == "RUBEL":
                amounts[i] = amount._replace(unit=rouble)
        last = amounts[-1] if amounts else last
        found.append(amounts)
    return found


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
            high, low = (
                numeral(left) if left else 1,
                numeral(right.removeprefix("und")) if right else 0,
            )
            return None if high is None or low is None else high * factor + low
    ones, found, tens = word.partition("und")
    if found and ones in words and tens in words and words[ones] < 10 < words[tens] < 100:
        return words[ones] + words[tens]
    return None


class _Names:
    """The named mentions, to ask whether a place in the text lies within one («MTZ 82»)."""

    def __init__(self, mentions: list[Mention]) -> None:
        self.mentions = mentions
        self.starts = [m.start for m in mentions]

    def at(self, place: int) -> Mention | None:
        i = bisect_right(self.starts, place) - 1
        return self.mentions[i] if i >= 0 and place < self.mentions[i].end else None


def _parts(text: str, sentence: Sentence, names: _Names) -> Iterator[_Part]:
    end = sentence.start
    for found in _number().finditer(text, sentence.start, sentence.end):
        if found.start() < end or names.at(found.start()):
            continue
        read = _figure if found[0][0].isdigit() else _word
        part = read(text, found, sentence, names)
        if part:
            yield part
            end = part.end


def _figure(text: str, found: re.Match[str], sentence: Sentence, names: _Names) -> _Part | None:
    start, end = found.span()
    if (
        text[max(start - 2, 0) : start].strip(" -–")
        and text[start - 1] in "-+"
        and (
            text[start - 1] == "+"
            or not text[start - 2].isdigit()
            and text[start - 2] not in "% .€$"
        )
        and not text[end : end + 2].lstrip().startswith(("%", "P"))
    ):
        return None  # «KAMAZ-5490», «Covid-19», «+375»
    part = _measured(text, _Part(start, end, _value(found[0])), sentence, names)
    if (
        part
        and YEAR.fullmatch(found[0])
        and (not part.unit or part.noun)
        and not _counts(text, part)
    ):
        return None
    if part and not part.unit and part.scale == 1 and _is_index(text, start, end, sentence):
        return None
    return part


def _counts(text: str, part: _Part) -> bool:
    """Say whether «2000 Menschen» counts: a round number, no preposition of time before it."""
    if _comparator(text, part, 0)[1] not in (None, "über", "unter"):
        return True
    before = text[max(part.start - 12, 0) : part.start]
    return part.value % 100 == 0 and part.noun is not None and not TIME_BEFORE.search(before)


def _is_index(text: str, start: int, end: int, sentence: Sentence) -> bool:
    """Say whether a bare number is a day, an ordinal, or part of a name («Artikel 5», «5G»)."""
    after = text[end : end + 2]
    if after[:1] == "." and text[end + 1 : sentence.end].strip(' “”"»«)'):
        return True
    if after[:1].isalnum() or after[:1] == "-" and after[1:].isalpha():
        return True
    word = WORD_BEFORE.search(text[max(start - 20, sentence.start) : start])
    return bool(word) and (word[1] in _numbered() or word[1].isupper() and len(word[1]) > 1)


def _word(text: str, found: re.Match[str], sentence: Sentence, names: _Names) -> _Part | None:
    start, end = found.span()
    lower = found[0].lower()
    factor = _factor(text, found[0], start, end)
    if factor:
        return _Part(start, end, factor, "factor", "ratio")
    if lower.endswith("hälfte"):
        if ORDINAL_BEFORE.search(text[max(start - 12, 0) : start]):
            return None
        return _Part(start, end, 50.0, "percent", "share")
    value = numeral(lower)
    if value is None:
        return None
    part = _Part(start, end, value, word=True)
    if half := HALF_OF.match(text, end):
        part = part._replace(value=value * 0.5, end=half.end())
    elif shaded := SHADED.match(text, end):
        part = part._replace(end=shaded.end(), inner=shaded[1])
    if fraction := FRACTION.match(text, part.end):
        share = 100 * part.value / PARTS[fraction[1]]
        return part._replace(end=fraction.end(), value=share, unit="percent", kind="share")
    part_ = _measured(text, part, sentence, names)
    if part_ is None or lower.startswith("ein") and value == 1 and not _is_one(part_):
        return None
    return None if value == 0.5 and part_.scale == 1 else part_


def _is_one(part: _Part) -> bool:
    """Say whether «ein» counts (eine Milliarde, ein Prozent) and is no article (ein Projekt, ein Jahr)."""
    return part.scale != 1 or part.kind in ("money", "share", "mass") and part.noun is None


def _factor(text: str, word: str, start: int, end: int) -> float | None:
    if found := MULTIPLY.fullmatch(word):
        return 2.0 if found[1].startswith("dopp") else numeral(found[1][:-4].lower())
    if HALVE.fullmatch(word):
        return 0.5
    if DOUBLE.fullmatch(word):
        return (
            2.0
            if word[0] == "D" and text[start - 1 : start] == " " or text.startswith(" so ", end)
            else None
        )
    if found := TIMES.fullmatch(word):
        value = numeral(found[1].lower())
        if value and value > 1 and (found[2] != "mal" or COMPARISON.match(text, end)):
            return value
    return None


def _value(figure: str) -> float:
    if THOUSANDS.fullmatch(figure):
        figure = figure.replace(".", "").replace(" ", "")
    return float(figure.replace(" ", "").replace(",", "."))


def _measured(text: str, part: _Part, sentence: Sentence, names: _Names) -> _Part | None:
    """Return the part with what follows and precedes its number; None if it is no quantity."""
    limit, end = sentence.end, part.end
    fold = FOLD.match(text, end, limit)
    if fold and (fold[0][0] != " " or COMPARISON.match(text, fold.end())):
        return part._replace(end=fold.end(), unit="factor", kind="ratio")
    scale = 1.0
    if found := _scale().match(text, end, limit):
        scale, end = _factors()[entry(found)], found.end()
    part = part._replace(end=end, scale=scale, value=part.value * scale)
    part = _prefixed(text, part, sentence)
    if found := _unit().match(text, end, limit):
        unit, kind, size = _units("after")[entry(found)]
        if part.unit not in ("", unit):
            return part
        compound = text.startswith("-", found.end())
        if (
            kind == "duration"
            and PERIOD.search(text[max(part.start - 40, 0) : part.start])
            or (compound and kind in ("mass", "duration", "distance", "length") and unit != "nm")
        ):
            return None
        return part._replace(
            end=found.end(), unit=unit, kind=kind, value=part.value * size, scale=part.scale * size
        )
    return part if part.unit else _counted(text, part, limit, names)


def _prefixed(text: str, part: _Part, sentence: Sentence) -> _Part:
    begin = max(part.start - 6, sentence.start)
    found = _prefix().search(text, begin, sentence.end)
    if not found or found.end() != part.start:
        return part
    unit, kind, size = _units("before")[entry(found)]
    return part._replace(start=found.start(), unit=unit, kind=kind, value=part.value * size)


def _counted(text: str, part: _Part, limit: int, names: _Names) -> _Part | None:
    found = COUNTED.match(text, part.end, limit)
    if not found or NO_ADJECTIVE.intersection(found[1].split()):
        return part
    mention = names.at(found.start(2))
    if mention and mention.end >= found.end() and mention.type != "PRODUCT":
        return part
    kind_of = _counted_as().fullmatch(found[2])
    unit = _count_units()[entry(kind_of)] if kind_of else "items"
    if unit == "none":
        return None
    return part._replace(end=found.end(), unit=unit, kind="count", noun=found[0][1:])


def _complete(text: str, parts: list[_Part], last: Amount | None, limit: int) -> Iterator[Amount]:
    """Yield the amounts of a sentence: what one number leaves out, its neighbours tell."""
    parts = _shared(text, parts)
    links = _links(text, parts)
    for part, link in zip(parts, links, strict=True):
        if not part.unit:
            part = _inherited(text, part, last, parts)  # noqa: PLW2901 - the part, completed
        if not part.unit:
            continue
        sign, word = _comparator(text, part, limit)
        sign = {"low": ">=", "high": "<="}.get(link, sign)
        kind = part.kind
        if part.unit == "percent" and _is_change(text, part):
            kind = "change"
        last = Amount(
            part.start,
            part.end,
            part.value,
            part.unit,
            kind,
            sign,
            word,
            part.noun,
            part.scale,
            link,
        )
        yield last


def _shared(text: str, parts: list[_Part]) -> list[_Part]:
    """Give «41» in «von 41 auf 36 Mio. Euro» and «80» in «80 bis 85 Mrd.» the later scale and unit."""
    parts = list(parts)
    for i in range(len(parts) - 2, -1, -1):
        here, after = parts[i], parts[i + 1]
        between = text[here.end : after.start]
        if len(between) > 40 or not LINK.match(between) or after.unit == "factor":
            continue
        if not after.unit and here.unit and RANGE.fullmatch(between):  # «$80-85 Mrd.»
            parts[i + 1] = after = after._replace(unit=here.unit, kind=here.kind)
        if here.unit and not (
            here.kind == "money" and after.unit == here.unit and RANGE.fullmatch(between)
        ):
            continue
        if after.unit and here.scale == 1:
            scale = after.scale
            parts[i] = here._replace(
                unit=after.unit,
                kind=after.kind,
                noun=after.noun,
                scale=scale,
                value=here.value * scale,
            )
        elif after.unit:
            parts[i] = here._replace(unit=after.unit, kind=after.kind, noun=after.noun)
    return parts


def _links(text: str, parts: list[_Part]) -> list[str]:
    links = [""] * len(parts)
    for i, (here, after) in enumerate(pairwise(parts)):
        between, before = text[here.end : after.start], text[max(here.start - 20, 0) : here.start]
        if len(between) > 60 or here.unit != after.unit:
            continue
        if RANGE.fullmatch(between) or between == " und " and before.endswith("zwischen "):
            links[i : i + 2] = ["low", "high"]
        elif FROM.search(before) and TO.search(between):
            links[i : i + 2] = ["from", "to"]
    return links


def _inherited(text: str, part: _Part, last: Amount | None, parts: list[_Part]) -> _Part:
    """Give «1,2 Milliarden» the last currency, «weitere zehn» the last counted noun."""
    if part.scale > 12:
        money = last if last and last.kind == "money" else None
        known = money or next((p for p in parts if p.kind == "money"), None)
        return part._replace(
            unit=known.unit if known else "items", kind="money" if known else "count"
        )
    before = text[max(part.start - 30, 0) : part.start]
    if not last or part.end == len(text) or not ELLIPSIS.search(before):
        return part
    if last.kind == "count" and part.value.is_integer():
        return part._replace(unit=last.unit, kind="count", noun=last.noun)
    if last.kind != "count" and not part.word and last.kind != "ratio":
        scale = last.scale if last.scale > 12 and part.value < 1000 else 1.0
        return part._replace(unit=last.unit, kind=last.kind, scale=scale, value=part.value * scale)
    return part


def _is_change(text: str, part: _Part) -> bool:
    before = text[max(part.start - 45, 0) : part.start]
    return bool(CHANGE_BEFORE.search(before) or CHANGE_AFTER.match(text, part.end))


def _comparator(text: str, part: _Part, limit: int) -> tuple[str, str | None]:
    """Return the sign and the words of the comparator at a number, "=" and None without one."""
    if part.inner:
        return (">" if part.inner.startswith("gut") else "<"), part.inner
    window = text[max(part.start - 60, limit) : part.start]
    words = window.split()
    signs, skipped = _signs(), 0
    while words and skipped <= 2:
        for size in range(min(4, len(words)), 0, -1):
            phrase = " ".join(words[-size:])
            sign = signs.get(phrase[0].lower() + phrase[1:])
            if sign and not (words[-1] == "über" and ABOUT.search(window)):
                return sign, phrase
        size = next((n for n in (4, 3, 2, 1) if " ".join(words[-n:]) in _fillers()), 0)
        if not size:
            break
        words, skipped = words[:-size], skipped + 1
    return _bound_after(text, part, window)


def _bound_after(text: str, part: _Part, window: str) -> tuple[str, str | None]:
    """Read «5 Mrd. nicht überschreiten», «20 oder mehr»."""
    after = text[part.end : part.end + 50]
    if found := OR_MORE.match(after):
        return (">=" if found[1] == "mehr" else "<="), found[0].strip()
    if (found := EXCEED.search(CLAUSE_END.split(after, 1)[0])) and not window.rstrip().endswith(
        "um"
    ):
        under = found[2] == "unterschr"
        return ("<=" if not under else ">=") if found[1] else ("<" if under else ">"), found[0]
    return "=", None


def entry(found: re.Match[str]) -> int:
    """Return the number of the lexicon entry whose pattern matched."""
    assert found.lastgroup
    return int(found.lastgroup[1:])


def either(patterns: Iterable[str]) -> str:
    """Join patterns into one that tells by its group which of them matched."""
    return "|".join(f"(?P<p{i}>{pattern})" for i, pattern in enumerate(patterns))


@cache
def _numerals() -> dict[str, float]:
    return {word: float(value) for word, value in lexicon.read("numerals", ("word", "value"))}


@cache
def _number() -> re.Pattern[str]:
    stems = "|".join(sorted(_numerals(), key=len, reverse=True))
    return re.compile(
        rf"{FIGURE}|(?i:(?<![\w-])(?:(?:(?:die|der|eine|zur) )?hälfte|(?:{stems}|doppel|halbier|verdopp|ver(?={stems}))"
        r"\w{0,40})(?!\w))"
    )


@cache
def _factors() -> list[float]:
    return [
        float(row[1])
        for row in lexicon.read("scales", ("pattern", "factor"), patterns=("pattern",))
    ]


@cache
def _scale() -> re.Pattern[str]:
    rows = lexicon.read("scales", ("pattern", "factor"), patterns=("pattern",))
    return re.compile(rf"[ -]?(?:{either(row[0] for row in rows)})(?!\w)")


@cache
def _unit_rows(side: str) -> list[tuple[str, ...]]:
    columns = ("pattern", "unit", "kind", "factor", "side")
    rows = lexicon.read(
        "units", columns, key=2, patterns=("pattern",), values=(("side", ("before", "after")),)
    )
    return [row for row in rows if row[4] == side]


@cache
def _units(side: str) -> list[tuple[str, str, float]]:
    return [(unit, kind, float(factor)) for _, unit, kind, factor, _ in _unit_rows(side)]


@cache
def _unit() -> re.Pattern[str]:
    # A sign before the next number belongs to that: «2022 $5 Mio.».
    return re.compile(
        rf"[ -]?(?:{either(row[0] for row in _unit_rows('after'))})(?!\w)(?<![$€](?= ?\d))"
    )


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(row[0] for row in _unit_rows('before'))}) ?(?=\d)")


@cache
def _counted_as() -> re.Pattern[str]:
    return re.compile(either(row[0] for row in _count_rows()))


@cache
def _count_rows() -> list[tuple[str, ...]]:
    return lexicon.read("counted", ("pattern", "unit"), patterns=("pattern",))


def _count_units() -> list[str]:
    return [row[1] for row in _count_rows()]


@cache
def _signs() -> dict[str, str]:
    signs = ("=", ">", ">=", "<", "<=", "~")
    return dict(lexicon.read("comparators", ("phrase", "sign"), values=(("sign", signs),)))


@cache
def _fillers() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.read("fillers", ("phrase",)))


@cache
def _numbered() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.read("numbered", ("word",)))
