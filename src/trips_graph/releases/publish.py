"""Room five of the corridor: publishes a checked dataset as an immutable release.

A release is a folder, written aside, renamed once; `CURRENT` then points at it. A crash at any
moment leaves the release that was current before.
"""

import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trips_graph.errors import BadInput, EnvironmentUnfit, ReleaseExists
from trips_graph.iris import VOCABULARY
from trips_graph.model.finding import Finding
from trips_graph.model.graph import CheckedDataset, NamedGraph
from trips_graph.model.publication import DESCRIPTION, Publication
from trips_graph.model.question import PublishedQuestion
from trips_graph.model.release import (
    CONTEXT,
    CURRENT,
    MANIFEST,
    RELEASE_ID,
    STORE,
    Artefact,
    Release,
    ReleaseManifest,
)
from trips_graph.releases.answers import write_answers
from trips_graph.releases.catalogue import write_catalogue
from trips_graph.releases.coverage import write_coverage
from trips_graph.releases.dataset import write_dataset
from trips_graph.releases.dumps import sort_graphs, write_dumps
from trips_graph.releases.index.write import write_index
from trips_graph.releases.quality import write_quality
from trips_graph.releases.store import build_store

_LOG = logging.getLogger(__name__)
_BUILDING = ".building-"
_COUNTED = {
    "Report": "reports",
    "Activity": "activities",
    "ProgrammeEntry": "programme entries",
    "ReportedFigure": "reported figures",
    "Member": "members",
    "Observer": "observers",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is published, and where: `out` is the folder in which releases stand side by side."""

    publication: Publication
    out: Path
    software: str
    context_file: Path
    questions: tuple[PublishedQuestion, ...] = ()

    @property
    def id(self) -> str:
        """The id of the release."""
        return self.publication.id


def publish(checked: CheckedDataset, plan: Plan) -> Release:
    """Return the release, published and current.

    Files and folders are synced before each rename, so that a loss of power does no harm, either.
    Errors: `ReleaseExists` where that id stands with other content; `EnvironmentUnfit` where the
    folder cannot be written. Either way nothing is left behind.
    """
    with _aside(plan.out) as folder:
        release = Release(folder, _write(checked, plan, folder))
        final = _rename(release, plan)
        _point_current(plan.out, plan.id)
    _LOG.info("published release=%s artefacts=%d", plan.id, len(release.manifest.artefacts))
    return Release(final, release.manifest)


def check_id(release_id: str) -> str:
    """Return the id of a release. Errors: `BadInput` where it cannot be the name of a folder."""
    if not RELEASE_ID.fullmatch(release_id) or release_id == CURRENT:
        raise BadInput(
            f"{release_id!r} is no release id: letters, digits, '.', '_', '-', at most 64"
        )
    return release_id


def content_id(graphs: Sequence[NamedGraph], findings: Iterable[Finding], *more: str) -> str:
    """Return a release id made of all that a release is made of: graphs, findings, and `more`."""
    digest = hashlib.sha256()
    for graph in sort_graphs(graphs):
        digest.update(graph.encode())
    for text in (*(repr(finding) for finding in findings), *more):
        digest.update(text.encode())
    return digest.hexdigest()[:12]


@contextmanager
def _aside(out: Path) -> Iterator[Path]:
    """Give a new folder beside the releases; whatever is left of it at the end is removed."""
    made = [path for path in (out, *out.parents) if not path.exists()]
    try:
        out.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(out)
        folder = Path(tempfile.mkdtemp(prefix=f"{_BUILDING}{os.getpid()}-", dir=out))
    except OSError as error:
        raise EnvironmentUnfit(f"{out}: cannot write here ({error.strerror})") from error
    try:
        yield folder
    except OSError as error:
        raise EnvironmentUnfit(f"{out}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for path in made:
            _remove_if_empty(path)


def _remove_abandoned(out: Path) -> None:
    """Remove what killed builds left: folders that carry the number of a process that is gone."""
    for folder in out.glob(f"{_BUILDING}*"):
        number = folder.name.removeprefix(_BUILDING).partition("-")[0]
        if number.isdecimal() and not _runs(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _remove_if_empty(path: Path) -> None:
    if path.is_dir() and not any(path.iterdir()):
        path.rmdir()


def _write(checked: CheckedDataset, plan: Plan, folder: Path) -> ReleaseManifest:
    folder.chmod(0o755)  # mkdtemp makes a folder that only its owner can read
    context = _read_context(plan.context_file)
    written = [
        *write_dumps(checked.graphs, folder, context),
        *write_quality(checked, plan.id, plan.publication.iris, folder),
    ]
    path = write_index(checked.graphs, plan.publication.iris, folder)
    written.append((path, "application/vnd.sqlite3", "Things, names and facets, for search"))
    (folder / CONTEXT).write_bytes(plan.context_file.read_bytes())
    written.append((folder / CONTEXT, "application/ld+json", "The JSON-LD context"))
    artefacts = [_artefact(folder, *item) for item in written]
    described = _describe(plan.publication.weighed(artefacts), folder)
    artefacts += [_artefact(folder, *item) for item in described]
    quads = build_store(checked.graphs, folder / STORE)
    covered = write_coverage(folder / STORE, checked.findings, folder)
    artefacts += [_artefact(folder, *item) for item in covered]
    answers = write_answers(plan.questions, folder / STORE, folder)
    artefacts += [_artefact(folder, *item) for item in answers]
    manifest = ReleaseManifest(
        id=plan.id,
        base=plan.publication.base,
        software=plan.software,
        counts=_counts(checked, quads),
        artefacts=tuple(sorted(artefacts)),
    )
    (folder / MANIFEST).write_bytes(manifest.encode())
    for name in (MANIFEST, *(artefact.path for artefact in artefacts)):
        (folder / name).chmod(0o444)
    _sync(*folder.rglob("*"), folder)
    return manifest


def _describe(weighed: Publication, folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Write what the release says of itself; yield path, media type and title of each file."""
    path = write_catalogue(weighed, folder)
    yield path, "text/turtle", "DCAT catalogue and VoID, with sizes and digests"
    path = write_dataset(weighed, folder)
    yield path, "application/ld+json", "schema.org Dataset, with sizes and digests"
    path = folder / DESCRIPTION
    path.write_bytes(weighed.encode())
    yield path, "application/json", "All that the release says of itself"


def _read_context(path: Path) -> Mapping[str, Any]:
    context: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
    return context


def _artefact(folder: Path, path: Path, media_type: str, title: str) -> Artefact:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    name = path.relative_to(folder).as_posix()
    return Artefact(name, media_type, path.stat().st_size, digest, title)


def _counts(checked: CheckedDataset, quads: int) -> dict[str, int]:
    """Count what the release's pages and summary tell: instances by class, quads, findings."""
    mark = f" <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{VOCABULARY}"
    found = Counter(
        line.split(mark, 1)[1].split(">", 1)[0]
        for graph in checked.graphs
        for line in graph.nquads
        if mark in line
    )
    counts = {label: found[name] for name, label in _COUNTED.items()}
    return {
        **counts, "triples": quads, "findings": len(checked.findings),
        "SHACL results": len(checked.results),
    }  # fmt: skip


def _sync(*paths: Path) -> None:
    """Wait until files and folders are on the disk."""
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _rename(release: Release, plan: Plan) -> Path:
    """Move the release to its final name; the same release twice is no error."""
    final = plan.out / plan.id
    if not final.exists():
        release.folder.rename(final)
        _sync(plan.out)
        return final
    standing = final / MANIFEST
    if not standing.is_file() or standing.read_bytes() != release.manifest.encode():
        raise ReleaseExists(
            f"{final}: release {plan.id!r} stands there with other content; releases never change. "
            "Choose another --release-id"
        )
    return final


def _point_current(out: Path, release_id: str) -> None:
    """Point `CURRENT` at the release, in one step."""
    link = out / f".{CURRENT}-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(release_id, target_is_directory=True)
    link.replace(out / CURRENT)
    _sync(out)
