"""What the programs that fit weights share: annotated articles in, a table of the lexicon out."""

import argparse
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from beleg.reading import article
from beleg.reading.article import Article

START = "MINSK, 13. April (BelTA) - "  # before a short text, which has no dateline
PARTS = 10  # of the articles; each is read with the weights of the others


def options(about: str | None) -> argparse.Namespace:
    """Return what the command line asks for: the annotated articles, whether to write the table."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    chosen.paths = [path for folder in chosen.folders for path in sorted(folder.glob("*.json"))]
    return chosen


def paragraphs() -> list[dict[str, Any]]:
    """Return the annotated paragraphs of the project."""
    path = Path(__file__).parents[1] / "golden" / "paragraphs.json"
    return list(json.loads(path.read_text("utf-8")))


def read(path: Path) -> tuple[Article, dict[str, Any]]:
    """Return an article and its annotation."""
    gold = json.loads(path.read_text("utf-8"))
    text = path.with_suffix(".txt").read_bytes().decode()
    return article.from_text(text, published=date.fromisoformat(gold["published"])), gold


def show_f1(counts: Counter[str]) -> None:
    """Print the F1 of what was right and what was wrong, be it too much or missed."""
    print(f"F1 {2 * counts['right'] / (2 * counts['right'] + counts['wrong']):.3f}", dict(counts))


def write(table: Path, weights: dict[str, float]) -> None:
    """Write a table anew under its comment and its columns."""
    kept = table.read_text("utf-8").splitlines()
    columns = next(at for at, line in enumerate(kept) if not line.startswith("#"))
    rows = [f"{sign}\t{value:g}" for sign, value in sorted(weights.items())]
    table.write_text("\n".join([*kept[: columns + 1], *rows, ""]), "utf-8")
