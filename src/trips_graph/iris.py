"""The IRIs that trips-graph mints, one method a kind.

Keys never come from a label that can change.
"""

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import NamedNode

VOCABULARY = "https://w3id.org/trips-graph/def#"
"""The namespace of classes, properties and concepts: the same for every publisher."""
_UNSAFE = re.compile(r"[^a-z0-9.]+")


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints the IRIs under one base IRI.

    >>> Iris("https://w3id.org/trips-graph/").entry("1000364", "5").value
    'https://w3id.org/trips-graph/id/entry/1000364-5'
    """

    base: str

    def thing(self, kind: str, key: str) -> NamedNode:
        """Return `<base>id/<kind>/<key>`; every other method is a name for one kind."""
        return NamedNode(f"{self.base}id/{kind}/{key}")

    def report(self, number: str) -> NamedNode:
        """Return the IRI of a report, by its e-TRIPS number."""
        return self.thing("report", number)

    def section(self, number: str, section: str) -> NamedNode:
        """Return the IRI of a section, by its printed number."""
        return self.thing("section", f"{number}-{section}")

    def entry(self, number: str, row: str) -> NamedNode:
        """Return the IRI of a row of the table, as written, by its key."""
        return self.thing("entry", f"{number}-{row}")

    def activity(self, number: str, key: str) -> NamedNode:
        """Return the IRI of an activity: a row's number, or the key of a narrative event."""
        return self.thing("activity", f"{number}-{key}")

    def figure(self, number: str, key: str) -> NamedNode:
        """Return the IRI of a reported figure."""
        return self.thing("figure", f"{number}-{key}")

    def evidence(self, number: str, key: str) -> NamedNode:
        """Return the IRI of the passage that a fact was read from."""
        return self.thing("evidence", f"{number}-{key}")

    def mention(self, number: str, key: str) -> NamedNode:
        """Return the IRI of a name that resolved to nothing."""
        return self.thing("mention", f"{number}-{key}")

    def source(self, number: str, key: str) -> NamedNode:
        """Return the IRI of a source document."""
        return self.thing("source", f"{number}-{key}")

    def member(self, key: str) -> NamedNode:
        """Return the IRI of a WTO Member or observer (ISO 3166-1 alpha-3, or EU, TPKM)."""
        return self.thing("member", key)

    def place(self, key: str) -> NamedNode:
        """Return the IRI of the place of a Member."""
        return self.thing("place", key)

    def organisation(self, key: str) -> NamedNode:
        """Return the IRI of an organisation."""
        return self.thing("organisation", key)

    def group(self, key: str) -> NamedNode:
        """Return the IRI of a group of beneficiaries."""
        return self.thing("group", key)

    def tool(self, key: str) -> NamedNode:
        """Return the IRI of a tool or e-learning module."""
        return self.thing("tool", key)

    def rule(self, key: str) -> NamedNode:
        """Return the IRI of a reading or classification rule."""
        return self.thing("rule", key)

    def decision(self, key: str) -> NamedNode:
        """Return the IRI of a decision of the ledger."""
        return self.thing("decision", key)

    def graph(self, key: str) -> NamedNode:
        """Return the IRI of a named graph."""
        return self.thing("graph", key)


def concept(scheme: str, notation: str) -> NamedNode:
    """Return the IRI of a concept of our own schemes.

    >>> concept("table-state", "rows").value
    'https://w3id.org/trips-graph/def#table-state-rows'
    """
    return NamedNode(f"{VOCABULARY}{scheme}-{notation}")


def slug(text: str) -> str:
    """Return the text as a key: lower case ASCII letters, digits, dots and single hyphens.

    Accents are dropped. Where other letters are lost, a digest keeps different texts apart.

    >>> slug("Operation Pangea XI"), slug("Opération Opson")
    ('operation-pangea-xi', 'operation-opson')
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    key = _UNSAFE.sub("-", plain).strip("-")
    lost = any(sign.isalnum() and not sign.isascii() for sign in plain)
    return f"{key}-{sha256(text.encode()).hexdigest()[:8]}".strip("-") if lost else key
