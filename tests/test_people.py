# ruff: noqa: E501 - a case and who speaks in it stand on one line
"""People: whom a role, a pronoun or a description means, on snippets invented for the project."""

from datetime import date

import pytest

from beleg.reading import article, names, people, quotes, sentences

Case = tuple[str, list[str]]


def read(text: str) -> list[quotes.Quote]:
    """Return the direct quotes of a text of May 2023."""
    document = sentences.read(article.from_text(text, published=date(2023, 5, 12)))
    return [q for q in quotes.find(document, names.find(document)) if q.kind == "direct"]


def cases(block: str) -> list[Case]:
    """Return (text, speakers) of a block with lines «text -> one | two», ∅ for nobody."""
    pairs = (line.split("->") for line in block.strip().splitlines())
    return [(text.strip(), [w.strip() for w in who.split("|")]) for text, who in pairs]


ROLES = cases("""
Der Bauminister Ruslan Drosd traf den Gouverneur des Gebiets Pskow, Michail Kusnezow. „Wir bauen Häuser“, sagte der Minister. „Das ist gut“, erwiderte der Gouverneur. -> Ruslan Drosd | Michail Kusnezow
Die Botschafterin von Belarus in China, Tatjana Karol, kam. „China ist ein Partner“, betonte die Diplomatin. -> Tatjana Karol
Der Vorsitzende des Konzerns Beltorf, Gennadi Astapow, und der Direktor des Werks, Pawel Drosd, kamen. „Wir liefern mehr“, sagte der Konzernchef. -> Gennadi Astapow
Der stellvertretende Wirtschaftsminister Anton Hlebow kam. „Wir kaufen ein“, so der Vizeminister. -> Anton Hlebow
Iwan Ladutko, Generaldirektor der Holding Amkodor, kam. „Wir liefern gern“, meinte der Generaldirektor. -> Iwan Ladutko
Der Rektor der Hochschule, Andrej Lopatin, und die Direktorin des Werks, Olga Petrowa, kamen. „Das passt gut“, sagte die Direktorin. „Sehr gut sogar“, so der Rektor. -> Olga Petrowa | Andrej Lopatin
Finanzminister Juri Drosd und Wirtschaftsministerin Irina Petrowa kamen. „Das Defizit sinkt“, sagte der Finanzminister. „Die Wirtschaft wächst“, so die Ministerin. -> Juri Drosd | Irina Petrowa
Der Chef von Tatarstan Rustam Minnichanow kam zu Präsident Alexander Lukaschenko. „Wir sind Partner“, sagte das Oberhaupt der Republik. -> Rustam Minnichanow
Alexander Lukaschenko sprach mit Premierminister Roman Golowtschenko. „Wir handeln schnell“, sagte der Präsident. „Wir arbeiten daran“, antwortete der Regierungschef. -> Alexander Lukaschenko | Roman Golowtschenko
Wladimir Putin traf Alexander Lukaschenko. „Wir sind Nachbarn“, sagte der russische Präsident. „Das stimmt wohl“, so der belarussische Staatschef. -> Wladimir Putin | Alexander Lukaschenko
Pawel Drosd, Sprecher des Konzerns, kam. „Wir prüfen das“, sagte der Sprecher. -> Pawel Drosd
Der Direktor des Instituts, Akademiemitglied Sergej Drosd, und Anna Kulik kamen. „Das Gerät ist neu“, sagte der Institutsleiter. -> Sergej Drosd
Der Präsident von Simbabwe, Emmerson Mnangagwa, traf Alexander Lukaschenko. „Freunde helfen einander“, sagte Alexander Lukaschenko. „So ist es gut“, bestätigte der Gast. -> Alexander Lukaschenko | Emmerson Mnangagwa
Vizepremier Viktor Sajaz und Minister Alexander Jefimow kamen. „Nicht alles rechnet sich“, sagte der Industrieminister. -> Alexander Jefimow
Die Obergärtnerin Olga Petrowa kam. „Die Rosen blühen schon“, sagte die Obergärtnerin. -> Olga Petrowa
Direktorin Olga Petrowa und der Physiker Lew Bagrow forschen. „Licht ist ein Werkzeug“, sagte Petrowa. Ihr Kollege sagte: „Wir brauchen junge Leute.“ -> Olga Petrowa | Lew Bagrow
Gouverneur Andrej Worobjow empfing Pawel Drosd. „Wir haben Interesse“, sagte er. Pawel Drosd nickte. „Wir liefern im Juni“, so der Gast. -> Andrej Worobjow | Pawel Drosd
Der Außerordentliche und Bevollmächtigte Botschafter Kasachstans in Belarus, Timur Alijew, heute in Minsk zu Gast, lobte Olga Petrowa. „Das freut mich sehr“, so der Botschafter. -> Timur Alijew
„Wo ist der Ertrag?“, wollte Präsident Anton Hlebow vom Direktor des Werkes, Juri Drosd, wissen. „Zeigen Sie das Gerät“, sagte der Präsident. -> Anton Hlebow | Anton Hlebow
Juri Drosd, Leiter der Belarussischen Eisenbahn, traf Olga Petrowa. „Wir fahren pünktlich“, sagte der Eisenbahner. -> Juri Drosd
„Wir fahren pünktlich“, sagte Juri Drosd. Olga Petrowa kam. „Wir zahlen gern“, sagte sie. Sein Gegenüber antwortete: „Sehr gern.“ -> Juri Drosd | Olga Petrowa | Juri Drosd
Staatssekretär Juri Drosd sprach zuerst. Der Vizeminister Anton Hlebow nahm Maß. Er stellte klar: „Ein Stempel reicht völlig.“ -> Anton Hlebow
Vizepremier Juri Drosd kam. „Die Lage ist stabil“, stellte Premierminister fest. -> Juri Drosd
Juri Drosd sprach. „Ich traf Olga Petrowa und Anton Hlebow, die das verstehen“, fügte er hinzu. -> Juri Drosd
Juri Drosd sprach. Die Gäste trieb er zur Eile an: „Das Buffet ist eröffnet.“ -> Juri Drosd
„Wir liefern gern“, so der Botschafter von Usbekistan in Belarus Juri Drosd. Anton Hlebow kam. „Das hilft“, sagte der Botschafter. -> Juri Drosd | Juri Drosd
„Wir liefern gern“, sagte der Minister für Industrie und Handel der Republik Tatarstan Tawanda Moyo. -> Tawanda Moyo
„Wir liefern gern“, sagte Direktor Juri Drosd. Am Freitag empfing der Minister in Minsk Anton Hlebow. „Das hilft“, so der Minister. -> Juri Drosd | Juri Drosd
Der Vizegouverneur Juri Drosd und Industrieminister Anton Hlebow kamen. „Das hilft“, so der Vizegouverneur. -> Juri Drosd
„Wir liefern gern“, meinte Dr. Juri Drosd. -> Juri Drosd
Olga Petrowa, Chef des Konzerns, erklärte: „Wir liefern gern.“ -> Olga Petrowa
Urkunden tauschten die Rektoren in Anwesenheit des stellvertretenden Bauministers Juri Drosd aus. „Das hilft“, so der Vizeminister. -> Juri Drosd
Nach Schätzung des usbekischen Vizebauministers Juri Drosd reicht das. „Das hilft“, so der Vizeminister. -> Juri Drosd
Das beschlossen Präsident Anton Hlebow und das Oberhaupt von Udmurtien, Timur Alijew. „Das hilft sehr“, sagte der Staatschef. -> Anton Hlebow
„Wir liefern gern“, sagte Direktor Juri Drosd. „Das ist gut“, sagte Gouverneur Anton Hlebow. „Es eilt“, so der Gast aus Pskow. -> Juri Drosd | Anton Hlebow | Anton Hlebow
MINSK, 3. Mai (BelTA) – Gouverneur Anton Hlebow bat um Eile, Minister Juri Drosd dankte. „Das hilft“, so der Gast. -> Anton Hlebow
TASCHKENT, 3. Mai (BelTA) – Das gab der belarussische Minister Juri Drosd nach Gesprächen mit dem usbekischen Minister Timur Alijew bekannt. „Das hilft“, so der Gastgeber. -> Timur Alijew
MINSK, 3. Mai (BelTA) – Er kam, als Präsident Anton Hlebow Gouverneur Juri Drosd empfing. „Das hilft“, sagte der Staatschef. -> Anton Hlebow
Minister Anton Hlebow kam. Unmut äußerte Hlebow über Kontrollen: „Eine Fliese muss man nicht zweimal prüfen.“ -> Anton Hlebow
Juri Drosd kam. Die Konkurrenz schrecke ihn nicht, sagte Drosd und nannte den Grund: „Ein Bauer will keinen Prospekt.“ -> Juri Drosd
„Das passt“, sagte das Oberhaupt von Udmurtien, Timur Alijew. Der Chef der Industrie- und Handelskammer, Juri Drosd, nickte. „Das hilft“, so der Kammerchef. -> Timur Alijew | Juri Drosd
„Wir säen selbst“, sagte Olga Petrowa. Direktor Juri Drosd nickte. „Der Flachs verzeiht viel“, so der Wissenschaftler. -> Olga Petrowa | Juri Drosd
""")

PRONOUNS = cases("""
„Wir bauen selbst“, gab MAZ-Chef Pawel Drosd zu bedenken. Der Gouverneur des Gebiets, Arkadi Kusnezow, zeigte Busse. „Sie fahren gut“, fügte er hinzu. -> Pawel Drosd | Arkadi Kusnezow
Pawel Drosd traf Olga Petrowa. „Wir sind uns einig“, sagte sie. „Das sind wir“, sagte er. -> Olga Petrowa | Pawel Drosd
Pawel Drosd dankte dem Rektor Andrej Lopatin. „Das war klug“, sagte er. -> Pawel Drosd
Direktorin Olga Petrowa kam. Die Stimmung bezeichnete sie als „so warm wie das Meer“. -> Olga Petrowa
Der Gouverneur Witali Kostrow traf Pawel Drosd. Dieser sagte: „Wir liefern pünktlich.“ -> Pawel Drosd
Der Gouverneur Wadim Kostrow kam. Am Mittag besichtigte der Gouverneur das Werk. „Die Technik ist neu“, lobte er. -> Wadim Kostrow
Die Direktorin Olga Petrowa sprach. Ihrer Meinung nach „ist die Zeit reif dafür“. -> Olga Petrowa
""")

SLIPS = cases("""
Das sagte Alexander Lukaschenko heute. „Die Ernte beginnt pünktlich“, forderte der Regierungschef. -> Alexander Lukaschenko
Präsident Alexander Lukaschenko empfing den Gouverneur Pawel Drosd. „Uns fehlt der Wille“, unterstrich der Regierungschef. „Wir fahren zufrieden heim“, sagte der Gouverneur. -> Alexander Lukaschenko | Pawel Drosd
Präsident Alexander Lukaschenko empfing den Leiter der Republik Tatarstan Rustam Minnichanow. „Es darf keine Pause geben“, sagte der belarussische Regierungschef. „Wir danken dafür“, sagte Rustam Minnichanow. -> Alexander Lukaschenko | Rustam Minnichanow
""")

NOBODY = cases("""
Ein Sprecher der Polizei kam. „Wir prüfen den Fall“, sagte der Sprecher. -> ∅
Der Minister ist zufrieden. „Das wird ein gutes Jahr“, sagte er. -> ∅
„Wir schaffen das sicher“, sagte der Leiter des Amtes. Pawel Drosd nahm an der Sitzung teil. -> ∅
„Wir schaffen das sicher“, sagte die Ministerin. Minister Pawel Drosd nickte. -> ∅
Präsident Alexander Lukaschenko sprach. „Wir prüfen den Fall“, sagte der Polizeisprecher. -> ∅
Die Sprecherin von Pawel Drosd kam. „Wir prüfen den Fall“, sagte die Sprecherin von Pawel Drosd. -> ∅
""")

INSTITUTIONS = cases("""
Das Unternehmen Naftan feierte. „Wir exportieren viel“, teilte das Unternehmen mit. -> Naftan
Das gab das Staatliche Zollkomitee bekannt. „Ein Stempel kostet Zeit“, hieß es aus der Behörde. -> Staatliches Zollkomitee
Das Werk gehört Naftan. „Wir exportieren viel“, hieß es bei Naftan. -> Naftan
""")


def speakers(text: str) -> list[str]:
    """Return who says the direct quotes of a text, ∅ for nobody."""
    return [q.speaker or "∅" for q in read(text)]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_a_role_means_the_one_the_article_gives_it_to(text: str, expected: list[str]) -> None:
    """An office, learnt in the article or known of public people, leads to its holder."""
    assert speakers(text) == expected


@pytest.mark.parametrize(("text", "expected"), PRONOUNS)
def test_a_pronoun_means_the_last_fitting_subject(text: str, expected: list[str]) -> None:
    """Gender decides, then whom the last sentence is about."""
    assert speakers(text) == expected


@pytest.mark.parametrize(("text", "expected"), SLIPS)
def test_a_role_that_fits_nobody_is_a_slip_for_the_only_speaker(
    text: str, expected: list[str]
) -> None:
    """«der Regierungschef» is the President where no head of government appears."""
    assert speakers(text) == expected
    assert read(text)[0].slip


@pytest.mark.parametrize(("text", "expected"), NOBODY)
def test_nobody_is_guessed(text: str, expected: list[str]) -> None:
    """Where the article does not say who speaks, the speaker stays empty, the words are kept."""
    assert speakers(text) == expected
    assert all(q.speaker_surface for q in read(text))


@pytest.mark.parametrize(("text", "expected"), INSTITUTIONS)
def test_an_institution_speaks_under_its_name(text: str, expected: list[str]) -> None:
    """A company or an authority as speaker is given by its canonical name."""
    assert speakers(text) == expected
    assert [q.method for q in read(text)] == ["institution"]


@pytest.mark.parametrize(
    ("word", "base", "gender"),
    [
        ("Wirtschaftsministerin", "wirtschaftsminister", "f"),
        ("Präsidenten", "präsident", "m"),
        ("Vorsitzende", "vorsitzende", ""),
        ("Vorsitzender", "vorsitzende", "m"),
        ("Staatsoberhaupt", "staatsoberhaupt", ""),
        ("SPD-Chef", "spd-chef", "m"),
    ],
)
def test_a_role_word_is_read_by_its_end(word: str, base: str, gender: str) -> None:
    """Compounds, inflected and feminine forms are the same role."""
    role = people.role_of(word)
    assert role is not None
    assert (role.base, role.gender) == (base, gender)


def test_a_word_that_is_no_role_names_none() -> None:
    """«Ministerium» is no minister."""
    assert people.role_of("Ministerium") is None


def test_the_method_tells_how_the_speaker_was_found() -> None:
    """Name, surname, learned role, pronoun and continuation are told apart."""
    found = read(
        "Gouverneur Pawel Drosd kam. „Wir sind da“, sagte Pawel Drosd. „Das Werk steht“, so Drosd. "
        "„Die Halle ist groß“, sagte der Gouverneur. „Sie wird größer“, sagte er. „Bald noch mehr.“"
    )
    assert [q.method for q in found] == [
        "name", "surname", "learned role", "pronoun", "continuation",
    ]  # fmt: skip
