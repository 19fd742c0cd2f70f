"""Passages: the words that facts were read from, where they stand, what they support."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from trips_graph.terms import dcterms, foaf, oa, tg
from trips_graph.web.pages.things.thing import Thing, read_iri
from trips_graph.web.querying.engine import Rows, Term
from trips_graph.web.reader import Reader

_RETOLD = "-retold"
Statements = Mapping[str, list[Term]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a report; `supports` are the properties that the thing has by it.

    `start` and `end` count characters of the text that was read, -1 where that is not known.
    `retold` is whether that text is our own retelling; `language` is that of the report.
    """

    iri: str
    quote: str
    report: str
    section: str
    section_number: str
    paragraph: str
    line: str
    original: str
    start: int
    end: int
    supports: tuple[str, ...]
    rules: tuple[str, ...]
    retold: bool
    language: str


def read_passages(reader: Reader, thing: Thing) -> tuple[Passage, ...]:
    """Return the passages of a thing, in the order of the text."""
    has = {name for name, _ in thing.facts}
    found = _gather(reader.ask("evidence", thing=thing.iri))
    passages = (make_passage(iri, statements, has) for iri, statements in found.items())
    return tuple(sorted(passages, key=lambda item: (_number(item.line), item.start, item.iri)))


def read_passage(reader: Reader, iri: str) -> Passage:
    """Return one passage, with all that it supports."""
    statements: dict[str, list[Term]] = defaultdict(list)
    for row in reader.ask("passage", thing=iri).records():
        if (value := row["value"]) is not None:
            statements[read_iri(row["property"])].append(value)
    supported = {read_iri(term) for term in statements.get(tg.supports.value, ())}
    return make_passage(iri, statements, supported)


def read_line(reader: Reader, passage: Passage) -> tuple[str, str, str]:
    """Return what is held of the text around a passage: before it, the passage, and after it.

    Passages of the same line may be longer; the longest that holds this one is taken.
    """
    found = _gather(reader.ask("passages-of-line", thing=passage.iri))
    around = max(
        (make_passage(iri, statements, set()) for iri, statements in found.items()),
        key=lambda item: len(item.quote) if _holds(item, passage) else -1,
        default=passage,
    )
    before, found_here, after = around.quote.partition(passage.quote)
    return (before, found_here, after) if _holds(around, passage) else ("", passage.quote, "")


def make_passage(iri: str, statements: Statements, has: set[str]) -> Passage:
    """Return the passage that some statements describe; `has` are the properties of interest."""

    def text(name: NamedNode) -> str:
        return next(
            (str(getattr(term, "value", "")) for term in statements.get(name.value, ())), ""
        )

    supports = {read_iri(term) for term in statements.get(tg.supports.value, ())} & has
    rendition = text(tg.rendition)
    return Passage(
        iri, text(oa.exact), text(dcterms.isVersionOf), text(tg.inSection), text(tg.sectionNumber),
        text(tg.paragraphNumber), text(tg.line), text(foaf.page),
        _number(text(oa.start)), _number(text(oa.end)), tuple(sorted(supports)),
        tuple(sorted(read_iri(term) for term in statements.get(tg.readBy.value, ()))),
        rendition.endswith(_RETOLD), text(dcterms.language),
    )  # fmt: skip


def mark_facts(passages: Iterable[Passage]) -> Mapping[str, tuple[int, ...]]:
    """Return, by property, the numbers of the passages that support it, counted from 1."""
    marks: dict[str, tuple[int, ...]] = {}
    for number, passage in enumerate(passages, 1):
        for name in passage.supports:
            marks[name] = (*marks.get(name, ()), number)
    return marks


def _gather(found: Rows) -> Mapping[str, Statements]:
    gathered: dict[str, dict[str, list[Term]]] = {}
    for row in found.records():
        if isinstance(row["evidence"], NamedNode) and (value := row["value"]) is not None:
            statements = gathered.setdefault(row["evidence"].value, defaultdict(list))
            statements[read_iri(row["property"])].append(value)
    return gathered


def _holds(outer: Passage, inner: Passage) -> bool:
    return inner.start >= 0 and outer.start <= inner.start and inner.end <= outer.end


def _number(text: str | Literal) -> int:
    return int(str(text)) if str(text).isdecimal() else -1
