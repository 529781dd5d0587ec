"""beleg_html: an executed notebook -> one self-contained page without scripts."""

from typing import Any

from traitlets import Unicode

from beleg.showing.render import document
from beleg.showing.render.exporter import TEMPLATES, ReportExporter


class HtmlExporter(ReportExporter):
    """Renders a report as HTML."""

    export_from_notebook = "Beleg HTML"
    output_mimetype = "text/html"
    file_extension = Unicode(".html").tag(config=True)
    template_name = Unicode("beleg_html").tag(config=True)
    template_extension = Unicode(".html.j2").tag(config=True)

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of an executed notebook, and nbconvert's resources."""
        body, resources = super().from_notebook_node(nb, resources, **kw)
        return document.html_with_ways_back(body), resources

    def _preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        nb, resources = super()._preprocess(nb, resources)
        style = TEMPLATES / "beleg_html" / "style.css"
        resources["sections"] = _sections(resources["beleg"])
        resources["css"] = style.read_text(encoding="utf-8")
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
