"""Cues of speech: the reporting verb of a clause, its subject, «so X», «laut X», «X zufolge»."""

from functools import cache
from typing import NamedTuple

from beleg import lexicon, people, words
from beleg.people import DETERMINER, OBLIQUE, PREPOSITIONS
from beleg.sentences import Token

AUXILIARIES = frozenset(
    "hat haben habe hatte hatten wird werden wurde wurden ist sind war waren will wollte muss "
    "musste kann konnte soll sollte darf möchte mochte dürfte".split()
)
PASSIVE = frozenset("wird werden wurde wurden worden".split())
NOMINATIVE = frozenset("er sie es man wir ich wer".split())
# Endings of feminine nouns: «sagte der Zeitung» is a dative, «sagte der Zeuge» a subject.
FEMININE = ("ung", "heit", "keit", "schaft", "ion", "tät", "agentur", "presse", "rin", "zeit", "ie")
# «Polizeiangaben», «Medienberichten»
COMPOUNDS = tuple(
    (e, "source") for e in ("angaben", "berichten", "informationen", "auskunft", "bericht")
)
DATIVES = frozenset("ihm ihr ihnen mir uns".split())


# How an unknown verb behind a quote may end («…“, scherzte X»), and an adverb that opens a sentence
VERBAL = ("t", "te", "ten", "en", "ß", "f", "ng", "ch")
ADVERBIAL = (
    "lich",
    "ig",
    "isch",
    "end",
    "weise",
    "dem",
    "mals",
    "dings",
    "falls",
    "s",
    "t",
    "her",
    "äter",
    "rüher",
    "eiter",
)


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
    order = sorted(range(low, high), key=lambda at: abs(at - near + 0.5))
    for at in order:
        verb = _verb(tokens, at, low, high)
        if verb:
            return _reporting(tokens, low, high, at)
    return None


def opening_cue(tokens: list[Token], low: int, high: int) -> Cue | None:
    """Return the cue that opens a stretch: «, sagte X», «, so X», «, hieß es in …», or None."""
    at = low
    while at < high and tokens[at].text in ",–—-;":
        at += 1
    if at >= high:
        return None
    word = tokens[at].text.lower()
    if word == "so" and at + 1 < high and _verb(tokens, at + 1, at, high):
        at, word = at + 1, tokens[at + 1].text
    if word in ("so", "laut", "gemäß", "nach") or tokens[at].text[0].isupper():
        return source_cue(tokens, at, high, at + 1)
    if word == "wie":
        return verb_cue(tokens, at, high, near=high)
    if word in AUXILIARIES:
        return verb_cue(tokens, at, high, near=at)
    verb = _verb(tokens, at, at, high)
    if verb is None and (at == low or not word.endswith(VERBAL)):
        return None
    if verb:
        return _reporting(tokens, at, high, at)
    who = subject(tokens, at, high, at)
    return Cue(tokens[at].text, who, "q", at, at + 1) if who and who[0] <= at + 2 else None


def _reporting(tokens: list[Token], low: int, high: int, at: int) -> Cue | None:
    verb = _verb(tokens, at, low, high)
    if verb is None:
        return None
    who = _cited(tokens, low, high, at) if verb.lemma == "zitieren" else None
    who = who or subject(tokens, low, high, at) or _written_source(tokens, low, high, at)
    return Cue(_words(tokens, at, verb), who, verb.takes, at, at + 1)


def source_cue(tokens: list[Token], low: int, high: int, reach: int) -> Cue | None:
    """Return «so X», «laut X», «nach Angaben von X», «X zufolge» that begins before token `reach`."""
    for at in range(low, min(reach, high)):
        found = _source(tokens, at, high)
        if found:
            return found
    return None


def main_subject(tokens: list[Token], low: int, high: int) -> tuple[int, int] | None:
    """Return the token range of the first noun phrase of a sentence that can be its subject."""
    starts = [low] + [k + 1 for k in range(low, high) if tokens[k].text == ","][:3]
    ways = ((_reaches, _next_subject) if at == low else (_next_subject,) for at in starts)
    tries = (way(tokens, at, high) for at, pair in zip(starts, ways, strict=True) for way in pair)
    return next((who for who in tries if who), None)


def subject(tokens: list[Token], low: int, high: int, verb: int) -> tuple[int, int] | None:
    """Return the token range of the subject of the reporting verb at `verb` in low..high."""
    finite = verb
    text = tokens[verb].text
    if text.startswith("ge") or verb + 1 >= high or tokens[verb + 1].text in ',.:;“”"«»':
        finite = next((k for k in range(verb, low - 1, -1) if tokens[k].text in AUXILIARIES), verb)
    if verb > low + 1 and tokens[verb - 1].text in ("und", "aber", "doch", "sowie"):
        return _reaches(tokens, low, verb) or _next_subject(tokens, low, verb - 1)
    if tokens[finite].text in PASSIVE and finite != verb:
        return _agent(tokens, low, high)
    behind = _next_subject(tokens, finite + 1, high)
    before = _subject_before(tokens, low, finite)
    if behind and before and behind[0] == finite + 1 and _dative_feminine(tokens, *before):
        return behind
    if not before and not behind and tokens[low].text in ("Von", "Zu") and verb - low < 5:
        return low, verb  # «Von der Leyen betonte»
    if behind and behind[0] == finite + 1 and tokens[behind[0]].text in NOMINATIVE:
        return before if before and tokens[behind[0]].text == "sie" else behind
    return before or behind


def _cited(tokens: list[Token], low: int, high: int, verb: int) -> tuple[int, int] | None:
    """Return who is quoted: «Der Sender zitierte den Minister», «wird der Minister zitiert»."""
    passive = next((k for k in range(low, verb) if tokens[k].text in PASSIVE), None)
    if passive is not None:
        return _subject_before(tokens, low, passive) or _next_subject(tokens, passive + 1, high)
    for at in range(verb + 1, min(high, verb + 12)):
        if tokens[at].text in ("den", "einen") and tokens[at - 1].text not in PREPOSITIONS:
            return at, people.phrase(tokens, at, high)
    first = _next_subject(tokens, verb + 1, high)
    if first and not _subject_before(tokens, low, verb):
        return _next_subject(tokens, first[1], high) or first
    return first


def _agent(tokens: list[Token], low: int, high: int) -> tuple[int, int] | None:
    """Return «Musikkennern» of «werden von Musikkennern als „…“ bezeichnet»."""
    for at in range(low, high - 1):
        if tokens[at].text in ("von", "vom", "durch"):
            end = people.phrase(tokens, at + 1, high)
            if end > at + 1:
                return at + 1, people.apposition(tokens, end, high)
    return None


def _next_subject(tokens: list[Token], at: int, high: int) -> tuple[int, int] | None:
    limit = min(high, at + 30)
    begin = at
    while at < limit:
        word = tokens[at].text
        low = word.lower()
        if word in ",.:;(" and at > begin:
            return None
        if low in NOMINATIVE:
            return None if low in ("es", "man") else (at, at + 1)
        if low in PREPOSITIONS or low == "als":
            at = max(people.phrase(tokens, at + 1, high), at + 1)
        elif low in DATIVES:
            at += 1
        elif low in OBLIQUE or _dative_feminine(tokens, at, high):
            at = max(people.phrase(tokens, at, high), at + 1)
        elif (word[0].isupper() or word in '„"»«' or DETERMINER.match(word)) and not (
            at == begin and _opens_only(tokens, at)
        ):
            end = people.phrase(tokens, at, high)
            if end > at:
                return at, people.apposition(tokens, end, high)
            at += 1
        else:
            at += 1
    return None


def _subject_before(tokens: list[Token], low: int, verb: int) -> tuple[int, int] | None:
    """Return the noun phrase that opens the clause and reaches the verb, asides apart."""
    for index in range(verb - 1, max(low, verb - 40) - 1, -1):
        if tokens[index].text in (",", "und", "aber", "doch", ";", ":", "wie", "–", "sowie"):
            who = _reaches(tokens, index + 1, verb, close=True)
            if who:
                begins = _reaches(tokens, low, verb) if tokens[index].text == "," else None
                return begins or who
    return _reaches(tokens, low, verb)


def _reaches(
    tokens: list[Token], at: int, verb: int, *, close: bool = False
) -> tuple[int, int] | None:
    """Return the noun phrase at `at`, if asides alone part it from the verb (`close`: nothing)."""
    while at < verb and tokens[at].text.lower() in _openers():
        at += 1
    if at >= verb or tokens[at].text.lower() in PREPOSITIONS | OBLIQUE:
        return None
    if tokens[at].text.lower() in NOMINATIVE:
        return (at, at + 1) if tokens[at].text.lower() not in ("es", "man") else None
    end = people.phrase(tokens, at, verb)
    if end == at or _opens_only(tokens, at):
        return None
    whole = people.apposition(tokens, end, verb)
    rest = [t.text for t in tokens[whole:verb]]
    if close:
        return (at, whole) if not rest else None
    return None if any(w in ("und", ";", ":") for w in rest[:1]) else (at, whole)


def _opens_only(tokens: list[Token], at: int) -> bool:
    """Whether a capital only opens the sentence: «Später sagte …», «Relativierend fügt …»."""
    word = tokens[at].text
    if not word[0].isupper() or DETERMINER.match(word):
        return False
    first = at == 0 or tokens[at - 1].sentence != tokens[at].sentence or tokens[at - 1].text in ":„"
    if not first or at + 1 >= len(tokens) or not tokens[at + 1].text[0].islower():
        return False
    low = word.lower()
    return low in _small() or (
        low.endswith(ADVERBIAL) and words.analyse(low).tag[:2] in ("AD", "VV")
    )


def _written_source(tokens: list[Token], low: int, high: int, verb: int) -> tuple[int, int] | None:
    """Return «der Mitteilung» of «heißt es in der Mitteilung», «aus Paris hieß es»."""
    if not any(t.text == "es" for t in tokens[max(low, verb - 3) : verb + 3]):
        return None
    for at in [*range(verb + 1, min(high, verb + 12)), *range(low, verb)]:
        if tokens[at].text.lower() in ("in", "im", "auf", "aus", "von", "vom", "bei", "beim"):
            end = people.phrase(tokens, at + 1, high)
            if end > at + 1:
                return at + 1, end
    return None


def _dative_feminine(tokens: list[Token], at: int, high: int) -> bool:
    """Whether «der …» here is a dative: «sagte der Zeitung», «sagte der „Bild am Sonntag“»."""
    if tokens[at].text.lower() not in ("der", "einer") or at + 1 >= high:
        return False
    end = people.phrase(tokens, at, high, frozenset())
    head = next((t.text for t in tokens[at + 1 : end] if t.text[0].isupper()), "")
    return tokens[at + 1].text in '„"»«' or head.endswith(FEMININE) or tokens[at].text == "einer"


def _verb(tokens: list[Token], at: int, low: int, high: int) -> Verb | None:
    text = tokens[at].text
    verbs = _verbs().get(text) if text[0].islower() else None
    if not verbs:
        return None
    # «die interessierten Investoren», «so genannte»: a participle before its noun
    before = tokens[at - 1].text if at else ""
    if DETERMINER.match(before) and text.endswith(("en", "te", "ten")):
        if before.lower() not in ("das", "dies"):
            return None
    for verb in verbs:
        if verb.particle and not text.startswith(verb.particle):
            if _has_particle(tokens, verb.particle, at + 1, min(high, at + 40)):
                return verb
    return next((v for v in verbs if not v.particle or text.startswith(v.particle)), None)


def _has_particle(tokens: list[Token], particle: str, low: int, high: int) -> bool:
    """Whether the particle stands there as one, not as a preposition («sagte X zu Y»)."""
    for at in range(low, high):
        if tokens[at].text == particle:
            after = tokens[at + 1].text if at + 1 < high else "."
            if not after[0].isalnum() or after in ("und", "sowie", "aber", "sich"):
                return True
    return False


def _words(tokens: list[Token], at: int, verb: Verb) -> str:
    text = tokens[at].text
    if tokens[at + 1 : at + 2] and tokens[at + 1].text == "sich":
        text += " sich"
    split = verb.particle and not text.startswith(verb.particle)
    return f"{text} {verb.particle}" if split and verb.lemma != "sich wenden" else text


def _source(tokens: list[Token], at: int, high: int) -> Cue | None:
    word = tokens[at].text.lower()
    if word in ("so", "laut", "gemäß"):
        end = people.phrase(tokens, at + 1, high)
        if at + 1 < high and tokens[at + 1].text in people.PRONOUNS:
            end = at + 2
        end = people.apposition(tokens, end, high) if end > at + 1 else end
        return Cue(word, _whose(tokens, at + 1, end), "qc", at, end) if end > at + 1 else None
    low = at + (word == "nach")
    end = people.phrase(tokens, low, high)
    if word in people.PRONOUNS and at + 1 < high and tokens[at + 1].text == "zufolge":
        return Cue("zufolge", (at, at + 1), "qc", at, at + 2)
    if end == low:
        return None
    noun = next(
        (t.text for t in tokens[low : min(end, low + 5)] if kind_of(t.text) == "source"), ""
    )
    after = tokens[end].text if end < high else ""
    if word == "nach" and noun:
        whole = people.apposition(tokens, end, high)
        return Cue(f"nach {noun}", _whose(tokens, low, whole), "qc", at, whole)
    if after == "zufolge" or (after == "nach" and noun):
        return Cue(after, _whose(tokens, low, end), "qc", at, end + 1)
    return None


def _whose(tokens: list[Token], low: int, end: int) -> tuple[int, int]:
    """Return the part that names the source: «des Ministers» of «Angaben des Ministers»."""
    if tokens[low].text.lower() in people.PRONOUNS and end - low > 1:
        return low, low + 1
    noun = next((k for k in range(low, end) if kind_of(tokens[k].text) == "source"), end)
    noun += 1 + (noun + 1 < end and tokens[noun + 1].text in ("von", "vom"))
    return (noun, end) if noun < end else (low, end)


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
    rows = lexicon.read("small_words", ("word", "kind"))
    return frozenset(word for word, kind in rows if kind == "small")


@cache
def _openers() -> frozenset[str]:
    return (
        _small()
        - {w for w in _small() if DETERMINER.match(w)}
        - NOMINATIVE
        - PREPOSITIONS
        - OBLIQUE
    )
