"""Indirect speech: what somebody said in a clause of its own, with the cue that says whose it is."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from beleg import cues, lexicon
from beleg.cues import AUXILIARIES, Cue
from beleg.sentences import Token

COMPLEMENT = frozenset("dass daß ob".split())
QUESTION = frozenset(
    "wie warum weshalb wieso wann wo wer was wem wen wohin woher welche welcher".split()
)
ACCORDING = frozenset("demnach demzufolge wonach danach".split())
INFINITIVE = re.compile(r"zu$|\w{2,12}zu\w{2,20}en$")  # «zu bauen», «anzufangen»
RELATIVE = frozenset("der die das den dem denen deren dessen".split())
SIDE = frozenset("um ohne anstatt statt als weil da obwohl nachdem wenn falls bevor".split())
# «dafür, dass», «davon, dass», «erwiesen, dass»: words that point to a clause of what is said
POINTER = re.compile(
    r"da(?:r?(?:für|auf|über|mit|von|an|gegen|zu|um)|hingehend)$|(?:un)?(?:möglich|wahrscheinlich)$|"
    r"(?:erwiesen|sicher|überzeugt|zuversichtlich|klar|bekannt|heraus|fest|einig|bewusst)$"
)
# «steht», «lieferte», «gelten»: perhaps a finite verb
FINITE = re.compile(r"[a-zäöüß]{2,20}(?:t|te|ten|en)$")
# «soll … geliefert haben», «soll … gestorben sein»: hearsay
HEARSAY = frozenset("soll sollen will wollen".split())


class Reported(NamedTuple):
    """Reported speech: token range, its cue if any, "indirect" or "free" (no cue, only the mood)."""

    first: int
    last: int
    cue: Cue | None
    kind: str


def read(tokens: list[Token], low: int, high: int) -> list[Reported]:
    """Return the reported speech among the tokens of one sentence outside direct quotes."""
    asks = high > low and tokens[high - 1].text == "?"
    while high > low and tokens[high - 1].text in ".!?…:;,–—-":
        high -= 1
    while low < high and tokens[low].text in ',;:–—-.“”"»«':
        low += 1
    if high - low < 3 or asks:
        return []
    clauses = list(_clauses(tokens, low, high))
    verbal = sorted(_verbal(tokens, clauses, low, high), key=lambda r: not _is_clause(tokens, r))
    found = verbal[0] if verbal and _is_clause(tokens, verbal[0]) else None
    found = found or _according(tokens, clauses, low, high) or (verbal[0] if verbal else None)
    if found:
        return [found] if found.last - found.first > 1 else []
    return _free(tokens, clauses, low, high)


def backward(tokens: list[Token], low: int, high: int) -> Cue | None:
    """Return the cue of a sentence that reports the one before: «Das teilte der Minister mit.»"""
    if high - low < 3 or tokens[low].text not in ("Das", "Dies"):
        return None
    cue = cues.verb_cue(tokens, low + 1, high, near=low)
    if cue and "c" in cue.takes and (cue.first == low + 1 or tokens[low + 1].text in AUXILIARIES):
        return cue if "," not in (t.text for t in tokens[low : low + 3]) else None
    return None


def _is_clause(tokens: list[Token], found: Reported) -> bool:
    return tokens[found.first].text in COMPLEMENT


def is_finite(word: str) -> bool:
    """Whether a word may be a finite verb."""
    return word in AUXILIARIES or bool(mood(word)) or bool(FINITE.match(word))


def _clauses(tokens: list[Token], low: int, high: int) -> Iterator[tuple[int, int]]:
    start, depth = low, 0
    for index in range(low, high):
        text = tokens[index].text
        if text == "(":
            depth += 1
        elif text == ")":
            depth = 0
        elif depth == 0 and text in ",;:–—":
            if index > start:
                yield start, index
            start = index + 1
    if start < high:
        yield start, high


def _according(
    tokens: list[Token], clauses: list[tuple[int, int]], low: int, high: int
) -> Reported | None:
    for at in range(low, high):
        word = tokens[at].text.lower()
        if word in ACCORDING and (at == low or (word == "wonach" and tokens[at - 1].text == ",")):
            if word == "danach" and not any(mood(t.text) for t in tokens[at:high]):
                continue
            return Reported(at + 1, high, Cue(tokens[at].text, None, "c", at, at + 1), "indirect")
        cue = None
        which = tokens[at + 1].text if at + 1 < high else ""
        if (
            word in ("laut", "nach")
            and which in RELATIVE
            and at > low
            and tokens[at - 1].text == ","
        ):
            return Reported(at + 2, high, Cue(word, None, "c", at, at + 2), "indirect")
        if word in ("laut", "gemäß", "nach") or (
            word == "so" and at > low and tokens[at - 1].text in ",–"
        ):
            cue = cues.source_cue(tokens, at, high, at + 1)
        if word == "zufolge" or (word == "nach" and cue is None):
            cue = _postposed(tokens, low, at)
        if cue:
            clause = next(((a, b) for a, b in clauses if a <= cue.first < b), (low, high))
            aside = clause[0] > low and tokens[clause[0]].text in RELATIVE
            return Reported(*clause, cue, "indirect") if aside else _around(tokens, cue, low, high)
    return None


def _postposed(tokens: list[Token], low: int, at: int) -> Cue | None:
    for start in range(max(low, at - 12), at):
        cue = cues.source_cue(tokens, start, at + 1, start + 1)
        if cue and cue.last == at + 1:
            return cue
    return None


def _around(tokens: list[Token], cue: Cue, low: int, high: int) -> Reported:
    """Return the sentence round «laut X»: what follows it, what it closes, or all of it."""
    first, last = low, high
    if cue.first <= low + 1:
        first = cue.last
        while first < high and tokens[first].text in ",:":
            first += 1
    elif cue.last >= high - 1 and tokens[cue.first - 1].text in ",–—":
        last = cue.first - 1
    colon = next((k for k in range(first, last) if tokens[k].text == ":"), None)
    if colon and colon < cue.first:
        first = colon + 1
    return Reported(first, last, cue, "indirect")


def _verbal(
    tokens: list[Token], clauses: list[tuple[int, int]], low: int, high: int
) -> Iterator[Reported]:
    lead = 0 if tokens[low].text.lower() == "wie" or tokens[low + 1].text == "wie" else -1
    for number, (first, last) in enumerate(clauses):
        near = cues.verb_cue(tokens, first, last, near=last)
        opening = tokens[first].text.lower()
        after = clauses[number + 1 : number + 3]
        side = opening in SIDE or (number and opening in RELATIVE)
        if near and not side and not (after and _is_content(tokens, after, strong=True)):
            later = [c for c in clauses[number + 2 : number + 4] if tokens[c[0]].text in COMPLEMENT]
            after = later or after
        if after and not side and _is_content(tokens, after, strong=bool(near)):
            word = tokens[last - 1].text
            noun = cues.kind_of(word) in ("claim", "source")
            that = tokens[after[0][0]].text in COMPLEMENT and POINTER.match(word)
            if near is None and (noun or that):
                near = Cue(tokens[last - 1].text, None, "c", last - 1, last)
            if near and ("c" in near.takes) and not _bracketed(tokens, first, near.first):
                yield Reported(after[0][0], _end(tokens, after[0][0], high), near, "indirect")
        if near is None or near.takes not in ("qc", "c"):
            continue
        if lead == 0 and after:
            yield Reported(last + 1, high, near, "indirect")
        elif opening == "wie" and number:
            yield Reported(low, first - 1, near, "indirect")
        lead = -1
        shift = first + (opening in ("das", "dies", "so"))
        opens = cues.verb_cue(tokens, shift, last, near=shift)
        if opens and opens.first == shift and first > low + 1 and tokens[first - 1].text == ",":
            behind = (opens.speaker and opens.speaker[0] > first) or tokens[shift + 1].text in (
                "es",
                "man",
            )
            mains = [
                c for c in clauses[:number] if c[0] == low or tokens[c[0]].text not in RELATIVE
            ]
            said = any(is_finite(t.text) for c in mains for t in tokens[slice(*c)])
            if behind and said and opens.takes == "qc":
                yield Reported(low, first - 1, opens, "indirect")


def _end(tokens: list[Token], first: int, high: int) -> int:
    return next((k for k in range(first, high) if tokens[k].text == ";"), high)


def _bracketed(tokens: list[Token], first: int, at: int) -> bool:
    words = [t.text for t in tokens[first:at]]
    return words.count("(") > words.count(")")


def _is_content(tokens: list[Token], after: list[tuple[int, int]], *, strong: bool) -> bool:
    """Whether a clause after a reporting one is what was said: dass, Konjunktiv or «zu …»."""
    first, last = after[0]
    words = [t.text for t in tokens[first:last]]
    opening = words[0].lower()
    if opening in COMPLEMENT:
        return True
    if opening in SIDE:
        return False
    moods = [k for k, w in enumerate(words) if mood(w)]
    if any(w == "zu" for w in words[-3:-1]) or bool(INFINITIVE.match(words[-1])):
        return True
    if opening in RELATIVE or opening == "damit":
        return bool(moods) and moods[0] < len(words) - 1
    if moods:
        return True
    rest = [t.text for t in tokens[slice(*after[-1])]]
    return strong and (opening in QUESTION or any(mood(w) == "1" for w in rest))


def _free(
    tokens: list[Token], clauses: list[tuple[int, int]], low: int, high: int
) -> list[Reported]:
    first, last = clauses[0]
    if any(mood(t.text) == "1" for t in tokens[first:last]):
        return [Reported(low, high, None, "free")]
    return []


def mood(word: str) -> str:
    """Return "1" or "2" for a form that tells the Konjunktiv, else ""."""
    return _moods().get(word, "")


@cache
def _moods() -> dict[str, str]:
    return {form: mood for form, mood in lexicon.read("konjunktiv", ("form", "mood"))}
