"""The query tests of the W3C for SPARQL 1.0 and 1.1, as their manifests list them.

The files come from the source archive of rdflib, which carries them under the W3C test suite
licence. They are fetched once into a cache outside of the project, and never become part of it.
"""

import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin

from pyoxigraph import NamedNode, QuerySolution, QuerySolutions, RdfFormat, Store

ARCHIVE = "rdflib-7.6.0"
DIGEST = "6c831288d5e4a5a7ece85d0ccde9877d512a3d0f02d7c06455d00d6d0ea379df"
_INSIDE = f"{ARCHIVE}/test/data/suites/w3c/"
# The folder of a suite, and the IRI that its files have.
_HOMES = {
    "dawg-data-r2": "http://www.w3.org/2001/sw/DataAccess/tests/data-r2/",
    "sparql11": "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/",
}
_LISTED = """
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#>
PREFIX dawgt: <http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT DISTINCT ?test ?kind ?query ?result ?cardinality ?action WHERE {
  ?manifest mf:entries/rdf:rest*/rdf:first ?test .
  ?test a ?kind ; mf:action ?action .
  OPTIONAL { ?test mf:result ?result }
  OPTIONAL { ?test mf:resultCardinality ?cardinality }
  OPTIONAL { ?action qt:query ?asked }
  BIND (COALESCE(?asked, ?action) AS ?query)
  FILTER NOT EXISTS { ?action sd:entailmentRegime ?regime }
  FILTER NOT EXISTS { ?test dawgt:approval dawgt:Withdrawn }
  FILTER (! STRENDS(STR(?query), ".ru"))
  FILTER REGEX(STR(?kind), "#(Query|CSVResult|PositiveSyntax|NegativeSyntax)")
} ORDER BY ?test
"""
_COLUMNS = ("test", "kind", "query", "result")
_QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_FROM = re.compile(r"FROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class W3cTest:
    """One test: `name` is folder and fragment, `kind` the local name of its class."""

    name: str
    kind: str
    query: str
    result: str | None
    lax: bool
    default: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suite:
    """The unpacked files, each known by the IRI that it has at the W3C."""

    folder: Path

    def path(self, iri: str) -> Path:
        """Return where the file of that IRI lies."""
        for name, home in _HOMES.items():
            if iri.startswith(home):
                return self.folder / name / iri.removeprefix(home)
        return self.folder / "elsewhere"

    def read(self, iri: str) -> bytes:
        """Return the bytes of the file of that IRI."""
        return self.path(iri).read_bytes()

    def files(self, pattern: str) -> Iterator[tuple[str, Path]]:
        """Return IRI and path of each file of that pattern."""
        for name, home in _HOMES.items():
            for path in sorted((self.folder / name).rglob(pattern)):
                yield home + path.relative_to(self.folder / name).as_posix(), path


def fetch_suite(cache: Path) -> Suite:
    """Return the suite, unpacked in the cache; the archive is fetched where it is not there yet.

    Errors: `OSError` where it cannot be fetched; `AssertionError` where its bytes are other ones.
    """
    folder = cache / "w3c"
    if not folder.is_dir():
        archive = cache / f"{ARCHIVE}.tar.gz"
        if not archive.is_file():
            _download(cache)
        assert sha256(archive.read_bytes()).hexdigest() == DIGEST, f"{archive} has other bytes"
        _unpack(archive, folder)
    return Suite(folder)


def _download(cache: Path) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--no-binary",
        ":all:",
    ]
    try:
        wanted = ARCHIVE.replace("-", "==")
        subprocess.run([*command, "--dest", cache, wanted], check=True, timeout=180)
    except subprocess.SubprocessError as error:
        raise OSError(f"{ARCHIVE} cannot be fetched") from error


def _unpack(archive: Path, folder: Path) -> None:
    aside = folder.with_name("w3c.part")
    with tarfile.open(archive) as packed:
        for member in packed.getmembers():
            if member.isfile() and member.name.startswith(_INSIDE):
                member.name = member.name.removeprefix(_INSIDE)
                packed.extract(member, aside, filter="data")
    aside.rename(folder)


def read_tests(suite: Suite) -> tuple[W3cTest, ...]:
    """Return every test of a query in order of their IRIs.

    Left out: tests of entailment regimes, tests that the working group withdrew, and updates.
    """
    store = Store()
    for iri, path in suite.files("manifest.ttl"):
        store.load(path.read_bytes(), format=RdfFormat.TURTLE, base_iri=iri)
    found = store.query(_LISTED)
    assert isinstance(found, QuerySolutions)
    return tuple(_test(store, row) for row in found)


def _test(store: Store, row: QuerySolution) -> W3cTest:
    test, kind, query, result = (getattr(row[name], "value", "") for name in _COLUMNS)

    def given(name: str) -> tuple[str, ...]:
        quads = store.quads_for_pattern(row["action"], NamedNode(_QT + name), None)
        return tuple(sorted(str(getattr(quad.object, "value", "")) for quad in quads))

    return W3cTest(
        f"{test.split('/')[-2]}/{test.partition('#')[2]}",
        kind.partition("#")[2],
        query,
        result or None,
        row["cardinality"] is not None,
        given("data"),
        given("graphData"),
    )


def read_query(suite: Suite, test: W3cTest) -> str:
    """Return the text of the query with its own IRI as base, as if it was read from there."""
    return f"BASE <{test.query}>\n" + suite.read(test.query).decode("utf-8")


def graphs_of(suite: Suite, test: W3cTest) -> set[str]:
    """Return the IRIs of the files that a test takes its data from, by manifest or by FROM."""
    text = suite.read(test.query).decode("utf-8", errors="replace")
    named = {urljoin(test.query, iri) for iri in _FROM.findall(text)}
    known = {iri for iri in named if suite.path(iri).is_file()}
    return known | set(test.default) | set(test.named)


def fill(store: Store, suite: Suite, tests: tuple[W3cTest, ...]) -> None:
    """Put each file of data into the store, as a graph of its own that has the file's IRI."""
    for iri in sorted(set().union(*(graphs_of(suite, test) for test in tests))):
        form = RdfFormat.from_extension(iri.rpartition(".")[2])
        assert form is not None, iri
        graph = NamedNode(iri)
        store.add_graph(graph)
        store.load(suite.read(iri), format=form, base_iri=iri, to_graph=graph)
