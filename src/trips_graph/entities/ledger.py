"""The ledger of decisions on identity: reads it, refuses contradictions, adds to it.

The ledger is a CSV that people write, by hand or by `trips-graph review --decide`. A build obeys
it; a decision that contradicts another, or that names what does not exist, stops the build.
"""

import csv
import io
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from trips_graph.entities.match import Register, fold
from trips_graph.errors import BadInput, BadTable, ContradictoryDecisions
from trips_graph.model.decision import Decision, DecisionKind, Ledger, Verdict

COLUMNS = ("kind", "left", "right", "verdict", "report", "by", "on", "why")
_ACTIVITY = re.compile(r"[A-Za-z0-9][A-Za-z0-9]*-[A-Za-z0-9._-]+")


def read_ledger(path: Path, register: Register) -> Ledger:
    """Return the ledger in a file, checked against the names that the register knows.

    Errors: `BadInput` where the file cannot be read; `BadTable` with the line for a value of the
    wrong form or an unknown authority; `ContradictoryDecisions` with both lines.
    """
    return open_ledger(path, _read_lines(path, _read_text(path)), register)


def open_ledger(path: Path, decisions: Iterable[Decision], register: Register) -> Ledger:
    """Return decisions as a ledger. Errors: as `read_ledger`."""
    known = {str(ref) for refs in register.names.values() for ref in refs}
    kept: list[Decision] = []
    for decision in decisions:
        _check_form(path, decision, known)
        _check_against_names(path, decision, register)
        kept.append(decision)
    _check_names(path, kept)
    _check_activities(path, kept)
    return _indexed(path, kept)


def _indexed(path: Path, decisions: Sequence[Decision]) -> Ledger:
    by_name: dict[str, list[Decision]] = defaultdict(list)
    activities: set[str] = set()
    for decision in decisions:
        if decision.kind is DecisionKind.NAME:
            by_name[fold(decision.left)].append(decision)
        else:
            activities.update(decision.activities)
    names = {name: tuple(on) for name, on in by_name.items()}
    return Ledger(str(path), tuple(decisions), names, frozenset(activities))


def add_decision(path: Path, decision: Decision, register: Register) -> Ledger:
    """Return the ledger with one decision more, written to its file in one step.

    A ledger that is not there is begun. Errors: as `read_ledger`, and `BadInput` for a decision
    that says what the tables say; then nothing is written.
    """
    _check_needed(decision, register)
    text = _read_text(path) if path.exists() else f"{','.join(COLUMNS)}\n"
    text += "" if text.endswith("\n") else "\n"
    standing = _read_lines(path, text)
    placed = replace(decision, line=text.count("\n") + 1)
    ledger = open_ledger(path, (*standing, placed), register)
    _write_whole(path, text + _as_line(decision))
    return ledger


def _check_needed(decision: Decision, register: Register) -> None:
    """Refuse to settle what is settled: builds would obey, and nothing would change."""
    if decision.kind is not DecisionKind.NAME or decision.verdict is not Verdict.SAME:
        return
    known = register.names.get(fold(decision.left), ())
    kind = decision.right.partition("/")[0]
    if {decision.right} == {str(ref) for ref in known if ref.kind == kind}:
        raise BadInput(
            f"{decision.left!r} is a name of {decision.right} already; a decision would change "
            "nothing. A name stays open where it stands for another kind of authority: only a "
            "member or a group is a beneficiary, only a member or an organisation a partner"
        )


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # spreadsheets write a byte order mark
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: the ledger of decisions cannot be read ({error})") from error


def _read_lines(path: Path, text: str) -> tuple[Decision, ...]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise BadTable(path, 1, f"the columns must be {','.join(COLUMNS)}")
    try:
        return tuple(_decision(path, reader.line_num, cells) for cells in reader)
    except csv.Error as error:
        raise BadTable(path, reader.line_num, str(error)) from error


def _decision(path: Path, line: int, cells: Mapping[str, str | None]) -> Decision:
    if None in cells or None in cells.values():
        raise BadTable(path, line, f"needs {len(COLUMNS)} cells; quote a cell that holds a comma")
    cell = {name: (value or "").strip() for name, value in cells.items()}
    try:
        return Decision(
            kind=DecisionKind(cell["kind"]), left=cell["left"], right=cell["right"],
            verdict=Verdict(cell["verdict"]), report=cell["report"] or None, by=cell["by"],
            on=date.fromisoformat(cell["on"]), why=cell["why"], line=line,
        )  # fmt: skip
    except ValueError as error:
        raise BadTable(path, line, str(error)) from error


def _check_form(path: Path, decision: Decision, known: set[str]) -> None:
    """Refuse what cannot be obeyed: an empty cell, an unknown authority, no key of an activity."""
    empty = [name for name in ("left", "by", "why") if not getattr(decision, name)]
    if not decision.right and (
        decision.kind is DecisionKind.ACTIVITY or decision.verdict is not Verdict.UNSURE
    ):
        empty.append("right")
    if empty:
        raise BadTable(path, decision.line, f"empty cell: {', '.join(empty)}")
    if decision.kind is DecisionKind.ACTIVITY:
        _check_activity_keys(path, decision)
    elif decision.right and decision.right not in known:
        raise BadTable(
            path, decision.line,
            f"{decision.right!r} is in no authority table; write kind/key, such as member/KGZ",
        )  # fmt: skip


def _check_activity_keys(path: Path, decision: Decision) -> None:
    for key in (decision.left, decision.right):
        if not _ACTIVITY.fullmatch(key):
            raise BadTable(
                path, decision.line,
                f"{key!r} is no key of an activity, such as 1000364-operation-pangea-xi",
            )  # fmt: skip
    if decision.left == decision.right:
        raise BadTable(path, decision.line, "an activity is the same as itself; name two")
    if decision.report:
        raise BadTable(path, decision.line, "a decision on activities holds everywhere: no report")


def _check_against_names(path: Path, decision: Decision, register: Register) -> None:
    """Refuse to make the name of one authority stand for another of the same kind."""
    if decision.kind is not DecisionKind.NAME or decision.verdict is not Verdict.SAME:
        return
    alike = {
        str(ref)
        for ref in register.names.get(fold(decision.left), ())
        if decision.right.startswith(f"{ref.kind}/")
    }
    if alike and decision.right not in alike:
        raise BadTable(
            path, decision.line,
            f"{decision.left!r} is a name of {', '.join(sorted(alike))} in the authority tables",
        )  # fmt: skip


def _check_names(path: Path, decisions: Iterable[Decision]) -> None:
    """Refuse two verdicts on one pair, and one name that is the same as two things."""
    pairs: dict[tuple[str, ...], Decision] = {}
    same: dict[tuple[str, str, str], Decision] = {}
    for decision in decisions:
        pair = _pair(decision)
        earlier = pairs.get(pair)
        if earlier and (earlier.verdict is decision.verdict or decision.verdict is Verdict.UNSURE):
            raise ContradictoryDecisions(
                path, decision.line, earlier.line, f"{decision.left!r}: already decided"
            )
        if earlier and Verdict.UNSURE is not earlier.verdict:
            raise ContradictoryDecisions(
                path, decision.line, earlier.line,
                f"{decision.left!r} and {decision.right!r}: the same and not the same",
            )  # fmt: skip
        pairs[pair] = decision
        if decision.kind is DecisionKind.NAME and decision.verdict is Verdict.SAME:
            name = (fold(decision.left), decision.report or "", decision.right.partition("/")[0])
            other = same.setdefault(name, decision)
            if other.right != decision.right:
                raise ContradictoryDecisions(
                    path, decision.line, other.line,
                    f"{decision.left!r} cannot be both {other.right} and {decision.right}",
                )  # fmt: skip


def _pair(decision: Decision) -> tuple[str, ...]:
    if decision.kind is DecisionKind.ACTIVITY:
        return decision.kind, *decision.activities
    return decision.kind, fold(decision.left), decision.right, decision.report or ""


def _check_activities(path: Path, decisions: Iterable[Decision]) -> None:
    """Refuse a chain of same activities that holds two which are not the same."""
    chains: dict[str, tuple[set[str], int]] = {}
    apart: list[Decision] = []
    for decision in decisions:
        if decision.kind is DecisionKind.ACTIVITY and decision.verdict is Verdict.SAME:
            joined = {decision.left, decision.right}.union(
                *(chains[key][0] for key in decision.activities if key in chains)
            )
            chains |= dict.fromkeys(joined, (joined, decision.line))
        elif decision.kind is DecisionKind.ACTIVITY and decision.verdict is Verdict.NOT_SAME:
            apart.append(decision)
    for decision in apart:
        chain, line = chains.get(decision.left, (set(), 0))
        if decision.right in chain:
            raise ContradictoryDecisions(
                path, max(decision.line, line), min(decision.line, line),
                f"{decision.left} and {decision.right} are not the same, "
                "yet a chain of decisions makes them the same",
            )  # fmt: skip


def _as_line(decision: Decision) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow(
        (
            decision.kind, decision.left, decision.right, decision.verdict, decision.report or "",
            decision.by, decision.on.isoformat(), decision.why,
        )
    )  # fmt: skip
    return line.getvalue()


def _write_whole(path: Path, text: str) -> None:
    """Write the file aside and rename it: a reader sees the old ledger or the new one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except OSError as error:
        raise BadInput(f"{path}: the decision cannot be written ({error.strerror})") from error
