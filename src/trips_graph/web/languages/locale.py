"""A locale: the language that a page is written in, and the address at which it always is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import babel
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

from trips_graph.model.question import Text
from trips_graph.web.languages.catalogues import read_translations

LANGUAGES = ("en", "fr", "es")
NAMES = {"en": "English", "fr": "Français", "es": "Español"}
_UNITS = (("gigabyte", 10**9), ("megabyte", 10**6), ("kilobyte", 10**3))
_MINUS = "\N{MINUS SIGN}"  # as type sets it; the locales' own is a hyphen
_AMOUNT = "#,##0.###"
_CONVENTIONS = {"en": "en_GB", "fr": "fr", "es": "es"}


@dataclass(frozen=True, slots=True)
class Locale:
    """One of our languages; `prefix` is "/fr" where the address names it, "" where it does not."""

    language: str
    prefix: str = ""

    def gettext(self, message: str) -> str:
        """Return an English text in this language; itself where the catalogues lack it."""
        return read_translations(self.language).gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the form of an English text that this language has for a number."""
        return read_translations(self.language).ngettext(singular, plural, number)

    def number(self, number: int | float) -> str:
        """Return a number with the marks of this language between its digits."""
        written = format_decimal(number, locale=_CONVENTIONS[self.language])
        return written.replace("-", _MINUS)

    def money(self, number: int | float, code: str) -> str:
        """Return an amount of a currency of ISO 4217, called as this language counts it."""
        locale = _CONVENTIONS[self.language]
        return format_currency(
            number, code, _AMOUNT, locale, currency_digits=False, format_type="name"
        )

    def percent(self, share: float) -> str:
        """Return a share, 0 to 1, in percent."""
        return format_percent(share, locale=_CONVENTIONS[self.language])

    def size(self, number: int) -> str:
        """Return how large a file of that many bytes is, in the unit that makes it short."""
        unit, factor = next((item for item in _UNITS if number >= item[1]), ("byte", 1))
        locale = _CONVENTIONS[self.language]
        return format_unit(round(number / factor, 1), f"digital-{unit}", "short", locale=locale)

    def list(self, items: tuple[str, ...]) -> str:
        """Return texts as this language enumerates them."""
        return format_list(items, locale=_CONVENTIONS[self.language])

    def language_name(self, tag: str) -> str:
        """Return what a language is called in this one; a tag that is none as it is."""
        try:
            return babel.Locale.parse(tag, sep="-").get_display_name(self.language) or tag
        except (ValueError, babel.UnknownLocaleError):
            return tag

    def date(self, text: str) -> str:
        """Return a day or a month of ISO 8601 as it is read; any other text as it is."""
        try:
            if len(text) == len("2018-10"):
                month = date.fromisoformat(text + "-01")
                return format_skeleton("yMMMM", month, locale=_CONVENTIONS[self.language])
            day = date.fromisoformat(text)
        except ValueError:
            return text
        written = format_date(day, "long", locale=_CONVENTIONS[self.language])
        return written.replace("1", "1er", 1) if self.language == "fr" and day.day == 1 else written

    def until(self, text: str) -> str:
        """Return that something lasted until a day, a month or a year of ISO 8601."""
        told = self.date(text)
        if len(text) == len("2018"):
            return self.gettext("until %(year)s") % {"year": told}
        if len(text) == len("2018-10"):
            return self.gettext("until %(month)s") % {"month": told}
        return self.gettext("until %(day)s") % {"day": told}


@dataclass(frozen=True, slots=True)
class Said:
    """A text with values in it, which is told in a language once its reader is known.

    A value may be another such text, a text of ours in each language, or several to enumerate.
    """

    message: str
    values: Mapping[str, object]

    def tell(self, locale: Locale) -> str:
        """Return the text in the language of a reader."""
        text = locale.gettext(self.message)
        told = {name: _tell(value, locale) for name, value in self.values.items()}
        return text % told if told else text

    def __str__(self) -> str:
        """Return the text in English, as programs get it."""
        return self.tell(Locale("en"))


def say(message: str, **values: object) -> Said:
    """Return a text with values: its words are marked, so that they are translated."""
    return Said(message, values)


def join(said: Iterable[Said]) -> Said:
    """Return several texts, one after the other, as one."""
    values = {f"part{place}": part for place, part in enumerate(said)}
    return Said(" ".join(f"%({name})s" for name in values), values)


def name_field(name: str, heading: str | Text) -> Said:
    """Return a field of an address by its heading and, in brackets, by the name that it has there.

    A field without a heading goes by its name.
    """
    if not heading:
        return Said("%(name)s", {"name": name})
    shown = heading if isinstance(heading, Text) else Said(heading, {})
    return Said("%(heading)s (%(name)s)", {"heading": shown, "name": name})


def _tell(value: object, locale: Locale) -> object:
    if isinstance(value, Said):
        return value.tell(locale)
    if isinstance(value, Text):
        return value.say(locale.language)
    if isinstance(value, int):
        return locale.number(value)
    if isinstance(value, tuple):
        return locale.list(tuple(str(_tell(item, locale)) for item in value))
    return value


def mark(message: str) -> str:
    """Return the text itself: it is translated where it is shown, and is listed for that here."""
    return message
