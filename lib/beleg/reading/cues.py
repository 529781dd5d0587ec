"""Cues of speech and whose they are: «sagte X», «so X», «laut X», «nach Angaben von X»."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from beleg.reading import lexicon
from beleg.reading.clauses import (
    Range,
    is_capital,
    is_determiner,
    next_subject,
    phrase,
    subject,
    subject_before,
    whole_phrase,
)
from beleg.reading.lexicon import grammar, small_words
from beleg.reading.sentences import Document, Token, indexed

SOURCES = frozenset({"laut", "gemäß", "nach", "so", "zufolge"})
CAPITAL_SOURCES = SOURCES | {word.capitalize() for word in SOURCES}
MARKS = frozenset(",;:–—()")
IS_SOURCE, IS_MARK = indexed(CAPITAL_SOURCES.__contains__), indexed(MARKS.__contains__)
# «Polizeiangaben», «Medienberichten»: compounds of a source
COMPOUNDS = ("angaben", "berichten", "informationen", "auskunft", "bericht")
QUANTIFIERS = frozenset({"einigen", "meinen"})  # before a noun no verb: «einigen Gästen»
IN = frozenset({"in", "im", "auf", "aus", "von", "vom", "bei", "beim"})

# «dafür, dass», «davon, dass», «erwiesen, dass»: words that point to a clause of what is said
POINTER = re.compile(
    r"da(?:r?(?:für|auf|über|mit|von|an|gegen|zu|um)|hingehend)$|(?:un)?(?:möglich|wahrscheinlich)$|"
    r"(?:erwiesen|sicher|überzeugt|zuversichtlich|klar|bekannt|heraus|fest|einig|bewusst)$"
)


class Verb(NamedTuple):
    """A reporting verb: lemma, separable particle or "", and what it takes (q, c, n)."""

    lemma: str
    particle: str
    takes: str


class Cue(NamedTuple):
    """A cue found: its words, the tokens of who speaks, what it takes, the tokens it covers."""

    words: str
    speaker: Range | None
    takes: str
    first: int
    last: int


@dataclass(frozen=True)
class Scan:
    """The tokens of a document, and where a word stands that may be or belong to a cue."""

    tokens: list[Token]
    words: list[str]  # their texts
    signs: list[int]  # of speech, whatever stands beside them
    claims: list[int]  # these, and what tells of speech beside another clause
    reported: list[int]  # verbs whose form tells that somebody said it
    verbs: list[int]
    sources: list[int]
    marks: list[int]  # of clauses and brackets


def scan(document: Document) -> Scan:
    """Return the places of reporting verbs, of «laut», «zufolge» …, of what parts clauses."""
    words, claims = document.words, document.where(_is_claim)
    signs = [at for at in claims if _is_sign(words[at])]
    reported = [at for at in signs if _is_reported(words[at])]
    placed = map(document.where, (_is_verb, IS_SOURCE, IS_MARK))
    return Scan(document.tokens, words, signs, claims, reported, *placed)


@indexed
def _is_verb(word: str) -> bool:
    return word in _verbs()


@lru_cache(maxsize=30_000)
def _is_sign(word: str) -> bool:
    low = word.lower()
    return low in SOURCES or low in grammar("according") or _is_reported(word)


@lru_cache(maxsize=30_000)
def _is_reported(word: str) -> bool:
    return lexicon.pairs("konjunktiv", "form", "mood").get(word) == "1"


@indexed
def _is_claim(word: str) -> bool:
    told = word in _verbs() or kind_of(word) in ("claim", "source")
    return told or _is_sign(word) or POINTER.match(word) is not None


def between(places: list[int], low: int, high: int) -> list[int]:
    """Return those of the sorted places that lie in low..high."""
    return places[bisect_left(places, low) : bisect_left(places, high)]


def verb_cue(
    text: Scan, low: int, high: int, *, near: int, within: Range | None = None
) -> Cue | None:
    """Return the first of the `verb_cues`, that of the verb nearest to token `near`."""
    return next(verb_cues(text, low, high, near=near, within=within), None)


def verb_cues(
    text: Scan, low: int, high: int, *, near: int, within: Range | None = None
) -> Iterator[Cue]:
    """Yield the cues of the reporting verbs in low..high, the nearest to token `near` first.

    The subject may stand as far back as `within` begins, the particle as far as `within` ends.
    """
    begin, stop = within or (low, high)
    places = between(text.verbs, low, high)
    if len(places) > 1:
        places.sort(key=lambda place: abs(place - near + 0.5))
    for at in places:
        cue = _reporting(text.tokens, begin, high, at, stop)
        if cue:
            yield cue


def cue_before(text: Scan, low: int, high: int, stop: int) -> Cue | None:
    """Return the cue in low..high: the nearest verb, one that takes more than a clause first."""
    found = list(verb_cues(text, low, high, near=high, within=(low, stop)))
    found.sort(key=lambda cue: cue.takes == "c")
    return found[0] if found else source_cue(text, low, high)


def source_cue(text: Scan, low: int, high: int) -> Cue | None:
    """Return the first «so X», «laut X», «nach Angaben von X», «X zufolge» in low..high."""
    for at in between(text.sources, low, high):
        cue = _leading(text.tokens, at, low, high) or _trailing(text.tokens, at, low)
        if cue:
            return cue
    return None


def opening_cue(text: Scan, low: int, high: int) -> Cue | None:
    """Return the cue that opens a stretch: «, sagte X», «, so X», «, hieß es in …», or None."""
    tokens, at = text.tokens, low
    while at < high and tokens[at].text in ",–—-;":
        at += 1
    if at < high - 1 and tokens[at].text == "so" and tokens[at + 1].text in _verbs():
        at += 1
    word = tokens[at].text if at < high else ""
    verb = _reporting(tokens, at, high, at, high) if at < high else None
    if verb or not word:
        return verb
    if word in grammar("auxiliary") or word == "wie":
        cue = verb_cue(text, at, high, near=high if word == "wie" else at)
        return None if cue and cue.takes == "n" else cue  # «„…“, wie man es nennt»
    if word.lower() in SOURCES or is_capital(word) or word in ("ihm", "ihr"):
        cue = source_cue(text, at, high)
        return cue if cue and cue.first == at else None
    # an unknown verb before its subject: «…“, scherzte X»
    verbal = at > low and word[0].isalpha() and word not in small_words()
    who = subject(tokens, at, high, at) if verbal else None
    return Cue(word, who, "q", at, at + 1) if who and who[0] <= at + 2 else None


@cache
def kind_of(word: str) -> str:
    """Return "source", "claim", "title" or "words" for a noun of speech_words.tsv, else ""."""
    low = word.lower()
    listed = lexicon.pairs("speech_words", "word", "kind").get(low, "")
    return listed or ("source" if len(word) > 8 and low.endswith(COMPOUNDS) else "")


def _reporting(tokens: list[Token], low: int, high: int, at: int, stop: int) -> Cue | None:
    verb = _verb(tokens, at, stop)
    if verb is None:
        return None
    who = _cited(tokens, low, high, at) if verb.lemma == "zitieren" else None
    impersonal = verb.lemma == "heißen" and _document(tokens, low, high, at)
    who = who or impersonal or subject(tokens, low, high, at) or _document(tokens, low, high, at)
    shown = tokens[at].text
    if at + 1 < len(tokens) and tokens[at + 1].text in ("sich", "es"):
        shown += f" {tokens[at + 1].text}"
    if verb.particle and not shown.startswith(verb.particle):
        shown += f" {verb.particle}"
    return Cue(shown, who, verb.takes, at, at + 1)


def _verb(tokens: list[Token], at: int, stop: int) -> Verb | None:
    text, before = tokens[at].text, tokens[at - 1].text if at else ""
    # «die interessierten Investoren», «so genannte»: a participle before its noun
    noun = at + 1 < len(tokens) and tokens[at + 1].text[0].isupper()
    bound = noun and is_determiner(before) and before.lower() not in ("das", "dies")
    if (bound and text.endswith(("en", "te", "ten"))) or (noun and text in QUANTIFIERS):
        return None
    verbs = _verbs().get(text, ())
    whole = [v for v in verbs if not v.particle or text.startswith(v.particle)]
    split = (v for v in verbs if v not in whole and _has_particle(tokens, v.particle, at, stop))
    return next(split, whole[0] if whole else None)


def _has_particle(tokens: list[Token], particle: str, at: int, stop: int) -> bool:
    """Whether the particle stands there as one, not as a preposition («sagte X zu Y»)."""
    for index in range(at + 1, min(stop, at + 40)):
        if tokens[index].text == particle:
            after = tokens[index + 1].text if index + 1 < len(tokens) else "."
            if not after[0].isalnum() or after in ("und", "sowie", "aber", "sich"):
                return True
    return False


def _cited(tokens: list[Token], low: int, high: int, verb: int) -> Range | None:
    """Return who is quoted: «Der Sender zitierte den Minister», «wird der Minister zitiert»."""
    passive = next((k for k in range(low, verb) if tokens[k].text in grammar("passive")), None)
    if passive is not None:
        behind = next_subject(tokens, passive + 1, high)
        direct = behind is not None and behind[0] == passive + 1
        return behind if direct else subject_before(tokens, low, passive) or behind
    if verb + 1 < high and tokens[verb + 1].text in grammar("passive"):  # «wie X zitiert wird»
        back = range(verb, max(low, verb - 30) - 1, -1)
        opening = next((k for k in back if tokens[k].text == "wie"), None)
        return next_subject(tokens, opening + 1, verb) if opening is not None else None
    if verb + 1 < high and tokens[verb + 1].text == "man":
        return next_subject(tokens, verb + 2, high)
    for at in range(verb + 1, min(high, verb + 12)):
        whom = tokens[at].text in ("den", "einen")
        if whom and tokens[at - 1].text not in grammar("preposition"):
            end = phrase(tokens, at, high)
            return (at, end) if end > at else None
    first = next_subject(tokens, verb + 1, high)
    if first and not subject_before(tokens, low, verb):
        return next_subject(tokens, first[1], high) or first
    return first


def _document(tokens: list[Token], low: int, high: int, verb: int) -> Range | None:
    """Return «der Mitteilung» of «heißt es in der Mitteilung», «Paris» of «aus Paris hieß es»."""
    if all(t.text != "es" for t in tokens[max(low, verb - 3) : verb + 3]):
        return None
    places = range(max(low, verb - 12), verb), range(verb + 1, min(high, verb + 12))
    opens = tokens[low].text.lower() in IN  # «In der Mitteilung heißt es»
    for at in [k for part in (places if opens else reversed(places)) for k in part]:
        if tokens[at].text.lower() in IN and (end := phrase(tokens, at + 1, high)) > at + 1:
            return at + 1, end
    return None


def _leading(tokens: list[Token], at: int, low: int, high: int) -> Cue | None:
    word, end = tokens[at].text.lower(), whole_phrase(tokens, at + 1, high)
    if at + 1 < high and tokens[at + 1].text in ("er", "sie"):
        end = at + 2
    noun = _source_noun(tokens, at + 1, end)
    aside = tokens[at].text == "so" and (at == low or tokens[at - 1].text in ",–")
    fits = {"laut": True, "gemäß": True, "so": aside, "nach": bool(noun)}.get(word, False)
    if end == at + 1 or not fits:
        return None
    shown = f"{word} {noun}" if word == "nach" else word
    return Cue(shown, _whose(tokens, at + 1, end), "qc", at, end)


def _trailing(tokens: list[Token], at: int, low: int) -> Cue | None:
    word = tokens[at].text
    for start in range(max(low, at - 12), at if word in ("zufolge", "nach") else 0):
        alone = start == at - 1 and tokens[start].text.lower() in ("ihm", "ihr")
        if alone or phrase(tokens, start, at) == at:
            fits = word == "zufolge" or _source_noun(tokens, start, at)
            return Cue(word, _whose(tokens, start, at), "qc", start, at + 1) if fits else None
    return None


def _source_noun(tokens: list[Token], low: int, end: int) -> str:
    nouns = (t.text for t in tokens[low : min(end, low + 5)])
    return next((noun for noun in nouns if kind_of(noun) == "source"), "")


def _whose(tokens: list[Token], low: int, end: int) -> Range:
    """Return the part that names the source: «des Ministers» of «Angaben des Ministers»."""
    if end - low > 1 and tokens[low].text.lower() in grammar("male", "female"):
        return low, low + 1
    noun = next((k for k in range(low, end) if kind_of(tokens[k].text) == "source"), end)
    noun += 1 + (noun + 1 < end and tokens[noun + 1].text in ("von", "vom"))
    return (noun, end) if noun < end else (low, end)


@cache
def _verbs() -> dict[str, list[Verb]]:
    forms: dict[str, list[Verb]] = {}
    columns = ("verb", "particle", "forms", "takes")
    for lemma, particle, written, takes in lexicon.read("speech_verbs", columns):
        verb = Verb(lemma, particle.strip("-"), takes)
        for form in written.split():
            for spelled in {form, verb.particle + form}:
                forms.setdefault(spelled, []).append(verb)
    return forms


@cache
def mood(word: str) -> str:
    """Return "1" or "2" for a form that tells the Konjunktiv, else ""."""
    return lexicon.pairs("konjunktiv", "form", "mood").get(word, "")
