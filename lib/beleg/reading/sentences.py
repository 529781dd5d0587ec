"""Article -> Document: tokens, pairs of quotation marks, sentences, paragraphs (plain offsets)."""

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice, repeat
from typing import NamedTuple, TypeVar

from beleg.reading import lexicon, marks
from beleg.reading.article import Article
from beleg.reading.marks import Marks

CODE = "(?:USD|EUR|RUB|RUR|BYN|BYR|CNY|Br)"
# A number with its separators («2.500», «1,6», of «62%», «13.» and «2022-2023» the digits only), a
# code of «RUR22,5», a word with inner hyphens and apostrophes («US-Dollar», «geht's»), one mark
# («$», «.», «„»), or rubble: six marks and more in a row.
TOKEN = re.compile(rf"\d++(?:[.,]\d+)*+|{CODE}(?=\d)|\w++(?:['’-]\w++)*+|[^\w\s](?:[^\w\s]{{5,}})?")
MOST = 5_000  # tokens in a sentence, marks in a paragraph: what is behind them is rubble, unread

OPENERS = '(„“"»«‚[–-:/'
CLOSERS = "“”\"»«'‘’)\\]"
# «.», «?!», «.“» before a space: where a sentence may end; «gesagt.Der» lacks the space
STOP = re.compile(
    rf"[.!?…](?:(?<![.!?…].)[.!?…]*+[{CLOSERS}]*+(?=\s|$)"
    r"|(?<=[a-zäöüß]{3}[.!?])(?=[„“\"»«]?[A-ZÄÖÜ][a-zäöüß]))"
)
# After a stop: marks, then the next word («„Wir», «(Das», «2021»), and the first one after it in
# small letters that does not close its clause («Belarus will …», «Anton Hlebow nannte …»)
NEXT = re.compile(
    r"\s*([„“”\"»«‚(\[–—-]{0,3}) ?([\w-]{0,60})"
    r"(?:(?: [A-ZÄÖÜ][\w-]{0,40}){0,2} ([a-zäöüß]{1,40})(?= ))?"
)
AMOUNT = re.compile(rf"(?:[$€£]|\b{CODE}) ?[\d.,]{{1,20}} \w{{2,5}}$")  # «$1,1 Mrd»
ROMAN = re.compile(r"[IVX]{1,4}")
HAS_WORD = re.compile(r"\w")
YEAR = re.compile(r"(?:19|20)\d\d")
# «importierte», «exportiert»; not «geliefert», «bereitgestellt», which close a clause
FINITE = re.compile(r"(?!\w*ge\w+t$)[a-zäöü]{2,30}t(?:en?)?")
# Words that a number with a stop is an ordinal after («der 3. Linie»), and nouns that it is one
# before, beside the months («1. Quartal»); elsewhere the number ends its sentence («es waren 15.»)
BEFORE_ORDINAL = re.compile(
    r"|[–-]|ab|als|am|beim|in|nach|seit|d(?:er|ie|as|em|en|es)|im|ins|vom|zu[mr]"
    r"|(?:dies|ein|jed|jen|ihr|sein|unser)e?[nmrs]?|[a-zäöüß]+(?:end|iert|ig|isch|lich)e[nmrs]?",
    re.IGNORECASE,
)
AFTER_ORDINAL = re.compile(
    r"(?:auflage|ausgabe|bauabschnitt|etappe|folge|forum|geburtstag|generation|gipfel|halbjahr"
    r"|jahrestag|jahrhundert|kategorie|klasse|lebensjahr|lesung|linie|mal|minute|phase|platz"
    r"|quartal|runde|sitzung|stelle|stock|stufe|tag|tagung|weltkrieg)(?:e?[ns])?",
    re.IGNORECASE,
)


# What documents are asked of every word (`indexed`): a word answers once for all its places.
ASKED: list[Callable[[str], object]] = []
Tells = TypeVar("Tells", bound=Callable[[str], object])


class Token(NamedTuple):
    """One word, number or mark of the body, with the index of its sentence."""

    start: int
    end: int
    text: str
    sentence: int


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
    words: list[str] = field(repr=False)  # of each token
    starts: list[int] = field(repr=False)  # where each begins
    marks: list[Marks] = field(repr=False)
    sentences: list[Sentence] = field(repr=False)

    _index: dict[Callable[[str], object], list[int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def where(self, tells: Callable[[str], object]) -> list[int]:
        """Return the numbers of the tokens of whose words something `indexed` is told."""
        if tells not in self._index:
            places: list[list[int]] = [[] for _ in ASKED]
            for at, answers in enumerate(map(_answers, self.words)):
                for number in answers:
                    places[number].append(at)
            self._index.update(zip(ASKED, places, strict=True))
        return self._index[tells]

    def by_sentence(self, tells: Callable[[str], object]) -> defaultdict[int, list[int]]:
        """Return the same by the number of the sentence."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for at in self.where(tells):
            found[self.tokens[at].sentence].append(at)
        return found


def indexed(tells: Tells) -> Tells:
    """Let documents find the tokens of whose words this is told, with `Document.where`."""
    ASKED.append(tells)
    _answers.cache_clear()
    return tells


@lru_cache(maxsize=100_000)
def _answers(word: str) -> tuple[int, ...]:
    """Return the numbers of what is told of a word."""
    return tuple([number for number, tells in enumerate(ASKED) if tells(word)])


def in_marks(document: Document, at: int) -> bool:
    """Return whether a place lies between quotation marks."""
    found = bisect_right(document.marks, (at,)) - 1
    return found >= 0 and document.marks[found].end > at


def read(article: Article) -> Document:
    """Return the document of an article: only what stands in the paragraphs of its body."""
    text = article.plain.text
    found, numbers, sentences = list[re.Match[str]](), list[int](), list[Sentence]()
    for paragraph, span in enumerate(article.paragraphs):
        for start, end in _split(text, *span):
            first = len(found)
            found += islice(TOKEN.finditer(text, start, end), MOST)
            numbers += repeat(len(sentences), len(found) - first)
            sentences.append(Sentence(start, end, paragraph, first, len(found)))
    # Made in bulk: a third of the time of Token(…), and tokens are most of the work.
    starts, ends = [*map(re.Match.start, found)], map(re.Match.end, found)
    words = [*map(sys.intern, map(re.Match.group, found))]
    tokens = [*map(tuple.__new__, repeat(Token), zip(starts, ends, words, numbers, strict=True))]
    pairs = marks.find(text, article.paragraphs)
    return Document(article, text, tokens, words, starts, pairs, sentences)


def _split(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    start = at = begin
    worded = False  # «. . .» holds no word and is no sentence
    for stop in STOP.finditer(text, begin, end):
        before = stop.start()
        worded = worded or text[before - 1].isalnum() or bool(HAS_WORD.search(text, at, before))
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
    word = following.casefold()
    opens = word in lexicon.small_words() or word in lexicon.small_words("verb")
    if second and YEAR.fullmatch(following):  # «… $385 Mio. 2021 hatten …»
        opens = second.islower() and second not in lexicon.small_words()
    if not text[stop.end()].isspace():  # the space is missing: only a small word is sure enough
        return opens
    if stop[0] != "." and not stop[0].startswith(".)"):
        return opens or stop[0] not in ("…", "...") or text[stop.start() - 1] != " "
    opens = opens or any(mark in marks for mark in '„“"»«')
    before = text[max(begin, stop.start() - 60) : stop.start()]
    return _word_ends(before, opens, following, second or "")


def _word_ends(before: str, opens: bool, following: str, second: str) -> bool:
    """Say whether a full stop ends its sentence, by the words around it."""
    *_, second_last, previous, word = ["", "", *before.rsplit(" ", 3)]
    word = word.lstrip(OPENERS)
    if len(word) == 1 and len(previous) < 4 and previous.endswith("."):  # «z. B.»
        previous, word = second_last, previous.lstrip(OPENERS) + word
    tail = word.rpartition(".")[2]
    last = tail.lstrip("-–/")  # «Dipl.-Ing», «12./13»
    kind = _abbreviations().get(word) or _abbreviations().get(last)
    if not kind and len(last) > 1 and last[-1].islower():  # most stops: «… gesagt.»
        return True
    dated = kind == "number" or (
        kind and last.casefold() in lexicon.months()
    )  # «Art. 51», «Jan. 2021»
    if kind == "never" or (dated and following[:1].isdigit()):
        return False
    if last.isdigit() and (len(last) == len(word) or last != tail):
        shared = previous in ("und", "bis", "oder") and second_last[-1:] == "."  # «2. und 3. Linie»
        return _number_ends(last, "" if shared else previous, opens, following)
    if len(last) == 1 and last.islower() and previous[:1].isdigit():  # «300 t.»
        return True
    if kind == "scale" and not opens and AMOUNT.search(before):  # «$9 Mrd. Belarus will …»
        return second in lexicon.small_words("verb") or bool(FINITE.fullmatch(second))
    may_end = kind in ("may", "scale") if kind else len(last) == 1 or ROMAN.fullmatch(last)
    return opens or not may_end


def _number_ends(number: str, previous: str, opens: bool, following: str) -> bool:
    if len(number) > 3:  # a year
        return True
    if AFTER_ORDINAL.fullmatch(following) or following.casefold() in lexicon.months():
        return False
    return opens or not BEFORE_ORDINAL.fullmatch(previous)


@cache
def _abbreviations() -> dict[str, str]:
    kinds = ("never", "number", "may", "scale")
    rows = lexicon.read("abbreviations", ("abbreviation", "end"), values=(("end", kinds),))
    return {row[0]: row[1] for row in rows}
