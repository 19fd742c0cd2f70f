"""Finishing: what Vega writes becomes a picture that is read aloud, small, and light or dark."""

import re

from lxml import etree

from trips_graph.web.pages.pictures.drawing.chart import Words
from trips_graph.web.pages.pictures.drawing.names import print_name, print_text
from trips_graph.web.pages.pictures.drawing.palette import STYLE

_SVG = "{http://www.w3.org/2000/svg}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OF_VEGA = ("class", "role", "style", "aria-label", "aria-hidden", "aria-roledescription")
_FRACTION = re.compile(r"-?\d+\.\d+")


def finish(svg: str, words: Words) -> bytes:
    """Return the SVG as one image with title, description and language; text stays text."""
    root = etree.fromstring(svg.encode())
    for element in root.iter():
        for name in _OF_VEGA:
            element.attrib.pop(name, "")
        if path := element.get("d"):
            element.set("d", _FRACTION.sub(_round, path))
    root.set("role", "img")
    root.set("aria-labelledby", "title about")
    root.set(_LANG, words.language)
    root.set("lang", words.language)
    for place, (name, key, text) in enumerate(
        (("title", "title", print_name(words.title)), ("desc", "about", print_text(words.about)))
    ):
        element = etree.Element(_SVG + name, id=key)
        element.text = text
        root.insert(place, element)
    style = etree.Element(_SVG + "style")
    style.text = STYLE
    root.insert(2, style)
    return etree.tostring(root, encoding="utf-8", xml_declaration=False)


def _round(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")
