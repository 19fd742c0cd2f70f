"""Measures pages: the time that the server takes for one that nobody asked for yet, and its size.

`python -m tools.pages DIR` starts `trips-graph serve` over the releases in DIR, without room for
kept answers, asks for up to 60 pages of each kind one after another, and prints for each kind the
median and the 95th percentile of the time in milliseconds, and the largest page in kB, packed. The
first page of each kind is asked for once beforehand: templates are read then, and lists and counts
made that the server otherwise makes by itself, seconds after its start.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

import httpx

from tools.measure import await_answer

PORT = 8766
ADDRESS = f"http://127.0.0.1:{PORT}"
MOST = 60
SEED = 67
_ACCEPT = {"Accept": "text/html", "Accept-Encoding": "gzip"}
_KEYS = """PREFIX tg: <https://w3id.org/trips-graph/def#>
SELECT ?thing WHERE {{ ?thing a <{kind}> }} LIMIT 5000"""
_TG, _ORG = "https://w3id.org/trips-graph/def#", "http://www.w3.org/ns/org#"
_THINGS: Mapping[str, str] = {
    "report": _TG + "Report",
    "activity": _TG + "Activity",
    "figure": _TG + "ReportedFigure",
    "Member": _TG + "Member",
    "organisation": _ORG + "Organization",
    "group": _TG + "BeneficiaryGroup",
    "tool": _TG + "Tool",
    "passage": "http://www.w3.org/ns/oa#Annotation",
}
_FILTERS: Mapping[str, Sequence[str]] = {
    "beneficiary": ("KHM", "GHA", "VNM", "SEN", "KEN", "LAO", "PER", "MDG"),
    "year": tuple(map(str, range(2006, 2026))),
    "ldc": ("yes", "no"),
    "sort": ("title", "submitter"),
}
_WORDS = (
    "cambodia", "camboda", "suisse", "workshop", "customs", "upov", "kirgyz", "patent exam", "côte",
    "copyright", "seminar ghana", "1000364", "IP/C/W/654", "training",
    "geographical indic", "xyzzy",
)  # fmt: skip
_FIXED: Mapping[str, Sequence[str]] = {
    "home": ("/",),
    "lists": tuple(
        f"/{name}" for name in ("reports", "members", "organisations", "groups", "tools")
    ),
    "vocabulary": ("/def",),
    "quality": ("/quality", "/quality/findings", "/quality/coverage", "/quality/unresolved"),
    "catalogue": ("/catalogue", "/data", "/sparql", "/sparql/description"),
    "pictures": tuple(f"/pictures{name}" for name in ("", "/map", "/years", "/matrix", "/gaps")),
    "search": tuple(f"/search?{urlencode({'q': words})}" for words in _WORDS),
}


def main(arguments: Sequence[str]) -> None:
    """Measure the pages of the release in a folder."""
    if len(arguments) != 1:
        sys.exit(__doc__)
    program = str(Path(sys.executable).with_name("trips-graph"))
    command = [program, "serve", "--release", arguments[0]]
    settings = os.environ | {"TRIPS_CACHE_BYTES": "0", "TRIPS_ACCESS_LOG": "false"}
    process = subprocess.Popen([*command, "--port", str(PORT)], env=settings)
    try:
        await_answer(ADDRESS + "/robots.txt")
        with httpx.Client(base_url=ADDRESS, headers=_ACCEPT, timeout=60) as client:
            measure(client)
    finally:
        process.terminate()
        process.wait(timeout=30)


def measure(client: httpx.Client) -> None:
    """Print a line for each kind of page, and one for all together."""
    whole: list[float] = []
    print(f"{'kind':14} {'pages':>5} {'p50 ms':>8} {'p95 ms':>8} {'largest kB':>11}")
    for kind, addresses in find_addresses(client):
        client.get(addresses[0])
        seen = [_ask(client, address) for address in addresses]
        times = [milliseconds for milliseconds, _ in seen]
        whole += times
        largest = max(size for _, size in seen) / 1000
        print(f"{kind:14} {len(seen):5} {_middle(times)} {_late(times)} {largest:11.1f}")
    print(f"{'all':14} {len(whole):5} {_middle(whole)} {_late(whole)}")


def find_addresses(client: httpx.Client) -> Iterator[tuple[str, Sequence[str]]]:
    """Return the addresses of each kind: some things of each class, and views with filters."""
    chance = random.Random(SEED)  # noqa: S311 - nobody is to be kept from guessing
    for kind, iri in _THINGS.items():
        if found := _find_things(client, iri):
            yield kind, chance.sample(found, min(MOST, len(found)))
    yield "explore", ["/activities", *(_view(chance) for _ in range(MOST - 1))]
    yield from _FIXED.items()
    yield "questions", ["/questions", *_find_questions(client)]


def _find_things(client: httpx.Client, kind: str) -> list[str]:
    answer = client.get(
        "/sparql", params={"query": _KEYS.format(kind=kind)}, headers={"Accept": "application/json"}
    )
    rows = json.loads(answer.content)["results"]["bindings"]
    iris = (row["thing"]["value"] for row in rows if row["thing"]["type"] == "uri")
    return ["/doc/" + iri.partition("/id/")[2] for iri in iris if "/id/" in iri and "#" not in iri]


def _find_questions(client: httpx.Client) -> list[str]:
    links = client.get("/questions").text.split('href="/question/')[1:]
    return sorted({"/question/" + link.partition('"')[0] for link in links})


def _view(chance: random.Random) -> str:
    names = chance.sample(sorted(_FILTERS), chance.randint(1, 3))
    return "/activities?" + urlencode({name: chance.choice(_FILTERS[name]) for name in names})


def _ask(client: httpx.Client, address: str) -> tuple[float, int]:
    """Return the milliseconds until a page was there, and its packed size."""
    began = time.perf_counter()
    with client.stream("GET", address) as answer:
        size = sum(len(piece) for piece in answer.iter_raw())
    if answer.status_code != httpx.codes.OK:
        print(f"{address}: {answer.status_code}", file=sys.stderr)
    return (time.perf_counter() - began) * 1000, size


def _middle(times: Sequence[float]) -> str:
    return f"{statistics.median(times):8.1f}"


def _late(times: Sequence[float]) -> str:
    return f"{sorted(times)[int(0.95 * (len(times) - 1))]:8.1f}"


if __name__ == "__main__":
    main(sys.argv[1:])
