"""Mends rows by the names that they hold: divides cells that touch, joins names that are broken.

A list of known names, separated by `; `, is a cell of beneficiaries, since no title ends so. A
single name is one only behind a full stop: in `Training in Ghana` nothing tells the cells apart.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from trips_graph.entities.match import Register
from trips_graph.model.entity import EntityKind
from trips_graph.model.report import PageType, Row

_BENEFICIARIES = (EntityKind.MEMBER, EntityKind.GROUP)
_DATE = re.compile(r"[0-9]{2}/[0-9]{2}/[0-9]{4}")
_LEADS_ON = re.compile(
    r"(?:^|\s)(?:for|in|of|with|and|the|to|from|on|by|at|between|among|,|&|[-‑–—:(])$",
    re.IGNORECASE,
)
_LONGEST_NAME = 9  # words


def divide_row(row: Row, page_type: PageType, register: Register) -> Row | None:
    """Return an undivided row with its cells told apart, None where nothing is certain."""
    if row.undivided is None or _DATE.search(row.undivided):
        return None
    parts = [part.strip() for part in row.undivided.split(";") if part.strip()]
    category = None
    if page_type is PageType.TECHNOLOGY_TRANSFER:
        if len(parts) < 2:
            return None
        found = _split_at_name(parts[-1], register, reverse=False)
        if found is None or not found[1]:
            return None
        parts[-1], category = found
    return _divide_list(row, parts, category, register)


def join_trailing(row: Row, register: Register) -> Row | None:
    """Return a row with the line behind it as the rest of its beneficiaries, None where it is not.

    It is only where the last name of the row is none, or where the row has no name, and every name
    is one once they are joined.
    """
    if row.trailing is None or row.undivided is not None:
        return None
    if row.beneficiaries and register.find(row.beneficiaries[-1], _BENEFICIARIES):
        return None
    cell = f"{row.printed_beneficiaries or ''} {row.trailing.text}".strip()
    names = tuple(" ".join(part.split()) for part in cell.split(";") if part.strip())
    if not names or not all(register.find(name, _BENEFICIARIES) for name in names):
        return None
    return replace(
        row,
        printed_beneficiaries=cell,
        beneficiaries=names,
        evidence=row.trailing.evidence,
        trailing=None,
    )


def _divide_list(
    row: Row, parts: list[str], category: str | None, register: Register
) -> Row | None:
    """Divide the first part into title and name; the other parts must be names as they stand."""
    found = _split_at_name(parts[0], register, reverse=True) if parts else None
    known = all(register.find(part, _BENEFICIARIES) for part in parts[1:])
    if found is None or not known:
        return None
    name, title = found
    certain = len(parts) > 1 or title.endswith(".")
    if not title or not certain or _LEADS_ON.search(title):
        return None
    names = (name, *parts[1:])
    return replace(
        row,
        title=title,
        printed_beneficiaries="; ".join(names),
        beneficiaries=names,
        category=category,
        undivided=None,
    )


def _split_at_name(text: str, register: Register, *, reverse: bool) -> tuple[str, str] | None:
    """Return the longest known name at an end of a text, and what is left of it."""
    for name, rest in _candidates(text.split(), reverse=reverse):
        if register.find(name, _BENEFICIARIES):
            return name, rest
    return None


def _candidates(words: list[str], *, reverse: bool) -> Iterator[tuple[str, str]]:
    for count in range(min(_LONGEST_NAME, len(words)), 0, -1):
        cut = len(words) - count if reverse else count
        before, behind = " ".join(words[:cut]), " ".join(words[cut:])
        yield (behind, before) if reverse else (before, behind)
