"""Texts, numbers and dates of each language."""

import pytest

from trips_graph.web.languages.locale import LANGUAGES, Locale, mark


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Members"), ("fr", "Membres"), ("es", "Miembros")]
)
def test_texts_are_translated(language: str, text: str) -> None:
    assert Locale(language).gettext(mark("Members")) == text


@pytest.mark.parametrize(
    ("language", "none", "one", "two"),
    [
        ("en", "%(shown)s rows.", "One row.", "%(shown)s rows."),
        ("fr", "Une ligne.", "Une ligne.", "%(shown)s lignes."),
        ("es", "%(shown)s filas.", "Una fila.", "%(shown)s filas."),
    ],
)
def test_each_language_has_its_own_plural(language: str, none: str, one: str, two: str) -> None:
    locale = Locale(language)
    said = [locale.ngettext("One row.", "%(shown)s rows.", number) for number in (0, 1, 2)]
    assert said == [none, one, two]


@pytest.mark.parametrize(
    ("language", "number"), [("en", "30,000"), ("fr", "30\u202f000"), ("es", "30.000")]
)
def test_numbers_have_the_marks_of_the_language(language: str, number: str) -> None:
    assert Locale(language).number(30000) == number


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2018-10-02", "2 October 2018", "2 octobre 2018"),
        ("2021-03-01", "1 March 2021", "1er mars 2021"),
        ("2018-10", "October 2018", "octobre 2018"),
        ("2018", "2018", "2018"),
        ("2018-13", "2018-13", "2018-13"),
        ("not stated", "not stated", "not stated"),
        ("", "", ""),
    ],
)
def test_dates_keep_their_precision(text: str, english: str, french: str) -> None:
    assert (Locale("en").date(text), Locale("fr").date(text)) == (english, french)


@pytest.mark.parametrize(
    ("text", "english", "french", "spanish"),
    [
        ("2008", "until 2008", "jusqu’en 2008", "hasta 2008"),
        ("2018-10", "until October 2018", "jusqu’en octobre 2018", "hasta octubre de 2018"),
        ("1997-05-17", "until 17 May 1997", "jusqu’au 17 mai 1997", "hasta el 17 de mayo de 1997"),
    ],
)
def test_an_end_is_told_by_its_precision(
    text: str, english: str, french: str, spanish: str
) -> None:
    assert [Locale(name).until(text) for name in LANGUAGES] == [english, french, spanish]


def test_what_no_catalogue_has_stays_as_it_is() -> None:
    assert {Locale(name).gettext("<invented text>") for name in LANGUAGES} == {"<invented text>"}


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "1 US dollar", "2,500,000 US dollars"),
        ("fr", "1 dollar des États-Unis", "2\u202f500\u202f000 dollars des États-Unis"),
        ("es", "1 dólar estadounidense", "2.500.000 dólares estadounidenses"),
    ],
)
def test_money_is_counted_as_the_language_counts(language: str, one: str, many: str) -> None:
    assert [Locale(language).money(number, "USD") for number in (1, 2_500_000)] == [one, many]


def test_a_number_below_zero_has_a_minus() -> None:
    assert {Locale(name).number(-1) for name in LANGUAGES} == {"\u22121"}
