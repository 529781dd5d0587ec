"""How often the parser is right: measured by `beleg score`, kept, and printed in every report."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from beleg import __version__, project
from beleg.reading import article, layers
from beleg.reading.score import Figures, Record

FILE = project.ROOT / "data" / "accuracy.json"
# The layers whose figures a report prints.
PRINTED = {
    "quotes": "quotes",
    "quote speaker": "speakers",
    "quantities": "quantities",
    "quantity year": "years",
    "quantity flow": "flows",
    "entities PER+ORG+LOC": "names",
    "entities PRODUCT": "products",
    "themes": "themes",
    "relations": "relations",
}


def predictions(folder: Path) -> dict[str, Record]:
    """Return what the parser finds in the annotated articles of a folder, by article id.

    It is given the text and the day of publication, nothing else that the annotation knows.
    """
    found = {}
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_bytes())
        text = (folder / f"{gold['id']}.txt").read_bytes().decode()
        published = date.fromisoformat(gold["published"])
        read = article.from_text(text, id=gold["id"], published=published)
        found[gold["id"]] = layers.as_json(layers.find(read))
    return found


def keep(figures: Figures, name: str, *, invented: bool) -> None:
    """Write the figures that reports print, with the set and the parser that they belong to."""
    kept = {
        "set": name,
        "articles": figures.articles,
        "invented": invented,
        "parser": parser(),
        "layers": {
            short: {
                key: round(getattr(figures.layers[layer], key), 3)
                for key in ("value", "low", "high")
            }
            for layer, short in PRINTED.items()
            if layer in figures.layers
        },
    }
    FILE.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def kept() -> dict[str, Any] | None:
    """Return the kept figures, None if none were taken; `stale` says that the parser changed."""
    if not FILE.is_file():
        return None
    found: dict[str, Any] = json.loads(FILE.read_bytes())
    return {**found, "stale": found["parser"] != parser()}


def parser() -> str:
    """Return the version of the parser: the package's, and a hash of its rules and lexicons."""
    digest = sha256()
    modules = sorted((project.PACKAGE / "reading").glob("*.py"))
    for path in [*sorted(project.LEXICON.glob("*.tsv")), *modules]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:8]}"
