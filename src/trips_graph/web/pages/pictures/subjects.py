"""What can be looked at, in the order of the list of pictures."""

from collections.abc import Mapping

from trips_graph.web.pages.pictures.beneficiaries import MAP
from trips_graph.web.pages.pictures.gaps import GAPS
from trips_graph.web.pages.pictures.matrix import MATRIX
from trips_graph.web.pages.pictures.picture import Subject
from trips_graph.web.pages.pictures.timeline import TIMELINE
from trips_graph.web.pages.pictures.unstated import UNSTATED
from trips_graph.web.pages.pictures.years import YEARS

SUBJECTS: Mapping[str, Subject] = {
    subject.name: subject for subject in (MAP, YEARS, MATRIX, TIMELINE, GAPS, UNSTATED)
}
