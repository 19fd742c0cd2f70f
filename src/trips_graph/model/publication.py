"""A publication: everything that a release says of itself, in one value.

The catalogue (DCAT), VoID, the service description, the schema.org dataset and the OpenAPI document
are all written from it, so that they cannot disagree. A release keeps it as `description.json`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from trips_graph.errors import NotARelease
from trips_graph.iris import Iris
from trips_graph.model.release import Artefact, Release

DESCRIPTION = "description.json"
LICENCE = "http://creativecommons.org/licenses/by/4.0/"
LICENCE_TITLE = "CC BY 4.0"


def _by_language(keywords: object) -> object:
    """Return keywords by language; those of releases that had English ones alone, too."""
    return keywords if isinstance(keywords, Mapping) else {"en": keywords}


@dataclass(frozen=True, slots=True)
class Texts:
    """What is said in words: texts and keywords by language, what the publication is based on.

    `homes` names the datasets of others that links may lead to, by the namespace of their things.
    """

    title: Mapping[str, str]
    description: Mapping[str, str]
    keywords: Annotated[Mapping[str, tuple[str, ...]], BeforeValidator(_by_language)]
    source: str
    source_title: str
    homes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: a name, and an address (mailto: or http) for questions where one is known."""

    name: str
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """One dump; `media_type` is that of its content, `packed` tells whether gzip wraps it.

    Size and SHA-256 are None as long as the file is not written.
    """

    key: str
    form: str
    title: str
    description: str
    path: str
    media_type: str
    packed: bool
    bytes: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """How often something occurs: instances of a class, triples of a property or of a graph."""

    iri: str
    number: int


@dataclass(frozen=True, slots=True, order=True)
class Links:
    """How many triples of a property lead to things of a namespace."""

    space: str
    predicate: str
    number: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over every graph but the catalogue, which holds them and cannot count itself.

    `years` are the first and the last year of the periods and dates that reports state. `concepts`
    counts the things that have each of our concepts; None where a release of before does not.
    """

    graphs: tuple[Count, ...]
    entities: int
    subjects: int
    objects: int
    classes: tuple[Count, ...]
    properties: tuple[Count, ...]
    links: tuple[Links, ...]
    examples: tuple[str, ...]
    languages: tuple[str, ...]
    years: tuple[int, int] | None
    concepts: tuple[Count, ...] | None = None

    @property
    def triples(self) -> int:
        """How many triples were counted."""
        return sum(graph.number for graph in self.graphs)


@dataclass(frozen=True, slots=True)
class Publication:
    """One release as it describes itself; `triples` counts them all, the catalogue's too."""

    id: str
    base: str
    texts: Texts
    publisher: Publisher
    distributions: tuple[Distribution, ...]
    statistics: Statistics
    triples: int

    @property
    def iris(self) -> Iris:
        """What mints the IRIs of the publication."""
        return Iris(self.base)

    @property
    def endpoint(self) -> str:
        """The address of the SPARQL endpoint."""
        return f"{self.base}sparql"

    @property
    def endpoint_description(self) -> str:
        """The address of the description of the SPARQL service."""
        return f"{self.endpoint}/description"

    @property
    def graphs(self) -> tuple[Count, ...]:
        """Every named graph with its triples, the catalogue's too, sorted."""
        own = Count(self.iris.graph("catalogue").value, self.triples - self.statistics.triples)
        return tuple(sorted((*self.statistics.graphs, own)))

    def address(self, distribution: Distribution) -> str:
        """Return the address of a dump, which never changes."""
        return f"{self.base}data/{self.id}/{distribution.path}"

    def weighed(self, artefacts: Iterable[Artefact]) -> "Publication":
        """Return the publication with size and digest of each dump."""
        files = {artefact.path: artefact for artefact in artefacts}
        return replace(
            self,
            distributions=tuple(
                replace(item, bytes=files[item.path].bytes, sha256=files[item.path].sha256)
                for item in self.distributions
            ),
        )

    def encode(self) -> bytes:
        """Return the publication as JSON, the same bytes for equal publications."""
        return _ADAPTER.dump_json(self, indent=1) + b"\n"


def read_publication(release: Release) -> Publication | None:
    """Return what a release says of itself, None where it was made before releases did.

    Errors: `NotARelease` where the file is there and cannot be read.
    """
    path: Path = release.folder / DESCRIPTION
    if release.artefact(DESCRIPTION) is None:
        return None
    try:
        return _ADAPTER.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise NotARelease(f"{path}: not the description of a release ({error})") from error


_ADAPTER = TypeAdapter(Publication)
