"""Official statistics: snapshots with their source records.

`data/official/datapackage.json` (Frictionless Data Package) describes the files that come with the
project: producer, title, citation, licence, vintage, sha256, columns with their units. What a user
adds lies beside it: `comtrade-*.csv`, a snapshot by commodity, with `comtrade-*.resource.json` as
its record, and `baskets-*.csv`, baskets of their own (see `baskets`). No file is read whose hash
differs from its record.
"""

import hashlib
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from beleg import BelegError, project

# A further folder for snapshots and baskets, where the project's own cannot be written.
FOLDER_VARIABLE = "BELEG_OFFICIAL"
TYPES = {"string": "str", "integer": "int64", "number": "float64", "year": "int64"}
TRADE = ["reporter", "partner", "flow", "year", "hs", "code", "value_usd", "snapshot"]
FLOWS = {"M": "import", "X": "export"}
# The breakdowns of a UN Comtrade answer, and the value of each that is its total.
TOTALS = {"partner2Code": "0", "customsCode": "C00", "motCode": "0"}
NEEDED = ("refYear", "reporterCode", "partnerCode", "flowCode", "classificationCode", "cmdCode")


class Amount(NamedTuple):
    """A number with its unit, to be written by the report's language."""

    value: float
    unit: str  # USD EUR RUB BYN percent …


class Message(NamedTuple):
    """A sentence: an English template (the id of the translation catalogue) and its values."""

    template: str  # «{figure} is {share} of all goods imports of {year}.»
    values: dict[str, Any]  # str, int or Amount

    def __str__(self) -> str:
        """Return the sentence in plain English."""
        shown = {
            name: f"{value.value:,.6g} {value.unit}" if isinstance(value, Amount) else value
            for name, value in self.values.items()
        }
        return self.template.format_map(shown)


@dataclass(frozen=True)
class Source:
    """The source record of one file: who made it, when, under which terms, and its hash."""

    name: str
    title: str
    producer: str
    url: str
    licence: str
    citation: str
    vintage: str
    sha256: str
    units: dict[str, str] = field(default_factory=dict, repr=False)  # column -> unit
    query: dict[str, Any] = field(default_factory=dict, repr=False)  # what a fetch asked for

    @property
    def line(self) -> str:
        """Return the source line below a number: producer, title, vintage."""
        return f"{self.producer}, {self.title} ({self.vintage})"


@dataclass(frozen=True, eq=False)
class Statistics:
    """Everything that a claim is held against: table and record by name, and trade by commodity.

    `trade` has one row a figure (columns TRADE: reporter and partner as ISO 3166 alpha-3, «WLD» is
    the world, hs as «H5»), from one snapshot for each reporter, flow and year; it may be empty.
    """

    tables: dict[str, pd.DataFrame] = field(repr=False)
    records: dict[str, Source]
    trade: pd.DataFrame = field(repr=False)
    folders: tuple[Path, ...] = ()


def folders() -> tuple[Path, ...]:
    """Return where official data lies: the project's folder, then the user's, if one is named."""
    named = os.environ.get(FOLDER_VARIABLE)
    return (project.OFFICIAL, Path(named)) if named else (project.OFFICIAL,)


def load(*further: Path) -> Statistics:
    """Return all statistics of `folders()` and further folders.

    Raises BelegError where a file is missing, does not match its hash, or holds what its record
    does not allow.
    """
    places = (*folders(), *further)
    tables, records = {}, {}
    for resource in _json(project.OFFICIAL / "datapackage.json")["resources"]:
        name = resource["name"]
        records[name], tables[name] = read(resource, project.OFFICIAL)
    found = [read(_json(path), path.parent) for path in _records(places)]
    records |= {record.name: record for record, _ in found}
    countries = tables["countries"]
    codes = dict(zip(countries["comtrade_code"], countries["iso3"], strict=True))
    return Statistics(tables, records, _newest([_trade(r, t, codes) for r, t in found]), places)


def sources(*further: Path) -> pd.DataFrame:
    """Return the source records, one row a file, for a colophon.

    Columns: name title producer url licence citation vintage sha256.
    """
    columns = ["name", "title", "producer", "url", "licence", "citation", "vintage", "sha256"]
    records = load(*further).records.values()
    return pd.DataFrame([[getattr(r, c) for c in columns] for r in records], columns=columns)


def read(resource: dict[str, Any], folder: Path) -> tuple[Source, pd.DataFrame]:
    """Return the source record and the table of one Frictionless resource, its hash verified."""
    path = folder / resource["path"]
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BelegError(f"{path}: {error.strerror}; fetch or add the snapshot again.") from error
    digest = hashlib.sha256(content).hexdigest()
    if resource["hash"] != f"sha256:{digest}":
        raise BelegError(
            f"{path} is not the file that its record describes (its hash differs): "
            "put the original back, or fetch or add it again."
        )
    return _source(resource, digest), table(content, resource.get("schema"), path.name)


def table(content: bytes, schema: dict[str, Any] | None, file: str) -> pd.DataFrame:
    """Return a CSV as a DataFrame, typed by a Frictionless schema, or all text without one.

    Raises BelegError where columns or values are not those of the schema.
    """
    fields = {f["name"]: TYPES[f["type"]] for f in schema["fields"]} if schema else None
    try:
        # index_col: the UN's own CSV ends each line, but not its header, with a comma.
        frame = pd.read_csv(
            io.StringIO(_decoded(content)),
            dtype=fields or str,
            index_col=False,
            keep_default_na=False,
            na_values={c: [""] for c, t in fields.items() if t == "float64"} if fields else [],
        )
    except (ValueError, pd.errors.ParserError) as error:
        raise BelegError(f"{file} cannot be read as a table: {error}.") from error
    if fields and list(frame) != list(fields):
        raise BelegError(f"{file}: the columns must be {', '.join(fields)}.")
    return frame


def trade(snapshot: pd.DataFrame, codes: dict[str, str], name: str) -> pd.DataFrame:
    """Return the rows of a UN Comtrade table (all text) as TRADE; breakdowns are left out.

    Raises BelegError where a column is missing, a value is no number or a figure stands twice.
    """
    missing = [c for c in (*NEEDED, "primaryValue") if c not in snapshot]
    if missing:
        raise BelegError(f"{name} has no column {missing[0]}: is it a UN Comtrade table?")
    rows = snapshot[snapshot["flowCode"].isin(list(FLOWS))]
    for column, total in TOTALS.items():
        if column in rows:
            rows = rows[rows[column].isin([total, ""])]
    values = pd.to_numeric(rows["primaryValue"], errors="coerce")
    if values.isna().any() or (values < 0).any():
        raise BelegError(f"{name}: primaryValue must hold numbers of US dollars.")
    partner = _country(rows, "partner", codes).where(rows["partnerCode"] != "0", "WLD")
    found = pd.DataFrame(
        {
            "reporter": _country(rows, "reporter", codes),
            "partner": partner,
            "flow": rows["flowCode"].map(FLOWS),
            "year": rows["refYear"].astype("int64"),
            "hs": rows["classificationCode"],
            "code": rows["cmdCode"],
            "value_usd": values,
            "snapshot": name,
        },
        columns=TRADE,
    )
    twice = found[found.duplicated(["reporter", "partner", "flow", "year", "code"])]
    if len(twice):
        raise BelegError(f"{name}: code {twice.iloc[0]['code']} stands twice; fetch it again.")
    return found


def _trade(record: Source, snapshot: pd.DataFrame, codes: dict[str, str]) -> pd.DataFrame:
    return trade(snapshot, codes, record.name).assign(vintage=record.vintage)


def _newest(found: list[pd.DataFrame]) -> pd.DataFrame:
    """Take each reporter, flow and year from one snapshot only: two vintages are never mixed."""
    if not found:
        return pd.DataFrame(columns=TRADE).astype({"year": "int64", "value_usd": "float64"})
    rows = pd.concat(found, ignore_index=True)
    last = rows.sort_values(["vintage", "snapshot"]).groupby(["reporter", "flow", "year"])
    return rows[rows["snapshot"] == last["snapshot"].transform("last").reindex(rows.index)][TRADE]


def _country(rows: pd.DataFrame, side: str, codes: dict[str, str]) -> "pd.Series[str]":
    known = rows[f"{side}Code"].map(codes)
    iso = rows[f"{side}ISO"] if f"{side}ISO" in rows else rows[f"{side}Code"]
    return known.fillna(iso.where(iso != "", rows[f"{side}Code"]))


def _records(places: tuple[Path, ...]) -> Iterator[Path]:
    for folder in dict.fromkeys(places):
        recorded = sorted(folder.glob("comtrade-*.resource.json"))
        files = {path.name.removesuffix(".resource.json") for path in recorded}
        bare = [path for path in sorted(folder.glob("comtrade-*.csv")) if path.stem not in files]
        if bare:
            raise BelegError(f"{bare[0]} has no source record: run beleg official add {bare[0]}.")
        yield from recorded


def _source(resource: dict[str, Any], digest: str) -> Source:
    fields = resource.get("schema", {}).get("fields", [])
    return Source(
        name=resource["name"],
        title=resource["title"],
        producer=resource["producer"],
        url=resource["sources"][0].get("path", ""),
        licence=resource["licenses"][0]["title"],
        citation=resource["citation"],
        vintage=resource["vintage"],
        sha256=digest,
        units={f["name"]: f["unit"] for f in fields if "unit" in f},
        query=resource.get("query", {}),
    )


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BelegError(f"{path} cannot be read: mend it or fetch it again.") from error


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # as the UN's website writes it
