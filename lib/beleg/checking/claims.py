"""A trade quantity of an article + official statistics -> Check: scale, baskets, verdict.

    statistics = official.load()
    for claim in claims.find(frames):
        check = claims.check(claim, statistics, frames.article)

What people add to the claims of an article lies beside it, in `<article>.claims.json`:

    {"versions": [{"claim": "19 Milliarden US-Dollar", "publisher": …, "language": "en",
                   "published": "2023-04-13", "url": …, "words": "$19 billion",
                   "value": 19e9, "currency": "USD", "comparator": "="}],
     "sign_offs": [{"claim": "19 Milliarden US-Dollar", "name": …, "date": "2026-01-31",
                    "verdict": "not_checkable", "url": "where the report is published"}]}

`claim` repeats the article's words. A sign-off holds for the verdict that it names and no other.
"""

import html
import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from beleg import BelegError
from beleg.checking import baskets, cautions, scale
from beleg.checking.baskets import Goods, Trade
from beleg.checking.official import WORLD, Amount, Message, Source, Statistics, iso3
from beleg.reading.article import Article, sidecar

if TYPE_CHECKING:
    from beleg.reading.frames import Frames

# «19», «1.400», «31,5», «1,1»: the digits as written.
DIGITS = re.compile(r"\d[\d.]{0,40}(?:,\d{1,20})?")
# Between the ends of a range: «80 bis 85 Mrd. Rubel».
RANGE = re.compile(r"\s*(?:bis|und|-|–)\s*(?:zu\s*)?")
# «in den ersten acht Monaten», «von Januar bis Juli», «seit Jahresbeginn», «im dritten Quartal»,
# «im Mai 2021»; not the month of another year, in which somebody spoke.
PART_OF_YEAR = (
    r"ersten \w{{3,5}} Monate\w?|Monate\w? {year}|\w{{0,10}}(?:[Hh]albjahr|[Qq]uartal)\w{{0,2}}"
    r"|Jahresbeginn|Januar\s{{0,2}}(?:bis|[-–—])\s{{0,2}}\w{{3,9}}|[Ii]m (?:Januar|Februar|März"
    r"|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember) {year}"
)
# No sum of money is larger: what is read as more is a misprint or a joke.
LARGEST = 1e18
BASKETS = [
    *("basket", "title", "rank", "fits", "basis", "hs", "codes", "value_usd", "value", "currency"),
    *("low", "high", "verdict", "gap_percent", "missing", "source", "vintage", "sha256"),
]
VERSIONS = [
    *("publisher", "language", "published", "words", "value", "currency", "comparator", "url"),
    "differs",
]
SIGN_OFF = ["claim", "name", "date", "verdict"]
CHART = ["label", "kind", "basis", "low", "high", "value", "currency"]

# The ratings of a ClaimReview: 1 is the worst, 5 the best; what cannot be checked has no number.
RATINGS = {"supported": 5, "wider_only": 3, "contradicted": 1}
VERDICTS = {
    "supported": "Supported",
    "wider_only": "Consistent only with the wider basket",
    "contradicted": "Contradicted",
    "not_checkable": "Not checkable with the data at hand",
}
FINDINGS = {
    "supported": "{claim} stands up: {basket} ({basis}) came to {value}.",
    "wider_only": "{claim} is consistent only with the wider basket: {basket} ({basis}) came to "
    "{value}; no basket that the goods’ words fit did.",
    "contradicted": "{claim} does not stand up: of the baskets that the goods’ words fit, the "
    "nearest, {basket} ({basis}), came to {value}.",
    "not_checkable": "{claim} cannot be checked with the data at hand.",
}
BASES = {
    "gross": Message("gross", {}),
    "net": Message("net of trade between the reporters", {}),
    "bilateral": Message("from the partner named", {}),
}
BANDS = {
    "=": "The figure stands without a hedge: by its rounding {low} or more, less than {high}.",
    ">": "“{hedge}” means more than {low} and, by the figure’s rounding, not more than {high}.",
    ">=": "“{hedge}” means {low} or more and, by the figure’s rounding, not more than {high}.",
    "<": "“{hedge}” means less than {high} and, by the figure’s rounding, not less than {low}.",
    "<=": "“{hedge}” means {high} or less and, by the figure’s rounding, not less than {low}.",
    "..": "The words give a range: from {low} to {high}.",
    "~": "“{hedge}” is read as within {tolerance} of the figure: from {low} to {high}.",
}
RULES = (
    "A basket supports the claim where its value lies within that; where it lies below, the claim "
    "overstates, where above, it understates.",
    "The claim is supported only by a basket that the goods’ words fit, and consistent only with "
    "the wider basket where just that one supports it; else it is contradicted.",
    "The interval has two ends, so a basket far above a claim does not support it.",
)
WORLD_RULE = (
    "The sentence names no partner: the claim is read as one on trade with the whole world."
)
RATE_RULE = "The comparison is made in {currency}, at the mean rate of {year} ({source})."
UNREAD = "The concordance has no HS codes for {words}."
PART = "The sentence speaks of part of the year (“{words}”), the statistics of the whole."
NO_GOODS = "The sentence does not say which goods are meant."
OTHER_SCOPE = "All goods came to {value}; the words may mean a part of them, or services too."
NO_PARTNER = "Trade with {partner} is not told apart in the statistics at hand."


@dataclass(frozen=True)
class Claim:
    """One import or export figure that the article asserts; the span is raw."""

    start: int
    end: int
    surface: str  # «19 Milliarden US-Dollar»
    value: float  # 19e9
    step: float  # the place of the last digit as written: 1e9
    comparator: str  # = > >= < <= ~
    hedge: str | None  # the comparator's word: «über»
    currency: str  # USD EUR RUB BYN
    year: int
    year_method: str | None
    flow: str  # "import" or "export"
    reporters: tuple[str, ...]
    partner: str | None
    goods: str | None  # «Autoteile für den Transportmaschinenbau»
    asserted_by: str  # "agency", "speaker" (direct speech) or "indirect" (indirect speech)
    speaker: str | None  # name of the speaker or of the agency
    cue: str | None  # «sagte»
    upper: float | None = None  # the other end of a range: «80 bis 85»
    period: str | None = None  # part of the year: «ersten acht Monaten»

    @property
    def words(self) -> str:
        """Return the figure with its hedge: «über 19 Milliarden US-Dollar»."""
        return " ".join(f"{self.hedge or ''} {html.unescape(self.surface)}".split())


class Band(NamedTuple):
    """What a claim's words allow, in its own currency; an open end is not part of it."""

    low: Fraction
    high: Fraction
    low_open: bool
    high_open: bool


@dataclass(frozen=True, eq=False)
class Check:
    """A claim held against official statistics; every table may be empty, its columns stay.

    verdict: "supported", "wider_only", "contradicted" or "not_checkable"; `finding` says it
    scale:   see scale.SCALE         totals: see scale.TOTALS        series: see scale.SERIES
    baskets: a row for each basket and basis ("gross", "net", "bilateral"): value in US dollars and
             in the claim's currency, the band `low`–`high`, verdict ("supported", "understated",
             "overstated", "not_checkable"), gap_percent of the official value over the claimed one,
             `missing` (a Message: why there is no value, or what was counted as nothing)
    versions: other published versions; `differs` is a tuple of the columns that differ
    indications: see cautions.INDICATIONS; only where no basket has a value
    chart:   kind "claim" (the band), "basket" and "total" (bars), in the claim's currency
    missing: what keeps the baskets from a verdict; what a measure of size lacks stands in `scale`
    """

    claim: Claim
    verdict: str
    finding: Message
    rule: tuple[Message, ...]
    warnings: tuple[Message, ...]
    missing: tuple[Message, ...]
    goods: Goods
    scale: pd.DataFrame
    totals: pd.DataFrame
    series: pd.DataFrame
    baskets: pd.DataFrame
    versions: pd.DataFrame
    indications: pd.DataFrame
    chart: pd.DataFrame
    sources: tuple[Source, ...]
    sign_off: dict[str, str] | None

    def to_json(self) -> str:
        """Return the check as JSON, its keys in a fixed order."""
        return json.dumps(_plain(self), ensure_ascii=False, indent=2, allow_nan=False)


def find(frames: "Frames", numbers: Sequence[int] = ()) -> list[Claim]:
    """Return the import and export figures with currency and year, in order of the text.

    `numbers` picks some of them, counted from 1. Raises BelegError where there is no such number.
    """
    rows = frames.quantities
    rows = rows[rows["unit"].isin(scale.CURRENCIES) & rows["flow"].isin(list(scale.TRADE_COLUMN))]
    found: list[Claim] = []
    for row in rows[rows["year"].notna() & rows["value"].between(0, LARGEST)].itertuples():
        claim = _claim(row, frames)
        both = _joined(found[-1], claim, frames.article.text) if found else None
        if both:
            found[-1] = both
        else:
            found.append(claim)
    for number in numbers:
        if not 1 <= number <= len(found):
            raise BelegError(f"There is no claim {number}: the article has {len(found)}.")
    return [found[number - 1] for number in numbers] if numbers else found


def check(
    claim: Claim, statistics: Statistics, article: Article | None = None, *, tolerance: float = 0.05
) -> Check:
    """Return what official statistics say to a claim; `tolerance` is the half-width of «rund»."""
    if not 0 <= tolerance < 1:
        raise BelegError(f"The tolerance is a share, from 0 to 1: {tolerance} is not.")
    amount = scale.Amounted(claim.value, claim.currency, claim.year, claim.flow, claim.reporters)
    limits = band(claim, tolerance)
    goods = baskets.find(claim.goods, statistics)
    table, lacking = _measure(claim, limits, goods, statistics)
    added = _sidecar(article, claim) if article else {}
    totals, sizes = scale.totals(amount, statistics), scale.measure(amount, statistics)
    published = article.published if article else None
    case = cautions.Case(amount, claim.partner, article.agency if article else "", published)
    seen = cautions.indications(case, goods, statistics)
    indications = seen.iloc[:0] if table["value"].notna().any() else seen
    verdict = _verdict(table)
    return Check(
        claim=claim,
        verdict=verdict,
        finding=_finding(claim, verdict, table),
        rule=_rule(claim, limits, tolerance, statistics),
        warnings=cautions.find(case, goods, statistics, indications),
        missing=_once([*lacking, *table["missing"]]),
        goods=goods,
        scale=sizes,
        totals=totals,
        series=scale.series(amount, statistics),
        baskets=table,
        versions=_versions(claim, added.get("versions", [])),
        indications=indications,
        chart=_chart(claim, limits, table, totals, statistics),
        sources=_sources(sizes, totals, table, indications, statistics),
        sign_off=next(iter(added.get("sign_offs", [])), None),
    )


def band(claim: Claim, tolerance: float = 0.05) -> Band:
    """Return what a claim's words allow: «über 19 Milliarden» is more than 19, at most 20."""
    value, step = _exact(claim.value), _exact(claim.step)
    if claim.upper is not None:
        return Band(value, _exact(claim.upper), False, False)
    near = max(value * _exact(tolerance), step / 2)
    return {
        "=": Band(value - step / 2, value + step / 2, False, True),
        ">": Band(value, value + step, True, False),
        ">=": Band(value, value + step, False, False),
        "<": Band(value - step, value, False, True),
        "<=": Band(value - step, value, False, False),
        "~": Band(value - near, value + near, False, False),
    }[claim.comparator]


def judge(official: Fraction, limits: Band) -> str:
    """Return what an official value says to a claim: supported, understated or overstated."""
    if official < limits.low or (official == limits.low and limits.low_open):
        return "overstated"
    if official > limits.high or (official == limits.high and limits.high_open):
        return "understated"
    return "supported"


def claim_review(
    check: Check, article: Article, translate: Callable[[str], str] = str
) -> dict[str, Any] | None:
    """Return schema.org ClaimReview JSON-LD, or None while nobody has signed this verdict off.

    The fields are those that Google's guideline on fact checks asks for or recommends.
    """
    signed = check.sign_off
    if signed is None or signed["verdict"] != check.verdict:
        return None
    claim, flow = check.claim, check.claim.flow.capitalize()
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": translate(VERDICTS[check.verdict]),
    }
    if check.verdict in RATINGS:
        rating |= {"ratingValue": RATINGS[check.verdict], "worstRating": 1, "bestRating": 5}
    kind = "Organization" if claim.asserted_by == "agency" else "Person"
    item = {
        "@type": "Claim",
        "author": {"@type": kind, "name": claim.speaker or article.agency},
        "appearance": {"@type": "CreativeWork", "headline": article.title, "url": article.url},
    }
    if article.published:
        item["datePublished"] = article.published.isoformat()
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        # Without an address the reference is to the report's own page.
        "url": signed.get("url") or "import_figure.html",
        "claimReviewed": f"{flow} {claim.year}, {', '.join(claim.reporters)}: {claim.words}",
        "datePublished": signed["date"],
        "author": {"@type": "Person", "name": signed["name"]},
        "itemReviewed": item,
        "reviewRating": rating,
    }


def _claim(row: Any, frames: "Frames") -> Claim:
    speech = frames.quotes
    around = speech[(speech["start"] <= row.start) & (speech["end"] >= row.end)]
    quote = around.iloc[-1] if len(around) else None
    by = "agency" if quote is None else "speaker" if quote["kind"] == "direct" else "indirect"
    return Claim(
        start=int(row.start),
        end=int(row.end),
        surface=row.surface,
        value=float(row.value),
        step=_step(html.unescape(row.surface), float(row.value)),
        comparator=row.comparator,
        hedge=_text(row.comparator_word),
        currency=row.unit,
        year=int(row.year),
        year_method=_text(row.year_method),
        flow=row.flow,
        reporters=tuple(dict.fromkeys(row.reporters)),
        partner=_text(row.partner),
        goods=_text(row.subject),
        asserted_by=by,
        speaker=(frames.article.agency or None) if quote is None else _text(quote["speaker"]),
        cue=None if quote is None else _text(quote["cue"]),
        period=_period(row, frames),
    )


def _joined(first: Claim, second: Claim, text: str) -> Claim | None:
    """Return the claim of a range, «80 bis 85 Mrd. Rubel», None where two claims are two."""
    signs = (first.comparator, second.comparator)
    same = (first.currency, first.year, first.flow) == (second.currency, second.year, second.flow)
    between = html.unescape(text[first.end : second.start])
    if not same or signs != (">=", "<=") or not RANGE.fullmatch(between):
        return None
    surface = text[first.start : second.end]
    return replace(first, end=second.end, surface=surface, upper=second.value)


def _period(row: Any, frames: "Frames") -> str | None:
    """Return the words of the sentence that say that a figure covers part of a year only."""
    if not len(frames.sentences):
        return None
    sentence = frames.sentences.iloc[row.sentence]
    words = html.unescape(frames.article.text[sentence.start : sentence.end])
    part = re.search(PART_OF_YEAR.format(year=row.year), words)
    return part[0] if part else None


def _step(surface: str, value: float) -> float:
    """Return the place of the last digit as written: 1e9 in «19 Milliarden», 1e5 in «31,5 Mio.»."""
    digits = DIGITS.search(surface)
    if digits:
        whole, _, decimals = digits[0].replace(".", "").partition(",")
        number = Fraction(int(whole + decimals), 10 ** len(decimals))
        if number:
            return float(_exact(value) / number / 10 ** len(decimals))
    # In words: the thousands, millions, milliards below it, finer for «anderthalb Milliarden».
    step = 1000 ** ((len(str(int(value))) - 1) // 3)
    while step > 1 and value % step:
        step //= 10
    return float(step)


def _measure(
    claim: Claim, limits: Band, goods: Goods, statistics: Statistics
) -> tuple[pd.DataFrame, list[Message]]:
    """Return the table of baskets, and what stands in the way of all of them."""
    codes = {name: iso3(name, statistics) for name in claim.reporters}
    partner = iso3(claim.partner, statistics) if claim.partner else WORLD
    lacking = [
        *(Message(scale.NO_COUNTRY, {"country": name}) for name, iso in codes.items() if not iso),
        *([] if codes else [Message(scale.NO_REPORTER, {})]),
        *([Message(PART, {"words": claim.period})] if claim.period else []),
        *([] if partner else [Message(NO_PARTNER, {"partner": claim.partner})]),
        *([Message(UNREAD, {"words": goods.unread})] if goods.unread else []),
        *([] if goods.baskets or goods.unread else [Message(NO_GOODS, {})]),
    ]
    isos = tuple(dict.fromkeys(iso for iso in codes.values() if iso))
    rate = scale.rate(claim.currency, claim.year, statistics)
    if rate is None:
        values = {"currency": claim.currency, "year": claim.year}
        lacking.append(Message(scale.NO_RATE, values))
    if lacking or rate is None or not partner:
        return pd.DataFrame(columns=BASKETS), lacking
    trade = Trade(claim.flow, claim.year, isos, partner)
    rows = [
        _row(claim, limits, basket, value, rate, statistics)
        for basket in goods.baskets
        for value in baskets.measure(basket, trade, statistics)
    ]
    return pd.DataFrame(rows, columns=BASKETS).astype({"value": "float64"}), []


def _row(  # noqa: PLR0913, PLR0917 - one row of one table, seen from every side
    claim: Claim,
    limits: Band,
    basket: baskets.Basket,
    value: baskets.Value,
    rate: scale.Rate,
    statistics: Statistics,
) -> tuple[Any, ...]:
    """Return a row of the table of baskets, in the order of BASKETS."""
    records = [statistics.records[name] for name in value.snapshots]
    own = None if value.usd is None else _exact(value.usd) * _exact(rate.per_usd)
    verdict = "not_checkable" if own is None else judge(own, limits)
    gap = math.nan if own is None or not claim.value else 100 * (float(own) / claim.value - 1)
    missing = value.missing
    if own is not None and verdict != "supported" and baskets.ANY in basket.codes:
        # «Exporte» may be those to one region, named elsewhere, or hold services.
        about = {"value": Amount(float(own), claim.currency)}
        verdict, missing = "not_checkable", Message(OTHER_SCOPE, about)
    usd = math.nan if value.usd is None else value.usd
    amount = math.nan if own is None else float(own)
    low, high = float(limits.low), float(limits.high)
    texts = [[getattr(r, key) for r in records] for key in ("line", "vintage", "sha256")]
    return (
        *(basket.name, basket.title, basket.rank, basket.fits, value.basis, value.hs, value.codes),
        *(usd, amount, claim.currency, low, high, verdict, gap, missing),
        *("; ".join(text) for text in texts),
    )


def _verdict(table: pd.DataFrame) -> str:
    fits = table["fits"].astype(bool)
    fitting, wider = table[fits], table[~fits]
    if "supported" in {*fitting["verdict"]}:
        return "supported"
    if fitting.empty or "not_checkable" in {*table["verdict"]}:
        return "not_checkable"
    return "wider_only" if "supported" in {*wider["verdict"]} else "contradicted"


def _finding(claim: Claim, verdict: str, table: pd.DataFrame) -> Message:
    # A figure that borrows its unit («von 41 auf 36 Mio. Euro») is told as what it was read as.
    bare = html.unescape(claim.surface).replace(".", "").replace(",", "").isdecimal()
    told = {"claim": Amount(claim.value, claim.currency) if bare else claim.words}
    if verdict == "not_checkable":
        return Message(FINDINGS[verdict], told)
    rows = table[table["fits"] == (verdict != "wider_only")].to_dict("records")
    rows = [row for row in rows if verdict == "contradicted" or row["verdict"] == "supported"]
    near = min(rows, key=lambda row: abs(row["gap_percent"]))
    value = Amount(near["value"], claim.currency)
    about = {"basket": near["title"], "basis": BASES[near["basis"]], "value": value}
    return Message(FINDINGS[verdict], {**told, **about})


def _rule(
    claim: Claim, limits: Band, tolerance: float, statistics: Statistics
) -> tuple[Message, ...]:
    values = {
        "hedge": claim.hedge or claim.comparator,
        "low": Amount(float(limits.low), claim.currency),
        "high": Amount(float(limits.high), claim.currency),
        "tolerance": Amount(100 * tolerance, "percent"),
    }
    rules = [
        Message(BANDS[".." if claim.upper else claim.comparator], values),
        *(Message(text, {}) for text in RULES),
    ]
    if not claim.partner:
        rules.append(Message(WORLD_RULE, {}))
    rate = scale.rate(claim.currency, claim.year, statistics)
    if rate and rate.source:
        about = {"currency": claim.currency, "year": claim.year, "source": rate.source}
        rules.append(Message(RATE_RULE, about))
    return tuple(rules)


def _versions(claim: Claim, added: list[dict[str, Any]]) -> pd.DataFrame:
    ours = {"value": claim.value, "currency": claim.currency, "comparator": claim.comparator}
    rows = [
        {**version, "differs": tuple(key for key, own in ours.items() if version[key] != own)}
        for version in added
    ]
    return pd.DataFrame(rows, columns=VERSIONS)


def _chart(
    claim: Claim, limits: Band, table: pd.DataFrame, totals: pd.DataFrame, statistics: Statistics
) -> pd.DataFrame:
    money = claim.currency
    rows = [
        (claim.words, "claim", "", float(limits.low), float(limits.high), claim.value, money),
        *((r.title, "basket", r.basis, 0.0, r.value, r.value, money) for r in table.itertuples()),
    ]
    rate = scale.rate(money, claim.year, statistics)
    used = totals[totals["used"].astype(bool)]
    if rate and len(used):
        total = float(used["value_usd"].sum()) * rate.per_usd
        rows.append((", ".join(used["reporter"]), "total", "gross", 0.0, total, total, money))
    return pd.DataFrame(rows, columns=CHART)


def _sources(
    sizes: pd.DataFrame,
    totals: pd.DataFrame,
    table: pd.DataFrame,
    indications: pd.DataFrame,
    statistics: Statistics,
) -> tuple[Source, ...]:
    lines = "; ".join([*sizes["source"], *totals["source"], *table["source"]])
    names = {"baskets", "concordance"} if len(table) else set()
    names |= {"context"} if len(indications) or "press" in {*totals["evidence"]} else set()
    return tuple(r for r in statistics.records.values() if r.line in lines or r.name in names)


def _once(cells: list[Any]) -> tuple[Message, ...]:
    return tuple({str(cell): cell for cell in cells if isinstance(cell, Message)}.values())


def _sidecar(article: Article, claim: Claim) -> dict[str, list[dict[str, Any]]]:
    """Return what people added to one claim of an article."""
    path = article.path and sidecar(article.path, "claims.json")
    if path is None:
        return {}
    try:
        added = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BelegError(f"{path.name} is no JSON: {error}.") from error
    found = {}
    for kind, columns in (("versions", ["claim", *VERSIONS[:-1]]), ("sign_offs", SIGN_OFF)):
        entries = added.get(kind, []) if isinstance(added, dict) else None
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise BelegError(f"{path.name}: {kind} must be a list of objects.")
        for entry in entries:
            if fault := _fault(entry, columns, article):
                raise BelegError(f"{path.name}: {kind}: {fault}.")
        found[kind] = [entry for entry in entries if entry["claim"] == claim.surface]
    return found


def _fault(entry: dict[str, Any], columns: list[str], article: Article) -> str | None:
    """Return what is wrong with an entry of a sidecar."""
    if lacking := [column for column in columns if not entry.get(column)]:
        return f"{lacking[0]} is missing"
    if entry["claim"] not in article.text:
        return f"the article does not say «{entry['claim']}»"
    if entry.get("verdict", "supported") not in VERDICTS:
        return f"«{entry['verdict']}» is none of {', '.join(VERDICTS)}"
    return None


def _text(cell: Any) -> str | None:
    return cell if isinstance(cell, str) and cell else None


def _exact(value: float) -> Fraction:
    """Return a number as the decimal that is written, without the noise of binary fractions."""
    return Fraction(repr(float(value)))


def _plain(value: Any) -> Any:
    """Return a value as JSON holds it: a message with its text, null for what is missing."""
    if isinstance(value, Message):
        return {"text": str(value), "template": value.template, "values": _plain(value.values)}
    if isinstance(value, pd.DataFrame):
        value = value.to_dict("records")
    if hasattr(value, "_asdict"):
        value = value._asdict()
    elif is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        value = sorted(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and not math.isfinite(value) else value
