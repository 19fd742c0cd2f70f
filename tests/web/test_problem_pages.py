"""Problems: pages speak the reader's language, bodies for programs English whatever is accepted."""

import httpx
import pytest

from tests.web.pages.test_pages import BROWSER, Page

FRENCH = BROWSER | {"Accept-Language": "fr"}


@pytest.mark.parametrize(
    ("path", "status", "french", "spanish"),
    [
        ("/nothing", 404, "Il n’y a rien à cette adresse.", "No hay nada en esta dirección."),
        (
            "/doc/report/0",
            404,
            "n’a rien sous «\u00a0report/0\u00a0»",
            "no tiene nada en «report/0»",
        ),
        ("/reports?page=99", 404, "La liste s’arrête", "La lista termina"),
        ("/reports?page=x", 400, "«\u00a0page\u00a0» est un nombre", "«page» es un número"),
        ("/doc/report/9000001?_profile=none", 406, "sous cette forme", "en esa forma"),
        ("/data/none.ttl", 404, "Ce fichier n’existe pas", "Ese archivo no existe"),
    ],
)
def test_a_page_tells_what_is_wrong_in_the_language_of_its_reader(
    client: httpx.Client, path: str, status: int, french: str, spanish: str
) -> None:
    by_header = client.get(path, headers=FRENCH)
    by_address = client.get(f"/es{path}", headers=BROWSER)
    for answer, language, told in ((by_header, "fr", french), (by_address, "es", spanish)):
        assert answer.status_code == status
        assert answer.headers["content-language"] == language
        assert "Accept-Language" in answer.headers["vary"]
        assert f'<html lang="{language}">' in answer.text
        assert told in answer.text
        assert not Page(answer.text).open
    assert "Introuvable" in by_header.text or status != 404


def test_programs_are_told_in_english(client: httpx.Client) -> None:
    answer = client.get("/fr/doc/report/0", headers={"Accept-Language": "fr"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "Not Found"
    assert answer.json()["detail"] == "This release has no report of the key 0."


def test_a_text_that_no_catalogue_has_is_marked_as_english(client: httpx.Client) -> None:
    page = client.get("/doc/report/9000001.rdf?_mediatype=x&_profile=schema", headers=FRENCH).text
    assert "Forme inexistante" in page and '<p class="lead">' in page
    asked = {"query": "ASK {}", "format": "none"}
    refused = client.get("/sparql", params=asked, headers=FRENCH)
    assert refused.status_code in (400, 406)
    assert '<p class="lead" lang="en">' in refused.text
