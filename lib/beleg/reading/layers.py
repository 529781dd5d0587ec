"""parse(article) -> Layers: what every layer found, in raw offsets, with corrections applied.

This is all that `beleg parse` needs; `frames` turns it into pandas DataFrames.
"""

import gc
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from beleg.reading import corrections, names, quantities, quotes, relations, sentences, themes
from beleg.reading.article import Article

Row = TypeVar("Row", bound=tuple[Any, ...])


@dataclass(frozen=True)
class Layers:
    """The rows of every layer; `start` and `end` are half-open offsets into `article.text`.

    `reasons` holds, for each row that a reader corrected, (layer, start, end) -> reason.
    """

    article: Article
    sentences: list[sentences.Sentence]
    mentions: list[names.Mention]
    quotes: list[quotes.Quote]
    quantities: list[quantities.Quantity]
    themes: list[themes.Theme]
    relations: list[relations.Relation]
    reasons: dict[tuple[str, int, int], str] = field(default_factory=dict)


def parse(article: Article) -> Layers:
    """Return the layers of an article; raise BelegError where a correction does not fit it."""
    found = find(article)
    if article.path is None:
        return found
    for line in corrections.read(article.path):
        found = _correct(found, line)
    return found


def find(article: Article) -> Layers:
    """Return what the parser alone finds, before a reader's corrections."""
    with _without_collection():
        return _found(article)


def as_json(layers: Layers) -> dict[str, Any]:
    """Return the layers as one JSON object: offsets, surfaces and fields, a list a layer.

    Direct speech stands under `quotes`, indirect speech under `indirect`, mentions under
    `entities`; `themes` has one record a sentence, with an empty list where it has no theme.
    """
    article = layers.article
    speech = [_record(article, row) for row in layers.quotes]
    return {
        "id": article.id,
        "published": article.published and article.published.isoformat(),
        "sha256": article.sha256,
        "notes": list(article.notes),
        "headline": article.headline
        and dict(zip(("start", "end"), article.plain.raw(*article.headline), strict=True)),
        "dateline": _dateline(article),
        "quotes": [record for record in speech if record["kind"] == "direct"],
        "indirect": [record for record in speech if record["kind"] != "direct"],
        "quantities": [_record(article, row) for row in layers.quantities],
        "entities": [_record(article, row) for row in layers.mentions],
        "relations": [
            {**_record(article, row), "sentence_start": layers.sentences[row.sentence].start}
            for row in layers.relations
        ],
        "themes": _themes_by_sentence(layers),
    }


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the garbage collector from walking the rows again and again: none is in a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _found(article: Article) -> Layers:
    document = sentences.read(article)
    mentions = names.find(document)
    speech = quotes.find(document, mentions)
    return Layers(
        article,
        _raw(article, document.sentences),
        _raw(article, mentions),
        [_raw_quote(article, quote) for quote in speech],
        _raw(article, quantities.find(document, mentions)),
        _raw(article, themes.find(document, mentions)),
        _raw(article, relations.find(document, mentions, speech)),
    )


def _raw(article: Article, rows: Iterable[Row]) -> list[Row]:
    """Return rows, which all begin with their span, in raw offsets."""
    if article.plain.unmoved:
        return [*rows]
    raw = article.plain.raw
    return [row._make((*raw(row[0], row[1]), *row[2:])) for row in rows]  # type: ignore[attr-defined]


def _raw_quote(article: Article, quote: quotes.Quote) -> quotes.Quote:
    if article.plain.unmoved:
        return quote
    [moved], span = _raw(article, [quote]), quote.speaker_span
    return moved._replace(speaker_span=article.plain.raw(*span)) if span else moved


def _correct(layers: Layers, line: corrections.Correction) -> Layers:
    rows = corrections.apply(getattr(layers, line.layer), line, layers.article.text)
    if line.layer in ("themes", "relations"):
        starts = [sentence.start for sentence in layers.sentences]
        rows = [row._replace(sentence=max(0, bisect_right(starts, row.start) - 1)) for row in rows]
    reasons = {**layers.reasons, (line.layer, line.start, line.end): line.reason}
    changes: dict[str, Any] = {line.layer: rows, "reasons": reasons}
    return replace(layers, **changes)


def _record(article: Article, row: Any) -> dict[str, Any]:
    return {**row._asdict(), "surface": article.text[row.start : row.end]}


def _dateline(article: Article) -> dict[str, Any] | None:
    found = article.dateline
    if found is None:
        return None
    start, end = article.plain.raw(found.start, found.end)
    day = found.date and found.date.isoformat()
    return {"start": start, "end": end, "place": found.place, "date": day, "agency": found.agency}


def _themes_by_sentence(layers: Layers) -> list[dict[str, Any]]:
    found: list[dict[str, list[str]]] = [{} for _ in layers.sentences]
    for row in layers.themes:
        words = found[row.sentence].setdefault(row.theme, [])
        words.append(layers.article.text[row.start : row.end])
    return [
        {"start": s.start, "end": s.end, "themes": sorted(words), "words": words}
        for s, words in zip(layers.sentences, found, strict=True)
    ]
