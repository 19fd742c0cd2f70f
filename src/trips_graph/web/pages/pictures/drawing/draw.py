"""Draws a chart: an accessible SVG, the same bytes for the same chart.

Altair and vl-convert (with V8 in it) take 0.5 s and 150 MB to start, so the server never loads
them: `draw` runs in the process aside that `Site.draughtsmen` starts when first needed.
"""

from collections.abc import Mapping
from typing import Literal

from trips_graph.web.pages.pictures.drawing.chart import Chart, Words
from trips_graph.web.pages.pictures.drawing.finish import finish
from trips_graph.web.pages.pictures.drawing.names import shorten_names

_NUMBERS: Mapping[str, Literal["en-US", "fr-FR", "es-ES"]] = {
    "en": "en-US",
    "fr": "fr-FR",
    "es": "es-ES",
}


def draw(chart: Chart, words: Words) -> bytes:
    """Return the picture as SVG of `chart.width` by `chart.height` pixels."""
    import vl_convert

    from trips_graph.web.pages.pictures.drawing.marks import make_marks

    svg = vl_convert.vegalite_to_svg(
        make_marks(shorten_names(chart), words),
        vl_version="6.4",
        format_locale=_NUMBERS[words.language],
        allowed_base_urls=[],
    )
    return finish(svg, words)
