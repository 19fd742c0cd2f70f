"""Literals in the datatypes of the vocabulary."""

from datetime import date
from decimal import Decimal

from pyoxigraph import Literal

from trips_graph.model.passage import PartialDate
from trips_graph.terms import xsd

_PRECISIONS = {4: xsd.gYear, 7: xsd.gYearMonth, 10: xsd.date}


def day(value: date) -> Literal:
    """Return an xsd:date."""
    return Literal(value.isoformat(), datatype=xsd.date)


def partial(value: PartialDate) -> Literal:
    """Return an xsd:date, xsd:gYearMonth or xsd:gYear: the precision as stated, never invented."""
    return Literal(value, datatype=_PRECISIONS[len(value)])


def integer(value: int) -> Literal:
    """Return an xsd:integer."""
    return Literal(str(value), datatype=xsd.integer)


def boolean(value: bool) -> Literal:
    """Return an xsd:boolean."""
    return Literal(str(value).lower(), datatype=xsd.boolean)


def number(value: Decimal) -> Literal:
    """Return an xsd:integer, or an xsd:decimal where the value has a fraction."""
    if value == value.to_integral_value():
        return integer(int(value))
    return Literal(f"{value:f}", datatype=xsd.decimal)
