"""Who works with whom on what, and how firm it is."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from beleg import phrases, sides, words
from beleg.names import Mention
from beleg.phrases import Hit
from beleg.quotes import Quote
from beleg.sentences import Document, Token
from beleg.sides import Side
from beleg.themes import whereabouts

# Labels of status.tsv, firmest first, and what they mean; then those of cooperation.tsv.
STATUSES = {"agreed": "agreed", "wished": "wished", "planned": "planned"}
STATUSES |= {"future": "planned", "paper": "agreed"}
CUES = ("ask", "coop", "deal", "flow", "lands", "make", "meet",
        "plan", "project", "sides", "site", "trade")  # fmt: skip
LEXICONS = (("cooperation", "status"), (*CUES, *STATUSES, "@goods"))

UNION = ("Belarus", "Russland")  # the members of the Unionsstaat
GOING, COMING, BESIDE = ("nach", "an", "ins", "ans"), ("aus", "von", "vom", "bei"), ("in", "im")
LONGEST = 12  # words of an activity
NEAR = 4  # words between a verb and «in Simbabwe», which it governs
FEW, MOST = 4, 30  # sides that work together; sides of a sentence: what names more is a list
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


class Pair(NamedTuple):
    """Two sides, the cue that joins them, the tokens [first, last) from one to the other."""

    a: str
    b: str
    explicit: bool
    cue: Hit
    first: int
    last: int
    inner: int  # the token after the first of them


class Scene(NamedTuple):
    """What one sentence holds, and what the sentences before it told."""

    cues: dict[str, Hit]  # the first of each kind
    groups: list[list[Side]]  # coordinated sides together
    roles: list[Side]  # organisations whose people are named
    adjectives: list[Side]
    union: bool
    before: list[Side]  # sides of the sentence before
    home: str | None  # whose news agency it is
    guest: str | None  # the foreign region or country named last
    known: Pair | None  # found last

    def cue(self, *kinds: str) -> Hit | None:
        """Return the first cue of the first of these kinds that the sentence holds."""
        return next((self.cues[kind] for kind in kinds if kind in self.cues), None)

    def under(self, *cases: str | None) -> list[Side]:
        """Return the sides under one of these prepositions."""
        return [side for group in self.groups for side in group if side.case in cases]


def find(document: Document, mentions: list[Mention], quotes: list[Quote]) -> list[Relation]:
    """Return the relations of the body, in order of the text."""
    named = sides.named(document, mentions, quotes)
    hits: dict[int, list[Hit]] = defaultdict(list)
    given = {number: {"@goods"} for number in named.goods}
    for hit in phrases.find(document, phrases.read(*LEXICONS), given):
        hits[hit.sentence].append(hit)
    rows: list[Relation] = []
    known: Pair | None = None
    for number in sorted({*hits, *named.goods}):
        here, goods = named.sides.get(number, [])[:MOST], named.goods.get(number, [])
        told = [*hits[number], *_anaphor(document, number, goods)]
        scene = Scene(
            {hit.label: hit for hit in reversed(told)},
            sides.groups(document.tokens, [side for side in here if _acts(side)]),
            [side for side in here if side.case == "role" and not side.place],
            sides.adjectives(document.tokens, document.sentences[number], here)[:MOST],
            any(sides.UNION in side.name for side in here),
            [side for side in named.sides.get(number - 1, []) if _acts(side)],
            named.home,
            named.guests[number],
            known,
        )
        for known in _distinct(_pairs(scene)):
            rows.append(_relation(document, known, told, goods))
            if known.cue.label == "anaphor" and rows[-1].status_word is None:
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
    meant = None if scene.cue("flow", "meet") else scene.cue("plan", "make")
    between = firm or scene.cue("flow", "site", "project")
    for group in scene.groups:
        cue = {"zwischen": between, "von": firm, None: firm or meant}.get(group[0].case)
        for a, b in combinations(group if len(group) <= FEW else (), 2):
            yield from _pair(a, b, cue)


def _with(scene: Scene) -> Iterator[Pair]:
    """«Belarus will mit Baschkortostan … gemeinsam», «Zusammenarbeit mit Tatarstan»."""
    cue = scene.cue("coop", "deal", "trade", "site")
    partners = scene.under("mit") + [side for side in scene.adjectives if side.case == "mit"]
    for b in partners:
        yield from _nearest(scene, scene.under(None, "von", "zwischen") or scene.roles, b, cue)


def _flow(scene: Scene) -> Iterator[Pair]:
    """«liefert an …», «importierte aus China», «kaufte … belarussischer Herkunft»."""
    cue = scene.cue("flow", "trade")
    subjects, going, coming = scene.under(None), scene.under(*GOING), scene.under(*COMING)
    makers = [side for side in subjects if not side.place]
    beside = [side for side in scene.under(*BESIDE) if side.place]
    alone = len(subjects) == 1 or (not subjects and scene.adjectives)
    if cue and alone and not going and not coming:  # «beliefert Läden in …»
        going = [p for p in beside if makers or not subjects or abs(p.first - cue.last) < NEAR]
    for b in going or coming:
        others = coming if going else beside + scene.under("für")
        yield from _nearest(scene, subjects + others, b, cue)
    for b in scene.under("für") if makers else ():
        yield from _nearest(scene, makers, b, cue or scene.cue("make"))
    if not going and not coming and len(subjects) == 1:
        for b in scene.adjectives:
            yield from _pair(subjects[0], b, cue)


def _facing(scene: Scene) -> Iterator[Pair]:
    """«Minsk bittet Moskau …», «… will dem Kusbass Geräte liefern»: two sides, no preposition."""
    free = [group for group in scene.groups if group[0].case is None]
    if len(free) == 2 and len(free[0]) == len(free[1]) == 1:
        yield from _pair(free[0][0], free[1][0], scene.cue("deal", "coop", "flow", "ask"))


def _site(scene: Scene) -> Iterator[Pair]:
    """«Bis 2025 soll in Uljanowsk ein Zentrum für MTZ-Maschinen entstehen»; a visit is none."""
    cue = None if scene.cue("meet") else scene.cue("site")
    makers = [side for group in scene.groups for side in group if not side.place]
    makers = [side for side in makers if side.case not in ("aus", "bei")]
    for place in scene.under(*BESIDE, "bei", "nahe"):
        for maker in makers or [side for side in scene.adjectives if side.name == scene.home]:
            if place.place:
                yield from _pair(maker, place, cue)


def _unnamed(scene: Scene) -> Iterator[Pair]:
    """«im Rahmen des Unionsstaates», «vereinbarten die Seiten»: sides without their names."""
    if scene.union and (cue := scene.cue("project")):
        yield Pair(*UNION, False, cue, cue.first, cue.last, cue.last)
    companies = scene.known and "company" in {whereabouts(name)[0] for name in scene.known[:2]}
    meant = scene.cue("sides") or (None if companies else scene.cue("lands"))
    cue = scene.cue("coop", "deal", "project") if meant else None
    if cue and scene.known and not scene.groups:
        yield scene.known._replace(explicit=False, cue=cue, first=cue.first, last=cue.last)
    elif cue and scene.home and scene.guest and scene.cue("deal") and not scene.groups:
        yield Pair(scene.home, scene.guest, False, cue, cue.first, cue.last, cue.last)


def _taken_up(scene: Scene) -> Iterator[Pair]:
    """«… Prüfung dieser Motoren», «Drehscheibe für belarussische Produkte»: known from before."""
    cue, known = scene.cue("anaphor"), scene.known
    if scene.groups:
        return
    if cue and known and known.cue.sentence == cue.sentence - 1 and not scene.adjectives:
        yield known._replace(explicit=False, cue=cue, first=cue.first, last=cue.last)
    for side in scene.before[-1:]:
        for b in scene.adjectives if not side.place else ():
            maker = side._replace(first=b.first, last=b.last, implied=True)
            yield from _pair(maker, b, scene.cue("site", "flow"))


def _nearest(scene: Scene, others: list[Side], b: Side, cue: Hit | None) -> Iterator[Pair]:
    """Join a side to the nearest other one, or to the one that goes without saying."""
    near = [side for side in others if side.name != b.name]
    if near:
        near.sort(key=lambda side: (side.first > b.first, abs(side.first - b.first)))
        yield from _pair(near[0], b, cue)
    elif cue and (name := _implied(scene, b)) and name != b.name:
        yield Pair(name, b.name, False, cue, b.first, b.last, b.last)


def _implied(scene: Scene, b: Side) -> str | None:
    for side in scene.adjectives:
        if _two(side, b):
            return side.name
    if scene.home and b.country != whereabouts(scene.home)[1]:
        return scene.home
    return scene.guest if b.name == scene.home or not b.place else None


def _pair(a: Side, b: Side, cue: Hit | None) -> Iterator[Pair]:
    if cue and _two(a, b):
        first, last, inner = min(a.first, b.first), max(a.last, b.last), min(a.last, b.last)
        yield Pair(a.name, b.name, not (a.implied or b.implied), cue, first, last, inner)


def _two(a: Side, b: Side) -> bool:
    """Tell whether two sides are two: a company and its own country are not."""
    return a.name != b.name and not (a.country == b.country != "-" and (a.place or b.place))


def _acts(side: Side) -> bool:
    return side.case != "role" and sides.UNION not in side.name


def _distinct(pairs: Iterator[Pair]) -> list[Pair]:
    kept: dict[frozenset[str], Pair] = {}
    for pair in pairs:
        kept.setdefault(frozenset(pair[:2]), pair)
    return [*kept.values()]


def _relation(document: Document, pair: Pair, told: list[Hit], goods: list[str]) -> Relation:
    tokens, text = document.tokens, document.text
    firm, hit = _firmness(tokens, told)
    activity = _activity(document, pair)
    spans = [(pair.first, pair.last), (pair.cue.first, pair.cue.last), activity]
    spans += [(hit.first, hit.last)] if hit else []
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    work = text[tokens[activity[0]].start : tokens[activity[1] - 1].end]
    word = text[hit.start : hit.end] if hit else None
    start, end = tokens[first].start, tokens[last - 1].end
    status = (firm, word, pair.explicit, pair.cue.sentence)
    return Relation(start, end, pair.a, pair.b, work, tuple(goods), *status)


def _firmness(tokens: list[Token], told: list[Hit]) -> tuple[str, Hit | None]:
    """Return how firm a sentence speaks, and the words that show it."""
    for label, status in STATUSES.items():
        for hit in told:
            follows = tokens[hit.last].text if hit.last < len(tokens) else ""
            passive = label == "agreed" and follows == "werden"  # «soll unterzeichnet werden»
            if hit.label != label or passive:
                continue
            if label != "future" or _infinitive(tokens, hit):
                return status, hit
    return "exists", None


def _infinitive(tokens: list[Token], hit: Hit) -> bool:
    """Tell «werden … herstellen» from the passive «werden … hergestellt»."""
    for token in tokens[hit.last : hit.last + 40]:
        word = token.text
        if token.sentence != hit.sentence or word in STOPS - {","}:
            return False
        if word[0].islower() and word.endswith("n") and words.analyse(word).tag == "VV(INF)":
            return True
    return False


def _activity(document: Document, pair: Pair) -> tuple[int, int]:
    """Return the tokens [first, last) that tell the work: «industrielle Zusammenarbeit»."""
    tokens, cue = document.tokens, pair.cue
    sentence = document.sentences[cue.sentence]
    noun = tokens[cue.first].text[0].isupper() and cue.first > sentence.first_token
    first = cue.first if noun or pair.last > cue.first else pair.last
    first = pair.inner if first == cue.first == pair.last else first  # «Busse nach Kasan liefern»
    while first > sentence.first_token and (
        (noun and sides.adjectival(tokens[first - 1].text))
        or (cue.label == "anaphor" and tokens[first - 1].text not in STOPS)
    ):
        first -= 1
    while first < cue.first and sides.kind(tokens[first].text):
        first += 1
    last, end = cue.last, min(sentence.last_token, first + LONGEST)
    while last < end and (tokens[last].text not in STOPS or _enumerates(tokens, last)):
        last += 1
    return first, last


def _enumerates(tokens: list[Token], at: int) -> bool:
    """Tell whether this is the comma of «Autoteile, Aggregate und …», which ends no phrase."""
    return tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].text[0].isupper()


def _anaphor(document: Document, number: int, goods: list[str]) -> Iterator[Hit]:
    """Yield what takes up the sentence before: «Dabei geht es …», «Prüfung dieser Motoren»."""
    sentence = document.sentences[number]
    last = sentence.last_token if goods else min(sentence.first_token + 1, sentence.last_token)
    for index in range(sentence.first_token, last):
        token = document.tokens[index]
        opens = index == sentence.first_token and sides.kind(token.text) == "anaphor"
        if opens or token.text in ("diese", "dieser", "dieses", "diesen", "diesem"):
            yield Hit(token.start, token.end, "anaphor", number, index, index + 1)
            return
