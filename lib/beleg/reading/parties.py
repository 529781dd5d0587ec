"""Who trades with whom: which way goods go in a sentence, who acts, whose partner is named.

Offsets here are offsets into the sentence.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from beleg.reading.gazetteer import country_of, nations, profile, whereabouts
from beleg.reading.names import HOME, Mention

# «aus dem Gebiet », «bei », «nach »: how a place or an organisation takes part, in lower case.
PREPOSITION = re.compile(
    r"\b(aus|vo[nm]|beim?|nach|ans?|ins|in (?:das|die)|in|für) (?:(?:de[mnr]|das|die) )?"
    r"(?:[a-zäöü]+(?:en|er|em) )?$",
)
# «belarussischer Herkunft», «von belarussischen Werken»; before a good «belarussische Traktoren»
HOME_MADE = re.compile(
    r"belarussische[rn]? (?:Herkunft|Produktion|Fertigung|Bauart)"
    r"|\bbei (?:de[nmr] )?belarussische[rn]\b"
)
PASSIVE = re.compile(r"w(?<!\ww)[uie]rde?n?\b")  # «wurden von belarussischen Betrieben gekauft»
OF_HOME = re.compile(r"\bvon (?:de[nmr] )?belarussische[rn]\b")
REPUBLIC = re.compile(r"[Dd](?<!\w.)ie Republik (?![A-ZÄÖÜ])")
HOME_GOODS = re.compile(r"[Bb]elarussische[rnms]? ")
TO_HOME = re.compile(
    r"\bins Land\b|\b(?:nach|an|für|auf den|de[mn]) (?:die |das )?belarussische[nr]?\b"
)
# «nach Übersee», «ins Ausland», «in die Region», «an litauische Bauern»
ABROAD = re.compile(
    r"\bi[nm]s? Ausland|\büber die Grenze"
    r"|\bin (?:die|das|unsere|ihre) (?:Region|Gebiet|Stadt)\b|\ban (?!belaru)\w+ische "
    r"|\bnach Übersee|\bdem (?:Gebiet|Staat|Land)\b"
    r"|\bdem (?<!mit dem )(?<!von dem )(?<!aus dem )(?<!in dem )(?!belaru)\w+ischen\b"
    r"|\b(?:auf de[mn]|in dem|im) \w+ischen (?:Markt|Land)\b"
)
OVERSEAS = re.compile(r"usl[aä]nd|Drittl[aä]nd|Übersee|Weltmarkt")
# «aus dem Ausland», «ausländischer Provenienz», «europäischer Marken»
FOREIGN = re.compile(
    r"\b(?:[Aa]us|[Vv]on|bei|[Ii]m|auf)(?: de[mn])? (?:Ausland|Übersee|Drittl|Weltmarkt|Westen)"
    r"|\baus (?:de[rm]|diese[rm]|unserer) (?:\w+en )?(?:Region|Gebiet|Nachbarland|Gastland)\b"
    r"|\b[Aa]usländische|\b(?!belaru)(?:\w+isch|\w*westlich)er"
    r" (?:Herkunft|Produktion|Fertigung|Provenienz|Marken?|Hersteller)\b"
)
# «aus tatarstan», «zwischen dem gebiet », in lower case: the place after it does not act.
GOVERNED = re.compile(
    r"\b(?:aus|nach|i[nm]s?|mit|vo[nm]|am?n?|beim?|für|zwischen|auf|durch|laut|zu[mr]?"
    r"|gegenüber|anteil)"
    r"(?: (?:das|die|de[mnrs]|republik|gebiet|region|eine|[a-zäöü]+(?:en|er|em|es))){0,3} ?$",
)
# «die Niederlande (26%), Polen (5%) und China»
SHARE = re.compile(r" \([^()]{0,12}\d[^()]{0,12}\)")
JOINT = re.compile(rf"(?:{SHARE.pattern})?(?: und |, )")
GENITIVE = re.compile(r"[Dd]er [A-ZÄÖÜ]\w+s\b")  # «der Anteil Polens und der Chinas»
PARTNER = re.compile(
    r"\b(?:aus|nach|mit|in|an|am|im|zwischen(?: belarus und)?) (?:(?:de[mnr]|das|die) )?"
    r"(?:[a-zäöü]+(?:en|er) )?$",
)
# «von litauischen Bauern», «kasachisches » before a good
NATIONAL = re.compile(
    r"\b((?:[Aa]us|[Vv]o[nm]|[Bb]ei|an|[Mm]it) (?:de[mnr] )?)?(\w{3,20}isch)e[nrsm]? "
    r"(?!Rubel|Dollar|Grenz|Region|Gebiet)"
)
# «aus der russischen Region», «von dort»
GUEST = re.compile(
    r"\b(?:(?:[Aa]us|[Nn]ach|[Ii][nm]s?|[Aa]n|[Mm]it|[Vv]on)"
    r" (?:de[mrn]|die|das|(?:unser|ihr|dies)e[mrn]?)"
    r" (?:\w+en )?(Region|Gebiet|(?:Nachbar|Gast|Partner)?[Ll]and)|[Vv]on dort)\b"
)
GUEST_NOUNS = ("Region", "Gebiet", "land", "Land", "dort")  # what these hold
# «Die Region gab für ausländische Technik»
HOST = re.compile(r"\b(?:[Ii]n (?:der|unserer|dieser)|^Die) (?:\w+en )?Region\b")
# «Die belarussischen Raffinerien»: an adjective before the one who acts.
ADJECTIVE = re.compile(
    r"\b(\w{3,20}isch)e[nr]? (?!Rubel|Dollar|Gebiet|Region|Republik)(?=([A-ZÄÖÜ][\w-]{1,40}))"
)
HOME_CODE = "BY"
OF_TOWN = re.compile(r"([A-ZÄÖÜ](?<!\w.)[a-zäöü]{2,20})er (?=[A-ZÄÖÜ])")  # «Das Minsker Werk»
OFFICE = re.compile(r"\b[Dd](?:er|ie|e[mn]|es) $")  # «der russische Botschafter»


class Sides(NamedTuple):
    """Which way goods go in a sentence, as far as it says so."""

    made: bool  # they are made at home
    bought: bool  # home sells them: «bei Belaz», «in Belarus»
    source: bool  # a foreign country is
    overseas: bool  # the foreign countries are spoken of, or a place in one
    abroad: bool  # they go to a foreign country
    inward: bool  # they come home
    actor: bool | None  # home acts, another acts, nobody is known to act


def traders(text: str, names: list[Mention]) -> tuple[str, ...]:
    """Return the places that act in a sentence: «Belarus und Russland importierten Reifen»."""
    acting: dict[int, str] = {}
    last: Mention | None = None
    for name in names:
        if name.type == "LOC":
            joined = last and JOINT.fullmatch(text, last.end, name.start)
            if (last.start in acting) if last and joined else _alone(text, name):
                acting[name.start] = name.canonical
            last = name
    for at, country in _nationals(text, names):
        acting.setdefault(at, country)
    return tuple(dict.fromkeys([acting[at] for at in sorted(acting)]))


def _alone(text: str, name: Mention) -> bool:
    before = text[max(name.start - 40, 0) : name.start]
    bound = before.endswith("dem ") or GOVERNED.search(before.lower())
    return not bound and not SHARE.match(text, name.end)


def partner(text: str, names: list[Mention], guests: dict[str, str]) -> str | None:
    """Return the first foreign place that goods come from or go to: «aus China», «nach Omsk».

    `guests` are the foreign region and country named last, for «aus der Region», «von dort».
    """
    for name in names:
        abroad = name.type == "LOC" and _country(name) != HOME_CODE
        if abroad and PARTNER.search(text[max(name.start - 30, 0) : name.start].lower()):
            return name.canonical
    goods = {m.start for m in names if m.type == "PRODUCT"} if "isch" in text else ()
    for match in NATIONAL.finditer(text) if "isch" in text else ():
        country = country_of(match[2]) if match[1] or match.end() in goods else None
        if country and country != HOME:
            return country
    found = GUEST.search(text) if any(map(text.__contains__, GUEST_NOUNS)) else None
    # «Region» of «Region Omsk»
    if not found or any(found.end() == text.find(" ", n.start) for n in names if n.type == "LOC"):
        return None
    region = found[1] in ("Region", "Gebiet")
    return guests.get("region" if region else "country") if found[1] else guests.get("last")


def host(text: str, names: list[Mention], guests: dict[str, str]) -> str | None:
    """Return the region whose own imports are told: «In der Region wurden … angelandet»."""
    found = HOST.search(text) if "Region" in text else None
    own = found and any(n.start < found.end() < n.end for n in names)  # «Region Omsk»
    return guests.get("region") if found and not own else None


def roubles(names: list[Mention], guests: dict[str, str]) -> str:
    """Return whose roubles are meant: of a side of the sentence, else of a guest named before."""
    sides = {whereabouts(name.canonical)[1] for name in names}
    if "RU" not in sides and HOME_CODE not in sides:
        sides = {whereabouts(guest)[1] for guest in guests.values()}
    return "RUB" if "RU" in sides else "BYN"


def see(names: list[Mention], guests: dict[str, str]) -> None:
    """Note the foreign region, country and town that a sentence names last."""
    for name in names:
        if name.type == "LOC" and (which := _guest(name.canonical)):
            guests[which] = name.canonical
            if which != "town":
                guests["last"] = name.canonical


@lru_cache(maxsize=30_000)
def _guest(name: str) -> str | None:
    """Return whether a place is a foreign country, region or town, None if it is none."""
    kind, country = whereabouts(name)
    if country == HOME_CODE or name == HOME or kind == "area":
        return None
    if kind == "city":
        return "town"
    return "country" if kind == "country" or name in nations() else "region"


def sides(text: str, names: list[Mention]) -> Sides:
    """Return which way goods go in a sentence."""
    home: set[str] = set()
    away: set[str] = set()  # the prepositions before what is at home and what is abroad
    for name in names:
        found = PREPOSITION.search(text[max(name.start - 40, 0) : name.start].lower())
        if found and name.type in ("LOC", "ORG"):
            (home if _country(name) == HOME_CODE else away).add(found[1])
    goods = {m.start for m in names if m.type == "PRODUCT"}
    ours = "elarussische" in text
    made = ours and any(m.end() in goods for m in HOME_GOODS.finditer(text))
    source = {"aus", "bei", "in"} if PASSIVE.search(text) else {"aus", "bei", "in", "von", "vom"}
    made = made or "aus" in home or (ours and HOME_MADE.search(text) is not None)
    bought = bool(home & source) or (ours and "von" in source and bool(OF_HOME.search(text)))
    abroad = bool(ABROAD.search(text) or away & {"nach", "an", "ins", "in das", "in die"})
    inward = bool(TO_HOME.search(text) or home & {"nach", "an", "in die", "ins"})
    foreign = bool(away & {"aus"} or FOREIGN.search(text)) or any(
        m.end() in goods and country_of(m[2]) not in (None, HOME)
        for m in (NATIONAL.finditer(text) if goods and "isch" in text else ())
    )
    overseas = bool(away & {"aus", "in"} or OVERSEAS.search(text))
    return Sides(made, bought, foreign, overseas, abroad, inward, _actor(text, names))


def guess(text: str, names: list[Mention]) -> str | None:
    """Return the flow of a sentence that tells only where goods come from or go to."""
    way = sides(text, names)
    out, into = way.made or way.abroad, way.inward or way.source
    return None if out == into else "export" if out else "import"


def _actor(text: str, names: list[Mention]) -> bool | None:
    """Say whether the first side that no preposition governs is at home; None if there is none."""
    found = [
        (n.start, country == HOME_CODE)
        for n in names
        if n.type in ("LOC", "ORG") and (country := _country(n)) and _free(text, n.start)
    ]
    found += [(at, country == HOME) for at, country in _nationals(text, names)]
    found += [
        (m.start(), True)
        for m in OF_TOWN.finditer(text)
        if whereabouts(m[1])[1] == HOME_CODE and _free(text, m.start())
    ]
    found += [(m.start(), True) for m in REPUBLIC.finditer(text)]
    return min(found)[1] if found else None


def _nationals(text: str, names: list[Mention]) -> list[tuple[int, str]]:
    """Return where a nationality acts: «russische Gerätebauer», not goods, nor who speaks."""
    if "isch" not in text:
        return []
    goods = {n.start for n in names if n.type == "PRODUCT"}
    return [
        (m.start(), country)
        for m in ADJECTIVE.finditer(text)
        if (country := country_of(m[1]))
        and m.start(2) not in goods
        and not (profile(m[2]).title and OFFICE.search(text[max(m.start() - 5, 0) : m.start()]))
        and _free(text, m.start())
    ]


def _free(text: str, at: int) -> bool:
    before = text[max(at - 40, 0) : at]
    bound = before.endswith("dem ") or GENITIVE.match(text, max(at - 4, 0))
    return not bound and not GOVERNED.search(before.lower())


def _country(name: Mention) -> str | None:
    """Return the country of a place or an organisation; of an unlisted place that is abroad."""
    if name.type == "ORG" and name.canonical.startswith("Bel"):
        return HOME_CODE  # «Belagromasch-Service»
    known = whereabouts(name.canonical)[1]
    return None if name.type == "ORG" and known == "-" else known
