"""A claim is held against official figures, to the last digit."""

import dataclasses
import json
import math
from datetime import date
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import made_up
from beleg import BelegError
from beleg.checking import claims, official
from beleg.checking.claims import Band, Claim
from beleg.checking.official import Statistics
from beleg.reading import article, frames
from beleg.reading.layers import Layers
from beleg.reading.quantities import Quantity
from beleg.reading.quotes import Quote
from beleg.reading.sentences import Sentence

SENTENCE = "Belarus und Russland importierten 2021 Autoteile für über 19 Milliarden US-Dollar."
FIGURE = "19 Milliarden US-Dollar"
# The worked example: made-up US dollars, worked through by hand in the tests below.
EXAMPLE: made_up.Values = {
    ("RUS", "WLD", "8708"): 11_000_000_000,
    ("BLR", "WLD", "8708"): 1_500_000_000,
    ("RUS", "BLR", "8708"): 200_000_000,
    ("BLR", "RUS", "8708"): 900_000_000,
    ("RUS", "WLD", "840734"): 3_000_000_000,
    ("RUS", "WLD", "854430"): 1_000_000_000,
    ("RUS", "WLD", "940120"): 500_000_000,
    ("RUS", "WLD", "401110"): 1_500_000_000,
    ("BLR", "WLD", "840820"): 1_000_000_000,
    ("BLR", "RUS", "840820"): 500_000_000,
    ("RUS", "WLD", "8407"): 4_000_000_000,
    ("RUS", "WLD", "8544"): 9_000_000_000,
    ("RUS", "WLD", "9401"): 1_000_000_000,
    ("RUS", "WLD", "4011"): 2_000_000_000,
    ("BLR", "WLD", "8408"): 1_200_000_000,
    ("BLR", "RUS", "8408"): 600_000_000,
}
COMPARATORS = st.sampled_from(["=", ">", ">=", "<", "<=", "~"])
AMOUNTS = st.integers(1, 10**12)


def claim(**changes: object) -> Claim:
    """Return the claim of the wire story, with changes."""
    values: dict[str, object] = {
        "start": 58,
        "end": 81,
        "surface": FIGURE,
        "value": 19e9,
        "step": 1e9,
        "comparator": ">",
        "hedge": "über",
        "currency": "USD",
        "year": 2021,
        "year_method": "explicit",
        "flow": "import",
        "reporters": ("Belarus", "Russland"),
        "partner": None,
        "goods": "Autoteile",
        "asserted_by": "agency",
        "speaker": "BelTA",
        "cue": None,
    }
    return Claim(**{**values, **changes})  # type: ignore[arg-type]


def parsed(
    figure: str = FIGURE, *, text: str = SENTENCE, quotes: tuple[Quote, ...] = (), **changes: object
) -> frames.Frames:
    """Return the frames of a text with one import quantity."""
    start = text.index(figure)
    quantity = Quantity(
        *(start, start + len(figure), 19e9, "USD", "money", ">", "über", 2021, "explicit"),
        *("import", "importierten", "Autoteile", ("Belarus", "Russland"), None),
    )
    found = [quantity._replace(**changes)]
    source = article.from_text(text, published=date(2023, 4, 13))
    return frames.from_layers(Layers(source, [], [], [*quotes], found, [], []))


def said(kind: str, text: str = SENTENCE) -> Quote:
    """Return speech that is the whole text."""
    return Quote(0, len(text), kind, "Ada Beispiel", None, None, "sagte", "name", False, False)


@pytest.fixture(scope="module")
def bare() -> Statistics:
    """Return the statistics of the project, without a snapshot by commodity."""
    return official.load()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Statistics:
    """Return the statistics with the worked example as their snapshot."""
    return official.load(made_up.snapshot(tmp_path_factory.mktemp("official"), EXAMPLE))


def with_values(tmp_path: Path, values: made_up.Values) -> Statistics:
    """Return the statistics with made-up values as their snapshot."""
    return official.load(made_up.snapshot(tmp_path, values))


def row(check: claims.Check, basket: str, basis: str) -> dict[str, object]:
    """Return the row of one basket and basis."""
    table = check.baskets
    found = table[(table["basket"] == basket) & (table["basis"] == basis)].to_dict("records")
    assert len(found) == 1
    return {str(key): value for key, value in found[0].items()}


# --- claims of an article -----------------------------------------------------------------------


def test_a_claim_repeats_what_the_article_says() -> None:
    """Figure, hedge, year, flow, reporters and goods of a claim are those of its quantity."""
    found = claims.find(parsed())
    assert [(c.words, c.value, c.year, c.flow, c.reporters, c.goods) for c in found] == [
        ("über " + FIGURE, 19e9, 2021, "import", ("Belarus", "Russland"), "Autoteile")
    ]


@pytest.mark.parametrize(
    "changes", [{"year": None}, {"flow": "investment"}, {"flow": None}, {"unit": "t"}]
)
def test_no_claim_without_currency_year_and_flow(changes: dict[str, object]) -> None:
    """A quantity that lacks a currency, a year or a trade flow is no claim."""
    assert claims.find(parsed(**changes)) == []


@pytest.mark.parametrize(("kind", "by"), [("direct", "speaker"), ("indirect", "indirect")])
def test_who_is_quoted_asserts_the_claim(kind: str, by: str) -> None:
    """A figure within speech is asserted by its speaker, and it is said how."""
    found = claims.find(parsed(quotes=(said(kind),)))[0]
    assert (found.asserted_by, found.speaker, found.cue) == (by, "Ada Beispiel", "sagte")


def test_the_agency_asserts_what_nobody_is_quoted_for() -> None:
    """A figure outside all speech is asserted by the agency."""
    text = "MINSK, 13. April (BelTA) - " + SENTENCE
    assert claims.find(parsed(text=text))[0].asserted_by == "agency"


@pytest.mark.parametrize(
    ("figure", "value"),
    [("9" * 400 + " Mrd. Euro", math.inf), ("0" * 5000 + "1 Mrd. Euro", 1e9), ("0 Euro", 0.0)],
)
def test_an_absurd_figure_does_no_harm(bare: Statistics, figure: str, value: float) -> None:
    """A number without end, or one that is nothing, is left out or stays open."""
    found = claims.find(parsed(figure, text=f"Importe 2021: {figure}", value=value))
    assert [claims.check(c, bare).verdict for c in found] in ([], ["not_checkable"])


def test_a_claim_can_be_picked_by_its_number() -> None:
    """Number 1 is the first claim of the text."""
    assert len(claims.find(parsed(), [1])) == 1


def test_a_number_without_a_claim_is_refused() -> None:
    """Asking for the second of one claim is an error that says how many there are."""
    with pytest.raises(BelegError, match="no claim 2: the article has 1"):
        claims.find(parsed(), [2])


@pytest.mark.parametrize(
    ("figure", "value", "step"),
    [
        ("19 Milliarden US-Dollar", 19e9, 1e9),
        ("$1,1 Mrd.", 1.1e9, 1e8),
        ("$31,5&nbsp;Mio.", 31.5e6, 1e5),
        ("450 Mio. Rubel", 450e6, 1e6),
        ("2.500 Euro", 2500.0, 1.0),
        ("41", 41e6, 1e6),
        ("eine Milliarde US-Dollar", 1e9, 1e9),
        ("anderthalb Milliarden", 1.5e9, 1e8),
        ("drei Rubel", 3.0, 1.0),
    ],
)
def test_the_step_is_the_place_of_the_last_digit(figure: str, value: float, step: float) -> None:
    """The digits as written say how far a figure is rounded."""
    found = claims.find(parsed(figure, text=f"Importe 2021: {figure}", value=value))
    assert found[0].step == step


def test_a_range_is_one_claim() -> None:
    """«18 bis 20 Mrd.» is one claim from 18 to 20 billion, with the words of both ends."""
    text = "Belarus importierte 2021 Autoteile für 18 bis 20 Mrd. Dollar."
    found = parsed("18", text=text, value=18e9, comparator=">=")
    other = found.quantities.assign(
        start=text.index("20 Mrd"), end=len(text) - 1, value=20e9, comparator="<="
    )
    both = pd.concat([found.quantities, other], ignore_index=True)
    [one] = claims.find(dataclasses.replace(found, quantities=both))
    assert (one.surface, one.value, one.upper) == ("18 bis 20 Mrd. Dollar", 18e9, 20e9)
    assert claims.band(one) == Band(Fraction(18 * 10**9), Fraction(20 * 10**9), False, False)


@pytest.mark.parametrize(
    "period", ["In den ersten acht Monaten", "Von Januar bis Juli", "Im dritten Quartal", "Im Mai"]
)
def test_part_of_a_year_is_not_held_against_the_whole(example: Statistics, period: str) -> None:
    """A figure of some months is no figure of the year: it stays open, and the words say why."""
    check = claims.check(in_sentence(f"{period} 2021 importierte Belarus {FIGURE}."), example)
    assert check.verdict == "not_checkable"
    assert "part of the year" in str(check.missing[0])


def test_the_month_of_a_speech_is_no_period() -> None:
    """«Im Mai 2022» says when somebody spoke, not what a figure of 2021 covers."""
    assert in_sentence(f"Im Mai 2022 hieß es: 2021 waren es {FIGURE}.").period is None


def in_sentence(text: str) -> Claim:
    """Return the claim of a text that is one sentence."""
    quantity = tuple(parsed(text=text).quantities.iloc[0][list(Quantity._fields)])
    rows = [[Sentence(0, len(text), 0, 0, 0)], [], [], [Quantity(*quantity)], [], []]
    return claims.find(frames.from_layers(Layers(article.from_text(text), *rows)))[0]


# --- what the words allow -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("comparator", "expected"),
    [
        ("=", Band(Fraction(37, 2), Fraction(39, 2), False, True)),
        (">", Band(Fraction(19), Fraction(20), True, False)),
        (">=", Band(Fraction(19), Fraction(20), False, False)),
        ("<", Band(Fraction(18), Fraction(19), False, True)),
        ("<=", Band(Fraction(18), Fraction(19), False, False)),
        ("~", Band(Fraction(361, 20), Fraction(399, 20), False, False)),
    ],
)
def test_a_comparator_and_the_rounding_make_the_band(comparator: str, expected: Band) -> None:
    """«über 19 Milliarden» is more than 19 and at most 20, «rund» is 5 % to both sides."""
    assert claims.band(claim(value=19.0, step=1.0, comparator=comparator)) == expected


def test_the_tolerance_of_about_is_a_parameter() -> None:
    """With a tolerance of a fifth, «rund 20» is 16 to 24."""
    found = claims.band(claim(value=20.0, step=1.0, comparator="~"), 0.2)
    assert (found.low, found.high) == (16, 24)


def test_about_is_never_narrower_than_the_rounding() -> None:
    """«rund eine Milliarde» allows at least what «eine Milliarde» allows."""
    found = claims.band(claim(value=1.0, step=1.0, comparator="~"))
    assert (found.low, found.high) == (Fraction(1, 2), Fraction(3, 2))


@pytest.mark.parametrize(
    ("official_value", "expected"),
    [
        ("19", "overstated"),
        ("19.000001", "supported"),
        ("20", "supported"),
        ("20.000001", "understated"),
    ],
)
def test_the_ends_of_the_band_are_exact(official_value: str, expected: str) -> None:
    """«über 19»: 19 is too little, 20 is the last that fits."""
    limits = claims.band(claim(value=19.0, step=1.0))
    assert claims.judge(Fraction(official_value), limits) == expected


@given(AMOUNTS, AMOUNTS, COMPARATORS, st.fractions(Fraction(1, 1000), 1000))
def test_a_change_of_currency_never_flips_the_judgement(
    value: int, official_value: int, comparator: str, rate: Fraction
) -> None:
    """Claim and official value in another currency give the same judgement."""
    limits = claims.band(claim(value=float(value), step=1.0, comparator=comparator))
    other = Band(limits.low * rate, limits.high * rate, limits.low_open, limits.high_open)
    same = Fraction(official_value)
    assert claims.judge(same, limits) == claims.judge(same * rate, other)


# --- the worked example -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("basket", "basis", "usd", "verdict", "gap"),
    [
        # 11 + 1.5
        ("hs8708", "gross", 12_500_000_000, "overstated", 12.5 / 19 - 1),
        # less 0.2 that Russia has from Belarus and 0.9 that Belarus has from Russia
        ("hs8708", "net", 11_400_000_000, "overstated", 11.4 / 19 - 1),
        # 12.5 + (3 + 1 + 0.5 + 1.5) of Russia + 1 of Belarus
        ("dedicated", "gross", 19_500_000_000, "supported", 19.5 / 19 - 1),
        # less 1.1 as above and 0.5 of diesel engines that Belarus has from Russia
        ("dedicated", "net", 17_900_000_000, "overstated", 17.9 / 19 - 1),
        # 12.5 + (4 + 9 + 1 + 2) of Russia + 1.2 of Belarus
        ("headings", "gross", 29_700_000_000, "understated", 29.7 / 19 - 1),
        # less 1.1 and 0.6
        ("headings", "net", 28_000_000_000, "understated", 28.0 / 19 - 1),
    ],
)
def test_a_basket_worked_out_by_hand(  # noqa: PLR0913, PLR0917 - one column of the table each
    example: Statistics, basket: str, basis: str, usd: float, verdict: str, gap: float
) -> None:
    """Sums, net of trade between the reporters, judgement and gap are those worked by hand."""
    found = row(claims.check(claim(), example), basket, basis)
    assert (found["value_usd"], found["verdict"]) == (usd, verdict)
    assert found["gap_percent"] == pytest.approx(100 * gap, rel=1e-12)


def test_a_basket_that_the_words_fit_supports_the_claim(example: Statistics) -> None:
    """The dedicated basket came to 19.5 billion: «über 19 Milliarden» is supported, by it."""
    check = claims.check(claim(), example)
    assert check.verdict == "supported"
    assert (check.finding.values["basket"], check.finding.values["value"].value) == (
        "dedicated to motor vehicles",
        19.5e9,
    )


def test_a_basket_names_its_snapshot(example: Statistics) -> None:
    """Each row carries the vintage, the hash and the title that says the figures are made up."""
    found = row(claims.check(claim(), example), "hs8708", "gross")
    record = example.records["comtrade-made-up"]
    assert (found["sha256"], found["vintage"]) == (record.sha256, record.vintage)
    assert made_up.TITLE in str(found["source"])


def test_a_claim_in_euro_is_judged_in_euro(example: Statistics) -> None:
    """19.5 billion dollars of 2021 are 16.49 billion euros at 1.1827 dollars: «über 16» stands."""
    found = row(claims.check(claim(value=16e9, currency="EUR"), example), "dedicated", "gross")
    assert found["value"] == pytest.approx(19.5e9 / 1.1827, rel=1e-12)
    assert found["verdict"] == "supported"


# --- the verdict --------------------------------------------------------------------------------


# Little of HS 8708 and much cable: only the whole headings come to 19.5 billion.
WIDER = {
    **EXAMPLE,
    ("RUS", "WLD", "8708"): 1_000_000_000,
    ("RUS", "WLD", "8544"): 8_800_000_000,
    ("BLR", "RUS", "8708"): 0,
}


def test_only_the_wider_basket(tmp_path: Path) -> None:
    """Where only the whole headings come to the sum, the claim is consistent with them only."""
    check = claims.check(claim(), with_values(tmp_path, WIDER))
    assert row(check, "headings", "gross")["value_usd"] == 19_500_000_000
    assert check.verdict == "wider_only"


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        (EXAMPLE, "supported"),
        (WIDER, "wider_only"),
        ({key: usd / 10 for key, usd in EXAMPLE.items()}, "contradicted"),
        ({key: usd for key, usd in EXAMPLE.items() if key[0] == "BLR"}, "not_checkable"),
    ],
)
def test_the_wire_story_leads_to_each_verdict(
    tmp_path: Path, values: made_up.Values, verdict: str
) -> None:
    """From the text of the wire story and made-up figures to the verdict, all the way."""
    story = frames.parse(article.read("2023-04-13-industriesektor"))
    [found] = claims.find(story)
    assert claims.check(found, with_values(tmp_path, values), story.article).verdict == verdict


def test_no_basket_at_all(tmp_path: Path) -> None:
    """Where no basket comes near the sum, the claim is contradicted."""
    check = claims.check(claim(), with_values(tmp_path, {k: v / 10 for k, v in EXAMPLE.items()}))
    assert check.verdict == "contradicted"


def test_a_huge_basket_never_supports_a_small_claim(tmp_path: Path) -> None:
    """«über 19 Milliarden» is not supported by baskets of 190 billion."""
    check = claims.check(claim(), with_values(tmp_path, {k: v * 10 for k, v in EXAMPLE.items()}))
    assert check.verdict == "contradicted"
    assert {*check.baskets["verdict"]} == {"understated"}


def test_a_bare_number_is_told_with_its_unit(bare: Statistics) -> None:
    """«41» of «von 41 auf 36 Mio. Euro» is told as 41 million euros."""
    check = claims.check(claim(surface="41", value=41e6, currency="EUR"), bare)
    assert check.finding.values["claim"] == official.Amount(41e6, "EUR")


def test_no_snapshot_means_not_checkable(bare: Statistics) -> None:
    """Without trade by commodity the verdict is open, and no basket has a number."""
    check = claims.check(claim(), bare)
    assert check.verdict == "not_checkable"
    assert check.baskets["value_usd"].isna().all()


def test_a_reporter_without_data_leaves_the_verdict_open(tmp_path: Path) -> None:
    """A snapshot of Russia alone says nothing of both countries."""
    values = {key: usd for key, usd in EXAMPLE.items() if key[0] == "RUS"}
    check = claims.check(claim(), with_values(tmp_path, values))
    assert check.verdict == "not_checkable"
    assert "No trade of BLR by commodity" in str(check.missing[0])


def test_another_year_leaves_the_verdict_open(example: Statistics) -> None:
    """A snapshot of 2021 says nothing of 2019."""
    assert claims.check(claim(year=2019), example).verdict == "not_checkable"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"goods": "Bagger und Harvester"}, "no HS codes for Bagger and Harvester"),
        ({"goods": None}, "does not say which goods"),
        ({"reporters": ()}, "does not say whose trade"),
        ({"reporters": ("Gebiet Uljanowsk",)}, "For Gebiet Uljanowsk no national statistics"),
        ({"partner": "Gebiet Uljanowsk"}, "Trade with Gebiet Uljanowsk is not told apart"),
        ({"currency": "EUR", "year": 2023}, "No mean rate of EUR is at hand for 2023"),
    ],
)
def test_what_stands_in_the_way_is_said(
    example: Statistics, changes: dict[str, object], reason: str
) -> None:
    """A claim that cannot be checked says what is missing and invents nothing."""
    check = claims.check(claim(**changes), example)
    reasons = " ".join(map(str, check.missing))
    assert check.verdict == "not_checkable"
    assert reason in reasons
    assert ("EUR" in reasons) == (check.claim.currency == "EUR")  # a measure of size is no reason


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(301e9, "supported"), (350e9, "not_checkable"), (48.6e6, "not_checkable")],
)
def test_all_goods_are_held_against_the_total(bare: Statistics, value: float, verdict: str) -> None:
    """Russia's imports of 2021 were 301.046 billion; another figure may have another scope."""
    found = claim(goods="Importe", reporters=("Russland",), value=value, comparator="=")
    assert claims.check(found, bare).verdict == verdict


def test_trade_with_one_partner_is_taken_alone(tmp_path: Path) -> None:
    """A claim on trade with China is held against the rows of China, without gross and net."""
    values: made_up.Values = {("BLR", "WLD", "8708"): 9e8, ("BLR", "CHN", "8708"): 384.5e6}
    about = {"reporters": ("Belarus",), "partner": "China", "value": 385e6, "step": 1e6}
    check = claims.check(claim(**about, comparator="<"), with_values(tmp_path, values))
    assert {*check.baskets["basis"]} == {"bilateral"}
    assert row(check, "hs8708", "bilateral")["verdict"] == "supported"


# --- what stands beside the verdict --------------------------------------------------------------


def test_press_and_mirror_figures_stand_in_for_a_snapshot(bare: Statistics) -> None:
    """Without a snapshot the indications are shown, each with its class of evidence."""
    found = claims.check(claim(), bare).indications
    assert {*found["evidence"]} == {"press", "press_mirror", "mirror"}


def test_two_figures_of_one_partner_are_no_parts(bare: Statistics) -> None:
    """The second figure of Korea's exports to Russia is marked as another measure of the same."""
    found = claims.check(claim(), bare).indications
    korea = found[found["partner"] == "KOR"]
    assert [*korea["alternative"]] == [False, True]


def test_indications_give_way_to_a_snapshot(example: Statistics) -> None:
    """With official trade by commodity no press figure is shown."""
    assert claims.check(claim(), example).indications.empty


def test_indications_keep_to_their_goods(bare: Statistics) -> None:
    """A claim on bearings is not shown what the press says on car parts."""
    assert claims.check(claim(goods="Wälzlager"), bare).indications.empty


def test_only_warnings_that_apply(bare: Statistics) -> None:
    """A claim on Russia's exports in 2019 is not warned of confidential imports or CIF."""
    check = claims.check(claim(flow="export", year=2019, reporters=("Russland",)), bare)
    texts = " ".join(map(str, check.warnings))
    assert "no basket can see it" not in texts
    assert "CIF" not in texts
    assert "Economic Union" not in texts


def test_trade_within_the_union_is_warned_of(bare: Statistics) -> None:
    """Imports of Belarus from Russia are known from statistical forms, and no net figure is."""
    check = claims.check(claim(reporters=("Belarus",), partner="Russland"), bare)
    texts = " ".join(map(str, check.warnings))
    assert "trade between Belarus and Russland comes from statistical forms" in texts
    assert "net figures" not in texts


def test_a_year_that_is_not_over_is_warned_of(bare: Statistics) -> None:
    """A figure for the year of publication is a plan, or of some months."""
    source = article.from_text(SENTENCE, published=date(2021, 6, 1))
    assert "2021 was not over" in " ".join(map(str, claims.check(claim(), bare, source).warnings))


@pytest.mark.parametrize("tolerance", [-0.1, 1.0, math.nan])
def test_a_strange_tolerance_is_refused(bare: Statistics, tolerance: float) -> None:
    """The tolerance of «rund» is a share of the figure."""
    with pytest.raises(BelegError, match="The tolerance is a share"):
        claims.check(claim(), bare, tolerance=tolerance)


def test_all_goods_may_hold_services(bare: Statistics) -> None:
    """A claim on «Exporte» is warned that the figures are those of goods."""
    found = claim(goods="Exporte", flow="export", reporters=("Belarus",))
    assert "may include services" in " ".join(map(str, claims.check(found, bare).warnings))


def test_the_wire_story_is_warned_of_its_source(bare: Statistics) -> None:
    """The report says that the agency's principal is a party to the claim."""
    source = article.from_text("MINSK, 13. April (BelTA) - " + SENTENCE)
    warnings = claims.check(claim(), bare, source).warnings
    assert "BelTA is a state agency" in str(warnings[0])


def test_another_agency_is_no_party(bare: Statistics) -> None:
    """An agency that no state among the reporters owns draws no such warning."""
    source = article.from_text("MINSK, 13. April (dpa) - " + SENTENCE)
    assert "state agency" not in " ".join(map(str, claims.check(claim(), bare, source).warnings))


def test_the_rule_is_spelled_out(bare: Statistics) -> None:
    """The report can say what «über 19 Milliarden» allows."""
    rule = claims.check(claim(), bare).rule[0]
    assert (rule.values["low"].value, rule.values["high"].value) == (19e9, 20e9)


@pytest.mark.parametrize(("partner", "said"), [(None, True), ("China", False)])
def test_the_rule_says_how_a_missing_partner_is_read(
    bare: Statistics, partner: str | None, said: bool
) -> None:
    """Where no partner is named, the reader is told that the whole world is meant."""
    rule = claims.check(claim(partner=partner), bare).rule
    assert ("whole world" in " ".join(map(str, rule))) is said


def test_the_chart_has_the_band_and_the_bars(example: Statistics) -> None:
    """The claim is a band from 19 to 20 billion; the baskets and all trade are bars."""
    chart = claims.check(claim(), example).chart
    assert [*chart["kind"]] == ["claim", *["basket"] * 6, "total"]
    assert tuple(chart.iloc[0][["low", "high"]]) == (19e9, 20e9)


def test_a_check_is_data(example: Statistics) -> None:
    """The JSON of a check holds its verdict, its baskets and no NaN."""
    data = json.loads(claims.check(claim(), example).to_json())
    assert data["verdict"] == "supported"
    assert data["baskets"][0]["value_usd"] == 12_500_000_000


def test_an_unchecked_claim_is_data_too(bare: Statistics) -> None:
    """What is not known is null in the JSON."""
    data = json.loads(claims.check(claim(), bare).to_json())
    assert data["baskets"][0]["value_usd"] is None


# --- what people add beside the article -----------------------------------------------------------


def beside(folder: Path, added: object) -> article.Article:
    """Return an article of a file with a sidecar beside it."""
    (folder / "story.txt").write_text("MINSK, 13. April (BelTA) - " + SENTENCE, encoding="utf-8")
    (folder / "story.claims.json").write_text(json.dumps(added), encoding="utf-8")
    return article.read(folder / "story.txt", published=date(2023, 4, 13))


SIGNED = {"claim": FIGURE, "name": "Ada Beispiel", "date": "2026-01-31", "verdict": "not_checkable"}
VERSION = {
    "claim": FIGURE,
    "publisher": "A ministry",
    "language": "en",
    "published": "2023-04-13",
    "url": "https://example.org/",
    "words": "$19 billion",
    "value": 19e9,
    "currency": "USD",
    "comparator": "=",
}


def test_versions_say_what_differs(tmp_path: Path, bare: Statistics) -> None:
    """The English text has the same figure and no «über»."""
    source = beside(tmp_path, {"versions": [VERSION]})
    found = claims.check(claim(), bare, source).versions
    assert found.loc[0, "differs"] == ("comparator",)


def test_the_wire_story_has_its_english_version(bare: Statistics) -> None:
    """The sidecar of the wire story sets the English text beside the German."""
    source = article.read("2023-04-13-industriesektor")
    assert [*claims.check(claim(), bare, source).versions["words"]] == ["$19 billion"]


def test_a_claim_review_needs_a_signature(tmp_path: Path, bare: Statistics) -> None:
    """Nobody has signed: there is no ClaimReview."""
    source = beside(tmp_path, {})
    assert claims.claim_review(claims.check(claim(), bare, source), source) is None


def test_a_signed_check_is_a_claim_review(tmp_path: Path, bare: Statistics) -> None:
    """A signed check has the fields that Google's guideline asks for."""
    source = beside(tmp_path, {"sign_offs": [SIGNED]})
    review = claims.claim_review(claims.check(claim(), bare, source), source)
    assert review is not None
    assert (review["@type"], review["author"]["name"]) == ("ClaimReview", "Ada Beispiel")
    assert review["reviewRating"]["alternateName"] == "Not checkable with the data at hand"
    assert "ratingValue" not in review["reviewRating"]
    assert review["claimReviewed"] == f"Import 2021, Belarus, Russland: über {FIGURE}"
    assert review["itemReviewed"]["datePublished"] == "2023-04-13"


def test_a_signature_holds_for_its_verdict_only(tmp_path: Path, example: Statistics) -> None:
    """When new data change the verdict, the old signature no longer counts."""
    source = beside(tmp_path, {"sign_offs": [SIGNED]})
    assert claims.claim_review(claims.check(claim(), example, source), source) is None


def test_a_graded_verdict_has_a_number(tmp_path: Path, example: Statistics) -> None:
    """«Supported» is 5 on a scale from 1 to 5."""
    source = beside(tmp_path, {"sign_offs": [{**SIGNED, "verdict": "supported"}]})
    review = claims.claim_review(claims.check(claim(), example, source), source)
    assert review is not None
    assert review["reviewRating"]["ratingValue"] == 5


@pytest.mark.parametrize(
    ("added", "reason"),
    [
        ({"sign_offs": [{**SIGNED, "name": ""}]}, "sign_offs: name is missing"),
        ({"sign_offs": [{**SIGNED, "verdict": "fine"}]}, "«fine» is none of supported"),
        ({"sign_offs": ["Ada"]}, "sign_offs must be a list of objects"),
        ([], "versions must be a list of objects"),
        ({"sign_offs": [{**SIGNED, "claim": "20 Euro"}]}, "does not say «20 Euro»"),
        ({"versions": [{"claim": FIGURE}]}, "versions: publisher is missing"),
    ],
)
def test_a_faulty_sidecar_is_refused(
    tmp_path: Path, bare: Statistics, added: object, reason: str
) -> None:
    """What is missing or does not fit the article is named."""
    with pytest.raises(BelegError, match=reason):
        claims.check(claim(), bare, beside(tmp_path, added))


def test_an_unsupported_basket_has_no_gap(bare: Statistics) -> None:
    """Without an official value there is no gap to tell."""
    assert math.isnan(row(claims.check(claim(), bare), "hs8708", "gross")["gap_percent"])  # type: ignore[arg-type]
