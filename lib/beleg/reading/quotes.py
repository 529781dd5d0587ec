"""Direct and indirect speech: span, speaker, cue, and how the speaker was found."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from beleg.reading import cues, fragments, indirect, people
from beleg.reading.clauses import Range, main_subject
from beleg.reading.cues import Cue, Scan
from beleg.reading.fragments import Place
from beleg.reading.lexicon import grammar
from beleg.reading.names import Mention
from beleg.reading.sentences import Document

# «als „gut“ und „billig“»: what stands between two fragments of one speech
JOINTS = frozenset({"und", "oder", "sowie", ",", "und auch", "sondern auch", "beziehungsweise"})
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
    text: Scan
    company: people.Cast
    last: Quote | None = None
    open: bool = False  # whether a description could mean nobody of the cast so far


def find(document: Document, mentions: list[Mention]) -> list[Quote]:
    """Return direct and indirect speech, in order of the text."""
    company = people.cast(document, mentions)
    text = cues.scan(document)
    direct, blocked = _direct_speech(document, text, company.firsts)
    speech = sorted([*direct, *_indirect_speech(document, text, blocked)], key=lambda s: s[:2])
    again = replace(company, seen=list(company.seen))  # as it is before anybody has spoken
    reading = _Reading(document, text, company)
    quotes = [_attribute(reading, piece) for piece in speech]
    if reading.open and company.speakers and company.asked:
        again.speakers = company.speakers
        reading = _Reading(document, text, again)
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
        before = document.marks[number - 1] if number else marks
        if number and document.text[before.end : marks.start].strip() in JOINTS:
            last = found[-1] if found and found[-1].start == before.inner_start else None
            if speech and speech.partial and not last:
                found += _share(document, firsts, number - 1, speech)
            elif last and not speech:
                speech = next(iter(_share(document, firsts, number, last)), None)
        if speech:
            found.append(speech)
            blocked += [] if speech.partial else [inside]
    return found, blocked


def _share(document: Document, firsts: list[int], number: int, said: Speech) -> list[Speech]:
    """Return the speech that marks share with those beside them: «„gut“ und „billig“», or none."""
    marks = document.marks[number]
    inside = bisect_left(firsts, marks.start), bisect_left(firsts, marks.end)
    words, lead, following = _words(document, number, inside)
    alike = words and words[0][0].isupper() == document.text[said.start].isupper()
    if not words or not (alike or len(words) > 2) or fragments.is_name(words, lead, following):
        return []
    return [said._replace(start=marks.inner_start, end=marks.inner_end)]


def _words(
    document: Document, number: int, inside: Range
) -> tuple[list[str], list[str], list[str]]:
    """Return the words between marks, three tokens before and seven behind them."""
    marks, (begin, end) = document.marks[number], inside
    words = document.text[marks.inner_start : marks.inner_end].split()
    return words, document.words[max(0, begin - 3) : begin], document.words[end : end + 7]


def _indirect_speech(document: Document, text: Scan, blocked: list[Range]) -> Iterator[Speech]:
    at, tokens = 0, document.tokens
    previous: tuple[int, int] | None = None
    for sentence in document.sentences:
        low, high = sentence.first_token, sentence.last_token
        tells = cues.between(text.claims, low, high)  # else it holds no cue
        cue = indirect.backward(text, low, high) if previous and tells else None
        if cue and previous:
            yield Speech(*previous, "indirect", cue)
        previous = (sentence.start, sentence.end)
        while low < high:
            while at < len(blocked) and blocked[at][1] <= low:
                at += 1
            quote = blocked[at] if at < len(blocked) and blocked[at][0] < high else (high, high)
            outside = tells and quote[0] > low
            found = indirect.read(text, low, min(quote[0], high)) if outside else None
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
    words, lead, following = _words(document, number, inside)
    before = lead[-1] if lead else ""
    if not words or begin >= end or fragments.is_name(words, lead, following):
        return None
    line = tokens[begin].sentence
    first = max(floor, document.sentences[line].first_token, begin - REACH)
    if before == ":" and first >= begin - 1:
        line = tokens[begin - 1].sentence
        first = max(floor, document.sentences[line].first_token, begin - REACH)
    stop = _stop(document, number, end)
    opens = not any(word[0].isalnum() for word in document.words[first:begin])
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
        cue = cue if cue and "q" in cue.takes else _backward(document, text, end)
    else:
        partial = True
        lead = lead[max(0, len(lead) - begin + first) :]
        said = fragments.read(text, Place(first, begin, end, stop, words, lead))
        if said is None:
            return None
        cue = said.cue
    return Speech(marks.inner_start, marks.inner_end, "direct", cue, partial)


def _backward(document: Document, text: Scan, end: int) -> Cue | None:
    """Return the cue of the sentence behind a quote: «„…“ Das sagte der Minister»."""
    words = (k for k in range(end, min(end + 3, len(text.tokens))) if text.tokens[k].text.isalpha())
    at = next(words, None)
    if at is None:
        return None
    return indirect.backward(text, at, document.sentences[text.tokens[at].sentence].last_token)


def _closes(words: list[str], cue: Cue, around: tuple[str, str], *, opens: bool) -> bool:
    """Whether a cue behind the marks is about them: «„…“, sagte X», not «„BBC News“ berichtet»."""
    short, (before, after) = len(words) < 4, around
    if cue.words in fragments.NAMING and (short or before == ":"):
        return False
    if short and (after not in ",–—-" or all(w[0].isupper() for w in words[1:] or "x")):
        return False
    return opens or before == ":" or words[-1][-1] in ".!?…," or (after == "," and len(words) > 2)


def _colon_cue(text: Scan, low: int, begin: int) -> Cue | None:
    """Return the cue before a colon; without a verb of speech, the sentence's subject speaks."""
    near = (cue for cue in cues.verb_cues(text, low, begin, near=begin) if "q" in cue.takes)
    cue = next(near, None)
    cue = cue if cue and cue.speaker else cues.cue_before(text, low, begin, begin)
    if cue and cue.speaker:
        return cue
    who = main_subject(text.tokens, low, begin - 1)
    if who is None:
        return cue
    owned = text.tokens[who[0]].text.lower() in grammar("male", "female")
    if owned and not any(people.role_of(t.text) for t in text.tokens[slice(*who)]):
        who = who[0], who[0] + 1  # «Seine Hoffnung stützt sich auf Brest: „…“»
    return cue._replace(speaker=who) if cue else Cue(":", who, "", begin - 1, begin)


def _attribute(reading: _Reading, speech: Speech) -> Quote:
    """Return a piece of speech with its speaker, and remember who spoke."""
    start, end, kind, cue, partial = speech
    words = cue.words if cue else None
    if cue is None or cue.speaker is None:
        return _carry_on(reading, speech, words)
    tokens, (low, high) = reading.document.tokens, cue.speaker
    found = people.resolve(reading.company, low, high)
    if found is None and "letter" in map(cues.kind_of, reading.text.words[low:high]):
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
    if kind == "direct" and cue is None:
        latest = max(last.end, *(last.speaker_span or (0,))) if last else 0
        about = people.subject_before(reading.company, start)
        if about and (latest < about[0] or not (last and last.speaker)):
            people.speaks(reading.company, *about)
            return nobody._replace(speaker=about[1], method="subject")
        told = _told_before(reading, start, latest)
        if told:
            found = _attribute(reading, speech._replace(cue=told))
            reading.last = found._replace(cue=None, method=found.speaker and "continuation")
            return reading.last
    if last is None or (cue and kind == "indirect"):
        return nobody
    method = "continuation" if last.speaker else None
    return nobody._replace(
        speaker=last.speaker, speaker_surface=last.speaker_surface,
        speaker_span=last.speaker_span, method=method,
    )  # fmt: skip


def _told_before(reading: _Reading, at: int, latest: int) -> Cue | None:
    """Return the cue of the last sentence before `at`, of its paragraph, that reports speech."""
    lines = reading.document.sentences
    line = bisect_left(lines, (at,)) - 1
    for number in range(line - 1, max(-1, line - 4), -1):
        one = lines[number]
        if one.start < latest or one.paragraph != lines[line].paragraph:
            return None
        high = min(one.last_token, one.first_token + REACH)
        cue = cues.verb_cue(reading.text, one.first_token, high, near=one.first_token)
        if cue and cue.speaker and cue.takes != "c":
            return cue
    return None


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
