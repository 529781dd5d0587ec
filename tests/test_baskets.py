"""The goods in the article's words find baskets of HS codes, and the baskets their value."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import made_up
from beleg import BelegError
from beleg.checking import baskets, official
from beleg.checking.baskets import Trade
from beleg.checking.official import Statistics

HEAD = "theme,basket,title,rank,fits,code,hs,reason"
BOTH = Trade("import", 2021, ("RUS", "BLR"))
RECORD = official.Source(
    *("made-up", made_up.TITLE, "", "", "", "", "", ""),
    query={"codes": "all", "partners": ["WLD", "RUS", "BLR"]},
)


@pytest.fixture(scope="module")
def bare() -> Statistics:
    """Return the statistics of the project, without a snapshot by commodity."""
    return official.load()


def added(folder: Path, *lines: str) -> Statistics:
    """Return the statistics with a user's file of baskets."""
    text = "\n".join([HEAD, *lines]) + "\n"
    (folder / "baskets-mine.csv").write_text(text, encoding="utf-8")
    return official.load(folder)


def named(goods: str, statistics: Statistics) -> list[tuple[str, bool]]:
    """Return the baskets that goods are read as, and whether the words fit them."""
    return [(b.name, b.fits) for b in baskets.find(goods, statistics).baskets]


@pytest.mark.parametrize(
    "goods", ["Autoteile für den Transportmaschinenbau", "Pkw-Teile", "Kfz-Komponenten"]
)
def test_words_for_a_whole_theme_fit_its_baskets(goods: str, bare: Statistics) -> None:
    """«Autoteile» fit HS 8708 and the dedicated codes; whole headings are an upper bound."""
    assert named(goods, bare) == [("hs8708", True), ("dedicated", True), ("headings", False)]


def test_a_part_fits_its_own_codes_only(bare: Statistics) -> None:
    """«Getriebe» are HS 870840; the baskets of all parts are wider."""
    found = baskets.find("Getriebe", bare).baskets
    assert found[0].codes["H5"] == {"870840"}
    assert [basket.fits for basket in found] == [True, False, False, False]


@pytest.mark.parametrize(
    ("goods", "code"),
    [("Dieselmotoren", "8408"), ("Dieselmotoren für Lastkraftwagen", "840820")],
)
def test_a_word_beside_the_noun_chooses_the_code(goods: str, code: str, bare: Statistics) -> None:
    """Diesel engines are HS 8408, those for lorries HS 840820."""
    assert baskets.find(goods, bare).baskets[0].codes["H5"] == {code}


def test_two_goods_are_one_basket(bare: Statistics) -> None:
    """«Achsen und Kabelbäume» are both codes together."""
    found = baskets.find("Achsen und Kabelbäume", bare)
    assert found.baskets[0].codes["H5"] == {"870850", "854430"}


@pytest.mark.parametrize(
    ("goods", "unread"),
    [
        ("Bagger und Harvester", ("Bagger", "Harvester")),
        ("Reifen und Bagger", ("Bagger",)),
        ("Autoteilehersteller", ("Autoteilehersteller",)),
        ("Busch", ("Busch",)),
        ("", ()),
    ],
)
def test_unknown_goods_have_no_basket(
    goods: str, unread: tuple[str, ...], bare: Statistics
) -> None:
    """Where one word is not in the concordance, no basket is guessed."""
    found = baskets.find(goods, bare)
    assert (found.baskets, found.unread) == ((), unread)


def test_a_complement_narrows_the_goods(bare: Statistics) -> None:
    """«für den Transportmaschinenbau» says more than a code can."""
    assert baskets.find("Autoteile für den Transportmaschinenbau", bare).narrowed


def test_hs_2017_lacks_the_code_of_catalytic_converters(bare: Statistics) -> None:
    """HS 842132 is in the dedicated basket of HS 2022 alone."""
    dedicated = baskets.read(bare)["auto_parts"][1]
    assert dedicated.codes["H6"] - dedicated.codes["H5"] == {"842132"}


@pytest.mark.parametrize("code", ["870822", "940191", "940199"])
def test_no_basket_of_2021_asks_for_a_code_of_2022(code: str, bare: Statistics) -> None:
    """Codes that HS 2017 lacks stand in no basket of HS 2017."""
    assert all(
        code not in basket.codes["H5"] for found in baskets.read(bare).values() for basket in found
    )


def test_every_code_of_a_basket_has_a_description(bare: Statistics) -> None:
    """No basket holds a code that the Harmonized System at hand does not describe."""
    known = {*bare.tables["hs_headings"]["code"]}
    assert {*bare.tables["baskets"]["code"]} <= known


def test_a_user_adds_a_basket(tmp_path: Path) -> None:
    """A basket of rank 0 stands alone beside the others."""
    statistics = added(tmp_path, "auto_parts,tyres,Tyres,0,no,4011,H5 H6,mine")
    assert "tyres" in [basket.name for basket in baskets.read(statistics)["auto_parts"]]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["auto_parts,x,X,0,no,8708,H5,", "auto_parts,x,X,0,no,870840,H5,"], "870840 is counted"),
        (["auto_parts,x,X,0,no,8708,H5,", "auto_parts,x,X,0,no,8708,H5,"], "stands twice"),
        (["auto_parts,x,X,0,no,870822,H5,"], "870822 is used in H6 only"),
        (["auto_parts,x,X,0,no,87,H5,"], "«87» is no heading"),
        (["auto_parts,x,X,0,perhaps,8708,H5,"], "fits must be yes or no"),
        (["auto_parts,x,X,0,no,8708,H5,", "auto_parts,x,Y,0,no,4011,H5,"], "must be the same"),
        (["auto_parts,x,X,4,no,8708,H5,"], "must hold all codes of «headings»"),
        (["auto_parts,x,X,many,no,8708,H5,"], "baskets-mine.csv cannot be read"),
    ],
)
def test_a_faulty_basket_is_refused(tmp_path: Path, lines: list[str], reason: str) -> None:
    """A basket that counts twice, is not nested or is written wrongly is named with its fault."""
    with pytest.raises(BelegError, match=reason):
        baskets.read(added(tmp_path, *lines))


def test_a_user_adds_a_noun(tmp_path: Path) -> None:
    """A line in a concordance file of one's own makes a noun known."""
    text = "stem,beside,theme,codes,hs,note\nbagger,,machines,8429,H5 H6,\n"
    (tmp_path / "concordance-mine.csv").write_text(text, encoding="utf-8")
    found = baskets.find("Bagger", official.load(tmp_path))
    assert found.baskets[0].codes["H6"] == {"8429"}


def test_no_row_is_no_trade_only_if_it_was_asked_for(tmp_path: Path, bare: Statistics) -> None:
    """A snapshot that does not say what it asked for leaves a basket without a value."""
    values: made_up.Values = {("RUS", "WLD", "8708"): 5.0}
    statistics = official.load(made_up.snapshot(tmp_path, values))
    record = official.Source(*("comtrade-made-up", made_up.TITLE, "", "", "", "", "", ""))
    silent = Statistics(bare.tables, {record.name: record}, statistics.trade)
    dedicated = baskets.read(bare)["auto_parts"][1]
    russia = BOTH._replace(reporters=("RUS",))
    assert baskets.measure(dedicated, russia, statistics)[0].usd == 5.0
    found = baskets.measure(dedicated, russia, silent)[0]
    assert found.usd is None
    assert "does not hold 401110" in str(found.missing)


def test_net_needs_the_trade_between_the_reporters(tmp_path: Path) -> None:
    """Without rows of the partner the gross sum stands and the net one is open."""
    values: made_up.Values = {("RUS", "WLD", "8708"): 5.0, ("BLR", "WLD", "8708"): 2.0}
    folder = made_up.snapshot(tmp_path, values, partners=["WLD"])
    narrow = baskets.read(official.load())["auto_parts"][0]
    gross, net = baskets.measure(narrow, BOTH, official.load(folder))
    assert (gross.usd, net.usd) == (7.0, None)


def test_one_reporter_has_no_net(tmp_path: Path) -> None:
    """For one country alone there is nobody to net with."""
    statistics = official.load(made_up.snapshot(tmp_path, {("RUS", "WLD", "8708"): 5.0}))
    narrow = baskets.read(statistics)["auto_parts"][0]
    found = baskets.measure(narrow, BOTH._replace(reporters=("RUS",)), statistics)
    assert [value.basis for value in found] == ["gross"]


def test_another_vintage_is_not_checkable(tmp_path: Path) -> None:
    """A snapshot in HS 2012 has other codes: the basket has no value there."""
    values: made_up.Values = {("RUS", "WLD", "8708"): 5.0}
    statistics = official.load(made_up.snapshot(tmp_path, values, hs="H4"))
    narrow = baskets.read(statistics)["auto_parts"][0]
    found = baskets.measure(narrow, BOTH._replace(reporters=("RUS",)), statistics)[0]
    assert found.usd is None
    assert "has no codes in H4" in str(found.missing)


NESTED = baskets.read(official.load())["auto_parts"]


@settings(max_examples=50)
@given(
    st.fixed_dictionaries(
        {
            (reporter, partner, code): st.integers(0, 10**10)
            for reporter, other in (("RUS", "BLR"), ("BLR", "RUS"))
            for partner in ("rest", other)
            for code in ("8708", "840734", "840732", "8544", "401110")
        }
    )
)
def test_wide_is_never_below_narrow_nor_net_above_gross(
    bare: Statistics, values: made_up.Values
) -> None:
    """However trade is spread, baskets grow with their rank, and net is a part of gross."""
    trade = trade_of(values)
    statistics = Statistics(bare.tables, {"made-up": RECORD}, trade)
    ranked = [baskets.measure(b, BOTH, statistics) for b in NESTED]
    gross = [found[0].usd or 0.0 for found in ranked]
    net = [found[1].usd or 0.0 for found in ranked]
    assert gross == sorted(gross)
    assert net == sorted(net)
    assert all(n <= g for n, g in zip(net, gross, strict=True))


def trade_of(values: made_up.Values) -> pd.DataFrame:
    """Return trade in which the world and each heading hold at least their parts."""
    sums: dict[tuple[str, str, str], float] = {}
    for (reporter, partner, code), usd in values.items():
        for key in {code, code[:4]}:
            for side in {"WLD", partner} - {"rest"}:
                sums[reporter, side, key] = sums.get((reporter, side, key), 0) + usd
    rows = [
        (r, p, "import", 2021, "H5", c, float(usd), "made-up") for (r, p, c), usd in sums.items()
    ]
    return pd.DataFrame(rows, columns=official.TRADE)
