"""What several test modules share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WIRE_STORY = ROOT / "data" / "articles" / "2023-04-13-industriesektor.txt"


@pytest.fixture
def wire_story() -> str:
    """Return the text of the wire story, raw."""
    return WIRE_STORY.read_bytes().decode()
