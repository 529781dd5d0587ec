"""beleg_pdf: an executed notebook -> one Typst source -> a tagged PDF/A-2a, PDF/UA-1."""

import os
import tempfile
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import matplotlib as mpl
from traitlets import Unicode

from beleg.showing.present import literal
from beleg.showing.render import document
from beleg.showing.render.exporter import ReportExporter
from beleg.showing.render.packing import packed


class PdfExporter(ReportExporter):
    """Renders a report as PDF; a process that has done so must not fork afterwards."""

    export_from_notebook = "Beleg PDF"
    output_mimetype = "application/pdf"
    file_extension = Unicode(".pdf").tag(config=True)
    template_name = Unicode("beleg_pdf").tag(config=True)
    template_extension = Unicode(".typ.j2").tag(config=True)

    def from_notebook_node(
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF of an executed notebook, and nbconvert's resources."""
        text, resources = super().from_notebook_node(nb, resources, **kw)
        published = resources["beleg"].about.get("published", "")
        return compiled(document.typst_with_ways_back(text), _timestamp(published)), resources

    def _preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        nb, resources = super()._preprocess(nb, resources)
        resources["literal"] = literal
        return nb, resources


def compiled(source: str, timestamp: int) -> bytes:
    """Return the PDF of a Typst source, the same bytes for the same source and timestamp."""
    import typst  # noqa: PLC0415 - a process that has compiled must not fork: only where it compiles

    with tempfile.TemporaryDirectory() as folder:
        for font in _fonts():
            Path(folder, font.name).symlink_to(font)
        made: Any = typst.compile(  # type: ignore[misc]
            source.encode(),
            font_paths=[folder],
            ignore_system_fonts=True,
            pdf_standards=["a-2a", "ua-1"],
            timestamp=timestamp,
        )
    return packed(bytes(made))


def _fonts() -> list[Path]:
    """Return the sans of the report and the one that fills in its missing characters.

    One file a face, in a folder of their own: of two files with one face, Typst takes whichever
    the file system names first, and the bytes would differ from machine to machine.
    """
    source_sans = Path(str(files("font_source_sans_pro"))) / "files"
    faces = [source_sans / f"SourceSansPro-{face}.ttf" for face in ("Regular", "It", "Semibold")]
    dejavu = Path(mpl.get_data_path()) / "fonts" / "ttf"
    return [*faces, dejavu / "DejaVuSans.ttf", dejavu / "DejaVuSansMono.ttf"]


def _timestamp(published: str) -> int:
    """Return SOURCE_DATE_EPOCH, or the day of publication, in seconds since 1970."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(epoch)
    day = date.fromisoformat(published) if published else date(1970, 1, 1)
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
