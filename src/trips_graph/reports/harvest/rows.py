"""Lines of a manifest as they are written: a harvest changes its own cells and no other."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from trips_graph.model.report import Rendition
from trips_graph.reports.harvest.disk import write_whole
from trips_graph.reports.harvest.ledger import Held
from trips_graph.reports.harvest.pages import Page
from trips_graph.reports.manifest import COLUMNS, EARLIER, NAME, read_manifest

_CONTENT_LANGUAGE = "en"  # of every page seen so far, whatever the language around the content

_UNPRINTED = ("symbol", "symbol_source", "circulated", "communicated", "communicated_source")


@dataclass(frozen=True, slots=True)
class Rows:
    """The columns of a manifest and the cells of its lines, as strings."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]

    def find(self, number: str) -> Mapping[str, str] | None:
        """Return the cells of a report's line."""
        return next((row for row in self.rows if row["number"] == number), None)


def read_rows(folder: Path) -> Rows:
    """Return the lines of a folder's manifest, none where it has no manifest.

    Errors: `BadTable` as told by `manifest.read_manifest`.
    """
    manifest = read_manifest(folder)
    if not manifest.path.exists():
        return Rows((*COLUMNS, EARLIER), ())
    with manifest.path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        rows = tuple(reader)
    columns = tuple(reader.fieldnames or ())
    return Rows(columns if EARLIER in columns else (*columns, EARLIER), rows)


def enter(folder: Path, held: Held, earlier: Iterable[str], project: Rows) -> None:
    """Write what is held of a page into its line of the manifest; a new line where it has none.

    What somebody filled in stays: the cells that tell of the report, and an address. A new line
    takes from the project's own manifest what no page prints.
    """
    known = read_rows(folder)
    old = known.find(held.page.number)
    new = dict(old or _new_row(held.page, known.columns, project)) | {
        "file": held.file,
        "sha256": held.sha256,
        "rendition": Rendition.AS_PUBLISHED.value,
        "retrieved": held.retrieved.isoformat(),
        EARLIER: " ".join(earlier),
    }
    new["address"] = new["address"] or held.address
    if new == old:
        return
    rows = tuple(new if row is old else row for row in known.rows)
    _write_rows(folder, Rows(known.columns, rows if old else (*rows, new)))


def _new_row(page: Page, columns: Iterable[str], project: Rows) -> dict[str, str]:
    row = project.find(page.number) or {}
    unprinted = {
        name: row.get(name, "") for name in _UNPRINTED if row.get("page_type") == page.type
    }
    told = {"number": page.number, "page_type": page.type.value, "language": _CONTENT_LANGUAGE}
    return dict.fromkeys(columns, "") | unprinted | told


def _write_rows(folder: Path, rows: Rows) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows.columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows.rows)
    write_whole(folder / NAME, text.getvalue().encode())
