"""Charting: the picture of an answer as its file plans it; its CSV has each number."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from trips_graph.model.question import ChartPlan, PublishedQuestion
from trips_graph.web.pages.pictures.acronyms import name_heads
from trips_graph.web.pages.pictures.crosstab import REST, UNRECOGNISED, Crosstab, make_crosstab
from trips_graph.web.pages.pictures.drawing.chart import Chart, Kind, Mark, Words
from trips_graph.web.pages.pictures.years import fill_years
from trips_graph.web.pages.questions.answers import Answer, Row
from trips_graph.web.pages.questions.tables import NUMBERS, show_cell
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown

_MOST_BARS, _MOST_COLUMNS = 25, 12
_YEAR = 4
_DATED = ("date", "year")
Point = tuple[str, str, int]
"""What stands down, what stands across, and how many."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, its words, and notes on what it shows and what is not in it."""

    chart: Chart
    words: Words
    notes: tuple[str, ...]


def plan_drawing(
    reader: Reader, asked: PublishedQuestion, answer: Answer, plan: ChartPlan
) -> Drawing:
    """Return the drawing that a question plans of its answer."""
    drafter = _Drafter(reader, asked, plan)
    if plan.kind == "map":
        chart = drafter.draft_map(answer)
        return Drawing(chart, drafter.name(chart), drafter.note(answer, None))
    points = Counter[tuple[str, str]]()
    for down, across, count in drafter.count(answer):
        points[down, across] += count
    whole = make_crosstab((down, across, count) for (down, across), count in points.items())
    chart = drafter.draft(answer, whole)
    return Drawing(chart, drafter.name(chart), drafter.note(answer, whole))


class _Drafter:
    def __init__(self, reader: Reader, asked: PublishedQuestion, plan: ChartPlan) -> None:
        self._reader, self._asked, self._plan = reader, asked, plan
        self._columns = {column.name: column for column in asked.columns}
        self._measured = self._columns[plan.value or plan.y]
        self._is_dated = self._columns[plan.x].kind in _DATED
        self._things: dict[str, str] = {}

    def draft_map(self, answer: Answer) -> Chart:
        """Return a map of numbers, or of the classes that the words of a column are."""
        kind = Kind.MAP if self._measured.kind in NUMBERS else Kind.CLASSES
        return Chart(kind, tuple(self._places(answer)))

    def draft(self, answer: Answer, whole: Crosstab) -> Chart:
        """Return a matrix, columns over years, or bars."""
        if self._plan.kind == "matrix":
            return Chart(Kind.MATRIX, self._marks_with_heads(whole.cut(_MOST_BARS, _MOST_COLUMNS)))
        if self._is_dated:
            return Chart(Kind.COLUMNS, tuple(self._years(answer, whole)))
        return Chart(Kind.BARS, self._marks(whole.cut(_MOST_BARS, 1)))

    def name(self, chart: Chart) -> Words:
        """Return the words of the picture; its description is short, for the table tells all."""
        language, plan = self._reader.language, self._plan
        down = self._columns[plan.y if plan.kind == "matrix" else plan.x]
        about = self._reader.gettext("{count} values; the CSV has every number.")
        zero = self._reader.gettext("Not in the answer") if chart.kind is Kind.CLASSES else "0"
        return Words(
            language, (plan.title or self._asked.title).say(language),
            about.format(count=self._reader.locale.number(len(chart.marks))),
            self._columns[plan.x].heading.say(language), down.heading.say(language),
            (self._measured.many or self._measured.heading).say(language), zero,
            self._reader.gettext("Nothing to draw"),
        )  # fmt: skip

    def note(self, answer: Answer, whole: Crosstab | None) -> tuple[str, ...]:
        """Return what the picture shows if not what is asked for, and what is not in it."""
        language, number = self._reader.language, self._reader.locale.number
        notes = [self._plan.title.say(language)] if self._plan.title else []
        blank = sum(self._measured.name not in row for row in answer.rows)
        if blank:
            told = self._reader.gettext("Rows of the answer that lack the number: %(count)s.")
            notes.append(told % {"count": number(blank)})
        undated = sum(whole.at(row, "") for row in whole.rows) if whole and self._is_dated else 0
        if undated:
            told = self._reader.gettext("%(what)s without a year, not in the picture: %(count)s.")
            what = (self._measured.many or self._measured.heading).say(language)
            notes.append(told % {"what": what, "count": number(undated)})
        return tuple(notes)

    def count(self, answer: Answer) -> Iterator[Point]:
        """Count each thing once at its place; numbers are added up."""
        seen: set[tuple[str, str, str]] = set()
        for row in answer.rows:
            down, across = self._place(row)
            cell = row.get(self._measured.thing) or row.get(self._measured.name)
            if cell is None:
                continue
            if self._measured.kind in NUMBERS:
                yield down, across, int(cell["value"])
            elif (down, across, cell["value"]) not in seen:
                seen.add((down, across, cell["value"]))
                yield down, across, 1

    def _marks(self, cut: Crosstab) -> tuple[Mark, ...]:
        return cut.marks(self._say, self._say, self._reader.locale.number)

    def _marks_with_heads(self, cut: Crosstab) -> tuple[Mark, ...]:
        """Return the marks of a matrix: a column is narrow, and long names have acronyms."""
        known = {self._things[key]: key for key in cut.columns if key in self._things}
        heads = {known[iri]: head for iri, head in name_heads(self._reader, known).items()}
        number = self._reader.locale.number
        return cut.marks(self._say, lambda key: self._say(heads.get(key, key)), number)

    def _years(self, answer: Answer, whole: Crosstab) -> Iterator[Mark]:
        """Yield a mark for every year from the first to the last; a number may be unknown."""
        blank = "–" if self._measured.kind in NUMBERS else "0"
        for year in fill_years({year[:_YEAR]: 1 for year in answer.values(self._plan.x)}):
            count = whole.at("", year)
            text = self._reader.locale.number(count) if year in whole.columns else blank
            yield Mark(count, text, across=year)

    def _say(self, key: str) -> Shown:
        if key == REST:
            return Shown(self._reader.gettext("others"))
        if key == UNRECOGNISED:
            return Shown(self._reader.gettext("Name not recognised"))
        return Shown(key or (self._reader.gettext("not known")))

    def _place(self, row: Row) -> tuple[str, str]:
        """Return where a row stands: down and across."""
        plan = self._plan
        if plan.kind == "matrix":
            x = self._name_cell(row, plan.x)
            if thing := row.get(self._columns[plan.x].thing):
                self._things[x] = thing["value"]
            return self._name_cell(row, plan.y), x
        x = self._text(row, plan.x)
        return ("", x) if self._is_dated else (x, "")

    def _name_cell(self, row: Row, name: str) -> str:
        """Return the text of a cell; names as printed, that nobody bears, stand together."""
        thing = self._columns[name].thing
        printed = thing and thing not in row and name in row
        return UNRECOGNISED if printed else self._text(row, name)

    def _text(self, row: Row, name: str) -> str:
        column, cell = self._columns[name], row.get(name)
        if column.kind in _DATED:
            return cell["value"][:_YEAR] if cell else ""
        return show_cell(self._reader, self._asked, column, row).text

    def _places(self, answer: Answer) -> Iterator[Mark]:
        """Yield a mark for each Member, by its key; a word has its place among the words."""
        thing, words = self._columns[self._plan.x].thing, list(self._asked.words)
        for row in answer.rows:
            value = row[self._measured.name]["value"]
            place = int(value) if self._measured.kind in NUMBERS else 1 + words.index(value)
            shown = show_cell(self._reader, self._asked, self._measured, row).text
            yield Mark(place, shown, down=row[thing]["value"].rpartition("/")[2])
