"""Files of a release: ranges, digests, lasting addresses, and nothing outside the manifest."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import running
from tests.web.linked.links import targets
from tests.web.small_release import ID, build_small_release
from trips_graph.model.release import Release
from trips_graph.web.linked.ranges import Unsatisfiable, settle_range

FILE = f"/data/{ID}/dataset.nq"


@pytest.fixture(scope="module")
def content(small_release: Release) -> bytes:
    return (small_release.folder / "dataset.nq").read_bytes()


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, None),
        ("bytes=-100", -100, None),
        ("bytes=50-99999999", 50, None),
        ("bytes=-99999999", 0, None),
        ("BYTES=5-9", 5, 10),
        ("bytes=7-8,99999999-", 7, 9),
    ],
)
def test_one_range(
    client: httpx.Client, content: bytes, asked: str, start: int, end: int | None
) -> None:
    part = client.get(FILE, headers={"Range": asked})
    expected = content[start:end]
    first = start if start >= 0 else len(content) + start
    assert (part.status_code, part.content) == (206, expected)
    span = f"bytes {first}-{first + len(expected) - 1}/{len(content)}"
    assert part.headers["content-range"] == span
    assert part.headers["content-length"] == str(len(expected))
    assert part.headers["etag"] == client.get(FILE).headers["etag"]
    assert "immutable" in part.headers["cache-control"]
    assert "content-encoding" not in part.headers
    head = client.head(FILE, headers={"Range": asked})
    assert (head.status_code, head.content) == (206, b"")


def test_several_ranges(client: httpx.Client, content: bytes) -> None:
    parts = client.get(FILE, headers={"Range": "bytes=0-9, 100-109, -5"})
    assert parts.status_code == 206
    kind, _, boundary = parts.headers["content-type"].partition("; boundary=")
    assert kind == "multipart/byteranges"
    assert len(parts.content) == int(parts.headers["content-length"])
    pieces = parts.content.split(f"--{boundary}".encode())[1:-1]
    bodies = [piece.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n") for piece in pieces]
    assert bodies == [content[:10], content[100:110], content[-5:]]


@pytest.mark.parametrize(
    "asked",
    ["items=0-5", "bytes", "bytes=", "bytes=a-b", "bytes=9-5", "bytes=5", "bytes=--5",
     "bytes=0-1,x", "bytes=0-" + "9" * 5000,
     "bytes=" + ",".join(f"{n}-{n}" for n in range(0, 60, 2))],
)  # fmt: skip
def test_a_range_that_cannot_be_read_is_ignored(
    client: httpx.Client, content: bytes, asked: str
) -> None:
    whole = client.get(FILE, headers={"Range": asked})
    assert (whole.status_code, whole.content) == (200, content)
    assert whole.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    "asked", ["bytes=99999999-", "bytes=-0", "bytes=99999998-99999999, 99999999-"]
)
def test_a_range_beyond_the_end_is_416(client: httpx.Client, content: bytes, asked: str) -> None:
    refused = client.get(FILE, headers={"Range": asked})
    assert refused.status_code == 416
    assert refused.headers["content-range"] == f"bytes */{len(content)}"
    assert refused.json()["status"] == 416


def test_if_range_holds_for_the_same_file_alone(client: httpx.Client, content: bytes) -> None:
    etag = client.get(FILE).headers["etag"]
    assert not etag.startswith("W/")
    same = client.get(FILE, headers={"Range": "bytes=0-9", "If-Range": etag})
    assert same.status_code == 206
    for other in ('"other"', f"W/{etag}", "Wed, 21 Oct 2015 07:28:00 GMT"):
        for asked in ("bytes=0-9", "bytes=99999999-"):
            whole = client.get(FILE, headers={"Range": asked, "If-Range": other})
            assert (whole.status_code, whole.content) == (200, content)


def test_what_a_client_holds_outweighs_a_range(client: httpx.Client) -> None:
    etag = client.get(FILE).headers["etag"]
    held = client.get(FILE, headers={"Range": "bytes=0-9", "If-None-Match": etag})
    assert (held.status_code, held.content) == (304, b"")


def test_every_file_has_digest_name_and_links(client: httpx.Client, small_release: Release) -> None:
    names = [artefact.path for artefact in small_release.manifest.artefacts] + ["manifest.json"]
    for name in names:
        file = client.get(f"/data/{ID}/{name}", headers={"Accept-Encoding": "gzip"})
        told = file.headers["repr-digest"].removeprefix("sha-256=:").removesuffix(":")
        assert b64decode(told) == sha256(file.content).digest(), name
        assert file.headers["content-disposition"] == f'inline; filename="{ID}-{name}"'
        assert targets(file, "collection") == ["/data"]
        assert targets(file, "license") == ["http://creativecommons.org/licenses/by/4.0/"]


def test_a_real_release_links_its_catalogue(release: Release) -> None:
    with running(release.folder) as (address, _), httpx.Client(base_url=address) as client:
        file = client.head("/data/trips-graph.ttl")
        (catalogue,) = targets(file, "describedby")
        assert client.get(catalogue).headers["content-type"].startswith("text/turtle")


@pytest.fixture(scope="module")
def tampered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a release whose manifest names files that lead out of it, or are not there."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("secret")
    folder = tmp_path_factory.mktemp("tampered") / ID
    folder.mkdir()
    build_small_release(folder)
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "inside.nq").symlink_to("dataset.nq")
    manifest = json.loads((folder / "manifest.json").read_text())
    for path in ("link.txt", "../../outside0/secret.txt", str(outside / "secret.txt"), "gone.txt",
                 "store", "inside.nq"):  # fmt: skip
        entry = {"path": path, "media_type": "text/plain", "bytes": 6, "sha256": "00", "title": "x"}
        manifest["artefacts"].append(entry)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with running(folder) as (address, _):
        yield address


def test_a_manifest_cannot_lead_out_of_its_release(tampered: str) -> None:
    for path in ("link.txt", "..%2f..%2foutside0%2fsecret.txt", "gone.txt", "store"):
        answer = httpx.get(f"{tampered}/data/{path}")
        assert answer.status_code == 404, path
        assert "secret" not in answer.text
    secret = Path(httpx.get(f"{tampered}/data/manifest.json").json()["artefacts"][-4]["path"])
    assert httpx.get(f"{tampered}/data/{str(secret).replace('/', '%2f')}").status_code == 404
    assert httpx.get(f"{tampered}/data/inside.nq").status_code == 200


@pytest.mark.parametrize(
    ("asked", "settled"),
    [
        (None, None),
        ("", None),
        ("bytes=0-", "bytes=0-9"),
        ("bytes=-3", "bytes=7-9"),
        ("bytes=-30", "bytes=0-9"),
        (" bytes = 2-3 , 5-50", "bytes=2-3, 5-9"),
        ("bytes=9-9,10-10", "bytes=9-9"),
        ("bytes=3-2", None),
    ],
)
def test_ranges_are_settled(asked: str | None, settled: str | None) -> None:
    assert settle_range(asked, 10) == settled


@pytest.mark.parametrize(("asked", "size"), [("bytes=10-", 10), ("bytes=-0", 10), ("bytes=0-", 0)])
def test_nothing_to_send_is_told(asked: str, size: int) -> None:
    with pytest.raises(Unsatisfiable):
        settle_range(asked, size)
