"""Themes of sentences, on texts invented for the project."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beleg.reading import article, names, sentences, themes

PARAGRAPHS = json.loads((Path(__file__).parent / "golden" / "paragraphs.json").read_text("utf-8"))
WORDS = ["MTZ", "Export", "$3 Mrd.", "„", "“", '"', ".", ",", "Davon", "Maschinen", "in Ufa", "\n"]
DATELINE = "MINSK, 13. April (BelTA) - "


def read(text: str) -> list[list[str]]:
    """Return the themes of each sentence."""
    document = sentences.read(article.from_text(DATELINE + text))
    rows = themes.find(document, names.find(document))
    return [
        sorted({row.theme for row in rows if row.sentence == number})
        for number in range(len(document.sentences))
    ]


def words(text: str) -> set[tuple[str, str, str]]:
    """Return (words, theme, method) of each row."""
    document = sentences.read(article.from_text(DATELINE + text))
    rows = themes.find(document, names.find(document))
    return {(document.text[row.start : row.end], row.theme, row.method) for row in rows}


@pytest.mark.parametrize(
    ("word", "theme"),
    [
        ("Transportmaschinenbau", "industry_machinery"),
        ("Personenaufzüge", "industry_machinery"),
        ("Elektrobusse", "industry_machinery"),
        ("Autoteile", "automotive_components"),
        ("Hinterachsen", "automotive_components"),
        ("Mikroschaltkreise", "microelectronics"),
        ("Leistungshalbleiter", "microelectronics"),
        ("Mähdrescher", "agricultural_machinery"),
        ("Kettentraktoren", "agricultural_machinery"),
        ("Schiffsdieselmotoren", "engines"),
        ("Kalidünger", "energy_petrochemicals"),
        ("Wasserkraftwerke", "energy_petrochemicals"),
        ("Agrarexporte", "trade_turnover"),
        ("Warenumsatz", "trade_turnover"),
        ("Importsubstitution", "import_substitution"),
        ("Lokalisierungsgrad", "import_substitution"),
        ("Exportkredite", "finance_investment"),
        ("Direktinvestitionen", "finance_investment"),
        ("Konformitätszertifikate", "certification_standards"),
        ("Güterzüge", "logistics_transport"),
        ("Gouverneure", "regional_cooperation"),
        ("Unionsprogramme", "union_state_integration"),
        ("Studiengänge", "education_science"),
        ("Wohnungsbau", "construction"),
        ("Trockenmilch", "agriculture_food"),
        ("Beschleunigung", "urgency_speed"),
    ],
)
def test_a_compound_or_form_speaks_by_its_stem(word, theme):
    """A word that is in no list is read by the stem it holds."""
    assert theme in read(f"Es ging um {word}.")[0]


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister lobte die Motivation der Mannschaft.",
        "Der Beschluss wurde ernst genommen.",
        "Sie betonte die Bewährung im Ausschuss.",
        "Die Arbeiten wurden vorangetrieben.",
        "Das Dokument wurde überarbeitet, betonte er.",
        "Die enormen Erwartungen wurden erfüllt.",
        "Der Botschafter empfing Diplomaten.",
        "Die Lokomotive des Wachstums bleibt der Konsum.".replace("Lokomotive", "Hoffnung"),
        "Auf dem Gebiet des Sports gab es Erfolge.",
        "Der Vorsitzende setzte sich auf die Parkbank.",
        "Kommissionen und Emissäre kamen zusammen.",
    ],
)
def test_a_false_friend_says_nothing(text):
    """Words that only look like a theme's give no theme."""
    assert read(text) == [[]]


def test_each_theme_keeps_its_words():
    """A row holds the word that says so, its theme and how it was found."""
    found = words("KAMAZ kauft Getriebe. Die Busse gehen nach Kasan.")
    assert ("Getriebe", "automotive_components", "words") in found
    assert ("Kasan", "regional_cooperation", "name") in found


def test_a_company_stands_for_its_branch_only_where_the_words_name_none():
    """«Integral» alone is microelectronics; beside another branch the words count."""
    assert read("Der Minister lobte Integral.") == [["microelectronics"]]
    assert read("Integral baut jetzt auch Kühlschränke.") == [["industry_machinery"]]


def test_a_russian_region_is_a_partner_and_the_capital_is_none():
    """A Russian region or its town is regional cooperation, Moscow and a Belarusian region not."""
    assert read("Die Delegation reiste nach Tatarstan.") == [["regional_cooperation"]]
    assert read("Die Delegation reiste in das Gebiet Kaluga.") == [["regional_cooperation"]]
    assert read("Die Delegation reiste nach Moskau.") == [[]]
    assert read("Die Delegation reiste in das Gebiet Brest.") == [[]]


def test_a_venue_is_no_partner():
    """A Russian town where something merely happens is no regional cooperation."""
    assert read("Dies gab er nach Verhandlungen in Ufa bekannt.") == [[]]


def test_the_towns_of_a_partner_count():
    """Where an article opens with a region, its towns and its trade as a whole are of it, too."""
    text = "Belarus und Tatarstan bauen Busse. Sie traf ihn in Kasan. Der Handelsumsatz wächst."
    assert [row[0] for row in read(text)[1:]] == ["regional_cooperation", "regional_cooperation"]


def test_a_statistic_goes_on():
    """A sentence of figures alone goes on with the trade of the one before."""
    text = "Die Ausfuhr von Zement stieg auf 3 Mio. Dollar. Ein Jahr zuvor waren es 2 Mio. Dollar."
    assert read(text)[1] == ["trade_turnover"]
    assert ("Ein", "trade_turnover", "carried") in words(text)


def test_machines_are_industry_where_no_branch_is_named():
    """«Maschinen» alone are industry."""
    assert read("Gebraucht werden Maschinen.") == [["industry_machinery"]]


def test_who_said_it_takes_nothing_up():
    """A sentence that only names the speaker does not go on with a theme."""
    assert read("Der Export wächst. Das sagte der Botschafter vor Journalisten.")[1] == []


def test_a_paragraph_ends_what_goes_on():
    """Nothing is carried over into another paragraph."""
    assert read("Das Werk baut Motoren.\n„Sie laufen ruhig.“") == [["engines"], []]


def test_speech_goes_on_with_what_is_made():
    """A quote that names no theme goes on with the goods before it; a remark on who said so not."""
    text = "Das Werk baut Motoren. „Sie laufen ruhig.“ Davon war der Gast überzeugt."
    assert read(text) == [["engines"], ["engines"], []]


def test_money_in_a_project_is_finance():
    """A sentence whose money goes into something is finance."""
    assert read("In das Vorhaben fließen 3 Mio. Dollar.") == [["finance_investment"]]


def test_a_word_is_no_theme_where_all_around_speaks_of_another():
    """What an article is about outweighs one word: «Schule» in a text on combines."""
    text = (
        "Gomselmasch baut Mähdrescher. Die Traktoren kommen aus Minsk. „Der Mähdrescher ist die "
        "beste Schule“, sagte er. Die Mähdrescher gehen nach Kasachstan."
    )
    assert read(text)[2] == ["agricultural_machinery"]


def test_the_paragraphs_of_the_project_are_read():
    """Themes of the paragraphs the weights were fitted to are found: micro F1 of at least 0.85."""
    right = wrong = missed = 0
    for paragraph in PARAGRAPHS:
        for found, expected in zip(read(paragraph["text"]), paragraph["themes"], strict=True):
            right += len({*found} & {*expected})
            wrong += len({*found} - {*expected})
            missed += len({*expected} - {*found})
    assert 2 * right / (2 * right + wrong + missed) >= 0.85


def test_the_wire_story_presses_for_time(wire_story):
    """Time pressure is voiced where the article voices it: in five sentences."""
    document = sentences.read(article.from_text(wire_story))
    rows = themes.find(document, names.find(document))
    pressing = {row.sentence for row in rows if row.theme == "urgency_speed"}
    said = [document.text[slice(*document.sentences[n][:2])] for n in sorted(pressing)]
    assert [sentence[:20] for sentence in said] == [
        '"Es wäre schön, wenn',
        '"Wir sollten es einf',
        "Wir müssen uns beeil",
        "Die Zeit zwingt uns,",
        '"In dieser Situation',
    ]


@pytest.mark.parametrize(
    ("word", "theme"),
    [("Autoteile", "automotive_components"), ("Finanzierung", "finance_investment")],
)
def test_a_plain_word_of_the_wire_story_is_its_theme(wire_story, word, theme):
    """The sentences that name «Autoteile», the import figure's too, speak of them."""
    document = sentences.read(article.from_text(wire_story))
    rows = themes.find(document, names.find(document))
    assert {row.sentence for row in rows if row.theme == theme} == {
        n for n, s in enumerate(document.sentences) if word in document.text[s.start : s.end]
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_true_spans(text):
    """Arbitrary text raises nothing, and every row lies within its sentence."""
    document = sentences.read(article.from_text(text))
    for row in themes.find(document, names.find(document)):
        sentence = document.sentences[row.sentence]
        assert sentence.start <= row.start < row.end <= sentence.end
