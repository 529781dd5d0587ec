"""The goods in the article's words -> baskets of HS codes -> what official trade by code says.

`data/official/baskets.csv` and any `baskets-*.csv` beside it (the same columns) hold the baskets.
A line is one code. `theme` and `basket` name it, `title` is shown; `rank` 1 is the narrowest, and
each further rank holds all before it (0: a basket that stands alone); `fits` says whether the words
for the goods fit it («no»: an upper bound); `code` is a heading (4 digits) or subheading (6), `hs`
the vintages that use it (H5 is HS 2017, H6 is HS 2022), `reason` why it is there. In the same way
`concordance.csv` and `concordance-*.csv` say which codes a German noun names.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from beleg import BelegError
from beleg.checking import scale
from beleg.checking.official import TRADE, WORLD, Message, Statistics

# The vintage of the code TOTAL: all goods, whatever their codes.
ANY = "any"
CODE = re.compile(r"\d{4}(?:\d{2})?")
WORD = re.compile(r"[\w-]+")
# What follows tells what the goods are for or made of: «Autoteile | für den Maschinenbau».
COMPLEMENT = re.compile(r"\b(?:aus|bei|für|im|in|mit|von|vom|zum|zur|der|des)\b")
ENDINGS = {"", "e", "en", "er", "ern", "es", "n", "s", "se", "sen"}

NO_TRADE = "No trade of {reporters} by commodity is at hand for {year}."
NO_VINTAGE = "“{basket}” has no codes in {hs}, in which {reporter} reports."
NO_CODES = "The snapshot of {reporter} does not hold {codes}."
NO_NET = "The snapshot does not say how much {reporter} buys from the other reporters."
EMPTY = "{reporter} reports no trade under {codes}; counted as nothing."


@dataclass(frozen=True)
class Basket:
    """A set of HS codes, by vintage («H5»), and whether the goods' words fit it."""

    name: str
    title: str
    rank: int
    fits: bool
    codes: dict[str, frozenset[str]]


class Goods(NamedTuple):
    """How the goods' words were read: baskets from narrow to wide, and the words not understood."""

    words: str
    theme: str | None
    general: bool  # the words name a whole theme («Autoteile»), not one part («Getriebe»)
    narrowed: bool  # a complement narrows the goods: «Getriebe | für Traktoren»
    baskets: tuple[Basket, ...]
    unread: tuple[str, ...]


class Trade(NamedTuple):
    """Whose trade is meant, as ISO 3166 alpha-3."""

    flow: str
    year: int
    reporters: tuple[str, ...]
    partner: str = WORLD


class Part(NamedTuple):
    """What one reporter bought of a basket, in US dollars, and how much of it from the others."""

    usd: float = 0.0
    between: float | None = None
    hs: str = ""
    codes: tuple[str, ...] = ()
    snapshot: str = ""
    fault: Message | None = None  # why the sum does not count
    note: Message | None = None


class Value(NamedTuple):
    """What a basket came to, in US dollars; null where something is missing."""

    basis: str  # "gross", "net" of trade between the reporters, "bilateral" with the partner
    usd: float | None
    hs: str
    codes: tuple[str, ...]
    missing: Message | None
    snapshots: tuple[str, ...]


def read(statistics: Statistics) -> dict[str, list[Basket]]:
    """Return the baskets of each theme, from narrow to wide.

    Raises BelegError where a basket counts a code twice, is not nested, or is written wrongly.
    """
    themes: dict[str, list[Basket]] = {}
    headings = statistics.tables["hs_headings"]
    known = dict(zip(headings["code"], headings["hs"], strict=True))
    for (theme, _), lines in statistics.tables["baskets"].groupby(["theme", "basket"], sort=False):
        themes.setdefault(str(theme), []).append(_basket(lines, known))
    for theme, found in themes.items():
        found.sort(key=lambda basket: basket.rank)
        _check_nesting(theme, [basket for basket in found if basket.rank])
    return themes


def find(goods: str | None, statistics: Statistics) -> Goods:
    """Return how an article's words for goods are read: «Autoteile für den Maschinenbau»."""
    head = COMPLEMENT.split(goods or "")[0]
    nouns = [word for word in WORD.findall(head) if word[0].isupper()]
    entries = {noun: _entry(noun, goods or "", statistics) for noun in nouns}
    unread = tuple(noun for noun, entry in entries.items() if entry is None)
    found = [entry for entry in entries.values() if entry is not None]
    if unread or not found:
        return Goods(goods or "", None, False, False, (), unread)
    named = frozenset(code for entry in found for code in entry.codes.split())
    general = any(not entry.codes for entry in found)
    narrowed = head != goods and not all(entry.beside for entry in found)
    themes = {entry.theme for entry in found}
    theme = themes.pop() if len(themes) == 1 else None
    known = read(statistics).get(theme or "", [])
    wider = [basket for basket in known if all(_covers(c, named) for c in basket.codes.values())]
    if general:
        return Goods(goods or "", theme, True, narrowed, tuple(wider), ())
    vintages = set.intersection(*({*entry.hs.split()} for entry in found))
    own = Basket("named", ", ".join(nouns), 0, True, dict.fromkeys(sorted(vintages), named))
    rest = [
        Basket(b.name, b.title, b.rank, False, b.codes)
        for b in wider
        if named not in b.codes.values()
    ]
    return Goods(goods or "", theme, False, narrowed, (own, *rest), ())


def measure(basket: Basket, trade: Trade, statistics: Statistics) -> list[Value]:
    """Return what a basket came to: gross, and net where several reporters may trade together."""
    rows = _all_goods(statistics) if ANY in basket.codes else statistics.trade
    rows = rows[(rows["flow"] == trade.flow) & (rows["year"] == trade.year)]
    bare = [iso for iso in trade.reporters if iso not in {*rows["reporter"]}]
    if bare:
        about = {"reporters": tuple(bare), "year": trade.year}
        parts = [Part(fault=Message(NO_TRADE, about))]
    else:
        parts = [_part(basket, trade, iso, rows, statistics) for iso in trade.reporters]
    sums: dict[str, float | None] = {"gross" if trade.partner == WORLD else "bilateral": None}
    if trade.partner == WORLD and len(trade.reporters) > 1:
        sums["net"] = None
    if not any(part.fault for part in parts):
        gross = math.fsum(part.usd for part in parts)
        between = [part.between for part in parts if part.between is not None]
        net = gross - math.fsum(between) if len(between) == len(parts) else None
        sums = {basis: net if basis == "net" else gross for basis in sums}
    notes = [part.fault for part in parts] + [part.note for part in parts]
    shared = (
        " ".join(sorted({part.hs for part in parts})),
        tuple(sorted({code for part in parts for code in part.codes})),
        next((note for note in notes if note), None),
        tuple(sorted({part.snapshot for part in parts if part.snapshot})),
    )
    return [Value(basis, usd, *shared) for basis, usd in sums.items()]


def _basket(lines: pd.DataFrame, known: dict[str, str]) -> Basket:
    first = lines.iloc[0]
    place = f"Basket «{first['basket']}» of {first['theme']}"
    if any(lines[column].nunique() > 1 for column in ("title", "rank", "fits")):
        raise BelegError(f"{place}: title, rank and fits must be the same on every line.")
    if first["fits"] not in ("yes", "no") or first["rank"] < 0:
        raise BelegError(f"{place}: fits must be yes or no, rank 0 or more.")
    by_vintage: dict[str, set[str]] = {}
    for code, vintages in zip(lines["code"], lines["hs"].str.split(), strict=True):
        if not CODE.fullmatch(code) or not vintages:
            raise BelegError(f"{place}: «{code}» is no heading or subheading with its vintage.")
        if code in known and not {*vintages} <= {*known[code].split()}:
            raise BelegError(f"{place}: {code} is used in {known[code]} only.")
        for hs in vintages:
            if code in by_vintage.setdefault(hs, set()):
                raise BelegError(f"{place}: {code} stands twice; take one out.")
            by_vintage[hs].add(code)
    for found in by_vintage.values():
        if twice := sorted(code for code in found if code[:4] in found and len(code) > 4):
            raise BelegError(f"{place}: {twice[0]} is counted in {twice[0][:4]}; take one out.")
    frozen = {hs: frozenset(found) for hs, found in by_vintage.items()}
    return Basket(
        str(first["basket"]),
        str(first["title"]),
        int(first["rank"]),
        first["fits"] == "yes",
        frozen,
    )


def _check_nesting(theme: str, ranked: list[Basket]) -> None:
    for narrow, wide in pairwise(ranked):
        for hs, codes in narrow.codes.items():
            if not _covers(wide.codes.get(hs, frozenset()), codes):
                raise BelegError(
                    f"Basket «{wide.name}» of {theme} must hold all codes of «{narrow.name}» "
                    f"in {hs}; add them, or give it rank 0."
                )


def _covers(wide: frozenset[str], narrow: frozenset[str]) -> bool:
    return all(code in wide or code[:4] in wide for code in narrow)


def _entry(noun: str, goods: str, statistics: Statistics) -> Any:
    """Return the line of the concordance for a noun, the one with a fitting neighbour first."""
    word = noun.replace("-", "").casefold()
    beside = [other.casefold() for other in WORD.findall(goods)]
    best = None
    for entry in statistics.tables["concordance"].itertuples(index=False):
        stem = str(entry.stem).casefold()
        if not word.startswith(stem) or word[len(stem) :] not in ENDINGS:
            continue
        if not entry.beside:
            best = best or entry
        elif any(fnmatchcase(w, p) for p in str(entry.beside).split() for w in beside):
            return entry
    return best


def _all_goods(statistics: Statistics) -> pd.DataFrame:
    """Return the goods trade of the World Development Indicators as TRADE."""
    wdi = statistics.tables["wdi"].rename(columns={"iso3": "reporter"})
    about = {"partner": WORLD, "hs": ANY, "code": "TOTAL", "snapshot": "wdi"}
    flows = [
        wdi.assign(flow=flow, value_usd=wdi[column], **about)[TRADE]
        for flow, column in scale.TRADE_COLUMN.items()
    ]
    return pd.concat(flows, ignore_index=True)


def _part(
    basket: Basket, trade: Trade, reporter: str, rows: pd.DataFrame, statistics: Statistics
) -> Part:
    """Return what one reporter's rows say to a basket: its sum, and the part from the others."""
    rows = rows[rows["reporter"] == reporter]
    hs = " ".join(sorted({*rows["hs"]}))
    snapshot = str(rows["snapshot"].iloc[0])
    if hs not in basket.codes:
        about: dict[str, Any] = {"basket": basket.title, "hs": hs, "reporter": reporter}
        return Part(hs=hs, snapshot=snapshot, fault=Message(NO_VINTAGE, about))
    codes = sorted(basket.codes[hs])
    held = _held(rows, statistics.records[snapshot].query)
    whole = {code: held(trade.partner, code) for code in codes}
    inner = [held(other, code) for other in trade.reporters if other != reporter for code in codes]
    lacking = tuple(code for code, usd in whole.items() if usd is None)
    empty = tuple(code for code, usd in whole.items() if usd == 0)
    note = NO_NET if None in inner else EMPTY if empty else ""
    about = {"reporter": reporter, "codes": lacking or empty}
    return Part(
        usd=math.fsum(usd or 0 for usd in whole.values()),
        between=None if None in inner else math.fsum(usd or 0 for usd in inner),
        hs=hs,
        codes=tuple(codes),
        snapshot=snapshot,
        fault=Message(NO_CODES, about) if lacking else None,
        note=Message(note, about) if note else None,
    )


def _held(rows: pd.DataFrame, query: dict[str, Any]) -> Callable[[str, str], float | None]:
    """Return a look-up of partner and code: 0 if it was asked for and had no trade, else None."""
    values = rows.set_index(["partner", "code"])["value_usd"].to_dict()
    codes, partners = query.get("codes", ()), query.get("partners", ())

    def held(partner: str, code: str) -> float | None:
        asked = partner in partners and (codes == "all" or code in codes)
        return values.get((partner, code), 0.0 if asked else None)

    return held
