"""Words: lemma, part of speech and stems, safe for whatever stands in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beleg.reading import words


@pytest.mark.parametrize(
    ("word", "lemma", "tag"),
    [
        ("Gasmotoren", "Gasmotor", "NN"),
        ("Häuser", "Haus", "NN"),
        ("Kabelbäume", "Kabelbaum", "NN"),
        ("Unionsstaates", "Unionsstaat", "NN"),
        ("Achsen", "Achse", "NN"),
        ("Präsidenten", "Präsident", "NN"),
        ("Ministerin", "Ministerin", "NN"),
        ("Elektronikbauteilen", "Elektronikbauteil", "NN"),
        ("Werken", "Werk", "NN"),
        ("Maschinen", "Maschine", "NN"),
        ("Minsk", "Minsk", "NE"),
        ("führte", "führen", "VV(FIN)"),
        ("ging", "gehen", "VV(FIN)"),
        ("betonte", "betonen", "VV(FIN)"),
        ("belarussischen", "belarussisch", "ADJ(A)"),
        ("größeren", "groß", "ADJ(A)"),
        ("auch", "auch", "ADV"),
    ],
)
def test_lemma_and_part_of_speech(word, lemma, tag):
    """A word form comes back with its lemma and its part of speech."""
    assert words.analyse(word)[:2] == (lemma, tag)


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("Gasmotoren", ("gas", "motor")),
        ("Kabelbäume", ("kabel", "baum")),
        ("Unionsstaates", ("union", "staat")),
        ("Mikroschaltkreise", ("mikro", "schalt", "kreis")),
        ("ging", ("geh",)),
    ],
)
def test_stems_of_a_compound(word, stems):
    """Stems come without linking sounds and endings, in the form of the dictionary."""
    assert words.analyse(word).stems == stems


@pytest.mark.parametrize("word", ["", " ", "12", "1,6", "_", "-", "’", "a b", "x" * 61, "é́", "№"])
def test_what_is_no_word(word):
    """What is no word, or is too long, comes back as it is, without stems."""
    assert words.analyse(word) == words.Word(word, "XY", ())


def test_the_tag_alone_is_the_tag_of_the_analysis():
    """The quick tag and the full analysis agree."""
    for word in ["Traktoren", "sagte", "Astapow", "Mrd", "belarussische", "Kostanai"]:
        assert words.tag(word) == words.analyse(word).tag


@pytest.mark.parametrize("word", ["Astapow", "Kostanai", "Gabdullin", "Selenograd", "Duschanbe"])
def test_names_are_names(word):
    """A name that no dictionary has is told by its letters."""
    assert words.is_name(word)


@pytest.mark.parametrize("word", ["Maßnahmen", "Halbleiterfertigung", "Betrieb", "Chemiewerken"])
def test_nouns_are_no_names(word):
    """A common noun is no name, compounds nobody has listed included."""
    assert not words.is_name(word, 1.5)


def test_a_margin_lets_in_what_is_nearly_a_name():
    """A surname that looks like a noun is a name only with a margin."""
    assert (words.is_name("Kempf"), words.is_name("Kempf", 1.5)) == (False, True)


@given(st.text(max_size=24))
def test_any_text_has_an_analysis(word):
    """Whatever stands there, the analysis has a lemma and a tag and never raises."""
    found = words.analyse(word)
    assert isinstance(found.lemma, str)
    assert found.tag == words.tag(word)
