"""Who works with whom on what, and how firm it is."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations, compress, repeat
from typing import NamedTuple

from beleg.reading import lexicon, phrases, sides
from beleg.reading.names import Mention
from beleg.reading.phrases import Hit
from beleg.reading.quotes import Quote
from beleg.reading.sentences import Document, indexed
from beleg.reading.sides import UNSAID, Side
from beleg.reading.words import analyse

# Labels of status.tsv, firmest first, and what they mean; then those of cooperation.tsv.
STATUSES = {"agreed": "agreed", "wished": "wished", "planned": "planned"}
STATUSES |= {"future": "planned", "paper": "agreed"}
CUES = ("ask", "client", "coop", "deal", "flow", "lands", "make", "meet",
        "plan", "project", "sides", "site", "trade")  # fmt: skip
LEXICONS = (("cooperation", "status"), (*CUES, *STATUSES, "@goods"))

UNION = ("Belarus", "Russland")  # the members of the Unionsstaat
LONGEST = 12  # words of an activity
FEW, MOST = 4, 12  # sides that work together; sides of a sentence: what names more is a list
# How a side stands in its sentence, by its preposition; any other is «other».
SLOTS: dict[str | None, str] = {None: "subject", "mit": "with", "zwischen": "between"}
SLOTS |= {name: name for name in ("role", "adjective", "home", "before", "topic")}
SLOTS |= dict.fromkeys(("nach", "an", "ins", "ans", "zu", "zum", "zur"), "to")
SLOTS |= dict.fromkeys(("aus", "von", "vom", "durch", "seitens"), "from")
SLOTS |= {"bei": "at", "beim": "at", "für": "for", "gegenüber": "for"}
SLOTS |= dict.fromkeys(("in", "im", "auf", "nahe", "am"), "in")
PLACED = SLOTS | {case: "in" for case, slot in SLOTS.items() if slot == "at"} | {"role": "office"}
# What the cues of a sentence amount to; the first counts for those that are coordinated.
FORCE = {"firm": ("coop", "deal", "trade"), "flow": ("flow",), "site": ("site",)}
FORCE |= {"meeting": ("meet",), "weak": ("make", "project", "plan", "ask")}
FORCES = {kind: force for force, kinds in FORCE.items() for kind in kinds}
SHOWN = (*UNSAID, "adjective")  # cases of implied sides that no sentence before has named
UNNAMED = ("sides", "lands", "anaphor")  # cues that stand for the pair named last
THESE = {"diese", "dieser", "dieses", "diesen", "diesem"}
IS_THIS = indexed(THESE.__contains__)
ABROAD = "both abroad"  # sign of two places of which none is the agency's country
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
    """What one sentence holds."""

    number: int
    words: list[str]  # of the document
    cues: dict[str, Hit]  # the first of each kind
    forces: list[str]
    sides: list[Side]  # in order of the text, but who goes without saying stands last
    groups: dict[Side, list[Side]]  # with each of several those that are coordinated with it
    named: sides.Named
    union: bool  # names the Unionsstaat

    def cue(self, *kinds: str) -> Hit | None:
        """Return the first cue of the first of these kinds that the sentence holds."""
        return next(filter(None, map(self.cues.get, kinds)), None)


def find(document: Document, mentions: list[Mention], quotes: list[Quote]) -> list[Relation]:
    """Return the relations of the body, in order of the text."""
    rows: list[Relation] = []
    known: Pair | None = None
    for scene, told, goods in scenes(document, mentions, quotes):
        found = [_pair(scene, a, b) for a, b, signs in candidates(scene) if weight(signs) > 0]
        for pair in _distinct(found or [*_unnamed(scene, known)]):
            known = pair
            rows.append(_relation(document, pair, told, goods))
            if pair.cue.label == "anaphor" and rows[-1].status_word is None:
                rows[-1] = rows[-1]._replace(status=rows[-2].status)
    return rows


def scenes(
    document: Document, mentions: list[Mention], quotes: list[Quote]
) -> Iterator[tuple[Scene, list[Hit], list[str]]]:
    """Yield what each sentence holds, with all its cues and its goods."""
    named, words = sides.named(document, mentions, quotes), document.words
    hits: dict[int, list[Hit]] = defaultdict(list)
    given = {number: {"@goods"} for number in named.goods}
    these = document.by_sentence(IS_THIS)
    for hit in phrases.find(document, phrases.read(*LEXICONS), given):
        hits[hit.sentence].append(hit)
    for number in sorted({*hits, *named.goods, *named.sides}):
        goods, here = named.goods.get(number, []), named.sides.get(number, [])[:MOST]
        told = hits.get(number, [])
        if here and told:  # a word of a name is no cue
            inside = {at for side in here for at in range(side.first, side.last)}
            told = [hit for hit in told if hit.first not in inside]
        told = [*told, *_anaphor(document, number, these[number][:1] if goods else [])]
        cues = {hit.label: hit for hit in reversed(told)}
        acting = [side for side in here if sides.UNION not in side.name]
        hinted = sides.implied(document, named, number, here) if number in named.hints else []
        spoken = sorted([*acting, *hinted])[: 2 * MOST] if hinted else acting
        if not here and not spoken and cues.keys().isdisjoint(UNNAMED):
            continue
        everyone = [*spoken, *sides.unsaid(document, named, number, spoken)]
        together = sides.groups(words, acting) if len(acting) > 1 else []
        groups = {side: group for group in together for side in group}
        forces = [*filter({*map(FORCES.get, cues)}.__contains__, FORCE)]
        # «im Rahmen des Unionsstaates», but not «aus dem Haushalt des Unionsstaates»
        unions = [side for side in here if side not in acting]
        union = any("Rahmen" in words[max(side.first - 3, 0) : side.first] for side in unions)
        yield Scene(number, words, cues, forces, everyone, groups, named, union), told, goods


def candidates(scene: Scene) -> Iterator[tuple[Side, Side, list[str]]]:
    """Yield every two sides of a sentence, with the signs for and against them."""
    about = _about(scene)
    paired: set[Side] = set()
    for a, b in combinations(scene.sides, 2):
        if a.case in UNSAID or not _two(a, b) or (b.case in ("home", "topic") and a in paired):
            continue
        signs = [*about, *_signs(scene, a, b)]
        # «nach Peru wurde mehr verkauft als nach Kuba»: both may be partners of who goes unsaid.
        if b.case not in UNSAID and (ABROAD not in signs or b in scene.groups.get(a, [])):
            paired |= {a, b}
        yield a, b, signs


def weight(signs: list[str]) -> float:
    """Return how much signs speak for cooperation; below 0, against it."""
    return sum(map(_weights().get, signs, repeat(0))) / 1000


def _about(scene: Scene) -> list[str]:
    """Return the signs of a sentence."""
    said = len([side for side in scene.sides if side.case not in UNSAID])
    signs = ["any", "one side" if said < 2 else "two sides" if said == 2 else "more sides"]
    signs += ["opens the article"] if scene.number == 0 else []
    return signs if scene.forces else [*signs, "no cue"]


def _joined(scene: Scene, a: Side, group: list[Side], alike: bool) -> list[str]:
    """Return the signs of two coordinated sides."""
    signs = [f"joined: {_slot(a)}", "joined: few" if len(group) <= FEW else "joined: many"]
    # «importierten Belarus und Russland», but «zwischen Belarus und China gingen Waren»
    if a.case != "zwischen" and not scene.union and scene.forces[:1] == ["flow"]:
        signs.append("joined: flow")
    return [*signs, "joined: same country"] if alike else signs


def _apart(scene: Scene, a: Side, b: Side) -> list[str]:
    """Return the signs of two sides that stand in different places of a sentence."""
    slots = [_slot(a), _slot(b)]
    in_city = "in" in slots and ("in", "city") in zip(slots, map(_kind, (a, b)), strict=True)
    if "client" in scene.cues:  # «Größter Abnehmer ist Russland»
        slots = ["client" if slot == "subject" else slot for slot in slots]
    signs = [", ".join(sorted(slots))]
    for force in scene.forces:
        if force in ("flow", "site"):
            signs += [f"{force}: {slot}" for slot in {*slots}.difference(UNSAID)]
    # «A und B bauen in Ufa»: they work with each other
    joined = [len(scene.groups.get(side, ())) > 1 for side in (a, b)]
    signs += [f"joined, apart: {slot}" for slot in compress(slots, joined)]
    if b.case in UNSAID:
        signs += [f"{cue}: {b.case}" for cue in scene.cues if cue[0] != "@"]
    signs += ["in a city"] if in_city else []
    return [*signs, "comma between"] if "," in scene.words[a.last : b.first] else signs


def _signs(scene: Scene, a: Side, b: Side) -> list[str]:
    """Return the signs of two sides."""
    home, alike = scene.named.home, a.country == b.country != "-"
    group = scene.groups.get(a, [])
    signs = _joined(scene, a, group, alike) if b in group else _apart(scene, a, b)
    signs.append(", ".join(sorted((_kind(a), _kind(b)))))
    if not alike and "-" not in (a.country, b.country):
        signs.append("two countries")
        if home and sides.locate(home)[1] not in (a.country, b.country):
            signs.append(ABROAD)
    if a.place != b.place and "bahn" in f"{a.name} {b.name}":  # «liefert die Bahn nach China»
        signs.append("railway, place")
    if b.case == "home" and scene.named.topic:
        signs.append("home, topic known")
    if {a.name, b.name} == {home, scene.named.main}:
        signs.append("main partners")
    if (a.implied and a.case not in SHOWN) or (b.implied and b.case not in SHOWN):
        signs.append("named before")
    return signs


def _unnamed(scene: Scene, known: Pair | None) -> Iterator[Pair]:
    """«im Rahmen des Unionsstaates», «vereinbarten die Seiten», «Prüfung dieser Motoren»."""
    if scene.union and (cue := scene.cue("project")):
        yield Pair(*UNION, False, cue, cue.first, cue.last, cue.last)
    if any(side.case not in UNSAID for side in scene.sides):
        return
    cue = scene.cue("coop", "deal", "project") if scene.cue("sides", "lands") else None
    if not cue and known and known.cue.sentence == scene.number - 1:
        cue = scene.cue("anaphor")
    a, b = known[:2] if known else (scene.named.home, scene.named.guests[scene.number])
    if cue and a and b and (known or cue.label == "deal"):
        yield Pair(a, b, False, cue, cue.first, cue.last, cue.last)


def _slot(side: Side) -> str:
    return (PLACED if side.place else SLOTS).get(side.case, "other")


def _kind(side: Side) -> str:
    kind = sides.locate(side.name)[0] if side.place else "organisation"
    return kind if kind in ("country", "city", "organisation") else "region"


def _pair(scene: Scene, a: Side, b: Side) -> Pair:
    said = [side for side in (a, b) if side.case not in UNSAID]
    first, last = said[0].first, said[-1].last
    cue = scene.cue(*FORCES) or Hit(0, 0, "none", scene.number, first, last)
    if (a.case not in UNSAID, _slot(a) == "in") > (b.case not in UNSAID, _slot(b) == "in"):
        a, b = b, a
    return Pair(a.name, b.name, not (a.implied or b.implied), cue, first, last, said[0].last)


def _two(a: Side, b: Side) -> bool:
    """Tell whether two sides are two: a company and its own country are not."""
    return a.name != b.name and not (a.country == b.country != "-" and (a.place or b.place))


def _distinct(pairs: list[Pair]) -> list[Pair]:
    kept: dict[frozenset[str], Pair] = {}
    for pair in pairs:
        kept.setdefault(frozenset(pair[:2]), pair)
    return [*kept.values()]


def _relation(document: Document, pair: Pair, told: list[Hit], goods: list[str]) -> Relation:
    tokens, text = document.tokens, document.text
    firm, hit = _firmness(document, told)
    activity = _activity(document, pair)
    spans = [(pair.first, pair.last), (pair.cue.first, pair.cue.last), activity]
    spans += [(hit.first, hit.last)] if hit else []
    first, last = min(spans)[0], max([span[1] for span in spans])
    work = text[tokens[activity[0]].start : tokens[activity[1] - 1].end]
    word = text[hit.start : hit.end] if hit else None
    start, end = tokens[first].start, tokens[last - 1].end
    status = (firm, word, pair.explicit, pair.cue.sentence)
    return Relation(start, end, pair.a, pair.b, work, tuple(goods), *status)


def _firmness(document: Document, told: list[Hit]) -> tuple[str, Hit | None]:
    """Return how firm a sentence speaks, and the words that show it."""
    firm = [hit for hit in told if hit.label in STATUSES]
    for label, status in STATUSES.items() if firm else ():
        for hit in [hit for hit in firm if hit.label == label]:
            # «soll unterzeichnet werden»
            passive = label == "agreed" and document.words[hit.last : hit.last + 1] == ["werden"]
            if not passive and (label != "future" or _infinitive(document, hit)):
                return status, hit
    return "exists", None


def _infinitive(document: Document, hit: Hit) -> bool:
    """Tell «werden … herstellen» from the passive «werden … hergestellt»."""
    end = min(hit.last + 40, document.sentences[hit.sentence].last_token)
    for word in document.words[hit.last : end]:
        if word in STOPS and word != ",":
            return False
        if word[0].islower() and word.endswith("n") and analyse(word).tag == "VV(INF)":
            return True
    return False


def _activity(document: Document, pair: Pair) -> tuple[int, int]:
    """Return the tokens [first, last) that tell the work: «industrielle Zusammenarbeit»."""
    words, cue = document.words, pair.cue
    sentence = document.sentences[cue.sentence]
    noun = words[cue.first][0].isupper() and cue.first > sentence.first_token
    first = cue.first if noun or pair.last > cue.first else pair.last
    first = pair.inner if first == cue.first == pair.last else first  # «Busse nach Kasan liefern»
    while first > sentence.first_token and (
        (noun and sides.adjectival(words[first - 1]))
        or (cue.label == "anaphor" and words[first - 1] not in STOPS)
    ):
        first -= 1
    while first < cue.first and sides.kind(words[first]):
        first += 1
    last, end = cue.last, min(sentence.last_token, first + LONGEST)
    while last < end and (words[last] not in STOPS or _enumerates(words, last)):
        last += 1
    return first, last


def _enumerates(words: list[str], at: int) -> bool:
    """Tell whether this is the comma of «Autoteile, Aggregate und …», which ends no phrase."""
    return words[at] == "," and at + 1 < len(words) and words[at + 1][0].isupper()


def _anaphor(document: Document, number: int, these: list[int]) -> list[Hit]:
    """Return what takes up the sentence before: «Dabei geht es …», «Prüfung dieser Motoren»."""
    tokens, first = document.tokens, document.sentences[number].first_token
    opening = document.words[first]
    places = [first] if opening in THESE or sides.kind(opening) == "anaphor" else these
    return [Hit(tokens[k].start, tokens[k].end, "anaphor", number, k, k + 1) for k in places]


@cache
def _weights() -> dict[str, int]:
    """Return the weight of each sign in thousandths, so that sums are exact."""
    pairs = lexicon.pairs("relation_signs", "sign", "weight")
    return {sign: round(1000 * float(weight)) for sign, weight in pairs.items()}
