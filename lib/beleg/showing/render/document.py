"""An executed notebook -> the parts of a report, in both languages of output.

Only two things are let through as markup: Markdown cells, whose ids are translated, and outputs
that carry `text/vnd.typst`, which is what the project's own blocks give. Everything else that a
notebook puts out is shown as the plain text it is.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import mistune

from beleg import BelegError
from beleg.showing import language
from beleg.showing.language import Language
from beleg.showing.present import (
    FAILED,
    Line,
    Points,
    Prose,
    Run,
    as_html,
    as_plain,
    as_typst,
    line,
    link,
    literal,
    visible,
)

ABOUT = "application/vnd.beleg+json"
# Where a report first cites certain words, the way back from them ends.
HTML_MARK = re.compile(r'<a class="m" href="#e([\d-]+)"( aria-label="[^"]*">)')
TYPST_MARK = re.compile(r'#cite-mark\(("[^"]*"), "([\d-]+)"\);')
TYPST_CITED = re.compile(r'#cited\("([\d-]+)"\)')
HTML_CITED = re.compile(r'<mark id="e([\d-]+)">')
TYPST_MARKED = "#let marked = ()"
HTML_BACK = re.compile(r'<a href="#m([\d-]+)">')
# What a Markdown token is as a run of text.
KINDS = {"strong": "strong", "emphasis": "em", "codespan": "code"}


class Part(NamedTuple):
    """One piece of a report: a heading (its level and anchor) or anything else (level 0)."""

    html: str
    typst: str
    level: int = 0
    anchor: str = ""
    title: str = ""
    output: bool = False  # what a cell shows, not what a notebook says


@dataclass(frozen=True)
class Document:
    """What a template needs: the parts in order, and what the report says of itself."""

    parts: list[Part]
    about: dict[str, str]
    language: Language

    @property
    def headings(self) -> list[Part]:
        """Return the headings below the title."""
        return [part for part in self.parts if part.level == 2]


def read(notebook: Any, *, show_code: bool) -> Document:
    """Return the document of an executed notebook (nbformat 4)."""
    about = _about(notebook)
    spoken = language.find(about.get("language", "en"))
    parts = list(_parts(notebook.cells, spoken, show_code))
    title = next((part.title for part in parts if part.level == 1), "Beleg")
    return Document(parts, {"title": title, **about}, spoken)


def _about(notebook: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            found.update(output.get("data", {}).get(ABOUT, {}))
    return {key: visible(str(value)) for key, value in found.items()}


def _parts(cells: Any, spoken: Language, show_code: bool) -> Iterator[Part]:
    """Yield the parts in order, without the sections whose cells have nothing to show."""
    section: list[Part] = []
    for cell in cells:
        for part in _cell(cell, spoken, show_code):
            if part.level == 2:
                yield from _told(section)
                section = []
            section.append(part)
    yield from _told(section)


def _told(section: list[Part]) -> list[Part]:
    """Return a section's parts, none if it has outputs and all of them are empty."""
    outputs = [part.html for part in section if part.output]
    return [part for part in section if part.html] if any(outputs) or not outputs else []


def _cell(cell: Any, spoken: Language, show_code: bool) -> Iterator[Part]:
    if cell.cell_type == "markdown":
        yield from _markdown(spoken.text(cell.source.strip()))
    elif cell.cell_type == "code":
        if show_code and cell.source.strip():
            yield _code(cell.source)
        for output in cell.outputs:
            yield _output(output)


def _code(source: str) -> Part:
    shown = html.escape(visible(source))
    return Part(
        f'<pre class="code" tabindex="0"><code>{shown}</code></pre>',
        f'#raw({literal(source)}, lang: "python", block: true)',
        output=True,
    )


def _output(output: Any) -> Part:
    data = output.get("data", {})
    if FAILED in data:
        raise BelegError(f"A part of the report could not be shown: {data[FAILED]}")
    if "text/vnd.typst" in data and "text/html" in data:
        return Part(data["text/html"], data["text/vnd.typst"], output=True)
    text = output.get("text") or data.get("text/plain") or "\n".join(output.get("traceback", []))
    return Part(
        f'<pre class="plain" tabindex="0">{html.escape(visible(text))}</pre>',
        f"#raw({literal(text)}, block: true)",
        output=True,
    )


def _markdown(source: str) -> Iterator[Part]:
    tokens: Any = mistune.create_markdown(renderer=None)(source)
    for token in tokens:
        kind = token["type"]
        inner = _line(token)
        if kind == "heading":
            yield _heading(token["attrs"]["level"], inner)
        elif kind == "paragraph":
            yield Part(Prose((inner,)).html(), f"\n{Prose((inner,)).typst()}\n")
        elif kind == "list":
            points = Points(tuple(_line(item) for item in token["children"]))
            yield Part(points.html(), f"\n{points.typst()}\n")
        elif kind != "blank_line":
            raw = line(token.get("raw", ""))
            yield Part(as_html(raw), as_typst(raw))


def _heading(level: int, inner: Line) -> Part:
    title = as_plain(inner)
    anchor = re.sub(r"\W+", "-", title.casefold()).strip("-")
    return Part(
        f'<h{level} id="{anchor}">{as_html(inner)}</h{level}>',
        f"\n#heading(level: {level})[{as_typst(inner)}]\n",
        level,
        anchor,
        title,
    )


def _line(token: dict[str, Any], kind: str = "text") -> Line:
    """Return the text of a Markdown token and of those in it, emphasis kept, HTML as plain text."""
    if token["type"] == "link":
        return (link(as_plain(_inner(token, kind)), token["attrs"]["url"]),)
    if token["type"] in ("softbreak", "linebreak"):
        return line(" ")
    kind = KINDS.get(token["type"], kind)
    if "children" in token:
        return _inner(token, kind)
    return (Run(token.get("raw", ""), kind),)


def _inner(token: dict[str, Any], kind: str) -> Line:
    return line(*(_line(child, kind) for child in token["children"]))


def html_with_ways_back(body: str) -> str:
    """Return HTML in which first marks have anchors; a link to what is not shown is no link."""
    shown, seen = set(HTML_CITED.findall(body)), set[str]()

    def anchored(mark: re.Match[str]) -> str:
        if mark[1] not in shown:
            return '<a class="m">'
        first = mark[1] not in seen
        seen.add(mark[1])
        anchor = f' id="m{mark[1]}"' if first else ""
        return f'<a class="m" href="#e{mark[1]}"{anchor}{mark[2]}'

    body = HTML_MARK.sub(anchored, body)
    return HTML_BACK.sub(lambda back: back[0] if back[1] in seen else "<a>", body)


def typst_with_ways_back(body: str) -> str:
    """Return Typst in which first marks have labels; a link to what is not shown is no link."""
    shown, seen = set(TYPST_CITED.findall(body)), set[str]()

    def labelled(mark: re.Match[str]) -> str:
        if mark[2] not in shown:
            return f"#super({mark[1]});"
        first = mark[2] not in seen
        seen.add(mark[2])
        return f'#[{mark[0]}#label("m{mark[2]}")]' if first else mark[0]

    body = TYPST_MARK.sub(labelled, body)
    marked = "".join(f'"{anchor}",' for anchor in sorted(seen))
    return body.replace(TYPST_MARKED, f"#let marked = ({marked})", 1)
