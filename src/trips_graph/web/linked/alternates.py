"""The list of alternates of a document, asked for by `_profile=alt`.

Source: https://www.w3.org/TR/dx-prof-conneg/, "list profiles", and its ontology `altr`. Nodes have
IRIs: the addresses at which the forms answer.
"""

from collections.abc import Iterator, Sequence

from fastapi import Request
from pyoxigraph import Literal, NamedNode, Triple
from starlette.responses import Response

from trips_graph.terms import dcterms, rdf, rdfs
from trips_graph.web.linked.profiles import Profile, representations
from trips_graph.web.reader import Reader
from trips_graph.web.site import Site

_ALTR = "http://www.w3.org/ns/dx/connegp/altr#"
_PROF = "http://www.w3.org/ns/dx/prof/"
_CONFORMS = NamedNode("http://purl.org/dc/terms/conformsTo")


def describe_alternates(
    site: Site, path: str, about: str, profiles: Sequence[Profile]
) -> list[Triple]:
    """Return what lists every form of a document; the first profile is the default."""
    return sorted(_describe(site, path, NamedNode(about), profiles), key=str)


def render_alternates(
    reader: Reader, request: Request, path: str, profiles: Sequence[Profile]
) -> Response:
    """Return the page that lists every form of a document."""
    forms = [(item, item.address(path, profiles[0])) for item in representations(profiles)]
    title = reader.gettext("Other forms")
    return reader.page("shared/alternates.html", request, doc=path, forms=forms, title=title)


def _describe(
    site: Site, path: str, about: NamedNode, profiles: Sequence[Profile]
) -> Iterator[Triple]:
    for profile in profiles:
        node = NamedNode(profile.iri)
        yield Triple(node, rdf.type, NamedNode(_PROF + "Profile"))
        yield Triple(node, NamedNode(_PROF + "hasToken"), Literal(profile.token))
        yield Triple(node, rdfs.label, Literal(profile.title, language="en"))
    for place, item in enumerate(representations(profiles)):
        address = item.address(path, profiles[0]).removeprefix("/")
        node = NamedNode(site.iri(address))
        yield Triple(node, rdf.type, NamedNode(_ALTR + "Representation"))
        yield Triple(about, NamedNode(_ALTR + "hasRepresentation"), node)
        if place == 0:
            yield Triple(about, NamedNode(_ALTR + "hasDefaultRepresentation"), node)
        yield Triple(node, _CONFORMS, NamedNode(item.profile.iri))
        yield Triple(node, dcterms.format, Literal(item.media_type))
