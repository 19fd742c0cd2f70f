"""Named graphs: their pages tell what they hold, and tables of graphs lead to them."""

import re
from html import unescape

import httpx

BROWSER = {"Accept": "text/html"}
GRAPH = "/doc/graph/report-1000364"


def test_the_page_of_a_graph_tells_what_it_holds(described: httpx.Client) -> None:
    page = described.get(GRAPH, headers=BROWSER).text
    held = described.get(GRAPH, headers={"Accept": "application/n-triples"}).text
    assert f"<dd>{len(held.splitlines()):,}</dd>" in page
    assert 'href="/doc/report/1000364"' in page
    subjects = page.partition("What it speaks of")[2].partition("</ul>")[0]
    assert subjects.count("<li>") == 50 and "The first 50 are shown" in page
    for address in re.findall(r'href="([^"#]+)', subjects)[:5]:
        assert described.get(address, headers=BROWSER).status_code == 200, address


def test_a_graph_of_no_report_names_none(described: httpx.Client) -> None:
    page = described.get("/doc/graph/vocabulary", headers=BROWSER).text
    assert "Comes from" not in page and "<li>" in page


def test_the_page_of_a_graph_leads_to_its_triples(described: httpx.Client) -> None:
    page = described.get(GRAPH, headers=BROWSER).text
    address = unescape(re.findall(r'href="(/sparql\?[^"]+)"', page)[0])
    answer = described.get(address, headers=BROWSER)
    assert answer.status_code == 200 and 'href="/doc/report/1000364"' in answer.text


def test_tables_of_graphs_lead_to_their_pages(described: httpx.Client) -> None:
    for path in ("/catalogue", "/sparql/description"):
        assert f'href="{GRAPH}"' in described.get(path, headers=BROWSER).text, path


def test_the_description_names_this_server_first_and_is_linked(described: httpx.Client) -> None:
    lead = described.get("/sparql/description", headers=BROWSER).text.partition("lead")[2]
    assert lead.index("/sparql<") < lead.index("https://w3id.org/trips-graph/sparql")
    for path in ("/", "/sparql"):
        assert 'href="/sparql/description"' in described.get(path, headers=BROWSER).text
