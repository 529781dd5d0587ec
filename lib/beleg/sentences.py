"""Article -> Document: tokens, pairs of quotation marks, sentences, paragraphs (plain offsets)."""

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import NamedTuple

from beleg import lexicon
from beleg.article import Article

# A number with its separators («2.500», «1,6», of «62%», «13.» and «2022-2023» the digits only), a
# word with inner hyphens and apostrophes («US-Dollar», «geht's»), one mark («$», «.», «„»), or
# rubble: six marks and more in a row.
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’-]\w+)*|[^\w\s]{6,}|[^\w\s]")
MOST = 5_000  # tokens in a sentence, marks in a paragraph: what is behind them is rubble, unread

OPENERS = '(„“"»«‚[–-:/'
CLOSERS = "“”\"»«'‘’)\\]"
# «.», «?!», «.“» before a space: where a sentence may end; «gesagt.Der» lacks the space
STOP = re.compile(
    rf"(?<![.!?…])[.!?…]++[{CLOSERS}]*+(?=\s|$)"
    r"|(?<=[a-zäöüß]{3})[.!?](?=[A-ZÄÖÜ][a-zäöüß])"
)
# After a stop: marks, then the next word («„Wir», «(Das», «– Der», «2021») and the one after it
NEXT = re.compile(r"\s*([„“”\"»«‚(\[–—-]{0,3}) ?([\w-]{0,60})(?: ([\w-]{1,40}))?")
AMOUNT = re.compile(
    r"(?:[$€£]|\b(?:USD|EUR|RUB|RUR|BYN|CNY|Br)) ?[\d.,]{1,20} \w{2,5}$"
)  # «$1,1 Mrd»
ROMAN = re.compile(r"[IVX]{1,4}")
HAS_WORD = re.compile(r"\w")
YEAR = re.compile(r"(?:19|20)\d\d")
PAST = re.compile(r"[a-zäöü]{2,30}ten?")  # «importierte»
# Words before a number that is no ordinal: «stieg auf 15. Belarus …»
BEFORE_CARDINAL = frozenset(
    ("auf", "bei", "etwa", "fast", "insgesamt", "knapp", "platz", "rund", "um", "zu", "über")
)
# Words that only an ordinal stands before, beside the months: «im 1. Quartal»
AFTER_ORDINAL = frozenset(("halbjahr", "jahrestag", "jahrhundert", "mal", "platz", "quartal"))

BEFORE_OPENING = r"\s(\[–—/:„\"»«‚-"
AFTER_CLOSING = r"\s)\].,;:!?…–—/“”\"»«"
# What a mark does, by its shape and by what stands beside it; four and more in a row are rubble.
MARK = re.compile(
    r"(?P<rubble>[„“”\"»«]{4,})"
    r"|(?P<opens>„|,,(?=\w)"
    rf"|(?<![^{BEFORE_OPENING}])[“”\"»«](?=[^{AFTER_CLOSING}])|(?<!\S)[“”\"»«](?=\S))"
    rf"|(?P<closes>(?<=[^{BEFORE_OPENING}])[“”\"»«](?![^{AFTER_CLOSING}])|(?<=\S)[“”\"»«](?!\S))"
    r"|(?P<either>[“”\"»«])"
)
SINGLE = re.compile(r"‚([^‚‘’„“”\"\n]{1,300})[‘’]")
# «…, sagte der Minister»: where a quote ends whose closing mark is missing
CUE = re.compile(
    r"[,!?]? (?:so|(?!heute|bitte|letzte|wollte|sollte|konnte|könnte|musste|müsste|hatte|hätte)"
    r"[a-zäöü]{2,20}te|hieß|meint|sagt|erklärt|betont)"
    r" (?:[A-ZÄÖÜ]|(?:der|die|das|er|sie|eine?)\b)"
)
INSIDE_SENTENCE = re.compile(r"[\w,]\s*$")  # «aber «es wird …», «wie «es …»
FRAGMENT_END = re.compile(r"[.!?](?= |$)")
# Where a quote begins whose opening mark is missing: «…, sagte X. - Es ist gut“, sagte X.»
SENTENCE_START = re.compile(r"[.!?][“”\"»«]? (?P<dash>[–-] )?(?=[A-ZÄÖÜ])")
FARTHEST = 600  # characters from a stray closing mark back to the sentence it closes


class Token(NamedTuple):
    """One word, number or mark of the body, with the index of its sentence."""

    start: int
    end: int
    text: str
    sentence: int


class Mark(NamedTuple):
    """One quotation mark and what it does: "opens", "closes", or "either"."""

    start: int
    end: int
    role: str


class Marks(NamedTuple):
    """One pair of quotation marks: the span with the marks, the span within; outer pairs only.

    Where a mark is missing, `closed` is False. Without a closing one, both spans end before the
    words that name the speaker, or with the sentence or paragraph; without an opening one, they
    begin with the sentence.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


class Sentence(NamedTuple):
    """One sentence; inside a quote each sentence is its own, the last carries the cue clause."""

    start: int
    end: int
    paragraph: int
    first_token: int
    last_token: int  # exclusive


@dataclass(frozen=True)
class Document:
    """What every layer reads: plain text and its tokens, marks and sentences, in order."""

    article: Article
    text: str = field(repr=False)
    tokens: list[Token] = field(repr=False)
    marks: list[Marks] = field(repr=False)
    sentences: list[Sentence] = field(repr=False)


def read(article: Article) -> Document:
    """Return the document of an article: only what stands in the paragraphs of its body."""
    text = article.plain.text
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    make = tuple.__new__  # half the time of Token(…), and tokens are most of the work
    for paragraph, span in enumerate(article.paragraphs):
        for start, end in _split(text, *span):
            number, first = len(sentences), len(tokens)
            tokens += [
                make(Token, (*found.span(), found[0], number))
                for found in islice(TOKEN.finditer(text, start, end), MOST)
            ]
            sentences.append(Sentence(start, end, paragraph, first, len(tokens)))
    return Document(article, text, tokens, _marks(text, article.paragraphs), sentences)


def _split(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    start = at = begin
    worded = False  # «. . .» holds no word and is no sentence
    for stop in STOP.finditer(text, begin, end):
        worded = worded or bool(HAS_WORD.search(text, at, stop.start()))
        at = stop.end()
        if worded and at < end and _ends_sentence(text, stop, start, end):
            yield start, at
            start = at + (text[at] == " ")
            worded = False
    if start < end:
        yield start, end


def _ends_sentence(text: str, stop: re.Match[str], begin: int, end: int) -> bool:
    after = NEXT.match(text, stop.end(), end)
    marks, following, second = after.groups() if after else ("", "", "")
    if following[:1].islower():
        return False
    opens = following.casefold() in _words("small") or following.casefold() in _words("verb")
    if not text[stop.end()].isspace():  # the space is missing: only a small word is sure enough
        return opens
    if stop[0] != "." and not stop[0].startswith(".)"):
        return opens or stop[0] != "…" or text[stop.start() - 1] != " "
    opens = opens or any(mark in marks for mark in '„“"»«')
    before = text[max(begin, stop.start() - 60) : stop.start()]
    return _word_ends(before, opens, following, second or "")


def _word_ends(before: str, opens: bool, following: str, second: str) -> bool:
    """Say whether a full stop ends its sentence, by the words around it."""
    *_, second_last, previous, word = ["", "", *before.split(" ")]
    word = word.lstrip(OPENERS)
    if len(word) == 1 and len(previous) < 4 and previous.endswith("."):  # «z. B.»
        previous, word = second_last, previous.lstrip(OPENERS) + word
    last = word.rpartition(".")[2]
    kind = _abbreviations().get(word) or _abbreviations().get(last)
    if kind == "never" or (kind == "number" and following[:1].isdigit()):
        return False
    if last.isdigit() and len(last) == len(word):
        return _number_ends(last, previous, opens, following)
    if len(last) == 1 and last.islower() and previous[:1].isdigit():  # «300 t.»
        return True
    if kind == "scale":
        return _scale_ends(before, opens, following, second)
    may_end = kind == "may" or (not kind and (len(last) == 1 or bool(ROMAN.fullmatch(last))))
    return opens or not may_end


def _scale_ends(before: str, opens: bool, following: str, second: str) -> bool:
    """Say so for «Mrd.»: a noun behind it is its unit, unless a currency stood in front."""
    if YEAR.fullmatch(following):  # «$385 Mio. 2021 hatten …»
        return second[:1].islower() and second not in _words("small")
    if not opens and AMOUNT.search(before):  # «$9 Mrd. Belarus will …»
        return second in _words("verb") or bool(PAST.fullmatch(second))
    return opens


def _number_ends(number: str, previous: str, opens: bool, following: str) -> bool:
    if following.casefold() in AFTER_ORDINAL or following.casefold() in _months():
        return False
    if len(number) > 3 or opens:
        return True
    return previous.casefold() in BEFORE_CARDINAL


def _marks(text: str, paragraphs: tuple[tuple[int, int], ...]) -> list[Marks]:
    """Return the outer pairs of marks, in order; one may reach into the next paragraph."""
    pairs: list[Marks] = []
    pending: tuple[Mark, int] | None = None  # a mark open at its paragraph's end, and that end
    for begin, end in paragraphs:
        marks = [
            Mark(*found.span(), found.lastgroup or "")
            for found in islice(MARK.finditer(text, begin, end), MOST)
            if found.lastgroup != "rubble"
        ]
        if pending and marks:
            if marks[0].role == "closes":
                pairs.append(_pair(pending[0], marks.pop(0)))
            else:
                pairs.append(_unclosed(text, *pending))
            pending = None
        found, left = _paired(text, marks, begin)
        pairs += found
        if left and CUE.search(text, left.end, end):
            pairs.append(_unclosed(text, left, end))
        elif left:
            pending = left, end
    if pending:
        pairs.append(_unclosed(text, *pending))
    return _with_single(text, paragraphs, pairs)


def _paired(text: str, marks: list[Mark], begin: int) -> tuple[list[Marks], Mark | None]:
    """Return the outer pairs, and the mark that is still open at the end, if any."""
    pairs: list[Marks] = []
    open_marks: list[tuple[int, Mark]] = []
    for number, mark in enumerate(marks):
        if mark.role == "opens" or (mark.role == "either" and not open_marks):
            open_marks.append((number, mark))
        elif open_marks:
            _, first = open_marks.pop()
            if not open_marks:
                pairs.append(_pair(first, mark))
        elif CUE.match(text, mark.end):
            pairs.append(_unopened(text, mark, pairs[-1].end if pairs else begin))
    if not open_marks:
        return pairs, None
    number, first = open_marks[0]
    rest, pending = _flat(text, first, marks[number + 1 :])
    return pairs + rest, pending


def _flat(text: str, first: Mark, marks: list[Mark]) -> tuple[list[Marks], Mark | None]:
    """Pair marks of which one was never closed: no nesting, a cue clause closes what is open."""
    pairs = []
    opened: Mark | None = first
    at = first.end
    for mark in marks:
        if not opened:
            opened = None if mark.role == "closes" else mark
        elif mark.role == "closes" or (
            mark.role == "either" and not CUE.search(text, at, mark.start)
        ):
            pairs.append(_pair(opened, mark))
            opened = None
        elif CUE.search(text, at, mark.start):
            pairs.append(_unclosed(text, opened, mark.start))
            opened = mark
        at = mark.end
    return pairs, opened


def _pair(first: Mark, last: Mark) -> Marks:
    return Marks(first.start, last.end, first.end, last.start, True)


def _unclosed(text: str, mark: Mark, limit: int) -> Marks:
    """End a quote before its cue clause; without one, a fragment with its sentence, else there."""
    stop = CUE.search(text, mark.end, limit)
    if not stop and text[: mark.start].rstrip()[-1:] not in (*'.!?:“”"»«', ""):
        stop = re.compile(r"[.!?](?= |$)").search(text, mark.end, limit)
    inner = text[mark.end : stop.start() if stop else limit].rstrip()
    end = mark.end + len(inner)
    return Marks(mark.start, end, mark.end, end, False)


def _unopened(text: str, mark: Mark, after: int) -> Marks:
    """Begin a quote behind a dash that stands for its mark, else with the sentence it ends."""
    begin = max(after, mark.start - FARTHEST)
    starts = list(SENTENCE_START.finditer(text, begin, mark.start))
    dashed = [found for found in starts if found["dash"]]
    start = (dashed or starts)[-1].end() if starts else begin
    return Marks(start, mark.end, start, mark.start, False)


def _with_single(
    text: str, paragraphs: tuple[tuple[int, int], ...], pairs: list[Marks]
) -> list[Marks]:
    """Add pairs of single marks that stand in no other pair."""
    if "‚" not in text:
        return pairs
    starts = [pair.start for pair in pairs]
    single = []
    for begin, end in paragraphs:
        for found in SINGLE.finditer(text, begin, end):
            above = bisect(starts, found.start()) - 1
            if above < 0 or pairs[above].end <= found.start():
                single.append(Marks(*found.span(), *found.span(1), True))
    return sorted(pairs + single)


@cache
def _words(kind: str) -> frozenset[str]:
    rows = lexicon.read("small_words", ("word", "kind"), values=(("kind", ("small", "verb")),))
    return frozenset(word for word, its in rows if its == kind)


@cache
def _abbreviations() -> dict[str, str]:
    kinds = ("never", "number", "may", "scale")
    rows = lexicon.read("abbreviations", ("abbreviation", "end"), values=(("end", kinds),))
    return {row[0]: row[1] for row in rows}


@cache
def _months() -> frozenset[str]:
    return frozenset(word for word, _ in lexicon.read("months", ("word", "month")))
