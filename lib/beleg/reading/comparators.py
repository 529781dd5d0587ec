"""The words that bound a number: «über», «nicht weniger als», «soll 5 Mrd. nicht überschreiten»."""

import re
from functools import cache, lru_cache

from beleg.reading import lexicon

# «soll 5 Mrd. nicht überschreiten», «dass der Wert 9 Mrd. übersteigt», «20 oder mehr»
EXCEED = re.compile(
    r"\b(nicht )?(übersteig|überstieg|überschr(?:ei|it)t|übertr(?:a|o|i|e)f|unterschr(?:ei|it)t)\w*"
)
BY = re.compile(r"\bum (?:\w+ ){0,2}$")  # «übertraf den Wert um 5 Mio.»
OR_MORE = re.compile(r" (?:oder (mehr|weniger)\b|und (mehr|weniger)(?=[.,;!?]|$))")
CLAUSE_END = re.compile(r"[,;!?“”\"(]| und |\.(?= |$)")
# «Vertrag über 50 Mio.», «verfügt über 12 Werke»: here «über» bounds nothing.
TALK = re.compile(  # of words in lower case
    r"vertr[aä]g|kontrakt|abkommen|vereinbarung|kredit|darlehen|auftrag|memorand|gespräch|raten"
    r"|verhandlung|rechnung|transit|strecke|v(?<!\wv)erfüg|b(?<!\wb)erichte|s(?<!\ws)pr[ae]ch"
    r"|i(?<!\wi)nformier|d(?<!\wd)iskutier|v(?<!\wv)erhandel|e(?<!\we)(?:rzähl|ntscheide)"
)
MEASURES = (" betragen", " ausgemacht", " erreicht")  # «hatte die Rechnung über 2 Mrd. betragen»
ABOUT = re.compile(rf"(?:{TALK.pattern})\w*(?: (?!über)[\w.-]+){{0,4}} über $")


def read(text: str, start: int, end: int) -> tuple[str, str | None]:
    """Return the sign and the words of the comparator at a number, "=" and None without one."""
    window = text[max(start - 60, 0) : start]
    words = window.split()
    for _ in range(3):
        if not (phrase := _phrase(words)):
            break
        sign = _signs()[phrase.lower()]
        talk = words[-1] == "über" and any(map(_is_talk, words[-6:-1]))
        if talk and ABOUT.search(window.lower()) and not text.startswith(MEASURES, end):
            break
        if sign != "filler":
            return sign, phrase
        words = words[: -len(phrase.split())]
    return _told_by_verb(text, start, end, window)


def _phrase(words: list[str]) -> str:
    """Return the longest comparator that the last words are, "" if they are none."""
    most = _last_words().get(words[-1].lower(), 0) if words else 0
    for count in range(most, 0, -1):
        if (end := " ".join(words[-count:])).lower() in _signs():
            return end
    return ""


def _told_by_verb(text: str, start: int, end: int, window: str) -> tuple[str, str | None]:
    """Read «5 Mrd. nicht überschreiten», «überstieg 2022 5 Mrd.», «20 oder mehr»."""
    more = " mehr" in text or " weniger" in text
    if more and (found := OR_MORE.search(text, start, end) or OR_MORE.match(text, end)):
        return (">=" if "mehr" in found[0] else "<="), found[0].strip()
    if not ("übers" in text or "übertr" in text or "unterschr" in text):  # any of these verbs
        return "=", None
    behind = CLAUSE_END.split(text[end : end + 50], maxsplit=1)[0]
    found = EXCEED.search(behind) or EXCEED.search(CLAUSE_END.split(window)[-1])
    if not found or BY.search(window):
        return "=", None
    sign = ("<=", ">") if found[2].startswith("ü") else (">=", "<")
    return sign[0 if found[1] else 1], found[0]


@lru_cache(maxsize=50_000)
def _is_talk(word: str) -> bool:
    return TALK.search(word.lower()) is not None


@cache
def _signs() -> dict[str, str]:
    signs = ("=", ">", ">=", "<", "<=", "~", "filler")
    rows = lexicon.read("comparators", ("phrase", "sign"), values=(("sign", signs),))
    return {phrase: sign for phrase, sign in rows}  # noqa: C416 - a row is a tuple of any length


@cache
def _last_words() -> dict[str, int]:
    """Return how many words the comparators have at most, by their last one."""
    phrases = sorted(map(str.split, _signs()), key=len)
    return {words[-1]: len(words) for words in phrases}
