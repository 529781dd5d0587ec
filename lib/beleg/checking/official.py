"""Official statistics: snapshots with their source records.

`data/official/datapackage.json` (Frictionless Data Package) describes the files of the project:
producer, title, citation, licence, vintage, sha256, columns with their units. What a user adds lies
beside it: `comtrade-*/`, a snapshot by commodity with a `datapackage.json` of its own, and
`baskets-*.csv` and `concordance-*.csv` (see `baskets`). No file is read whose hash differs from its
record.
"""

import csv
import hashlib
import io
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from beleg import BelegError, project

# A further folder for snapshots and baskets, where the project's own cannot be written.
FOLDER_VARIABLE = "BELEG_OFFICIAL"
RECORD = "datapackage.json"
# The tables to which a user adds lines in files of their own.
OPEN = ("baskets", "concordance")
TYPES = {"string": "str", "integer": "int64", "number": "float64"}
TRADE = ["reporter", "partner", "flow", "year", "hs", "code", "value_usd", "snapshot"]
FLOWS = {"M": "import", "X": "export"}
# Which rows of a UN Comtrade table count: goods, yearly, and of each breakdown its total.
WHOLE = {
    "typeCode": "C",
    "freqCode": "A",
    "partner2Code": "0",
    "customsCode": "C00",
    "motCode": "0",
}
WORLD = "WLD"  # all partners; a country is its ISO 3166 alpha-3 code


class Amount(NamedTuple):
    """A number with its unit, to be written by the report's language."""

    value: float
    unit: str  # USD EUR RUB BYN percent …


class Message(NamedTuple):
    """A sentence: an English template (the id of the translation catalogue) and its values."""

    template: str  # «{claim} stands up: {basket} ({basis}) came to {value}.»
    values: dict[str, Any]  # str, int, Amount, Message, or a tuple of these to be listed

    def __str__(self) -> str:
        """Return the sentence in plain English."""
        return self.template.format_map({k: _shown(v) for k, v in self.values.items()})


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
    query: dict[str, Any] = field(default_factory=dict, repr=False)  # what a snapshot asked for

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


def folders() -> tuple[Path, ...]:
    """Return where official data lies: the project's folder, then the user's, if one is named."""
    named = os.environ.get(FOLDER_VARIABLE)
    return (project.OFFICIAL, Path(named)) if named else (project.OFFICIAL,)


def load(*further: Path) -> Statistics:
    """Return all statistics of `folders()` and further folders.

    Raises BelegError where a file is missing, does not match its hash, or holds what its record
    does not allow.
    """
    places = tuple(dict.fromkeys((*folders(), *further)))
    records, tables = {}, {}
    for resource in _resources(project.OFFICIAL):
        name = resource["name"]
        records[name], own = read(resource, project.OFFICIAL)
        paths = [p for f in places if name in OPEN for p in sorted(f.glob(f"{name}-*.csv"))]
        added = [table(path.read_bytes(), resource["schema"], path.name) for path in paths]
        tables[name] = pd.concat([own, *added], ignore_index=True)
    found = {}
    for folder in (path for place in places for path in sorted(place.glob("comtrade-*/"))):
        record, rows = read(_resources(folder)[0], folder)
        records[record.name] = record
        own = trade(rows, tables["countries"], record.name)
        found[record.name] = own.assign(vintage=record.vintage)
    return Statistics(tables, records, _newest([*found.values()]))


def sources(*further: Path) -> pd.DataFrame:
    """Return the source records, one row a file, for a colophon.

    Columns: name title producer url licence citation vintage sha256.
    """
    columns = ["name", "title", "producer", "url", "licence", "citation", "vintage", "sha256"]
    return pd.DataFrame(list(load(*further).records.values()))[columns]


def iso3(name: str, statistics: Statistics) -> str | None:
    """Return the ISO 3166 alpha-3 code of a country by its German name, None if it is not known."""
    countries = statistics.tables["countries"]
    found = countries.loc[countries["name"] == name, "iso3"]
    return str(found.iloc[0]) if len(found) else None


def read(resource: dict[str, Any], folder: Path) -> tuple[Source, pd.DataFrame]:
    """Return the source record and the table of one Frictionless resource, its hash verified."""
    path = folder / resource["path"]
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BelegError(f"{path}: {error.strerror}; fetch or add it again.") from error
    digest = hashlib.sha256(content).hexdigest()
    if resource["hash"] != f"sha256:{digest}":
        raise BelegError(
            f"{path} is not the file that its record describes (its hash differs): put the "
            "original back, or fetch or add it again."
        )
    schema = resource.get("schema", {"fields": []})
    source = Source(
        **{key: resource[key] for key in ("name", "title", "producer", "citation", "vintage")},
        url=resource["sources"][0].get("path", ""),
        licence=resource["licenses"][0]["title"],
        sha256=digest,
        units={f["name"]: f["unit"] for f in schema["fields"] if "unit" in f},
        query=resource.get("query", {}),
    )
    return source, table(content, schema, path.name)


def table(content: bytes, schema: dict[str, Any], file: str) -> pd.DataFrame:
    """Return a CSV as a DataFrame, typed by a Frictionless schema, all text where it has no fields.

    Raises BelegError where columns or values are not those of the schema.
    """
    fields = {f["name"]: TYPES[f["type"]] for f in schema["fields"]}
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # as the UN's website writes it
    try:
        header, *lines = csv.reader(io.StringIO(text, newline=""))
        # The UN's CSV ends each line, but not its header, with a comma.
        rows = [line[:-1] if line[len(header) :] == [""] else line for line in lines if line]
        frame = pd.DataFrame(rows, columns=header or None, dtype=str)
        if fields and list(frame) != list(fields):
            raise BelegError(f"{file}: the columns must be {', '.join(fields)}.")
        floats = [name for name, kind in fields.items() if kind == "float64"]
        empty = {name: frame[name].replace("", "nan") for name in floats}
        return frame.assign(**empty).astype(fields)
    except (ValueError, csv.Error) as error:
        raise BelegError(f"{file} cannot be read as a table: {error}.") from error


def trade(snapshot: pd.DataFrame, countries: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the rows of a UN Comtrade table (all text) as TRADE; breakdowns are left out.

    Raises BelegError where a column is missing, a value is no number or a figure stands twice.
    """
    needed = ["refYear", "reporterCode", "partnerCode", "flowCode", "classificationCode", "cmdCode"]
    if missing := [column for column in (*needed, "primaryValue") if column not in snapshot]:
        raise BelegError(f"{name} has no column {missing[0]}: is it a table of UN Comtrade?")
    # A column of whole numbers with a gap is written with a decimal point: «643.0».
    rows = snapshot[snapshot["flowCode"].isin(list(FLOWS))].apply(
        lambda column: column.str.removesuffix(".0")
    )
    for column, total in WHOLE.items():
        rows = rows[rows[column].isin([total, ""])] if column in rows else rows
    values = pd.to_numeric(rows["primaryValue"], errors="coerce")
    if not (values >= 0).all() or not rows["refYear"].str.fullmatch(r"\d{4}").all():
        raise BelegError(f"{name}: refYear must hold years, primaryValue numbers of US dollars.")
    codes = dict(zip(countries["comtrade_code"], countries["iso3"], strict=True)) | {"0": WORLD}
    sides = {}
    for side in ("reporter", "partner"):
        ours, theirs = rows[f"{side}Code"].map(codes), rows.get(f"{side}ISO", rows[f"{side}Code"])
        sides[side] = ours.fillna(theirs)
    about = {"flow": rows["flowCode"].map(FLOWS), "year": rows["refYear"].astype("int64")}
    kind = {"hs": rows["classificationCode"], "code": rows["cmdCode"], "value_usd": values}
    found = pd.DataFrame({**sides, **about, **kind, "snapshot": name}, columns=TRADE)
    twice = found[found.duplicated(["reporter", "partner", "flow", "year", "code"])]
    if len(twice):
        raise BelegError(f"{name}: code {twice.iloc[0]['code']} stands twice; fetch it again.")
    return found


def _newest(found: list[pd.DataFrame]) -> pd.DataFrame:
    """Take each reporter, flow and year from one snapshot only: two vintages are never mixed."""
    if not found:
        return pd.DataFrame(columns=TRADE).astype({"year": "int64", "value_usd": "float64"})
    rows = pd.concat(found, ignore_index=True).sort_values(["vintage", "snapshot"], kind="stable")
    last = rows.groupby(["reporter", "flow", "year"])["snapshot"].transform("last")
    return rows.loc[rows["snapshot"] == last, TRADE].reset_index(drop=True)


def _resources(folder: Path) -> Any:
    try:
        return json.loads((folder / RECORD).read_text(encoding="utf-8"))["resources"]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise BelegError(f"{folder} has no readable {RECORD}: fetch or add it again.") from error


def _shown(value: Any) -> str:
    if isinstance(value, Amount):
        return f"{value.value:,.6g} {value.unit}"
    if isinstance(value, tuple) and not isinstance(value, Message):
        *first, last = map(_shown, value)
        return f"{', '.join(first)} and {last}" if first else last
    return str(value)
