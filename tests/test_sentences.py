"""Tests of beleg.sentences: where sentences end, what a token is."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beleg.reading import article, sentences

# Sentences of a paragraph, divided by «|»; each line holds a trap.
PARAGRAPHS = [
    "Der Umsatz stieg auf $9 Mrd. im Jahr 2022. | Das teilte das Ministerium mit.",
    "Belarus importierte Technik für über $1,1 Mrd. | Die Einfuhr von Holz sank.",
    "Das waren fast $385 Mio. | 2021 hatten die Posten noch darunter gelegen.",
    "Der Export erreichte €3 Mio. | Belarus will noch mehr verkaufen.",
    "Die Einfuhr betrug $3 Mio. | Anton Petrow nannte das viel. | Er hat recht.",
    "Man habe für $3 Mio. Maschinen exportiert. | Minsk exportiert mehr.",
    "Am 12./13. April und vom 9.-11. Mai ruht das Werk. | Es waren 2.500. | Minsk zahlt.",
    "Das ist gut.|„Wir bauen“, sagte er.",
    "Der Konzern liefert für $40 Mio. Maschinen nach Kasan. | Der Vertrag gilt.",
    "Es geht um 3,2 Mrd. Rubel, d. h. um mehr als 2021 bzw. 2022. | Die Summe steht.",
    "Verkauft werden z. B. Traktoren, u. a. nach Brjansk. | Auch Busse sind dabei.",
    "Geliefert werden z.B. Traktoren und u.a. Busse usw. | Die Liste ist lang.",
    "Im 1. Quartal 2023 wuchs die 3. Linie um 5%. | Am 13. April wird gebaut.",
    "Vom 1. bis 15. Mai ruht das Werk. | Der Chef ist Dr. A. Petrow aus St. Petersburg.",
    "Die Zahl der Projekte stieg auf 15. | Belarus finanziert sie.",
    "Die Zahl der Werke wuchs bis 2023. | Minsk zahlt.",
    "Das Geld kam von Belaz Inc. | 2021 wurde es mehr. | Im Aug. 2022 stieg die Summe.",
    "Der Erlass Nr. 63 gilt seit Jan. 2023. | Der Präsident hat ihn unterzeichnet.",
    "„Wir bauen. | Das dauert nicht lange“, sagte er.",
    "„Wir bauen.“ | Der Minister nickte.",
    "„Wann kommt ihr?“, fragte er. | „Morgen!“ | Alle lachten.",
    "„Ist das gut?“ wollte er wissen. | „Ja!“ rief sie.",
    '"Das Werk läuft." | "Wir sind froh", fügte er hinzu.',
    "Er antwortete: „Beschwerden gibt es. | Entscheidend ist der Service.“ | So war es.",
    "Was soll das?! | Niemand wusste es …  | Die Sitzung ging weiter.",
    "Er sagte … nichts. | Das Wort „usw.“ fiel oft.",
    "Der Preis (rund 3 Mio. Euro) ist hoch. | (Das sagte er nicht.) | Nun denn.",
    "Das ist ein Anfang.| Die Arbeit geht weiter.",
    "Um 15.30 Uhr begann die Sitzung. | Auf www.belta.by steht mehr.",
    "Nach Art. 51 der Charta gilt das. | Verträge dieser Art. | Das war alles.",
    "Belarus liegt auf Platz 19. | Russland folgt.",
    "Im Vorjahr waren es 18. | Gomselmasch liefert sie nach der 2. Lesung aus.",
    "Zwischen der 2. und 3. Linie steht ein 4. Kran. | Das kommende 5. Werk nicht.",
    "Das Werk feiert 25. Geburtstag und eröffnet die 3. Linie als 2. Betrieb. | Es ist gut.",
    "Der 12. Gipfel und das 3. Forum fallen aus. | Dipl.-Ing. Petrow bedauert das.",
    "Es gibt Traktoren, Busse usw. | Belarus liefert sie.",
    "Geliefert wurden rund 300 t. | Pskow will mehr.",
    "Ein Satz ohne Punkt",
]


def _document(text):
    return sentences.read(article.from_text(text))


def _sentences(text):
    document = _document(text)
    return [document.text[s.start : s.end] for s in document.sentences]


@pytest.mark.parametrize("marked", PARAGRAPHS)
def test_a_paragraph_falls_into_its_sentences(marked):
    """A sentence ends at a stop that is none of an abbreviation, an ordinal or an initial."""
    wanted = [sentence.strip() for sentence in marked.split("|")]
    text = marked.replace(" | ", " ").replace("|", "").replace("  ", " ")
    assert _sentences(text) == wanted


def test_tokens_keep_numbers_and_compounds_whole():
    """A number keeps its separators; currency, per cent, ordinal dot and range are tokens apart."""
    document = _document("US-Dollar: $1,1 und 2.500 oder 62% am 13. Mai 2022-2023, geht's?")
    words = " ".join(token.text for token in document.tokens)
    assert words == "US-Dollar : $ 1,1 und 2.500 oder 62 % am 13 . Mai 2022 - 2023 , geht's ?"


def test_tokens_belong_to_their_sentence():
    """Each sentence owns a stretch of the tokens, and each of them names it."""
    document = _document("Das ist gut. Das nicht.\nNun denn.")
    for number, sentence in enumerate(document.sentences):
        own = document.tokens[sentence.first_token : sentence.last_token]
        assert {token.sentence for token in own} == {number}
    assert [sentence.paragraph for sentence in document.sentences] == [0, 0, 1]


def test_the_dateline_belongs_to_no_sentence():
    """The first sentence begins behind the dateline's dash."""
    assert _sentences("MINSK, 13. April (BelTA) - Das ist gut.") == ["Das ist gut."]


def test_rubble_is_one_token():
    """Six marks and more in a row make one token, so that rubble cannot flood the layers."""
    assert [token.text for token in _document("Ende " + "„" * 1000).tokens] == ["Ende", "„" * 1000]


def test_a_sentence_without_end_is_read_up_to_a_limit():
    """What stands behind the limit is no prose and cannot hold up the layers; its end is true."""
    text = "„a “ " * sentences.MOST
    document = _document(text)
    assert len(document.tokens) == sentences.MOST
    assert document.sentences[-1].end == len(text.rstrip())


def test_words_are_found_by_what_is_told_of_them_even_if_it_is_asked_late():
    """A document answers by word, in order, also what was indexed after others were read."""
    text = "Das Werk liefert. Das Lager wartet auf das Werk."
    document, is_das = _document(text), sentences.indexed(lambda word: word == "Das")
    assert document.where(is_das) == [0, 4]
    is_werk = sentences.indexed(lambda word: word == "Werk")
    assert document.where(is_werk) == [1, 9]
    assert document.by_sentence(is_werk) == {0: [1], 1: [9]}


PIECES = [
    *"„“”\"»«‚‘’'.,:;!?…–-()$%\n \r\xa0\xad\u0308а",
    *(
        "MINSK, 3. Mai (BelTA) – ",
        "Das ist gut. ",
        "Belarus liefert $9 Mrd. ",
        "2021 hatten ",
        "usw. ",
    ),
    *(", sagte er", " - ", "Wetter\n", "\n\n", "der ", "&quot;", "&nbsp;", "12. ", "z. B. ", "A. "),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.characters()).map("".join))
def test_spans_are_true_for_any_text(text):
    """Whatever the text, tokens are its words, sentences tile the body, marks lie in order."""
    document = _document(text)
    assert all(document.text[t.start : t.end] == t.text for t in document.tokens)
    for spans in (document.tokens, document.sentences, document.marks):
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(m.start <= m.inner_start < m.inner_end <= m.end for m in document.marks)
    inside = document.article.paragraphs
    assert all(any(b <= s.start < s.end <= e for b, e in inside) for s in document.sentences)
