"""Documents: what answers at one path as a page and in four formats of RDF, under its profiles.

Documents about things and the vocabulary are such; all are chosen, cached, linked and sent alike.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from fastapi import Request
from starlette.responses import Response

from trips_graph.model.publication import LICENCE
from trips_graph.web.languages.locale import say
from trips_graph.web.linked.alternates import describe_alternates, render_alternates
from trips_graph.web.linked.caching import is_current
from trips_graph.web.linked.choosing import choose, read_wishes
from trips_graph.web.linked.links import Link, write_links
from trips_graph.web.linked.profiles import (
    ALTERNATES,
    HTML,
    SUFFIXES,
    Profile,
    Representation,
    representations,
)
from trips_graph.web.linked.views import View, write_view
from trips_graph.web.problems import Declined, problem
from trips_graph.web.reader import Reader, vary_of
from trips_graph.web.site import Site, client_of

_PROFILE_CLASS = "http://www.w3.org/ns/dx/prof/Profile"


@dataclass(frozen=True, slots=True)
class Document:
    """One document: `path` has no suffix, `about` is the IRI that it describes.

    The first of its views is the default, and the one that `render` makes a page of. `collection`
    is the path of the list that it stands in; `made_from` tells what it depends on beside the
    release, `part` tells one page about it from another.
    """

    path: str
    about: str
    views: tuple[View, ...]
    render: Callable[[], Response]
    collection: str
    made_from: str = ""
    part: str = ""

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles of the document, the default first."""
        return tuple(view.profile for view in self.views)


def send_document(
    reader: Reader, request: Request, document: Document, suffix_type: str | None = None
) -> Response:
    """Return the document in the form that the request wants.

    `suffix_type` is the media type of the path's suffix. The answer is 304 without a body where the
    client holds it, 406 with a list of what there is where no form is wanted.
    """
    chosen = choose(document.profiles, read_wishes(request, suffix_type))
    if chosen is None:
        return _refuse(request, document)
    headers = {
        "Vary": f"{vary_of(chosen.media_type)}, Accept-Profile",
        "ETag": _make_etag(reader, request, document, chosen),
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Content-Profile": f"<{chosen.profile.iri}>",
        "Link": write_links((*_own_links(document, chosen), *_alternates(document, chosen))),
    }
    if not reader.site.is_fixed:
        headers |= {"Cache-Control": "no-store"}
        del headers["ETag"]
    elif is_current(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    response = _make(reader, request, document, chosen, headers.get("ETag"))
    response.headers.update(headers)
    return response


def find_type(suffix: str) -> str:
    """Return the media type of a suffix; 404 where there is no such format."""
    if suffix not in SUFFIXES:
        raise Declined(HTTPStatus.NOT_FOUND, say("There is no such format here."))
    return SUFFIXES[suffix]


def _make_etag(reader: Reader, request: Request, document: Document, chosen: Representation) -> str:
    part = f"?{document.part}" if document.part and chosen.form is None else ""
    address = request.url.path + document.made_from + part
    return reader.make_etag(address, chosen.media_type, chosen.profile.token)


def _make(
    reader: Reader, request: Request, document: Document, chosen: Representation, etag: str | None
) -> Response:
    write = _writer(reader, request, document, chosen)
    body = reader.site.keep(etag, write) if etag else write()
    language = {} if chosen.form else {"Content-Language": reader.language}
    return Response(body, headers=language, media_type=chosen.media_type)


def _writer(
    reader: Reader, request: Request, document: Document, chosen: Representation
) -> Callable[[], bytes]:
    """Return what makes the body of a form."""
    site = reader.site
    if chosen.form is None and chosen.profile is ALTERNATES:
        path, profiles = document.path, document.profiles
        return lambda: bytes(render_alternates(reader, request, path, profiles).body)
    if chosen.form is None:
        return lambda: bytes(document.render().body)
    view = _choose_view(site, document, chosen.profile)
    return partial(write_view, site, view, chosen.form, client_of(request))


def _choose_view(site: Site, document: Document, profile: Profile) -> View:
    if profile is ALTERNATES:
        return View(
            ALTERNATES,
            lambda: describe_alternates(site, document.path, document.about, document.profiles),
        )
    return next(view for view in document.views if view.profile is profile)


def _refuse(request: Request, document: Document) -> Response:
    """Return 406; the body and the links list what there is."""
    there = [
        {"href": item.address(document.path, document.profiles[0]), "type": item.media_type,
         "profile": item.profile.iri}
        for item in representations(document.profiles)
    ]  # fmt: skip
    forms = "; ".join(
        f"{profile.token} ({profile.iri}): {', '.join(profile.media_types)}"
        for profile in document.profiles
    )
    detail = say("There is no such form of this document. %(forms)s", forms=forms)
    headers = {"Link": write_links(_alternates(document, None))}
    refused = problem(request, HTTPStatus.NOT_ACCEPTABLE, detail, headers, alternates=there)
    refused.headers["Vary"] += ", Accept-Profile"
    return refused


def _own_links(document: Document, chosen: Representation) -> tuple[Link, ...]:
    """Return what goes for every form; a page, one of a language, names its address itself."""
    canonical = (Link(document.path, "canonical"),) if chosen.form else ()
    return (
        *canonical,
        Link(document.about, "cite-as"),
        Link("/def", "describedby", {"type": HTML}),
        Link(document.collection, "collection"),
        Link(LICENCE, "license"),
        Link(chosen.profile.iri, "profile"),
    )


def _alternates(document: Document, sent: Representation | None) -> tuple[Link, ...]:
    """Return the other forms of a document, and what token each profile goes by."""
    default = document.profiles[0]
    others = tuple(
        Link(
            item.address(document.path, default),
            "alternate",
            {"type": item.media_type, "profile": item.profile.iri},
        )
        for item in representations(document.profiles)
        if item != sent
    )
    tokens = tuple(
        Link(_PROFILE_CLASS, "type", {"anchor": profile.iri, "token": profile.token})
        for profile in document.profiles
    )
    return (*others, *tokens)
