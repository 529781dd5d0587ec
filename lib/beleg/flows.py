"""Which flow a figure measures: imports, exports, turnover, investment, production; and who trades.

Offsets here are offsets into the sentence.
"""

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import NamedTuple

from beleg import lexicon
from beleg.amounts import Amount, entry, table
from beleg.gazetteer import country_of
from beleg.names import HOME, Mention

# «führte Belarus Stahlblech für 5 Mio. Euro ein»: the prefix stands at the end of the clause.
SEPARATED = re.compile(
    r"\b(führ|kauf|stell|liefer|setz|gab|geb|gib)(?:te?n?|en|) [^;!?]{1,240}?"
    r"\b(ein|aus|her|zu|ab)(?=[.,;:!?“”\"»)]|$| und )"
)
SEPARABLE = {
    ("führ", "ein"): "import", ("führ", "aus"): "export", ("kauf", "ein"): "buy",
    ("stell", "her"): "production", ("liefer", "aus"): "deliver", ("liefer", "zu"): "deliver",
    ("setz", "ab"): "sell", ("gab", "aus"): "pay", ("geb", "aus"): "pay", ("gib", "aus"): "pay",
}  # fmt: skip
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
HOME_GOODS = re.compile(r"belarussische[rnms]? ")
TO_HOME = re.compile(r"\b(?:nach|an|für|auf den|de[mn]) (?:die |das )?belarussische[nr]?\b")
# «nach Übersee», «ins Ausland», «in die Region», «an litauische Bauern»
ABROAD = re.compile(
    r"\bi[nm]s? Ausland"
    r"|\bin (?:die|das|unsere|ihre) (?:Region|Gebiet|Stadt)\b|\ban (?!belaru)\w+ische "
    r"|\bnach Übersee|\bdem (?:Gebiet|Staat|Land)\b"
    r"|(?<!mit )(?<!von )(?<!aus )(?<!in )\bdem (?!belaru)\w+ischen\b"
    r"|\b(?:auf de[mn]|in dem|im) \w+ischen (?:Markt|Land)\b"
)
WE = re.compile(r"\b[Ww]ir\b")
CLAUSE = re.compile(r"[,;:] (?![$€]?\d)")  # but «86 Traktoren, 19 Pflüge»
# «aus Tatarstan», «zwischen dem Gebiet »: the place after it does not act.
GOVERNED = re.compile(
    r"\b(?:aus|nach|i[nm]s?|mit|vo[nm]|an|bei|für|zwischen|auf|durch|laut|zu[mr]?|gegenüber)"
    r"(?: (?:das|die|de[mnrs]|Republik|Gebiet|Region|eine|[a-zäöü]+(?:en|er|em|es))){0,3} ?$",
    re.IGNORECASE,
)
PARTNER = re.compile(
    r"\b(?:aus|nach|mit|in|an|zwischen(?: Belarus und)?) (?:(?:de[mnr]|das|die) )?"
    r"(?:[a-zäöü]+(?:en|er) )?$",
    re.IGNORECASE,
)
# «Die belarussischen Raffinerien»: an adjective before the one who acts.
ADJECTIVE = re.compile(
    r"(?<!\w)(\w{3,20}isch)e[nr]? \w{0,20}(?:werke|betriebe|unternehmen|firmen|raffinerien"
    r"|hersteller|händler|konzerne|exporte?|importe?|(?:ein|aus)fuhr(?:en)?|seite|bauern|region)\b",
    re.IGNORECASE,
)
FLOWS = ("import", "export", "trade_turnover", "production", "investment")
# «Umsatz zwischen Belarus und Omsk», not the sales of a firm
# «Zwischen Belarus und China gingen Güter für …»
BETWEEN = re.compile(r"\b[Zz]wischen Belarus und [A-ZÄÖÜ]\w+(?=.{1,40}\b(?:Waren|Güter)\b)")
BACK = re.compile(r"\b(?:zurück|hervor|einher)")  # «Die Importe gingen zurück»
# «sieben Schulen»: built, but not produced
BUILDINGS = re.compile(
    r"(?:schule|haus|häuser|wohnung|wohnblock|halle|brücke|klinik|gärten|straße|fabrik|zentr|station)\w{0,3}$",
    re.IGNORECASE,
)
MUTUAL = re.compile(r"gegenseitigen? $")
IN_TRADE = re.compile(r" (?:zwischen|mit|im (?:\w+ )?Handel)\b")
TURNED = {("buy", "export"), ("deliver", "import"), ("sell", "import")}
MEASURED = {  # which flows a kind of amount can measure
    "money": (*FLOWS, "build", "project", "none"),
    "count": ("import", "export", "production", "build", "none"),
    "mass": ("import", "export", "production", "none"),
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


def read(text: str, words: list[tuple[int, str]], names: list[Mention]) -> list[Cue]:
    """Return the cues of a sentence in order, import and export seen from whoever trades."""
    cues: dict[int, Cue] = {}
    for at, word in words:
        meant = _meant(word)
        if meant and meant.flow == "deliver" and MUTUAL.search(text, max(at - 15, 0), at):
            meant = meant._replace(flow="trade_turnover")
        if meant and meant.flow == "sales":
            trade = IN_TRADE.match(text, at + meant.end)
            meant = meant._replace(flow="trade_turnover" if trade else "none")
        if meant:
            cues[at + meant.start] = meant._replace(start=at + meant.start, end=at + meant.end)
    for match in SEPARATED.finditer(text):
        if flow := SEPARABLE.get((match[1], match[2])):
            cues[match.start()] = Cue(match.start(), text.index(" ", match.start()), flow, "verb")
    found = [cues[at] for at in sorted(cues)]
    if BACK.search(text):
        found = [c for c in found if c.flow != "go"]
    if not any(c.flow in FLOWS for c in found) and (between := BETWEEN.search(text)):
        found = [Cue(*between.span(), "trade_turnover", "noun")]
    if any(c.flow in ("buy", "deliver", "sell", "go", "pay") for c in found):
        seen = _sides(text, names)
        flow_of = [seen.get((c.flow, c.form), seen.get((c.flow, ""), c.flow)) for c in found]
        found = [
            c._replace(flow=flow, turned=(c.flow, flow) in TURNED)
            for c, flow in zip(found, flow_of, strict=True)
        ]
    return found


def choose(text: str, amount: Amount, cues: list[Cue]) -> Cue | None:
    """Return an amount's cue: right behind it, else ending its clause, else the last before it."""
    at = bisect_left(cues, (amount.start,))
    if amount.kind == "duration":  # «kostet vier Stunden», but «Laufzeit von zehn Jahren»
        cues = [c for c in cues[max(at - 4, 0) : at] if c.form == "noun"]
        at = len(cues)
    before = [c for c in reversed(cues[max(at - 4, 0) : at]) if measures(amount, c.flow)]
    if amount.kind == "money":  # «bezuschusst die Umstellung der Montage mit 3 Mio.»
        before.sort(key=lambda c: c.flow in ("production", "project"))
    after = [
        c for c in cues[at : at + 4] if measures(amount, c.flow) and c.start < amount.end + 400
    ]
    clause = [c for c in after if not CLAUSE.search(text, amount.end, c.start)]
    beside = [c for c in clause[:1] if c.start - amount.end <= 1 and c.form == "noun"]
    ends = [c for c in clause if c.form == "end" and c.start < amount.end + 120]
    before = [c for c in before[:1] if c.end > amount.start - 400]
    near = [c for c in before if not CLAUSE.search(text, c.end, amount.start)]
    far = [] if amount.kind in ("count", "share") else before + after[:1]
    weak = amount.kind == "money" and any(c.flow in ("production", "project") for c in near)
    around = clause + near if weak else near + clause
    return next(iter(beside + ends + around + far), None)


def named(amount: Amount, cue: Cue) -> str | None:
    """Return the flow that a quantity reports: what is built is a sum invested or a thing made."""
    if cue.flow in ("build", "project"):
        made = not BUILDINGS.search(amount.noun or "")
        return "investment" if amount.kind == "money" else "production" if made else None
    return None if cue.flow == "none" else cue.flow


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
    for match in ADJECTIVE.finditer(text):
        country = country_of(match[1])
        if country and not GOVERNED.search(text[max(match.start() - 20, 0) : match.start()]):
            acting.setdefault(match.start(), country)
    return tuple(dict.fromkeys(acting[at] for at in sorted(acting)))


def partner(text: str, names: list[Mention]) -> str | None:
    """Return the first foreign place that goods come from or go to: «aus China», «nach Omsk»."""
    for name in names:
        before = text[max(name.start - 30, 0) : name.start]
        if name.type == "LOC" and name.canonical != HOME and PARTNER.search(before):
            return name.canonical
    return None


def _sides(text: str, names: list[Mention]) -> dict[tuple[str, str], str]:
    """Return what buying, delivering and selling mean in a sentence, seen from the trading side."""
    home: set[str] = set()
    away: set[str] = set()  # the prepositions before what is at home and what is abroad
    for name in names:
        found = PREPOSITION.search(text[max(name.start - 40, 0) : name.start])
        if found and name.type in ("LOC", "ORG"):
            (home if name.canonical.lower() in _at_home() else away).add(found[1].lower())
    goods = {m.start for m in names if m.type == "PRODUCT"}
    made = bool(HOME_MADE.search(text)) or any(m.end() in goods for m in HOME_GOODS.finditer(text))
    source = {"aus", "bei", "in"} if PASSIVE.search(text) else {"aus", "bei", "in", "von", "vom"}
    made = made or ("von" in source and bool(OF_HOME.search(text)))
    abroad = ABROAD.search(text) or away & {"nach", "an", "ins", "in das", "in die"}
    inward = TO_HOME.search(text) or home & {"nach", "an", "in die", "ins"}
    foreign = any(who.lower() not in _at_home() for who in traders(text, names))
    deliver = "import" if inward or (foreign and not abroad) else "export"
    if WE.search(text) and not abroad:
        deliver = "none"  # «Wir können 900 t liefern»: who speaks is not known here
    go = "export" if abroad or "aus" in home else "import" if "aus" in away else ""
    return {
        ("buy", ""): "export" if made or home & source else "import",
        ("deliver", "noun"): "import" if inward else "export",
        ("deliver", ""): deliver,
        ("sell", ""): "import" if inward else "export" if abroad else "none",
        ("pay", ""): "import" if re.search("usl[aä]nd", text) or away & {"aus", "in"} else "",
        ("go", ""): "import" if inward or "Ausland" in text else go,
    }


@cache
def _at_home() -> frozenset[str]:
    """Return the places and organisations of the agency's country, in lower case."""
    columns = ("name", "kind", "country", "variants")
    rows = (*lexicon.read("organisations", columns), *lexicon.read("places", columns))
    return frozenset(row[0].lower() for row in rows if row[2] == "BY")


@lru_cache(maxsize=50_000)
def _meant(word: str) -> Cue | None:
    """Return what a word says of a flow: «Darlehen», also in «1,5-Milliarden-Dollar-Darlehen»."""
    pattern, rows = table("flows")
    tail = word.rpartition("-")[2]
    found = pattern.match(tail.lower()) if len(tail) < 45 else None
    if not found:
        return None
    _, flow, form = rows[entry(found)]
    return Cue(len(word) - len(tail), len(word), flow, form)
