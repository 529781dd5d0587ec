"""reports/index.html, the Atom feed and changes.json: what reports there are, and what is new.

All three are made from the provenance in each report's folder, and are written only where their
bytes change. The page works without scripts; the one script that it holds adds a search.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from beleg import __version__, folder, provenance

TEMPLATES = Path(__file__).parent / "render" / "templates" / "index"
CHANGES = "changes.json"
SCRIPT = """
const field = document.getElementById("search");
field.hidden = false;
field.addEventListener("input", () => {
  const wanted = field.value.toLowerCase();
  for (const item of document.getElementById("reports").children)
    item.hidden = !item.textContent.toLowerCase().includes(wanted);
});
"""


class Entry(NamedTuple):
    """One article: what each of its reports says of itself, and why none could be made again."""

    id: str
    title: str
    published: str
    reports: dict[str, dict[str, str]]  # notebook -> kind, title, headline, published …
    failure: str


def entries(out: Path, failures: dict[str, str]) -> list[Entry]:
    """Return the articles that have reports below `out` or failed, the newest first.

    `failures` gives, by an article's id, why its reports could not be made again.
    """
    found = {id_: Entry(id_, id_, "", {}, reason) for id_, reason in failures.items()}
    for path in out.glob(f"[!._]*/{provenance.FILE}"):
        made, id_ = provenance.read(path.parent), path.parent.name
        reports = {name: made[name]["about"] for name in made}
        about: dict[str, str] = next(iter(reports.values()), {})
        title = about.get("title", id_).partition(": ")[2] or id_
        found[id_] = Entry(id_, title, about.get("published", ""), reports, failures.get(id_, ""))
    return sorted(found.values(), key=lambda entry: (entry.published, entry.id), reverse=True)


def write(out: Path, failures: dict[str, str], told: Sequence[dict[str, Any]]) -> None:
    """Write index.html and feed.xml of all reports, and changes.json with what this run did."""
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415 - only where it is needed
    from markupsafe import Markup  # noqa: PLC0415

    from beleg.present import PALETTE  # noqa: PLC0415

    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    values = {
        "entries": entries(out, failures),
        "changes": {item["article"]: item["changes"] for item in told},
        "version": __version__,
        "palette": PALETTE,
        "script": Markup(SCRIPT),  # noqa: S704 - ours, and no article's words
        "script_hash": f"sha256-{digest}",
    }
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    for name in ("index.html", "feed.xml"):
        folder.write(out / name, environment.get_template(f"{name}.j2").render(values))
    folder.write(out / CHANGES, json.dumps(list(told), ensure_ascii=False, indent=1) + "\n")
