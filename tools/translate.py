"""Keeps the catalogues of translations at the texts of the code and the templates.

    python tools/translate.py           add what is missing, drop what is unused
    python tools/translate.py --check   fail where a text is missing, doubtful or unused

English stands in the code. Each room has a catalogue of its own: a text belongs to the room whose
template or module shows it.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).parents[1] / "src" / "trips_graph" / "web"
LANGUAGES = ("fr", "es")
SHARED = "shared"
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "mark": None, "say": None}
_JINJA = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
_OWN_ROOMS = ("sparql", "catalogue")

Text = str | tuple[str, ...]
"""A text; singular and plural where it has two."""
Shown = Mapping[Text, tuple[str, ...]]
"""The texts of a room, and the files that show each."""


def read_texts() -> Mapping[str, Shown]:
    """Return every text that is to be translated, by room."""
    found: dict[str, dict[Text, tuple[str, ...]]] = {}
    for file in sorted((*WEB.rglob("*.py"), *WEB.rglob("templates/**/*.html"))):
        place = file.relative_to(WEB)
        for text in _extract(file):
            room = found.setdefault(find_room(place), {})
            room[text] = tuple(sorted({*room.get(text, ()), str(place)}))
    return found


def find_room(place: Path) -> str:
    """Return the room of a file of the web room, by its path there."""
    first, *rest = place.parts
    if first in ("templates", "pages") and rest:
        return rest[0].removesuffix(".py")
    return first if first in _OWN_ROOMS else SHARED


def read_catalogue(language: str, room: str) -> Catalog:
    """Return the catalogue of a room; an empty one where there is none yet."""
    file = _path(language, room)
    return read_po(BytesIO(file.read_bytes() if file.exists() else b""), locale=language)


def update(language: str, room: str, texts: Shown) -> bytes:
    """Return the catalogue of a room with exactly these texts, as it is written to its file.

    A text that another room has translated already is taken from there; one that now has a plural
    is translated anew.
    """
    held, whole = read_catalogue(language, room), Catalog(locale=language, fuzzy=False)
    for text in sorted(texts, key=str):
        known = held.get(_key(text)) or _read_others(language).get(_key(text))
        fits = isinstance(known, Message) and known.pluralizable == isinstance(text, tuple)
        string = known.string if known and fits and known.string else None
        whole.add(text, string, locations=[(file, 0) for file in texts[text]])
    return _write(whole)


def write_catalogues() -> None:
    """Write every catalogue anew; a room without texts has none."""
    texts = read_texts()
    for language in LANGUAGES:
        for room in {*texts, *_rooms(language)}:
            file = _path(language, room)
            if room in texts:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(update(language, room, texts[room]))
            else:
                file.unlink()


def find_faults() -> Iterator[str]:
    """Return what is wrong with the catalogues, a line each."""
    texts = read_texts()
    for language in LANGUAGES:
        said: dict[str, tuple[str, object]] = {}
        for room in sorted({*texts, *_rooms(language)}):
            yield from _find_faults(language, room, texts.get(room, {}))
            for message in read_catalogue(language, room):
                before = said.setdefault(_key(message.id), (room, message.string))
                if message.id and before[1] != message.string:
                    yield f"{language}: {room} and {before[0]} differ on {_key(message.id)!r}"


def _find_faults(language: str, room: str, texts: Shown) -> Iterator[str]:
    held = {_key(item.id): item for item in read_catalogue(language, room) if item.id}
    wanted = {_key(text): text for text in texts}
    for key in held.keys() - wanted.keys():
        yield f"{language}/{room}.po: nothing shows {key!r}"
    for key in wanted:
        message = held.get(key)
        if message is None or not _is_whole(message):
            yield f"{language}/{room}.po: {key!r} is not translated"
        elif message.fuzzy:
            yield f"{language}/{room}.po: {key!r} is marked as doubtful"
        else:
            yield from (f"{language}/{room}.po: {key!r}: {error}" for error in message.check())


def _is_whole(message: Message) -> bool:
    """Return whether every form of a text is there."""
    strings = message.string or ""
    return all((strings,)) if isinstance(strings, str) else all(strings)


def _extract(file: Path) -> Iterator[Text]:
    method, options = ("jinja2", _JINJA) if file.suffix == ".html" else ("python", {})
    for _, text, _, _ in extract_from_file(method, str(file), _KEYWORDS, options=options):
        yield tuple(text) if isinstance(text, list | tuple) else text


def _key(text: object) -> str:
    return text[0] if isinstance(text, list | tuple) else str(text)


@cache
def _read_others(language: str) -> Mapping[str, Message]:
    found = (item for room in _rooms(language) for item in read_catalogue(language, room))
    return {_key(item.id): item for item in found if item.string}


def _rooms(language: str) -> list[str]:
    return [file.stem for file in sorted((WEB / "locale" / language).glob("*.po"))]


def _write(catalogue: Catalog) -> bytes:
    written = BytesIO()
    write_po(written, catalogue, width=0, omit_header=True, include_lineno=False)
    return written.getvalue()


def _path(language: str, room: str) -> Path:
    return WEB / "locale" / language / f"{room}.po"


def main() -> int:
    """Return the exit code."""
    parser = argparse.ArgumentParser(description="Keep the catalogues at the texts of the code.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail on any fault")
    if parser.parse_args().check:
        faults = tuple(find_faults())
        print("\n".join(faults) or "every text is translated")
        return bool(faults)
    write_catalogues()
    return 0


if __name__ == "__main__":
    sys.exit(main())
