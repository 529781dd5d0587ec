"""The index page and the feed: complete, inert whatever an article holds, the same bytes."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import browser
from beleg.checking import claims
from beleg.making import index
from beleg.showing import language
from browser import Tab

ATOM = "{http://www.w3.org/2005/Atom}"
PAYLOADS = {
    "script": "<script>document.title='hit'</script>",
    "image": "<img src=x onerror=\"document.title='hit'\">",
    "end of a title": "</h2></li><svg onload=\"document.title='hit'\">",
    "attribute": "\" onmouseover=\"document.title='hit'\" x='",
    "Jinja": "{{ 7 * 191 }}{% raw %}",
    "CDATA": "]]><x/>&unknown; <!-- ",
    "controls": "a\x00b\x1b[31mc\ud800d\ufffee",
    "bidi": "19\u202e91",
}


def article(out: Path, id_: str, **about: str) -> None:
    """Write what a run leaves of an article's two reports, saying this of themselves."""
    folder = out / id_
    folder.mkdir(parents=True)
    told = {
        "title": "Käse für China", "headline": "Two ties", "language": "en",
        "published": "2023-05-03", "dated": "BelTA, 3 May 2023",
    }  # fmt: skip
    made = {}
    for name, kind in (("themes", "Cooperation themes"), ("import_figure", "Import figure")):
        own = {**told, "kind": kind, **about}
        made[name] = {"about": {**own, "title": f"{kind}: {own['title']}"}, "inputs": {}}
        for ending in ("html", "pdf"):
            (folder / f"{name}.{ending}").touch()
    (folder / "provenance.json").write_text(json.dumps(made), encoding="utf-8")
    rows = ["theme,sentence", "engines,1", "food,2", "engines,3"]
    (folder / "themes.csv").write_text("\n".join(rows), encoding="utf-8")


def page(out: Path, failures: dict[str, str] | None = None, told: Any = ()) -> str:
    """Write the index and return its page."""
    index.write(out, failures or {}, told)
    return (out / "index.html").read_text(encoding="utf-8")


def feed(out: Path, told: Any = ()) -> ET.Element:
    """Write the index and return the feed as it parses."""
    index.write(out, {}, told)
    return ET.parse(out / "feed.xml").getroot()  # noqa: S314 - made two lines ago


def words(text: str) -> str:
    """Return what a reader of the page sees, its markup and spaces apart."""
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", text, flags=re.S))


def test_newest_article_stands_first(tmp_path: Path) -> None:
    """Articles stand by their day, the newest first; one without a day is the last."""
    article(tmp_path, "old", title="Alt", published="2022-01-01")
    article(tmp_path, "none", title="Ohne Tag", published="", dated="")
    article(tmp_path, "new", title="Neu", published="2024-01-01")

    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page(tmp_path)) == ["Neu", "Alt", "Ohne Tag"]
    assert "day unknown" in words(page(tmp_path))


def test_each_report_tells_its_finding(tmp_path: Path) -> None:
    """Day, title, kind, headline, verdict and the themes of most sentences stand in the page."""
    article(tmp_path, "a", verdict="contradicted")
    seen = words(page(tmp_path))

    for told in ("BelTA, 3 May 2023", "Käse für China", "Cooperation themes", "Two ties"):
        assert told in seen
    assert claims.VERDICTS["contradicted"] in seen
    assert f"{language.find('en').word('theme', 'engines')} · food" in seen


def test_links_lead_to_files_that_are_there(tmp_path: Path) -> None:
    """HTML and PDF of each report are linked; what was not made is not."""
    article(tmp_path, "a b")
    (tmp_path / "a b" / "themes.html").unlink()
    (tmp_path / "a b" / "import_figure.pdf").unlink()
    links = re.findall(r'<a [^>]*href="([^"]+)"', page(tmp_path))

    assert links[:2] == ["a%20b/themes.pdf", "a%20b/import_figure.html"]
    assert links[2:] == ["feed.xml", "changes.json"]


def test_failed_article_is_marked_beside_its_last_good_report(tmp_path: Path) -> None:
    """An article that failed is listed with its reason, whether it has a report or not."""
    article(tmp_path, "a")
    seen = words(page(tmp_path, {"a": "cell 3 fell", "b": "b.txt is empty"}))

    assert "Not made again; the last good reports stay. cell 3 fell" in seen
    assert "Not made. b.txt is empty" in seen
    assert "2 articles, 2 failed" in seen


def test_mended_article_loses_its_mark(tmp_path: Path) -> None:
    """A run in which nothing fails marks nothing."""
    article(tmp_path, "a")
    assert 'class="failed"' in page(tmp_path, {"a": "cell 3 fell"})

    assert 'class="failed"' not in page(tmp_path)


def test_empty_folder_says_what_makes_reports(tmp_path: Path) -> None:
    """Without any report the page says so, and the feed is still a feed."""
    assert "There are no reports yet." in page(tmp_path)
    assert feed(tmp_path).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1}', '{"a": {"about": []}}', "\x00"])
def test_folder_of_somebody_else_is_no_report(content: str, tmp_path: Path) -> None:
    """A folder whose provenance.json is not ours is left out, and stops nothing."""
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "provenance.json").write_text(content, encoding="utf-8")

    assert "There are no reports yet." in page(tmp_path)


@pytest.mark.parametrize("kind", PAYLOADS)
def test_payload_becomes_no_markup(kind: str, tmp_path: Path) -> None:
    """Title, headline, day and reason of any text add no element and no attribute to the page."""
    article(tmp_path, "a")
    tags = re.findall(r"<[^>]*>", page(tmp_path, {"a": "x"}))
    attack = PAYLOADS[kind]
    article(tmp_path / "attacked", "a", title=attack, headline=attack, dated=attack, kind=attack)
    attacked = page(tmp_path / "attacked", {"a": attack})

    labels = re.compile(r'(?<=aria-label=)"[^"]*"')
    assert [labels.sub("", tag) for tag in re.findall(r"<[^>]*>", attacked)] == [
        labels.sub("", tag) for tag in tags
    ]
    assert "1337" not in attacked
    assert not re.search(r"[\x00\x1b\u202e]", attacked)


@pytest.mark.parametrize("kind", PAYLOADS)
def test_feed_parses_whatever_an_article_holds(kind: str, tmp_path: Path) -> None:
    """Any text leaves the feed well-formed, with the same elements, and readable in it."""
    attack = PAYLOADS[kind]
    article(tmp_path, "a", title=attack, headline=attack)
    change = {"kind": "new", "layer": "quotes", "finding": attack}
    root = feed(tmp_path, [{"article": "a", "changes": [change]}])

    [entry] = root.findall(f"{ATOM}entry")
    assert {child.tag for child in entry} == {
        f"{ATOM}{name}" for name in ("id", "title", "link", "updated", "summary")
    }
    assert all(not list(child) for child in entry)


def test_feed_has_what_the_standard_demands(tmp_path: Path) -> None:
    """RFC 4287: id, title, updated, author and a self link; id, title, updated, link an entry."""
    article(tmp_path, "a")
    article(tmp_path, "reports", published="2024-01-17")
    root = feed(tmp_path)
    parts = [root, *root.findall(f"{ATOM}entry")]
    times = [part.findtext(f"{ATOM}updated") or "" for part in parts]

    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert all(part.findtext(f"{ATOM}title") for part in parts)
    assert len({part.findtext(f"{ATOM}id") for part in parts}) == 3
    assert times == ["2024-01-17T00:00:00Z", "2024-01-17T00:00:00Z", "2023-05-03T00:00:00Z"]
    assert [part.find(f"{ATOM}link").attrib["href"] for part in parts] == [
        "feed.xml", "reports/themes.html", "a/themes.html",
    ]  # fmt: skip


def test_feed_tells_what_changed(tmp_path: Path) -> None:
    """What the last run found anew in an article stands in its entry."""
    article(tmp_path, "a")
    change = {"kind": "new", "layer": "quantities", "finding": "über 19 Milliarden"}
    root = feed(tmp_path, [{"article": "a", "changes": [change]}])

    assert "new: über 19 Milliarden" in (root.findtext(f"{ATOM}entry/{ATOM}summary") or "")


def test_changes_take_a_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    """A file name of any bytes leaves changes.json readable."""
    index.write(tmp_path, {}, [{"article": "\udcff.txt", "changes": []}])

    [told] = json.loads((tmp_path / "changes.json").read_bytes())
    assert told["article"] == "\udcff.txt"


def test_same_reports_give_the_same_bytes(tmp_path: Path) -> None:
    """In whatever order folders are made, page and feed have the same bytes, written once."""
    for order in (["a", "b", "c"], ["c", "a", "b"]):
        for id_ in order:
            article(tmp_path / order[0], id_)
        index.write(tmp_path / order[0], {}, [])
    before = (tmp_path / "a" / "feed.xml").stat()
    index.write(tmp_path / "a", {}, [])

    for name in ("index.html", "feed.xml"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "c" / name).read_bytes()
    assert (tmp_path / "a" / "feed.xml").stat().st_ino == before.st_ino


def test_page_has_one_script_and_its_hash(tmp_path: Path) -> None:
    """The policy forbids everything but the page's styles and the one script with this hash."""
    text = page(tmp_path)
    [script] = re.findall(r"<script>(.*?)</script>", text, re.S)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in text
    assert text.count("<script") == 1
    assert not re.search(r'(src|href)="(https?:)?//', text)


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """Yield a page of Chromium."""
    with browser.tab(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Return the index page of three articles: one with payloads, one failed."""
    attack = "".join(PAYLOADS.values())
    article(tmp_path, "a", title="Molkereien liefern Käse", verdict="supported")
    article(tmp_path, "b", title="Motoren aus Minsk", verdict="contradicted")
    article(tmp_path, "c", title=attack, headline=attack, dated=attack)
    index.write(tmp_path, {"b": attack}, [])
    return tmp_path / "index.html"


def browses(test: Any) -> Any:
    """Mark a test that needs a real Chromium."""
    for mark in browser.NEEDED:
        test = mark(test)
    return test


SHOWN = "[...document.querySelectorAll('#reports > li')].map(item => item.offsetHeight > 0)"


@browses
def test_search_leaves_what_holds_all_words(tab: Tab, written: Path) -> None:
    """Typing hides the articles without one of the words, in any case; the rest is counted."""
    tab.open(written.as_uri())
    tab.click("document.getElementById('search')")
    tab.type("KÄSE supp")

    assert sorted(tab.see(SHOWN)) == [False, False, True]
    assert tab.see("document.getElementById('found').textContent") == "1 of 3"


@browses
def test_no_payload_runs(tab: Tab, written: Path) -> None:
    """Scripts in what articles say do not run, and would not if they were markup."""
    tab.open(written.as_uri())
    assert tab.see("document.title") == "Beleg: reports"

    text = written.read_text(encoding="utf-8")
    written.write_text(text.replace("<main>", f"<main>{PAYLOADS['script']}"), encoding="utf-8")
    tab.open(written.as_uri())
    assert tab.see("document.title") == "Beleg: reports"


@browses
def test_page_works_without_scripts(tab: Tab, written: Path) -> None:
    """With scripts switched off all articles and links are there, and no dead search field."""
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.open(written.as_uri())
        shown, field = tab.see(SHOWN), tab.see("document.getElementById('search').offsetHeight")
    finally:
        tab.call("Emulation.setScriptExecutionDisabled", value=False)

    assert shown == [True, True, True]
    assert field == 0


@browses
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1400])
def test_axe_finds_nothing(tab: Tab, written: Path, scheme: str, width: int) -> None:
    """axe-core, best practices included, names no violation; nothing overflows a phone."""
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    tab.media(scheme, width)
    tab.open(written.as_uri())
    tab.see(f"(() => {{ {axe}\n; }})()")

    assert tab.see("document.documentElement.scrollWidth") <= width
    assert tab.see("axe.run().then(found => found.violations.map(v => [v.id, v.help]))") == []
