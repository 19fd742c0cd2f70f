"""Results of the shapes: what was only warned of, by shape, a page at a time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from http import HTTPStatus
from itertools import groupby
from typing import Annotated

from fastapi import Query, Request
from pyoxigraph import NamedNode
from starlette.responses import Response

from trips_graph.model.graph import ShapeResult
from trips_graph.web.labels import Labels, read_labels
from trips_graph.web.languages.locale import mark, say
from trips_graph.web.pages.quality.record import results_of
from trips_graph.web.pages.quality.tables import Table, write_address
from trips_graph.web.pages.vocabulary.shapes import read_names
from trips_graph.web.problems import Declined
from trips_graph.web.reader import Reader, ReaderOf
from trips_graph.web.shown import Shown

PAGE = 50
_MOST_LABELS = 20 * PAGE
PATH = "/quality/shapes"
HEADINGS = {
    "severity": mark("Severity"),
    "source_shape": mark("Shape"),
    "focus_node": mark("Thing"),
    "path": mark("Property"),
    "value": mark("Value"),
    "message": mark("Message"),
    "constraint": mark("Constraint"),
    "place": mark("Place"),
}
_PLACES = {
    "report": mark("report %(number)s"),
    "line": mark("line %(number)s"),
    "section": mark("section %(number)s"),
    "paragraph": mark("paragraph %(number)s"),
}
SEVERITIES = {"Violation": mark("violation"), "Warning": mark("warning"), "Info": mark("remark")}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which results are shown: of a shape, of a severity, on which page."""

    shape: str = ""
    severity: str = ""
    page: int = 1

    def fits(self, result: ShapeResult) -> bool:
        """Return whether a result is among the wanted."""
        return self.shape in ("", result.source_shape) and self.severity in ("", result.severity)

    def link(self, path: str = PATH, **other: str | int) -> str:
        """Return the address of the page with some wishes changed."""
        asked = {"shape": self.shape, "severity": self.severity, "page": self.page, **other}
        return write_address(path, asked)


@dataclass(frozen=True, slots=True)
class Broken:
    """A shape that was not kept: how severe that is, what it says, by how many things."""

    shape: str
    severity: str
    message: str
    count: int


@dataclass(frozen=True, slots=True)
class Place:
    """One result on the page: the thing, the property, the value, and where it was read."""

    node: Shown
    path: Shown | None
    value: Shown | None
    place: str


ShapeOf = Annotated[str, Query(max_length=100)]


def get_results(
    request: Request,
    reader: ReaderOf,
    shape: ShapeOf = "",
    severity: Annotated[str, Query(max_length=20)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Return one page of the results of the shapes."""
    asked, results = Asked(shape, severity, page), results_of(reader.site)
    found = [result for result in results if asked.fits(result)]
    shown = found[(page - 1) * PAGE : page * PAGE]
    if page > 1 and not shown:
        raise Declined(HTTPStatus.NOT_FOUND, say("The results end before this page."))
    return reader.page(
        "quality/shapes.html", request, title=reader.gettext("Results of the shapes"), asked=asked,
        broken=summarise(results), severities=SEVERITIES, known=read_names(),
        found=len(found), all=len(results),
        groups=list(_groups(reader, shown)), more=len(found) > page * PAGE,
        first=(page - 1) * PAGE + 1,
    )  # fmt: skip


def table_of(reader: Reader, asked: Asked) -> Table:
    """Return the wanted results as a table, on one page."""
    found = [result for result in results_of(reader.site) if asked.fits(result)]
    return Table(
        HEADINGS, lambda: [{**asdict(item), "severity": item.severity.lower()} for item in found]
    )


def summarise(results: Sequence[ShapeResult]) -> list[Broken]:
    """Return each shape that was not kept, the worst first."""
    counts = Counter((result.severity, result.source_shape) for result in results)
    first = {(result.severity, result.source_shape): result.message for result in reversed(results)}
    return [
        Broken(shape, severity, first[severity, shape], counts[severity, shape])
        for severity, shape in dict.fromkeys((r.severity, r.source_shape) for r in results)
    ]


def _groups(reader: Reader, results: Sequence[ShapeResult]) -> Iterator[tuple[Broken, list[Place]]]:
    """Yield the results on a page by shape and message."""
    labels = _read_labels(reader, results)
    grouped = groupby(results, key=lambda r: (r.severity, r.source_shape, r.message))
    for (severity, shape, message), group in grouped:
        places = [_place(reader, result, labels) for result in group]
        yield Broken(shape, severity, message, len(places)), places


def _place(reader: Reader, result: ShapeResult, labels: Labels) -> Place:
    return Place(
        _show_node(reader, result.focus_node, labels),
        reader.show_text(result.path) if result.path else None,
        reader.show_text(result.value) if result.value else None,
        _tell_place(reader, result.place),
    )


def _tell_place(reader: Reader, place: str) -> str:
    """Return `report 1000364, line 12` in the reader's language."""
    told = []
    for part in place.split(", "):
        word, _, number = part.partition(" ")
        known = _PLACES.get(word)
        told.append(reader.gettext(known) % {"number": number} if known else part)
    return ", ".join(told)


def _show_node(reader: Reader, iri: str, labels: Labels) -> Shown:
    """Return a thing by its label, with its kind and key where it has none."""
    plain = reader.show_text(iri)
    if (label := labels.get(iri)) is None:
        return plain
    text, language = reader.tell(label)
    return Shown(text, language, plain.href, plain.external)


def _read_labels(reader: Reader, results: Sequence[ShapeResult]) -> Labels:
    """Return the labels of the things on a page; of what is no IRI there are none."""
    nodes = []
    for iri in dict.fromkeys(result.focus_node for result in results):
        with suppress(ValueError):
            nodes.append(NamedNode(iri))
    found = reader.site.ask_about("label", nodes, _MOST_LABELS)
    return read_labels(found, reader.language)
