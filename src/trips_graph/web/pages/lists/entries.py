"""The rows of a list: all of them, those that fit the fields of an address, and their cells."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from trips_graph.model.index import fold
from trips_graph.web.asked import Fields, UnknownField, read_one, refuse_value
from trips_graph.web.index import Index, NoIndex, index_of
from trips_graph.web.labels import Labels
from trips_graph.web.languages.locale import name_field
from trips_graph.web.naming import name_things
from trips_graph.web.pages.lists.listings import Column, Listing
from trips_graph.web.querying.engine import Term
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown

Row = Mapping[str, Term | None]
_YEAR = re.compile(r"[0-9]{4}")
_HELD = 20


@dataclass(frozen=True, slots=True)
class Entries:
    """The rows of a list, in the order in which they are shown, and the labels of its things."""

    listing: Listing
    rows: tuple[Row, ...]
    labels: Labels


def read_entries(reader: Reader, name: str, listing: Listing) -> Entries:
    """Return all rows of a list: reports the newest first, things by their shown names."""
    rows = reader.site.ask_whole(name)
    index = _find_index(reader)
    labels = _read_labels(index, listing.kinds, reader.language) if index else {}
    if listing.kinds == ("report",):
        return Entries(listing, rows, labels)
    column = listing.columns[0]
    ordered = sorted(rows, key=lambda row: fold(show_cell(reader, column, row, labels).text))
    return Entries(listing, tuple(ordered), labels)


def filter_entries(reader: Reader, entries: Entries, fields: Fields) -> tuple[Row, ...]:
    """Return the rows that fit. Errors: `UnknownField` where a value cannot be."""
    listing, rows = entries.listing, entries.rows
    if wanted := read_one(fields, "name"):
        named = _find_named(reader, entries, wanted)
        rows = tuple(row for row in rows if _iri(row[listing.thing]) in named)
    if submitter := read_one(fields, "submitter"):
        iri = _find_submitter(reader, entries, submitter)
        rows = tuple(row for row in rows if _iri(row["submitter"]) == iri)
    if year := read_one(fields, "year"):
        if not _YEAR.fullmatch(year):
            known = {item: item for item in list_years(entries)}
            raise _refuse(entries, "year", year, known)
        rows = tuple(row for row in rows if _text(row["year"]) == year)
    return rows


def list_submitters(reader: Reader, entries: Entries) -> dict[str, Shown]:
    """Return who submitted a report of the list, by key, in the order of their names."""
    terms = {row["submitter"] for row in entries.rows}
    found = {
        term.value: reader.show(term, entries.labels)
        for term in terms
        if isinstance(term, NamedNode)
    }
    ordered = sorted(found.items(), key=lambda item: fold(item[1].text))
    return {_key(iri): shown for iri, shown in ordered}


def list_years(entries: Entries) -> tuple[str, ...]:
    """Return the years of the reports of a list, the newest first."""
    return tuple(sorted({_text(row["year"]) for row in entries.rows} - {""}, reverse=True))


def show_cells(
    reader: Reader, entries: Entries, rows: Iterable[Row]
) -> Iterator[tuple[str, tuple[Shown, ...]]]:
    """Yield of each row the IRI of its thing, and its cells in the order of the columns."""
    for row in rows:
        cells = (show_cell(reader, item, row, entries.labels) for item in entries.listing.columns)
        yield _iri(row[entries.listing.thing]), tuple(cells)


def show_cell(reader: Reader, column: Column, row: Row, labels: Labels) -> Shown:
    """Return how a cell is shown: a thing by its name and with its link, a term by its label."""
    term = row[column.variable]
    thing = row[column.thing] if column.thing else None
    if isinstance(thing, NamedNode):
        known = thing.value in labels or thing.value in reader.site.vocabulary
        if known or not isinstance(term, Literal):
            return reader.show(thing, labels)
        return Shown(term.value, term.language or "", reader.href(thing.value))
    return reader.show(term, labels)


def _find_index(reader: Reader) -> Index | None:
    """Return the index of the release, None where it has none."""
    try:
        return index_of(reader.site.release)
    except NoIndex:
        return None


@lru_cache(_HELD)
def _read_labels(index: Index, kinds: tuple[str, ...], language: str) -> Labels:
    """Return what the things of a list, and who submits reports, are called."""
    named = kinds if kinds != ("report",) else ("member", "observer", "organisation")
    ids = (id_ for kind in named for id_ in index.spans.get(kind, ()))
    return {thing.iri: name for thing, name in name_things(index, ids, language).items()}


def _find_named(reader: Reader, entries: Entries, words: str) -> set[str]:
    """Return the IRIs of what has a name, in any language, that holds some words."""
    folded, index = fold(words), _find_index(reader)
    if not folded:
        raise _refuse(entries, "name", words, {})
    if index is None:
        column = entries.listing.columns[0]
        shown = (
            (_iri(row[column.thing]), show_cell(reader, column, row, {})) for row in entries.rows
        )
        return {iri for iri, cell in shown if folded in fold(cell.text)}
    spans = [index.spans[kind] for kind in entries.listing.kinds if kind in index.spans]
    return {
        iri
        for span in spans
        for (iri,) in index.ask("named-with", folded=folded, first=span.start, last=span.stop - 1)
    }


def _find_submitter(reader: Reader, entries: Entries, key: str) -> str:
    """Return the IRI of who may submit: a Member that never did has a list without rows."""
    found = {_iri(row["submitter"]) for row in entries.rows}
    iris = {iri for iri in (*found, *entries.labels) if iri and _key(iri) == key}
    if not iris:
        known = list_submitters(reader, entries)
        names = {item: shown.text for item, shown in known.items()}
        raise _refuse(entries, "submitter", key, names)
    return min(iris)


def _refuse(entries: Entries, name: str, value: str, known: Mapping[str, str]) -> UnknownField:
    return refuse_value(name_field(name, entries.listing.fields[name]), value, known)


def _iri(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else ""


def _key(iri: str) -> str:
    return iri.rpartition("/")[2]
