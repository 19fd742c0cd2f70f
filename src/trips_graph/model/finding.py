"""Findings: what a stage could not read, resolve or trust, published with the release."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters to who uses the release."""

    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to know about one document; `line` is 1-based, None where no line applies.

    `report` is the number of the report that was read from the document, "" until that is known.
    """

    document: str
    line: int | None
    code: str
    severity: Severity
    message: str
    report: str = ""


CODES: dict[str, str] = {
    "report-number-unknown": "No manifest and no file name tells the e-TRIPS number of the page.",
    "number-from-file-name": "The e-TRIPS number was taken from the file's name alone.",
    "manifest-disagrees": "The page and the manifest state different values.",
    "page-type-assumed": "Nothing tells under which Article the report was filed; 67 is assumed.",
    "submitter-ambiguous": "The prose names several bodies as who submits; none is taken.",
    "submitter-contradicted": "The page names one submitter and tells of another's communication.",
    "submitter-unknown": "Neither the page nor the manifest tells who submitted the report.",
    "report-year-unknown": "No date tells the year of the report.",
    "period-ambiguous": "The prose states several periods; none is taken as the reporting period.",
    "period-stated-once": "The prose states one span of months once; no reporting period is taken.",
    "table-unknown": "A line of a table whose header is not known; nothing was taken from it.",
    "line-unread": "A line was not understood; nothing was taken from it.",
    "table-not-visible": "The page ends before its table of programmes.",
    "table-cut": "The page ends inside its table of programmes.",
    "footnote": "A footnote; nothing is read from it.",
    "page-furniture": "A line that the web page adds around the report was passed over.",
    "second-report": "A second page stands in the file; none of it was read.",
    "table-header-guessed": "The header of the table has a wording that is guessed, not seen.",
    "encoding-detected": "The file is no UTF-8; its encoding was detected.",
    "mojibake": "Characters look broken by a wrong encoding; they are kept as they stand.",
    "control-characters": "Control characters were taken out of the text.",
    "symbol-mended": "A misprinted document symbol was read in its proper form.",
    "earlier-report-unknown": "Reports that this one says it updates are not in this release.",
    "row-continued": "A row was joined from several lines.",
    "row-cut": "The last row breaks off in its date; it is not published.",
    "row-number-gap": "Row numbers skip; the row is read under its printed number.",
    "row-number-out-of-order": "A line looks like a row but its number cannot follow; not read.",
    "rows-joined": "A line seems to hold two rows; it was not divided.",
    "row-divided": "A row without a date was divided at the names that it ends in.",
    "row-undivided": "Without a single date, title and beneficiaries cannot be told apart.",
    "row-title-missing": "A row has no title; its activity is published without words.",
    "row-date-impossible": "A printed date is no day of the calendar; no start date is published.",
    "row-date-implausible": "A printed date is too far away; no start date is published.",
    "figure-without-subject": "Figures beside no single activity are about the report.",
    "partner-without-activity": "A partner stands beside no single activity; not published.",
    "fact-in-doubt": "A fact is denied, planned, blurred or another body's; not published.",
    "sentence-too-long": "A sentence is too long to be one; no fact was taken from it.",
    "currency-ambiguous": "Several currencies have the mark of an amount; it is not published.",
    "name-unresolved": "A name is in no authority table; published as an unresolved mention.",
    "name-ambiguous": "A name fits several authorities; published as an unresolved mention.",
    "beneficiary-names-nobody": "A beneficiary cell names nobody; no beneficiary is published.",
    "activity-maybe-same": "Two activities may be the same; nothing is asserted until decided.",
    "decision-unused": "A decision on an activity that this release does not have.",
    "name-and-acronym-differ": "A printed name and its acronym point to different organisations.",
}
"""Every finding code, with what it means; the README's table is checked against it."""
