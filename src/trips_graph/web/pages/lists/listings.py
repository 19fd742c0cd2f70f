"""Which lists there are: what each says, and its columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from trips_graph.web.languages.locale import mark


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, the variable it shows, the variable of the thing it links to, its look."""

    heading: str
    variable: str
    thing: str = ""
    number: bool = False
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its title, what a reader should know, its columns; the query has its name.

    `kinds` are those of the things that it lists, `fields` those by which it is filtered,
    with their headings.
    """

    title: str
    about: str
    columns: tuple[Column, ...]
    kinds: tuple[str, ...]
    fields: Mapping[str, str]

    @property
    def thing(self) -> str:
        """The variable of the thing that a row is about."""
        return self.columns[0].thing


_BY_NAME = {"name": mark("Name")}
LISTINGS: Mapping[str, Listing] = {
    "reports": Listing(
        mark("Reports"),
        mark("What Members and organisations filed, the newest first."),
        (
            Column(mark("Report"), "number", "report"),
            Column(mark("Submitted by"), "submitterName", "submitter"),
            Column(mark("Year"), "year", narrow=True),
            Column(mark("Circulated"), "issued", narrow=True),
            Column(mark("Symbol"), "symbol", narrow=True),
            Column(mark("Table of programmes"), "state"),
        ),
        ("report",),
        _BY_NAME | {"submitter": mark("Submitted by"), "year": mark("Year")},
    ),
    "members": Listing(
        mark("Members and observers"),
        mark(
            "WTO Members and observers, by the names that the WTO writes. Counts are "
            "participations: an activity for three Members counts three times."
        ),
        (
            Column(mark("Name"), "name", "member"),
            Column(mark("As"), "class"),
            Column(mark("Kind"), "kind"),
            Column(mark("Member since"), "joined", narrow=True),
            Column(mark("Activities"), "activities", number=True),
        ),
        ("member", "observer"),
        _BY_NAME,
    ),
    "organisations": Listing(
        mark("Organisations"),
        mark("Organisations that submit reports or take part in what is reported."),
        (
            Column(mark("Name"), "name", "organisation"),
            Column(mark("Kind"), "kind"),
            Column(mark("Reports"), "reports", number=True),
        ),
        ("organisation",),
        _BY_NAME,
    ),
    "groups": Listing(
        mark("Groups of beneficiaries"),
        mark("Groups that reports name as a whole; they are never expanded into their members."),
        (
            Column(mark("Name"), "name", "group"),
            Column(mark("Activities"), "activities", number=True),
        ),
        ("group",),
        _BY_NAME,
    ),
    "tools": Listing(
        mark("Tools"),
        mark("Tools and e-learning modules that activities or reports use."),
        (Column(mark("Name"), "name", "tool"), Column(mark("Used by"), "uses", number=True)),
        ("tool",),
        _BY_NAME,
    ),
}
