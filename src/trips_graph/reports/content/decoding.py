"""From the bytes of a file to its text: what kind of file it is, and how its letters are encoded.

The kind is told by content, never by the file's name. What was mended or looks broken is a finding.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes
from ftfy.badness import is_bad

from trips_graph.errors import UnreadableSource
from trips_graph.model.finding import Finding, Severity
from trips_graph.reports.content.webpage import read_webpage
from trips_graph.reports.content.wordfile import read_wordfile

HTML = "text/html"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "text/plain"
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_REFUSED = (
    (b"%PDF", "a PDF", "Save the page as text, HTML or Word (.docx)."),
    (b"\xd0\xcf\x11\xe0", "an old Word document (.doc)", "Save it as .docx."),
    (b"{\\rtf", "an RTF document", "Save it as .docx."),
)
# What no RDF/XML can carry; a carriage return or form feed inside a line breaks the line.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_LINE_BREAKS = re.compile(r"\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")  # zero-width, soft hyphen
_ENCODINGS = ["cp1252", "iso8859_15", "mac_roman", "cp850", "utf_16_le", "utf_16_be"]
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file, what kind of file it was, and the address that it tells of itself."""

    text: str
    media_type: str
    address: str | None = None
    findings: tuple[Finding, ...] = ()


def read_content(path: Path, content: bytes) -> Content:
    """Return the text of a file.

    Errors: `UnreadableSource` where the file is empty, of a kind that is not read, or no text.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableSource(path, 1, "the file is empty", "Save the page again.")
    for beginning, kind, remedy in _REFUSED:
        if content.startswith(beginning):
            raise UnreadableSource(path, 1, f"this is {kind}, which is not read", remedy)
    if content.startswith(b"PK\x03\x04"):
        return _read_word(path, content)
    text, encoded = _decode(path, content)
    if _MARKUP.match(text[:_HEAD]):
        page = read_webpage(text)
        if page is None:
            raise UnreadableSource(path, 1, "this HTML holds no text", "Save the page again.")
        return _clean(path, page.text, HTML, page.address, encoded)
    return _clean(path, text, TEXT, None, encoded)


def _read_word(path: Path, content: bytes) -> Content:
    text = read_wordfile(content)
    if text is None:
        reason = "this is a ZIP file, but no Word document that can be read"
        raise UnreadableSource(path, 1, reason, "Save the document as .docx again.")
    return _clean(path, text, WORD, None, ())


def _decode(path: Path, content: bytes) -> tuple[str, tuple[Finding, ...]]:
    """Return the text by its byte order mark, as UTF-8, as declared, or as detected."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            text = _try(content, encoding)
            if text is not None:
                return text, () if mark == codecs.BOM_UTF8 else (_detected(path, encoding),)
    text = _try(content, "utf-8") if b"\x00" not in content else None
    if text is not None:
        return text, ()
    for encoding in _candidates(content):
        text = _try(content, encoding)
        if text is not None and not _CONTROL.search(text):
            return text, (_detected(path, encoding),)
    reason = "this is no text: no encoding fits its bytes"
    raise UnreadableSource(path, 1, reason, "Save the page as text (UTF-8), HTML or Word (.docx).")


def _detected(path: Path, encoding: str) -> Finding:
    message = f"the file is no UTF-8; its encoding was taken to be {encoding}"
    return Finding(path.name, None, "encoding-detected", Severity.INFO, message)


def _candidates(content: bytes) -> Iterator[str]:
    declared = _DECLARED.search(content[:_HEAD])
    if declared:
        name = declared[1].decode("ascii")
        # browsers read what calls itself Latin-1 as Windows-1252 (https://encoding.spec.whatwg.org/)
        yield "cp1252" if name.lower() in ("iso-8859-1", "latin1", "us-ascii") else name
    best = from_bytes(content, cp_isolation=_ENCODINGS).best()
    if best is not None:
        yield best.encoding


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _clean(
    path: Path, text: str, media_type: str, address: str | None, encoded: tuple[Finding, ...]
) -> Content:
    """Return the text with whole lines and without control characters; broken letters are told."""
    text = _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text.replace("\r\n", "\n")))
    findings = list(encoded)
    for number, line in enumerate(text.split("\n"), 1):
        if _CONTROL.search(line):
            message = "control characters were taken out"
            findings.append(
                Finding(path.name, number, "control-characters", Severity.WARNING, message)
            )
        if is_bad(line):
            message = f"letters look broken by a wrong encoding: {line.strip()[:80]!r}"
            findings.append(Finding(path.name, number, "mojibake", Severity.WARNING, message))
    text = _CONTROL.sub(" ", text)
    if not text.strip():
        raise UnreadableSource(path, 1, "the file is empty", "Save the page again.")
    return Content(text, media_type, address, tuple(findings))
