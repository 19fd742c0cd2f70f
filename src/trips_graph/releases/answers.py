"""Answers the published questions when a release is made: what is asked most is not asked again."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from trips_graph.model.question import PublishedQuestion

_RESULTS = "application/sparql-results+json"


def write_answers(
    questions: Iterable[PublishedQuestion], store: Path, folder: Path
) -> Iterator[tuple[Path, str, str]]:
    """Write the answer to each question that has one, with the values that stand in it.

    Yields path, media type and title of each file. The name of a file tells the very query, so that
    an answer is never taken for that of another; `ORDER BY` makes it the same at every build.
    """
    opened = Store.read_only(str(store))
    for question in questions:
        if question.cannot:
            continue
        path = folder / question.artefact
        path.parent.mkdir(exist_ok=True)
        found = opened.query(question.query, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)  # each question is a SELECT, by its reader
        found.serialize(str(path), format=QueryResultsFormat.JSON)
        yield path, _RESULTS, f"Answer to question {question.number}: {question.title}"
