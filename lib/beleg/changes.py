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


class Change(NamedTuple):
    """One finding that only the old (`gone`) or only the new reports (`new`) have."""

    kind: str  # new, gone
    layer: str  # quantities, quotes, relations, headline
    finding: str


def between(old: Path, new: Path) -> list[Change]:
    """Return what the reports in folder `new` say otherwise than those in `old`.

    Raises BelegError if one of them is no folder of reports.
    """
    found = []
    for layer, before in _findings(old).items():
        after = _findings(new)[layer]
        found += [Change("gone", layer, text) for text in before if text not in after]
        found += [Change("new", layer, text) for text in after if text not in before]
    return found


def _findings(path: Path) -> dict[str, list[str]]:
    found = {}
    try:
        for layer, columns in FINDINGS.items():
            with (path / f"{layer}.csv").open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            found[layer] = [", ".join(row[c] for c in columns if row[c]) for row in rows]
        reports = json.loads((path / "provenance.json").read_bytes())
        found["headline"] = [made["about"]["headline"] for made in reports.values()]
    except (OSError, ValueError, KeyError) as error:
        raise BelegError(f"{path} is no folder of reports: {error}.") from error
    return found
