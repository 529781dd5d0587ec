"""Document -> mentions of people, organisations, places and products."""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from beleg import signs
from beleg.gazetteer import country_of, folded, kinds_of, match, persons, profile, singular
from beleg.sentences import Document, Token
from beleg.signs import CLOSING, OPENING

# A place nobody has listed may follow these: «in Dobrusch».
INTO = frozenset({"in", "nach", "aus", "In", "Nach", "Aus"})
# «eine Agentur für Tourismus» is none that exists.
INDEFINITE = frozenset({"ein", "eine", "eines", "einer", "einem", "einen", "neue", "neuen"})
# «Sirius-Universität» is one name.
SCHOOLS = frozenset({"Universität", "Akademie", "Institut", "Bank", "Stiftung"})
# «Agraruniversität» is one by itself, «Universität» is any.
SCHOOL = re.compile(r"\w{4,40}(?:universität|akademie)")
# «Beloosjorsk», «Tschaussowo»: how places of the region end.
PLACE = re.compile(r"\w{2,20}(?:sk|itschi|[oe]wo|grad|burg|owka|abad|kent|stan|polje|dorf|stadt)")
# Names joined by these are of one kind: «SUEK und Kusbassrasresugol».
JOINTS = frozenset({"und", ",", "sowie", "oder"})
REGIONS = frozenset({"Gebiet", "Region"})
# The agency's own country: whose ministry it is where nothing says whose.
HOME = "Belarus"
# A brand that is written like a country in capitals: «BELARUS-Traktoren».
BRAND = "BELARUS"


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
    for reader in _readers(tokens[at].text, signs.follows(tokens, at)):
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
        (_region_of, followed and word.endswith("er")),
        (_brand, True),
        (_foreign, followed),
        (_place, not (known.entry or known.phrases)),
        (_person, not kinds),
        (_listed, known.entry or known.phrases),
        (_headed, signs.is_adjective(word)),
        (_introduced, kinds & {"org_before", "org_with"}),
        (_embassy, "embassy" in kinds),
        (_office, kinds & {"office", "body"}),
        (_compound, "-" in word),
        (_shaped, signs.ACRONYM.fullmatch(word) or signs.CAMEL.fullmatch(word)),
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
    elif (
        not listed
        and signs.unknown(tokens[at + 1].text)
        and not profile(tokens[at + 1].text).gender
    ):
        name, stop = tokens[at + 1].text, at + 2
    else:
        return None
    head = singular(tokens[at].text)
    if "place_before" in profile(head).kinds:
        name = _with_head(head, name)
    return _hit(tokens, at, stop, "LOC", name)


def _region_of(tokens: list[Token], at: int) -> Hit | None:
    """Read «Smolensker Gebiet»."""
    town = tokens[at]._replace(text=tokens[at].text.removesuffix("er"))
    listed, head = match([town], 0), singular(tokens[at + 1].text)
    if not listed or listed[0].type != "LOC" or "place_before" not in profile(head).kinds:
        return None
    return _hit(tokens, at, at + 2, "LOC", _with_head(head, listed[0].canonical))


def _brand(tokens: list[Token], at: int) -> Hit | None:
    """Read «Marke BELARUS», «Traktoren „Kirowez“», «BELARUS 820»: a product with its own name."""
    name = tokens[at].text
    numbered = (
        at + 1 < len(tokens) and tokens[at + 1].text[0].isdigit() and signs.joined(tokens, at)
    )
    before = at - 1 - (at > 1 and tokens[at - 1].text in OPENING)
    known = profile(tokens[before].text) if before >= 0 else profile("")
    quoted = before < at - 1 and signs.ends(tokens, at + 1)
    introduced = "brand" in known.kinds or (quoted and known.good)
    if not (numbered and name == BRAND) and not (
        introduced and (name.isupper() or signs.CAMEL.fullmatch(name) or signs.unknown(name))
    ):
        return None
    stop = at + 1 + numbered
    return _hit(tokens, at, stop, "PRODUCT", _words(tokens[at:stop]))


def _person(tokens: list[Token], at: int) -> Hit | None:
    """Read «Wadim Kostrow», «Xi Jinping»; after a title any two names, or one that is unknown."""
    known = profile(tokens[at].text)
    listed = match(tokens, at)
    if listed and listed[0].type == "PER" and len(listed[0].words) > 1:
        return _hit(tokens, at, listed[1], "PER", listed[0].canonical, "lexicon")
    new = not known.gender and not listed and signs.may_begin(tokens, at)
    if not (known.gender or new):
        return None
    stop = at + 1
    while stop < len(tokens) and signs.goes_on(tokens, at, stop):
        stop += 1
    while tokens[stop - 1].text in signs.PARTICLES:
        stop -= 1
    if stop == at + 1 and (known.gender or not signs.titled_before(tokens, at)):
        return None
    return _hit(tokens, at, stop, "PER", signs.full_name(tokens[at:stop]))


def _listed(tokens: list[Token], at: int) -> Hit | None:
    """Read a name that stands in a lexicon."""
    if not (found := match(tokens, at)):
        return None
    entry, stop = found
    if entry.type == "ORG" and entry.kind == "university":
        stop = signs.purpose(tokens, stop)
    return _hit(tokens, at, stop, entry.type, entry.canonical, "lexicon")


def _headed(tokens: list[Token], at: int) -> Hit | None:
    """Read «Minsker Motorenwerk», «Belarussische Staatliche Universität für Informatik»."""
    head = at
    while not profile(tokens[head].text).kinds & {"org_end", "office"}:
        head += 1
        if head > at + 4 or head == len(tokens) or not signs.joined(tokens, head - 1):
            return None
        if not signs.is_adjective(tokens[head - 1].text):
            return None
    # «150 Kilometer Eisenbahn» is a length.
    if head == at or (at and tokens[at - 1].text[0].isdigit()):
        return None
    if head == at + 1 and signs.begins(tokens, at) and not signs.is_proper(tokens[at].text):
        return None
    stop = signs.purpose(tokens, head + 1)
    if stop < len(tokens) and tokens[stop].text in OPENING and signs.joined(tokens, stop - 1):
        return _marked(tokens, stop)
    if (
        signs.follows(tokens, stop - 1)
        and (place := match(tokens, stop))
        and place[0].type == "LOC"
    ):
        stop = place[1]
    ending = profile(tokens[head].text).ending
    adjectives = [signs.nominative(token.text, ending) for token in tokens[at:head]]
    rest = [_words(tokens[head + 1 : stop])] if stop > head + 1 else []
    name = " ".join([*adjectives, singular(tokens[head].text), *rest])
    return _hit(tokens, at, stop, "ORG", name)


def _introduced(tokens: list[Token], at: int) -> Hit | None:
    """Read «Konzern Belneftechim», «Industriepark „Great Stone“», «Raffinerie Mosyr»."""
    first = at + 1
    if first < len(tokens) and tokens[first].text in OPENING:
        return _marked(tokens, first)
    if not signs.follows(tokens, at):
        return None
    head, listed = singular(tokens[at].text), match(tokens, first)
    whole = "org_with" in profile(head).kinds and "org_before" not in kinds_of(head)
    stop = listed[1] if listed and listed[0].type == "LOC" and whole else first
    while not listed and stop < first + 3 and signs.joined(tokens, stop - 1):
        if not signs.is_new(tokens, stop) and "org_foreign" not in kinds_of(tokens[stop].text):
            break
        stop += 1
    if stop == first:
        return None
    name = listed[0].canonical if listed else _words(tokens[first:stop])
    if not whole:
        return _hit(tokens, first, stop, "ORG", name)
    canonical = name if signs.is_acronym(tokens, first) else f"{head} {name}"
    return _hit(tokens, at, stop, "ORG", canonical)


def _marked(tokens: list[Token], opening: int) -> Hit | None:
    """Read the name in marks behind «Industriepark»: up to six words."""
    for stop in range(opening + 2, min(opening + 8, len(tokens))):
        if tokens[stop].text in CLOSING:
            name = _words(tokens[opening + 1 : stop])
            listed = match(tokens, opening + 1)
            if listed and listed[1] == stop:
                name = listed[0].canonical
            mentions, _ = _hit(tokens, opening + 1, stop, "ORG", name)
            return mentions, stop + 1
    return None


def _office(tokens: list[Token], at: int) -> Hit | None:
    """Read «Industrieministerium», «Industrie- und Handelsministerium», «Agentur für Sport»."""
    kinds = profile(tokens[at].text).kinds
    stop = signs.purpose(tokens, at + 1)
    named = "office" in kinds and not tokens[at].text.startswith("Ministerium")
    if stop == at + 1 and not (named or SCHOOL.fullmatch(tokens[at].text)):
        return None
    if at and tokens[at - 1].text in INDEFINITE:
        return None
    name = singular(tokens[at].text)
    first = at
    if [token.text for token in tokens[max(0, at - 2) : at]] == ["-", "und"] and at > 2:
        first = at - 3
        name = f"{tokens[first].text}- und {name}"
    if stop > at + 1:
        name = f"{name} {_words(tokens[at + 1 : stop])}"
    if "office" in kinds:
        name = f"{name} von {signs.country(tokens, first, stop) or '?'}"
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
    adjective = signs.nominative((owner or "belarussische").capitalize(), profile(word).ending)
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
    if prefix == BRAND:
        mentions, _ = _hit([first], 0, 1, "PRODUCT", prefix)
    elif rest in SCHOOLS:
        return _hit(tokens, at, at + 1, "ORG", token.text)
    elif not (listed and listed[0].type == "ORG") and not signs.is_new([first], 0, by_shape=True):
        return None
    elif rest[0].isdigit():
        return _hit(tokens, at, at + 1, "PRODUCT", token.text)
    elif (place and place[0].type == "LOC") or (not good and signs.unknown(rest)):
        return _hit(tokens, at, at + 1, "ORG", token.text)
    else:
        mentions, _ = _hit([first], 0, 1, "ORG", listed[0].canonical if listed else prefix)
    if good:
        mentions.append(Mention(last.start, last.end, "PRODUCT", good, True, "lexicon"))
    return mentions, at + 1


def _shaped(tokens: list[Token], at: int) -> Hit | None:
    """Read «BSUIR», «AgromaschHolding»."""
    if not signs.is_new(tokens, at, by_shape=True):
        return None
    return _hit(tokens, at, at + 1, "ORG", tokens[at].text)


def _foreign(tokens: list[Token], at: int) -> Hit | None:
    """Read «Sichuan Airlines», «Zoomlion Belarus Industry»: up to four words, one telling."""
    stop = at + 1
    while stop < at + 4 and signs.follows(tokens, stop - 1):
        stop += 1
    while stop > at + 1 and "org_foreign" not in profile(tokens[stop - 1].text).kinds:
        stop -= 1
    known = profile(tokens[at].text)
    if stop == at + 1 or not (
        known.entry
        or known.kinds == {"org_foreign"}
        or signs.unknown(tokens[at].text, signs.LIKELY)
    ):
        return None
    return _hit(tokens, at, stop, "ORG", _words(tokens[at:stop]))


def _place(tokens: list[Token], at: int) -> Hit | None:
    """Read the unlisted place of «in Dobrusch», «aus Welikije Luki»."""
    if at == 0 or tokens[at - 1].text not in INTO:
        return None
    stop = at + 1 + signs.follows(tokens, at)
    if profile(tokens[at].text).gender or not all(signs.unknown(t.text) for t in tokens[at:stop]):
        return None
    return _hit(tokens, at, stop, "LOC", _words(tokens[at:stop]))


def _good(tokens: list[Token], at: int) -> Hit | None:
    """Read a good named by a common noun: «Gasmotoren»."""
    if at and tokens[at - 1].text == "per":  # «per Schiff»: a way, no good
        return None
    good = profile(tokens[at].text).good or ""
    return [Mention(tokens[at].start, tokens[at].end, "PRODUCT", good, True, "lexicon")], at + 1


def _settle(document: Document, found: list[Mention], loose: list[int]) -> list[Mention]:
    """Read names that the article itself explains, and give every mention its canonical name."""
    text, tokens = document.text, document.tokens
    full, known = _full_names(found), _synonyms(text, found)
    named = [m for m in found if m.type != "PER" and not m.generic]
    spelled: dict[str, dict[str, str]] = defaultdict(dict)
    for m in named:
        for name in {m.canonical, text[m.start : m.end], _bare(m.canonical)}:
            spelled[name.split()[0]][name] = m.type
    edges = {edge: m.type for m in named if m.type != "PRODUCT" for edge in (m.start, m.end)}
    end = 0
    for at in loose:
        token = tokens[at]
        if token.start < end:
            continue
        end = token.end
        name, kind = _by_name(full, token.text) or "", "PER"
        if not name and (again := _again(text, token, spelled)):
            name, kind = again
            end = max(end, token.start + len(name))
        elif not name:
            name, kind = token.text, _guess(tokens, at, edges)
        if kind and not any(start in edges for start in range(token.start + 1, end)):
            found.append(Mention(token.start, end, kind, name, False, "variant"))
    return sorted(_canonical(mention, full, known) for mention in found)


def _again(text: str, token: Token, spelled: dict[str, dict[str, str]]) -> tuple[str, str] | None:
    """Return the name and type that stands here if the article has it elsewhere: «Belkard»."""
    names = spelled.get(token.text) or spelled.get(token.text.removesuffix("s")) or {}
    for name in sorted(names, key=len, reverse=True):
        end = token.start + len(name)
        if text.startswith(name, token.start) and end >= token.end - 1:
            return name, names[name]
    return None


def _guess(tokens: list[Token], at: int, edges: dict[int, str]) -> str:
    """Return what an unknown name is by its neighbours, "" if unclear: «SUEK und Kusbassugol»."""
    word = tokens[at].text
    before = tokens[at - 1].text if at else ""
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    for joint, other in ((before, at - 2), (behind, at + 2)):
        if joint in JOINTS and 0 <= other < len(tokens):
            edge = tokens[other].end if other < at else tokens[other].start
            if edge in edges and signs.unknown(word):
                return edges[edge]
    if "beside_org" not in kinds_of(before) | kinds_of(behind):
        return ""
    # A common noun at the start of a sentence has an article: «Sinopharm liefert» has none.
    margin = signs.LIKELY if signs.begins(tokens, at) else 0.0
    if not signs.unknown(word, margin) or signs.GENITIVE.fullmatch(word + "s"):
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
        if mention.type == "LOC" and _bare(mention.canonical) != mention.canonical:
            known.setdefault(("LOC", _bare(mention.canonical)), mention.canonical)
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
        name = _by_name(full, first if signs.PATRONYMIC.fullmatch(last) else name) or name
    name = known.get((mention.type, name), name)
    return mention._replace(canonical=name.replace(" von ?", f" von {HOME}").replace(" in ?", ""))


def _by_name(full: dict[str, str], name: str) -> str | None:
    return full.get(folded(name)) or full.get(folded(name.removesuffix("s"))) if full else None


def _with_head(head: str, name: str) -> str:
    return name if name.startswith((head, *REGIONS)) else f"{head} {name}"


def _bare(name: str) -> str:
    """Return «Uljanowsk» for «Gebiet Uljanowsk», any other name as it is."""
    head, _, rest = name.partition(" ")
    return rest if rest and head in REGIONS else name


def _words(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens).replace(" ,", ",")


def _hit(  # noqa: PLR0913, PLR0917 - a span, what it is, and how it was found
    tokens: list[Token], at: int, stop: int, kind: str, name: str, method: str = "pattern"
) -> Hit:
    return [Mention(tokens[at].start, tokens[stop - 1].end, kind, name, False, method)], stop
