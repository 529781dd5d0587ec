"""What somebody sees who runs `beleg report` in a terminal of 80 columns."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

BELEG = Path(sys.executable).with_name("beleg")
STORY = "MINSK, 3. Mai (BelTA) – Belarus und Tatarstan bauen zusammen Motoren."


def terminal(*arguments: str | Path, cwd: Path) -> list[str]:
    """Return the lines that a terminal of 80 columns shows after a command has run in it."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    with subprocess.Popen([BELEG, *arguments], cwd=cwd, stdout=theirs, stderr=theirs):
        os.close(theirs)
        printed = b""
        while piece := more(ours):
            printed += piece
    os.close(ours)
    return [shown(line) for line in printed.decode().replace("\r\n", "\n").strip("\n").split("\n")]


def more(end: int) -> bytes:
    """Return what came through a pseudo-terminal, b"" at its end (Linux says EIO then)."""
    try:
        return os.read(end, 1 << 16)
    except OSError:
        return b""


def shown(line: str) -> str:
    """Return what is left of a line after its carriage returns, each written over the last."""
    seen = ""
    for part in line.split("\r"):
        seen = part + seen[len(part) :]
    return seen.rstrip()


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return what a run over three articles shows, one of which is empty."""
    folder = tmp_path_factory.mktemp("desk")
    for name, text in {"montag": STORY, "dienstag": STORY, "leer": ""}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    stories = sorted(path.name for path in folder.glob("*.txt"))
    return terminal("report", *stories, "--notebook", "themes", cwd=folder)


def test_a_line_an_article_and_a_sum(seen: list[str]) -> None:
    """What was made is said with reports and formats, then how many articles became what."""
    assert {"Made reports/montag/: themes (html, pdf)", "3 articles: 1 failed, 2 made"} <= set(seen)
    assert seen[-1].startswith("3 articles")


def test_failure_stands_on_a_line_of_its_own(seen: list[str]) -> None:
    """The article that failed is named with its reason, among those that were made."""
    assert len([line for line in seen if line.startswith("beleg: leer.txt: ")]) == 1


def test_progress_bar_is_never_left_in_a_line(seen: list[str]) -> None:
    """The bar gives way to each line and is gone at the end; no line is broken but a reason."""
    assert not any("Reports:" in line or "it/s" in line for line in seen)
    assert all(len(line) <= 80 for line in seen if not line.startswith("beleg: "))
