"""The heading of a thing: what it is called in the reader's language, and what kind it is."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from trips_graph.terms import dcterms, rdf, tg
from trips_graph.web.kinds import name_kind
from trips_graph.web.labels import Labels, best_label
from trips_graph.web.pages.things.thing import NAMES, Thing
from trips_graph.web.pages.things.values import join_names, name_figure
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown, brief

_MOST_NAMED, _LONGEST_NAMED = 3, 60
_SENTENCES = ("entry", "evidence", "source")  # their labels are no names


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a thing, its language where it is not the reader's, its kinds.

    `told` says of an activity who reported it, for whom, since when: many bear the same title.
    """

    text: str
    lang: str
    kinds: tuple[Shown, ...]
    told: str = ""

    @property
    def whole(self) -> str:
        """The name with what tells it from others of that name."""
        return f"{self.text} ({self.told})" if self.told else self.text


def make_heading(reader: Reader, thing: Thing, labels: Labels) -> Heading:
    """Return the heading; reports, sections and figures are named by what is stated of them."""
    kinds = {reader.show(value).text: reader.show(value) for value in thing.values(rdf.type.value)}
    own = Shown(name_kind(reader.locale, thing.kind))
    if thing.kind in ("release", "entry", "evidence", "distribution", "graph") or not kinds:
        kinds = {own.text: own}
    made = _MAKERS.get(thing.kind, _no_name)(reader, thing, labels)
    text, lang = (made, "") if made else _own_name(reader, thing)
    if thing.kind in _SENTENCES:
        text = text[:1].upper() + text[1:]
    lang = "" if lang == reader.language else lang
    told = _tell_activity(reader, thing, labels) if thing.kind == "activity" else ""
    return Heading(text, lang, tuple(kinds.values()), told)


def _own_name(reader: Reader, thing: Thing) -> tuple[str, str]:
    """Return the name that the release gives, in the language of the reader where there is one."""
    known = best_label(reader.site.vocabulary.get(thing.iri, ()), reader.language)
    names = (best_label(thing.values(name), reader.language) for name in NAMES)
    label = known or next((name for name in names if name is not None), None)
    return reader.tell(label) if label else (reader.show(NamedNode(thing.iri)).text, "")


def _tell_activity(reader: Reader, thing: Thing, labels: Labels) -> str:
    """Return who reported an activity, for whom, since when, and in which report."""
    who = [reader.show(term, labels).text for term in thing.values(tg.reportedBy.value)]
    whom = [reader.show(term, labels).text for term in thing.values(tg.beneficiary.value)]
    start, report = thing.text(tg.startDate), thing.node(tg.reportedIn)
    named = [*who, *sorted(whom)[:_MOST_NAMED]]
    if len(whom) > _MOST_NAMED:
        named.append("…")
    if start:
        named.append(reader.locale.date(start))
    if report:
        named.append(reader.show(report).text)
    return ", ".join(brief(name, _LONGEST_NAMED) for name in named)


def _report(reader: Reader, thing: Thing, labels: Labels) -> str:
    number, year = thing.text(tg.reportNumber), thing.text(tg.reportYear)
    submitter = thing.node(tg.submittedBy)
    by = reader.show(submitter, labels).text if submitter else thing.text(tg.statedSubmitter)
    told = ", ".join(filter(None, (by, year)))
    named = {"number": number, "told": told}
    if number and told:
        return reader.gettext("Report %(number)s: %(told)s") % named
    return ""


def _section(reader: Reader, thing: Thing, labels: Labels) -> str:
    number, title = thing.text(tg.sectionNumber), thing.text(dcterms.title)
    if not number:
        return ""
    section = reader.gettext("Section %(number)s") % {"number": number}
    return join_names(reader, section, title) if title else section


def _figure(reader: Reader, thing: Thing, labels: Labels) -> str:
    kind, unit = thing.node(tg.figureKind), thing.node(tg.unit)
    return name_figure(reader, kind, thing.text(tg.qualifier), thing.text(tg.value), unit)


def _by_key(reader: Reader, thing: Thing, labels: Labels) -> str:
    return reader.show(NamedNode(thing.iri)).text


def _no_name(reader: Reader, thing: Thing, labels: Labels) -> str:
    return ""


_MAKERS = {
    "report": _report, "section": _section, "figure": _figure, "graph": _by_key,
    "release": _by_key,
}  # fmt: skip
