"""What stands around a token and what its letters say: the signs by which names are known."""

import re
from functools import cache, lru_cache

from beleg.reading import lexicon, words
from beleg.reading.gazetteer import country_of, is_town, match, profile, words_of
from beleg.reading.sentences import Token

# «BSUIR», «MIET»: capitals that name an organisation where they are neither a unit nor a headline.
ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,8}\d?")
# «AgromaschHolding», «BelGee»: a capital inside a word.
CAMEL = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+[A-ZÄÖÜ]\w+")
# «Belarussischen», «Minsker», «Belarussisch-Usbekisches», «innovative»
ADJECTIVE = re.compile(r"[\w-]{3,40}e[rnsm]?")
# An adjective in «-er» that has further endings; «Minsker» has none.
INFLECTED = re.compile(r"(?:isch|lich|ig|al|ell|iv|ar|är|ent|frei|vereint|oberst)er", re.IGNORECASE)
# «Iwanowitsch», «Sergejewna»: between a given name and a family name.
PATRONYMIC = re.compile(r"\w{2,20}(?:[oe]witsch|[nlkmt]itsch|[oe]wna|itschna)s?")
# «Astapow», «Petrowas»: family names by their ends; an s behind them is a genitive, that of «Glas»
# is none.
FAMILY = re.compile(
    r"\w{2,20}(?:[oe]wa?|[^aeiou]ina?|ko|sk[iy]|skaja|[aeou]k|itsch|jan|ij|[aeo]j|ng|dse|sade|li|[nm]an)s?"
)
# «Beloosjorsk», «Tschaussowo»: places of the region by their ends.
PLACE = re.compile(
    r"\w{2,20}(?:sk|itschi|[oe]wo|ino|grad|burg|owka|abad|kent|stan|polje|dorf|stadt)"
)
NATIONAL = re.compile("Bel(?!j)[a-zäöü]{3,}")  # «Belinvestbank», «Belkard»
# «von», «bin»: inside a person's name.
PARTICLES = frozenset(
    {"von", "van", "de", "der", "bin", "ibn", "al", "el", "da", "di", "du", "dos"}
)
ARTICLED = re.compile("(?:al|el|as|ad|an|ar)-[A-ZÄÖÜ]")  # an Arabic family name
OPENING, CLOSING = frozenset('„“"»«'), frozenset('“”"«»')
# «Kempf», «Granier»: words that are names if another sign of a name stands by (see words.is_name).
LIKELY = 1.5


def joined(tokens: list[Token], at: int) -> bool:
    """Return whether only one space stands between a token and the next, in one sentence."""
    if at + 1 >= len(tokens):
        return False
    token, after = tokens[at], tokens[at + 1]
    return after.start == token.end + 1 and after.sentence == token.sentence


def follows(tokens: list[Token], at: int) -> bool:
    """Return whether another capitalised word, or «al-Haschimi», stands right behind."""
    word = tokens[at + 1].text if at + 1 < len(tokens) else "."
    named = word[0].isupper() or (word[2:3] == "-" and ARTICLED.match(word) is not None)
    return named and joined(tokens, at)


def begins(tokens: list[Token], at: int) -> bool:
    """Return whether a sentence, a quote or a clause begins at a token."""
    before = tokens[at - 1] if at else None
    return not before or before.sentence != tokens[at].sentence or not before.text[0].isalnum()


def ends(tokens: list[Token], at: int) -> bool:
    """Return whether a closing mark stands there."""
    return at < len(tokens) and tokens[at].text in CLOSING


def unknown(word: str, margin: float = 0.0) -> bool:
    """Return whether a capitalised word is in no lexicon and a name by its letters."""
    known = profile(word)
    if len(word) < 2 or not word[0].isupper() or known.title or known.good or known.kinds:
        return False
    if word.lower() in lexicon.small_words():  # «Den Motor»
        return False
    return known.gender != "-" and words.is_name(word.rpartition("-")[2], margin)


def is_acronym(tokens: list[Token], at: int) -> bool:
    """Return whether a token is «BSUIR», no unit, and in no line of capitals."""
    text = tokens[at].text
    if not ACRONYM.fullmatch(text) or "never" in profile(text).kinds:
        return False
    around = tokens[max(0, at - 1) : at] + tokens[at + 1 : at + 2]
    return not any(token.text.isupper() and len(token.text) > 3 for token in around)


def is_new(tokens: list[Token], at: int, *, by_shape: bool = False) -> bool:
    """Return whether a token looks like an organisation's name that no lexicon has."""
    text = tokens[at].text
    shaped = is_acronym(tokens, at) or CAMEL.fullmatch(text) is not None or is_syllabic(text)
    return shaped or (not by_shape and unknown(text.partition("-")[0], LIKELY))


def is_shaped(text: str) -> bool:
    """Return whether the letters of a word may be an organisation's: «BSUIR», «BelGee»."""
    by_case = ACRONYM.fullmatch(text) or CAMEL.fullmatch(text)
    return by_case is not None or is_syllabic(text)


@lru_cache(maxsize=30_000)
def is_syllabic(text: str) -> bool:
    """Return whether an unlisted word is made like a company's name: «Pskowstroi», «Belzan»."""
    if profile(text).listed:
        return False
    ends = {text[start:] for start in range(max(2, len(text) - 12), len(text) - 2)}
    told = not words_of("syllable").isdisjoint(ends)
    behind = [text[start:] for start in range(4, min(15, len(text) - 2)) if is_town(text[:start])]
    by_town = any(told or profile(end.capitalize()).good for end in behind)
    national = bool(NATIONAL.fullmatch(text) and not (FAMILY.fullmatch(text) or is_place(text)))
    return by_town or (told and national) or ((told or national) and unknown(text))


def is_place(text: str) -> bool:
    """Return whether an unlisted name ends as a place does: «Beloosjorsk»."""
    return PLACE.fullmatch(text) is not None


def is_coined(text: str) -> bool:
    """Return whether a word that looks like a noun is in no dictionary: «Firma Orbita»."""
    known = profile(text)
    listed = known.listed or known.gender
    return text[0].isupper() and not listed and words.is_unseen(text)


def is_odd(text: str) -> bool:
    """Return whether a capitalised word is no German noun: «Liyuan», «Temir»."""
    return unknown(text) or is_coined(text) or profile(text).gender is not None


def is_adjective(text: str) -> bool:
    """Return whether a capitalised word has the form of an adjective: «Oberster», «Minsker»."""
    if not text[0].isupper() or not ADJECTIVE.fullmatch(text):
        return False
    return not profile(text).title and "org_before" not in profile(text).kinds


def is_proper(adjective: str) -> bool:
    """Return whether an adjective at a sentence's start may begin a name: «Minsker»."""
    return country_of(adjective) is not None or (len(adjective) > 5 and is_local(adjective))


def is_local(adjective: str) -> bool:
    """Return whether an adjective is made of a place and has no endings: «Minsker», «Uraler»."""
    if not adjective.endswith("er"):
        return False
    return (
        not INFLECTED.search(adjective) or profile(adjective.removesuffix("er")).entry is not None
    )


def is_traded(tokens: list[Token], at: int) -> bool:
    """Return whether the words around «Lkw» in its sentence tell of making or trade."""
    sentence = tokens[at].sentence
    around = (t.text for t in tokens[max(0, at - 40) : at + 41] if t.sentence == sentence)
    return _traded().search(" ".join(around).lower()) is not None


@cache
def _traded() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words_of("traded"))))


def titled_before(tokens: list[Token], at: int) -> bool:
    """Return whether a title stands right before a token: «Minister»."""
    return at > 0 and joined(tokens, at - 1) and profile(tokens[at - 1].text).title


def may_begin(tokens: list[Token], at: int) -> bool:
    """Return whether an unlisted name may begin here: one word behind a title, or two anywhere."""
    if titled_before(tokens, at) and unknown(tokens[at].text):
        return not ACRONYM.fullmatch(tokens[at].text) and not is_syllabic(tokens[at].text)
    if not follows(tokens, at) or (at and tokens[at - 1].text in OPENING and ends(tokens, at + 2)):
        return False
    pair = [token.text for token in tokens[at : at + 2]]
    # «die Parkwartin Olga Krug»: the name begins with the given name.
    if profile(pair[1]).gender in ("m", "f") and follows(tokens, at + 1):
        return False
    led = is_led(tokens, at)
    return (
        any(unknown(word) for word in pair)
        and all(unknown(word, LIKELY) or (led and is_coined(word)) for word in pair)
        and not match(tokens, at + 1)
        and (led or not (at and match(tokens, at - 1)))
    )


def is_person(tokens: list[Token], at: int) -> bool:
    """Return whether a person is named at a token behind an office: «Chef des Werks Olga Krug»."""
    if profile(tokens[at].text).gender:
        return True
    pair = follows(tokens, at) and all(unknown(token.text) for token in tokens[at : at + 2])
    return pair and is_led(tokens, at)


def is_led(tokens: list[Token], at: int) -> bool:
    """Return whether a title leads up to a token: «der Leiter der Vertretung in Minsk»."""
    at -= at > 0 and tokens[at - 1].text == ","
    links = lexicon.grammar("link", "genitive")
    for before in reversed(tokens[max(0, at - 12) : at]):
        known = profile(before.text)
        if known.title or before.sentence != tokens[at].sentence:
            return known.title
        inside = before.text[0].isupper() or before.text == "und" or before.text in links
        if not (inside or ADJECTIVE.fullmatch(before.text)):
            return False
    return False


def goes_on(tokens: list[Token], first: int, at: int) -> bool:
    """Return whether the token belongs to the person's name that begins at `first`."""
    text, before = tokens[at].text, tokens[at - 1].text
    if not joined(tokens, at - 1):
        return False
    if text in PARTICLES:
        return at < first + 3 and (profile(before).gender is not None or before in PARTICLES)
    if ARTICLED.match(text):
        return True
    if not text[0].isupper() or profile(text).kinds or profile(text).title:
        return False
    if profile(before).gender or PATRONYMIC.fullmatch(before) or before in PARTICLES:
        return True
    listed = match(tokens, at)
    return at < first + 3 and (not listed or listed[0].type == "PER") and unknown(text, LIKELY)


def purpose(tokens: list[Token], at: int) -> int:
    """Return where «für Wissenschaft und neue Technik» ends; `at` if nothing such is there."""
    if at >= len(tokens) or tokens[at].text != "für":
        return at
    stop = far = _noun(tokens, at + 1)
    # «für Investitionen, Industrie und Handel»: only «und» says that a comma went on with the name.
    while far < len(tokens) and tokens[far].text in ("und", ","):
        after = _noun(tokens, far + 1)
        if after == far + 1:
            break
        stop = after if tokens[far].text == "und" else stop
        far = after
    return at if stop == at + 1 else stop


def _noun(tokens: list[Token], at: int) -> int:
    """Return the token behind a common noun with or without an adjective; `at` without noun."""
    noun = at
    if at + 1 < len(tokens) and tokens[at].text.islower() and ADJECTIVE.fullmatch(tokens[at].text):
        noun = at + 1
    if noun >= len(tokens) or not tokens[noun].text[0].isupper() or match(tokens, noun):
        return at
    known = profile(tokens[noun].text)
    if known.kinds - {"branch"} or known.title or words.tag(tokens[noun].text) != "NN":
        return at
    return noun + 1


def country(tokens: list[Token], at: int, stop: int) -> str | None:
    """Return whose ministry it is: «das belarussische …», «… Kasachstans», «… von Tatarstan»."""
    for token in tokens[max(0, at - 3) : at]:
        if country := country_of(token.text):
            return country
    after = stop + (stop < len(tokens) and tokens[stop].text in ("von", "der"))
    listed = match(tokens, after) if after < len(tokens) else None
    return listed[0].canonical if listed and listed[0].kind in ("country", "region") else None


def nominative(adjective: str, ending: str) -> str:
    """Return «Belarussische» for «Belarussischen» before a noun; «Minsker» stays."""
    if is_local(adjective):
        return adjective
    return re.sub(r"e[rnsm]?$", ending, adjective)


def full_name(tokens: list[Token]) -> str:
    """Return the name without patronymic and genitive: «Wladimir Iwanowitsch Petrows»."""
    names = [token.text for token in tokens]
    if FAMILY.fullmatch(names[-1]):
        names[-1] = names[-1].removesuffix("s")
    if len(names) > 2:
        names[1:-1] = [name for name in names[1:-1] if not PATRONYMIC.fullmatch(name)]
    return " ".join(names)
