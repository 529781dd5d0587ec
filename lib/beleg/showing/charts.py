"""The charts: one palette, one size, drawn to SVG with text as text.

A chart is drawn in points on a bare canvas, origin at the top left: no axes, ticks or layout
passes, which would take most of the time. Title, source and table stand around it, not in it.
"""

import io
import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from beleg.showing.present import PALETTE, drawable

WIDTH = 400.0
SMALL, NORMAL = 8.5, 9.5
INK, MUTED, GRID, SHAPE, ACCENT, PALE = (
    PALETTE[name][0] for name in ("ink", "muted", "rule", "shape", "accent", "pale")
)
Stroke = str | tuple[float, Sequence[float]]
# The firmer a tie, the heavier its line: full, thin, dashed, dotted.
STROKES: dict[str, tuple[float, Stroke]] = {
    "exists": (2.4, "solid"),
    "agreed": (1.2, "solid"),
    "planned": (1.2, (0, (5, 3))),
    "wished": (1.4, (0, (1, 2.5))),
}
SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "beleg",
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans"],
}
# matplotlib measures with its own font; what is drawn is the sans of page and paper.
FONTS = "'Source Sans Pro', 'DejaVu Sans'"
NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))


class Canvas:
    """A drawing of a fixed width: rectangles, lines and texts in points from the top left."""

    def __init__(self, height: float) -> None:
        # No axes: setting them up takes as long as the drawing.
        self.figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72)
        self.figure.patch.set_visible(False)
        self.points = Affine2D().scale(1, -1).translate(0, height)

    def text(  # noqa: PLR0913 - where a text stands and how it looks
        self,
        x: float,
        y: float,
        text: str,
        color: str = INK,
        *,
        size: float = NORMAL,
        align: str = "left",
        bold: bool = False,
    ) -> None:
        """Write a text whose middle stands at y."""
        weight = "bold" if bold else "normal"
        self._add(_Label(x, y, drawable(text), color=color, size=size, ha=align, weight=weight))

    def wrapped(self, x: float, y: float, text: str, *, align: str = "left") -> None:
        """Write a text of at most two lines whose middle stands at y."""
        lines = textwrap.wrap(text, 20, max_lines=2, placeholder="…")
        for i, each in enumerate(lines):
            self.text(x, y + (i - (len(lines) - 1) / 2) * 10.5, each, align=align)

    def boxes(self, boxes: Iterable[tuple[float, float, float, float]], color: str) -> None:
        """Fill rectangles given as x, y, width, height."""
        corners = [
            ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
            for x, y, width, height in boxes
        ]
        if corners:
            codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
            path = Path(np.concatenate(corners), codes * len(corners))
            self._add(PathPatch(path, facecolor=color, edgecolor="none", linewidth=0))

    def lines(
        self,
        lines: Iterable[tuple[float, float, float, float]],
        color: str,
        width: float = 0.8,
        style: Stroke = "solid",
    ) -> None:
        """Draw straight lines given as x, y to x, y."""
        ends = [((x, y), (to_x, to_y)) for x, y, to_x, to_y in lines]
        if ends:
            path = Path(np.concatenate(ends), [Path.MOVETO, Path.LINETO] * len(ends))
            self._add(
                PathPatch(path, fill=False, edgecolor=color, linewidth=width, linestyle=style)
            )

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self.points)
        self.figure.add_artist(artist)

    def svg(self) -> str:
        """Return the drawing as an SVG element without identifiers, the same for the same calls."""
        out = io.StringIO()
        with mpl.rc_context(SETTINGS):
            canvas: Any = FigureCanvasSVG(self.figure)
            canvas.print_svg(out, metadata=NO_METADATA)
        return _bare(out.getvalue())


class Tie(NamedTuple):
    """One row of the picture of who works with whom."""

    a: str
    b: str
    activity: str
    status: str
    word: str  # the status in the report's language


class Bar(NamedTuple):
    """One row of a bar chart; `text` is the number as written at its end, `group` its heading."""

    label: str
    value: float
    text: str
    group: str = ""


def strip(rows: Sequence[tuple[str, Sequence[int]]], total: int, ends: tuple[str, str]) -> str:
    """Return a strip chart: one row a theme, one cell a sentence, filled where the theme stands.

    `rows` are (label, sentence indices); `ends` name the first and the last sentence.
    """
    left, right, row, top = 162.0, WIDTH - 26, 18.0, 4.0
    canvas = Canvas(top + row * len(rows) + 16)
    step = (right - left) / max(total, 1)
    gap = 1.2 if step > 4 else 0.0
    places = [(left + step * i, top + row * y) for y in range(len(rows)) for i in range(total)]
    canvas.boxes([(x, y + 3, step - gap, row - 6) for x, y in places], GRID)
    for y, (label, hits) in enumerate(rows):
        middle = top + row * (y + 0.5)
        color = ACCENT if y == 0 else SHAPE
        canvas.text(left - 8, middle, _fit(label, 28), align="right", bold=y == 0)
        canvas.boxes(
            [(left + step * i, middle - row / 2 + 3, step - gap, row - 6) for i in hits], color
        )
        canvas.text(right + 6, middle, str(len(hits)), bold=y == 0)
    bottom = top + row * len(rows) + 8
    canvas.text(left, bottom, ends[0], MUTED, size=SMALL)
    canvas.text(right, bottom, ends[1], MUTED, size=SMALL, align="right")
    return canvas.svg()


def ties(rows: Sequence[Tie]) -> str:
    """Return who works with whom: a line a tie, the heavier the firmer, its activity above it."""
    left, right, row = 116.0, WIDTH - 104, 31.0
    canvas = Canvas(row * len(rows) + 6)
    before = ("", "")
    for y, tie in enumerate(rows):
        middle = row * y + 22
        width, style = STROKES[tie.status]
        color = ACCENT if tie.status in ("exists", "agreed") else MUTED
        if (tie.a, tie.b) != before:
            if y:
                canvas.lines([(0, row * y + 4, WIDTH, row * y + 4)], GRID, 0.6)
            canvas.wrapped(left - 8, middle, tie.a, align="right")
            canvas.wrapped(right + 8, middle, tie.b)
        half, centre = len(tie.word) * 2.9 + 5, (left + right) / 2
        ends = [(left, middle, centre - half, middle), (centre + half, middle, right, middle)]
        canvas.lines(ends, color, width, style)
        canvas.text(centre, middle, tie.word, color, size=SMALL, align="center", bold=True)
        canvas.text(left, middle - 10, _fit(tie.activity, 44), MUTED, size=SMALL)
        before = (tie.a, tie.b)
    return canvas.svg()


def bars(rows: Sequence[Bar], *, band: tuple[float, float, str] | None = None) -> str:
    """Return horizontal bars from zero; a claim is a band (low, high, its words) behind them.

    Bars that follow each other in one group stand below the group's name.
    """
    left, right, row, top = 84.0, WIDTH - 44, 17.0, 20.0 if band else 4.0
    heads = [
        i for i, bar in enumerate(rows) if bar.group and (not i or rows[i - 1].group != bar.group)
    ]
    places = [top + row * i + 19.0 * sum(head <= i for head in heads) for i in range(len(rows))]
    height = places[-1] + row
    canvas = Canvas(height + 4)
    most = max([bar.value for bar in rows] + ([band[1]] if band else []) + [1e-9])
    scale = (right - left) / most
    if band:
        low, high = left + band[0] * scale, left + band[1] * scale
        canvas.boxes([(low, top - 5, max(high - low, 1.5), height - top + 5)], PALE)
        canvas.lines([(low, top - 5, low, height)], ACCENT, 1.2)
        canvas.text(
            min(max(low, 30), right), 7, band[2], ACCENT, size=SMALL, align="center", bold=True
        )
    for i in heads:
        canvas.text(0, places[i] - 8, rows[i].group, bold=True)
    canvas.boxes(
        [
            (left, y + 3, max(bar.value * scale, 0.8), row - 6)
            for y, bar in zip(places, rows, strict=True)
        ],
        SHAPE,
    )
    for y, bar in zip(places, rows, strict=True):
        canvas.text(left - 8, y + row / 2, _fit(bar.label, 15), MUTED, align="right")
        canvas.text(left + bar.value * scale + 5, y + row / 2, bar.text)
    return canvas.svg()


def columns(
    years: Sequence[int], totals: Sequence[float], claim: tuple[int, float], texts: tuple[str, str]
) -> str:
    """Return columns by year; in the claim's year its amount is marked at the foot of the column.

    `texts` are the unit of the axis and the claim as written above its column.
    """
    left, right, top, height = 26.0, WIDTH - 4, 20.0, 150.0
    canvas = Canvas(top + height + 18)
    most, step = _ceiling(max(totals))
    up = height / most
    marks = [step * i for i in range(1, round(most / step) + 1)]
    canvas.lines([(left, top + height - m * up, right, top + height - m * up) for m in marks], GRID)
    for mark in [0.0, *marks]:
        canvas.text(
            left - 5, top + height - mark * up, f"{mark:g}", MUTED, size=SMALL, align="right"
        )
    canvas.text(0, 7, texts[0], MUTED, size=SMALL)
    slot = (right - left) / len(years)
    spots = {year: left + slot * i + slot * 0.18 for i, year in enumerate(years)}
    canvas.boxes(
        [
            (spots[y], top + height - t * up, slot * 0.64, t * up)
            for y, t in zip(years, totals, strict=True)
        ],
        SHAPE,
    )
    if claim[0] in spots:
        x, tall = spots[claim[0]], claim[1] * up
        canvas.boxes([(x, top + height - tall, slot * 0.64, tall)], ACCENT)
        peak = top + height - totals[list(years).index(claim[0])] * up
        canvas.text(
            x + slot * 0.32, peak - 8, texts[1], ACCENT, size=SMALL, align="center", bold=True
        )
    canvas.lines([(left, top + height, right, top + height)], SHAPE)
    for year, x in spots.items():
        canvas.text(
            x + slot * 0.32, top + height + 10, str(year), MUTED, size=SMALL, align="center"
        )
    return canvas.svg()


class _Label(Text):
    """A text that is placed by the page: matplotlib's layout takes half the time of a chart."""

    def draw(self, renderer: Any) -> None:
        """Write the text with its middle at its height, a third of its size above the baseline."""
        x, y = self.get_transform().transform(self.get_unitless_position())
        pen, font = renderer.new_gc(), self.get_fontproperties()
        pen.set_foreground(self.get_color())
        baseline = renderer.height - y + 0.35 * float(self.get_fontsize())
        renderer.draw_text(pen, x, baseline, self.get_text(), font, 0, mtext=self)
        pen.restore()


def _fit(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip(" ,-") + "…"


def _ceiling(value: float) -> tuple[float, float]:
    """Return a round number at or above value and the step of three to six grid lines below it."""
    size = 10.0 ** len(str(int(value))) / 10
    step = next(size * s for s in (0.1, 0.2, 0.5, 1.0, 2.0) if value / (size * s) <= 6)
    return step * -(-value // step), step


def _bare(svg: str) -> str:
    """Return the svg element alone: no prologue, no identifiers, which must be unique in a page."""
    body = svg[svg.index("<svg") :]
    body = re.sub(
        r"\s*(?:<defs>.*?</defs>|<metadata>.*?</metadata>|<!--.*?-->)", "", body, flags=re.S
    )
    body = re.sub(r' id="[a-zA-Z]+_\d+"| xmlns:xlink="[^"]*"', "", body)
    return body.replace("'DejaVu Sans'", FONTS).replace("font-weight: 700; ", "font-weight: 600; ")
