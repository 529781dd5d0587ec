"""Where data and notebooks lie: beside lib/ in a checkout, inside the package in a wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = PACKAGE.parents[1]
ROOT = _CHECKOUT if (_CHECKOUT / "data" / "lexicon").is_dir() else PACKAGE / "share"

ARTICLES = ROOT / "data" / "articles"
LEXICON = ROOT / "data" / "lexicon"
OFFICIAL = ROOT / "data" / "official"
NOTEBOOKS = ROOT / "notebooks"
