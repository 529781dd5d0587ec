"""Mentions -> the cast: who holds which role, and whom a description or a pronoun means."""

import re
from bisect import bisect_left, insort
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from beleg.reading import lexicon
from beleg.reading.clauses import (
    is_attribute,
    is_capital,
    is_determiner,
    is_subject,
    phrase,
)
from beleg.reading.gazetteer import country_of, nations, whereabouts
from beleg.reading.lexicon import grammar
from beleg.reading.names import Mention
from beleg.reading.sentences import Document, Token, in_marks, indexed

DEPUTY = re.compile(r"stellv|vize", re.IGNORECASE)  # «stellvertretender», «Vizeminister»
# Offices one person holds at a time: only these are read as a slip of the text.
OFFICES = frozenset({"state_head", "gov_head", "minister", "region_head", "deputy_gov_head"})
HEADS = frozenset({"state_head", "gov_head"})  # the text may take one for the other
VAGUE = frozenset({"expert", "diplomat", "official"})  # who holds another office may be one, too
REGIONS = frozenset({"republik", "teilrepublik", "region", "gebiet"})
# «Industrieministerium», «Staatliches Zollkomitee»: an office, no firm
OFFICIAL = re.compile(r"minist|union|agentur|univers|komitee|rat\b|botschaft|amt\b|behörde|forum")
FEMALE_SURNAME = re.compile(r"(?:owa|ewa|kaja)$")  # «Petrowa», «Krasowskaja»
# Endings of a role word and what the lexicon has in their place: «Ministerinnen», «Ministers»
ENDINGS = (
    ("", "", ""), ("innen", "", "f"), ("in", "", "f"), ("in", "e", "f"), ("s", "", ""),
    ("es", "", ""), ("n", "", ""), ("en", "", ""), ("r", "", "m"), ("ern", "er", ""),
)  # fmt: skip


class Role(NamedTuple):
    """What one word says of a person: «Konzernchefin» = «konzernchef», what it denotes, "f"."""

    base: str
    senses: frozenset[str]
    gender: str  # "m", "f", or "" where the word leaves it open


class Description(NamedTuple):
    """A noun phrase read as a person."""

    role: Role
    senses: frozenset[str]  # those of the role, marked where it is a deputy's
    places: frozenset[str]
    words: frozenset[str]
    definite: bool


class Found(NamedTuple):
    """Whom some words mean: the name, how it was found, whether the role contradicts the person."""

    name: str
    method: str
    slip: bool = False


@dataclass
class Cast:
    """The people of an article and where they appear; `speakers` grows while quotes are read."""

    document: Document
    firsts: list[int]  # start of every token
    mentions: list[Mention]
    starts: list[int]  # start of every mention
    genders: dict[str, str] = field(default_factory=dict)
    taught: dict[str, list[Description]] = field(default_factory=dict)
    seen: list[tuple[int, str, bool]] = field(default_factory=list)  # start, name, as a subject
    holders: dict[str, list[tuple[int, str]]] = field(default_factory=dict)  # sense -> start, name
    speakers: dict[str, None] = field(default_factory=dict)
    guest: str = ""  # who «der Gast» is
    voice: str = ""  # who spoke last
    asked: bool = False  # whether it mattered who speaks at all


def cast(document: Document, mentions: list[Mention]) -> Cast:
    """Return the cast: people from the mentions, roles from appositions and from officials.tsv."""
    company = Cast(document, document.starts, mentions, [m.start for m in mentions])
    people = {m.start: m for m in mentions if m.type == "PER"}
    title_ends, titles = 0, list[int]()
    named = {bisect_left(company.firsts, start): mention for start, mention in people.items()}
    roles = document.where(_names_role) if people else []
    for index in sorted({*named, *roles}):
        if index in named:
            begins, ends = _introduce(company, named[index], index)
            title_ends = max(ends, title_ends)
            while titles and titles[-1] >= begins:  # «der Gouverneur, Anton Hlebow,»
                titles.pop()
        elif index >= title_ends:
            titles.append(index)
    for index in titles:
        _appear_by_role(company, index)
    return company


def describe(company: Cast, low: int, high: int) -> Description | None:
    """Return how the tokens low..high describe a person, by their first role word; None if none."""
    tokens = company.document.tokens[low:high]
    roles = ((n, r) for n, t in enumerate(tokens) if is_capital(t.text) and (r := role_of(t.text)))
    at, role = next(roles, (0, None))
    if role is None:
        return None
    if role.base == "gast" and company.document.words[high : high + 1] == ["aus"]:
        tokens = company.document.tokens[low : high + 2]  # «der Gast aus Jaroslawl»
    lands = (country_of(t.text) for t in tokens)
    inside = _inside(company, tokens[0].start, tokens[-1].end)
    places = {c for c in lands if c} | {m.canonical for m in inside if m.type == "LOC"}
    near = tokens[max(at - 3, 0) : at + 1]
    deputy = any(DEPUTY.search(t.text) for t in near) and "deputy" not in str(role.senses)
    senses = frozenset("deputy_" + s for s in role.senses) if deputy else role.senses
    nouns = frozenset(t.text.lower().rstrip("s") for t in tokens if is_capital(t.text))
    regional = nouns & REGIONS or any(whereabouts(place)[0] == "region" for place in places)
    if "region_head" in senses and regional and not places & nations():
        senses -= HEADS  # «das Oberhaupt der Republik», «von Tatarstan»
    if not role.gender:  # «die Vorsitzende», «der Angestellte»
        role = role._replace(gender={"die": "f", "der": "m"}.get(tokens[0].text.lower(), ""))
    # «stellte Premierminister fest» lacks its article.
    first = tokens[0].text.lower()
    definite = first in ("der", "die", "das", "dem", "den", "des") or len(tokens) == 1
    return Description(role, senses, frozenset(places), nouns, definite)


def resolve(company: Cast, low: int, high: int) -> Found | None:
    """Return whom the noun phrase of the tokens low..high means; None rather than a guess."""
    tokens = company.document.tokens
    word, at = tokens[low].text.lower(), tokens[low].start
    gender = {word in grammar("male"): "m", word in grammar("female"): "f"}.get(True)
    if high - low == 1 and (gender or word in grammar("latter")):
        return pronoun(company, at, gender) if gender else _latter(company, at)
    inside = _inside(company, at, tokens[high - 1].end)
    people = [m for m in inside if m.type == "PER" and not _belongs(company, m, low)]
    if people:
        joined = "und" in company.document.words[low:high]
        shown = company.document.text[people[-1].start : people[-1].end]
        found = Found(people[-1].canonical, "name" if " " in shown else "surname")
        return None if joined and len({m.canonical for m in people}) > 1 else found
    described = describe(company, low, high)
    if described:
        return _by_role(company, described, at) or _by_default(company, described, at)
    bodies = [m.canonical for m in inside if m.type == "ORG"]
    return Found(bodies[0], "institution") if bodies else _by_noun(company, tokens[low:high])


def pronoun(company: Cast, at: int, gender: str) -> Found | None:
    """Return whom «er» or «sie» at offset `at` means: the last sentence's first fitting subject."""
    latest, fitting = None, []
    index = bisect_left(company.seen, (at,))
    for start, name, subject in reversed(company.seen[max(0, index - 40) : index]):
        if gender and company.genders[name] not in (gender, ""):
            continue
        sentence = bisect_left(company.document.sentences, (start + 1,))
        if latest not in (None, sentence):
            break
        latest = sentence
        fitting.append((subject, -start, name))
    return Found(max(fitting)[2], "pronoun") if fitting else None


def subject_before(company: Cast, at: int) -> tuple[int, str] | None:
    """Return start and name of the person whom the sentence before the quote at `at` is about."""
    sentences = company.document.sentences
    index = bisect_left(sentences, (at,)) - 2  # the last one before holds the quote itself
    if index < 0:
        return None
    low = bisect_left(company.seen, (sentences[index].start,))
    high = bisect_left(company.seen, (sentences[index].end,))
    return next(((s, name) for s, name, subject in company.seen[low:high] if subject), None)


def speaks(company: Cast, at: int, name: str) -> None:
    """Note that a person speaks at offset `at`: later pronouns and slips may mean them."""
    if name in company.genders:
        company.speakers[name], company.voice = None, name
        insort(company.seen, (at, name, True))


@indexed
def _names_role(word: str) -> bool:
    return word[0].isupper() and role_of(word) is not None


@lru_cache(maxsize=50_000)
def role_of(word: str) -> Role | None:
    """Return the role a word names, read by its end: «Wirtschaftsministerin» is a minister."""
    plain = word.lower()
    if len(plain) > 60 or not plain.replace("-", "").isalpha():
        return None
    for end, instead, gender in ENDINGS:
        if not plain.endswith(end):
            continue
        form = plain.removesuffix(end) + instead
        for cut in range(len(form) - 3):
            row = _roles().get(form[cut:])
            if row:
                return Role(form, row[0], gender or row[1])
    return None


def _introduce(company: Cast, mention: Mention, first: int) -> tuple[int, int]:
    """Note a person's appearance and what it teaches; return the tokens from title to gloss."""
    name, tokens = mention.canonical, company.document.tokens
    if name not in company.genders:
        official = _officials().get(name)
        company.genders[name] = official.role.gender if official else _gender(name)
        company.taught[name] = [official] if official else []
    last = bisect_left(company.firsts, mention.end)
    begin, gloss = _title(company, first, last), _gloss(tokens, last)
    at = bisect_left(company.starts, mention.start)
    if at and company.mentions[at - 1].type == "PER":  # «als Präsident X Gouverneur Y empfing»
        begin = max(begin, bisect_left(company.firsts, company.mentions[at - 1].end))
    for low, high in ((begin, first), (last + 1, gloss)):
        described = describe(company, low, high) if high > low else None
        if described:
            known = company.taught[name][0].senses if company.taught[name] else described.senses
            described = described._replace(senses=described.senses & known or described.senses)
            if described not in company.taught[name] and len(company.taught[name]) < 50:
                company.taught[name].append(described)
            company.genders[name] = company.genders[name] or described.role.gender
        head = _head(tokens[low:high])
        if head and not described:
            company.holders.setdefault(f"={head}", []).append((mention.start, name))
    if not in_marks(company.document, mention.start):  # who is spoken of is not who speaks
        company.seen.append((mention.start, name, is_subject(tokens, begin)))
    for sense in {s for d in company.taught[name] for s in d.senses}:
        company.holders.setdefault(sense, []).append((mention.start, name))
    return begin, max(last, gloss)


def _appear_by_role(company: Cast, index: int) -> None:
    """Note where «der Gouverneur» without a name stands for one of the cast."""
    tokens, low = company.document.tokens, index
    while low and index - low < 3 and is_attribute(tokens[low - 1].text):
        low -= 1
    low -= bool(low and is_determiner(tokens[low - 1].text))
    end = phrase(tokens, low, min(len(tokens), low + 12))
    if end > low and any(
        m.type == "PER" for m in _inside(company, tokens[low].start, tokens[end - 1].end)
    ):
        return  # «der Vizeminister Anton Hlebow» is nobody else
    described = describe(company, low, end)
    if described is None or not described.definite or "any" in described.senses:
        return
    found = _by_role(company, described, tokens[low].start)
    if found:
        insort(company.seen, (tokens[low].start, found.name, is_subject(tokens, low)))


def _by_role(company: Cast, described: Description, at: int) -> Found | None:
    if described.role.base == "gast":
        company.guest = company.guest or _guest(company, described, at)
        return Found(company.guest, "role") if company.guest else None
    if described.role.base == "gastgeber" and (host := _by_land(company, at, abroad=False)):
        return Found(host, "role")
    if "counterpart" in described.senses:
        sex, company.asked = described.role.gender, True
        able = [
            name for name, g in islice(company.genders.items(), 50) if not sex or g in (sex, "")
        ]
        speaking = [name for name in able if name in company.speakers and name != company.voice]
        others = speaking or [name for name in able if name != company.voice]
        return Found(others[0], "role") if len(others) == 1 else None
    if "any" in described.senses:
        found = pronoun(company, at, described.role.gender)
        return found and found._replace(method="role")
    latest: dict[str, int] = {}
    for sense in described.senses:
        holders = company.holders.get(sense, [])
        index = bisect_left(holders, (at,))
        for start, name in holders[max(0, index - 12) : index] or holders[:1]:
            latest[name] = max(start, latest.get(name, 0))
    fits = ((_fit(company, described, name), start, name) for name, start in latest.items())
    best = max(fits, default=(0, 0, ""))
    if not best[0]:
        return None
    same = any(d.role.base == described.role.base for d in company.taught[best[2]])
    return Found(best[2], "learned role" if same else "role")


def _fit(company: Cast, described: Description, name: str) -> int:
    """Return how well a person fits a description; 0 where they contradict each other."""
    gender, best, base = company.genders[name], 0, described.role.base.removeprefix("vize")
    # «Olga Krug, Chef des Konzerns, …»
    title = gender == "f" and any(d.role == described.role for d in company.taught[name])
    if described.role.gender and gender and described.role.gender != gender and not title:
        return 0
    for known in company.taught[name]:
        if not known.senses & described.senses or _abroad(known.places, described.places):
            continue
        ours = known.role.base
        kin = ours.endswith(base) or any(len(w) > 3 and base.startswith(w) for w in known.words)
        # «Außenminister» is nobody who is known as «Wirtschaftsminister».
        rival = ours.endswith("minister") and base.endswith("minister") and not kin
        rival = rival and ours != "minister"
        shared = bool(known.places & described.places) + bool(known.words & described.words)
        shared += "state_head" in known.senses & described.senses
        best = max(best, 0 if rival else 3 + 3 * (ours == base) + 2 * kin + shared)
    return best


def _guest(company: Cast, described: Description, at: int) -> str:
    """Return who «der Gast», «der Gast aus Jaroslawl» is."""
    recent, lands = (
        [name for _, name, _ in reversed(_recent(company, at))],
        _lands(described.places),
    )
    others = [name for name in recent if name != company.voice]
    near = [
        name
        for name in (*others, company.voice)
        for known in (company.taught.get(name, []) if lands else ())
        if _lands(known.places) & lands or "region_head" in known.senses
    ]
    away = _by_land(company, at, abroad=True)
    return next(iter(near), away or next(iter(others), company.voice))


def _by_land(company: Cast, at: int, *, abroad: bool) -> str:
    """Return the only one so far who is of the land of the dateline, or of another; else ""."""
    dateline = company.document.article.dateline
    place = dateline.place if dateline else None
    here = _lands(frozenset({place.title()})) if place else set()
    found = set()
    for _, name, _ in _recent(company, at):
        for known in company.taught[name]:
            # Belarusian regions have no governors.
            governor = known.role.base.endswith("gouverneur") and here == {"BY"}
            lands = _lands(known.places) or ({"RU"} if governor else set())
            if here and lands and lands.isdisjoint(here) == abroad:
                found.add(name)
    return next(iter(found)) if len(found) == 1 else ""


def _lands(places: frozenset[str]) -> set[str]:
    """Return the country codes of places."""
    return {whereabouts(place)[1] for place in places} - {"-"}


def _abroad(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two descriptions name different countries."""
    lands = nations()
    return bool(ours & lands and theirs & lands and not ours & theirs & lands)


def _by_default(company: Cast, described: Description, at: int) -> Found | None:
    """Return the only one who speaks (or was named), where a definite role fits nobody."""
    office, vague = bool(described.senses & OFFICES), bool(described.senses & VAGUE)
    if not described.definite or "any" in described.senses:
        return None
    named, company.asked = _recent(company, at) if office or vague else [], True
    able = [
        name
        for name in [*islice(company.speakers, 50)] or {name for _, name, _ in named}
        if not described.role.gender or company.genders[name] in (described.role.gender, "")
    ]
    if vague and not able:
        able = [*{name for _, name, _ in named if company.genders[name] == described.role.gender}]
    if described.senses & HEADS:
        able = [n for n in able if any(d.senses & HEADS for d in company.taught[n])] or able
    places = {n: {p for d in company.taught[n] for p in d.places} for n in able}
    at_home = [n for n in able if places[n] & described.places]
    able = at_home or [n for n in able if not (described.places and places[n])]
    slip = len(able) == 1 and any(d.senses & OFFICES for d in company.taught[able[0]])
    sure = len(able) == 1 and (office or vague or not company.taught[able[0]])
    return Found(able[0], "only speaker", slip) if sure else None


def _by_noun(company: Cast, tokens: list[Token]) -> Found | None:
    """Return who has «die Handelsrätin» for a title, or the firm or office «das Werk» means."""
    noun, at = _head(tokens), tokens[0].start
    if tokens[0].text.lower() not in ("der", "die", "das", "im", "dem") or len(noun) < 4:
        return None
    holders = company.holders.get(f"={noun}", [])
    known = bisect_left(holders, (at,))
    if known:
        return Found(holders[known - 1][1], "learned role")
    kin = [name for name in islice(company.taught, 50) if _of_trade(company.taught[name], noun)]
    if len(kin) == 1:
        return Found(kin[0], "learned role")
    index = bisect_left(company.starts, at)
    for mention in reversed(company.mentions[max(0, index - 30) : index]):
        name = mention.canonical.lower()
        sort = grammar("body" if OFFICIAL.search(name) else "firm")
        if mention.type == "ORG" and (noun in sort or re.sub(r"(?:e?s|en)$", "", noun) in name):
            return Found(mention.canonical, "institution")
    return None


def _of_trade(taught: list[Description], noun: str) -> bool:
    """Tell whether «der Eisenbahner» may be the head of «der Belarussischen Eisenbahn»."""
    return any(len(word) > 5 and noun.startswith(word) for known in taught for word in known.words)


def _recent(company: Cast, at: int) -> list[tuple[int, str, bool]]:
    index = bisect_left(company.seen, (at,))
    return company.seen[max(0, index - 20) : index]


def _latter(company: Cast, at: int) -> Found | None:
    """Return whom «dieser» means: who was named last."""
    near = bisect_left(company.seen, (at,))
    return Found(company.seen[near - 1][1], "pronoun") if near else None


def _head(tokens: list[Token]) -> str:
    """Return the first noun of a noun phrase, lower case: «handelsrätin», or ""."""
    nouns = (t.text for t in tokens if is_capital(t.text) and not is_determiner(t.text))
    return next(nouns, "").lower()


def _inside(company: Cast, start: int, end: int) -> list[Mention]:
    return company.mentions[bisect_left(company.starts, start) : bisect_left(company.starts, end)]


def _belongs(company: Cast, mention: Mention, low: int) -> bool:
    """Whether a name only belongs to the noun before it: «die Sprecherin von Präsident X»."""
    tokens = company.document.tokens
    at = bisect_left(company.firsts, mention.start) - 1
    at -= at > low and role_of(tokens[at].text) is not None
    return at > low and (tokens[at].text == "um" or tokens[at].text in grammar("genitive", "bound"))


def _title(company: Cast, first: int, last: int) -> int:
    """Return where the noun phrase begins that leads to the name at token `first`."""
    tokens = company.document.tokens
    near = _phrase_before(tokens, first, "bound")
    if near and tokens[near - 1].text == "," and not is_determiner(tokens[near].text):
        ends = last >= len(tokens) or tokens[last].text in ",.;:–()"
        low = _phrase_before(tokens, near - 1, "link")
        return low if ends and describe(company, low, first) else near
    # «tauschten die Rektoren in Anwesenheit des Ministers Anton Hlebow»
    linked = near and tokens[near - 1].text in grammar("link")
    linked = linked and not (near < first and describe(company, near, first))
    far = _phrase_before(tokens, first, "link") if linked else near
    if far < near and is_determiner(tokens[far].text):
        # «der Leiter der Vertretung in Minsk Anton Hlebow»; but «empfing der Minister in Minsk …»
        described = describe(company, far, first)
        return far if described and not described.senses & OFFICES else near
    return near


def _phrase_before(tokens: list[Token], at: int, links: str) -> int:
    """Return where the noun phrase begins that ends before token `at`; `at` if there is none."""
    low = at
    for index in range(at - 1, max(-1, at - 16), -1):
        word, before = tokens[index].text, tokens[index - 1].text if index else ""
        if tokens[index].sentence != tokens[at].sentence:
            break
        if is_determiner(word):
            if word in grammar("genitive") and (before[:1].isupper() or before in grammar(links)):
                continue
            return index
        if word in grammar(links) and role_of(tokens[index + 1].text):
            break  # «der Präsident vom Direktor Anton Hlebow»
        both = word == "und" and index > 1 and tokens[index - 2].text == "für"
        both = both or word == "-" or (word == "und" and before == "-")  # «Industrie- und …»
        if word not in grammar(links) and not both:
            # «Worobjow sagte Alexander …»: a verb, though it ends like an attribute
            verb = word[0].islower() and before[:1].isupper() and not is_determiner(before)
            if verb or not (is_capital(word) or is_attribute(word)):
                break
            low = index
    return low


def _gloss(tokens: list[Token], last: int) -> int:
    """Return where «, Direktor von Y,» behind a name ends, or 0."""
    if last + 2 >= len(tokens) or tokens[last].text not in ",(":
        return 0
    end = phrase(tokens, last + 1, min(len(tokens), last + 16), "link")
    closed = last + 1 < end < len(tokens) and tokens[end].text in ",.;:)–-"
    head = next((t.text for t in tokens[last + 1 : end] if is_capital(t.text)), "")
    return end if closed and head and role_of(head) else 0


def _gender(name: str) -> str:
    first = lexicon.pairs("given_names", "name", "gender").get(name.split(" ", 1)[0], "-")
    return first if first in ("m", "f") else "f" if FEMALE_SURNAME.search(name) else ""


@cache
def _roles() -> dict[str, tuple[frozenset[str], str]]:
    rows = lexicon.read("roles", ("role", "senses", "gender"))
    return {r: (frozenset(s.split(",")), g if g in ("m", "f") else "") for r, s, g in rows}


@cache
def _officials() -> dict[str, Description]:
    rows = lexicon.read("officials", ("name", "gender", "senses", "country", "since", "until"))
    return {
        name: Description(
            Role("", frozenset(), sex), frozenset(senses.split(",")), frozenset({land}),
            frozenset(), definite=True,
        )
        for name, sex, senses, land, _, _ in rows
    }  # fmt: skip
