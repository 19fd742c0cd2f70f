"""The ledger of a harvest, `harvest.json`: what the gateway said of each page that is held.

It is written before a page gets its name, so that a page without a line in the manifest is known.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from trips_graph.errors import BadInput
from trips_graph.reports.harvest.disk import write_whole
from trips_graph.reports.harvest.pages import Page

NAME = "harvest.json"


@dataclass(frozen=True, slots=True)
class Held:
    """A page as it is held. `retrieved`: its content was fetched; `asked`: the last answer came."""

    page: Page
    address: str
    file: str
    sha256: str
    etag: str | None
    last_modified: str | None
    retrieved: date
    asked: datetime


@dataclass(frozen=True, slots=True)
class Ledger:
    """The pages held, and since when a run goes on that has not come to its end."""

    unfinished_since: datetime | None = None
    pages: tuple[Held, ...] = ()

    def find(self, page: Page) -> Held | None:
        """Return what is known of a page."""
        return next((held for held in self.pages if held.page == page), None)

    def with_page(self, held: Held) -> "Ledger":
        """Return the ledger with this page in the place of what was known of it."""
        others = (item for item in self.pages if item.page != held.page)
        ordered = sorted(
            (*others, held), key=lambda item: (int(item.page.number), item.page.language)
        )
        return replace(self, pages=tuple(ordered))


_LEDGER = TypeAdapter(Ledger)


def read_ledger(folder: Path) -> Ledger:
    """Return the ledger of a folder, empty where there is none.

    Errors: `BadInput` where it was not written by this program.
    """
    path = folder / NAME
    if not path.exists():
        return Ledger()
    try:
        return _LEDGER.validate_json(path.read_bytes())
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"])) or "its start"
        raise BadInput(
            f"{path}: no ledger of a harvest ({place}: {fault['msg']}). "
            "Move it away: no page is lost, each is asked for again"
        ) from error


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """Write the ledger of a folder in one step."""
    write_whole(folder / NAME, _LEDGER.dump_json(ledger, indent=1) + b"\n")
