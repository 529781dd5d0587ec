"""Which flow a figure measures: imports, exports, turnover, investment, production; and who trades.

Offsets here are offsets into the sentence.
"""

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import NamedTuple

from beleg import lexicon
from beleg.amounts import Amount
from beleg.gazetteer import country_of, profile, usual
from beleg.names import HOME, Mention

# «führte Belarus Stahlblech für 5 Mio. Euro ein»: the prefix stands at the end of the clause.
PREFIX = re.compile(
    r"\b(?:ein|aus|her|zu|ab|an|auf|vor|bei|bereit|zusammen)(?=[.,;:!?“”\"»)]|$| und | sowie )"
)
STOP = re.compile(r"[;!?]")
# «aus dem Gebiet », «bei », «nach »: how a place or an organisation takes part.
PREPOSITION = re.compile(
    r"\b(aus|vo[nm]|beim?|nach|ans?|ins|in (?:das|die)|in|für) (?:(?:de[mnr]|das|die) )?"
    r"(?:[a-zäöü]+(?:en|er|em) )?$",
    re.IGNORECASE,
)
# «belarussischer Herkunft», «von belarussischen Werken»; before a good «belarussische Traktoren»
HOME_MADE = re.compile(
    r"belarussische[rn]? (?:Herkunft|Produktion|Fertigung|Bauart)"
    r"|\bbei (?:de[nmr] )?belarussische[rn]\b"
)
PASSIVE = re.compile(r"\bw[uie]rde?n?\b")  # «wurden von belarussischen Betrieben gekauft»
OF_HOME = re.compile(r"\bvon (?:de[nmr] )?belarussische[rn]\b")
REPUBLIC = re.compile(r"\b[Dd]ie Republik (?![A-ZÄÖÜ])")
HOME_GOODS = re.compile(r"[Bb]elarussische[rnms]? ")
TO_HOME = re.compile(
    r"\bins Land\b|\b(?:nach|an|für|auf den|de[mn]) (?:die |das )?belarussische[nr]?\b"
)
# «nach Übersee», «ins Ausland», «in die Region», «an litauische Bauern»
ABROAD = re.compile(
    r"\bi[nm]s? Ausland"
    r"|\bin (?:die|das|unsere|ihre) (?:Region|Gebiet|Stadt)\b|\ban (?!belaru)\w+ische "
    r"|\bnach Übersee|\bdem (?:Gebiet|Staat|Land)\b"
    r"|(?<!mit )(?<!von )(?<!aus )(?<!in )\bdem (?!belaru)\w+ischen\b"
    r"|\b(?:auf de[mn]|in dem|im) \w+ischen (?:Markt|Land)\b"
)
OVERSEAS = re.compile(r"usl[aä]nd|Drittl[aä]nd|Übersee|Weltmarkt")
# «aus dem Ausland», «ausländischer Provenienz», «europäischer Marken»
FOREIGN = re.compile(
    r"\b(?:aus|von|bei|im|auf)(?: de[mn])? (?:Ausland|Übersee|Drittl|Weltmarkt|Westen)"
    r"|\baus (?:de[rm]|diese[rm]|unserer) (?:\w+en )?(?:Region|Gebiet|Nachbarland|Gastland)\b"
    r"|\b[Aa]usländische|\b(?!belaru)(?:\w+isch|\w*westlich)er"
    r" (?:Herkunft|Produktion|Fertigung|Provenienz|Marken?|Hersteller)\b"
)
WE = re.compile(r"\b[Ww]ir\b")
CLAUSE = re.compile(r"[,;:] (?![$€]?\d)")  # but «86 Traktoren, 19 Pflüge»
# «aus Tatarstan», «zwischen dem Gebiet »: the place after it does not act.
GOVERNED = re.compile(
    r"\b(?:aus|nach|i[nm]s?|mit|vo[nm]|am?n?|beim?|für|zwischen|auf|durch|laut|zu[mr]?|gegenüber)"
    r"(?: (?:das|die|de[mnrs]|Republik|Gebiet|Region|eine|[a-zäöü]+(?:en|er|em|es))){0,3} ?$",
    re.IGNORECASE,
)
PARTNER = re.compile(
    r"\b(?:aus|nach|mit|in|an|am|im|zwischen(?: Belarus und)?) (?:(?:de[mnr]|das|die) )?"
    r"(?:[a-zäöü]+(?:en|er) )?$",
    re.IGNORECASE,
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
# «Die Region gab für ausländische Technik»
HOST = re.compile(r"\b(?:[Ii]n (?:der|unserer|dieser)|^Die) (?:\w+en )?Region\b")
# «Die belarussischen Raffinerien»: an adjective before the one who acts.
ADJECTIVE = re.compile(r"\b(\w{3,20}isch)e[nr]? (?!Rubel|Dollar)(?=([A-ZÄÖÜ][\w-]{1,40}))")
FLOWS = ("import", "export", "trade_turnover", "production", "investment")
# «Umsatz zwischen Belarus und Omsk», not the sales of a firm
# «Zwischen Belarus und China gingen Güter für …»
BETWEEN = re.compile(r"\b[Zz]wischen Belarus und [A-ZÄÖÜ]\w+(?=.{1,40}\b(?:Waren|Güter)\b)")
BACK = re.compile(r"\b(?:zurück|hervor|einher)")  # «Die Importe gingen zurück»
# «sieben Schulen»: built, but not produced
BUILDINGS = re.compile(
    r"(?:schule|haus|häuser|wohnung|wohnblock|halle|brücke|klinik|gärten|straße|fabrik|zentr|station|siedlung|länder|städte|märkt)\w{0,3}$",
    re.IGNORECASE,
)
HOME_CODE = "BY"
OF_TOWN = re.compile(r"\b([A-ZÄÖÜ][a-zäöü]{2,20})er (?=[A-ZÄÖÜ])")  # «Das Minsker Werk»
OPPOSITE = {"import": "export", "export": "import"}
HOMEWARD = re.compile(r" (?:[\w.$-]+ ){0,8}?(nach|aus) Belarus\b")  # «Importe von Käse aus Belarus»
# «30 Prozent dieses Volumens ersetzen»: a share of what home could make itself
REPLACED = re.compile(
    r"(?: bis [\d,]+ ?(?:%|Prozent))? (?:davon|dies|der|des)[^.;]{1,60}"
    r"(?:ersetz|überflüssig|substitu|ab(?:zu)?lös|verdräng|liefern\b|abdeck)"
)
# «jährlich», «am Tag»
RATE = re.compile(
    r"(?:jähr|täg|monat|wöchent)lich|\b(?:pro|im|je|am) (?:Jahr|Monat|Woche|Tag|Schicht)\b"
)
OFFICE = re.compile(r"\b[Dd](?:er|ie|e[mn]|es) $")  # «der russische Botschafter»
MUTUAL = re.compile(r"gegenseitigen? $")
# «Äpfel für», «Technik im Wert von»: the sum is the price of goods.
PRICED = re.compile(
    r"[A-ZÄÖÜ]\w+(?: [a-zäöü]+er [A-ZÄÖÜ]\w+)? (?:\w+ )?(?:für|im (?:Gesamt|Gegen)?[Ww]erte? von)"
    r" (?:[a-zäöü]{2,12}\.? ){0,4}$"
)
GOODS = ("count", "mass", "volume", "energy")
IN_TRADE = re.compile(r" (?:zwischen|mit|im (?:\w+ )?Handel)\b")
TURNED = {("buy", "export"), ("deliver", "import"), ("supply", "import"), ("sell", "import")}
WEAK = ("production", "project", "cost")  # of a sum, if another word says more
TWOFOLD = {  # what a cue says of money, and of goods
    "provide": ("investment", "deliver"),
    "receive": ("investment", "want"),
    "make": ("", "production"),
    "want": ("", "want"),
}
TURNING = {"buy", "deliver", "supply", "contract", "sell", "go", "pay", "stream", *TWOFOLD}
MEASURED = {  # which flows a kind of amount can measure
    "money": (*FLOWS, "cost", "build", "project", "none"),
    "count": ("import", "export", "production", "build", "none"),
    "mass": ("import", "export", "production", "none", "size"),
    "volume": ("import", "export", "production", "none"),
    "duration": ("investment", "none"),
    "energy": ("import", "export", "production", "none"),
    **dict.fromkeys(("distance", "area", "power", "length"), ()),
}


class Cue(NamedTuple):
    """A word that says which flow a figure measures; `form`: noun, verb, or end of a clause."""

    start: int
    end: int
    flow: str
    form: str
    turned: bool = False  # seen from home, though the other side acts: «Omsk kauft in Belarus»
    goods: str = ""  # the flow if goods are measured, where it is another than that of money
    sure: bool = True  # the sentence itself says which way


class Sides(NamedTuple):
    """Which way goods go in a sentence, as far as it says so."""

    made: bool  # they are made at home
    bought: bool  # home sells them: «bei Belaz», «in Belarus»
    source: bool  # a foreign country is
    overseas: bool  # the foreign countries are spoken of, or a place in one
    abroad: bool  # they go to a foreign country
    inward: bool  # they come home
    actor: bool | None  # home acts, another acts, nobody is known to act


def read(text: str, words: list[tuple[int, str]], names: list[Mention]) -> list[Cue]:
    """Return the cues of a sentence in order, import and export seen from whoever trades."""
    found: list[Cue] = []
    for at, word in words:
        plain, apart = _meant(word)
        prefix = PREFIX.search(text, at + len(word), at + 260) if apart else None
        if prefix and prefix[0] in apart and not STOP.search(text, at, prefix.start()):
            plain = Cue(0, len(word), apart[prefix[0]], "verb")
        if (
            plain
            and plain.flow in ("deliver", "supply")
            and MUTUAL.search(text, max(at - 15, 0), at)
        ):
            plain = plain._replace(flow="trade_turnover")
        if plain and (said := _in_context(text, plain, at)):
            found.append(said._replace(start=at + said.start, end=at + said.end))
    if any(c.flow == "go" for c in found) and BACK.search(text):
        found = [c for c in found if c.flow != "go"]
    told = "wischen Belarus" not in text or any(c.flow in FLOWS for c in found)
    if not told and (between := BETWEEN.search(text)):
        found = [Cue(*between.span(), "trade_turnover", "noun")]
    if any(c.flow in TURNING for c in found):
        seen = _seen(text, sides(text, names))
        found = [_turned(c, seen) for c in found]
    return found


def _in_context(text: str, cue: Cue, at: int) -> Cue | None:
    """Return a cue with what the words beside it make of it."""
    if cue.flow in ("deliver", "supply") and MUTUAL.search(text, max(at - 15, 0), at):
        return cue._replace(flow="trade_turnover")
    if cue.flow == "contract" and text.startswith("im ", at - 3):
        return None  # «im Auftrag von Aviastar»
    if cue.flow == "arise":
        return cue._replace(flow="make") if RATE.search(text) else None
    if cue.flow == "sales":
        trade = IN_TRADE.match(text, at + cue.end)
        return cue._replace(flow="trade_turnover" if trade else "none")
    where = HOMEWARD.match(text, at + cue.end) if cue.flow in OPPOSITE else None
    if where and (cue.flow, where[1]) in (("export", "nach"), ("import", "aus")):
        return cue._replace(flow=OPPOSITE[cue.flow], turned=True)
    return cue


def _turned(cue: Cue, seen: dict[str, tuple[str, bool]]) -> Cue:
    """Return a cue with what buying, delivering, selling mean in its sentence."""
    if cue.flow in TWOFOLD:
        money, goods = TWOFOLD[cue.flow]
        goods, sure = seen.get(goods, (goods, True))
        return cue._replace(flow=money, goods=goods, sure=sure)
    flow, sure = seen.get(cue.flow, (cue.flow, True))
    return cue._replace(flow=flow, sure=sure, turned=(cue.flow, flow) in TURNED)


def speaks(word: str) -> bool:
    """Say whether a word may be a cue."""
    return any(_meant(word))


def choose(text: str, amount: Amount, cues: list[Cue]) -> Cue | None:
    """Return an amount's cue: right behind it, else ending its clause, else the last before it."""
    if any(c.goods for c in cues) and (amount.kind in GOODS or priced(text, amount)):
        cues = [c._replace(flow=c.goods) if c.goods else c for c in cues]
    at = bisect_left(cues, (amount.start,))
    if amount.kind == "duration":  # «kostet vier Stunden», but «Laufzeit von zehn Jahren»
        cues = [c for c in cues[max(at - 4, 0) : at] if c.form == "noun"]
        at = len(cues)
    before = [c for c in reversed(cues[max(at - 4, 0) : at]) if measures(amount, c.flow)]
    if amount.kind == "money":  # «bezuschusst die Umstellung der Montage mit 3 Mio.»
        before.sort(key=lambda c: c.flow in WEAK)
    after = [
        c for c in cues[at : at + 4] if measures(amount, c.flow) and c.start < amount.end + 400
    ]
    clause = [c for c in after if not CLAUSE.search(text, amount.end, c.start)]
    beside = [c for c in clause[:1] if c.start - amount.end <= 1 and c.form == "noun"]
    ends = [c for c in clause if c.form == "end" and c.start < amount.end + 120]
    before = [c for c in before[:1] if c.end > amount.start - 400]
    near = [c for c in before if not CLAUSE.search(text, c.end, amount.start)]
    far = [] if amount.kind in ("count", "share") else before + after[:1]
    weak = amount.kind == "money" and any(c.flow in WEAK for c in near)
    around = clause + near if weak else near + clause
    return next(iter(beside + ends + around + far), None)


def priced(text: str, amount: Amount) -> bool:
    """Say whether a sum is the price of goods: «Technik im Wert von 5 Mio.»."""
    return PRICED.search(text[max(amount.start - 90, 0) : amount.start]) is not None


def named(amount: Amount, cue: Cue) -> str | None:
    """Return the flow that a quantity reports: what is built is a sum invested or a thing made."""
    if BUILDINGS.search(amount.noun or ""):
        return None
    if cue.flow in ("build", "project"):
        return "investment" if amount.kind == "money" else "production"
    if cue.flow == "cost":
        return "investment"
    return None if cue.flow in ("none", "size") else cue.flow


def measures(amount: Amount, flow: str | None) -> bool:
    """Say whether an amount can measure a flow; people, projects, distances measure none."""
    if amount.kind == "count" and amount.unit != "items":
        return False
    return flow in MEASURED.get(amount.kind, (*FLOWS, "build", "none", None))


def traders(text: str, names: list[Mention]) -> tuple[str, ...]:
    """Return the places that act in a sentence: «Belarus und Russland importierten Reifen»."""
    acting: dict[int, str] = {}
    last: Mention | None = None
    for name in names:
        if name.type == "LOC":
            joined = last and text[last.end : name.start] in (" und ", ", ")
            before = text[max(name.start - 40, 0) : name.start]
            alone = not GOVERNED.search(before) and not before.endswith("dem ")
            if (last.start in acting) if last and joined else alone:
                acting[name.start] = name.canonical
            last = name
    for at, country in _nationals(text, names):
        acting.setdefault(at, country)
    return tuple(dict.fromkeys(acting[at] for at in sorted(acting)))


def partner(text: str, names: list[Mention], guests: dict[str, str]) -> str | None:
    """Return the first foreign place that goods come from or go to: «aus China», «nach Omsk».

    `guests` are the foreign region and country named last, for «aus der Region», «von dort».
    """
    for name in names:
        before = text[max(name.start - 30, 0) : name.start]
        if name.type == "LOC" and _country(name) != HOME_CODE and PARTNER.search(before):
            return name.canonical
    ends = {text.find(" ", n.start) for n in names if n.type == "LOC"}  # «Region» of «Region Omsk»
    goods = {m.start for m in names if m.type == "PRODUCT"}
    for match in NATIONAL.finditer(text) if "isch" in text else ():
        country = country_of(match[2]) if match[1] or match.end() in goods else None
        if country and country != HOME:
            return country
    if (found := GUEST.search(text)) and found.end() not in ends:
        region = found[1] in ("Region", "Gebiet")
        return guests.get("region" if region else "country") if found[1] else guests.get("last")
    return None


def host(text: str, names: list[Mention], guests: dict[str, str]) -> str | None:
    """Return the region whose own imports are told: «In der Region wurden … angelandet»."""
    found = HOST.search(text)
    own = found and any(n.start < found.end() < n.end for n in names)  # «Region Omsk»
    return guests.get("region") if found and not own else None


def see(names: list[Mention], guests: dict[str, str]) -> None:
    """Note the foreign region and the foreign country that a sentence names last."""
    for name in names:
        if name.type == "LOC":
            country, kind = _known(name.canonical)
            if country != HOME_CODE and name.canonical != HOME and kind not in ("city", "area"):
                which = "country" if kind == "country" or name.canonical in _nations() else "region"
                guests[which] = guests["last"] = name.canonical


def sides(text: str, names: list[Mention]) -> Sides:
    """Return which way goods go in a sentence."""
    home: set[str] = set()
    away: set[str] = set()  # the prepositions before what is at home and what is abroad
    for name in names:
        found = PREPOSITION.search(text[max(name.start - 40, 0) : name.start])
        if found and name.type in ("LOC", "ORG"):
            (home if _country(name) == HOME_CODE else away).add(found[1].lower())
    goods = {m.start for m in names if m.type == "PRODUCT"}
    made = bool(HOME_MADE.search(text)) or any(m.end() in goods for m in HOME_GOODS.finditer(text))
    source = {"aus", "bei", "in"} if PASSIVE.search(text) else {"aus", "bei", "in", "von", "vom"}
    made = made or "aus" in home
    bought = bool(home & source) or ("von" in source and bool(OF_HOME.search(text)))
    abroad = bool(ABROAD.search(text) or away & {"nach", "an", "ins", "in das", "in die"})
    inward = bool(TO_HOME.search(text) or home & {"nach", "an", "in die", "ins"})
    foreign = bool(away & {"aus"} or FOREIGN.search(text))
    overseas = bool(away & {"aus", "in"} or OVERSEAS.search(text))
    return Sides(made, bought, foreign, overseas, abroad, inward, _actor(text, names))


def guess(text: str, names: list[Mention]) -> str | None:
    """Return the flow of a sentence that tells only where goods come from or go to."""
    way = sides(text, names)
    out, into = way.made or way.abroad, way.inward or way.source
    return None if out == into else "export" if out else "import"


def _seen(text: str, way: Sides) -> dict[str, tuple[str, bool]]:
    """Return what buying, delivering, selling mean in a sentence, and whether it says so itself."""
    elsewhere = way.actor is False and not way.abroad
    passing = way.source and not way.actor  # «Hersteller aus Asien», also «nach Russland»
    given = "import" if way.inward or elsewhere or passing else "export"
    if we := WE.search(text) and not way.abroad:
        given = "none"  # «Wir können 900 t liefern»: who speaks is not known here
    gone = "export" if way.abroad or way.made else "import" if way.source else ""
    gone = "import" if way.inward or "Ausland" in text else gone
    bought = way.made or way.bought
    paid = "export" if way.made and not way.actor else "import" if way.abroad else ""
    paid = "import" if way.overseas or way.source else paid
    told = way.actor is not None or bought or way.source
    inward = way.inward or (way.source and not way.abroad)
    return {
        "buy": ("export" if bought else "import", told),
        "want": ("export" if bought or (way.actor is False and not way.source) else "import", told),
        "deliver": (given, not we and (told or way.abroad or way.inward)),
        "supply": ("import" if inward else "export", True),
        "contract": ("import" if way.inward else "export", True),
        "sell": (
            "import"
            if way.inward or (way.source and not way.actor)
            else "none"
            if elsewhere
            else "export",
            True,
        ),
        "pay": (paid, True),
        "go": (gone, True),
        "stream": ("import" if re.search(r"\bins? Ausland|Übersee", text) else "investment", True),
    }


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
        if _known(m[1])[0] == HOME_CODE and _free(text, m.start())
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
    return not GOVERNED.search(before) and not before.endswith("dem ")


def _country(name: Mention) -> str | None:
    """Return the country of a place or an organisation; of an unlisted place that is abroad."""
    known = _known(name.canonical)[0]
    if name.type == "ORG" and name.canonical.startswith("Bel"):
        return HOME_CODE  # «Belagromasch-Service»
    return known or ("-" if name.type == "LOC" else None)


def _known(name: str) -> tuple[str | None, str]:
    """Return country and kind of a place or an organisation, if it is listed."""
    return _listed().get(usual(name), (None, ""))


@cache
def _listed() -> dict[str, tuple[str, str]]:
    columns = ("name", "kind", "country", "variants")
    rows = (*lexicon.read("organisations", columns), *lexicon.read("places", columns))
    return {name: (country, kind) for name, kind, country, _ in rows}


@cache
def _nations() -> frozenset[str]:
    rows = lexicon.read("nationalities", ("stem", "country"))
    return frozenset(country for _, country in rows)


@lru_cache(maxsize=50_000)
def _meant(word: str) -> tuple[Cue | None, dict[str, str]]:
    """Return what a word says of a flow, and what with a prefix at the end of its clause.

    «Darlehen», also in «1,5-Milliarden-Dollar-Darlehen»; «führt … ein» imports.
    """
    either, plain, apart = _patterns()
    tail = word.rpartition("-")[2]
    lower = tail.lower()
    if len(tail) > 45 or not either.fullmatch(lower):
        return None, {}
    prefixed = {form[1:]: flow for pattern, flow, form in apart if pattern.fullmatch(lower)}
    hits = [(flow, form) for pattern, flow, form in plain if pattern.fullmatch(lower)]
    cue = Cue(len(word) - len(tail), len(word), *hits[0]) if hits else None
    return cue, prefixed


Entry = tuple[re.Pattern[str], str, str]


@cache
def _patterns() -> tuple[re.Pattern[str], list[Entry], list[Entry]]:
    """Return a pattern for any entry of flows.tsv; the entries, longest first; those apart."""
    rows = lexicon.read("flows", ("pattern", "flow", "form"), key=3, patterns=("pattern",))
    rows = sorted(rows, key=lambda row: -len(row[0]))
    # «führt … ein», but «dass Belarus Käse einführt», «eingeführt», «einzuführen»
    joined = [
        (f"{form[1:]}(?:(?:zu)?(?:{p})|ge(?:{p})(?<!te)(?<!ten))", flow, "end")
        for p, flow, form in rows
        if form[0] == "+"
    ]
    whole = [row for row in rows if row[2][0] != "+"] + joined
    plain = [(re.compile(p), flow, form) for p, flow, form in whole]
    apart = [(re.compile(p), flow, form) for p, flow, form in rows if form[0] == "+"]
    return re.compile("|".join(p for p, *_ in (*rows, *joined))), plain, apart
