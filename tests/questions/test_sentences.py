"""Answers are told in a sentence of three languages, in the right forms for none, one and more."""

from __future__ import annotations

import re

import pytest

from trips_graph.model.question import PublishedQuestion
from trips_graph.model.questions import find_question, read_questions
from trips_graph.model.sentences import places_of, read_sentence
from trips_graph.web.languages.locale import LANGUAGES, Locale
from trips_graph.web.pages.questions.answers import Answer
from trips_graph.web.pages.questions.telling import tell

QUESTIONS = [item for item in read_questions().by_name.values() if not item.cannot]
UNFIT = {
    "en": r"\ba [aeio]\w",
    "fr": r"\b(?:de|que|le|la|ne) (?:une?|aucune?|autres?|auteurs?)\b",
    "es": r"\b(?:a|de) el\b",
}
VALUES = {"date": "2018-05-0{n}", "year": "201{n}", "integer": "{n}", "number": "{n}"}


def invent(question: PublishedQuestion, count: int) -> Answer:
    """Return invented rows in which each value is another, and each thing too."""
    assert question.sentence is not None
    selections = [place.selection for place in places_of(read_sentence(question.sentence.en))]
    words = {
        **{item.column: item.value for item in selections if item.how == "="},
        **{item.among: item.kept for item in selections if item.among},
    }
    rows = [
        {
            **{name: {"value": f"https://example.org/{name}/{n}"} for name in question.variables},
            **{
                column.name: {"value": VALUES.get(column.kind, "invented {n}").format(n=n)}
                for column in question.columns
            },
            **{name: {"value": value} for name, value in words.items() if value not in ("", "*")},
        }
        for n in range(1, count + 1)
    ]
    return Answer(tuple(rows))


def say(question: PublishedQuestion, count: int, language: str) -> str:
    """Return how an answer of so many invented rows is told."""
    shown = {parameter.name: parameter.value for parameter in question.parameters}
    return tell(question, invent(question, count), shown, Locale(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_none_one_and_more_are_told_otherwise(question: PublishedQuestion, language: str) -> None:
    told = [say(question, count, language) for count in (0, 1, 2, 1234)]
    assert len(set(told)) == len(told)
    for sentence in told:
        assert sentence.endswith(".") and sentence[0] not in ",; "
        assert not set("{}[]|#") & set(sentence) and "  " not in sentence
    assert Locale(language).number(1234) in told[3]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_each_language_tells_the_same_places(question: PublishedQuestion) -> None:
    for text in (question.sentence, question.none):
        assert text is not None
        places = [
            {
                piece.selection
                for part in read_sentence(text.say(language))
                for piece in part.pieces
                if not isinstance(piece, str)
            }
            for language in LANGUAGES
        ]
        assert places[0] == places[1] == places[2]


@pytest.mark.parametrize(
    ("language", "count", "sentence"),
    [
        ("en", 1, "One programme names KHM as beneficiary, reported by one submitter, 2018."),
        ("en", 2, "2 programmes name KHM as beneficiary, reported by 2 submitters, 2018."),
        (
            "fr", 1,
            "Un programme désigne «\u00a0KHM\u00a0» comme bénéficiaire, "
            "communiqué par un auteur de rapport, 2018.",
        ),
        (
            "es",
            2,
            "2 programas nombran a KHM como beneficiario, "
            "comunicados por 2 autores de informes, 2018.",
        ),
    ],
)  # fmt: skip
def test_sentences_as_they_are_read(language: str, count: int, sentence: str) -> None:
    question = find_question("q01")
    assert question is not None
    assert say(question, count, language) == sentence


@pytest.mark.parametrize("count", [0, 1, 2, 111])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_forms_fit_what_stands_around_them(
    question: PublishedQuestion, language: str, count: int
) -> None:
    """Words that meet are elided or contracted, and what there is one of is written out."""
    assert question.sentence is not None
    parts = read_sentence(question.sentence.say(language))
    pieces = (piece for part in parts for piece in part.pieces)
    told = "".join(
        piece if isinstance(piece, str) else piece.choose(count, str(count)) if piece.forms else "X"
        for piece in pieces
    )
    assert not re.search(rf"{UNFIT[language]}|\b1\b", told)


def test_years_are_a_span_and_what_has_none_says_nothing_of_years() -> None:
    question = find_question("q01")
    assert question is not None
    first, second = invent(question, 2).rows
    apart = Answer((first, {**second, "start": {"value": "2021"}}))
    undated = Answer(({name: cell for name, cell in first.items() if name != "start"},))
    shown = {"asked": "Cambodia"}
    assert tell(question, apart, shown, Locale("en")).endswith("2 submitters, 2018 to 2021.")
    assert tell(question, apart, shown, Locale("fr")).endswith(", de 2018 à 2021.")
    assert tell(question, undated, shown, Locale("en")).endswith("reported by one submitter.")


def test_two_things_of_one_name_are_two() -> None:
    question = find_question("q01")
    assert question is not None
    same = tuple({**row, "programme": {"value": "Workshop"}} for row in invent(question, 2).rows)
    assert tell(question, Answer(same), {"asked": "X"}, Locale("en")).startswith("2 programmes")
