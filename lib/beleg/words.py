"""One German word: lemma, part of speech, head of a compound (HanTa, cached, word by word)."""

from functools import cache, lru_cache
from typing import Any, NamedTuple

# HanTa's time grows with the cube of a word's length: 1,000 letters take 10 s.
LONGEST = 60


class Word(NamedTuple):
    """Lemma, part-of-speech tag (STTS-like, as HanTa gives it), and the stems the word is made of."""

    lemma: str
    tag: str
    stems: tuple[str, ...]


@lru_cache(maxsize=200_000)
def analyse(word: str) -> Word:
    """Return what HanTa knows of one word form, read as it is written (capital = noun).

    A word over 60 letters comes back as its own lemma with the tag "XY".
    Source: C. Wartena, HanTa 1.2 (LGPL-3), model morphmodel_ger.
    """
    if len(word) > LONGEST:
        return Word(word, "XY", ())
    lemma, morphemes, tag = _tagger().analyze(word, taglevel=3)
    stems = tuple(stem for stem, kind in morphemes if not kind.startswith(("SUF", "FUGE", "PREF")))
    return Word(_tagger().analyze(word)[0], tag, stems) if lemma else Word(word, tag, stems)


@cache
def _tagger() -> Any:
    from HanTa.HanoverTagger import HanoverTagger  # noqa: PLC0415 - 0.4 s that many runs do not need

    return HanoverTagger("morphmodel_ger.pgz")
