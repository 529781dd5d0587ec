"""Direct and indirect speech: span, speaker, cue, and how the speaker was found."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from beleg import cues, people
from beleg.cues import Cue
from beleg.names import Mention
from beleg.sentences import Document, Marks


class Quote(NamedTuple):
    """One piece of speech: plain span without the marks, and who says it in which words."""

    start: int
    end: int
    kind: str  # "direct" or "indirect"; "free" where only the Konjunktiv tells that it is reported
    speaker: str | None  # full name, or an institution's canonical name; None if not resolvable
    speaker_surface: str | None  # the words at the cue: «der belarussische Regierungschef»
    speaker_span: tuple[int, int] | None  # where those words stand
    cue: str | None  # «sagte», «so», «Ihm zufolge»
    method: str | None  # "name", "surname", "role", "learned role", "pronoun", "continuation" …
    slip: bool  # the text's role contradicts the person read («Regierungschef» for the President)
    partial: bool  # an attributed fragment, not a whole sentence


@dataclass
class _Reading:
    """What is known while the text is read from front to back."""

    document: Document
    company: people.Cast
    last: Quote | None = None
    open: int = 0  # roles that nobody of the cast could fill so far


def find(document: Document, mentions: list[Mention]) -> list[Quote]:
    """Return direct and indirect speech, in order of the text."""
    company = people.cast(document, mentions)
    reading = _Reading(document, company)
    quotes = _read(reading)
    if reading.open and company.speakers:
        again = _Reading(document, people.cast(document, mentions))
        again.company.speakers = company.speakers
        quotes = _read(again)
    return quotes


def _read(reading: _Reading) -> list[Quote]:
    quotes = []
    floor = 0
    for number, marks in enumerate(reading.document.marks):
        quote = _direct(reading, number, marks, floor)
        if quote:
            quotes.append(quote)
            if not quote.partial:
                floor = bisect_left(reading.company.firsts, marks.end)
    return quotes


def _direct(reading: _Reading, number: int, marks: Marks, floor: int) -> Quote | None:
    document, firsts = reading.document, reading.company.firsts
    tokens = document.tokens
    begin, end = bisect_left(firsts, marks.start), bisect_left(firsts, marks.end)
    inner = tokens[bisect_left(firsts, marks.inner_start) : bisect_left(firsts, marks.inner_end)]
    words = [t.text for t in inner if t.text[0].isalnum()]
    if not words or _is_title(tokens, begin):
        return None
    first = max(floor, _sentence_start(tokens, begin))
    stop = _stop(reading, number, end)
    opens = all(not t.text[0].isalnum() for t in tokens[first:begin])
    ended = inner[-1].text in ".!?…,"
    behind = cues.opening_cue(tokens, end, stop) if end < stop else None
    colon = begin > 0 and tokens[begin - 1].text == ":"
    partial = False
    if (
        behind
        and (len(words) > 2 or opens)
        and (opens or colon or ended or tokens[end].text == ",")
    ):
        cue: Cue | None = behind
    elif colon:
        if first >= begin - 1:
            first = max(floor, _sentence_start(tokens, begin - 1))
        cue = cues.verb_cue(tokens, first, begin, near=begin) or cues.source_cue(
            tokens, first, begin, begin
        )
        if cue is None and len(words) < 5:
            return None
    elif opens and len(words) > 2 and (ended or end >= stop or not tokens[end].text[0].isalnum()):
        cue = None
    elif len(words) > 2 and words[0][0].islower():
        cue = (
            cues.verb_cue(tokens, first, begin, near=begin)
            or cues.verb_cue(tokens, end, stop, near=end)
            or cues.source_cue(tokens, first, begin, begin)
        )
        partial = True
    else:
        return None
    return _attribute(reading, marks, cue, partial)


def _attribute(reading: _Reading, marks: Marks, cue: Cue | None, partial: bool) -> Quote:
    start, end = marks.inner_start, marks.inner_end
    if cue is None or cue.speaker is None:
        last = reading.last
        words = cue.words if cue else None
        if last is None:
            return Quote(start, end, "direct", None, None, None, words, None, False, partial)
        return last._replace(
            start=start,
            end=end,
            cue=words,
            method="continuation" if last.speaker else None,
            partial=partial,
        )
    tokens = reading.document.tokens
    low, high = cue.speaker
    found = people.resolve(reading.company, low, high)
    span = (tokens[low].start, tokens[high - 1].end)
    surface = reading.document.text[slice(*span)]
    if found:
        people.speaks(reading.company, span[0], found.name)
    else:
        reading.open += 1
    quote = Quote(
        start, end, "direct", found.name if found else None, surface, span, cue.words,
        found.method if found else None, bool(found and found.slip), partial,
    )  # fmt: skip
    reading.last = quote
    return quote


def _sentence_start(tokens: list, index: int) -> int:
    sentence = tokens[index].sentence
    while index and tokens[index - 1].sentence == sentence:
        index -= 1
    return index


def _stop(reading: _Reading, number: int, end: int) -> int:
    """The token after the cue clause behind a quote: its sentence's end or the next quote."""
    tokens, marks = reading.document.tokens, reading.document.marks
    if end >= len(tokens):
        return end
    last = tokens[end - 1].sentence
    if tokens[end].sentence != last and tokens[end].text[0].isupper():
        return end
    stop = reading.document.sentences[tokens[end].sentence].last_token
    for following in marks[number + 1 : number + 3]:
        if following.inner_end - following.inner_start > 25:
            stop = min(stop, bisect_left(reading.company.firsts, following.start))
            break
    return stop


def _is_title(tokens: list, begin: int) -> bool:
    return begin > 0 and cues.kind_of(tokens[begin - 1].text) == "title"
