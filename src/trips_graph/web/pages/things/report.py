"""The tables of a report: its rows, what the narrative tells, its figures, its sections."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from trips_graph.model.index import fold
from trips_graph.terms import dcterms, tg
from trips_graph.web.labels import Labels
from trips_graph.web.pages.things.facts import PAGE
from trips_graph.web.pages.things.nodes import (
    Node,
    Statements,
    first,
    read_names,
    read_nodes,
    read_statements,
)
from trips_graph.web.pages.things.thing import Thing, read_iri
from trips_graph.web.pages.things.values import count_figure
from trips_graph.web.querying.engine import Term
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown
from trips_graph.web.site import read_query

_NAMED = (tg.beneficiary, tg.about, tg.figureKind, tg.unit)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: its number and where it stands as written, and the activity."""

    number: str
    entry: str
    title: Shown
    start: str
    beneficiaries: tuple[Shown, ...]
    status: Shown | None
    category: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a report states."""

    kind: Shown
    counted: str
    about: Shown | None


@dataclass(frozen=True, slots=True)
class Tables:
    """What a report holds; `total` counts all rows, of which a page shows some."""

    rows: tuple[Row, ...]
    total: int
    page: int
    activities: tuple[Node, ...]
    figures: tuple[Figure, ...]
    sections: tuple[Node, ...]
    state: str

    @property
    def pages(self) -> int:
        """How many pages the table has."""
        return max(-(-self.total // PAGE), 1)


def read_tables(reader: Reader, thing: Thing, page: int) -> Tables:
    """Return the tables of a report, its rows by pages of `PAGE`; only the first has the others."""
    rows, total = _read_rows(reader, thing, page), _count(reader, thing)
    state = thing.notation(tg.tableState.value, "table-state-")
    if page > 1:
        return Tables(rows, total, page, (), (), (), state)
    activities = read_nodes(reader, _ask(reader, thing, "report-activities"))
    sections = read_nodes(reader, _ask(reader, thing, "report-sections"))
    return Tables(
        rows,
        total,
        page,
        tuple(sorted(activities, key=_by_start)),
        _read_figures(reader, thing),
        tuple(sorted(sections, key=lambda node: node.order)),
        state,
    )


def _by_start(node: Node) -> tuple[str, str]:
    return node.date, fold(node.shown.text)


def _count(reader: Reader, thing: Thing) -> int:
    totals = [row[-1] for row in reader.ask("report-entry-count", thing=thing.iri).rows]
    return sum(int(total.value) for total in totals if isinstance(total, Literal))


def _ask(reader: Reader, thing: Thing, name: str, page: int = 1) -> list[str]:
    """Return a page of what one of our queries finds; SPARQL binds no LIMIT."""
    query = f"{read_query(name)}\nLIMIT {PAGE:d} OFFSET {(page - 1) * PAGE:d}"
    rows = reader.site.ask_query(query, PAGE, thing=thing.iri).records()
    return [read_iri(row["node"]) for row in rows]


def _read_rows(reader: Reader, thing: Thing, page: int) -> tuple[Row, ...]:
    entries = read_statements(reader, _ask(reader, thing, "report-entries", page))
    described = {read_iri(term) for entry in entries.values() for term in entry.get(_DESCRIBES, ())}
    activities = read_statements(reader, sorted(described))
    labels = _name_all(reader, activities.values())
    return tuple(_row(reader, iri, entries[iri], activities, labels) for iri in entries)


def _row(
    reader: Reader,
    iri: str,
    entry: Statements,
    activities: Mapping[str, Statements],
    labels: Labels,
) -> Row:
    stated = Shown(first(entry, tg.statedTitle))
    activity = next(iter(entry.get(_DESCRIBES, ())), None)
    done = activities.get(read_iri(activity), {})
    who = (reader.show(term, labels) for term in done.get(tg.beneficiary.value, ()))
    title = first(done, dcterms.title)
    return Row(
        first(entry, tg.rowNumber),
        reader.href(iri),
        Shown(title or stated.text, "", reader.href(read_iri(activity))) if activity else stated,
        first(done, tg.startDate),
        tuple(sorted(who, key=lambda item: fold(item.text))),
        _shown(reader, done, tg.beneficiaryStatus, labels),
        first(entry, tg.statedCategory),
    )


def _read_figures(reader: Reader, thing: Thing) -> tuple[Figure, ...]:
    found = read_statements(reader, _ask(reader, thing, "report-figures"))
    labels = _name_all(reader, found.values())
    figures = (_figure(reader, iri, statements, labels) for iri, statements in found.items())
    return tuple(sorted(figures, key=lambda item: (fold(item.kind.text), item.kind.href)))


def _figure(reader: Reader, iri: str, statements: Statements, labels: Labels) -> Figure:
    kind = _shown(reader, statements, tg.figureKind, labels) or reader.show(NamedNode(iri))
    what, unit = (_value(statements, name) for name in (tg.figureKind, tg.unit))
    qualifier, value = first(statements, tg.qualifier), first(statements, tg.value)
    return Figure(
        Shown(kind.text, kind.lang, reader.href(iri)),
        count_figure(reader, what, qualifier, value, unit),
        _shown(reader, statements, tg.about, labels),
    )


def _shown(reader: Reader, statements: Statements, name: NamedNode, labels: Labels) -> Shown | None:
    value = _value(statements, name)
    return reader.show(value, labels) if value is not None else None


def _value(statements: Statements, name: NamedNode) -> Term | None:
    return next(iter(statements.get(name.value, ())), None)


def _name_all(reader: Reader, found: Iterable[Statements]) -> Labels:
    """Return the names of what some statements lead to, where the server does not hold them."""
    around: set[Term] = {
        term for statements in found for name in _NAMED for term in statements.get(name.value, ())
    }
    unknown = {read_iri(term) for term in around if isinstance(term, NamedNode)}
    wanted = sorted(unknown - reader.site.vocabulary.keys())
    return read_names(reader, read_statements(reader, wanted))


_DESCRIBES = tg.describes.value
