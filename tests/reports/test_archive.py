"""Opening sources: identity, digests, and clear errors for files that cannot be used."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.reports.pages import page
from trips_graph.errors import BadTable, UnreadableSource, UnreadableSources
from trips_graph.model.report import Rendition
from trips_graph.reports.archive import open_source, open_sources
from trips_graph.reports.manifest import Manifest, read_manifest

SOURCES = Path(__file__).parents[2] / "data" / "sources"


def test_the_real_page_is_known_by_its_digest(seed: Path, known: Manifest) -> None:
    document = open_source(seed, known)
    assert (document.filing.number, document.rendition) == ("1000364", Rendition.AS_PUBLISHED)
    assert document.filing.symbol == "IP/C/W/654/Add.2"


def test_a_file_name_may_tell_the_number(tmp_path: Path, known: Manifest) -> None:
    path = tmp_path / "1000909-en.txt"
    path.write_text(page("1 A 05/03/2020 Ghana"), encoding="utf-8")
    document = open_source(path, known)
    assert document.filing.number == "1000909"
    assert document.filing.submitter == "United States of America"
    assert [finding.code for finding in document.findings] == ["number-from-file-name"]


def test_a_year_is_no_number(tmp_path: Path, known: Manifest) -> None:
    path = tmp_path / "2019.txt"
    path.write_text(page("1 A 05/03/2020 Ghana"), encoding="utf-8")
    assert open_source(path, known).filing.number.startswith("sha256-")


def test_a_page_without_any_number_is_kept_under_its_digest(
    tmp_path: Path, known: Manifest
) -> None:
    path = tmp_path / "saved page.txt"
    path.write_text(page("1 A 05/03/2020 Ghana"), encoding="utf-8")
    document = open_source(path, known)
    assert document.sha256 is not None
    assert document.filing.number == f"sha256-{document.sha256[:16]}"
    assert [finding.code for finding in document.findings] == ["report-number-unknown"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1: the file is empty"),
        (b" \n ", "line 1: the file is empty"),
        (b"\x01\x02\x03", "line 1: the file is empty"),
        (b"%PDF-1.7 ...", "line 1: this is a PDF, which is not read"),
        (b"\xd0\xcf\x11\xe0\xa1", "line 1: this is an old Word document"),
        (b"{\\rtf1 ...", "line 1: this is an RTF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x07", "line 1: this is no text"),
        (b"<!DOCTYPE html><script>x</script>", "line 1: this HTML holds no text"),
        (b"PK\x03\x04...", "line 1: this is a ZIP file, but no Word document"),
    ],
)
def test_unusable_files_are_told_with_file_line_reason_and_remedy(
    tmp_path: Path, known: Manifest, content: bytes, message: str
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableSource, match=message) as caught:
        open_source(path, known)
    assert str(path) in str(caught.value)


def test_all_faults_of_all_files_are_told_together(tmp_path: Path, known: Manifest) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableSources) as caught:
        open_sources([tmp_path, tmp_path / "missing.txt"], known)
    assert len(caught.value.errors) == 3


def test_a_source_that_changed_since_its_manifest_is_refused(
    tmp_path: Path, known: Manifest
) -> None:
    folder = tmp_path / "sources"
    shutil.copytree(SOURCES, folder)
    with (folder / "1000364.txt").open("a", encoding="utf-8") as stream:
        stream.write("\n12 Invented 01/07/2019 Mali")
    with pytest.raises(UnreadableSources, match="the manifest's line 8 states"):
        open_sources([tmp_path], known)


def test_the_same_report_twice_is_refused(seed: Path, known: Manifest) -> None:
    with pytest.raises(UnreadableSources, match="report 1000364 is given by"):
        open_sources([seed, SOURCES / "1000364.txt"], known)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("number,", "nummer,", "line 1: columns missing or unknown: number, nummer"),
        ("2013-10-02", "2013-13-02", "line 2: "),
        (",not-visible,", ",invisible,", "line 2: "),
        ("2176,", "2160,", "line 3: report 2160 stands in line 2 already"),
        ("TechnicalCooperation", "TechnicalNotifications", "line 2: page_type"),
        ("https://e-trips.wto.org/en/Tech", "https://e-trips.wto.org/ en/Tech", "line 2: address"),
        ("https://e-trips", "https://[trips", "line 2: address"),
        ("https://e-trips.wto.org", "https://e-trips.wto.org:x", "line 2: address"),
        ("/en/Tech", "/%en/Tech", "line 2: address"),
        (",en,,,manifest", ",de,,,manifest", "line 2: language 'de'"),
        (",2012,2013,", ",2012,2013-02-31,", "line 5: day is out of range"),
        (",not-visible,,\n", ",not-visible,\n", "line 2: this line has not 21 cells"),
        (",not-visible,,\n", ',not-visible,,"\n', "no CSV in UTF-8"),
    ],
)
def test_a_wrong_manifest_is_told_by_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = (SOURCES / "manifest.csv").read_text(encoding="utf-8").replace(old, new, 1)
    (tmp_path / "manifest.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadTable, match=message):
        read_manifest(tmp_path)
