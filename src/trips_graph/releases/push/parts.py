"""The graphs of a release, as they lie one behind the other in its N-Quads dump.

They are sent from there, line by line: nothing but a line is ever in memory.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from trips_graph.errors import NotARelease
from trips_graph.formats import N_QUADS
from trips_graph.model.release import Release

_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class GraphPart:
    """One graph: which bytes of the dump it is, and its size, count and SHA-256 as N-Triples."""

    iri: str
    dump: Path
    start: int
    end: int
    size: int
    triples: int
    sha256: str

    def __iter__(self) -> Iterator[bytes]:
        """Return the graph as N-Triples, in pieces; each time from its beginning."""
        piece = bytearray()
        for line in _lines(self.dump, self.start, self.end):
            piece += _split(line, self.dump)[0]
            if len(piece) >= _PIECE:
                yield bytes(piece)
                piece.clear()
        yield bytes(piece)


def read_parts(release: Release) -> tuple[GraphPart, ...]:
    """Return the graphs of a release, in the order of the dump.

    Errors: `NotARelease` where there is no dump, it is not what the manifest tells, or a graph of
    it does not stand together.
    """
    artefact = next(
        (item for item in release.manifest.artefacts if item.media_type == N_QUADS.media_type), None
    )
    if artefact is None:
        raise NotARelease(f"{release.folder}: this release has no dump in N-Quads")
    dump = release.folder / artefact.path
    whole = hashlib.sha256()
    try:
        with dump.open("rb") as lines:
            parts = tuple(_parts(_hashed(lines, whole), dump))
    except OSError as error:
        raise NotARelease(f"{dump}: cannot be read ({error.strerror})") from error
    if whole.hexdigest() != artefact.sha256:
        raise NotARelease(f"{dump}: these are not the bytes that the manifest tells")
    if len({part.iri for part in parts}) != len(parts):
        raise NotARelease(f"{dump}: the quads of a graph do not stand together")
    return parts


def _hashed(lines: BinaryIO, whole: "hashlib._Hash") -> Iterator[bytes]:
    for line in lines:
        whole.update(line)
        yield line


def _parts(lines: Iterator[bytes], dump: Path) -> Iterator[GraphPart]:
    start = 0
    for iri, group in groupby(
        ((line, *_split(line, dump)) for line in lines), lambda item: item[2]
    ):
        end, size, triples, digest = start, 0, 0, hashlib.sha256()
        for line, triple, _ in group:
            end, size, triples = end + len(line), size + len(triple), triples + 1
            digest.update(triple)
        yield GraphPart(iri.decode(), dump, start, end, size, triples, digest.hexdigest())
        start = end


def _split(line: bytes, dump: Path) -> tuple[bytes, bytes]:
    """Return a line of N-Quads as a line of N-Triples, and the IRI of its graph."""
    triple, _, graph = line.rpartition(b" <")
    if not triple or not graph.endswith(b"> .\n"):
        raise NotARelease(f"{dump}: a line is no quad of a named graph: {line[:80]!r}")
    return triple + b" .\n", graph[:-4]


def _lines(dump: Path, start: int, end: int) -> Iterator[bytes]:
    with dump.open("rb") as lines:
        lines.seek(start)
        while lines.tell() < end:
            yield lines.readline()
