"""Citations: how to cite what a release says of a thing, as a text and in BibTeX."""

import re
from dataclasses import dataclass

from trips_graph.model.publication import LICENCE_TITLE
from trips_graph.web.catalogue.source import publication_of
from trips_graph.web.pages.things.thing import Thing
from trips_graph.web.reader import Reader
from trips_graph.web.shown import brief

_SPECIAL = re.compile(r"([{}%&#$_\\])")
_MARKS = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x1f]")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation: what is cited, in which publication and release, by whom, at which IRI."""

    title: str
    publication: str
    release: str
    publisher: str
    iri: str
    key: str

    @property
    def bibtex(self) -> str:
        """The citation in BibTeX; the year is left out: a release does not tell it."""
        lines = (
            f"@misc{{{self.key},",
            f"  title = {{{_escape(self.title)}}},",
            f"  author = {{{{{_escape(self.publisher)}}}}},",
            f"  howpublished = {{{_escape(self.publication)}}},",
            f"  version = {{{_escape(self.release)}}},",
            f"  url = {{{self.iri}}},",
            f"  note = {{{LICENCE_TITLE}}}",
            "}",
        )
        return "\n".join(lines) + "\n"


def make_citation(reader: Reader, thing: Thing, name: str) -> Citation:
    """Return how to cite a thing; `name` is its heading."""
    release = reader.site.release
    publication = publication_of(release)
    titles = publication.texts.title if publication else {}
    key = f"{thing.kind}-{thing.iri.rpartition('/')[2].rpartition('#')[2]}"
    return Citation(
        brief(_MARKS.sub("", name), _LONGEST),
        titles.get(reader.language) or titles.get("en") or "trips-graph",
        release.manifest.id,
        publication.publisher.name if publication else "trips-graph",
        thing.iri,
        re.sub(r"[^A-Za-z0-9-]+", "-", key),
    )


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
