"""A small article read by hand, and the project's notebooks run on any article without a kernel."""

import ast
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from beleg.making import notebook
from beleg.reading import article, corrections, frames, layers
from beleg.reading.frames import Frames
from beleg.reading.sentences import Sentence
from beleg.showing import language
from beleg.showing.evidence import Report

TEXT = (
    "MINSK, 3. Mai (BelTA) – Belarus und Tatarstan bauen zusammen Motoren. „Wir müssen "
    "uns beeilen“, sagte der Regierungschef. Belarus importierte 2021 Motoren für "
    "über 3 Mrd. US-Dollar."
)
SENTENCES = ("Belarus und", "„Wir müssen", "Belarus importierte")


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    """Return where words stand in a text."""
    start = text.index(words)
    return start, start + len(words)


def read(text: str = TEXT, **about: Any) -> Frames:
    """Return the frames of the small article, every row written by hand."""
    made = article.from_text(text, id="klein", published=date(2023, 5, 3))
    made = replace(made, **{"title": "Motoren", "reproduce": "full", **about})
    starts = [text.index(words) for words in SENTENCES]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    rows = [Sentence(a, b, 0, 0, 0) for a, b in zip(starts, ends, strict=True)]
    row = {name: blank._replace for name, blank in corrections.BLANK.items()}
    speaker, slip = span("der Regierungschef", text), "der Regierungschef"
    quote = row["quotes"](
        **at("Wir müssen uns beeilen", text), speaker="Alexander Lukaschenko", speaker_surface=slip,
        speaker_span=speaker, cue="sagte", method="only speaker", slip=True,
    )  # fmt: skip
    claim = row["quantities"](
        **at("3 Mrd. US-Dollar", text), value=3e9, unit="USD", kind="money", comparator=">",
        comparator_word="über", year=2021, flow="import", subject="Motoren", reporters=("Belarus",),
    )  # fmt: skip
    tie = row["relations"](
        **at("Belarus und Tatarstan bauen zusammen", text), a="Belarus", b="Tatarstan",
        activity="Motoren bauen", goods=("Motoren",), status="exists", status_word="bauen",
    )  # fmt: skip
    themes = [
        row["themes"](**at("Motoren", text), theme="engines"),
        row["themes"](**at("beeilen", text), theme="urgency_speed"),
    ]
    found = layers.Layers(made, rows, [], [quote], [claim], themes, [tie])
    return frames.from_layers(found)


def at(words: str, text: str) -> dict[str, int]:
    """Return where words stand in a text, as fields of a row."""
    return dict(zip(("start", "end"), span(words, text), strict=True))


def report(code: str = "en", **about: Any) -> Report:
    """Return the report on the small article."""
    return Report(read(**about), language.find(code))


def run(name: str, **parameters: Any) -> nbformat.NotebookNode:
    """Return a project notebook with the outputs that its cells show, run in this process."""
    made = nbformat.read(notebook.path(name), as_version=4)
    scope: dict[str, Any] = {}
    for cell in (cell for cell in made.cells if cell.cell_type == "code"):
        if "parameters" in cell.metadata.get("tags", []):
            exec(cell.source, scope)  # noqa: S102 - the project's own notebook
            scope |= parameters
            continue
        *before, last = ast.parse(cell.source).body
        exec(compile(ast.Module(before, []), name, "exec"), scope)  # noqa: S102
        assert isinstance(last, ast.Expr)
        shown = eval(compile(ast.Expression(last.value), name, "eval"), scope)  # noqa: S307
        cell.outputs = [output(shown._repr_mimebundle_())]
    return made


def notebook_of(blocks: Sequence[Any], *markdown: str) -> nbformat.NotebookNode:
    """Return an executed notebook that shows Markdown cells, then blocks."""
    made = new_notebook(cells=[new_markdown_cell(text) for text in markdown])
    for block in blocks:
        cell = new_code_cell("block")
        cell.outputs = [output(block._repr_mimebundle_())]
        made.cells.append(cell)
    return made


def output(data: dict[str, Any]) -> nbformat.NotebookNode:
    """Return the output of a cell that shows something."""
    return new_output("execute_result", data=data, execution_count=1)
