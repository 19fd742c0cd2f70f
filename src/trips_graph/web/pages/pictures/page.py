"""Pages of pictures: the list of all, and each with its table and how to read it."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from trips_graph.web.languages.locale import mark, say
from trips_graph.web.pages.pictures.picture import Subject, Wanted
from trips_graph.web.pages.pictures.subjects import SUBJECTS
from trips_graph.web.pages.route import PageRoute
from trips_graph.web.problems import Declined
from trips_graph.web.reader import ReaderOf

router = APIRouter(tags=["Pages"], route_class=PageRoute)

NAME = Annotated[str, Path(json_schema_extra={"enum": [*SUBJECTS]})]
OF = Annotated[str, Query(max_length=200, description="Whom it is about, as `member/KHM`")]
LDC = Annotated[Literal["", "yes"], Query(description="“yes” for least-developed Members alone")]
CAUTION = mark(
    "Reports call themselves non-exhaustive: that none is found never means that none took place."
)


@router.get("/pictures", summary="Pictures of the release")
@router.head("/pictures", include_in_schema=False)
def get_pictures(request: Request, reader: ReaderOf) -> Response:
    """Return the list of all pictures, each small."""
    made = [(subject, subject.make(reader, Wanted())) for subject in SUBJECTS.values()]
    title = reader.gettext("Pictures")
    return reader.page("pictures/pictures.html", request, title=title, made=made, caution=CAUTION)


@router.get("/pictures/{name}", summary="A picture with its table")
@router.head("/pictures/{name}", include_in_schema=False)
def get_picture(
    name: NAME, request: Request, reader: ReaderOf, of: OF = "", ldc: LDC = ""
) -> Response:
    """Return a picture, its table, how to read it, and how to cite it."""
    wanted = Wanted(of, ldc)
    subject = find_subject(name, wanted)
    picture = subject.make(reader, wanted)
    return reader.page(
        "pictures/picture.html", request, title=picture.words.title, subject=subject,
        picture=picture, subjects=SUBJECTS.values(), caution=CAUTION,
    )  # fmt: skip


def find_subject(name: str, wanted: Wanted) -> Subject:
    """Return the subject of a name. Errors: 404 where there is none, or none of whom is wanted."""
    subject = SUBJECTS.get(name)
    if subject is None:
        raise Declined(HTTPStatus.NOT_FOUND, say("There is no picture of that name."))
    if wanted.of and not subject.is_of_one:
        said = say("This picture is of the whole release: leave out “of”.")
        raise Declined(HTTPStatus.NOT_FOUND, said)
    if wanted.ldc and not subject.tells_ldcs:
        said = say("This picture does not tell LDCs from others: leave out “ldc”.")
        raise Declined(HTTPStatus.NOT_FOUND, said)
    return subject
