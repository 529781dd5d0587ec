"""Number, scale, unit, comparator, year, flow, subject."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from beleg.reading import amounts, flows, lexicon, parties, periods
from beleg.reading.amounts import Amount
from beleg.reading.flows import BOUND, Cue
from beleg.reading.gazetteer import nations
from beleg.reading.names import HOME, Mention
from beleg.reading.periods import FUTURE, Period
from beleg.reading.sentences import Document, Sentence

TRADE = ("import", "export", "trade_turnover", "production")
SO_MANY = re.compile(r" (?:so viele?|mehr)\b")  # «412 Züge, 1,3-mal so viele wie im Vorjahr»
GOES_ON = ("money", "mass", "change", "ratio")
# «150 Sämaschinen, ferner 30 Rübenroder»: one verb for both
ALSO = re.compile(
    r"(?: (?:zu|ab|aus|ein|her|bereit))?(?:,| und| sowie| plus)(?: [a-zäöü]{2,10}){0,3} "
)
# «insgesamt», «aus dem Ausland»: no longer trade with the partner named before
WHOLE = re.compile(r"\b(?:[Ii]nsgesamt|[Gg]esamt|weltweit|Ausland|ausländisch|Übersee|Drittl)")
ADJECTIVE = (
    r"(?:(?!darunter|über |unter |zwischen|neben|oder |aber |einen? |w[uae]rden? |waren )"
    r"[a-zäöüß][a-zäöüß-]{1,30}(?:e|e[nrsm]) )"
)
NOUN = r"[A-ZÄÖÜ][\w-]{1,60}"
# «Maschinen und Ausrüstungen», «Autoteile für den Transportmaschinenbau»
PHRASE = (
    rf"{ADJECTIVE}{{0,2}}{NOUN}(?:, {ADJECTIVE}?{NOUN}){{0,4}}"
    rf"(?: (?:und|sowie|&) {ADJECTIVE}?{NOUN}){{0,2}}"
    rf"(?: für (?:den |die |das )?{ADJECTIVE}?{NOUN})?"
)
# «Autoteile … im Wert von über», «Zement für knapp»: the goods that a sum pays for.
PAID = re.compile(
    rf"(?<!\w)({PHRASE})(?: [a-zäöü]+er (?:Herkunft|Provenienz|Produktion|Fertigung|Marken?))?"
    r"(?: (?:wurden?|seien?|sind|waren)(?: (?:19|20)\d\d)?)?"
    rf" (?:im (?:Gesamt|Gegen)?[Ww]erte? von|in Höhe von|für|von){BOUND}"
)
# «…, die von Pkw-Teilen auf fast», «…, für Lager mehr als»: the next goods of a list.
EACH = re.compile(rf"(?:d(?<!\wd)ie von|f(?<!\wf)ür|b(?<!\wb)ei) ({PHRASE}){BOUND}")
# «Rekordwert von 5 Mio.»: says how much, not what.
MEASURE = re.compile(
    r"\w{0,30}(?:wert|niveau|volumen|summe|betrag|umfang|höhe|zuwachs|rückgang|tonnen|stück|dollar|euro|rubel|millionen|milliarden)s?$",
    re.I,
)
# «Einfuhr von Elektronikbauteilen», «Import belarussischer Milch»
OF = re.compile(rf" (?:(?:von|an|der|des) ({PHRASE})|([a-zäöüß]{{4,30}}er {NOUN}))")
# «Bei Dichtungen und Armaturen betrug», «Für Mikrochips habe», «2 Mio. t Erdöl»
ABOUT = re.compile(rf"(?:Allein )?(?:[Bb]ei|[Ff]ür|[Aa]n) ({PHRASE})")
BEHIND = re.compile(rf" ({PHRASE})")
SHARE = re.compile(rf"[Aa]nteil (?:der|des|an|von) ({PHRASE})")

# «Für Walzstahl gab Belarus»: before goods that are paid for, before a country that does not pay.
FOR_GOODS = re.compile(r"\b[Ff]ür (?:[a-zäöüß]+ )?$")
PLACED = re.compile(r"\b(?:aus|in|nach|von|mit|für|an|zwischen|und) $")


class Quantity(NamedTuple):
    """One number with its unit: plain span without the comparator word, value scaled."""

    start: int
    end: int
    value: float
    unit: str  # USD, RUB, BYN, EUR, percent, percentage_points, t, factor, projects, items …
    kind: str  # money, share, change, ratio, count, mass, duration, distance, area, power, length
    comparator: str  # = > >= < <= ~
    comparator_word: str | None  # «über»
    year: int | None
    year_method: str | None  # "explicit", "relative", "carried"
    flow: str | None  # import, export, trade_turnover, investment, production
    flow_word: str | None  # «importierten»
    subject: str | None  # noun phrase: «Autoteile für den Transportmaschinenbau»
    reporters: tuple[str, ...]  # whose trade it is: («Belarus», «Russland»)
    partner: str | None  # the other side of the trade, if the sentence names it


class _Told(NamedTuple):
    """What the paragraph has told, for a figure that goes on with it."""

    flow: str | None = None
    flow_word: str | None = None
    years: tuple[int, ...] = ()
    subject: str | None = None
    reporters: tuple[str, ...] = ()
    partner: str | None = None
    kind: str = ""


class _Scene(NamedTuple):
    """One sentence with all that is read in it; offsets into the sentence."""

    text: str
    names: list[Mention]
    amounts: list[Amount]
    periods: list[Period]
    cues: list[Cue]
    told: _Told
    guests: dict[str, str]  # the foreign region and country that the article named last


def find(document: Document, mentions: list[Mention]) -> list[Quantity]:
    """Return the quantities of the body, in order of the text."""
    found: list[Quantity] = []
    counted: list[Amount] = []
    told, earlier, paragraph = _Told(), _Told(), -1
    guests: dict[str, str] = {}
    starts = [mention.start for mention in mentions]
    opening = document.by_sentence(amounts.opens)
    speaking = document.by_sentence(flows.speaks)
    for number, sentence in enumerate(document.sentences):
        if sentence.paragraph != paragraph:
            earlier = told if told.flow else earlier
            place = document.text, sentence.start, sentence.end
            goes_on = earlier.flow and flows.signs("turns", "goes on").match(*place)
            told, paragraph = earlier if goes_on else _Told(), sentence.paragraph
        names = mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        places = opening.get(number, []), speaking.get(number, [])
        scene = None
        if places[0] or (places[1] and not told.flow):  # else it neither counts nor tells of a flow
            scene = _scene(document, sentence, places, names, (counted[-60:], told, guests))
        if scene and scene.amounts:
            read = _read(scene)
            at = sentence.start
            found += [tuple.__new__(Quantity, (q.start + at, q.end + at, *q[2:])) for q in read]
            told = _tell(told, read)
            counted = counted[-60:] + scene.amounts
        parties.see(names, guests)
        if scene and not scene.amounts and scene.cues:
            told = _announced(scene)
    return found


def _scene(
    document: Document,
    sentence: Sentence,
    places: tuple[list[int], list[int]],
    names: list[Mention],
    known: tuple[list[Amount], _Told, dict[str, str]],
) -> _Scene:
    """Return what is read in a sentence; `places` are the tokens that may count or tell a flow."""
    tokens, at, (before, told, guests) = document.tokens, sentence.start, known
    opening = [(tokens[k].start - at, tokens[k].text) for k in places[0]]
    speaking = [(tokens[k].start - at, tokens[k].text) for k in places[1]]
    # An endless sentence has but some tokens.
    text = document.text[at : tokens[sentence.last_token - 1].end]
    names = [tuple.__new__(Mention, (m.start - at, m.end - at, *m[2:])) for m in names]
    counted = amounts.read(text, opening, names, before) if opening else []
    if "RUBEL" in [amount.unit for amount in counted]:
        unit = parties.roubles(names, guests)
        counted = [a._replace(unit=unit) if a.unit == "RUBEL" else a for a in counted]
    cues, dated = flows.read(text, speaking, names), list[Period]()
    if counted or (opening and cues):  # «Im Jahr 2021 gelang ein Exportrekord.»
        year = max(told.years, default=None)
        dated = periods.read(text, counted, document.article.published, year)
    return _Scene(text, names, counted, dated, cues, told, guests)


def _announced(scene: _Scene) -> _Told:
    """Return what a sentence without figures announces («2021 bezog Belarus Öl aus Omsk.»)."""
    years = tuple(p.year for p in scene.periods[-1:] if p.year and p.strength == "strong")
    if years and FUTURE.search(scene.text, 0, 2000):
        years = ()
    if scene.told.flow:
        return scene.told._replace(years=years) if years else scene.told
    cue = next((c for c in reversed(scene.cues) if (c.goods or c.flow) in TRADE), None)
    if not cue:
        return scene.told
    partner = parties.partner(scene.text, scene.names, scene.guests)
    return _Told(cue.goods or cue.flow, scene.text[cue.start : cue.end], years, partner=partner)


def _tell(told: _Told, read: list[Quantity]) -> _Told:
    if "trade_turnover" in (told.flow, *[q.flow for q in read]):
        # «Davon waren 40 Prozent Exporte. 2021 waren es $5 Mio.»: the turnover
        read = [q for q in read if q.kind != "share"]
    if not read:
        return told
    last = read[-1]
    years = tuple(dict.fromkeys([q.year for q in read if q.year])) or told.years
    if len(years) == 1 and told.years[-1:] == (years[0] + 1,):
        years = (years[0] + 1, years[0])  # «Ein Jahr davor waren es …»: both are known now
    over = last.kind in ("money", "mass") and not last.flow  # another thing is spoken of now
    return _Told(
        last.flow or (None if over else told.flow),
        last.flow_word or told.flow_word,
        years,
        last.subject or told.subject,
        last.reporters or told.reporters,
        last.partner or told.partner,
        last.kind if last.flow or last.year else told.kind,
    )


def _read(scene: _Scene) -> list[Quantity]:
    found: list[Quantity] = []
    acting: tuple[str, ...] = ()
    for at, amount in enumerate(scene.amounts):
        cue, flow, word = _flow(scene, amount, found[-1:])
        year, method = _year(scene, at, flow, found[-1:])
        subject = _subject(scene, amount, cue) or (scene.told.subject if flow and not cue else None)
        sides: tuple[str, ...] = ()
        other: str | None = None
        if flow in ("import", "export", "trade_turnover"):
            acting = acting or parties.traders(scene.text, scene.names)
            sides, other = _trading(scene, flow, cue, acting)
        found.append(Quantity(*amount[:7], year, method, flow, word, subject, sides, other))
    return found


def _trading(
    scene: _Scene, flow: str, cue: Cue | None, traders: tuple[str, ...]
) -> tuple[tuple[str, ...], str | None]:
    """Return whose trade it is and with whom: who acts, else who did before, else the agency."""
    partner = parties.partner(scene.text, scene.names, scene.guests)
    if cue and cue.turned:
        return (HOME,), next((t for t in traders if t != HOME), partner or _carried(scene))
    others = tuple([t for t in traders if t != partner])
    host = parties.host(scene.text, scene.names, scene.guests) if flow == "import" else None
    whose = others or ((host,) if host else () if cue else scene.told.reporters) or (HOME,)
    if not partner and HOME in whose and (carried := _carried(scene)) not in whose:
        partner = carried
    if flow == "trade_turnover" and partner:
        return tuple(dict.fromkeys((*traders, HOME, partner))), partner
    return whose, partner if partner not in whose else None


def _carried(scene: _Scene) -> str | None:
    return scene.told.partner if scene.told.partner and not WHOLE.search(scene.text) else None


def _refers(scene: _Scene, amount: Amount) -> bool:
    comma = scene.text.find(",", amount.end, amount.end + 20)  # «280 Mio., wovon ein Drittel»
    end, begin = amount.end + 20 if comma < 0 else comma, max(amount.start - 90, 0)
    share = amount.kind == "share" and flows.signs("share").search(scene.text, begin, end)
    return bool(share or flows.signs("refers").search(scene.text, begin, end))


def _flow(
    scene: _Scene, amount: Amount, last: list[Quantity]
) -> tuple[Cue | None, str | None, str | None]:
    """Return the cue, the flow and its word: the amount's own, or those of what it goes on with."""
    text = scene.text
    source: Quantity | _Told = last[0] if last else scene.told
    if flows.measures_nothing(text, amount):
        return None, None, None
    several = amount.kind == "ratio" and SO_MANY.match(text, amount.end)
    if several and last and last[0].kind == "count":
        return None, last[0].flow, last[0].flow_word
    cue = flows.choose(text, amount, scene.cues)
    begin = max(last[0].end if last else 0, amount.start - 200)
    own = cue if cue and cue.sure else None
    turned = None if own and own.flow in flows.OPPOSITE else flows.OPPOSITE.get(source.flow or "")
    turns = flows.signs("turns").search(text, begin, amount.start) if turned else None
    if turns and not (own and not flows.priced(text, amount)):
        return None, turned, turns[0]
    cue = _settled(cue, amount, scene, source.flow) if cue else None
    goes_on = _goes_on(scene, amount, cue, last)
    either = source.flow == "trade_turnover"  # exports or imports, if it says so here
    if goes_on and source.flow and (either or source.flow in flows.measured(amount)):
        guessed = parties.guess(text, scene.names) if either else None
        return None, guessed or source.flow, source.flow_word
    if not cue:
        return None, _untold(scene, amount), None
    flow = flows.named(amount, cue)
    return cue, flow, text[cue.start : cue.end] if flow else None


def _goes_on(scene: _Scene, amount: Amount, cue: Cue | None, last: list[Quantity]) -> bool:
    """Say whether an amount measures what the one before it does, rather than what its cue says."""
    text, source = scene.text, last[0] if last else scene.told
    begin = max(amount.start - 60, 0)
    if source.flow and cue and flows.signs("same").search(text, begin, amount.start):
        return True
    if amount.kind == "count":
        noun = amount.noun or ""
        bare = noun in ("Stück", "Einheiten") or not text[: amount.end].endswith(noun)
        also = last and not cue and ALSO.fullmatch(text, last[0].end, amount.start)
        goes_on = also or (bare and source.kind == "count") or (not cue and _refers(scene, amount))
        return bool(goes_on)
    if amount.kind == "share":
        # «Gebaut wurden 90 Busse, zwei Drittel davon gingen nach Omsk»
        turns = cue and (
            (cue.flow in flows.OPPOSITE and source.flow in ("production", "trade_turnover"))
            or (source.flow in TRADE and (cue.flow, cue.form) == ("investment", "noun"))
        )  # «Geliefert wird für 5 Mio.; zwei Drittel davon übernimmt der Haushalt»
        return not turns and ((not cue and bool(last)) or _refers(scene, amount))
    return not cue and (amount.kind in GOES_ON or _refers(scene, amount))


def _settled(cue: Cue, amount: Amount, scene: _Scene, source: str | None) -> Cue | None:
    """Return a cue with what the text told before makes of it; None if that counts instead."""
    told = scene.told.flow
    # «Geplant sind 90», «Noch 2020 hatte der Umsatz bei 5 Mio. gelegen»: of what is told
    turnover = cue.flow in ("sales", "revenue") and source == "trade_turnover"
    if cue.flow == "plan" or turnover:
        return cue._replace(flow=source if source in TRADE else "none")
    if cue.flow in flows.EARNED:
        flow, other = flows.EARNED[cue.flow]
        if flow == source == "import":
            return None  # «Die Ausgaben betrugen 2021 …»: what the text calls imports
        told_so = flow in (source, *(c.flow for c in scene.cues))
        abroad = flow == "export" and flows.signs("markets").search(scene.text)
        if cue.flow == "earn":  # «Käse brachte 5 Mio. ein»
            told_so = told_so or any(n.type == "PRODUCT" for n in _before(scene, amount))
        return cue._replace(flow=flow if told_so or abroad else other)
    if cue.flow == "production" and not cue.sure and (amount.kind, told) == ("mass", "import"):
        return None  # «Verarbeitet wurden 120 t» of what is bought
    form = {"change": "end", "share": "verb"}.get(amount.kind)
    if source in TRADE and (cue.flow, cue.form) == ("investment", form):
        return None  # «Ein Plus von 8 Prozent ist bewilligt», «40 Prozent steuerte China bei»
    return cue if cue.sure else _unsure(cue, amount, told)


def _unsure(cue: Cue, amount: Amount, told: str | None) -> Cue:
    """Return a cue whose sentence does not say which way the goods go."""
    counts = amount.kind == "count"
    if counts and told == "production" and cue.flow == "none":
        return cue._replace(flow=told)  # «Bald möchten wir 900 Motoren ausliefern»: of what is made
    if told in flows.OPPOSITE and (counts or cue.flow != "import"):
        return cue._replace(flow=told)  # «Bestellt wurden 460 Stück»: of what is told
    if amount.kind == "money" and cue.flow == "none":
        return cue._replace(flow="export")
    return cue._replace(flow="none") if counts and cue.flow == "import" else cue


def _untold(scene: _Scene, amount: Amount) -> str | None:
    """Return what a sum or a weight measures if no word says it."""
    text = scene.text
    if amount.kind == "mass":
        made = "production" if flows.signs("rate").search(text) else "export"
        named = made if BEHIND.match(text, amount.end) else None
        carried = flows.signs("carried").search(text)
        return None if carried else parties.guess(text, scene.names) or named
    if amount.kind in ("duration", "share"):
        invested = (
            amounts.repays(text, amount)
            if amount.kind == "duration"
            else flows.signs("spent").match(text, amount.end + 1)
        )
        return "investment" if invested else None
    if amount.kind != "money":
        return None
    if flows.signs("mark").search(text, max(amount.start - 60, 0), amount.start):
        return "trade_turnover"
    goods = [n for n in _before(scene, amount) if n.type == "PRODUCT"]
    if not flows.priced(text, amount) and "zu Buche" not in text:
        paid = any(FOR_GOODS.search(text, max(n.start - 40, 0), n.start) for n in goods)
        lands = (n for n in _before(scene, amount) if n.canonical in nations()) if paid else ()
        buys = any(not PLACED.search(text, max(n.start - 12, 0), n.start) for n in lands)
        return "import" if buys else "investment"
    return parties.guess(text, scene.names) or (None if goods else "investment")


def _before(scene: _Scene, amount: Amount) -> list[Mention]:
    """Return the last names before an amount."""
    at = bisect_left(scene.names, (amount.start,))
    return scene.names[max(at - 20, 0) : at]


def _year(
    scene: _Scene, at: int, flow: str | None, last: list[Quantity]
) -> tuple[int | None, str | None]:
    """Return the year of an amount: by the period that dates it, else by what it goes on with."""
    amount, told = scene.amounts[at], scene.told
    period = periods.choose(scene.text, at, scene.amounts, scene.periods) if scene.periods else None
    same = period is not None and period.strength == "same"
    years = told.years[-2:] if same or _kin(scene, amount, flow, last) else ()
    if amount.link in ("from", "to") and not (period and period.owner == at):
        pair = _pair(scene, None if same else period, years)
        if amount.link == "from" or pair[1][0]:
            return pair[amount.link == "to"]
    if period and not same:
        return period.year, period.method
    if years and _respective(scene):
        return years[at], "carried"
    if last and last[0].year and (same or amount.kind in ("change", "ratio", "share")):
        return last[0].year, last[0].year_method
    # «Im Jahr 2022 …, 2021 waren es …. Davon …» goes on with 2022, «damals» with 2021.
    return (years[-1] if same else max(years), "carried") if years else (None, None)


def _kin(scene: _Scene, amount: Amount, flow: str | None, last: list[Quantity]) -> bool:
    """Say whether an amount is of the statistic told before, and no plan."""
    told = scene.told
    if not told.years:
        return False
    same = flow in TRADE and (amount.kind == "count") == (told.kind == "count")
    more = flow == told.flow and scene.text.endswith("eitere ", 0, amount.start)
    kin = same or more or (not last and _refers(scene, amount))
    return kin and not FUTURE.search(scene.text, 0, 2000)


def _respective(scene: _Scene) -> bool:
    """Say whether «5 bzw. 7 Mio.» are of the two years just told, in that order."""
    if len(scene.amounts) != 2 or len(scene.told.years) != 2:
        return False
    first, second = scene.amounts
    listed = " und " in scene.text[: first.start]  # «Auf Käse und Butter entfielen 5 bzw. 7 Mio.»
    between = periods.RESPECTIVELY.fullmatch(scene.text, first.end, second.start)
    return not listed and between is not None


def _pair(
    scene: _Scene, period: Period | None, told: tuple[int, ...]
) -> tuple[tuple[int | None, str | None], ...]:
    """Return the years of X and of Y in «von X auf Y», which one period dates together."""
    if period and period.span:
        return (period.span[0], "explicit"), (period.span[1], "explicit")
    base = next((p for p in scene.periods[:9] if p.strength == "base" and p.year), None)
    later = (period.year, period.method) if period else (None, None)
    if told and not period and not base:
        later = max(told), "carried"
        if len(told) > 1:
            return (min(told), "carried"), later
    # What grew to Y in a year was X in the year before, unless the text compares with another.
    past = later[0] and not FUTURE.search(scene.text, 0, 2000)
    earlier = (later[0] - 1, "relative") if later[0] and past else (None, None)
    return (base.year, base.method) if base else earlier, later


def _subject(scene: _Scene, amount: Amount, cue: Cue | None) -> str | None:
    """Return the noun phrase that the number measures."""
    if amount.noun:
        return amount.noun
    noun = cue if cue and cue.form == "noun" else None
    for match, shift in _phrases(scene.text, amount, noun):
        phrase = next(filter(None, match.groups())) if match else ""
        if not match or _is_measure(phrase.rpartition(" ")[2]):
            continue
        name = amounts.named_at(scene.names, match.start(1) + shift)
        if not name or name.type == "PRODUCT":
            return _without_verb(phrase)
    return scene.text[noun.start : noun.end] if noun else None


def _phrases(
    text: str, amount: Amount, noun: Cue | None
) -> Iterator[tuple[re.Match[str] | None, int]]:
    """Yield where the noun phrase of an amount may stand, and how far its offsets are off."""
    begin = max(0, amount.start - 200)
    before = text[begin : amount.start]
    if text.startswith("Allein "):
        yield ABOUT.match(text), 0
    if amount.kind in ("money", "mass"):
        yield None if amount.link or not flows.PAYS.search(before) else PAID.search(before), begin
        yield EACH.search(before), begin
    if amount.kind == "share":
        yield SHARE.search(before), begin
    if noun:
        yield OF.match(text, noun.end, amount.start), 0
    if amount.kind == "mass":
        yield BEHIND.match(text, amount.end), 0
    yield ABOUT.match(text), 0


def _without_verb(phrase: str) -> str:
    """Drop a verb that looks like an adjective, a unit: «importierten Räder», «Euro und Tee»."""
    first, _, rest = phrase.partition(" ")
    verb = first.endswith(("te", "ten")) or first in lexicon.small_words("verb")
    if rest and first[0].islower() and verb:
        return rest
    joined = rest.removeprefix("und ") if _is_measure(first) else rest
    return joined if joined != rest else phrase


@lru_cache(maxsize=30_000)
def _is_measure(noun: str) -> bool:
    return MEASURE.fullmatch(noun) is not None
