"""A reader's corrections: they override, add and take out rows, and complain by line."""

from pathlib import Path

import pytest

from beleg import BelegError
from beleg.reading import corrections
from beleg.reading.quantities import Quantity
from beleg.reading.quotes import Quote

TEXT = "MINSK, 2. Mai (BelTA) - Es waren 40 Tonnen. „Gut so“, sagte er."
SAID = Quote(45, 51, "direct", None, "er", None, "sagte", None, False, False)


def read(folder: Path, *lines: str) -> list[corrections.Correction]:
    """Return what a corrections file with these lines says."""
    header = "\t".join(corrections.COLUMNS)
    path = folder / "story.corrections.tsv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return corrections.read(folder / "story.txt")


def apply(folder: Path, rows: list[Quote], *lines: str) -> list[Quote]:
    """Return the rows with all lines applied."""
    for line in read(folder, *lines):
        rows = corrections.apply(rows, line, TEXT)
    return rows


def test_article_without_a_file_has_no_corrections(tmp_path: Path) -> None:
    """Where no file lies beside the article, there is nothing to correct."""
    assert corrections.read(tmp_path / "story.txt") == []


def test_speaker_is_overridden(tmp_path: Path) -> None:
    """A value replaces the field of the row that has the span."""
    [row] = apply(tmp_path, [SAID], "quotes\t45\t51\tGut so\tspeaker\tAnna Berg\tShe told us.")

    assert row == SAID._replace(speaker="Anna Berg")


def test_empty_value_is_null(tmp_path: Path) -> None:
    """An empty value sets a field that may be null to null."""
    [row] = apply(tmp_path, [SAID], "quotes\t45\t51\tGut so\tcue\t\tNo cue.")

    assert row.cue is None


def test_row_is_added_where_none_has_the_span(tmp_path: Path) -> None:
    """Several lines build up one row that the parser missed."""
    lines = read(
        tmp_path,
        "quantities\t33\t42\t40 Tonnen\tvalue\t40\tMissed.",
        "quantities\t33\t42\t40 Tonnen\tunit\tt\tMissed.",
        "quantities\t33\t42\t40 Tonnen\tyear\t2021\tFrom the headline.",
        "quantities\t33\t42\t40 Tonnen\treporters\tBelarus | Russland\tMissed.",
    )
    rows: list[Quantity] = []
    for line in lines:
        rows = corrections.apply(rows, line, TEXT)

    [row] = rows
    assert (row.value, row.unit, row.year) == (40.0, "t", 2021)
    assert row.reporters == ("Belarus", "Russland")


def test_row_is_taken_out(tmp_path: Path) -> None:
    """The field «-» removes a row."""
    assert apply(tmp_path, [SAID], "quotes\t45\t51\tGut so\t-\t\tIrony.") == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("quotes\t46\t51\tGut so\tspeaker\tX\twhy", "line 2: the article reads «ut so»"),
        ("quotes\t45\t51\tGut so\tspeaker\tX\t", "line 2: give a reason"),
        ("quote\t45\t51\tGut so\tspeaker\tX\twhy", "line 2: unknown layer «quote»"),
        ("quotes\t45\t51\tGut so\tspoken\tX\twhy", "line 2: quotes has no field «spoken»"),
        ("quotes\ta\t51\tGut so\tspeaker\tX\twhy", "line 2: start and end must be numbers"),
        ("quotes\t45\t51\tGut so\tslip\tmaybe\twhy", "line 2: «maybe» is no value for slip"),
        ("quotes\t45\t51", "line 2: 7 columns wanted, 3 found"),
        ("quotes\t0\t5\tMINSK\t-\t\twhy", "line 2: quotes has no row at «MINSK»"),
    ],
)
def test_wrong_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    """A line that does not fit is an error with file, line and reason."""
    with pytest.raises(BelegError, match=said) as raised:
        apply(tmp_path, [SAID], line)
    assert "story.corrections.tsv" in str(raised.value)
