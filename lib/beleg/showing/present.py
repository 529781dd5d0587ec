"""How a sentence, a table, a chart and a piece of evidence are shown: HTML and Typst side by side.

Everything shown is made of runs of text. A run is escaped where it is written out, so nothing that
an article holds can become markup; what has no shape of its own is shown by its code point.
"""

import html
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from beleg import BelegError

# Colour by role, one accent, for page, print and charts: light, then dark. On its paper each text
# colour keeps 4.5 : 1 and each shape 3 : 1; told apart without colour by weight and line.
PALETTE = {
    "paper": ("#fffefb", "#16181b"),
    "ink": ("#1d2126", "#e8e6e1"),
    "muted": ("#5b636b", "#a3abb3"),
    "rule": ("#d8dce0", "#363b41"),
    "shape": ("#7a8793", "#8693a0"),
    "accent": ("#b5361c", "#ff8f73"),
    "pale": ("#f3ddd8", "#4a2a22"),  # the accent as an area
    "mark": ("#fdeeb5", "#4d4318"),  # cited words
    "hit": ("#ffd84d", "#7a6300"),  # the cited words that a reader comes from
    "panel": ("#f6f4ee", "#1f2226"),
    "good": ("#1f6f50", "#6fd0a5"),
}
# Letters of another script inside a Latin word: «Lukаschenko» with a Cyrillic а (U+0430).
LATIN = re.compile(r"[A-Za-zÄÖÜäöüß]")
FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
WORD = re.compile(r"[^\W\d_]+")
# What str.isprintable() takes for hidden, though a reader sees it.
SPACES = frozenset(" \n\t\xa0\u2009\u202f")
SOFT_HYPHEN = re.compile(r"(?<=\w)\xad(?=\w)")


class Run(NamedTuple):
    """A piece of a line: its text and what it is (a key of HTML_RUN)."""

    text: str
    kind: str = "text"
    target: str = ""  # of a mark: the anchor of its words; of a link: the address
    label: str = ""  # of a mark, for who hears the page


Line = tuple[Run, ...]
# In a notebook's output: why a block could not be shown.
FAILED = "application/vnd.beleg.failed"

HTML_RUN = {
    "text": "{text}",
    "strong": "<strong>{text}</strong>",
    "em": "<em>{text}</em>",
    "code": "<code>{text}</code>",
    "words": '<span class="w" lang="de">{text}</span>',
    "link": '<a href="{target}">{text}</a>',
    "mark": '<sup><a class="m" href="#e{target}" aria-label="{label} {text}">{text}</a></sup>',
}
TYPST_RUN = {
    "text": "#{text};",
    "strong": "#strong({text});",
    "em": "#emph({text});",
    "code": "#code({text});",
    "words": "#words({text});",
    "link": "#link({target}, {text});",
    "mark": "#cite-mark({text}, {target});",
}


def link(text: str, address: str) -> Run:
    """Return a text that leads to a web address; raise BelegError if the address is none."""
    if not address.startswith(("https://", "http://")):
        raise BelegError(f"«{address}» is no web address: mend it where it was given.")
    return Run(text, "link", address)


def visible(text: str) -> str:
    r"""Return a text in which nothing hides: controls and look-alike letters by code point.

    «19\u202e91» becomes «19⟨U+202E⟩91»; a Cyrillic а in a Latin word becomes «а⟨U+0430⟩».
    """
    if text.isascii() and text.isprintable():
        return text
    text = SOFT_HYPHEN.sub("", text)
    text = WORD.sub(lambda word: _unmask(word[0]), text)
    return "".join(c if c.isprintable() or c in SPACES else f"⟨U+{ord(c):04X}⟩" for c in text)


def _unmask(word: str) -> str:
    if not (FOREIGN.search(word) and LATIN.search(word)):
        return word
    return FOREIGN.sub(lambda letter: f"{letter[0]}⟨U+{ord(letter[0]):04X}⟩", word)


def drawable(text: str) -> str:
    """Return a visible text in which a character that the report's fonts lack is its code point."""
    text = visible(text)
    if text.isascii():
        return text
    glyphs = _glyphs()
    return "".join(c if ord(c) in glyphs or c in SPACES else f"⟨U+{ord(c):04X}⟩" for c in text)


@cache
def _glyphs() -> frozenset[int]:
    import matplotlib as mpl  # noqa: PLC0415 - a text of ASCII alone needs no font
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415

    font = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    # The brackets that stand around a code point are shown by the serif that Typst brings along.
    return frozenset(FT2Font(str(font)).get_charmap()) | {ord("⟨"), ord("⟩")}


def as_html(line: Iterable[Run]) -> str:
    """Return the runs of a line as HTML."""
    return "".join(
        HTML_RUN[run.kind].format(
            text=_safe(run.text),
            target=html.escape(_checked(run).target),
            label=html.escape(run.label),
        )
        for run in line
    )


def as_typst(line: Iterable[Run]) -> str:
    """Return the runs of a line as Typst markup, every text a string literal."""
    shown, before = [], ""
    for run in line:
        apart = "#h(0.2em);" if run.kind == before == "mark" else ""
        text, target = literal(run.text), literal(_checked(run).target)
        shown.append(apart + TYPST_RUN[run.kind].format(text=text, target=target))
        before = run.kind
    return "".join(shown)


def as_plain(line: Iterable[Run]) -> str:
    """Return the runs of a line as plain text, marks in brackets."""
    return "".join(f"[{r.text}]" if r.kind == "mark" else visible(r.text) for r in line)


def literal(text: str) -> str:
    """Return a text as a Typst string literal: its escapes here are those of JSON."""
    return json.dumps(drawable(text).replace("\r\n", "\n").replace("\t", " "), ensure_ascii=False)


def _safe(text: str) -> str:
    return html.escape(visible(text))


def _checked(run: Run) -> Run:
    return link(run.text, run.target) if run.kind == "link" else run


def line(*pieces: "str | Run | Line") -> Line:
    """Return one line made of texts, runs and lines."""
    made: list[Run] = []
    for piece in pieces:
        if isinstance(piece, str):
            made.append(Run(piece))
        elif isinstance(piece, Run):
            made.append(piece)
        else:
            made.extend(piece)
    return tuple(made)


class Block:
    """Something shown: subclasses give `html`, `typst` and `plain`."""

    def html(self) -> str:
        """Return the block as HTML."""
        raise NotImplementedError

    def typst(self) -> str:
        """Return the block as Typst markup."""
        raise NotImplementedError

    def plain(self) -> str:
        """Return the block as plain text."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        try:
            return {
                "text/html": self.html(),
                "text/vnd.typst": self.typst(),
                "text/plain": self.plain(),
            }
        # IPython would swallow the error and show the object's repr; so the exporters raise it.
        except Exception as error:  # noqa: BLE001
            return {FAILED: str(error), "text/plain": f"{type(error).__name__}: {error}"}


@dataclass(frozen=True)
class Prose(Block):
    """Paragraphs; `role` names their look: "", "headline", "note", "caution"."""

    lines: tuple[Line, ...]
    role: str = ""

    def html(self) -> str:
        name = f' class="{self.role}"' if self.role else ""
        return "\n".join(f"<p{name}>{as_html(each)}</p>" for each in self.lines)

    def typst(self) -> str:
        shape = f"#{self.role}[{{}}]" if self.role else "{}"
        return "\n\n".join(shape.format(as_typst(each)) for each in self.lines)

    def plain(self) -> str:
        return "\n\n".join(as_plain(each) for each in self.lines)


@dataclass(frozen=True)
class Heading(Block):
    """A heading inside what a cell shows, below the notebook's own."""

    level: int
    title: Line

    def html(self) -> str:
        return f"<h{self.level}>{as_html(self.title)}</h{self.level}>"

    def typst(self) -> str:
        return f"#heading(level: {self.level})[{as_typst(self.title)}]"

    def plain(self) -> str:
        return as_plain(self.title)


@dataclass(frozen=True)
class Points(Block):
    """A list of lines."""

    lines: tuple[Line, ...]

    def html(self) -> str:
        return "<ul>" + "".join(f"<li>{as_html(each)}</li>" for each in self.lines) + "</ul>"

    def typst(self) -> str:
        return "\n".join(f"- {as_typst(each)}" for each in self.lines)

    def plain(self) -> str:
        return "\n".join(f"- {as_plain(each)}" for each in self.lines)


@dataclass(frozen=True)
class Facts(Block):
    """Pairs of a label and what is known: who, when, where from."""

    rows: tuple[tuple[str, Line], ...]
    role: str = "facts"

    def html(self) -> str:
        pairs = "".join(
            f"<div><dt>{_safe(label)}</dt><dd>{as_html(what)}</dd></div>"
            for label, what in self.rows
        )
        return f'<dl class="{self.role}">{pairs}</dl>'

    def typst(self) -> str:
        pairs = ", ".join(f"({literal(label)}, [{as_typst(what)}])" for label, what in self.rows)
        return f"#{self.role}(({pairs},))"

    def plain(self) -> str:
        return "\n".join(f"{label}: {as_plain(what)}" for label, what in self.rows)


@dataclass(frozen=True)
class Verdict(Block):
    """What the check of a figure came to: `kind` chooses the colour and the sign."""

    kind: str  # supported, understated, overstated, contradicted, unknown
    label: str
    reason: Line

    def html(self) -> str:
        label = _safe(self.label)
        return f'<p class="verdict {self.kind}"><strong>{label}</strong> {as_html(self.reason)}</p>'

    def typst(self) -> str:
        return f"#verdict({literal(self.kind)}, {literal(self.label)})[{as_typst(self.reason)}]"

    def plain(self) -> str:
        return f"{self.label}: {as_plain(self.reason)}"


@dataclass(frozen=True)
class Table(Block):
    """Rows under a head, the first cell of each row its heading; `numeric` columns align right."""

    caption: Line
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    numeric: frozenset[int] = frozenset()
    label: str = "Table"
    notes: tuple[Line, ...] = ()  # below the table: its sources
    widths: tuple[int, ...] = ()  # shares of the line on paper; numbers take what they need

    def html(self) -> str:
        caption = f'<figcaption data-label="{_safe(self.label)}">{as_html(self.caption)}'
        notes = "".join(map(_source, self.notes))
        return f'<figure class="table">{caption}</figcaption>{self.grid()}{notes}</figure>'

    def grid(self) -> str:
        """Return the HTML table alone; on a narrow screen each cell stands under its label."""
        head = "".join(
            f'<th scope="col"{self._class(i)}>{_safe(name)}</th>'
            for i, name in enumerate(self.head)
        )
        rows = "".join(f"<tr>{self._cells(row)}</tr>" for row in self.rows)
        name = html.escape(as_plain(run for run in self.caption if run.kind != "mark"))
        return (
            f'<div class="scroll" role="group" tabindex="0" aria-label="{name}"><table>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def _cells(self, row: Sequence[Line]) -> str:
        first, *rest = (as_html(cell) for cell in row)
        cells = "".join(f"<td{self._class(i)}>{cell}</td>" for i, cell in enumerate(rest, 1))
        return f'<th scope="row">{first}</th>{cells}'

    def _class(self, column: int) -> str:
        return ' class="n"' if column in self.numeric else ""

    def typst(self) -> str:
        align = ", ".join("right" if i in self.numeric else "left" for i in range(len(self.head)))
        shares = self.widths or (1,) * len(self.head)
        widths = ", ".join(
            "auto" if i in self.numeric else f"{share}fr" for i, share in enumerate(shares)
        )
        head = ", ".join(f"[#{literal(name)};]" for name in self.head)
        cells = ",\n".join(", ".join(f"[{as_typst(cell)}]" for cell in row) for row in self.rows)
        notes = "".join(f"[{as_typst(note)}], " for note in self.notes)
        return (
            f"#data-table({literal(self.label)}, [{as_typst(self.caption)}], ({widths},), "
            f"({align},), ({head},), ({notes}),\n{cells})"
        )

    def plain(self) -> str:
        rows = [" | ".join(self.head)] + [
            " | ".join(as_plain(cell) for cell in row) for row in self.rows
        ]
        return "\n".join([as_plain(self.caption), *rows])


@dataclass(frozen=True)
class Chart(Block):
    """A drawn chart: its finding as title, alt text from its numbers, its numbers as a table."""

    svg: str = field(repr=False)
    title: Line
    subtitle: Line
    source: Line
    alt: str
    numbers: Table
    label: str = "Chart"
    open_label: str = "The numbers of this chart"

    def html(self) -> str:
        label, plot = _safe(self.label), _inline_svg(self.svg, _safe(self.alt))
        return (
            f'<figure class="chart"><figcaption data-label="{label}">{as_html(self.title)}'
            f'<span class="sub">{as_html(self.subtitle)}</span></figcaption>'
            f'<div class="plot" tabindex="0">{plot}</div>{_source(self.source)}'
            f"<details><summary>{_safe(self.open_label)}</summary>{self.numbers.grid()}</details>"
            "</figure>"
        )

    def typst(self) -> str:
        title, under, source = (as_typst(x) for x in (self.title, self.subtitle, self.source))
        svg = json.dumps(self.svg, ensure_ascii=False)
        return (
            f"#chart({literal(self.label)}, [{title}], [{under}], {svg}, "
            f"{literal(self.alt)}, [{source}])"
        )

    def plain(self) -> str:
        return f"{as_plain(self.title)}\n{self.alt}"


@dataclass(frozen=True)
class Quotes(Block):
    """Quotations in the article's words, each with the line that says who speaks."""

    items: tuple[tuple[Line, Line, bool], ...]  # words, attribution, direct speech

    def html(self) -> str:
        return "".join(
            f'<figure class="quote {"direct" if direct else "indirect"}"><blockquote lang="de"><p>'
            f"{as_html(words)}</p></blockquote><figcaption>{as_html(who)}</figcaption></figure>"
            for words, who, direct in self.items
        )

    def typst(self) -> str:
        return "\n".join(
            f"#quotation({'true' if direct else 'false'}, [{as_typst(words)}], [{as_typst(who)}])"
            for words, who, direct in self.items
        )

    def plain(self) -> str:
        return "\n".join(f"{as_plain(w)} ({as_plain(who)})" for w, who, _ in self.items)


@dataclass(frozen=True)
class Group(Block):
    """Blocks one after another, in a box if `role` names one; `about` is for the exporters."""

    blocks: tuple[Block, ...]
    role: str = ""
    about: dict[str, str] = field(default_factory=dict)

    def html(self) -> str:
        inner = "\n".join(block.html() for block in self.blocks)
        return f'<div class="{self.role}">{inner}</div>' if self.role else inner

    def typst(self) -> str:
        inner = "\n\n".join(block.typst() for block in self.blocks)
        return f"#{self.role}[\n{inner}\n]" if self.role else inner

    def plain(self) -> str:
        return "\n\n".join(block.plain() for block in self.blocks)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        about = {"application/vnd.beleg+json": self.about} if self.about else {}
        return {**super()._repr_mimebundle_(), **about}


def _source(source: Line) -> str:
    return f'<p class="source">{as_html(source)}</p>' if source else ""


def _inline_svg(svg: str, alt: str) -> str:
    """Return an svg element as an image with an alt text, its colours those of the page's mode."""
    for name, (light, _) in PALETTE.items():
        svg = svg.replace(light, f"var(--{name},{light})")
    return svg.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
