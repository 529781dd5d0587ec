"""What both exporters share: the parts of an executed notebook, handed to a template."""

from pathlib import Path
from typing import Any

from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import Bool, List, Unicode

from beleg import __version__
from beleg.showing.present import PALETTE
from beleg.showing.render import document

TEMPLATES = Path(__file__).parent / "templates"


class ReportExporter(TemplateExporter):
    """Renders a report without its code; `exclude_input=False` shows the code too."""

    exclude_input = Bool(True).tag(config=True)
    extra_template_basedirs = List(Unicode(), [str(TEMPLATES)]).tag(config=True)

    def _preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        nb, resources = super()._preprocess(nb, resources)
        found = document.read(nb, show_code=not self.exclude_input)
        resources |= {"beleg": found, "palette": PALETTE, "version": __version__}
        return nb, resources
