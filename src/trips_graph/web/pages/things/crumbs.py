"""Breadcrumbs: the way from the home page to a thing, by the list or the report that it is of."""

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from trips_graph.terms import dcterms, oa, tg
from trips_graph.web.languages.locale import mark
from trips_graph.web.pages.things.described import SCHEMA
from trips_graph.web.pages.things.thing import Thing, read_thing
from trips_graph.web.reader import Reader
from trips_graph.web.shown import brief

_REPORTS = (mark("Reports"), "/reports")
_LISTS: Mapping[str, tuple[str, str]] = {
    "report": _REPORTS, "entry": _REPORTS, "section": _REPORTS, "evidence": _REPORTS,
    "figure": _REPORTS, "mention": _REPORTS, "source": _REPORTS,
    "activity": (mark("Activities"), "/activities"),
    "member": (mark("Members"), "/members"),
    "place": (mark("Members"), "/members"),
    "name": (mark("Members"), "/members"),
    "organisation": (mark("Organisations"), "/organisations"),
    "group": (mark("Groups"), "/groups"),
    "tool": (mark("Tools"), "/tools"),
    "concept": (mark("Vocabulary"), "/def"),
    "rule": (mark("Quality"), "/quality"),
    "decision": (mark("Quality"), "/quality"),
}  # fmt: skip
_REST = (mark("Data"), "/data")
_LONGEST = 100
_OF_REPORTS = ("entry", "section", "figure", "mention", "evidence", "source")


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way; the last one has no address: it is the page itself."""

    text: str
    href: str = ""


def find_crumbs(reader: Reader, thing: Thing, name: str) -> tuple[Crumb, ...]:
    """Return the way to a thing; `name` is its heading."""
    home = Crumb(reader.gettext("Home"), reader.at("/"))
    return (home, *_list_of(reader, thing), *_report_of(reader, thing), Crumb(name))


def describe_crumbs(reader: Reader, crumbs: tuple[Crumb, ...], path: str) -> Mapping[str, object]:
    """Return the way as a schema.org BreadcrumbList."""
    steps = [
        {"@type": "ListItem", "position": place, "name": brief(crumb.text, _LONGEST),
         "item": reader.origin + (crumb.href or reader.at(path))}
        for place, crumb in enumerate(crumbs, 1)
    ]  # fmt: skip
    return {"@context": SCHEMA, "@type": "BreadcrumbList", "itemListElement": steps}


def _list_of(reader: Reader, thing: Thing) -> tuple[Crumb, ...]:
    text, path = _LISTS.get(thing.kind, _REST)
    if path == _REST[1] and not reader.site.has_graph("catalogue"):
        return ()
    return (Crumb(reader.gettext(text), reader.at(path)),)


def _report_of(reader: Reader, thing: Thing) -> tuple[Crumb, ...]:
    report = _find_report(reader, thing) if thing.kind in _OF_REPORTS else None
    if report is None:
        return ()
    number = report.value.rpartition("/")[2]
    return (
        Crumb(reader.gettext("Report %(number)s") % {"number": number}, reader.href(report.value)),
    )


def _find_report(reader: Reader, thing: Thing) -> NamedNode | None:
    source = thing.node(oa.hasSource)
    if source is None:
        return thing.node(dcterms.isPartOf, tg.reportedIn, dcterms.isVersionOf)
    text = read_thing(reader.site, "source", source.value)
    return text.node(dcterms.isVersionOf) if text else None
