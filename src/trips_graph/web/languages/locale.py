"""A locale: the language that a page is written in, and the address at which it always is."""

from dataclasses import dataclass
from datetime import date

import babel
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from trips_graph.web.languages.catalogues import read_translations

LANGUAGES = ("en", "fr", "es")
NAMES = {"en": "English", "fr": "Français", "es": "Español"}
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
        return format_decimal(number, locale=_CONVENTIONS[self.language])

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
            return format_date(date.fromisoformat(text), "long", locale=_CONVENTIONS[self.language])
        except ValueError:
            return text


def mark(message: str) -> str:
    """Return the text itself: it is translated where it is shown, and is listed for that here."""
    return message
