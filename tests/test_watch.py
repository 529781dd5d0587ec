"""`beleg watch` makes reports again when something they are made from changes."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from beleg import project
from beleg.extra import watch
from conftest import WIRE_STORY, until

BELEG = Path(sys.executable).with_name("beleg")


def made(path: Path) -> float:
    """Return when a file was made, 0 before it is."""
    return path.stat().st_mtime if path.exists() else 0


def test_changed_article_is_made_again(tmp_path: Path) -> None:
    """The reports are made at the start and again after the article is saved; Ctrl-C ends it."""
    story = tmp_path / "story.txt"
    story.write_bytes(WIRE_STORY.read_bytes())
    options = ["--notebook", "themes", "--format", "html", "--out", tmp_path / "out"]
    with subprocess.Popen(
        [BELEG, "watch", story, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        page = tmp_path / "out" / "story" / "themes.html"
        first = until(lambda: made(page))
        time.sleep(1)
        story.write_text(
            story.read_text("utf-8").replace("19 Milliarden", "18 Milliarden"), "utf-8"
        )
        until(lambda: made(page) > first)
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
