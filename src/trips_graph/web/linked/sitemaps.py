"""Sitemaps: every page in every language, told to search engines (https://www.sitemaps.org/).

An index names the files: the pages of the site, then those of things. Each address names its other
languages, as https://developers.google.com/search/docs/specialty/international/localized-versions
describes it.
"""

from collections.abc import Iterable, Iterator, Sequence
from http import HTTPStatus
from xml.sax.saxutils import escape, quoteattr

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from trips_graph.web.catalogue.operations import ANSWERS
from trips_graph.web.languages.locale import LANGUAGES, say
from trips_graph.web.linked.caching import is_current
from trips_graph.web.pages.vocabulary.terms import KINDS, vocabulary_of
from trips_graph.web.problems import Declined
from trips_graph.web.reader import HTML, Reader, ReaderOf
from trips_graph.web.shown import find_path

router = APIRouter(tags=["Data"])

MOST_ADDRESSES = 10_000
_THINGS = MOST_ADDRESSES // len(LANGUAGES)
_TOGETHER = 100
_MOST_THINGS = 1_000_000
_XML = "application/xml"
_UNLISTED = ("/search",)
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SETS = f'<urlset xmlns="{_SPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'


@router.get("/robots.txt", include_in_schema=False)
def get_robots(reader: ReaderOf) -> Response:
    """Return what crawlers may read, everything but queries, and where the sitemap is."""
    paths = ("", *(f"/{language}" for language in LANGUAGES))
    lines = ["User-agent: *", *(f"Disallow: {path}/sparql?" for path in paths), "Allow: /"]
    if reader.origin:
        lines.append(f"Sitemap: {reader.origin}/sitemap.xml")
    return PlainTextResponse("\n".join(lines) + "\n")


@router.get("/sitemap.xml", summary="The files that list every page")
@router.head("/sitemap.xml", include_in_schema=False)
def get_index(request: Request, reader: ReaderOf) -> Response:
    """Return the index of the sitemaps."""
    origin = _find_origin(reader)
    files = 1 + -(-len(_list_things(reader)) // _THINGS)
    listed = (f"<sitemap><loc>{escape(origin)}/sitemaps/{n}.xml</loc></sitemap>\n"
              for n in range(files))  # fmt: skip
    body = f'{_HEAD}<sitemapindex xmlns="{_SPACE}">\n{"".join(listed)}</sitemapindex>\n'
    return _send(request, reader, [body])


@router.get("/sitemaps/{number}.xml", summary="One file of addresses")
@router.head("/sitemaps/{number}.xml", include_in_schema=False)
def get_sitemap(number: int, request: Request, reader: ReaderOf) -> Response:
    """Return one sitemap: 0 has the pages of the site and its terms, the others have things."""
    origin = _find_origin(reader)
    start = (number - 1) * _THINGS
    paths = _list_things(reader)[start : start + _THINGS] if number else _list_pages(reader)
    if number < 0 or not paths:
        raise Declined(HTTPStatus.NOT_FOUND, say("There are fewer sitemaps."))
    return _send(request, reader, _write(origin, paths))


def _find_origin(reader: Reader) -> str:
    """Return the public address of the pages; 404 where nobody has told it."""
    if not reader.origin:
        said = say("The public address of the pages is not set, so they are not listed.")
        raise Declined(HTTPStatus.NOT_FOUND, said)
    return reader.origin


def _list_pages(reader: Reader) -> list[str]:
    """Return the paths of the pages that stand at one address alone, and of the terms."""
    answered = (path for path, item in ANSWERS.items() if HTML in item.media_types)
    pages = {"/sparql", *(path for path in answered if "{" not in path)}
    terms = (f"/def/{entry.name}" for entry in vocabulary_of(reader.site).own(*KINDS))
    return [*sorted(pages.difference(_UNLISTED)), *terms]


def _list_things(reader: Reader) -> list[str]:
    """Return the paths of all things, sorted here: the engine takes ten times as long."""
    site, key = reader.site, f"{reader.site.release.manifest.id} sitemap"
    held = site.answers.get(key) if site.is_fixed else None
    if held is not None:
        return held.decode().split("\n")
    base = site.release.manifest.base
    rows = reader.ask("sitemap", _MOST_THINGS).rows
    found = (find_path(row[0].value, base) for row in rows if isinstance(row[0], NamedNode))
    paths = sorted(path for path in found if path)
    if site.is_fixed and paths:
        site.answers.keep(key, "\n".join(paths).encode())
    return paths


def _write(origin: str, paths: Sequence[str]) -> Iterator[str]:
    """Yield the file in pieces: each address with the addresses of the other languages."""
    yield _HEAD + _SETS
    for start in range(0, len(paths), _TOGETHER):
        yield "".join(_entry(origin, path) for path in paths[start : start + _TOGETHER])
    yield "</urlset>\n"


def _entry(origin: str, path: str) -> str:
    editions = {language: f"{origin}/{language}{path}" for language in LANGUAGES}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>'
        for language, address in {**editions, "x-default": origin + path}.items()
    )
    return "".join(
        f"<url><loc>{escape(address)}</loc>{others}</url>\n" for address in editions.values()
    )


def _send(request: Request, reader: Reader, pieces: Iterable[str]) -> Response:
    headers = {"Cache-Control": "no-store"}
    if reader.site.is_fixed:
        etag = reader.make_etag(f"{request.url.path} {reader.origin}", _XML)
        headers = {"Cache-Control": "public, max-age=3600", "ETag": etag}
        if is_current(request.headers.get("if-none-match"), etag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return StreamingResponse(pieces, headers=headers, media_type=_XML)
