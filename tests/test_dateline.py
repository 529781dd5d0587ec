"""Tests of beleg.dateline: place, day and agency in all their forms."""

from datetime import date

import pytest

from beleg.reading import article

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
    "Foto: BelTA MINSK, 13. April (BelTA) – ": ("MINSK", "2023-04-13", "BelTA"),
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
