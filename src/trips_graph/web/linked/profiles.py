"""Profiles: the views of a thing that a client can choose, besides the media type.

Source: https://www.w3.org/TR/dx-prof-conneg/. Each profile has an IRI, and a token for addresses.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from trips_graph.formats import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, GraphFormat
from trips_graph.web.languages.locale import mark

HTML = "text/html"
FORMATS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
SUFFIXES: Mapping[str, str] = {form.suffix: form.media_type for form in FORMATS} | {"html": HTML}
_SUFFIX_OF = {media_type: suffix for suffix, media_type in SUFFIXES.items()}
_FORM_OF = {form.media_type: form for form in FORMATS}
_RDF = tuple(_FORM_OF)
_PAGE_AND_RDF = (HTML, *_RDF)


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile and the media types that it is offered in, the preferred one first."""

    token: str
    iri: str
    title: str
    media_types: tuple[str, ...]


TG = Profile(
    "tg",
    "https://w3id.org/trips-graph/def",
    mark("All that is stated, by our vocabulary"),
    _PAGE_AND_RDF,
)
SCHEMA = Profile(
    "schema",
    "https://schema.org/",
    mark("The main facts for search engines, by schema.org"),
    (JSON_LD.media_type, TURTLE.media_type),
)
DCAT = Profile(
    "dcat", "http://data.europa.eu/r5r/", mark("The whole catalogue, by DCAT-AP 3.0.1"), _RDF
)
CATALOGUE = replace(DCAT, media_types=_PAGE_AND_RDF)
SERVICE = Profile(
    "sd", "http://www.w3.org/ns/sparql-service-description",
    mark("The SPARQL service, by its own vocabulary"), _PAGE_AND_RDF,
)  # fmt: skip
OWL = Profile(
    "owl", "http://www.w3.org/2002/07/owl", mark("The vocabulary, in OWL 2"), _PAGE_AND_RDF
)
SHACL = Profile(
    "shacl", "http://www.w3.org/ns/shacl", mark("What a release keeps to, in SHACL"), _PAGE_AND_RDF
)
ALTERNATES = Profile(
    "alt",
    "http://www.w3.org/ns/dx/connegp/altr",
    mark("Which profiles there are, in which media types"),
    _PAGE_AND_RDF,
)


@dataclass(frozen=True, slots=True)
class Representation:
    """One form of a document: a profile in a media type."""

    profile: Profile
    media_type: str

    @property
    def form(self) -> GraphFormat | None:
        """The format of RDF, None for a page."""
        return _FORM_OF.get(self.media_type)

    def address(self, path: str, default: Profile) -> str:
        """Return where the document of a path answers in this form, whatever is accepted."""
        asked = "" if self.profile is default else f"?_profile={self.profile.token}"
        return f"{path}.{_SUFFIX_OF[self.media_type]}{asked}"


def representations(profiles: Iterable[Profile]) -> tuple[Representation, ...]:
    """Return every form of some profiles, the preferred one first."""
    return tuple(
        Representation(profile, media_type)
        for profile in profiles
        for media_type in profile.media_types
    )
