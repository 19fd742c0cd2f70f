"""What the codes of findings mean, in the words of their stages, for translation.

A test holds them against `model.finding.CODES`.
"""

from collections.abc import Mapping

from trips_graph.web.languages.locale import mark

MEANINGS: Mapping[str, str] = {
    "report-number-unknown": mark(
        "No manifest and no file name tells the e-TRIPS number of the page."
    ),
    "number-from-file-name": mark("The e-TRIPS number was taken from the file's name alone."),
    "manifest-disagrees": mark("The page and the manifest state different values."),
    "page-type-assumed": mark(
        "Nothing tells under which Article the report was filed; 67 is assumed."
    ),
    "submitter-ambiguous": mark("The prose names several bodies as who submits; none is taken."),
    "submitter-contradicted": mark(
        "The page names one submitter and tells of another's communication."
    ),
    "submitter-unknown": mark("Neither the page nor the manifest tells who submitted the report."),
    "report-year-unknown": mark("No date tells the year of the report."),
    "period-ambiguous": mark(
        "The prose states several periods; none is taken as the reporting period."
    ),
    "period-stated-once": mark(
        "The prose states one span of months once; no reporting period is taken."
    ),
    "table-unknown": mark(
        "A line of a table whose header is not known; nothing was taken from it."
    ),
    "line-unread": mark("A line was not understood; nothing was taken from it."),
    "table-not-visible": mark("The page ends before its table of programmes."),
    "table-cut": mark("The page ends inside its table of programmes."),
    "footnote": mark("A footnote; nothing is read from it."),
    "page-furniture": mark("A line that the web page adds around the report was passed over."),
    "second-report": mark("A second page stands in the file; none of it was read."),
    "table-header-guessed": mark(
        "The header of the table has a wording that is guessed, not seen."
    ),
    "encoding-detected": mark("The file is no UTF-8; its encoding was detected."),
    "mojibake": mark("Characters look broken by a wrong encoding; they are kept as they stand."),
    "control-characters": mark("Control characters were taken out of the text."),
    "symbol-mended": mark("A misprinted document symbol was read in its proper form."),
    "earlier-report-unknown": mark(
        "Reports that this one says it updates are not in this release."
    ),
    "row-continued": mark("A row was joined from several lines."),
    "row-cut": mark("The last row breaks off in its date; it is not published."),
    "row-number-gap": mark("Row numbers skip; the row is read under its printed number."),
    "row-number-out-of-order": mark(
        "A line looks like a row but its number cannot follow; not read."
    ),
    "rows-joined": mark("A line seems to hold two rows; it was not divided."),
    "row-divided": mark("A row without a date was divided at the names that it ends in."),
    "row-undivided": mark("Without a single date, title and beneficiaries cannot be told apart."),
    "row-title-missing": mark("A row has no title; its activity is published without words."),
    "row-date-impossible": mark(
        "A printed date is no day of the calendar; no start date is published."
    ),
    "row-date-implausible": mark("A printed date is too far away; no start date is published."),
    "figure-without-subject": mark("Figures beside no single activity are about the report."),
    "partner-without-activity": mark("A partner stands beside no single activity; not published."),
    "fact-in-doubt": mark("A fact is denied, planned, blurred or another body's; not published."),
    "sentence-too-long": mark("A sentence is too long to be one; no fact was taken from it."),
    "currency-ambiguous": mark(
        "Several currencies have the mark of an amount; it is not published."
    ),
    "name-unresolved": mark("A name is in no authority table; published as an unresolved mention."),
    "name-ambiguous": mark("A name fits several authorities; published as an unresolved mention."),
    "beneficiary-names-nobody": mark(
        "A beneficiary cell names nobody; no beneficiary is published."
    ),
    "activity-maybe-same": mark(
        "Two activities may be the same; nothing is asserted until decided."
    ),
    "decision-unused": mark("A decision on an activity that this release does not have."),
    "name-and-acronym-differ": mark(
        "A printed name and its acronym point to different organisations."
    ),
}
