"""Which flow a figure measures: imports, exports, turnover, investment, production.

Offsets here are offsets into the sentence.
"""

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import NamedTuple

from beleg.reading import lexicon, parties
from beleg.reading.amounts import Amount
from beleg.reading.names import Mention
from beleg.reading.sentences import indexed

# «führte Belarus Stahlblech für 5 Mio. Euro ein»: the prefix stands at the end of the clause.
PREFIX = re.compile(
    r"\b(?:ein|aus|her|hin|zu|ab|an|auf|vor|bei|um|bereit|zusammen)"
    r"(?=[.,;:!?“”\"»)]|$| und | sowie )"
)
STOP = re.compile(r"[;!?]")
# A pattern that begins with a letter, whose place in the word is told behind it, is found fast.
WE = re.compile(r"[Ww](?<!\w.)ir\b")
CAN = re.compile(r"[Kk](?<!\w.)(?:ann|önnen|önnten?)\b")  # «kann 300 Pumpen liefern»: not yet sold
US = re.compile(r"(?:b(?<!\wb)ei|v(?<!\wv)on) uns\b")
CLAUSE = re.compile(r"[,;:] (?![$€]?\d)")  # but «86 Traktoren, 19 Pflüge»
FLOWS = ("import", "export", "trade_turnover", "production", "investment")
# «Umsatz zwischen Belarus und Omsk», not the sales of a firm
# «Zwischen Belarus und China gingen Güter für …»
BETWEEN = re.compile(r"\b[Zz]wischen Belarus und [A-ZÄÖÜ]\w+(?=.{1,40}\b(?:Waren|Güter)\b)")
OVERSEAS = re.compile(r"i(?<!\wi)ns? Ausland|Übersee")
OURS = re.compile(r"\b[Bb]elarussische[nr]? $")  # «Die belarussischen Lieferungen»
FROM_OWN = re.compile(r"\baus \w+er $")  # «Teile aus eigener Fertigung»
BACK = re.compile(r"\b(?:zurück|hervor|einher)")  # «Die Importe gingen zurück»
OPPOSITE = {"import": "export", "export": "import"}
HOMEWARD = re.compile(r" (?:[\w.$-]+ ){0,8}?(nach|aus) Belarus\b")  # «Importe von Käse aus Belarus»
# «90 Euro pro Tonne», but «90 t pro Jahr»
PRICE = re.compile(
    r"(?: (?:bis|und|oder) [$€]?[\d.,]+(?: \w+)?)? (?:pro|je)"
    r" (?!Jahr|Monat|Quartal|Woche|Tag|Stunde|Schicht)[A-ZÄÖÜ]"
)
UPPER = re.compile(r" bis [\d,]+ ?(?:%|Prozent)")  # «12 bis 15 Prozent»
BOTH = re.compile(r"\b(?:[Bb]eider?|[Dd]ie) (?:Länder|Staaten|Seiten|Partner|Regionen)\b")
FALLS = re.compile(r"\bum (?:[a-zäöü]+ ){0,3}(?:[$€]?\d|ein )")  # «nahm um 5 Prozent ab»
MUTUAL = re.compile(r"(?:(?:gegen|wechsel|beider)seitig|bilateral)e[nr]? $")
# «Äpfel für», «Technik im Wert von»: the sum is the price of goods.
BOUND = r" (?:[a-zäöü]{2,12}\.? ){0,4}$"  # «rund», «mehr als», right before a sum
PRICED = re.compile(
    r"[A-ZÄÖÜ]\w+(?: [a-zäöü]+er [A-ZÄÖÜ]\w+)? (?:\w+ )?(?:für|im (?:Gesamt|Gegen)?[Ww]erte? von)"
    rf"{BOUND}"
)
# «5 Mio. als Kredit», «5 Mio. flossen in den Import»
BESIDE = re.compile(r"\W?(?:(?:als|an|(?:[a-zäöü]+ )?(?:in|auf) (?:den|die)) )?")
PAYS = re.compile(rf" (?:für|von){BOUND}")
GOODS = ("count", "mass", "volume", "energy")
IN_TRADE = re.compile(r" (?:zwischen|mit|im (?:\w+ )?Handel)\b")
TURNED = {("buy", "export"), ("deliver", "import"), ("supply", "import"), ("sell", "import")}
SPENDING = ("cost", "expense", "build", "project")
EARNED = {  # what is earned or spent: on what is told, else on what
    "revenue": ("export", "none"),
    "earn": ("export", "investment"),
    "spend": ("import", "investment"),
    "sales": ("", "none"),
}
WEAK = ("production", "project", "cost")  # of a sum, if another word says more
TWOFOLD = {  # what a cue says of money, and of goods
    "provide": ("investment", "deliver"),
    "receive": ("investment", "want"),
    "make": ("", "production"),
    "want": ("", "want"),
    "intend": ("investment", "plan"),
    "process": ("", "process"),
}
TRADED = {"buy", "deliver", "supply", "contract", "sell", "go", "pay", "stream"}
TURNING = TRADED | {"taker", "giver", *TWOFOLD}
SHARED = (*FLOWS, "expense", "build", "revenue", "none")  # of which there are shares, changes
MEASURED: dict[str, tuple[str, ...]] = {  # which flows a kind of amount can measure
    "money": (*FLOWS, *SPENDING, *EARNED, "none"),
    "count": ("import", "export", "production", "build", "plan", "none"),
    "mass": ("import", "export", "production", "build", "project", "none", "size"),
    "volume": ("import", "export", "production", "build", "none"),
    "duration": ("investment", "expense", "none"),
    "energy": ("import", "export", "production", "none"),
    **dict.fromkeys(("distance", "area", "power", "length"), ()),
}
Entry = tuple[re.Pattern[str], str, str]


class Cue(NamedTuple):
    """A word that says which flow a figure measures; `form`: noun, verb, or end of a clause."""

    start: int
    end: int
    flow: str
    form: str
    turned: bool = False  # seen from home, though the other side acts: «Omsk kauft in Belarus»
    goods: str = ""  # the flow if goods are measured, where it is another than that of money
    sure: bool = True  # the sentence itself says which way


def read(text: str, words: list[tuple[int, str]], names: list[Mention]) -> list[Cue]:
    """Return the cues of a sentence in order, import and export seen from whoever trades.

    `words` are its words that may be one, with their offsets.
    """
    found: list[Cue] = []
    for at, word in words:
        plain, apart = _meant(word)
        prefix = PREFIX.search(text, at + len(word), at + 260) if apart else None
        if prefix and prefix[0] in apart and not STOP.search(text, at, prefix.start()):
            plain = Cue(0, len(word), apart[prefix[0]], "verb")
        if plain and (said := _in_context(text, plain, at)):
            found.append(tuple.__new__(Cue, (at + said.start, at + said.end, *said[2:])))
    # «Die Importe gingen zurück», «Die Erlöse kamen aus dem Ausland»: no goods that go
    heads = {c.flow for c in found}
    if "go" in heads and ("revenue" in heads or BACK.search(text)):
        found = [c for c in found if c.flow != "go"]
    if "cost" in heads:  # «Der Auftrag kostete 5 Mio.», «Der Import kostete 5 Mio.»
        bought = found[0].form == "noun" and found[0].flow in OPPOSITE
        found = [c for c in found if c.flow != ("cost" if bought else "contract")]
    # «Die Ausfuhren nach Belarus und die Einfuhren der Region»
    if True in [c.turned for c in found]:
        found = [
            c._replace(flow=OPPOSITE[c.flow], turned=True)
            if c.form == "noun" and c.flow in OPPOSITE and not c.turned
            else c
            for c in found
        ]
    told = "wischen Belarus" not in text or any(c.flow in FLOWS for c in found)
    if not told and (between := BETWEEN.search(text)):
        found = [Cue(*between.span(), "trade_turnover", "noun")]
    if not TURNING.isdisjoint([c.flow for c in found]):
        seen = _seen(text, parties.sides(text, names))
        found = [_turned(c, seen) for c in found]
    return found


def _in_context(text: str, cue: Cue, at: int) -> Cue | None:
    """Return a cue with what the words beside it make of it."""
    if cue.flow in OPPOSITE:
        acts = cue.form == "verb"  # «Omsk importierte aus Belarus» tells of the imports of Omsk
        where = None if acts else HOMEWARD.match(text, at + cue.end)
        turned = where and (cue.flow, where[1]) in (("export", "nach"), ("import", "aus"))
        return cue._replace(flow=OPPOSITE[cue.flow], turned=True) if turned else cue
    if cue.flow in ("deliver", "supply") and MUTUAL.search(text, max(at - 20, 0), at):
        return cue._replace(flow="trade_turnover")
    # «im Auftrag von Aviastar», «Laut Vertrag»
    order = cue.flow == "contract" and text.endswith(("im ", "aut ", "emäß "), 0, at)
    falls = cue.flow == "taker" and cue.form != "noun" and FALLS.search(text)
    own = cue.flow == "production" and FROM_OWN.search(text, max(at - 30, 0), at)
    if order or falls or own or (cue.flow == "arise" and not signs("rate").search(text)):
        return None
    meant = {"arise": "make"}.get(cue.flow)
    if cue.flow == "supply" and OURS.search(text, max(at - 20, 0), at):
        meant = "export"
    if cue.flow == "leave":
        meant = "export" if signs("land").search(text, at) else "make"
    if cue.flow in ("cost", "expense") and signs("rate").search(text):
        meant = "none"  # «kosten die Betriebe jährlich»
    if cue.flow == "sales":
        trade = IN_TRADE.match(text, at + cue.end) or MUTUAL.search(text, max(at - 20, 0), at)
        meant = "trade_turnover" if trade or BOTH.search(text) else None
    return cue._replace(flow=meant) if meant else cue


def _turned(cue: Cue, seen: dict[str, tuple[str, bool]]) -> Cue:
    """Return a cue with what buying, delivering, selling mean in its sentence."""
    if cue.flow in TWOFOLD:
        money, goods = TWOFOLD[cue.flow]
        goods, sure = seen.get(goods, (goods, True))
        return cue._replace(flow=money, goods=goods, sure=sure)
    flow, sure = seen.get(cue.flow, (cue.flow, True))
    return cue._replace(flow=flow, sure=sure, turned=(cue.flow, flow) in TURNED)


@cache
def signs(*roles: str) -> re.Pattern[str]:
    """Return a pattern for what figure_signs.tsv lists under these roles."""
    rows = lexicon.read("figure_signs", ("pattern", "role"), key=2, patterns=("pattern",))
    patterns = [pattern for pattern, its in rows if its in roles]
    # What may begin anywhere in a word is sought there, not from the beginning of each word.
    inside = [pattern.removeprefix(r"\w*") for pattern in patterns if pattern.startswith(r"\w*")]
    whole = "|".join(pattern for pattern in patterns if not pattern.startswith(r"\w*"))
    either = "|".join([rf"\b(?:{whole})"] * bool(whole) + inside)
    return re.compile(rf"(?:{either})(?!\w)", re.IGNORECASE)


@indexed
def speaks(word: str) -> bool:
    """Say whether a word may be a cue."""
    return any(_meant(word))


def choose(text: str, amount: Amount, cues: list[Cue]) -> Cue | None:
    """Return an amount's cue: right behind it, else ending its clause, else the last before it."""
    if [c for c in cues if c.goods]:
        goods = amount.kind in GOODS or priced(text, amount)
        plan = goods or amount.kind != "money"
        cues = [
            c._replace(flow=c.goods) if c.goods and (plan if c.goods == "plan" else goods) else c
            for c in cues
        ]
    at = bisect_left(cues, (amount.start,))
    if amount.kind == "duration":  # «kostet vier Stunden», but «Laufzeit von zehn Jahren»
        cues = [c for c in cues[max(at - 4, 0) : at] if c.form == "noun"]
        at = len(cues)
    fitting = measured(amount)
    before = [c for c in reversed(cues[max(at - 4, 0) : at]) if c.flow in fitting]
    if amount.kind == "money" and before[1:]:  # «bezuschusst die Umstellung der Montage mit 3 Mio.»
        before.sort(key=lambda c: c.flow in WEAK)
    after = [c for c in cues[at : at + 4] if c.flow in fitting and c.start < amount.end + 400]
    clause = [c for c in after if not CLAUSE.search(text, amount.end, c.start)]
    beside = [
        c for c in clause[:2] if c.form == "noun" and BESIDE.fullmatch(text, amount.end, c.start)
    ]
    ends = [c for c in clause if c.form == "end" and c.start < amount.end + 120]
    before = [c for c in before[:1] if c.end > amount.start - 400]
    near = [c for c in before if not CLAUSE.search(text, c.end, amount.start)]
    far = [] if amount.kind in ("count", "share") else before + after[:1]
    weak = near and amount.kind == "money" and near[0].flow in WEAK
    weak = weak or ("entf" in text and text.startswith(" auf ", amount.end))
    around = clause + near if weak else near + clause
    found = beside + ends + around + far
    found = [c for c in found if c.flow != "plan"] or found
    return found[0] if found else None


def priced(text: str, amount: Amount) -> bool:
    """Say whether a sum is the price of goods: «Technik im Wert von 5 Mio.»."""
    before = text[max(amount.start - 90, 0) : amount.start]
    return bool(PAYS.search(before) and PRICED.search(before))


def named(amount: Amount, cue: Cue) -> str | None:
    """Return the flow that a quantity reports: what is built is a sum invested or a thing made."""
    if amount.noun and signs("no goods").search(amount.noun):
        return None
    if cue.flow in ("build", "project"):
        return "investment" if amount.kind == "money" else "production"
    if cue.flow == "expense" and amount.kind in ("change", "ratio"):
        return None  # «die Kosten um ein Zehntel senken»
    if cue.flow in ("cost", "expense"):
        return "investment"
    return None if cue.flow in ("none", "size") else cue.flow


def measures_nothing(text: str, amount: Amount) -> bool:
    """Say whether an amount is a share of needs or of what home could make, a price, a room."""
    before = text[max(amount.start - 90, 0) : amount.start]
    if amount.kind in ("share", "change", "ratio"):
        needed = signs("needed").search(before)
        upper = UPPER.match(text, amount.end)
        begin = upper.end() if upper else amount.end
        return bool(needed or signs("no flow").match(text, begin + 1))
    if amount.kind == "money":  # a small sum is a price: «Ein Container kostet 9.000 Dollar»
        small = amount.value < 20_000
        return small or bool(signs("price").search(before) or PRICE.match(text, amount.end))
    if amount.kind == "mass":  # «Eine Tonne kostet …»
        return amount.value == 1 or bool(signs("store").search(before))
    return False


def measured(amount: Amount) -> tuple[str, ...]:
    """Return the flows that an amount can measure; people, projects, distances measure none."""
    people = amount.kind == "count" and amount.unit != "items"
    return () if people else MEASURED.get(amount.kind, SHARED)


def _seen(text: str, way: parties.Sides) -> dict[str, tuple[str, bool]]:
    """Return what buying, delivering, selling mean in a sentence, and whether it says so itself."""
    elsewhere = way.actor is False and not way.abroad and not parties.PASSIVE.search(text)
    idle = way.actor is None and not (way.abroad or way.inward or way.source)
    # «Die Linie soll pro Jahr 900 t liefern»
    makes = idle and signs("rate").search(text) and not WE.search(text)
    passing = way.source and not way.actor  # «Hersteller aus Asien», also «nach Russland»
    given = "import" if way.inward or elsewhere or passing else "export"
    if we := WE.search(text) and not way.abroad:
        given = "none"  # «Wir können 900 t liefern»: who speaks is not known here
    given = "production" if makes else "none" if CAN.search(text) else given
    gone = "export" if way.abroad or way.made else "import" if way.source else ""
    gone = "import" if way.inward else gone
    bought = way.made or way.bought
    paid = "export" if way.made else "import" if way.abroad else ""
    paid = "import" if way.overseas or way.source else paid
    told = (way.actor is not None or bought or way.source) and not US.search(text)
    inward = way.inward or (way.source and not way.abroad)
    fetched = way.inward or (way.source and not way.actor and not way.abroad)
    sold = "import" if fetched else "none" if elsewhere else "export"
    return {
        "buy": ("export" if bought else "import", told),
        "want": ("export" if bought or (way.actor is False and not way.source) else "import", told),
        "deliver": (given, not we and bool(told or makes or way.abroad or way.inward)),
        "supply": ("import" if inward else "export", True),
        "contract": ("import" if way.inward else "export", True),
        "sell": (sold, True),
        "pay": (paid, True),
        "go": (gone, True),
        "process": ("production", False),
        "taker": ("import" if way.actor else "export", True),
        "giver": ("export" if way.actor else "import", True),
        "stream": ("import" if OVERSEAS.search(text) else "investment", True),
    }


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
