"""The vocabulary: `/def` as a page with an anchor for every term, and as RDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request
from pyoxigraph import Literal, NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import Response

from trips_graph.terms import PREFIXES, owl, rdf, rdfs, skos
from trips_graph.web.linked.documents import SUFFIXES, Document, choose_form, send_document
from trips_graph.web.pages.things import best_label
from trips_graph.web.querying.engine import Term
from trips_graph.web.site import Site, SiteOf

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

    def label(self) -> Literal:
        """Return the English label, or the local name where there is none."""
        return best_label(self.every(*_LABELS)) or Literal(self.name)

    def others(self) -> list[Literal]:
        """Return the labels in other languages."""
        labels = [term for term in self.every(*_LABELS) if isinstance(term, Literal)]
        return [label for label in labels if label != self.label()]

    def every(self, *properties: str) -> list[Term]:
        """Return the values of properties, given as IRIs or as prefixed names."""
        return [value for name in properties for value in self.facts.get(_expand(name), [])]

    def text(self, *properties: str) -> Literal | None:
        """Return the best text of properties."""
        return best_label(self.every(*properties))


@router.get("/def", summary="The vocabulary, by Accept")
@router.head("/def", include_in_schema=False)
def get_vocabulary(request: Request, site: SiteOf) -> Response:
    """Return the vocabulary as a page or as RDF."""
    form = choose_form(request.headers.get("accept"))
    return send_document(site, request, _document(site, request), form)


@router.get("/def.{suffix}", summary="The vocabulary, by suffix")
@router.head("/def.{suffix}", include_in_schema=False)
def get_vocabulary_as(suffix: str, request: Request, site: SiteOf) -> Response:
    """Return the vocabulary in the format of the suffix."""
    if suffix not in SUFFIXES:
        raise HTTPException(HTTPStatus.NOT_FOUND, "The vocabulary has no such format.")
    return send_document(site, request, _document(site, request), SUFFIXES[suffix])


def read_labels(site: Site) -> dict[str, Literal]:
    """Return the label of every term of the vocabulary that has one, by IRI."""
    found = {iri: best_label(Entry("", iri, facts).every(*_LABELS)) for iri, facts in _read(site)}
    return {iri: label for iri, label in found.items() if label is not None}


def _document(site: Site, request: Request) -> Document:
    def render() -> Response:
        return site.page("def.html", request, sections=_sections(site), title="Vocabulary")

    return Document("/def", "vocabulary-graph", {"graph": site.iri(GRAPH)}, render)


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
