"""Plain text -> Layout: dateline, headline and the paragraphs of the body; the rest is furniture.

Furniture is what a saved page has around an article: menus, dates, weather, picture lines, teasers.
"""

import re
from collections import Counter
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from beleg.reading import dateline as datelines
from beleg.reading import lexicon
from beleg.reading.dateline import Dateline

Span = tuple[int, int]

LEAD = re.compile(r"[ \n–—-]*")
LINE = re.compile(r"[^\s][^\n]*")
CLOSERS = "\"“”«»'’‘)\\]"
ENDS = re.compile(rf"[.!?…:;][{CLOSERS}]{{0,3}}$")
STOPS = re.compile(rf"[.!?…][{CLOSERS}]{{0,3}}$")
INNER_STOP = re.compile(r"[a-zäöüß]{3}[.!?] [A-ZÄÖÜ]")
STARTS_INSIDE = re.compile(r"[a-zäöüß(,;)]")
BULLET = re.compile(r"[-–—•*·] |\d{1,2}[.)] ")
# «… der belarussischen⏎Präsident …»: an adjective waits for its noun
ADJECTIVE = re.compile(r"(?:isch|lich|ig|bar|sam)e[nrms]?$")
LAST_WORD = re.compile(r"[\w-]{1,40}$")
WORDS = re.compile(r"\w+")
FIGURES = re.compile(r"[0-9](?<!\w.)\d*(?!\w)")
# «9,6 Mio.» / «Dollar»: a sum goes on, though its line ends like a sentence.
OPEN_SUM = re.compile(r"\d (?:Mio|Mrd|Tsd)\.$")
UNIT = re.compile(r"(?:US-)?Dollar|Euro|(?:\w{2,20}ische )?Rubel|Tonnen|Kubikmeter|t ")

RAGGED = 25  # characters by which a full line may be shorter than the widest
LONGEST_TITLE = 130
ROLES = ("date", "end", "line")  # of furniture, explained in data/lexicon/furniture.tsv
NO_SPEECH = r"(?!.{0,260}[ ,](?:sagte|erklärte|betonte|so) (?:er|sie|der|die|das|[A-Z]))"
LONGEST_FURNITURE = 260
SHINGLE = 5  # words; two paragraphs that share most runs of five words are one, printed twice
NEARLY = 0.85


class Layout(NamedTuple):
    """Where the article stands in `text`, which has one paragraph a line and the same length."""

    text: str
    headline: Span | None
    dateline: Dateline | None
    paragraphs: tuple[Span, ...]
    repeated: tuple[Span, ...]  # those of them that an earlier one says in the same words
    days: tuple[str, ...]  # the furniture above the body that prints a day


def find(text: str, published: date | None = None) -> Layout:
    """Return the layout of a plain text.

    The body begins at the dateline, without one at the first paragraph that reads like a sentence;
    it ends before the first line that opens the page's foot. Furniture lines and a paragraph
    printed a second time are left out. A text that holds nothing else is all body.
    """
    lines = [found.span() for found in LINE.finditer(text)]
    dateline = datelines.find(text, published)
    blocks, roles = _blocks(text, lines, (dateline.start, dateline.end) if dateline else (0, 0))
    first, last = _bounds(text, blocks, roles, dateline)
    body = [
        block for block, role in zip(blocks[first:last], roles[first:last], strict=True) if not role
    ]
    if dateline and body:
        body[0] = (LEAD.match(text, dateline.end).end(), body[0][1])  # type: ignore[union-attr]
    body = [(start, end) for start, end in body if start < end]
    repeated = _repeated(text, body)
    paragraphs = tuple(body)
    above = blocks[:first]
    if dateline and blocks[first][0] < dateline.start:  # the headline stands on the same line
        above.append((blocks[first][0], dateline.start - 1))
    headline = _headline(text, above, [*roles[:first], ""][: len(above)])
    days = tuple(text[slice(*blocks[i])] for i in range(first) if roles[i] == "date")
    text = _one_line_each(text, blocks)
    return Layout(text, headline, dateline, paragraphs, tuple(sorted(repeated)), days)


def _blocks(text: str, lines: list[Span], dateline: Span) -> tuple[list[Span], list[str]]:
    """Return the lines, those joined that a hard line break divides, and each one's role."""
    blocks: list[Span] = []
    roles: list[str] = []
    previous = (0, 0)
    for (start, end), width in zip(lines, _widths(text, lines), strict=True):
        line = text[start:end]
        headed = start < dateline[1] and end > dateline[0]  # by the dateline: never furniture
        role = "" if headed else _role(line)
        adjacent = blocks and not role and not roles[-1] and start == blocks[-1][1] + 1
        above = text[slice(*previous)] if adjacent and start != dateline[0] else ""
        if above and (dateline[0] < start < dateline[1] or _goes_on(above, line, width)):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
            roles.append(role)
        previous = (start, end)
    return blocks, roles


def _widths(text: str, lines: list[Span]) -> list[int]:
    """Return for each line the width to which its stretch of lines is wrapped, 0 if it is not."""
    widths: list[int] = []
    at = 0
    while at < len(lines):
        stop = at + 1
        while stop < len(lines) and lines[stop][0] == lines[stop - 1][1] + 1:
            stop += 1
        stretch = lines[at:stop]
        width = max(end - start for start, end in stretch)
        full = [line for line in stretch[:-1] if line[1] - line[0] > width - RAGGED]
        open_lines = sum(not ENDS.search(text, max(s, e - 4), e) for s, e in full)
        wrapped = len(stretch) > 2 and 30 <= width <= 130 and open_lines * 2 > len(full) > 2
        widths += [width if wrapped else 0] * len(stretch)
        at = stop
    return widths


def _goes_on(above: str, line: str, width: int) -> bool:
    """Say whether a line goes on with the sentence of the line above."""
    if BULLET.match(line):
        return False
    if OPEN_SUM.search(above[-9:]) and UNIT.match(line):
        return True
    if not width and (above[-1] in ":;," or STARTS_INSIDE.match(line)):
        return above[-1] not in ":;"
    first = WORDS.match(line)
    if not width and (not first or first[0].casefold() in lexicon.small_words()):
        return False
    last = LAST_WORD.search(above[-60:])
    word = last[0] if last else ""
    if width:
        return word in lexicon.small_words() or len(above) > width - RAGGED
    # A title has no sentence end inside, and no such length.
    prose = len(above) > LONGEST_TITLE or INNER_STOP.search(above)
    open_ = prose or word.casefold() in lexicon.small_words() or ADJECTIVE.search(word)
    return bool(word and open_)


def _bounds(
    text: str, blocks: list[Span], roles: list[str], dateline: Dateline | None
) -> tuple[int, int]:
    """Return the indices of the first block of the body and of the first one after it."""
    count = len(blocks)
    if dateline:
        first = next(i for i, (_, end) in enumerate(blocks) if end > dateline.start)
    else:
        first = next((i for i in range(count) if not roles[i] and _sentence(text, blocks[i])), 0)
    last = next((i for i in range(first + 1, count) if roles[i] == "end"), count)
    tail = last
    while dateline and tail > first + 1 and (roles[tail - 1] or _teaser(text, blocks[tail - 1])):
        tail -= 1
    teasers = [i for i in range(tail, last) if not roles[i]]
    # One open line may be a last sentence whose full stop was forgotten.
    lone = len(teasers) == 1 and len(WORDS.findall(text[slice(*blocks[teasers[0]])])) > 9
    return first, last if lone else tail


def _sentence(text: str, block: Span) -> bool:
    """Say whether a block reads like prose: it ends with a stop, or is long and holds one."""
    start, end = block
    spaces = text.count(" ", start, end)
    if STOPS.search(text, max(start, end - 4), end):
        return spaces > 2 or (spaces > 0 and text[end - 1] != "…")
    return spaces > 7 and (text[end - 1] == ":" or bool(INNER_STOP.search(text, start, end)))


def _teaser(text: str, block: Span) -> bool:
    start, end = block
    return not STOPS.search(text, max(start, end - 4), end) and not BULLET.match(text, start)


def _headline(text: str, blocks: list[Span], roles: list[str]) -> Span | None:
    """Return the first title below the page's date, else the first of those next to the body."""
    dated = max((i for i, role in enumerate(roles) if role == "date"), default=-1)
    titles = [i for i, role in enumerate(roles) if not role and text.count(" ", *blocks[i]) > 1]
    below = [i for i in titles if i > dated]
    if below and dated >= 0:
        return blocks[below[0]]
    while len(titles) > 1 and titles[-2] == titles[-1] - 1:  # a headline and a line under it
        titles.pop()
    return blocks[titles[-1]] if titles else None


def _repeated(text: str, paragraphs: list[Span]) -> set[Span]:
    """Return those that share nearly all runs of words, and all figures, with an earlier one."""
    figures = [tuple(FIGURES.findall(text, *span)) for span in paragraphs]
    often = Counter(figures)
    alike = [span for span, its in zip(paragraphs, figures, strict=True) if often[its] > 1]
    if not alike or (alike != paragraphs and not _repeated(text, alike)):
        return set()  # the others own some runs, but none of them is a pair
    repeated: set[Span] = set()
    owner: dict[tuple[str, ...], int] = {}
    for number, (start, end) in enumerate(paragraphs):
        words = WORDS.findall(text[start:end].casefold())
        if len(words) < SHINGLE:  # «„Ja“, sagte er.» may be said twice
            continue
        runs = list(zip(*(words[i:] for i in range(SHINGLE)), strict=False))
        owners = sorted([owner[run] for run in runs if run in owner])
        most = owners[len(owners) // 2] if owners else number  # who owns nearly all owns the middle
        shared = owners.count(most) >= NEARLY * len(runs)
        if shared and figures[most] == figures[number]:
            repeated.add((start, end))
        else:
            for run in runs:
                owner.setdefault(run, number)
    return repeated


def _one_line_each(text: str, blocks: list[Span]) -> str:
    parts, at = [], 0
    for start, end in blocks:
        parts += [text[at:start], text[start:end].replace("\n", " ")]
        at = end
    return "".join([*parts, text[at:]])


def _role(line: str) -> str:
    return _short_role(line) if len(line) <= LONGEST_FURNITURE else ""


@lru_cache(maxsize=10_000)
def _short_role(line: str) -> str:
    found = _furniture().fullmatch(line)
    return (found.lastgroup or "") if found else ""


@cache
def _furniture() -> re.Pattern[str]:
    rows = lexicon.read(
        "furniture",
        ("role", "pattern"),
        key=2,
        patterns=("pattern",),
        values=(("role", ROLES),),
    )
    roles = {role: "|".join(p for its, p in rows if its == role) for role in ROLES}
    return re.compile(
        NO_SPEECH + "(?:" + "|".join(f"(?P<{role}>{p})" for role, p in roles.items()) + ")",
        re.IGNORECASE,
    )
