"""Write the versions that are newest today into pyproject.toml, for every platform.

    uv run --group dev python tests/pins.py

`uv.lock` would do the same, but it records the host of the registry it was resolved from.
"""

import re
import subprocess
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
PINS = re.compile(r"^constraint-dependencies = \[\n(?:  .*\n)*\]\n", re.M)


def resolved() -> list[str]:
    """Return one requirement a library, with the markers that it needs."""
    without_pins = PINS.sub("", PYPROJECT.read_text(encoding="utf-8"))
    PYPROJECT.write_text(without_pins, encoding="utf-8")
    groups = ["--all-extras", "--group", "dev", "--group", "fit", "--group", "lab"]
    shape = ["--universal", "--no-annotate", "--no-header", "--quiet"]
    done = subprocess.run(
        ["uv", "pip", "compile", PYPROJECT.name, *groups, *shape],
        cwd=PYPROJECT.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in done.stdout.splitlines() if line and not line.startswith("#")]


def main() -> None:
    """Put the pins behind the table's head, one a line."""
    lines = "".join(f'  "{line.replace(chr(34), chr(39))}",\n' for line in resolved())
    text = PYPROJECT.read_text(encoding="utf-8")
    head = "[tool.uv]\n"
    pinned = text.replace(head, f"{head}constraint-dependencies = [\n{lines}]\n", 1)
    PYPROJECT.write_text(pinned, encoding="utf-8")


if __name__ == "__main__":
    main()
