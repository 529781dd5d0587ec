"""Tests of beleg.marks: which quotation marks make a pair."""

import pytest

from beleg.reading import article, sentences


def _document(text):
    return sentences.read(article.from_text(text))


PAIRS = {
    "german marks": ("„Wir bauen“, sagte er.", ["Wir bauen"]),
    "straight marks": ('"Wir bauen", sagte er. "Nun", so sie.', ["Wir bauen", "Nun"]),
    "French marks inward": ("»Wir bauen«, sagte er.", ["Wir bauen"]),
    "French marks outward": ("«Wir bauen», sagte er.", ["Wir bauen"]),
    "English marks": ("“Wir bauen”, sagte er.", ["Wir bauen"]),
    "Polish marks": ("„Wir bauen”, sagte er.", ["Wir bauen"]),
    "mixed marks": ('„Wir bauen", sagte er. "Nun“, so sie.', ["Wir bauen", "Nun"]),
    "opening mark at the end": ("„Wir bauen„, sagte er. „Nun„.", ["Wir bauen", "Nun"]),
    "two commas": (",,Wir bauen“, sagte er.", ["Wir bauen"]),
    "single marks": ("Der Park ‚Great Stone‘ wächst.", ["Great Stone"]),
    "name in a compound": ("Der „Great Stone“-Park wächst.", ["Great Stone"]),
    "nested": (
        "„Die Marke „Made in Belarus“ hilft“, sagte er.",
        ["Die Marke „Made in Belarus“ hilft"],
    ),
    "nested straight": ('"Die Marke "MTZ" hilft", sagte er.', ['Die Marke "MTZ" hilft']),
    "nested of two kinds": ('„Die Marke "MTZ" hilft“, sagte er.', ['Die Marke "MTZ" hilft']),
    "one closing mark for two": ("„Die Marke „MTZ“, sagte er.", ["Die Marke „MTZ"]),
    "interrupted": ("„Wir bauen“, sagte er, „und zwar bald.“", ["Wir bauen", "und zwar bald."]),
    "several sentences": ("„Wir bauen. Das dauert.“ Er ging.", ["Wir bauen. Das dauert."]),
    "never closed": ("„Wir bauen, sagte der Minister.", ["Wir bauen"]),
    "never closed, no cue": ("„Wir bauen das Werk.", ["Wir bauen das Werk."]),
    "closed late": ("„Wir bauen, sagte der Chef. „Nun“, so sie.", ["Wir bauen", "Nun"]),
    "never opened": ("Das ist so. Wir bauen“, sagte er. „Nun“, so sie.", ["Wir bauen", "Nun"]),
    "never opened, behind a dash": (
        "„Wir bauen“, sagte der Chef. - Das ist gut. Es eilt“, sagte der Chef.",
        ["Wir bauen", "Das ist gut. Es eilt"],
    ),
    "stray closing mark": ("Wir bauen“ hier. „Nun“, so sie.", ["Nun"]),
    "fragment never closed": (
        "Es sei «eine Chance. Der Chef ging.\n«Nun», so er.",
        ["eine Chance", "Nun"],
    ),
    "inches": ('Ein Rohr von 5" Weite, "gut und billig", sagte er.', ["gut und billig"]),
    "apostrophes": ("So geht's mit Mercedes’ Motoren.", []),
    "over two paragraphs": ("„Wir bauen.\nDas dauert“, sagte er.", ["Wir bauen.\nDas dauert"]),
    "opened in each paragraph": (
        "„Wir bauen.\n„Das dauert“, sagte er.",
        ["Wir bauen.", "Das dauert"],
    ),
    "single marks across a pair": ("Es ‚war „so‘ gut“, sagte er.", ["so‘ gut"]),
    "closed over a paragraph, then stray": (
        "Es «ist.\nSo ist es“, sagte er“, so er.",
        ["ist.\nSo ist es", ", sagte er"],
    ),
    "nothing between": ('Es war "" und „ “ hier.', []),
    "encoded": ("&quot;Wir bauen&quot;, sagte er.", ["Wir bauen"]),
}


@pytest.mark.parametrize(("text", "wanted"), PAIRS.values(), ids=PAIRS)
def test_marks_pair_to_the_outer_quotes(text, wanted):
    """Marks of every kind pair by shape and neighbours; of nested pairs the outer one counts."""
    document = _document(text)
    assert [document.text[m.inner_start : m.inner_end] for m in document.marks] == wanted


def test_a_mark_that_is_never_closed_says_so():
    """The span of an open quote is marked as not closed, that of a closed one as closed."""
    document = _document("„Wir bauen, sagte der Minister.\n„Nun gut“, sagte er.")
    assert [mark.closed for mark in document.marks] == [False, True]
