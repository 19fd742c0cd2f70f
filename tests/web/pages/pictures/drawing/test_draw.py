"""Pictures: one image that is read aloud, of a known size, and what a label says is only drawn."""

from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from tests.web.pages.pictures.drawing.charts import HOSTILE, WORDS, YEARS, make_chart
from trips_graph.web.pages.pictures.drawing import palette
from trips_graph.web.pages.pictures.drawing.chart import NARROW, WIDE, Chart, Kind, Mark
from trips_graph.web.pages.pictures.drawing.draw import draw
from trips_graph.web.pages.pictures.drawing.names import LONGEST

SVG = "{http://www.w3.org/2000/svg}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EVERY = [(kind, width) for kind in Kind for width in (WIDE, NARROW)]


def read(svg: bytes) -> ElementTree.Element:
    """Return the root of a picture, which must be well-formed."""
    return ElementTree.fromstring(svg)  # noqa: S314 - our own


def texts_of(svg: bytes) -> list[str]:
    """Return the texts that a picture draws."""
    return ["".join(text.itertext()) for text in read(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize(("kind", "width"), EVERY)
def test_a_picture_has_its_size_title_description_and_language(kind: Kind, width: int) -> None:
    chart = make_chart(kind, width)
    root = read(draw(chart, WORDS))
    assert (root.get("width"), root.get("height")) == (str(width), str(chart.height))
    assert root.get("role") == "img" and root.get(XML_LANG) == "fr"
    about = {part.get("id"): part.text for part in root[:2]}
    assert about == {"title": WORDS.title, "about": WORDS.about}
    assert root.get("aria-labelledby") == "title about"


@pytest.mark.parametrize(("kind", "width"), EVERY)
def test_the_same_chart_is_the_same_bytes(kind: Kind, width: int) -> None:
    chart = make_chart(kind, width)
    assert draw(chart, WORDS) == draw(chart, WORDS)


@pytest.mark.parametrize("kind", Kind)
def test_nothing_runs_and_nothing_is_loaded(kind: Kind) -> None:
    for element in read(draw(make_chart(kind), WORDS)).iter():
        name = element.tag.removeprefix(SVG)
        assert name in {"svg", "title", "desc", "style", "g", "path", "rect", "line", "text",
                        "defs", "clipPath"}, name  # fmt: skip
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on") and "href" not in attribute
            assert attribute != "style" and "http" not in value
    style = next(read(draw(make_chart(kind), WORDS)).iter(f"{SVG}style")).text or ""
    assert "url(" not in style and "@import" not in style and "font-face" not in style


def test_a_hostile_label_is_drawn_short_and_clean() -> None:
    texts = texts_of(draw(make_chart(Kind.BARS), WORDS))
    assert any(text.startswith("<script>alert(1)") for text in texts)
    assert "gnp.exe" in texts and "datum.value" in texts and HOSTILE[-1] in texts
    assert not any(set(text) & set("\u202e\u202c\x00\x0b") for text in texts)
    assert max(map(len, texts)) <= LONGEST + len("… (2)")


def test_words_with_controls_are_told_without_them() -> None:
    words = replace(WORDS, title=f"a{HOSTILE[1]}", about=f"b{HOSTILE[1]} <b>\x1f")
    root = read(draw(make_chart(Kind.COLUMNS), words))
    assert [part.text for part in root[:2]] == ["agnp.exe", "bgnp.exe <b>"]


def test_labels_that_are_cut_alike_keep_their_own_bars() -> None:
    svg = draw(make_chart(Kind.BARS), WORDS)
    numbers = [text for text in texts_of(svg) if text.isdecimal()]
    assert {str(number + 1) for number in range(len(HOSTILE))} <= set(numbers)
    bars = [path for path in read(svg).iter(f"{SVG}path") if path.get("fill") == palette.GREEN]
    assert len(bars) == len(HOSTILE)


def test_a_matrix_writes_every_number_in_its_cell() -> None:
    chart = make_chart(Kind.MATRIX)
    texts = texts_of(draw(chart, WORDS))
    for mark in chart.marks:
        assert texts.count(mark.text) >= sum(other.text == mark.text for other in chart.marks)


@pytest.mark.parametrize(("language", "written"), [("en", "1,000"), ("fr", "1\xa0000")])
def test_an_axis_writes_numbers_as_the_language_does(language: str, written: str) -> None:
    texts = texts_of(draw(make_chart(Kind.COLUMNS), replace(WORDS, language=language)))
    assert written in texts


@pytest.mark.parametrize("kind", [Kind.BARS, Kind.COLUMNS])
@pytest.mark.parametrize("highest", [1, 2, 3, 9])
def test_an_axis_of_counts_has_each_whole_number_once(kind: Kind, highest: int) -> None:
    svg = draw(Chart(kind, (Mark(highest, "", "2001", "KHM"),)), WORDS)
    written = [text for text in texts_of(svg) if text.isdecimal() and text != "2001"]
    assert len(set(written)) == len(written) > 1


def test_a_map_of_classes_has_a_colour_and_a_name_for_each() -> None:
    svg = draw(make_chart(Kind.CLASSES), WORDS)
    drawn = Counter(element.get("fill") for element in read(svg).iter())
    assert all(drawn[colour] for colour in palette.CLASSES)
    assert {"PMA", "autre", WORDS.zero} <= set(texts_of(svg))


def test_years_stand_in_their_order() -> None:
    texts = texts_of(draw(make_chart(Kind.COLUMNS), WORDS))
    shown = [text for text in texts if text in YEARS]
    assert shown == sorted(shown) and len(shown) > 5


@pytest.mark.parametrize("kind", Kind)
def test_an_empty_picture_says_that_there_is_nothing(kind: Kind) -> None:
    chart = Chart(kind, ())
    svg = draw(chart, WORDS)
    assert texts_of(svg) == [WORDS.empty]
    assert read(svg).get("height") == str(chart.height)


@pytest.mark.parametrize("kind", Kind)
def test_one_mark_of_nothing_is_drawn(kind: Kind) -> None:
    assert read(draw(Chart(kind, (Mark(0, "0", "2001", "KHM"),)), WORDS)) is not None


def test_lines_are_told_apart_by_dashes_and_points_not_by_colour_alone() -> None:
    paths = list(read(draw(make_chart(Kind.LINES), WORDS)).iter(f"{SVG}path"))
    dashes = {path.get("stroke"): path.get("stroke-dasharray") for path in paths}
    assert {dashes[palette.GREEN], dashes[palette.OCHRE]} == {"1,0", "5,3"}
    points = {
        colour: {path.get("d") for path in paths if path.get("fill") == colour}
        for colour in (palette.GREEN, palette.OCHRE)
    }
    assert not points[palette.GREEN] & points[palette.OCHRE]
