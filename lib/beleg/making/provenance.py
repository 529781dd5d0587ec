"""What a report was made from, kept beside it: when any of it changes, the report is made again."""

import json
import sys
import sysconfig
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from beleg import project
from beleg.making import notebook
from beleg.reading import article

FILE = "provenance.json"


def read(folder: Path) -> dict[str, Any]:
    """Return what the reports in a folder were made from, by notebook; {} if it is not known."""
    try:
        found = json.loads((folder / FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(folder: Path, made: Mapping[str, Any]) -> None:
    """Write what the reports in a folder were made from."""
    text = json.dumps(made, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")


def inputs(path: Path, name: str, choices: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that a report depends on: a value or a hash under the name that a user knows.

    `choices` are the parameters, formats and other options of the run.
    """
    beside = {kind.partition(".")[0]: article.sidecar(path, kind) for kind in article.SIDECARS}
    return {
        "article": _hash(article.content(path)),
        **{kind: _hash(file.read_bytes()) if file else "" for kind, file in beside.items()},
        "notebook": _hash(notebook.path(name).read_bytes()),
        **choices,
        **_house(),
    }


def reasons(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return what changed between the inputs of a report and those it would have now."""
    if not old:
        return ["not made yet"]
    return [f"{name} changed" for name in new if new[name] != old.get(name)]


@cache
def _house() -> dict[str, str]:
    """Return hashes of what every report depends on: lexicons, statistics, package, libraries."""
    installed = sorted(
        path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    )
    return {
        "lexicons": _hash_folder(project.LEXICON),
        "statistics": _hash_folder(project.OFFICIAL),
        "package": _hash_folder(project.PACKAGE),
        "libraries": _hash("\n".join([sys.version, *installed]).encode()),
    }


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()[:16]


def _hash_folder(path: Path) -> str:
    digest = sha256()
    for file in sorted(path.rglob("*")):
        if file.is_file() and not {"__pycache__", "share"} & set(file.parts):
            digest.update(file.relative_to(path).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
