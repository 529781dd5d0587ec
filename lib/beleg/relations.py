"""Who works with whom on what, and how firm it is."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import NamedTuple

from beleg import gazetteer, lexicon, phrases, words
from beleg.names import Mention
from beleg.phrases import Hit
from beleg.quotes import Quote
from beleg.sentences import Document, Sentence, Token
from beleg.themes import whereabouts

# Labels of cooperation.tsv and of status.tsv, firmest first.
CUES = ("ask", "coop", "deal", "flow", "meet", "plan", "project", "sides", "site", "trade")
STATUSES = ("agreed", "wished", "planned", "future", "paper")
# Whose side an agency takes for granted: «Nach Kasachstan seien Maschinen exportiert worden».
HOMES = {"BelTA": "Belarus", "TASS": "Russland", "Kazinform": "Kasachstan", "Xinhua": "China"}
# Kinds of organisations that bring partners together and are none themselves.
BYSTANDERS = {"international", "event", "agency"}
UNION = ("Unionsstaat", "Belarus", "Russland")

GOING, COMING, BESIDE = ("nach", "an", "ins", "ans"), ("aus", "von", "vom", "bei"), ("in", "im")
ANAPHORS = {"Dabei", "Dafür", "Damit", "Hierfür", "Darunter", "Ihre", "Deren"}
DEMONSTRATIVES = {"diese", "dieser", "dieses", "diesen", "diesem"}
LONGEST = 12  # words of an activity
STOPS = set(',.;:!?…“”"«»„()–—')


class Relation(NamedTuple):
    """Two partners that cooperate: the plain span of the words that say so, and how firm it is."""

    start: int
    end: int
    a: str  # canonical names
    b: str
    activity: str  # «industrielle Zusammenarbeit»
    goods: tuple[str, ...]
    status: str  # exists, agreed, planned, wished
    status_word: str | None  # «haben vereinbart»
    explicit: bool  # both partners are named in the sentence
    sentence: int


class Side(NamedTuple):
    """One side that a sentence names, by its tokens [first, last)."""

    first: int
    last: int
    name: str
    place: bool
    country: str  # code as in places.tsv, «-» if not known
    case: str | None  # the preposition that governs it, «ins» for a goal
    implied: bool  # only «belarussischer Herkunft», «mit tatarischen Partnern»


class Pair(NamedTuple):
    """Two sides, the cue that joins them, the tokens [first, last) from one to the other."""

    a: str
    b: str
    explicit: bool
    cue: Hit
    first: int
    last: int


class Scene(NamedTuple):
    """What one sentence holds, and what the sentences before it told."""

    cues: dict[str, Hit]  # the first of each kind
    groups: list[list[Side]]  # coordinated sides together
    adjectives: list[Side]
    union: bool
    before: list[Side]  # sides of the sentence before
    home: str | None  # whose news agency it is
    guest: str | None  # the foreign region or country named last
    known: list[Pair]  # the pair found last

    def cue(self, *kinds: str) -> Hit | None:
        """Return the first cue of the first of these kinds that the sentence holds."""
        return next((self.cues[kind] for kind in kinds if kind in self.cues), None)

    def sides(self, *cases: str | None) -> list[Side]:
        """Return the sides under one of these prepositions."""
        return [side for group in self.groups for side in group if side.case in cases]


def find(document: Document, mentions: list[Mention], quotes: list[Quote]) -> list[Relation]:
    """Return the relations of the body, in order of the text."""
    cooperation = phrases.read("cooperation", "kind", CUES)
    cues = _by_sentence(phrases.find(document, cooperation))
    status = _by_sentence(phrases.find(document, phrases.read("status", "status", STATUSES)))
    sides, guests, goods = _named(document, mentions, quotes)
    known: list[Pair] = []
    rows: list[Relation] = []
    for number in sorted({*cues, *status, *goods}):
        here = sides.get(number, [])
        told = [*cues.get(number, []), *_anaphor(document, number, goods.get(number))]
        scene = Scene(
            {hit.label: hit for hit in reversed(told)},
            _groups(document.tokens, [side for side in here if side.name != UNION[0]]),
            _adjectives(document.tokens, document.sentences[number]),
            any(side.name == UNION[0] for side in here),
            sides.get(number - 1, []),
            HOMES.get(document.article.agency),
            guests[number],
            known[-1:],
        )
        for pair in _distinct(_pairs(scene)):
            known.append(pair)
            rows.append(_relation(document, pair, status.get(number, []), goods.get(number, [])))
            if pair.cue.label == "anaphor" and rows[-1].status_word is None and len(rows) > 1:
                rows[-1] = rows[-1]._replace(status=rows[-2].status)
    return rows


def _pairs(scene: Scene) -> Iterator[Pair]:
    named = [*_joint(scene), *_with(scene), *_flow(scene), *_facing(scene)]
    yield from named or _site(scene)
    yield from _unnamed(scene)
    yield from _taken_up(scene)


def _joint(scene: Scene) -> Iterator[Pair]:
    """«Belarus und Tatarstan wollen …», «zwischen A und B»; not «importierten A und B»."""
    firm = scene.cue("coop", "deal", "trade")
    meant = scene.cue("plan") if scene.cue("flow", "meet") is None else None
    between = scene.cue("trade", "coop", "deal", "flow", "site", "project")
    for group in scene.groups:
        cue = {"zwischen": between, "von": firm, None: firm or meant}.get(group[0].case)
        for a, b in combinations(group, 2):
            if cue:
                yield from _pair(a, b, cue)


def _with(scene: Scene) -> Iterator[Pair]:
    """«Belarus will mit Baschkortostan … gemeinsam», «Zusammenarbeit mit Tatarstan»."""
    cue = scene.cue("coop", "deal", "trade", "site")
    partners = scene.sides("mit") + [side for side in scene.adjectives if side.case == "mit"]
    for b in partners:
        if cue:
            yield from _nearest(scene, scene.sides(None, "von", "zwischen"), b, cue)


def _flow(scene: Scene) -> Iterator[Pair]:
    """«liefert an …», «importierte aus China», «kaufte … belarussischer Herkunft»."""
    cue = scene.cue("flow", "trade")
    subjects, going, coming = scene.sides(None), scene.sides(*GOING), scene.sides(*COMING)
    if cue is None:
        return
    if not going and not coming and any(not side.place for side in subjects):
        going = [side for side in scene.sides(*BESIDE) if side.place]  # «beliefert Läden in …»
    for b in going or coming:
        yield from _nearest(scene, subjects + (coming if going else []), b, cue)
    if not going and not coming and len(subjects) == 1:
        for b in scene.adjectives:
            yield from _pair(subjects[0], b, cue)


def _facing(scene: Scene) -> Iterator[Pair]:
    """«Minsk bittet Moskau …», «… will dem Kusbass Geräte liefern»: two sides, no preposition."""
    cue = scene.cue("deal", "coop", "flow", "ask")
    free = [group for group in scene.groups if group[0].case is None]
    if cue and len(free) == 2 and len(free[0]) == len(free[1]) == 1:
        yield from _pair(free[0][0], free[1][0], cue)


def _site(scene: Scene) -> Iterator[Pair]:
    """«Bis 2025 soll in Uljanowsk ein Zentrum für MTZ-Maschinen entstehen»."""
    cue = scene.cue("site")
    makers = [side for group in scene.groups for side in group if not side.place]
    makers = [side for side in makers if side.case not in ("aus", "bei")] or [
        side for side in scene.adjectives if side.name == scene.home
    ]
    if cue is None:
        return
    for place in scene.sides(*BESIDE):
        for maker in makers if place.place else ():
            yield from _pair(maker, place, cue)


def _unnamed(scene: Scene) -> Iterator[Pair]:
    """«vereinbarten die Seiten», «im Rahmen des Unionsstaates»: sides without their names."""
    cue = scene.cue("coop", "deal", "project", "plan")
    if scene.union and (found := scene.cue("project", "coop")):
        yield Pair(UNION[1], UNION[2], False, found, found.first, found.last)
    if scene.cue("sides") and cue and not scene.groups:
        if scene.known:
            yield scene.known[-1]._replace(explicit=False, cue=cue, first=cue.first, last=cue.last)
        elif scene.home and scene.guest and scene.cue("deal"):
            yield Pair(scene.home, scene.guest, False, cue, cue.first, cue.last)
    if (found := scene.cue("site", "flow")) and not scene.groups:
        for side in scene.before[-1:]:
            for b in scene.adjectives if not side.place else ():
                yield from _pair(side._replace(first=b.first, last=b.last, implied=True), b, found)


def _taken_up(scene: Scene) -> Iterator[Pair]:
    """«… Prüfung dieser Motoren», «Ihre Finanzierung ist geklärt»: the pair just named."""
    cue = scene.cue("anaphor")
    for pair in scene.known if cue and not scene.groups and not scene.adjectives else ():
        if cue and pair.cue.sentence == cue.sentence - 1:
            yield pair._replace(explicit=False, cue=cue, first=cue.first, last=cue.last)


def _nearest(scene: Scene, others: list[Side], b: Side, cue: Hit) -> Iterator[Pair]:
    """Join a side to the nearest other one, or to the one that goes without saying."""
    near = [side for side in others if side.name != b.name]
    if near:
        a = min(near, key=lambda side: (side.first > b.first, abs(side.first - b.first)))
        yield from _pair(a, b, cue)
    elif (name := _implied(scene, b)) and name != b.name:
        yield Pair(name, b.name, False, cue, b.first, b.last)


def _implied(scene: Scene, b: Side) -> str | None:
    for side in scene.adjectives:
        if _two(side, b):
            return side.name
    if scene.home and b.country != whereabouts(scene.home)[1]:
        return scene.home
    return scene.guest if b.name == scene.home or not b.place else None


def _pair(a: Side, b: Side, cue: Hit) -> Iterator[Pair]:
    if _two(a, b):
        explicit = not (a.implied or b.implied)
        yield Pair(
            a.name,
            b.name,
            explicit,
            cue,
            min(a.first, b.first),
            max(a.last, b.last),
        )


def _two(a: Side, b: Side) -> bool:
    """Tell whether two sides are two: a company and its own country are not."""
    return a.name != b.name and not (a.country == b.country != "-" and (a.place or b.place))


def _distinct(pairs: Iterator[Pair]) -> list[Pair]:
    kept: dict[frozenset[str], Pair] = {}
    for pair in pairs:
        kept.setdefault(frozenset(pair[:2]), pair)
    return [*kept.values()]


def _relation(document: Document, pair: Pair, status: list[Hit], goods: list[str]) -> Relation:
    firm, hit = _firmness(document.tokens, status)
    first, last = _activity(document, pair)
    words_of_it = [pair.first, pair.cue.first, first, *([hit.first] if hit else [])]
    ends = [pair.last, pair.cue.last, last, *([hit.last] if hit else [])]
    return Relation(
        document.tokens[min(words_of_it)].start,
        document.tokens[max(ends) - 1].end,
        pair.a,
        pair.b,
        document.text[document.tokens[first].start : document.tokens[last - 1].end],
        tuple(goods),
        firm,
        document.text[hit.start : hit.end] if hit else None,
        pair.explicit,
        pair.cue.sentence,
    )


def _firmness(tokens: list[Token], hits: list[Hit]) -> tuple[str, Hit | None]:
    """Return how firm a sentence speaks, and the words that show it."""
    for label in STATUSES:
        for hit in hits:
            follows = tokens[hit.last].text if hit.last < len(tokens) else ""
            passive = label == "agreed" and follows == "werden"  # «soll unterzeichnet werden»
            if (
                hit.label == label
                and not passive
                and (label != "future" or _infinitive(tokens, hit))
            ):
                return {"future": "planned", "paper": "agreed"}.get(label, label), hit
    return "exists", None


def _infinitive(tokens: list[Token], hit: Hit) -> bool:
    """Tell «werden … herstellen» from the passive «werden … hergestellt»."""
    for token in tokens[hit.last : hit.last + 40]:
        if token.sentence != hit.sentence or token.text in STOPS - {","}:
            return False
        if (
            token.text[0].islower()
            and token.text.endswith("n")
            and words.analyse(token.text).tag == "VV(INF)"
        ):
            return True
    return False


def _activity(document: Document, pair: Pair) -> tuple[int, int]:
    """Return the tokens [first, last) that tell the work: «industrielle Zusammenarbeit»."""
    tokens, cue = document.tokens, pair.cue
    sentence = document.sentences[cue.sentence]
    noun = tokens[cue.first].text[0].isupper() and cue.first > sentence.first_token
    first = cue.first if noun or pair.last > cue.first else pair.last
    while (
        cue.label == "anaphor"
        and first > sentence.first_token
        and tokens[first - 1].text not in STOPS
    ):
        first -= 1
    while noun and first > sentence.first_token and _adjectival(tokens[first - 1].text):
        first -= 1
    while first < cue.first and (
        tokens[first].text in STOPS or _kind(tokens[first].text) or _verbal(tokens[first].text)
    ):
        first += 1
    last = cue.last
    while last < min(sentence.last_token, first + LONGEST) and not _stops(tokens, last):
        last += 1
    return first, last


def _stops(tokens: list[Token], at: int) -> bool:
    """Tell whether a phrase ends here; the comma of «Autoteile, Aggregate und …» ends none."""
    follows = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return tokens[at].text in STOPS and not (tokens[at].text == "," and follows[:1].isupper())


def _anaphor(document: Document, number: int, goods: list[str] | None) -> Iterator[Hit]:
    """Yield what takes up the sentence before: «Dabei geht es …», «Prüfung dieser Motoren»."""
    sentence = document.sentences[number]
    last = sentence.last_token if goods else sentence.first_token + 1
    for index in range(sentence.first_token, last):
        token = document.tokens[index]
        opens = index == sentence.first_token and token.text in ANAPHORS
        if opens or token.text in DEMONSTRATIVES:
            yield Hit(token.start, token.end, "anaphor", number, index, index + 1)
            return


def _by_sentence(hits: list[Hit]) -> dict[int, list[Hit]]:
    found: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.sentence >= 0 and not hit.label.startswith("@"):
            found[hit.sentence].append(hit)
    return found


def _named(
    document: Document, mentions: list[Mention], quotes: list[Quote]
) -> tuple[dict[int, list[Side]], list[str | None], dict[int, list[str]]]:
    """Return, by sentence, who may be a partner, the foreign place named last, and the goods."""
    tokens = document.tokens
    starts = [token.start for token in tokens]
    speakers = {quote.speaker_span for quote in quotes}
    home = whereabouts(HOMES.get(document.article.agency, ""))[1]
    sides: dict[int, list[Side]] = defaultdict(list)
    guests: dict[int, str] = {}
    goods: dict[int, list[str]] = defaultdict(list)
    for mention in mentions:
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        number = tokens[first].sentence if first < last else -1
        if number < 0:
            continue
        if mention.type == "PRODUCT" and mention.canonical not in goods[number]:
            goods[number].append(mention.canonical)
        if not _may_be_partner(mention):
            continue
        here, name = sides[number], mention.canonical
        if here and here[-1].name == name and first - here[-1].last <= 1:
            here[-1] = here[-1]._replace(last=last + 1)  # «… Automobilwerk (GAZ)»
            continue
        side = _side(document, mention, first, last)
        if here and side.case is None and _coordinated(tokens[here[-1].last : first]):
            side = side._replace(case=here[-1].case)
        if side.place and side.country != home and whereabouts(name)[0] != "city":
            guests[number] = name
        seat = (
            bool(here) and not here[-1].place and side.case == "in" and first - here[-1].last == 1
        )
        if side.case != "role" and not seat and (mention.start, mention.end) not in speakers:
            here.append(side)
    latest = [guests.get(0)]
    for number in range(1, len(document.sentences)):
        latest.append(guests.get(number, latest[-1]))
    return sides, latest, goods


def _may_be_partner(mention: Mention) -> bool:
    if mention.canonical == UNION[0]:
        return True
    kind = whereabouts(mention.canonical)[0]
    return mention.type in ("LOC", "ORG") and kind not in BYSTANDERS


def _side(document: Document, mention: Mention, first: int, last: int) -> Side:
    tokens = document.tokens
    case = _case(tokens, first, document.sentences[tokens[first].sentence])
    if case == "laut" or (last < len(tokens) and tokens[last].text == "zufolge"):
        case = "role"
    country = whereabouts(mention.canonical)[1]
    return Side(first, last, mention.canonical, mention.type == "LOC", country, case, False)


def _case(tokens: list[Token], at: int, sentence: Sentence) -> str | None:
    """Return the preposition that governs a name, «role» for «Leiter der Republik Tatarstan»."""
    for index in range(at - 1, max(sentence.first_token, at - 7) - 1, -1):
        word, kind = tokens[index].text, _kind(tokens[index].text)
        before = tokens[index - 1].text if index > sentence.first_token else ""
        if kind == "preposition":
            if _kind(before) == "partner" or (word == "von" and _within(tokens, index - 2)):
                continue
            if gazetteer.profile(before).title and word in ("von", "vom", "bei", "beim"):
                return "role"
            return (
                "ins"
                if word == "in" and tokens[index + 1].text in ("das", "die", "den")
                else word.lower()
            )
        if kind == "source" or gazetteer.profile(word).title:
            return "role"
        if not (kind or _adjectival(word)) or kind in ("joining", "currency"):
            return None
    return None


def _within(tokens: list[Token], at: int) -> bool:
    """Tell «in den Neubauvierteln von»: the place is where, not whence."""
    return any(token.text in ("in", "im") for token in tokens[max(at - 1, 0) : at + 1])


def _adjectives(tokens: list[Token], sentence: Sentence) -> list[Side]:
    """Return the sides that only an adjective names; «der belarussische Präsident» names none."""
    found = []
    for index in range(sentence.first_token, sentence.last_token - 1):
        word, follows = tokens[index].text, tokens[index + 1].text
        name = _adjective_side(word) if word.endswith(("e", "en", "er", "em", "es")) else None
        if (
            name
            and not gazetteer.profile(follows).title
            and _kind(follows) not in ("currency", "area")
        ):
            case = (
                _case(tokens, index, sentence) if _kind(follows) in ("carrier", "partner") else None
            )
            found.append(Side(index, index + 1, name, True, whereabouts(name)[1], case, True))
    return found


def _groups(tokens: list[Token], sides: list[Side]) -> list[list[Side]]:
    """Return the sides with those together that are coordinated: «A, B und das belarussische C»."""
    groups: list[list[Side]] = []
    for side in sides:
        if groups and _coordinated(tokens[groups[-1][-1].last : side.first]):
            groups[-1].append(side)
        else:
            groups.append([side])
    return groups


def _coordinated(between: list[Token]) -> bool:
    """Tell whether only «und das belarussische», «sowie dem Gebiet» stand between two names."""
    kinds = [
        _kind(token.text) or ("article" if _adjectival(token.text) else "") for token in between
    ]
    return (
        0 < len(kinds) <= 6
        and kinds[0] == "joining"
        and {*kinds} <= {"joining", "article", "carrier", "area", "partner"}
    )


def _verbal(word: str) -> bool:
    """Tell a finite verb or adverb that opens an activity: «wollen», «haben»."""
    return word in {"wollen", "will", "haben", "hat", "werden", "wird", "sollen", "soll", "derzeit"}


def _adjectival(word: str) -> bool:
    return len(word) > 4 and word[0].islower() and word.endswith(("e", "en", "er", "em", "es"))


@cache
def _kinds() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.read("frame_words", ("word", "kind"))}


def _kind(word: str) -> str:
    """Return preposition, article, carrier, partner, source, currency, joining, or nothing."""
    return _kinds().get(word.lower(), "")


@cache
def _adjective_side(word: str) -> str | None:
    rows = lexicon.read("region_adjectives", ("stem", "region"))
    regions = {row[0]: row[1] for row in rows}
    return regions.get(gazetteer.ADJECTIVE.sub("", word.lower())) or gazetteer.country_of(word)
