"""Which flow a figure measures: imports, exports, turnover, investment, production; and who trades."""

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

from beleg import lexicon
from beleg.amounts import Amount, either, entry
from beleg.gazetteer import country_of
from beleg.names import HOME, Mention

# «führte Belarus Stahlblech für 5 Mio. Euro ein»: the prefix stands at the end of the clause.
SEPARATED = re.compile(
    r"\b(?:führ(?:te?n?|en)|kauf(?:te?n?|en)|stell(?:te?n?|en)|liefer(?:te?n?)) [^;!?\n]{1,240}?\b(ein|aus|her|zu)(?=[.,;:!?“”\"»)]|$| und )"
)
TO_HOME = re.compile(
    r"\b(?:nach|an|für|in die Republik|auf den) (?:Belarus|Minsk|Weißrussland|belarussische[nr]?)\b"
)
FROM_HOME = re.compile(
    r"\b(?:aus|in|von) (?:der Republik )?(?:Belarus|Minsk)\b|belarussische[rn]? (?:Herkunft|Produktion|Fertigung|Bauart)"
    r"|\b(?:von|bei) (?:de[nmr] )?belarussische[rn]\b"
)
ABROAD = re.compile(
    r"\b(?:nach (?!Angaben|Worten|Einschätzung|wie|den|dem|der|Auskunft)|ins Ausland|im Ausland|ins Gebiet|in die Region|in das Gebiet|auf (?:dem|den) \w+ischen Markt|an \w+ische )"
)
WE = re.compile(r"\b[Ww]ir\b")
CLAUSE = re.compile(r"[,;:] ")
MEASURED = {  # which flows a kind of amount can measure
    "count": ("import", "export", "production"),
    "mass": ("import", "export", "production"),
    "volume": ("import", "export", "production"),
    "duration": ("investment",),
}
UNMEASURED = ("distance", "area", "power", "length", "energy")


class Cue(NamedTuple):
    """A word that says which flow a figure measures; `form`: noun, verb, or end of a clause."""

    start: int
    end: int
    flow: str
    form: str


def read(text: str, start: int, end: int, names: list[Mention]) -> list[Cue]:
    """Return the cues of a sentence in order, import and export seen from whoever trades."""
    found = [
        Cue(m.start(), m.end(), *_rows()[entry(m)][1:])
        for m in _pattern().finditer(text, start, end)
    ]
    for match in SEPARATED.finditer(text, start, end):
        flow = _separable(match[0][:3], match[1])
        if flow:
            found = [c for c in found if c.start != match.start()]
            found.append(Cue(match.start(), match.start() + len(match[0].split()[0]), flow, "verb"))
    sentence = text[start:end]
    return sorted(c._replace(flow=_seen(c, sentence, names, start)) for c in found)


def _separable(stem: str, prefix: str) -> str | None:
    return {
        ("füh", "ein"): "import", ("füh", "aus"): "export", ("kau", "ein"): "buy",
        ("ste", "her"): "production", ("lie", "aus"): "deliver", ("lie", "zu"): "deliver",
    }.get((stem, prefix))  # fmt: skip


def _seen(cue: Cue, sentence: str, names: list[Mention], start: int) -> str:
    """Turn buying, delivering and selling into import or export from the trading side's view."""
    if cue.flow == "buy":
        return "export" if _of_home(sentence, names, start) else "import"
    if cue.flow == "deliver":
        if TO_HOME.search(sentence):
            return "import"
        if cue.form != "noun" and WE.search(sentence) and not ABROAD.search(sentence):
            return "none"  # «Wir können 900 t liefern»: who speaks is not known here
        foreign = cue.form != "noun" and any(who != HOME for who in traders(sentence, start, names))
        return "import" if foreign and not ABROAD.search(sentence) else "export"
    if cue.flow == "sell":
        return "export" if ABROAD.search(sentence) else "none"
    return cue.flow


def _of_home(sentence: str, names: list[Mention], start: int) -> bool:
    if FROM_HOME.search(sentence):
        return True
    goods = {m.start for m in names if m.type == "PRODUCT"}
    return any(start + m.end() in goods for m in re.finditer(r"belarussische[rnms]? ", sentence))


def traders(sentence: str, start: int, names: list[Mention]) -> tuple[str, ...]:
    """Return the places that act in a sentence: no preposition before them, or an adjective."""
    acting: list[str] = []
    for name in names:
        if name.type != "LOC":
            continue
        before = sentence[max(name.start - start - 40, 0) : name.start - start]
        if not GOVERNED.search(before) and (not before.endswith(" und ") or acting):
            acting.append(name.canonical)
    for match in ADJECTIVE_BEFORE_NOUN.finditer(sentence):
        country = country_of(match[1])
        if country and not GOVERNED.search(sentence[max(match.start() - 20, 0) : match.start()]):
            acting.append(country)
    return tuple(dict.fromkeys(acting))


def partner(sentence: str, start: int, names: list[Mention]) -> str | None:
    """Return the first foreign place that goods come from or go to: «aus China», «nach Kasachstan»."""
    for name in names:
        before = sentence[max(name.start - start - 30, 0) : name.start - start]
        if name.type == "LOC" and name.canonical != HOME and PARTNER.search(before):
            return name.canonical
    return None


def choose(text: str, amount: Amount, cues: list[Cue]) -> Cue | None:
    """Return the cue an amount goes with: right behind it, else ending its clause, else the last before."""
    at = bisect_left(cues, (amount.start,))
    before, after = cues[max(at - 1, 0) : at], cues[at : at + 3]
    same_before = [c for c in before if not CLAUSE.search(text, c.end, amount.start)]
    same_after = [c for c in after if not CLAUSE.search(text, amount.end, c.start)]
    if same_after and same_after[0].start - amount.end <= 1 and same_after[0].form == "noun":
        return same_after[0]
    ends = [c for c in same_after if c.form == "end" and c.start - amount.end < 120]
    picked = ends[:1] or same_before[-1:] or (same_after[:1] or before[-1:] or after[:1])
    return picked[0] if picked else None


PARTNER = re.compile(
    r"\b(?:[Aa]us|[Nn]ach|[Mm]it|[Ii]n|[Aa]n|[Bb]elarus und) (?:(?:de[mnr]|das|die) )?(?:[a-zäöü]+(?:en|er) )?$"
)
GOVERNED = re.compile(
    r"\b(?:[Aa]us|[Nn]ach|[Ii]n|[Ii]ns?|[Ii]m|[Mm]it|[Vv]on|[Vv]om|[Aa]n|[Bb]ei|[Ff]ür|[Zz]wischen|[Aa]uf|[Dd]urch|[Ll]aut|[Zz]u[mr]?|[Gg]egenüber)"
    r"(?: (?:de[mnrs]|das|die|Republik|Gebiet|Region|eine[mnr]?|[a-zäöü]+(?:en|er|em|es)))* ?$"
)
ADJECTIVE_BEFORE_NOUN = re.compile(
    r"(?<!\w)([A-ZÄÖÜa-zäöü]\w{3,20}isch)e[nr]? [A-ZÄÖÜ]\w+(?:e|en|er|ien|werke)\b"
)


@cache
def _rows() -> list[tuple[str, ...]]:
    columns = ("pattern", "flow", "form")
    flows = (
        "import",
        "export",
        "buy",
        "deliver",
        "sell",
        "trade_turnover",
        "investment",
        "production",
        "none",
    )
    rows = lexicon.read(
        "flows",
        columns,
        patterns=("pattern",),
        values=(("flow", flows), ("form", ("noun", "verb", "end"))),
    )
    return sorted(rows, key=lambda row: len(row[0]), reverse=True)  # the longer reading first


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{either(row[0] for row in _rows())})(?!\w)")
