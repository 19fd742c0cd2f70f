"""Measures search over an invented index: `python tools/searching.py RELEASE [REPORTS]`.

Names and vocabulary are those of a release; reports (10,000 unless told, three activities each) are
invented. Prints how long the index takes to make, its bytes, and the milliseconds of processor that
answers take, in English, as the page shows them: the first time, when nothing is held.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from trips_graph.iris import Iris, concept
from trips_graph.model.graph import NamedGraph, Statement, named_graph
from trips_graph.model.release import read_release
from trips_graph.releases.index.write import write_index
from trips_graph.terms import dcterms, rdf, tg, xsd
from trips_graph.web.index import Index
from trips_graph.web.pages.search.answer import EACH
from trips_graph.web.pages.search.finding import find

_WORDS = (
    "national regional workshop seminar on enforcement copyright patents plant varieties customs "
    "officers judges training course for traditional knowledge geographical indications of border "
    "measures pharmaceuticals awareness campaign examination support study visit online module"
)
_ASKED = (
    "Swaziland", "Camboda", "Kirgyz", "Suisse", "Côte d Ivoire", "UPOV", "IP/C/W/611.Add.4",
    "9000364", "workshop", "national workshop", "cambodia workshop", "Camboda workshp", "report",
    "technical cooperation", "japan 2019", "a", "w", "9", "st", "zzzzqqq",
)  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    """Print what the making and the asking of an index take."""
    if not arguments:
        sys.exit(__doc__)
    reports = int(arguments[1]) if len(arguments) > 1 else 10_000
    release = read_release(Path(arguments[0]))
    iris = Iris(release.manifest.base)
    known = _read_known(release.folder / "trips-graph.nq")
    graphs = [*known, *_invent(known, iris, reports)]
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        path = write_index(graphs, iris, Path(folder))
        seconds, quads = time.process_time() - began, sum(len(graph.nquads) for graph in graphs)
        print(f"{quads:,} quads: {seconds:.1f} s, {path.stat().st_size:,} bytes")
        _ask(Index(path))


def _ask(index: Index) -> None:
    find(index, "names are read once")
    taken = {text: _measure(index, text) for text in _ASKED}
    for text, (milliseconds, number) in taken.items():
        print(f"{milliseconds:6.1f} ms  {number:6,} found  {text}")
    times = sorted(milliseconds for milliseconds, _ in taken.values())
    print(f"median {statistics.median(times):.1f} ms, worst {times[-1]:.1f} ms")


def _measure(index: Index, text: str) -> tuple[float, int]:
    began = time.thread_time()
    found = find(index, text)
    hits = [hit.id for kind in found.kinds() for hit in found.hits(kind, 0, EACH)]
    index.labels(hits)
    index.activities(hits)
    took = (time.thread_time() - began) * 1000
    return took, sum(found.count(kind) for kind in found.kinds())


def _read_known(dump: Path) -> list[NamedGraph]:
    """Return the graphs of a dump that are of no report."""
    lines: dict[str, list[str]] = {}
    for line in dump.read_text(encoding="utf-8").splitlines():
        iri = line.rsplit(" ", 2)[1][1:-1]
        if "/graph/report-" not in iri:
            lines.setdefault(iri, []).append(line)
    return [NamedGraph(iri, tuple(held)) for iri, held in lines.items()]


def _invent(known: Sequence[NamedGraph], iris: Iris, reports: int) -> Iterator[NamedGraph]:
    chance = random.Random(5)  # noqa: S311 - the same reports each time
    mark = f" <{rdf.type.value}> <{tg.Member.value}>"
    lines = (line for graph in known for line in graph.nquads)
    members = [NamedNode(line.split(">", 1)[0][1:]) for line in lines if mark in line]
    for number in range(9_000_000, 9_000_000 + reports):
        statements = _invent_report(chance, members, iris, str(number))
        yield named_graph(iris.graph(f"report-{number}"), statements)


def _invent_report(
    chance: random.Random, members: Sequence[NamedNode], iris: Iris, number: str
) -> Iterator[Statement]:
    report, submitter, year = (
        iris.report(number),
        chance.choice(members),
        chance.randint(1998, 2030),
    )
    title = f"Report on technical cooperation under TRIPS Article 67: invented, {year}"
    symbol = f"IP/C/W/{int(number) // 12 % 1000}/Add.{int(number) % 12}"
    yield report, rdf.type, tg.Report
    yield report, tg.reportNumber, Literal(number)
    yield report, tg.submittedBy, submitter
    yield report, dcterms.title, Literal(title, language="en")
    yield report, dcterms.identifier, Literal(symbol)
    for key in "123":
        node = iris.activity(number, key)
        words = chance.sample(_WORDS.split(), chance.randint(3, 9))
        yield node, rdf.type, tg.Activity
        yield node, dcterms.title, Literal(" ".join(words).capitalize(), language="en")
        yield node, tg.reportedIn, report
        yield node, tg.reportedBy, submitter
        yield node, tg.startDate, Literal(f"{year}-05-{chance.randint(10, 28)}", datatype=xsd.date)
        yield node, tg.startYear, Literal(str(year), datatype=xsd.integer)
        yield node, tg.beneficiaryStatus, concept("beneficiary-status", "stated")
        for member in chance.sample(members, chance.choice((1, 1, 2, 5))):
            yield node, tg.beneficiary, member


if __name__ == "__main__":
    main(sys.argv[1:])
