"""The site as one reader sees it: in a language, under the addresses of that language.

Pages are made by it: how a thing is called, where it leads, and what every template knows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from pyoxigraph import Literal, NamedNode
from starlette.responses import HTMLResponse

from trips_graph.web.kinds import name_by_key, retell
from trips_graph.web.labels import Labels, best_label
from trips_graph.web.languages.addresses import locale_of, path_of
from trips_graph.web.languages.locale import LANGUAGES, NAMES, Locale
from trips_graph.web.linked.caching import make_etag
from trips_graph.web.outside import name_outside
from trips_graph.web.querying.engine import Rows, Term
from trips_graph.web.shown import Shown, find_path, name_datatype, shorten_iri
from trips_graph.web.site import Site, site_of

_UNPREFIXED = ("/static", "/data/", "/context.jsonld", "/openapi.json")
_LOOPBACK = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?")
HTML = "text/html"
PAGE_VARY = "Accept, Accept-Language"


@dataclass(frozen=True, slots=True)
class Reader:
    """The site, the language, and the `origin` that absolute addresses of pages begin with.

    It is "" where nobody told under which address the pages are public: then they are paths.
    """

    site: Site
    locale: Locale
    origin: str = ""

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.locale.language

    @property
    def permanent(self) -> str:
        """What addresses that are cited begin with: of the settings, else of the release's IRIs."""
        return (self.site.settings.address or self.site.release.manifest.base).rstrip("/")

    def ask(self, name: str, limit: int = 10_000, skip: int = 0, **bindings: str) -> Rows:
        """Return the rows of one of our own queries, its variables bound to IRIs."""
        return self.site.ask(name, limit, skip, **bindings)

    def gettext(self, message: str) -> str:
        """Return one of our texts in the reader's language."""
        return self.locale.gettext(message)

    def at(self, path: str) -> str:
        """Return the address of a page of ours, in the language that the reader's address names."""
        return path if path.startswith(_UNPREFIXED) else self.locale.prefix + path

    def make_etag(self, address: str, media_type: str, profile: str = "") -> str:
        """Return the validator of what an address answers; a page is one of a language, too."""
        identity = f"{media_type} {profile}"
        if media_type == HTML:
            identity += f" {self.language} {self.origin}"
        return make_etag(self.site.release.manifest.id, address, identity)

    def page(self, template: str, request: Request, **values: object) -> HTMLResponse:
        """Return a page; every template knows the release, the reader and where the page stands."""
        query = f"?{request.url.query}" if request.url.query else ""
        path = path_of(request)
        text = self.site.templates.get_template(template).render(
            release=self.site.release.manifest, site=self.site, reader=self, locale=self.locale,
            path=path, here=path + query, editions=self._editions(path + query),
            origin=self.origin, **values,
        )  # fmt: skip
        return HTMLResponse(text, headers={"Vary": PAGE_VARY, "Content-Language": self.language})

    def show(self, term: Term | None, labels: Labels | None = None) -> Shown:
        """Return how a term is shown; an IRI by its label where one is known."""
        if isinstance(term, Literal):
            return Shown(term.value, term.language or "", datatype=name_datatype(term))
        if not isinstance(term, NamedNode):
            return Shown("" if term is None else str(term))
        known = (labels or {}).get(term.value)
        label = known or best_label(self.site.vocabulary.get(term.value, ()), self.language)
        text, lang = self.tell(label) if label else (self._name(term.value), "")
        href = self.href(term.value)
        return Shown(text, lang, href, bool(href) and not href.startswith("/"))

    def tell(self, label: Literal) -> tuple[str, str]:
        """Return a label and its language; one of our own making in the reader's language."""
        if label.language == "en" and (retold := retell(self.locale, label.value)):
            return retold, self.language
        return label.value, label.language or ""

    def show_text(self, text: str) -> Shown:
        """Return how a text is shown that may be an IRI, as in reports of the shapes."""
        try:
            return self.show(NamedNode(text)) if "://" in text else Shown(text)
        except ValueError:
            return Shown(text)

    def href(self, iri: str) -> str:
        """Return where an IRI links: a path on this host, an http(s) address, or nowhere."""
        path = find_path(iri, self.site.release.manifest.base)
        if path is not None:
            return path and self.at(path)
        return iri if iri.startswith(("http://", "https://")) else ""

    def _name(self, iri: str) -> str:
        """Return a name for what has no label: kind and key, path, site and key, or its IRI."""
        kind, slash, key = iri.removeprefix(self.site.iri("id/")).partition("/")
        if slash and iri.startswith(self.site.iri("id/")):
            return name_by_key(self.locale, kind, key)
        if iri.startswith(self.site.iri("")):
            return "/" + iri.removeprefix(self.site.iri(""))
        return name_outside(iri, self.language) or shorten_iri(iri)

    def _editions(self, address: str) -> Mapping[str, tuple[str, str]]:
        """Return, by language, its own name and the address of the page in it."""
        return {
            name: (NAMES[name], f"/{name}{address}" if address != "/" else f"/{name}/")
            for name in LANGUAGES
        }


def vary_of(media_type: str) -> str:
    """Return what the choice of a form went by, besides the address."""
    return PAGE_VARY if media_type == HTML else "Accept"


def reader_of(request: Request) -> Reader:
    """Return the site as whoever asks sees it."""
    return Reader(site_of(request), locale_of(request), find_origin(request))


def find_origin(request: Request) -> str:
    """Return the public address of the pages: of the settings, else of a developer's own machine.

    The host that a request names is not believed: a shared cache would hand it on to others.
    """
    site = site_of(request)
    if site.settings.address:
        return site.settings.address.rstrip("/")
    host = request.headers.get("host", "")
    return f"http://{host}" if _LOOPBACK.fullmatch(host) else ""


ReaderOf = Annotated[Reader, Depends(reader_of)]
