"""Both notebooks in the real JupyterLab, as a reader runs them: open, Run menu, Run All Cells."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tomllib
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nbformat
import pytest

import browser
from beleg import project
from beleg.making import notebook
from browser import Tab
from conftest import ROOT, until

TOKEN = "of-this-test-alone"  # noqa: S105 - opens nothing but the server below
# No news, no updates, no tour; all cells in the page, not only those in the window.
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}
MENU = "[...document.querySelectorAll('.lm-MenuBar-itemLabel')].find(e => e.textContent == '{}')"
ITEM = "[...document.querySelectorAll('.lm-Menu-itemLabel')].find(e => e.textContent == '{}')"
CELLS = "[...document.querySelectorAll('.jp-Notebook .jp-CodeCell')]"
PROMPTS = f"{CELLS}.map(c => c.querySelector('.jp-InputPrompt').textContent)"
ENDED = f"{PROMPTS}.every(text => /^\\[\\d+\\]:$/.test(text))"
# A kernel that waits for work says so in the toolbar.
IDLE = "document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'"
ERRORS = """[...document.querySelectorAll('[data-mime-type^="application/vnd.jupyter."]')]
  .map(e => e.textContent)"""  # errors, and what went to standard output or standard error
# The text that each cell shows as HTML, and whether it takes up room on the screen.
SHOWN = f"""{CELLS}.map(c => [...c.querySelectorAll('.jp-RenderedHTML')]
  .map(e => e.getBoundingClientRect().height > 10 ? e.textContent : '').join(' '))"""

NEEDED = (
    pytest.mark.lab,
    *browser.NEEDED,
    pytest.mark.skipif(find_spec("jupyterlab") is None, reason="no JupyterLab (group lab)"),
)


def drives_lab(test: Any) -> Any:
    """Mark a test that needs a real JupyterLab and a real Chromium."""
    for mark in NEEDED:
        test = mark(test)
    return test


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield where a JupyterLab answers: on a copy of the notebooks, with folders of its own."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(project.NOTEBOOKS, home / "notebooks")
    for name, values in SETTINGS.items():
        path = home / f"config/lab/user-settings/@jupyterlab/{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    own = {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "RUNTIME")}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("jupyter"), "lab", "--no-browser", "--allow-root"]
    options = [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    options += ["--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={TOKEN}"]
    with (
        (home / "log").open("wb") as log,
        subprocess.Popen(
            [*command, *options, home / "notebooks"],
            env={**os.environ, **own, "IPYTHONDIR": str(home / "ipython")},
            stdout=log,
            stderr=log,
        ) as run,
    ):
        try:
            yield answering(f"http://127.0.0.1:{port}")
        finally:
            run.terminate()


@pytest.fixture
def tab(tmp_path: Path) -> Iterator[Tab]:
    """Yield a page of Chromium, large enough for JupyterLab."""
    with browser.tab(tmp_path) as page:
        page.media("light", 1400)
        yield page


def answering(address: str) -> str:
    """Return the address as soon as a server answers there."""

    def answers() -> bool:
        try:
            with urllib.request.urlopen(f"{address}/api", timeout=5):  # noqa: S310 - loopback
                return True
        except OSError:
            return False

    until(answers, about="JupyterLab starts")
    return address


def test_lab_alone_brings_jupyterlab() -> None:
    """JupyterLab and its scheduler stand in the group `lab`, in no other and in no extra."""
    made = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lists = {**made["dependency-groups"], **made["project"]["optional-dependencies"]}
    lists |= {"every report": made["project"]["dependencies"]}
    bring = {name for name, needs in lists.items() if any("jupyter" in str(n) for n in needs)}

    assert bring == {"lab"}
    assert made["tool"]["uv"]["default-groups"] == []


@drives_lab
@pytest.mark.parametrize("name", notebook.names())
def test_run_all_works_as_the_notebook_stands(name: str, address: str, tab: Tab) -> None:
    """After Run All Cells every cell has run, none failed, and each shows what it made as HTML."""
    expected = cells_that_show(name)
    tab.open(f"{address}/lab/tree/{name}.ipynb?token={TOKEN}&reset")
    tab.until(f"{CELLS}.length === {len(expected)} && {IDLE}")

    tab.click(MENU.format("Run"))
    tab.click(ITEM.format("Run All Cells"))
    tab.until(ENDED, seconds=120)

    assert tab.see(ERRORS) == []
    shown = tab.see(SHOWN)
    assert [bool(text.strip()) for text in shown] == expected


def cells_that_show(name: str) -> list[bool]:
    """Return, for each code cell, whether it shows something: all but the parameters do."""
    cells = nbformat.read(notebook.path(name), as_version=4).cells
    codes = [cell for cell in cells if cell.cell_type == "code"]
    return ["parameters" not in cell.metadata.get("tags", []) for cell in codes]
