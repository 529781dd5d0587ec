"""The frames as an Excel workbook: all rows, nothing that runs, the same bytes."""

import time
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from beleg.extra import workbook
from beleg.reading import frames
from beleg.reading.frames import Frames
from conftest import WIRE_STORY


@pytest.fixture(scope="module")
def story() -> Frames:
    """Return the frames of the wire story."""
    return frames.read(WIRE_STORY.stem)


def parts(path: Path) -> dict[str, str]:
    """Return the XML parts of a workbook."""
    with ZipFile(path) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_each_frame_is_a_sheet(story: Frames, tmp_path: Path) -> None:
    """The workbook has the six frames as sheets, with their words."""
    workbook.write(story, tmp_path / "frames.xlsx")
    found = parts(tmp_path / "frames.xlsx")

    assert all(f'name="{name}"' in found["xl/workbook.xml"] for name, _ in story.named())
    assert "19 Milliarden US-Dollar" in found["xl/sharedStrings.xml"]
    assert "Belarus | Russland" in found["xl/sharedStrings.xml"]


def test_formula_stays_text(story: Frames, tmp_path: Path) -> None:
    """A text that looks like a formula or a link is written as the text it is."""
    payload = story.quotes.assign(cue="=HYPERLINK(1)", speaker="https://example.org")
    workbook.write(replace(story, quotes=payload), tmp_path / "frames.xlsx")
    found = parts(tmp_path / "frames.xlsx")

    assert "=HYPERLINK(1)" in found["xl/sharedStrings.xml"]
    assert not any("<f>" in text or "<hyperlink " in text for text in found.values())


def test_two_workbooks_have_the_same_bytes(story: Frames, tmp_path: Path) -> None:
    """The clock leaves no trace in a workbook."""
    workbook.write(story, tmp_path / "a.xlsx")
    time.sleep(2.1)  # a ZIP file counts time in steps of two seconds
    workbook.write(story, tmp_path / "b.xlsx")

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
