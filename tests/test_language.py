"""The report's language: number formats, and no message without its translation."""

import ast
import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest

from beleg import BelegError, project
from beleg.checking import baskets, cautions, claims, scale
from beleg.checking.official import Message
from beleg.reading import amounts, themes
from beleg.showing import language

EN, DE = language.find("en"), language.find("de")
# Calls whose texts are messages, and names of captions and heads of tables.
CALLS = {"say", "text", "prose", "table", "about"}
NAMES = {"caption", "head", "headline", "title", "unknown"}
COUNTED = {"count", "plural"}


def _units() -> list[str]:
    """Return the units that the parser knows, less the signs that it resolves further."""
    found = {row[1] for name in ("units", "counted") for row in amounts.table(name)[1]}
    return sorted((found | {"items"}) - {"percent", "RUBEL", "none", "sum"})


# The values that a report spells out, by the kind of their symbol.
VALUES = {
    "theme": themes.THEMES,
    "status": ["exists", "agreed", "planned", "wished"],
    "count": ["exists", "agreed", "planned", "wished"],
    "quote": ["direct", "indirect", "free"],
    "comparator": [">", ">=", "<", "<=", "~"],
    "flow": ["import", "export", "trade_turnover", "investment", "production"],
    "asserted": ["agency", "speaker", "indirect"],
    "differs": ["value", "currency", "comparator"],
    "basket": ["supported", "understated", "overstated", "not_checkable"],
    "evidence": ["official", "press"],
    "basis": list(claims.BASES),
    "claimed": [
        f"{flow}.{verdict}" for flow in ("import", "export") for verdict in claims.VERDICTS
    ],
    "measure": [
        *("in_usd", "in_eur", "in_rub", "in_byn", "share_of_trade", "share_of_gdp"),
        *("per_head", "in_later_usd"),
    ],
    "unit": _units(),
    "scale": ["6", "9", "12"],
}


def messages() -> Iterator[str]:
    """Yield every message of the code, the notebooks, the templates and the statistics."""
    yield from _written()
    for module in (baskets, cautions, claims, scale):
        for name, value in vars(module).items():
            if name.isupper() and name != "PART_OF_YEAR":
                yield from _texts(value)
    for table, columns in (("baskets", ["title"]), ("context", ["goods", "caveat"])):
        with (project.OFFICIAL / f"{table}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                yield from (row[column] for column in columns if row[column])


def _written() -> Iterator[str]:
    """Yield the messages in modules, templates and Markdown cells."""
    yield from _notes()
    for name in ("cooperation", "evidence", "imports"):
        path = project.PACKAGE / "showing" / f"{name}.py"
        yield from _calls(ast.parse(path.read_text("utf-8")))
    for path in (project.PACKAGE / "showing" / "render").rglob("*.j2"):
        for _, text in re.findall(r"""say\((["'])(.*?)\1\)""", path.read_text("utf-8")):
            yield text
    for path in project.NOTEBOOKS.glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                yield cell.source.strip()


def _notes() -> Iterator[str]:
    """Yield what an article's reader notes on its text, numbers as places."""
    tree = ast.parse((project.PACKAGE / "reading" / "article.py").read_text("utf-8"))
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        if function.name not in ("_notes", "_characters", "_windows"):
            continue
        raised = {
            id(n) for e in ast.walk(function) if isinstance(e, ast.Raise) for n in ast.walk(e)
        }
        for node in ast.walk(function):
            parts = node.values if isinstance(node, ast.JoinedStr) else [node]
            text = "".join(str(getattr(part, "value", "")) if isinstance(part, ast.Constant)
                           else "{number}" for part in parts)  # fmt: skip
            if id(node) not in raised and text.endswith(".") and " " in text and text[0] in "T{":
                yield text


def _calls(tree: ast.AST) -> Iterator[str]:
    """Yield the messages in calls, and those that a caption or a head of a table is made of."""
    for node in ast.walk(tree):
        found: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            found = node.args[: 2 if name in CALLS else 1 if name in COUNTED else 0]
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in NAMES:
            found = [node.value]
        for each in found:
            for text in each.elts if isinstance(each, ast.Tuple) else [each]:
                value = getattr(text, "value", None)
                if isinstance(value, str) and len(value) > 1:
                    yield value


def _texts(value: Any) -> Iterator[str]:
    """Yield the sentences in a constant: texts with spaces, messages, and those in tables."""
    if isinstance(value, Message):
        yield value.template
    elif isinstance(value, str) and " " in value:
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


@pytest.mark.parametrize("code", ["de"])
def test_no_message_lacks_its_translation(code: str) -> None:
    """Whatever a report can say stands in the catalogue of each language."""
    known = language.catalogue(code)

    assert sorted({text for text in messages() if text not in known}) == []


@pytest.mark.parametrize("code", ["en", "de"])
@pytest.mark.parametrize("kind", VALUES)
def test_no_value_lacks_its_word(code: str, kind: str) -> None:
    """Every value that a report spells out has a word in each language, English too."""
    known = language.catalogue(code)

    assert [value for value in VALUES[kind] if f"{kind}.{value}" not in known] == []


def test_translations_have_the_places_of_their_message() -> None:
    """A translation fills the same places as the English text."""
    for message, forms in language.catalogue("de").items():
        english = language.catalogue("en").get(message, (message,))
        places = {frozenset(re.findall(r"{(\w+)}", form)) for form in (*forms, *english)}
        assert len(places) == 1, message


def test_both_catalogues_have_the_same_symbols() -> None:
    """No language has a word for a value that another lacks."""
    symbols = {
        code: {key for key in language.catalogue(code) if re.fullmatch(r"[a-z]+\.\S.*", key)}
        for code in ("en", "de")
    }

    assert symbols["en"] == symbols["de"]


def test_unknown_language_names_the_known() -> None:
    """A language without a catalogue is refused with those there are."""
    with pytest.raises(BelegError, match="de, en"):
        language.find("fr")


@pytest.mark.parametrize(
    ("value", "unit", "english", "german"),
    [
        (19e9, "USD", "19 billion US dollars", "19 Milliarden US-Dollar"),
        (1e9, "EUR", "1 billion euros", "1 Milliarde Euro"),
        (1.25e6, "t", "1.25 million tonnes", "1,25 Millionen Tonnen"),
        (1500, "items", "1,500 items", "1.500 Stück"),
        (1, "projects", "1 project", "1 Projekt"),
        (33.33, "percent", "33.3%", "33,3\xa0%"),
        (999_999_999, "USD", "1 billion US dollars", "1 Milliarde US-Dollar"),
        (-2.5e9, "USD", "-2.5 billion US dollars", "-2,5 Milliarden US-Dollar"),
    ],
)
def test_amounts_read_well(value: float, unit: str, english: str, german: str) -> None:
    """A number has its scale in words, its separators, and its unit in the right form."""
    shown = [spoken.amount(value, unit).replace("\xa0", " ") for spoken in (EN, DE)]

    assert shown == [english, german.replace("\xa0", " ")]


def test_dates_are_written_out() -> None:
    """A date is read without knowing which country's order it has."""
    assert [spoken.day(date(2023, 4, 13)) for spoken in (EN, DE)] == [
        "13 April 2023",
        "13. April 2023",
    ]


@pytest.mark.parametrize("name", ["Russland", "RUS"])
def test_countries_speak_the_reports_language(name: str) -> None:
    """A country is named in the report's language; what is no country stays as it is."""
    assert [spoken.place(name) for spoken in (EN, DE)] == ["Russia", "Russland"]
    assert EN.place("Tatarstan") == "Tatarstan"


def test_unknown_value_stays_visible() -> None:
    """A value that no catalogue knows is shown as it is, not dropped."""
    assert EN.word("method", "seance") == "seance"


def test_catalogues_are_files_of_the_package() -> None:
    """A third language joins by one more file beside these."""
    assert sorted(path.parts[-3] for path in Path(language.LOCALES).rglob("beleg.po")) == [
        "de",
        "en",
    ]
