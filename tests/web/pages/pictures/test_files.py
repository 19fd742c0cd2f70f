"""Pictures as files: their headers, their languages, and what they are made of in a bad release."""

from __future__ import annotations

import csv
import gzip
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Store

from tests.web.conftest import running
from tests.web.pages.pictures.drawing.test_draw import read, texts_of
from tests.web.pages.test_pages import BROWSER, Page
from tests.web.small_release import BASE, HOSTILE
from trips_graph.model.release import MANIFEST, STORE, ReleaseManifest
from trips_graph.web.pages.pictures.drawing.palette import STYLE_DIGEST
from trips_graph.web.pages.pictures.subjects import SUBJECTS

EVERY = sorted(SUBJECTS)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server over a release in which nothing is stated."""
    folder = tmp_path_factory.mktemp("empty")
    store = Store(str(folder / STORE))
    store.flush()
    del store
    manifest = ReleaseManifest("2031-01-01", BASE, "test", {}, ())
    (folder / MANIFEST).write_bytes(manifest.encode())
    with running(folder) as (address, _), httpx.Client(base_url=address, timeout=30) as client:
        yield client


@pytest.mark.parametrize("name", EVERY)
def test_a_picture_is_asked_for_again_only_when_it_changed(client: httpx.Client, name: str) -> None:
    for suffix, media_type in (
        ("svg", "image/svg+xml"),
        ("csv", "text/csv"),
        ("json", "application/json"),
    ):
        first = client.get(f"/pictures/{name}.{suffix}")
        assert first.headers["content-type"].startswith(media_type)
        held = {"If-None-Match": first.headers["etag"]}
        again = client.get(f"/pictures/{name}.{suffix}", headers=held)
        assert (again.status_code, again.content) == (304, b"")
        assert "accept-language" in first.headers["vary"].lower()
        assert client.get(f"/fr/pictures/{name}.{suffix}", headers=held).status_code == 200
        assert client.get(f"/pictures/{name}.{suffix}").content == first.content


def test_every_language_has_its_own_words_and_numbers(client: httpx.Client) -> None:
    heads = {"en": "Beneficiary", "fr": "Bénéficiaire", "es": "Beneficiario"}
    names = {"en": "Cambodia", "fr": "Cambodge", "es": "Camboya"}
    for language, head in heads.items():
        found = client.get(f"/{language}/pictures/map.csv")
        assert found.headers["content-language"] == language
        rows = list(csv.reader(StringIO(found.text, newline="")))
        assert rows[0][0] == head and names[language] in {row[0] for row in rows}
        svg = client.get(f"/{language}/pictures/matrix.svg").content
        assert read(svg).get("lang") == language and head in texts_of(svg)
    accepted = client.get("/pictures/map.csv", headers={"Accept-Language": "es-MX, en;q=0.5"})
    assert accepted.text.startswith("Beneficiario,")


def test_a_picture_that_is_opened_may_show_its_own_style_and_nothing_else(
    client: httpx.Client,
) -> None:
    policy = client.get("/pictures/map.svg").headers["content-security-policy"]
    assert policy.startswith(f"default-src 'none'; style-src '{STYLE_DIGEST}';")
    assert "unsafe" not in policy and "script" not in policy


@pytest.mark.parametrize(
    ("address", "status"),
    [("/pictures/nothing", 404), ("/pictures/nothing.svg", 404), ("/pictures/map.png", 404),
     ("/pictures/years?of=member/KHM", 404), ("/pictures/years.svg?of=member/KHM", 404),
     ("/pictures/timeline?of=member/XXX", 404), ("/pictures/timeline.csv?of=x%3Cy%3E", 404),
     ("/pictures/map.svg?size=huge", 400), ("/pictures/timeline?of=member/KHM", 200),
     ("/pictures/timeline.svg?of=member/OBS", 200)],
)  # fmt: skip
def test_what_there_is_not_is_told(client: httpx.Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_a_page_leaves_room_for_its_picture_and_tells_it_in_words(client: httpx.Client) -> None:
    for name in EVERY:
        page = client.get(f"/pictures/{name}", headers=BROWSER).text
        for size in ("wide", "narrow"):
            drawn = read(client.get(f"/pictures/{name}.svg?size={size}").content)
            assert f'width="{drawn.get("width")}" height="{drawn.get("height")}"' in page
        assert 'alt="' in page and 'alt=""' not in page.partition("<main")[2]


def test_a_page_and_its_picture_are_small_on_the_line(client: httpx.Client) -> None:
    for name in EVERY:
        page = client.get(f"/pictures/{name}", headers=BROWSER).content
        picture = client.get(f"/pictures/{name}.svg").content
        assert len(gzip.compress(page)) + len(gzip.compress(picture)) < 50_000, name


@pytest.mark.parametrize("name", ["", "/gaps", "/matrix", "/map", "/timeline?of=organisation/evil"])
def test_a_hostile_name_stays_text(client: httpx.Client, name: str) -> None:
    page = Page(client.get(f"/pictures{name}", headers=BROWSER).text)
    assert not page.open and not page.tags & {"script", "iframe", "object", "style"}
    assert not {attribute for attribute in page.attributes if attribute.startswith("on")}


def test_a_hostile_name_is_drawn_and_written_as_a_name(client: httpx.Client) -> None:
    svg = client.get("/pictures/gaps.svg").content
    assert any(text.startswith("<script>alert(1)") for text in texts_of(svg))
    assert not list(read(svg).iter("{http://www.w3.org/2000/svg}script"))
    rows = csv.reader(StringIO(client.get("/pictures/gaps.csv").text, newline=""))
    assert HOSTILE in {row[0] for row in rows}


@pytest.mark.parametrize("name", EVERY)
def test_an_empty_release_says_that_there_is_nothing(empty: httpx.Client, name: str) -> None:
    told = "This release has nothing to show here."
    assert texts_of(empty.get(f"/pictures/{name}.svg").content) == [told]
    assert f'<p class="empty">{told}</p>' in empty.get(f"/pictures/{name}", headers=BROWSER).text
    assert len(empty.get(f"/pictures/{name}.csv").text.splitlines()) == 1
    assert empty.get("/pictures", headers=BROWSER).status_code == 200


def test_the_server_does_not_load_what_draws() -> None:
    code = "import sys, trips_graph.web.app; print({'altair', 'vl_convert'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


def test_the_shapes_are_told_whose_they_are() -> None:
    folder = Path(
        sys.modules["trips_graph.web.pages.pictures.drawing.shapes"].__file__ or ""
    ).parent
    told = (folder / "README.md").read_text("utf-8")
    assert "public domain" in told and "ISC" in told and "naturalearthdata.com" in told
