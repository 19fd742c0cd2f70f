"""Charting: the picture of an answer as its file plans it; the table beside it has each number."""

from collections import Counter
from collections.abc import Iterator

from trips_graph.model.question import ChartPlan, Column, PublishedQuestion
from trips_graph.web.pages.pictures.acronyms import name_heads
from trips_graph.web.pages.pictures.crosstab import REST, Crosstab, make_crosstab
from trips_graph.web.pages.pictures.drawing.chart import Chart, Kind, Mark, Words
from trips_graph.web.pages.questions.answers import Answer
from trips_graph.web.pages.questions.tables import NUMBERS, Row, show_cell
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown

_MOST_BARS, _MOST_COLUMNS = 25, 12
_YEAR = 4
_DATED = ("date", "year")
Point = tuple[str, str, int]
"""What stands down, what stands across, and how many."""


def make_chart(
    reader: Reader, asked: PublishedQuestion, answer: Answer, plan: ChartPlan
) -> tuple[Chart, Words]:
    """Return the chart that a question plans of its answer, and its words."""
    columns = {column.name: column for column in asked.columns}
    drafter = _Drafter(reader, asked, columns, plan)
    chart = drafter.draft(answer)
    return chart, drafter.name(chart)


class _Drafter:
    def __init__(
        self, reader: Reader, asked: PublishedQuestion, columns: dict[str, Column], plan: ChartPlan
    ) -> None:
        self._reader, self._asked, self._columns, self._plan = reader, asked, columns, plan
        self._measured = columns[plan.value or plan.y]
        self._things: dict[str, str] = {}

    def draft(self, answer: Answer) -> Chart:
        if self._plan.kind == "map":
            return Chart(Kind.MAP, tuple(self._places(answer)))
        points = Counter[tuple[str, str]]()
        for down, across, count in self._count(answer):
            points[down, across] += count
        whole = make_crosstab((down, across, count) for (down, across), count in points.items())
        return self._arrange(whole)

    def name(self, chart: Chart) -> Words:
        """Return the words of the picture; its description is short, for the table tells all."""
        language, plan = self._reader.language, self._plan
        down = self._columns[plan.y if plan.kind == "matrix" else plan.x]
        about = self._reader.gettext("{count} values; the table beside it has every number.")
        return Words(
            language, self._asked.title.say(language),
            about.format(count=self._reader.locale.number(len(chart.marks))),
            self._columns[plan.x].heading.say(language), down.heading.say(language),
            self._measured.heading.say(language), "0",
            self._reader.gettext("Nothing to draw"),
        )  # fmt: skip

    def _arrange(self, whole: Crosstab) -> Chart:
        dated = self._columns[self._plan.x].kind in _DATED
        if self._plan.kind == "matrix":
            return Chart(Kind.MATRIX, self._marks_with_heads(whole.cut(_MOST_BARS, _MOST_COLUMNS)))
        if dated:
            return Chart(Kind.COLUMNS, self._marks(_in_order(whole)))
        return Chart(Kind.BARS, self._marks(whole.cut(_MOST_BARS, 1)))

    def _marks(self, cut: Crosstab) -> tuple[Mark, ...]:
        return cut.marks(self._say, self._say, self._reader.locale.number)

    def _marks_with_heads(self, cut: Crosstab) -> tuple[Mark, ...]:
        """Return the marks of a matrix: a column is narrow, and long names have acronyms."""
        known = {self._things[key]: key for key in cut.columns if key in self._things}
        heads = {known[iri]: head for iri, head in name_heads(self._reader, known).items()}
        number = self._reader.locale.number
        return cut.marks(self._say, lambda key: self._say(heads.get(key, key)), number)

    def _say(self, key: str) -> Shown:
        if key == REST:
            return Shown(self._reader.gettext("others"))
        return Shown(key or (self._reader.gettext("not known")))

    def _count(self, answer: Answer) -> Iterator[Point]:
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

    def _place(self, row: Row) -> tuple[str, str]:
        """Return where a row stands: down and across."""
        plan = self._plan
        x = self._text(row, plan.x)
        if thing := row.get(self._columns[plan.x].thing):
            self._things[x] = thing["value"]
        if plan.kind == "matrix":
            return self._text(row, plan.y), x
        return ("", x) if self._columns[plan.x].kind in _DATED else (x, "")

    def _text(self, row: Row, name: str) -> str:
        column, cell = self._columns[name], row.get(name)
        if column.kind in _DATED:
            return cell["value"][:_YEAR] if cell else ""
        return show_cell(self._reader, self._asked, column, row).text

    def _places(self, answer: Answer) -> Iterator[Mark]:
        """Yield a mark for each Member, by its key; what is no number counts as one."""
        thing = self._columns[self._plan.x].thing
        for row in answer.rows:
            cell = row[self._measured.name]
            count = int(cell["value"]) if self._measured.kind in NUMBERS else 1
            shown = show_cell(self._reader, self._asked, self._measured, row).text
            yield Mark(count, shown, down=row[thing]["value"].rpartition("/")[2])


def _in_order(found: Crosstab) -> Crosstab:
    """Return the same with its years in order, without what has none."""
    return Crosstab(found.rows, tuple(sorted(filter(None, found.columns))), found.counts)
