"""The pages of the questions: all of them by theme, and one with its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from trips_graph.model.question import PublishedQuestion
from trips_graph.model.questions import find_question, read_questions
from trips_graph.web.languages.locale import say
from trips_graph.web.linked.links import page_links, write_links
from trips_graph.web.pages.questions.answers import Answer, find_answer, read_answer
from trips_graph.web.pages.questions.asking import (
    Asked,
    Mistake,
    find_choices,
    read_asked,
    read_page,
)
from trips_graph.web.pages.questions.charting import Drawing, plan_drawing
from trips_graph.web.pages.questions.choices import list_report_years
from trips_graph.web.pages.questions.ordering import order_answer
from trips_graph.web.pages.questions.tables import NUMBERS, choose_columns, show_rows
from trips_graph.web.pages.questions.telling import tell
from trips_graph.web.pages.route import PageRoute
from trips_graph.web.problems import Declined
from trips_graph.web.reader import Reader, ReaderOf
from trips_graph.web.site import client_of

router = APIRouter(tags=["Pages"], route_class=PageRoute)

PAGE = 100
_ABSENT: Mapping[str, object] = dict.fromkeys(
    ("answer", "sentence", "rows", "picture", "mistake", "near", "mistake_field")
)


@router.get("/questions", summary="The published questions, by theme", include_in_schema=False)
@router.head("/questions", include_in_schema=False)
def get_questions(request: Request, reader: ReaderOf) -> Response:
    """Return the list of the questions."""
    found = read_questions()
    by_theme = {
        theme: [item for item in found.by_name.values() if item.theme == theme]
        for theme in found.themes
    }
    return reader.page(
        "questions/questions.html", request, title=reader.gettext("Questions people ask"),
        themes=found.themes, by_theme=by_theme, cautions=found.cautions.values(),
    )  # fmt: skip


@router.get("/question/{name}", summary="A published question and its answer")
@router.head("/question/{name}", include_in_schema=False)
def get_question(name: str, request: Request, reader: ReaderOf) -> Response:
    """Return the answer to a published question as a page; its parameters are fields of the query.

    A short name (`q01`), or one that a question had before, sends on to its name.
    """
    question = find_known(name)
    if question.name != name:
        path = reader.at(f"/question/{question.name}")
        address = request.url.replace(path=path, scheme="", netloc="")
        return RedirectResponse(str(address), HTTPStatus.PERMANENT_REDIRECT)
    try:
        page = read_page(request.query_params)
        asked = read_asked(reader, question, request.query_params)
    except Mistake as mistake:
        return _mistake_page(reader, request, question, mistake)
    if question.cannot:
        return _page(reader, request, asked, answer=None)
    answer = read_answer(find_answer(reader.site, asked.question, client_of(request)))
    ordered = order_answer(reader, asked.question, answer)
    return _answer_page(reader, request, asked, Sheet(ordered, page))


def find_known(name: str) -> PublishedQuestion:
    """Return a question by any of its names. Errors: 404 where there is none."""
    question = find_question(name)
    if question is None:
        said = say("No question of that name is published here.")
        raise Declined(HTTPStatus.NOT_FOUND, said)
    return question


@dataclass(frozen=True, slots=True)
class Sheet:
    """An answer, and which hundred of its rows are shown."""

    answer: Answer
    page: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-len(self.answer.rows) // PAGE))


def _answer_page(reader: Reader, request: Request, asked: Asked, sheet: Sheet) -> Response:
    if sheet.page > sheet.last:
        raise Declined(HTTPStatus.NOT_FOUND, say("The answer ends before this page."))
    question, start = asked.question, (sheet.page - 1) * PAGE
    rows = sheet.answer.rows[start : start + PAGE]
    columns = choose_columns(question, sheet.answer)
    single = tuple(column for column in question.columns if column not in columns)
    shared = next(iter(show_rows(reader, question, single, rows[:1])), ())
    response = _page(
        reader, request, asked, answer=sheet.answer, page=sheet.page, last=sheet.last,
        sentence=_tell(reader, asked, sheet.answer),
        picture=_picture(reader, question, sheet.answer), columns=columns,
        single=tuple(zip(single, shared, strict=True)),
        rows=show_rows(reader, question, columns, rows), first=start + 1,
    )  # fmt: skip
    links = page_links(reader.at(asked.path), sheet.page, sheet.last)
    response.headers["Link"] = write_links(links)
    return response


def _tell(reader: Reader, asked: Asked, answer: Answer) -> str:
    """Return the answer as a sentence, or why nothing can be said."""
    question = asked.question
    years = [item.value for item in question.parameters if item.kind == "year"]
    if question.baseless and not set(years) <= set(list_report_years(reader)):
        question = replace(question, none=question.baseless)
    return tell(question, answer, asked.shown, reader.locale)


def _picture(reader: Reader, question: PublishedQuestion, answer: Answer) -> Drawing | None:
    """Return what will be drawn of an answer, for its size and its notes; None where nothing is."""
    if question.chart is None or not answer.rows:
        return None
    return plan_drawing(reader, question, answer, question.chart)


def _page(reader: Reader, request: Request, asked: Asked, **values: object) -> Response:
    return reader.page(
        "questions/question.html", request, question=asked.question, asked=asked,
        choices=find_choices(reader, asked.question), numbers=NUMBERS,
        theme=read_questions().themes[asked.question.theme],
        title=asked.question.title.say(reader.language), **{**_ABSENT, **values},
    )  # fmt: skip


def _mistake_page(
    reader: Reader, request: Request, question: PublishedQuestion, mistake: Mistake
) -> Response:
    """Return the form with what was written still in it and, above, what is wrong."""
    near = {
        name: reader.at(f"/question/{question.name}?" + urlencode({mistake.field: name}))
        for name in mistake.near
    }
    fixed = {item.name: item.value for item in question.parameters}
    written = {name: mistake.given.get(name, value) for name, value in fixed.items()}
    asked = Asked(question, written, written)
    response = _page(
        reader,
        request,
        asked,
        answer=None,
        mistake=mistake.said.tell(reader.locale),
        near=near,
        mistake_field=mistake.field,
    )
    response.status_code = HTTPStatus.BAD_REQUEST
    response.headers["Cache-Control"] = "no-store"
    return response
