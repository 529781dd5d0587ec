"""How big an amount is: against trade, output and people of its year, in other money, over time.

Every figure carries the source line of what it was reckoned with; what a source does not have is a
row without a value that says so.
"""

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from beleg.checking.official import Message, Statistics, iso3

CURRENCIES = ("USD", "EUR", "RUB", "BYN")
# A mean over fewer business days is no mean of the year: the rouble of 2022 has 42.
FULL_YEAR = 240
TRADE_COLUMN = {"import": "goods_imports_usd", "export": "goods_exports_usd"}
# Key, unit, what the amount is divided by (empty: the trade of its flow, gross).
RATIOS = (
    ("share_of_trade", "percent", ""),
    ("share_of_gdp", "percent", "gdp_usd"),
    ("per_head", "USD", "population"),
)
# Currency -> whose official rate it is in the World Development Indicators.
ISSUER = {"RUB": "RUS", "BYN": "BLR"}
SCALE = ["key", "reporter", "value", "unit", "year", "basis", "source", "missing"]
TOTALS = ["reporter", "year", "value_usd", "evidence", "source", "url", "used"]
SERIES = ["year", "value_usd", "share_percent", "is_claim_year", "rank"]

NO_RATE = "No mean rate of {currency} is at hand for {year}."
NO_COUNTRY = "For {country} no national statistics are at hand."
NO_REPORTER = "The sentence does not say whose trade it is."
NO_FIGURE = {
    "goods_imports_usd": "The goods imports of {country} in {year} are not at hand.",
    "goods_exports_usd": "The goods exports of {country} in {year} are not at hand.",
    "gdp_usd": "The gross domestic product of {country} in {year} is not at hand.",
    "population": "The population of {country} in {year} is not at hand.",
}
NO_PRICES = "No yearly mean of US consumer prices is at hand for {year}."


class Amounted(NamedTuple):
    """What is to be put to scale: an amount of money in a trade flow of a year."""

    value: float
    currency: str
    year: int
    flow: str
    reporters: tuple[str, ...]  # German names


class Rate(NamedTuple):
    """Units of a currency for one US dollar, mean of a year, with its source line."""

    per_usd: float
    source: str


def rate(currency: str, year: int, statistics: Statistics) -> Rate | None:
    """Return the mean rate of a year, None where no source has one (euro: ECB; others: WDI)."""
    if currency == "USD":
        return Rate(1.0, "")
    if currency == "EUR":
        ecb = statistics.tables["ecb_rates"]
        found = ecb[(ecb["year"] == year) & (ecb["usd_days"] >= FULL_YEAR)]["usd_per_eur"]
        line = statistics.records["ecb_rates"].line
        return Rate(1 / float(found.iloc[0]), line) if len(found) else None
    value = indicator(ISSUER.get(currency, ""), year, "lcu_per_usd", statistics)
    return None if value is None else Rate(value, statistics.records["wdi"].line)


def indicator(country: str, year: int, column: str, statistics: Statistics) -> float | None:
    """Return a World Development Indicator of a country (alpha-3) and year, or None."""
    wdi = statistics.tables["wdi"]
    found = wdi.loc[(wdi["iso3"] == country) & (wdi["year"] == year), column].dropna()
    return float(found.iloc[0]) if len(found) else None


def measure(amount: Amounted, statistics: Statistics) -> pd.DataFrame:
    """Return the sizes of an amount, one row each, columns SCALE.

    Keys: in_usd in_eur in_rub in_byn (without its own currency), share_of_trade (gross; one row
    for each source of the total), share_of_gdp, per_head, in_later_usd (one row a year).
    `missing` is a Message where `value` is null.
    """
    blank = {
        "reporter": ", ".join(amount.reporters),
        "value": math.nan,
        "year": amount.year,
        "basis": "",
        "source": "",
        "missing": None,
    }
    found = (_in_currencies, _shares, _later)
    rows = [{**blank, **row} for size in found for row in size(amount, statistics)]
    return pd.DataFrame(rows, columns=SCALE)


def to_usd(amount: Amounted, statistics: Statistics) -> float | None:
    """Return an amount in US dollars of its year, None where no rate is at hand."""
    found = rate(amount.currency, amount.year, statistics)
    return amount.value / found.per_usd if found else None


def totals(amount: Amounted, statistics: Statistics) -> pd.DataFrame:
    """Return each reporter's goods trade of the year by every source, columns TOTALS.

    `evidence` is "official" or "press"; `used` marks the figure that shares are taken of.
    """
    rows = []
    for name in amount.reporters:
        iso = iso3(name, statistics) or ""
        value = indicator(iso, amount.year, TRADE_COLUMN[amount.flow], statistics)
        if value is not None:
            wdi = statistics.records["wdi"]
            rows.append((name, amount.year, value, "official", wdi.line, wdi.url, True))
        rows += [(name, amount.year, *other, False) for other in _others(iso, amount, statistics)]
    return pd.DataFrame(rows, columns=TOTALS)


def series(amount: Amounted, statistics: Statistics) -> pd.DataFrame:
    """Return the reporters' goods trade year by year, and what share of it the amount would be.

    Columns SERIES; `rank` 1 is the year with the most trade. Empty where a reporter has no data.
    """
    codes = {iso3(name, statistics) for name in amount.reporters}
    wdi = statistics.tables["wdi"]
    wdi = wdi[wdi["iso3"].isin([code for code in codes if code])]
    column, usd = TRADE_COLUMN[amount.flow], to_usd(amount, statistics)
    sums = wdi.groupby("year")[column].sum(min_count=max(1, len(codes))).dropna()
    return pd.DataFrame(
        {
            "year": sums.index,
            "value_usd": sums.to_numpy(),
            "share_percent": 100 * usd / sums.to_numpy() if usd is not None else float("nan"),
            "is_claim_year": sums.index == amount.year,
            "rank": sums.rank(ascending=False, method="min").astype("int64").to_numpy(),
        },
        columns=SERIES,
    )


def _others(
    iso: str, amount: Amounted, statistics: Statistics
) -> list[tuple[float, str, str, str]]:
    """Return the totals that stand beside the one used: value, evidence, source line, page."""
    trade = statistics.trade
    trade = trade[(trade["code"] == "TOTAL") & (trade["partner"] == "WLD")]
    trade = trade[(trade["reporter"] == iso) & (trade["year"] == amount.year)]
    trade = trade[trade["flow"] == amount.flow]
    records = [statistics.records[name] for name in trade["snapshot"]]
    found = [
        (float(value), "official", record.line, record.url)
        for value, record in zip(trade["value_usd"], records, strict=True)
    ]
    press = statistics.tables["context"]
    press = press[(press["scope"] == "total") & (press["year"] == amount.year)]
    press = press[(press["importer"] == iso) & (press["exporter"] == "WLD")]
    if amount.flow == "import":
        cells = zip(press["value"], press["source"], press["url"], strict=True)
        found += [(float(value), "press", str(line), str(url)) for value, line, url in cells]
    return found


def _in_currencies(amount: Amounted, statistics: Statistics) -> Iterator[dict[str, Any]]:
    own = rate(amount.currency, amount.year, statistics)
    for currency in CURRENCIES:
        if currency == amount.currency:
            continue
        other = rate(currency, amount.year, statistics)
        row = {"key": f"in_{currency.lower()}", "unit": currency, "basis": "mean of the year"}
        if own and other:
            sources = dict.fromkeys(r.source for r in (own, other) if r.source)
            value = amount.value / own.per_usd * other.per_usd
            yield {**row, "value": value, "source": "; ".join(sources)}
        else:
            yield {**row, "missing": _no_rate(currency if own else amount.currency, amount.year)}


def _shares(amount: Amounted, statistics: Statistics) -> Iterator[dict[str, Any]]:
    usd = to_usd(amount, statistics)
    for key, unit, column in RATIOS:
        row = {"key": key, "unit": unit, "basis": "" if column else "gross"}
        total = _sum(amount, column or TRADE_COLUMN[amount.flow], statistics)
        if usd is None:
            yield {**row, "missing": _no_rate(amount.currency, amount.year)}
        elif isinstance(total, Message):
            yield {**row, "missing": total}
        else:
            part = 100 * usd if unit == "percent" else usd
            yield {**row, "value": part / total, "source": statistics.records["wdi"].line}
            if key == "share_of_trade":
                yield from ({**row, **other} for other in _other_shares(amount, usd, statistics))


def _other_shares(amount: Amounted, usd: float, statistics: Statistics) -> Iterator[dict[str, Any]]:
    """Yield the share with each total that disagrees with the one used put in its place."""
    known = totals(amount, statistics).to_dict("records")
    used = [row for row in known if row["used"]]
    for other in known:
        if not other["used"]:
            rows = [other, *(row for row in used if row["reporter"] != other["reporter"])]
            total = sum(row["value_usd"] for row in rows)
            lines = dict.fromkeys(row["source"] for row in rows)
            yield {"value": 100 * usd / total, "source": "; ".join(lines)}


def _sum(amount: Amounted, column: str, statistics: Statistics) -> "float | Message":
    codes = {iso3(name, statistics) or name: name for name in amount.reporters}
    if not codes:
        return Message(NO_REPORTER, {})
    total = 0.0
    for iso, name in codes.items():
        value = indicator(iso, amount.year, column, statistics)
        if value is None:
            text = NO_COUNTRY if iso == name else NO_FIGURE[column]
            return Message(text, {"country": name, "year": amount.year})
        total += value
    return total


def _later(amount: Amounted, statistics: Statistics) -> Iterator[dict[str, Any]]:
    cpi = statistics.tables["us_cpi"]
    cpi = cpi[cpi["months"] == 12]
    index = dict(zip(cpi["year"].tolist(), cpi["cpi_1982_84_100"].tolist(), strict=True))
    row = {"key": "in_later_usd", "unit": "USD", "basis": "US consumer prices"}
    usd = to_usd(amount, statistics)
    if usd is None:
        yield {**row, "missing": _no_rate(amount.currency, amount.year)}
    elif amount.year not in index:
        yield {**row, "missing": Message(NO_PRICES, {"year": amount.year})}
    else:
        line = statistics.records["us_cpi"].line
        for year, level in index.items():
            if year > amount.year:
                value = usd * level / index[amount.year]
                yield {**row, "year": year, "value": value, "source": line}


def _no_rate(currency: str, year: int) -> Message:
    return Message(NO_RATE, {"currency": currency, "year": year})
