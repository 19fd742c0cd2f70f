"""Puts together what a release says of itself, before and after its dumps are written."""

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from trips_graph import formats
from trips_graph.errors import BadInput
from trips_graph.formats import GraphFormat
from trips_graph.iris import Iris
from trips_graph.model.graph import NamedGraph
from trips_graph.model.publication import Distribution, Publication, Publisher, Texts
from trips_graph.releases.catalogue import describe_catalogue
from trips_graph.releases.dumps import DUMPS, dump_name, packed_name
from trips_graph.releases.statistics import count


def read_texts(path: Path) -> Texts:
    """Return the texts of a TOML file. Errors: `BadInput` where one is missing."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        keywords = {language: tuple(words) for language, words in raw["keywords"].items()}
        return Texts(**{**raw, "keywords": keywords})
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{path}: {error}") from error


def plan_publication(
    release_id: str, graphs: Iterable[NamedGraph], texts: Texts, publisher: Publisher, iris: Iris
) -> Publication:
    """Return what a release of these graphs, and of a catalogue yet to be made, says of itself."""
    planned = Publication(
        id=release_id,
        base=iris.base,
        texts=texts,
        publisher=publisher,
        distributions=tuple(item for form in DUMPS for item in _distributions(form)),
        statistics=count(graphs, iris),
        triples=0,
    )
    # The catalogue has as many triples whatever total it states.
    own = len(describe_catalogue(planned).nquads)
    return replace(planned, triples=planned.statistics.triples + own)


def _distributions(form: GraphFormat) -> tuple[Distribution, Distribution]:
    """Return a dump and its compressed twin, their sizes still unknown."""
    graphs = "the named graphs apart" if form is formats.N_QUADS else "the union of all graphs"
    plain = Distribution(
        key=form.name,
        form=form.name,
        title=form.title,
        description=f"Everything that the release holds, {graphs}, in {form.title}.",
        path=dump_name(form),
        media_type=form.media_type,
        packed=False,
    )
    packed = replace(
        plain,
        key=f"{form.name}-gzip",
        title=f"{form.title}, compressed",
        path=packed_name(form),
        packed=True,
    )
    return plain, packed
