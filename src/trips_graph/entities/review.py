"""Gathers what waits for a judgement: open names with what they may be, and activities that may be
the same. Nothing here changes a release; `trips-graph review` shows it.
"""

from collections.abc import Iterable

from trips_graph.entities.same import propose_same, sketch
from trips_graph.model.decision import Ledger
from trips_graph.model.entity import ReconciledReport, Sketch
from trips_graph.model.review import OpenName, Review


def review_reports(reports: Iterable[ReconciledReport], ledger: Ledger) -> Review:
    """Return what is open in reconciled reports; each of them is looked at once.

    A row that could not be divided is no name to judge: a finding tells it.
    """
    names: list[OpenName] = []
    sketches: list[Sketch] = []
    for reconciled in reports:
        report = reconciled.report
        undivided = {row.key for row in report.rows if row.undivided is not None}
        names += (
            OpenName(report.document, report.number, mention)
            for key, resolved in reconciled.names.items()
            if key not in undivided
            for mention in resolved.unresolved
        )
        sketches += sketch(reconciled, ledger)
    return Review(tuple(names), propose_same(sketches, ledger))
