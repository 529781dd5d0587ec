"""What the signs of cooperation weigh: fitted to annotated articles, tried on those left out.

    uv run --group dev python tests/benchmarks/relation_signs.py tests/golden/dev [--write]

Logistic regression over every two sides of a sentence. Of a pair that is right, only the sentence
that speaks most for it has to; a pair that is wrong must nowhere look right. Prints the F1 of ten
parts of the articles, each read with the weights of the other nine. A folder named twice counts
twice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import annotated
import numpy as np
from annotated import PARTS, START

from beleg import project
from beleg.reading import article, names, quotes, relations, sentences
from beleg.reading.article import Article
from beleg.reading.score import _name as folded

TABLE = project.LEXICON / "relation_signs.tsv"
ROUNDS, STEPS = 4, 12
FURTHEST = 1.5  # that a weight moves in one step
RIDGE = 1.0
RARE, SMALL = 3, 0.15  # a sign seen no oftener, or that weighs less, is left out
TOWARDS_ALL = 0.4  # a relation missed costs more than one too many
# What the annotation format rules out, and one thing that few articles show.
BY_HAND = dict.fromkeys(
    ("joined: flow", "joined: many", "joined: meeting", "at, at", "role, subject", "in, office",
     "office, office", "home, office", "home, subject", "adjective, adjective",
     "adjective, home"), -9.0,
) | {"joined: same country": -2.5, "site: before": 3.8}  # fmt: skip
# Short sentences that newspapers print, but that the few annotated articles do not happen to have.
EXAMPLES = [
    ("Mit GAZ wurde ein Abkommen unterzeichnet.", [("Belarus", "GAZ")]),
    ("Mit KAMAZ wurde im Mai ein Vertrag geschlossen.", [("Belarus", "KAMAZ")]),
    ("Mit Rosatom ist eine Zusammenarbeit vereinbart.", [("Belarus", "Rosatom")]),
    ("Nach Usbekistan wurden Melkanlagen exportiert.", [("Belarus", "Usbekistan")]),
    ("In Omsk soll ein Zentrum für MAZ-Busse entstehen.", [("MAZ", "Gebiet Omsk")]),
    ("In Kasan gibt es das Gemeinschaftsunternehmen MTZ-Tatarstan.", [("MTZ-Tatarstan", "Kasan")]),
    ("In Ufa gibt es die Handelsgesellschaft Amkodor-Ufa.", [("Amkodor-Ufa", "Ufa")]),
    ("In Omsk gibt es das Montagewerk MAZ-Omsk.", [("MAZ-Omsk", "Gebiet Omsk")]),
    ("In Twer gibt es die Handelsgesellschaft MTZ-Twer.", [("MTZ-Twer", "Twer")]),
    ("In Perm gibt es das Handelshaus BelAZ-Perm.", [("BelAZ-Perm", "Perm")]),
    ("In Ufa entsteht ein Lager für Technik von MAZ.", [("MAZ", "Ufa")]),
    (
        "In Twer soll ein Zentrum für MAZ- und BelAZ-Kipper entstehen.",
        [("MAZ", "Twer"), ("BelAZ", "Twer")],
    ),
    (
        "Laut Energieministerium kaufte Rosseti Transformatoren belarussischer Fertigung.",
        [("Rosseti", "Belarus")],
    ),
    (
        "MAZ wächst. Es gibt neue Hallen. Nach Kasachstan wurden Busse für $5 Mio. geliefert.",
        [("MAZ", "Kasachstan")],
    ),
    (
        "Belaruskali ist zufrieden. Die Lage bessert sich. Nach Indien gingen 2 Mio. t Dünger.",
        [("Belaruskali", "Indien")],
    ),
    (
        "Atlant erweitert sein Werk. Nach Usbekistan wurden im Vorjahr Kühlschränke verkauft.",
        [("Atlant", "Usbekistan")],
    ),
    (
        "Belschina feiert. Das Werk wird größer. Nach Kuba wurden Reifen für $4 Mio. geliefert.",
        [("Belschina", "Kuba")],
    ),
    ("Der Minister besuchte Amkodor und Atlant.", []),
    ("Nach Angaben des Energieministeriums wächst Naftan.", []),
    ("Usbekistan führte Traktoren für 5 Mio. Dollar ein.", []),
]

Pair = frozenset[str]
Sheet = tuple[set[Pair], list[tuple[Pair, list[str]]]]  # the right pairs, and every one with signs


def main() -> None:
    """Fit, print the figures of the articles left out, and write the table if asked."""
    chosen = annotated.options(__doc__)
    sheets = [sheet(path) for path in chosen.paths]
    examples = [*EXAMPLES, *((row["text"], row["relations"]) for row in annotated.paragraphs())]
    drafts = [read(article.from_text(START + text), pairs) for text, pairs in examples] * 3
    counts = Counter[str]()
    for part in range(PARTS):
        others = [one for at, one in enumerate(sheets) if at % PARTS != part]
        weights = fit(others + drafts)
        for right, candidates in sheets[part::PARTS]:
            found = {pair for pair, signs in candidates if weigh(signs, weights) > 0}
            counts.update(right=len(found & right), wrong=len(found ^ right))
    annotated.show_f1(counts)
    if chosen.write:
        annotated.write(TABLE, fit(sheets + drafts))


def sheet(path: Path) -> Sheet:
    """Return the right pairs of an annotated article, and every two sides of its sentences."""
    source, gold = annotated.read(path)
    return read(source, [(row["a"], row["b"]) for row in gold["relations"]])


def read(source: Article, pairs: Iterable[Sequence[str]]) -> Sheet:
    """Return the right pairs and every candidate of a text."""
    document = sentences.read(source)
    mentions = names.find(document)
    scenes = relations.scenes(document, mentions, quotes.find(document, mentions))
    candidates = [
        (frozenset((folded(a.name), folded(b.name))), signs)
        for scene, _, _ in scenes
        for a, b, signs in relations.candidates(scene)
    ]
    return {frozenset(map(folded, pair[:2])) for pair in pairs}, candidates


def fit(sheets: list[Sheet]) -> dict[str, float]:
    """Return the weight of every sign that is not rare."""
    seen = Counter(sign for _, found in sheets for _, signs in found for sign in signs)
    free = [sign for sign in seen if seen[sign] > RARE and sign not in BY_HAND]
    place = {sign: at for at, sign in enumerate(free)}
    rows, groups = [], defaultdict[tuple[int, Pair], list[int]](list)
    for number, (right, found) in enumerate(sheets):
        for pair, signs in found:
            if pair in right:
                groups[number, pair].append(len(rows))
            rows.append((signs, pair in right))
    known = np.zeros((len(rows), len(free)))
    for at, (signs, _) in enumerate(rows):
        for sign in signs:
            if sign in place:
                known[at, place[sign]] += 1
    fixed = np.array([weigh(signs, BY_HAND) for signs, _ in rows])
    right = np.array([float(good) for _, good in rows])
    ridge = np.array([0.01 if sign == "any" else RIDGE for sign in free])
    weights, used = np.zeros(len(free)), np.ones(len(rows), bool)
    for _ in range(ROUNDS):
        for _ in range(STEPS):  # Newton
            x, missing = known[used], right[used]
            chance = 1 / (1 + np.exp(-np.clip(x @ weights + fixed[used], -30, 30)))
            slope = x.T @ (chance - missing) + ridge * weights
            bend = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(ridge)
            step = np.linalg.solve(bend, slope)
            weights -= step / max(1.0, np.abs(step).max() / FURTHEST)  # a longer one may diverge
        sums = known @ weights + fixed
        for members in groups.values():
            used[members] = False
            used[max(members, key=sums.__getitem__)] = True
    found = {sign: round(float(weights[at]), 1) for sign, at in place.items()}
    found["any"] = round(found["any"] + TOWARDS_ALL, 1)
    return {sign: value for sign, value in found.items() if abs(value) >= SMALL} | BY_HAND


def weigh(signs: list[str], weights: dict[str, float]) -> float:
    """Return the sum of the signs' weights."""
    return sum(weights.get(sign, 0.0) for sign in signs)


if __name__ == "__main__":
    main()
