"""Direct and indirect speech: span, speaker, cue, and how the speaker was found."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from beleg import cues, indirect, people
from beleg.cues import Cue
from beleg.names import Mention
from beleg.sentences import Document, Marks, Token


REACH = 80  # tokens: how far from the marks a cue is looked for
INDEFINITE = ("ein", "eine", "einen", "einem", "einer", "eines")


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


class Speech(NamedTuple):
    """Speech before its speaker is resolved: span, kind, cue."""

    start: int
    end: int
    kind: str
    cue: Cue | None
    partial: bool


@dataclass
class _Reading:
    """What is known while the text is read from front to back."""

    document: Document
    company: people.Cast
    last: Quote | None = None
    open: bool = False  # whether a description could mean nobody of the cast so far


def find(document: Document, mentions: list[Mention]) -> list[Quote]:
    """Return direct and indirect speech, in order of the text."""
    company = people.cast(document, mentions)
    speech = sorted(_speech(document, company.firsts))
    reading = _Reading(document, company)
    quotes = [_attributed(reading, piece) for piece in speech]
    if reading.open and company.speakers:
        again = people.cast(document, mentions)
        again.speakers = company.speakers
        reading = _Reading(document, again)
        quotes = [_attributed(reading, piece) for piece in speech]
    return quotes


def _speech(document: Document, firsts: list[int]) -> Iterator[Speech]:
    floor = 0
    blocked: list[tuple[int, int]] = []
    for number, marks in enumerate(document.marks):
        speech = _direct(document, firsts, number, floor)
        if speech:
            yield speech
            if not speech.partial:
                floor = bisect_left(firsts, marks.end)
                blocked.append((bisect_left(firsts, marks.start), floor))
    at = 0
    previous: tuple[int, int] | None = None
    for sentence in document.sentences:
        low = sentence.first_token
        cue = previous and indirect.backward(document.tokens, low, sentence.last_token)
        if cue and previous:
            yield Speech(*previous, "indirect", cue, False)
        while at < len(blocked) and blocked[at][1] <= low:
            at += 1
        here = at
        quoted = here < len(blocked) and blocked[here][0] < sentence.last_token
        previous = None if quoted else (sentence.start, sentence.end)
        while low < sentence.last_token:
            stop = blocked[here][0] if here < len(blocked) else sentence.last_token
            for found in indirect.read(document.tokens, low, min(stop, sentence.last_token)):
                start = document.tokens[found.first].start
                previous = None
                yield Speech(
                    start, document.tokens[found.last - 1].end, found.kind, found.cue, False
                )
            low = blocked[here][1] if here < len(blocked) else sentence.last_token
            here += 1


def _direct(document: Document, firsts: list[int], number: int, floor: int) -> Speech | None:
    tokens, marks = document.tokens, document.marks[number]
    begin, end = bisect_left(firsts, marks.start), bisect_left(firsts, marks.end)
    words = document.text[marks.inner_start : marks.inner_end].split()
    before = tokens[begin - 1].text if begin else ""
    if not words or (words[0][0].isupper() and cues.kind_of(before) == "title"):
        return None
    first = max(floor, document.sentences[tokens[begin].sentence].first_token, begin - REACH)
    stop = _stop(document, firsts, number, end)
    opens = all(not t.text[0].isalnum() for t in tokens[first:begin])
    ended = words[-1][-1] in ".!?…,"
    behind = cues.opening_cue(tokens, end, stop) if end < stop else None
    partial = False
    cue: Cue | None = None
    if behind and _closes(words, behind, tokens[end].text, opens=opens, colon=before == ":"):
        cue = behind
    elif before == ":":
        if first >= begin - 1:
            line = document.sentences[tokens[begin - 1].sentence].first_token
            first = max(floor, line, begin - REACH)
        cue = _ahead(tokens, first, begin)
        who = cues.main_subject(tokens, first, begin - 1)
        sure = (ended and len(words) > 2) or (cue and "q" in cue.takes) or who == (first, begin - 1)
        if len(words) < 6 and not sure:
            return None
        if cue is None or cue.speaker is None:
            cue = Cue(cue.words if cue else ":", who, "q", begin - 1, begin) if who else cue
    elif opens and len(words) > 2 and (ended or end >= stop or not tokens[end].text[0].isalnum()):
        cue = None
    else:
        cue = _around(tokens, (first, begin), (end, stop))
        partial = True
        mood = any(indirect.mood(t.text) for t in tokens[first:begin] + tokens[end:stop])
        lead = [t.text for t in tokens[max(first, begin - 3) : begin]]
        if not _is_fragment(words, lead, cue, mood=mood):
            return None
        if cue is None and not mood:
            who = cues.main_subject(tokens, first, begin)
            cue = Cue("", who, "q", begin - 1, begin) if who else None
    return Speech(marks.inner_start, marks.inner_end, "direct", cue, partial)


def _closes(words: list[str], cue: Cue, after: str, *, opens: bool, colon: bool) -> bool:
    """Whether a cue behind the marks is about them: «„…“, sagte X», not «„BBC News“ berichtet»."""
    if cue.words in ("lautet", "lautete") or (cue.words in ("heißt", "hieß") and len(words) < 4):
        return False
    if len(words) < 4 and (after not in ",–—-" or all(w[0].isupper() for w in words[1:] or "x")):
        return False
    return opens or colon or words[-1][-1] in ".!?…," or (after == "," and len(words) > 2)


def _is_fragment(words: list[str], lead: list[str], cue: Cue | None, *, mood: bool) -> bool:
    """Whether marks inside a sentence hold somebody's words, not a name, a title or irony."""
    count, rated = len(words), bool(cue and "n" in cue.takes)
    before = lead[-1] if lead else ""
    points = before in ("als", *INDEFINITE)
    if before.lower().endswith(("genannte", "genannten", "genannter", "genanntes", "selbst")):
        return False
    if any(cues.kind_of(w) == "words" for w in lead) or before in ("Worten", "Worte"):
        return count > 1
    if words[0][0].islower():
        if count > 2:
            return count > 3 or mood or bool(cue)
        return mood or (rated and (points or count == 2)) or (bool(cue) and count == 2 and points)
    if count < 3 or all(w[0].isupper() or w in people.INNER for w in words):
        return False
    if before == "als":
        return rated
    if points or before in ("dass", "mit"):
        return bool(cue)
    if before in people.PREPOSITIONS:
        return mood or bool(cue)
    if before[:1].isupper() or people.DETERMINER.match(before) or count < 4:
        return False
    return (bool(cue) or mood) and any(indirect.is_finite(w) for w in words)


def _around(tokens: list[Token], ahead: tuple[int, int], behind: tuple[int, int]) -> Cue | None:
    """Return the cue of a sentence that goes on behind the marks: «nannte es „…“, so Müller»."""
    outside = tokens[slice(*ahead)] + tokens[slice(*behind)]
    size = ahead[1] - ahead[0]
    cue = cues.verb_cue(outside, 0, len(outside), near=size) or cues.source_cue(
        outside, 0, len(outside), len(outside)
    )

    def place(index: int) -> int:
        return index + ahead[0] if index < size else index - size + behind[0]

    if cue is None:
        return None
    low, high = cue.speaker or (0, 0)
    straddles = low < size < high
    who = (place(low), place(high - 1) + 1) if cue.speaker and not straddles else None
    return cue._replace(speaker=who, first=place(cue.first), last=place(cue.last - 1) + 1)


def _ahead(tokens: list[Token], low: int, high: int) -> Cue | None:
    return cues.verb_cue(tokens, low, high, near=high) or cues.source_cue(tokens, low, high, high)


def _attributed(reading: _Reading, speech: Speech) -> Quote:
    start, end, kind, cue, partial = speech
    if cue is None or cue.speaker is None:
        words = cue.words if cue else None
        carried = _carried(reading, start) if kind == "direct" and cue is None else None
        if carried:
            return carried._replace(end=end, partial=partial)
        if reading.last is None or (cue and kind == "indirect"):
            return Quote(start, end, kind, None, None, None, words, None, False, partial)
        method = "continuation" if reading.last.speaker else None
        return reading.last._replace(
            start=start, end=end, kind=kind, cue=words, method=method, partial=partial
        )
    tokens = reading.document.tokens
    low, high = cue.speaker
    found = people.resolve(reading.company, low, high)
    span = (tokens[low].start, tokens[high - 1].end)
    surface = reading.document.text[slice(*span)]
    if found:
        people.speaks(reading.company, span[0], found.name)
    else:
        reading.open = True
    quote = Quote(
        start, end, kind, found.name if found else None, surface, span, cue.words,
        found.method if found else None, bool(found and found.slip), partial,
    )  # fmt: skip
    reading.last = quote
    return quote


def _carried(reading: _Reading, start: int) -> Quote | None:
    """Return a quote without cue as said by whom the sentence before is about, if nobody spoke."""
    before = people.subject_before(reading.company, start)
    if before is None or (reading.last and reading.last.end >= before[0]):
        return None
    span = (before[0], before[0] + len(before[1]))
    people.speaks(reading.company, *before)
    return Quote(start, start, "direct", before[1], None, None, None, "subject", False, False)


def _stop(document: Document, firsts: list[int], number: int, end: int) -> int:
    """Return the token after the cue clause behind a quote: its sentence's end or the next quote."""
    tokens = document.tokens
    if end >= len(tokens):
        return end
    if tokens[end].sentence != tokens[end - 1].sentence and tokens[end].text[0].isupper():
        return end
    stop = min(document.sentences[tokens[end].sentence].last_token, end + REACH)
    for following in document.marks[number + 1 : number + 3]:
        if following.inner_end - following.inner_start > 25:
            return min(stop, bisect_left(firsts, following.start))
    return stop
