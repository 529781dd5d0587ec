"""The frames of an article as one Excel workbook, a sheet a frame.

The extra `xlsx` brings XlsxWriter. A text that looks like a formula or a link stays a text; the
workbook is dated by its article, so that two runs write the same bytes.
"""

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from beleg import BelegError
from beleg.reading.frames import Frames

INERT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(frames: Frames, path: Path) -> None:
    """Write the frames to an .xlsx file; raise BelegError if XlsxWriter is not installed."""
    try:
        writer = pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs={"options": INERT})
    except ModuleNotFoundError as error:
        raise BelegError("A workbook needs XlsxWriter: pip install 'beleg[xlsx]'.") from error
    day = frames.article.published
    created = (
        datetime(day.year, day.month, day.day, tzinfo=UTC)
        if day
        else datetime(1970, 1, 1, tzinfo=UTC)
    )
    with writer:
        writer.book.set_properties({"title": frames.article.title, "created": created})
        for name, frame in frames.named():
            cells = frame.map(
                lambda cell: " | ".join(map(str, cell)) if isinstance(cell, tuple) else cell
            )
            cells.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
