"""reports/index.html, the Atom feed and changes.json: what reports there are, and what is new.

All three are made from what lies in each report's folder, and are written only where their bytes
change. The page works without scripts; the one script that it holds adds a search.
"""

import base64
import csv
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from beleg import __version__, project
from beleg.making import folder, provenance

TEMPLATES = project.PACKAGE / "showing" / "render" / "templates"
CHANGES = "changes.json"
MOST_THEMES = 4
SCRIPT = """
const field = document.getElementById("search");
const items = [...document.getElementById("reports").children];
field.parentElement.hidden = false;
field.addEventListener("input", () => {
  const words = field.value.toLowerCase().split(/\\s+/);
  for (const item of items) {
    const text = item.textContent.toLowerCase();
    item.hidden = !words.every(word => text.includes(word));
  }
  const shown = items.filter(item => !item.hidden).length;
  document.getElementById("found").textContent = `${shown} of ${items.length}`;
});
"""


class Made(NamedTuple):
    """One report of an article: its notebook, what it says of itself, the endings of its files."""

    name: str
    about: dict[str, str]  # kind, title, headline, language, published …
    verdict: str
    endings: list[str]


class Entry(NamedTuple):
    """One article: its reports, its main themes, and why no report could be made again."""

    id: str
    title: str
    published: str
    dated: str
    reports: list[Made]
    themes: list[str]
    failure: str


def entries(out: Path, failures: dict[str, str]) -> list[Entry]:
    """Return the articles that have reports below `out` or failed, the newest first.

    `failures` gives, by an article's id, why its reports could not be made again.
    """
    found = {id_: Entry(id_, id_, "", "", [], [], _visible(failures[id_])) for id_ in failures}
    for path in out.glob(f"[!._]*/{provenance.FILE}"):
        if reports := _reports(path.parent):
            id_, about = path.parent.name, reports[0].about
            title = about["title"].removeprefix(f"{about['kind']}: ")
            told = about["published"], about["dated"], reports, _themes(path.parent, about)
            found[id_] = Entry(id_, title, *told, _visible(failures.get(id_, "")))
    return sorted(found.values(), key=lambda entry: (entry.published, entry.id), reverse=True)


def write(out: Path, failures: dict[str, str], told: Sequence[dict[str, Any]]) -> None:
    """Write index.html and feed.xml of all reports, and changes.json with what this run did."""
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415 - only where it is needed
    from markupsafe import Markup  # noqa: PLC0415

    from beleg.showing.present import PALETTE  # noqa: PLC0415

    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    css = (TEMPLATES / "beleg_html" / "style.css").read_text(encoding="utf-8")
    values = {
        "entries": entries(out, failures),
        "changes": {item["article"]: item["changes"] for item in told},
        "version": __version__,
        "palette": PALETTE,
        "css": Markup(css),  # noqa: S704 - ours, and no article's words
        "script": Markup(SCRIPT),  # noqa: S704 - the same
        "script_hash": f"sha256-{digest}",
    }
    environment = Environment(loader=FileSystemLoader(TEMPLATES / "index"), autoescape=True)
    environment.filters["visible"] = _visible
    for name in ("index.html", "feed.xml"):
        folder.write(out / name, environment.get_template(f"{name}.j2").render(values))
    written = json.dumps(list(told), ensure_ascii=False, indent=1) + "\n"
    # A file name that is not UTF-8 has lone surrogates, which JSON can only escape.
    folder.write(out / CHANGES, written.encode(errors="backslashreplace").decode())


def _reports(path: Path) -> list[Made]:
    """Return the reports in a folder; what is shaped otherwise than ours is none."""
    found = []
    for name, made in provenance.read(path).items():
        told = made.get("about") if isinstance(made, dict) else None
        endings = [ending for ending in ("html", "pdf") if (path / f"{name}.{ending}").exists()]
        if isinstance(told, dict) and endings:
            about = dict.fromkeys(("title", "kind", "headline", "published", "dated"), "")
            about |= {key: _visible(str(value)) for key, value in told.items()}
            found.append(Made(name, about, _verdict(about), endings))
    return found


def _verdict(about: dict[str, str]) -> str:
    from beleg.checking import claims  # noqa: PLC0415 - pandas, which not every run needs
    from beleg.showing import language  # noqa: PLC0415 - pandas, which not every run needs

    if about.get("verdict") not in claims.VERDICTS:
        return ""
    return language.find(about["language"]).text(claims.VERDICTS[about["verdict"]])


def _themes(path: Path, about: dict[str, str]) -> list[str]:
    """Return the themes that stand in most sentences, in the words of the report's language."""
    from beleg.showing import language  # noqa: PLC0415

    try:
        with (path / "themes.csv").open(encoding="utf-8", newline="") as file:
            pairs = {(row["theme"], row["sentence"]) for row in csv.DictReader(file)}
    except (OSError, KeyError, ValueError):
        return []
    counted = Counter(theme for theme, _ in sorted(pairs))
    words = language.find(about.get("language", "en"))
    return [_visible(words.word("theme", name)) for name, _ in counted.most_common(MOST_THEMES)]


def _visible(text: str) -> str:
    from beleg.showing.present import visible  # noqa: PLC0415 - a run with nothing to do is spared it

    return visible(text)
