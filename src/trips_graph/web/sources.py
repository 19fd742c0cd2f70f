"""Where the release that is served is told of: a folder, or a store elsewhere, or both.

A store says by its catalogue which release it holds. Where it says nothing, what is served has no
id: then nothing of it is kept, neither here nor by clients.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from starlette.concurrency import run_in_threadpool

from trips_graph.errors import NotARelease, TripsGraphError
from trips_graph.iris import Iris
from trips_graph.model.release import Release, ReleaseManifest, read_release
from trips_graph.settings import Settings
from trips_graph.stores import StoreUnfit
from trips_graph.web.engines import make_store_engine
from trips_graph.web.querying.answers import open_store
from trips_graph.web.querying.engine import OwnQuestion
from trips_graph.web.site import read_query


class Source(Protocol):
    """Tells which release is current; `seconds` is how long that may be taken to be so."""

    @property
    def seconds(self) -> float:
        """The time between two looks."""

    async def read(self) -> Release:
        """Return the current release. Errors: `NotARelease`, `StoreUnfit`."""


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A release, or a folder of releases with `CURRENT`."""

    folder: Path
    seconds: float = 1.0

    async def read(self) -> Release:
        """Return the current release of the folder."""
        return await run_in_threadpool(read_release, self.folder)


@dataclass(frozen=True, slots=True)
class StoreSource:
    """A store elsewhere, beside a folder with the files of the release that it holds, or alone."""

    folder: Path | None
    settings: Settings
    seconds: float = 10.0

    async def read(self) -> Release:
        """Return the release of the folder, which the store holds, too; alone, what it tells."""
        if self.folder is None:
            versions = await self._ask_versions(self.settings.base)
            return _describe(versions[0] if len(versions) == 1 else "", self.settings.base)
        release = await run_in_threadpool(read_release, self.folder)
        versions = await self._ask_versions(release.manifest.base)
        if versions != (release.manifest.id,):
            held = " and ".join(versions) or "no whole release"
            raise NotARelease(
                f"{self.settings.store} holds {held}, not {release.manifest.id}. "
                f"Push it: trips-graph push --release {self.folder} --store {self.settings.store}"
            )
        return release

    async def _ask_versions(self, base: str) -> tuple[str, ...]:
        graph = Iris(base).graph("catalogue").value
        question = OwnQuestion(read_query("held-releases"), {"graph": graph})
        engine = make_store_engine(_describe("", base), self.settings)
        await engine.start()
        try:
            rows = await engine.rows(question, 10)
        except TripsGraphError as error:
            raise StoreUnfit(f"{self.settings.store} cannot be asked: {error}") from error
        finally:
            await engine.stop()
        return tuple(getattr(row["version"], "value", "") for row in rows.records())


def make_source(folder: Path | None, settings: Settings) -> Source:
    """Return where the current release is told of.

    Errors: `NotARelease` where that is a folder without a release that can be opened.
    """
    if settings.store is not None:
        return StoreSource(folder, settings)
    if folder is None:
        raise NotARelease("nothing to serve: name a release (--release) or a store (--store)")
    open_store(read_release(folder))  # only workers read it; here it is opened to fail early
    return FolderSource(folder)


def _describe(release_id: str, base: str) -> Release:
    """Return a release of which there are no files."""
    return Release(Path("/nonexistent"), ReleaseManifest(release_id, base, "", {}, ()))
