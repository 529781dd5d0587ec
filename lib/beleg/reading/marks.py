"""Plain text -> pairs of quotation marks, of all shapes, nested, mixed, and with one missing."""

import re
from bisect import bisect
from itertools import islice
from typing import NamedTuple

MOST = 5_000  # marks in a paragraph: what is behind them is rubble, unread
BEFORE_OPENING = r"\s(\[–—/:„\"»«‚-"
AFTER_CLOSING = r"\s)\].,;:!?…–—/“”\"»«"
# What a mark does, by its shape and by what stands beside it; four and more in a row are rubble.
MARK = re.compile(
    r"[„“”\"»«,](?:"
    r"(?P<rubble>(?<!,)[„“”\"»«]{3,})"
    rf"|(?P<opens>(?<=„)(?=[^{AFTER_CLOSING}])|(?<=„)(?<!\S„)|(?<=,),(?=\w)"
    rf"|(?<![„,])(?:(?<![^{BEFORE_OPENING}].)(?=[^{AFTER_CLOSING}])|(?<!\S.)(?=\S)))"
    rf"|(?P<closes>(?<!,)(?<=[^{BEFORE_OPENING}].)(?![^{AFTER_CLOSING}])|(?<![„,])(?<=\S.)(?!\S))"
    r"|(?P<either>(?<!,)))"
)
SINGLE = re.compile(r"‚([^‚‘’„“”\"\n]{1,300})[‘’]")
# «…, sagte der Minister»: where a quote ends whose closing mark is missing
CUE = re.compile(
    r"(?<!\bdie)(?<!\bder)(?<!\bdas)(?<!\beine)[,!?]? (?:so"
    r"|(?!heute|bitte|letzte|wollte|sollte|konnte|könnte|musste|müsste|hatte|hätte)"
    r"[a-zäöü]{2,20}te|hieß|meint|sagt|erklärt|betont)"
    r" (?:[A-ZÄÖÜ]|(?:der|die|das|er|sie|eine?)\b)"
)
FRAGMENT_END = re.compile(r"[.!?](?= |$)")
# Where a quote begins whose opening mark is missing: «…, sagte X. - Es ist gut“, sagte X.»
SENTENCE_START = re.compile(r"[.!?][“”\"»«]? (?P<dash>[–-] )?(?=[A-ZÄÖÜ])")
FARTHEST = 600  # characters from a stray closing mark back to the sentence it closes


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


def find(text: str, paragraphs: tuple[tuple[int, int], ...]) -> list[Marks]:
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
        after = max(begin, pairs[-1].end if pairs else 0)
        found, left = _paired(text, marks, after)
        pairs += found
        if left and CUE.search(text, left.end, end):
            pairs.append(_unclosed(text, left, end))
        elif left:
            pending = left, end
    if pending:
        pairs.append(_unclosed(text, *pending))
    pairs = [pair for pair in pairs if text[pair.inner_start : pair.inner_end].strip()]
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
        stop = FRAGMENT_END.search(text, mark.end, limit)
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
            below = bisect(starts, found.start())
            beside = pairs[max(0, below - 1) : below + 1]
            if all(pair.end <= found.start() or pair.start >= found.end() for pair in beside):
                single.append(Marks(*found.span(), *found.span(1), True))
    return sorted(pairs + single)
