"""Work in processes of its own: a few at a time, none left behind, a death is a result."""

import ctypes
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from beleg import BelegError
from beleg.making.notebook import can_fork, interrupts_held

Task = TypeVar("Task")
Result = TypeVar("Result")

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


def run(
    function: Callable[[Task], Result], tasks: Sequence[Task], *, jobs: int
) -> Iterator[tuple[Task, Result | BelegError]]:
    """Yield (task, what function(task) returned) as they end, at most `jobs` at a time.

    Each task gets a new process, forked from this one where that is safe. What a task raises, and
    its death, comes back as a BelegError. When the iteration is left early, all processes end.
    """
    context: Any = multiprocessing.get_context("fork" if can_fork() else "spawn")
    waiting = deque(tasks)
    running: dict[Connection, tuple[Task, Any]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                task = waiting.popleft()
                receiver, sender = context.Pipe(duplex=False)
                process = context.Process(target=_work, args=(function, task, sender))
                with interrupts_held():
                    process.start()
                    running[receiver] = task, process
                sender.close()
            for ended in wait(list(running)):
                assert isinstance(ended, Connection)  # noqa: S101 - wait() also takes sockets
                task, process = running.pop(ended)
                yield task, _result(ended, process)
    finally:
        for _, process in running.values():
            process.kill()
            process.join()


def obey_parent() -> None:
    """Leave interrupts to the process that started this one; end when that one ends (Linux)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _work(function: Callable[[Any], Any], task: Any, sender: Connection) -> None:
    obey_parent()
    try:
        result = function(task)
    except BelegError as error:
        result = error
    except Exception as error:  # noqa: BLE001 - whatever it is, the other tasks go on
        result = BelegError(f"{type(error).__name__}: {error}")
    sender.send(result)


def _result(receiver: Connection, process: Any) -> Any:
    try:
        result = receiver.recv()
    except EOFError:
        result = None
    receiver.close()
    process.join()
    if process.exitcode:
        return BelegError(f"The process that made it died (exit code {process.exitcode}).")
    return result
