"""Marks inside a sentence: a fragment of what somebody said, or a name, a title, irony."""

import re
from typing import NamedTuple

from beleg.reading import cues, indirect
from beleg.reading.clauses import is_determiner, main_subject, phrase
from beleg.reading.cues import Cue, Scan
from beleg.reading.lexicon import grammar, small_words

NAMING = frozenset({"heißt", "hieß", "lautet", "lautete"})
BEING = frozenset({"ist", "sind", "war", "waren", "sei", "seien", "bleibt", "bedeutet"})
COUNTING = frozenset({"gilt", "gelten", "galt", "galten", "fungiert", "fungierte"})
GLOSSES = frozenset({"etwa", "übersetzt", "deutsch", "englisch"})  # «(übersetzt etwa: „…“)»
# «Haus der Kunst», «Brot und Rosen»: words in small letters that names hold
IN_NAMES = frozenset({"der", "des", "die", "und", "von", "für", "ohne"})
SO_CALLED = ("genannte", "genannten", "genannter", "genanntes", "selbst")


class Place(NamedTuple):
    """Marks in their sentence: the tokens low..begin before, end..stop behind them; the words."""

    low: int
    begin: int
    end: int
    stop: int
    words: list[str]  # between the marks
    lead: list[str]  # the last three tokens before


class Said(NamedTuple):
    """Marks that hold somebody's words; the cue is None where nothing tells whose."""

    cue: Cue | None


def read(text: Scan, place: Place) -> Said | None:
    """Return the cue of a fragment; None where the marks hold nobody's words."""
    low, begin, end, stop, words, _ = place
    tokens, cue = text.tokens, _cue_around(text, place)
    mood = any(map(cues.mood, text.words[low:begin] + text.words[end:stop]))
    if cue and _names_speaker(text, place, cue):
        return None
    if cue and _only_names(text, place, cue):
        cue = cue._replace(takes="")
    announced = cue and cue.last == begin and len(words) > 2 and cue.takes.startswith("qc")
    if not announced and not _is_fragment(words, place.lead, cue, mood=mood):
        return None
    if cue is None or cue.speaker is None:
        who = None if mood and cue is None else main_subject(tokens, low, begin)
        cue = Cue(cue.words if cue else "", who, "q", begin - 1, begin) if who else cue
    return Said(cue)


def is_name(words: list[str], lead: list[str], after: list[str]) -> bool:
    """Whether marks hold a name: «Motto „…“», «„…“, so heißt der Film», «„Ost“-Markt»."""
    second, before = ["", "", *lead][-2:]
    if before == ":" and second in GLOSSES:
        return True
    parted = after[:1] == ["-"] or after[:2] in ([",", "kurz"], [",", "genannt"])
    titled = NAMING.intersection(after) and any(cues.kind_of(w) == "title" for w in after)
    short = (len(words) < 5 and "(" in lead) or (len(words) == 1 and "." in words[0][:-1])
    # «nannte das Projekt „einen Schritt nach vorn“» is no name.
    named = _is_title(before) and (words[0][0].isupper() or not is_determiner(words[0]))
    named = named or (before == "," and _is_title(second))
    return named or parted or short or bool(titled and before != ":")


def _is_title(word: str) -> bool:
    return "title" in (cues.kind_of(word), cues.kind_of(re.sub("e?s$", "", word)))


def _names_speaker(text: Scan, place: Place, cue: Cue) -> bool:
    """Whether marks stand in the words that name who speaks, or tell what a name is."""
    before = text.tokens[place.low : place.begin]
    if cue.words in NAMING and any(cues.kind_of(t.text) == "title" for t in before):
        return True  # «der Name lautete „…“»
    short = place.words[0][0].isupper() or len(place.words) < 4
    return bool(short and cue.speaker and cue.speaker[0] <= place.begin < cue.speaker[1])


def _only_names(text: Scan, place: Place, cue: Cue) -> bool:
    """Whether a cue tells a name, not words: «die „rote Mappe“, wie man sie nennt»."""
    if "wie" in text.words[place.end : cue.first]:
        return True
    if len(place.words) > 2:
        return False
    if cue.words == "genannt" or ("sich" in place.lead and cue.words.startswith("nenn")):
        return True
    rates = place.lead[-1:] == ["als"] and cue.speaker and "n" in cue.takes
    late = cue.first > place.end or not cue.speaker
    return bool(place.words[0][0].isupper() and not rates and late)


def _is_fragment(words: list[str], lead: list[str], cue: Cue | None, *, mood: bool) -> bool:
    """Whether words in marks are said, by their form, the words before them, the cue and mood."""
    before = lead[-1] if lead else ""
    if before.lower().endswith(SO_CALLED):
        return False
    if any(cues.kind_of(w) == "words" for w in lead) or before in ("Worten", "Worte"):
        return len(words) > 1
    takes = cue.takes if cue else ""
    if len(words) > 2:
        return words[0][0].islower() or _is_no_name(words, before, cue, mood=mood)
    # «nahm die Linie „zweite Welle“ in Betrieb»: behind a noun two words are its name.
    close = not before[:1].isupper() or words[-1].islower()
    rated, tells = "n" in takes, takes.startswith("qc") and close
    points = before == "als" or before in grammar("indefinite")
    if words[0][0].islower():
        return mood or (rated and points) or (len(words) == 2 and (rated or tells))
    rated = rated and (points or before == "von") and before != "eines"
    return rated or (tells and mood and before in grammar("indefinite"))


def _is_no_name(words: list[str], before: str, cue: Cue | None, *, mood: bool) -> bool:
    """Whether three words and more with a capital are no name: a clause, a rating, a source's."""
    said, rated = cue is not None or mood, cue is not None and "n" in cue.takes
    low = [w for w in words if w[0].islower() and w not in grammar("particle")]
    if not said or all(w[0].isupper() or w in grammar("particle") for w in words):
        return False
    # A name does not end as a clause does: «im „Zeitplan weit voraus“».
    clausal = words[-1].islower() and words[-1] not in small_words()
    if clausal and (mood or not before[:1].isupper()):
        return True
    if before == "als" or before in grammar("indefinite") or before in ("dass", "mit"):
        return rated or before != "als"
    bound, plain_name = is_determiner(before), all(w in IN_NAMES for w in low)
    if cue and bound and not plain_name and cue.words.split()[0] in cues.SOURCES:
        return True  # «laut Bericht dient es der „Suche nach Wasser“»
    if before.lower() in grammar("preposition"):
        return rated or any(w not in small_words() for w in low)
    plain = len(words) > 3 and not before[:1].isupper() and not bound
    return plain and any(indirect.is_finite(w) for w in words)


def _cue_around(text: Scan, place: Place) -> Cue | None:
    """Return the cue of the sentence round a fragment."""
    low, begin, end, stop, _, lead = place
    aside = end < stop and text.tokens[end].text in ",–"
    cue = cues.opening_cue(text, end, stop) if aside else None
    if cue and cue.speaker and cue.speaker[0] > end and cue.takes.startswith("q"):
        return cue
    cue = _frame(text, low, begin)
    if cue is None and lead[-1:] == ["als"]:
        if any(t.text.lower() in COUNTING for t in text.tokens[low:begin]):
            return None  # «gilt als „Grenze“»: nobody says it
        cue = _rating(text, place)
    return (
        cue
        or cues.cue_before(text, low, begin, stop)
        or cues.verb_cue(text, end, stop, near=end, within=(low, stop))
        or cues.source_cue(text, end, stop)
    )


def _rating(text: Scan, place: Place) -> Cue | None:
    """Return the cue of the verb that «als „…“» belongs to: «lobte den Plan als „…“»."""
    low, begin, end, stop, _, _ = place
    comma = next((k for k in range(end, stop) if text.tokens[k].text in ",;"), stop)
    for first, last in ((low, begin), (end, comma)):
        for cue in cues.verb_cues(text, first, last, near=end, within=(low, stop)):
            if "n" in cue.takes:
                return cue
    return None


def _frame(text: Scan, low: int, high: int) -> Cue | None:
    """Return the cue that a sentence opens with: «Wie der Minister sagte, …», «Für ihn ist …»."""
    tokens = text.tokens
    word = tokens[low].text if low < high else ""
    if word == "Wie":
        comma = next((k for k in range(low, high) if tokens[k].text == ","), low)
        cue = cues.verb_cue(text, low, comma, near=comma)
        return cue if cue and cue.speaker and cue.takes == "qc" else None
    end = phrase(tokens, low + 1, high) if word == "Für" else high
    if low + 1 < end < high and tokens[end].text in BEING:
        return Cue("für", (low + 1, end), "n", low, end)
    return None
