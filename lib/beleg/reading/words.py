"""One German word: lemma, part of speech, head of a compound (HanTa, cached, word by word)."""

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

# HanTa's time grows with the cube of a word's length: 1,000 letters take 10 s.
LONGEST = 60
# «Gasmotoren», «Pkw-Teilen», «Jansson's»; no digit, no mark, nothing but letters.
WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*")
# Log probability of the rarest words HanTa has learnt, which are none of the longer compounds.
SEEN, SHORT = -18.0, 9
# Endings, linking sounds and prefixes are no stems: «s» in «Unionsstaat».
BOUND = ("SUF", "FUGE", "PREF", "PTK")


class Word(NamedTuple):
    """Lemma, part-of-speech tag (STTS-like, as HanTa gives it), and the stems the word is made of.

    Stems are lower case and without umlaut of inflection: «Kabelbäume» has («kabel», «baum»).
    """

    lemma: str
    tag: str
    stems: tuple[str, ...]


@lru_cache(maxsize=60_000)
def analyse(word: str) -> Word:
    """Return what HanTa knows of one word form, read as it is written (capital = noun).

    What is no word, or over 60 letters, comes back as its own lemma with the tag "XY".
    Source: C. Wartena, HanTa 1.2 (LGPL-3), model morphmodel_ger.
    """
    if not _is_word(word):
        return Word(word, "XY", ())
    tagger = _tagger()
    stem, morphemes, tag = tagger.analyze(word, taglevel=3)
    roots = tagger.stemdict
    stems = tuple(
        roots.get(tagger.tag2int[kind], {}).get(part, part)
        for part, kind in morphemes
        if not kind.startswith(BOUND)
    )
    return Word(tagger.makelemma([stem], tag) if stem else word, tag, stems)


def tag(word: str) -> str:
    """Return the part of speech alone, for half the time of `analyse`; "XY" for no word."""
    return _readings(word)[0][0]


def is_name(word: str, margin: float = 0.0) -> bool:
    """Return whether a proper name is the best reading, or worse by at most `margin`.

    The margin is one of log probability. A word that HanTa has never seen is read by its letters:
    «Astapow» is a name; «Kempf» is one by 0.8 less than a noun, and long compounds come as near,
    so that a margin asks for other signs of a name.
    """
    readings = _readings(word)
    return any(kind == "NE" and readings[0][1] - chance <= margin for kind, chance in readings)


def is_unseen(word: str) -> bool:
    """Return whether a short word is none that HanTa has learnt: «Orbita», «Azbau»."""
    return len(word) <= SHORT and _readings(word)[0][1] < SEEN


@lru_cache(maxsize=60_000)
def _readings(word: str) -> tuple[tuple[str, float], ...]:
    if not _is_word(word):
        return (("XY", 0.0),)
    return tuple((kind, float(chance)) for kind, chance in _tagger().tag_word(word, cutoff=2))


def _is_word(word: str) -> bool:
    return len(word) <= LONGEST and WORD.fullmatch(word) is not None


@cache
def _tagger() -> Any:
    from HanTa.HanoverTagger import HanoverTagger  # noqa: PLC0415 - 0.4 s that many runs do not need

    return HanoverTagger("morphmodel_ger.pgz")
