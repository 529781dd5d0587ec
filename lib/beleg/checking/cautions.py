"""What an economist would warn about, by rules, for the case at hand; press and mirror figures."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from beleg.checking.baskets import Goods
from beleg.checking.official import WORLD, Message, Statistics, iso3
from beleg.checking.scale import Amounted

INDICATIONS = [
    *("evidence", "reporter", "partner", "goods", "period", "scope", "value", "unit"),
    *("as_printed", "alternative", "source", "url", "note"),
]
# The classes of evidence, the better first.
EVIDENCE = {
    "mirror": "A partner’s export statistics (mirror)",
    "press_mirror": "A press report of a partner’s export statistics (mirror)",
    "press": "A press report of the importer’s customs data",
}

CIF = (
    "Imports are valued with freight and insurance (CIF), the exports of partners mostly without "
    "(FOB)."
)
MIRROR = (
    "Figures of partners (mirror data) also differ by re-exports, transit and country of origin."
)
UNION = (
    "Within the Eurasian Economic Union there are no customs declarations: trade between "
    "{countries} comes from statistical forms."
)
GROSS = "Gross figures count the trade between {countries}, net figures leave it out."
SERVICES = "The figures are those of goods; “{goods}” may include services."
CONFIDENTIAL = (
    "Part of the imports of {country} in {year} is published under no commodity code "
    "(“{words}”, {source}): no basket can see it."
)
ENDED = "The reports of {country} to UN Comtrade end with {year}."
INCOMPLETE = "The report of {country} for {year} may be incomplete in UN Comtrade."
VINTAGE = "The codes of {year} are those of HS 2017, which does not know {codes}."
KITS = "Kits for assembly may be declared as vehicles or as parts."
NARROWED = "“{goods}” says more closely which goods are meant than any commodity code does."
DEFLATED = (
    "Dollars of later years are reckoned with US consumer prices: a way to picture the sum, not a "
    "volume of trade."
)
UNFINISHED = (
    "When the article appeared, {year} was not over: the figure is a plan or of part of it."
)
PARTY = "{agency} is a state agency whose principal is a party to the claim."


class Case(NamedTuple):
    """What a claim is about and who published it."""

    amount: Amounted
    partner: str | None
    agency: str
    published: date | None


def find(
    case: Case, goods: Goods, statistics: Statistics, indications: pd.DataFrame
) -> tuple[Message, ...]:
    """Return the caveats that apply to a claim, and only those."""
    amount = case.amount
    found = [*_party(case, statistics), *_union(amount, case.partner, statistics)]
    if case.published and amount.year >= case.published.year:
        found.append(Message(UNFINISHED, {"year": amount.year}))
    if goods.theme == "all_goods":
        found.append(Message(SERVICES, {"goods": goods.words}))
    elif goods.baskets:
        found += [*_coverage(amount, statistics), *_vintage(amount, goods)]
    if goods.theme == "auto_parts":
        found.append(Message(KITS, {}))
    if goods.narrowed:
        found.append(Message(NARROWED, {"goods": goods.words}))
    if amount.flow == "import" and goods.baskets:
        found.append(Message(CIF, {}))
    if indications["evidence"].isin(["mirror", "press_mirror"]).any():
        found.append(Message(MIRROR, {}))
    prices = statistics.tables["us_cpi"]["year"]
    if prices.min() <= amount.year < prices.max():
        found.append(Message(DEFLATED, {}))
    return tuple(found)


def indications(case: Case, goods: Goods, statistics: Statistics) -> pd.DataFrame:
    """Return press and mirror figures on the goods' theme, columns INDICATIONS, never to be added.

    Rows of one pair of countries stand together; all but the first are `alternative`: another
    measure of the same trade, no part of it.
    """
    rows, amount = statistics.tables["context"], case.amount
    names = {iso3(name, statistics): name for name in amount.reporters}
    rows = rows[
        rows["importer"].isin([iso for iso in names if iso]) & (rows["theme"] == goods.theme)
    ]
    rows = rows[rows["year"] == amount.year]
    if case.partner:
        rows = rows[rows["exporter"] == iso3(case.partner, statistics)]
    if amount.flow != "import" or not goods.general:
        rows = rows.iloc[:0]
    order = rows["evidence"].map(list(EVIDENCE).index)
    rows = rows.assign(order=order).sort_values(["importer", "exporter", "order"], kind="stable")
    found = rows.rename(columns={"exporter": "partner", "currency": "unit", "caveat": "note"})
    found = found.assign(
        reporter=found["importer"].map(names),
        alternative=found.duplicated(["importer", "partner"]),
    )
    return found[INDICATIONS].reset_index(drop=True)


def _party(case: Case, statistics: Statistics) -> list[Message]:
    countries = statistics.tables["countries"]
    own = countries[countries["name"].isin(case.amount.reporters)]["state_agencies"]
    agencies = {name.casefold() for cell in own for name in cell.split("; ") if name}
    party = case.agency.casefold() in agencies
    return [Message(PARTY, {"agency": case.agency})] if party else []


def _union(amount: Amounted, partner: str | None, statistics: Statistics) -> list[Message]:
    countries = statistics.tables["countries"]
    parties = tuple(dict.fromkeys([*amount.reporters, *([partner] if partner else [])]))
    members = countries[countries["name"].isin(parties) & (countries["customs_union"] == "EAEU")]
    union = [Message(UNION, {"countries": parties})] if members["iso3"].nunique() > 1 else []
    gross = not partner and len(amount.reporters) > 1
    return union + ([Message(GROSS, {"countries": amount.reporters})] if gross else [])


def _coverage(amount: Amounted, statistics: Statistics) -> list[Message]:
    """Return what UN Comtrade does not hold: confidential codes, years after the last report."""
    countries, context = statistics.tables["countries"], statistics.tables["context"]
    found = []
    for row in (
        countries[countries["name"].isin(amount.reporters)].drop_duplicates("iso3").itertuples()
    ):
        about = {"country": str(row.name), "year": amount.year}
        hidden = context[(context["theme"] == "confidential") & (context["year"] == amount.year)]
        hidden = hidden[(hidden["importer"] == row.iso3) & (hidden["exporter"] == WORLD)]
        if amount.flow == "import" and len(hidden):
            words, source = hidden.iloc[0]["as_printed"], hidden.iloc[0]["source"]
            found.append(Message(CONFIDENTIAL, {**about, "words": words, "source": source}))
        if row.comtrade_until and amount.year > int(str(row.comtrade_until)):
            found.append(Message(ENDED, {**about, "year": int(str(row.comtrade_until))}))
        if row.comtrade_incomplete == str(amount.year):
            found.append(Message(INCOMPLETE, about))
    return found


def _vintage(amount: Amounted, goods: Goods) -> list[Message]:
    old = {code for basket in goods.baskets for code in basket.codes.get("H5", ())}
    new = {code for basket in goods.baskets for code in basket.codes.get("H6", ())} - old
    if not new or not 2017 <= amount.year < 2022:
        return []
    return [Message(VINTAGE, {"year": amount.year, "codes": tuple(sorted(new))})]
