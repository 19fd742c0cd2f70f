"""Ranges: which bytes of a file a client wants (RFC 9110, 14)."""

import re

from trips_graph.errors import TripsGraphError

MOST = 20
_SPEC = re.compile(r"(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))")  # no file has more bytes


class Unsatisfiable(TripsGraphError):
    """A range of which the file holds not a byte."""


def settle_range(asked: str | None, size: int) -> str | None:
    """Return the range in a form without doubt, None where the whole file is to be sent.

    A range in another unit, one that cannot be read, and one of more than `MOST` parts are ignored,
    as the RFC demands or permits. Parts beyond the end are left out. Errors: `Unsatisfiable` where
    no part is left.
    """
    unit, _, specs = (asked or "").partition("=")
    found = [_SPEC.fullmatch(spec.strip()) for spec in specs.split(",") if spec.strip()]
    if unit.strip().lower() != "bytes" or not found or len(found) > MOST:
        return None
    kept = []
    for spec in found:
        if spec is None:
            return None
        start, end = _bounds(spec, size)
        if spec[2] and int(spec[2]) < start:
            return None
        if start < size and end >= start:
            kept.append(f"{start}-{end}")
    if not kept:
        raise Unsatisfiable(f"the file has {size:,} bytes, none of them in that range")
    return "bytes=" + ", ".join(kept)


def _bounds(spec: re.Match[str], size: int) -> tuple[int, int]:
    """Return the first and the last byte of one part."""
    if spec[3]:
        return (max(size - int(spec[3]), 0), size - 1) if int(spec[3]) else (size, size)
    return int(spec[1]), min(int(spec[2] or size), size - 1)
