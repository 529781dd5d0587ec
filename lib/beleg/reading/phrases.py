"""Words and phrases of a lexicon found in a document, by stem: «maschinenbau*», «vom Band».

How an entry is written (every lexicon of this kind repeats it on top):
    motor     this word            motor*    words that begin so
    *motor    words that end so    *motor*   words that hold it
    vom Band           several words in a row; a capital asks for a capital
    im * gebaut        a star alone stands for any word, but not for the first
    *motor* ! motorrad*        but not these words
    liefer* & @money           only in a sentence that also holds this label
    maschine* & !engines       only in a sentence that does not hold it
Where one phrase lies inside another, the longer one counts.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from beleg import BelegError, project
from beleg.reading import lexicon
from beleg.reading.sentences import Document, indexed

# Longer «words» are no words; the substrings of 60 letters stay few.
LONGEST = 60
MOST = 9  # words of a phrase


class Hit(NamedTuple):
    """One phrase found: plain span, label, sentence, and its tokens [first, last)."""

    start: int
    end: int
    label: str
    sentence: int
    first: int
    last: int


class Entry(NamedTuple):
    """One line of a lexicon, taken apart."""

    label: str
    words: tuple[str, ...]
    excepted: tuple[str, ...]
    needs: tuple[str, ...]
    bars: tuple[str, ...]
    stage: int  # plain entries are tried first, then those that need a label, those that one bars


class Phrases(NamedTuple):
    """A compiled lexicon: entries of one word; of more, by their second; what a word fits."""

    starting: Callable[[str], tuple[list[Entry], dict[str, list[Entry]]] | None]
    fitting: Callable[[str], frozenset[str]]


@cache
def read(names: tuple[str, ...], labels: tuple[str, ...]) -> Phrases:
    """Return data/lexicon/NAME.tsv of these names (columns words, label), ready for search.

    `labels` holds the labels an entry may have or ask for; those with «@» are the list's own.
    Raises BelegError with file, line and reason.
    """
    rows = [(name, *row) for name in names for row in lexicon.read(name, ("words", "label"), key=2)]
    known = {*labels, *(label for _, _, label in rows if label.startswith("@"))}
    entries = []
    for name, words, label in rows:
        entries.append(_entry(words, label))
        if fault := _fault(entries[-1], known):
            raise BelegError(f"{name}.tsv, line {_line(name, words)}: «{words}»: {fault}.")
    return _index(entries)


def find(document: Document, phrases: Phrases, given: dict[int, set[str]]) -> list[Hit]:
    """Return the hits in order of the text; `given` holds labels sentences have from elsewhere."""
    labels = defaultdict(set, {number: {*names} for number, names in given.items()})
    hits, tokens = [], document.tokens
    for stage, entry, first, last in sorted(_longest(document, phrases), key=itemgetter(0)):
        start, _, _, sentence = tokens[first]
        here = labels[sentence]
        if not stage or (here.issuperset(entry.needs) and here.isdisjoint(entry.bars)):
            here.add(entry.label)
            end = tokens[last - 1].end
            hits.append(tuple.__new__(Hit, (start, end, entry.label, sentence, first, last)))
    return sorted(hits)


def _longest(document: Document, phrases: Phrases) -> Iterator[tuple[int, Entry, int, int]]:
    """Yield the longest that begin at a token, if they reach beyond those before, and its stage."""
    tokens, words, reached = document.tokens, document.words, 0
    for first in document.where(phrases.starting):
        (entries, begun), size = phrases.starting(words[first]) or ([], {}), 1
        seconds = phrases.fitting(words[first + 1]) if begun and first + 1 < len(words) else ()
        if led := [entry for pattern in seconds for entry in begun.get(pattern, ())]:
            room = document.sentences[tokens[first].sentence].last_token - first
            rest = words[first + 2 : first + MOST]
            longer = [e for e in led if len(e.words) <= room and all(map(_fits, e.words[2:], rest))]
            if longer:
                size = max([len(entry.words) for entry in longer])
                entries = sorted([entry for entry in longer if len(entry.words) == size])
        if entries and first + size > reached:
            reached = first + size
            for entry in entries:
                yield entry.stage, entry, first, reached


def _entry(cell: str, label: str) -> Entry:
    phrase, *conditions = cell.split(" & ")
    words, _, excepted = phrase.partition(" ! ")
    needs = tuple(name for name in conditions if name[0] != "!")
    bars = tuple(name[1:] for name in conditions if name[0] == "!")
    stage = 2 * bool(bars) + bool(needs)
    return Entry(label, tuple(words.split()), tuple(excepted.split()), needs, bars, stage)


def _fault(entry: Entry, known: Collection[str]) -> str | None:
    for pattern in (*entry.words[:1], *filter("*".__ne__, entry.words[1:]), *entry.excepted):
        stem = pattern.strip("*")
        if "*" in stem or (len(stem) < 2 and stem != pattern) or not stem:
            return "a star stands only before or after a stem of at least two letters"
    if len(entry.words) > MOST:
        return f"a phrase has at most {MOST} words"
    unknown = {entry.label, *entry.needs, *entry.bars}.difference(known)
    return f"unknown label «{min(unknown)}»" if unknown else None


def _line(name: str, words: str) -> int:
    lines = (project.LEXICON / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if line.split("\t")[0].strip() == words)


def _index(entries: list[Entry]) -> Phrases:
    by_word: dict[str, list[Entry]] = defaultdict(list)
    by_stem: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        by_word[entry.words[0]].append(entry)
        for pattern in entry.words[:2]:
            by_stem[pattern.strip("*").casefold()].add(pattern)
    lengths = sorted({len(stem) for stem in by_stem})

    @lru_cache(maxsize=50_000)
    def fitting(word: str) -> frozenset[str]:
        folded = word[:LONGEST].casefold()
        ends = [(at, at + length) for length in lengths for at in range(len(folded) - length + 1)]
        stems = {folded[at:end] for at, end in ends}.intersection(by_stem)
        return frozenset(p for stem in stems for p in by_stem[stem] if _fits(p, word))

    @indexed
    @lru_cache(maxsize=50_000)
    def starting(word: str) -> tuple[list[Entry], dict[str, list[Entry]]] | None:
        found = [entry for pattern in fitting(word) for entry in by_word.get(pattern, ())]
        begun: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(e for e in found if not any(_fits(p, word) for p in e.excepted)):
            begun["".join(entry.words[1:2])].append(entry)
        return (begun.pop("", []), dict(begun)) if begun else None

    return Phrases(starting, fitting)


@lru_cache(maxsize=200_000)
def _fits(pattern: str, word: str) -> bool:
    """Tell whether a word, or a part of it between hyphens, fits a pattern with stars."""
    stem = pattern.strip("*")
    lower, folded = stem.casefold(), word.casefold()
    if "-" in word[1:] and any(_fits(pattern, part) for part in word.split("-")):
        return True
    if stem != stem.lower() and not word[:1].isupper():
        return False
    if pattern.startswith("*"):
        return lower in folded if pattern.endswith("*") else folded.endswith(lower)
    return folded.startswith(lower) if pattern.endswith("*") else folded == lower
