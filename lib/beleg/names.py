"""Document -> mentions of people, organisations, places and products."""

import re
from collections.abc import Callable
from typing import NamedTuple

from beleg import words
from beleg.gazetteer import country_of, folded, match, persons, profile
from beleg.sentences import Document, Token

# «BSUIR», «MIET»: capitals that name an organisation where they are neither a unit nor a headline.
ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,8}|[A-ZÄÖÜ]{2,4}\d{1,2}")
# «AgromaschHolding», «BelGee»: a capital inside a word.
CAMEL = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+[A-ZÄÖÜ]\w+")
# «Iwanowitsch», «Sergejewna», «ogly»: between a given name and a family name.
PATRONYMIC = re.compile(r"\w{2,20}(?:witsch|itsch|owna|ewna|itschna)s?")
# «von», «bin»: inside a person's name.
PARTICLES = frozenset(
    ("von", "van", "de", "der", "bin", "ibn", "al", "el", "da", "di", "du", "dos")
)
# «Astapow», «Gabdullin», «Tschernyschenko»: how names of the region end.
FAMILY = re.compile(
    r"\w{1,20}(?:[oe]w|in|yn|ski|skij|zki|ko|uk|juk|[ij]k|itsch|ez|[oe]wa|ina|yna|skaja|zkaja|jan|"
    r"schwili|dse|ejew|ajew|tow|ij|aj|ej)s?"
)
ADJECTIVE = re.compile(r"\w{3,}e[rnsm]?")
OPENING, CLOSING = frozenset('„“"»«'), frozenset('“”"«»')
# A place name nobody has listed may follow these: «in Dobrusch».
INTO = frozenset(("in", "nach", "aus", "In", "Nach", "Aus"))
HOME = "Belarus"


class Mention(NamedTuple):
    """One entity in the text: plain span, PER, ORG, LOC or PRODUCT, and its canonical name."""

    start: int
    end: int
    type: str
    canonical: str
    generic: bool  # a good named by a common noun («Gasmotoren»), not by a brand
    method: str  # "lexicon", "pattern", "variant" …: how it was found


class Hit(NamedTuple):
    """Mentions found at a token, and the index of the token to go on with."""

    mentions: list[Mention]
    next: int


def find(document: Document) -> list[Mention]:
    """Return the mentions in the body, in order of the text, none overlapping another."""
    tokens = document.tokens
    found: list[Mention] = []
    loose: list[int] = []
    at = 0
    while at < len(tokens):
        if tokens[at].text[0].isupper():
            hit = _read(tokens, at)
            if hit:
                found += hit.mentions
                at = hit.next
                continue
            loose.append(at)
        at += 1
    return _settle(document, found, loose)


def _read(tokens: list[Token], at: int) -> Hit | None:
    for reader in READERS:
        if hit := reader(tokens, at):
            return hit
    return None


def _region(tokens: list[Token], at: int) -> Hit | None:
    """Read «Gebiet Uljanowsk», «Republik Tatarstan», «Stadt Minsk»."""
    kinds = profile(tokens[at].text).kinds
    if not kinds & {"place_before", "place_title"} or not _follows(tokens, at):
        return None
    listed = match(tokens, at + 1)
    if match(tokens, at) or (listed and listed[0].type != "LOC"):
        return None
    if listed:
        name, stop = listed[0].canonical, listed[1]
    elif _unknown(tokens[at + 1].text) and not profile(tokens[at + 1].text).kinds:
        name, stop = tokens[at + 1].text, at + 2
    else:
        return None
    if "place_before" in kinds and not name.startswith(tokens[at].text):
        name = f"{_singular(tokens[at].text)} {name}"
    return Hit([_mention(tokens, at, stop, "LOC", name)], stop)


def _person(tokens: list[Token], at: int) -> Hit | None:
    """Read «Wadim Kostrow», «Xi Jinping», «Wladimir Iwanowitsch Petrow», after a title any two names."""
    known = profile(tokens[at].text)
    listed = match(tokens, at)
    if listed and listed[0].type == "PER" and len(listed[0].words) > 1:
        return Hit(
            [_mention(tokens, at, listed[1], "PER", listed[0].canonical, "lexicon")], listed[1]
        )
    if known.kinds or not (known.gender or _after_title(tokens, at)):
        return None
    if not known.gender and (listed or not _unknown(tokens[at].text)):
        return None
    stop = at + 1
    while stop < len(tokens) and _goes_on(tokens, stop, known.gender):
        stop += 1
    if stop == at + 1 and (known.gender or listed):
        return None
    while tokens[stop - 1].text in PARTICLES:
        stop -= 1
    return Hit([_mention(tokens, at, stop, "PER", _full(tokens, at, stop))], stop)


def _goes_on(tokens: list[Token], at: int, given: str | None) -> bool:
    """Return whether the token belongs to the name that stands before it."""
    token, before = tokens[at], tokens[at - 1]
    if not _adjacent(tokens, at - 1):
        return False
    if token.text in PARTICLES:
        return at + 1 < len(tokens) and tokens[at + 1].text[0].isupper()
    if not token.text[0].isupper() or profile(token.text).kinds:
        return False
    inner = profile(before.text).gender or PATRONYMIC.fullmatch(before.text)
    if given and (inner or before.text in PARTICLES):
        return True
    return _unknown(token.text) and not match(tokens, at)


def _listed(tokens: list[Token], at: int) -> Hit | None:
    """Read a name that stands in a lexicon."""
    found = match(tokens, at)
    if not found:
        return None
    entry, stop = found
    return Hit([_mention(tokens, at, stop, entry.type, entry.canonical, "lexicon")], stop)


def _brand(tokens: list[Token], at: int) -> Hit | None:
    """Read «Marke BELARUS», «Traktoren BELARUS»: a product with a name of its own."""
    before = at - 1 - (at > 1 and tokens[at - 1].text in OPENING)
    if before < 0 or "brand" not in profile(tokens[before].text).kinds:
        return None
    name = tokens[at].text
    if not (name.isupper() and len(name) > 1 or CAMEL.fullmatch(name) or _unknown(name)):
        return None
    return Hit([_mention(tokens, at, at + 1, "PRODUCT", name)], at + 1)


def _office(tokens: list[Token], at: int) -> Hit | None:
    """Read «Industrieministerium», «Staatskomitee für Wissenschaft und Technologien»."""
    if "office" not in profile(tokens[at].text).kinds:
        return None
    stop = _purpose(tokens, at + 1)
    name = " ".join([_singular(tokens[at].text), *(token.text for token in tokens[at + 1 : stop])])
    if name == "Ministerium":
        return None
    country = _country(tokens, at, stop)
    return Hit([_mention(tokens, at, stop, "ORG", f"{name} von {country or '?'}")], stop)


def _headed(tokens: list[Token], at: int) -> Hit | None:
    """Read «Minsker Motorenwerk», «Belarussische Staatliche Universität für Informatik»."""
    stop = at
    while stop < min(at + 5, len(tokens)) and _is_adjective(tokens, stop):
        stop += 1
    if stop == at or stop >= len(tokens) or not _follows(tokens, stop - 1):
        return None
    if not profile(tokens[stop].text).kinds & {"org_end", "office"}:
        return None
    if stop == at + 1 and _begins(tokens, at) and not _is_proper(tokens[at].text):
        return None
    end = _purpose(tokens, stop + 1)
    return Hit([_mention(tokens, at, end, "ORG", _nominative(tokens, at, stop, end))], end)


def _introduced(tokens: list[Token], at: int) -> Hit | None:
    """Read «Konzern Belneftechim», «Industriepark „Great Stone“», «Raffinerie Mosyr»."""
    kinds = profile(tokens[at].text).kinds
    if not kinds & {"org_before", "org_with"} or at + 1 >= len(tokens):
        return None
    first = at + 1
    if tokens[first].text in OPENING:
        stop = first + 1
        while stop < min(first + 7, len(tokens)) and tokens[stop].text not in CLOSING:
            stop += 1
        if stop == first + 1 or stop >= len(tokens) or tokens[stop].text not in CLOSING:
            return None
        return Hit([_named(tokens, first + 1, stop)], stop + 1)
    if not _adjacent(tokens, at):
        return None
    listed = match(tokens, first)
    if "org_with" in kinds and (
        listed or _is_acronym(tokens, first) or _unknown(tokens[first].text)
    ):
        stop = listed[1] if listed else first + 1
        name = (
            f"{_singular(tokens[at].text)} {listed[0].canonical if listed else tokens[first].text}"
        )
        if _is_acronym(tokens, first):
            name = tokens[first].text
        return Hit([_mention(tokens, at, stop, "ORG", name)], stop)
    if listed or not tokens[first].text[0].isupper():
        return None
    stop = first
    while (
        stop < min(first + 3, len(tokens))
        and _adjacent(tokens, stop - 1)
        and (CAMEL.fullmatch(tokens[stop].text) or _unknown(tokens[stop].text))
    ):
        stop += 1
    return Hit([_named(tokens, first, stop)], stop) if stop > first else None


def _compound(tokens: list[Token], at: int) -> Hit | None:
    """Read the parts of «MTZ-Traktoren», «BelTA-Korrespondent», «Amkodor-Maschinen»."""
    token = tokens[at]
    prefix, hyphen, rest = token.text.partition("-")
    if not hyphen or not prefix or not rest or "never" in profile(prefix).kinds:
        return None
    first = Token(token.start, token.start + len(prefix), prefix, token.sentence)
    listed = match([first], 0)
    named = (
        (listed and listed[0].type == "ORG") or _is_acronym([first], 0) or CAMEL.fullmatch(prefix)
    )
    if not named:
        return None
    name = listed[0].canonical if listed else prefix
    if rest[0].isdigit():
        return Hit([_mention(tokens, at, at + 1, "PRODUCT", token.text)], at + 1)
    last = Token(first.end + 1, token.end, rest, token.sentence)
    place = match([last], 0)
    if (place and place[0].type == "LOC") or (_unknown(rest) and not profile(rest).good):
        return Hit([_mention(tokens, at, at + 1, "ORG", token.text)], at + 1)
    mentions = [Mention(first.start, first.end, "ORG", name, False, "compound")]
    if good := profile(rest).good:
        mentions.append(
            Mention(last.start + good[0], last.end, "PRODUCT", good[1], True, "lexicon")
        )
    return Hit(mentions, at + 1)


def _acronym(tokens: list[Token], at: int) -> Hit | None:
    """Read «BSUIR», «AgromaschHolding»."""
    text = tokens[at].text
    if not (_is_acronym(tokens, at) or CAMEL.fullmatch(text)):
        return None
    return Hit([_mention(tokens, at, at + 1, "ORG", text)], at + 1)


def _place(tokens: list[Token], at: int) -> Hit | None:
    """Read the unlisted place of «in Dobrusch»."""
    if at == 0 or tokens[at - 1].text not in INTO or _follows(tokens, at):
        return None
    if not _unknown(tokens[at].text) or profile(tokens[at].text).gender:
        return None
    return Hit([_mention(tokens, at, at + 1, "LOC", tokens[at].text)], at + 1)


def _good(tokens: list[Token], at: int) -> Hit | None:
    """Read a good named by a common noun: «Gasmotoren»."""
    good = profile(tokens[at].text).good
    if not good:
        return None
    token = tokens[at]
    return Hit([Mention(token.start, token.end, "PRODUCT", good[1], True, "lexicon")], at + 1)


READERS: tuple[Callable[[list[Token], int], Hit | None], ...] = (
    _region, _brand, _person, _listed, _headed, _introduced, _office, _compound, _acronym, _place, _good,
)  # fmt: skip


def _settle(document: Document, found: list[Mention], loose: list[int]) -> list[Mention]:
    """Give surnames, abbreviations and regions the canonical name the article gives them."""
    tokens = document.tokens
    full = _full_names(found)
    for at in loose:
        token = tokens[at]
        name = full.get(folded(token.text)) or full.get(folded(token.text.removesuffix("s")))
        if name:
            found.append(Mention(token.start, token.end, "PER", name, False, "surname"))
    found.sort()
    known = _synonyms(document.text, found)
    return [_canonical(mention, full, known) for mention in found]


def _full_names(found: list[Mention]) -> dict[str, str]:
    """Return the canonical full name by the folded full name and by the folded surname."""
    names: dict[str, str] = {}
    for mention in found:
        if mention.type == "PER" and " " in mention.canonical:
            key = folded(mention.canonical)
            name = persons().get(key) or names.setdefault(key, mention.canonical)
            names[key] = name
            names.setdefault(folded(name.split()[-1]), name)
            if profile(name.split()[0]).gender == "-":
                names.setdefault(folded(name.split()[0]), name)
    return names


def _synonyms(text: str, found: list[Mention]) -> dict[tuple[str, str], str]:
    """Return canonical names by (type, name): «Gorkier Automobilwerk (GAZ)», «Gebiet Uljanowsk»."""
    known: dict[tuple[str, str], str] = {}
    for mention, after in zip(found, found[1:], strict=False):
        if mention.type == after.type == "ORG" and text[mention.end : after.start] == " (":
            listed = mention.method == "lexicon" and after.method != "lexicon"
            name = mention.canonical if listed else after.canonical
            known["ORG", mention.canonical] = known["ORG", after.canonical] = name
    for mention in found:
        head, _, name = mention.canonical.partition(" ")
        if mention.type == "LOC" and head in ("Gebiet", "Region") and name:
            known.setdefault(("LOC", name), mention.canonical)
        office, _, country = mention.canonical.partition(" von ")
        if mention.type == "ORG" and country and country != "?":
            known.setdefault(("ORG", f"{office} von ?"), mention.canonical)
    return known


def _canonical(
    mention: Mention, full: dict[str, str], known: dict[tuple[str, str], str]
) -> Mention:
    name = mention.canonical
    if mention.type == "PER":
        name = full.get(folded(name)) or full.get(folded(name.removesuffix("s"))) or name
    name = known.get((mention.type, name), name)
    return mention._replace(canonical=name.replace(" von ?", f" von {HOME}"))


def _mention(  # noqa: PLR0913 - a span, what it is, and how it was found
    tokens: list[Token], at: int, stop: int, kind: str, name: str, method: str = "pattern"
) -> Mention:
    return Mention(tokens[at].start, tokens[stop - 1].end, kind, name, False, method)


def _named(tokens: list[Token], at: int, stop: int) -> Mention:
    """Return the organisation that a head introduces, by its listed name if it has one."""
    listed = match(tokens, at)
    name = listed[0].canonical if listed and listed[1] == stop else None
    return _mention(tokens, at, stop, "ORG", name or " ".join(t.text for t in tokens[at:stop]))


def _full(tokens: list[Token], at: int, stop: int) -> str:
    names = [token.text for token in tokens[at:stop]]
    if FAMILY.fullmatch(names[-1]) and names[-1].endswith("s"):
        names[-1] = names[-1][:-1]
    return " ".join(names)


def _singular(word: str) -> str:
    """Return «Gebiet» for «Gebiets», «Gebiete»; «Industrieministerium» for its genitive."""
    for ending in ("es", "s", "en", "e"):
        stem = word.removesuffix(ending)
        if stem != word and profile(stem).kinds:
            return stem
    return word


def _nominative(tokens: list[Token], at: int, head: int, stop: int) -> str:
    lemma = _singular(tokens[head].text)
    masculine = lemma.lower().endswith(
        ("rat", "fonds", "konzern", "verband", "bund", "hof", "park")
    )
    feminine = words.tag(lemma) and lemma.lower().endswith(
        (
            "bank",
            "bahn",
            "fabrik",
            "tät",
            "ie",
            "union",
            "kammer",
            "tur",
            "ung",
            "schaft",
            "ion",
            "kasse",
        )
    )
    ending = "er" if masculine else "e" if feminine else "es"
    adjectives = [
        token.text
        if token.text.endswith("er") and not feminine and lemma
        else re.sub(r"e[rnsm]?$", ending, token.text)
        for token in tokens[at:head]
    ]
    return " ".join([*adjectives, lemma, *(token.text for token in tokens[head + 1 : stop])])


def _purpose(tokens: list[Token], at: int) -> int:
    """Return where «für Wissenschaft und Technologien» ends, or `at` if nothing of the kind stands there."""
    if at + 1 >= len(tokens) or tokens[at].text != "für" or not tokens[at + 1].text[0].isupper():
        return at
    stop = at + 2
    while (
        stop + 1 < len(tokens)
        and tokens[stop].text in ("und", ",")
        and tokens[stop + 1].text[0].isupper()
    ):
        stop += 2
    return stop


def _country(tokens: list[Token], at: int, stop: int) -> str | None:
    """Return whose ministry it is: «das belarussische …», «… Kasachstans», «… von Tatarstan»."""
    for token in tokens[max(0, at - 3) : at]:
        if country := country_of(token.text):
            return country
    after = stop + (stop < len(tokens) and tokens[stop].text in ("von", "der"))
    listed = match(tokens, after) if after < len(tokens) else None
    return listed[0].canonical if listed and listed[0].kind in ("country", "region") else None


def _after_title(tokens: list[Token], at: int) -> bool:
    return at > 0 and _adjacent(tokens, at - 1) and profile(tokens[at - 1].text).title


def _is_adjective(tokens: list[Token], at: int) -> bool:
    text = tokens[at].text
    return text[0].isupper() and ADJECTIVE.fullmatch(text) is not None and not profile(text).title


def _is_proper(adjective: str) -> bool:
    """Return whether an adjective at a sentence's start may begin a name: «Belarussische», «Minsker»."""
    return adjective.endswith("er") and len(adjective) > 5 or country_of(adjective) is not None


def _is_acronym(tokens: list[Token], at: int) -> bool:
    text = tokens[at].text
    if not ACRONYM.fullmatch(text) or "never" in profile(text).kinds:
        return False
    around = tokens[max(0, at - 1) : at] + tokens[at + 1 : at + 2]
    return not any(token.text.isupper() and len(token.text) > 3 for token in around)


def _unknown(word: str) -> bool:
    """Return whether a capitalised word stands in no dictionary: a name, as far as we can see."""
    known = profile(word)
    return (
        word[0].isupper()
        and not (known.title or known.good or known.kinds or known.gender == "-")
        and (
            FAMILY.fullmatch(word) is not None
            and words.tag(word) == "NE"
            or words.tag(word) == "NE"
        )
    )


def _begins(tokens: list[Token], at: int) -> bool:
    return (
        at == 0
        or tokens[at - 1].sentence != tokens[at].sentence
        or not tokens[at - 1].text[0].isalnum()
    )


def _follows(tokens: list[Token], at: int) -> bool:
    """Return whether another capitalised word stands right behind."""
    return at + 1 < len(tokens) and _adjacent(tokens, at) and tokens[at + 1].text[0].isupper()


def _adjacent(tokens: list[Token], at: int) -> bool:
    """Return whether only one space stands between a token and the next, in one sentence."""
    after = at + 1
    return (
        after < len(tokens)
        and tokens[after].start == tokens[at].end + 1
        and tokens[after].sentence == tokens[at].sentence
    )
