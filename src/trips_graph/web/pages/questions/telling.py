"""Telling: the answer as one sentence, in the reader's language."""

from collections.abc import Mapping

from trips_graph.model.question import Column, PublishedQuestion
from trips_graph.model.sentences import ROWS, Part, Place, Selection, read_sentence
from trips_graph.web.languages.locale import Locale
from trips_graph.web.pages.questions.answers import Answer, Row

_YEAR = 4


def tell(asked: PublishedQuestion, answer: Answer, shown: Mapping[str, str], locale: Locale) -> str:
    """Return the answer as a sentence; `shown` is how each value that was asked for is written."""
    text = asked.sentence if answer.rows else asked.none
    if text is None:
        return ""
    parts = read_sentence(text.say(locale.language))
    teller = _Teller(answer, asked.columns, shown, locale)
    return "".join(map(teller.write, parts))


class _Teller:
    def __init__(
        self, answer: Answer, columns: tuple[Column, ...], shown: Mapping[str, str], locale: Locale
    ) -> None:
        self._answer, self._shown, self._locale = answer, shown, locale
        self._things = {column.name: column.thing for column in columns if column.thing}
        self._numbers = {column.name for column in columns if column.kind == "number"}

    def write(self, part: Part) -> str:
        """Return a part in words; nothing where it is optional and a place of it is empty."""
        written = [
            self._fill(piece) if isinstance(piece, Place) else piece for piece in part.pieces
        ]
        places = [isinstance(piece, Place) for piece in part.pieces]
        empty = any(place and not text for place, text in zip(places, written, strict=True))
        return "" if part.optional and empty else "".join(written)

    def _fill(self, place: Place) -> str:
        if place.forms:
            number = self._count(place.selection)
            return place.choose(number, self._locale.number(number))
        name, among = place.selection.column, self._choose(place.selection)
        if name in self._numbers:
            return self._write_numbers(name, among)
        return self._shown[name] if name in self._shown else self._span(name, among)

    def _choose(self, selection: Selection) -> Answer:
        """Return the rows that are looked at."""
        if not selection.among:
            return self._answer
        return Answer(
            tuple(row for row in self._answer.rows if _has(row, selection.among, selection.kept))
        )

    def _count(self, selection: Selection) -> int:
        name, among = selection.column, self._choose(selection)
        if name == ROWS:
            return len(among.rows)
        if selection.how == "+":
            return sum(int(value) for value in among.values(name))
        if selection.how == ">":
            return sum(int(value) > int(selection.value) for value in among.values(name))
        if selection.how == "=":
            return sum(_has(row, name, selection.value) for row in among.rows)
        return self._count_different(name, among)

    def _count_different(self, name: str, among: Answer) -> int:
        """Count things, not names: two may be called the same; what is no thing by its name."""
        cells = (row.get(self._things.get(name, name)) or row.get(name) for row in among.rows)
        return len({cell["value"] for cell in cells if cell})

    def _write_numbers(self, name: str, among: Answer) -> str:
        numbers = sorted({float(value) for value in among.values(name)})
        return ", ".join(map(self._locale.number, numbers))

    def _span(self, name: str, among: Answer) -> str:
        years = sorted({value[:_YEAR] for value in among.values(name)})
        if len(years) < len(("first", "last")):
            return "".join(years)
        text = self._locale.gettext("{first} to {last}")
        return text.format(first=years[0], last=years[-1])


def _has(row: Row, name: str, wanted: str) -> bool:
    value = row.get(name, {}).get("value")
    return value is not None if wanted == "*" else (value or "") == wanted
