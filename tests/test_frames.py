"""DataFrames of an article: spans, types, schema, CSV."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from beleg import BelegError
from beleg.reading import article, frames
from beleg.reading.frames import Frames
from conftest import WIRE_STORY

TWICE = """MINSK, 2. Mai (BelTA) – Es gibt Neues aus Minsk.
Das Werk verkaufte im Jahr 2022 rund 40 Tonnen Zement in die Region Pskow und weiter nach Norden.
Das Werk verkaufte im Jahr 2022 rund 40 Tonnen Zement in die Region Pskow und weiter nach Norden.
"""


@pytest.fixture(scope="module")
def story() -> Frames:
    """Return the frames of the wire story."""
    return frames.read(WIRE_STORY.stem)


def test_every_span_holds_its_words(story: Frames) -> None:
    """`article.text[start:end]` is the surface, in every row of every frame."""
    for _, frame in story.named():
        spans = zip(frame["start"], frame["end"], frame["surface"], strict=True)
        assert all(story.article.text[a:b] == surface for a, b, surface in spans)


def test_wrong_span_is_an_error(story: Frames) -> None:
    """A frame whose words do not stand at their span is refused."""
    moved = story.quotes.assign(start=story.quotes["start"] - 1)

    with pytest.raises(BelegError, match="does not stand at"):
        frames.verify(replace(story, quotes=moved))


def test_five_direct_quotes_are_all_the_presidents(story: Frames) -> None:
    """The wire story's direct quotes belong to one man, one of them under a wrong title."""
    direct = story.quotes[story.quotes["kind"] == "direct"]

    assert list(direct["speaker"]) == ["Alexander Lukaschenko"] * 5
    slips = direct[direct["slip"]]
    assert list(slips["speaker_surface"]) == ["der belarussische Regierungschef"]
    assert direct["method"].notna().all()


def test_two_quantities_with_their_fields(story: Frames) -> None:
    """The wire story's figures are read with comparator, year, flow, reporters and subject."""
    money, projects = story.quantities.to_dict("records")

    assert (money["value"], money["unit"], money["comparator"]) == (19e9, "USD", ">")
    assert (money["year"], money["flow"]) == (2021, "import")
    assert money["reporters"] == ("Belarus", "Russland")
    assert money["subject"] == "Autoteile für den Transportmaschinenbau"
    assert (projects["value"], projects["unit"], projects["comparator"]) == (15, "projects", "~")


def test_article_without_findings_has_the_same_columns_and_types(story: Frames) -> None:
    """Empty frames keep their columns and types, and pass the schema."""
    empty = frames.parse(article.from_text("Es regnet."))
    frames.validate(empty)

    for (_, full), (name, none) in zip(story.named(), empty.named(), strict=True):
        assert list(none.columns) == list(full.columns), name


def test_value_outside_its_set_is_named(story: Frames) -> None:
    """The schema names frame, column and value of what it refuses."""
    wrong = story.quotes.assign(kind="sung")

    with pytest.raises(BelegError, match="quotes: kind holds 'sung'"):
        frames.validate(replace(story, quotes=wrong))


def test_paragraph_printed_twice_counts_once() -> None:
    """Rows of a repeated paragraph stand in the layers, not in the frames."""
    found = frames.parse(article.from_text(TWICE))

    assert list(found.quantities["surface"]) == ["40 Tonnen"]
    assert len(found.sentences) == 2


def test_formula_in_a_cell_is_inert(story: Frames, tmp_path: Path) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe; a list is joined by bars."""
    rows = story.quantities.assign(subject="=HYPERLINK(1)")
    frames.write_csv(replace(story, quantities=rows), tmp_path)
    written = (tmp_path / "quantities.csv").read_text("utf-8")
    first = next(csv.DictReader(io.StringIO(written)))

    assert first["subject"] == "'=HYPERLINK(1)"
    assert first["reporters"] == "Belarus | Russland"
