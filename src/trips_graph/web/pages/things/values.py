"""Values as a reader sees them: dates and figures by language, concepts by their own pages."""

from pyoxigraph import Literal

from trips_graph.iris import concept
from trips_graph.terms import dcterms, tg, void, xsd
from trips_graph.web.labels import Labels
from trips_graph.web.languages.locale import mark
from trips_graph.web.pages.things.thing import read_iri
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
_CURRENCY_CODE = 3  # letters of an ISO 4217 code; no other unit has so few
_TOLD_BY_UNIT = concept("figure-kind", "programmes")
_MEANT = {
    mark("record"): ("record",),
    mark("more than"): ("more than", "over", "well over", "in excess of"),
    mark("fewer than"): ("fewer than", "less than"),
    mark("at least"): ("at least", "no fewer than", "no less than"),
    mark("at most"): ("at most", "up to", "as many as", "no more than"),
    mark("nearly"): ("nearly", "almost", "close to"),
    mark("about"): ("about", "around", "approximately", "approx.", "some", "roughly",
                    "an estimated", "circa"),
}  # fmt: skip
"""What the qualifiers that are read mean (`data/rules/narrative.toml`)."""
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
    number = _read_number(text)
    return text if number is None else reader.locale.number(number)


def name_figure(
    reader: Reader, kind: Term | None, qualifier: str, value: str, unit: Term | None
) -> str:
    """Return what a figure is called: `arrests: record 859`; "" where kind or value is missing."""
    if kind is None or not value:
        return ""
    return join_names(
        reader, reader.show(kind).text, count_figure(reader, kind, qualifier, value, unit)
    )


def count_figure(
    reader: Reader, kind: Term | None, qualifier: str, value: str, unit: Term | None
) -> str:
    """Return how many or how much a figure tells: `record 859`.

    Most kinds tell by themselves what is counted: a unit is named where it is a currency, and where
    it says what the kind does not.
    """
    counted = f"{_say_qualifier(reader, qualifier)} {_show_counted(reader, value, unit)}".strip()
    if kind == _TOLD_BY_UNIT and unit is not None:
        counted += f" ({reader.show(unit).text})"
    return counted


def _show_counted(reader: Reader, value: str, unit: Term | None) -> str:
    number, code = _read_number(value), read_iri(unit).rpartition("#unit-")[2]
    if number is None or len(code) != _CURRENCY_CODE:
        return show_amount(reader, value)
    return reader.locale.money(number, code.upper())


def _read_number(text: str) -> int | float | None:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return None


def _say_qualifier(reader: Reader, qualifier: str) -> str:
    """Return the qualifier, which is in English, as it is; in the language of other readers."""
    if reader.language == "en":
        return qualifier
    return next((reader.gettext(said) for said, of in _MEANT.items() if qualifier in of), qualifier)


def join_names(reader: Reader, before: str, after: str) -> str:
    """Return a name and what it is told by, as the reader's language sets a colon."""
    return reader.gettext("%(before)s: %(after)s") % {"before": before, "after": after}
