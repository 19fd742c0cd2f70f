"""Telling: the answer as one sentence, in the reader's language."""

from collections.abc import Mapping

from trips_graph.model.question import PublishedQuestion
from trips_graph.model.sentences import ROWS, Part, Place, Selection, read_sentence
from trips_graph.web.languages.locale import Locale
from trips_graph.web.pages.questions.answers import Answer

_YEAR = 4


def tell(asked: PublishedQuestion, answer: Answer, shown: Mapping[str, str], locale: Locale) -> str:
    """Return the answer as a sentence; `shown` is how each value that was asked for is written."""
    text = asked.sentence if answer.rows else asked.none
    if text is None:
        return ""
    parts = read_sentence(text.say(locale.language))
    things = {column.name: column.thing for column in asked.columns if column.thing}
    teller = _Teller(answer, things, shown, locale)
    return "".join(map(teller.write, parts))


class _Teller:
    def __init__(
        self, answer: Answer, things: Mapping[str, str], shown: Mapping[str, str], locale: Locale
    ) -> None:
        self._answer, self._things, self._shown, self._locale = answer, things, shown, locale

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
        name = place.selection.column
        return self._shown[name] if name in self._shown else self._span(name)

    def _count(self, selection: Selection) -> int:
        name, rows = selection.column, self._answer.rows
        if name == ROWS:
            return len(rows)
        if selection.how == "+":
            return sum(int(value) for value in self._answer.values(name))
        if selection.how == ">":
            return sum(int(value) > int(selection.value) for value in self._answer.values(name))
        if selection.how == "=":
            return sum(_fits(row.get(name, {}).get("value"), selection.value) for row in rows)
        return self._count_different(name)

    def _count_different(self, name: str) -> int:
        """Count things, not names: two may be called the same; what is no thing by its name."""
        cells = (
            row.get(self._things.get(name, name)) or row.get(name) for row in self._answer.rows
        )
        return len({cell["value"] for cell in cells if cell})

    def _span(self, name: str) -> str:
        years = sorted({value[:_YEAR] for value in self._answer.values(name)})
        if len(years) < len(("first", "last")):
            return "".join(years)
        text = self._locale.gettext("{first} to {last}")
        return text.format(first=years[0], last=years[-1])


def _fits(value: str | None, wanted: str) -> bool:
    if wanted == "*":
        return value is not None
    return (value or "") == wanted
