# ruff: noqa: E501 - a case and what is read in it stand on one line
"""Quotes: what was said directly and indirectly, and by whom, on snippets invented for the project."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beleg.reading import article, names, quotes, sentences

Case = tuple[str, list[str]]


def read(text: str, kind: str = "direct") -> list[quotes.Quote]:
    """Return the quotes of one kind in a text."""
    document = sentences.read(article.from_text(text))
    return [q for q in quotes.find(document, names.find(document)) if q.kind == kind]


def told(text: str) -> list[str]:
    """Return the direct quotes of a text as «speaker: first two words», ∅ for nobody."""
    plain = article.from_text(text).plain.text
    return [
        f"{q.speaker or '∅'}: {' '.join(plain[q.start : q.end].split()[:2])}" for q in read(text)
    ]


def cases(block: str) -> list[Case]:
    """Return (text, expected) of a block with lines «text -> one | two», or none."""
    pairs = (line.split("->") for line in block.strip().splitlines())
    return [
        (text.strip(), [w.strip() for w in said.split("|") if w.strip()]) for text, said in pairs
    ]


CUES = cases("""
„Der Maschinenbau ist die zweite Aufgabe. Das bleibt so. -> ∅: Der Maschinenbau
Zugang erhielten „Santa Bremor“, „Barenzewo“, „Lida fisch plus“, „Neofisch“ und „Kolos“. ->
„Wir bauen ein Haus“, sagte Pawel Drosd. -> Pawel Drosd: Wir bauen
Pawel Drosd sagte: „Wir bauen ein Haus.“ -> Pawel Drosd: Wir bauen
„Wir bauen ein Haus“, so Pawel Drosd am Montag. -> Pawel Drosd: Wir bauen
„Wir bauen“, sagte Pawel Drosd, „ein neues Haus.“ -> Pawel Drosd: Wir bauen | Pawel Drosd: ein neues
„Wir bauen ein Haus“, scherzte Pawel Drosd. -> Pawel Drosd: Wir bauen
„Wir bauen ein Haus“, fügte Pawel Drosd vor der Presse hinzu. -> Pawel Drosd: Wir bauen
„Wir bauen ein Haus“, hat Pawel Drosd gestern in Brest erklärt. -> Pawel Drosd: Wir bauen
„Wir bauen ein Haus“, wandte sich Pawel Drosd an seinen Gast. -> Pawel Drosd: Wir bauen
Nach den Gesprächen teilte Pawel Drosd mit: „Wir bauen ein Haus.“ -> Pawel Drosd: Wir bauen
Auf die Frage nach dem Preis antwortete Pawel Drosd: „Er bleibt stabil.“ -> Pawel Drosd: Er bleibt
Pawel Drosd: „Wir bauen ein Haus.“ -> Pawel Drosd: Wir bauen
Wie Pawel Drosd betonte, sei das „eine Frage der Zeit“ gewesen. -> Pawel Drosd: eine Frage
Laut Pawel Drosd „gibt es keinen Grund zur Sorge“. -> Pawel Drosd: gibt es
Den Worten von Pawel Drosd zufolge „gibt es keinen Grund zur Sorge“. -> Pawel Drosd: gibt es
Pawel Drosd wird mit den Worten zitiert: „Wir bauen ein Haus.“ -> Pawel Drosd: Wir bauen
„Wir bauen ein Haus“, zitiert die Agentur den Ingenieur Pawel Drosd. -> Pawel Drosd: Wir bauen
»Wir bauen ein Haus«, sagte Pawel Drosd. -> Pawel Drosd: Wir bauen
"Wir bauen ein Haus. Es wird groß", sagte Pawel Drosd. -> Pawel Drosd: Wir bauen
„Da rief er: ‚Wir bauen!‘, und alle kamen“, erzählte Pawel Drosd. -> Pawel Drosd: Da rief
„Nein“, sagte Pawel Drosd. -> Pawel Drosd: Nein
Pawel Drosd lobte den Bau. „Ihr habt das möglich gemacht!“ -> Pawel Drosd: Ihr habt
Das sagte Pawel Drosd in Brest. „Wir bauen ein Haus.“ -> Pawel Drosd: Wir bauen
„Wir bauen ein Haus“, sagte Pawel Drosd. „Es wird groß.“ -> Pawel Drosd: Wir bauen | Pawel Drosd: Es wird
Pawel Drosd bezeichnete den Plan als „einen großen Schritt“. -> Pawel Drosd: einen großen
Der Plan sei, betonte Pawel Drosd, „ein Gewinn für alle Seiten“. -> Pawel Drosd: ein Gewinn
„Wir bauen ein Haus“, so drückte es der Direktor Pawel Drosd aus. -> Pawel Drosd: Wir bauen
Es sprach Pawel Drosd, der den Bau als „einen großen Schritt“ bezeichnete. -> Pawel Drosd: einen großen
„Das Haus wächst schnell“, charakterisierte Pawel Drosd den Bau. -> Pawel Drosd: Das Haus
„Wir bauen ein Haus“, ist Pawel Drosd überzeugt. -> Pawel Drosd: Wir bauen
„Wir bauen ein Haus“, mit diesen Worten wandte sich Pawel Drosd an die Gäste. -> Pawel Drosd: Wir bauen
Pawel Drosd: „Wir bauen ein Haus“ – so lautete die Ansage. -> Pawel Drosd: Wir bauen
Pawel Drosd gratulierte der Stadt. „Ihr baut die Zukunft“, heißt es in der Grußbotschaft. -> Pawel Drosd: Ihr baut
Pawel Drosd gab die Anweisung, „alles bis zum Herbst zu bauen“. -> Pawel Drosd: alles bis
„Wir bauen ein Haus“, heißt es in einer Mitteilung des Ministeriums. -> ∅: Wir bauen
""")

FRAGMENTS = cases("""
Pawel Drosd verteidigte den Bau, der im Mai beginnt, als „Gewinn, der allen nützt“. -> Pawel Drosd: Gewinn, der
Pawel Drosd nannte den Bau „mutig“ und „gut geplant“. -> Pawel Drosd: mutig | Pawel Drosd: gut geplant
Pawel Drosd bezeichnete den Bau als „mutig“ und „schön“. -> Pawel Drosd: mutig | Pawel Drosd: schön
Pawel Drosd erklärte, man sei im „Zeitplan weit voraus“. -> Pawel Drosd: Zeitplan weit
Laut Pawel Drosd dient der Bau der „Suche nach Wasser“. -> Pawel Drosd: Suche nach
Pawel Drosd verspricht „Wasser für alle Dörfer“. -> Pawel Drosd: Wasser für
Wie Pawel Drosd mitteilte, sieht die Stadt darin „kein Hindernis für den Bau“. -> Pawel Drosd: kein Hindernis
Für Pawel Drosd ist der Bau „ein Glück für die Stadt“. -> Pawel Drosd: ein Glück
Es war Pawel Drosd, der sagte, der Bau sei ein „Wagnis“. -> Pawel Drosd: Wagnis
""")

SPEAKERS = cases("""
Anton Hlebow blieb fort, weil Pawel Drosd den Bau als „einen großen Fehler“ bezeichnet hatte. -> Pawel Drosd: einen großen
Wie Anton Hlebow mitteilte, soll Pawel Drosd gesagt haben: „Wir bauen ein Haus.“ -> Pawel Drosd: Wir bauen
Die Stadt schwieg; der Direktor des Werkes, Pawel Drosd, erklärte: „Wir bauen ein Haus.“ -> Pawel Drosd: Wir bauen
Zum Bau und zu der Frage des Preises wird Pawel Drosd so zitiert: „Wir bauen ein Haus.“ -> Pawel Drosd: Wir bauen
„Wir bauen ein Haus“, zitierte man Pawel Drosd. -> Pawel Drosd: Wir bauen
„Wir bauen ein Haus“. Das hatte Pawel Drosd zuvor betont. -> Pawel Drosd: Wir bauen
Pawel Drosd kam an. Seine Hoffnung stützt sich auf Brest: „Dort baut man schon.“ -> Pawel Drosd: Dort baut
Angesichts solcher Kosten nannte Pawel Drosd den Bau „ein Wagnis für alle“. -> Pawel Drosd: ein Wagnis
Anton Hlebow sprach. Pawel Drosd kritisierte den Bau. Der Preis sei „viel zu hoch“. -> Pawel Drosd: viel zu
Im Rathaus sagte Pawel Drosd einigen Gästen zufolge: „Wir bauen ein Haus.“ -> Pawel Drosd: Wir bauen
""")

NO_QUOTES = cases("""
Die „Hilfe für das Dorf wächst“ teilte mit, der Bau sei fertig. ->
Der Fluss gilt als „Grenze“, sagte Pawel Drosd. ->
Der Wind, der ständig weht und als „Talbrise“ bezeichnet wird, ist stark. ->
Die Partei „Unser Haus“ (übersetzt etwa: „Das Haus aller freien Bürger“) tagte. ->
Der Verein nennt sich jetzt „grüne 12“ und baut. ->
Pawel Drosd sagte, das Prinzip, „erst lesen, dann bauen“, gelte nicht. ->
Wie Pawel Drosd berichtete, nahm man die Linie „zweite Welle“ in Betrieb. ->
Laut Pawel Drosd tagt man im „Haus der Freundschaft“. ->
Der Name lautete früher „große Eiche am Fluss“. ->
Auf der Messe „Blühende Gärten des Südens“ war Andrang. ->
Die Marke „Belarus“ kennt man. ->
Das Programm „Eine Region – ein Produkt“ läuft, sagte Pawel Drosd. ->
Unter dem Motto „Gemeinsam sind wir stark“ zog man los. ->
Unter dem Motto „Die Zukunft gehört uns allen“ zog man los, sagte Pawel Drosd. ->
Laut Pawel Drosd ist das Blatt „elbe.de“ gut. ->
Zuvor ist die „rote Mappe“ dran, wie man die Liste nennt. ->
Er las die „Neue Zeit am Abend“ und schwieg. ->
Pawel Drosd sagte der „Neuen Zeit“, der Bau laufe. ->
Die so genannte „schnelle grüne Linie“ fährt wieder. ->
Im Industriepark „Great Stone“ arbeiten 112 Firmen. ->
„Gemeinsam sind wir stark“, so lautet das Motto des Forums. ->
„Der stille Fluss“ heißt sein Roman. ->
""")

OBJECTS = cases("""
„Wir bauen ein Haus“, sagte Pawel Drosd zu Minister Anton Hlebow. -> Pawel Drosd: Wir bauen
Bei einem Treffen mit Anton Hlebow sagte Pawel Drosd: „Wir bauen ein Haus.“ -> Pawel Drosd: Wir bauen
Pawel Drosd dankte Anton Hlebow. „Das war eine große Hilfe“, sagte er. -> Pawel Drosd: Das war
„Wir bauen ein Haus“, sagte Pawel Drosd der Zeitung. -> Pawel Drosd: Wir bauen
Der Zeitung sagte Pawel Drosd: „Wir bauen ein Haus.“ -> Pawel Drosd: Wir bauen
Anton Hlebow lud ein, und Pawel Drosd sagte: „Wir bauen ein Haus.“ -> Pawel Drosd: Wir bauen
""")

INDIRECT = cases("""
„Wir bauen ein Haus“, so der Leiter der Vertretung in Russland. ->
Auf die Frage, wie teuer das werde, antwortete Pawel Drosd: „Sehr teuer.“ ->
Pawel Drosd sagte, dass der Bau im Mai beginnt. -> dass der Bau im Mai beginnt
Pawel Drosd sagte, der Bau beginne im Mai. -> der Bau beginne im Mai
Pawel Drosd versprach, im Mai mit dem Bau anzufangen. -> im Mai mit dem Bau anzufangen
Der Bau beginne im Mai, so Pawel Drosd. -> Der Bau beginne im Mai
Der Bau beginne im Mai, teilte Pawel Drosd mit. -> Der Bau beginne im Mai
Nach Angaben der Polizei wurde niemand verletzt. -> wurde niemand verletzt
Der Bau beginnt laut Pawel Drosd im Mai. -> Der Bau beginnt laut Pawel Drosd im Mai
Ihm zufolge beginnt der Bau im Mai. -> beginnt der Bau im Mai
Wie Pawel Drosd mitteilte, beginnt der Bau im Mai. -> beginnt der Bau im Mai
Der Bau beginnt im Mai, wie Pawel Drosd mitteilte. -> Der Bau beginnt im Mai
Der Bau beginnt im Mai. Das sagte Pawel Drosd heute. -> Der Bau beginnt im Mai.
Pawel Drosd äußerte die Hoffnung, dass der Bau im Mai beginnt. -> dass der Bau im Mai beginnt
Die Stadt berichtet, es würde im Mai gebaut. -> es würde im Mai gebaut
Der Bau beginnt im Mai, und alle freuen sich. ->
Er fragte sich durch, um den Bau zu finden. ->
""")


@pytest.mark.parametrize(("text", "expected"), CUES)
def test_a_cue_before_behind_or_around_names_the_speaker(text: str, expected: list[str]) -> None:
    """Every form of cue leads to the one who speaks."""
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), FRAGMENTS)
def test_words_in_marks_inside_a_sentence_are_somebodys(text: str, expected: list[str]) -> None:
    """A verb of rating, a source, the mood or the end of a clause tells words from a name."""
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_the_subject_of_the_cue_is_found_in_every_order(text: str, expected: list[str]) -> None:
    """Side clauses, appositions, the passive and the sentence beside lead to who speaks."""
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), NO_QUOTES)
def test_names_titles_and_irony_in_marks_are_no_quotes(text: str, expected: list[str]) -> None:
    """Marks round a name, a title, a slogan or a word held at arm's length are no speech."""
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), OBJECTS)
def test_whom_somebody_speaks_to_is_not_the_speaker(text: str, expected: list[str]) -> None:
    """The listener, the host and the newspaper are not taken for the speaker."""
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), INDIRECT)
def test_reported_speech_is_the_clause_without_its_cue(text: str, expected: list[str]) -> None:
    """The span of indirect speech is what was said; the cue stays outside where it can."""
    plain = article.from_text(text).plain.text
    assert [plain[q.start : q.end] for q in read(text, "indirect")] == expected


def test_konjunktiv_without_a_cue_is_free_indirect_speech() -> None:
    """A sentence in Konjunktiv I goes on with what the last speaker said, and says so."""
    (free,) = read("Pawel Drosd sagte, dass gebaut wird. Der Preis liege bei zehn Euro.", "free")
    assert (free.speaker, free.cue, free.method) == ("Pawel Drosd", None, "continuation")


def test_a_quote_goes_without_its_marks() -> None:
    """The span holds the words between the marks."""
    (quote,) = read("„Wir bauen ein Haus“, sagte Pawel Drosd.")
    assert (quote.start, quote.end) == (1, 19)


def test_the_words_at_the_cue_are_kept_with_their_place() -> None:
    """Surface, span and cue show which words name the speaker."""
    text = "Pawel Drosd ist Gouverneur. „Wir bauen ein Haus“, fügte er hinzu."
    (quote,) = read(text)
    assert (quote.speaker_surface, quote.cue) == ("er", "fügte hinzu")
    assert quote.speaker_span == (text.index(" er ") + 1, text.index(" er ") + 3)


def test_an_attributed_fragment_is_partial() -> None:
    """Words in marks inside a sentence of the article are a fragment of what was said."""
    assert [q.partial for q in read("Pawel Drosd nannte ihn „einen Freund des Landes“.")] == [True]


def test_the_wire_story_has_five_quotes_of_one_man(wire_story: str) -> None:
    """By name, office, slip, pronoun and office again, the same man speaks."""
    found = read(wire_story)
    assert [q.speaker for q in found] == ["Alexander Lukaschenko"] * 5
    assert [q.method for q in found] == ["name", "role", "only speaker", "pronoun", "role"]
    assert [q.slip for q in found] == [False, False, True, False, False]


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="„“\"«»,.:()-–\n aXÄ1") | st.lists(st.sampled_from(
    ["„", "“", ",", ".", ":", "(", ")", "sagte", "so", "laut", "zufolge", "nach", "Angaben", "von", "der", "Präsident", "er", "dass", "sei", "hieß", "es", "wie", "Drosd", "Pawel", "zitiert", "mit", "den", "Worten", "und", "hinzu", "fügte", "–", "Das", "Von", "wird", "teilte", "als", "weil", "Wie", "Für", "ist", "sei", "man", "mutig", "nannte", "gilt"]
)).map(" ".join))  # fmt: skip
@example("zitiert den „ sagte „ „")
@example("sagte, hieß")
def test_any_text_is_read_and_every_span_lies_in_it(text: str) -> None:
    """Whatever stands in the text, quotes are spans of it and nothing is raised."""
    plain = article.from_text(text).plain.text
    for kind in ("direct", "indirect", "free"):
        assert all(0 <= q.start <= q.end <= len(plain) for q in read(text, kind))


@pytest.mark.parametrize(
    "piece",
    [
        "„Wir bauen“, sagte er. ",
        "„ a “ ",
        "„Wir bauen ein Haus“ und ",
        "der Präsident sagte, dass ",
        "zitiert wird „a b c“ und „d“ ",
        "wie sagte als „a b“ sei. ",
    ],
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    """Eight times the text takes about eight times as long; three times that is allowed."""

    def seconds(times: int) -> float:
        document = sentences.read(article.from_text(piece * times))
        mentions = names.find(document)
        start = time.process_time()
        quotes.find(document, mentions)
        return time.process_time() - start

    seconds(100)
    assert seconds(4000) < 24 * max(seconds(500), 0.01)
