"""A reader's corrections beside an article: a row of any layer overridden, added or taken out.

`<article>.corrections.tsv` lies beside `<article>.txt`: tab-separated, with the columns of
`COLUMNS`. `start` and `end` are offsets into the raw text, `surface` the words that stand there;
`field` and `value` say what the row shall hold (several lines may correct one row). Where the
layer has no row with that span, one is added; the field «-» takes a row out. Items of
a list stand with «|» between them. A reason is asked for, since the report prints it.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from beleg import BelegError
from beleg.reading.article import sidecar
from beleg.reading.names import Mention
from beleg.reading.quantities import Quantity
from beleg.reading.quotes import Quote
from beleg.reading.relations import Relation
from beleg.reading.themes import Theme

COLUMNS = ("layer", "start", "end", "surface", "field", "value", "reason")
# What a row that a reader adds holds where the reader says nothing.
BLANK: dict[str, Any] = {
    "mentions": Mention(0, 0, "ORG", "", False, "correction"),
    "quotes": Quote(0, 0, "direct", None, None, None, None, "correction", False, False),
    "quantities": Quantity(
        0, 0, 0.0, "items", "count", "=", None, None, None, None, None, None, (), None
    ),
    "themes": Theme(0, 0, "", 0, "correction"),
    "relations": Relation(0, 0, "", "", "", (), "exists", None, True, 0),
}
REMOVE = "-"
# Fields that are no words or numbers, so that nobody can type them.
COMPUTED = ("speaker_span", "sentence")

Row = TypeVar("Row", bound=tuple[Any, ...])


class Correction(NamedTuple):
    """One line of a corrections file, with the place that an error names."""

    layer: str
    start: int
    end: int
    surface: str
    field: str
    value: str
    reason: str
    place: str


def read(article: Path) -> list[Correction]:
    """Return the corrections beside an article file, [] if there are none.

    Raises BelegError with file, line and reason.
    """
    path = sidecar(article, "corrections.tsv")
    if path is None:
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise BelegError(f"{path.name}, line 1: the columns must be {', '.join(COLUMNS)}.")
    return [
        _correction(line.split("\t"), f"{path.name}, line {number}")
        for number, line in enumerate(lines[1:], 2)
        if line.strip() and not line.startswith("#")
    ]


def apply(rows: list[Row], line: Correction, text: str) -> list[Row]:
    """Return the rows of a layer with one correction applied, in the order of the text.

    Raises BelegError where the words no longer stand at their span, or a field or value is wrong.
    """
    if text[line.start : line.end] != line.surface:
        raise BelegError(
            f"{line.place}: the article reads «{text[line.start : line.end]}» at {line.start}, "
            f"not «{line.surface}»; mend the span or take the line out."
        )
    before = [row for row in rows if _span(row) != (line.start, line.end)]
    hit = [row for row in rows if _span(row) == (line.start, line.end)]
    if line.field == REMOVE:
        if not hit:
            raise BelegError(
                f"{line.place}: {line.layer} has no row at «{line.surface}» to take out."
            )
        return before
    hit = hit or [BLANK[line.layer]._replace(start=line.start, end=line.end)]
    changed = [row._replace(**{line.field: _value(row, line)}) for row in hit]  # type: ignore[attr-defined]
    return sorted(before + changed, key=_span)


def _correction(cells: list[str], place: str) -> Correction:
    if len(cells) != len(COLUMNS):
        raise BelegError(f"{place}: {len(COLUMNS)} columns wanted, {len(cells)} found.")
    layer, start, end, surface, field, value, reason = (cell.strip() for cell in cells)
    if layer not in BLANK:
        raise BelegError(f"{place}: unknown layer «{layer}»; there are {', '.join(BLANK)}.")
    if field in COMPUTED or field not in (*BLANK[layer]._fields[2:], REMOVE):
        raise BelegError(f"{place}: {layer} has no field «{field}».")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        raise BelegError(f"{place}: start and end must be numbers, start below end.")
    if not reason:
        raise BelegError(f"{place}: give a reason; the report prints it.")
    return Correction(layer, int(start), int(end), surface, field, value, reason, place)


def _span(row: Any) -> tuple[int, int]:
    return row.start, row.end


def _value(row: Any, line: Correction) -> Any:
    """Read a value as the type that its field is annotated with; an empty one is null."""
    kind = type(row).__annotations__[line.field]
    if kind == tuple[str, ...]:
        return tuple(item.strip() for item in line.value.split("|") if item.strip())
    if line.value == "" and isinstance(None, kind):
        return None
    if isinstance("", kind):
        return line.value
    try:
        value = json.loads(line.value)
    except ValueError:
        value = None
    if kind is float and type(value) is int:
        return float(value)
    if value is None or not isinstance(value, kind):
        raise BelegError(f"{line.place}: «{line.value}» is no value for {line.field}.")
    return value
