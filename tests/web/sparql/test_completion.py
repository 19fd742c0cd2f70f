"""What an editor completes: the prefixes of the release, and names in three languages."""

import gzip

import httpx

PATH = "/sparql/completion.json"


def test_a_member_is_named_in_three_languages_and_inserted_by_its_prefix(
    client: httpx.Client,
) -> None:
    held = client.get(PATH).json()
    (cambodia,) = (term for term in held["terms"] if term[0] == "member:KHM")
    assert cambodia[1:] == ["Cambodia", "Cambodge", "Camboya"]
    assert held["prefixes"]["member"] == "https://example.org/trips/id/member/"


def test_classes_and_properties_are_there_by_their_labels(client: httpx.Client) -> None:
    terms = {term[0]: term[1:] for term in client.get(PATH).json()["terms"]}
    assert "bénéficiaire" in terms["tg:beneficiary"]
    assert "tg:Activity" in terms and "tg:topic-patents" in terms


def test_every_term_is_one_that_a_query_may_hold(client: httpx.Client) -> None:
    held = client.get(PATH).json()
    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in held["prefixes"].items())
    names = " ".join(term[0] for term in held["terms"])
    asked = client.post(
        "/sparql",
        data={"query": f"{prologue}SELECT (COUNT(*) AS ?n) {{ VALUES ?term {{ {names} }} }}"},
        headers={"Accept": "application/sparql-results+json"},
    )
    assert asked.status_code == 200, asked.text
    (row,) = asked.json()["results"]["bindings"]
    assert int(row["n"]["value"]) == len(held["terms"])


def test_it_is_small_and_held_until_the_next_release(client: httpx.Client) -> None:
    first = client.get(PATH)
    assert len(gzip.compress(first.content)) < 50_000
    again = client.get(PATH, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
