"""Divides a line into which a page flattened its paragraphs: `1 INTRODUCTION 1. The ... 2. ...`.

Numbers stand everywhere in prose, so a line is divided only where numbers ascend one by one: a
number that does not follow its predecessor, or that stands inside a sentence, divides nothing.
"""

import re
from dataclasses import dataclass

_RULE = re.compile(r"_{5,}")
_PARAGRAPH = re.compile(
    r"(?<!\S)(?P<number>[0-9]{1,3}|[0-9]{1,2}(?:\.[0-9]{1,2}){1,2})\.\s+(?=[\"“'\u2018(\[]{0,2}[A-Z])"
)
_HEADING = re.compile(
    r"(?<!\S)(?P<number>[0-9]{1,2})\s+(?P<title>[A-Z][A-Z0-9'’\"“”&/(),:‑–-]+(?:\s+[A-Z0-9'’\"“”&/(),:‑–-]+){0,24})"
    r"\s+(?=[0-9]{1,3}(?:\.[0-9]{1,2})*\.\s|[0-9]{1,2}(?:\.[0-9]{1,2})+\s+[A-Z])"
)
_SUBHEADING = re.compile(
    r"(?<!\S)(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2})+)\s+(?P<title>[A-Z][^.:;]{1,90}?)"
    r"\s+(?=[0-9]{1,3}\.\s+[\"“'\u2018(\[]{0,2}[A-Z])"
)
# A title without a number of its own: `A. TRAINING 4. The ...`, or `ANNEX 1. The ...`.
_TITLE = re.compile(
    r"(?<!\S)(?:(?:[A-Z]|[IVX]{1,5})\.\s+[A-Z][^.:;]{1,90}?|[A-Z]{4,}(?:\s+[A-Z]+){0,8})"
    r"\s+(?=(?P<number>[0-9]{1,3})\.\s+[\"“'\u2018(\[]{0,2}[A-Z])"
)
_ENDED = re.compile(r"[.:;!?)\]\"”’'(]\s*$")


@dataclass(slots=True)
class Count:
    """How far a page has counted: its last heading, and its last paragraph (`4`, or `1.2`)."""

    heading: int = 0
    paragraph: tuple[int, ...] = (0,)

    def follows(self, number: tuple[int, ...], fresh: bool) -> bool:
        """Return whether a paragraph may have this number; `fresh` ones may begin a new count."""
        last = self.paragraph
        if number == (*last[:-1], last[-1] + 1):
            return True
        if len(number) == 1:
            return fresh and number == (1,)
        return number[-1] == 1 and (fresh or number[0] == last[0] + 1)


@dataclass(slots=True)
class _Division:
    """A line that is being divided: where its parts begin, and whether the last one is empty."""

    line: str
    starts: list[int]

    def fresh(self, position: int) -> bool:
        """Return whether nothing but blanks stands between the last beginning and a position."""
        return not self.line[self.starts[-1] : position].strip()

    def ended(self, position: int) -> bool:
        """Return whether what stands before a position has ended: a sentence, or a heading."""
        before = self.line[self.starts[-1] : position].rstrip()
        return not before or _ENDED.search(before) is not None or before.upper() == before


def divide(line: str, count: Count) -> tuple[int, ...]:
    """Return where the parts of a line begin, always from 0; `count` is carried on.

    A line that is one paragraph, one heading or plain prose is one part.
    """
    division = _Division(line, [0])
    position = 0
    marks = _marks(line)
    for place, (mark, match) in enumerate(marks):
        if match.start() < position or not division.ended(match.start()):
            continue
        begins = count.paragraph == (0,) and not division.fresh(match.start())
        if mark == "paragraph" and begins and _is_lone(marks, place):
            continue
        position = _take(mark, match, division, count)
    return tuple(start for start in division.starts if line[start:].strip() or not start)


def _marks(line: str) -> list[tuple[str, re.Match[str]]]:
    patterns = (
        ("heading", _HEADING),
        ("paragraph", _PARAGRAPH),
        ("rule", _RULE),
        ("subheading", _SUBHEADING),
        ("title", _TITLE),
    )
    found = [(mark, match) for mark, pattern in patterns for match in pattern.finditer(line)]
    return sorted(found, key=lambda item: (item[1].start(), item[0]))


def _is_lone(marks: list[tuple[str, re.Match[str]]], place: int) -> bool:
    """Return whether a first number (`1.`, `1.1.`) inside a line has no successor behind it."""
    *part, last = marks[place][1]["number"].split(".")
    successor = ".".join([*part, str(int(last) + 1)])
    behind = (match["number"] for mark, match in marks[place + 1 :] if mark == "paragraph")
    return last == "1" and successor not in behind


def _take(mark: str, match: re.Match[str], division: _Division, count: Count) -> int:
    """Let a mark divide the line if it may; return where the next mark may stand."""
    start, end = match.span()
    number = tuple(int(part) for part in match["number"].split(".")) if mark != "rule" else ()
    if mark == "heading":
        if number[0] != count.heading + 1:
            return start
        count.heading += 1
    elif mark == "subheading":
        if number[0] != count.heading:
            return start
    elif mark == "title":
        if not count.follows(number, fresh=True):
            return start
    elif mark == "paragraph":
        if not count.follows(number, division.fresh(start)):
            return start
        count.paragraph, end = number, start
    division.starts += [] if division.fresh(start) else [start]
    division.starts += [end] if end > start else []
    return match.end()
