"""In which format an answer goes out: by `format=`, else by Accept, as far as it fits the query."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus

from starlette.exceptions import HTTPException

from trips_graph.errors import UnknownFormat
from trips_graph.formats import (
    CSV,
    GRAPH_FORMATS,
    JSON,
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    RESULT_FORMATS,
    TSV,
    TURTLE,
    XML,
    Format,
    GraphFormat,
    ResultFormat,
    find_format,
)
from trips_graph.web.negotiation import rank
from trips_graph.web.querying.answers import FormatUnfit

HTML = "text/html"
Wanted = Sequence[Format | None]
"""Formats in order of preference; None is a page."""

# Names that clients use beside the registered ones; the answer carries the registered one.
_ALIASES: Mapping[str, Wanted] = {
    "application/json": (JSON, JSON_LD),
    "application/xml": (XML, RDF_XML),
    "text/xml": (XML, RDF_XML),
    "text/plain": (N_TRIPLES,),
    "application/x-turtle": (TURTLE,),
    "application/turtle": (TURTLE,),
}
# What clients call formats in `format=`, a name of no specification; SPARQLWrapper sends several.
_CALLED: Mapping[str, Wanted] = {
    "html": (None,),
    HTML: (None,),
    "json": (JSON, JSON_LD),
    "xml": (XML, RDF_XML),
    "rdf+xml": (RDF_XML,),
    "json-ld": (JSON_LD,),
    "n3": (TURTLE,),
}
_ORDER: tuple[Format, ...] = (JSON, TURTLE, XML, CSV, TSV, JSON_LD, N_TRIPLES, RDF_XML)
_REST = tuple(form for form in (*RESULT_FORMATS, *GRAPH_FORMATS) if form not in _ORDER)
_OFFER: Mapping[str, Wanted] = {
    **{form.media_type: (form,) for form in (*_ORDER, *_REST)},
    **_ALIASES,
    HTML: (None,),
}


def read_wanted(names: Sequence[str], accept: str | None) -> Wanted:
    """Return what a client wants: what it calls by name, else what it accepts; 406 for nothing."""
    if called := [name.strip() for value in names for name in value.split(",")]:
        return _find_called(called)
    ranked = rank(accept, tuple(_OFFER))
    if not ranked:
        offered = ", ".join(form.media_type for form in (*RESULT_FORMATS, *GRAPH_FORMATS))
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"answers are written as {offered}, {HTML}")
    return tuple(dict.fromkeys(form for name in ranked for form in _OFFER[name]))


def choose(wanted: Wanted, kind: str | None) -> Format | None:
    """Return the first wanted format that can carry the answer to a query of that form.

    `kind` is SELECT, ASK, CONSTRUCT or DESCRIBE; None where that cannot be told, which the engine
    then says better. Errors: `FormatUnfit`.
    """
    for form in wanted:
        if form is None or kind is None or _fits(form, kind):
            return form
    names = ", ".join(_titles(wanted))
    raise FormatUnfit(f"the answer to {kind} cannot be written as {names}")


def _fits(form: Format, kind: str) -> bool:
    if isinstance(form, GraphFormat):
        return kind in ("CONSTRUCT", "DESCRIBE")
    return kind == "SELECT" or (kind == "ASK" and form.boolean)


def _titles(wanted: Iterable[Format | None]) -> list[str]:
    return [form.title for form in wanted if isinstance(form, GraphFormat | ResultFormat)]


def _find_called(names: Sequence[str]) -> Wanted:
    """Return the formats that are called so; names that we do not know count if all are such."""
    found: list[Format | None] = []
    unknown: UnknownFormat | None = None
    for name in names:
        try:
            found.extend(_CALLED.get(name.lower()) or (find_format(name),))
        except UnknownFormat as error:
            unknown = error
    if unknown is not None and not found:
        raise unknown
    return tuple(found)
