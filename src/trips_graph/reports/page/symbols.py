"""Reads WTO document symbols, with the misprints that real pages have.

Source of the forms: `IP/C/W/<n>/Add.<k>` until 2019, `IP/C/R/TC/<org>/<k>` and
`IP/C/R/TTI/<org>/<k>` since 2020.
"""

import re

from trips_graph.model.report import DocumentSymbol
from trips_graph.reports.fields import MONTH

SYMBOL = (
    r"_?IP\s?/\s?C\s?/\s?(?:W\s?/\s?[0-9]{1,4}|R\s?/\s?(?:TC|TTI)\s?/\s?[A-Z]{2,8}(?:-[A-Z]{2,8})?\s?/\s?[0-9]{1,3})"
    r"(?:\s?[/.]\s?(?:Add|Rev|Corr)\.?\s?[0-9]{1,3})*"
)
"""A printed symbol of a working document or report, in any of the forms and misprints seen."""
_SYMBOL_LINE = re.compile(
    rf"\s*(?:World\s+Trade\s+)?(?:Organization\s+)?(?P<symbol>{SYMBOL})"
    rf"(?:\s+(?P<date>[0-9]{{1,2}}\s+(?:{MONTH})\s+[0-9]{{4}}))?"
    r"(?:\s+\([0-9]{2}-[0-9]{4}\))?(?:\s+Page:?\s*[0-9]+(?:/[0-9]+)?)?\s*"
)
_PART = re.compile(r"[/.](Add|Rev|Corr)\.?(?=[0-9])")


def read_symbol(printed: str) -> DocumentSymbol:
    """Return the symbol as the WTO writes it.

    >>> read_symbol("_IP/C/W/582/Add.2"), read_symbol("IP/C/W/611. Add.4")
    ('IP/C/W/582/Add.2', 'IP/C/W/611/Add.4')
    """
    bare = "".join(printed.split()).removeprefix("_")
    return DocumentSymbol(_PART.sub(r"/\1.", bare))


def match_symbol_line(text: str) -> re.Match[str] | None:
    """Return the match of a line that holds a symbol, as the head of a document does.

    Its groups are `symbol` and `date`, the day of circulation, which may be missing.
    """
    return _SYMBOL_LINE.fullmatch(text)
