"""The scorer: what counts as right, and the figures that follow by hand."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from beleg import BelegError
from beleg.reading.score import Figure, Figures, score, table
from conftest import ROOT

DEV = ROOT / "tests" / "golden" / "dev"
TEXT = (
    "Menü 7 Mio. Euro\nHandel legt um 3% zu\n"
    "MINSK, 2. Mai (BelTA) – Belarus importierte 2022 Motoren für über 40 Mio. Euro aus Kasan. "
    "„Das ist erst der Anfang“, sagte Anna Berg. „Wir holen auf“, fügte sie hinzu. "
    "In den drei Jahren bekam das Werk „Great Stone“ dreißig Pressen."
)

Record = dict[str, Any]


def span(words: str, **fields: object) -> Record:
    """Return a record whose span is where these words stand in the text."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "surface": words, **fields}


def quantity(words: str, value: float, unit: str, **fields: object) -> Record:
    """Return a quantity without comparator, year and flow but for those given."""
    plain = {"comparator": "=", "year": None, "flow": None}
    return span(words, value=value, unit=unit, **plain | fields)


def quote(words: str, surface: str) -> Record:
    """Return a quote of the one speaker."""
    return span(words, text=words, speaker="Anna Berg", speaker_surface=surface)


@pytest.fixture
def gold() -> Record:
    """Return the annotation of the text above."""
    first = span("Belarus importierte 2022 Motoren für über 40 Mio. Euro aus Kasan.")
    last = span("In den drei Jahren bekam das Werk „Great Stone“ dreißig Pressen.")
    place = {"type": "LOC", "canonical": "Belarus"}
    return {
        "id": "01",
        "headline": span("Handel legt um 3% zu"),
        "dateline": span("MINSK, 2. Mai (BelTA) –", place="MINSK", date=None, agency="BelTA"),
        "quotes": [quote("Das ist erst der Anfang", "Anna Berg"), quote("Wir holen auf", "sie")],
        "quantities": [
            quantity("40 Mio. Euro", 40e6, "EUR", comparator=">", year=2022, flow="import"),
            quantity("drei Jahren", 3, "years", optional=True),
            quantity("dreißig Pressen", 30, "items"),
        ],
        "entities": [
            span("Belarus", **place),
            span("Great Stone", type="ORG", canonical="Great Stone", alt_types=["LOC"]),
        ],
        "themes": [
            {**first, "themes": ["engines", "trade_turnover"]},
            {**last, "themes": ["industry_machinery"]},
        ],
        "relations": [{"a": "Belarus", "b": "Gebiet Kasan", "explicit": True}],
    }


def judge(folder: Path, gold: Record, **changed: object) -> dict[str, Figure]:
    """Return the figures of the annotation itself, some of its layers replaced."""
    (folder / "01.txt").write_bytes(TEXT.encode())
    (folder / "01.json").write_text(json.dumps(gold), encoding="utf-8")
    return score(folder, {"01": gold | changed}).layers


def counts(figure: Figure) -> tuple[int, int | None, int]:
    """Return how many are right, false and missed."""
    return figure.right, figure.false, figure.missed


def of_dev(change: object = None) -> Figures:
    """Return the figures of the golden articles' own annotation without the layers named."""
    golds = [json.loads(path.read_bytes()) for path in sorted(DEV.glob("*.json"))]
    return score(DEV, {one["id"]: {k: v for k, v in one.items() if k != change} for one in golds})


def test_annotation_agrees_with_itself() -> None:
    """An annotation scored against itself is right in every layer."""
    assert {figure.value for figure in of_dev().layers.values()} == {1.0}


def test_missing_layer_is_missed_alone() -> None:
    """A prediction without quotes has an F1 of 0 there, and all other layers stay right."""
    figures = of_dev("quotes").layers
    wrong = [name for name, figure in figures.items() if figure.value < 1]

    assert wrong == ["quotes"]
    assert figures["quotes"].value == 0


def test_missing_article_counts_as_empty(tmp_path: Path, gold: Record) -> None:
    """An article without prediction is missed whole."""
    judge(tmp_path, gold)
    figures = score(tmp_path, {}).layers

    assert counts(figures["quotes"]) == (0, 0, 2)
    assert counts(figures["relations"]) == (0, 0, 1)


def test_quote_may_carry_its_marks(tmp_path: Path, gold: Record) -> None:
    """A predicted span with the marks is as right as one without."""
    with_marks = [{**q, "start": q["start"] - 1, "end": q["end"] + 1} for q in gold["quotes"]]

    assert counts(judge(tmp_path, gold, quotes=with_marks)["quotes"]) == (2, 0, 0)


def test_half_a_quote_is_false_and_missed(tmp_path: Path, gold: Record) -> None:
    """A span that shares less than nine tenths is no match: 1 right, 1 false, 1 missed."""
    first, second = gold["quotes"]
    half = {**first, "end": first["end"] - 10}
    figure = judge(tmp_path, gold, quotes=[half, second])["quotes"]

    assert counts(figure) == (1, 1, 1)
    assert figure.value == pytest.approx(0.5)


def test_wrong_speaker_is_counted_by_how_it_is_named(tmp_path: Path, gold: Record) -> None:
    """A pronoun resolved wrongly costs the accuracy of its own kind and the whole one."""
    first, second = gold["quotes"]
    figures = judge(tmp_path, gold, quotes=[first, {**second, "speaker": "Karl Kurz"}])

    assert counts(figures["quote speaker"]) == (1, None, 1)
    assert figures["quote speaker (named at cue)"].value == 1
    assert figures["quote speaker (role/pronoun/none)"].value == 0


def test_scale_error_is_false_and_missed(tmp_path: Path, gold: Record) -> None:
    """Forty instead of forty million is a false quantity, and the import figure is incomplete."""
    first, *others = gold["quantities"]
    figures = judge(tmp_path, gold, quantities=[{**first, "value": 40.0}, *others])

    assert counts(figures["quantities"]) == (1, 1, 1)
    assert counts(figures["import figure complete (value, unit, comparator, year, flow)"]) == (
        0,
        None,
        1,
    )


def test_lost_comparator_leaves_the_quantity_right(tmp_path: Path, gold: Record) -> None:
    """«über 40» read as 40 is a right value with a wrong comparator."""
    first, *others = gold["quantities"]
    figures = judge(tmp_path, gold, quantities=[{**first, "comparator": "="}, *others])

    assert figures["quantities"].value == 1
    assert counts(figures["quantity comparator"]) == (1, None, 1)
    assert figures["quantity year"].value == 1


@pytest.mark.parametrize("kept", [slice(0, 3), slice(0, 3, 2)])
def test_optional_quantity_is_neither_right_nor_wrong(
    tmp_path: Path, gold: Record, kept: slice
) -> None:
    """«drei Jahren», predicted or not, changes nothing."""
    figure = judge(tmp_path, gold, quantities=gold["quantities"][kept])["quantities"]

    assert counts(figure) == (2, 0, 0)


def test_counted_nouns_are_one_unit(tmp_path: Path, gold: Record) -> None:
    """Whoever counts «machines» where the annotation counts «items» is right."""
    others = gold["quantities"][:2]
    pieces = {**gold["quantities"][2], "unit": "machines"}
    figures = judge(tmp_path, gold, quantities=[*others, pieces])

    assert figures["quantities"].value == 1


def test_headline_does_not_count_and_menu_is_false(tmp_path: Path, gold: Record) -> None:
    """A quantity of the headline is ignored, one of the menu is false."""
    more = [quantity("3%", 3, "percent"), quantity("7 Mio. Euro", 7e6, "EUR")]
    figures = judge(tmp_path, gold, quantities=gold["quantities"] + more)

    assert counts(figures["quantities"]) == (2, 1, 0)


def test_other_type_may_be_as_good(tmp_path: Path, gold: Record) -> None:
    """Great Stone as a place is right among the named and nowhere false."""
    place, park = gold["entities"]
    figures = judge(tmp_path, gold, entities=[place, {**park, "type": "LOC"}])

    assert figures["entities PER+ORG+LOC"].value == 1
    assert counts(figures["entities LOC"]) == (1, 0, 0)


def test_themes_go_to_the_sentence_they_share_most_with(tmp_path: Path, gold: Record) -> None:
    """One record over both sentences is right once, false never and misses what it lacks."""
    whole = {"start": gold["themes"][0]["start"], "end": len(TEXT), "themes": ["engines"]}
    figures = judge(tmp_path, gold, themes=[whole])

    assert counts(figures["themes"]) == (1, 0, 2)
    assert figures["theme set exact per sentence"].value == 0


def test_relation_has_no_direction_and_many_spellings(tmp_path: Path, gold: Record) -> None:
    """Kasan with «Republik Belarus» is Belarus with «Gebiet Kasan»."""
    turned = [{"a": "Kasan", "b": "Republik Belarus"}]

    assert judge(tmp_path, gold, relations=turned)["relations"].value == 1


def test_accuracy_has_wilsons_interval(tmp_path: Path, gold: Record) -> None:
    """One of two right is 0.5 between 0.095 and 0.905, as Wilson's formula gives it by hand."""
    first, second = gold["quotes"]
    quotes = [first, {**second, "speaker": None}]
    figure = judge(tmp_path, gold, quotes=quotes)["quote speaker"]

    assert (figure.low, figure.high) == (
        pytest.approx(0.0945, abs=1e-3),
        pytest.approx(0.9055, abs=1e-3),
    )


def test_interval_of_an_f1_is_drawn_from_the_articles(tmp_path: Path, gold: Record) -> None:
    """With one article right and one empty it spans both, and each run gives the same."""
    judge(tmp_path, gold)
    (tmp_path / "02.txt").write_bytes(TEXT.encode())
    (tmp_path / "02.json").write_text(json.dumps({**gold, "id": "02"}), encoding="utf-8")
    runs = [score(tmp_path, {"01": deepcopy(gold)}).layers["quotes"] for _ in range(2)]

    assert (runs[0].low, runs[0].value, runs[0].high) == (0.0, pytest.approx(2 / 3), 1.0)
    assert runs[0] == runs[1]


def test_slips_say_what_is_wrong(tmp_path: Path, gold: Record) -> None:
    """A missed relation is named under its article."""
    judge(tmp_path, gold)
    slips = score(tmp_path, {"01": gold | {"relations": []}}).slips

    assert {(mark.verdict, mark.words) for mark in slips["01"]} == {("missed", "belarus / kasan")}


def test_table_shows_every_layer() -> None:
    """The text report has a line for each layer, with its figure."""
    figures = of_dev()
    lines = table(figures).splitlines()

    assert lines[0] == f"{figures.articles} articles"
    assert all(any(line.startswith(f"{name} ") for line in lines) for name in figures.layers)


def test_folder_without_annotation_is_an_error(tmp_path: Path) -> None:
    """A folder that holds no annotated article is told what it should hold."""
    with pytest.raises(BelegError, match="annotated articles"):
        score(tmp_path, {})
