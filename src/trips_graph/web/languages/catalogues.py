"""The catalogues of translations: gettext's own format, one file for each room and language."""

from collections.abc import Iterator
from functools import cache
from gettext import NullTranslations
from importlib import resources as package_files
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations


@cache
def read_translations(language: str) -> NullTranslations:
    """Return the texts of all rooms in a language; none for English, which stands in the code."""
    whole = Catalog(locale=language)
    for catalogue in _read_catalogues(language):
        for message in catalogue:
            if message.id:
                whole[message.id] = message
    packed = BytesIO()
    write_mo(packed, whole)
    packed.seek(0)
    return Translations(packed)


def _read_catalogues(language: str) -> Iterator[Catalog]:
    folder = package_files.files("trips_graph.web") / "locale" / language
    files = folder.iterdir() if folder.is_dir() else ()
    for file in sorted(files, key=lambda file: file.name):
        if file.name.endswith(".po"):
            with file.open("rb") as source:
                yield read_po(source, locale=language)
