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

# Labels of cooperation.tsv (those with «@» serve its conditions) and of status.tsv, firmest first.
CUES = ("coop", "deal", "flow", "meet", "plan", "project", "sides", "site", "trade")
CONDITIONS = ("@aus", "@ein", "@ware")
STATUSES = ("agreed", "wished", "planned", "future", "paper")
# Whose side an agency takes for granted: «Nach Kasachstan seien Maschinen exportiert worden».
HOMES = {"BelTA": "Belarus", "TASS": "Russland", "Kazinform": "Kasachstan", "Xinhua": "China"}
UNION = ("Unionsstaat", "Belarus", "Russland")

GOING, COMING, BESIDE = ("nach", "an", "ins", "ans"), ("aus", "von", "vom", "bei"), ("in", "im")
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
    """Two sides and the cue that joins them; `last` is the token after the later of them."""

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
    home: str | None
    known: list[Pair]

    def cue(self, *kinds: str) -> Hit | None:
        """Return the first cue of the first of these kinds that the sentence holds."""
        return next((self.cues[kind] for kind in kinds if kind in self.cues), None)

    def sides(self, *cases: str | None) -> list[Side]:
        """Return the sides under one of these prepositions."""
        return [side for group in self.groups for side in group if side.case in cases]


def find(document: Document, mentions: list[Mention], quotes: list[Quote]) -> list[Relation]:
    """Return the relations of the body, in order of the text."""
    cues = _by_sentence(
        phrases.find(document, phrases.read("cooperation", "kind", CUES + CONDITIONS))
    )
    status = _by_sentence(phrases.find(document, phrases.read("status", "status", STATUSES)))
    sides, goods = _sides_and_goods(document, mentions, quotes)
    known: list[Pair] = []
    rows = []
    for number, hits in sorted(cues.items()):
        sentence = document.sentences[number]
        first_of: dict[str, Hit] = {}
        for hit in hits:
            first_of.setdefault(hit.label, hit)
        scene = Scene(
            first_of,
            _groups(document.tokens, [side for side in sides[number] if side.name != UNION[0]]),
            _adjectives(document.tokens, sentence),
            any(side.name == UNION[0] for side in sides[number]),
            sides.get(number - 1, []),
            HOMES.get(document.article.agency),
            known,
        )
        pairs = _distinct(_pairs(scene))
        known += pairs
        rows += [_relation(document, p, status.get(number, []), goods[number]) for p in pairs]
    return rows


def _pairs(scene: Scene) -> Iterator[Pair]:
    yield from _joint(scene)
    yield from _with(scene)
    yield from _flow(scene)
    yield from _site(scene)
    yield from _unnamed(scene)


def _joint(scene: Scene) -> Iterator[Pair]:
    """«Belarus und Tatarstan wollen …», «zwischen A und B»; not «importierten A und B»."""
    firm = scene.cue("coop", "deal", "trade")
    meant = scene.cue("plan") if scene.cue("flow", "meet") is None else None
    for group in scene.groups:
        cue = {
            "zwischen": scene.cue("trade", "coop", "deal", "flow", "site", "project"),
            None: firm or meant,
            "von": firm,
        }
        if found := cue.get(group[0].case):
            for a, b in combinations(group, 2):
                yield from _pair(a, b, found)


def _with(scene: Scene) -> Iterator[Pair]:
    """«Belarus will mit Baschkortostan … gemeinsam», «Zusammenarbeit mit Tatarstan»."""
    cue = scene.cue("coop", "deal", "trade")
    if cue is None:
        return
    partners = scene.sides("mit") + [side for side in scene.adjectives if side.case == "mit"]
    for b in partners:
        yield from _nearest(scene, scene.sides(None, "von", "zwischen"), b, cue)


def _flow(scene: Scene) -> Iterator[Pair]:
    """«liefert an …», «importierte aus China», «kaufte … belarussischer Herkunft»."""
    cue = scene.cue("flow", "trade")
    subjects, going, coming = scene.sides(None), scene.sides(*GOING), scene.sides(*COMING)
    if cue is None:
        return
    for b in going or coming:
        yield from _nearest(scene, subjects + (coming if going else []), b, cue)
    if not going and not coming and len(subjects) == 1:
        for b in scene.adjectives:
            yield from _pair(subjects[0], b, cue)


def _site(scene: Scene) -> Iterator[Pair]:
    """«Bis 2025 soll in Uljanowsk ein Zentrum für MTZ-Maschinen entstehen»."""
    cue = scene.cue("site")
    if cue is None:
        return
    for place in scene.sides(*BESIDE):
        for group in scene.groups:
            for maker in group:
                if not maker.place and place.place and maker.case not in ("aus", "bei"):
                    yield from _pair(maker, place, cue)


def _unnamed(scene: Scene) -> Iterator[Pair]:
    """«vereinbarten die Seiten», «im Rahmen des Unionsstaates»: sides without their names."""
    cue = scene.cue("coop", "deal", "project", "plan")
    if scene.union and (found := scene.cue("project", "coop")):
        yield Pair(UNION[1], UNION[2], False, found, found.first, found.last)
    if scene.cue("sides") and cue and scene.known and not scene.groups:
        yield scene.known[-1]._replace(explicit=False, cue=cue, first=cue.first, last=cue.last)
    if (found := scene.cue("site", "flow")) and not scene.groups:
        for side in scene.before[-1:]:
            for b in scene.adjectives if not side.place else ():
                yield from _pair(side._replace(implied=True, last=b.last), b, found)


def _nearest(scene: Scene, others: list[Side], b: Side, cue: Hit) -> Iterator[Pair]:
    """Join a side to the nearest other one, or to the one that goes without saying."""
    near = sorted(
        (side.first > b.first, abs(side.first - b.first), side)
        for side in others
        if side.name != b.name
    )
    if near:
        yield from _pair(near[0][2], b, cue)
    elif name := _implied(scene, b):
        yield Pair(name, b.name, False, cue, min(b.first, cue.first), max(b.last, cue.last))


def _implied(scene: Scene, b: Side) -> str | None:
    for side in scene.adjectives:
        if _two(side, b):
            return side.name
    if scene.home and b.country != _countries().get(scene.home, ""):
        return scene.home
    partners = [
        pair.a if pair.b == b.name else pair.b for pair in scene.known if b.name in pair[:2]
    ]
    return partners[-1] if partners and b.name == scene.home else None


def _pair(a: Side, b: Side, cue: Hit) -> Iterator[Pair]:
    if _two(a, b):
        explicit = not (a.implied or b.implied)
        yield Pair(
            a.name,
            b.name,
            explicit,
            cue,
            min(a.first, b.first, cue.first),
            max(a.last, b.last, cue.last),
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
    firsts = [pair.first, hit.first] if hit else [pair.first]
    lasts = [pair.last, hit.last] if hit else [pair.last]
    start, end = document.tokens[min(firsts)].start, document.tokens[max(lasts) - 1].end
    word = document.text[hit.start : hit.end] if hit else None
    return Relation(
        start,
        end,
        pair.a,
        pair.b,
        _activity(document, pair),
        tuple(goods),
        firm,
        word,
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


def _activity(document: Document, pair: Pair) -> str:
    """Return the phrase around the cue: «industrielle Zusammenarbeit»."""
    tokens, cue = document.tokens, pair.cue
    end = document.sentences[cue.sentence].last_token
    noun = (
        tokens[cue.first].text[0].isupper()
        and cue.first > 0
        and tokens[cue.first - 1].sentence == cue.sentence
    )
    first = cue.first if noun or pair.last > cue.last else pair.last
    while noun and first > 0 and _adjectival(tokens[first - 1].text):
        first -= 1
    last = cue.last
    while last < min(end, first + 10) and tokens[last].text not in STOPS:
        last += 1
    return document.text[tokens[first].start : tokens[max(last, first + 1) - 1].end]


def _by_sentence(hits: list[Hit]) -> dict[int, list[Hit]]:
    found: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.sentence >= 0 and not hit.label.startswith("@"):
            found[hit.sentence].append(hit)
    return found


def _sides_and_goods(
    document: Document, mentions: list[Mention], quotes: list[Quote]
) -> tuple[dict[int, list[Side]], dict[int, list[str]]]:
    """Return who may be a partner and which goods are named, by sentence."""
    tokens = document.tokens
    starts = [token.start for token in tokens]
    speakers = {quote.speaker_span for quote in quotes}
    sides: dict[int, list[Side]] = defaultdict(list)
    goods: dict[int, list[str]] = defaultdict(list)
    for mention in mentions:
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        number = tokens[first].sentence if first < last else -1
        if number < 0:
            continue
        if mention.type == "PRODUCT" and mention.canonical not in goods[number]:
            goods[number].append(mention.canonical)
        if mention.type not in ("LOC", "ORG") or mention.canonical in HOMES:
            continue
        here = sides[number]
        case = _case(tokens, first, document.sentences[number])
        follows = tokens[last].text if last < len(tokens) else ""
        if here and here[-1].name == mention.canonical and first - here[-1].last <= 1:
            here[-1] = here[-1]._replace(last=last + 1)  # «… Automobilwerk (GAZ)»
        elif here and not here[-1].place and case == "in" and first - here[-1].last == 1:
            continue  # «die Universität MIET in Selenograd»
        elif (
            case not in ("role", "laut")
            and follows != "zufolge"
            and (mention.start, mention.end) not in speakers
        ):
            if case is None and here and _coordinated(tokens[here[-1].last : first]):
                case = here[-1].case
            country = _countries().get(mention.canonical, "-")
            here.append(
                Side(first, last, mention.canonical, mention.type == "LOC", country, case, False)
            )
    return sides, goods


def _case(tokens: list[Token], at: int, sentence: Sentence) -> str | None:
    """Return the preposition that governs a name, «role» for «Leiter der Republik Tatarstan»."""
    for index in range(at - 1, max(sentence.first_token, at - 7) - 1, -1):
        word, kind = tokens[index].text, _kind(tokens[index].text)
        before = tokens[index - 1].text if index > sentence.first_token else ""
        if kind == "preposition":
            if _kind(before) == "partner":
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


def _adjectives(tokens: list[Token], sentence: Sentence) -> list[Side]:
    """Return the sides that only an adjective names; «der belarussische Präsident» names none."""
    found = []
    for index in range(sentence.first_token, sentence.last_token - 1):
        word, follows = tokens[index].text, tokens[index + 1].text
        name = _adjective_side(word) if word.endswith(("e", "en", "er", "em", "es")) else None
        if name and not gazetteer.profile(follows).title and _kind(follows) != "currency":
            case = (
                _case(tokens, index, sentence) if _kind(follows) in ("carrier", "partner") else None
            )
            found.append(
                Side(index, index + 1, name, True, _countries().get(name, "-"), case, True)
            )
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
        and {*kinds} <= {"joining", "article", "carrier", "partner"}
    )


def _adjectival(word: str) -> bool:
    return len(word) > 4 and word[0].islower() and word.endswith(("e", "en", "er", "em", "es"))


@cache
def _countries() -> dict[str, str]:
    columns = ("name", "kind", "country", "variants")
    return {
        row[0]: row[2]
        for file in ("organisations", "places")
        for row in lexicon.read(file, columns)
    }


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
