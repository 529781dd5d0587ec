"""Clauses: where a noun phrase ends, which one is the subject of a verb (by word forms alone)."""

import re
from functools import cache, lru_cache

from beleg.reading import lexicon, signs, words
from beleg.reading.gazetteer import profile
from beleg.reading.lexicon import grammar, small_words
from beleg.reading.sentences import Token

Range = tuple[int, int]  # token indices, half-open

# «der», «einem», «unsere», «ihr», «diesen»
DETERMINER = re.compile(
    r"(?:d(?:er|ie|as|es|em|en)|(?:k|m|d|s)?eine?[rsmn]?|(?:uns|ih|dies|jen|jed)e?r?e?[rsmn]?)$",
    re.IGNORECASE,
)
# «belarussische», «stellvertretenden», «2.500», «Minsker»: an attribute inside a noun phrase
ATTRIBUTE = re.compile(r"[a-zäöüß0-9][\w-]{2,40}e[rnsm]?$|\d[\d.,]{0,12}$|[A-ZÄÖÜ]\w{2,30}er$")
CAPITAL = re.compile(r"(?:al|el|an|as|ad)-[A-ZÄÖÜ]|[^\W\d_a-zäöüß]")  # «Lopatin», «al-Dschasira»
# «sagte der Zeitung» is a dative, «sagte der Zeuge» a subject.
FEMININE = re.compile(r"(?:ung|heit|keit|schaft|ion|tät|agentur|presse|zeit|[lr]ie)$")
# «gleichzeitig», «unterdessen», «später»: a capital of these only opens the sentence
ADVERB = re.compile(
    r"(?:lich|ig|isch|end|weise|dem|mals|dings|falls|tens|wärts|äter|rüher|eiter|hin|her|dessen)$"
)
LONGEST = 16  # tokens of the capitals of one noun phrase


def phrase(tokens: list[Token], at: int, stop: int, links: str = "bound") -> int:
    """Return the index after the noun phrase that begins at token `at`; `at` if there is none."""
    end = _core(tokens, at, stop)
    for _ in range(5 if end > at else 0):
        skip = end < stop and tokens[end].text in grammar(links)
        if end >= stop or not (skip or tokens[end].text in grammar("genitive")):
            break
        if skip and end + 1 < stop and profile(tokens[end + 1].text).title:
            break  # «wollte der Präsident vom Direktor wissen»
        longer = _core(tokens, end + skip, stop)
        if longer <= end + skip:
            break
        # «der Minister für Industrie und Handel»
        und = tokens[end].text == "für" and longer + 1 < stop and tokens[longer].text == "und"
        end = _core(tokens, longer + 1, stop) if und and _is_noun(tokens[longer + 1]) else longer
    return end


def whole_phrase(tokens: list[Token], at: int, stop: int) -> int:
    """Return the index after a noun phrase and «, Andrej Lopatin» behind it; `at` if none."""
    short = far = phrase(tokens, at, stop)
    if at < short < stop and tokens[short].text in grammar("link"):
        far = phrase(tokens, at, stop, "link")
    if far > short and signs.is_person(tokens, far - 2):
        return far  # «der Botschafter von Usbekistan in Belarus Anton Hlebow»
    commas = short > at and "," in [token.text for token in tokens[short:stop]]
    for end in (far, short) if commas else ():
        if end + 1 < stop and tokens[end].text == "," and is_capital(tokens[end + 1].text):
            behind = _core(tokens, end + 1, stop)
            closed = behind >= stop or tokens[behind].text in ",.;:"
            if behind - end > 2 and closed and tokens[end + 1].text.lower() not in small_words():
                return behind
    return short


def main_subject(tokens: list[Token], low: int, high: int) -> Range | None:
    """Return the first noun phrase of a sentence that can be its subject."""
    commas = [k + 1 for k in range(low, high) if tokens[k].text == ","][:3]
    later = (next_subject(tokens, at, high) for at in (low, *commas))
    first = _opening(tokens, low, high)
    if first and first[1] + 1 < high and tokens[first[1] + 1].text == "er":
        return first[1] + 1, first[1] + 2  # «Die Gäste trieb er zur Eile an»
    return first or next((who for who in later if who), None)


def subject(tokens: list[Token], low: int, high: int, verb: int) -> Range | None:
    """Return the subject of the verb at `verb`, finite or not, between the tokens low..high."""
    finite = verb
    closed = verb + 1 >= high or tokens[verb + 1].text in ',.:;“”"«»'
    if (closed and not tokens[verb].text.endswith("te")) or tokens[verb].text.startswith("ge"):
        back = range(verb, low - 1, -1)
        finite = next((k for k in back if tokens[k].text in grammar("auxiliary")), verb)
    cluster = verb + 1 < high and tokens[verb + 1].text in grammar("auxiliary")
    if cluster and (verb + 2 >= high or not tokens[verb + 2].text[0].isalnum()):
        closed = True  # «bezeichnet hatte», «gesagt haben»
        finite = verb + 1 if tokens[verb + 1].text not in ("haben", "worden") else finite
    if finite != verb and tokens[finite].text in grammar("passive"):
        return _agent(tokens, low, high)
    last = min(verb, finite)
    whose = (_antecedent(tokens, low, last) or _side_subject(tokens, low, last)) if closed else None
    if whose:
        return whose
    if verb > low + 1 and tokens[verb - 1].text in ("und", "aber", "doch", "sowie"):
        return main_subject(tokens, low, verb - 1)
    behind = next_subject(tokens, finite + 1, high)
    before = subject_before(tokens, low, finite)
    if not before and not behind and tokens[low].text in ("Von", "Zu") and verb - low < 5:
        return low, verb  # «Von der Leyen betonte»
    if before and behind and behind[0] == finite + 1:
        pronoun = tokens[behind[0]].text
        # «Der Plan sei, betonte X, …»: what stands before the comma has its verb already
        next_to = tokens[before[1]].text
        other = tokens[finite - 1].text == "," and (
            next_to in _verbs() or words.tag(next_to).startswith("VV")
        )
        # «Die Stimmung nannte sie gut» has an object first, «Die Direktorin nannte sie gut» not
        thing = tokens[before[0]].text in ("Die", "Das", "Diese", "Dieses")
        thing = thing and not tokens[before[1] - 1].text.endswith("in")
        opening = tokens[low].text.lower()
        side = opening == "wie" or opening in grammar("side")  # «Wie die Agentur meldet, soll X …»
        other = other or (side and tokens[finite - 1].text == ",")
        alone = pronoun in grammar("pronoun") and (pronoun != "sie" or thing)
        if other or alone or _is_object(tokens, before, behind) or _is_dative(tokens, *before):
            return behind
    return before or behind


def _is_object(tokens: list[Token], before: Range, behind: Range) -> bool:
    """Whether a bare noun before a verb is its object: «Unmut äußerte Hlebow über …»."""
    noun, name = tokens[before[0]].text, tokens[behind[0]].text
    bare = before[1] - before[0] == 1 and not profile(noun).title and not signs.unknown(noun)
    return bare and noun[0].isupper() and (name == "der" or signs.unknown(name, signs.LIKELY))


def next_subject(tokens: list[Token], low: int, high: int) -> Range | None:
    """Return the first noun phrase or pronoun behind a verb that can be its subject."""
    at, limit = low, min(high, low + 30)
    while at < limit:
        text = tokens[at].text
        word = text.lower()
        if text in ",.:;(" and at > low:
            return None
        following = tokens[at + 1].text if at + 1 < limit else "."
        if word == "es" and (is_capital(following) or is_determiner(following)):
            at += 1  # «so drückte es der Minister aus»
            continue
        if word in grammar("pronoun"):
            return None if word in ("es", "man") else (at, at + 1)
        skip = word in grammar("preposition")
        oblique = skip or word in grammar("oblique") or _is_dative(tokens, at, high)
        if not oblique and (at > low or not opens_only(tokens, at)):
            end = whole_phrase(tokens, at, high)
            if end > at and (is_capital(text) or text in '„"»«' or is_determiner(text)):
                return at, end
        at = max(phrase(tokens, at + skip, high) if oblique else at, at + 1)
    return None


def subject_before(tokens: list[Token], low: int, verb: int) -> Range | None:
    """Return the noun phrase that opens the clause of the verb at `verb`, asides apart."""
    for index in range(verb - 1, max(low, verb - 40) - 1, -1):
        if tokens[index].text in (",", "und", "aber", "doch", ";", ":", "wie", "–", "sowie"):
            who = _opening(tokens, index + 1, verb)
            if tokens[index].text in ";:":
                return who
            named = tokens[verb - 1].text == "," == tokens[index].text  # «, Anton Hlebow, sagte»
            if who and named and who[1] == verb - 1:
                return who
            if who and who[1] == verb:
                whole = _opening(tokens, low, verb)
                return whole if whole and whole[1] == index else who
    return _opening(tokens, low, verb)


def opens_only(tokens: list[Token], at: int) -> bool:
    """Whether a capital only opens the sentence: «Später sagte …», «Relativierend fügt …»."""
    word = tokens[at].text
    first = at == 0 or tokens[at - 1].sentence != tokens[at].sentence or tokens[at - 1].text in ":„"
    if not first or not is_capital(word) or is_determiner(word):
        return False
    if at + 1 >= len(tokens) or not tokens[at + 1].text[0].islower():
        return False
    low = word.lower()
    adverb = ADVERB.search(low) and words.analyse(low).tag.startswith(("AD", "VV"))
    return low in small_words() or low in _verbs() or bool(adverb)


def is_subject(tokens: list[Token], at: int) -> bool:
    """Whether the noun phrase at `at` can be a subject, by its first word and the one before."""
    before = tokens[at - 1].text.lower() if at else ""
    barred = grammar("oblique", "preposition")
    return tokens[at].text.lower() not in grammar("oblique") and before not in barred


def _opening(tokens: list[Token], at: int, verb: int) -> Range | None:
    while at < verb and tokens[at].text.lower() in _openers():
        at += 1
    word = tokens[at].text.lower() if at < verb else "es"
    if word in grammar("pronoun") or (word in grammar("latter") and at + 1 == verb):
        return (at, at + 1) if word not in ("es", "man") else None
    end = whole_phrase(tokens, at, verb)
    if end == at or word in grammar("oblique", "preposition") or opens_only(tokens, at):
        return None
    while end < verb and tokens[end].text in ("und", "sowie"):  # «Bürgermeister und Senator»
        more = whole_phrase(tokens, end + 1, verb)
        if more == end + 1:
            return None
        end = more
    return None if end < verb and tokens[end].text in ";:" else (at, end)


def _antecedent(tokens: list[Token], low: int, verb: int) -> Range | None:
    """Return «ein Kommentar» of «ein Kommentar, der den Plan als „…“ bezeichnet»."""
    for at in range(verb - 1, max(low + 1, verb - 25), -1):
        if tokens[at - 1].text == ",":
            which = tokens[at].text in ("der", "die", "das", "welcher", "welche", "welches")
            if not which or phrase(tokens, at, verb) == verb:
                return None
            if all(CAPITAL.match(t.text) for t in tokens[at + 1 : at + 3]):
                return next_subject(tokens, at + 1, verb)  # «ein Ziel, das Anton Hlebow …»
            starts = range(max(low, at - 9), at - 1)
            return next(((k, at - 1) for k in starts if phrase(tokens, k, at) == at - 1), None)
    return None


def _side_subject(tokens: list[Token], low: int, verb: int) -> Range | None:
    """Return «die Stadt» of «…, weil die Stadt den Plan als „…“ bezeichnete»."""
    for at in range(verb, max(low, verb - 30) - 1, -1):
        word, opens = tokens[at].text.lower(), at == low or tokens[at - 1].text == ","
        if opens and word in grammar("auxiliary"):  # «…, soll X gesagt haben»: a main clause
            return None
        if opens and (word == "wie" or word in grammar("side", "complement")):
            return next_subject(tokens, at + 1, verb)
    return None


def _agent(tokens: list[Token], low: int, high: int) -> Range | None:
    """Return «Musikkennern» of «werden von Musikkennern als „…“ bezeichnet»."""
    starts = (k + 1 for k in range(low, high - 1) if tokens[k].text in ("von", "vom", "durch"))
    ends = ((at, whole_phrase(tokens, at, high)) for at in starts)
    return next(((at, end) for at, end in ends if end > at), None)


def _is_dative(tokens: list[Token], at: int, high: int) -> bool:
    """Whether «der …» here is a dative: «sagte der Zeitung», «sagte der „Bild am Sonntag“»."""
    if tokens[at].text.lower() not in ("der", "einer") or at + 1 >= high:
        return False
    end = _core(tokens, at, high)
    head = next((t.text for t in tokens[at + 1 : end] if is_capital(t.text)), "")
    quoted = tokens[at + 1].text in '„"»«' or tokens[at].text.lower() == "einer"
    return quoted or bool(FEMININE.search(head))


def _core(tokens: list[Token], at: int, stop: int) -> int:
    """Return the end of determiner, attributes and capitals: «der Berliner Max Muster (SPD)»."""
    if at >= stop or not _may_open(tokens[at].text):
        return at
    end, stop = at, min(stop, at + LONGEST)
    if is_determiner(tokens[end].text):
        end += 1
    while end < stop and is_attribute(tokens[end].text) and not tokens[end].text[0].isupper():
        end += 1 + (end + 1 < stop and tokens[end + 1].text == "-")  # «37-jährige» is three tokens
    begin = end
    while end < stop:
        word = tokens[end].text
        if end > begin and word in ("Das", "Die", "Der", "Er", "Sie"):
            break
        inside = begin < end < stop - 1 and word in grammar("particle")
        doctor = word == "." and tokens[end - 1].text in ("Dr", "Prof")
        if doctor or is_capital(tokens[end + 1].text if inside else word):
            end += 1
        elif word == "und" and begin > at and _titles(tokens, end, stop):
            end += 2
        elif word in '„"»«' or (word in "(“”" and end > begin):
            closing = (k for k in range(end + 1, min(stop, end + 7)) if tokens[k].text in ')“”"«»')
            close = next(closing, None)
            if close is None:
                break
            end = close + 1
        else:
            break
    return end if end > begin else at


def _titles(tokens: list[Token], at: int, stop: int) -> bool:
    """Whether «und» joins adjectives: «der Außerordentliche und Bevollmächtigte Botschafter»."""
    if at + 2 >= stop or not is_capital(tokens[at + 2].text):
        return False
    return all(
        is_capital(t) and t.endswith(("te", "ten", "che", "chen"))
        for t in (tokens[at - 1].text, tokens[at + 1].text)
    )


def _is_noun(token: Token) -> bool:
    return is_capital(token.text) and profile(token.text).gender not in ("m", "f")


@lru_cache(maxsize=30_000)
def _may_open(word: str) -> bool:
    """Whether a noun phrase may begin with a word."""
    return is_capital(word) or is_determiner(word) or is_attribute(word) or word in '„"»«'


@lru_cache(maxsize=30_000)
def is_capital(word: str) -> bool:
    """Whether a word begins like a noun or a name."""
    return CAPITAL.match(word) is not None


@lru_cache(maxsize=30_000)
def is_determiner(word: str) -> bool:
    """Whether a word is an article or stands for one."""
    return DETERMINER.match(word) is not None


@lru_cache(maxsize=30_000)
def is_attribute(word: str) -> bool:
    """Whether a word may stand between an article and its noun."""
    return ATTRIBUTE.match(word) is not None


@cache
def _verbs() -> frozenset[str]:
    return (
        small_words("verb") | grammar("auxiliary") | {*lexicon.pairs("konjunktiv", "form", "mood")}
    )


@cache
def _openers() -> frozenset[str]:
    barred = grammar("pronoun", "preposition", "oblique")
    return frozenset(w for w in small_words() - barred if not is_determiner(w))
