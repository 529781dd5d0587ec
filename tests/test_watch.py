"""`beleg watch` makes reports again when something they are made from changes."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from beleg import project
from beleg.extra import watch
from conftest import WIRE_STORY

BELEG = Path(sys.executable).with_name("beleg")


def until(path: Path, older_than: float = 0) -> float:
    """Wait until a file is there and newer, and return its time of change."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if path.exists() and path.stat().st_mtime > older_than:
            return path.stat().st_mtime
        time.sleep(0.1)
    raise AssertionError(f"{path} was not made")


def test_changed_article_is_made_again(tmp_path: Path) -> None:
    """The reports are made at the start and again after the article is saved; Ctrl-C ends it."""
    story = tmp_path / "story.txt"
    story.write_bytes(WIRE_STORY.read_bytes())
    options = ["--notebook", "themes", "--format", "html", "--out", tmp_path / "out"]
    with subprocess.Popen(
        [BELEG, "watch", story, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        first = until(tmp_path / "out" / "story" / "themes.html")
        time.sleep(1)
        story.write_text(
            story.read_text("utf-8").replace("19 Milliarden", "18 Milliarden"), "utf-8"
        )
        until(tmp_path / "out" / "story" / "themes.html", first)
        run.send_signal(signal.SIGINT)

    assert run.returncode == 130


def test_folders_of_articles_lexicons_and_notebooks_are_watched(tmp_path: Path) -> None:
    """Everything a report depends on is looked at."""
    (tmp_path / "story.txt").touch()

    assert set(watch.watched([str(tmp_path / "story.txt")])) == {
        tmp_path,
        project.LEXICON,
        project.NOTEBOOKS,
        project.OFFICIAL,
    }
