"""Colours: text is read on every step, light and dark, and steps differ by lightness."""

import itertools
from base64 import b64encode
from hashlib import sha256

import pytest

from tests.web.pages.pictures.drawing.charts import count
from trips_graph.web.pages.pictures.drawing import palette
from trips_graph.web.pages.pictures.drawing.palette import STEPS, make_steps

READABLE = 4.5
"""WCAG 2.2, 1.4.3."""


def lightness(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    high, low = sorted((lightness(one), lightness(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def colours(dark: bool) -> dict[str, str]:
    """Return what each colour is drawn as."""
    return {light: palette.DARK[light] if dark else light for light in palette.DARK}


@pytest.mark.parametrize("dark", [False, True])
def test_text_is_read_on_the_card_and_on_every_step(dark: bool) -> None:
    shown = colours(dark)
    for ink in (palette.INK, palette.SOFT):
        assert contrast(shown[ink], shown[palette.CARD]) >= READABLE
    for number, step in enumerate(STEPS):
        ink = palette.INK if number < palette.READ_IN_INK else palette.CARD
        assert contrast(shown[ink], shown[step]) >= READABLE, (number, dark)


@pytest.mark.parametrize("dark", [False, True])
def test_each_step_is_further_from_the_card_than_the_one_before(dark: bool) -> None:
    shown = colours(dark)
    distances = [contrast(shown[step], shown[palette.CARD]) for step in STEPS]
    assert all(after / before > 1.2 for before, after in itertools.pairwise(distances))


@pytest.mark.parametrize(("dark", "least"), [(False, 1.2), (True, 1.6)])
def test_land_is_not_taken_for_the_first_step_or_for_a_class(dark: bool, least: float) -> None:
    shown = colours(dark)
    for colour in (STEPS[0], *palette.CLASSES):
        assert contrast(shown[palette.LAND], shown[colour]) >= least


@pytest.mark.parametrize("dark", [False, True])
def test_classes_differ_by_lightness(dark: bool) -> None:
    one, other = (colours(dark)[colour] for colour in palette.CLASSES)
    assert contrast(one, other) > 2


@pytest.mark.parametrize("dark", [False, True])
def test_lines_and_bars_stand_out_from_the_card(dark: bool) -> None:
    shown = colours(dark)
    for colour in (palette.GREEN, palette.OCHRE):
        assert contrast(shown[colour], shown[palette.CARD]) >= 3


def test_the_digest_is_that_of_the_style() -> None:
    digest = b64encode(sha256(palette.STYLE.encode()).digest()).decode()
    assert f"sha256-{digest}" == palette.STYLE_DIGEST


def test_steps_hold_every_value_above_nothing_and_name_their_bounds() -> None:
    steps = make_steps([count(number) for number in (0, 1, 2, 3, 5, 8, 13, 1200)])
    assert 0 not in steps and set(steps) == {1, 2, 3, 5, 8, 13, 1200}
    assert list(dict.fromkeys(steps.values())) == ["1", "2", "3–5", "8", "13–1,200"]


def test_few_values_make_few_steps() -> None:
    assert make_steps([count(4), count(4)]) == {4: "4"}
    assert make_steps([count(0)]) == {}
