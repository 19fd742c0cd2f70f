"""Link headers as a client reads them."""

from __future__ import annotations

import httpx
from requests.utils import parse_header_links


def links(response: httpx.Response, rel: str) -> list[dict[str, str]]:
    """Return the links of one relation, each with its `url` and attributes."""
    found: list[dict[str, str]] = parse_header_links(response.headers.get("link", ""))
    return [link for link in found if link["rel"] == rel]


def targets(response: httpx.Response, rel: str) -> list[str]:
    """Return the targets of the links of one relation."""
    return [link["url"] for link in links(response, rel)]
