"""What must and must not stand in the repository, and what the wheel carries."""

import ast
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

from beleg.reading import accuracy
from conftest import ROOT, WIRE_STORY

# A registry's host in an address: its URL would say where this machine fetches packages.
REGISTRY = re.compile(r"https?://[^\s\"')]*(?:pypi|pythonhosted|npmjs|debian)[^\s\"')]*", re.I)
# «/home/anna/», «/tmp/», «C:\Users\»: a folder of somebody's machine.
MACHINE_PATH = re.compile(r"(?<![\w.$}/])/(?:home/[a-z]\w*|root|work|tmp|Users/\w+)/|[A-Z]:\\Users")
# Lines of code that a floor may have: to raise one is a decision, not an accident.
FLOOR_LINES = {"reading": 6_250, "checking": 1_300, "showing": 2_000, "making": 1_000}


def tracked(*patterns: str) -> list[Path]:
    """Return the files that git tracks."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, check=True
    )
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


@pytest.fixture(scope="module", autouse=True)
def checkout() -> None:
    """Skip where the tests run outside a git checkout (an unpacked archive)."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")


def test_no_file_names_a_registry_or_a_machine() -> None:
    """No tracked text holds a registry's address or a path of a home, work or temp folder."""
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in tracked()
        if path.is_file() and path != Path(__file__).resolve()
        for pattern in (REGISTRY, MACHINE_PATH)
        for hit in pattern.finditer(path.read_text("utf-8", "replace"))
    ]

    assert found == []


def test_lock_file_is_not_tracked() -> None:
    """uv.lock stays out of git, since it records the registry it was resolved from."""
    assert tracked("uv.lock", "*/uv.lock") == []


def test_notebooks_are_tracked_without_outputs() -> None:
    """A notebook in git has neither outputs nor execution counts."""
    cells = [
        cell for path in tracked("*.ipynb") for cell in json.loads(path.read_text("utf-8"))["cells"]
    ]

    assert cells
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)


def test_wire_story_is_the_published_text() -> None:
    """The article's bytes have the hash that its record states."""
    record = json.loads(WIRE_STORY.with_suffix(".record.json").read_text("utf-8"))

    assert hashlib.sha256(WIRE_STORY.read_bytes()).hexdigest() == record["sha256"]


def test_map_of_the_house_is_true() -> None:
    """lib/beleg/__init__.py names every module, and a module imports only what stands above it."""
    package = ROOT / "lib/beleg"
    text = (package / "__init__.py").read_text("utf-8")
    order = re.findall(r"^ {4}(?: {4})?(\w+)/? ", text, re.M)
    modules = {
        path.parent.name if path.stem == "__init__" else path.stem
        for path in (*package.glob("*.py"), *package.glob("[a-z]*/*.py"))
        if path.parent.name != "extra"
    }
    wrong = [
        f"{path.stem} imports {name}"
        for path in tracked("lib/beleg/*.py")
        if path.stem in order
        for name in top_level_imports(path)
        if name in order and order.index(name) >= order.index(path.stem)
    ]

    assert set(order) == (modules - {"beleg", "__main__"}) | {"render", "extra"}
    assert wrong == []


@pytest.mark.parametrize("floor", FLOOR_LINES)
def test_floor_stays_small(floor: str) -> None:
    """No floor outgrows its ceiling; blank lines, comments and docstrings do not count."""
    assert sum(map(code_lines, tracked(f"lib/beleg/{floor}/*.py"))) < FLOOR_LINES[floor]


@pytest.mark.skipif(
    not os.environ.get("UV") and not shutil.which("uv"), reason="uv builds the wheel"
)
def test_wheel_makes_reports_outside_the_checkout(tmp_path: Path) -> None:
    """The installed wheel has lexicons, statistics, notebooks and the story, and does the job."""
    uv = os.environ.get("UV") or str(shutil.which("uv"))

    def run(*command: str | Path) -> str:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(uv, "build", "--wheel", "--out-dir", tmp_path, ROOT)
    run(uv, "venv", "--python", sys.executable, tmp_path / "env")
    [wheel] = tmp_path.glob("*.whl")
    run(uv, "pip", "install", "--python", tmp_path / "env", wheel)
    said = run(next((tmp_path / "env").glob("*/beleg*")), "report")

    names = {path.name for path in (tmp_path / "reports" / WIRE_STORY.stem).iterdir()}
    assert {"themes.html", "themes.pdf", "import_figure.html", "import_figure.pdf"} <= names
    assert f"reports/{WIRE_STORY.stem}" in said


def top_level_imports(path: Path) -> set[str]:
    """Return the modules of the package that a module imports when it is loaded."""
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("beleg"):
            parts = str(node.module).split(".")
            found |= {parts[2]} if len(parts) > 2 else {alias.name for alias in node.names}
    return found


def code_lines(path: Path) -> int:
    """Count the lines that hold code: no blank lines, comments or docstrings."""
    source = path.read_text("utf-8")
    lines: set[int] = set()
    skipped = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in skipped | {tokenize.ENDMARKER}:
            lines |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            first = node.body[0]
            lines -= set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return len(lines)


def test_printed_accuracy_belongs_to_this_parser() -> None:
    """The figures that reports print were measured with the rules and lexicons as they stand.

    After a change of these: `beleg score tests/golden/unseen --keep tests/golden/unseen`.
    """
    kept = accuracy.kept()

    assert kept is not None
    assert not kept["stale"]
