"""Document -> mentions of people, organisations, places and products."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from beleg import words
from beleg.gazetteer import country_of, folded, kinds_of, match, persons, profile, singular
from beleg.sentences import Document, Token

# «BSUIR», «MIET»: capitals that name an organisation where they are neither a unit nor a headline.
ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,8}\d?")
# «AgromaschHolding», «BelGee»: a capital inside a word.
CAMEL = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+[A-ZÄÖÜ]\w+")
# «Belarussischen», «Minsker», «Belarussisch-Usbekisches»
ADJECTIVE = re.compile(r"[\w-]{3,}e[rnsm]?")
# An adjective in «-er» that has further endings; «Minsker» has none.
INFLECTED = re.compile(r"(?:isch|lich|ig|al|ell|iv|ar|är|ent|frei|vereint|oberst)er", re.IGNORECASE)
# «Iwanowitsch», «Sergejewna»: between a given name and a family name.
PATRONYMIC = re.compile(r"\w{2,20}(?:[oe]witsch|[nlkmt]itsch|[oe]wna|itschna)s?")
# «Astapows», «Gabdullins»: after these endings an s is a genitive.
GENITIVE = re.compile(
    r"\w{2,20}(?:[oe]w|in|ko|ski|[aeou]k|itsch|[aeoi]|jan|ij|[aeo]j|l|r|n|t|d|g)s"
)
PARTICLES = frozenset(
    ("von", "van", "de", "der", "bin", "ibn", "al", "el", "da", "di", "du", "dos")
)
OPENING, CLOSING = frozenset('„“"»«'), frozenset('“”"«»')
# A place nobody has listed may follow these: «in Dobrusch».
INTO = frozenset(("in", "nach", "aus", "In", "Nach", "Aus"))
INDEFINITE = frozenset(
    ("ein", "eine", "eines", "einer", "einem", "einen", "neues", "neue", "neuen")
)
# «Beloosjorsk», «Tschaussowo»: how places of the region end.
PLACE = re.compile(r"\w{2,20}(?:sk|itschi|[oe]wo|grad|burg|owka|abad|kent|stan|polje|dorf|stadt)")
# Names joined by these are of one kind: «SUEK und Kusbassrasresugol».
JOINTS = frozenset(("und", ",", "sowie", "oder"))
REGIONS = frozenset(("Gebiet", "Region"))
# «Kempf», «Granier»: words that are names if another sign of a name stands by (see words.is_name).
LIKELY = 1.5
# The agency's own country: whose ministry it is where nothing says whose.
HOME = "Belarus"


class Mention(NamedTuple):
    """One entity in the text: plain span, PER, ORG, LOC or PRODUCT, and its canonical name."""

    start: int
    end: int
    type: str
    canonical: str
    generic: bool  # a good named by a common noun («Gasmotoren»), not by a brand
    method: str  # "lexicon", "pattern", "variant" …: how it was found


Hit = tuple[list[Mention], int]  # what stands at a token, and the token to go on with


def find(document: Document) -> list[Mention]:
    """Return the mentions in the body, in order of the text, none overlapping another."""
    tokens = document.tokens
    found: list[Mention] = []
    loose: list[int] = []
    at = 0
    while at < len(tokens):
        hit = _read(tokens, at) if tokens[at].text[0].isupper() else None
        if hit:
            found += hit[0]
            at = hit[1]
        else:
            if tokens[at].text[0].isupper():
                loose.append(at)
            at += 1
    return _settle(document, found, loose)


def _read(tokens: list[Token], at: int) -> Hit | None:
    for reader in _readers(tokens[at].text, _follows(tokens, at)):
        if hit := reader(tokens, at):
            return hit
    return None


@lru_cache(maxsize=100_000)
def _readers(word: str, followed: bool) -> tuple[Callable[[list[Token], int], Hit | None], ...]:
    """Return what to try at a word, the most telling first; most words are soon done with."""
    known = profile(word)
    kinds = known.kinds
    candidates = (
        (_region, followed and kinds & {"place_before", "place_title"}),
        (_brand, True),
        (_foreign, followed),
        (_place, not (known.entry or known.phrases)),
        (_person, not kinds),
        (_listed, known.entry or known.phrases),
        (_headed, _is_adjective(word)),
        (_introduced, kinds & {"org_before", "org_with"}),
        (_embassy, "embassy" in kinds),
        (_office, kinds & {"office", "body"}),
        (_compound, "-" in word),
        (_acronym, ACRONYM.fullmatch(word) or CAMEL.fullmatch(word)),
        (_good, known.good),
    )
    return tuple(reader for reader, wanted in candidates if wanted)


def _region(tokens: list[Token], at: int) -> Hit | None:
    """Read «Gebiet Uljanowsk», «Republik Tatarstan», «Stadt Minsk»."""
    if match(tokens, at):
        return None
    listed = match(tokens, at + 1)
    if listed and listed[0].type == "LOC":
        name, stop = listed[0].canonical, listed[1]
    elif not listed and _unknown(tokens[at + 1].text):
        name, stop = tokens[at + 1].text, at + 2
    else:
        return None
    head = singular(tokens[at].text)
    if "place_before" in profile(head).kinds and not name.startswith((head, "Gebiet", "Region")):
        name = f"{head} {name}"
    return _hit(tokens, at, stop, "LOC", name)


def _brand(tokens: list[Token], at: int) -> Hit | None:
    """Read «Marke BELARUS», «Traktoren „Kirowez“», «BELARUS 820»: a product with its own name."""
    name = tokens[at].text
    numbered = at + 1 < len(tokens) and tokens[at + 1].text[0].isdigit() and _joined(tokens, at)
    before = at - 1 - (at > 1 and tokens[at - 1].text in OPENING)
    introduced = before >= 0 and "brand" in profile(tokens[before].text).kinds
    if not (introduced and (name.isupper() or CAMEL.fullmatch(name) or _unknown(name))):
        if not (numbered and _is_brand(name)):
            return None
    stop = at + 1 + numbered
    return _hit(tokens, at, stop, "PRODUCT", " ".join(token.text for token in tokens[at:stop]))


def _person(tokens: list[Token], at: int) -> Hit | None:
    """Read «Wadim Kostrow», «Xi Jinping»; after a title any two names, or one that is unknown."""
    known = profile(tokens[at].text)
    listed = match(tokens, at)
    if listed and listed[0].type == "PER" and len(listed[0].words) > 1:
        return _hit(tokens, at, listed[1], "PER", listed[0].canonical, "lexicon")
    new = not known.gender and not listed and _may_begin(tokens, at)
    if not (known.gender or new):
        return None
    stop = at + 1
    while stop < len(tokens) and _goes_on(tokens, at, stop):
        stop += 1
    while tokens[stop - 1].text in PARTICLES:
        stop -= 1
    if stop == at + 1 and (known.gender or not _titled_before(tokens, at)):
        return None
    return _hit(tokens, at, stop, "PER", _full_name(tokens[at:stop]))


def _goes_on(tokens: list[Token], first: int, at: int) -> bool:
    """Return whether the token belongs to the person's name that begins at `first`."""
    text, before = tokens[at].text, tokens[at - 1].text
    if not _joined(tokens, at - 1):
        return False
    if text in PARTICLES:
        return at < first + 3 and (profile(before).gender is not None or before in PARTICLES)
    if not text[0].isupper() or profile(text).kinds or profile(text).title:
        return False
    if profile(before).gender or PATRONYMIC.fullmatch(before) or before in PARTICLES:
        return True
    return at < first + 3 and not match(tokens, at) and _unknown(text, LIKELY)


def _listed(tokens: list[Token], at: int) -> Hit | None:
    """Read a name that stands in a lexicon."""
    if not (found := match(tokens, at)):
        return None
    entry, stop = found
    if entry.type == "ORG" and entry.kind == "university":
        stop = _purpose(tokens, stop)
    return _hit(tokens, at, stop, entry.type, entry.canonical, "lexicon")


def _headed(tokens: list[Token], at: int) -> Hit | None:
    """Read «Minsker Motorenwerk», «Belarussische Staatliche Universität für Informatik»."""
    head = at
    while head < min(at + 5, len(tokens) - 1) and _is_adjective(tokens[head].text):
        head += 1
    if head == at or not _joined(tokens, head - 1):
        return None
    if not profile(tokens[head].text).kinds & {"org_end", "office"}:
        return None
    if head == at + 1 and _begins(tokens, at) and not _is_proper(tokens[at].text):
        return None
    stop = _purpose(tokens, head + 1)
    if stop < len(tokens) and tokens[stop].text in OPENING and _joined(tokens, stop - 1):
        return _marked(tokens, stop)
    if _follows(tokens, stop - 1) and (place := match(tokens, stop)) and place[0].type == "LOC":
        stop = place[1]
    ending = profile(tokens[head].text).ending
    adjectives = [_nominative(token.text, ending) for token in tokens[at:head]]
    rest = [token.text for token in tokens[head + 1 : stop]]
    return _hit(
        tokens, at, stop, "ORG", " ".join([*adjectives, singular(tokens[head].text), *rest])
    )


def _introduced(tokens: list[Token], at: int) -> Hit | None:
    """Read «Konzern Belneftechim», «Industriepark „Great Stone“», «Raffinerie Mosyr»."""
    kinds, first = profile(tokens[at].text).kinds, at + 1
    if first < len(tokens) and tokens[first].text in OPENING:
        return _marked(tokens, first)
    if not _follows(tokens, at):
        return None
    listed, head = match(tokens, first), singular(tokens[at].text)
    if listed:
        if listed[0].type != "LOC" or "org_with" not in profile(head).kinds:
            return None
        return _hit(tokens, at, listed[1], "ORG", f"{head} {listed[0].canonical}")
    stop = first
    while stop < first + 3 and _joined(tokens, stop - 1) and _is_new(tokens, stop):
        stop += 1
    if stop == first:
        return None
    name = " ".join(token.text for token in tokens[first:stop])
    if "org_with" not in kinds:
        return _hit(tokens, first, stop, "ORG", name)
    canonical = name if _is_acronym(tokens, first) else f"{head} {name}"
    return _hit(tokens, at, stop, "ORG", canonical)


def _marked(tokens: list[Token], opening: int) -> Hit | None:
    """Read the name in marks behind «Industriepark»: up to six words."""
    for stop in range(opening + 2, min(opening + 8, len(tokens))):
        if tokens[stop].text in CLOSING:
            name = " ".join(token.text for token in tokens[opening + 1 : stop])
            listed = match(tokens, opening + 1)
            if listed and listed[1] == stop:
                name = listed[0].canonical
            mentions, _ = _hit(tokens, opening + 1, stop, "ORG", name)
            return mentions, stop + 1
    return None


def _office(tokens: list[Token], at: int) -> Hit | None:
    """Read «Industrieministerium», «Industrie- und Handelsministerium», «Agentur für Innovationen»."""
    kinds = profile(tokens[at].text).kinds
    stop = _purpose(tokens, at + 1)
    if stop == at + 1 and ("office" not in kinds or tokens[at].text.startswith("Ministerium")):
        return None
    if at and tokens[at - 1].text in INDEFINITE:
        return None
    name = singular(tokens[at].text)
    first = at
    if [token.text for token in tokens[max(0, at - 2) : at]] == ["-", "und"] and at > 2:
        first = at - 3
        name = f"{tokens[first].text}- und {name}"
    name = " ".join([name, *(token.text for token in tokens[at + 1 : stop])])
    if "office" in kinds:
        name = f"{name} von {_country(tokens, first, stop) or '?'}"
    return _hit(tokens, first, stop, "ORG", name)


def _embassy(tokens: list[Token], at: int) -> Hit | None:
    """Read «belarussische Botschaft in Usbekistan»; «Botschaft» alone may be a message."""
    owner = tokens[at - 1].text if at and country_of(tokens[at - 1].text) else None
    behind = [token.text for token in tokens[at + 1 : at + 3]]
    of_home = behind == ["von", HOME]
    place = at + 2 + 2 * of_home
    where = match(tokens, place) if len(tokens) > place and tokens[place - 1].text == "in" else None
    if not (owner or where or of_home):
        return None
    word = singular(tokens[at].text)
    adjective = _nominative((owner or "belarussische").capitalize(), profile(word).ending)
    name = f"{adjective} {word} in {where[0].canonical if where else '?'}"
    return _hit(tokens, at, at + 1, "ORG", name)


def _compound(tokens: list[Token], at: int) -> Hit | None:
    """Read the parts of «MTZ-Traktoren», «BelTA-Korrespondent», «BELARUS-Traktoren»."""
    token = tokens[at]
    prefix, _, rest = token.text.partition("-")
    if not prefix or not rest or "never" in profile(prefix).kinds:
        return None
    first = Token(token.start, token.start + len(prefix), prefix, token.sentence)
    last = Token(first.end + 1, token.end, rest, token.sentence)
    listed, place = match([first], 0), match([last], 0)
    good = profile(rest).good
    if _is_brand(prefix):
        mentions, _ = _hit([first], 0, 1, "PRODUCT", prefix)
    elif not (listed and listed[0].type == "ORG") and not _is_new([first], 0, by_shape=True):
        return None
    elif rest[0].isdigit():
        return _hit(tokens, at, at + 1, "PRODUCT", token.text)
    elif (place and place[0].type == "LOC") or (not good and _unknown(rest)):
        return _hit(tokens, at, at + 1, "ORG", token.text)
    else:
        mentions, _ = _hit([first], 0, 1, "ORG", listed[0].canonical if listed else prefix)
    if good:
        mentions.append(Mention(last.start, last.end, "PRODUCT", good, True, "lexicon"))
    return mentions, at + 1


def _acronym(tokens: list[Token], at: int) -> Hit | None:
    """Read «BSUIR», «AgromaschHolding»."""
    return (
        _hit(tokens, at, at + 1, "ORG", tokens[at].text)
        if _is_new(tokens, at, by_shape=True)
        else None
    )


def _foreign(tokens: list[Token], at: int) -> Hit | None:
    """Read «Sichuan Airlines», «Zoomlion Belarus Industry»: up to four words, one of them telling."""
    stop = at + 1
    while stop < at + 4 and _follows(tokens, stop - 1):
        stop += 1
    while stop > at + 1 and "org_foreign" not in profile(tokens[stop - 1].text).kinds:
        stop -= 1
    known = profile(tokens[at].text)
    if stop == at + 1 or not (
        known.entry or known.kinds == {"org_foreign"} or _unknown(tokens[at].text, LIKELY)
    ):
        return None
    return _hit(tokens, at, stop, "ORG", " ".join(token.text for token in tokens[at:stop]))


def _place(tokens: list[Token], at: int) -> Hit | None:
    """Read the unlisted place of «in Dobrusch», «aus Welikije Luki»."""
    if at == 0 or tokens[at - 1].text not in INTO:
        return None
    stop = at + 1 + _follows(tokens, at)
    if profile(tokens[at].text).gender or not all(_unknown(t.text) for t in tokens[at:stop]):
        return None
    return _hit(tokens, at, stop, "LOC", " ".join(token.text for token in tokens[at:stop]))


def _good(tokens: list[Token], at: int) -> Hit | None:
    """Read a good named by a common noun: «Gasmotoren»."""
    good = profile(tokens[at].text).good or ""
    return [Mention(tokens[at].start, tokens[at].end, "PRODUCT", good, True, "lexicon")], at + 1


def _settle(document: Document, found: list[Mention], loose: list[int]) -> list[Mention]:
    """Read names that the article itself explains, and give every mention its canonical name."""
    text, tokens = document.text, document.tokens
    full, known = _full_names(found), _synonyms(text, found)
    named = [mention for mention in found if mention.type in ("ORG", "LOC")]
    types = {name: m.type for m in named for name in (m.canonical, text[m.start : m.end])}
    edges = {edge: m.type for m in named for edge in (m.start, m.end)}
    for at in loose:
        token = tokens[at]
        name, kind = _by_name(full, token.text), "PER"
        if not name:
            name, kind = token.text, types.get(token.text) or _guess(tokens, at, edges)
        if kind:
            found.append(Mention(token.start, token.end, kind, name, False, "variant"))
    return sorted(_canonical(mention, full, known) for mention in found)


def _guess(tokens: list[Token], at: int, edges: dict[int, str]) -> str:
    """Return what an unknown name is by its neighbours: «SUEK und Kusbassrasresugol»; "" if unclear."""
    word = tokens[at].text
    before = tokens[at - 1].text if at else ""
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    for joint, other in ((before, at - 2), (behind, at + 2)):
        if joint in JOINTS and 0 <= other < len(tokens):
            edge = tokens[other].end if other < at else tokens[other].start
            if edge in edges and _unknown(word):
                return edges[edge]
    # A common noun has an article: «Sinopharm liefert» has none.
    bare = "beside_org" in kinds_of(before) or _begins(tokens, at)
    if "beside_org" not in kinds_of(before) | kinds_of(behind):
        return ""
    if not _unknown(word, LIKELY if bare else 0.0) or GENITIVE.fullmatch(word + "s"):
        return ""
    return "LOC" if PLACE.fullmatch(word) else "ORG"


def _full_names(found: list[Mention]) -> dict[str, str]:
    """Return the canonical full name by the folded full name and by the folded family name."""
    names: dict[str, str] = {}
    for mention in found:
        if mention.type == "PER" and " " in mention.canonical:
            key = folded(mention.canonical)
            name = persons().get(key) or names.get(key) or mention.canonical
            first, *_, last = name.split()
            names[key] = name
            names.setdefault(folded(first), name)
            names.setdefault(folded(first if profile(first).gender == "-" else last), name)
    return names


def _synonyms(text: str, found: list[Mention]) -> dict[tuple[str, str], str]:
    """Return canonical names by (type, name): «Gorkier Automobilwerk (GAZ)», «Gebiet Uljanowsk»."""
    known: dict[tuple[str, str], str] = {}
    for mention, after in pairwise(found):
        if mention.type == after.type == "ORG" and text[mention.end : after.start] == " (":
            listed = mention.method == "lexicon" and after.method != "lexicon"
            name = (mention if listed else after).canonical
            known["ORG", mention.canonical] = known["ORG", after.canonical] = name
    for mention in found:
        head, _, name = mention.canonical.partition(" ")
        if mention.type == "LOC" and head in REGIONS and name:
            known.setdefault(("LOC", name), mention.canonical)
        for mark in (" von ", " in "):
            office, _, owner = mention.canonical.partition(mark)
            if mention.type == "ORG" and owner and owner != "?":
                known.setdefault(("ORG", f"{office}{mark}?"), mention.canonical)
        if mention.type == "ORG" and "Botschaft in" in mention.canonical:
            known.setdefault(("ORG", "Botschaft"), mention.canonical.replace(" in ?", ""))
    return known


def _canonical(
    mention: Mention, full: dict[str, str], known: dict[tuple[str, str], str]
) -> Mention:
    name = mention.canonical
    if mention.type == "PER":
        first, _, last = name.partition(" ")
        # «Alexander Grigorjewitsch» is addressed by given name and patronymic.
        name = _by_name(full, first if PATRONYMIC.fullmatch(last) else name) or name
    name = known.get((mention.type, name), name)
    return mention._replace(canonical=name.replace(" von ?", f" von {HOME}").replace(" in ?", ""))


def _by_name(full: dict[str, str], name: str) -> str | None:
    return full.get(folded(name)) or full.get(folded(name.removesuffix("s"))) if full else None


def _hit(  # noqa: PLR0913, PLR0917 - a span, what it is, and how it was found
    tokens: list[Token], at: int, stop: int, kind: str, name: str, method: str = "pattern"
) -> Hit:
    return [Mention(tokens[at].start, tokens[stop - 1].end, kind, name, False, method)], stop


def _full_name(tokens: list[Token]) -> str:
    """Return the name without patronymic and genitive: «Wladimir Iwanowitsch Petrows»."""
    names = [token.text for token in tokens]
    if GENITIVE.fullmatch(names[-1]):
        names[-1] = names[-1][:-1]
    if len(names) > 2:
        names[1:-1] = [name for name in names[1:-1] if not PATRONYMIC.fullmatch(name)]
    return " ".join(names)


def _nominative(adjective: str, ending: str) -> str:
    if adjective.endswith("er") and not INFLECTED.search(adjective):
        return adjective
    return re.sub(r"e[rnsm]?$", ending, adjective)


def _purpose(tokens: list[Token], at: int) -> int:
    """Return where «für Wissenschaft und Technologien» ends, or `at` if no such words stand there."""
    if at >= len(tokens) or tokens[at].text != "für" or not _is_noun(tokens, at + 1):
        return at
    stop = at + 2
    while stop < len(tokens) and tokens[stop].text in ("und", ",") and _is_noun(tokens, stop + 1):
        stop += 2
    return stop


def _is_noun(tokens: list[Token], at: int) -> bool:
    if at >= len(tokens) or not tokens[at].text[0].isupper() or match(tokens, at):
        return False
    return not profile(tokens[at].text).kinds and words.tag(tokens[at].text) == "NN"


def _country(tokens: list[Token], at: int, stop: int) -> str | None:
    """Return whose ministry it is: «das belarussische …», «… Kasachstans», «… von Tatarstan»."""
    for token in tokens[max(0, at - 3) : at]:
        if country := country_of(token.text):
            return country
    after = stop + (stop < len(tokens) and tokens[stop].text in ("von", "der"))
    listed = match(tokens, after) if after < len(tokens) else None
    return listed[0].canonical if listed and listed[0].kind in ("country", "region") else None


def _may_begin(tokens: list[Token], at: int) -> bool:
    """Return whether an unlisted name may begin here: one word behind a title, or two anywhere."""
    if _titled_before(tokens, at) and _unknown(tokens[at].text):
        return True
    if not _follows(tokens, at) or (
        at and tokens[at - 1].text in OPENING and _ends(tokens, at + 2)
    ):
        return False
    pair = [token.text for token in tokens[at : at + 2]]
    return (
        any(_unknown(word) for word in pair)
        and all(_unknown(word, LIKELY) for word in pair)
        and not match(tokens, at + 1)
        and not (at and match(tokens, at - 1))
    )


def _titled_before(tokens: list[Token], at: int) -> bool:
    return at > 0 and _joined(tokens, at - 1) and profile(tokens[at - 1].text).title


def _is_adjective(text: str) -> bool:
    return text[0].isupper() and ADJECTIVE.fullmatch(text) is not None and not profile(text).title


def _is_proper(adjective: str) -> bool:
    """Return whether an adjective at a sentence's start may begin a name: «Belarussische», «Minsker»."""
    return country_of(adjective) is not None or (
        adjective.endswith("er") and len(adjective) > 5 and not INFLECTED.search(adjective)
    )


def _is_brand(word: str) -> bool:
    """Return whether a place's name in capitals is a brand: «BELARUS-Traktoren»."""
    return word == HOME.upper()


def _is_acronym(tokens: list[Token], at: int) -> bool:
    text = tokens[at].text
    if not ACRONYM.fullmatch(text) or "never" in profile(text).kinds:
        return False
    around = tokens[max(0, at - 1) : at] + tokens[at + 1 : at + 2]
    return not any(token.text.isupper() and len(token.text) > 3 for token in around)


def _is_new(tokens: list[Token], at: int, *, by_shape: bool = False) -> bool:
    """Return whether a token looks like an organisation's name that no lexicon has."""
    text = tokens[at].text
    shaped = _is_acronym(tokens, at) or CAMEL.fullmatch(text) is not None
    return shaped or (not by_shape and _unknown(text.partition("-")[0], LIKELY))


def _unknown(word: str, margin: float = 0.0) -> bool:
    """Return whether a capitalised word is in no lexicon and a name by its letters."""
    known = profile(word)
    if len(word) < 2 or not word[0].isupper() or known.title or known.good or known.kinds:
        return False
    return known.gender != "-" and all(words.is_name(part, margin) for part in word.split("-"))


def _ends(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text in CLOSING


def _begins(tokens: list[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    return not before or before.sentence != tokens[at].sentence or not before.text[0].isalnum()


def _follows(tokens: list[Token], at: int) -> bool:
    """Return whether another capitalised word stands right behind."""
    return _joined(tokens, at) and tokens[at + 1].text[0].isupper()


def _joined(tokens: list[Token], at: int) -> bool:
    """Return whether only one space stands between a token and the next, in one sentence."""
    if at + 1 >= len(tokens):
        return False
    token, after = tokens[at], tokens[at + 1]
    return after.start == token.end + 1 and after.sentence == token.sentence
