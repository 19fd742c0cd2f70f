"""Which pages of the gateway are wanted: numbers and addresses become `Page`s, each once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from trips_graph.errors import BadInput
from trips_graph.model.report import PageType, ReportNumber

ARTICLES = {"67": PageType.TECHNICAL_COOPERATION, "66.2": PageType.TECHNOLOGY_TRANSFER}
"""The type of page for reports under an Article of the TRIPS Agreement."""
_NUMBER = re.compile(r"[1-9][0-9]{0,9}")
_ADDRESS = re.compile(
    rf"https?://[^/\s?#]+/(?:[^\s?#]*/)?(?P<type>{'|'.join(PageType)})"
    rf"/View/(?P<number>{_NUMBER.pattern})/?(?:[?#]\S*)?",
    re.IGNORECASE,
)
_TYPES = {item.lower(): item for item in PageType}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the gateway. Type and number are its identity, the language its dress."""

    number: ReportNumber
    type: PageType
    language: str

    def address(self, gateway: str) -> str:
        """Return where this page stands on a gateway."""
        return f"{gateway}/{self.language}/{self.type}/View/{self.number}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: numbers or addresses, a file of them, and how to take bare numbers."""

    given: tuple[str, ...]
    listed: Path | None = None
    type: PageType = PageType.TECHNICAL_COOPERATION
    language: str = "en"


def read_pages(wanted: Wanted) -> tuple[Page, ...]:
    """Return the wanted pages in the order given, each once.

    A list holds one number or address a line; blank lines and lines that start with `#` are left
    out. Of an address only type and number count, as nothing else in it tells the page.

    Errors: `BadInput` with every entry that is neither, and for a number given with two types:
    both types share one series of numbers.
    """
    first: dict[ReportNumber, Page] = {}
    faults = []
    for place, text in _entries(wanted):
        try:
            page = _read_page(text, wanted)
            if first.setdefault(page.number, page).type != page.type:
                raise ValueError(f"number {page.number} stands there with another type already")
        except ValueError as error:
            faults.append(f"{place}: {error}")
    if faults:
        raise BadInput("\n".join(faults))
    if not first:
        raise BadInput(f"{wanted.listed}: no number in it. Write one number or address a line.")
    return tuple(first.values())


def identify(address: str) -> tuple[PageType, ReportNumber] | None:
    """Return the identity of the page at an address, None where it is no page of a report."""
    found = _ADDRESS.fullmatch(address)
    return (_TYPES[found["type"].lower()], ReportNumber(found["number"])) if found else None


def _entries(wanted: Wanted) -> Iterator[tuple[str, str]]:
    yield from (("command line", text.strip()) for text in wanted.given)
    if wanted.listed is not None:
        yield from _listed(wanted.listed, _read_lines(wanted.listed))


def _listed(path: Path, lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            yield f"{path}, line {number}", line.strip()


def _read_lines(path: Path) -> Sequence[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: the list cannot be read ({error})") from error


def _read_page(text: str, wanted: Wanted) -> Page:
    if _NUMBER.fullmatch(text):
        return Page(ReportNumber(text), wanted.type, wanted.language)
    known = identify(text)
    if known is None:
        raise ValueError(f"{text!r} is neither the number nor the address of an e-TRIPS report")
    return Page(known[1], known[0], wanted.language)
