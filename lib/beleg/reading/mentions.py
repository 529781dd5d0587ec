"""One token -> the mentions that begin there: regions, people, organisations, brands, goods."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from beleg.reading import signs
from beleg.reading.gazetteer import Entry, country_of, kinds_of, match, profile, singular
from beleg.reading.sentences import Token
from beleg.reading.signs import CLOSING, OPENING

# A place nobody has listed may follow these: «in Dobrusch».
INTO = frozenset({"in", "nach", "aus", "In", "Nach", "Aus"})
# «eine Agentur für Tourismus» is none that exists.
INDEFINITE = frozenset({"ein", "eine", "eines", "einer", "einem", "einen"})
INDEFINITE |= {"neue", "neuen", "gemeinsame", "gemeinsames", "gemeinsamen"}
# «Sirius-Universität» is one name.
SCHOOLS = frozenset({"Universität", "Akademie", "Institut", "Bank", "Stiftung"})
# «Agraruniversität» is one by itself, «Universität» is any.
SCHOOL = re.compile(r"\w{4,40}(?:universität|akademie)")
# Behind «Minsker» alone they name none.
COMMON = frozenset({"Werk", "Konzern", "Fonds", "Fabrik", "Kombinat", "Hochschule", "Kolleg"})
# «Motorenwerk», «Süßwarenfabrik»: what they make, not what they are called.
MAKER = re.compile("(?:werk|fabrik|kombinat|molkerei|brauerei|gießerei|werft)$")
REGIONS = ("Gebiet", "Region")
# The agency's own country, and a brand that is written like it: «BELARUS-Traktoren».
HOME, BRAND = "Belarus", "BELARUS"


class Mention(NamedTuple):
    """One entity in the text: plain span, PER, ORG, LOC or PRODUCT, and its canonical name."""

    start: int
    end: int
    type: str
    canonical: str
    generic: bool  # a good named by a common noun («Gasmotoren»), not by a brand
    method: str  # "lexicon", "pattern", "variant" …: how it was found


Hit = tuple[list[Mention], int]  # what stands at a token, and the token to go on with


def read(tokens: list[Token], at: int, followed: bool) -> Hit | None:
    """Return the mentions that begin at a capitalised token, `followed` by another one or not.

    A name whose owner or place the sentence does not tell has «?» there: «Botschaft in ?».
    """
    lead = tokens[at - 1].text if at else ""
    for reader in _readers(tokens[at].text, followed, _opens(lead)):
        if hit := reader(tokens, at):
            return hit
    return None


@lru_cache(maxsize=30_000)
def _opens(word: str) -> str:
    """Return what a word says of an unlisted name behind it: "place", "person", else nothing."""
    return "place" if word in INTO else "person" * profile(word).title


@lru_cache(maxsize=30_000)
def _readers(
    word: str, followed: bool, opened: str
) -> tuple[Callable[[list[Token], int], Hit | None], ...]:
    """Return what to try at a word, the most telling first; most words are soon done with."""
    known = profile(word)
    kinds = known.kinds
    listed = known.entry or known.phrases
    town = opened == "place" and signs.is_place(word)
    new = town or (bool(followed or opened) and signs.unknown(word, signs.LIKELY))
    people = any(entry.type == "PER" for begun in known.phrases.values() for entry in begun)
    candidates = (
        (_region, followed and kinds & {"place_before", "place_title", "place_hint"}),
        (_region_of, followed and word.endswith("er")),
        (_brand, "brand" in kinds or known.good),
        (_model, word == BRAND),
        (_foreign, followed and (known.entry or new or kinds == {"org_foreign"})),
        (_place, opened == "place" and new and not listed),
        (_person, not kinds and (known.gender or people or (new and not known.entry))),
        (_extended, followed and listed),
        (_listed, listed),
        (_headed, followed and signs.is_adjective(word)),
        (_counted, kinds & {"org_before", "org_with", "org_end"}),
        (_introduced, kinds & {"org_before", "org_with"}),
        (_embassy, "embassy" in kinds),
        (_office, kinds & {"office", "body"}),
        (_compound, "-" in word),
        (_shaped, signs.is_shaped(word)),
        (_good, known.good),
    )
    return tuple(reader for reader, wanted in candidates if wanted)


def _region(tokens: list[Token], at: int) -> Hit | None:
    """Read «Gebiet Uljanowsk», «Republik Tatarstan», and what stands behind «Stadt»."""
    listed, name, stop = match(tokens, at + 1), tokens[at + 1].text, at + 2
    # «der Gouverneur des Gebiets Wladimir Kruglow» names a person.
    person = profile(name).gender and (not listed or signs.follows(tokens, at + 1))
    if match(tokens, at) or person:
        return None
    if listed and listed[0].type == "LOC":
        # «Gebiet Rostow» lies around «Rostow am Don».
        name, stop = listed[0].canonical.partition(" am ")[0], listed[1]
    elif listed or not (signs.unknown(name) or signs.is_coined(name)):
        return None
    head = singular(tokens[at].text)
    if "place_before" in profile(head).kinds:
        name = _with_head(head, name)
    return _hit(tokens, at + ("place_hint" in profile(head).kinds), stop, "LOC", name)


def _region_of(tokens: list[Token], at: int) -> Hit | None:
    """Read «Smolensker Gebiet»."""
    head = singular(tokens[at + 1].text)
    if "place_before" not in profile(head).kinds:
        return None
    listed = match([tokens[at]._replace(text=tokens[at].text.removesuffix("er"))], 0)
    if not listed or listed[0].type != "LOC":
        return None
    return _hit(tokens, at, at + 2, "LOC", _with_head(head, listed[0].canonical))


def _brand(tokens: list[Token], at: int) -> Hit | None:
    """Read «Marke BELARUS», «Traktoren „Kirowez“»: what stands behind is a product's own name."""
    known = profile(tokens[at].text)
    quoted = at + 1 < len(tokens) and tokens[at + 1].text in OPENING
    first = at + 1 + quoted
    branded = "brand" in known.kinds and (quoted or signs.joined(tokens, at))
    if first >= len(tokens) or not (branded or (quoted and signs.ends(tokens, first + 1))):
        return None
    name = tokens[first].text
    if not (name.isupper() or signs.CAMEL.fullmatch(name) or signs.is_odd(name)):
        return None
    good = _good(tokens, at)
    named, stop = _numbered(tokens, first)
    return (good[0] if good else []) + named, stop


def _numbered(tokens: list[Token], at: int) -> Hit:
    """Read «BELARUS 820», a product's own name with its number, if it has one."""
    numbered = signs.joined(tokens, at) and tokens[at + 1].text[-1].isdigit()
    stop = at + 1 + numbered
    return _hit(tokens, at, stop, "PRODUCT", _words(tokens[at:stop]))


def _model(tokens: list[Token], at: int) -> Hit | None:
    """Read «BELARUS 820» where nothing but the number says that no country is meant."""
    hit = _numbered(tokens, at)
    return hit if hit[1] > at + 1 else None


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
    head = _head(tokens, at)
    # «150 Kilometer Eisenbahn» is a length.
    if head == at or (at and tokens[at - 1].text[0].isdigit()):
        return None
    if head == at + 1 and signs.begins(tokens, at) and not signs.is_proper(tokens[at].text):
        return None
    stop = signs.purpose(tokens, head + 1)
    if named := _own_name(tokens, head, stop):
        return named
    stop = _seat(tokens, stop)
    noun = tokens[head].text
    if singular(noun) in COMMON and stop == head + 1 == at + 2:
        return None  # «das Minsker Werk» is one that was named before
    if not noun.endswith("bahnen"):  # «Russische Eisenbahnen»
        noun = singular(noun)
    ending = profile(singular(noun)).ending
    adjectives = [signs.nominative(token.text, ending) for token in tokens[at:head]]
    rest = [_words(tokens[head + 1 : stop])] if stop > head + 1 else []
    name = " ".join([*adjectives, noun, *rest])
    return _hit(tokens, at, stop, "ORG", name)


def _head(tokens: list[Token], at: int) -> int:
    """Return where the noun stands behind up to four capital adjectives, `at` if nowhere."""
    head = at
    while not profile(tokens[head].text).kinds & {"org_end", "office"}:
        adjective = signs.is_adjective(tokens[head].text)
        if head == at + 4 or not adjective or not signs.joined(tokens, head):
            return at
        head += 1
    return head


def _own_name(tokens: list[Token], head: int, stop: int) -> Hit | None:
    """Read what the «Minsker Werk» is called: Integral, „Nowator“."""
    if signs.joined(tokens, stop - 1) and tokens[stop].text in OPENING:
        return _marked(tokens, stop)
    if signs.follows(tokens, head) and _named(tokens, head + 1, "ORG"):
        return _listed(tokens, head + 1)
    shaped = signs.joined(tokens, head) and signs.is_new(tokens, head + 1, by_shape=True)
    before = shaped or "org_before" in kinds_of(tokens[head].text)
    return _introduced(tokens, head) if before else None


def _seat(tokens: list[Token], stop: int) -> int:
    """Return where the place behind a name ends: «Technische Universität Penang»."""
    if not signs.follows(tokens, stop - 1):
        return stop
    if not match(tokens, stop):
        return stop + (signs.unknown(tokens[stop].text) and not signs.is_person(tokens, stop))
    place = _named(tokens, stop, "LOC")
    return place[1] if place else stop


def _counted(tokens: list[Token], at: int) -> Hit | None:
    """Read «Trest Nr. 12», «558. Flugzeugreparaturwerk»."""
    head, behind = singular(tokens[at].text), tokens[at + 1 : at + 4]
    if behind[2:] and behind[0].text == "Nr" and behind[1].text == "." and behind[2].text.isdigit():
        return _hit(tokens, at, at + 4, "ORG", f"{head} Nr. {behind[2].text}")
    ordinal = tokens[at - 2].text if at > 1 and tokens[at - 1].text == "." else ""
    if 1 < len(ordinal) < 4 and ordinal.isdigit():
        return _hit(tokens, at - 2, at + 1, "ORG", f"{ordinal}. {head}")
    return None


def _introduced(tokens: list[Token], at: int) -> Hit | None:
    """Read «Konzern Belneftechim», «Industriepark „Great Stone“», «Raffinerie Mosyr»."""
    first = at + 1
    if signs.joined(tokens, at) and tokens[first].text in OPENING:
        return _marked(tokens, first)
    if not signs.follows(tokens, at):
        return None
    head, listed = singular(tokens[at].text), match(tokens, first)
    whole = "org_with" in profile(head).kinds and "org_before" not in kinds_of(head)
    if listed and listed[0].type == "LOC":
        city = listed[0].kind == "city"  # «Agraruniversität Altai», whatever that region is called
        place = listed[0].canonical if city else _words(tokens[first : listed[1]])
        named = _hit(tokens, at, listed[1], "ORG", f"{head} {place}")
        return named if whole else _extended(tokens, first, introduced=True)  # «Firma Komi Les»
    stop = far = first
    while not listed and far < first + 4 and signs.follows(tokens, far - 1):
        stop = far + 1 if _tells(tokens, far, far > first) else stop
        far += 1
    if stop == first and _apposed(tokens, at):
        stop = first + 1
    # «der Chef der Bank Arman Tulebajew» names a person, «Firma Truong Son Auto» does not.
    person = profile(tokens[first].text).gender and stop < first + 3
    if stop == first or person or _leads(tokens, at, stop):
        return None
    name = _words(tokens[first:stop])
    # «Motorenwerk Awtodisel», «Institut BelGISS», but «Universität MIET» whole.
    shaped, taught = signs.is_shaped(name), "niversität" in head
    headed = whole and (signs.is_place(name) or taught or not (shaped or MAKER.search(head)))
    full = f"{head} {name}" if headed and not shaped else name
    return _hit(tokens, at if headed else first, stop, "ORG", full)


def _apposed(tokens: list[Token], at: int) -> bool:
    """Return whether a noun can but be a name: «des Werks Salut», «Betrieb Salut aus Orscha»."""
    known, behind = profile(tokens[at + 1].text), tokens[at + 2 : at + 4]
    if known.listed or known.gender or match(tokens, at + 1):
        return False
    genitive = tokens[at].text.endswith("s") and singular(tokens[at].text) != tokens[at].text
    seated = len(behind) > 1 and behind[0].text == "aus" and _named(behind, 1, "LOC") is not None
    return (genitive and not signs.follows(tokens, at + 1)) or seated


def _leads(tokens: list[Token], at: int, stop: int) -> bool:
    """Return whether whoever leads a body is named behind it: «Vorsitzende des Verbands A. B.»."""
    named = stop == at + 3 and "org_foreign" not in kinds_of(tokens[stop - 1].text)
    aside = stop < len(tokens) and tokens[stop].text == ","
    return named and not aside and signs.is_person(tokens, at + 1)


def _tells(tokens: list[Token], at: int, named: bool) -> bool:
    """Return whether a word may end a company's name, of which one stands before it or not.

    «Nile Machinery», «Saipa Diesel», but not «Konzern Diesel»; «Kamalift», as a good would be many.
    """
    word = tokens[at].text
    known, kinds = profile(word), kinds_of(word)
    one = known.good and not (named or word.startswith(known.good))
    branch = "org_foreign" in kinds or (named and "branch" in kinds)
    return branch or one or signs.is_new(tokens, at) or signs.is_coined(word)


def _marked(tokens: list[Token], opening: int) -> Hit | None:
    """Read the name in marks behind «Industriepark»: up to six words."""
    for stop in range(opening + 2, min(opening + 8, len(tokens))):
        if tokens[stop].text in CLOSING and tokens[opening + 1].text[0].isupper():
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
    regional = tokens[at].text.startswith("Exekutivkomitee")  # of a region that is not told
    if regional or (at and tokens[at - 1].text in INDEFINITE):
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
    # «der Handelsrat der belarussischen Botschaft»: the office of a person.
    title = at - 2 - (owner is not None)
    office = where is None and title >= 0 and profile(tokens[title].text).title
    if office or not (owner or where or of_home):
        return None
    word = singular(tokens[at].text)
    adjective = signs.nominative((owner or "belarussische").capitalize(), profile(word).ending)
    name = f"{adjective} {word} in {where[0].canonical if where else '?'}"
    # «Botschaft von Belarus in China» names itself whole.
    return _hit(tokens, at, where[1] if of_home and where else at + 1, "ORG", name)


def _compound(tokens: list[Token], at: int) -> Hit | None:
    """Read the parts of «MTZ-Traktoren», «BelTA-Korrespondent», «BELARUS-Traktoren»."""
    token = tokens[at]
    prefix, _, rest = token.text.partition("-")
    if not prefix or not rest or "never" in profile(prefix).kinds:
        return None
    first = Token(token.start, token.start + len(prefix), prefix, token.sentence)
    last = Token(first.end + 1, token.end, rest, token.sentence)
    listed, good = _named([first], 0, "ORG"), profile(rest).good
    firm = bool(listed) or signs.is_new([first], 0, by_shape=True)
    if prefix != BRAND and (kind := _whole(first, last, firm)):
        return _hit(tokens, at, at + 1, kind, token.text)
    if prefix != BRAND and not firm:
        return None
    kind = "PRODUCT" if prefix == BRAND else "ORG"
    mentions, _ = _hit([first], 0, 1, kind, listed[0].canonical if listed else prefix)
    if good:
        mentions.append(Mention(last.start, last.end, "PRODUCT", good, True, "lexicon"))
    return mentions, at + 1


def _whole(first: Token, last: Token, firm: bool) -> str:
    """Return what a compound is as one name, "" if it is none: «Polozk-Steklowolokno», «MTZ-82»."""
    rest, known = last.text, profile(last.text)
    if rest in SCHOOLS or (_named([first], 0, "LOC") and _goes_on([last], 0, land=True)):
        return "ORG"
    if firm and rest[0].isdigit():
        return "PRODUCT"
    own = _named([last], 0, "LOC") or signs.unknown(rest) or "org_foreign" in known.kinds
    return "ORG" if firm and own and not known.good else ""


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
    telling = {"org_foreign"}
    if at and "before_org" in kinds_of(tokens[at - 1].text) and not _family(tokens[at].text):
        telling.add("branch")
    while stop > at + 1 and not telling & kinds_of(tokens[stop - 1].text):
        stop -= 1
    bank = stop > at + 1 and signs.follows(tokens, stop - 1) and tokens[stop].text in SCHOOLS
    stop += bank  # «China Development Bank»
    known = profile(tokens[at].text)
    if stop == at + 1 or not (
        known.entry
        or known.kinds == {"org_foreign"}
        or signs.unknown(tokens[at].text, signs.LIKELY)
    ):
        return None
    return _hit(tokens, at, stop, "ORG", _words(tokens[at:stop]))


def _extended(tokens: list[Token], at: int, *, introduced: bool = False) -> Hit | None:
    """Read «Samarkand Tekstil», «Schiras Petrochemie»: a listed name that goes on unlisted."""
    listed = match(tokens, at)
    if not listed or listed[0].type == "PER" or _into(tokens, at):
        return None
    land = not introduced and listed[0].kind in ("country", "region")
    stop = listed[1]
    while introduced and signs.follows(tokens, stop - 1) and signs.is_odd(tokens[stop].text):
        stop += 1  # «Hersteller Ningbo Huaxing», though it might be a family name
    while stop < listed[1] + 2 and signs.joined(tokens, stop - 1) and _goes_on(tokens, stop, land):
        stop += 1
    if stop == listed[1] or (signs.joined(tokens, stop - 1) and _family(tokens[stop].text)):
        return None
    return _hit(tokens, at, stop, "ORG", _words(tokens[at:stop]))


def _goes_on(tokens: list[Token], at: int, land: bool = False) -> bool:
    """Return whether a word may continue a listed name: no family name, no place, no good.

    Behind a country or a city in the midst of a sentence a common noun is the object: only behind
    «bei» and the like does «Schiras Petrochemie» name a company.
    """
    word, before = tokens[at].text, tokens[at - 2].text if at > 1 else ""
    known = profile(word)
    if match(tokens, at) or _family(tokens[at].text) or signs.is_person(tokens, at):
        return False
    if "org_foreign" in known.kinds or signs.is_syllabic(word):
        return True
    branch = known.kinds & {"branch", "org_before"} and {"before_org", "org_before"} & kinds_of(
        before
    )
    return not land and (bool(branch) or signs.unknown(word))


@lru_cache(maxsize=30_000)
def _family(word: str) -> bool:
    return signs.FAMILY.fullmatch(word) is not None


def _named(tokens: list[Token], at: int, kind: str) -> tuple[Entry, int] | None:
    """Return the listed name of that type at a token, and the token behind it."""
    found = match(tokens, at)
    return found if found and found[0].type == kind else None


def _into(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].text in INTO


def _place(tokens: list[Token], at: int) -> Hit | None:
    """Read the unlisted place of «in Dobrusch», «aus Welikije Luki»."""
    if not _into(tokens, at):
        return None
    named = [signs.unknown(t.text) or signs.is_place(t.text) for t in tokens[at : at + 2]]
    followed = signs.follows(tokens, at)
    stop = at + 1 + (followed and named[-1])
    # «in Darchan» is a town, whoever else may be called so, but not «in Hlebows Vortrag».
    person = profile(tokens[at].text).gender or (not named[-1] and _family(tokens[at].text))
    if not named[0] or (followed and person):
        return None
    return _hit(tokens, at, stop, "LOC", _words(tokens[at:stop]))


def _good(tokens: list[Token], at: int) -> Hit | None:
    """Read a good named by a common noun: «Gasmotoren», but not «per Schiff», «rar wie Gold»."""
    good, before = profile(tokens[at].text).good, tokens[at - 1].text if at else ""
    if (
        not good
        or before == "per"
        or (before == "wie" and at > 1 and tokens[at - 2].text.islower())
    ):
        return None
    # «die Öl- und Gasgebiete»
    part = at + 1 < len(tokens) and tokens[at + 1].text == "-" and not signs.joined(tokens, at)
    if part or ("carrier" in kinds_of(good) and not signs.is_traded(tokens, at)):
        return None
    return [Mention(tokens[at].start, tokens[at].end, "PRODUCT", good, True, "lexicon")], at + 1


def _hit(  # noqa: PLR0913, PLR0917 - a span, what it is, and how it was found
    tokens: list[Token], at: int, stop: int, kind: str, name: str, method: str = "pattern"
) -> Hit:
    return [Mention(tokens[at].start, tokens[stop - 1].end, kind, name, False, method)], stop


def _words(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens).replace(" ,", ",")


def _with_head(head: str, name: str) -> str:
    return name if name.startswith((head, *REGIONS)) else f"{head} {name}"
