"""The two exporters: self-contained HTML, tagged PDF, nothing of an article becomes markup."""

import io
import re
import time
import zlib
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pikepdf
import pytest
from nbformat.v4 import new_output

import shown
from beleg import BelegError
from beleg.making import processes
from beleg.showing import cooperation, evidence
from beleg.showing.present import Group, Prose, Run, line
from beleg.showing.render import packing
from beleg.showing.render.html import HtmlExporter
from beleg.showing.render.pdf import PdfExporter, compiled

NAMES = ("themes", "import_figure")
PAYLOAD = '<script>alert(1)</script>"\'); #panic("x") {{ 7*7 }} $x$ \\ `c` </title> \u202e'


@pytest.fixture(scope="module", params=NAMES)
def executed(request: pytest.FixtureRequest) -> nbformat.NotebookNode:
    """Return a project notebook, run on the wire story."""
    return shown.run(request.param)


@pytest.fixture(scope="module")
def page(executed: nbformat.NotebookNode) -> str:
    """Return its HTML."""
    return html_of(executed)


@pytest.fixture(scope="module")
def paper(executed: nbformat.NotebookNode) -> bytes:
    """Return its PDF."""
    return pdf_of(executed)


def html_of(notebook: Any, **about: Any) -> str:
    """Return a notebook as HTML."""
    body: str = HtmlExporter(**about).from_notebook_node(notebook)[0]
    return body


def pdf_of(notebook: Any, **about: Any) -> bytes:
    """Return a notebook as PDF."""
    return apart(lambda: PdfExporter(**about).from_notebook_node(notebook)[0])


def apart(typeset: Callable[[], bytes]) -> bytes:
    """Return what a process of its own sets: one that has compiled Typst must not fork any more."""
    [(_, made)] = processes.run(lambda _: typeset(), [None], jobs=1)
    if isinstance(made, BelegError):
        raise made
    return made


class Tags(HTMLParser):
    """The tags of a page, each with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        """Return the values of an attribute on every tag."""
        return [value or "" for _, attrs in self.tags if (value := attrs.get(name))]


# --- HTML -------------------------------------------------------------------------------------


def test_page_loads_nothing(page: str) -> None:
    """No script, frame, style sheet, font or picture is fetched, and a policy forbids scripts."""
    tags = Tags(page)

    assert not {tag for tag, _ in tags.tags} & {"script", "link", "iframe", "img", "object"}
    assert tags.values("src") == []
    assert "url(" not in page
    assert "default-src 'none'" in page
    assert not [name for _, attrs in tags.tags for name in attrs if name.startswith("on")]


def test_page_is_small(page: str) -> None:
    """A report is under 400 KB."""
    assert len(page.encode()) < 400_000


def test_page_says_its_language_title_and_finding(page: str) -> None:
    """The page and the German words in it have their language; title and description are set."""
    assert '<html lang="en">' in page
    assert '<p lang="de">' in page
    assert re.search(r"<title>[^<]+: Lukaschenko: Belarus und Russland", page)
    assert re.search(r'<meta name="description" content="[^"]{20,}">', page)


def test_every_inner_link_leads_somewhere(page: str) -> None:
    """Each mark, way back and entry of the contents has its target, and no target is double."""
    tags = Tags(page)
    targets = [value[1:] for value in tags.values("href") if value.startswith("#")]
    ids = tags.values("id")

    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)
    assert len(targets) > 20


def test_contents_list_the_sections(page: str) -> None:
    """Each heading of the second level stands in the table of contents."""
    titles = re.findall(r"<h2 [^>]*>(.*?)</h2>", page)
    listed = re.search(r"<nav .*?</nav>", page, re.S)

    assert listed is not None
    assert [title for title in titles if f">{title}</a>" not in listed[0]] == []


def test_every_chart_has_an_alt_text(page: str) -> None:
    """Each picture is named by the numbers it shows."""
    charts = [attrs for tag, attrs in Tags(page).tags if tag == "svg"]

    assert charts
    assert all(re.search(r"\d", chart["aria-label"] or "") for chart in charts)


def test_code_is_hidden_until_it_is_asked_for(executed: nbformat.NotebookNode) -> None:
    """The cells' source stands in the report only with exclude_input=False."""
    assert "open_report" not in html_of(executed)
    assert "open_report" in html_of(executed, exclude_input=False)


# --- PDF --------------------------------------------------------------------------------------


def test_paper_is_small_and_quick(executed: nbformat.NotebookNode) -> None:
    """A report is under 200 KB, and made in well under a second even on a busy machine."""
    pdf_of(executed)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        made = pdf_of(executed)
        times.append(time.perf_counter() - start)

    assert len(made) < 200_000
    assert min(times) < 1


def test_paper_says_what_it_is(paper: bytes) -> None:
    """Title, author, language, date, and the claims of PDF/A-2a and PDF/UA-1 are set."""
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        meta = pdf.open_metadata()

        assert "Lukaschenko" in str(meta["dc:title"])
        assert meta["dc:creator"] == ["BelTA"]
        assert meta["pdfaid:part"] == "2"
        assert meta["pdfaid:conformance"] == "A"
        assert meta["pdfuaid:part"] == "1"
        assert str(meta["xmp:CreateDate"]).startswith(date(2023, 4, 13).isoformat())
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.MarkInfo.Marked


def test_paper_has_bookmarks_and_sheets_of_a4(paper: bytes) -> None:
    """Sections are bookmarks; every page is A4."""
    with pikepdf.open(io.BytesIO(paper)) as pdf, pdf.open_outline() as outline:
        assert len(outline.root[0].children) >= 7
        assert {tuple(map(round, page.mediabox[2:])) for page in pdf.pages} == {(595, 842)}


def test_every_figure_on_paper_has_an_alt_text(paper: bytes) -> None:
    """Each picture in the tag tree carries a text with its numbers."""
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        kinds = [e for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and "/S" in e]
        figures = [e for e in kinds if e.get("/S") == "/Figure"]

        assert figures
        assert all(re.search(r"\d", str(figure.get("/Alt", ""))) for figure in figures)
        assert {"/H1", "/H2", "/Table", "/TH", "/Caption", "/Link"} <= {str(e["/S"]) for e in kinds}


def test_marks_on_paper_are_links_inside_it(paper: bytes) -> None:
    """Marks and ways back lead to places of the same document."""
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        inside = [link for link in links if "/Dest" in link]

        assert len(inside) > 10
        assert all("/Contents" in link for link in links)


def test_packing_loses_no_object() -> None:
    """The packed PDF has the objects of the one that Typst wrote, and its syntax is sound."""
    source = '#set document(title: "T", date: datetime(year: 2023, month: 4, day: 13))\n= A\nb'
    made = apart(lambda: compiled(source, 0))

    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.docinfo["/Title"]) == "T"
    assert b"/ObjStm" in made


def test_what_is_no_table_of_objects_is_left_alone() -> None:
    """Bytes that are no PDF with a classic table come back as they are."""
    assert packing.packed(zlib.compress(b"x")) == zlib.compress(b"x")


# --- both -------------------------------------------------------------------------------------


def test_same_notebook_gives_the_same_bytes(executed: nbformat.NotebookNode) -> None:
    """Two renderings do not differ in a byte."""
    assert html_of(executed) == html_of(executed)
    assert pdf_of(executed) == pdf_of(executed)


def test_source_date_epoch_dates_the_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH, where it is set, is the time that the PDF says it was made."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    report = shown.report()

    assert b"2023-11-14" in pdf_of(shown.notebook_of([cooperation.summary(report)], "# T"))


def test_report_is_written_in_german() -> None:
    """With language "de" the page, its headings and its numbers are German."""
    made = shown.run("themes", language="de")
    page = html_of(made)

    assert '<html lang="de">' in page
    assert "Was den Text trägt" in page
    with pikepdf.open(io.BytesIO(pdf_of(made))) as pdf:
        assert str(pdf.Root.Lang) == "de"


def test_article_cannot_become_markup() -> None:
    """A payload in words, title and agency stays text, in HTML and in the compiled PDF."""
    report = shown.report(title=PAYLOAD, agency=PAYLOAD, rights=PAYLOAD, id=PAYLOAD)
    report.frames.relations["activity"] = PAYLOAD
    report.frames.quotes["speaker"] = PAYLOAD
    blocks = [
        cooperation.summary(report), cooperation.quotes(report), cooperation.ties_chart(report),
        cooperation.commitments(report), evidence.article_words(report), evidence.colophon(report),
    ]  # fmt: skip
    made = shown.notebook_of(blocks, "# T")
    page = html_of(made)

    assert "<script" not in page
    assert "49" not in re.sub(r"[0-9a-f]{64}|\+[0-9a-f]{8}", "", page.split("</style>")[1])
    assert "\u202e" not in page
    assert "⟨U+202E⟩" in page
    assert pdf_of(made).startswith(b"%PDF")


def test_section_with_nothing_to_show_is_left_out() -> None:
    """A heading whose cells show nothing is not printed, nor listed in the contents."""
    made = shown.notebook_of([], "# T", "## Empty\n\nText.")
    made.cells.append(nbformat.v4.new_code_cell("x"))
    made.cells[-1].outputs = [shown.output(Group(())._repr_mimebundle_())]
    made.cells += shown.notebook_of([Prose((line("here"),))], "## Full").cells
    page = html_of(made)

    assert "Empty" not in page
    assert "Full" in page


def test_block_that_cannot_be_shown_fails_the_report() -> None:
    """An error while a block is shown, which IPython would swallow, stops the rendering."""
    broken = shown.notebook_of([Prose((line(Run("x", "link", "javascript:alert(1)")),))], "# T")

    with pytest.raises(BelegError, match="no web address"):
        html_of(broken)


def test_stray_output_is_shown_as_plain_text() -> None:
    """HTML that is not the project's own, and a stream with escapes, are text in a box."""
    made = shown.notebook_of([], "# T")
    made.cells.append(nbformat.v4.new_code_cell("x"))
    made.cells[-1].outputs = [
        shown.output({"text/html": "<b onclick=x>h</b>", "text/plain": "<b>plain</b>"}),
        new_output("stream", name="stdout", text="\x1b[31mred"),
    ]
    page = html_of(made)

    assert "onclick" not in page
    assert "&lt;b&gt;plain&lt;/b&gt;" in page
    assert "⟨U+001B⟩[31mred" in page
    assert pdf_of(made).startswith(b"%PDF")


def test_html_in_a_markdown_cell_is_text() -> None:
    """A Markdown cell knows headings, lists, emphasis and links; HTML in it is text."""
    page = html_of(shown.notebook_of([], "# T", "a <b onclick=x>b</b> *c* [d](https://e.org)"))

    assert "<b onclick" not in page
    assert "<em>c</em>" in page
    assert '<a href="https://e.org">d</a>' in page


@pytest.mark.parametrize("char", ["\ue000", "中", "\x00", "\u2029", "\U0001f600"])
def test_any_character_can_be_printed(char: str) -> None:
    """A private-use character, a script without a font, a control: none stops the PDF."""
    blocks = [Prose((line(f"a{char}b", Run(f"c{char}", "words")),))]

    assert pdf_of(shown.notebook_of(blocks, "# T")).startswith(b"%PDF")


def test_mark_without_its_words_leads_nowhere() -> None:
    """A notebook that does not show the article's words has marks, but no dead links."""
    report = shown.report()
    made = shown.notebook_of([cooperation.quotes(report)], "# T")

    assert 'href="#e' not in html_of(made)
    assert pdf_of(made).startswith(b"%PDF")


def test_words_without_their_mark_lead_nowhere() -> None:
    """Words cited by a part that is not shown are marked, but have no dead way back."""
    report = shown.report()
    cooperation.quotes(report)
    made = shown.notebook_of([evidence.article_words(report)], "# T")

    assert 'href="#m' not in html_of(made)
    assert pdf_of(made).startswith(b"%PDF")


def test_templates_are_part_of_the_package() -> None:
    """Each exporter finds its template and conf.json beside it."""
    folder = Path(str(packing.__file__)).parent / "templates"

    assert {path.parent.name for path in folder.glob("*/conf.json")} == {"beleg_html", "beleg_pdf"}


def test_cells_run_by_nbconvert_are_shown() -> None:
    """What a preprocessor puts out, as `jupyter nbconvert --execute` does, stands in the report."""

    def shows(notebook: Any, resources: Any) -> tuple[Any, Any]:
        notebook.cells += shown.notebook_of([Prose((line("made late"),))]).cells
        return notebook, resources

    exporter = HtmlExporter()
    exporter.register_preprocessor(shows, enabled=True)

    assert "made late" in exporter.from_notebook_node(shown.notebook_of([], "# T"))[0]
