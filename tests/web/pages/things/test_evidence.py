"""Where each fact was read is one click away, and how it is known is said."""

from __future__ import annotations

import httpx

from tests.web.pages.things.pages import links, read, visible


def test_a_reader_walks_from_member_to_the_original(site: httpx.Client) -> None:
    member = links(read(site.get("/doc/member/KHM").text))
    report = next(text for text, href in member.items() if href == "/doc/report/1000364")
    assert report == "1000364"
    page = read(site.get("/doc/member/KHM").text)
    row = next(row for row in page.xpath("//tr") if "1000364" in row.text_content())
    activity = read(site.get(row.xpath("td[2]/a/@href")[0]).text)
    fact = next(div for div in activity.xpath("//dl/div") if div.find("dt").text == "beneficiary")
    (mark,) = fact.xpath(".//a[@class='mark']/@href")
    passage = activity.xpath(f"//li[@id='{mark[1:]}']")[0]
    assert "Cambodia" in passage.findtext(".//blockquote//bdi")
    original = passage.xpath(".//a[@class='external']/@href")[0]
    assert original.startswith("https://e-trips.wto.org/") and original.endswith("/View/1000364")
    evidence = passage.xpath(".//a[contains(@href, '/doc/evidence/')]/@href")[0]
    assert site.get(evidence).status_code == 200


def test_a_passage_stands_marked_in_what_is_held_of_its_line(site: httpx.Client) -> None:
    text = site.get("/doc/evidence/1000364-1230-1293").text
    page = read(text)
    assert page.findtext(".//mark").startswith("in partnership with Interpol and Europol")
    told = visible(page)
    assert "section 1.1, paragraph 2, line 13 of our retelling" in told
    assert "What was read here 2" in told and "supports" in told


def test_our_own_words_are_no_quote_of_the_original(site: httpx.Client) -> None:
    for path in ("evidence/1000364-1230-1293", "activity/1000364-operation-pangea-xi"):
        page = read(site.get(f"/doc/{path}").text)
        quotes = page.xpath("//blockquote")
        assert quotes and all(quote.get("lang") == "en" for quote in quotes), path
        assert not any(quote.get("cite") for quote in quotes), path
    own = visible(read(site.get("/doc/evidence/1000364-1230-1293").text))
    assert "These words are ours: they are shorter and keep the facts." in own


def test_a_row_is_listed_with_its_printed_start_and_its_report(site: httpx.Client) -> None:
    entry = read(site.get("/doc/entry/1000364-1").text)
    passage = entry.xpath("//a[contains(@href, '/doc/evidence/')]/@href")[0]
    page = read(site.get(passage).text)
    rows = [
        [" ".join(cell.text_content().split()) for cell in row.iter("td")]
        for row in page.xpath("//table[@class='nodes']/tbody/tr")
    ]
    assert len(rows) == 2 and all("1000364" in row for row in rows)
    assert "not stated" not in visible(page)


def test_every_mark_leads_to_a_passage(site: httpx.Client) -> None:
    for path in (
        "/doc/activity/1000364-operation-pangea-xi",
        "/doc/report/1000364",
    ):
        page = read(site.get(path).text)
        marks = page.xpath("//a[@class='mark']/@href")
        assert marks
        assert set(marks) <= {f"#{name}" for name in page.xpath("//*[@id]/@id")}


def test_it_is_said_how_a_thing_is_known(site: httpx.Client) -> None:
    page = read(site.get("/doc/activity/1000364-operation-pangea-xi").text)
    known = page.xpath("//section[h2[@id='known']]")[0]
    told = " ".join(known.text_content().split())
    release = site.get("/data/manifest.json").json()
    assert f"release {release['id']}, made by {release['software']}" in told
    assert "Read by: operation-by-name" in told
    ways = [link.get("href") for link in known.iter("a")]
    assert "/doc/rule/operation-by-name" in ways and "/doc/graph/report-1000364" in ways
    mention = site.get("/doc/mention/1000364-operation-pangea-xi-partner-3").text
    assert "Settled by: " in mention


def test_it_is_said_how_to_cite(site: httpx.Client) -> None:
    page = read(site.get("/doc/report/1000364").text)
    cited = page.xpath("//section[h2[@id='cite']]")[0]
    release = site.get("/data/manifest.json").json()["id"]
    iri = "https://w3id.org/trips-graph/id/report/1000364"
    assert f"release {release}" in cited.text_content() and iri in cited.text_content()
    bibtex = cited.findtext(".//pre")
    assert bibtex.startswith("@misc{report-1000364,") and f"url = {{{iri}}}" in bibtex
    assert cited.xpath(".//code[@class='iri']")[0].text == iri


def test_activities_of_one_title_are_cited_apart(site: httpx.Client) -> None:
    pages = [read(site.get(f"/doc/activity/1000364-{row}").text) for row in (3, 4)]
    titles = [page.xpath("//section[h2[@id='cite']]//cite")[0].text_content() for page in pages]
    told = [page.xpath("//p[@class='apart']")[0].text_content() for page in pages]
    assert told[0] == "World Customs Organization, Cambodia, 4 December 2018, Report 1000364"
    assert titles == [f"National Workshop ({one})" for one in told] and titles[0] != titles[1]
