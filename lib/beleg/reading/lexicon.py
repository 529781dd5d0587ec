"""data/lexicon/ read and checked: a list is data, and a broken line names its file and number.

A lexicon is a UTF-8 text of tab-separated lines: comments begin with «#», the first other line
names the columns, each further line is an entry. Empty lines are passed over.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from beleg import BelegError, project

Row = tuple[str, ...]


@cache
def read(
    name: str,
    columns: tuple[str, ...],
    *,
    key: int = 1,
    patterns: tuple[str, ...] = (),
    values: tuple[tuple[str, Collection[str]], ...] = (),
) -> list[Row]:
    """Return the entries of data/lexicon/NAME.tsv as tuples of strings, in the order of the file.

    The first `key` columns together must be unique; a column in `patterns` must hold a regular
    expression; `values` pairs a column with the words it may hold. Raises BelegError with file,
    line and reason.
    """
    path = project.LEXICON / f"{name}.tsv"
    seen: dict[Row, int] = {}
    rows = []
    for number, row in _lines(path.read_text(encoding="utf-8"), columns, path.name):
        if row[:key] in seen:
            raise BelegError(
                f"{path.name}, line {number}: «{' '.join(row[:key])}» stands on line "
                f"{seen[row[:key]]} already; remove one."
            )
        seen[row[:key]] = number
        _check(
            dict(zip(columns, row, strict=True)), patterns, values, f"{path.name}, line {number}"
        )
        rows.append(row)
    return rows


@cache
def pairs(name: str, key: str, value: str) -> dict[str, str]:
    """Return the second column of data/lexicon/NAME.tsv by the first."""
    return {row[0]: row[1] for row in read(name, (key, value))}


def months() -> dict[str, str]:
    """Return the number of each month by its names."""
    return pairs("months", "word", "month")


@cache
def grammar(*kinds: str) -> frozenset[str]:
    """Return the function words of these kinds of grammar.tsv."""
    rows = read("grammar", ("word", "kind"), key=2)
    return frozenset(word for word, what in rows if what in kinds)


@cache
def small_words(kind: str = "small") -> frozenset[str]:
    """Return the small words of German: articles, pronouns and the like, or finite verbs."""
    rows = read("small_words", ("word", "kind"), values=(("kind", ("small", "verb")),))
    return frozenset(word for word, its in rows if its == kind)


def _lines(text: str, columns: Row, file: str) -> Iterator[tuple[int, Row]]:
    header_seen = False
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = tuple(cell.strip() for cell in line.split("\t"))
        if not header_seen:
            if row != columns:
                raise BelegError(
                    f"{file}, line {number}: the columns must be {', '.join(columns)}."
                )
            header_seen = True
        elif len(row) != len(columns):
            raise BelegError(
                f"{file}, line {number}: {len(columns)} columns wanted, {len(row)} found."
            )
        else:
            yield number, row


def _check(
    cells: dict[str, str],
    patterns: tuple[str, ...],
    values: tuple[tuple[str, Collection[str]], ...],
    place: str,
) -> None:
    for column in patterns:
        try:
            re.compile(cells[column])
        except re.error as error:
            raise BelegError(f"{place}: «{cells[column]}» is no pattern: {error}.") from error
    for column, allowed in values:
        if cells[column] not in allowed:
            raise BelegError(f"{place}: unknown {column} «{cells[column]}».")
