"""Lexicon entries with stars and conditions, found in invented sentences."""

import shutil

import pytest

from beleg import BelegError, project
from beleg.reading import article, lexicon, phrases, sentences
from beleg.reading.phrases import Phrases


@pytest.fixture
def lexicons(tmp_path, monkeypatch):
    """Return a function that writes a lexicon beside the others and reads it as phrases."""
    shutil.copytree(project.LEXICON, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(project, "LEXICON", tmp_path)

    def write(*entries: str) -> Phrases:
        lexicon.read.cache_clear()
        phrases.read.cache_clear()
        (tmp_path / "made.tsv").write_text("\n".join(("words\tlabel", *entries)), "utf-8")
        return phrases.read(("made",), ("a", "b"))

    yield write
    lexicon.read.cache_clear()
    phrases.read.cache_clear()


def hits(text: str, compiled: Phrases, given: dict[int, set[str]] | None = None) -> list[str]:
    """Return what was found as «words label»."""
    document = sentences.read(article.from_text(text))
    found = phrases.find(document, compiled, given or {})
    return [f"{document.text[hit.start : hit.end]} {hit.label}" for hit in found]


@pytest.mark.parametrize(
    ("pattern", "word", "fits"),
    [
        ("motor", "Motor", True),
        ("motor", "Motoren", False),
        ("motor*", "Motoren", True),
        ("motor*", "Gasmotoren", False),
        ("*motor", "Gasmotor", True),
        ("*motor*", "Gasmotoren", True),
        ("motor*", "MTZ-Motoren", True),
        ("*motor* ! motorrad*", "Motorrad", False),
        ("*motor* ! motorrad*", "Motorblock", True),
        ("Band", "band", False),
        ("Band", "Band", True),
        ("fließ*", "fließen", True),
    ],
)
def test_a_star_stands_for_the_rest_of_a_word(lexicons, pattern, word, fits):
    """A star stands for letters, an exception takes back, a capital asks for a capital."""
    assert bool(hits(f"Hier {word} dort.", lexicons(f"{pattern}\ta"))) is fits


def test_several_words_stand_in_a_row(lexicons):
    """A phrase is found only where its words follow each other."""
    compiled = lexicons("vom band\ta")
    assert hits("Sie rollen vom Band.", compiled) == ["vom Band a"]
    assert hits("Sie rollen vom neuen Band.", compiled) == []


def test_a_lone_star_is_any_word(lexicons):
    """A star between words stands for one word."""
    assert hits("Das kam aus Japan her.", lexicons("aus * her\ta")) == ["aus Japan her a"]


def test_the_longer_phrase_counts(lexicons):
    """A word within a longer phrase is not found by itself."""
    compiled = lexicons("land*\ta", "landwirtschaftliche maschinen\tb")
    assert hits("Es sind landwirtschaftliche Maschinen.", compiled) == [
        "landwirtschaftliche Maschinen b"
    ]


def test_a_condition_asks_for_a_label_in_the_sentence(lexicons):
    """An entry with «&» counts only beside its label, one with «& !» only without it."""
    compiled = lexicons("liefer* & @money\ta", "euro\t@money", "ware & !a\tb")
    assert hits("Wir liefern Ware.", compiled) == ["Ware b"]
    assert hits("Wir liefern Ware für 3 Euro.", compiled) == ["liefern a", "Euro @money"]


def test_a_label_may_come_from_elsewhere(lexicons):
    """A label given for a sentence fulfils a condition there."""
    compiled = lexicons("liefer* & b\ta")
    assert hits("Wir liefern. Wir liefern.", compiled, {1: {"b"}}) == ["liefern a"]


def test_a_phrase_ends_with_its_sentence(lexicons):
    """Words of two sentences make no phrase."""
    assert hits("Wir waren dort. Die Seiten kamen.", lexicons("dort .  die\ta")) == []


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("mo*tor\ta", "line 2: «mo*tor»: a star stands only"),
        ("*\ta", "line 2: «*»: a star stands only"),
        ("m*\ta", "line 2: «m*»: a star stands only"),
        ("motor ! *\ta", "a star stands only"),
        ("motor\tc", "unknown label «c»"),
        ("motor & @nowhere\ta", "unknown label «@nowhere»"),
    ],
)
def test_a_broken_entry_is_named(lexicons, entry, reason):
    """A broken pattern or unknown label is an error with file, line and reason."""
    with pytest.raises(BelegError, match=r"made\.tsv, line 2") as error:
        lexicons(entry)
    assert reason in str(error.value)


def test_an_entry_stands_once(lexicons):
    """The same words with the same label twice are an error."""
    with pytest.raises(BelegError, match="line 3"):
        lexicons("motor\ta", "motor\ta")
