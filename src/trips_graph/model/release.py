"""A release: an immutable folder of checked artefacts, told by its manifest."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from trips_graph.errors import NotARelease

MANIFEST = "manifest.json"
CURRENT = "CURRENT"
STORE = "store"
CONTEXT = "context.jsonld"
FINDINGS = "findings.json"
INDEX = "index.sqlite"
SHACL_JSON = "shacl-report.json"
RELEASE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True, order=True)
class Artefact:
    """One file of a release; `path` is relative to the release, `bytes` its size, `sha256` hex."""

    path: str
    media_type: str
    bytes: int
    sha256: str
    title: str


@dataclass(frozen=True, slots=True)
class ReleaseManifest:
    """What a release is and holds.

    The store is left out of `artefacts`: its files are not reproducible byte for byte. It holds
    exactly the quads of the N-Quads dump.
    """

    id: str
    base: str
    software: str
    counts: Mapping[str, int]
    artefacts: tuple[Artefact, ...]

    def encode(self) -> bytes:
        """Return the manifest as JSON, the same bytes for equal manifests."""
        return (json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n").encode()


_MANIFEST = TypeAdapter(ReleaseManifest)


@dataclass(frozen=True, slots=True)
class Release:
    """A published release and where it lies."""

    folder: Path
    manifest: ReleaseManifest

    @property
    def store(self) -> Path:
        """The folder of the embedded Oxigraph store."""
        return self.folder / STORE

    def artefact(self, path: str) -> Artefact | None:
        """Return the artefact of that relative path, None where the manifest has none."""
        return next((item for item in self.manifest.artefacts if item.path == path), None)


def read_release(folder: Path) -> Release:
    """Return the release in a folder: a release itself, or a folder of releases with `CURRENT`.

    Errors: `NotARelease` where neither stands, or the manifest cannot be read.
    """
    for candidate in (folder, folder / CURRENT):
        if release := _read(candidate):
            return release
    raise NotARelease(
        f"{folder}: no release here (no {MANIFEST}, no {CURRENT}). "
        "Make one: trips-graph build --out DIR"
    )


def _read(folder: Path) -> Release | None:
    """Return the release that a folder is, None where it has no manifest."""
    path = folder / MANIFEST
    try:
        return Release(folder.resolve(), _MANIFEST.validate_json(path.read_bytes(), strict=True))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"]))
        raise NotARelease(f"{path}: not a manifest ({place}: {fault['msg']})") from error
    except OSError as error:
        raise NotARelease(f"{path}: cannot be read ({error.strerror})") from error
