"""What the signs of themes weigh: fitted to annotated articles, tried on those left out.

    uv run --group dev --group fit python tests/benchmarks/theme_signs.py tests/golden/dev [--write]

Logistic regression over every sentence and theme, with a penalty (L1) that leaves few signs. The
lexicon was written by people who had read most of these articles; to see it as a new article does,
a word counts as said only if another article says it, too. Prints the F1 of ten parts of the
articles, each read with the weights of the other nine.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log
from pathlib import Path
from typing import Any

import annotated
from annotated import PARTS, START
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from beleg import project
from beleg.reading import article, layers, names, sentences, themes
from beleg.reading.article import Article

TABLE = project.LEXICON / "theme_signs.tsv"
# Short texts of the kind that newspapers print: plain words that few annotated articles have.
EXAMPLES = [
    ("Auf dem Gebiet des Sports gab es Erfolge.", [[]]),
    ("Der Minister lobte die Motivation der Mannschaft.", [[]]),
    ("Die enormen Erwartungen wurden erfüllt.", [[]]),
    ("Der Botschafter empfing Diplomaten.", [[]]),
    ("Das Dokument wurde überarbeitet, betonte er.", [[]]),
    ("Das Ministerium setzt auf den Maschinenbau. Im Jahr 2022 wurden Autoteile für den "
     "Fahrzeugbau im Wert von 3 Mrd. US-Dollar importiert. Die Betriebe bauen Aufzüge und Bagger.",
     [["industry_machinery"], ["automotive_components", "industry_machinery", "trade_turnover"],
      ["industry_machinery"]]),
    ("Der Maschinenbau wächst. Das Ministerium und GAZ vertiefen die Zusammenarbeit bei "
     "Autoteilen, Baugruppen und Mikroelektronik. Die Fabriken brauchen neue Werkzeugmaschinen.",
     [["industry_machinery"], ["automotive_components", "microelectronics"],
      ["industry_machinery"]]),
    ("Der Industriesektor hat Vorrang. Belarus führte 2020 Autoteile für 2 Mrd. US-Dollar ein. Der "
     "Industriesektor soll wachsen.",
     [["industry_machinery"], ["automotive_components", "trade_turnover"],
      ["industry_machinery"]]),
    ("Das Gebiet Omsk und Belarus bauen Maschinen. Es geht um zwölf Vorhaben. Ihre Finanzierung "
     "steht.",
     [["industry_machinery", "regional_cooperation"], [], ["finance_investment"]]),
    ("Der Maschinenbau hat Vorrang. Die Finanzierung von zwölf Vorhaben gilt als gesichert.",
     [["industry_machinery"], ["finance_investment"]]),
]  # fmt: skip
PENALTY = 1.0
CHANCE = 0.35  # from which a theme counts: one missed costs as much as one too many
FEW = 3  # articles in which a word must stand beside a theme to be a sign of it
TRUST = 0.15  # more for a word of the lexicon: a reader sees it, and would miss its theme
# Signs that count for every theme alike: what a word is worth, its stem tells.
ALIKE = ("said", "said: often", "said: some", "said: seldom")
STATES = ("said", "beside", "alone", "far", "far: beside")
SMALL = 0.2  # weights less are left out

Signs = dict[str, float]
Read = tuple[sentences.Document, list[themes.Theme], list[set[str]]]


def main() -> None:
    """Fit, print the figures of the articles left out, and write the table if asked."""
    chosen = annotated.options(__doc__)
    drafts = [draft(row["text"], row["themes"]) for row in annotated.paragraphs()]
    drafts += [draft(*example) for example in EXAMPLES]
    sheets = [*rows([read(path) for path in chosen.paths] + drafts)]
    sheets, others = sheets[: len(chosen.paths)], sheets[len(chosen.paths) :] * 3
    counts = Counter[str]()
    for part in range(PARTS):
        weights = fit([one for at, one in enumerate(sheets) if at % PARTS != part] + others)
        for signs, right in (row for sheet in sheets[part::PARTS] for row in sheet):
            found = sum(weights.get(sign, 0.0) * times for sign, times in signs.items()) > 0
            counts.update(right=found and right, wrong=found != right)
    annotated.show_f1(counts)
    if chosen.write:
        annotated.write(TABLE, fit(sheets + others))


def read(path: Path) -> Read:
    """Return an article, what it says, and the annotated themes of its sentences."""
    source, gold = annotated.read(path)
    found: list[set[str]] = []
    for sentence in layers.find(source).sentences:  # with raw offsets
        shared = [
            (min(sentence.end, row["end"]) - max(sentence.start, row["start"]), row["themes"])
            for row in gold["themes"]
        ]
        most, right = max(shared, key=lambda row: row[0], default=(0, []))
        found.append({*right} if most > 0 else set[str]())
    return spoken(source, found)


def draft(text: str, right: list[list[str]]) -> Read:
    """Return the same of a short text."""
    return spoken(article.from_text(START + text), [{*row} for row in right])


def spoken(source: Article, right: list[set[str]]) -> Read:
    """Return an article's document, what it says, and the themes that are right."""
    document = sentences.read(source)
    return document, themes.said(document, names.find(document)), right


def rows(articles: list[Read]) -> Iterator[list[tuple[Signs, bool]]]:
    """Yield, article by article, the signs of each sentence and theme, and whether it is right."""
    speaking: dict[Any, set[int]] = defaultdict(set)
    for number, (document, said, _) in enumerate(articles):
        for row in said:
            speaking[key(document, row)].add(number)
    for number, (document, said, right) in enumerate(articles):
        known = [r for r in said if r.method == "name" or speaking[key(document, r)] - {number}]
        standing = themes.Standing(document, known)
        sheet = []
        for at in range(len(document.sentences)):
            stems = [stem for word in standing.words(at) for stem in themes.stems(word)]
            for theme in themes.THEMES:
                signs = Counter(f"{stem}\t{theme}" for stem in stems)
                state, ends = standing.signs(at, theme)
                for sign in [state + end for end in ends]:
                    labels = ["any"] if sign in ALIKE else ["any", theme]
                    signs.update(f"{sign}\t{label}" for label in labels)
                sheet.append((dict(signs), theme in right[at]))
        yield sheet


def key(document: sentences.Document, row: themes.Theme) -> tuple[str, ...]:
    """Return by what a hit of the lexicon is known again in another article."""
    return row.theme, *(word[:5].lower() for word in document.text[row.start : row.end].split())


def fit(sheets: list[list[tuple[Signs, bool]]]) -> Signs:
    """Return the weight of every sign of a theme («sign TAB theme») that is not rare."""
    beside: dict[str, set[int]] = defaultdict(set)
    for number, sheet in enumerate(sheets):
        for signs, right in sheet:
            if right:
                for sign in signs:
                    beside[sign].add(number)
    known = [
        {s: n for s, n in signs.items() if "*" not in s or len(beside[s]) >= FEW}
        for sheet in sheets
        for signs, _ in sheet
    ]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(known)
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    model = LogisticRegression(
        C=PENALTY,
        l1_ratio=1.0,
        solver="liblinear",
        max_iter=500,
        fit_intercept=False,
        random_state=0,
    )
    model.fit(matrix, [right for sheet in sheets for _, right in sheet])
    found = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    found["said\tany"] += TRUST
    for state in STATES:  # one of them stands in every row
        found[f"{state}\tany"] = found.get(f"{state}\tany", 0.0) - log(CHANCE / (1 - CHANCE))
    return {sign: round(float(value), 2) for sign, value in found.items() if abs(value) >= SMALL}


if __name__ == "__main__":
    main()
