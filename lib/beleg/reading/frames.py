"""parse(article) -> Frames: one pandas DataFrame a layer, every span verified."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import pandas as pd

from beleg import BelegError
from beleg.reading import article, layers
from beleg.reading.article import Article
from beleg.reading.layers import Layers
from beleg.reading.names import Mention
from beleg.reading.quantities import Quantity
from beleg.reading.quotes import Quote
from beleg.reading.relations import Relation
from beleg.reading.sentences import Sentence
from beleg.reading.themes import THEMES, Theme

LAYERS: dict[str, type[Any]] = {
    "sentences": Sentence,
    "mentions": Mention,
    "quotes": Quote,
    "quantities": Quantity,
    "themes": Theme,
    "relations": Relation,
}
# How pandas holds a field, also in a frame without rows.
DTYPES: dict[Any, str] = {
    str: "str",
    str | None: "str",
    int: "int64",
    int | None: "Int64",
    float: "float64",
    bool: "bool",
}
# The closed sets of words that columns of a frame may hold.
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "mentions": {"type": ("PER", "ORG", "LOC", "PRODUCT")},
    "quotes": {"kind": ("direct", "indirect", "free")},
    "quantities": {"comparator": ("=", ">", ">=", "<", "<=", "~")},
    "themes": {"theme": tuple(THEMES)},
    "relations": {"status": ("exists", "agreed", "planned", "wished")},
}
# What a spreadsheet would run as a formula when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Frames:
    """The layers of one article as DataFrames, one row a finding, in the order of the text.

    Every frame begins with `start`, `end` (half-open offsets into `article.text`), `surface` (the
    words there) and `sentence` (index into `sentences`), then has the fields of its layer, and ends
    with `corrected` (a reader's reason, or null). Money is in `value` with its `unit` (ISO 4217);
    `year` is a nullable integer.
    """

    article: Article
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    quotes: pd.DataFrame
    quantities: pd.DataFrame
    themes: pd.DataFrame
    relations: pd.DataFrame

    def named(self) -> list[tuple[str, pd.DataFrame]]:
        """Return (name, frame) for each layer."""
        return [(f.name, getattr(self, f.name)) for f in fields(self)[1:]]


def read(source: str | Path, record: Mapping[str, str] | None = None) -> Frames:
    """Return the frames of an article by its id in data/articles/ or its path, schema checked.

    `record` says what is known of a file without a record beside it: published, title, url.
    Raises BelegError where the article or a correction cannot be read.
    """
    found = parse(article.read(source, **(record or {})))
    validate(found)
    return found


def parse(text: Article) -> Frames:
    """Return the frames of an article; raise BelegError if a span does not hold its words."""
    return from_layers(layers.parse(text))


def from_layers(found: Layers) -> Frames:
    """Return the DataFrames of parsed layers, every span verified.

    What stands in a paragraph that is printed twice is counted once.
    """
    found = _once(found)
    starts = pd.Series([sentence.start for sentence in found.sentences], dtype="int64")
    frames = Frames(found.article, *(_frame(found, name, starts) for name in LAYERS))
    verify(frames)
    return frames


def verify(frames: Frames) -> None:
    """Raise BelegError unless every row's words stand in the raw text at its span."""
    text = frames.article.text
    for name, frame in frames.named():
        for start, end, surface in zip(frame["start"], frame["end"], frame["surface"], strict=True):
            if not (0 <= start < end <= len(text)) or text[start:end] != surface:
                raise BelegError(
                    f"{name}: «{surface}» does not stand at {start}–{end} of the article."
                )


def validate(frames: Frames) -> None:
    """Check every frame against its schema (10 ms a frame: once a report or batch, not in a loop).

    Raises BelegError that names frame, column and value.
    """
    import pandera.errors  # noqa: PLC0415 - half a second that `beleg --version` does not need
    import pandera.pandas as pa  # noqa: PLC0415

    for name, frame in frames.named():
        columns = {
            "start": pa.Column(int, pa.Check.ge(0)),
            "end": pa.Column(int, pa.Check.gt(0)),
            "surface": pa.Column(str, pa.Check.str_length(min_value=1)),
            "sentence": pa.Column(int, pa.Check.in_range(0, len(frames.sentences))),
            **{c: pa.Column(str, pa.Check.isin(words)) for c, words in WORDS.get(name, {}).items()},
        }
        try:
            pa.DataFrameSchema(columns, strict=False).validate(frame, lazy=True)
        except pandera.errors.SchemaErrors as error:
            case = error.failure_cases.iloc[0]
            raise BelegError(f"{name}: {case['column']} holds {case['failure_case']!r}.") from error


def write_csv(frames: Frames, folder: Path) -> None:
    """Write each frame as CSV: UTF-8, comma, LF, RFC 4180 quotes, null empty, tuples with « | ».

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.named():
        cells = frame.map(_cell, na_action="ignore")
        cells.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")


def _once(found: Layers) -> Layers:
    """Return the layers without the rows of repeated paragraphs."""
    repeated = [found.article.plain.raw(*span) for span in found.article.repeated]
    if not repeated:
        return found
    changes: dict[str, Any] = {
        name: [
            row for row in getattr(found, name) if not any(a <= row.start < b for a, b in repeated)
        ]
        for name in LAYERS
    }
    return replace(found, **changes)


def _frame(found: Layers, name: str, starts: "pd.Series[int]") -> pd.DataFrame:
    rows = getattr(found, name)
    text = found.article.text
    frame = pd.DataFrame(rows, columns=LAYERS[name]._fields)
    kinds = LAYERS[name].__annotations__
    frame = frame.astype({f: DTYPES[kinds[f]] for f in kinds if kinds[f] in DTYPES})
    surface = pd.Series([text[row.start : row.end] for row in rows], dtype="str")
    sentence = starts.searchsorted(frame["start"], side="right") - 1
    frame = frame.drop(columns=["sentence", "first_token", "last_token"], errors="ignore")
    frame.insert(2, "surface", surface)
    frame.insert(3, "sentence", pd.Series(sentence, dtype="int64").clip(lower=0))
    reasons = [found.reasons.get((name, row.start, row.end)) for row in rows]
    return frame.assign(corrected=pd.Series(reasons, dtype="str"))


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        value = " | ".join(str(item) for item in value)
    runs = isinstance(value, str) and len(value) > 1 and value.startswith(FORMULA)
    return f"'{value}" if runs else value
