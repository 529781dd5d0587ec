"""Tests of beleg.body: headlines, and what of a page is the article."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beleg.reading import article, body

PUBLISHED = date(2023, 4, 14)

# Saved pages: a line that begins with «>» is the headline, one with «|» a paragraph of the body.
PAGES = {
    "menu, page date and foot": """\
Projekte
Services
Flag Freitag, 14 April 2023
Minsk bedeckt +9°C
Alle Nachrichten
Wirtschaft
13 April 2023, 14:37

>Werk in Orscha liefert erste Pumpen nach Pskow

|MINSK, 13. April (BelTA) – Das Werk in Orscha liefert Pumpen.

|Es sind zwölf. „Wir sind froh“, sagte der Direktor.

Abonnieren Sie uns auf
Twitter
Letzte Nachrichten aus Belarus
13 April, 16:02 Gomel: Neue Halle für 40 Mio. Rubel eingeweiht
Der Präsident fährt nach Brest.""",
    "mobile page": """\
Vollversion

>Werk in Orscha liefert erste Pumpen nach Pskow

Präsident 13.04.2023 | 17:58

|MINSK, 13. April (BelTA) – Das Werk in Orscha liefert Pumpen.

|Es sind zwölf.

Nachrichten der Rubrik Präsident
Ein anderer Bericht steht hier.
Vollversion""",
    "picture lines": """\
>Werk in Orscha liefert erste Pumpen nach Pskow
Archivbild
|MINSK, 13. April (BelTA) – Das Werk in Orscha liefert Pumpen.
Foto: Iwan Petrow
|Es sind zwölf.
Fotos des Pressedienstes
Auf dem Bild: Pumpen vor dem Verladen.
|Das Gebiet Pskow zahlt.""",
    "share buttons and key words": """\
|MINSK, 13. April (BelTA) – Das Werk in Orscha liefert Pumpen.
|Es sind zwölf.
Teilen
Facebook Twitter Telegram
Thema: Zusammenarbeit mit Pskow
#pumpen #orscha
www.belta.by""",
    "teasers without a heading": """\
|MINSK, 13. April (BelTA) – Das Werk in Orscha liefert Pumpen.
|Es sind zwölf.
Präsident fährt nach Brest
Minister: Heizsaison beginnt pünktlich""",
    "teasers with their time": """\
|MINSK, 13. April (BelTA) – Das Werk in Orscha liefert Pumpen.
|Es sind zwölf.
13 April, 16:02 Gomel: Neue Halle eingeweiht
Wie geht es mit der Heizsaison weiter?""",
    "no full stop at the end": """\
|MINSK, 13. April (BelTA) – Das Werk in Orscha liefert Pumpen.
|Es sind zwölf, und im Mai sollen noch zwanzig weitere folgen, so der Direktor""",
    "enumeration": """\
|MINSK, 13. April (BelTA) – Der Staatschef ernannte:
|Iwan Petrow zum Direktor des Werks in Orscha;
|Olga Sidorowa zur Botschafterin in Astana.
|Das meldet der Pressedienst.""",
    "subheading": """\
|MINSK, 13. April (BelTA) – Das Werk in Orscha liefert Pumpen.
|Was noch kommt
|Im Mai folgen zwanzig weitere.""",
    "printed twice": """\
|MINSK, 13. April (BelTA) – Das Werk in Orscha liefert Pumpen.
|Es sind zwölf Pumpen für 3,5 Mio. Rubel, alle für den Kanal bei Pskow.
=Es sind zwölf Pumpen für 3,5 Mio. Rubel, alle für den Kanal bei Pskow.
|Es sind elf Pumpen für 2,5 Mio. Rubel, alle für das Klärwerk bei Brest.""",
    "printed nearly twice": """\
|MINSK, 13. April (BelTA) – Das Werk in Orscha liefert Pumpen.
|Es sind zwölf Pumpen für 3,5 Mio. Rubel, alle für den Kanal bei Pskow.
=Es sind zwölf Pumpen für 3,5 Mio. Rubel, alle für den Kanal bei Pskow!
|Es sind zwölf Pumpen für 3,5 Mio. Rubel, alle für den Kanal bei Pskow 2.""",
    "no dateline": """\
Startseite
Politik
>Werk in Orscha liefert erste Pumpen nach Pskow
13.04.2023
|Das Werk in Orscha liefert Pumpen.
|Es sind zwölf.
Lesen Sie auch: Der Kanal bei Pskow""",
    "plain text": """\
|Das Werk in Orscha liefert Pumpen.

|Hintergrund

|Es sind zwölf.
|– Pumpe A
|– Pumpe B""",
    "one line": "|Belarus und Russland ohne Punkt",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_of_a_page_only_the_article_is_read(page):
    """Menus, dates, weather, pictures and teasers are left out; what is printed twice is known."""
    marks = {line[0]: [] for line in page.splitlines() if line}
    for line in page.splitlines():
        marks.setdefault(line[:1], []).append(line[1:].rpartition("(BelTA) – ")[2])
    text = "\n".join(
        line[1:] if line[:1] in ("|", ">", "=") else line for line in page.splitlines()
    )
    read = article.from_text(text, published=PUBLISHED)
    repeated = [read.plain.text[slice(*span)] for span in read.repeated]
    once = [read.plain.text[slice(*span)] for span in read.paragraphs if span not in read.repeated]
    assert once == marks["|"]
    assert repeated == marks.get("=", [])
    assert [read.title] == marks.get(">", [""])


WRAPPED = """\
MINSK, 13. April (BelTA) - Belarus und das Gebiet Pskow wollen ihren
Handel mit Pumpen und Motoren in den nächsten drei Jahren verdoppeln.
Das sagte der Gouverneur.
"Wir brauchen vor allem moderne Pumpen für die Kanäle und eine
Werkstatt, die sie wartet", sagte der Gouverneur beim Treffen mit dem
Direktor des Werks."""


def test_hard_line_breaks_are_no_paragraphs():
    """A text wrapped to one width has its paragraphs where a line is short."""
    read = article.from_text(WRAPPED, published=PUBLISHED)
    assert [read.plain.text[slice(*span)] for span in read.paragraphs] == [
        "Belarus und das Gebiet Pskow wollen ihren Handel mit Pumpen und Motoren in den nächsten "
        "drei Jahren verdoppeln. Das sagte der Gouverneur.",
        '"Wir brauchen vor allem moderne Pumpen für die Kanäle und eine Werkstatt, die sie '
        'wartet", sagte der Gouverneur beim Treffen mit dem Direktor des Werks.',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Das Werk liefert Pumpen\nnach Pskow und Brest.",
        "Das Werk liefert die\nPumpen nach Pskow.",
        "Das Werk liefert Pumpen,\nMotoren und Ventile.",
        "Das Werk baut mit der belarussischen\nIndustrie Pumpen.",
        "Das Werk liefert Pumpen für ungefähr\n11,2 Mio. Rubel.",
        "Das Werk liefert. Das sagte Direktor Iwan\nPetrow in Pskow.",
        "Das Werk (Orscha)\n(gegründet 1960) liefert Pumpen.",
        "Das Werk liefert Pum-\npen nach Pskow.",
    ],
)
def test_one_hard_line_break_inside_a_sentence_is_a_space(text):
    """A line that its sentence goes on from belongs to the next one."""
    whole = text.replace("Pum-\npen", "Pumpen").replace("\n", " ")
    read = article.from_text(text)
    assert [read.plain.text[slice(*span)] for span in read.paragraphs] == [whole]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"\n\n\n \t-.,:;",
                "Foto: ",
                "MINSK, 3. Mai (BelTA) – ",
                "Das ist gut.",
                "Wetter",
                "das Werk",
                "Letzte Nachrichten",
                "Es „ist“ so",
            ]
        )
    )
)
def test_a_layout_lies_inside_its_text(parts):
    """Whatever a page is made of, the paragraphs lie in order, and the text keeps its length."""
    text = "".join(parts)
    found = body.find(text, PUBLISHED)
    bounds = [offset for span in found.paragraphs for offset in span]
    assert bounds == sorted(set(bounds))
    assert len(found.text) == len(text)
    assert all("\n" not in found.text[start:end] for start, end in found.paragraphs)
