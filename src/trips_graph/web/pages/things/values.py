"""Values as a reader sees them: dates and figures by language, concepts by their own pages."""

from pyoxigraph import Literal

from trips_graph.terms import dcterms, tg, void, xsd
from trips_graph.web.labels import Labels
from trips_graph.web.languages.locale import mark
from trips_graph.web.querying.engine import Term
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown, name_datatype

_DATES = {xsd.date, xsd.gYearMonth}
_COUNTED = {
    term.value
    for term in (
        tg.value, void.triples, void.entities, void.classes, void.properties,
        void.distinctObjects, void.distinctSubjects,
    )
}  # fmt: skip
"""Properties whose numbers are amounts; other numbers are years, lines and rows."""
_TRUTH = {"true": mark("yes"), "false": mark("no")}


def show_value(reader: Reader, name: str, value: Term, labels: Labels) -> Shown:
    """Return how the value of a property is shown."""
    if not isinstance(value, Literal):
        return reader.show(value, labels)
    if value.datatype in _DATES:
        return Shown(reader.locale.date(value.value), datatype=name_datatype(value))
    if value.datatype == xsd.boolean and value.value in _TRUTH:
        return Shown(reader.gettext(_TRUTH[value.value]))
    if name == dcterms.language.value:
        return Shown(reader.locale.language_name(value.value))
    if name in _COUNTED:
        return Shown(show_amount(reader, value.value), datatype=name_datatype(value))
    return reader.show(value)


def show_amount(reader: Reader, text: str) -> str:
    """Return a number as the reader's language writes it; what is no number as it is."""
    try:
        return reader.locale.number(float(text) if "." in text else int(text))
    except ValueError:
        return text


def name_figure(
    reader: Reader, kind: Term | None, qualifier: str, value: str, unit: Term | None
) -> str:
    """Return what a figure is called: `arrests: record 859`; "" where kind or value is missing."""
    if kind is None or not value:
        return ""
    counted = (qualifier, show_amount(reader, value), reader.show(unit).text if unit else "")
    return join_names(reader, reader.show(kind).text, " ".join(filter(None, counted)))


def join_names(reader: Reader, before: str, after: str) -> str:
    """Return a name and what it is told by, as the reader's language sets a colon."""
    return reader.gettext("%(before)s: %(after)s") % {"before": before, "after": after}
