"""The forked engine gives what a real kernel gives, and a failure is named."""

from typing import Any

import papermill
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

CELLS = [
    "import sys\nprint('one')\nprint('two')\nprint('three', file=sys.stderr)\nnumber",
    "from IPython.display import HTML, display\n"
    "display(HTML('<b>bold</b>'))\nprint('after')\nHTML('x')",
    "class Shown:\n    def _repr_mimebundle_(self, include=None, exclude=None):\n"
    "        return {'text/html': '<i>h</i>', 'text/vnd.typst': '_t_', 'text/plain': 'p'}\n"
    "\nShown()",
    "Shown();",
    "_ if isinstance(_, int) else number + 1",
    "%%capture\nprint('hidden')",
    "'ä „Wort“ \\u202e'",
]


def notebook(*sources: str) -> NotebookNode:
    """Return a notebook with a parameter `number` and these code cells."""
    parameters = new_code_cell("number = 1", metadata={"tags": ["parameters"]})
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    cells = [parameters, new_markdown_cell("Text"), *map(new_code_cell, sources)]
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def run(source: NotebookNode, engine: str | None, **options: Any) -> NotebookNode:
    """Execute a notebook with an engine (None: nbclient, a real kernel)."""
    return papermill.execute_notebook(
        source, None, parameters={"number": 5}, engine_name=engine, progress_bar=False, **options
    )


@pytest.mark.filterwarnings("ignore")  # the kernel's own, in a library of its own
def test_outputs_are_those_of_a_real_kernel() -> None:
    """Streams, displays, results and counts equal what nbclient gets from ipykernel."""
    ours, real = (run(notebook(*CELLS), engine) for engine in ("beleg", None))

    assert [c.get("outputs") for c in ours.cells] == [c.get("outputs") for c in real.cells]
    counts = [[c.get("execution_count") for c in nb.cells] for nb in (ours, real)]
    assert counts[0] == counts[1]


def test_parameters_reach_the_cells() -> None:
    """A parameter given stands in place of its default."""
    done = run(notebook("number * 2"), "beleg")

    assert done.cells[-1].outputs[0].data["text/plain"] == "10"


def test_failing_cell_is_named_and_ends_the_notebook() -> None:
    """An exception comes out with its name and text; later cells do not run."""
    with pytest.raises(papermill.PapermillExecutionError) as raised:
        run(notebook("1 / 0", "print('never')"), "beleg")

    assert (raised.value.ename, raised.value.evalue) == ("ZeroDivisionError", "division by zero")


def test_syntax_error_is_named() -> None:
    """What cannot be compiled is an error of its cell too."""
    with pytest.raises(papermill.PapermillExecutionError) as raised:
        run(notebook("def ("), "beleg")

    assert raised.value.ename == "SyntaxError"


def test_dead_process_is_an_error() -> None:
    """A cell that kills its process fails by name; this process goes on."""
    with pytest.raises(papermill.PapermillExecutionError) as raised:
        run(notebook("import os\nos.kill(os.getpid(), 9)"), "beleg")

    assert raised.value.ename == "DeadKernelError"


def test_time_limit_ends_the_notebook() -> None:
    """A notebook that outlives its limit is ended, and the error names the limit."""
    with pytest.raises(papermill.PapermillExecutionError) as raised:
        run(notebook("import time\ntime.sleep(60)"), "beleg", timeout=0.3)

    assert raised.value.ename == "TimeoutError"
    assert "0.3 s" in raised.value.evalue


def test_notebook_leaves_no_trace_in_this_process() -> None:
    """What a cell changes, modules and variables, is gone with its process."""
    import sys  # noqa: PLC0415

    run(notebook("import sys\nsys.beleg_trace = 1"), "beleg")

    assert not hasattr(sys, "beleg_trace")
