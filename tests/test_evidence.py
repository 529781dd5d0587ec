"""What a report cites: each mark leads to its words, each highlighted word leads back."""

import re
import time
from itertools import accumulate
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import shown
from beleg import BelegError
from beleg.showing import evidence
from beleg.showing.evidence import Report
from shown import TEXT, span


@pytest.fixture
def report() -> Report:
    """Return the report on the small article."""
    return shown.report()


def text_of(html: str) -> str:
    """Return HTML without its tags."""
    return re.sub(r"<[^>]+>", "", html)


def test_mark_is_the_number_of_the_sentence(report: Report) -> None:
    """A mark says in which sentence its words stand, so that it can be found in print."""
    assert report.cite_span(*span("Motoren"), "good").text == "1"
    assert report.cite_span(span("Motoren")[0], span("beeilen")[1], "quote").text == "1–2"


def test_citing_again_changes_nothing(report: Report) -> None:
    """A cell that is run again gives the same mark and cites nothing twice."""
    first = report.cite_span(*span("Motoren"), "good")

    assert report.cite_span(*span("Motoren"), "good") == first
    assert report.cited == {span("Motoren"): ["good"]}


def test_words_that_do_not_stand_there_fail_the_report(report: Report) -> None:
    """A row whose words differ from the article at its span raises."""
    row = SimpleNamespace(start=0, end=5, surface="Hallo")

    with pytest.raises(BelegError, match="does not stand"):
        report.cite(row, "use")


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (5, 5), (0, 10_000)])
def test_span_outside_the_article_fails_the_report(report: Report, start: int, end: int) -> None:
    """A span that is no span of the article raises."""
    with pytest.raises(BelegError, match="no span"):
        report.cite_span(start, end, "use")


def test_cited_words_are_marked_and_lead_back(report: Report) -> None:
    """The article's words carry the anchor of the citation and a link back to it."""
    start, end = span("beeilen")
    report.cite_span(start, end, "Time pressure")
    shown_words = evidence.article_words(report).html()

    assert f'<mark id="e{start}-{end}">beeilen</mark>' in shown_words
    assert f'<a href="#m{start}-{end}">↩ Time pressure</a>' in shown_words


def test_whole_text_stands_where_its_rights_allow(report: Report) -> None:
    """Every word of the article is there, whatever is cited."""
    report.cite_span(*span("beeilen"), "x")
    words = text_of(evidence.article_words(report).html())

    assert all(word in words for word in TEXT.split())


def test_only_cited_sentences_stand_where_rights_are_reserved() -> None:
    """Without the right to reproduce the text, sentences that nothing cites are left out."""
    report = shown.report(reproduce="cited", url="https://example.org/a")
    report.cite_span(*span("beeilen"), "x")
    words = evidence.article_words(report).html()

    assert "beeilen" in words
    assert "importierte" not in words
    assert 'href="https://example.org/a"' in words


@pytest.mark.parametrize(
    "spans",
    [
        [("Wir müssen", "müssen uns")],
        [("Wir müssen uns", "müssen"), ("müssen", "uns beeilen")],
        [("Wir müssen uns beeilen", "müssen uns"), ("Wir müssen", "uns beeilen")],
    ],
)
def test_overlapping_citations_stay_well_nested(spans: list[tuple[str, str]]) -> None:
    """Words cited twice over keep their text, and every mark is closed."""
    report = shown.report()
    for words in {word for pair in spans for word in pair}:
        report.cite_span(*span(words), words)
    shown_words = evidence.article_words(report).html()

    assert shown_words.count("<mark") == shown_words.count("</mark>")
    assert "Wir müssen uns beeilen" in text_of(shown_words)


def test_ways_back_of_one_kind_are_one(report: Report) -> None:
    """Words of one sentence cited as the same thing share one way back."""
    report.cite_span(*span("Wir"), "Time pressure")
    report.cite_span(*span("beeilen"), "Time pressure")

    assert evidence.article_words(report).html().count("↩ Time pressure") == 1


def test_colophon_names_what_the_report_was_made_from(report: Report) -> None:
    """Article, hash, rights, versions and parameters stand at the end."""
    said = evidence.colophon(report).plain()

    assert report.frames.article.sha256 in said
    assert "language = en" in said
    assert "pandas" in said


def test_colophon_names_what_does_not_show() -> None:
    """Hidden characters of the article are listed by their code points."""
    report = shown.report()
    text = report.frames.article.text.replace("Motoren", "Mo\u200btoren", 1)
    said = evidence.colophon(
        Report(shown.read(text.replace("Mo\u200btoren", "Motoren")), report.language)
    ).plain()

    assert "U+200B" not in said
    object.__setattr__(report.frames.article, "text", text)
    assert "U+200B" in evidence.colophon(report).plain()


@given(st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=8))
def test_any_citations_keep_the_text_and_nest(places: list[tuple[int, int]]) -> None:
    """Whatever is cited, no letter is lost, marks nest, and each citation has one anchor."""
    text = "abcdefghij" * 6
    spans = sorted({(a, min(a + n, 60)) for a, n in places}, key=lambda s: (s[0], -s[1]))
    pieces = list(evidence._pieces(text, (0, 60), spans))
    depths = list(accumulate({"open": 1, "close": -1}.get(piece.kind, 0) for piece in pieces))

    assert "".join(piece.text for piece in pieces) == text
    assert min(depths) >= 0
    assert depths[-1] == 0
    assert sorted(p.anchor for p in pieces if p.anchor) == sorted(f"{a}-{b}" for a, b in spans)


def test_long_article_is_shown_in_time_that_grows_with_it() -> None:
    """Twenty thousand sentences, each cited, take seconds, not minutes."""
    report = shown.report()
    row = report.frames.sentences.iloc[[0]]
    many = pd.concat([row] * 20_000, ignore_index=True)
    many["start"], many["end"] = range(0, 200_000, 10), range(9, 200_009, 10)
    object.__setattr__(report.frames, "sentences", many)
    object.__setattr__(report.frames.article, "text", "Ein Satz. " * 20_000)
    for start in range(0, 200_000, 10):
        report.cited[start, start + 3] = ["x"]
    begin = time.process_time()
    evidence.article_words(report).html()

    assert time.process_time() - begin < 5
