"""Whatever happens on the way: a folder is the old or the new one, whole; the next run mends."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from beleg.making import report
from beleg.making.report import Options
from conftest import WIRE_STORY, until

BELEG = Path(sys.executable).with_name("beleg")
ID = WIRE_STORY.stem
KILLS = int(os.environ.get("BELEG_KILLS", "20"))  # by hand: BELEG_KILLS=100

# Writes two files into a staged folder, and dies at the Nth file-system call.
DIES = """
import os, signal, sys
from pathlib import Path
from beleg.making import folder
CALLS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "ctypes.dlsym"}
target, left = Path(sys.argv[1]), int(sys.argv[2])
def hook(event, _):
    global left
    if event in CALLS:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
with folder.locked(target.parent):
    sys.addaudithook(hook)
    with folder.staged(target) as new:
        (new / "a").write_text("new")
        (new / "b").write_text("new")
    left = -1
"""


def whole(target: Path) -> str:
    """Return "old" or "new" if the folder holds all files of one run and none of the other."""
    found = {path.name: path.read_text() for path in target.iterdir()}
    assert sorted(found) == ["a", "b"]
    [state] = set(found.values())
    return state


def test_death_at_any_file_system_call_leaves_a_whole_folder(tmp_path: Path) -> None:
    """The process dies at each file-system call in turn; the next run sweeps and goes on."""
    target = tmp_path / "report"
    target.mkdir()
    states = []
    for call in range(1, 100):
        for name in ("a", "b"):
            (target / name).write_text("old")
        done = subprocess.run([sys.executable, "-c", DIES, target, str(call)], check=False)
        states.append(whole(target))
        if done.returncode == 0:
            break

    assert done.returncode == 0
    assert len(states) > 5
    assert states[0] == "old"
    assert states[-1] == "new"
    assert {path.name for path in tmp_path.iterdir()} <= {"report", ".lock"}


def test_killed_runs_leave_whole_reports_and_the_next_run_mends(tmp_path: Path) -> None:
    """Runs killed at random moments never leave half a report; a last run makes what is missing."""
    moments = random.Random(7)  # noqa: S311 - a moment, no secret
    target = tmp_path / ID
    for _ in range(KILLS):
        with subprocess.Popen([BELEG, "report", "--force", "--quiet", "--out", tmp_path]) as run:
            time.sleep(moments.uniform(0.3, 3.0))
            run.kill()
        if target.exists():
            names = {path.name for path in target.iterdir()}
            assert {"themes.html", "import_figure.pdf", "provenance.json", "quotes.csv"} <= names
    done = subprocess.run([BELEG, "report", "--out", tmp_path], check=False, capture_output=True)

    assert done.returncode == 0
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".staged")]


def test_full_disk_is_a_sentence_and_the_last_report_stays(tmp_path: Path) -> None:
    """A write that the system refuses fails the article and leaves what was there."""
    (tmp_path / ID).mkdir()
    (tmp_path / ID / "themes.html").write_text("the last good one")
    done = subprocess.run(
        [BELEG, "report", "--out", tmp_path],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert (tmp_path / ID / "themes.html").read_text() == "the last good one"


def test_two_runs_at_once_both_end_well(tmp_path: Path) -> None:
    """The second run waits for the first, then finds nothing to do."""
    runs = [
        subprocess.Popen([BELEG, "report", "--out", tmp_path], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [run.communicate(timeout=60)[0] for run in runs]

    assert [run.returncode for run in runs] == [0, 0]
    assert sorted(text.split()[0] for text in said) == [f"{tmp_path}/{ID}/", "Made"]


def test_vanished_input_fails_its_article_alone(tmp_path: Path) -> None:
    """An article that disappears before its turn is a failure with a reason."""
    stories = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for story in stories:
        story.write_bytes(WIRE_STORY.read_bytes())
    options = Options(tmp_path / "out", notebooks=("themes",), formats=("html",), jobs=1)
    outcomes = report.make([str(story) for story in stories], options)
    first = next(outcomes)
    stories[1].unlink()
    second = next(outcomes)

    assert first.status == "made"
    assert second.status == "failed"
    assert "b.txt" in second.reason


def test_interrupt_leaves_no_process(tmp_path: Path) -> None:
    """After an interrupt in the midst of its work none of the run's processes is left."""
    with subprocess.Popen(
        [BELEG, "report", "--out", tmp_path], start_new_session=True, stderr=subprocess.DEVNULL
    ) as run:
        until(lambda: len(members(run.pid)) > 1)
        run.send_signal(signal.SIGINT)

    assert run.returncode == 130
    until(lambda: not members(run.pid), seconds=1)


@pytest.mark.parametrize("limit", ["0.05"])
def test_time_limit_is_a_failure(limit: str, tmp_path: Path) -> None:
    """A notebook that needs longer than `--timeout` fails by name."""
    done = subprocess.run(
        [BELEG, "report", "--timeout", limit, "--out", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert f"longer than {limit} s" in done.stderr


def members(session: int) -> list[str]:
    """Return the running processes of a session; one that nobody has reaped yet does not run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(path.parent.name)
    return found
