"""How a term looks on a page: its text, its language, where it leads."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal

from trips_graph.terms import PREFIXES

_SHORTENED = 300
_SERVED = ("id/", "def", "data/", "sparql", "shapes", "context.jsonld")
_SAFE = "/-._~:@!$&'()*+,;=#"
_CONCEPT = re.compile(r"[a-z0-9]+(-[A-Za-z0-9]+)+")
"""The local names of concepts have hyphens; those of classes and properties have none."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a term is shown: text, its language, an address on this host or elsewhere, a hint."""

    text: str
    lang: str = ""
    href: str = ""
    external: bool = False
    datatype: str = ""


def brief(text: str, longest: int = _SHORTENED) -> str:
    """Return the text, cut where it would fill a page."""
    return text if len(text) <= longest else text[:longest].rstrip() + " …"


def shorten_iri(iri: str) -> str:
    """Return an IRI as a prefixed name where a prefix is known, for IRIs that have no label."""
    for prefix, namespace in PREFIXES.items():
        rest = iri.removeprefix(namespace)
        if rest != iri and rest and "/" not in rest and "#" not in rest:
            return f"{prefix}:{rest}"
    return iri


def name_datatype(term: Literal) -> str:
    """Return the prefixed name of a datatype; "" for those of texts."""
    name = shorten_iri(term.datatype.value)
    return "" if name in ("xsd:string", "rdf:langString") else name


def find_path(iri: str, base: str) -> str | None:
    """Return the path at which one of our IRIs is read; None for an IRI of others.

    Ours are linked by path, so that pages stay on the host that serves them.
    """
    for home in (base, PREFIXES["tg"].removesuffix("def#")):
        rest = iri.removeprefix(home)
        if rest.startswith("id/") and rest != iri:
            return "/doc/" + quote(rest.removeprefix("id/"), safe=_SAFE)
        if rest.startswith("def#") and _CONCEPT.fullmatch(rest.removeprefix("def#")):
            return "/doc/concept/" + rest.removeprefix("def#")
        if rest != iri:
            return "/" + quote(rest, safe=_SAFE) if rest.startswith(_SERVED) else ""
    return None
