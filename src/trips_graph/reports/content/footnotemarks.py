"""Tells the raised marks of footnotes, which are no text: `25` and a raised 1 is not 251."""

import re

_MARK = re.compile(r"\s*[\[(]?[0-9*†‡,\s]{1,8}[\])]?\s*")


def is_footnote_mark(raised: str) -> bool:
    """Return whether a raised text is the mark of a footnote, unlike the `st` of `1st`."""
    return _MARK.fullmatch(raised) is not None
