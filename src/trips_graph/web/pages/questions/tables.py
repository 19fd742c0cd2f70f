"""Tables: the rows of an answer as a reader sees them, and as CSV in the reader's language."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from trips_graph.model.question import Column, PublishedQuestion
from trips_graph.web.pages.questions.answers import Answer, Cell, Row
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown
from trips_graph.web.spreadsheets import write_line

NUMBERS = ("integer", "number")
_NOTHING = Shown("")


def show_rows(
    reader: Reader, asked: PublishedQuestion, columns: tuple[Column, ...], rows: Iterable[Row]
) -> tuple[tuple[Shown, ...], ...]:
    """Return rows as they are shown: things by what the reader calls them, linked."""
    return tuple(tuple(show_cell(reader, asked, column, row) for column in columns) for row in rows)


def choose_columns(asked: PublishedQuestion, answer: Answer) -> tuple[Column, ...]:
    """Return the columns of a page: without that of a parameter, where all rows have one value."""
    fixed = {parameter.kind for parameter in asked.parameters if parameter.value}
    return tuple(
        column
        for column in asked.columns
        if column.name not in fixed or len(set(answer.values(column.name))) != 1
    )


def write_csv(reader: Reader, asked: PublishedQuestion, answer: Answer) -> bytes:
    """Return the whole answer as CSV: headings and names in the reader's language, then IRIs.

    Numbers and dates stand as in the data. A text that a spreadsheet would run is made one that it
    shows: an apostrophe stands before it.
    """
    lines = [write_line(_headings(reader, asked))]
    lines += [write_line(_fields(reader, asked, row)) for row in answer.rows]
    return "".join(lines).encode()


def _headings(reader: Reader, asked: PublishedQuestion) -> Iterator[str]:
    for column in asked.columns:
        heading = column.heading.say(reader.language)
        yield heading
        if column.thing:
            yield f"{heading} (IRI)"


def _fields(reader: Reader, asked: PublishedQuestion, row: Row) -> Iterator[str]:
    for column in asked.columns:
        cell = row.get(column.name)
        if column.kind in ("text", "thing", "word", "boolean"):
            yield show_cell(reader, asked, column, row).text
        else:
            yield cell["value"] if cell else ""
        if column.thing:
            yield row[column.thing]["value"] if column.thing in row else ""


def show_cell(reader: Reader, asked: PublishedQuestion, column: Column, row: Row) -> Shown:
    """Return how a column of a row is shown."""
    thing, cell = row.get(column.thing), row.get(column.name)
    if column.kind == "word" and cell:
        return _word(reader, asked, cell["value"], thing)
    if thing and thing["value"] in reader.site.vocabulary:
        return reader.show(NamedNode(thing["value"]))
    if thing and column.kind == "thing":
        return Shown(thing["value"].rpartition("/")[2], href=reader.href(thing["value"]))
    if cell is None:
        return _NOTHING
    href = reader.href(thing["value"]) if thing else ""
    return _plain(reader, column, cell, href)


def _word(reader: Reader, asked: PublishedQuestion, value: str, thing: Cell | None) -> Shown:
    text = asked.words[value].say(reader.language) if value in asked.words else value
    return Shown(text, href=reader.href(thing["value"]) if thing else "")


def _plain(reader: Reader, column: Column, cell: Cell, href: str) -> Shown:
    value = cell["value"]
    if column.kind == "boolean":
        return Shown(reader.gettext("Yes") if value == "true" else reader.gettext("No"))
    if column.kind == "date":
        return Shown(reader.locale.date(value))
    if column.kind in NUMBERS:
        return Shown(reader.locale.number(float(value) if "." in value else int(value)))
    if column.kind == "page":
        return Shown(reader.gettext("original"), href=reader.href(value), external=True)
    return Shown(value, cell.get("xml:lang", ""), href)
