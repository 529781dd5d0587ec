# ruff: noqa: E501 - a case and its mentions stand on one line
"""Mentions: people, organisations, places, goods, on snippets invented for the project."""

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beleg.reading import article, lexicon, names, sentences


def read(text: str) -> list[str]:
    """Return the mentions of a text as «surface TYPE», with « = canonical» where that differs."""
    document = sentences.read(article.from_text(text))
    return [
        f"{surface} {mention.type}" + f" = {mention.canonical}" * (mention.canonical != surface)
        for mention in names.find(document)
        for surface in [document.text[mention.start : mention.end]]
    ]


def cases(block: str) -> list[tuple[str, list[str]]]:
    """Return (text, mentions) of a block with lines «text -> mention | mention», or ∅."""
    pairs = (line.split("->") for line in block.strip().splitlines())
    return [
        (text.strip(), [m.strip() for m in found.split("|") if "∅" not in m])
        for text, found in pairs
    ]


PEOPLE = cases("""
Der Minister Pjotr Sawizki reiste ab. -> Pjotr Sawizki PER
Die Direktorin Olga Wassiljewna Krug kam. -> Olga Wassiljewna Krug PER = Olga Krug
Das war Pjotr Sawizki. Sawizkis Plan gefiel. -> Pjotr Sawizki PER | Sawizkis PER = Pjotr Sawizki
Xi Jinping sprach mit Huang Meiling. -> Xi Jinping PER | Huang Meiling PER
Huang Meiling kam, Huang ging. -> Huang Meiling PER | Huang PER = Huang Meiling
Minister Ibrohim Tursunbekow sprach. -> Ibrohim Tursunbekow PER
Die Sprecherin sagte das, so Gulnisa Otambekowa gestern. -> Gulnisa Otambekowa PER
Präsidentin Ursula von der Leyen schwieg. -> Ursula von der Leyen PER
Gouverneur Tschubarow unterschrieb. -> Tschubarow PER
Laut Igor Tschubarow stimmt das, Tschubarow lachte. -> Igor Tschubarow PER | Tschubarow PER = Igor Tschubarow
Lukaschenko und Putin telefonierten. -> Lukaschenko PER = Alexander Lukaschenko | Putin PER = Wladimir Putin
Rustam Minnikhanov kam, Minnichanow blieb. -> Rustam Minnikhanov PER = Rustam Minnichanow | Minnichanow PER = Rustam Minnichanow
Der Leiter der Region Pjotr Sawizki kam. -> Pjotr Sawizki PER
Das sagt Lukaschenko: Alexander Grigorjewitsch, kommen Sie! -> Lukaschenko PER = Alexander Lukaschenko | Alexander Grigorjewitsch PER = Alexander Lukaschenko
Der Leiter des Betriebs Igor Tschubarow und die Chefin der Bank Olga Krug kamen. -> Igor Tschubarow PER | Olga Krug PER
Der Gouverneur des Gebiets Wladimir Kruglow kam. -> Wladimir Kruglow PER
Das Essen kam spät, und beim Essen sprach Igor Tschubarow. -> Igor Tschubarow PER
Der Direktor Karl Buchholz liefert Holz, sagt Buchholz. -> Karl Buchholz PER | Holz PRODUCT | Buchholz PER = Karl Buchholz
Alexander Grigorjewitsch Lukaschenko wurde gegrüßt. -> Alexander Grigorjewitsch Lukaschenko PER = Alexander Lukaschenko
Das sagte Anatoli Kolas. Kolas ging. -> Anatoli Kolas PER | Kolas PER = Anatoli Kolas
Der Plan Igor Tschubarows gefiel. -> Igor Tschubarows PER = Igor Tschubarow
Die Parkwartin Olga Krug kam. -> Olga Krug PER
Ministerin Nomin Bat-Bajar kam. -> Nomin Bat-Bajar PER
Das meint Alexej Teksler; Texler blieb. -> Alexej Teksler PER | Texler PER = Alexej Teksler
Kassym-Schomart Tokajew kam. -> Kassym-Schomart Tokajew PER
Das sagte Direktorin Fatima al-Haschimi. -> Fatima al-Haschimi PER
Das sagte der Leiter von Tatarstan Tawanda Moyo. -> Tatarstan LOC | Tawanda Moyo PER
Das sagte der Vorsitzende des Staatlichen Zollkomitees Tawanda Moyo. -> Staatlichen Zollkomitees ORG = Staatliches Zollkomitee | Tawanda Moyo PER
""")

PLACES = cases("""
Man traf sich im Gebiet Kirowsk. -> Gebiet Kirowsk LOC
Das Gebiet Omsk wächst, sagt man in Omsk. -> Gebiet Omsk LOC | Omsk LOC = Gebiet Omsk
Das Gebiet Sagorsk und die Region Kirsa wachsen, Kirsa und Sagorsk liegen am Fluss. -> Gebiet Sagorsk LOC | Region Kirsa LOC | Kirsa LOC = Region Kirsa | Sagorsk LOC = Gebiet Sagorsk
Die Republik Tatarstan und die Republik Belarus bauen. -> Republik Tatarstan LOC = Tatarstan | Republik Belarus LOC = Belarus
In der Russischen Föderation gilt das. -> Russischen Föderation LOC = Russland
Das gilt in den Vereinigten Arabischen Emiraten. -> Vereinigten Arabischen Emiraten LOC = Vereinigte Arabische Emirate
Er war in Nischni Nowgorod und in MINSK. -> Nischni Nowgorod LOC | MINSK LOC = Minsk
Kasachstans Ernte liegt in Sankt Petersburg. -> Kasachstans LOC = Kasachstan | Sankt Petersburg LOC
Die Ware kam nach Tschernjachowo. -> Tschernjachowo LOC
Sie kam aus der Stadt Tschernjachowo. -> Tschernjachowo LOC
Das Smolensker Gebiet und die Kalugaer Region wählen. -> Smolensker Gebiet LOC = Gebiet Smolensk | Kalugaer Region LOC = Region Kaluga
Im Gebiet Wladimir wird gebaut. -> Gebiet Wladimir LOC
Das Leningrader Gebiet wählt. -> Leningrader Gebiet LOC = Gebiet Leningrad
Belarussische und russische Betriebe liefern. -> ∅
Ein chinesischer Gast kam. -> ∅
Das Gebiet Rostow und Rostow am Don wachsen. -> Gebiet Rostow LOC | Rostow am Don LOC
Mogilew wächst; in Mogiljow wird gebaut. -> Mogilew LOC | Mogiljow LOC = Mogilew
""")

ORGANISATIONS = cases("""
Der Händler Sagorotorg liefert. -> Sagorotorg ORG
Die Firma Orion Lift Invest und die Firma Nur Mebel wachsen. -> Orion Lift Invest ORG | Nur Mebel ORG
Der Betrieb Sagolift fertigt Lifte. -> Sagolift ORG | Lifte PRODUCT
Nun fertigt das Werk Lifte. -> Lifte PRODUCT
Das 561. Motorenreparaturwerk und der Trest Nr. 21 bauen. -> 561. Motorenreparaturwerk ORG | Trest Nr. 21 ORG
Die Gießerei Sagolit und das Institut Sagoplan wachsen. -> Sagolit ORG | Sagoplan ORG
Das Minsker Traktorenwerk wächst. -> Minsker Traktorenwerk ORG = MTZ
Das Tambower Zahnradwerk wächst. -> Tambower Zahnradwerk ORG
Im Tambower Zahnradwerk (TZW) brennt Licht. -> Tambower Zahnradwerk ORG = TZW | TZW ORG
Der Konzern Belneftechim plant. -> Belneftechim ORG
Der Konzern Prodimex plant. Dann wartet Prodimex. -> Prodimex ORG | Prodimex ORG
Die Firma „Nowy Most“ baut; es hieß, „Nowy Most“ und Nowy Most seien eins. -> Nowy Most ORG | Nowy Most ORG | Nowy Most ORG
Die Firma „Nowy Most“ baut. -> Nowy Most ORG
Im Industriepark „Great Stone“ ist Platz. -> Great Stone ORG
Die Raffinerie Orsk ruht. -> Raffinerie Orsk ORG
Die Raffinerie in Orsk ruht. -> Orsk LOC
Die Universität Pensa lehrt. -> Universität Pensa ORG
Die Russische Technische Universität für Metallurgie lehrt. -> Russische Technische Universität für Metallurgie ORG
Das belarussische Industrieministerium prüft. -> Industrieministerium ORG = Industrieministerium von Belarus
Das Industrieministerium prüft. -> Industrieministerium ORG = Industrieministerium von Belarus
Das Energieministerium Kasachstans prüft. -> Energieministerium ORG = Energieministerium von Kasachstan | Kasachstans LOC = Kasachstan
Das usbekische Agrarministerium prüft, dann baut das Agrarministerium. -> Agrarministerium ORG = Agrarministerium von Usbekistan | Agrarministerium ORG = Agrarministerium von Usbekistan
Das Ministerium für Verkehr und Handel der Mongolei prüft. -> Ministerium für Verkehr und Handel ORG = Ministerium für Verkehr und Handel von Mongolei | Mongolei LOC
Das russische Industrie- und Handelsministerium prüft. -> Industrie- und Handelsministerium ORG = Industrie- und Handelsministerium von Russland
Das kasachische Zement- und Stahlministerium prüft. -> Zement- und Stahlministerium ORG = Zement- und Stahlministerium von Kasachstan
Beim Ministerium für Verkehr, Minister und Gäste warten. -> Ministerium für Verkehr ORG = Ministerium für Verkehr von Belarus
Beim Ministerium für Verkehr, Gäste warten dort. -> Ministerium für Verkehr ORG = Ministerium für Verkehr von Belarus
Die Agentur für Tourismus wirbt. -> Agentur für Tourismus ORG
Dort entsteht eine Agentur für Tourismus. -> ∅
Der Oberste Staatsrat des Unionsstaates tagt. -> Oberste Staatsrat des Unionsstaates ORG = Oberster Staatsrat des Unionsstaates
Im Rahmen des Unionsstaates wird gebaut. -> Unionsstaates ORG = Unionsstaat
Die belarussische Botschaft in Usbekistan lud ein; die Botschaft half. -> Botschaft ORG = Belarussische Botschaft in Usbekistan | Usbekistan LOC | Botschaft ORG = Belarussische Botschaft in Usbekistan
Die Botschaft von Belarus in China lud ein. -> Botschaft von Belarus in China ORG = Belarussische Botschaft in China
Das war eine klare Botschaft an alle. -> ∅
Ein BelTA-Korrespondent sah MTZ-Traktoren. -> BelTA ORG | MTZ ORG | Traktoren PRODUCT
Das Zentrum wartet MTZ- und Amkodor-Maschinen. -> MTZ ORG | Amkodor ORG | Maschinen PRODUCT
Die Gesellschaft MTZ-Tatarstan wirbt, MTZ-Kama auch. -> MTZ-Tatarstan ORG | MTZ-Kama ORG
KamAZ und die EAWU planen. -> KamAZ ORG = KAMAZ | EAWU ORG
Die Holding BelSnabInvest plant, ZNTU auch. -> BelSnabInvest ORG | ZNTU ORG
Die Sirius-Universität und die Agraruniversität lehren. -> Sirius-Universität ORG | Agraruniversität ORG
Die Nationale Agrarakademie forscht. -> Nationale Agrarakademie ORG
Das Zelenograder Werk „Nowator“ liefert, auch ins Labor „Quant“. -> Nowator ORG | Quant ORG
Das Zementwerk Kritschew und das Werk Stankolit ruhen. -> Zementwerk Kritschew ORG | Stankolit ORG
Das Ministerium für innovative Entwicklung Usbekistans zahlt. -> Ministerium für innovative Entwicklung ORG = Ministerium für innovative Entwicklung von Usbekistan | Usbekistans LOC = Usbekistan
Man erneuert 150 Kilometer Eisenbahn. -> ∅
SUEK und Tschernomorsnab kaufen. -> SUEK ORG | Tschernomorsnab ORG
Die Sichuan Airlines fliegt. -> Sichuan Airlines ORG
Auf dem Internationalen Wirtschaftsforum in Sankt Petersburg sprach man. -> Internationalen Wirtschaftsforum ORG = Internationales Wirtschaftsforum in Sankt Petersburg | Sankt Petersburg LOC
Es kostet 5 Mio. USD oder 300 EUR, sagt die IT. -> ∅
Ein neues Werk und eine Universität entstehen. -> ∅
Gorelstroi liefert Zement, auch Mosprom kauft. -> Gorelstroi ORG | Zement PRODUCT | Mosprom ORG
Man ordert bei Samarkand Tekstil und von Schiras Petrochemie. -> Samarkand Tekstil ORG | Schiras Petrochemie ORG
In Minsk Petrochemie zu kaufen ist leicht. -> Minsk LOC
Der Fahrzeugbauer SNTV kauft, sagt der Konzern Bharat Axles. -> SNTV ORG | Bharat Axles ORG
Das Minsker Werk Integral und die Technische Universität Penang forschen. -> Integral ORG | Technische Universität Penang ORG
"Wir sind ein Unternehmen", sagte er. "Wir wachsen." -> ∅
Die Belarussische Nationale Technische Universität lehrt, die BNTU baut. -> Belarussische Nationale Technische Universität ORG = BNTU | BNTU ORG
Die Baufirma Orbita wächst, die Firma Kometa auch. -> Orbita ORG | Kometa ORG
Die Firma Verträge anbieten zu lassen, ist klug. -> ∅
Das Unternehmen BelAZ-Holding wächst. -> BelAZ-Holding ORG
Das Exekutivkomitee Witebsk tagt. -> Exekutivkomitee Witebsk ORG
Belschina baut Reifen. -> Belschina ORG | Reifen PRODUCT
Der Betrieb in Berlin-Charlottenburg ruht. -> Berlin-Charlottenburg LOC
Die Holding Horizont kauft bei der Firma Komi Les und beim Konzern Nile Machinery. -> Horizont ORG | Komi Les ORG | Nile Machinery ORG
Die Aserbaidschanischen Eisenbahnen bauen mit dem Seehafen Murmansk. -> Aserbaidschanischen Eisenbahnen ORG = Aserbaidschanische Eisenbahnen | Seehafen Murmansk ORG
Die Tomsker Universität TUSUR plant ein gemeinsames Institut für Optik. -> Universität TUSUR ORG = TUSUR
Das Motorenwerk Dwinadisel, die Näherei in Orscha und das Institut BelNIK tagen. -> Dwinadisel ORG | Orscha LOC | BelNIK ORG
Die Zuckerfabrik Nowolukino und das Uraler Pumpenwerk ruhen. -> Zuckerfabrik Nowolukino ORG | Uraler Pumpenwerk ORG
Das Unternehmen Orschakabel kauft bei Pensaglas und Beltexpol. -> Orschakabel ORG | Pensaglas ORG | Beltexpol ORG
Die chinesische Firma Hunan Liyuan und die Gruppe Minh Phuong Auto bauen. -> Hunan Liyuan ORG | Minh Phuong Auto ORG
Das Geld stammt von der China Development Bank, der Stahl von Sugrit. -> China Development Bank ORG | Stahl PRODUCT | Sugrit ORG
Das sagte der Handelsrat der belarussischen Botschaft, es war die größte Bestellung seit 2011. Insgesamt wuchs sie. -> ∅
Die Pumpen des Werks Morgenrot passen, auch der Betrieb Abendstern aus Orscha liefert. -> Pumpen PRODUCT | Morgenrot ORG | Abendstern ORG | Orscha LOC
Man sah einen Betrieb in Westuralsk Pumpen ordern. -> Westuralsk LOC | Pumpen PRODUCT
Die Züge Kalikonzentrat holen zu lassen, rät der Chef des Exekutivkomitees. -> Kalikonzentrat PRODUCT = Kalikonzentrate
Die Agraruniversität Altai lehrt, sagte der Vertreter von SOCAR, Elchan Rasulsade. -> Agraruniversität Altai ORG | SOCAR ORG | Elchan Rasulsade PER
Die Kette „Osiyo Savdo“ wartet, man kauft mit Osiyo Savdo. -> Osiyo Savdo ORG | Osiyo Savdo ORG
""")

GOODS = cases("""
Den Motor baut ein Werk. -> Motor PRODUCT = Motoren
Die Firma „Lidaglas“ wächst. Der Direktor von Lidaglas lobt das Glas. -> Lidaglas ORG | Lidaglas ORG | Glas PRODUCT
Man liefert Gasmotoren und Getriebe. -> Gasmotoren PRODUCT | Getriebe PRODUCT
Mit Mähdreschern und Baggern wird gehandelt. -> Mähdreschern PRODUCT = Mähdrescher | Baggern PRODUCT = Bagger
Gefragt sind Leistungshalbleiter und Pkw-Teile. -> Leistungshalbleiter PRODUCT | Pkw-Teile PRODUCT
Jede Achse zählt, jeder Traktor auch. -> Achse PRODUCT = Achsen | Traktor PRODUCT = Traktoren
Wir bauen landwirtschaftliche Maschinen. -> Maschinen PRODUCT
Kasachisches Öl und Milchpulver fließen. -> Öl PRODUCT = Erdöl | Milchpulver PRODUCT
Eine Milliarde für Maschinenbauprodukte! -> Maschinenbauprodukte PRODUCT
Der Maschinenbau liefert Ausrüstungen. -> Ausrüstungen PRODUCT
Traktoren der Marke BELARUS fahren. -> Traktoren PRODUCT | BELARUS PRODUCT
Zehn BELARUS-Traktoren fahren, ein BELARUS 1221 auch. -> BELARUS PRODUCT | Traktoren PRODUCT | BELARUS 1221 PRODUCT
Der Anteil der Waren und Produkte hat Vorteile. -> ∅
Die Pumpen kamen per Schiff. -> Pumpen PRODUCT
Das Modell „Palesse GS16“ fährt. -> Palesse GS16 PRODUCT
Das Flugzeug „Sokol“ fliegt. -> Flugzeug PRODUCT = Flugzeuge | Sokol PRODUCT
Das Komitee prüft den Preis in Ungarn. -> Ungarn LOC
Unsere Ausrüstung ist alt, die Papiere fehlen. -> ∅
Ein Waggon wartet, doch man baut Waggons. -> Waggon PRODUCT = Waggons | Waggons PRODUCT
Ein Waggon wartet seit Tagen. -> ∅
Davon haben wir wie Sand am Meer, auch Waren wie Kies. -> Kies PRODUCT
Die Öl- und Gasfelder ruhen. -> ∅
Die Spinnerei in Cottbus hat Scheu. -> Cottbus LOC
""")


@pytest.mark.parametrize(("text", "mentions"), PEOPLE)
def test_people(text, mentions):
    """A person is found without title, and a surname means the full name."""
    assert read(text) == mentions


@pytest.mark.parametrize(("text", "mentions"), PLACES)
def test_places(text, mentions):
    """A place is found with its head, inflected or in capitals; an adjective is no place."""
    assert read(text) == mentions


@pytest.mark.parametrize(("text", "mentions"), ORGANISATIONS)
def test_organisations(text, mentions):
    """An organisation is found by lexicon, by its head, by its shape or by its neighbours."""
    assert read(text) == mentions


@pytest.mark.parametrize(("text", "mentions"), GOODS)
def test_goods(text, mentions):
    """A good is found by the head of the noun, without adjective; what only looks like one is not."""
    assert read(text) == mentions


def test_the_wire_story(wire_story):
    """The wire story's people, organisations, places and goods are found by their canonical names."""
    document = sentences.read(article.from_text(wire_story))
    found = {mention.canonical for mention in names.find(document)}
    assert found == {
        *(
            "Alexander Lukaschenko",
            "Rustam Minnichanow",
            "Belarus",
            "Russland",
            "Tatarstan",
            "Kasan",
        ),
        *("Oberster Staatsrat des Unionsstaates", "Unionsstaat", "MTZ-Tatarstan", "KAMAZ"),
        *("Minsker Motorenwerk", "Industrieministerium von Belarus", "Gasmotoren", "Motoren"),
        *("Autoteile", "Aggregate", "Mikroschaltkreise", "Kipplaster", "Maschinen", "Ausrüstungen"),
    }


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("places", ("name", "kind", "country", "variants")),
        ("organisations", ("name", "kind", "country", "variants")),
        ("persons", ("name", "country", "variants")),
    ],
)
def test_a_spelling_means_one_thing(file, columns):
    """No spelling belongs to two entries of a gazetteer, and the entries are sorted."""
    rows = lexicon.read(file, columns)
    spellings = [
        spelling for row in rows for spelling in (row[0], *row[-1].split("; ")) if spelling != "-"
    ]
    assert [s for s, count in Counter(spellings).items() if count > 1] == []
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), key=str.casefold)


PIECES = """Minsk Gebiet Uljanowsk Minister Igor Petrow von der MTZ- und MTZ-Traktoren „ “ ( ) Werk
Belarussische Universität für Informatik , . Holding BELARUS 820 in Dobrusch Botschaft Xi A"""
WORDS = st.sampled_from(PIECES.split())


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_gives_ordered_mentions(text):
    """Whatever the text, mentions lie in it, are not empty, and stand in order without overlap."""
    document = sentences.read(article.from_text(text))
    ends = [0]
    for mention in names.find(document):
        assert ends[-1] <= mention.start < mention.end <= len(document.text)
        assert mention.canonical
        ends.append(mention.end)


@pytest.mark.parametrize(
    "unit",
    ["A", "Minsk ", "Xy ", "Minister ", "„Werk ", "Belarussische ", "für Industrie und ", "A-"],
)
def test_time_grows_with_the_length(unit):
    """A long text of one word is read in time proportional to its length."""
    document = sentences.read(article.from_text(unit * (200_000 // len(unit))))
    start = time.process_time()
    names.find(document)
    assert time.process_time() - start < 1.5
