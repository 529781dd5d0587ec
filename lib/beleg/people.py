"""Mentions -> the cast: who holds which role, and whom a description or a pronoun means."""

import re
from bisect import bisect_left, insort
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from beleg import lexicon
from beleg.names import Mention
from beleg.sentences import Document, Token

# «der», «einem», «unsere», «ihr», «diesen»
DETERMINER = re.compile(
    r"(?:d(?:er|ie|as|es|em|en)|(?:k|m|d|s)?eine?[rsmn]?|(?:uns|ih|dies|jen|jed)e?r?e?[rsmn]?)$",
    re.IGNORECASE,
)
GENITIVE = frozenset("des der eines einer seines seiner ihrer ihres".split())
NARROW = frozenset("von vom für".split())  # links that bind an attribute to its noun at any rate
WIDE = NARROW | frozenset("aus im in am beim bei an zur zum".split())  # … only before «, Name»
PREPOSITIONS = WIDE | frozenset(
    "mit nach zu auf durch gegen über unter seit vor neben zwischen um laut dank wegen ohne "
    "gegenüber hinter während trotz samt bis".split()
)
OBLIQUE = frozenset("dem den des einem einen eines seinem seinen ihrem ihren ihm ihn ihnen".split())
# «belarussische», «stellvertretenden», «37-jährige», «Minsker»: an attribute inside a noun phrase
ATTRIBUTE = re.compile(r"[a-zäöüß0-9][\w-]{2,40}e[rnsm]?$|\d[\d.,]{0,12}$|[A-ZÄÖÜ]\w{2,30}er$")
INNER = frozenset("van de da di al el bin ibn".split())  # inside a name, between capitals
ARABIC = re.compile(r"(?:al|el|an|as|ad)-[A-ZÄÖÜ]")  # «al-Dschasira»
DEPUTY = re.compile(r"stellv|vize", re.IGNORECASE)  # «stellvertretender», «Vizeminister»
PRONOUNS = {
    **dict.fromkeys("er ihm ihn sein seine seinen seiner seinem".split(), "m"),
    **dict.fromkeys("sie ihr ihre ihren ihrer ihrem".split(), "f"),
}
FIRMS = frozenset("unternehmen konzern firma holding hersteller betrieb werk fabrik".split())
OFFICIAL = re.compile(r"minist|union|agentur|univers|belta|komitee|rat\b|forum")  # no firm's name
# Offices one person holds at a time: only these are read as a slip of the text.
OFFICES = frozenset("state_head gov_head minister region_head deputy_gov_head".split())


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


def cast(document: Document, mentions: list[Mention]) -> Cast:
    """Return the cast: people from the mentions, roles from appositions and from officials.tsv."""
    tokens = document.tokens
    company = Cast(document, [t.start for t in tokens], mentions, [m.start for m in mentions])
    titles = set()
    for mention in mentions:
        if mention.type != "PER":
            continue
        first, last = (bisect_left(company.firsts, x) for x in (mention.start, mention.end))
        known = company.taught.setdefault(mention.canonical, [])
        if mention.canonical not in company.genders:
            official = _officials().get(mention.canonical)
            company.genders[mention.canonical] = _gender(mention.canonical, official)
            known += [official[0]] if official else []
        begin = _title(company, first)
        for low, high in ((begin, first), (last + 1, _gloss(company, last))):
            taught = describe(company, low, high) if high > low else None
            if taught:
                known.append(taught)
                titles.update(range(low, high))
                company.genders[mention.canonical] = (
                    company.genders[mention.canonical] or taught.role.gender
                )
        _appear(company, mention.start, mention.canonical, _is_subject(tokens, begin))
    for index, token in enumerate(tokens):
        if token.text[0].isupper() and index not in titles and role_of(token.text):
            _appear_by_role(company, index)
    return company


def phrase(tokens: list[Token], at: int, stop: int, links: frozenset[str] = NARROW) -> int:
    """Return the index after the noun phrase that begins at token `at`; `at` if there is none."""
    end = _core(tokens, at, stop)
    for _ in range(5 if end > at else 0):
        skip = end < stop and tokens[end].text in links
        if not (skip or (end < stop and tokens[end].text in GENITIVE)):
            break
        longer = _core(tokens, end + skip, stop)
        if longer <= end + skip:
            break
        end = longer
    return end


def apposition(tokens: list[Token], end: int, stop: int) -> int:
    """Return the index after «, Andrej Lopatin» behind the noun phrase, or `end`."""
    if end + 1 < stop and tokens[end].text == "," and tokens[end + 1].text[0].isupper():
        behind = _core(tokens, end + 1, stop)
        closed = behind >= stop or tokens[behind].text in ",.;:"
        if behind - end > 2 and closed and not role_of(tokens[end + 1].text):
            return behind
    return end


@lru_cache(maxsize=50_000)
def role_of(word: str) -> Role | None:
    """Return the role a word names, read by its end: «Wirtschaftsministerin» is a minister."""
    plain = word.lower()
    if len(plain) > 60 or not plain.replace("-", "").isalpha():
        return None
    tries = [(plain, "")] + [
        (plain[: -len(end)] + new, gender)
        for end, new, gender in (
            ("innen", "", "f"), ("in", "", "f"), ("in", "e", "f"), ("s", "", ""), ("es", "", ""),
            ("n", "", ""), ("en", "", ""), ("r", "", "m"), ("ern", "er", ""),
        )
        if plain.endswith(end)
    ]  # fmt: skip
    for form, gender in tries:
        for cut in range(max(0, len(form) - 3)):
            row = _roles().get(form[cut:])
            if row and (cut == 0 or len(form) - cut > 3):
                senses, given = row
                sex = gender or {"m": "m", "f": "f"}.get(given, "")
                return Role(form, senses, sex)
    return None


def describe(company: Cast, low: int, high: int) -> Description | None:
    """Return how the tokens low..high describe a person, by their first role word; None if none."""
    tokens = company.document.tokens[low:high]
    role = next((r for t in tokens if t.text[0].isupper() and (r := role_of(t.text))), None)
    if role is None:
        return None
    countries = (_countries().get(re.sub(r"e[rnsm]?$", "", t.text.lower())) for t in tokens)
    inside = _inside(company, tokens[0].start, tokens[-1].end)
    places = {c for c in countries if c} | {m.canonical for m in inside if m.type == "LOC"}
    deputy = any(DEPUTY.search(t.text) for t in tokens[:4]) and "deputy" not in str(role.senses)
    senses = frozenset("deputy_" + s for s in role.senses) if deputy else role.senses
    words = frozenset(t.text.lower().rstrip("s") for t in tokens if t.text[0].isupper())
    definite = tokens[0].text.lower() in ("der", "die", "das", "dem", "den", "des")
    return Description(role, senses, frozenset(places), words, definite)


def resolve(company: Cast, low: int, high: int) -> Found | None:
    """Return whom the noun phrase of the tokens low..high means; None rather than a guess."""
    tokens = company.document.tokens
    word = tokens[low].text.lower()
    if high - low == 1 and word in PRONOUNS:
        return pronoun(company, tokens[low].start, PRONOUNS[word])
    inside = _inside(company, tokens[low].start, tokens[high - 1].end)
    people = [m for m in inside if m.type == "PER" and not _attribute(company, m, low)]
    if people:
        words = company.document.text[people[-1].start : people[-1].end]
        return Found(people[-1].canonical, "name" if " " in words else "surname")
    described = describe(company, low, high)
    if described:
        at = tokens[low].start
        return _by_role(company, described, at) or _by_default(company, described, at)
    bodies = [m for m in inside if m.type == "ORG"]
    if bodies:
        return Found(bodies[0].canonical, "institution")
    return _by_noun(company, tokens[low:high]) if word in DEFINITE else None


def pronoun(company: Cast, at: int, gender: str) -> Found | None:
    """Return whom «er» or «sie» at offset `at` means: the last sentence's first fitting subject."""
    sentences, latest = company.document.sentences, None
    index = bisect_left(company.seen, (at,))
    fitting: list[tuple[int, str, bool]] = []
    for start, name, subject in reversed(company.seen[max(0, index - 40) : index]):
        if gender and company.genders.get(name, "") not in (gender, ""):
            continue
        sentence = bisect_left(sentences, (start + 1,))
        if latest is not None and sentence != latest:
            break
        latest = sentence
        fitting.append((start, name, subject))
    subjects = [f for f in fitting if f[2]]
    chosen = subjects[-1] if subjects else fitting[0] if fitting else None
    return Found(chosen[1], "pronoun") if chosen else None


def subject_before(company: Cast, at: int) -> tuple[int, str] | None:
    """Return start and name of the person the sentence before offset `at` is about, or None."""
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
        company.speakers[name] = None
        insort(company.seen, (at, name, True))


DEFINITE = frozenset({"der", "die", "das", "im", "dem", "den"})


def _by_role(company: Cast, described: Description, at: int) -> Found | None:
    if "any" in described.senses:
        found = pronoun(company, at, described.role.gender)
        return Found(found.name, "role") if found else None
    best: tuple[int, int, str] | None = None
    for sense in described.senses:
        holders = company.holders.get(sense, [])
        index = bisect_left(holders, (at,))
        for start, name in holders[max(0, index - 12) : index] or holders[:1]:
            score = _fit(company, described, name)
            if score > 0 and (best is None or (score, start) > best[:2]):
                best = (score, start, name)
    if best is None:
        return None
    exact = any(d.role.base == described.role.base for d in company.taught[best[2]])
    return Found(best[2], "learned role" if exact else "role")


def _fit(company: Cast, described: Description, name: str) -> int:
    """How well a person fits a description; 0 where they contradict each other."""
    gender, best = company.genders[name], 0
    if described.role.gender and gender and described.role.gender != gender:
        return 0
    for known in company.taught[name]:
        if not known.senses & described.senses or _abroad(known, described):
            continue
        same = known.role.base == described.role.base
        kin = known.role.base.endswith(described.role.base) or any(
            len(w) > 3 and described.role.base.startswith(w) for w in known.words
        )
        shared = bool(known.places & described.places) + bool(known.words & described.words)
        score = 3 + 3 * same + 2 * kin + shared
        rival = "minister" in str(known.senses) and not (same or kin or not known.role.base)
        rival = rival and not described.role.base.endswith(("vizeminister", "politiker"))
        best = max(best, 0 if rival and described.role.base != "minister" else score)
    return best


def _abroad(known: Description, described: Description) -> bool:
    """Whether two descriptions name different countries."""
    lands = frozenset(_countries().values())
    ours, theirs = known.places & lands, described.places & lands
    return bool(ours and theirs and not ours & theirs)


def _by_default(company: Cast, described: Description, at: int) -> Found | None:
    """The only one who speaks, where a definite role fits nobody of the cast."""
    if not described.definite or "any" in described.senses:
        return None
    sex = described.role.gender
    able = [
        name
        for name in company.speakers or _mentioned(company, described, at)
        if not sex or company.genders[name] in (sex, "")
    ]
    lands = {n: frozenset().union(*(d.places for d in company.taught[n])) for n in able[:50]}
    compatriots = [n for n in able[:50] if lands[n] & described.places]
    able = compatriots or [n for n in able if not (described.places and lands.get(n))]
    if len(able) != 1:
        return None
    slip = bool(company.taught[able[0]])
    if slip and not described.senses & OFFICES:
        return None
    return Found(able[0], "only speaker", slip)


def _mentioned(company: Cast, described: Description, at: int) -> set[str]:
    """Where nobody speaks by name: who of the cast was named before an office is."""
    if not described.senses & OFFICES:
        return set()
    return {name for _, name, _ in company.seen[: bisect_left(company.seen, (at,))][-20:]}


def _by_noun(company: Cast, tokens: list[Token]) -> Found | None:
    """«das Ministerium», «im Werk»: the last organisation whose name holds that word."""
    noun = next((t for t in tokens if t.text[0].isupper()), None)
    if noun is None:
        return None
    stem = re.sub(r"(?:e?s|en)$", "", noun.text.lower())
    index = bisect_left(company.starts, noun.start)
    for mention in reversed(company.mentions[max(0, index - 30) : index]):
        name = mention.canonical.lower()
        fits = stem in name or (noun.text.lower() in FIRMS and not OFFICIAL.search(name))
        if mention.type == "ORG" and len(stem) > 3 and fits:
            return Found(mention.canonical, "institution")
    return None


def _inside(company: Cast, start: int, end: int) -> list[Mention]:
    return company.mentions[bisect_left(company.starts, start) : bisect_left(company.starts, end)]


def _attribute(company: Cast, mention: Mention, low: int) -> bool:
    """Whether a name only belongs to the noun before it: «die Sprecherin von Präsident X»."""
    tokens = company.document.tokens
    at = bisect_left(company.firsts, mention.start) - 1
    if at > low and role_of(tokens[at].text):
        at -= 1
    return at > low and tokens[at].text in GENITIVE | NARROW | {"um"}


def _title(company: Cast, first: int) -> int:
    """Return where the noun phrase begins that leads to the name at token `first`."""
    tokens = company.document.tokens
    at = first - 1
    comma = at > 0 and tokens[at].text == ","
    links = WIDE if comma else NARROW
    at -= comma
    low = first
    sentence = tokens[first].sentence if first < len(tokens) else -1
    for index in range(at, max(-1, at - 14), -1):
        word = tokens[index].text
        if tokens[index].sentence != sentence:
            break
        before = tokens[index - 1].text if index else ""
        if DETERMINER.match(word):
            if word in GENITIVE and (before[:1].isupper() or before in links):
                continue
            return index
        if word not in links and word[0].islower() and before[:1].isupper():
            break  # «Worobjow sagte Alexander …»: a verb, though it ends like an attribute
        if word[0].isupper() or ATTRIBUTE.match(word):
            low = index
        elif word not in links:
            break
    return first if comma and not describe(company, low, first) else low


def _gloss(company: Cast, last: int) -> int:
    """Return where «, Direktor von Y,» behind a name ends, or 0."""
    tokens = company.document.tokens
    if last + 2 >= len(tokens) or tokens[last].text not in ",(":
        return 0
    end = phrase(tokens, last + 1, min(len(tokens), last + 16), WIDE)
    closed = last + 1 < end < len(tokens) and tokens[end].text in ",.;:)–-"
    head = next((t for t in tokens[last + 1 : end] if t.text[0].isupper()), None)
    return end if closed and head and role_of(head.text) else 0


def _appear(company: Cast, start: int, name: str, subject: bool) -> None:
    insort(company.seen, (start, name, subject))
    for sense in {s for d in company.taught[name] for s in d.senses}:
        insort(company.holders.setdefault(sense, []), (start, name))


def _appear_by_role(company: Cast, index: int) -> None:
    """Note where «der Gouverneur» without a name stands for one of the cast."""
    tokens = company.document.tokens
    low = index
    while low and index - low < 3 and ATTRIBUTE.match(tokens[low - 1].text):
        low -= 1
    low -= bool(low and DETERMINER.match(tokens[low - 1].text))
    if tokens[low].text.lower() not in ("der", "die", "das", "dem", "den"):
        return
    described = describe(company, low, phrase(tokens, low, min(len(tokens), low + 12)))
    found = described and _by_role(company, described, tokens[low].start)
    if found:
        insort(company.seen, (tokens[low].start, found.name, _is_subject(tokens, low)))


def _is_subject(tokens: list[Token], at: int) -> bool:
    """Whether the noun phrase at token `at` can be a subject by its first word and the one before."""
    if at >= len(tokens):
        return False
    before = tokens[at - 1].text.lower() if at else ""
    return tokens[at].text.lower() not in OBLIQUE and before not in PREPOSITIONS | OBLIQUE


def _core(tokens: list[Token], at: int, stop: int) -> int:
    """Determiner, attributes, capitals: «der 37-jährige Berliner SPD-Politiker Max Muster (SPD)»."""
    end = at
    if end < stop and DETERMINER.match(tokens[end].text):
        end += 1
    for _ in range(5):
        if end < stop and tokens[end].text[0].islower() and ATTRIBUTE.match(tokens[end].text):
            end += 1
        elif end < stop and tokens[end].text[0].isdigit() and tokens[end].text[-1].isdigit():
            end += 1 + (end + 1 < stop and tokens[end + 1].text == "-")
    begin = end
    while end < stop:
        word = tokens[end].text
        more = end + 1 < stop and tokens[end + 1].text[0].isupper()
        if (word[0].isupper() or ARABIC.match(word)) and not (
            end > begin and word in ("Das", "Die", "Der", "Er", "Sie")
        ):
            end += 1
        elif end > begin and word in INNER and more:
            end += 1
        elif word in '(„"»«“”' and (end > begin or word in '„"»«'):
            close = next(
                (k for k in range(end + 1, min(stop, end + 7)) if tokens[k].text in ')“”"«»'), 0
            )
            if not close:
                break
            end = close + 1
        else:
            break
    return end if end > begin else at


def _gender(name: str, official: tuple[Description, str] | None) -> str:
    if official:
        return official[1]
    first, *rest = name.split()
    known = _given_names().get(first, "")
    last = rest[-1] if rest else ""
    if not known and last.endswith(("owa", "ewa", "jewa", "kaja", "ina")):
        return "f"
    return known


@cache
def _roles() -> dict[str, tuple[frozenset[str], str]]:
    rows = lexicon.read("roles", ("role", "senses", "gender"))
    return {role: (frozenset(senses.split(",")), gender) for role, senses, gender in rows}


@cache
def _countries() -> dict[str, str]:
    return dict((a, b) for a, b in lexicon.read("nationalities", ("stem", "country")))


@cache
def _given_names() -> dict[str, str]:
    rows = lexicon.read("given_names", ("name", "gender"))
    return {name: gender for name, gender in rows if gender in ("m", "f")}


@cache
def _officials() -> dict[str, tuple[Description, str]]:
    columns = ("name", "gender", "senses", "country", "since", "until")
    return {
        name: (
            Description(
                Role("", frozenset(), gender),
                frozenset(senses.split(",")),
                frozenset({country}),
                frozenset(),
                True,
            ),
            gender,
        )
        for name, gender, senses, country, _, _ in lexicon.read("officials", columns)
    }
