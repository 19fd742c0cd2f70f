"""Answers read as their media type says: what a client that knows the format makes of the bytes."""

import csv
import io
import json
from typing import Any

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)


def count(body: bytes, media_type: str) -> int:
    """Return how many solutions, or triples, an answer holds."""
    if media_type == "text/csv":
        return len(list(csv.reader(io.StringIO(body.decode()), strict=True))) - 1
    if results := QueryResultsFormat.from_media_type(media_type):
        found = parse_query_results(body, results)
        assert isinstance(found, QuerySolutions)
        return sum(1 for _ in found)
    graph = RdfFormat.from_media_type(media_type)
    assert graph is not None, f"not a format of results or graphs: {media_type}"
    return sum(1 for _ in parse(body, format=graph))


def read_boolean(body: bytes, media_type: str) -> bool:
    """Return the answer to ASK."""
    results = QueryResultsFormat.from_media_type(media_type)
    assert results is not None, f"not a format of results: {media_type}"
    found = parse_query_results(body, results)
    assert isinstance(found, QueryBoolean)
    return bool(found)


def read_value(body: bytes) -> str:
    """Return the value in the first cell of results in JSON."""
    document: dict[str, Any] = json.loads(body)
    name = document["head"]["vars"][0]
    return str(document["results"]["bindings"][0][name]["value"])
