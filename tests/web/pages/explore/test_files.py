"""Files of views: in the language of the address, told apart by their validators, sent as read."""

from __future__ import annotations

import csv
import json
import shutil
from io import StringIO
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import running
from trips_graph.model.release import INDEX, MANIFEST, Release

FILES = ["/activities.csv", "/activities.json", "/activities.ttl", "/members.csv", "/tools.json"]
HTML = {"Accept": "text/html"}


def rows(client: httpx.Client, address: str, **headers: str) -> list[list[str]]:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return list(csv.reader(StringIO(response.text, newline="")))


def test_tables_speak_the_language_of_the_address(explored: httpx.Client) -> None:
    english, french = rows(explored, "/en/activities.csv"), rows(explored, "/fr/activities.csv")
    assert english[0][:3] == ["Activity", "Language of the title", "Start"]
    assert french[0][:3] == ["Activité", "Langue du titre", "Début"]
    assert [row[-1] for row in english] != [] and [r[-1] for r in english[1:]] == [
        r[-1] for r in french[1:]
    ]
    (cambodia,) = {row[7] for row in rows(explored, "/fr/activities.csv?beneficiary=KHM")[1:]} & {
        "Cambodge"
    }
    assert cambodia == "Cambodge"


def test_without_a_language_in_the_address_the_client_is_asked(explored: httpx.Client) -> None:
    spanish = {"Accept-Language": "es-CL, en;q=0.4"}
    assert rows(explored, "/activities.csv", **spanish)[0][0] == "Actividad"
    assert rows(explored, "/groups.csv", **spanish)[0][0] == "Nombre"
    answer = explored.get("/activities.json?beneficiary=KHM", headers=spanish)
    assert answer.headers["content-language"] == "es" == answer.json()["language"]
    labels = {item["value"]: item["label"] for item in answer.json()["facets"]["beneficiary"]}
    assert labels["KHM"] == "Camboya"


@pytest.mark.parametrize("address", FILES)
def test_what_a_client_holds_is_not_sent_again(explored: httpx.Client, address: str) -> None:
    answer = explored.get(address)
    held = {"If-None-Match": answer.headers["etag"]}
    again = explored.get(address, headers=held)
    assert (again.status_code, again.content) == (304, b"")
    other = {name: explored.get(f"/{name}{address}").headers["etag"] for name in ("fr", "es")}
    assert len({answer.headers["etag"], *other.values()}) == 3
    assert explored.get("/fr" + address, headers=held).status_code == 200


@pytest.mark.parametrize("address", FILES)
def test_the_head_of_a_file_has_no_body(explored: httpx.Client, address: str) -> None:
    answer, head = explored.get(address), explored.head(address)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "etag", "cache-control"):
        assert head.headers[name] == answer.headers[name]


def test_languages_stand_in_the_facets_and_titles_say_theirs(explored: httpx.Client) -> None:
    page = explored.get("/fr/activities?ldc=yes", headers=HTML).text
    assert "PMA\u00a0: <bdi>nomme un PMA" in page and "<legend>Bénéficiaire</legend>" in page
    assert 'lang="en"><bdi>' in page  # titles are in the language of their reports


@pytest.fixture(scope="module")
def without_index(fixtures_release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release as it was before there were indexes."""
    folder = tmp_path_factory.mktemp("without") / "release"
    shutil.copytree(fixtures_release.folder, folder, ignore=lambda *_: [INDEX])
    manifest = folder / MANIFEST
    told = json.loads(manifest.read_text("utf-8"))
    told["artefacts"] = [item for item in told["artefacts"] if item["path"] != INDEX]
    manifest.chmod(0o644)
    manifest.write_text(json.dumps(told))
    return folder


def test_without_an_index_the_page_says_what_exploring_needs(without_index: Path) -> None:
    with running(without_index) as (address, _), httpx.Client(base_url=address) as client:
        page = client.get("/activities", headers=HTML)
        assert page.status_code == 200 and "needs the folder of the release" in page.text
        assert client.get("/activities.csv").status_code == 404
        named = client.get("/members.json?name=cambod").json()
        assert [row["name"] for row in named["rows"]] == ["Cambodia"]
        assert client.get("/members", headers=HTML).status_code == 200
