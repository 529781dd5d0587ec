"""Cues of speech: the reporting verb of a clause, its subject, «so X», «laut X», «X zufolge»."""

from functools import cache
from typing import NamedTuple

from beleg import lexicon, people
from beleg.people import DETERMINER, OBLIQUE, PREPOSITIONS
from beleg.sentences import Token

AUXILIARIES = frozenset(
    "hat haben habe hatte hatten wird werden wurde wurden ist sind war waren will wollte muss "
    "musste kann konnte soll sollte darf möchte mochte dürfte".split()
)
NOMINATIVE = frozenset("er sie es man wir ich wer".split())
# Endings of feminine nouns: «sagte der Zeitung» is a dative, «sagte der Zeuge» a subject.
FEMININE = ("ung", "heit", "keit", "schaft", "ion", "tät", "agentur", "presse", "rin", "zeit", "ie")
# «Polizeiangaben», «Medienberichten»
COMPOUNDS = tuple((e, "source") for e in ("angaben", "berichten", "informationen", "auskunft", "bericht"))
DATIVES = frozenset("ihm ihr ihnen mir uns".split())


class Verb(NamedTuple):
    """A reporting verb: lemma, separable particle or "", and what it takes (q, c, n)."""

    lemma: str
    particle: str
    takes: str


class Cue(NamedTuple):
    """A cue found: its words, the token range of who speaks, what it takes, where it stands."""

    words: str
    speaker: tuple[int, int] | None
    takes: str
    first: int
    last: int


def verb_cue(tokens: list[Token], low: int, high: int, *, near: int) -> Cue | None:
    """Return the reporting verb between two tokens that stands nearest to token `near`."""
    best: tuple[int, int, Verb] | None = None
    for index in range(low, high):
        verb = _verb(tokens, index, low, high)
        if verb:
            distance = abs(index - near)
            if best is None or distance < best[0]:
                best = (distance, index, verb)
    if best is None:
        return None
    _, at, verb = best
    return Cue(_words(tokens, at, verb), subject(tokens, low, high, at), verb.takes, at, at + 1)


def opening_cue(tokens: list[Token], low: int, high: int) -> Cue | None:
    """Return the cue that opens a stretch: «, sagte X», «, so X», «, hieß es in …», or None."""
    at = low
    while at < high and tokens[at].text in ",–—-;":
        at += 1
    if at >= high:
        return None
    word = tokens[at].text.lower()
    if word in ("so", "laut", "gemäß", "nach") or tokens[at].text[0].isupper():
        return source_cue(tokens, at, high, at + 1)
    if word == "wie":
        return verb_cue(tokens, at, high, near=high)
    verb = _verb(tokens, at, at, high)
    if verb is None and (word in AUXILIARIES or at == low):
        return verb_cue(tokens, at, high, near=at) if word in AUXILIARIES else None
    if verb is None and not word.endswith(("t", "te", "ten", "en", "ß", "f", "ng", "ch")):
        return None
    who = subject(tokens, at, high, at)
    if verb is None and (who is None or who[0] > at + 2):
        return None
    words = _words(tokens, at, verb) if verb else tokens[at].text
    return Cue(words, who, verb.takes if verb else "q", at, at + 1)


def source_cue(tokens: list[Token], low: int, high: int, reach: int) -> Cue | None:
    """Return «so X», «laut X», «nach Angaben von X», «X zufolge» that begins before token `reach`."""
    for at in range(low, min(reach, high)):
        found = _source(tokens, at, low, high)
        if found:
            return found
    return None


def subject(tokens: list[Token], low: int, high: int, verb: int) -> tuple[int, int] | None:
    """Return the token range of the subject of the finite verb at `verb` in low..high."""
    finite = verb
    if tokens[verb].text.startswith("ge") or verb + 1 >= high or tokens[verb + 1].text in ",.:;":
        finite = next((k for k in range(verb, low - 1, -1) if tokens[k].text in AUXILIARIES), verb)
    behind = _next_subject(tokens, finite + 1, high)
    before = _subject_before(tokens, low, finite)
    if before and behind and before[1] - before[0] == 1 and behind[0] == finite + 1:
        return behind if tokens[before[0]].text.lower() in _small() else before
    return before or behind


def _next_subject(tokens: list[Token], at: int, high: int) -> tuple[int, int] | None:
    limit = min(high, at + 30)
    while at < limit:
        word = tokens[at].text
        low = word.lower()
        if word in ",.:;(":
            return None
        if low in NOMINATIVE:
            return None if low in ("es", "man") else (at, at + 1)
        if low in PREPOSITIONS:
            at = max(people.phrase(tokens, at + 1, high), at + 1)
        elif low in DATIVES:
            at += 1
        elif low in OBLIQUE or _dative_feminine(tokens, at, high):
            at = max(people.phrase(tokens, at, high), at + 1)
        elif word[0].isupper() or word in '„"«»' or DETERMINER.match(word):
            end = people.phrase(tokens, at, high)
            if end > at:
                return at, people.apposition(tokens, end, high)
            at += 1
        else:
            at += 1
    return None


def _subject_before(tokens: list[Token], low: int, verb: int) -> tuple[int, int] | None:
    """The noun phrase that opens the clause and reaches the verb, adverbs and asides apart."""
    start = low
    for index in range(verb - 1, max(low, verb - 40) - 1, -1):
        word = tokens[index].text.lower()
        if word in ("und", "aber", "doch", ";", ":", "sowie"):
            start = index + 1
            if _reaches(tokens, start, verb):
                break
            start = low
    return _reaches(tokens, start, verb)


def _reaches(tokens: list[Token], at: int, verb: int) -> tuple[int, int] | None:
    while at < verb and tokens[at].text.lower() in _openers():
        at += 1
    if at >= verb or tokens[at].text.lower() in PREPOSITIONS | OBLIQUE:
        return None
    if tokens[at].text.lower() in NOMINATIVE:
        return (at, at + 1) if tokens[at].text.lower() not in ("es", "man") else None
    end = people.phrase(tokens, at, verb)
    if end == at:
        return None
    whole = people.apposition(tokens, end, verb)
    rest = [t.text for t in tokens[whole:verb]]
    aside = bool(rest) and rest[0] == "," and rest[-1] == ","
    plain = all(w[0].islower() and w not in ("dass", "weil") for w in rest[:1])
    return (at, whole) if not rest or aside or plain else None


def _dative_feminine(tokens: list[Token], at: int, high: int) -> bool:
    """Whether «der …» here is a dative: «sagte der Zeitung», «sagte der „Bild am Sonntag“»."""
    if tokens[at].text not in ("der", "einer") or at + 1 >= high:
        return False
    end = people.phrase(tokens, at, high, frozenset())
    head = next((t.text for t in tokens[at + 1 : end] if t.text[0].isupper()), "")
    return tokens[at + 1].text in '„"»«' or head.endswith(FEMININE) or tokens[at].text == "einer"


def _verb(tokens: list[Token], at: int, low: int, high: int) -> Verb | None:
    text = tokens[at].text
    if not text[0].islower():
        return None
    for verb in _verbs().get(text, ()):
        if not verb.particle or text.startswith(verb.particle):
            continue
        if any(tokens[k].text == verb.particle for k in range(at + 1, min(high, at + 40))):
            return verb
    return next(
        (v for v in _verbs().get(text, ()) if not v.particle or text.startswith(v.particle)), None
    )


def _words(tokens: list[Token], at: int, verb: Verb) -> str:
    text = tokens[at].text
    if tokens[at + 1 : at + 2] and tokens[at + 1].text == "sich":
        text += " sich"
    split = verb.particle and not text.startswith(verb.particle)
    return f"{text} {verb.particle}" if split and verb.lemma != "sich wenden" else text


def _source(tokens: list[Token], at: int, low: int, high: int) -> Cue | None:
    word = tokens[at].text.lower()
    if word in ("so", "laut", "gemäß"):
        end = people.phrase(tokens, at + 1, high)
        if at + 1 < high and tokens[at + 1].text in people.PRONOUNS:
            end = at + 2
        end = people.apposition(tokens, end, high) if end > at + 1 else end
        return Cue(word, (at + 1, end), "qc", at, end) if end > at + 1 else None
    end = people.phrase(tokens, at + (word == "nach"), high)
    if word == "nach" and end > at + 1:
        nouns = [
            k
            for k in range(at + 1, min(end, at + 5))
            if kind_of(tokens[k].text) == "source"
        ]
        if nouns:
            who = nouns[0] + 1
            if who < end and tokens[who].text in ("von", "vom"):
                who += 1
            whole = people.apposition(tokens, end, high)
            named = (who, whole) if who < end else (at + 1, end)
            return Cue("nach " + tokens[nouns[0]].text, named, "qc", at, whole)
    if word in people.PRONOUNS and at + 1 < high and tokens[at + 1].text == "zufolge":
        return Cue("zufolge", (at, at + 1), "qc", at, at + 2)
    if end > at and end < high and tokens[end].text in ("zufolge", "nach"):
        if tokens[end].text == "zufolge" or any(
            kind_of(t.text) == "source" for t in tokens[at:end]
        ):
            return Cue(tokens[end].text, (at, end), "qc", at, end + 1)
    return None


def kind_of(word: str) -> str:
    """Return "source", "claim" or "title" for a noun of speech_words.tsv, else ""."""
    kind = _kinds().get(word.lower(), "")
    if not kind and len(word) > 8 and word[0].isupper():
        kind = next((k for end, k in COMPOUNDS if word.endswith(end)), "")
    return kind


@cache
def _verbs() -> dict[str, list[Verb]]:
    forms: dict[str, list[Verb]] = {}
    columns = ("verb", "particle", "forms", "takes")
    for lemma, particle, written, takes in lexicon.read("speech_verbs", columns):
        verb = Verb(lemma, particle.strip("-"), takes)
        for form in written.split():
            forms.setdefault(form, []).append(verb)
            if verb.particle and lemma != "sich wenden":
                forms.setdefault(verb.particle + form, []).append(verb)
    return forms


@cache
def _kinds() -> dict[str, str]:
    return dict((a, b) for a, b in lexicon.read("speech_words", ("word", "kind")))


@cache
def _small() -> frozenset[str]:
    return frozenset(word for word, _ in lexicon.read("small_words", ("word", "kind")))


@cache
def _openers() -> frozenset[str]:
    return (
        _small()
        - {w for w in _small() if DETERMINER.match(w)}
        - NOMINATIVE
        - PREPOSITIONS
        - OBLIQUE
    )
