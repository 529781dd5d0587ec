"""Predictions against an annotation made by hand: how often the parser is right, and how sure.

A folder of annotated articles holds NN.txt and NN.json (the format stands in tests/golden).
Predictions have the keys of such a JSON; what is missing counts as empty.
"""

import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from beleg import BelegError
from beleg.reading import lexicon

Record = dict[str, Any]
Fit = Callable[[Record, Record], float]

SAME_QUOTE = 0.9  # of the characters that either span covers: a full stop more is no error
SAME_VALUE = 0.005  # relative: a third is 33.3 or 33.333
DRAWS, SEED = 1000, 20
NAMED = ("PER", "ORG", "LOC")
MONEY = ("USD", "EUR", "RUB", "BYN")
MEASURES = "percent percentage_points factor t km m2 MW nm years months days hours"
# A counted noun that is none of these is an «item» among others.
OWN_UNITS = {*MONEY, *MEASURES.split(), "projects", "people", "companies", "regions", "agreements"}
PLAIN = {"comparator": "=", "year": None, "flow": None}
RIGHT = ("right", "hit")
IMPORT = "import figure complete (value, unit, comparator, year, flow)"
# «der Gouverneur», «Gebiet Kaluga»; «Republik Belarus» has its line in the lexicon.
BEFORE_NAME = re.compile(
    r"^(?:(?:der|die|das|den|dem|des) )?(?:(?:gebiet|region|republik|oblast|stadt) (?!belarus))?"
)
# Accents (of a decomposed «é»), a soft hyphen, marks and stops: «„St. Petersburg“».
IN_NAME = re.compile(r"[\u0300-\u036f\xad\"„“”«»‚‘'.]")
# «„Wir», «&quot;Wir»; read from the end, «&quot;» is «;touq&».
QUOTE_MARKS = re.compile(r"(?:[\s\"„“”«»‟‚‘]|&quot;|;touq&)*")


class Mark(NamedTuple):
    """One judgement: «right», «false» or «missed» in a layer; «hit» or «miss» of an attribute."""

    layer: str
    verdict: str
    words: str


class Figure(NamedTuple):
    """How often a layer is right: F1, or the accuracy of an attribute (`false` is None)."""

    value: float
    low: float
    high: float
    right: int
    false: int | None
    missed: int


class Figures(NamedTuple):
    """The figures by layer, the number of articles, and the slips by article."""

    articles: int
    layers: dict[str, Figure]
    slips: dict[str, list[Mark]]


def score(gold_dir: Path, predictions: Mapping[str, Record]) -> Figures:
    """Return how well predictions, by article id, agree with the annotated articles of a folder.

    Intervals are 95 %: Wilson's for an accuracy, drawn from the articles (with a fixed seed) for
    an F1. Raises BelegError if the folder holds no annotated article.
    """
    golds = [json.loads(path.read_bytes()) for path in sorted(gold_dir.glob("*.json"))]
    if not golds:
        raise BelegError(f"{gold_dir} holds no NN.json; name a folder of annotated articles.")
    sheets = {}
    for gold in golds:
        text = (gold_dir / f"{gold['id']}.txt").read_bytes().decode()
        sheets[gold["id"]] = list(_marks(gold, text, predictions.get(gold["id"], {})))
    counts = [Counter((mark.layer, mark.verdict) for mark in sheet) for sheet in sheets.values()]
    layers = dict.fromkeys(mark.layer for sheet in sheets.values() for mark in sheet)
    slips = {key: [m for m in sheet if m.verdict not in RIGHT] for key, sheet in sheets.items()}
    return Figures(len(golds), {layer: _figure(layer, counts) for layer in layers}, slips)


def table(figures: Figures) -> str:
    """Return the figures as aligned text: the F1 of each layer first, then the accuracies."""
    lines = [f"{figures.articles} articles", f"{'':61}F1/acc.  95 % interval  right false missed"]
    for layer, figure in sorted(figures.layers.items(), key=lambda row: row[1].false is None):
        lines.append(
            f"{layer:61}{figure.value:7.3f}    {figure.low:.3f}–{figure.high:.3f}"
            f"{figure.right:7}{'' if figure.false is None else figure.false:6}{figure.missed:7}"
        )
    return "\n".join(lines)


def _figure(layer: str, counts: list[Counter[tuple[str, str]]]) -> Figure:
    hit, miss = (sum(count[layer, verdict] for count in counts) for verdict in ("hit", "miss"))
    if hit + miss:
        return Figure(hit / (hit + miss), *_wilson(hit, hit + miss), hit, None, miss)
    marks = [(n[layer, "right"], n[layer, "false"], n[layer, "missed"]) for n in counts]
    draws = Random(SEED)  # noqa: S311 -- draws articles, guards nothing
    drawn = sorted(_f1(draws.choices(marks, k=len(marks))) for _ in range(DRAWS))
    low, high = drawn[round(0.025 * DRAWS)], drawn[round(0.975 * DRAWS) - 1]
    return Figure(_f1(marks), low, high, *(sum(column) for column in zip(*marks, strict=True)))


def _f1(marks: list[tuple[int, int, int]]) -> float:
    right = sum(mark[0] for mark in marks)
    return 2 * right / max(1, 2 * right + sum(mark[1] + mark[2] for mark in marks))


def _wilson(right: int, of: int) -> tuple[float, float]:
    """Wilson (1927): holds also for few cases and for shares near 1, where ± would pass it."""
    share, square = right / of, 1.96**2 / of
    half = math.sqrt(square * (share * (1 - share) + square / 4)) / (1 + square)
    middle = (share + square / 2) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


def _marks(gold: Record, text: str, predicted: Record) -> Iterator[Mark]:
    around = [gold[key] for key in ("headline", "dateline") if gold.get(key)]

    def rows(layer: str) -> list[Record]:
        return [
            {**row, "words": text[row["start"] : row["end"]]}
            for row in predicted.get(layer) or []
            if not any(a["start"] <= row["start"] and row["end"] <= a["end"] for a in around)
        ]

    for key in ("place", "date", "agency"):
        wanted, found = ((one.get("dateline") or {}).get(key) for one in (gold, predicted))
        if wanted:
            same = (found or "").casefold() == wanted.casefold()
            yield _judged(f"dateline {key}", same, f"{found}, not {wanted}")
    yield from _quotes([_bare(row, text) for row in gold["quotes"]], rows("quotes"), text)
    yield from _quantities(gold["quantities"], rows("quantities"))
    yield from _entities(gold["entities"], rows("entities"))
    yield from _themes(gold["themes"], rows("themes"), text)
    yield from _relations(gold["relations"], predicted.get("relations") or [])


def _judged(layer: str, right: bool, words: str) -> Mark:
    return Mark(layer, "hit" if right else "miss", words)


def _quotes(gold: list[Record], predicted: list[Record], text: str) -> Iterator[Mark]:
    predicted = [_bare(row, text) for row in predicted]
    pairs = _pairs(gold, predicted, _same_quote)
    yield from _found("quotes", (gold, predicted), pairs, [])
    for i, j in pairs.items():
        speaker, named = gold[i]["speaker"], gold[i]["speaker_surface"] or ""
        said = predicted[j].get("speaker")
        right = _name(said) in map(_name, [speaker, *gold[i].get("alt_speakers", [])])
        direct = bool(named) and (speaker.split()[-1] in named or _name(named) == _name(speaker))
        words = f"{said}, not {speaker}: {gold[i]['text'][:50]}"
        for kind in ("", " (named at cue)" if direct else " (role/pronoun/none)"):
            yield _judged(f"quote speaker{kind}", right, words)


def _quantities(gold: list[Record], predicted: list[Record]) -> Iterator[Mark]:
    wanted = [row for row in gold if not row.get("optional")]
    pairs = _pairs(gold, predicted, _same_place)
    right = {i: j for i, j in pairs.items() if _same_value(gold[i], predicted[j])}
    spared = {j for i, j in pairs.items() if gold[i] not in wanted}
    for j, row in enumerate(predicted):
        touched = [other for other in gold if _shared(other, row)]
        if touched and not any(other in wanted for other in touched):
            spared.add(j)
    for i, row in enumerate(gold):
        if row in wanted:
            yield Mark("quantities", "right" if i in right else "missed", row["surface"])
            yield from _attributes(row, predicted[right[i]] if i in right else {})
    for j, row in enumerate(predicted):
        if j not in spared and j not in right.values():
            yield Mark("quantities", "false", row["words"])


def _attributes(gold: Record, predicted: Record) -> Iterator[Mark]:
    same = {key: (predicted.get(key) or plain) == gold[key] for key, plain in PLAIN.items()}
    for key, right in same.items() if predicted else ():
        kinds = ("", f" (where gold is not {PLAIN[key] or 'null'})")
        for kind in kinds if gold[key] != PLAIN[key] else kinds[:1]:
            words = f"{predicted.get(key)}, not {gold[key]}: {gold['surface']}"
            yield _judged(f"quantity {key}{kind}", right, words)
    if gold["flow"] == "import" and gold["unit"] in MONEY:
        yield _judged(IMPORT, bool(predicted) and all(same.values()), gold["surface"])


def _entities(gold: list[Record], predicted: list[Record]) -> Iterator[Mark]:
    layers = {"PER+ORG+LOC": NAMED, "all (with PRODUCT)": (*NAMED, "PRODUCT")}
    layers |= {kind: (kind,) for kind in (*NAMED, "PRODUCT")}
    for layer, kinds in layers.items():
        ours = [row for row in gold if row["type"] in kinds]
        theirs = [row for row in predicted if row.get("type") in kinds]
        # Annotated under another type, but this one is as good: right there, nowhere false.
        spared = [row for row in gold if kinds[0] in row.get("alt_types", [])] * (len(kinds) == 1)
        pairs = _pairs(ours, theirs, _same_type)
        yield from _found(f"entities {layer}", (ours, theirs), pairs, spared)
        for i, j in pairs.items() if kinds == NAMED else ():
            wanted, found = ours[i]["canonical"], theirs[j].get("canonical")
            words = f"{found}, not {wanted}"
            yield _judged("entity canonical (PER+ORG+LOC)", _name(found) == _name(wanted), words)


def _themes(gold: list[Record], predicted: list[Record], text: str) -> Iterator[Mark]:
    found: list[set[str]] = [set() for _ in gold]
    for row in predicted:
        shared = [_shared(row, sentence) for sentence in gold]
        if any(shared):
            found[shared.index(max(shared))] |= set(row.get("themes") or [])
        else:
            yield from (Mark("themes", "false", t) for t in sorted(set(row.get("themes") or [])))
    for sentence, themes in zip(gold, found, strict=True):
        wanted, words = set(sentence["themes"]), text[sentence["start"] : sentence["end"]][:70]
        for theme in sorted(wanted | themes):
            verdict = "missed" if theme not in themes else "right" if theme in wanted else "false"
            yield Mark("themes", verdict, f"{theme}: {words}")
        yield _judged("theme set exact per sentence", bool(predicted) and wanted == themes, words)


def _relations(gold: list[Record], predicted: list[Record]) -> Iterator[Mark]:
    wanted, found, firm = (
        {frozenset((_name(row["a"]), _name(row["b"]))) for row in rows}
        for rows in (gold, predicted, [row for row in gold if row.get("explicit")])
    )
    for layer, ours in (("", wanted), (", both named in the sentence", firm)):
        for pair in sorted(ours | (found - wanted), key=sorted):
            verdict = "missed" if pair not in found else "right" if pair in ours else "false"
            yield Mark(f"relations{layer}", verdict, " / ".join(sorted(pair)))


def _found(
    layer: str, rows: tuple[list[Record], list[Record]], pairs: dict[int, int], spared: list[Record]
) -> Iterator[Mark]:
    for i, row in enumerate(rows[0]):
        yield Mark(layer, "right" if i in pairs else "missed", row.get("surface") or row["text"])
    for j, row in enumerate(rows[1]):
        if j not in pairs.values() and not any(_shared(other, row) for other in spared):
            yield Mark(layer, "false", row["words"])


def _pairs(gold: list[Record], predicted: list[Record], fit: Fit) -> dict[int, int]:
    """Pair one to one, the best fit first; index in the annotation to index in the prediction."""
    fits = [(-fit(a, b), i, j) for i, a in enumerate(gold) for j, b in enumerate(predicted)]
    pairs: dict[int, int] = {}
    for value, i, j in sorted(fits):
        if value and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _bare(row: Record, text: str) -> Record:
    words = text[row["start"] : row["end"]]
    before, after = (len(m[0]) if (m := QUOTE_MARKS.match(w)) else 0 for w in (words, words[::-1]))
    start = row["start"] + before
    return {**row, "start": start, "end": max(start, row["end"] - after)}


def _shared(one: Record, other: Record) -> int:
    return max(0, int(min(one["end"], other["end"]) - max(one["start"], other["start"])))


def _overlap(one: Record, other: Record) -> float:
    """Return the shared part of all characters that either span covers."""
    both = _shared(one, other)
    return both and both / (max(one["end"], other["end"]) - min(one["start"], other["start"]))


def _same_quote(one: Record, other: Record) -> float:
    return near if (near := _overlap(one, other)) >= SAME_QUOTE else 0.0


def _same_type(gold: Record, predicted: Record) -> float:
    kinds = (gold["type"], *gold.get("alt_types", []))
    return _overlap(gold, predicted) if predicted["type"] in kinds else 0.0


def _same_place(gold: Record, predicted: Record) -> float:
    return (near := _overlap(gold, predicted)) and near + 2 * _same_value(gold, predicted)


def _same_value(gold: Record, predicted: Record) -> bool:
    """Return whether value and unit agree; counted nouns without a unit of their own all do."""
    one, other = (u if u in OWN_UNITS else "items" for u in (gold["unit"], predicted.get("unit")))
    value = predicted.get("value")
    return value is not None and one == other and abs(value / gold["value"] - 1) <= SAME_VALUE


def _name(name: str | None) -> str:
    plain = _plain(name or "")
    return _same_names().get(plain, plain)


@cache
def _same_names() -> dict[str, str]:
    names = lexicon.pairs("same_names", "variant", "name")
    return {_plain(variant): _plain(name) for variant, name in names.items()}


@cache
def _plain(name: str) -> str:
    """Return a name without case, accents, marks, soft hyphens, article and title of a place."""
    letters = unicodedata.normalize("NFKD", name.replace("&nbsp;", " ")).casefold()
    return BEFORE_NAME.sub("", " ".join(IN_NAME.sub("", letters).split()), count=1)
