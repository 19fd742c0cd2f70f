"""The folder of a harvest: each page in versions that stay, its line in the manifest, the ledger.

A page is kept in four steps: its content is safe on the disk under a hidden name; the ledger tells
its name and digest; it gets that name; the manifest names it. Killed between two of them, the next
run removes the hidden file or finishes what the ledger tells. Only one run works in a folder.
"""

import fcntl
import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from trips_graph.errors import EnvironmentUnfit
from trips_graph.reports.harvest import disk
from trips_graph.reports.harvest.answer import Answer
from trips_graph.reports.harvest.ledger import Held, Ledger, read_ledger, write_ledger
from trips_graph.reports.harvest.outcome import Outcome
from trips_graph.reports.harvest.pages import Page
from trips_graph.reports.harvest.rows import Rows, enter, read_rows
from trips_graph.reports.manifest import EARLIER

_LOCK = ".harvest.lock"
_RESUMED_WITHIN = timedelta(days=1)  # after that a broken-off run is old, and each page is asked
_NAME = r"{number}-{language}(?:\.v(?P<version>[2-9]|[1-9][0-9]+))?\.(?:html|txt)"

_Row = Mapping[str, str] | None  # the cells of a report's line in the manifest


class FolderBusy(EnvironmentUnfit):
    """Another harvest works in the folder."""


class FolderUnfit(EnvironmentUnfit):
    """A folder that cannot be written, or a disk that is full."""


@contextmanager
def open_shelf(folder: Path, project: Rows) -> Iterator["Shelf"]:
    """Give the shelf in a folder, made where there is none, to this run alone.

    `project` is the project's own manifest, which knows what no page prints.

    Errors: `FolderBusy`; `FolderUnfit`; `BadInput` for a manifest or ledger that cannot be read.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            disk.sweep(folder)
            read_rows(folder)
            shelf = Shelf(folder, project)
            shelf.finish_broken_off()
            yield shelf
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FolderUnfit(
            f"{error.filename or folder}: cannot be written ({reason}). What was fetched is kept; "
            "make room or choose another --out, then run the command again"
        ) from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / _LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FolderBusy(
                f"{folder}: another harvest works here. Wait for its end, or choose another --out"
            ) from error
        yield


class Shelf:
    """The pages in one folder. Made by `open_shelf`, which holds the folder's lock."""

    def __init__(self, folder: Path, project: Rows) -> None:
        self._folder, self._project = folder, project
        self._ledger = read_ledger(folder)
        self._resumed: datetime | None = None

    def begin(self, now: datetime) -> None:
        """Note that a run goes on; one that broke off less than a day ago is taken up again."""
        since = self._ledger.unfinished_since
        if since is not None and now - since <= _RESUMED_WITHIN:
            self._resumed = since
        else:
            self._note(replace(self._ledger, unfinished_since=now))

    def end(self) -> None:
        """Note that the run came to its end."""
        self._note(replace(self._ledger, unfinished_since=None))

    def held(self, page: Page) -> Held | None:
        """Return what is held of a page."""
        return self._ledger.find(page)

    def has_of_this_run(self, page: Page) -> bool:
        """Return whether this run, before it broke off, had the gateway's answer already."""
        held = self.held(page)
        return held is not None and self._resumed is not None and held.asked >= self._resumed

    def refusal(self, page: Page) -> str | None:
        """Return why a page cannot be kept here: its line in the manifest tells something else."""
        return self._refusal(page, read_rows(self._folder).find(page.number))

    def confirm(self, page: Page, now: datetime) -> None:
        """Note that the gateway holds the same content still."""
        held = self.held(page)
        if held is not None:
            self._note(self._ledger.with_page(replace(held, asked=now)))

    def keep(self, page: Page, answer: Answer, now: datetime) -> Outcome:
        """Return whether a page is new, the same or changed, once it is kept.

        A file that stands is never written again: other content becomes a new version beside it.
        """
        sha256 = hashlib.sha256(answer.content).hexdigest()
        row = read_rows(self._folder).find(page.number)
        name, outcome = self._choose(page, row, sha256, answer.suffix)
        held = Held(
            page, answer.address, name, sha256, answer.etag, answer.last_modified, now.date(), now
        )
        path = self._folder / name
        part = None if path.exists() else disk.write_part(path, answer.content)
        self._note(self._ledger.with_page(held))
        if part is not None:
            disk.settle(part, path)
        self._enter(held, row)
        return outcome

    def finish_broken_off(self) -> None:
        """Give each page that the ledger tells its line; forget what does not stand as told."""
        standing = tuple(
            held for held in self._ledger.pages if _digest(self._folder / held.file) == held.sha256
        )
        self._ledger = replace(self._ledger, pages=standing)
        known = read_rows(self._folder)
        for held in standing:
            row = known.find(held.page.number)
            if held.file not in _named(row) and not self._refusal(held.page, row):
                self._enter(held, row)

    def _refusal(self, page: Page, row: _Row) -> str | None:
        if row is None:
            return None
        if row["page_type"] != page.type:
            return f"the manifest has it as {row['page_type']}"
        named, held = row["file"], self.held(page)
        ours = _version(named, page) and (named.endswith(".html") or held is not None)
        return f"the manifest names {named} for it" if named and not ours else None

    def _choose(self, page: Page, row: _Row, sha256: str, suffix: str) -> tuple[str, Outcome]:
        """Return the name for this content: that of the newest version, or a new one."""
        versions = self._versions(page, row)
        if not versions:
            return f"{page.number}-{page.language}{suffix}", Outcome.FETCHED
        newest = versions[-1]
        if _digest(self._folder / newest) == sha256:
            return newest, Outcome.UNCHANGED
        lost = not (self._folder / newest).exists()
        if lost and row and (row["file"], row["sha256"]) == (newest, sha256):
            return newest, Outcome.FETCHED
        next_version = (_version(newest, page) or 1) + 1
        name = f"{page.number}-{page.language}.v{next_version}{suffix}"
        return name, Outcome.CHANGED

    def _versions(self, page: Page, row: _Row) -> tuple[str, ...]:
        """Return the files of a page, oldest first: those that stand, and those once named."""
        names = {path.name for path in self._folder.glob(f"{page.number}-{page.language}.*")}
        numbered = ((_version(name, page), name) for name in names | _named(row))
        return tuple(name for number, name in sorted(item for item in numbered if item[0]))

    def _enter(self, held: Held, row: _Row) -> None:
        versions = self._versions(held.page, row)
        earlier = (name for name in versions if name != held.file)
        enter(self._folder, held, earlier, self._project)

    def _note(self, ledger: Ledger) -> None:
        write_ledger(self._folder, ledger)
        self._ledger = ledger


def _named(row: _Row) -> set[str]:
    """Return every file that a line of a manifest names."""
    return set() if row is None else {row["file"], *row.get(EARLIER, "").split()} - {""}


def _version(name: str, page: Page) -> int | None:
    """Return which version of a page a file is by its name, None where it is none."""
    pattern = _NAME.format(number=page.number, language=page.language)
    found = re.fullmatch(pattern, name)
    return int(found["version"] or 1) if found else None


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
