"""What several test modules share."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from beleg import project
from beleg.checking import official

ROOT = Path(__file__).resolve().parents[1]
WIRE_STORY = ROOT / "data" / "articles" / "2023-04-13-industriesektor.txt"


def until(see: Callable[[], Any], seconds: float = 60, about: str = "what a test waits for") -> Any:
    """Return what is seen as soon as it is something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if seen := see():
            return seen
        time.sleep(0.01)
    raise AssertionError(f"In {seconds} s, this never became true: {about}")


@pytest.fixture
def wire_story() -> str:
    """Return the text of the wire story, raw."""
    return WIRE_STORY.read_bytes().decode()


@pytest.fixture(scope="session", autouse=True)
def _no_snapshot_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep a snapshot or basket that a developer added to data/official/ out of the tests."""
    copy = tmp_path_factory.mktemp("data") / "official"
    shutil.copytree(project.OFFICIAL, copy, ignore=shutil.ignore_patterns("*-*"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(project, "OFFICIAL", copy)
        patch.delenv(official.FOLDER_VARIABLE, raising=False)
        yield
