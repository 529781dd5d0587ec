"""Made-up snapshots by commodity, so labelled in their records: no figure in them is real."""

from pathlib import Path
from typing import Any

import pandas as pd

from beleg.checking import official
from beleg.extra import comtrade

TITLE = "MADE-UP FIGURES FOR A TEST"
NUMBER = {"RUS": "643", "BLR": "112", "WLD": "0", "CHN": "156"}
LETTER = {name: letter for letter, name in official.FLOWS.items()}

Values = dict[tuple[str, str, str], float]  # reporter, partner, code -> US dollars


def table(values: Values, *, year: int = 2021, hs: str = "H5", flow: str = "import") -> bytes:
    """Return made-up values as a CSV in the columns of UN Comtrade."""
    rows = [
        {
            "refYear": year,
            "reporterCode": NUMBER[reporter],
            "reporterISO": reporter,
            "flowCode": LETTER[flow],
            "partnerCode": NUMBER[partner],
            "partnerISO": "W00" if partner == "WLD" else partner,
            "partner2Code": 0,
            "classificationCode": hs,
            "cmdCode": code,
            "customsCode": "C00",
            "motCode": 0,
            "primaryValue": usd,
        }
        for (reporter, partner, code), usd in values.items()
    ]
    return pd.DataFrame(rows).to_csv(index=False).encode()


def snapshot(folder: Path, values: Values, **about: Any) -> Path:
    """Write made-up imports as a snapshot; return `folder`.

    `about`: year, hs, partners (those asked for), name of the snapshot, day it was retrieved.
    """
    columns = {key: about[key] for key in ("year", "hs") if key in about}
    partners = about.get("partners", ["WLD", "BLR", "CHN", "RUS"])
    query = {"codes": "all", "partners": partners}
    target = folder / about.get("name", "comtrade-made-up")
    day = about.get("day", "2025-12-31")
    comtrade.write(target, table(values, **columns), query, title=TITLE, day=day)
    return folder
