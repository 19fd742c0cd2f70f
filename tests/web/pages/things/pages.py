"""What a test sees of a page: its visible text, its links, what it describes for crawlers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extruct.jsonld import JsonLdExtractor
from lxml import html
from pyld import jsonld

BASE = "https://w3id.org/trips-graph/"


def read(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def visible(page: html.HtmlElement) -> str:
    """Return the text that is read, without permanent addresses, citations and scripts."""
    for part in page.xpath("//script | //*[@class='iri'] | //pre | //head"):
        part.drop_tree()
    return " ".join(page.text_content().split())


def links(page: html.HtmlElement, within: str = "//main") -> dict[str, str]:
    """Return where the links lead, by their text."""
    return {
        " ".join(link.text_content().split()): link.get("href")
        for link in page.xpath(f"{within}//a[@href]")
    }


def described(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = JsonLdExtractor().extract(text)
    assert all(isinstance(item, dict) for item in found)
    return found


def expanded(block: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what a processor of JSON-LD reads in a block; schema.org is used by its vocabulary."""
    found: list[dict[str, Any]] = jsonld.expand(block, {"documentLoader": _load})
    return found


def _load(address: str, _: object) -> dict[str, object]:
    assert address == "https://schema.org/"
    context = {"@vocab": "https://schema.org/", "name": "https://schema.org/name"}
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": context}}
