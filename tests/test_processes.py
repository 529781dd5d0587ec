"""Tasks in processes of their own: results, failures, deaths, and none left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from beleg import BelegError
from beleg.making import notebook, processes
from conftest import until


def double(number: int) -> int:
    """Return twice the number; 13 fails, 66 dies."""
    if number == 13:
        raise ValueError("unlucky")
    if number == 66:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def alive(process: int) -> bool:
    """Say whether a process still runs; one that nobody has reaped yet does not."""
    status = Path("/proc", str(process), "stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_results_come_back_with_their_tasks() -> None:
    """Every task is run once and answered, more tasks than processes included."""
    assert dict(processes.run(double, range(7), jobs=2)) == {n: 2 * n for n in range(7)}


def test_failure_is_a_result_and_the_others_go_on() -> None:
    """An exception in one task comes back as BelegError beside the others' results."""
    found = dict(processes.run(double, [1, 13, 2], jobs=2))

    assert (found[1], found[2]) == (2, 4)
    assert isinstance(found[13], BelegError)
    assert "ValueError: unlucky" in str(found[13])


def test_death_is_a_result() -> None:
    """A process that is killed comes back as BelegError with its exit code."""
    found = dict(processes.run(double, [66, 1], jobs=1))

    assert "died" in str(found[66])
    assert found[1] == 2


def test_interrupt_while_python_forks_is_kept() -> None:
    """Python drops what a signal handler raises while it forks; held, it comes afterwards."""

    def interrupted() -> Iterator[int]:
        with notebook.interrupts_held():
            os.kill(os.getpid(), signal.SIGINT)
            if (child := os.fork()) == 0:
                os._exit(0)
            yield child

    steps = interrupted()
    _, status = os.waitpid(next(steps), 0)

    assert status == 0
    with pytest.raises(KeyboardInterrupt):
        next(steps)


def test_no_process_outlives_its_parent(tmp_path: Path) -> None:
    """A parent that is killed takes the processes of its tasks with it."""
    code = (
        "import os, pathlib, time\nfrom beleg.making import processes\n"
        f"def task(n): pathlib.Path({str(tmp_path)!r}, str(os.getpid())).touch(); time.sleep(60)\n"
        "list(processes.run(task, [1, 2], jobs=2))"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as parent:
        until(lambda: len(list(tmp_path.iterdir())) == 2)
        children = [int(path.name) for path in tmp_path.iterdir()]
        parent.kill()

    until(lambda: not any(alive(child) for child in children), seconds=1)
