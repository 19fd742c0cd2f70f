"""Reads the narrative: lines into sections and numbered paragraphs.

Paragraph numbers restart in each section, so the key of a paragraph is (section, number). Where a
page lost a heading but its paragraphs still tell the section (`2.1.`), the section has no title.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from trips_graph.model.report import Paragraph, Section
from trips_graph.reports.page.lines import (
    HEADING,
    LETTERED,
    PARAGRAPH,
    UNNUMBERED,
    Kind,
    Line,
    is_nested,
)

_INTRODUCTION = 4  # paragraphs; further on a report speaks of others, too
_BEGIN = (Kind.HEADING, Kind.PARAGRAPH, Kind.PROSE, Kind.COMMUNICATION)


@dataclass(frozen=True, slots=True)
class Prose:
    """The narrative of a page: its sections, and the paragraphs that stand before any.

    `communication` is what the WTO says of the communication that it circulates.
    """

    sections: tuple[Section, ...]
    loose: tuple[Paragraph, ...]
    communication: tuple[Paragraph, ...] = ()

    @property
    def introduction(self) -> tuple[Paragraph, ...]:
        """Where a report says who submits it: the communication, and the first paragraphs."""
        return (*self.communication, *self.paragraphs[:_INTRODUCTION])

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph, in the order of the page."""
        return (*self.loose, *(item for section in self.sections for item in section.paragraphs))


def read_sections(text: str, lines: Iterable[Line]) -> Prose:
    """Return the sections and paragraphs of a page. Errors: none."""
    reading = _Reading(text)
    for block in _blocks(lines):
        if block[0].kind is Kind.HEADING:
            _open_section(block[0], reading)
        elif block[0].kind is Kind.COMMUNICATION:
            reading.communication.append(_paragraph(block, reading.text))
        else:
            _add_paragraph(block, reading)
    told = tuple(reading.communication)
    return Prose(tuple(reading.sections), tuple(reading.loose), told)


@dataclass(slots=True)
class _Reading:
    """What was read so far; paragraphs go to the section that is open."""

    text: str
    sections: list[Section] = field(default_factory=list)
    loose: list[Paragraph] = field(default_factory=list)
    communication: list[Paragraph] = field(default_factory=list)
    open: int = -1

    def begin(self, number: str | None, title: str | None, line: int) -> None:
        """Open a section; a number that is printed twice gets another key."""
        times = sum(section.number == number for section in self.sections) + 1
        base = number or "u"
        key = f"{base}{times}" if number is None else f"{base}_{times}" if times > 1 else base
        self.sections.append(Section(key, number, title, line, ()))
        self.open = len(self.sections) - 1

    def add(self, paragraph: Paragraph) -> None:
        """Add a paragraph to the section that is open."""
        if self.open < 0:
            self.loose.append(paragraph)
            return
        section = self.sections[self.open]
        paragraph = replace(paragraph, section=section.key)
        self.sections[self.open] = replace(section, paragraphs=(*section.paragraphs, paragraph))


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield headings alone, and paragraphs with the lines that go on with them."""
    block: list[Line] = []
    blank = False
    for line in lines:
        if line.kind is Kind.BLANK:
            blank = True
            continue
        if _continues(line, block, blank=blank):
            block.append(line)
        else:
            if block:
                yield block
            block = [line] if line.kind in _BEGIN else []
        blank = False
    if block:
        yield block


def _continues(line: Line, block: Sequence[Line], *, blank: bool) -> bool:
    """Return whether a line goes on with a paragraph: without a blank line, or as a list's item."""
    if not block or block[0].kind is Kind.HEADING or line.number == block[-1].number:
        return False
    if line.kind is Kind.COMMUNICATION:
        return block[0].kind is Kind.COMMUNICATION and not blank
    return line.kind is Kind.PROSE and (not blank or is_nested(line.text))


def _open_section(line: Line, reading: _Reading) -> None:
    for pattern in (HEADING, LETTERED):
        heading = pattern.fullmatch(line.text)
        if heading is not None:
            reading.begin(heading["number"], heading["title"].strip(), line.number)
            return
    heading = UNNUMBERED.fullmatch(line.text)
    reading.begin(None, heading["title"] if heading else line.text.strip(), line.number)


def _add_paragraph(block: Sequence[Line], reading: _Reading) -> None:
    match = PARAGRAPH.fullmatch(block[0].text)
    *part, _ = match["number"].split(".") if match else ("",)
    if part:
        _enter(".".join(part), block[0].number, reading)
    reading.add(_paragraph(block, reading.text))


def _paragraph(block: Sequence[Line], text: str) -> Paragraph:
    match = PARAGRAPH.fullmatch(block[0].text)
    indent = len(block[0].text) - len(block[0].text.lstrip())
    start = block[0].start + (match.start("text") if match else indent)
    number = int(match["number"].rpartition(".")[2]) if match else None
    return Paragraph(None, number, text[start : block[-1].end], start, block[0].number)


def _enter(number: str, line: int, reading: _Reading) -> None:
    """Go into the section of a paragraph that prints its section's number (`2.1.`)."""
    current = reading.sections[reading.open].number if reading.open >= 0 else None
    if current is not None and (current == number or current.startswith(f"{number}.")):
        return
    known = (place for place, item in enumerate(reading.sections) if item.number == number)
    reading.open = next(known, -1)
    if reading.open < 0:
        reading.begin(number, None, line)
