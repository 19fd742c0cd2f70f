"""Acronyms: what stands at the head of a narrow column for a name that would be cut there."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from trips_graph.web.labels import read_names
from trips_graph.web.pages.pictures.picture import name_thing
from trips_graph.web.reader import Reader

LONGEST = 26
"""Letters that the head of a column has room for."""
_ACRONYM = re.compile(r"[A-Z][A-Za-z-]*[A-Z]")
_SMALL = 3  # letters of a word that gives none to an acronym: "of", "des"
_MOST = 1_000


def name_heads(reader: Reader, iris: Iterable[str]) -> Mapping[str, str]:
    """Return what some things are called at the head of a column, by IRI, each unlike the others.

    A long name gives way to its acronym: in the language of the name where there is one.
    """
    names = {iri: name_thing(reader, iri).text for iri in iris if iri}
    long = [NamedNode(iri) for iri, name in names.items() if len(name) > LONGEST]
    if not long:
        return names
    rows = reader.site.ask_about("other-names", long, _MOST)
    others = {
        iri: [label.value for label in labels if isinstance(label, Literal)]
        for iri, labels in read_names(rows).items()
    }
    heads = {iri: find_acronym(name, others.get(iri, ())) for iri, name in names.items()}
    taken = Counter(heads.values())
    return {iri: head if taken[head] == 1 else names[iri] for iri, head in heads.items()}


def find_acronym(name: str, others: Iterable[str]) -> str:
    """Return the acronym that a name makes, else any of its thing; the name where there is none.

    >>> find_acronym("Organisation mondiale des douanes", ("WCO", "OMA", "OMD"))
    'OMD'
    """
    acronyms = sorted(filter(_ACRONYM.fullmatch, others), key=len)
    initials = "".join(word[0] for word in re.findall(r"\w+", name) if len(word) > _SMALL)
    made = (acronym for acronym in acronyms if acronym.upper() == initials.upper())
    return next(made, next(iter(acronyms), name))
