"""How a query names things: by the prefixes of the vocabulary, and those of our own kinds."""

import re
from collections.abc import Mapping

from trips_graph.terms import PREFIXES
from trips_graph.web.site import Site

_KINDS = ("member", "organisation", "group", "tool", "activity", "report")
_LOCAL_NAME = re.compile(r"[A-Za-z0-9_]([\w.-]*[\w-])?", re.ASCII)


def find_prefixes(site: Site) -> Mapping[str, str]:
    """Return the prefixes of the vocabulary, and one for each kind of thing that queries name."""
    return PREFIXES | {kind: site.iri(f"id/{kind}/") for kind in _KINDS}


def write_name(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI as a query has it: by a prefix where that is possible without escapes."""
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"
