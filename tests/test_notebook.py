"""Parameters given as text reach a notebook in the type of its default, or are refused."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from beleg import BelegError, project
from beleg.making import notebook

PARAMETERS = "word = 'a'\ncount = 1  # how many\nshare = 0.5\nlist_ = [1]\nflag = False"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a notebook with parameters of five types."""
    cell = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    source = new_notebook(cells=[cell], metadata={"kernelspec": kernel})
    nbformat.write(source, tmp_path / "small.ipynb")
    return tmp_path / "small.ipynb"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("word", "7", "7"),
        ("word", 'x"; 1/0 #\n', 'x"; 1/0 #\n'),
        ("count", "7", 7),
        ("share", "2", 2.0),
        ("list_", "[1, 2]", [1, 2]),
        ("flag", "True", True),
    ],
)
def test_text_becomes_the_type_of_the_default(path: Path, name: str, text: str, value: Any) -> None:
    """A string stays a string; other types are read as Python literals, never run."""
    found = notebook.typed(path, {name: text})[name]

    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(("name", "text"), [("count", "many"), ("flag", "1"), ("share", "open()")])
def test_value_of_another_type_is_refused(path: Path, name: str, text: str) -> None:
    """A value that is no literal of the default's type names the parameter."""
    with pytest.raises(BelegError, match=name):
        notebook.typed(path, {name: text})


def test_unknown_parameter_names_those_there_are(path: Path) -> None:
    """A misspelt parameter is an error, not a warning."""
    with pytest.raises(BelegError, match=r"no parameter «wrod»; it has word, count"):
        notebook.typed(path, {"wrod": "x"})


def test_text_with_code_in_it_stays_text(path: Path) -> None:
    """A parameter that tries to be code comes out of the cell as the text it is."""
    payload = "\"; raise SystemExit\n#'\\ {0} ä"
    source = nbformat.read(path, as_version=4)
    source.cells.append(new_code_cell("word"))
    nbformat.write(source, path)
    done = notebook.execute(path, {"word": payload})

    assert done.cells[-1].outputs[0].data["text/plain"] == repr(payload)


@pytest.mark.parametrize("name", notebook.names())
def test_notebooks_hold_no_logic(name: str) -> None:
    """A notebook has no function, class, regular expression, path or network of its own."""
    cells = nbformat.read(project.NOTEBOOKS / f"{name}.ipynb", as_version=4).cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")

    assert not any(word in code for word in ("def ", "class ", "import re", "pathlib", "http"))
