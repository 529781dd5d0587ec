"""Sentence -> the sides it names, countries, regions, organisations, and how each stands in it."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from beleg.reading import gazetteer, lexicon, signs
from beleg.reading.gazetteer import whereabouts
from beleg.reading.names import Mention
from beleg.reading.quotes import Quote
from beleg.reading.sentences import Document, Sentence, indexed

# Whose side an agency takes for granted: «Nach Kasachstan seien Maschinen exportiert worden».
HOMES = {"BelTA": "Belarus", "TASS": "Russland", "Kazinform": "Kasachstan", "Xinhua": "China"}
# Kinds that bring partners together, or are too wide, and are none themselves: «Zentralasien».
BYSTANDERS = {"international", "event", "agency", "area"}
UNION = "Unionsstaat"
UNSAID = ("home", "before", "topic")  # cases of sides that the sentence itself does not mention
ARTICLES = {"der", "die", "das", "dem", "den", "des"}
# «in der Region», «beim Betrieb»: before what was named already
DEFINITE = ARTICLES | {"Der", "Die", "Das", "Dem", "im", "ins", "vom", "beim"}
DIPLOMATIC = re.compile("[Dd]iplomat|Botschaft|(?:General)?[Kk]onsul")
LENDER = re.compile("[Bb]ank|[Ff]onds")
OFFICE = re.compile("[Mm]inisterium")
EVENTS = ("Messe", "messe", "usstellung", "Forum", "forum", "ongress")  # ends of their words
REGION = ("Region", "Gebiet", "Provinz", "Republik")  # «Land» may be either
FAR = 40  # tokens back to the comma of a clause
OPENING = 3  # sentences that open an article
ENDINGS = ("e", "en", "er", "em", "es")  # of an adjective


class Side(NamedTuple):
    """One side that a sentence names, by its tokens [first, last)."""

    first: int
    last: int
    name: str
    place: bool
    country: str  # code as in places.tsv, «-» if not known
    case: str | None  # its preposition, «ins» for a goal; «role»: it speaks, or its head does
    implied: bool  # only «belarussischer Herkunft», «mit tatarischen Partnern»


class Named(NamedTuple):
    """What the sentences of a document name, by their number."""

    sides: dict[int, list[Side]]
    goods: dict[int, list[str]]
    guests: list[str | None]  # the foreign country or region named last
    regions: list[str | None]  # the foreign region named last
    firms: list[Side | None]  # the company or school named last before
    hints: dict[int, list[int]]  # the tokens that may imply a side
    home: str | None
    main: str | None  # the foreign country or region named most
    topic: Side | None  # the company that the article is about


def named(document: Document, mentions: list[Mention], quotes: list[Quote]) -> Named:
    """Return who may be a partner in each sentence; a seat («MIET in Selenograd») is none."""
    tokens, words, starts = document.tokens, document.words, document.starts
    speakers = {quote.speaker_span for quote in quotes}
    home = HOMES.get(document.article.agency)
    sides, goods = defaultdict[int, list[Side]](list), defaultdict[int, list[str]](list)
    guests, areas = dict[int, str](), dict[int, str]()
    often: Counter[str] = Counter()
    for mention in mentions:
        start, end, what, name, _, _ = mention
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        number = tokens[first].sentence if first < last else -1
        if number >= 0 and what == "PRODUCT" and name not in goods[number]:
            goods[number].append(name)
        if number < 0 or not _may_be_partner(what, name) or _is_event(words, first):
            continue
        here, side = sides[number], _side(document, mention, first, last)
        left, gap = (here[-1], words[here[-1].last : first]) if here else (None, [])
        if left and side.case is None and coordinated(gap):
            side = side._replace(case=left.case)
        if side.place and _abroad(name, home):
            guests[number] = name
            often[name] += 1
            if locate(name)[0] != "country":
                areas[number] = name
        if left and left.name == name and len(gap) < 2:  # «… Automobilwerk (GAZ)»
            here[-1] = left._replace(last=min(last + len(gap), len(tokens)))
        elif left and side.place and not left.place and _is_seat(left, side, gap):
            here[-1] = left._replace(last=last)  # «die Universität MIET in Selenograd»
        else:
            here.append(side._replace(case="role") if (start, end) in speakers else side)
    latest, regions, firms = [guests.get(0)], [areas.get(0)], list[Side | None]([None])
    for number in range(1, len(document.sentences)):
        latest.append(guests.get(number, latest[-1]))
        regions.append(areas.get(number, regions[-1]))
        before = [side for side in sides.get(number - 1, ()) if _is_firm(side)]
        firms.append(before[-1] if before else firms[-1])
    main = next((name for name, _ in often.most_common(1)), None)
    hints = document.by_sentence(_hints)
    return Named(sides, goods, latest, regions, firms, hints, home, main, _topic(sides))


def implied(document: Document, named: Named, number: int, here: list[Side]) -> list[Side]:
    """Return the sides of «belarussische Achsen», «in der Region», «der Betrieb»."""
    words, sentence = document.words, document.sentences[number]
    found = []
    for at in named.hints[number]:
        if at + 1 == sentence.last_token:
            continue
        # «die kasachische Firma KamLit»: the adjective belongs to the name that follows.
        taken = any(side.first - 2 <= at < side.last for side in here)
        side = None if taken else _adjective(words, at, sentence)
        if not side and words[at - 1] in DEFINITE:
            taken = taken and kind(words[at + 1]) != "preposition"  # «der Region mit Belarus»
            side = None if taken else _taken_up(document, named, here, at)
        if side:
            found.append(side)
    return found


def unsaid(document: Document, named: Named, number: int, here: list[Side]) -> list[Side]:
    """Return who goes without saying: the company of the sentence before, the agency's country."""
    if not here:
        return []
    end, home, topic = document.sentences[number].last_token, named.home, named.topic
    names, found = [side.name for side in here], []
    if len(here) == 1 and here[0].place:
        sides = named.sides.get(number - 1, ())
        before = [side for side in sides if not (side.place or UNION in side.name)][-1:]
        found = [side._replace(first=end, last=end, case="before", implied=True) for side in before]
    if topic and topic.name not in names and topic.name not in [side.name for side in found]:
        found.append(topic._replace(first=end, last=end, case="topic", implied=True))
    if home and home not in names:
        found.append(Side(end, end, home, True, _country(home), "home", True))
    return found


def _topic(sides: dict[int, list[Side]]) -> Side | None:
    """Return the company that acts in the first sentences, of several the one named most."""
    firms = [(number, side) for number, found in sides.items() for side in found if _is_firm(side)]
    often = Counter(side.name for _, side in firms)
    acting = [side for number, side in firms if number < OPENING and side.case is None]
    return max(acting, key=lambda side: often[side.name], default=None)


def groups(words: list[str], sides: list[Side]) -> list[list[Side]]:
    """Return the sides with those together that are coordinated: «A, B und das belarussische C»."""
    found: list[list[Side]] = []
    for side in sides:
        if found and coordinated(words[found[-1][-1].last : side.first]):
            found[-1].append(side)
        else:
            found.append([side])
    return found


def coordinated(between: list[str]) -> bool:
    """Tell whether only «und das belarussische», «(26%), im Gebiet» stand between two names."""
    if between and between[0] == "(":
        closed = (at for at, word in enumerate(between[:9]) if word == ")")
        between = between[next(closed, -1) + 1 :]
    if not 0 < len(between) <= 7 or kind(between[0]) not in ("joining", "mark"):
        return False
    if any(a in ARTICLES and b in ARTICLES for a, b in pairwise(between)):
        return False  # «A, die dem B vorstreckt»
    kinds = [kind(word) or "article" * _attributive(word) for word in between]
    # «Mogilew und im Gebiet», «Atlant und Betriebe aus dem Gebiet», but not «bei A und bei B»
    linked = {
        at
        for at in range(1, len(kinds))
        if kinds[at] == "preposition"
        and kinds[at - 1] in ("partner", "firm", "joining")
        and between[at] not in ("bei", "beim")
    }
    rest = {what for at, what in enumerate(kinds) if at not in linked}
    return "joining" in rest <= {"joining", "mark", "article", "carrier", "firm", "area", "partner"}


def adjectival(word: str) -> bool:
    """Tell whether a word looks like an adjective: «belarussische»."""
    return len(word) > 4 and word[0].islower() and word.endswith(ENDINGS)


@lru_cache(maxsize=50_000)
def kind(word: str) -> str:
    """Return what frame_words.tsv says a word is: preposition, article, carrier …, or nothing."""
    listed = lexicon.pairs("frame_words", "word", "kind").get(word.lower())
    return listed or "carrier" * ("org_before" in gazetteer.profile(word).kinds)


@lru_cache(maxsize=50_000)
def locate(name: str) -> tuple[str, str]:
    """Return what a name is and its country, «-» if not known; a country without code: its name."""
    what, country = whereabouts(name)
    if (what, country) == ("country", "-"):
        return "country", name
    owner = name.rpartition(" von ")[2]  # «Industrieministerium von Belarus»
    return what, whereabouts(owner)[1] if what == "-" and owner != name else country


@indexed
def _hints(word: str) -> bool:
    return _adjective_side(word) is not None or kind(word) in ("area", "firm")


@lru_cache(maxsize=50_000)
def _may_be_partner(kind: str, name: str) -> bool:
    if kind not in ("LOC", "ORG") or "Botschaft" in name:
        return False
    return UNION in name or whereabouts(name)[0] not in BYSTANDERS


def _is_event(words: list[str], first: int) -> bool:
    """Tell whether a name is that of a fair: «auf der Messe „Fihav“»."""
    at = first - 1 - (first > 0 and words[first - 1] in signs.OPENING)
    return at >= 0 and words[at].endswith(EVENTS)


def _attributive(word: str) -> bool:
    """Tell whether a word looks like an attribute of a name: «belarussische», «Petersburger»."""
    return adjectival(word) or (len(word) > 5 and word[0].isupper() and word.endswith("er"))


def _adjective(words: list[str], at: int, sentence: Sentence) -> Side | None:
    """Return the side of «belarussische Achsen», «mit tatarischen Partnern»."""
    if not (name := _adjective_side(words[at])):
        return None
    follows = words[at + 1]
    if kind(follows) in ("currency", "area") or _title(follows):
        return None  # «russische Rubel», «der belarussische Präsident»
    led = kind(follows) in ("carrier", "firm", "partner")
    case = (led and _case(words, at, sentence)) or "adjective"
    return Side(at, at + 1, name, True, _country(name), case, True)


def _taken_up(document: Document, named: Named, here: list[Side], at: int) -> Side | None:
    """Return the region of «in der Region», the company of «der Betrieb»."""
    words, number = document.words, document.tokens[at].sentence
    what = kind(words[at])
    guest, side = named.guests[number], None
    if words[at].startswith(REGION):
        guest = named.regions[number] or guest
    if what == "area" and guest:
        side = Side(at, at + 1, guest, True, _country(guest), None, True)
    elif what == "firm" and _singular(words, at) and not _renamed(words, here, at):
        side = named.firms[number]
    case = _case(words, at, document.sentences[number]) if side else None
    return side and side._replace(first=at, last=at + 1, case=case, implied=True)


def _renamed(words: list[str], here: list[Side], at: int) -> bool:
    """Tell whether another clause of the sentence names the firm: «MAZ wirbt, der Betrieb …»."""
    before = [side for side in here if side.last <= at and _is_firm(side)]
    commas = [index for index in range(max(at - FAR, 0), at) if words[index] == ","]
    return any(side.last <= commas[-1] for side in before) if commas else False


def _is_seat(firm: Side, side: Side, gap: list[str]) -> bool:
    """Tell whether a place right behind a company is its seat: «MIET in Selenograd»."""
    if "-" not in (firm.country, side.country) and firm.country != side.country:
        return False  # «richtet Amkodor in Kasan ein Lager ein»
    # «Awtodisel aus dem Gebiet Jaroslawl», «MIET, in Selenograd»
    near = [what for what in map(kind, gap) if what not in ("article", "joining", "mark")]
    # «setzte das MMZ in Russland Motoren ab»: where a company trades is no seat.
    city = locate(side.name)[0] != "country"
    return near == ["preposition"] and (side.case == "aus" or (side.case == "in" and city))


@lru_cache(maxsize=50_000)
def _abroad(name: str, home: str | None) -> bool:
    place, country = whereabouts(name)
    return place != "city" and name != home and country != _country(home)


@lru_cache(maxsize=30_000)
def _country(name: str | None) -> str:
    return locate(name or "")[1]


def _side(document: Document, mention: Mention, first: int, last: int) -> Side:
    words, name = document.words, mention.canonical
    # «dem Autobauer AwtoWAZ»: a word like an office, but of the company itself.
    made = first > 0 and mention.type == "ORG" and _title(words[first - 1])
    case = _case(words, first - made, document.sentences[document.tokens[first].sentence])
    # «Im Industrieministerium hat man präzisiert, …»
    tells = case in ("in", "im") and OFFICE.search(name)
    if tells or case == "laut" or (last < len(words) and words[last] == "zufolge"):
        case = "role"
    return Side(first, last, name, mention.type == "LOC", _country(name), case, False)


def _case(words: list[str], at: int, sentence: Sentence) -> str | None:
    """Return the preposition that governs a name, «role» for «Leiter der Republik Tatarstan»."""
    for index in range(at - 1, max(sentence.first_token, at - 7) - 1, -1):
        word = words[index]
        what = kind(word)
        if what == "preposition":
            before = words[max(index - 3, sentence.first_token) : index]
            if before and kind(before[-1]) == "partner":  # «an seine Partner in Jelabuga»
                continue
            office = before and (_speaks(before[-1]) or kind(before[-1]) == "source")
            # «Leiter der diplomatischen Vertretung in Russland»
            mission = word == "in" and any(DIPLOMATIC.match(other) for other in before)
            if mission or (office and word in ("von", "vom", "bei", "beim", "aus")):
                return "role"
            if word == "von" and {"in", "im"} & {*before}:  # «in den Vierteln von Wologda»
                return "in"
            goal = word == "in" and words[index + 1] in ("das", "die", "den")
            return "ins" if goal else word.lower()
        if what == "source" or _speaks(word):
            return "role"
        if not (what or adjectival(word)) or what in ("joining", "currency"):
            return None
    return None


def _is_firm(side: Side) -> bool:
    """Tell a side that «der Betrieb», «die Hochschule» may take up."""
    return not side.place and _is_maker(side.name)


@lru_cache(maxsize=50_000)
def _is_maker(name: str) -> bool:
    known = locate(name)[0] in ("company", "university", "-")
    return known and not LENDER.search(name) and not OFFICE.search(name)


def _singular(words: list[str], at: int) -> bool:
    """Tell «das Unternehmen», «der Firma» from «die Unternehmen», «der Betriebe»."""
    article = words[at - 1].lower()
    return article in ("das", "dem", "des") or words[at][-1] not in "en"


def _title(word: str) -> bool:
    return gazetteer.profile(word).title


@lru_cache(maxsize=30_000)
def _speaks(word: str) -> bool:
    """Tell an office whose country is no side: «Botschafter», «Botschaft von Belarus»."""
    known = gazetteer.profile(word)
    return known.title or "embassy" in known.kinds


@lru_cache(maxsize=50_000)
def _adjective_side(word: str) -> str | None:
    if not word.endswith(ENDINGS):
        return None
    stem = gazetteer.ADJECTIVE.sub("", word.lower())
    regions = lexicon.pairs("region_adjectives", "stem", "region")
    return regions.get(stem) or gazetteer.country_of(word)
