"""Indirect speech: what somebody said in a clause of its own, and the cue that says who."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from beleg.reading import cues
from beleg.reading.clauses import Range
from beleg.reading.cues import POINTER, Cue, Scan, mood
from beleg.reading.lexicon import grammar

INFINITIVE = re.compile(r"\w{2,12}zu\w{2,20}en$")  # «anzufangen»
QUESTIONS = frozenset({"Frage", "Fragen", "Nachfrage"})
# «steht», «lieferte», «gelten»: perhaps a finite verb
FINITE = re.compile(r"[a-zäöüß]{2,20}(?:t|te|ten|en)$")


class Reported(NamedTuple):
    """Reported speech: its tokens, its cue if any; "free" where only the mood tells it."""

    first: int
    last: int
    cue: Cue | None
    kind: str = "indirect"


def read(text: Scan, low: int, high: int) -> Reported | None:
    """Return the reported speech among the tokens of one sentence outside direct quotes."""
    tokens = text.tokens
    asks = high > low and tokens[high - 1].text == "?"
    while high > low and tokens[high - 1].text in ".!?…:;,–—-":
        high -= 1
    while low < high and tokens[low].text in ',;:–—-.“”"»«':
        low += 1
    signs = text.claims if cues.between(text.marks, low, high) else text.signs
    if high - low < 3 or asks or not cues.between(signs, low, high):
        return None
    clauses = _clauses(text, low, high)
    said: list[Reported] = []
    if len(clauses) > 1:
        said = sorted(_said(text, clauses), key=lambda r: not _is_that(text, r.first))
    if not said or not _is_that(text, said[0].first):
        said = [r for r in (_according(text, clauses), *said) if r]
    if said:
        return said[0] if said[0].last - said[0].first > 1 else None
    free = cues.between(text.reported, *clauses[0])
    return Reported(low, high, None, "free") if free else None


def backward(text: Scan, low: int, high: int) -> Cue | None:
    """Return the cue of a sentence that reports the one before: «Das teilte der Minister mit»."""
    tokens = text.tokens
    if high - low < 3 or tokens[low].text not in ("Das", "Dies") or tokens[low + 1].text == ",":
        return None
    auxiliary = tokens[low + 1].text in grammar("auxiliary")
    told = auxiliary or cues.between(text.verbs, low + 1, low + 2)  # not «Das Werk teilte mit»
    cue = cues.verb_cue(text, low + 1, high, near=low) if told else None
    near = cue and (auxiliary or cue.first == low + 1)
    return cue if cue and near and "c" in cue.takes else None


def is_finite(word: str) -> bool:
    """Whether a word may be a finite verb."""
    return word in grammar("auxiliary") or bool(mood(word) or FINITE.match(word))


def _clauses(text: Scan, low: int, high: int) -> list[Range]:
    """Return the stretches between commas, brackets kept together."""
    found, start, open_ = [], low, False
    for index in cues.between(text.marks, low, high):
        word = text.tokens[index].text
        open_ = word == "(" or (open_ and word != ")")
        if not open_ and word not in "()":
            found.append((start, index))
            start = index + 1
    return [(a, b) for a, b in (*found, (start, high)) if b > a]


def _according(text: Scan, clauses: list[Range]) -> Reported | None:
    """Return what «laut X», «X zufolge», «demnach» stand with: the rest, the clause or all."""
    tokens, low, high = text.tokens, clauses[0][0], clauses[-1][1]
    for first, last in clauses:
        word = tokens[first].text.lower()
        if word not in grammar("according") and word not in ("laut", "nach"):
            continue
        if word in grammar("according") and (first == low or word == "wonach"):
            if word != "danach" or any(map(mood, text.words[first:high])):
                told = Cue(text.words[first], None, "c", first, first + 1)
                return Reported(first + 1, high, told)
        elif last - first > 2 and first > low and text.words[first + 1] in grammar("relative"):
            return Reported(first + 2, high, Cue(word, None, "c", first, first + 2))
    cue = cues.source_cue(text, low, high)
    if cue is None or (cue.words == "so" and cue.first <= low + 1):
        return None  # «„…“, so X in Minsk»: the rest belongs to X
    clause = next(((a, b) for a, b in clauses if a <= cue.first < b), (low, high))
    if clause[0] > low and tokens[clause[0]].text in grammar("relative"):
        return Reported(*clause, cue)
    if cue.first <= low + 1:
        low = next((k for k in range(cue.last, high) if tokens[k].text not in ",:"), high)
    elif cue.last >= high - 1 and tokens[cue.first - 1].text in ",–—":
        high = cue.first - 1
    colons = (k + 1 for k in range(low, min(high, cue.first)) if tokens[k].text == ":")
    return Reported(next(colons, low), high, cue)


def _said(text: Scan, clauses: list[Range]) -> Iterator[Reported]:
    """Yield what reporting verbs and nouns of saying stand with, clause by clause."""
    tokens, low = text.tokens, clauses[0][0]
    leads = "wie" in (tokens[low].text.lower(), tokens[low + 1].text)
    for number, (first, last) in enumerate(clauses):
        near = cues.verb_cue(text, first, last, near=last)
        opening = tokens[first].text.lower()
        side = opening in grammar("side") or (number and opening in grammar("relative"))
        if not side:
            yield from _complement(text, clauses, number, near)
        if near is None or near.takes not in ("qc", "c"):
            continue
        if leads and number + 1 < len(clauses):
            yield Reported(last + 1, clauses[-1][1], near)
        elif opening == "wie" and number:
            yield Reported(low, first - 1, near)
        leads = False
        if number and tokens[first - 1].text == ",":
            yield from _before(text, clauses, number, near)


def _complement(
    text: Scan, clauses: list[Range], number: int, cue: Cue | None
) -> Iterator[Reported]:
    """Yield the clause after a reporting one: «…, dass», «…, er sei», «…, zu bauen»."""
    tokens, (first, last) = text.tokens, clauses[number]
    after = clauses[number + 1 : number + 3]
    content = _is_content(text, after, reported=bool(cue))
    if cue and not content:
        after = [c for c in clauses[number + 2 : number + 4] if _is_that(text, c[0])]
        content = _is_content(text, after, reported=True)
    if not content:
        return
    word = tokens[last - 1].text
    noun = cues.kind_of(word) in ("claim", "source")
    if cue is None and (noun or (_is_that(text, after[0][0]) and POINTER.match(word))):
        cue = Cue(word, None, "c", last - 1, last)
    if cue and "c" in cue.takes:
        inside = text.words[first : cue.first]
        ends = (k for k in range(after[0][0], clauses[-1][1]) if tokens[k].text == ";")
        if inside.count("(") <= inside.count(")"):
            yield Reported(after[0][0], next(ends, clauses[-1][1]), cue)


def _before(text: Scan, clauses: list[Range], number: int, near: Cue) -> Iterator[Reported]:
    """Yield what stands before a clause that opens with its verb: «…, sagte X», «…, so hieß es»."""
    tokens, (first, last) = text.tokens, clauses[number]
    verb = first + (tokens[first].text in ("das", "dies", "so"))
    known = near.first == verb == first
    cue = near if known else cues.verb_cue(text, verb, last, near=verb)
    if cue is None or cue.first != verb or cue.takes != "qc":
        return
    if cue.words.startswith("antwort") and not QUESTIONS.isdisjoint(text.words[slice(*clauses[0])]):
        return  # «Auf die Frage, wie …, antwortete X»
    nobody = text.words[verb + 1 : verb + 2] in (["es"], ["man"])
    ours = nobody or (cue.speaker and cue.speaker[0] > first)
    mains = [c for c in clauses[:number] if tokens[c[0]].text not in grammar("relative")]
    if ours and any(is_finite(w) for c in (clauses[0], *mains) for w in text.words[slice(*c)]):
        yield Reported(clauses[0][0], first - 1, cue)


def _is_that(text: Scan, at: int) -> bool:
    return text.tokens[at].text in grammar("complement")


def _is_content(text: Scan, after: list[Range], *, reported: bool) -> bool:
    """Whether a clause after a reporting one is what was said: dass, Konjunktiv or «zu …»."""
    if not after:
        return False
    shown = text.words[slice(*after[0])]
    opening = shown[0].lower()
    if opening in grammar("complement") or opening in grammar("side"):
        return opening in grammar("complement")
    if "zu" in shown[-3:-1] or INFINITIVE.match(shown[-1]):
        return True
    if opening in grammar("relative") or opening == "damit":
        return any(map(mood, shown[:-1]))
    asked = reported and opening in grammar("question")
    later = reported and cues.between(text.reported, *after[-1])
    return asked or any(map(mood, shown)) or bool(later)
