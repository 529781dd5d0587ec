"""Tests of beleg.body: datelines, headlines, and what of a page is the article."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beleg import article, body

PUBLISHED = date(2023, 4, 14)

# Place, day and agency of a dateline, with the text's first word behind it.
DATELINES = {
    "MINSK, 13. April (BelTA) - ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK, 13. April (BelTA) – ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK, 13. April (BelTA) -": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK, 13. April (BelTA). ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK, 13. April (BelTA): ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK, 13. April (BelTA) ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK, 23, September (BelTA) – ": ("MINSK", "2022-09-23", "BelTA"),
    "MINSK; 26. Januar (BelTA) - ": ("MINSK", "2023-01-26", "BelTA"),
    "02. November (BelTA) – ": (None, "2022-11-02", "BelTA"),
    "November (BelTA) - ": (None, None, "BelTA"),
    "MINSK, November (BelTA) - ": ("MINSK", None, "BelTA"),
    "(BelTA) – ": (None, None, "BelTA"),
    "ST. PETERSBURG, 21. Dezember (BelTA) -": ("ST. PETERSBURG", "2022-12-21", "BelTA"),
    "SANKT PETERSBURG, 16. Juni (BelTA) - ": ("SANKT PETERSBURG", "2022-06-16", "BelTA"),
    "GOMEL, 3. März (BelTA - Korr.) – ": ("GOMEL", "2023-03-03", "BelTA"),
    "NUR-SULTAN, 3 April (BelTA) — ": ("NUR-SULTAN", "2023-04-03", "BelTA"),
    "GEBIET GOMEL, 13. April (BelTA) – ": ("GEBIET GOMEL", "2023-04-13", "BelTA"),
    "MOGILJOW/MINSK, 13. April (BelTA) – ": ("MOGILJOW/MINSK", "2023-04-13", "BelTA"),
    "Moskau (dpa) - ": ("Moskau", None, "dpa"),
    "Moskau/Minsk (dpa) - ": ("Moskau/Minsk", None, "dpa"),
    "MOSKAU, 13. April (TASS) – ": ("MOSKAU", "2023-04-13", "TASS"),
    "KASAN, 13. April. /TASS/. ": ("KASAN", "2023-04-13", "TASS"),
    "BERLIN, 13. April (Reuters) – ": ("BERLIN", "2023-04-13", "Reuters"),
    "MINSK, 13.04.2023 (BelTA) – ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK, 13.4. (BelTA) – ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK, 31. Dezember (BelTA) – ": ("MINSK", "2022-12-31", "BelTA"),
    "MINSK, 13. April 2021 (BelTA) – ": ("MINSK", "2021-04-13", "BelTA"),
    "MINSK, den 13. April (BelTA) – ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK, 13. Aprill (BelTA) – ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK, 13. Apr. (BelTA) – ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK,13.April (BelTA)– ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK 13. April (BelTA) – ": ("MINSK", "2023-04-13", "BelTA"),
    "Minsk, 13. April (Belta) – ": ("Minsk", "2023-04-13", "Belta"),
    "MINSK, 30. Februar (BelTA) – ": ("MINSK", None, "BelTA"),
    "MINSK, 13. April (BelTA – ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK, 13. April, BelTA – ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK , 13 . April ( BelTA ) – ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK, 13. Aрril (BelTA) – ": ("MINSK", "2023-04-13", "BelTA"),
    "MINSK, 13.\xa0April\n(BelTA) &ndash; ": ("MINSK", "2023-04-13", "BelTA"),
    "Archivfoto\nMINSK, 13. April (BelTA) – ": ("MINSK", "2023-04-13", "BelTA"),
    "Archivfoto MINSK, 13. April (BelTA) – ": ("MINSK", "2023-04-13", "BelTA"),
    "Foto BREST AM BUG, 3. Mai (BelTA) – ": ("BREST AM BUG", "2022-05-03", "BelTA"),
    "Werk in Orscha baut Pumpen SANKT PETERSBURG, 13. April (BelTA) – ": (
        "SANKT PETERSBURG",
        "2023-04-13",
        "BelTA",
    ),
    "Werk in Orscha liefert am 1. Mai wieder erste Pumpen MINSK, 13. April (BelTA) – ": (
        "MINSK",
        "2023-04-13",
        "BelTA",
    ),
    "Gebiet GOMEL, 13. April (BelTA) – ": ("Gebiet GOMEL", "2023-04-13", "BelTA"),
}


@pytest.mark.parametrize(("line", "wanted"), DATELINES.items(), ids=DATELINES)
def test_a_dateline_is_read_with_its_slips(line, wanted):
    """Place as written, the last such day up to publication, agency; the body begins behind it."""
    read = article.from_text(f"{line}Belarus und Russland handeln mehr.", published=PUBLISHED)
    found = read.dateline
    assert found
    assert (found.place, found.date and found.date.isoformat(), found.agency) == wanted
    assert read.plain.text[slice(*read.paragraphs[0])] == "Belarus und Russland handeln mehr."


@pytest.mark.parametrize(
    "text",
    [
        "Am 13. April (Donnerstag) traf der Präsident ein.",
        "Minsk (Belarus) ist die Hauptstadt.",
        "Die Agentur (BelTA) meldet das.",
        "Der Präsident (dpa) sagte das.",
    ],
)
def test_a_sentence_with_brackets_is_no_dateline(text):
    """Brackets behind a date or a name make no dateline without agency, place and dash."""
    assert article.from_text(text, published=PUBLISHED).dateline is None


def test_without_a_day_of_publication_the_date_stays_open():
    """The year of a dateline is never guessed."""
    read = article.from_text("MINSK, 13. April (BelTA) - Belarus handelt.")
    assert read.dateline
    assert read.dateline.date is None


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
Es sind zwölf Pumpen für 3,5 Mio. Rubel, alle für den Kanal bei Pskow.
|Es sind elf Pumpen für 2,5 Mio. Rubel, alle für das Klärwerk bei Brest.""",
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
    """Menus, dates, weather, pictures, teasers and what is printed twice are left out."""
    marks = {line[0]: [] for line in page.splitlines() if line}
    for line in page.splitlines():
        marks.setdefault(line[:1], []).append(line[1:].rpartition("(BelTA) – ")[2])
    text = "\n".join(line[1:] if line[:1] in ("|", ">") else line for line in page.splitlines())
    read = article.from_text(text, published=PUBLISHED)
    assert [read.plain.text[slice(*span)] for span in read.paragraphs] == marks["|"]
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
