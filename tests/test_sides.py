"""The sides a sentence names and how each stands in it, on invented sentences."""

import pytest

from beleg.reading import article, names, sentences, sides


def named(text: str) -> sides.Named:
    """Return what is named in a text of BelTA."""
    document = sentences.read(article.from_text("MINSK, 13. April (BelTA) - " + text))
    return sides.named(document, names.find(document), [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MAZ liefert nach Kasachstan.", "MAZ None, Kasachstan nach"),
        ("Der Handel zwischen Belarus und China wächst.", "Belarus zwischen, China zwischen"),
        ("Er ging mit dem russischen Konzern KAMAZ.", "KAMAZ mit"),
        ("Sie gehen in das Gebiet Omsk.", "Gebiet Omsk ins"),
        ("Sie stehen in Kasachstan.", "Kasachstan in"),
        ("Sie gehen an seine Partner in Jelabuga.", "Jelabuga an"),
        ("Der Leiter der Republik Tatarstan kam.", "Tatarstan role"),
        ("Nach Angaben von MAZ wächst alles.", "MAZ role"),
        ("MAZ zufolge wächst alles.", "MAZ role"),
        ("Das Gorkier Automobilwerk (GAZ) wächst.", "GAZ None"),
        ("Der Konzern MAZ in Minsk wächst.", "MAZ None"),
        ("Der Konzern MAZ in Kasachstan wächst.", "MAZ None, Kasachstan in"),
        ("Der Konsul in Kasachstan kam.", "Kasachstan role"),
        ("Im Industrieministerium hieß es so.", "Industrieministerium von Belarus role"),
        ("Die EAWU und Zentralasien wachsen.", ""),
    ],
)
def test_a_side_stands_under_its_preposition(text, expected):
    """A name is read with the preposition that governs it; who only speaks or hosts is no side."""
    found = named(text).sides[0]
    assert ", ".join(f"{side.name} {side.case}" for side in found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Es sind Achsen belarussischer Herkunft.", ["Belarus"]),
        ("Er kam mit tatarischen Partnern.", ["Tatarstan"]),
        ("Der belarussische Präsident kam.", []),
        ("Es kostet 3 Mio. russische Rubel.", []),
        ("Das belarussische Industrieministerium kam.", []),
        ("Die chinesische Firma Weichai kam.", []),
    ],
)
def test_an_adjective_names_a_side_but_no_office_and_no_money(text, expected):
    """«belarussisch» beside goods or partners names a side, beside a title or money none."""
    document = sentences.read(article.from_text(text))
    here = sides.named(document, names.find(document), [])
    found = sides.implied(document, here, 0, here.sides.get(0, []))
    assert [side.name for side in found] == expected


def test_the_region_is_the_one_named_before():
    """«In der Region» names the foreign region named last; «eine Region» names none."""
    text = "Das Gebiet Omsk wächst. Man baut in der Region Höfe. Es fehlt eine Region mehr."
    document = sentences.read(article.from_text("MINSK, 13. April (BelTA) - " + text))
    known = sides.named(document, names.find(document), [])
    again = [sides.implied(document, known, number, []) for number in (1, 2)]
    assert [[(side.name, side.case) for side in found] for found in again] == [
        [("Gebiet Omsk", "in")],
        [],
    ]


def test_the_foreign_region_named_last_is_the_guest():
    """Who «die Seiten» are shows in the foreign region or country named last, offices included."""
    guests = named("Der Gouverneur des Gebiets Omsk kam. Er sah Minsk. Es gefiel ihm.").guests
    assert guests == ["Gebiet Omsk"] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Es nützt dem Betrieb sehr.", ["MAZ"]),
        ("Es nützt den Betrieben sehr.", []),
        ("KAMAZ wirbt, das Werk wächst sehr.", []),
        ("KAMAZ nützt dem Werk sehr.", ["MAZ"]),
    ],
)
def test_a_firm_is_the_company_named_before(text, expected):
    """«Der Betrieb» is a company of an earlier sentence, unless a clause before names another."""
    document = sentences.read(article.from_text("MINSK, 13. April (BelTA) - MAZ wächst. " + text))
    known = sides.named(document, names.find(document), [])
    found = sides.implied(document, known, 1, known.sides.get(1, []))
    assert [side.name for side in found] == expected


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("MTZ und Betriebe aus Kasan wachsen.", True),
        ("MTZ und die Petersburger Firma Element wachsen.", True),
        ("Es ist die Belinvestbank, die dem Minsker Motorenwerk hilft.", False),
    ],
)
def test_a_relative_clause_coordinates_nobody(text, together):
    """«A und Betriebe aus B» stand together, «A, die dem B» do not."""
    document = sentences.read(article.from_text("MINSK, 13. April (BelTA) - " + text))
    here = sides.named(document, names.find(document), []).sides[0]
    assert (len(sides.groups(document.words, here)) == 1) == together


def test_a_ministry_belongs_to_its_country():
    """Where a name lies shows in a list, in its owner, or it is a country by itself."""
    assert sides.locate("Industrieministerium von Belarus")[1] == "BY"
    assert sides.locate("Peru") == ("country", "PE")
    assert sides.locate("Transnistrien") == ("country", "Transnistrien")
