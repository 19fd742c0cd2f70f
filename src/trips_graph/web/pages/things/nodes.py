"""Nodes: what a line about a thing tells in a list of things."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from trips_graph.model.index import fold
from trips_graph.terms import dcterms, tg
from trips_graph.web.labels import Labels, best_label, read_labels
from trips_graph.web.pages.things.thing import NAMES, read_iri
from trips_graph.web.pages.things.values import name_figure
from trips_graph.web.querying.engine import Term
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown, brief

_MOST_STATEMENTS = 100_000
_QUOTED = 60  # letters of a passage that tell it from others of its line
_DIGITS = re.compile(r"(\d{1,18})")  # Python reads no numbers of thousands of digits
Statements = Mapping[str, Sequence[Term]]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in a list: `date` as stated, who reported or filed it, the report, its symbol.

    `printed` is the start of a row as it is printed: no order can be made of it.
    `quote` are the first words of a passage.
    """

    shown: Shown
    date: str = ""
    by: Shown | None = None
    report: Shown | None = None
    symbol: str = ""
    printed: str = ""
    quote: str = ""

    @property
    def order(self) -> tuple[bool, tuple[int, ...], list[tuple[int, str]], str]:
        """Its place: dates before none, the newest first, then by label, numbers as numbers."""
        newest = tuple(-int(part) for part in _DIGITS.findall(self.date))
        return not self.date, newest, _natural(self.shown.text), self.shown.href


def read_statements(reader: Reader, iris: Iterable[str]) -> Mapping[str, Statements]:
    """Return what a line tells of some things, by IRI and property, in the order given."""
    found: dict[str, dict[str, list[Term]]] = {iri: defaultdict(list) for iri in iris}
    if not found:
        return found
    rows = reader.site.ask_about("nodes", map(NamedNode, found), _MOST_STATEMENTS)
    for row in rows.records():
        if (value := row["value"]) is not None:
            found[read_iri(row["node"])][read_iri(row["property"])].append(value)
    return found


def read_nodes(reader: Reader, iris: Iterable[str]) -> tuple[Node, ...]:
    """Return some things as they stand in a list, in the order given."""
    found = read_statements(reader, iris)
    around = {
        read_iri(term)
        for statements in found.values()
        for term in _all(statements, tg.reportedBy, tg.submittedBy)
        if read_iri(term) not in reader.site.vocabulary
    }
    labels = read_names(reader, read_statements(reader, sorted(around)))
    quotes = _read_quotes(reader, found)
    nodes = {iri: make_node(reader, iri, found[iri], labels) for iri in found}
    return tuple(replace(node, quote=quotes.get(iri, "")) for iri, node in nodes.items())


def make_node(reader: Reader, iri: str, statements: Statements, labels: Labels) -> Node:
    """Return a thing as it stands in a list; `labels` are those of what it names."""
    own = _name(statements, reader.language)
    names = {iri: own} if own else {}
    by = next(iter(_all(statements, tg.reportedBy, tg.submittedBy)), None)
    report = next(iter(_all(statements, tg.reportedIn, dcterms.isPartOf)), None)
    until = first(statements, tg.nameUntil)
    shown = reader.show(NamedNode(iri), names)
    if counted := _name_figure(reader, statements):
        shown = replace(shown, text=counted, lang="")
    text = f"{first(statements, tg.sectionNumber)} {shown.text}".strip()
    if until:
        text = f"{text} ({reader.locale.until(until)})"
    return Node(
        replace(shown, text=text),
        first(statements, tg.startDate, tg.reportYear),
        reader.show(by, labels) if by else None,
        _show_report(reader, report) if report else None,
        first(statements, dcterms.identifier),
        first(statements, tg.statedStart),
    )


def read_names(reader: Reader, found: Mapping[str, Statements]) -> Labels:
    """Return the best name of each thing, by IRI."""
    names = ((iri, _name(statements, reader.language)) for iri, statements in found.items())
    return {iri: name for iri, name in names if name is not None}


def _read_quotes(reader: Reader, iris: Iterable[str]) -> Mapping[str, str]:
    """Return the first words of the passages among some things, by IRI."""
    passages = [NamedNode(iri) for iri in iris if iri.startswith(reader.site.iri("id/evidence/"))]
    if not passages:
        return {}
    rows = reader.site.ask_about("quotes", passages, _MOST_STATEMENTS)
    return {iri: brief(quote.value, _QUOTED) for iri, quote in read_labels(rows, "").items()}


def first(statements: Statements, *properties: NamedNode) -> str:
    """Return the first text of some properties, "" where there is none."""
    found = _all(statements, *properties)
    return next((term.value for term in found if isinstance(term, Literal)), "")


def _name(statements: Statements, language: str) -> Literal | None:
    names = (best_label(statements.get(name, ()), language) for name in NAMES)
    return next((name for name in names if name is not None), None)


def _name_figure(reader: Reader, statements: Statements) -> str:
    kind = next(iter(statements.get(tg.figureKind.value, ())), None)
    unit = next(iter(statements.get(tg.unit.value, ())), None)
    qualifier, value = first(statements, tg.qualifier), first(statements, tg.value)
    return name_figure(reader, kind, qualifier, value, unit)


def _show_report(reader: Reader, report: Term) -> Shown:
    """Return a report by its number alone: its submitter stands beside."""
    iri = read_iri(report)
    return Shown(iri.rpartition("/")[2], href=reader.href(iri))


def _all(statements: Statements, *properties: NamedNode) -> list[Term]:
    return [term for name in properties for term in statements.get(name.value, ())]


def _natural(text: str) -> list[tuple[int, str]]:
    """Return what sorts texts as people do: row 2 before row 10, capitals or not."""
    parts = _DIGITS.split(fold(text))
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
