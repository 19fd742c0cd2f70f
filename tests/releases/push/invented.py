"""Invented releases without a store of their own: what `push` reads, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from trips_graph.model.release import MANIFEST, Artefact, Release, ReleaseManifest

BASE = "https://example.org/invented/"
GRAPHS = BASE + "id/graph/"


def invent(
    folder: Path, release_id: str, sizes: Mapping[str, int], *, described: bool = True
) -> Release:
    """Return a release with graphs of so many triples; described, its catalogue tells its id."""
    lines = [_version(release_id)] if described else []
    for name, size in sizes.items():
        lines += [_quad(name, number, release_id) for number in range(size)]
    body = "".join(sorted(lines, key=lambda line: line.rpartition(" <")[2])).encode()
    folder.mkdir(parents=True)
    (folder / "invented.nq").write_bytes(body)
    digest = sha256(body).hexdigest()
    artefact = Artefact("invented.nq", "application/n-quads", len(body), digest, "Invented")
    manifest = ReleaseManifest(release_id, BASE, "test", {"triples": len(lines)}, (artefact,))
    (folder / MANIFEST).write_bytes(manifest.encode())
    return Release(folder, manifest)


def _version(release_id: str) -> str:
    release = f"<{BASE}id/release/{release_id}>"
    version = "<http://www.w3.org/ns/dcat#version>"
    return f'{release} {version} "{release_id}" <{GRAPHS}catalogue> .\n'


def _quad(name: str, number: int, release_id: str) -> str:
    """A graph whose name begins with `same` is the same in each release."""
    told = "in all" if name.startswith("same") else f"in {release_id}"
    thing = f"<{BASE}id/thing/{name}-{number}>"
    return f'{thing} <http://purl.org/dc/terms/title> "{name} {number} {told}" <{GRAPHS}{name}> .\n'
