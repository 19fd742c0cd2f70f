"""What things are called that nobody named: their kind and key, and labels that we make ourselves.

A release labels rows, passages and reports in English; the same words are told in the language of
a reader here.
"""

import re
from collections.abc import Mapping

from trips_graph.web.languages.locale import Locale, mark

KINDS: Mapping[str, str] = {
    "activity": mark("Activity"), "agent": mark("Agent"), "catalogue": mark("Catalogue"),
    "concept": mark("Concept"), "content": mark("Contents of a release"),
    "dataset": mark("Dataset"), "decision": mark("Decision"), "distribution": mark("File"),
    "entry": mark("Programme entry"), "evidence": mark("Passage"), "figure": mark("Figure"),
    "graph": mark("Named graph"), "group": mark("Group"), "linkset": mark("Set of links"),
    "member": mark("Member"), "mention": mark("Unresolved mention"), "name": mark("Former name"),
    "organisation": mark("Organisation"), "partition": mark("Part of a release"),
    "place": mark("Place"), "release": mark("Release"), "report": mark("Report"),
    "rule": mark("Rule"), "section": mark("Section"), "service": mark("Service"),
    "source": mark("Source"), "tool": mark("Tool"),
}  # fmt: skip
"""The kinds of things, by the name of each in its address."""

_MADE = (
    (r"row (?P<number>\d+) of report (?P<report>\S+)",
     mark("row %(number)s of report %(report)s")),
    (r"line (?P<number>\d+) of report (?P<report>\S+)",
     mark("line %(number)s of report %(report)s")),
    (r"source of report (?P<report>\S+)",
     mark("source of report %(report)s")),
    (r"(?P<name>.*): left open", mark("%(name)s: left open")),
)  # fmt: skip


def name_kind(locale: Locale, kind: str) -> str:
    """Return what a kind of things is called; a kind that is not ours by its own name."""
    return locale.gettext(KINDS[kind]) if kind in KINDS else kind


def name_by_key(locale: Locale, kind: str, key: str) -> str:
    """Return what a thing without a label is called: its kind and key."""
    return f"{name_kind(locale, kind)} {key}"


def retell(locale: Locale, label: str) -> str | None:
    """Return one of our own English labels in the language of a reader; None for any other text."""
    for pattern, message in _MADE:
        if found := re.fullmatch(pattern, label):
            return locale.gettext(message) % found.groupdict()
    return None
