"""Who works with whom, and how firm it is, on texts invented for the project."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beleg.reading import article, names, quotes, relations, sentences
from beleg.reading.relations import Relation

PARAGRAPHS = json.loads((Path(__file__).parent / "golden" / "paragraphs.json").read_text("utf-8"))
WORDS = ["MTZ", "Belarus", "und", "mit", "liefert", "nach", "Kasan", ",", ".", "„", "“", "dieser"]
DATELINE = "MINSK, 13. April (BelTA) - "


def find(text: str) -> list[Relation]:
    """Return the relations of a text."""
    document = sentences.read(article.from_text(text))
    mentions = names.find(document)
    return relations.find(document, mentions, quotes.find(document, mentions))


def pairs(text: str) -> list[str]:
    """Return «A – B» of each relation, with «?» where one side is implied."""
    found = find(DATELINE + text)
    return [f"{row.a} – {row.b}" + " ?" * (not row.explicit) for row in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Belarus und Tatarstan wollen die Fertigung ausbauen.", "Belarus – Tatarstan"),
        ("Die Exporte gingen an Indien (20%), Peru (8%), Kuba (3%) und die Türkei (1%).", ""),
        ("Belarus will mit Usbekistan gemeinsam Busse bauen.", "Belarus – Usbekistan"),
        ("Der Handel zwischen Belarus und China wächst.", "Belarus – China"),
        ("KAMAZ und Integral prüfen Projekte.", "KAMAZ – Integral"),
        ("Belarus importierte aus China Maschinen.", "Belarus – China"),
        ("MAZ liefert Busse nach Kasachstan.", "MAZ – Kasachstan"),
        ("MTZ liefert Getriebe an seine Partner in Jelabuga.", "MTZ – Jelabuga"),
        ("Amkodor bestellte bei KAMAZ zwanzig Fahrgestelle.", "Amkodor – KAMAZ"),
        ("Nach Kasachstan wurden Lifte exportiert.", "Belarus – Kasachstan ?"),
        ("KAMAZ kaufte Achsen belarussischer Herkunft.", "KAMAZ – Belarus ?"),
        ("MAZ baut zusammen mit seinen tatarischen Partnern Motoren.", "MAZ – Tatarstan ?"),
        ("In Kasan soll ein Zentrum für MTZ-Traktoren entstehen.", "MTZ – Kasan"),
        ("Mit KAMAZ wurde ein Abkommen unterzeichnet.", "Belarus – KAMAZ ?"),
        ("Im Rahmen des Unionsstaates laufen 15 Projekte.", "Belarus – Russland ?"),
        ("Planar baut für Mikron neue Anlagen.", "Planar – Mikron"),
        ("Minsk bittet Kasan um Hilfe.", "Minsk – Kasan"),
        ("Integral und Mikron haben das gleiche Steckenpferd.", "Integral – Mikron"),
        ("Atlant greift dem Konzern Rosseti unter die Arme.", "Atlant – Rosseti"),
        ("MAZ liefert dem Autobauer KAMAZ Achsen.", "MAZ – KAMAZ"),
        ("Zwischen Belarus und China wurden Waren eingeführt.", "Belarus – China"),
        ("Die Eurasische Entwicklungsbank kauft bei MAZ.", "Eurasische Entwicklungsbank – MAZ"),
        ("Atlant in Minsk und KAMAZ bilden gemeinsam aus.", "Atlant – KAMAZ"),
        ("MAZ setzte in Usbekistan 40 Busse ab.", "MAZ – Usbekistan"),
        ("MTZ und KAMAZ ziehen an einem Strang.", "MTZ – KAMAZ"),
    ],
)  # fmt: skip
def test_a_frame_joins_two_sides(text, expected):
    """Each way to say that two sides cooperate joins the right ones; «?»: one is unnamed."""
    assert ", ".join(pairs(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Im Jahr 2021 importierten Belarus und Russland Autoteile.",
        "Der Gouverneur besuchte MTZ und MAZ.",
        "Das sagte der Botschafter von Belarus in Kasachstan.",
        "Das erklärte er bei einem Treffen mit dem Leiter der Republik Tatarstan.",
        "Nach Angaben des Industrieministeriums arbeitet MAZ gut.",
        "Die Studenten sind bei Integral in Minsk und bei Mikron in Selenograd.",
        "MTZ arbeitet in Minsk.",
        "Russland führte Motoren für 3 Mio. Euro ein.",
        "Belarussische und russische Werke suchen Personal.",
        "Das teilte die Botschaft von Belarus in China mit.",
        "Das sagte der Leiter der diplomatischen Vertretung in Russland.",
        "Im Industrieministerium hieß es, dass Amkodor-Bagger begehrt sind.",
        "Der Unionsstaat legt ein Programm für Optik auf.",
        "Das Industrieministerium von Belarus sieht den Markt von Belarus wachsen.",
    ],
)
def test_what_only_stands_together_does_not_cooperate(text):
    """A joint subject of trade, a visit, an office or a source makes no relation."""
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("text", "status", "word"),
    [
        ("MAZ arbeitet mit KAMAZ zusammen.", "exists", None),
        ("MAZ und KAMAZ haben eine Zusammenarbeit vereinbart.", "agreed", "vereinbart"),
        ("MAZ und KAMAZ einigten sich auf gemeinsame Tests.", "agreed", "einigten"),
        ("MAZ und KAMAZ werden gemeinsam Busse herstellen.", "planned", "werden"),
        ("Von MAZ und KAMAZ werden gemeinsam Busse hergestellt.", "exists", None),
        ("MAZ und KAMAZ wollen ein Abkommen unterzeichnen.", "planned", "wollen"),
        ("Zwischen MAZ und KAMAZ soll ein Vertrag unterzeichnet werden.", "planned", "soll"),
        ("MAZ und KAMAZ sollten enger zusammenarbeiten.", "wished", "sollten"),
        ("Es wäre schön, wenn MAZ und KAMAZ zusammenarbeiteten.", "wished", "Es wäre schön"),
    ],
)
def test_a_relation_says_how_firm_it_is(text, status, word):
    """Existing, agreed, planned and wished cooperation are told apart by their words."""
    (row,) = find(DATELINE + text)
    assert (row.status, row.status_word) == (status, word)


def test_the_sides_stand_for_the_pair_before():
    """«Die Seiten» are those that were named last."""
    text = "Belarus arbeitet mit Usbekistan zusammen. Die Seiten vereinbarten den Bau einer Fabrik."
    assert pairs(text) == ["Belarus – Usbekistan", "Belarus – Usbekistan ?"]


def test_a_firm_stands_for_the_company_before():
    """«Der Betrieb» is the company that the sentence before names, not one of the same clause."""
    text = "Naftan wächst. Der Betrieb liefert Bitumen an KAMAZ."
    assert pairs(text) == ["Naftan – KAMAZ ?"]
    assert pairs("Naftan wächst. MAZ wirbt, der Betrieb sucht Leute.") == []


def test_the_company_an_article_is_about_goes_without_saying():
    """What is sold abroad is that company's, not the country's."""
    text = "MAZ wächst. Es gibt neue Hallen. Nach Kasachstan wurden Busse für $5 Mio. geliefert."
    assert pairs(text) == ["MAZ – Kasachstan ?"]


def test_a_client_is_a_partner():
    """«Hauptabnehmer bleibt Russland» speaks of who buys, though no side stands beside it."""
    assert pairs("Hauptabnehmer bleibt Russland.") == ["Belarus – Russland ?"]


def test_the_region_is_the_one_named_last():
    """A country named in between is none."""
    text = "Das Gebiet Omsk wächst. China schweigt. Die Region kauft bei MAZ zehn Busse."
    assert pairs(text) == ["Gebiet Omsk – MAZ ?"]


def test_these_goods_take_the_pair_up():
    """A wish about «diese Motoren» belongs to the pair that makes them."""
    text = (
        "MAZ und KAMAZ bauen gemeinsam Gasmotoren. "
        "Es wäre gut, die Zertifizierung dieser Motoren zu beschleunigen."
    )
    second = find(DATELINE + text)[1]
    assert (second.a, second.b, second.status, second.explicit) == ("MAZ", "KAMAZ", "wished", False)
    assert second.goods == ("Motoren",)


def test_without_a_known_agency_nobody_goes_without_saying():
    """A text of no known agency implies no side."""
    assert find("Nach Kasachstan wurden Lifte exportiert.") == []


def test_the_words_say_what_the_work_is():
    """Activity and span are the article's own words."""
    text = DATELINE + "MAZ und KAMAZ vertiefen ihre industrielle Zusammenarbeit bei Lastwagen."
    (row,) = find(text)
    assert row.activity == "industrielle Zusammenarbeit bei Lastwagen"
    assert text[row.start : row.end] == text[len(DATELINE) : -1]


def test_the_wire_story_tells_its_relations(wire_story):
    """The wire story's five pairs, with the firmness its words have."""
    found = {(row.a, row.b, row.status, row.explicit) for row in find(wire_story)}
    assert found >= {
        ("Belarus", "Russland", "exists", True),
        ("Belarus", "Russland", "planned", True),  # four groups of goods
        ("Belarus", "Russland", "planned", False),  # 15 projects of the Unionsstaat
        ("Belarus", "Russland", "agreed", False),  # their financing
        ("Belarus", "Tatarstan", "exists", False),
        ("MTZ-Tatarstan", "Kasan", "exists", True),
        ("MTZ-Tatarstan", "Belarus", "exists", False),
        ("Minsker Motorenwerk", "Tatarstan", "exists", False),
        ("Minsker Motorenwerk", "Tatarstan", "wished", False),
        ("Industrieministerium von Belarus", "KAMAZ", "agreed", True),
    }


def test_the_wire_story_imports_make_no_relation(wire_story):
    """«importierten Belarus und Russland» is a joint subject."""
    at = wire_story.index("Allein im Jahr 2021")
    assert not [
        row for row in find(wire_story) if at <= row.start < wire_story.index("Der Präs", at)
    ]


def test_the_paragraphs_of_the_project_are_read():
    """The relations written down for the project's own paragraphs are found: F1 of at least 0.8."""
    right = wrong = missed = 0
    for paragraph in PARAGRAPHS:
        found = {frozenset((row.a, row.b)) for row in find(DATELINE + paragraph["text"])}
        expected = {frozenset(relation[:2]) for relation in paragraph["relations"]}
        right += len(found & expected)
        wrong += len(found - expected)
        missed += len(expected - found)
    assert 2 * right / (2 * right + wrong + missed) >= 0.8


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_true_rows(text):
    """Arbitrary text raises nothing; every row lies in the text and joins two different sides."""
    for row in find(text):
        assert 0 <= row.start < row.end <= len(text)
        assert row.a != row.b
        assert row.activity


def test_a_long_list_pairs_nobody():
    """A list of many companies does not make each a partner of each."""
    assert pairs("MTZ, MAZ, BelAZ, Amkodor, Atlant und Integral bauen gemeinsam Technik.") == []


def test_time_grows_with_the_text():
    """A long text full of names takes no longer than its length asks for."""
    document = sentences.read(article.from_text(DATELINE + "MTZ, KAMAZ und MAZ liefern. " * 5_000))
    mentions = names.find(document)
    start = time.process_time()
    relations.find(document, mentions, [])
    assert time.process_time() - start < 2


def test_signs_that_cancel_out_weigh_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tenths that add up to nothing say nothing, in whatever order they are summed."""
    listed = {"a": "0.1", "b": "0.2", "c": "-0.3"}
    monkeypatch.setattr(relations.lexicon, "pairs", lambda *_: listed)
    monkeypatch.setattr(relations, "_weights", relations._weights.__wrapped__)
    assert relations.weight(["a", "b", "c"]) == relations.weight(["c", "b", "a"]) == 0
