"""The report's language: one gettext catalogue a language, number and date formats by Babel.

A prose message is its own English text. Words for values («theme.engines») are symbols that the
English catalogue spells out too, so that a third language joins by one more file.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from babel import Locale, dates, lists, numbers
from babel.core import get_global
from babel.messages.pofile import read_po

from beleg import BelegError, project

LOCALES = project.PACKAGE / "showing" / "locale"
# Trillion, billion, million; what is smaller is written out in full.
SCALES = (12, 9, 6)
# "en" alone would write dates and lists as in the United States.
FORMATS = {"en": "en_GB"}


@dataclass(frozen=True)
class Language:
    """A language that a report can be written in, by its code: "en", "de"."""

    code: str

    @property
    def _formats(self) -> str:
        return FORMATS.get(self.code, self.code)

    def text(self, message: str) -> str:
        """Return the translation of a message, the message itself where there is none."""
        return catalogue(self.code).get(message, (message,))[0]

    def word(self, kind: str, value: str) -> str:
        """Return the word for a value («theme», «engines»), the value itself if there is none."""
        return catalogue(self.code).get(f"{kind}.{value}", (value,))[0]

    def plural(self, one: str, many: str, number: float) -> str:
        """Return the form of a message that fits a number."""
        found = catalogue(self.code).get(one, (one, many))
        return found[0 if number == 1 else -1]

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with the language's separators, with exactly so many decimals."""
        pattern = "#,##0." + "0" * digits if digits else "#,##0"
        return numbers.format_decimal(value, pattern, locale=self._formats)

    def figure(self, value: float, digits: int = 2) -> str:
        """Return a number with its scale in words where it is large: «19 billion», «15»."""
        for zeros in SCALES:
            scaled = round(value / 10**zeros, digits)
            if abs(scaled) >= 1:
                form = self.plural(f"scale.{zeros}", f"scale.{zeros}", scaled)
                return form.format(number=numbers.format_decimal(scaled, locale=self._formats))
        return numbers.format_decimal(round(value, digits), locale=self._formats)

    def amount(self, value: float, unit: str, digits: int = 2) -> str:
        """Return a number with its unit: «19 billion US dollars», «5.5%», «15 projects»."""
        if unit == "percent":
            return self.percent(value / 100)
        name = self.plural(f"unit.{unit}", unit, value)
        return f"{self.figure(value, digits)}\u00a0{name}"

    def percent(self, share: float, digits: int = 1) -> str:
        """Return a share of one as per cent, with at most so many decimals."""
        pattern = Locale.parse(self._formats).percent_formats[None].pattern
        zeros = "." + "#" * digits if digits else ""
        return numbers.format_percent(
            share, pattern.replace("#,##0", f"#,##0{zeros}"), self._formats
        )

    def place(self, name: str) -> str:
        """Return a country's name in this language, from its German name or alpha-3 code."""
        return str(Locale.parse(self._formats).territories.get(_countries().get(name, ""), name))

    def day(self, day: date) -> str:
        """Return a date in words."""
        return dates.format_date(day, "long", locale=self._formats)

    def all(self, items: list[str]) -> str:
        """Return a list in words: «a, b and c»."""
        return lists.format_list(items, locale=self._formats)


def find(code: str) -> Language:
    """Return the language of a code; raise BelegError that names those there are."""
    known = sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
    if code not in known:
        raise BelegError(f"No report language «{code}»: choose one of {', '.join(known)}.")
    return Language(code)


@cache
def catalogue(code: str) -> dict[str, tuple[str, ...]]:
    """Return the messages of a language: message id -> its forms (one, or singular and plural)."""
    with (LOCALES / code / "LC_MESSAGES" / "beleg.po").open("rb") as file:
        found: Any = read_po(file, locale=code, abort_invalid=True)
    entries = {}
    for message in found:
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if key and all(forms) and not message.fuzzy:
            entries[key] = tuple(forms)
    return entries


@cache
def _countries() -> dict[str, str]:
    """Return the alpha-2 code of a country by its German name or its alpha-3 code."""
    codes = {name: code for code, name in Locale("de").territories.items() if len(code) == 2}
    aliases = get_global("territory_aliases")
    return codes | {alias: codes[0] for alias, codes in aliases.items() if len(alias) == 3}
