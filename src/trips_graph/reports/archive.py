"""Opens sources: from paths to `SourceDocument`s, each with its text, digest and filing.

A file is known by the manifest beside it, by the digest in the project's own manifest, by the
address that a saved web page notes, by the number in its name (`1000364.txt`, `1000364-en.html`),
or, last, by its digest alone, with a finding.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from trips_graph.errors import BadInput, UnreadableSource, UnreadableSources
from trips_graph.model.finding import Finding, Severity
from trips_graph.model.report import Filing, PageType, Rendition, ReportNumber, SourceDocument
from trips_graph.reports.content.decoding import Content, read_content
from trips_graph.reports.manifest import Manifest, ManifestLine, read_manifest

_NUMBERED_NAME = re.compile(r"(?P<number>[1-9][0-9]{3,6})(?:-[a-z]{2})?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ADDRESS = re.compile(rf"\S+/(?P<type>{'|'.join(PageType)})/View/(?P<number>[1-9][0-9]*)")
_ASSUMED = "its text is taken to be the page's own, in English"
SUFFIXES = (".txt", ".text", ".htm", ".html", ".xhtml", ".docx")
"""How the names of sources end in a folder; what a file is, its content tells."""
LARGEST = 20_000_000
"""The largest source that is read, in bytes; a real page has some ten thousand."""


def open_sources(paths: Sequence[Path], known: Manifest) -> tuple[SourceDocument, ...]:
    """Return the documents at the paths, sorted by report number.

    A path is a file, a folder of sources with or without a `manifest.csv`, or a folder that
    holds such a folder as `sources`. Lines of a folder's manifest without a file become documents
    without text. `known` is the project's own manifest.

    Errors: `UnreadableSources` with every fault of every file.
    """
    documents: list[SourceDocument] = []
    faults: list[BadInput] = []
    for path in paths:
        try:
            documents += _open_folder(path, known) if path.is_dir() else [open_source(path, known)]
        except UnreadableSources as error:
            faults += error.errors
        except BadInput as error:
            faults.append(error)
    faults += _doubles(documents)
    if faults:
        raise UnreadableSources(faults)
    return tuple(sorted(documents, key=lambda item: (len(item.filing.number), item.filing.number)))


def open_source(path: Path, known: Manifest) -> SourceDocument:
    """Return the document in one file.

    Errors: `UnreadableSource` where the file is missing, empty, too large, of a kind that is not
    read, or does not have the digest that its manifest states.
    """
    return _open(path, read_manifest(path.parent), known)


def _open(path: Path, manifest: Manifest, known: Manifest) -> SourceDocument:
    content = _read_bytes(path)
    sha256 = hashlib.sha256(content).hexdigest()
    beside = manifest.by_file(path.name)
    if beside is not None and beside.sha256 not in (None, sha256):
        reason = f"its sha256 is {sha256}, the manifest's line {beside.line} states {beside.sha256}"
        raise UnreadableSource(path, None, reason, "Correct the line, or restore the file.")
    read = read_content(path, content)
    line = beside or known.by_digest(sha256)
    document = _known(path, sha256, line) if line else _identify(path, sha256, read, known)
    return replace(
        document,
        text=read.text,
        sha256=sha256,
        media_type=read.media_type,
        findings=(*document.findings, *read.findings),
    )


def _open_folder(folder: Path, known: Manifest) -> list[SourceDocument]:
    if (folder / "sources").is_dir():
        folder = folder / "sources"
    manifest = read_manifest(folder)
    missing = [line for line in manifest.lines if line.file and not (folder / line.file).is_file()]
    faults: list[BadInput] = [
        UnreadableSource(manifest.path, line.line, f"{line.file} is missing", "Restore the file.")
        for line in missing
    ]
    documents = []
    for path in _sources_in(folder, manifest):
        try:
            documents.append(_open(path, manifest, known))
        except BadInput as error:
            faults.append(error)
    if faults:
        raise UnreadableSources(faults)
    documents += [_known_by_filing(line) for line in manifest.lines if not line.file]
    if not documents:
        reason = f"no source ({' '.join(SUFFIXES)}) and no manifest.csv"
        raise UnreadableSource(folder, None, reason, "Name a source.")
    return documents


def _sources_in(folder: Path, manifest: Manifest) -> list[Path]:
    """Return the files that the manifest names, and those whose names end as sources do."""
    earlier = {name for line in manifest.lines for name in line.earlier_files}
    named = {line.file for line in manifest.lines if line.file}
    return sorted(
        item
        for item in folder.iterdir()
        if item.is_file()
        and item.name not in earlier
        and (item.name in named or item.suffix.lower() in SUFFIXES)
    )


def _known_by_filing(line: ManifestLine) -> SourceDocument:
    name = f"manifest.csv:{line.filing.number}"
    return SourceDocument(name=name, rendition=Rendition.MANIFEST, filing=line.filing)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            reason = f"it is larger than {LARGEST} bytes"
            raise UnreadableSource(path, None, reason, "No report page is; check the file.")
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableSource(path, None, reason, "Check the path.") from error


def _known(path: Path, sha256: str, line: ManifestLine) -> SourceDocument:
    told = Rendition.AS_PUBLISHED if sha256 == line.original_sha256 else line.rendition
    return SourceDocument(path.name, told, line.filing)


def _identify(path: Path, sha256: str, read: Content, known: Manifest) -> SourceDocument:
    """Return a document that no manifest names: known by its own address, or by its name."""
    told = _ADDRESS.fullmatch(read.address or "")
    if told:
        registered = known.by_number(told["number"])
        number = ReportNumber(told["number"])
        filing = Filing(number, PageType(told["type"]), read.address)
        filing = registered.filing if registered else filing
        return SourceDocument(path.name, Rendition.AS_PUBLISHED, filing)
    named = _NUMBERED_NAME.fullmatch(path.stem)
    registered = known.by_number(named["number"]) if named else None
    if named is None or (registered is None and _YEAR.fullmatch(named["number"])):
        return _unregistered(path.name, sha256)
    return _named(path.name, ReportNumber(named["number"]), registered)


def _named(name: str, number: ReportNumber, registered: ManifestLine | None) -> SourceDocument:
    severity = Severity.INFO if registered else Severity.WARNING
    message = f"number {number} was taken from the file's name; {_ASSUMED}"
    finding = Finding(name, None, "number-from-file-name", severity, message)
    filing = registered.filing if registered else Filing(number)
    return SourceDocument(name, Rendition.AS_PUBLISHED, filing, findings=(finding,))


def _unregistered(name: str, sha256: str) -> SourceDocument:
    number = ReportNumber(f"sha256-{sha256[:16]}")
    message = (
        f"no manifest tells the number of this page; it is published as {number}, {_ASSUMED}. "
        "Add a line to a manifest.csv beside it, or name the file by its number (1000364.txt)"
    )
    finding = Finding(name, None, "report-number-unknown", Severity.WARNING, message)
    return SourceDocument(name, Rendition.AS_PUBLISHED, Filing(number), findings=(finding,))


def _doubles(documents: Iterable[SourceDocument]) -> list[BadInput]:
    first: dict[str, str] = {}
    faults: list[BadInput] = []
    for document in documents:
        number = document.filing.number
        if number in first:
            reason = f"report {number} is given by {first[number]} already"
            faults.append(UnreadableSource(document.name, None, reason, "Give one file a report."))
        first.setdefault(number, document.name)
    return faults
