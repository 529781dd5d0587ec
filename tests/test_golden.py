"""The golden articles: their annotation fits their texts."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from beleg.reading.themes import THEMES
from conftest import ROOT

ARTICLES = sorted((ROOT / "tests" / "golden").glob("*/*.json"))
LAYERS = ("quotes", "quantities", "entities", "themes")
# Quotation marks around direct speech, also written as an entity: «„», «&quot;».
MARK = re.compile(r"[„“”\"«»]|&quot;")
FLOWS = {"import", "export", "trade_turnover", "investment", "production", None}

Record = dict[str, Any]


@pytest.fixture(params=ARTICLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def golden(request: pytest.FixtureRequest) -> tuple[Record, str]:
    """Return each annotation with its text."""
    path: Path = request.param
    return json.loads(path.read_bytes()), path.with_suffix(".txt").read_bytes().decode()


def test_words_stand_at_their_spans(golden: tuple[Record, str]) -> None:
    """What an annotation copies from the text stands there, inside the body."""
    gold, text = golden
    copies = [(row, row.get("surface", row.get("text"))) for k in LAYERS[:3] for row in gold[k]]
    body = gold["body"]

    assert [words for row, words in copies if text[row["start"] : row["end"]] != words] == []
    assert all(body["start"] <= row["start"] < row["end"] <= body["end"] for row, _ in copies)


@pytest.mark.parametrize("layer", LAYERS)
def test_rows_of_a_layer_follow_each_other(golden: tuple[Record, str], layer: str) -> None:
    """Rows stand in the order of the text and do not overlap."""
    rows = golden[0][layer]

    assert all(one["end"] <= other["start"] for one, other in pairwise(rows))


def test_quotes_stand_in_marks(golden: tuple[Record, str]) -> None:
    """A quote begins after a mark, ends before one, and somebody says it."""
    gold, text = golden
    for row in gold["quotes"]:
        before, after = text[row["start"] - 6 : row["start"]], text[row["end"] : row["end"] + 6]

        assert MARK.search(before), row["text"]
        assert MARK.match(after), row["text"]
        assert row["speaker"]


def test_sentences_cover_the_body(golden: tuple[Record, str]) -> None:
    """Between dateline, sentences and the end of the body there is nothing but space."""
    gold, text = golden
    place = gold["dateline"]["end"]
    for sentence in [*gold["themes"], {"start": gold["body"]["end"], "end": gold["body"]["end"]}]:
        assert not text[place : sentence["start"]].strip()
        place = sentence["end"]


def test_labels_are_known(golden: tuple[Record, str]) -> None:
    """Themes are the seventeen, flows and comparators those of the format."""
    gold, _ = golden

    assert {theme for row in gold["themes"] for theme in row["themes"]} <= set(THEMES)
    assert {row["flow"] for row in gold["quantities"]} <= FLOWS
    assert {row["comparator"] for row in gold["quantities"]} <= {"=", ">", ">=", "<", "<=", "~"}


def test_partners_are_entities_of_the_article(golden: tuple[Record, str]) -> None:
    """Both sides of a relation are named in the article, in a sentence of it."""
    gold, _ = golden
    names = {row["canonical"] for row in gold["entities"]}
    starts = {row["start"] for row in gold["themes"]}

    assert {row[side] for row in gold["relations"] for side in "ab"} <= names
    assert {row["sentence_start"] for row in gold["relations"]} <= starts
