"""One article in, two reports out: what is made, when it is made again, what a failure leaves."""

import shutil
import socket
import time
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from beleg import project
from beleg.making import report
from beleg.making.report import Options, Outcome
from conftest import WIRE_STORY

FILES = {"themes.html", "themes.pdf", "import_figure.html", "import_figure.pdf"}
ID = WIRE_STORY.stem


def make(options: Options, *sources: str) -> list[Outcome]:
    """Return what becomes of the reports of articles, the wire story if none is named."""
    return list(report.make(list(sources) or [ID], options))


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the reports of the wire story, to be read only."""
    out = tmp_path_factory.mktemp("reports")
    [outcome] = make(Options(out))
    assert outcome.status == "made", outcome.reason
    return out


@pytest.fixture
def own(reports: Path, tmp_path: Path) -> Options:
    """Return options for a copy of the reports that a test may change."""
    shutil.copytree(reports, tmp_path / "reports")
    return Options(tmp_path / "reports")


@pytest.fixture
def notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the project's notebooks that the project now reads."""
    copy = shutil.copytree(project.NOTEBOOKS, tmp_path / "notebooks")
    monkeypatch.setattr(project, "NOTEBOOKS", copy)
    return copy


def spoil(path: Path, source: str) -> None:
    """Put a code cell at the end of a notebook."""
    cells = nbformat.read(path, as_version=4)
    cells.cells.append(nbformat.v4.new_code_cell(source))
    nbformat.write(cells, path)


def test_both_reports_and_the_frames_are_made(reports: Path) -> None:
    """The folder holds HTML and PDF of both notebooks, six CSV files and the provenance."""
    names = set(contents(reports / ID))

    assert names >= FILES
    assert {name for name in names if name.endswith(".csv")} == {
        f"{layer}.csv"
        for layer in ("sentences", "mentions", "quotes", "quantities", "themes", "relations")
    }


def test_two_runs_give_the_same_bytes(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another folder, another time zone and another hash seed change no byte."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    make(Options(tmp_path / "elsewhere", jobs=1))

    assert contents(tmp_path / "elsewhere" / ID) == contents(reports / ID)


@pytest.mark.filterwarnings("ignore")  # the kernel's own, in a library of its own
def test_real_kernels_give_the_same_bytes(reports: Path, tmp_path: Path) -> None:
    """`--engine nbclient` renders what our engine renders."""
    make(Options(tmp_path, engine="nbclient"))

    assert contents(tmp_path / ID) == contents(reports / ID)


def test_nothing_is_made_when_nothing_changed(own: Options) -> None:
    """A second run leaves the reports alone, and says so."""
    [outcome] = make(own)

    assert outcome.status == "unchanged"


def test_missing_file_is_made_again(own: Options) -> None:
    """A file that was deleted is named as the reason and comes back."""
    (own.out / ID / "themes.pdf").unlink()
    [planned] = make(replace(own, dry_run=True))
    [made] = make(own)

    assert planned.reason == "themes.pdf is missing"
    assert made.status == "made"
    assert contents(own.out / ID).keys() >= FILES


def test_changed_notebook_is_a_reason(own: Options, notebooks: Path) -> None:
    """A notebook that was edited renders its report again; `--dry-run` only says so."""
    spoil(notebooks / "themes.ipynb", "1 + 1")
    [planned] = make(replace(own, dry_run=True))

    assert (planned.status, planned.reason) == ("planned", "notebook changed")


def test_changed_article_is_a_reason(tmp_path: Path) -> None:
    """One changed word, record or correction beside the article is found."""
    story = tmp_path / "story.txt"
    shutil.copy(WIRE_STORY, story)
    options = Options(tmp_path / "out", notebooks=("themes",), formats=("html",))
    make(options, str(story))
    story.write_text(story.read_text("utf-8").replace("19 Milliarden", "18 Milliarden"), "utf-8")
    [planned] = make(replace(options, dry_run=True), str(story))

    assert planned.reason == "article changed"


def test_one_notebook_keeps_the_others_report(own: Options) -> None:
    """Rendering one report again leaves the files of the other in the folder."""
    before = contents(own.out / ID)
    [outcome] = make(replace(own, notebooks=("themes",), force=True))

    assert outcome.status == "made"
    assert contents(own.out / ID) == before


def test_failed_notebook_is_named_and_the_last_report_stays(own: Options, notebooks: Path) -> None:
    """The reason names notebook, cell and error in one line; the executed notebook is kept."""
    before = contents(own.out / ID)
    spoil(notebooks / "themes.ipynb", "1 / 0")
    [outcome] = make(own)

    assert outcome.status == "failed"
    assert outcome.reason.startswith("themes.ipynb, cell In [")
    assert "ZeroDivisionError: division by zero" in outcome.reason
    assert contents(own.out / ID) == before
    assert "division by zero" in (own.out / "_failed" / ID / "themes.ipynb").read_text("utf-8")


def test_killed_process_is_a_failure(own: Options, notebooks: Path) -> None:
    """A notebook whose process is killed fails; the last good report stays."""
    before = contents(own.out / ID)
    spoil(notebooks / "themes.ipynb", "import os\nos.kill(os.getpid(), 9)")
    [outcome] = make(own)

    assert outcome.status == "failed"
    assert contents(own.out / ID) == before


def test_failing_article_does_not_stop_the_others(tmp_path: Path) -> None:
    """The good article of a batch is made, the bad ones listed with their reasons."""
    empty = tmp_path / "empty.txt"
    empty.touch()
    options = Options(tmp_path / "out", notebooks=("themes",), formats=("html",))
    outcomes = {o.source: o for o in make(options, str(empty), str(tmp_path), ID)}

    assert outcomes[ID].status == "made"
    assert outcomes[str(empty)].status == "failed"
    assert outcomes[str(tmp_path)].reason.endswith("is a folder; give a file in it.")


def test_two_files_of_one_name_do_not_take_turns(tmp_path: Path) -> None:
    """Of two articles that would share a folder the second is refused, and named."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        shutil.copy(WIRE_STORY, tmp_path / folder / "story.txt")
    options = Options(tmp_path / "out", dry_run=True)
    first, second = make(options, str(tmp_path / "a/story.txt"), str(tmp_path / "b/story.txt"))

    assert (first.status, second.status) == ("planned", "failed")
    assert "same name" in second.reason


def test_unknown_parameter_is_refused(tmp_path: Path) -> None:
    """A parameter that no notebook has is an error that names those there are."""
    with pytest.raises(report.RequestError, match=r"«colour»; there are .*language"):
        make(Options(tmp_path, parameters={"colour": "red"}))


def test_unknown_notebook_is_refused(tmp_path: Path) -> None:
    """A notebook that the project does not have is an error that names those it has."""
    with pytest.raises(report.RequestError, match="themes, import_figure"):
        make(Options(tmp_path, notebooks=("weather",)))


def test_rendering_makes_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No socket is connected while reports are made; the forked processes inherit the refusal."""

    def refuse(_: socket.socket, address: object) -> None:
        raise ConnectionError(f"a connection to {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    [outcome] = make(Options(tmp_path))

    assert outcome.status == "made", outcome.reason
