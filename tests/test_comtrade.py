"""Snapshots of UN Comtrade: fetched from a server that speaks its format, or added from a file."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import comtradeapicall
import pytest
import urllib3
from click.testing import CliRunner, Result

import made_up
from beleg import BelegError, cli
from beleg.checking import claims, official
from beleg.extra import comtrade

SERVICE = "https://comtradeapi.un.org"
KEY = "a-secret-key"
# Made-up US dollars: what the server says of each reporter, partner and code.
VALUES: made_up.Values = {
    ("RUS", "WLD", "8708"): 18_000_000_000.0,
    ("RUS", "BLR", "8708"): 100_000_000.0,
    ("BLR", "WLD", "8708"): 1_500_000_000.0,
    ("BLR", "RUS", "8708"): 900_000_000.0,
    ("RUS", "WLD", "TOTAL"): 290_000_000_000.0,
}


class Service:
    """A small UN Comtrade: what was asked of it, and what it is to answer instead of its data."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answer: tuple[int, str] | None = None
        self.rows: list[dict[str, Any]] | None = None

    def reply(self, path: str, query: dict[str, str]) -> tuple[int, str]:
        """Return status and body for a request."""
        self.asked.append((path, query))
        if "/getDa/" in path:
            reports = [{"reporterCode": 643, "lastReleased": "2023-05-02T00:00:00"}]
            return 200, json.dumps({"data": reports if query["period"] == "2021" else []})
        if self.answer:
            return self.answer
        return 200, json.dumps({"data": self.rows if self.rows is not None else self._data(query)})

    def _data(self, query: dict[str, str]) -> list[dict[str, Any]]:
        table = official.table(made_up.table(VALUES), {"fields": []}, "made up")
        partners, codes = query["partnerCode"].split(","), query["cmdCode"].split(",")
        found = table[table["reporterCode"] == query["reportercode"]]
        found = found[found["partnerCode"].isin(partners) & found["cmdCode"].isin(codes)]
        return [{str(k): v for k, v in row.items()} for row in found.to_dict("records")]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """Run a small UN Comtrade and lead the client to it."""
    small = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            status, body = small.reply(parts.path, query)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    monkeypatch.delenv(comtrade.KEY_VARIABLE, raising=False)
    redirect(monkeypatch, f"http://127.0.0.1:{server.server_port}")
    yield small
    server.shutdown()
    server.server_close()


def redirect(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Let the seam return the client with its requests led to an address."""

    class Redirected(urllib3.PoolManager):
        def request(self, method: str, url: str, **options: Any) -> Any:
            return super().request(method, url.replace(SERVICE, address), **options)

    def client() -> ModuleType:
        monkeypatch.setattr(urllib3, "PoolManager", Redirected)
        return comtradeapicall  # type: ignore[no-any-return]

    monkeypatch.setattr(comtrade, "client", client)


def fetch(folder: Path, *reporters: str, year: int = 2021) -> Path:
    """Fetch into a folder."""
    return comtrade.fetch(comtrade.Request(year, reporters or ("RUS", "BLR")), folder)


def run(*arguments: str | Path) -> Result:
    """Run `beleg official` in this process."""
    return CliRunner().invoke(cli.main, ["official", *map(str, arguments)])


# --- fetching -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("service")
def test_a_fetched_snapshot_is_read_back(tmp_path: Path) -> None:
    """What the service says of each reporter and partner is the trade that is read."""
    fetch(tmp_path)
    trade = official.load(tmp_path).trade
    keys = zip(trade["reporter"], trade["partner"], trade["code"], strict=True)
    assert dict(zip(keys, trade["value_usd"], strict=True)) == VALUES


@pytest.mark.usefixtures("service")
def test_a_fetched_snapshot_leads_to_a_verdict(tmp_path: Path) -> None:
    """With 19.5 billion in HS 8708, «über 19 Milliarden» is supported."""
    fetch(tmp_path)
    claim = claims.Claim(
        *(0, 0, "19 Milliarden US-Dollar", 19e9, 1e9, ">", "über", "USD", 2021, "explicit"),
        *("import", ("Belarus", "Russland"), None, "Autoteile", "agency", "BelTA", None),
    )
    assert claims.check(claim, official.load(tmp_path)).verdict == "supported"


@pytest.mark.usefixtures("service")
def test_the_record_tells_what_was_asked_and_when(tmp_path: Path) -> None:
    """Query, date of release, hash and terms stand in the record."""
    record = json.loads((fetch(tmp_path) / "datapackage.json").read_text(encoding="utf-8"))
    resource = record["resources"][0]
    assert resource["query"]["partners"] == ["WLD", "RUS", "BLR"]
    assert "8708" in resource["query"]["codes"]
    assert "released 2023-05-02" in resource["vintage"]
    assert resource["hash"].startswith("sha256:")
    assert "not to be passed on" in resource["licenses"][0]["title"]


def test_totals_are_asked_for_not_breakdowns(service: Service, tmp_path: Path) -> None:
    """Second partner, customs procedure and mode of transport are pinned to their totals."""
    fetch(tmp_path)
    query = next(query for path, query in service.asked if "/preview/" in path)
    pinned = (query["partner2Code"], query["customsCode"], query["motCode"])
    assert pinned == ("0", "C00", "0")
    assert query["partnerCode"] == "0,643,112"


def test_availability_is_asked_first(service: Service, tmp_path: Path) -> None:
    """The first requests ask whether the service holds the years."""
    fetch(tmp_path)
    assert ["/getDa/" in path for path, _ in service.asked] == [True, True, False, False]


def test_without_a_key_the_preview_is_asked(service: Service, tmp_path: Path) -> None:
    """No key is sent where none is set."""
    fetch(tmp_path)
    assert all("subscription-key" not in query for _, query in service.asked)


def test_a_key_comes_from_the_environment(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a key the full service is asked."""
    monkeypatch.setenv(comtrade.KEY_VARIABLE, KEY)
    fetch(tmp_path)
    path, query = service.asked[-1]
    assert path.startswith("/data/v1/get/")
    assert query["subscription-key"] == KEY


def test_no_file_holds_the_key(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the figures nor the record know the key that fetched them."""
    monkeypatch.setenv(comtrade.KEY_VARIABLE, KEY)
    target = fetch(tmp_path)
    assert len(service.asked) == 4
    assert not any(KEY in path.read_text(encoding="utf-8") for path in target.iterdir())


def test_a_year_without_a_report_is_said(service: Service, tmp_path: Path) -> None:
    """A year that the service does not hold is an error before any figure is asked for."""
    with pytest.raises(BelegError, match="no yearly report of RUS for 2022"):
        fetch(tmp_path, year=2022)
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((401, "Access denied"), "answers an error: Access denied"),
        ((429, "Rate limit is exceeded"), "answers an error: Rate limit"),
        ((500, "<html>oops</html>"), "answers an error"),
        ((200, "<html>maintenance</html>"), "answers an error: JSONDecodeError"),
        ((200, '{"message": "no"}'), "answers an error: KeyError"),
        ((200, '{"data": []}'), "returns nothing for RUS"),
    ],
)
def test_a_bad_answer_is_said_plainly(
    service: Service, tmp_path: Path, answer: tuple[int, str], reason: str
) -> None:
    """An error of the service is one sentence, and nothing is written."""
    service.answer = answer
    with pytest.raises(BelegError, match=reason):
        fetch(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_unreachable_service_does_not_show_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The client prints the address with the key when the network fails: nobody sees it."""
    monkeypatch.setenv(comtrade.KEY_VARIABLE, KEY)
    redirect(monkeypatch, "http://127.0.0.1:9")
    with pytest.raises(BelegError, match="cannot be reached") as error:
        fetch(tmp_path)
    out, err = capfd.readouterr()
    assert KEY not in f"{error.value}{out}{err}"


def test_an_error_of_the_service_does_not_show_the_key(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service that repeats the key in its answer is redacted."""
    monkeypatch.setenv(comtrade.KEY_VARIABLE, KEY)
    service.answer = (401, f"wrong key {KEY}")
    with pytest.raises(BelegError, match="wrong key …"):
        fetch(tmp_path)


def test_a_cut_answer_is_refused(service: Service, tmp_path: Path) -> None:
    """A preview of 500 rows may lack some: it is not taken for the whole."""
    service.rows = [{"refYear": 2021}] * comtrade.PREVIEW_LIMIT
    with pytest.raises(BelegError, match="cut off at 500 rows; set COMTRADE_KEY"):
        fetch(tmp_path)


@pytest.mark.usefixtures("service")
def test_an_unknown_reporter_is_refused(tmp_path: Path) -> None:
    """A country without a known code of UN Comtrade is named, with those that have one."""
    with pytest.raises(BelegError, match="No UN Comtrade code for XXX: choose from ARM"):
        fetch(tmp_path, "XXX")


def test_the_client_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the client the error says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "comtradeapicall", None)
    with pytest.raises(BelegError, match="pip install"):
        comtrade.client()


def test_further_partners_are_asked_for(service: Service, tmp_path: Path) -> None:
    """A claim on trade with China needs China's rows beside those of the world."""
    comtrade.fetch(comtrade.Request(2021, ("RUS",), ("CHN",)), tmp_path)
    assert service.asked[-1][1]["partnerCode"] == "0,643,156"


@pytest.mark.usefixtures("service")
def test_the_command_fetches(tmp_path: Path) -> None:
    """`beleg official fetch` takes countries in small letters too and says what it made."""
    found = run("fetch", "--year", "2021", "--reporter", "rus", "--out", tmp_path)
    assert found.output == f"Made {tmp_path / 'comtrade-2021-import-rus'}/\n"


def test_the_command_says_what_went_wrong(service: Service, tmp_path: Path) -> None:
    """An error of the service is one sentence and exit code 1."""
    service.answer = (500, "oops")
    found = run("fetch", "--year", "2021", "--reporter", "RUS", "--out", tmp_path)
    assert (found.exit_code, found.output) == (1, "beleg: UN Comtrade answers an error: oops\n")


# --- adding a download ----------------------------------------------------------------------------


def download(folder: Path, content: bytes | None = None) -> Path:
    """Return the path of a file as a person downloads it."""
    path = folder / "TradeData.csv"
    path.write_bytes(made_up.table(VALUES) if content is None else content)
    return path


def test_a_download_is_added(tmp_path: Path) -> None:
    """A downloaded CSV becomes a snapshot named after its year, flow and reporters."""
    target = comtrade.add(download(tmp_path), tmp_path)
    assert target.name == "comtrade-2021-import-blr-rus"
    assert len(official.load(tmp_path).trade) == len(VALUES)


def test_a_download_does_not_say_what_it_asked_for(tmp_path: Path) -> None:
    """Codes without a row are unknown, unless the person says that all were asked for."""
    comtrade.add(download(tmp_path), tmp_path)
    assert "codes" not in official.load(tmp_path).records["comtrade-2021-import-blr-rus"].query
    comtrade.add(download(tmp_path), tmp_path, complete=True)
    found = official.load(tmp_path).records["comtrade-2021-import-blr-rus"].query
    assert (found["codes"], found["partners"]) == ("all", ["BLR", "RUS", "WLD"])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a,b\n1,2\n", "no column refYear"),
        (b"", "cannot be read"),
        (b"\x00\x01", "no column refYear"),
        (made_up.table(VALUES).split(b"\n")[0] + b"\n", "holds no yearly imports or exports"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    """What is no table of UN Comtrade is not taken."""
    with pytest.raises(BelegError, match=reason):
        comtrade.add(download(tmp_path, content), tmp_path / "official")


@pytest.mark.parametrize("iso", ["../../x", "A" * 300])
def test_a_strange_country_does_not_lead_out_of_the_folder(tmp_path: Path, iso: str) -> None:
    """Whatever a file calls its reporter, its snapshot lies in the folder for snapshots."""
    content = made_up.table(VALUES).replace(b"643,RUS", f"999,{iso}".encode())
    assert comtrade.add(download(tmp_path, content), tmp_path).parent == tmp_path


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """Where the snapshot cannot go, the command says which option names another folder."""
    found = run("add", download(tmp_path), "--out", "/proc/none")
    assert (found.exit_code, "--out" in found.output) == (1, True)


def test_the_command_adds(tmp_path: Path) -> None:
    """`beleg official add` takes a downloaded file."""
    assert run("add", download(tmp_path), "--out", tmp_path).exit_code == 0
    assert len(official.load(tmp_path).trade) == len(VALUES)


def test_a_missing_download_is_named(tmp_path: Path) -> None:
    """A path without a file is one sentence."""
    with pytest.raises(BelegError, match="No such file"):
        comtrade.add(tmp_path / "none.csv", tmp_path)
