"""Marks: each kind of chart in the grammar of Vega-Lite, by Altair.

The only module that imports Altair. Names come to it as values, never as parts of a specification:
what a label says is drawn and nothing else.
"""

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt

from trips_graph.web.pages.pictures.drawing import palette
from trips_graph.web.pages.pictures.drawing.chart import NARROW, Chart, Kind, Words
from trips_graph.web.pages.pictures.drawing.palette import make_steps
from trips_graph.web.pages.pictures.drawing.shapes import read_countries, read_points

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The first has the widths of the second, and the renderer brings it along."""
_MOST_TEXTS, _MOST_TICKS = 30, 8
_READ = 12  # pixels across below which names of columns are in each other's way

Drawn = Any  # Altair does not tell what its chains of methods return


def make_marks(chart: Chart, words: Words) -> dict[str, Any]:
    """Return the chart as a Vega-Lite specification of exactly its size."""
    make = _MAKERS[chart.kind] if chart.marks else _nothing
    drawn = make(chart, words).properties(
        width=chart.width, height=chart.height, background=palette.CARD
    )
    found: dict[str, Any] = drawn.configure(**_look(chart)).to_dict()
    return found


def _nothing(chart: Chart, words: Words) -> Drawn:
    return alt.Chart(_values([{"text": words.empty}])).mark_text(fontSize=14).encode(text="text:N")


def _columns(chart: Chart, words: Words) -> Drawn:
    base = alt.Chart(_rows(chart)).encode(x=_across(chart, words), y=_height(chart, words))
    bars = base.mark_bar(color=palette.GREEN)
    if len(chart.columns) > _MOST_TEXTS * chart.width / 720:
        return bars
    return bars + base.mark_text(dy=-7).encode(text="text:N")


def _lines(chart: Chart, words: Words) -> Drawn:
    """One line for each series, told apart by colour, dashes and the shape of its points."""
    series = list(chart.rows)
    colours = alt.Scale(domain=series, range=[palette.GREEN, palette.OCHRE, palette.SOFT])
    dashes = alt.Scale(domain=series, range=[[1, 0], [5, 3], [2, 2]])
    shapes = alt.Scale(domain=series, range=["circle", "square", "triangle"])
    base = alt.Chart(_rows(chart)).encode(
        x=_across(chart, words),
        y=_height(chart, words),
        color=alt.Color("down:N").scale(colours).title(None).legend(symbolStrokeWidth=0),
    )
    return base.mark_line().encode(
        strokeDash=alt.StrokeDash("down:N").scale(dashes).legend(None)
    ) + base.mark_point(filled=True, size=45, opacity=1).encode(
        shape=alt.Shape("down:N").scale(shapes).title(None)
    )


def _bars(chart: Chart, words: Words) -> Drawn:
    base = alt.Chart(_rows(chart)).encode(
        x=alt.X("value:Q").title(words.value).axis(values=_ticks(chart), format=",d"),
        y=_down(chart, words),
    )
    return base.mark_bar(color=palette.GREEN) + base.mark_text(dx=4, align="left").encode(
        text="text:N"
    )


def _matrix(chart: Chart, words: Words) -> Drawn:
    steps = make_steps(chart.marks)
    names = list(dict.fromkeys(steps.values()))
    colours = alt.Scale(domain=names, range=list(palette.STEPS[-len(names) :]))
    cell = _cell(chart)
    head = alt.Axis(
        orient="top",
        labelLimit=170,
        labelOverlap="parity" if cell < _READ else False,
        maxExtent=190,
        labelAngle=-90 if chart.width <= NARROW else -60,
    )
    base = alt.Chart(_rows(chart, steps)).encode(
        x=_across(chart, words).axis(head), y=_down(chart, words)
    )
    cells = (
        base.transform_filter("datum.value > 0")
        .mark_rect(stroke=palette.CARD)
        .encode(color=alt.Color("step:N").scale(colours).legend(None))
    )
    size = 10 if cell >= _READ else 8
    fits = f"length(datum.text) <= {max(1, int(cell / (0.58 * size)))}"
    texts = base.transform_filter(fits).mark_text(fontSize=size)
    return cells + texts.encode(text="text:N", color=_ink(names))


def _cell(chart: Chart) -> float:
    """Return the width that is left for a cell, in pixels, where names take all they may."""
    return (chart.width - _label_limit(chart) - _room(chart)) / max(1, len(chart.columns))


def _ink(names: list[str]) -> Any:
    """Return the colour of texts: ink, on the dark steps that of the card, soft for nothing."""
    dark = names[len(names) - len(palette.STEPS) + palette.READ_IN_INK :] if names else []
    on_dark = alt.FieldOneOfPredicate(field="step", oneOf=dark)
    nothing = alt.FieldEqualPredicate(field="step", equal="")
    ink = alt.when(on_dark).then(alt.value(palette.CARD)).when(nothing)
    return ink.then(alt.value(palette.SOFT)).otherwise(alt.value(palette.INK))


def _map(chart: Chart, words: Words) -> Drawn:
    """Members by how much: the higher, the darker."""
    steps = make_steps(chart.marks)
    names = [words.zero, *dict.fromkeys(steps.values())]
    colours = alt.Scale(domain=names, range=[palette.LAND, *palette.STEPS[1 - len(names) :]])
    found = {mark.down: steps.get(mark.value, words.zero) for mark in chart.marks}
    return _land(chart, words, found, colours)


def _classes(chart: Chart, words: Words) -> Drawn:
    """Members by their class, each in a colour of its own."""
    places = {mark.text: int(mark.value) for mark in chart.marks}
    names = sorted(places, key=lambda name: places[name])
    used = [palette.CLASSES[places[name] - 1] for name in names]
    colours = alt.Scale(domain=[*names, words.zero], range=[*used, palette.LAND])
    return _land(chart, words, {mark.down: mark.text for mark in chart.marks}, colours)


def _land(chart: Chart, words: Words, found: Mapping[str, str], colours: alt.Scale) -> Drawn:
    """Members by their shapes, small ones by a point, too; all else is plain land."""
    topology = read_countries()
    for shape in topology["objects"]["countries"]["geometries"]:
        shape["properties"] = {"step": found.get(shape.get("id", ""), words.zero)}
    shapes = alt.InlineData(
        values=topology, format=alt.TopoDataFormat(feature="countries", type="topojson")
    )
    legend = alt.Legend(columns=0 if chart.width > NARROW else 3)
    colour = alt.Color("properties.step:N").scale(colours).title(words.value).legend(legend)
    land = (
        alt.Chart(shapes).mark_geoshape(stroke=palette.CARD, strokeWidth=0.6).encode(color=colour)
    )
    points = (
        alt.Chart(_values(_points(found)))
        .mark_circle(size=36, opacity=1, stroke=palette.INK, strokeWidth=0.6)
        .encode(longitude="longitude:Q", latitude="latitude:Q", color=colour)
    )
    return alt.layer(land, points).project(type="equalEarth")


def _points(found: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"longitude": longitude, "latitude": latitude, "properties": {"step": found[key]}}
        for key, (longitude, latitude) in read_points().items()
        if key in found
    ]


def _across(chart: Chart, words: Words) -> alt.X:
    axis = alt.Axis(labelAngle=0, labelOverlap="parity", labelSeparation=6, labelLimit=110)
    return alt.X("across:N").sort(list(chart.columns)).title(words.across).axis(axis)


def _height(chart: Chart, words: Words) -> alt.Y:
    """Return the scale of values, with room for a text above the highest."""
    highest = max(1.0, *(mark.value * 1.08 for mark in chart.marks))
    scale = alt.Scale(domain=[0, highest], nice=False)
    return alt.Y("value:Q").title(words.value).scale(scale).axis(values=_ticks(chart), format=",d")


def _ticks(chart: Chart) -> list[int]:
    """Return the whole numbers that an axis of counts is marked at."""
    highest = int(max(mark.value for mark in chart.marks))
    steps = (digit * 10**zeros for zeros in range(len(str(highest))) for digit in (1, 2, 5))
    return list(
        range(0, highest + 1, next(step for step in steps if highest <= _MOST_TICKS * step))
    )


def _down(chart: Chart, words: Words) -> alt.Y:
    limit = 240 if chart.width > NARROW else 120
    return (
        alt.Y("down:N")
        .sort(list(chart.rows))
        .title(words.down)
        .axis(labelLimit=limit, maxExtent=limit + 40)
    )


def _label_limit(chart: Chart) -> int:
    return 240 if chart.width > NARROW else 120


def _rows(chart: Chart, steps: Mapping[float, str] = {}) -> alt.InlineData:
    return _values(
        [
            {"across": mark.across, "down": mark.down, "value": mark.value, "text": mark.text,
             "step": steps.get(mark.value, "")}
            for mark in chart.marks
        ]
    )  # fmt: skip


def _values(rows: list[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=rows)


def _room(chart: Chart) -> int:
    """Return the room at the right: the names of columns lean over the last one."""
    return 60 if chart.kind is Kind.MATRIX and chart.width > NARROW else 8


def _look(chart: Chart) -> dict[str, Any]:
    plain = {"domainColor": palette.RULE, "gridColor": palette.RULE, "tickColor": palette.RULE}
    words = {"labelColor": palette.INK, "titleColor": palette.SOFT, "titleFontWeight": "normal"}
    return {
        "aria": False,
        "font": FONT,
        "autosize": {"type": "fit", "contains": "padding"},
        "view": {"stroke": None},
        "padding": {"left": 5, "top": 5, "bottom": 5, "right": _room(chart)},
        "axis": {**plain, **words, "labelFontSize": 11, "titleFontSize": 11},
        "axisX": {"grid": False},
        "axisY": {"grid": chart.kind in (Kind.COLUMNS, Kind.LINES)},
        "legend": {**words, "orient": "bottom", "labelFontSize": 11, "titleFontSize": 11},
        "text": {"fill": palette.INK, "fontSize": 10},
    }


_MAKERS: Mapping[Kind, Callable[[Chart, Words], Drawn]] = {
    Kind.COLUMNS: _columns,
    Kind.LINES: _lines,
    Kind.BARS: _bars,
    Kind.MATRIX: _matrix,
    Kind.MAP: _map,
    Kind.CLASSES: _classes,
}
