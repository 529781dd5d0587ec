"""Official statistics: snapshots with their source records (data/official/)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd


class Message(NamedTuple):
    """A sentence as an English template (id of the translation catalogue) and its values."""

    template: str  # «{claim} is {share} of the goods imports of {year}.»
    values: dict[str, Any]

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.template.format_map(self.values)


@dataclass(frozen=True)
class Source:
    """The source record of one file: who made it, when, under which terms, and its hash."""

    name: str
    title: str
    producer: str
    url: str
    licence: str
    citation: str
    vintage: str
    sha256: str
    units: tuple[tuple[str, str], ...]  # column, unit

    @property
    def line(self) -> str:
        """Return the source line below a number: producer, title, vintage."""
        return f"{self.producer}: {self.title}, {self.vintage}"


@dataclass(frozen=True, eq=False)
class Statistics:
    """Everything that claims are held against."""

    tables: dict[str, pd.DataFrame]
    records: dict[str, Source]
    trade: pd.DataFrame  # snapshots by commodity; empty if none is there


def load(*folders: Path) -> Statistics:
    """Return the statistics of data/official/ (and of further folders); hashes are verified."""
    raise NotImplementedError


def sources(*folders: Path) -> pd.DataFrame:
    """Return the source records: name title producer citation url licence vintage sha256."""
    raise NotImplementedError
