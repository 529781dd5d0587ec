"""The charts: the same bytes for the same numbers, text as text, nothing outside the canvas."""

import re

import pytest

from beleg.showing import charts
from beleg.showing.charts import Bar, Tie

DRAWN = {
    "strip": lambda: charts.strip([("Engines", [0, 2]), ("Time", [])], 3, ("first", "last")),
    "ties": lambda: charts.ties([Tie("A", "B", "x", s, s) for s in charts.STROKES]),
    "bars": lambda: charts.bars([Bar("a", 12.0, "12"), Bar("b", 25.0, "25")], band=(19, 20, "c")),
    "columns": lambda: charts.columns([2020, 2021], [200.0, 342.0], (2021, 19.0), ("bn", "5%")),
}


@pytest.mark.parametrize("name", DRAWN)
def test_same_numbers_give_the_same_bytes(name: str) -> None:
    """Two drawings of the same numbers do not differ in a byte."""
    assert DRAWN[name]() == DRAWN[name]()


@pytest.mark.parametrize("name", DRAWN)
def test_chart_is_one_bare_svg_element(name: str) -> None:
    """No prologue, script, style, metadata or identifier, which a page could hold twice."""
    svg = DRAWN[name]()

    assert svg.startswith("<svg")
    assert not re.search(r"<\?xml|<script|<style|<metadata| id=|url\(#|href", svg)


@pytest.mark.parametrize("name", DRAWN)
def test_text_is_text(name: str) -> None:
    """Labels can be selected and searched: they are text elements, not outlines."""
    assert "<text" in DRAWN[name]()


def test_text_of_a_chart_cannot_be_markup() -> None:
    """A label with angle brackets is escaped, and no dollar sign starts a formula."""
    svg = charts.bars([Bar("<script>$x^2$", 1.0, "1")])

    assert "<script" not in svg
    assert "$x^2$" in svg


def test_character_without_a_glyph_does_not_warn() -> None:
    """A label in a script that the font lacks is drawn by code points."""
    assert "⟨U+4E2D⟩" in charts.bars([Bar("中", 1.0, "1")])


def test_bars_begin_at_zero() -> None:
    """Lengths are in proportion to the numbers."""
    svg = charts.bars([Bar("a", 10.0, "10"), Bar("b", 20.0, "20")])
    starts = re.findall(r"M ([\d.]+) [\d.]+ \nL ([\d.]+)", svg)
    lengths = [float(b) - float(a) for a, b in starts if float(b) - float(a) > 1]

    assert lengths[-1] == pytest.approx(2 * lengths[-2], rel=0.01)


def test_each_status_has_a_line_of_its_own() -> None:
    """How firm a tie is can be told without colour."""
    assert len(set(map(str, charts.STROKES.values()))) == len(charts.STROKES)


@pytest.mark.parametrize("value", [0.4, 7.0, 41.4, 342.4, 12345.0])
def test_grid_has_three_to_six_lines(value: float) -> None:
    """The scale of the columns ends at a round number not below the tallest."""
    top, step = charts._ceiling(value)

    assert top >= value
    assert 2 <= round(top / step) <= 6
