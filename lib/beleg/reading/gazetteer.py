"""What the lexicons know of one token: listed names that begin with it, titles, heads, goods."""

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from beleg.reading import lexicon
from beleg.reading.sentences import TOKEN, Token
from beleg.reading.words import LONGEST

# The ending of an adjective or of «Minsker»: «Obersten», «Belarussische», «Minsker».
ADJECTIVE = re.compile(r"(?<=\w{3})e[rnsm]?$")
# One sound in several transliterations: Lukaschenko/Lukashenko, Minnichanow/Minnikhanov.
SOUNDS = {"tsch": "c", "dsch": "z", "sch": "s", "sh": "s", "kh": "h", "ch": "h", "zh": "z"}
SOUNDS |= {"ts": "z", "ks": "x", "w": "v", "y": "i", "j": "i", "z": "s"}
# «Autoteile» is a compound of «Teile»; what is shorter before or behind is chance: «Ei|sen».
SHORTEST_PREFIX, SHORTEST_HEAD, SHORTEST_BEFORE_RAT = 2, 3, 4
# Kinds whose every spelling gets one name: «Russische Föderation» is Russland.
ONE_NAME = frozenset({"country", "region", "area", "event"})
TOWNS = {"BY", "RU", "KZ", "UZ"}  # countries where «Gomelkabel» is a firm
AREAS = {"Gebiet", "Region", "Provinz"}
COLUMNS = ("name", "kind", "country", "variants")  # of places.tsv, organisations.tsv
# Kinds of name_words.tsv that also hold for a compound with that end.
ENDS = ("org_before", "org_end", "org_with", "office", "body", "embassy", "no_org")


class Entry(NamedTuple):
    """One spelling of a listed name: words (adjectives without ending), type, canonical name."""

    words: tuple[str, ...]
    type: str
    canonical: str
    kind: str


class Profile(NamedTuple):
    """What is known of one token whatever stands around it."""

    entry: Entry | None  # the listed name it is by itself
    phrases: dict[str, list[Entry]]  # longer listed names by their second word, longest first
    kinds: frozenset[str]  # of name_words.tsv
    title: bool  # «Gouverneur», «Vizeministerin»
    gender: str | None  # of a given name: m, f, or - for a family name that comes first
    good: str | None  # canonical name of a good
    ending: str  # of an adjective before an organisation's head: «-es» before «Werk»

    @property
    def listed(self) -> bool:
        """Whether a lexicon has the word, apart from those of given names."""
        return bool(self.entry or self.kinds or self.title or self.good)


NOTHING = Profile(None, {}, frozenset(), False, None, None, "-")


@lru_cache(maxsize=30_000)
def profile(word: str) -> Profile:
    """Return what the lexicons know of a token; nothing of words over 60 letters."""
    if len(word) > LONGEST or not word[:1].isupper():
        return NOTHING
    spelled = forms(word)
    listed = [entry for form in spelled for entry in _listed().get(form, ())]
    phrases = defaultdict(list)
    for entry in sorted(listed, key=lambda entry: -len(entry.words)):
        if len(entry.words) > 1:
            phrases[entry.words[1]].append(entry)
    given = lexicon.pairs("given_names", "name", "gender")
    own_kinds = {kind for form in spelled for kind in kinds_of(form)}
    end_kinds, ending = _end(word)
    return Profile(
        next((entry for entry in listed if len(entry.words) == 1), None),
        phrases,
        frozenset(own_kinds | end_kinds),
        "title" in own_kinds or _is_title(word.lower()),
        next((given[form] for form in spelled if form in given), None),
        _good(word),
        ending,
    )


@lru_cache(maxsize=30_000)
def kinds_of(word: str) -> set[str]:
    """Return the kinds of name_words.tsv of a word in lower case too: «bei», «liefert»."""
    return _kinds().get(word, set())


@cache
def words_of(kind: str) -> frozenset[str]:
    """Return the words of a kind of name_words.tsv."""
    return frozenset(word for word, its, _ in _name_words() if its == kind)


@lru_cache(maxsize=30_000)
def forms(word: str) -> tuple[str, ...]:
    """Return a token and what it may be a form of; «~» stands for an adjective's ending."""
    spelled = [word]
    if word.isupper() and len(word) > 3:
        spelled.append("-".join(part.capitalize() for part in word.split("-")))
    for form in tuple(spelled):
        spelled += [form[:-1]] * (len(form) > 3 and form[-1] in "sn")
        spelled += [form[:-2]] * (len(form) > 4 and form.endswith(("es", "ns")))
        if ending := ADJECTIVE.search(form):
            spelled.append(form[: ending.start()] + "~")
    return tuple(spelled)


def match(tokens: list[Token], at: int) -> tuple[Entry, int] | None:
    """Return the longest listed name that begins at a token, and the token behind it."""
    known = profile(tokens[at].text)
    if known.phrases and at + 1 < len(tokens):
        longer = [e for form in forms(tokens[at + 1].text) for e in known.phrases.get(form, ())]
        for entry in sorted(longer, key=lambda entry: -len(entry.words)) if longer else ():
            rest = tokens[at + 2 : at + len(entry.words)]
            if len(rest) == len(entry.words) - 2 and all(
                word in forms(token.text) for word, token in zip(entry.words[2:], rest, strict=True)
            ):
                return entry, at + len(entry.words)
    return (known.entry, at + 1) if known.entry else None


@lru_cache(maxsize=30_000)
def singular(word: str) -> str:
    """Return «Gebiet» for «Gebiets» and «Gebiete», «Industrieministerium» for its genitive."""
    stems = (word.removesuffix(ending) for ending in ("es", "s", "en", "e"))
    return next((stem for stem in stems if stem != word and profile(stem).kinds), word)


@lru_cache(maxsize=30_000)
def folded(name: str) -> str:
    """Return a key under which transliterations of one name fall together."""
    plain = unicodedata.normalize("NFKD", name.lower())
    key = "".join(char for char in plain if char.isalnum() or char == " ")
    for sound, letter in SOUNDS.items():
        key = key.replace(sound, letter)
    return re.sub(r"(.)\1+", r"\1", key)


@cache
def persons() -> dict[str, str]:
    """Return the canonical name of each listed person by the folded spellings."""
    return {
        folded(spelling): name for name, spellings in _persons().items() for spelling in spellings
    }


@lru_cache(maxsize=30_000)
def country_of(adjective: str) -> str | None:
    """Return the country an adjective speaks of: «belarussischen» -> «Belarus»."""
    return lexicon.pairs("nationalities", "stem", "country").get(
        ADJECTIVE.sub("", adjective.lower())
    )


@cache
def _listed() -> dict[str, list[Entry]]:
    found = defaultdict(list)
    for kind, name, spelling, type_ in _names():
        parts = TOKEN.findall(spelling)
        stems = tuple(
            ADJECTIVE.sub("~", part) if number < len(parts) - 1 else part
            for number, part in enumerate(parts)
        )
        found[stems[0]].append(Entry(stems, type_, name, kind))
    return found


def _names() -> list[tuple[str, str, str, str]]:
    names = []
    seen = set()
    for file, type_ in (("places", "LOC"), ("organisations", "ORG")):
        for name, kind, _, variants in lexicon.read(file, COLUMNS):
            for full in (name, *_split(variants)):
                # «Internationales Wirtschaftsforum in Sankt Petersburg» names an event and a place.
                spelling = full.partition(" in ")[0] if kind == "event" else full
                seen.add(spelling)
                names.append((kind, _canonical(name, full, kind), spelling, type_))
    names += [("country", name, name, "LOC") for name in _countries() if name not in seen]
    for spellings in _persons().values():
        names += [
            ("person", lexicon.pairs("same_names", "variant", "name").get(full, full), full, "PER")
            for full in spellings
        ]
    # A surname alone is a mention only of those whom everybody knows by it.
    names += [("person", name, _family_name(name), "PER") for name in _officials()]
    return names


def _canonical(name: str, spelling: str, kind: str) -> str:
    """Return the spelling itself, but one name for a country, and «Nationalbank von Belarus»."""
    whole = kind == "state" and name.startswith(spelling)
    if whole or kind in ONE_NAME or name.casefold() == spelling.casefold():
        return name
    return lexicon.pairs("same_names", "variant", "name").get(spelling, spelling)


@cache
def usual(name: str) -> str:
    """Return the name under which the lexicons list a place or organisation, else the name."""
    return _usual().get(name, name)


@cache
def located() -> dict[str, tuple[str, str]]:
    """Return kind and country code of each listed place and organisation."""
    rows = (*lexicon.read("organisations", COLUMNS), *lexicon.read("places", COLUMNS))
    named = {name: (kind, country) for name, kind, country, _ in rows}
    return {name: ("country", code) for name, code in _countries().items()} | named


@lru_cache(maxsize=50_000)
def whereabouts(name: str) -> tuple[str, str]:
    """Return kind and country code of a place or organisation, «-» if not known.

    A region that is not listed lies where its town does: «Gebiet Uljanowsk».
    """
    name = usual(name)
    area, _, town = name.partition(" ")
    if area in AREAS and town and name not in located():
        return "region", whereabouts(town)[1]
    return located().get(name, ("-", "-"))


@cache
def nations() -> frozenset[str]:
    """Return the countries of which a nationality speaks."""
    return frozenset(lexicon.pairs("nationalities", "stem", "country").values())


@cache
def _usual() -> dict[str, str]:
    rows = (*lexicon.read("places", COLUMNS), *lexicon.read("organisations", COLUMNS))
    return {variant: name for name, _, _, variants in rows for variant in _split(variants)}


@cache
def _countries() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - half of all commands do without

    territories = Locale("de").territories
    return {name: code for code, name in territories.items() if len(code) == 2 and "(" not in name}


@cache
def _persons() -> dict[str, tuple[str, ...]]:
    spellings: dict[str, tuple[str, ...]] = {name: (name,) for name in _officials()}
    listed = lexicon.read("persons", ("name", "country", "variants"))
    return spellings | {name: (name, *_split(variants)) for name, _, variants in listed}


def _officials() -> list[str]:
    columns = ("name", "gender", "senses", "country", "since", "until")
    return [row[0] for row in lexicon.read("officials", columns, key=3)]


def _family_name(full: str) -> str:
    first, *_, last = full.split()
    return first if lexicon.pairs("given_names", "name", "gender").get(first) == "-" else last


@cache
def _kinds() -> dict[str, set[str]]:
    found = defaultdict(set)
    for word, kind, _ in _name_words():
        found[word].add(kind)
    return found


@cache
def _ends() -> dict[str, tuple[set[str], str]]:
    """Return kinds and adjective ending by the lower-case end of an organisation's name."""
    ends: dict[str, tuple[set[str], str]] = {}
    for word, kind, ending in _name_words():
        if kind in ENDS:
            kinds, known = ends.get(word.lower(), (set(), "-"))
            ends[word.lower()] = kinds | {kind}, known if ending == "-" else ending
    return ends


def _name_words() -> list[lexicon.Row]:
    return lexicon.read("name_words", ("word", "kind", "ending"), key=2)


def _end(word: str) -> tuple[set[str], str]:
    """Return what «Motorenwerk», «Industrieministeriums» are by their ends."""
    lower = word.lower()
    kinds, adjective = set(), "-"
    for form in (lower, lower.removesuffix("s"), lower.removesuffix("es")):
        for start in range(len(form) - 2):
            # «Karat», «Emirat» are no kind of «Rat».
            if 0 < start < SHORTEST_BEFORE_RAT and len(form) - start == SHORTEST_HEAD:
                continue
            found, ending = _ends().get(form[start:], (set(), "-"))
            kinds |= found
            adjective = ending if adjective == "-" else adjective
    return set() if "no_org" in kinds else kinds, adjective


@cache
def _titles() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.read("roles", ("role", "senses", "gender")))


def _is_title(lower: str) -> bool:
    """Return whether a word ends as a role: «vizeministerin», «generaldirektors»."""
    titles, ends = _titles(), {lower, lower.removesuffix("s")}
    return any(
        form[start:] in titles
        for form in (*ends, lower.removesuffix("in"), lower.rstrip("snr"), lower.removesuffix("en"))
        for start in range(len(form) - 2)
    )


@cache
def _goods() -> dict[str, tuple[str, str]]:
    """Return (canonical form, compounds) by each inflected form in lower case."""
    found: dict[str, tuple[str, str]] = {}
    for noun, plural, compounds, canonical in lexicon.read(
        "products",
        ("noun", "plural", "compounds", "canonical"),
        key=2,
        values=(("compounds", ("yes", "no", "only", "never")),),
    ):
        name = next(form for form in (canonical, plural, noun) if form != "-")
        spelled = set()
        if noun != "-":
            spelled |= {noun, noun + "s", noun + "es"}
        if plural != "-":
            spelled |= {plural, plural if plural[-1] in "ns" else plural + "n"}
        found |= {form.lower(): (name, compounds) for form in spelled}
    return found


def _good(word: str) -> str | None:
    lower = word.lower()
    for start in range(max(1, len(lower) - SHORTEST_HEAD + 1)):
        if lower[start:] not in _goods() or 0 < start < SHORTEST_PREFIX:
            continue
        name, compounds = _goods()[lower[start:]]
        if start and word[start - 1] != "-" and compounds == "no":
            continue
        if compounds == "never" or (compounds == "only" and not start) or is_town(word[:start]):
            return None
        return word[:start] + (name.lower() if start and word[start - 1] != "-" else name)
    return None


def is_town(word: str) -> bool:
    """Return whether a word is a town whose firms bear its name: «Gomelglas», «Orschakabel»."""
    entries = _listed().get(word, ()) if len(word) > 3 else ()
    return any(e.kind == "city" and whereabouts(e.canonical)[1] in TOWNS for e in entries)


def _split(variants: str) -> tuple[str, ...]:
    return tuple(variants.split("; ")) if variants != "-" else ()
