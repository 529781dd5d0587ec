"""What two folders of reports say differently, and how `beleg diff` prints it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from beleg import BelegError
from beleg.making import changes, report
from beleg.making.changes import Change
from beleg.making.report import Options

BELEG = Path(sys.executable).with_name("beleg")
QUANTITY = {"surface": "19 Milliarden", "value": "19000000000.0", "unit": "USD", "year": "2021"}
QUOTE = {"surface": "Wir müssen uns beeilen.", "speaker": "Alexander Lukaschenko"}
TIE = {"a": "Belarus", "b": "Tatarstan", "activity": "Motoren bauen", "status": "planned"}


def reports(folder: Path, **given: Any) -> Path:
    """Write a folder of reports with these rows; what is not given is the same in each."""
    folder.mkdir()
    rows = {"quantities": [QUANTITY], "quotes": [QUOTE], "relations": [TIE], **given}
    for layer, columns in changes.FINDINGS.items():
        lines = [",".join(f'"{row.get(c, "")}"' for c in columns) for row in rows[layer]]
        text = "\n".join([",".join(columns), *lines])
        (folder / f"{layer}.csv").write_text(text, encoding="utf-8")
    about = {"headline": "Two ties", "verdict": "supported", **given.get("about", {})}
    (folder / "provenance.json").write_text(json.dumps({"import_figure": {"about": about}}))
    return folder


def differ(folder: Path, **given: Any) -> list[Change]:
    """Return what changes when a folder of reports becomes one with these rows."""
    return changes.between(reports(folder / "old"), reports(folder / "new", **given))


def diff(old: Path, new: Path) -> subprocess.CompletedProcess[str]:
    """Run `beleg diff` and return its exit code and what it printed."""
    return subprocess.run(
        [BELEG, "diff", old, new], capture_output=True, text=True, check=False, timeout=60
    )


def test_same_findings_are_no_change(tmp_path: Path) -> None:
    """Reports made again from the same inputs differ in nothing."""
    assert differ(tmp_path) == []


def test_corrected_figure_is_gone_and_new(tmp_path: Path) -> None:
    """A figure read otherwise is told twice: as it was and as it is."""
    other = {**QUANTITY, "surface": "18 Milliarden", "value": "18000000000.0"}

    assert differ(tmp_path, quantities=[other]) == [
        Change("gone", "quantities", "19 Milliarden, 19000000000.0, USD, 2021"),
        Change("new", "quantities", "18 Milliarden, 18000000000.0, USD, 2021"),
    ]


def test_quote_of_another_speaker_is_a_change(tmp_path: Path) -> None:
    """The same words in another mouth are another finding."""
    found = differ(tmp_path, quotes=[{**QUOTE, "speaker": "Rustam Minnichanow"}])

    assert [change.kind for change in found] == ["gone", "new"]
    assert found[1].finding == "Wir müssen uns beeilen., Rustam Minnichanow"


def test_firmer_commitment_is_a_change(tmp_path: Path) -> None:
    """A tie that was planned and is agreed now is told."""
    found = differ(tmp_path, relations=[{**TIE, "status": "agreed"}])

    assert found[1] == Change("new", "relations", "Belarus, Tatarstan, Motoren bauen, agreed")


@pytest.mark.parametrize("key", ["headline", "verdict"])
def test_headline_and_verdict_are_held_against_each_other(key: str, tmp_path: Path) -> None:
    """Another headline or verdict is told, even where all frames are the same."""
    [gone, new] = differ(tmp_path, about={key: "contradicted"})

    assert (gone.layer, new) == (key, Change("new", key, "contradicted"))


def test_finding_that_stands_twice_is_told_once(tmp_path: Path) -> None:
    """A figure that the article repeats is one finding."""
    assert len(differ(tmp_path, quantities=[QUANTITY, *[{**QUANTITY, "unit": "EUR"}] * 2])) == 1


@pytest.mark.parametrize("spoilt", ["quotes.csv", "provenance.json"])
@pytest.mark.parametrize("content", [None, b"", b"x\n1", b"[1]", b'{"a": 1}', b"\xff", b"\0" * 9])
def test_what_is_no_folder_of_reports_is_refused(
    spoilt: str, content: bytes | None, tmp_path: Path
) -> None:
    """A missing or foreign file is a sentence that names the folder, never a traceback."""
    old, new = reports(tmp_path / "old"), reports(tmp_path / "new")
    if content is None:
        (new / spoilt).unlink()
    else:
        (new / spoilt).write_bytes(content)
    with pytest.raises(BelegError, match="new is no folder of reports"):
        changes.between(old, new)


def test_diff_prints_a_line_a_finding(tmp_path: Path) -> None:
    """`beleg diff` signs what is gone with a minus and what is new with a plus."""
    old = reports(tmp_path / "old")
    done = diff(old, reports(tmp_path / "new", quotes=[]))

    assert done.returncode == 0
    assert done.stdout == "- quotes: Wir müssen uns beeilen., Alexander Lukaschenko\n"


def test_diff_of_what_is_no_report_is_one_sentence(tmp_path: Path) -> None:
    """A folder without reports ends in exit code 1 and one line."""
    (tmp_path / "empty").mkdir()
    done = diff(reports(tmp_path / "old"), tmp_path / "empty")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("beleg: ")
    assert done.stderr.count("\n") == 1


def test_diff_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    """Escape sequences and line ends in an article's words are printed as text."""
    attack = {"surface": "\x1b]0;hit\x07\x1b[2J\nnext\u202e", "speaker": "\x9b31m"}
    done = diff(reports(tmp_path / "old"), reports(tmp_path / "new", quotes=[QUOTE, attack]))

    assert done.stdout.count("\n") == 1
    assert all(character.isprintable() for character in done.stdout.rstrip("\n"))
    assert r"\x1b]0;hit" in done.stdout


def test_folder_that_is_no_report_is_replaced_by_one(tmp_path: Path) -> None:
    """A run does not fail because what lies in the report's place cannot be compared."""
    story = tmp_path / "story.txt"
    story.write_text("MINSK, 3. Mai (BelTA) – Belarus und Tatarstan bauen Motoren.", "utf-8")
    (tmp_path / "out" / "story").mkdir(parents=True)
    (tmp_path / "out" / "story" / "themes.html").touch()
    options = Options(tmp_path / "out", notebooks=("themes",), formats=("html",))
    [outcome] = report.make([str(story)], options)

    assert (outcome.status, outcome.differs) == ("made", ())
