"""What differs between two folders of reports: figures, quotes, commitments, verdict."""

import csv
import json
from pathlib import Path
from typing import NamedTuple

from beleg import BelegError

# Which columns of a frame make up what a reader would call the same finding.
FINDINGS = {
    "quantities": ("surface", "value", "unit", "comparator", "year", "flow"),
    "quotes": ("surface", "speaker"),
    "relations": ("a", "b", "activity", "status"),
}
TOLD = ("headline", "verdict")


class Change(NamedTuple):
    """One finding that only the old (`gone`) or only the new reports (`new`) have."""

    kind: str  # new, gone
    layer: str  # quantities, quotes, relations, headline, verdict
    finding: str


def between(old: Path, new: Path) -> list[Change]:
    """Return what the reports in folder `new` say otherwise than those in `old`.

    Raises BelegError if one of them is no folder of reports.
    """
    found, now = [], _findings(new)
    for layer, before in _findings(old).items():
        after = now[layer]
        found += [Change("gone", layer, text) for text in before if text not in after]
        found += [Change("new", layer, text) for text in after if text not in before]
    return found


def _findings(path: Path) -> dict[str, dict[str, None]]:
    """Return by layer what is found, each finding once, in the order of the article."""
    try:
        found = {layer: _rows(path / f"{layer}.csv", FINDINGS[layer]) for layer in FINDINGS}
        made = json.loads((path / "provenance.json").read_bytes()).values()
        for key in TOLD:
            found[key] = dict.fromkeys(m["about"][key] for m in made if key in m["about"])
    except (OSError, ValueError, LookupError, AttributeError, TypeError, csv.Error) as error:
        raise BelegError(f"{path} is no folder of reports: {error}.") from error
    return found


def _rows(path: Path, columns: tuple[str, ...]) -> dict[str, None]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if not set(columns) <= set(rows.fieldnames or ()):
            raise ValueError(f"{path.name} has other columns")
        return dict.fromkeys(", ".join(row[c] for c in columns if row[c]) for row in rows)
