"""A trade quantity of an article + official statistics -> Check: claim, scale, baskets, verdict.

CONTRACT (first version; the body follows). In a notebook:

    statistics = official.load()
    for claim in claims.find(frames):
        check = claims.check(claim, statistics, frames.article)

Every table is a tidy DataFrame that may be empty (its columns are there all the same); every
sentence is a `Message`: an English template (the id for the translation catalogue) with its values.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from beleg.article import Article
from beleg.official import Message, Source, Statistics


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


@dataclass(frozen=True, eq=False)
class Check:
    """A claim held against official statistics.

    verdict: "supported", "wider_only", "contradicted" or "not_checkable"; `finding` says it.
    scale:   key reporter value unit year basis source (its source line) missing (text or None);
             keys: claim_usd in_usd in_eur in_rub in_byn share_of_trade share_of_gdp per_head
             in_later_usd (one row a year) rank_in_series
    totals:  reporter year value_usd evidence source used      (sources that disagree, side by side)
    series:  year reporter value_usd total_usd share_percent is_claim_year     (2015–2024)
    baskets: basket title rank fits basis ("gross" "net" "bilateral") hs codes value_usd value
             currency low high verdict ("supported" "understated" "overstated" "not_checkable")
             gap_percent missing source vintage sha256
    versions: publisher language published words value currency comparator url differs (text)
    indications: evidence ("press" "mirror") reporter partner goods period value unit as_printed
             alternative (True: another measure of the trade in the row above, no part) source url note
    chart:   label kind ("claim" "basket" "total") basis low high value currency   (band and bars)
    """

    claim: Claim
    verdict: str
    finding: Message
    rule: tuple[Message, ...]
    warnings: tuple[Message, ...]
    missing: tuple[Message, ...]
    scale: pd.DataFrame
    totals: pd.DataFrame
    series: pd.DataFrame
    baskets: pd.DataFrame
    versions: pd.DataFrame
    indications: pd.DataFrame
    chart: pd.DataFrame
    sources: tuple[Source, ...]

    def to_json(self) -> str:
        """Return the check as JSON, keys in a fixed order, no wall-clock time."""
        raise NotImplementedError


def find(frames: Any) -> list[Claim]:  # noqa: ANN401
    """Return the claims of an article: import and export money with a year, in order of the text."""
    raise NotImplementedError


def check(
    claim: Claim, statistics: Statistics, article: Article | None = None, *, tolerance: float = 0.05
) -> Check:
    """Return what official statistics say to a claim; `tolerance` is the width of «rund»."""
    raise NotImplementedError


def claim_review(check: Check, article: Article) -> dict[str, Any] | None:
    """Return schema.org ClaimReview JSON-LD, or None while nobody has signed the check off.

    The sign-off stands in data/articles/<id>.claims.json (name, date, verdict).
    """
    raise NotImplementedError
