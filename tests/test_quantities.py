"""Quantities: value, unit, comparator, year, flow, subject, on snippets invented for this."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beleg.reading import amounts, article, names, quantities, sentences
from beleg.reading.quantities import Quantity

PUBLISHED = date(2023, 9, 19)


def read(text: str, published: date | None = PUBLISHED) -> list[tuple[str, Quantity]]:
    """Return the quantities of a text with their surface."""
    document = sentences.read(article.from_text(text, published=published))
    found = quantities.find(document, names.find(document))
    return [(document.text[q.start : q.end], q) for q in found]


# Each case: a text, and «surface | value | unit | comparator» of all its quantities.
AMOUNTS = [
    # currencies before and after the number
    ("Das Volumen erreichte $9 Mrd. im Herbst.", "$9 Mrd. | 9e9 | USD | ="),
    ("Der Wert lag bei USD 5 Mio. netto.", "USD 5 Mio. | 5e6 | USD | ="),
    ("Der Wert lag bei US-$ 5,5 Mio. netto.", "US-$ 5,5 Mio. | 5.5e6 | USD | ="),
    ("Das Werk zahlte 5 Mio. US-$ dafür.", "5 Mio. US-$ | 5e6 | USD | ="),
    ("Man bot 560 Mio US$ an.", "560 Mio US$ | 560e6 | USD | ="),
    ("Man bot 3 Millionen Dollar an.", "3 Millionen Dollar | 3e6 | USD | ="),
    ("Man bot 40 Mio. USD an.", "40 Mio. USD | 40e6 | USD | ="),
    ("Die Anlage kam auf 12 Mio. Euro.", "12 Mio. Euro | 12e6 | EUR | ="),
    ("Die Anlage kam auf €7,5 Mio. und mehr Ärger.", "€7,5 Mio. | 7.5e6 | EUR | ="),
    ("Die Anlage kam auf 300 €.", "300 € | 300 | EUR | ="),
    ("Es geht um 450 Mio. russische Rubel.", "450 Mio. russische Rubel | 450e6 | RUB | ="),
    ("Es geht um 2 Mrd. russischer Rubel.", "2 Mrd. russischer Rubel | 2e9 | RUB | ="),
    ("Es geht um RUR 2 Mrd. insgesamt.", "RUR 2 Mrd. | 2e9 | RUB | ="),
    ("Es geht um 600 Mio. RUR.", "600 Mio. RUR | 600e6 | RUB | ="),
    ("Es geht um 37 Mio. belarussische Rubel.", "37 Mio. belarussische Rubel | 37e6 | BYN | ="),
    ("Es geht um 37 Mio. BYN.", "37 Mio. BYN | 37e6 | BYN | ="),
    ("Die Bestände stiegen um Br2,5 Milliarden.", "Br2,5 Milliarden | 2.5e9 | BYN | ="),
    ("Der Erlös lag bei RUR22,5 Mrd. im Jahr.", "RUR22,5 Mrd. | 22.5e9 | RUB | ="),
    ("Die Schuld beträgt 1,7 Billionen BYR.", "1,7 Billionen BYR | 1.7e12 | BYR | ="),
    ("Der Lohn beträgt 1.043 Br im Mittel.", "1.043 Br | 1043 | BYN | ="),
    (
        "Das Darlehen umfasst 10 Mrd. russische Rubel. Davon flossen 4 Mrd. Rubel.",
        "10 Mrd. russische Rubel | 10e9 | RUB | =; 4 Mrd. Rubel | 4e9 | RUB | =",
    ),
    (
        "Der Bau kostet 10 Mio. belarussische Rubel. Bezahlt sind 4 Mio. Rubel.",
        "10 Mio. belarussische Rubel | 10e6 | BYN | =; 4 Mio. Rubel | 4e6 | BYN | =",
    ),
    # roubles of nobody: of a side of the sentence, of the guest, at last of home
    ("Das muss das Gebiet Omsk 4 Mio. Rubel kosten.", "4 Mio. Rubel | 4e6 | RUB | ="),
    ("Gäste aus Omsk kamen. Der Bau kostet 4 Mio. Rubel.", "4 Mio. Rubel | 4e6 | RUB | ="),
    ("Gäste aus Omsk kamen. Witebsk zahlt 4 Mio. Rubel.", "4 Mio. Rubel | 4e6 | BYN | ="),
    ("Gäste aus Witebsk kamen. Der Bau muss 4 Mio. Rubel kosten.", "4 Mio. Rubel | 4e6 | BYN | ="),
    ("Der Vertrag bringt 20 Mio. Yuan.", "20 Mio. Yuan | 20e6 | CNY | ="),
    (
        "Die Rede war von einer 50-Milliarden-US-Dollar-Marke.",
        "50-Milliarden-US-Dollar | 50e9 | USD | =",
    ),
    # scales
    ("Im Einsatz sind 1,9 Tsd. Traktoren.", "1,9 Tsd. Traktoren | 1900 | items | ="),
    ("Im Einsatz sind 17 Tausend Traktoren.", "17 Tausend Traktoren | 17000 | items | ="),
    ("Man gab 600 Mill. Dollar aus.", "600 Mill. Dollar | 600e6 | USD | ="),
    ("Man gab 2 Billionen Rubel aus.", "2 Billionen Rubel | 2e12 | BYN | ="),
    ("Man gab 1,2 Milliarden Euro aus.", "1,2 Milliarden Euro | 1.2e9 | EUR | ="),
    (
        "Der Wert stieg 2022 von $900 Mio. auf etwa 1,2 Milliarden.",
        "$900 Mio. | 900e6 | USD | =; 1,2 Milliarden | 1.2e9 | USD | ~",
    ),
    # slips of the wire
    ("Der Umsatz soll %60 Mrd. erreichen.", "%60 Mrd. | 60e9 | USD | ="),
    ("Das Paket von $1,5 Mild. steht.", "$1,5 Mild. | 1.5e9 | USD | ="),
    ("Das Paket von $1,5 Mlrd. steht.", "$1,5 Mlrd. | 1.5e9 | USD | ="),
    ("Das Paket von 30 Mio. Rusebl steht.", "30 Mio. Rusebl | 30e6 | BYN | ="),
    ("Das Paket von $1.5 Mrd. steht.", "$1.5 Mrd. | 1.5e9 | USD | ="),
    # number words, halves, dozens
    ("Der Handel erreichte eine Milliarde US-Dollar.", "eine Milliarde US-Dollar | 1e9 | USD | ="),
    (
        "Der Handel erreichte fast eine halbe Milliarde Dollar.",
        "eine halbe Milliarde Dollar | 0.5e9 | USD | <",
    ),
    (
        "Der Handel erreichte anderthalb Milliarden Dollar.",
        "anderthalb Milliarden Dollar | 1.5e9 | USD | =",
    ),
    (
        "Der Handel erreichte zweieinhalb Millionen Euro.",
        "zweieinhalb Millionen Euro | 2.5e6 | EUR | =",
    ),
    (
        "Der Handel erreichte eine knappe Milliarde Euro.",
        "eine knappe Milliarde Euro | 1e9 | EUR | <",
    ),
    ("Dort entstehen siebenundzwanzig Hallen.", "siebenundzwanzig Hallen | 27 | items | ="),
    (
        "Dort entstehen zweihundertfünfzig Wohnungen.",
        "zweihundertfünfzig Wohnungen | 250 | items | =",
    ),
    ("Dort entstehen dreitausend Wohnungen.", "dreitausend Wohnungen | 3000 | items | ="),
    ("Zwölf Betriebe nahmen teil.", "Zwölf Betriebe | 12 | companies | ="),
    ("Bestellt sind zwei Dutzend Busse.", "zwei Dutzend Busse | 24 | items | ="),
    ("Bestellt sind mehr als ein Dutzend Aufzüge.", "ein Dutzend Aufzüge | 12 | items | >"),
    ("Bestellt ist ein halbes Dutzend Kräne.", "ein halbes Dutzend Kräne | 6 | items | ="),
    ("Es kamen ein paar Dutzend Gäste.", ""),
    ("Die Quote liegt bei einem Prozent.", "einem Prozent | 1 | percent | ="),
    # fractions
    ("Die Kosten sanken um ein Drittel.", "ein Drittel | 33.3333 | percent | ="),
    ("Er trägt drei Viertel der Kosten.", "drei Viertel | 75 | percent | ="),
    ("Er trägt ein Fünftel der Kosten.", "ein Fünftel | 20 | percent | ="),
    ("Er trägt gut zwei Drittel der Kosten.", "zwei Drittel | 66.6667 | percent | >"),
    ("Er trägt ein gutes Drittel der Kosten.", "ein gutes Drittel | 33.3333 | percent | >"),
    ("Mehr als die Hälfte der Ware blieb.", "die Hälfte | 50 | percent | >"),
    ("Fast die Hälfte der Ware blieb.", "die Hälfte | 50 | percent | <"),
    ("In der zweiten Hälfte des Jahres wird gebaut.", ""),
    # factors
    ("Das ist 1,6-mal mehr als früher.", "1,6-mal | 1.6 | factor | ="),
    ("Der Wert stieg um das 1,8-fache.", "1,8-fache | 1.8 | factor | ="),
    ("Der Wert stieg um mehr als das 1,4-Fache.", "1,4-Fache | 1.4 | factor | >"),
    ("Der Wert stieg um das Anderthalbfache.", "Anderthalbfache | 1.5 | factor | ="),
    ("Der Wert stieg auf das Dreifache.", "Dreifache | 3 | factor | ="),
    ("Der Wert hat sich verdoppelt.", "verdoppelt | 2 | factor | ="),
    ("Der Wert hat sich fast verdreifacht.", "verdreifacht | 3 | factor | <"),
    ("Der Wert soll sich mehr als vervierfachen.", "vervierfachen | 4 | factor | >"),
    ("Geplant ist eine Verdopplung der Mengen.", "Verdopplung | 2 | factor | ="),
    ("Man liefert zweieinhalbmal so viel wie früher.", "zweieinhalbmal | 2.5 | factor | ="),
    ("Man liefert doppelt so viel wie früher.", "doppelt | 2 | factor | ="),
    ("Er war dreimal in Minsk und vervielfachte seine Kontakte.", ""),
    ("Die Regeln wurden vereinfacht und mehrfach geprüft.", ""),
    # ranges and pairs
    (
        "Gebunden sind 80 bis 85 Mrd. Rubel.",
        "80 | 80e9 | BYN | >=; 85 Mrd. Rubel | 85e9 | BYN | <=",
    ),
    ("Das Plus liegt bei 10-12 %.", "10 | 10 | percent | >=; 12 % | 12 | percent | <="),
    ("Das Plus liegt bei 10–12 Prozent.", "10 | 10 | percent | >=; 12 Prozent | 12 | percent | <="),
    ("Man rechnet mit 60% bis 70%.", "60% | 60 | percent | >=; 70% | 70 | percent | <="),
    ("Man rechnet mit $5-7 Mio. im Monat.", "$5 | 5e6 | USD | >=; 7 Mio. | 7e6 | USD | <="),
    ("Man rechnet mit $5 bis $7 Mio. im Monat.", "$5 | 5e6 | USD | >=; $7 Mio. | 7e6 | USD | <="),
    (
        "Der Preis liegt zwischen 5 und 7 Mio. Euro.",
        "5 | 5e6 | EUR | >=; 7 Mio. Euro | 7e6 | EUR | <=",
    ),
    (
        "Dort arbeiten 35 bis 40 Millionen Menschen.",
        "35 | 35e6 | people | >=; 40 Millionen Menschen | 40e6 | people | <=",
    ),
    (
        "Es geht um 5.000 bis 6.000 Tonnen Geflügel.",
        "5.000 | 5000 | t | >=; 6.000 Tonnen | 6000 | t | <=",
    ),
    ("Das dauert zwei bis drei Wochen.", "zwei | 2 | weeks | >=; drei Wochen | 3 | weeks | <="),
    (
        "Der Wert ging von 41 auf 36 Mio. Euro zurück.",
        "41 | 41e6 | EUR | =; 36 Mio. Euro | 36e6 | EUR | =",
    ),
    (
        "Der Anteil stieg von 15 auf 18 Prozent.",
        "15 | 15 | percent | =; 18 Prozent | 18 | percent | =",
    ),
    (
        "Die Zahl wuchs um 18 Prozent auf $420 Mio..",
        "18 Prozent | 18 | percent | =; $420 Mio. | 420e6 | USD | =",
    ),
    (
        "Sie lagen bei $870 Mio., $512 Mio. bzw. $240 Mio. im Jahr.",
        "$870 Mio. | 870e6 | USD | =; $512 Mio. | 512e6 | USD | =; $240 Mio. | 240e6 | USD | =",
    ),
    (
        "Es waren 10, 20 und 30 Mio. Euro.",
        "10 | 10e6 | EUR | =; 20 | 20e6 | EUR | =; 30 Mio. Euro | 30e6 | EUR | =",
    ),
    (
        "Sie kostete 2021 rund 68 Mio. Euro, 2022 waren es schon 74,5.",
        "68 Mio. Euro | 68e6 | EUR | ~; 74,5 | 74.5e6 | EUR | =",
    ),
    # counts
    (
        "Auf dem Tisch liegen 27 Projekte, weitere zehn werden geprüft.",
        "27 Projekte | 27 | projects | =; zehn | 10 | projects | =",
    ),
    (
        "Im Park sind 112 Unternehmen ansässig, darunter etwa 50 mit chinesischem Kapital.",
        "112 Unternehmen | 112 | companies | =; 50 | 50 | companies | ~",
    ),
    ("Geplant sind 12 gemeinsame Projekte.", "12 gemeinsame Projekte | 12 | projects | ="),
    ("Beteiligt sind 14 Investitionsprojekte.", "14 Investitionsprojekte | 14 | projects | ="),
    ("Es gibt 2.500 Arbeitsplätze.", "2.500 Arbeitsplätze | 2500 | jobs | ="),
    ("Es gibt 2 500 Beschäftigte.", "2 500 Beschäftigte | 2500 | people | ="),
    ("Es kamen 117 kirgisische Studenten.", "117 kirgisische Studenten | 117 | people | ="),
    ("Er sprach mit 40 Fachleuten.", "40 Fachleuten | 40 | people | ="),
    ("Er nannte 80 Regionen Russlands.", "80 Regionen | 80 | regions | ="),
    ("Sie unterzeichneten acht Abkommen.", "acht Abkommen | 8 | agreements | ="),
    ("Sie unterzeichneten 15 Verträge.", "15 Verträge | 15 | agreements | ="),
    ("Sie lieferten 50 MTZ-Traktoren.", "50 MTZ-Traktoren | 50 | items | ="),
    ("Es fuhren 1.040 Containerzüge.", "1.040 Containerzüge | 1040 | items | ="),
    ("Rund 2000 Menschen kamen.", "2000 Menschen | 2000 | people | ~"),
    (
        "Vorgesehen sind 12 von 15 Projekten.",
        "12 | 12 | projects | =; 15 Projekten | 15 | projects | =",
    ),
    # other units
    ("Verarbeitet wurden 120 Tsd. t Öl.", "120 Tsd. t | 120000 | t | ="),
    ("Verarbeitet wurden 1 Mio. t pro Jahr.", "1 Mio. t | 1e6 | t | ="),
    ("Verarbeitet wurden 14,5 Mio. Tonnen Güter.", "14,5 Mio. Tonnen | 14.5e6 | t | ="),
    ("Der Anteil nahm um drei Prozentpunkte zu.", "drei Prozentpunkte | 3 | percentage_points | ="),
    ("Der Anteil nahm um 1,5 Prozentpunkte zu.", "1,5 Prozentpunkte | 1.5 | percentage_points | ="),
    ("Die Strecke misst 120 km.", "120 km | 120 | km | ="),
    ("Die Halle misst 14.000 Quadratmeter.", "14.000 Quadratmeter | 14000 | m2 | ="),
    ("Die Halle misst 900 m².", "900 m² | 900 | m2 | ="),
    ("Das Feld misst acht Hektar.", "acht Hektar | 80000 | m2 | ="),
    ("Das Werk leistet 250 MW.", "250 MW | 250 | MW | ="),
    ("Die Chips haben Strukturen von 90 nm.", "90 nm | 90 | nm | ="),
    ("Die Laufzeit beträgt zehn Jahre.", "zehn Jahre | 10 | years | ="),
    ("Ein Zug braucht höchstens 18 Tage.", "18 Tage | 18 | days | <="),
    (
        "Die Reise dauert 25 Tage, künftig sollen es 14 sein.",
        "25 Tage | 25 | days | =; 14 | 14 | days | =",
    ),
    # comparators
    ("Er nannte über 50 Betriebe.", "50 Betriebe | 50 | companies | >"),
    ("Waren im Wert von über $5 Mio. lagern dort.", "$5 Mio. | 5e6 | USD | >"),
    ("Er nannte mehr als 50 Betriebe.", "50 Betriebe | 50 | companies | >"),
    ("Er nannte gut 50 Betriebe.", "50 Betriebe | 50 | companies | >"),
    ("Er nannte mindestens 50 Betriebe.", "50 Betriebe | 50 | companies | >="),
    ("Er nannte nicht weniger als 50 Betriebe.", "50 Betriebe | 50 | companies | >="),
    ("Er nannte mindestens weitere zehn Betriebe.", "zehn Betriebe | 10 | companies | >="),
    ("Er nannte knapp 50 Betriebe.", "50 Betriebe | 50 | companies | <"),
    ("Er nannte beinahe 50 Betriebe.", "50 Betriebe | 50 | companies | <"),
    ("Er nannte weniger als 50 Betriebe.", "50 Betriebe | 50 | companies | <"),
    ("Der Zins liegt bei unter 5 Prozent.", "5 Prozent | 5 | percent | <"),
    ("Er nannte bis zu 50 Betriebe.", "50 Betriebe | 50 | companies | <="),
    ("Er nannte höchstens 50 Betriebe.", "50 Betriebe | 50 | companies | <="),
    ("Er nannte nicht mehr als 50 Betriebe.", "50 Betriebe | 50 | companies | <="),
    ("Er nannte rund 50 Betriebe.", "50 Betriebe | 50 | companies | ~"),
    ("Er nannte ca. 50 Betriebe.", "50 Betriebe | 50 | companies | ~"),
    ("Er nannte ungefähr 50 Betriebe.", "50 Betriebe | 50 | companies | ~"),
    ("Er nannte an die 50 Betriebe.", "50 Betriebe | 50 | companies | ~"),
    ("Er nannte um die 50 Betriebe.", "50 Betriebe | 50 | companies | ~"),
    ("Er nannte über insgesamt 50 Betriebe.", "50 Betriebe | 50 | companies | >"),
    ("Er nannte 50 oder mehr Betriebe.", "50 oder mehr Betriebe | 50 | companies | >="),
    ("Der Wert überstieg die Marke von 50 Mio. Euro.", "50 Mio. Euro | 50e6 | EUR | >"),
    ("Sie überstiegen 10 Mio. Tonnen.", "10 Mio. Tonnen | 10e6 | t | >"),
    ("Er hofft, dass der Wert 9 Mrd. Euro übersteigt.", "9 Mrd. Euro | 9e9 | EUR | >"),
    ("Der Wert soll $80 Mio. nicht überschreiten, heißt es.", "$80 Mio. | 80e6 | USD | <="),
    ("Der Wert überschritt $80 Mio. im Herbst.", "$80 Mio. | 80e6 | USD | >"),
    ("Der Konzern verfügt über 12 Werke.", "12 Werke | 12 | items | ="),
    ("Der Vertrag über 50 Mio. Euro liegt vor.", "50 Mio. Euro | 50e6 | EUR | ="),
    ("Er will über 40 Mio. Euro zahlen, und gut ist es.", "40 Mio. Euro | 40e6 | EUR | >"),
    # no quantities
    ("Am 13. April 2023 um 14:37 Uhr begann die Sitzung.", ""),
    ("Am 20.10.2022 um 9.30 Uhr begann die Sitzung.", ""),
    ("Das Gerät 8.000.4 kostet nichts.", ""),
    ("Das 3. Forum fand im 1. Quartal statt.", ""),
    ("Nr. 1 ist Artikel 5 und Punkt 3.", ""),
    ("Gebaut werden BELARUS-1221, MTZ 82 und KAMAZ-5490.", ""),
    ("Nach Covid-19 sprach die G20 über 4G.", ""),
    ("Beide Länder sind zufrieden, jeder dritte Bürger auch.", ""),
    ("Im Zeitraum 2022-2023 wurde gebaut, seit 2015 wird geplant.", ""),
    ("In den ersten acht Monaten wuchs der Handel.", ""),
    ("Vor zwei Jahren und in den letzten 5 Jahren war es anders.", ""),
    ("Telefon: +375 17 222-33-44.", ""),
    ("Das Spiel endete 3:2 bei +9°C.", ""),
    ("Der dreijährige Plan gilt bis 2027.", ""),
    ("Der Anteil soll bis 2027 auf 45 Prozent wachsen.", "45 Prozent | 45 | percent | ="),
    ("Man sprach unter vier Augen.", ""),
    ("Eine Delegation und ein Projekt kamen hinzu.", ""),
    ("Die Zahl übertraf den Stand des Vorjahres um 40 Mio. Euro.", "40 Mio. Euro | 40e6 | EUR | ="),
    (
        "Die Einnahmen überstiegen 2022 eine halbe Milliarde Euro.",
        "eine halbe Milliarde Euro | 0.5e9 | EUR | >",
    ),
    ("Die Rakete fliegt bis 300 km weit.", "300 km | 300 | km | <="),
    (
        "Der Wert sank von $1,2 auf $0,9 Mrd. im Winter.",
        "$1,2 | 1.2e9 | USD | =; $0,9 Mrd. | 0.9e9 | USD | =",
    ),
    (
        "Von den 40 Projekten sind 18 umgesetzt.",
        "40 Projekten | 40 | projects | =; 18 | 18 | projects | =",
    ),
    (
        "Zugelassen sind 1.860 Labore, knapp 300 davon in Minsk.",
        "1.860 Labore | 1860 | items | =; 300 | 300 | items | <",
    ),
    (
        "Bestellt sind 42 Busse. Die ersten zehn kommen bald.",
        "42 Busse | 42 | items | =; zehn | 10 | items | =",
    ),
    ("Das kostet den Bewerber fast ein halbes Jahr.", "ein halbes Jahr | 0.5 | years | <"),
    ("Der Zug schafft es in weniger als 20 Stunden.", "20 Stunden | 20 | hours | <"),
    ("Gezahlt wird in Raten über fünf Jahre.", "fünf Jahre | 5 | years | ="),
    ("Das sind 38 Tsd. Reifen.", "38 Tsd. Reifen | 38000 | items | ="),
    (
        "Es waren 890 Mio. Dollar, später nur noch 700 bis 720 Millionen.",
        "890 Mio. Dollar | 890e6 | USD | =; "
        "700 | 700e6 | USD | >=; 720 Millionen | 720e6 | USD | <=",
    ),
    ("Der 1849 verstorbene Dichter liegt hier.", ""),
    ("Eine Milliarde Umsatz ist viel.", "Eine Milliarde | 1e9 | items | ="),
    (
        "Man gab nicht einmal eine Viertelmillion Euro aus.",
        "eine Viertelmillion Euro | 0.25e6 | EUR | <",
    ),
    ("Seit 2021 USD 9 Mio. im Jahr.", "USD 9 Mio. | 9e6 | USD | ="),
    ("Sie unterschrieben gestern 12 Verträge.", "12 Verträge | 12 | agreements | ="),
    ("Der Preis unterschritt 30 Dollar.", "30 Dollar | 30 | USD | <"),
    ("Der Preis darf 30 Dollar nicht unterschreiten.", "30 Dollar | 30 | USD | >="),
    ("Die Zahl kann 30 Dollar noch übertreffen.", "30 Dollar | 30 | USD | >"),
    ("Die Regeln wurden auf 12 Betriebe übertragen.", "12 Betriebe | 12 | companies | ="),
    (
        "Es waren 1 Million 383 Tausend Tonnen weniger.",
        "1 Million 383 Tausend Tonnen | 1.383e6 | t | =",
    ),
    ("Es waren 3 Mrd. 500 Mio. Dollar.", "3 Mrd. 500 Mio. Dollar | 3.5e9 | USD | ="),
    ("Der Wert fiel um 5 oder 6 Prozent.", "5 | 5 | percent | =; 6 Prozent | 6 | percent | ="),
    ("Man will die $320-Mio. Grenze knacken.", "$320-Mio. | 320e6 | USD | ="),
    (
        "Unter allen 85 russischen Regionen liegt sie auf Platz 6.",
        "85 russischen Regionen | 85 | regions | =",
    ),
    ("Der Handel übersprang die Marke von 200 Mio. Dollar.", "200 Mio. Dollar | 200e6 | USD | >"),
    (
        "Es waren 5 Mio. Dollar, dann nicht ganz drei Millionen.",
        "5 Mio. Dollar | 5e6 | USD | =; drei Millionen | 3e6 | USD | <",
    ),
    (
        "Es waren 1,9 Mrd. Kilowattstunden. Verkauft sind 4,5 Mrd. davon.",
        "1,9 Mrd. Kilowattstunden | 1.9e9 | kWh | =; 4,5 Mrd. | 4.5e9 | kWh | =",
    ),
    ("Angezahlt wird nur ein Zwanzigstel.", "ein Zwanzigstel | 5 | percent | ="),
    (
        "Er trägt drei Achtel und ein Siebtel.",
        "drei Achtel | 37.5 | percent | =; ein Siebtel | 14.2857 | percent | =",
    ),
    ("Er wohnt in einem Hotel.", ""),
    (
        "Gebaut sind 620 Schlepper, bald sollen es nicht weniger als 800 sein.",
        "620 Schlepper | 620 | items | =; 800 | 800 | items | >=",
    ),
    ("In den drei Quartalen waren es 5 Mio. Euro.", "5 Mio. Euro | 5e6 | EUR | ="),
    ("Der Vertrag, der neun Jahre gilt, ist fertig.", "neun Jahre | 9 | years | ="),
    (
        "Der Anteil liegt bei 30 Prozent; erwartet werden mindestens 45.",
        "30 Prozent | 30 | percent | =; 45 | 45 | percent | >=",
    ),
    (
        "Der Weg dauert neun Tage, bald sind es sechs.",
        "neun Tage | 9 | days | =; sechs | 6 | days | =",
    ),
    (
        "Für Kabel zahlte man 2021 noch 31 und 2022 nur noch 24 Mio. Euro.",
        "31 | 31e6 | EUR | =; 24 Mio. Euro | 24e6 | EUR | =",
    ),
    ("Doppelte Kontrollen kosten Zeit.", ""),
    (
        "Man zahlte 5 Mio. Euro, dann 7 Mio. Verkauft hat man nichts.",
        "5 Mio. Euro | 5e6 | EUR | =; 7 Mio. | 7e6 | EUR | =",
    ),
    # a bare number that goes on with the count before it
    (
        "Das Werk verkaufte 3.900 Lifte nach Omsk, 1.120 nach Ufa und 640 nach Perm.",
        "3.900 Lifte | 3900 | items | =; 1.120 | 1120 | items | =; 640 | 640 | items | =",
    ),
    (
        "Von den 28 Programmen sind nach seinen Worten 21 umgesetzt.",
        "28 Programmen | 28 | items | =; 21 | 21 | items | =",
    ),
    (
        "Die Zahl der Studienplätze soll um 120 auf 480 wachsen.",
        "120 | 120 | items | =; 480 | 480 | items | =",
    ),
    (
        "Täglich fahren vier statt bisher zwei Züge.",
        "vier | 4 | items | =; zwei Züge | 2 | items | =",
    ),
    (
        "Gebaut werden 250 Tsd. Dämpfer, später mindestens 400 Tsd.",
        "250 Tsd. Dämpfer | 250e3 | items | =; 400 Tsd. | 400e3 | items | >=",
    ),
    (
        "Es gibt 74 Milch- und Fleischbetriebe, bald kommen zehn hinzu.",
        "74 Milch- und Fleischbetriebe | 74 | companies | =; zehn | 10 | companies | =",
    ),
    ("Umgeladen wurden 508 Tsd. TEU.", "508 Tsd. TEU | 508e3 | TEU | ="),
    ("Zum Verband gehören 58 Molkereien.", "58 Molkereien | 58 | companies | ="),
    # a time is a period, unless money comes back in it
    ("Nach neun Jahren kam er wieder.", ""),
    ("Nach neun Jahren ist die Anlage bezahlt.", "neun Jahren | 9 | years | ="),
    ("Im Jahr 2021 Tonnen zu zählen, war müßig.", ""),
    ("Erst 60 unserer Betriebe sind da.", "60 unserer Betriebe | 60 | companies | ="),
    ("2020 hatte die Rechnung über $2 Mrd. betragen.", "$2 Mrd. | 2e9 | USD | >"),
    (
        "Sieben Programme entfallen auf Minsk und vier auf Brest.",
        "Sieben Programme | 7 | items | =; vier | 4 | items | =",
    ),
]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS, ids=[case[0] for case in AMOUNTS])
def test_amount(text: str, expected: str) -> None:
    """A figure is read with span, scaled value, unit and comparator, and nothing else is one."""
    cases = [case.split(" | ") for case in expected.split("; ")] if expected else []
    wanted = [(s, pytest.approx(float(v), rel=1e-4), u, c) for s, v, u, c in cases]
    assert [(s, q.value, q.unit, q.comparator) for s, q in read(text)] == wanted


def test_a_scaled_value_is_the_written_one() -> None:
    """32.8 times 1e9 is not quite 32.8 milliards."""
    ((_, quantity),) = read("Der Export erreichte $32,8 Mrd. im Jahr.")
    assert repr(quantity.value) == "32800000000.0"


# Each case: a text (published 19 September 2023), and «surface | year | method» of its quantities.
YEARS = [
    (
        "Im Jahr 2022 bezog man Stahl im Wert von über $2 Mrd., 2023 stieg die Summe auf $3 Mrd.",
        "$2 Mrd. | 2022 | explicit; $3 Mrd. | 2023 | explicit",
    ),
    (
        "2022 betrug die Einfuhr $9 Mio. Ein Jahr zuvor waren es $8 Mio. Die Ausfuhr wuchs in "
        "dieser Zeit von $2 Mio. auf $3 Mio.",
        "$9 Mio. | 2022 | explicit; $8 Mio. | 2021 | relative; $2 Mio. | 2021 | carried; "
        "$3 Mio. | 2022 | carried",
    ),
    ("Im Jahr 2021 kaufte Belarus Öl für $5 Mio..", "$5 Mio. | 2021 | explicit"),
    (
        "Belarus importierte 2020 Katalysatoren für 68 Mio. Euro, 2021 waren es 74,5 Mio. Euro.",
        "68 Mio. Euro | 2020 | explicit; 74,5 Mio. Euro | 2021 | explicit",
    ),
    (
        "Die Exporte stiegen von 48,6 Mio. Euro im Jahr 2021 auf 91,3 Mio. Euro im Jahr 2022.",
        "48,6 Mio. Euro | 2021 | explicit; 91,3 Mio. Euro | 2022 | explicit",
    ),
    (
        "Die Exporte stiegen von 48 Mio. Euro (2021) auf 91 Mio. Euro (2022).",
        "48 Mio. Euro | 2021 | explicit; 91 Mio. Euro | 2022 | explicit",
    ),
    ("Im Vorjahr betrug der Export $5 Mio..", "$5 Mio. | 2022 | relative"),
    ("Im vergangenen Jahr betrug der Export $5 Mio..", "$5 Mio. | 2022 | relative"),
    ("Letztes Jahr betrug der Export $5 Mio..", "$5 Mio. | 2022 | relative"),
    ("Im vorletzten Jahr betrug der Export $5 Mio..", "$5 Mio. | 2021 | relative"),
    ("Vor zwei Jahren betrug der Export $5 Mio..", "$5 Mio. | 2021 | relative"),
    ("In diesem Jahr beträgt der Export $5 Mio..", "$5 Mio. | 2023 | relative"),
    ("Heuer beträgt der Export $5 Mio..", "$5 Mio. | 2023 | relative"),
    ("Im laufenden Jahr beträgt der Export $5 Mio..", "$5 Mio. | 2023 | relative"),
    ("Seit Jahresbeginn wuchs der Export auf $5 Mio..", "$5 Mio. | 2023 | relative"),
    ("Im Januar-Juli wuchs der Export auf $5 Mio..", "$5 Mio. | 2023 | relative"),
    ("Von Januar bis August wuchs der Export auf $5 Mio..", "$5 Mio. | 2023 | relative"),
    ("Im ersten Halbjahr wuchs der Export auf $5 Mio..", "$5 Mio. | 2023 | relative"),
    ("Im 1. Quartal wuchs der Export auf $5 Mio..", "$5 Mio. | 2023 | relative"),
    ("Im 1. Quartal 2022 wuchs der Export auf $5 Mio..", "$5 Mio. | 2022 | explicit"),
    ("In den ersten sieben Monaten wuchs der Export auf $5 Mio..", "$5 Mio. | 2023 | relative"),
    (
        "In den ersten sieben Monaten des Vorjahres betrug der Export $5 Mio..",
        "$5 Mio. | 2022 | relative",
    ),
    (
        "In den ersten 7 Monaten des Jahres 2022 betrug der Export $5 Mio..",
        "$5 Mio. | 2022 | explicit",
    ),
    ("Der Export wuchs im Juli auf $5 Mio..", "$5 Mio. | 2023 | relative"),
    ("Der Export betrug im Dezember $5 Mio..", "$5 Mio. | 2022 | relative"),
    ("Bis März sollen $5 Mio. fließen.", "$5 Mio. | 2024 | relative"),
    ("Der Export soll im nächsten Jahr $5 Mio. erreichen.", "$5 Mio. | 2024 | relative"),
    ("Bis 2027 soll der Export $5 Mio. erreichen.", "$5 Mio. | 2027 | explicit"),
    ("Bis Ende 2025 sollen sechs Projekte anlaufen.", "sechs Projekte | 2025 | explicit"),
    ("Der Export kann bis Ende des Jahres $5 Mio. erreichen.", "$5 Mio. | 2023 | relative"),
    ("Für 2024 werde ein Zuwachs von 10 Prozent erwartet.", "10 Prozent | 2024 | explicit"),
    ("In zwei Jahren soll der Export $5 Mio. erreichen.", "$5 Mio. | 2025 | relative"),
    (
        "In diesem Jahr laufen 400 Busse vom Band, um 20 Stück mehr als im Jahr 2022.",
        "400 Busse | 2023 | relative; 20 Stück | 2023 | relative",
    ),
    (
        "Von Januar bis August fuhren 40 Züge, 1,6-mal mehr als im gleichen Zeitraum "
        "des Vorjahres.",
        "40 Züge | 2023 | relative; 1,6-mal | 2023 | relative",
    ),
    ("Gegenüber dem Vorjahr stieg der Export 2021 um 5 Prozent.", "5 Prozent | 2021 | explicit"),
    (
        "Der Export betrug 2022 $5 Mio. gegenüber $4 Mio. im Jahr 2021.",
        "$5 Mio. | 2022 | explicit; $4 Mio. | 2021 | explicit",
    ),
    (
        "Der Import belief sich 2022 auf $5 Mio., im Jahr zuvor auf $4 Mio..",
        "$5 Mio. | 2022 | explicit; $4 Mio. | 2021 | relative",
    ),
    (
        "Im Jahr 2022 importierte Belarus Öl für $5 Mio.. "
        "Die Einfuhr von Gas belief sich auf $3 Mio..",
        "$5 Mio. | 2022 | explicit; $3 Mio. | 2022 | carried",
    ),
    (
        "Im Jahr 2022 betrug der Export $5 Mio.. Mehr als die Hälfte davon entfiel auf Traktoren.",
        "$5 Mio. | 2022 | explicit; die Hälfte | 2022 | carried",
    ),
    (
        "Im Jahr 2022 betrug der Export $5 Mio.. Im Werk arbeiten 800 Menschen.",
        "$5 Mio. | 2022 | explicit; 800 Menschen | None | None",
    ),
    (
        "Im Jahr 2022 betrug der Export $5 Mio.. Künftig soll der Export $9 Mio. erreichen.",
        "$5 Mio. | 2022 | explicit; $9 Mio. | None | None",
    ),
    (
        "Im Jahr 2022 betrug der Export $5 Mio..\nDer Import beläuft sich auf $9 Mio..",
        "$5 Mio. | 2022 | explicit; $9 Mio. | None | None",
    ),
    (
        "2020 betrug die Einfuhr von Öl 6 Mio. Euro, 2021 waren es 7 Mio. Euro. "
        "Die Einfuhr von Gas "
        "ging im gleichen Zeitraum von 41 auf 36 Mio. Euro zurück.",
        "6 Mio. Euro | 2020 | explicit; 7 Mio. Euro | 2021 | explicit; 41 | 2020 | carried; "
        "36 Mio. Euro | 2021 | carried",
    ),
    ("Im Zeitraum 2022-2023 wurden 120 Tsd. t Öl verarbeitet.", "120 Tsd. t | None | None"),
    ("Derzeit laufen 12 Projekte.", "12 Projekte | None | None"),
    (
        "Der Export fiel zwischen 2019 und 2021 von 52 auf 39 Mio. Dollar.",
        "52 | 2019 | explicit; 39 Mio. Dollar | 2021 | explicit",
    ),
    (
        "Im vergangenen Jahr fiel der Export von $136 Mio. auf $118 Mio..",
        "$136 Mio. | 2021 | relative; $118 Mio. | 2022 | relative",
    ),
    (
        "Der Export fiel gegenüber 2020 von $136 Mio. auf $118 Mio..",
        "$136 Mio. | 2020 | explicit; $118 Mio. | None | None",
    ),
    (
        "Bis 2030 soll der Anteil von 45 auf 80 Prozent steigen.",
        "45 | None | None; 80 Prozent | 2030 | explicit",
    ),
    (
        "Der Import betrug 2019 $5 Mio., ein Jahr später $4 Mio..",
        "$5 Mio. | 2019 | explicit; $4 Mio. | 2020 | relative",
    ),
    (
        "In den Jahren 2020 und 2021 importierte das Werk Öl für je $5 Mio..",
        "$5 Mio. | None | None",
    ),
    ("Im ersten Quartal dieses Jahres betrug der Export $5 Mio..", "$5 Mio. | 2023 | relative"),
    (
        "Im ersten Halbjahr 2023 lag der Import bei $5 Mio., ein Plus von 14 Prozent "
        "gegenüber dem Vorjahr.",
        "$5 Mio. | 2023 | explicit; 14 Prozent | 2023 | explicit",
    ),
    (
        "Vor fünf Jahren lag der Import bei $9 Mio., heute sind es $5 Mio..",
        "$9 Mio. | 2018 | relative; $5 Mio. | None | None",
    ),
    (
        "Bis 2030 soll der Anteil von derzeit 45 auf 80 Prozent steigen.",
        "45 | None | None; 80 Prozent | 2030 | explicit",
    ),
    (
        "Im Jahr 2021 lag der Import bei $9 Mio., im selben Jahr der Gewinn bei $5 Mio..",
        "$9 Mio. | 2021 | explicit; $5 Mio. | 2021 | explicit",
    ),
    (
        "Von Januar bis März betrug der Import $9 Mio., ein Jahr zuvor nur $5 Mio..",
        "$9 Mio. | 2023 | relative; $5 Mio. | 2022 | relative",
    ),
    (
        "2022 betrug der Export $5 Mio., 2020 waren es $2 Mio.. "
        "Der Anteil der Hölzer stieg im selben Zeitraum von 8 auf 9 Prozent.",
        "$5 Mio. | 2022 | explicit; $2 Mio. | 2020 | explicit; 8 | 2020 | carried; "
        "9 Prozent | 2022 | carried",
    ),
    (
        "2022 betrug der Export $5 Mio., 2020 waren es $2 Mio.. Auf Holz entfielen 9 Prozent.",
        "$5 Mio. | 2022 | explicit; $2 Mio. | 2020 | explicit; 9 Prozent | 2022 | carried",
    ),
    (
        "2022 betrug der Export $5 Mio., 2020 waren es $2 Mio.. Auf Holz entfielen 9 bzw. 8 %.",
        "$5 Mio. | 2022 | explicit; $2 Mio. | 2020 | explicit; 9 | 2022 | carried; "
        "8 % | 2020 | carried",
    ),
    (
        "2022 wuchs der Export um 5 Prozent. Der Import sank dagegen von $9 Mio. auf $7 Mio..",
        "5 Prozent | 2022 | explicit; $9 Mio. | 2021 | relative; $7 Mio. | 2022 | carried",
    ),
    (
        "In diesem Jahr wurden Öle für $5 Mio. (2020: $2 Mio.) und Tee für $3 Mio. importiert.",
        "$5 Mio. | 2023 | relative; $2 Mio. | 2020 | explicit; $3 Mio. | 2023 | relative",
    ),
    (
        "Im Vorjahr betrug der Export $5 Mio. gegenüber $3 Mio. im Vergleichszeitraum 2019.",
        "$5 Mio. | 2022 | relative; $3 Mio. | 2019 | explicit",
    ),
    (
        "Für Käse und Öl zahlte Belarus dem Ausland im Vorjahr $5 Mio. und $4 Mio. "
        "gegenüber $3 Mio. bzw. $2 Mio. im Jahr 2019.",
        "$5 Mio. | 2022 | relative; $4 Mio. | 2022 | relative; $3 Mio. | 2019 | explicit; "
        "$2 Mio. | 2019 | explicit",
    ),
    (
        "Das Lager ist zu 90 Prozent gefüllt und soll bis 2027 saniert werden.",
        "90 Prozent | None | None",
    ),
    (
        "Der Anteil soll bis 2028 auf 80 Prozent steigen.",
        "80 Prozent | 2028 | explicit",
    ),
    (
        "Im Jahr 2021 gelangen uns Rekorde beim Export. Damals wuchs er um 9 Prozent.",
        "9 Prozent | 2021 | carried",
    ),
    (
        "Bis 2026 fließen 9 Mio. Euro in die Werft. Weitere 2 Mio. Euro gibt eine Bank.",
        "9 Mio. Euro | 2026 | explicit; 2 Mio. Euro | 2026 | carried",
    ),
    (
        "Im Vorjahr betrug der Export $5 Mio.. Der Pier kostet $2 Mio., zwei Drittel davon "
        "trägt die Stadt.",
        "$5 Mio. | 2022 | relative; $2 Mio. | None | None; zwei Drittel | None | None",
    ),
    ("In diesem Herbst werden 90 Busse gebaut.", "90 Busse | 2023 | relative"),
    ("Ab Mai entstehen hier 90 Busse.", "90 Busse | 2024 | relative"),
    ("Bis Ende Mai kamen 90 t Butter zusammen.", "90 t | 2023 | relative"),
    ("Für das Gesamtjahr sind 90 Busse geplant.", "90 Busse | 2023 | relative"),
    (
        "2022 kostete der Import $9 Mio., das 1,5-Fache des Jahres 2021.",
        "$9 Mio. | 2022 | explicit; 1,5-Fache | 2022 | explicit",
    ),
    (
        "Im Jahr 2022 wurden 90 Busse exportiert, im Vorjahreszeitraum waren es 60.",
        "90 Busse | 2022 | explicit; 60 | 2021 | relative",
    ),
    (
        "Im Vorjahr kostete der Import $9 Mio., gegenüber $7 Mio. in der gleichen Zeit des "
        "Jahres 2020.",
        "$9 Mio. | 2022 | relative; $7 Mio. | 2020 | explicit",
    ),
    (
        "2022 kostete der Import $9 Mio. und übertraf das Ergebnis von 2015 um 6 Prozent.",
        "$9 Mio. | 2022 | explicit; 6 Prozent | 2022 | explicit",
    ),
]


@pytest.mark.parametrize(("text", "expected"), YEARS, ids=[case[0] for case in YEARS])
def test_year(text: str, expected: str) -> None:
    """A figure gets the year its own words, its sentence or the statistic it goes on with give."""
    found = [f"{s} | {q.year} | {q.year_method}" for s, q in read(text)]
    assert found == expected.split("; ")


def test_relative_year_without_publication() -> None:
    """Without a date of publication a relative year stays open."""
    [(_, quantity)] = read("Im Vorjahr betrug der Export $5 Mio..", published=None)
    assert (quantity.year, quantity.year_method) == (None, None)


# Each case: a text, and «surface | flow | flow word» of its quantities.
FLOWS = [
    (
        "Im Jahr 2021 importierten Belarus und Russland Reifen für $5 Mio..",
        "$5 Mio. | import | importierten",
    ),
    ("Belarus führte 2022 Stahlblech für rund $5 Mio. ein.", "$5 Mio. | import | führte"),
    ("Belarus führte 2022 Milchpulver für rund $5 Mio. aus.", "$5 Mio. | export | führte"),
    ("Russland hat Technik für $5 Mio. aus dem Ausland bezogen.", "$5 Mio. | import | bezogen"),
    ("Die Einfuhr von Öl belief sich auf $5 Mio..", "$5 Mio. | import | Einfuhr"),
    ("Eingeführt wurden Textilien für $5 Mio..", "$5 Mio. | import | Eingeführt"),
    ("Nach Kasachstan wurden Maschinen für $5 Mio. exportiert.", "$5 Mio. | export | exportiert"),
    ("Im Vorjahr wurden Käse und Butter für $5 Mio. ausgeführt.", "$5 Mio. | export | ausgeführt"),
    ("Die belarussischen Ausfuhren betrugen $5 Mio..", "$5 Mio. | export | Ausfuhren"),
    (
        "Das Gebiet Uljanowsk habe Zement für $5 Mio. nach Belarus geliefert.",
        "$5 Mio. | import | geliefert",
    ),
    ("Belarus lieferte Traktoren für $5 Mio. nach Usbekistan.", "$5 Mio. | export | lieferte"),
    ("Die Lieferungen nach Usbekistan erreichten $5 Mio..", "$5 Mio. | export | Lieferungen"),
    (
        "Das Gorkier Automobilwerk kaufte Achsen belarussischer Herkunft für $5 Mio. ein.",
        "$5 Mio. | export | kaufte",
    ),
    ("Belarus kaufte Motoren für $5 Mio. ein.", "$5 Mio. | import | kaufte"),
    (
        "Der Handelsumsatz wuchs um 25 % auf $5 Mio..",
        "25 % | trade_turnover | Handelsumsatz; $5 Mio. | trade_turnover | Handelsumsatz",
    ),
    ("Der Warenumsatz soll sich verdoppeln.", "verdoppeln | trade_turnover | Warenumsatz"),
    (
        "Zwischen Belarus und China wurden Waren für $5 Mio. umgeschlagen.",
        "$5 Mio. | trade_turnover | Zwischen Belarus und China",
    ),
    (
        "Der Warenumsatz lag bei $5 Mio., davon entfielen $3 Mio. auf belarussische Exporte.",
        "$5 Mio. | trade_turnover | Warenumsatz; $3 Mio. | export | Exporte",
    ),
    (
        "Der Export betrug $5 Mio., der Import $3 Mio..",
        "$5 Mio. | export | Export; $3 Mio. | import | Import",
    ),
    ("Die Investitionen werden auf $5 Mio. geschätzt.", "$5 Mio. | investment | Investitionen"),
    ("Die Unternehmen haben $5 Mio. investiert.", "$5 Mio. | investment | investiert"),
    ("Das Darlehen beträgt $5 Mio..", "$5 Mio. | investment | Darlehen"),
    ("Die Kosten des Projekts liegen bei $5 Mio..", "$5 Mio. | investment | Kosten"),
    ("Dafür werden $5 Mio. benötigt.", "$5 Mio. | investment | benötigt"),
    ("Der Zinssatz liegt bei 5 Prozent.", "5 Prozent | investment | Zinssatz"),
    ("Im Vorjahr liefen 1.400 Traktoren vom Band.", "1.400 Traktoren | production | Band"),
    ("Das Werk stellte 300 Busse her.", "300 Busse | production | stellte"),
    ("Jeder investierte Rubel bringt drei Rubel Umsatz.", "drei Rubel | None | None"),
    ("Der Gewinn erreichte $5 Mio..", "$5 Mio. | None | None"),
    (
        "Im Park arbeiten 112 Unternehmen, die $5 Mio. investiert haben.",
        "112 Unternehmen | None | None; $5 Mio. | investment | investiert",
    ),
    (
        "Das Darlehen beträgt $5 Mio.. Davon sind $2 Mio. gebunden.",
        "$5 Mio. | investment | Darlehen; $2 Mio. | investment | Darlehen",
    ),
    (
        "Der Export erreichte $5 Mio.. Für 2024 wird ein Zuwachs von 10 Prozent erwartet.",
        "$5 Mio. | export | Export; 10 Prozent | export | Export",
    ),
    (
        "Der Export erreichte $5 Mio.. Der Anteil der Maschinen liegt bei 62%.",
        "$5 Mio. | export | Export; 62% | None | None",
    ),
    (
        "Aus Kasachstan bezieht Belarus Öl. Verarbeitet wurden 120 Tsd. t.",
        "120 Tsd. t | import | bezieht",
    ),
    ("Wir können jährlich 900 t Katalysatoren liefern.", "900 t | None | None"),
    (
        "Den Betrieben wurde ein 1,5-Milliarden-Dollar-Darlehen gewährt.",
        "1,5-Milliarden-Dollar | investment | Darlehen",
    ),
    ("Aus Belarus kamen Geflügel und Käse für $5 Mio. nach Omsk.", "$5 Mio. | export | kamen"),
    (
        "Ein Betrieb in Omsk kauft zwanzig Busse bei Belkommunmasch.",
        "zwanzig Busse | export | kauft",
    ),
    ("Belarus verkaufte nach Omsk Baustoffe für $5 Mio..", "$5 Mio. | export | verkaufte"),
    ("Russland gab 2021 für ausländische Elektronik $5 Mio. aus.", "$5 Mio. | import | gab"),
    ("Allein für Lager zahlte Russland $5 Mio. ans Ausland.", "$5 Mio. | import | zahlte"),
    ("Der Wert der eingeführten Ersatzteile erreichte $5 Mio..", "$5 Mio. | import | eingeführten"),
    (
        "Die Region bezuschusst die Umstellung der Montage mit $5 Mio..",
        "$5 Mio. | investment | bezuschusst",
    ),
    ("Für $5 Mio. baut der Konzern eine Halle.", "$5 Mio. | investment | baut"),
    ("Ein Stempel kostet vier Stunden.", "vier Stunden | None | None"),
    ("Lebensmittel für $5 Mio. liegen im Lager.", "$5 Mio. | None | None"),
    (
        "Der Umsatz zwischen Belarus und Omsk erreichte $5 Mio..",
        "$5 Mio. | trade_turnover | Umsatz",
    ),
    ("Für den Ausbau des Hafens sind es $5 Mio..", "$5 Mio. | investment | Ausbau"),
    ("Vorgestellt wurden Projekte im Wert von $5 Mio..", "$5 Mio. | investment | Projekte"),
    (
        "Der Warenumsatz ist das Thema.\nIm Jahr 2022 betrug der Handel $5 Mio..\n"
        "Vor zwei Jahren war er auf $4 Mio. gefallen.",
        "$5 Mio. | trade_turnover | Handel; $4 Mio. | trade_turnover | Handel",
    ),
    (
        "Nach Omsk wurden 86 Traktoren, 19 Pflüge und 16 Eggen geliefert.",
        "86 Traktoren | export | geliefert; 19 Pflüge | export | geliefert; "
        "16 Eggen | export | geliefert",
    ),
    ("Omsk will 40 Tonnen Fisch in die Republik Belarus liefern.", "40 Tonnen | import | liefern"),
    (
        "Von belarussischen Betrieben wurden in Omsk Pumpen für $5 Mio. geordert.",
        "$5 Mio. | import | geordert",
    ),
    ("Omsk kauft bei belarussischen Betrieben Pumpen für $5 Mio..", "$5 Mio. | export | kauft"),
    ("Die Importe gingen nach Zollangaben auf $5 Mio. zurück.", "$5 Mio. | import | Importe"),
    (
        "China verkaufte den belarussischen Betrieben Roboter für $5 Mio..",
        "$5 Mio. | import | verkaufte",
    ),
    ("Die gegenseitigen Lieferungen erreichten $5 Mio..", "$5 Mio. | trade_turnover | Lieferungen"),
    (
        "Die Firma will dem kirgisischen Ministerium Impfstoffe für $5 Mio. verkaufen.",
        "$5 Mio. | export | verkaufen",
    ),
    ("Aus Omsk empfing Belarus Wein für $5 Mio..", "$5 Mio. | import | empfing"),
    (
        "Zwischen Belarus und Serbien gingen Güter für $5 Mio. über die Grenze.",
        "$5 Mio. | trade_turnover | Zwischen Belarus und Serbien",
    ),
    (
        "Der Kredit beträgt $5 Mio.. Ein Zehntel des Betrags ist abgerufen.",
        "$5 Mio. | investment | Kredit; Ein Zehntel | investment | Kredit",
    ),
    ("Belarus setzte 2022 im algerischen Land Milch für $5 Mio. ab.", "$5 Mio. | export | setzte"),
    (
        "Der Export erreichte $5 Mio.. In umgekehrter Richtung waren es $3 Mio..",
        "$5 Mio. | export | Export; $3 Mio. | import | In umgekehrter Richtung",
    ),
    (
        "Für die Förderung wurden Bohrköpfe für $5 Mio. aus dem Ausland geholt.",
        "$5 Mio. | import | geholt",
    ),
    (
        "Die Händler haben in Omsk 19 Tonnen Honig zusammengekauft.",
        "19 Tonnen | import | zusammengekauft",
    ),
    (
        "Gebaut werden sieben Schulen und 20 Traktoren.",
        "sieben Schulen | None | None; 20 Traktoren | production | Gebaut",
    ),
    (
        "Der Import erreichte $5 Mio.. Im Vorjahr betrugen die Ausgaben $3 Mio..",
        "$5 Mio. | import | Import; $3 Mio. | import | Import",
    ),
    (
        "Im Jahr 2022 deckte sich Belarus in Deutschland mit Pumpen für $5 Mio. ein.",
        "$5 Mio. | import | deckte",
    ),
    (
        "Allein für Nähmaschinen überwies die Branche rund $5 Mio. nach Japan.",
        "$5 Mio. | import | überwies",
    ),
    (
        "Ausländische Hersteller setzten 2021 in Russland Aufzüge für $5 Mio. ab.",
        "$5 Mio. | import | setzten",
    ),
    ("Für importierte Chips flossen $5 Mio. ins Ausland.", "$5 Mio. | import | flossen"),
    (
        "Hersteller aus Asien lieferten 2022 Displays für $5 Mio. nach Russland.",
        "$5 Mio. | import | lieferten",
    ),
    ("2021 wurden Bagger für $5 Mio. ins Land geholt.", "$5 Mio. | import | geholt"),
    ("Die Ausfuhren der Region nach Belarus übertrafen $5 Mio..", "$5 Mio. | import | Ausfuhren"),
    ("Käse wird importiert. Bestellt wurden 460 Stück.", "460 Stück | import | Bestellt"),
    (
        "Das Werk wird von Belshina mit Reifen ausgestattet. Bestellt wurden 460 Stück.",
        "460 Stück | export | Bestellt",
    ),
    ("Für Landtechnik aus Belarus gab die Region Omsk $5 Mio. aus.", "$5 Mio. | export | gab"),
    ("Das Gebiet Omsk bat um 60 Traktoren aus Minsk.", "60 Traktoren | export | bat"),
    ("Amkodor stattet das Gebiet Kirow mit 48 Harvestern aus.", "48 Harvestern | export | stattet"),
    (
        "Lidselmasch sagte dem Gebiet Saratow 150 Sämaschinen zu, ferner 30 Rübenroder.",
        "150 Sämaschinen | export | sagte; 30 Rübenroder | export | sagte",
    ),
    (
        "Belarussisches Milchpulver für $5 Mio. fand in Algerien Abnehmer.",
        "$5 Mio. | export | Abnehmer",
    ),
    ("Belarus und Omsk tauschten Waren für $5 Mio. aus.", "$5 Mio. | trade_turnover | tauschten"),
    ("Beide Seiten bringen $5 Mio. ein.", "$5 Mio. | investment | bringen"),
    ("Bund und Land teilen sich die $5 Mio..", "$5 Mio. | investment | None"),
    ("Die Bank räumt $5 Mio. ein.", "$5 Mio. | investment | räumt"),
    ("Ein Zehntel der Ausgaben schießt der Staat zu.", "Ein Zehntel | investment | schießt"),
    (
        "In der Halle entstehen 200 Straßenbahnen pro Jahr.",
        "200 Straßenbahnen | production | entstehen",
    ),
    ("Pro Schicht verlassen 12 Traktoren das Band.", "12 Traktoren | production | Band"),
    ("Es entstehen 400 Arbeitsplätze.", "400 Arbeitsplätze | None | None"),
    ("Bis 2024 sollen 400 Kühlcontainer angeschafft werden.", "400 Kühlcontainer | None | None"),
    ("Importiert wurde Öl. Belarus kann 30 Prozent davon ersetzen.", "30 Prozent | None | None"),
    (
        "Naftan produziert im Auftrag von Tatneft 250 Bauteile.",
        "250 Bauteile | production | produziert",
    ),
    ("Geliefert wurden Kipper mit einer Nutzlast von 90 Tonnen.", "90 Tonnen | None | None"),
    (
        "Der Export von Flachs wuchs auf $5 Mio.. Auf Leinen entfielen 40 Prozent.",
        "$5 Mio. | export | Export; 40 Prozent | export | Export",
    ),
    (
        "Der Handel erreichte $5 Mio.. Der Anteil der Dienste wuchs dabei auf 9 Prozent.",
        "$5 Mio. | trade_turnover | Handel; 9 Prozent | trade_turnover | Handel",
    ),
    (
        "Gebaut wurden 90 Busse, zwei Drittel davon gingen an serbische Städte.",
        "90 Busse | production | Gebaut; zwei Drittel | export | gingen",
    ),
    (
        "Der Anteil Polens und der Chinas an den Verkäufen fiel auf 9 Prozent.",
        "9 Prozent | export | Verkäufen",
    ),
    ("Die Möbelwerke erlösten im Ausland $5 Mio..", "$5 Mio. | export | erlösten"),
    ("Der Exporterlös der Molkereien lag bei $5 Mio..", "$5 Mio. | export | Exporterlös"),
    (
        "Belarus verkaufte 300 Pumpen nach Omsk. Der Erlös betrug $5 Mio..",
        "300 Pumpen | export | verkaufte; $5 Mio. | export | Erlös",
    ),
    ("Der Erlös der Lotterie betrug $5 Mio..", "$5 Mio. | None | None"),
    ("Im Mai gingen Schuhe für $5 Mio. über die Grenze.", "$5 Mio. | export | gingen"),
    (
        "Die Region Pensa importierte aus Belarus Käse für $5 Mio..",
        "$5 Mio. | import | importierte",
    ),
    ("Das Gebiet Kursk führte Kräne aus Belarus für $5 Mio. ein.", "$5 Mio. | import | führte"),
    ("In Ghana trafen 2022 aus Belarus 70 Kipper ein.", "70 Kipper | export | trafen"),
    ("Lidselmasch kann in einem Jahr 80 Pflüge liefern.", "80 Pflüge | None | None"),
    ("Der Zoo hat bei uns 14 Tränken bestellt.", "14 Tränken | None | None"),
    ("Die Molkerei hat 300 Tsd. t Milch verarbeitet.", "300 Tsd. t | production | verarbeitet"),
    ("Bis Mai sollen 35 Kräne fertig sein.", "35 Kräne | production | fertig"),
    ("Gebaut wird ein Lagerhaus für 900 t Zwiebeln.", "900 t | None | None"),
    ("Der Transport kostet 900 Dollar je Container.", "900 Dollar | None | None"),
    ("Das Werk senkte die Kosten um ein Zehntel.", "ein Zehntel | None | None"),
    ("Die Lohnkosten liegen bei $5 Mio..", "$5 Mio. | None | None"),
    ("Importe decken 40 Prozent des Bedarfs.", "40 Prozent | None | None"),
    (
        "Der Export wuchs auf $5 Mio.. Für Herbst ist ein Plus von 9 Prozent vorgesehen.",
        "$5 Mio. | export | Export; 9 Prozent | export | Export",
    ),
    (
        "Das Volumen des Waren- und Dienstleistungsverkehrs überschritt $5 Mrd..",
        "$5 Mrd. | trade_turnover | Dienstleistungsverkehrs",
    ),
    ("Hauptabnehmer ist Ghana mit 40 Prozent.", "40 Prozent | export | Hauptabnehmer"),
    ("Der Import nahm um 5 Prozent ab.", "5 Prozent | import | Import"),
    ("Georgien nahm 2022 belarussische Kräne für $5 Mio. ab.", "$5 Mio. | export | nahm"),
    (
        "Mit $5 Mio. ist Ghana der größte Abnehmer belarussischer Kipper.",
        "$5 Mio. | export | Abnehmer",
    ),
    ("Hauptlieferant von Zink ist Peru mit 40 Prozent.", "40 Prozent | import | Hauptlieferant"),
    ("Die wechselseitigen Lieferungen betrugen $5 Mio..", "$5 Mio. | trade_turnover | Lieferungen"),
    ("Beide Staaten wollen den Umsatz auf $5 Mio. heben.", "$5 Mio. | trade_turnover | Umsatz"),
    ("Das Handelsdefizit schrumpfte auf $5 Mio..", "$5 Mio. | None | None"),
    ("Die Tonne Zink kostet 900 Dollar.", "900 Dollar | None | None"),
    ("Der Speicher fasst 90 Tsd. t Gerste.", "90 Tsd. t | None | None"),
    ("Die Hälfte der Möbel geht ins Ausland.", "Die Hälfte | export | geht"),
    (
        "Die Ausfuhren der Region nach Belarus betrugen $5 Mio., die Einfuhren $3 Mio..",
        "$5 Mio. | import | Ausfuhren; $3 Mio. | export | Einfuhren",
    ),
    (
        "Das Werk montiert Motoren. Bald möchten wir 900 Motoren ausliefern.",
        "900 Motoren | production | ausliefern",
    ),
    # a share goes on with what it is a share of
    *(
        (
            f"Belarus exportierte Quark für $5 Mio.. {share}",
            f"$5 Mio. | export | exportierte; {surface} | export | exportierte",
        )
        for share, surface in [
            ("Auf Kuba entfiel die Hälfte.", "die Hälfte"),
            ("Der kubanische Markt steht für 40 Prozent.", "40 Prozent"),
            ("Auf Platz eins lag Kuba mit 40 Prozent.", "40 Prozent"),
            ("Kubas Anteil betrug 40 Prozent.", "40 Prozent"),
            ("40 Prozent steuerte eine Käserei bei.", "40 Prozent"),
        ]
    ),
    (
        "Der Warenumsatz mit Kuba betrug $5 Mio.. Davon entfielen 60 Prozent auf belarussische "
        "Lieferungen. Im Vorjahr lag der Umsatz bei $3 Mio..",
        "$5 Mio. | trade_turnover | Warenumsatz; 60 Prozent | export | Lieferungen; "
        "$3 Mio. | trade_turnover | Umsatz",
    ),
    (
        "Kuba importierte Reifen für $5 Mio.. Davon könnte Belarus ein Drittel ersetzen.",
        "$5 Mio. | import | importierte; ein Drittel | None | None",
    ),
    (
        "Das Werk exportierte Pumpen für $5 Mio.. Zwei Drittel davon trägt der Haushalt.",
        "$5 Mio. | export | exportierte; Zwei Drittel | investment | Haushalt",
    ),
    ("Man kann den Bedarf zu 70 Prozent aus eigener Fertigung decken.", "70 Prozent | None | None"),
    ("Die Kette hält ein Fünftel länger.", "ein Fünftel | None | None"),
    # what is earned, planned, paid
    ("Mit Flachs hat Belarus im Ausland $5 Mio. verdient.", "$5 Mio. | export | verdient"),
    (
        "Der Export wuchs. Quark und Butter brachten $5 Mio. ein.",
        "$5 Mio. | export | brachten",
    ),
    ("Die Partner brachten $5 Mio. ein.", "$5 Mio. | investment | brachten"),
    (
        "Im Werk wurden 90 Busse gebaut. Geplant sind 120 Busse.",
        "90 Busse | production | gebaut; 120 Busse | production | Geplant",
    ),
    (
        "Das Werk lieferte neun Pumpen. Der Auftrag kostete $5 Mio..",
        "neun Pumpen | export | lieferte; $5 Mio. | investment | kostete",
    ),
    ("Ein Container kostet 900 Dollar.", "900 Dollar | None | None"),
    (
        "Belarus exportierte Quark für $5 Mio. nach Kuba. In umgekehrter Richtung flossen Zigarren "
        "im Wert von $3 Mio..",
        "$5 Mio. | export | exportierte; $3 Mio. | import | In umgekehrter Richtung",
    ),
    ("Pumpen für $5 Mio. verließen das Land.", "$5 Mio. | export | verließen"),
    ("Neun Pumpen verließen das Werk.", "Neun Pumpen | production | verließen"),
    ("Ausgelegt ist der Betrieb auf 90 Pumpen im Jahr.", "90 Pumpen | production | Ausgelegt"),
    ("Die Linie soll pro Tag 90 Pumpen liefern.", "90 Pumpen | production | liefern"),
    ("Die Bahn schickt jede Woche drei Güterzüge.", "drei Güterzüge | None | None"),
    (
        "2022 importierte Belarus Öl für $5 Mio.. Bald soll die Summe auf $3 Mio. zurückgehen.",
        "$5 Mio. | import | importierte; $3 Mio. | import | importierte",
    ),
    (
        "Kasachstan importierte Herde für $5 Mio., wovon 19 Prozent aus Belarus kamen. Bei Kesseln "
        "habe der Anteil lediglich 7 Prozent ausgemacht.",
        "$5 Mio. | import | importierte; 19 Prozent | import | importierte; "
        "7 Prozent | import | importierte",
    ),
    (
        "Gebaut wurden 90 Busse. Der Anteil örtlicher Teile wächst von 15 auf 40 Prozent.",
        "90 Busse | production | Gebaut; 15 | None | None; 40 Prozent | None | None",
    ),
    ("Die Häfen schlugen 9 Mio. t Fracht um.", "9 Mio. t | None | None"),
    ("Die Bahn gibt einen Nachlass von 30 Prozent.", "30 Prozent | None | None"),
    ("In neun Jahren ist die Linie bezahlt.", "neun Jahren | investment | None"),
    (
        "Der Import verschlang 2022 $5 Mio., im Jahr davor $4 Mio..",
        "$5 Mio. | import | Import; $4 Mio. | import | Import",
    ),
    (
        "2022 fuhren 90 Züge nach China, 1,3-mal so viele wie 2021.",
        "90 Züge | None | None; 1,3-mal | None | None",
    ),
    ("Die Tarife bleiben um ein Viertel niedriger.", "ein Viertel | None | None"),
    ("Die Mongolei gewinnt jährlich 90 t Wolle.", "90 t | production | None"),
    ("Für Walzstahl von Sewerstal gab Belarus $164 Mio. aus.", "$164 Mio. | import | None"),
    ("Für Kräne gab der Hafen $164 Mio. aus.", "$164 Mio. | investment | None"),
    ("Käse und Butter brachten $41 Mio. ein.", "$41 Mio. | export | brachten"),
    ("Weitere $61 Mio. flossen in den Import von Reifen.", "$61 Mio. | import | Import"),
    (
        "Belarus exportiert Reifen. Die Bank stellt 300 Mio. Rubel als Kredit bereit.",
        "300 Mio. Rubel | investment | Kredit",
    ),
    ("Die Bahn beförderte 4 Mio. t Fracht zu den Häfen in Russland.", "4 Mio. t | None | None"),
    (
        "Russland führte 2022 Stahl für $5 Mrd. ein. Der Anteil von Atlant lag bei 4%.",
        "$5 Mrd. | import | führte; 4% | import | führte",
    ),
]


@pytest.mark.parametrize(("text", "expected"), FLOWS, ids=[case[0] for case in FLOWS])
def test_flow(text: str, expected: str) -> None:
    """A figure measures the flow that its verb or noun names, or the one it goes on with."""
    assert [f"{s} | {q.flow} | {q.flow_word}" for s, q in read(text)] == expected.split("; ")


# Each case: a text, and «surface | subject | reporters | partner» of its quantities.
SUBJECTS = [
    (
        "Belarus und das russische Gebiet Omsk erreichten einen Handelsumsatz von $5 Mio..",
        "$5 Mio. | Handelsumsatz | Belarus, Gebiet Omsk | None",
    ),
    (
        "Ein Drittel aller Exporte entfiel auf drei Staaten: Indien (20%), Peru (8%) und Kuba.",
        "Ein Drittel | Exporte | Belarus | None; drei Staaten | Staaten | Belarus | None; "
        "20% | None | Belarus | None; 8% | None | Belarus | None",
    ),
    (
        "Im Jahr 2021 importierten Belarus und Russland Reifen für den Bergbau "
        "im Wert von über $5 Mio..",
        "$5 Mio. | Reifen für den Bergbau | Belarus, Russland | None",
    ),
    (
        "Belarus importierte aus China Maschinen und Ausrüstungen für $5 Mio..",
        "$5 Mio. | Maschinen und Ausrüstungen | Belarus | China",
    ),
    (
        "Russland führte 2022 Dieselmotoren im Wert von mehr als $5 Mio. ein.",
        "$5 Mio. | Dieselmotoren | Russland | None",
    ),
    (
        "Die Einfuhr von Elektronikbauteilen belief sich auf $5 Mio..",
        "$5 Mio. | Elektronikbauteilen | Belarus | None",
    ),
    (
        "Bei Dichtungen und Armaturen betrug der Import $5 Mio..",
        "$5 Mio. | Dichtungen und Armaturen | Belarus | None",
    ),
    (
        "Nach Kasachstan wurden Maschinen für $5 Mio. exportiert.",
        "$5 Mio. | Maschinen | Belarus | Kasachstan",
    ),
    (
        "Der Handelsumsatz zwischen Belarus und China erreichte $5 Mio..",
        "$5 Mio. | Handelsumsatz | Belarus, China | China",
    ),
    (
        "Die belarussischen Raffinerien importierten Additive für $5 Mio..",
        "$5 Mio. | Additive | Belarus | None",
    ),
    (
        "Etwa 12 gemeinsame Projekte laufen.",
        "12 gemeinsame Projekte | gemeinsame Projekte |  | None",
    ),
    ("Das Darlehen beträgt $5 Mio..", "$5 Mio. | Darlehen |  | None"),
    (
        "Die Einfuhr von Lagern belief sich auf $5 Mio., die von Reifen auf fast $3 Mio..",
        "$5 Mio. | Lagern | Belarus | None; $3 Mio. | Reifen | Belarus | None",
    ),
    (
        "Für Lager zahlte Russland dem Ausland $5 Mio., für Reifen mehr als $3 Mio..",
        "$5 Mio. | Lager | Russland | None; $3 Mio. | Reifen | Russland | None",
    ),
    ("Belarus kauft jährlich bis zu 20 Mio. t Erdöl.", "20 Mio. t | Erdöl | Belarus | None"),
    ("Die Exporte erreichten einen Rekordwert von $5 Mio..", "$5 Mio. | Exporte | Belarus | None"),
    (
        "Die Einfuhr medizinischer Geräte betrug $5 Mio..",
        "$5 Mio. | medizinischer Geräte | Belarus | None",
    ),
    (
        "Allein bei Pumpen und Ventilen hat Russland Technik für $5 Mio. importiert.",
        "$5 Mio. | Pumpen und Ventilen | Russland | None",
    ),
    (
        "Kasachstan bezog aus Belarus Technik für $5 Mio..",
        "$5 Mio. | Technik | Belarus | Kasachstan",
    ),
    (
        "Kasachstan lieferte Zement für $5 Mio. nach Belarus.",
        "$5 Mio. | Zement | Belarus | Kasachstan",
    ),
    (
        "Belarus und das Gebiet Omsk arbeiten zusammen. "
        "Aus der Region wurden Pumpen für $5 Mio. importiert.",
        "$5 Mio. | Pumpen | Belarus | Gebiet Omsk",
    ),
    (
        "2021 importierte Belarus aus China Pumpen für $5 Mio.. "
        "Die Einfuhr von Lagern betrug $3 Mio..",
        "$5 Mio. | Pumpen | Belarus | China; $3 Mio. | Lagern | Belarus | China",
    ),
    (
        "Der Handel zwischen Belarus und Malaysia ist bescheiden. "
        "Geliefert wurde Palmöl für $5 Mio. nach Belarus.",
        "$5 Mio. | Palmöl | Belarus | Malaysia",
    ),
    (
        "Aus dem Gebiet Omsk kam Besuch. Die Region gab für ausländische Technik $5 Mio. aus.",
        "$5 Mio. | ausländische Technik | Gebiet Omsk | None",
    ),
    (
        "2021 orderten russische Gerätebauer Displays ausländischer Provenienz für $5 Mio..",
        "$5 Mio. | Displays | Russland | None",
    ),
    (
        "Belarus bezog kasachisches Öl für $5 Mio..",
        "$5 Mio. | kasachisches Öl | Belarus | Kasachstan",
    ),
    ("Bohrköpfe wurden 2021 für $5 Mio. importiert.", "$5 Mio. | Bohrköpfe | Belarus | None"),
    (
        "Die Importe von Chips fielen nach Schätzungen von $5 Mio. auf $3 Mio..",
        "$5 Mio. | Chips | Belarus | None; $3 Mio. | Chips | Belarus | None",
    ),
    (
        "Die russische Industrie importierte Räder für $5 Mio. und Lager für $3 Mio. "
        "aus dem Ausland.",
        "$5 Mio. | Räder | Russland | None; $3 Mio. | Lager | Russland | None",
    ),
]


@pytest.mark.parametrize(("text", "expected"), SUBJECTS, ids=[case[0] for case in SUBJECTS])
def test_subject(text: str, expected: str) -> None:
    """A figure names what it measures, whose trade it is and with whom."""
    found = [f"{s} | {q.subject} | {', '.join(q.reporters)} | {q.partner}" for s, q in read(text)]
    assert found == expected.split("; ")


@settings(max_examples=80, deadline=None)
@given(
    st.text(
        st.sampled_from("0129.,-–% $€ABaezwäimuMrdio einzweiHälfte„“\n()VorjahrExport"), max_size=80
    )
)
def test_any_text(text: str) -> None:
    """No text makes reading fail, and every span lies within the text, in order."""
    document = sentences.read(article.from_text(text, published=PUBLISHED))
    found = quantities.find(document, [])
    spans = [(q.start, q.end) for q in found]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(document.text) for start, end in spans)


@pytest.mark.parametrize(
    "word", ["neunundneunzig", "zwölfhundert", "eintausendzweihundertdreiundvierzig"]
)
def test_composed_numeral(word: str) -> None:
    """A composed number word has the value its parts make."""
    known = {
        "neunundneunzig": 99,
        "zwölfhundert": 1200,
        "eintausendzweihundertdreiundvierzig": 1243,
    }
    assert amounts.numeral(word) == known[word]
