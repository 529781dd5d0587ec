"""Direct and indirect speech: span, speaker, cue, and how the speaker was found."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from beleg.reading import cues, indirect, people
from beleg.reading.clauses import Range, grammar, is_determiner, main_subject
from beleg.reading.cues import Cue, Scan
from beleg.reading.lexicon import small_words
from beleg.reading.names import Mention
from beleg.reading.sentences import Document

NAMING = frozenset({"heißt", "hieß", "lautet", "lautete"})
REACH = 80  # tokens: how far from the marks a cue is looked for


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
    """Speech whose speaker is not resolved yet: span, kind, cue, fragment or not."""

    start: int
    end: int
    kind: str
    cue: Cue | None
    partial: bool = False


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
    text = cues.scan(document.tokens)
    direct, blocked = _direct_speech(document, text, company.firsts)
    speech = sorted([*direct, *_indirect_speech(document, text, blocked)], key=lambda s: s[:2])
    again = replace(company, seen=list(company.seen))  # as it is before anybody has spoken
    reading = _Reading(document, company)
    quotes = [_attribute(reading, piece) for piece in speech]
    if reading.open and company.speakers:
        again.speakers = company.speakers
        reading = _Reading(document, again)
        quotes = [_attribute(reading, piece) for piece in speech]
    return quotes


def _direct_speech(
    document: Document, text: Scan, firsts: list[int]
) -> tuple[list[Speech], list[Range]]:
    """Return the quotes in marks, and the tokens that whole ones cover."""
    found: list[Speech] = []
    blocked: list[Range] = []
    for number, marks in enumerate(document.marks):
        inside = bisect_left(firsts, marks.start), bisect_left(firsts, marks.end)
        speech = _direct(document, text, number, inside, blocked[-1][1] if blocked else 0)
        if speech:
            found.append(speech)
            blocked += [] if speech.partial else [inside]
    return found, blocked


def _indirect_speech(document: Document, text: Scan, blocked: list[Range]) -> Iterator[Speech]:
    at, tokens = 0, document.tokens
    previous: tuple[int, int] | None = None
    for sentence in document.sentences:
        low, high = sentence.first_token, sentence.last_token
        cue = indirect.backward(text, low, high) if previous else None
        if cue and previous:
            yield Speech(*previous, "indirect", cue)
        previous = (sentence.start, sentence.end)
        while low < high:
            while at < len(blocked) and blocked[at][1] <= low:
                at += 1
            quote = blocked[at] if at < len(blocked) and blocked[at][0] < high else (high, high)
            found = indirect.read(text, low, min(quote[0], high)) if quote[0] > low else None
            if found and not (cue and found.first == low):  # «Das sagte X, wie die Agentur meldet»
                span = tokens[found.first].start, tokens[found.last - 1].end
                yield Speech(*span, found.kind, found.cue)
            if found or quote[0] < high:
                previous = None
            low = quote[1]


def _direct(
    document: Document, text: Scan, number: int, inside: Range, floor: int
) -> Speech | None:
    tokens, marks, (begin, end) = document.tokens, document.marks[number], inside
    words = document.text[marks.inner_start : marks.inner_end].split()
    lead = [t.text for t in tokens[max(0, begin - 3) : begin]]
    before = lead[-1] if lead else ""
    following = [t.text for t in tokens[end : end + 7]]
    if not words or begin >= end or _is_name(words, lead, following):
        return None
    line = tokens[begin].sentence
    first = max(floor, document.sentences[line].first_token, begin - REACH)
    if before == ":" and first >= begin - 1:
        line = tokens[begin - 1].sentence
        first = max(floor, document.sentences[line].first_token, begin - REACH)
    stop = _stop(document, number, end)
    opens = all(not t.text[0].isalnum() for t in tokens[first:begin])
    ended = words[-1][-1] in ".!?…,"
    behind = cues.opening_cue(text, end, stop) if end < stop else None
    after = tokens[end].text if end < stop else ""
    partial = False
    if behind and _closes(words, behind, (before, after), opens=opens):
        cue: Cue | None = behind
    elif before == ":":
        cue = _colon_cue(text, first, begin)
        sure = cue and ("q" in cue.takes or cue.speaker == (first, begin - 1))
        if len(words) < 6 and not sure and not (ended and len(words) > 2):
            return None
    elif opens and len(words) > 2 and (ended or not after[:1].isalnum()):
        cue = cues.verb_cue(text, end, stop, near=end) if after in ",–" else None
        cue = cue if cue and "q" in cue.takes else None
    else:
        partial = True
        cue = _ahead(text, first, begin, stop) or cues.verb_cue(
            text, end, stop, near=end, within=(first, stop)
        )
        mood = any(indirect.mood(t.text) for t in tokens[first:begin] + tokens[end:stop])
        lead = lead[max(0, len(lead) - begin + first) :]
        late = cue is not None and (cue.first > end or not cue.speaker) and len(words) < 3
        late = late and words[0][0].isupper()
        if cue and (late or any(t.text == "wie" for t in tokens[end : cue.first])):
            cue = cue._replace(takes="")  # «die „rote Mappe“, wie man sie nennt»
        if not _is_fragment(words, lead, cue, mood=mood):
            return None
        if cue is None or cue.speaker is None:
            who = None if mood and cue is None else main_subject(tokens, first, begin)
            cue = Cue(cue.words if cue else "", who, "q", begin - 1, begin) if who else cue
    return Speech(marks.inner_start, marks.inner_end, "direct", cue, partial)


def _is_name(words: list[str], lead: list[str], after: list[str]) -> bool:
    """Whether marks hold a name: «Motto „…“», «„…“, so heißt der Film», «„Ost“-Markt»."""
    before = lead[-1] if lead else ""
    named = "title" in (cues.kind_of(before), cues.kind_of(before.removesuffix("s")))
    parted = after[:1] == ["-"] or after[:2] in ([",", "kurz"], [",", "genannt"])
    titled = NAMING.intersection(after) and any(cues.kind_of(w) == "title" for w in after)
    short = (len(words) < 5 and "(" in lead) or (len(words) == 1 and "." in words[0][:-1])
    # «nannte das Projekt „einen Schritt nach vorn“» is no name.
    named = named and (words[0][0].isupper() or not is_determiner(words[0]))
    return named or parted or short or bool(titled and before != ":")


def _closes(words: list[str], cue: Cue, around: tuple[str, str], *, opens: bool) -> bool:
    """Whether a cue behind the marks is about them: «„…“, sagte X», not «„BBC News“ berichtet»."""
    short, (before, after) = len(words) < 4, around
    if cue.words in NAMING and (short or before == ":"):
        return False
    if short and (after not in ",–—-" or all(w[0].isupper() for w in words[1:] or "x")):
        return False
    return opens or before == ":" or words[-1][-1] in ".!?…," or (after == "," and len(words) > 2)


def _is_fragment(words: list[str], lead: list[str], cue: Cue | None, *, mood: bool) -> bool:
    """Whether marks inside a sentence hold somebody's words, not a name, a title or irony."""
    count, rated, said = len(words), bool(cue and "n" in cue.takes), bool(cue)
    before = lead[-1] if lead else ""
    points = before == "als" or before in grammar("indefinite")
    if before.lower().endswith(("genannte", "genannten", "genannter", "genanntes", "selbst")):
        return False
    if any(cues.kind_of(w) == "words" for w in lead) or before in ("Worten", "Worte"):
        return count > 1
    if words[0][0].islower():
        rated = rated and (points or count == 2)
        return (
            count > 3 or mood or (said and count > 2) or rated or (said and points and count == 2)
        )
    if count < 3 or all(w[0].isupper() or w in grammar("particle") for w in words):
        return rated and count < 3 and (points or before == "von") and before != "eines"
    if points or before in ("dass", "mit"):
        return rated or (said and before != "als")
    plain = count > 3 and not before[:1].isupper() and not is_determiner(before)
    finite = plain and any(indirect.is_finite(w) for w in words)
    if before.lower() in grammar("preposition"):
        finite = rated or any(w[0].islower() and w not in small_words() for w in words)
    return (mood or said) and finite


def _ahead(text: Scan, low: int, high: int, stop: int) -> Cue | None:
    cue = cues.verb_cue(text, low, high, near=high, within=(low, stop))
    return cue or cues.source_cue(text, low, high)


def _colon_cue(text: Scan, low: int, begin: int) -> Cue | None:
    """Return the cue before a colon; without a verb of speech, the sentence's subject speaks."""
    cue = _ahead(text, low, begin, begin)
    if cue and cue.speaker:
        return cue
    who = main_subject(text.tokens, low, begin - 1)
    if who is None:
        return cue
    return cue._replace(speaker=who) if cue else Cue(":", who, "", begin - 1, begin)


def _attribute(reading: _Reading, speech: Speech) -> Quote:
    """Return a piece of speech with its speaker, and remember who spoke."""
    start, end, kind, cue, partial = speech
    words = cue.words if cue else None
    if cue is None or cue.speaker is None:
        return _carry_on(reading, speech, words)
    tokens, (low, high) = reading.document.tokens, cue.speaker
    found = people.resolve(reading.company, low, high)
    if found is None and any(cues.kind_of(t.text) == "letter" for t in tokens[low:high]):
        about = people.subject_before(reading.company, start)  # «heißt es in der Grußbotschaft»
        found = people.Found(about[1], "subject") if about else None
    span = (tokens[low].start, tokens[high - 1].end)
    shown = reading.document.text[slice(*span)]
    if found:
        people.speaks(reading.company, span[0], found.name)
    reading.open = reading.open or found is None
    name, method, slip = found or (None, None, False)
    reading.last = Quote(start, end, kind, name, shown, span, words, method, slip, partial)
    return reading.last


def _carry_on(reading: _Reading, speech: Speech, words: str | None) -> Quote:
    """Return speech that names nobody: whom the sentence before is about, or who spoke last."""
    start, end, kind, cue, partial = speech
    nobody = Quote(start, end, kind, None, None, None, words, None, slip=False, partial=partial)
    last = reading.last
    if kind == "direct" and cue is None and not partial:
        about = people.subject_before(reading.company, start)
        if about and (last is None or max(last.end, *(last.speaker_span or (0,))) < about[0]):
            people.speaks(reading.company, *about)
            return nobody._replace(speaker=about[1], method="subject")
    if last is None or (cue and kind == "indirect"):
        return nobody
    method = "continuation" if last.speaker else None
    return nobody._replace(
        speaker=last.speaker, speaker_surface=last.speaker_surface,
        speaker_span=last.speaker_span, method=method,
    )  # fmt: skip


def _stop(document: Document, number: int, end: int) -> int:
    """Return the token after the clause behind a quote: its sentence's end or the next quote."""
    tokens = document.tokens
    if end >= len(tokens):
        return end
    if tokens[end].sentence != tokens[end - 1].sentence and tokens[end].text[0].isupper():
        return end
    stop = min(document.sentences[tokens[end].sentence].last_token, end + REACH)
    for following in document.marks[number + 1 : number + 3]:
        if following.inner_end - following.inner_start > 25:
            while stop > end and tokens[stop - 1].start >= following.start:
                stop -= 1
            break
    return stop
