"""A snapshot of UN Comtrade by commodity: fetched by the UN's client, or added from a download.

The extra `official` brings the client; a subscription key comes from the environment variable
COMTRADE_KEY, without one the preview answers up to 500 records a query. The terms of the UN limit
passing the figures on: a snapshot is its user's own, and git ignores it. A snapshot is a folder
`comtrade-…/` with `data.csv` and its record, written whole or not at all.
"""

import hashlib
import io
import json
import os
import re
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pandas as pd

from beleg import BelegError
from beleg.checking import baskets, official
from beleg.making import folder

KEY_VARIABLE = "COMTRADE_KEY"
PREVIEW_LIMIT = 500
UNSAFE = re.compile(r"[^a-z0-9-]")
LONGEST_NAME = 80
TITLE = "UN Comtrade, trade by commodity"
LICENCE = "UN Comtrade, terms of use: the user’s own copy, not to be passed on"
HOME = "https://comtradeplus.un.org/"
TERMS = "https://uncomtrade.org/docs/policy-on-use-and-re-dissemination/"
# All goods; goods without a code: what the baskets cannot see.
ALWAYS = ["TOTAL", "9999"]
# From this year on the codes are those of HS 2022 (H6), before those of HS 2017 (H5).
HS_2022 = 2022


def client() -> ModuleType:
    """Return the UN's client: the seam through which tests lead it to a server of their own."""
    try:
        import comtradeapicall  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise BelegError(
            "Fetching needs the UN's client: pip install 'beleg[official]'."
        ) from error
    return comtradeapicall  # type: ignore[no-any-return]


def target() -> Path:
    """Return the folder that snapshots go to: the one named for the user, else the project's."""
    return official.folders()[-1]


class Request(NamedTuple):
    """What to fetch: countries are ISO 3166 alpha-3 codes; world and reporters are partners too."""

    year: int
    reporters: tuple[str, ...]
    partners: tuple[str, ...] = ()
    flow: str = "import"


def fetch(request: Request, into: Path) -> Path:
    """Fetch what the baskets need from UN Comtrade; return the folder of the snapshot.

    Raises BelegError where the service cannot be reached, answers an error, or has no report.
    """
    statistics, year = official.load(), str(request.year)
    partners = dict.fromkeys([official.WORLD, *request.reporters, *request.partners])
    numbers = {iso: _number(iso, statistics) for iso in partners}
    codes = [*ALWAYS, *_codes(statistics, "H6" if request.year >= HS_2022 else "H5")]
    released = {iso: _released(year, iso, numbers[iso]) for iso in request.reporters}
    flow = next(letter for letter, name in official.FLOWS.items() if name == request.flow)
    asked = (",".join(codes), flow, ",".join(numbers.values()))
    rows = pd.concat([_rows(year, iso, numbers[iso], asked) for iso in request.reporters])
    query = {**request._asdict(), "partners": [*partners], "codes": codes, "released": released}
    content = rows.to_csv(index=False, lineterminator="\n").encode()
    return write(into / _name([year], [request.flow], request.reporters), content, query)


def add(file: Path, into: Path, *, complete: bool = False) -> Path:
    """Take a CSV that a person downloaded from the UN Comtrade website; return its folder.

    `complete` says that the download asked for all codes: one without a row is then no trade.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise BelegError(f"{file}: {error.strerror}.") from error
    table = official.table(content, {"fields": []}, file.name)
    rows = official.trade(table, official.load().tables["countries"], file.name)
    if rows.empty:
        raise BelegError(
            f"{file} holds no yearly imports or exports of goods; choose them on the website."
        )
    query: dict[str, Any] = {"file": file.name, "partners": sorted({*rows["partner"]})}
    query |= {"codes": "all"} if complete else {}
    about = [sorted({*rows[column].astype(str)}) for column in ("year", "flow", "reporter")]
    return write(into / _name(*about), content, query)


def write(
    path: Path, content: bytes, query: dict[str, Any], *, title: str = TITLE, day: str = ""
) -> Path:
    """Write a snapshot with its record, whole or not at all; return its folder."""
    day = day or datetime.now(UTC).date().isoformat()
    released = [f"released {when[:10]}" for when in query.get("released", {}).values() if when]
    resource = {
        "name": path.name,
        "path": "data.csv",
        "title": title,
        "producer": "United Nations Statistics Division",
        "citation": f"United Nations Statistics Division, UN Comtrade, retrieved {day}.",
        "vintage": ", ".join([f"retrieved {day}", *dict.fromkeys(released)]),
        "sources": [{"title": "UN Comtrade", "path": HOME}],
        "licenses": [{"name": "other-closed", "title": LICENCE, "path": TERMS}],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "query": query,
    }
    record = {"name": path.name, "resources": [resource]}
    with folder.staged(path) as new:
        (new / "data.csv").write_bytes(content)
        text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
        (new / official.RECORD).write_text(text, encoding="utf-8")
    return path


def _name(years: Iterable[str], flows: Iterable[str], reporters: Iterable[str]) -> str:
    """Return a folder's name: what a file says of countries cannot lead out of the folder."""
    name = UNSAFE.sub("", "-".join(["comtrade", *years, *flows, *reporters]).lower())
    many = hashlib.sha256(name.encode()).hexdigest()[:8]
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}-{many}"


def _number(iso: str, statistics: official.Statistics) -> str:
    countries = statistics.tables["countries"]
    pairs = zip(countries["iso3"], countries["comtrade_code"], strict=True)
    known = {official.WORLD: "0", **{str(key): str(number) for key, number in pairs if number}}
    if iso not in known:
        able = ", ".join(sorted(known))
        raise BelegError(f"No UN Comtrade code for {iso}: choose from {able}.")
    return known[iso]


def _codes(statistics: official.Statistics, hs: str) -> list[str]:
    """Return every code that a basket or a noun of the concordance may ask for."""
    nouns = statistics.tables["concordance"]
    nouns = nouns[nouns["hs"].str.split().map(lambda vintages: hs in vintages)]
    found = {code for codes in nouns["codes"] for code in codes.split()}
    for theme in baskets.read(statistics).values():
        found.update(*(basket.codes.get(hs, ()) for basket in theme))
    return sorted(found)


def _released(year: str, iso: str, number: str) -> str:
    """Return when a reporter's report of a year came out; raise BelegError if there is none."""
    found = _ask("_getFinalDataAvailability", ("C", "A", "HS", year, number), keyed=False)
    if found.empty:
        raise BelegError(f"UN Comtrade has no yearly report of {iso} for {year}; try another year.")
    return str(found.iloc[0].get("lastReleased", ""))


def _rows(year: str, iso: str, number: str, asked: tuple[str, ...]) -> pd.DataFrame:
    """Return one reporter's rows; the last three arguments ask for totals, not breakdowns."""
    call = "getFinalData" if os.environ.get(KEY_VARIABLE) else "previewFinalData"
    arguments = ("C", "A", "HS", year, number, *asked, "0", "C00", "0")
    found = _ask(call, arguments, keyed=call == "getFinalData")
    if found.empty:
        raise BelegError(f"UN Comtrade returns nothing for {iso} in {year}; try again later.")
    if call == "previewFinalData" and len(found) >= PREVIEW_LIMIT:
        raise BelegError(
            f"The answer for {iso} is cut off at {len(found)} rows; set {KEY_VARIABLE}."
        )
    return found


def _ask(call: str, arguments: Iterable[str], *, keyed: bool) -> pd.DataFrame:
    """Call the client; what it prints may hold the address with the key, so it goes no further."""
    key, said = os.environ.get(KEY_VARIABLE, ""), io.StringIO()
    function: Callable[..., Any] = getattr(client(), call)
    try:
        with redirect_stdout(said), redirect_stderr(said):
            answer = function(*([key] if keyed else []), *arguments)
    except Exception as error:  # noqa: BLE001 - the client lets any error of JSON and HTTP through
        answer, said = None, io.StringIO(f"{type(error).__name__}: {error}")
    if isinstance(answer, pd.DataFrame):
        return answer
    text = said.getvalue().replace(key, "…") if key else said.getvalue()
    if text.startswith("Request error"):
        raise BelegError("UN Comtrade cannot be reached; check the connection and try again.")
    raise BelegError(f"UN Comtrade answers an error: {' '.join(text.split())[:200]}")
