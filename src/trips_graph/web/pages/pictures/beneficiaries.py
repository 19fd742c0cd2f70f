"""The map of beneficiaries: how many activities name each Member or observer."""

from trips_graph.model.index import fold
from trips_graph.web.languages.locale import mark
from trips_graph.web.pages.pictures.counts import read_counts
from trips_graph.web.pages.pictures.drawing.chart import Chart, Kind, Mark, Words
from trips_graph.web.pages.pictures.drawing.names import print_name
from trips_graph.web.pages.pictures.drawing.shapes import read_places
from trips_graph.web.pages.pictures.picture import (
    EMPTY,
    Picture,
    Subject,
    Wanted,
    describe,
    name_thing,
)
from trips_graph.web.pages.pictures.table import Table
from trips_graph.web.reader import Reader


def make_map(reader: Reader, _: Wanted) -> Picture:
    """Return how many activities name each beneficiary; none is lost that has no place there."""
    found = {
        row["beneficiary"]: int(row["activities"])
        for row in read_counts(reader.site, "beneficiaries")
    }
    names = {iri: name_thing(reader, iri) for iri in found}
    ordered = sorted(found, key=lambda iri: (-found[iri], fold(names[iri].text)))
    headings = (reader.gettext("Beneficiary"), reader.gettext("Activities"))
    table = Table(headings, tuple((names[iri], found[iri]) for iri in ordered))
    keys = {iri: _key(reader, iri) for iri in ordered}
    drawn = [Mark(found[iri], reader.locale.number(found[iri]), down=keys[iri]) for iri in ordered]
    words = Words(
        reader.language, reader.gettext(MAP.title),
        describe(reader, tuple(drawn), {keys[iri]: names[iri].text for iri in ordered}),
        "", "", headings[1], reader.gettext("None stated"), reader.gettext(EMPTY),
    )  # fmt: skip
    places = read_places()
    missing = [
        f"{print_name(names[iri].text)} ({reader.locale.number(found[iri])})"
        for iri in ordered
        if keys[iri] not in places
    ]
    notes = _notes(reader, missing)
    marks = tuple(mark for mark in drawn if mark.down in places)
    return Picture(Chart(Kind.MAP, marks and marks + _others(reader, marks)), words, table, notes)


def _others(reader: Reader, named: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return Members and observers that no activity names: small ones are points, too."""
    keys = {mark.down for mark in named}
    everyone = (_key(reader, row["member"]) for row in read_counts(reader.site, "members"))
    return tuple(Mark(0, "0", down=key) for key in everyone if key not in keys)


def _key(reader: Reader, iri: str) -> str:
    return iri.removeprefix(reader.site.iri("id/member/"))


def _notes(reader: Reader, missing: list[str]) -> tuple[str, ...]:
    boundaries = reader.gettext(
        "Boundaries are those of Natural Earth, drawn small. They express no opinion on the status "
        "of any country or territory."
    )
    if not missing:
        return (boundaries,)
    told = reader.gettext("Not on the map, for want of one place there: %(list)s.")
    return (told % {"list": reader.gettext("; ").join(missing)}, boundaries)


MAP = Subject(
    "map",
    mark("Map of beneficiaries"),
    mark("How many activities name each Member or observer as a beneficiary."),
    (
        mark("Counts are participations: an activity for three Members counts three times, so that "
             "their sum exceeds the number of activities. Groups count for none of their members."),
        mark("Plain land was named by no activity, or is no Member or observer. The smallest are "
             "drawn as points. A beneficiary is not where an activity took place."),
    ),
    make_map,
)  # fmt: skip
