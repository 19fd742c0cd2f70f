"""The site: what every page needs, put together once when the server starts.

A release, its workers, the templates, and the labels of the vocabulary, which change only with the
release. It also decides what a term looks like: its label, and whether and where it links.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources as package_files
from typing import Annotated, cast
from urllib.parse import quote

from anyio import from_thread
from fastapi import Depends, Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from pyoxigraph import Literal, NamedNode
from starlette.responses import HTMLResponse

from trips_graph import __version__
from trips_graph.model.release import Release
from trips_graph.settings import Settings
from trips_graph.terms import PREFIXES
from trips_graph.web.catalogue.source import dataset_of
from trips_graph.web.linked.misses import Misses
from trips_graph.web.linked.scribes import Scribes
from trips_graph.web.querying.cache import AnswerCache
from trips_graph.web.querying.egress import Egress
from trips_graph.web.querying.engine import Engine, OwnQuestion, Rows, Term
from trips_graph.web.sparql.allowance import Allowance

Labels = Mapping[str, Literal]
_SHORTENED = 300
_SERVED = ("id/", "def", "data/", "sparql", "context.jsonld")


@dataclass(frozen=True, slots=True)
class Shown:
    """How a term is shown: text, its language, an address on this host or elsewhere, a hint."""

    text: str
    lang: str = ""
    href: str = ""
    external: bool = False
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """All that a page is made from; `vocabulary` holds the labels of terms and concepts."""

    release: Release
    settings: Settings
    public: Engine
    own: Engine
    answers: AnswerCache
    templates: Environment
    scribes: Scribes
    allowance: Allowance
    egress: Egress | None = None
    misses: Misses = field(default_factory=Misses)
    vocabulary: dict[str, Literal] = field(default_factory=dict)
    graphs: frozenset[str] | None = None

    def route(self, iri: str) -> str | None:
        """Return the address at which SERVICE asks a server; None for one that is not asked."""
        return self.egress.route(iri) if self.egress else None

    @property
    def is_fixed(self) -> bool:
        """Whether what is served never changes, so that answers may be kept."""
        return bool(self.release.manifest.id)

    def ask(self, name: str, limit: int = 10_000, skip: int = 0, **bindings: str) -> Rows:
        """Return the rows of one of our own queries, its variables bound to IRIs."""
        return self.ask_query(read_query(name), limit, skip, **bindings)

    def ask_query(self, query: str, limit: int, skip: int = 0, **bindings: str) -> Rows:
        """Return the rows of a query that we publish; from a worker thread, as all pages are."""
        question = OwnQuestion(query, bindings)
        return from_thread.run(self.own.rows, question, limit, skip)

    def iri(self, path: str) -> str:
        """Return the IRI of what is served under that path of the base."""
        return self.release.manifest.base + path

    def page(self, template: str, request: Request, **values: object) -> HTMLResponse:
        """Return a page; every template knows the release and how to show a term."""
        body = self.templates.get_template(template).render(
            release=self.release.manifest, site=self, path=request.url.path, **values
        )
        return HTMLResponse(body, headers={"Vary": "Accept"})

    def show(self, term: Term | None, labels: Labels = {}) -> Shown:  # noqa: B006 - read only
        """Return how a term is shown; an IRI by its label where one is known."""
        if isinstance(term, Literal):
            return Shown(term.value, term.language or "", datatype=_datatype(term))
        if not isinstance(term, NamedNode):
            return Shown("" if term is None else str(term))
        label = labels.get(term.value) or self.vocabulary.get(term.value)
        text = label.value if label else self._name(term.value)
        lang = (label.language or "") if label else ""
        href = self.href(term.value)
        return Shown(text, lang, href, bool(href) and not href.startswith("/"))

    def show_text(self, text: str) -> Shown:
        """Return how a text is shown that may be an IRI, as in reports of the shapes."""
        try:
            return self.show(NamedNode(text)) if "://" in text else Shown(text)
        except ValueError:
            return Shown(text)

    def _name(self, iri: str) -> str:
        """Return what a thing without a label is called: its kind and key, or a short IRI."""
        kind, slash, key = iri.removeprefix(self.iri("id/")).partition("/")
        return f"{kind} {key}" if slash and iri.startswith(self.iri("id/")) else shorten_iri(iri)

    def href(self, iri: str) -> str:
        """Return where an IRI links: a path on this host, an http(s) address, or nowhere."""
        for home in (self.release.manifest.base, PREFIXES["tg"].removesuffix("def#")):
            rest = iri.removeprefix(home)
            if rest != iri:
                return _path(rest)
        return iri if iri.startswith(("http://", "https://")) else ""


def site_of(request: Request) -> Site:
    """Return the site of the application that answers the request."""
    return cast(Site, request.app.state.site)


def client_of(request: Request) -> str:
    """Return whom a request comes from, as far as fairness goes."""
    return cast(str, request.state.client)


SiteOf = Annotated[Site, Depends(site_of)]


def make_templates() -> Environment:
    """Return the templates: what is printed is escaped, what is undefined is an error."""
    environment = Environment(
        loader=PackageLoader("trips_graph.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["brief"] = brief
    environment.filters["grouped"] = group_digits
    environment.globals["version"] = __version__
    environment.globals["dataset_of"] = dataset_of
    return environment


@cache
def read_query(name: str) -> str:
    """Return the text of one of our own queries, by its file's name without the ending."""
    return (package_files.files("trips_graph.web") / "queries" / f"{name}.rq").read_text("utf-8")


def brief(text: str, longest: int = _SHORTENED) -> str:
    """Return the text, cut where it would fill a page."""
    return text if len(text) <= longest else text[:longest].rstrip() + " …"


def group_digits(text: str) -> str:
    """Return a number with its digits in groups of three, other text as it is."""
    return f"{int(text):,}" if text.isdecimal() else text


def shorten_iri(iri: str) -> str:
    """Return an IRI as a prefixed name where a prefix is known, for IRIs that have no label."""
    for prefix, namespace in PREFIXES.items():
        rest = iri.removeprefix(namespace)
        if rest != iri and rest and "/" not in rest and "#" not in rest:
            return f"{prefix}:{rest}"
    return iri


def _datatype(term: Literal) -> str:
    name = shorten_iri(term.datatype.value)
    return "" if name in ("xsd:string", "rdf:langString") else name


def _path(rest: str) -> str:
    """Everything of ours is linked by path, so that pages stay on the host that serves them."""
    if rest.startswith("id/"):
        return "/doc/" + quote(rest.removeprefix("id/"), safe="/-._~:@!$&'()*+,;=#")
    return "/" + quote(rest, safe="/-._~:@!$&'()*+,;=#") if rest.startswith(_SERVED) else ""
