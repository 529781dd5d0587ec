"""Sentence -> the sides it names, countries, regions, organisations, and how each stands in it."""

from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from beleg.reading import gazetteer, lexicon
from beleg.reading.names import Mention
from beleg.reading.quotes import Quote
from beleg.reading.sentences import Document, Sentence, Token
from beleg.reading.themes import whereabouts

# Whose side an agency takes for granted: «Nach Kasachstan seien Maschinen exportiert worden».
HOMES = {"BelTA": "Belarus", "TASS": "Russland", "Kazinform": "Kasachstan", "Xinhua": "China"}
# Kinds that bring partners together, or are too wide, and are none themselves: «Zentralasien».
BYSTANDERS = {"international", "event", "agency", "area"}
UNION = "Unionsstaat"
UNSAID = ("home", "before")  # cases of sides that the sentence itself does not mention
DEFINITE = {"der", "die", "das", "dem", "den", "im", "ins"}
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
    home: str | None
    main: str | None  # the foreign country or region named most


def named(document: Document, mentions: list[Mention], quotes: list[Quote]) -> Named:
    """Return who may be a partner in each sentence; a seat («MIET in Selenograd») is none."""
    tokens = document.tokens
    starts = document.starts
    speakers = {quote.speaker_span for quote in quotes}
    home = HOMES.get(document.article.agency)
    sides, goods = defaultdict[int, list[Side]](list), defaultdict[int, list[str]](list)
    guests: dict[int, str] = {}
    often: Counter[str] = Counter()
    for mention in mentions:
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        number = tokens[first].sentence if first < last else -1
        if number >= 0 and mention.type == "PRODUCT" and mention.canonical not in goods[number]:
            goods[number].append(mention.canonical)
        if number < 0 or not _may_be_partner(mention):
            continue
        here, side = sides[number], _side(document, mention, first, last)
        gap = tokens[here[-1].last : first] if here else []
        if here and side.case is None and coordinated(gap):
            side = side._replace(case=here[-1].case)
        if side.place and _abroad(side.name, home):
            guests[number] = side.name
            often[side.name] += 1
        if here and here[-1].name == side.name and len(gap) < 2:  # «… Automobilwerk (GAZ)»
            here[-1] = here[-1]._replace(last=min(last + len(gap), len(tokens)))
        elif here and not here[-1].place and side.case in ("in", "aus") and _seat(gap):
            continue  # «die Universität MIET in Selenograd»
        else:
            spoken = (mention.start, mention.end) in speakers
            here.append(side._replace(case="role") if spoken else side)
    latest = [guests.get(0)]
    for number in range(1, len(document.sentences)):
        latest.append(guests.get(number, latest[-1]))
    main = next((name for name, _ in often.most_common(1)), None)
    return Named(sides, goods, latest, home, main)


def implied(document: Document, named: Named, number: int, here: list[Side]) -> list[Side]:
    """Return the sides of «belarussische Achsen» and of «in der Region», which was named before."""
    tokens, sentence, guest = document.tokens, document.sentences[number], named.guests[number]
    found = []
    # «die kasachische Firma KamLit»: the adjective belongs to the name that follows.
    taken = {index for side in here for index in range(side.first - 2, side.last)}
    for index in range(sentence.first_token, sentence.last_token - 1):
        word = tokens[index].text
        case: str | None = "adjective"
        if name := _adjective_side(word):
            follows = tokens[index + 1].text
            if kind(follows) in ("currency", "area") or _title(follows):
                continue  # «russische Rubel», «der belarussische Präsident»
            if kind(follows) in ("carrier", "partner"):
                case = _case(tokens, index, sentence) or case
        elif guest and kind(word) == "area" and tokens[index - 1].text in DEFINITE:
            name, case = guest, _case(tokens, index, sentence)
        else:
            continue
        if index not in taken:
            found.append(Side(index, index + 1, name, True, _country(name), case, True))
    return found


def unsaid(document: Document, named: Named, number: int, here: list[Side]) -> list[Side]:
    """Return who goes without saying: the company of the sentence before, the agency's country."""
    end, home, found = document.sentences[number].last_token, named.home, []
    if len(here) == 1 and here[0].place:
        before = [side for side in named.sides.get(number - 1, []) if not side.place][-1:]
        found = [side._replace(first=end, last=end, case="before", implied=True) for side in before]
    if here and home and all(side.name != home for side in here):
        found.append(Side(end, end, home, True, _country(home), "home", True))
    return found


def groups(tokens: list[Token], sides: list[Side]) -> list[list[Side]]:
    """Return the sides with those together that are coordinated: «A, B und das belarussische C»."""
    found: list[list[Side]] = []
    for side in sides:
        if found and coordinated(tokens[found[-1][-1].last : side.first]):
            found[-1].append(side)
        else:
            found.append([side])
    return found


def coordinated(between: list[Token]) -> bool:
    """Tell whether only «und das belarussische», «sowie dem Gebiet» stand between two names."""
    if not 0 < len(between) <= 7 or kind(between[0].text) not in ("joining", "mark"):
        return False
    kinds = {kind(token.text) or "article" * adjectival(token.text) for token in between}
    return "joining" in kinds <= {"joining", "mark", "article", "carrier", "area", "partner"}


def adjectival(word: str) -> bool:
    """Tell whether a word looks like an adjective: «belarussische»."""
    return len(word) > 4 and word[0].islower() and word.endswith(ENDINGS)


@lru_cache(maxsize=50_000)
def kind(word: str) -> str:
    """Return what frame_words.tsv says a word is: preposition, article, carrier …, or nothing."""
    listed = _kinds().get(word.lower())
    return listed or "carrier" * ("org_before" in gazetteer.profile(word).kinds)


def _may_be_partner(mention: Mention) -> bool:
    if mention.type not in ("LOC", "ORG") or "Botschaft" in mention.canonical:
        return False
    lends = mention.canonical.endswith(("bank", "fonds"))  # «Eurasische Entwicklungsbank»
    named = lends or UNION in mention.canonical
    return named or whereabouts(mention.canonical)[0] not in BYSTANDERS


def _seat(gap: list[Token]) -> bool:
    """Tell whether only a preposition, and a closing mark, stands before a company's seat."""
    return len(gap) == 1 or (len(gap) == 2 and kind(gap[0].text) in ("joining", "mark"))


def _abroad(name: str, home: str | None) -> bool:
    place, country = whereabouts(name)
    return place != "city" and name != home and country != _country(home)


def _country(name: str | None) -> str:
    return whereabouts(name or "")[1]


def _side(document: Document, mention: Mention, first: int, last: int) -> Side:
    tokens, name = document.tokens, mention.canonical
    # «dem Autobauer AwtoWAZ»: a word like an office, but of the company itself.
    made = first > 0 and mention.type == "ORG" and _title(tokens[first - 1].text)
    case = _case(tokens, first - made, document.sentences[tokens[first].sentence])
    if case == "laut" or (last < len(tokens) and tokens[last].text == "zufolge"):
        case = "role"
    return Side(first, last, name, mention.type == "LOC", _country(name), case, False)


def _case(tokens: list[Token], at: int, sentence: Sentence) -> str | None:
    """Return the preposition that governs a name, «role» for «Leiter der Republik Tatarstan»."""
    for index in range(at - 1, max(sentence.first_token, at - 7) - 1, -1):
        word, what = tokens[index].text, kind(tokens[index].text)
        before = [token.text for token in tokens[max(index - 3, sentence.first_token) : index]]
        if what == "preposition":
            if before and kind(before[-1]) == "partner":  # «an seine Partner in Jelabuga»
                continue
            office = before and (_speaks(before[-1]) or kind(before[-1]) == "source")
            if office and word in ("von", "vom", "bei", "beim", "aus"):
                return "role"
            if word == "von" and {"in", "im"} & {*before}:  # «in den Vierteln von Wologda»
                return "in"
            goal = word == "in" and tokens[index + 1].text in ("das", "die", "den")
            return "ins" if goal else word.lower()
        if what == "source" or _speaks(word):
            return "role"
        if not (what or adjectival(word)) or what in ("joining", "currency"):
            return None
    return None


def _title(word: str) -> bool:
    return gazetteer.profile(word).title


def _speaks(word: str) -> bool:
    """Tell an office whose country is no side: «Botschafter», «Botschaft von Belarus»."""
    known = gazetteer.profile(word)
    return known.title or "embassy" in known.kinds


@cache
def _kinds() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.read("frame_words", ("word", "kind"))}


@lru_cache(maxsize=50_000)
def _adjective_side(word: str) -> str | None:
    if not word.endswith(ENDINGS):
        return None
    stem = gazetteer.ADJECTIVE.sub("", word.lower())
    return _regions().get(stem) or gazetteer.country_of(word)


@cache
def _regions() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.read("region_adjectives", ("stem", "region"))}
