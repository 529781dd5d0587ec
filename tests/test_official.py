"""Official figures are read with their source records, and nothing else is."""

import csv
import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import made_up
from beleg import BelegError, project
from beleg.checking import official
from beleg.checking.official import Amount, Message

PACKAGE: dict[str, Any] = json.loads(
    (project.OFFICIAL / "datapackage.json").read_text(encoding="utf-8")
)
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
ONE: made_up.Values = {("RUS", "WLD", "8708"): 5.0}


@pytest.fixture(scope="module")
def statistics() -> official.Statistics:
    """Return the statistics of the project."""
    return official.load()


def cells(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of the project as they are written."""
    with (project.OFFICIAL / RESOURCES[name]["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- the package --------------------------------------------------------------------------------


def test_every_file_has_a_record() -> None:
    """Each CSV of the folder is a resource of the package, and each resource a CSV."""
    tracked = {path.name for path in project.OFFICIAL.glob("*.csv")}
    assert tracked == {resource["path"] for resource in RESOURCES.values()}


@pytest.mark.parametrize("name", RESOURCES)
def test_a_record_says_where_its_file_comes_from(name: str) -> None:
    """Producer, title, citation, vintage, licence and source of a file are told."""
    resource = RESOURCES[name]
    assert all(resource[key] for key in ("producer", "title", "citation", "vintage"))
    assert all(source["title"] for source in resource["sources"])
    assert all(licence["name"] and licence["title"] for licence in resource["licenses"])


@pytest.mark.parametrize("name", RESOURCES)
def test_a_record_has_size_and_hash_of_its_file(name: str) -> None:
    """Bytes and sha256 are those of the file (read() checks the hash)."""
    path = project.OFFICIAL / RESOURCES[name]["path"]
    assert path.stat().st_size == RESOURCES[name]["bytes"]
    official.read(RESOURCES[name], project.OFFICIAL)


@pytest.mark.parametrize("name", RESOURCES)
def test_the_values_keep_their_schema(name: str) -> None:
    """Columns, types, allowed values, patterns and keys of a file are those of its schema."""
    schema = RESOURCES[name]["schema"]
    frame = official.read(RESOURCES[name], project.OFFICIAL)[1]
    assert list(frame) == [field["name"] for field in schema["fields"]]
    assert not frame.duplicated(schema["primaryKey"]).any()
    for field in schema["fields"]:
        rules, column = field.get("constraints", {}), frame[field["name"]]
        assert "enum" not in rules or column.isin(rules["enum"]).all()
        assert "pattern" not in rules or column.str.fullmatch(rules["pattern"]).all()
        assert "minimum" not in rules or column.between(rules["minimum"], rules["maximum"]).all()


@pytest.mark.parametrize(
    ("name", "exempt"), [("wdi", {"iso3"}), ("us_cpi", set()), ("ecb_rates", set())]
)
def test_every_number_has_a_unit(name: str, exempt: set[str]) -> None:
    """Each column of a statistics file has its unit, as a property of its own."""
    fields = RESOURCES[name]["schema"]["fields"]
    assert {f["name"] for f in fields if "unit" not in f} == exempt


def test_the_figures_of_the_claim(statistics: official.Statistics) -> None:
    """Goods imports of 2021 are 301.046 bn US$ for Russia and 41.387 bn for Belarus."""
    wdi = statistics.tables["wdi"].set_index(["iso3", "year"])["goods_imports_usd"]
    assert (wdi["RUS", 2021], wdi["BLR", 2021]) == (301_046_000_000, 41_387_000_000)


def test_ten_years_without_a_gap(statistics: official.Statistics) -> None:
    """Both countries have every indicator for every year from 2015 to 2024."""
    wdi = statistics.tables["wdi"]
    assert wdi.groupby("iso3")["year"].apply(list).tolist() == [list(range(2015, 2025))] * 2
    assert not wdi.isna().any().any()


def test_digits_are_kept() -> None:
    """A rate is written with all the digits of its source."""
    rates = [row["lcu_per_usd"] for row in cells("wdi") if row["year"] == "2021"]
    assert rates == ["2.538675", "73.65435"]


@pytest.mark.parametrize("row", cells("context"))
def test_an_indication_names_page_and_caveat(row: dict[str, str]) -> None:
    """A press or mirror figure has the page it stands on and a word of caution."""
    assert row["url"].startswith("http")
    assert row["caveat"]


def test_no_snapshot_is_shipped(statistics: official.Statistics) -> None:
    """The project holds no trade by commodity: it is the user's to fetch."""
    assert statistics.trade.empty


def test_the_colophon_lists_the_sources() -> None:
    """One row a file, with producer, licence and hash."""
    found = official.sources()
    assert [*found["name"]] == [*RESOURCES]
    assert found["sha256"].str.fullmatch(r"[0-9a-f]{64}").all()


# --- what is refused ----------------------------------------------------------------------------


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    """A snapshot whose hash is not that of its record is not read."""
    folder = made_up.snapshot(tmp_path, ONE)
    with (folder / "comtrade-made-up" / "data.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(BelegError, match="its hash differs"):
        official.load(folder)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A record without its file says which file is gone."""
    folder = made_up.snapshot(tmp_path, ONE)
    (folder / "comtrade-made-up" / "data.csv").unlink()
    with pytest.raises(BelegError, match=r"data\.csv: No such file"):
        official.load(folder)


@pytest.mark.parametrize("record", ["", "[]", "{}"])
def test_a_snapshot_without_a_record_is_refused(tmp_path: Path, record: str) -> None:
    """A folder with a broken record says what to do."""
    folder = made_up.snapshot(tmp_path, ONE)
    (folder / "comtrade-made-up" / "datapackage.json").write_text(record, encoding="utf-8")
    with pytest.raises(BelegError, match="fetch or add it again"):
        official.load(folder)


def trade(**changes: object) -> pd.DataFrame:
    """Return the trade of one row of UN Comtrade, with changes."""
    values = {
        "refYear": "2021",
        "reporterCode": "643",
        "flowCode": "M",
        "partnerCode": "0",
        "partner2Code": "0",
        "classificationCode": "H5",
        "cmdCode": "8708",
        "customsCode": "C00",
        "motCode": "0",
        "primaryValue": "5.5",
        **changes,
    }
    frame = pd.DataFrame([values]).dropna(axis="columns")
    return official.trade(frame, pd.DataFrame(cells("countries")), "a file")


def test_a_row_of_comtrade_is_read() -> None:
    """Reporter 643 is Russia, partner 0 the world, flow M an import."""
    expected = ["RUS", "WLD", "import", 2021, "H5", "8708", 5.5, "a file"]
    assert trade().iloc[0].tolist() == expected


@pytest.mark.parametrize(
    "breakdown",
    [
        {"typeCode": "S"},
        {"freqCode": "M"},
        {"partner2Code": "156"},
        {"customsCode": "C01"},
        {"motCode": "2100"},
    ],
)
def test_a_breakdown_is_not_counted_twice(breakdown: dict[str, object]) -> None:
    """Services, months, second partners, customs procedures, modes of transport are left out."""
    assert trade(**breakdown).empty


def test_codes_with_a_decimal_point_are_read() -> None:
    """«643.0», as pandas writes whole numbers beside a gap, is 643."""
    row = trade(reporterCode="643.0", partnerCode="0.0", motCode="0.0").iloc[0]
    assert (row["reporter"], row["partner"]) == ("RUS", "WLD")


def test_a_reexport_is_no_export() -> None:
    """Flows other than imports and exports are left out."""
    assert trade(flowCode="RX").empty


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"primaryValue": "n/a"}, "primaryValue numbers"),
        ({"primaryValue": "-1"}, "primaryValue numbers"),
        ({"refYear": "202"}, "refYear must hold years"),
        ({"cmdCode": None}, "no column cmdCode"),
    ],
)
def test_a_strange_table_is_refused(changes: dict[str, object], reason: str) -> None:
    """A missing column or a value that is no number is named."""
    with pytest.raises(BelegError, match=reason):
        trade(**changes)


def test_a_figure_that_stands_twice_is_refused() -> None:
    """Two rows of one reporter, partner and code would be counted twice."""
    rows = official.table(made_up.table(ONE) + made_up.table(ONE).split(b"\n")[1], EMPTY, "x.csv")
    with pytest.raises(BelegError, match="8708 stands twice"):
        official.trade(rows, pd.DataFrame(cells("countries")), "x")


EMPTY: dict[str, Any] = {"fields": []}


def test_the_comma_at_the_end_of_a_line_shifts_nothing() -> None:
    """The UN's website ends each row with a comma that its header lacks."""
    frame = official.table(b"a,b\n1,2,\n", EMPTY, "x.csv")
    assert frame.to_dict("records") == [{"a": "1", "b": "2"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_umlauts_of_any_download_are_read(encoding: str) -> None:
    """«Türkiye» is read whether the file is UTF-8 or Windows-1252."""
    frame = official.table("a,b\nTürkiye,1\n".encode(encoding), EMPTY, "x.csv")
    assert frame.loc[0, "a"] == "Türkiye"


def test_the_newest_snapshot_counts_alone(tmp_path: Path) -> None:
    """Of two snapshots of one country, flow and year, the later is taken whole."""
    for day, usd in (("2024-01-31", 7.0), ("2025-01-31", 5.0)):
        made_up.snapshot(
            tmp_path, {("RUS", "WLD", "8708"): usd}, name=f"comtrade-{usd:.0f}", day=day
        )
    assert official.load(tmp_path).trade["value_usd"].tolist() == [5.0]


def test_a_folder_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """BELEG_OFFICIAL names a further folder for snapshots."""
    monkeypatch.setitem(os.environ, official.FOLDER_VARIABLE, str(made_up.snapshot(tmp_path, ONE)))
    assert official.load().trade["value_usd"].tolist() == [5.0]


def test_a_message_is_a_sentence() -> None:
    """Amounts, lists and messages within a message are written out."""
    found = Message(
        "{who} paid {sum} ({how}).",
        {
            "who": ("A", "B", "C"),
            "sum": Amount(1.5e9, "USD"),
            "how": Message("in {n} parts", {"n": 2}),
        },
    )
    assert str(found) == "A, B and C paid 1.5e+09 USD (in 2 parts)."
