"""A papermill engine: the cells run in a forked process that has the libraries loaded already.

papermill finds `ForkEngine` through the entry point group `papermill.engine`. It loads this module
while it is itself being imported: import papermill first, never this module.

Nothing may compile Typst and no thread may run before the fork: a forked child of a process that
has compiled hangs for ever. Where fork is missing or unsafe, `notebook` takes nbclient.
"""

import builtins
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from io import TextIOBase
from multiprocessing.connection import Connection, Pipe
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from papermill.engines import Engine, NotebookExecutionManager
from traitlets.config import Config

from beleg.making.notebook import interrupts_held
from beleg.making.processes import obey_parent

Output = dict[str, Any]


class ForkEngine(Engine):
    """Run a notebook's code cells in a forked IPython shell; outputs are those of a real kernel."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,  # noqa: ARG003 - papermill's signature
        *,
        timeout: float | None = None,
        **kwargs: Any,  # noqa: ARG003
    ) -> None:
        """Run the cells; one that fails, or after `timeout` seconds in all, ends the notebook."""
        cells = nb_man.nb.cells
        code = [i for i, cell in enumerate(cells) if cell.cell_type == "code"]
        for index, outputs in _events([(i, cells[i].source) for i in code], timeout):
            cell = cells[index]
            if outputs is None:
                nb_man.cell_start(cell, index)
                continue
            cell.execution_count, cell.outputs = code.index(index) + 1, outputs
            if any(output.output_type == "error" for output in outputs):
                nb_man.cell_exception(cell, cell_index=index)
            nb_man.cell_complete(cell, cell_index=index)


def _events(sources: list[tuple[int, str]], timeout: float | None) -> Iterator[tuple[int, Any]]:
    """Yield (cell, None) when a cell starts and (cell, outputs) when it ends."""
    receiver, sender = Pipe(duplex=False)
    sys.stdout.flush()
    sys.stderr.flush()
    with interrupts_held():
        child = os.fork()
        if child == 0:
            receiver.close()
            _child(sources, sender)
    sender.close()
    try:
        yield from _receive(receiver, sources[0][0] if sources else None, timeout)
    finally:
        receiver.close()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _receive(
    receiver: Connection, last: int | None, timeout: float | None
) -> Iterator[tuple[int, Any]]:
    from nbformat import from_dict  # noqa: PLC0415

    end = None if timeout is None else time.monotonic() + timeout
    while True:
        try:
            if receiver.poll(end and max(0, end - time.monotonic())):
                index, outputs = receiver.recv()
            else:
                index, outputs = (
                    last,
                    [_error("TimeoutError", f"It ran longer than {timeout} s.")],
                )
        except EOFError:
            index, outputs = last, [_error("DeadKernelError", "The notebook's process died.")]
        if index is None:
            return
        yield index, None if outputs is None else [from_dict(output) for output in outputs]
        if outputs and outputs[-1]["output_type"] == "error":
            return
        last = index


def _child(sources: list[tuple[int, str]], sender: Connection) -> None:
    """Run the cells and leave without the parent's exit handlers."""
    try:
        obey_parent()
        with tempfile.TemporaryDirectory() as home:
            os.environ["IPYTHONDIR"] = home
            shell = _shell()
            for count, (index, source) in enumerate(sources, 1):
                sender.send((index, None))
                outputs = shell.run(source, count)
                sender.send((index, outputs))
                if outputs and outputs[-1]["output_type"] == "error":
                    break
            sender.send((None, None))
    finally:
        os._exit(0)


class _Stream(TextIOBase):
    """Standard output or error of a cell; pieces that follow each other are one output."""

    def __init__(self, name: str, outputs: list[Output]) -> None:
        self.name, self.outputs = name, outputs

    def write(self, text: str) -> int:
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == self.name:
            last["text"] += text
        elif text:
            self.outputs.append({"output_type": "stream", "name": self.name, "text": text})
        return len(text)


class _Publisher(DisplayPublisher):
    outputs: list[Output]

    def publish(self, data: Any, metadata: Any = None, **kwargs: Any) -> None:
        """Keep what `display` shows."""
        del kwargs
        self.outputs.append(
            {"output_type": "display_data", "data": data, "metadata": metadata or {}}
        )

    def clear_output(self, wait: bool = False) -> None:
        """Forget what the cell showed so far."""
        del wait
        self.outputs.clear()


class _Hook(DisplayHook):
    outputs: list[Output]
    count: int

    def __call__(self, result: Any = None) -> None:
        """Keep the value of a cell's last expression."""
        if result is None or self.quiet():
            return
        data, metadata = self.compute_format_data(result)
        self.update_user_ns(result)
        self.outputs.append(
            {
                "output_type": "execute_result",
                "data": data,
                "metadata": metadata,
                "execution_count": self.count,
            }
        )


class _Shell(InteractiveShell):
    def run(self, source: str, count: int) -> list[Output]:
        """Return the outputs of the cell that is run as number `count`."""
        outputs: list[Output] = []
        self.displayhook.count = count
        self.display_pub.outputs = self.displayhook.outputs = outputs
        sys.stdout, sys.stderr = _Stream("stdout", outputs), _Stream("stderr", outputs)
        result = self.run_cell(source, store_history=True, silent=False)
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            outputs.append(_error(type(error).__name__, str(error), self.lines))
        return outputs

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        del etype, evalue
        self.lines = list(stb)


def _shell() -> _Shell:
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = _Shell(
        config=config,
        user_ns={"__name__": "__main__", "__builtins__": builtins},
        display_pub_class=_Publisher,
        displayhook_class=_Hook,
    )
    _Shell._instance = InteractiveShell._instance = shell  # what get_ipython and display ask for
    return shell


def _error(name: str, value: str, lines: list[str] | None = None) -> Output:
    return {"output_type": "error", "ename": name, "evalue": value, "traceback": lines or []}
