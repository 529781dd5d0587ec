"""An amount is put to scale, each figure with its source."""

import dataclasses

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beleg.checking import official, scale
from beleg.checking.official import Statistics
from beleg.checking.scale import Amounted

CLAIM = Amounted(19e9, "USD", 2021, "import", ("Belarus", "Russland"))
STATISTICS = dataclasses.replace(official.load(), trade=pd.DataFrame(columns=official.TRADE))


def sizes(amount: Amounted, key: str) -> pd.DataFrame:
    """Return the rows of one key."""
    found = scale.measure(amount, STATISTICS)
    return found[found["key"] == key]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        # 19 / 1.1827
        ("in_eur", 16_064_936_163.0),
        # 19 × 73.65435
        ("in_rub", 1_399_432_650_000.0),
        # 19 × 2.538675
        ("in_byn", 48_234_825_000.0),
        # 19 / (41.387 + 301.046)
        ("share_of_trade", 100 * 19 / 342.433),
        # 19 / (69.67374713187 + 1829.1867195751)
        ("share_of_gdp", 100 * 19 / 1898.86046670697),
        # 19e9 / (9,302,585 + 144,746,762)
        ("per_head", 19e9 / 154_049_347),
        # 19 × 292.655 / 270.970
        ("in_later_usd", 19e9 * 292.655 / 270.970),
    ],
)
def test_a_size_worked_out_by_hand(key: str, expected: float) -> None:
    """The sizes of the wire story's 19 billion are those worked by hand."""
    assert sizes(CLAIM, key)["value"].iloc[0] == pytest.approx(expected, rel=1e-9)


def test_every_figure_has_a_source_line() -> None:
    """No value stands without the line that says where it comes from."""
    found = scale.measure(CLAIM, STATISTICS)
    assert (found["source"] != "").all()


def test_the_share_is_labelled_gross() -> None:
    """The share of all trade says that it counts trade between the reporters."""
    assert {*sizes(CLAIM, "share_of_trade")["basis"]} == {"gross"}


def test_sources_that_disagree_stand_side_by_side() -> None:
    """Russia's imports of 2021 are 301 bn by the World Bank and 293 bn by its customs."""
    found = scale.totals(CLAIM, STATISTICS)
    russia = found[found["reporter"] == "Russland"]
    assert [*zip(russia["value_usd"], russia["evidence"], russia["used"], strict=True)] == [
        (301_046_000_000, "official", True),
        (293_000_000_000, "press", False),
    ]


def test_a_share_of_each_source() -> None:
    """The share is told for both totals: 19 of 342.433 and of 334.387 billion."""
    shares = sizes(CLAIM, "share_of_trade")["value"].tolist()
    assert shares == pytest.approx([100 * 19 / 342.433, 100 * 19 / 334.387], rel=1e-12)


def test_the_year_has_its_place_in_the_series() -> None:
    """Of ten years 2021 has the third most imports."""
    found = scale.series(CLAIM, STATISTICS)
    assert [*found["year"]] == list(range(2015, 2025))
    assert found.loc[found["is_claim_year"], "rank"].tolist() == [3]


def test_a_country_named_twice_counts_once() -> None:
    """«Russland» and «Russische Föderation» are one country."""
    once = Amounted(19e9, "USD", 2021, "import", ("Russland",))
    twice = once._replace(reporters=("Russland", "Russische Föderation"))
    assert sizes(twice, "per_head")["value"].tolist() == sizes(once, "per_head")["value"].tolist()


@pytest.mark.parametrize(
    ("amount", "key", "reason"),
    [
        (CLAIM._replace(year=2023), "in_eur", "No mean rate of EUR is at hand for 2023."),
        (CLAIM._replace(year=2023, currency="EUR"), "per_head", "No mean rate of EUR"),
        (CLAIM._replace(year=2010), "per_head", "The population of Belarus in 2010"),
        (CLAIM._replace(year=2010), "in_later_usd", "No yearly mean of US consumer prices"),
        (CLAIM._replace(reporters=("Kasachstan",)), "share_of_gdp", "product of Kasachstan"),
        (CLAIM._replace(reporters=("Tatarstan",)), "share_of_trade", "For Tatarstan no national"),
    ],
)
def test_what_is_missing_is_said(amount: Amounted, key: str, reason: str) -> None:
    """Where a source has no figure there is a sentence and no number."""
    found = sizes(amount, key)
    assert found["value"].isna().all()
    assert reason in str(found["missing"].iloc[0])


def test_trade_of_nobody_has_no_size() -> None:
    """Where the sentence names no country there is nothing to measure against."""
    nobody = CLAIM._replace(reporters=())
    assert sizes(nobody, "share_of_trade")["value"].isna().all()
    assert scale.series(nobody, STATISTICS).empty


def test_a_reporter_without_data_has_no_series() -> None:
    """A series of part of the reporters would mislead: there is none."""
    assert scale.series(CLAIM._replace(reporters=("Belarus", "Tatarstan")), STATISTICS).empty


def test_a_part_of_a_year_is_no_mean() -> None:
    """The euro rates of a year that breaks off are not used."""
    cut = STATISTICS.tables["ecb_rates"].assign(usd_days=42)
    statistics = Statistics({**STATISTICS.tables, "ecb_rates": cut}, STATISTICS.records, cut)
    assert scale.rate("EUR", 2021, statistics) is None


@given(
    st.floats(1, 1e13),
    st.sampled_from(scale.CURRENCIES),
    st.sampled_from(scale.CURRENCIES),
    st.integers(2015, 2022),
)
def test_a_conversion_and_back_is_the_same_amount(
    value: float, first: str, second: str, year: int
) -> None:
    """Money turned into another currency and back is what it was."""
    there, back = scale.rate(first, year, STATISTICS), scale.rate(second, year, STATISTICS)
    assert there is not None
    assert back is not None
    turned = value / there.per_usd * back.per_usd
    assert turned / back.per_usd * there.per_usd == pytest.approx(value, rel=1e-12)
