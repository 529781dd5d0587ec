"""What the report on themes says of a small article, and of one that says nothing."""

import pandas as pd
import pytest

import shown
from beleg.showing import cooperation as c
from beleg.showing.evidence import Report

SHOWN = [
    c.summary, c.themes_chart, c.themes_table, c.quotes, c.ties_chart, c.commitments, c.urgency,
    c.cautions,
]  # fmt: skip


@pytest.fixture
def report() -> Report:
    """Return the report on the small article."""
    return shown.report()


def emptied(report: Report) -> Report:
    """Return a report on the same article in which nothing was found."""
    for name in ("quotes", "quantities", "themes", "relations"):
        frame: pd.DataFrame = getattr(report.frames, name)
        object.__setattr__(report.frames, name, frame.iloc[:0])
    return report


def test_headline_counts_the_ties_by_status(report: Report) -> None:
    """The finding comes from the frames: one tie, and it exists."""
    assert "1 tie between two partners: 1 exists." in c.summary(report).plain()


def test_index_is_told_the_leading_themes(report: Report) -> None:
    """The first screen carries the themes for the list of reports."""
    assert c.summary(report).about["themes"] == "Engines, Time pressure"


@pytest.mark.parametrize("show", SHOWN)
def test_everything_shown_is_cited(report: Report, show: object) -> None:
    """What is shown has only marks that lead into the article."""
    show(report)  # type: ignore[operator]

    assert all(0 <= start < end <= len(shown.TEXT) for start, end in report.cited)


def test_slip_is_shown_as_one(report: Report) -> None:
    """A role that contradicts its person is told: the text's words, and who is read."""
    said = c.quotes(report).plain()

    assert "A slip: the text says „der Regierungschef“[2], read as Alexander Lukaschenko" in said


def test_unresolved_speaker_is_said_to_be_so(report: Report) -> None:
    """A quote without a speaker is not given one."""
    report.frames.quotes["speaker"] = None

    assert "speaker not resolved" in c.quotes(report).plain()


def test_correction_shows_its_reason(report: Report) -> None:
    """A row that a reader corrected says so, with the reader's reason."""
    for name in ("relations", "quotes", "themes"):
        getattr(report.frames, name)["corrected"] = f"why {name}"

    assert "Corrected by a reader: why relations" in c.commitments(report).plain()
    assert "Corrected by a reader: why quotes" in c.quotes(report).plain()
    assert "Corrected by a reader: why themes" in c.themes_table(report).plain()


def test_commitment_shows_who_what_how_firm_and_its_words(report: Report) -> None:
    """A tie is a row with partners, goods, status and a mark at the words that say so."""
    said = c.commitments(report).plain()

    assert "Motoren bauen | Belarus – Tatarstan | Motoren | exists | „bauen“[1]" in said


def test_chart_is_told_in_words(report: Report) -> None:
    """The alt text of a chart holds the numbers that it draws."""
    chart = c.themes_chart(report)

    assert "Engines, 1, 33.3%, 1" in chart.alt  # type: ignore[union-attr]
    assert "Time pressure, 1, 33.3%, 2" in chart.alt  # type: ignore[union-attr]


def test_time_pressure_names_who_voices_it(report: Report) -> None:
    """The words that press stand with the speaker whose quote they are in."""
    assert "Alexander Lukaschenko: „Wir müssen uns beeilen“[2]" in c.urgency(report).plain()


@pytest.mark.parametrize("show", SHOWN)
@pytest.mark.parametrize("code", ["en", "de"])
def test_article_that_says_nothing_is_shown_too(show: object, code: str) -> None:
    """Where a layer is empty the report says so in a sentence."""
    block = show(emptied(shown.report(code)))  # type: ignore[operator]

    assert block.plain()
    assert block.html()
    assert block.typst()


def test_state_agency_is_a_caution() -> None:
    """A text of a state agency is named as such."""
    assert "BelTA is a state agency" in c.cautions(shown.report(agency="BelTA")).plain()
    assert "state agency" not in c.cautions(shown.report(agency="dpa")).plain()
