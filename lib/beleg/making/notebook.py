"""Parameters in, executed notebook out: papermill and our engine."""

import ast
import gc
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from beleg import BelegError, project

# numpy's OpenBLAS would start threads at import, and a process with threads must not fork.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ENGINES = ("auto", "beleg", "nbclient")


class NotebookError(BelegError):
    """A notebook failed; `executed` is its JSON with the outputs up to the failure."""

    def __init__(self, message: str, executed: str) -> None:
        super().__init__(message, executed)  # both are arguments, so that it can be pickled
        self.executed = executed

    def __str__(self) -> str:
        return str(self.args[0])


def names() -> list[str]:
    """Return the names of the project's notebooks, in the order in which reports are made."""
    return ["themes", "import_figure"]


def path(name: str) -> Path:
    """Return the file of a notebook; raise BelegError if the project has none of that name."""
    if name not in names():
        raise BelegError(f"There is no notebook «{name}»; there are {', '.join(names())}.")
    return project.NOTEBOOKS / f"{name}.ipynb"


def parameters(notebook: Path) -> dict[str, Any]:
    """Return the parameters of a notebook with their default values."""
    import papermill  # noqa: PLC0415 - half a second that a run with nothing to do is spared

    found = papermill.inspect_notebook(str(notebook))
    return {name: ast.literal_eval(found[name]["default"]) for name in found}


def typed(notebook: Path, given: Mapping[str, str]) -> dict[str, Any]:
    """Return parameters given as text, each in the type of its default.

    Raises BelegError for a parameter that the notebook does not have or a value of another type.
    """
    defaults = parameters(notebook)
    for name in given:
        if name not in defaults:
            known = ", ".join(defaults)
            raise BelegError(f"{notebook.stem} has no parameter «{name}»; it has {known}.")
    return {name: _typed(name, value, defaults[name]) for name, value in given.items()}


def preload(*, many: bool) -> None:
    """Load what every notebook needs, once, before processes are forked.

    With `many` articles also what only one process of each needs: the check of the schema.
    """
    with interrupts_held():
        import matplotlib.backends.backend_svg  # noqa: PLC0415
        import matplotlib.figure  # noqa: PLC0415
        import papermill  # noqa: PLC0415

        from beleg.reading import article, layers, words  # noqa: PLC0415
        from beleg.showing import cooperation, imports, language  # noqa: PLC0415
        from beleg.showing.render import html, pdf  # noqa: PLC0415

    words.analyse("Beleg")  # reads HanTa's model; the next line, the lexicons
    layers.find(
        article.from_text("Minsk, sagte er. Belarus importierte 2021 Waren für 1 Mrd. Euro.")
    )
    language.catalogue("en")
    if many:
        import pandera.pandas  # noqa: PLC0415

        del pandera
    del matplotlib, papermill, cooperation, imports, html, pdf
    gc.freeze()  # the collector would touch, and so copy, all of it in each forked process


def execute(
    notebook: Path,
    values: Mapping[str, Any],
    *,
    engine: str = "auto",
    timeout: float | None = None,
    progress: bool = False,
) -> Any:
    """Return the executed notebook (nbformat 4) after running it with these parameters.

    `timeout` limits the run in seconds. Raises NotebookError that names notebook, cell and error.
    """
    import nbformat  # noqa: PLC0415
    import papermill  # noqa: PLC0415

    chosen = _engine(engine)
    limit = {"timeout": timeout} if chosen == "beleg" else {"execution_timeout": timeout}
    with tempfile.TemporaryDirectory() as folder:
        # papermill fills braces in a path with parameters: it gets the notebook, not its path.
        failed = Path(folder, "failed.ipynb")
        try:
            return papermill.execute_notebook(
                nbformat.read(notebook, as_version=4),
                failed,
                parameters=dict(values),
                engine_name=chosen if chosen == "beleg" else None,
                request_save_on_cell_execute=False,
                progress_bar=progress,
                **limit,
            )
        except papermill.PapermillExecutionError as error:
            said = error.evalue if error.ename == "BelegError" else f"{error.ename}: {error.evalue}"
            raise NotebookError(
                f"{notebook.name}, cell In [{error.exec_count}]: {said.splitlines()[0]}",
                failed.read_text(encoding="utf-8"),
            ) from error


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Keep an interrupt until the block has ended.

    One that comes while Python forks is lost; while it loads a library in C, it is an ImportError.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def can_fork() -> bool:
    """Say whether this process may fork: on Linux, before anything compiled Typst."""
    return sys.platform == "linux" and "typst" not in sys.modules


def _engine(name: str) -> str:
    if name == "auto":
        return "beleg" if can_fork() else "nbclient"
    return name


def _typed(name: str, value: str, default: Any) -> Any:
    if isinstance(default, str):
        return value
    try:
        read = ast.literal_eval(value)
    except (ValueError, SyntaxError):
        read = None
    wanted = type(default)
    if wanted is float and type(read) is int:
        read = float(read)
    if default is not None and type(read) is not wanted:
        raise BelegError(f"The parameter {name} wants a value like {default!r}, not «{value}».")
    return read
