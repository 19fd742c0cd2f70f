"""Reads random mutations of the invented pages: no crash, no hang, bounded memory.

`python tools/mutate.py --count 10000` works in child processes, each with a limit on its memory and
on the time of one document. What a child was reading when it died is printed with its number, so
that `--first N --count 1` repeats it. Exit code 1 where a document crashed, hung or took too much.
"""

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from trips_graph.entities.authorities import read_authorities, read_classification
from trips_graph.entities.match import open_register
from trips_graph.entities.reconcile import reconcile
from trips_graph.errors import BadInput
from trips_graph.graph.describe import describe
from trips_graph.iris import Iris
from trips_graph.reports.archive import open_source
from trips_graph.reports.manifest import Manifest
from trips_graph.reports.parse import parse
from trips_graph.reports.prose.rules import read_reading_rules
from trips_graph.settings import resources

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for folder in (ROOT / "tests" / "fixtures" / "pages", ROOT / "data" / "sources")
    for path in folder.iterdir()
    if path.suffix in (".txt", ".html", ".docx")
)
CHUNK = 250
"""Documents that one child process reads."""
_MEGABYTE = 1_000_000
_ODD = (
    "\t", "\r", "\x00", "\u00a0", "\u2028", ";", "; ; ;", "31/02/2020", "9999", "1.1.1.1. ", "((((",
    "_" * 40, "12 items found", "<td>", "</table>", "&#0;", "\U0001f600", "\ufb01", "\uff21",
    "\u202e",
    "Between May 2019 and June 2020", "USD 1.5 million", "IP/C/W/611. Add.4", "A" * 300, "1 " * 200,
    "# Title of programme or activity Start date ", "a.", "IV. ", "1  ", "-" * 80,
)  # fmt: skip


def mutate(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """Return the content after one to five random changes."""
    for _ in range(chance.randint(1, 5)):
        content = chance.choice(_CHANGES)(content, other, chance)
    return content


def _place(content: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(content))


def _cut_out(content: bytes, other: bytes, chance: random.Random) -> bytes:
    start = _place(content, chance)
    return content[:start] + content[start + chance.randint(1, 200) :]


def _cut_off(content: bytes, other: bytes, chance: random.Random) -> bytes:
    return content[: _place(content, chance)]


def _insert_odd(content: bytes, other: bytes, chance: random.Random) -> bytes:
    place, odd = _place(content, chance), chance.choice(_ODD).encode()
    return content[:place] + odd + content[place:]


def _insert_noise(content: bytes, other: bytes, chance: random.Random) -> bytes:
    place = _place(content, chance)
    return content[:place] + chance.randbytes(chance.randint(1, 20)) + content[place:]


def _repeat(content: bytes, other: bytes, chance: random.Random) -> bytes:
    start = _place(content, chance)
    part = content[start : start + chance.randint(1, 60)]
    return content[:start] + part * chance.choice((2, 20, 400)) + content[start:]


def _splice(content: bytes, other: bytes, chance: random.Random) -> bytes:
    return content[: _place(content, chance)] + other[_place(other, chance) :]


def _shuffle_lines(content: bytes, other: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    first, second = (chance.randrange(len(lines)) for _ in range(2))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _flatten(content: bytes, other: bytes, chance: random.Random) -> bytes:
    return content.replace(
        b"\n", chance.choice((b" ", b"", b"\n\n", b"\r\n")), chance.randint(1, 40)
    )


_CHANGES: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (
    _cut_out, _cut_off, _insert_odd, _insert_odd, _insert_noise, _repeat, _splice, _shuffle_lines,
    _flatten,
)  # fmt: skip


def mutations(first: int, count: int) -> Iterator[tuple[int, Path, bytes]]:
    """Yield numbered mutations with the page that each was made of; a number is always the same."""
    for number in range(first, first + count):
        chance = random.Random(number)  # noqa: S311  (no secret depends on it)
        page, other = chance.choice(PAGES), chance.choice(PAGES)
        yield number, page, mutate(page.read_bytes(), other.read_bytes(), chance)


def read_all(first: int, count: int) -> tuple[int, int]:
    """Return how many mutations were read and how many were refused with a clear message."""
    data = resources() / "data"
    rules = read_reading_rules(data / "rules")
    classification = read_classification(data / "rules" / "classification.csv")
    register = open_register(read_authorities(data / "authorities"), classification)
    iris, known, refused = Iris("https://example.org/"), Manifest(Path("none")), 0
    with TemporaryDirectory() as folder:
        for number, page, content in mutations(first, count):
            print(number, page.name, flush=True)
            path = Path(folder) / f"9{number:06}{page.suffix}"[-12:]
            path.write_bytes(content)
            try:
                report = parse(open_source(path, known), rules)
                describe(reconcile(report, register), iris)
            except BadInput as error:
                assert path.name in str(error)
                refused += 1
    return count - refused, refused


def main() -> int:
    """Run the command line; return the exit code."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--count", type=int, default=1000, help="how many mutations (1000)")
    words.add_argument("--first", type=int, default=0, help="number of the first mutation (0)")
    words.add_argument(
        "--seconds", type=int, default=60, help="for 250 documents, in CPU time (60)"
    )
    words.add_argument("--megabytes", type=int, default=1500, help="memory of a child (1500)")
    words.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.child:
        read, refused = read_all(given.first, given.count)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
        print(f"read {read} refused {refused} megabytes {peak}")
        return 0
    return _run_children(given)


def _run_children(given: argparse.Namespace) -> int:
    def limit() -> None:
        size = given.megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CPU, (given.seconds, given.seconds))

    faults, started, peak = 0, time.monotonic(), 0
    for first in range(given.first, given.first + given.count, CHUNK):
        count = min(CHUNK, given.first + given.count - first)
        command = [sys.executable, __file__, "--child", f"--first={first}", f"--count={count}"]
        child = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit)
        last = (child.stdout.splitlines() or ["nothing"])[-1]
        if child.returncode:
            faults += 1
            print(f"died with {child.returncode} while reading {last}\n{child.stderr[-2000:]}")
        else:
            peak = max(peak, int(last.rpartition(" ")[2]))
        print(f"{first + count - given.first} of {given.count}: {last}", file=sys.stderr)
    seconds = time.monotonic() - started
    print(f"{given.count} mutations, {faults} faults, {seconds:.0f} s, at most {peak} MB a child")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
