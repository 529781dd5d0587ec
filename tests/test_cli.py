"""The command line as a user types it: what it prints, what it leaves, with which exit code."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import WIRE_STORY, until

BELEG = Path(sys.executable).with_name("beleg")
STORY = "MINSK, 3. Mai (BelTA) – Es gibt heute nichts zu melden. „Das ist gut so“, sagte er dann."


def beleg(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command and return its exit code and what it printed."""
    return subprocess.run(
        [BELEG, *arguments], cwd=cwd, capture_output=True, text=True, check=False, timeout=60
    )


def test_version_is_printed() -> None:
    """`beleg --version` prints name and version."""
    assert beleg("--version").stdout.startswith("beleg 0.")


def test_help_shows_examples() -> None:
    """The help of each command ends with lines that can be typed."""
    assert "beleg report story.txt --published 2023-04-13" in beleg("report", "--help").stdout
    assert "beleg parse story.txt" in beleg("parse", "--help").stdout


def test_parse_prints_json() -> None:
    """`beleg parse` prints one JSON object whose spans hold their words."""
    found = json.loads(beleg("parse", WIRE_STORY).stdout)
    text = WIRE_STORY.read_bytes().decode()
    rows = [
        row for layer in ("quotes", "indirect", "quantities", "entities") for row in found[layer]
    ]

    assert len(found["quotes"]) == 5
    assert rows
    assert all(text[row["start"] : row["end"]] == row["surface"] for row in rows)


def test_parse_reads_the_day_it_is_given(tmp_path: Path) -> None:
    """`--published` gives the dateline its year."""
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    found = json.loads(beleg("parse", story, "--published", "2024-05-03").stdout)

    assert found["dateline"] == {
        "start": 0, "end": 23, "place": "MINSK", "date": "2024-05-03", "agency": "BelTA",
    }  # fmt: skip


def test_parse_writes_csv(tmp_path: Path) -> None:
    """`--format csv --out` writes a file for each frame, readable as CSV."""
    done = beleg("parse", WIRE_STORY, "--format", "csv", "--out", tmp_path / "frames")
    written = (tmp_path / "frames" / "quotes.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(written)))

    assert done.returncode == 0
    assert {row["speaker"] for row in rows if row["kind"] == "direct"} == {"Alexander Lukaschenko"}


def picture(folder: Path) -> Path:
    """Return a PNG that calls itself a text."""
    path = folder / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return path


def pipe(folder: Path) -> Path:
    """Return a FIFO that nobody writes to."""
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


def text(name: str, content: bytes) -> Callable[[Path], Path]:
    """Return what makes a file with this content."""

    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


BAD_INPUT: dict[str, Callable[[Path], Path]] = {
    "no such file": lambda folder: folder / "missing.txt",
    "a directory": lambda folder: folder,
    "a FIFO": pipe,
    "an empty file": text("empty.txt", b""),
    "white space": text("white.txt", b" \n\n\t\n"),
    "a picture": picture,
    "NUL bytes": text("nul.txt", b"Der Minister\0 sagte es."),
    "too large": text("large.txt", b"Das ist ein Satz. " * 600_000),
    "Russian": text("russian.txt", "Президент сказал, что всё хорошо. ".encode() * 9),
}


@pytest.mark.parametrize("kind", BAD_INPUT)
def test_bad_input_is_one_sentence(kind: str, tmp_path: Path) -> None:
    """What is no German text is refused in one line, with exit code 1 and no traceback."""
    done = beleg("parse", BAD_INPUT[kind](tmp_path))

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("beleg: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1252", "utf-8-sig"])
def test_other_encodings_are_read_with_a_note_or_refused(encoding: str, tmp_path: Path) -> None:
    """A text in another encoding never comes out as mojibake."""
    story = tmp_path / "story.txt"
    story.write_bytes(STORY.encode(encoding))
    done = beleg("parse", story)

    assert "Ã" not in done.stdout
    if done.returncode == 0:
        assert "Das ist gut so" in done.stdout
    else:
        assert done.stderr.count("\n") == 1


def test_strange_file_name_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    """A name with quotes, a newline and an escape sequence is printed as inert text."""
    story = tmp_path / "a'\"\n\x1b[31mred.txt"
    story.write_text("", encoding="utf-8")
    done = beleg("parse", story)

    assert done.returncode == 1
    assert "\x1b" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_name_of_255_bytes_is_read(tmp_path: Path) -> None:
    """The longest file name that there is works, and its report gets a folder."""
    story = tmp_path / ("ä" * 125 + "x.txt")
    story.write_text(STORY, encoding="utf-8")
    done = beleg("report", story, "--notebook", "themes", "--format", "html", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "reports").glob("*/themes.html"))) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "--notebook", "weather"),
        ("report", "-p", "colour", "red"),
        ("report", "--format", "docx"),
        ("report", "--published", "yesterday"),
        ("parse",),
        ("print",),
    ],
)
def test_wrong_use_is_exit_code_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """What no article could mend is wrong use: a notebook, a parameter, an option, a command."""
    done = beleg(*arguments, cwd=tmp_path)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_unwritable_folder_is_one_sentence() -> None:
    """A folder that nobody may write to is refused before any work is done."""
    done = beleg("report", "--out", "/sys/kernel/reports")

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "--out" in done.stderr


def test_interrupt_stops_at_once_and_leaves_the_last_report(tmp_path: Path) -> None:
    """Ctrl-C ends a run within a second, leaves no half folder and the old report in place."""
    target = tmp_path / "reports" / WIRE_STORY.stem
    target.mkdir(parents=True)
    (target / "themes.html").write_text("the last good one")
    with subprocess.Popen(
        [BELEG, "report"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as run:
        until(lambda: list(target.parent.glob(".staged-*")))
        run.send_signal(signal.SIGINT)
        start = time.monotonic()
        _, said = run.communicate(timeout=20)

    assert time.monotonic() - start < 1
    assert run.returncode == 130
    assert "Traceback" not in said
    assert (target / "themes.html").read_text() == "the last good one"
    assert [path.name for path in target.parent.iterdir() if path.is_dir()] == [target.name]
