"""What the editor completes: the names of terms, Members, organisations, groups and tools.

A name is found in any of its languages; what is put into the query is a prefixed name.
"""

import json
from collections.abc import Iterable
from http import HTTPStatus

from fastapi import APIRouter, Request
from pyoxigraph import Literal, NamedNode
from starlette.responses import Response

from trips_graph.web.linked.caching import is_current, make_etag
from trips_graph.web.site import Site, SiteOf
from trips_graph.web.sparql.names import find_prefixes, write_name

router = APIRouter(tags=["SPARQL"])

PATH = "/sparql/completion.json"
_MOST_NAMES = 20_000
_LANGUAGES = ("en", "fr", "es", "")


@router.get(PATH, summary="Prefixes and names that a query editor completes")
@router.head(PATH, include_in_schema=False)
def get_completion(request: Request, site: SiteOf) -> Response:
    """Return the prefixes of the release, and its terms and things as `[inserted, name, …]`."""
    etag = make_etag(site.release.manifest.id, PATH, "application/json")
    headers = {"Cache-Control": "no-store"}
    if site.is_fixed:
        headers = {"Cache-Control": "public, max-age=0, must-revalidate", "ETag": etag}
        if is_current(request.headers.get("if-none-match"), etag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    body = site.keep(etag, lambda: _write(site)) if site.is_fixed else _write(site)
    return Response(body, headers=headers, media_type="application/json")


def _write(site: Site) -> bytes:
    return json.dumps(_complete(site), ensure_ascii=False, separators=(",", ":")).encode()


def _complete(site: Site) -> dict[str, object]:
    prefixes = find_prefixes(site)
    names: dict[str, list[Literal]] = {}
    for thing, name in site.ask("completion", _MOST_NAMES).rows:
        if isinstance(thing, NamedNode) and isinstance(name, Literal):
            names.setdefault(thing.value, []).append(name)
    terms = [[write_name(iri, prefixes), *_order(found)] for iri, found in names.items()]
    return {"prefixes": dict(prefixes), "terms": terms}


def _order(names: Iterable[Literal]) -> list[str]:
    """Return each name once, the English one first, those of no known language last."""

    def rank(name: Literal) -> int:
        language = name.language or ""
        return _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES)

    return list(dict.fromkeys(name.value for name in sorted(names, key=rank)))
