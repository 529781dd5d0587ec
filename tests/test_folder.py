"""A folder is replaced in one step, and what is half made never shows."""

import subprocess
import sys
from pathlib import Path

import pytest

from beleg import BelegError
from beleg.making import folder


def names(path: Path) -> list[str]:
    """Return what a folder holds, sorted."""
    return sorted(entry.name for entry in path.iterdir())


def test_new_folder_appears_with_its_files(tmp_path: Path) -> None:
    """What the block wrote stands under the target's name, and nothing else is left."""
    with folder.staged(tmp_path / "out" / "report") as new:
        (new / "a.html").write_text("a")

    assert names(tmp_path / "out") == ["report"]
    assert names(tmp_path / "out" / "report") == ["a.html"]


def test_old_folder_is_replaced_whole(tmp_path: Path) -> None:
    """After a replacement the old files are gone and only the new ones are there."""
    for name in ("old", "new"):
        with folder.staged(tmp_path / "report") as staged:
            (staged / name).write_text(name)

    assert names(tmp_path / "report") == ["new"]
    assert names(tmp_path) == ["report"]


def test_failed_block_leaves_the_old_folder(tmp_path: Path) -> None:
    """An exception in the block changes nothing and leaves nothing behind."""
    with folder.staged(tmp_path / "report") as staged:
        (staged / "old").touch()

    def fail() -> None:
        with folder.staged(tmp_path / "report") as staged:
            (staged / "half").touch()
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        fail()
    assert names(tmp_path) == ["report"]
    assert names(tmp_path / "report") == ["old"]


def test_target_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """Where a file stands in the way, one sentence says so."""
    (tmp_path / "file").touch()

    with pytest.raises(BelegError, match="Cannot write to"), folder.staged(tmp_path / "file" / "x"):
        pass


def test_what_a_dead_run_left_is_removed(tmp_path: Path) -> None:
    """The next run sweeps half-made folders, and leaves finished ones."""
    (tmp_path / f"{folder.STAGED}dead").mkdir()
    (tmp_path / "report").mkdir()

    with folder.locked(tmp_path):
        found = names(tmp_path)

    assert found == [folder.LOCK, "report"]


def test_second_run_says_that_it_waits(tmp_path: Path) -> None:
    """A run in a folder that another holds says so, and goes on when the other ends."""
    code = (
        "from pathlib import Path\nfrom beleg.making import folder\n"
        f"with folder.locked(Path({str(tmp_path)!r})): print('got it')"
    )
    with folder.locked(tmp_path):
        second = subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert second.stderr is not None
        said = second.stderr.readline()
    out, _ = second.communicate(timeout=20)

    assert "waiting" in said
    assert out == "got it\n"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder that nobody may write to")
def test_read_only_folder_is_refused() -> None:
    """A folder that may not be written is one sentence, with what to do."""
    with pytest.raises(BelegError, match="--out"), folder.locked(Path("/sys/kernel")):
        pass
