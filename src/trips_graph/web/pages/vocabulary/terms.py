"""The vocabulary: `/def` as a page with an anchor for every term, and as RDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request
from pyoxigraph import Literal, NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import Response

from trips_graph.terms import PREFIXES, owl, rdf, rdfs, skos
from trips_graph.web.labels import best_label
from trips_graph.web.linked.documents import Document, send_document
from trips_graph.web.linked.profiles import OWL, SUFFIXES
from trips_graph.web.linked.views import View, read_graph
from trips_graph.web.querying.engine import Term
from trips_graph.web.reader import Reader, ReaderOf
from trips_graph.web.site import Site

router = APIRouter(tags=["Vocabulary"])

GRAPH = "id/graph/vocabulary"
_LABELS = (rdfs.label.value, skos.prefLabel.value)
_SECTIONS: Mapping[str, tuple[NamedNode, ...]] = {
    "Classes": (owl.Class,),
    "Properties": (owl.ObjectProperty, owl.DatatypeProperty, owl.AnnotationProperty),
    "Concept schemes": (skos.ConceptScheme,),
    "Concepts": (skos.Concept,),
}
Facts = dict[str, list[Term]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One term of the vocabulary as the page shows it."""

    name: str
    iri: str
    facts: Facts

    def label(self, language: str) -> Literal:
        """Return the label in a language, or the local name where there is none."""
        return best_label(self.every(*_LABELS), language) or Literal(self.name)

    def others(self, language: str) -> list[Literal]:
        """Return the labels in other languages."""
        labels = [term for term in self.every(*_LABELS) if isinstance(term, Literal)]
        return [label for label in labels if label != self.label(language)]

    def every(self, *properties: str) -> list[Term]:
        """Return the values of properties, given as IRIs or as prefixed names."""
        return [value for name in properties for value in self.facts.get(_expand(name), [])]

    def text(self, language: str, *properties: str) -> Literal | None:
        """Return the best text of properties in a language."""
        return best_label(self.every(*properties), language)


@router.get("/def", summary="The vocabulary, by Accept")
@router.head("/def", include_in_schema=False)
def get_vocabulary(request: Request, reader: ReaderOf) -> Response:
    """Return the vocabulary as a page or as RDF."""
    return send_document(reader, request, _document(reader, request))


@router.get("/def.{suffix}", summary="The vocabulary, by suffix")
@router.head("/def.{suffix}", include_in_schema=False)
def get_vocabulary_as(suffix: str, request: Request, reader: ReaderOf) -> Response:
    """Return the vocabulary in the format of the suffix."""
    if suffix not in SUFFIXES:
        raise HTTPException(HTTPStatus.NOT_FOUND, "The vocabulary has no such format.")
    return send_document(reader, request, _document(reader, request), SUFFIXES[suffix])


def read_vocabulary(site: Site) -> dict[str, tuple[Term, ...]]:
    """Return the labels of every term of the vocabulary, in all languages, by IRI."""
    return {iri: tuple(Entry("", iri, facts).every(*_LABELS)) for iri, facts in _read(site)}


def _document(reader: Reader, request: Request) -> Document:
    site = reader.site

    def render() -> Response:
        sections = _sections(site)
        return reader.page("vocabulary/def.html", request, sections=sections, title="Vocabulary")

    graph = View(OWL, lambda: read_graph(site, "graph", {"graph": site.iri(GRAPH)}))
    namespace = PREFIXES["tg"].removesuffix("#")
    return Document("/def", namespace, (graph,), render, "/doc/dataset/trips-graph")


def _sections(site: Site) -> dict[str, list[Entry]]:
    """Own terms only, each once: reused terms are described where they come from."""
    own = [
        Entry(iri.removeprefix(PREFIXES["tg"]), iri, facts)
        for iri, facts in _read(site)
        if iri.startswith(PREFIXES["tg"])
    ]
    return {
        title: sorted((item for item in own if _is_one_of(item, kinds)), key=lambda item: item.name)
        for title, kinds in _SECTIONS.items()
    }


def _is_one_of(entry: Entry, kinds: tuple[NamedNode, ...]) -> bool:
    return any(kind in kinds for kind in entry.every(rdf.type.value))


def _read(site: Site) -> list[tuple[str, Facts]]:
    found: dict[str, Facts] = {}
    for row in site.ask("vocabulary", limit=100_000, graph=site.iri(GRAPH)).records():
        term, name, value = row["term"], row["property"], row["value"]
        if isinstance(term, NamedNode) and isinstance(name, NamedNode) and value is not None:
            found.setdefault(term.value, {}).setdefault(name.value, []).append(value)
    return list(found.items())


def _expand(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return name if rest.startswith("//") else PREFIXES[prefix] + rest
