"""The page of the files of a release, by what they are for."""

from collections.abc import Iterable, Mapping

from fastapi import APIRouter, Request
from starlette.responses import Response

from trips_graph.model.question import PublishedQuestion
from trips_graph.model.questions import read_questions
from trips_graph.model.release import Artefact
from trips_graph.web.languages.locale import mark
from trips_graph.web.pages.route import PageRoute
from trips_graph.web.reader import Reader, ReaderOf

router = APIRouter(tags=["Data"], route_class=PageRoute)

_DUMPS = mark("Everything, in each format")
_DESCRIPTIONS = mark("What the release says of itself")
_CHECKS = mark("What was checked and found")
_TABLES = mark("Tables and other files")
_ANSWERS = mark("Answers to the published questions")
_GROUPS = (_DUMPS, _DESCRIPTIONS, _CHECKS, _ANSWERS, _TABLES)
_BY_NAME = {
    "catalogue.ttl": _DESCRIPTIONS,
    "context.jsonld": _DESCRIPTIONS,
    "dataset.jsonld": _DESCRIPTIONS,
    "description.json": _DESCRIPTIONS,
    "findings.json": _CHECKS,
    "shacl-report.json": _CHECKS,
    "shacl-report.ttl": _CHECKS,
    "coverage.json": _CHECKS,
    "unresolved.json": _CHECKS,
}
_DUMP = "trips-graph."
TITLES = (
    mark("Everything, JSON-LD"), mark("Everything, JSON-LD, compressed"),
    mark("Everything, N-Quads"), mark("Everything, N-Quads, compressed"),
    mark("Everything, N-Triples"), mark("Everything, N-Triples, compressed"),
    mark("Everything, RDF/XML"), mark("Everything, RDF/XML, compressed"),
    mark("Everything, Turtle"), mark("Everything, Turtle, compressed"),
    mark("All that the release says of itself"), mark("The JSON-LD context"),
    mark("DCAT catalogue and VoID, with sizes and digests"),
    mark("schema.org Dataset, with sizes and digests"),
    mark("SHACL results: warnings and remarks, with their place"),
    mark("How much of each report was read"),
    mark("Names that were left open, with the place of each"),
    mark("Things, names and facets, for search"),
    mark("SHACL validation report"), mark("What could not be read, resolved or trusted"),
)  # fmt: skip
"""What the files are called by the stage that writes them."""
_WHAT = {
    "application/json": "JSON",
    "application/gzip": "gzip",
    "application/ld+json": "JSON-LD",
    "application/n-quads": "N-Quads",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF/XML",
    "application/sparql-results+json": "SPARQL JSON",
    "application/vnd.sqlite3": "SQLite",
    "text/csv": "CSV",
    "text/turtle": "Turtle",
}


@router.get("/data", summary="The files of this release")
@router.head("/data", include_in_schema=False)
def get_files(request: Request, reader: ReaderOf) -> Response:
    """Return the page that lists every file with size, digest and media type."""
    groups = _group(reader.site.release.manifest.artefacts)
    answered = {item.artefact: item for item in read_questions().by_name.values()}
    titles = {
        file.path: _name(reader, file, answered.get(file.path))
        for files in groups.values()
        for file in files
    }
    return reader.page(
        "data/data.html", request, groups=groups, titles=titles, title=reader.gettext("Data"),
        what=_WHAT,
    )  # fmt: skip


def _name(reader: Reader, file: Artefact, answered: PublishedQuestion | None) -> str:
    """Return what a file is called: an answer by its question, others as they call themselves."""
    if answered is None:
        return reader.gettext(file.title)
    told = reader.gettext("Answer to question %(number)s: %(title)s")
    title = answered.title.say(reader.language)
    return told % {"number": answered.number, "title": title}


def _group(artefacts: Iterable[Artefact]) -> Mapping[str, list[Artefact]]:
    """Return the files by what they are for; groups without files are left out."""
    grouped: dict[str, list[Artefact]] = {group: [] for group in _GROUPS}
    for file in artefacts:
        grouped[_find_group(file)].append(file)
    return {group: files for group, files in grouped.items() if files}


def _find_group(file: Artefact) -> str:
    if file.path.startswith(_DUMP):
        return _DUMPS
    return _ANSWERS if "/" in file.path else _BY_NAME.get(file.path, _TABLES)
