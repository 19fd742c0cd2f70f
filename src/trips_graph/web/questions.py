"""The questions that we publish: files of SPARQL, each with a title and how to read its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources as package_files
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class PublishedQuestion:
    """A question that we publish with its SPARQL; `about` says how to read the answer."""

    name: str
    title: str
    about: str
    query: str

    def link(self, form: str = "") -> str:
        """Return the address that asks this question of the endpoint, in a format."""
        fields = {"query": self.query} | ({"format": form} if form else {})
        return "/sparql?" + urlencode(fields)


@cache
def read_questions() -> Mapping[str, PublishedQuestion]:
    """Return the published questions by name, in the order of their files."""
    folder = package_files.files("trips_graph.web") / "queries" / "questions"
    files = sorted((file for file in folder.iterdir()), key=lambda file: file.name)
    return {
        (name := file.name.removesuffix(".rq")): _question(name, file.read_text("utf-8"))
        for file in files
        if file.name.endswith(".rq")
    }


def _question(name: str, text: str) -> PublishedQuestion:
    title, about, query = text.split("\n", 2)
    return PublishedQuestion(
        name, title.removeprefix("# title: "), about.removeprefix("# about: "), query
    )
