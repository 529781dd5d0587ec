"""What the README tells cron and systemd to do, done as they do it; the run log."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from beleg import BelegError
from beleg.making import report
from beleg.making.report import Options
from conftest import ROOT

BELEG = Path(sys.executable).with_name("beleg")
STORY = "MINSK, 3. Mai (BelTA) – Belarus und Tatarstan bauen zusammen Motoren."
BARE = ("env", "-i", "PATH=/usr/bin:/bin")  # and HOME: what cron and systemd give a command


def blocks() -> list[str]:
    """Return the indented blocks of the README's section on schedules."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.split("\n## Every morning\n")[1].split("\n## ")[0]
    found = re.findall(r"^(?:    .*\n)+", section, re.M)
    return [re.sub(r"^    ", "", block, flags=re.M) for block in found]


def cron_line() -> tuple[list[str], str]:
    """Return the five fields that say when, and the command."""
    [line] = [block for block in blocks() if re.match(r"[\d*]+ [\d*]+ ", block)]
    *when, command = line.split(None, 5)
    return when, command.strip()


def units() -> dict[str, str]:
    """Return the text of each systemd unit by its file name."""
    found = [block for block in blocks() if "[Unit]" in block]
    return {Path(block.partition("\n")[0]).name: block for block in found}


def here(command: str, folder: Path) -> str:
    """Return a command of the README with the example's paths replaced by those of a test."""
    command = command.replace("/srv/beleg/.venv/bin/beleg", shlex.quote(str(BELEG)))
    assert "/srv/" in command
    return command.replace("/srv/", f"{folder}/")


def desk(folder: Path) -> Path:
    """Return a folder that holds two articles under articles/."""
    (folder / "articles").mkdir()
    for name in ("monday.txt", "tuesday.txt"):
        (folder / "articles" / name).write_text(STORY, encoding="utf-8")
    return folder


def bare(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command with sh in the environment that a schedule gives it."""
    return subprocess.run(
        [*BARE, f"HOME={home}", "sh", "-c", command],
        cwd=home, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=90,
    )  # fmt: skip


def logged(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a run log."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def run(*stories: Path, out: Path, log: Path) -> None:
    """Make one report of each story, with a run log."""
    options = Options(out, notebooks=("themes",), formats=("html",), log=log)
    list(report.make([str(story) for story in stories], options))


def test_cron_line_makes_the_reports_in_a_bare_environment(tmp_path: Path) -> None:
    """The README's command needs nothing but HOME and PATH, and is silent when all is well."""
    _, command = cron_line()
    done = bare(here(command, desk(tmp_path)), tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    for name in ("index.html", "feed.xml", "monday/themes.pdf", "tuesday/import_figure.html"):
        assert (tmp_path / "reports" / name).is_file()
    assert len(logged(tmp_path / "beleg.log")) == 2


def test_cron_line_tells_what_fails(tmp_path: Path) -> None:
    """An article that fails is what cron mails, in one line; the exit code says it too."""
    _, command = cron_line()
    (desk(tmp_path) / "articles" / "monday.txt").write_text("", encoding="utf-8")
    done = bare(here(command, tmp_path), tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "monday.txt" in done.stderr
    assert (tmp_path / "reports" / "tuesday" / "themes.html").is_file()


def test_cron_line_is_one_that_cron_reads() -> None:
    """Five fields within their bounds, then a command without %, which cron takes for a newline."""
    when, command = cron_line()
    bounds = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)]

    assert "%" not in command
    for field, (low, high) in zip(when, bounds, strict=True):
        assert field == "*" or all(low <= int(n) <= high for n in field.split("-"))


def test_timer_and_cron_do_the_same() -> None:
    """The service runs the very command of the cron line, and the timer starts that service."""
    _, command = cron_line()
    [start] = re.findall(r"^ExecStart=(.*)$", units()["beleg.service"], re.M)

    assert set(units()) == {"beleg.service", "beleg.timer"}
    assert shlex.split(start) == ["/bin/sh", "-c", f"exec {command}"]
    assert "WantedBy=timers.target" in units()["beleg.timer"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
@pytest.mark.parametrize("name", ["beleg.service", "beleg.timer"])
def test_systemd_finds_no_fault(name: str, tmp_path: Path) -> None:
    """`systemd-analyze verify` takes both units without a word about them."""
    for unit, text in units().items():
        (tmp_path / unit).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / name], capture_output=True, text=True, check=False
    )

    assert [line for line in done.stderr.splitlines() if "beleg" in line] == []
    assert done.returncode == 0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
def test_systemd_reads_the_time() -> None:
    """The timer's calendar is one that systemd can say the next moment of."""
    [calendar] = re.findall(r"^OnCalendar=(.*)$", units()["beleg.timer"], re.M)
    done = subprocess.run(
        ["systemd-analyze", "calendar", calendar], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "05:30:00" in done.stdout


def test_log_tells_what_became_of_each_article(tmp_path: Path) -> None:
    """A line an article and run: time, article, status, reason, changes, seconds, versions."""
    stories, log = desk(tmp_path) / "articles", tmp_path / "log"
    (stories / "tuesday.txt").write_text("", encoding="utf-8")
    run(*sorted(stories.iterdir()), out=tmp_path / "out", log=log)
    (stories / "monday.txt").write_text(STORY.replace("Motoren", "Traktoren"), encoding="utf-8")
    for _ in range(2):
        run(stories / "monday.txt", out=tmp_path / "out", log=log)
    lines = logged(log)

    keys = {"time", "article", "status", "reason", "changes", "seconds", "versions"}
    assert all(set(line) == keys for line in lines)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", line["time"]) for line in lines)
    assert sorted((line["article"], line["status"]) for line in lines[:2]) == [
        ("monday", "made"), ("tuesday", "failed"),
    ]  # fmt: skip
    assert [(line["status"], line["reason"]) for line in lines[2:]] == [
        ("made", "article changed"), ("unchanged", ""),
    ]  # fmt: skip
    assert lines[2]["changes"]
    assert set(lines[2]["versions"]) == {"beleg", "python"}


def test_log_line_is_one_line_whatever_the_file_is_called(tmp_path: Path) -> None:
    """A newline, an escape or a byte that is no UTF-8 in a file name stays within its line."""
    for name in (b"a\nb.txt", b"\x1b[31m.txt", b"\xff.txt"):
        (tmp_path / os.fsdecode(name)).touch()
    run(*sorted(tmp_path.glob("*.txt")), out=tmp_path / "out", log=tmp_path / "log")

    assert [line["status"] for line in logged(tmp_path / "log")] == ["failed"] * 3
    assert b"\x1b" not in (tmp_path / "log").read_bytes()


def test_log_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """It shows before any report is made, not after."""
    story = desk(tmp_path) / "articles" / "monday.txt"
    with pytest.raises(BelegError, match="--log"):
        run(story, out=tmp_path / "out", log=tmp_path / "none" / "log")

    assert not (tmp_path / "out").exists()
