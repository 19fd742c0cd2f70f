"""A release whose names are hostile: the things of another under names that no page may trust.

All names are invented. The release is published by the house's own last room, so that it has
whatever a release has.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from trips_graph import formats
from trips_graph.model.graph import CheckedDataset, NamedGraph
from trips_graph.model.publication import read_publication
from trips_graph.model.release import CONTEXT, Release
from trips_graph.releases.dumps import dump_name
from trips_graph.releases.publish import Plan, publish
from trips_graph.settings import resources
from trips_graph.terms import PREFIXES

ALARM = "document.title='taken-over';alert(1)"
# Thirteen, a prime: however many names the things of a page have, all of these come to stand there.
NAMES = (
    f"<script>{ALARM}</script>",
    f'"\'><img src=x onerror="{ALARM}">',
    f"</script></title></textarea></svg><script>{ALARM}</script>",
    f"javascript:{ALARM}",
    "{{ 7 * 7 }} {% raw %} ${7*7} %(name)s <!-- ]]> &amp;lt; \\",
    "\u202egnp.exe\u202c \u2066unclosed \u202e right-to-left \u202e again",
    "منظمة مخترعة للاختبار עם שם ארוך",
    "W" * 10_000,
    "Very long name " * 667,
    "\U0001f469\u200d\U0001f467\u200d\U0001f466\U0001f3f3\ufe0f\u200d\U0001f308" * 60,
    "Z" + "\u0301\u0316\u0489" * 60 + "algo",
    "quotes \" ' ` « » “ ” ’ and a \t tab",
    "../../etc/passwd?x=1&y=2#z %2e%2e%00 //example.org",
)
_NAMING = {
    NamedNode(PREFIXES[prefix] + name)
    for prefix, names in {
        "rdfs": ("label",),
        "skos": ("prefLabel", "altLabel"),
        "dcterms": ("title",),
        "oa": ("exact",),
        "tg": ("statedTitle", "statedBeneficiaries", "statedSubmitter", "mentionText", "qualifier"),
    }.items()
    for name in names
}
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_PAGE = NamedNode(PREFIXES["foaf"] + "page")
_OURS = ("graph/vocabulary", "graph/catalogue")


def publish_hostile(release: Release, out: Path) -> Release:
    """Return a release of the same things under hostile names, published in a folder."""
    publication = read_publication(release)
    assert publication is not None
    checked = CheckedDataset(_rename(release), (), ())
    context = resources() / "ontology" / CONTEXT
    return publish(checked, Plan(publication, out, "test", context))


def _rename(release: Release) -> tuple[NamedGraph, ...]:
    names = cycle(NAMES)
    graphs: dict[str, set[str]] = defaultdict(set)
    dump = release.folder / dump_name(formats.N_QUADS)
    for quad in parse(path=dump, format=RdfFormat.N_QUADS):
        graph = quad.graph_name.value
        renamed = quad if graph.endswith(_OURS) else _with_name(quad, names)
        graphs[graph].update(f"{item} ." for item in (renamed, *_with_page(renamed)))
    return tuple(NamedGraph(iri, tuple(sorted(lines))) for iri, lines in sorted(graphs.items()))


def _with_name(quad: Quad, names: Iterator[str]) -> Quad:
    """Return a quad that names a thing with the next hostile name in its place."""
    said = quad.object
    if quad.predicate not in _NAMING or not isinstance(said, Literal):
        return quad
    language = said.language
    name = Literal(next(names), language=language) if language else Literal(next(names))
    return Quad(quad.subject, quad.predicate, name, quad.graph_name)


def _with_page(quad: Quad) -> Iterator[Quad]:
    """Yield, beside the type of a thing, pages about it whose addresses are scripts."""
    if quad.predicate == _TYPE:
        for page in (NamedNode(f"javascript:{ALARM}"), Literal(f"javascript:{ALARM}")):
            yield Quad(quad.subject, _PAGE, page, quad.graph_name)
