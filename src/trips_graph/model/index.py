"""The index of a release: a file for search and facets, made with the release, read by the server.

Who writes it and who reads it agree here: on its version, its things and activities, and how texts
are folded.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from trips_graph.terms import tg

SCHEMA = 1
"""The version of the tables (`PRAGMA user_version`)."""
SEARCHED = (
    "member", "observer", "organisation", "group", "tool", "concept", "report", "activity"
)  # fmt: skip
"""The kinds of things that search finds, in the order in which it shows them."""
KINDS = (*SEARCHED, "figure", "place")
"""Every kind of thing, in the order of their numbers: each kind is one run of numbers."""

ROLES: Mapping[str, NamedNode] = {
    "beneficiary": tg.beneficiary,
    "type": tg.activityType,
    "topic": tg.topic,
    "status": tg.beneficiaryStatus,
    "partner": tg.partner,
    "tool": tg.usesTool,
}
"""The roles of what an activity names, and the property of each."""

_NOT_A_WORD = re.compile(r"[\W_]+")
_UNDIVIDED = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the index; ascending ids are the order in which things are shown.

    `scheme` is the IRI of the scheme of a concept.
    """

    id: int
    kind: str
    key: str
    iri: str
    scheme: str | None


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity; dates as stated, things by their ids, `named` by role, status as notation."""

    id: int
    key: str
    title: str
    language: str
    start: str | None
    end: str | None
    year: int | None
    status: str
    report: int | None
    submitter: int | None
    named: Mapping[str, tuple[int, ...]]


def fold(text: str) -> str:
    """Return the words of a text, parted by single blanks: no case, no accents, no punctuation.

    So a document symbol is found however it is misprinted.

    >>> fold("Côte d'Ivoire"), fold("IP/C/W/611.Add.4") == fold("_IP/C/W/611/ Add.4")
    ('cote d ivoire', True)
    """
    parted = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return _NOT_A_WORD.sub(" ", plain.translate(_UNDIVIDED)).strip()
