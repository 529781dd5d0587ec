"""What the report on the import figure says: claim, scale, verdict with and without data."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import made_up
import shown
from beleg.checking import claims, official
from beleg.checking.claims import Check
from beleg.showing import imports
from beleg.showing.evidence import Report


@pytest.fixture
def report() -> Report:
    """Return the report on the small article."""
    return shown.report()


@pytest.fixture
def checks(report: Report) -> list[Check]:
    """Return its checks with the statistics of the project."""
    return imports.check(report)


def test_headline_says_what_is_claimed_and_the_verdict(report: Report, checks: list[Check]) -> None:
    """The first screen has the figure in the report's language and what became of it."""
    said = imports.summary(report, checks).plain().replace("\xa0", " ")

    assert "Imports of more than 3 billion US dollars[3] by Belarus in 2021" in said
    assert "Not checkable with the data at hand" in said


def test_each_part_of_the_claim_leads_to_its_words(report: Report, checks: list[Check]) -> None:
    """Figure, hedge, year, reporter and goods have a mark of their own."""
    imports.claimed(report, checks)
    words = {shown.TEXT[start:end] for start, end in report.cited}

    assert {"3 Mrd. US-Dollar", "über", "2021", "Belarus", "Motoren"} <= words


def test_scale_is_a_sentence_with_its_numbers(report: Report, checks: list[Check]) -> None:
    """The share of all imports comes from the statistics: 3 of 41.387 billion dollars."""
    said = imports.scale(report, checks).plain().replace("\xa0", " ")

    assert "would be 7.2% of all goods imports of Belarus in 2021, gross" in said


def test_every_number_of_the_scale_has_its_source(report: Report, checks: list[Check]) -> None:
    """Each row of the table names a source by its letter, and each letter is spelled out."""
    table = imports.scale(report, checks).blocks[2]  # type: ignore[attr-defined]

    assert all(row[-1][0].text != "–" for row in table.rows)
    assert "World Bank" in str(table.notes)


def test_article_without_a_claim_says_so() -> None:
    """Without a trade figure the report says that none is claimed, and shows the quantities."""
    report = shown.report()
    report.frames.quantities["flow"] = None
    checks = imports.check(report)

    assert checks == []
    assert "claims no import or export figure" in imports.summary(report, checks).plain()
    assert "3 Mrd. US-Dollar" in imports.quantities(report).plain()


@pytest.mark.parametrize("code", ["en", "de"])
@pytest.mark.parametrize(
    "show",
    [
        *(imports.summary, imports.claimed, imports.versions, imports.scale, imports.baskets),
        *(imports.indications, imports.cautions, imports.colophon),
    ],
)
def test_every_part_shows_itself_for_one_claim_and_for_two(code: str, show: object) -> None:
    """Each part gives HTML, Typst and text, whether one figure is claimed or several."""
    report = shown.report(code)
    checks = imports.check(report)

    for some in (checks, checks * 2):
        block = show(report, some)  # type: ignore[operator]
        assert all((block.html(), block.typst(), block.plain()))


def test_corrected_figure_shows_its_reason(report: Report, checks: list[Check]) -> None:
    """A quantity that a reader corrected says so, in the list and in the claim."""
    report.frames.quantities["corrected"] = "a slip of the agency"

    for block in (imports.quantities(report), imports.claimed(report, checks)):
        assert "Corrected by a reader: a slip of the agency" in block.plain()


def test_several_claims_are_counted_and_listed(report: Report, checks: list[Check]) -> None:
    """The first screen of two claims has each with its verdict in a row."""
    said = imports.summary(report, checks * 2).plain()

    assert "claims 2 trade figures: 2 cannot be checked." in said
    assert said.count("Not checkable with the data at hand") == 2


def test_trade_of_two_claims_is_charted_once(report: Report, checks: list[Check]) -> None:
    """Two figures of the same trade share one chart of its years."""
    [check] = checks
    other = replace(check, claim=replace(check.claim, value=2e9))

    assert imports.scale(report, [check, other]).html().count("<svg") == 1


def test_made_up_trade_leads_to_a_verdict_and_its_chart(report: Report, tmp_path: Path) -> None:
    """With trade by commodity the baskets are charted, and the band of the claim with them."""
    values = {("BLR", partner, code): 3.5e9 for partner in ("WLD",) for code in ("8407", "8408")}
    statistics = official.load(made_up.snapshot(tmp_path, values))
    [claim] = claims.find(report.frames)
    check = claims.check(claim, statistics, report.frames.article)
    said = imports.baskets(report, [check]).plain()

    assert check.baskets["value"].notna().any() == ("baskets lie" in said or "basket lies" in said)


def test_claim_review_is_told_only_when_signed(report: Report, checks: list[Check]) -> None:
    """Search engines are told of a check when somebody has signed it off, and not before."""
    assert "claim_review" not in imports.summary(report, checks).about
    signed = {"name": "A", "date": "2026-01-31", "verdict": checks[0].verdict, "claim": "x"}
    object.__setattr__(checks[0], "sign_off", signed)
    [review] = json.loads(imports.summary(report, checks).about["claim_review"])

    assert review["author"]["name"] == "A"
