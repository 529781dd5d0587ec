"""beleg_html: an executed notebook -> one self-contained page without scripts."""

from pathlib import Path
from typing import Any

from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import Bool, List, Unicode

from beleg import __version__
from beleg.showing.present import PALETTE
from beleg.showing.render import document

TEMPLATES = Path(__file__).parent / "templates"


class HtmlExporter(TemplateExporter):
    """Renders a report as HTML; `exclude_input=False` shows the code too."""

    export_from_notebook = "Beleg HTML"
    output_mimetype = "text/html"
    exclude_input = Bool(True).tag(config=True)

    file_extension = Unicode(".html").tag(config=True)
    template_name = Unicode("beleg_html").tag(config=True)
    template_extension = Unicode(".html.j2").tag(config=True)
    extra_template_basedirs = List(Unicode(), [str(TEMPLATES)]).tag(config=True)

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of an executed notebook, and nbconvert's resources."""
        body, resources = super().from_notebook_node(nb, resources, **kw)
        return document.html_with_ways_back(body), resources

    def _preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        nb, resources = super()._preprocess(nb, resources)
        found = document.read(nb, show_code=not self.exclude_input)
        resources |= {
            "beleg": found,
            "sections": _sections(found),
            "css": (TEMPLATES / "beleg_html" / "style.css").read_text(encoding="utf-8"),
            "palette": PALETTE,
            "version": __version__,
        }
        return nb, resources


def _sections(found: document.Document) -> list[dict[str, Any]]:
    """Return the parts, those below one heading together."""
    sections: list[dict[str, Any]] = [{"heading": None, "parts": []}]
    for part in found.parts:
        if part.level == 2:
            sections.append({"heading": part, "parts": []})
        sections[-1]["parts"].append(part.html)
    for section in sections:
        section["body"] = "\n".join(section["parts"])
        section["evidence"] = '<div class="article">' in section["body"]
    return sections
