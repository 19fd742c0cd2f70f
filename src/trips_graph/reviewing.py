"""The command `trips-graph review`: shows what waits for a judgement, and records one."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from trips_graph.errors import BadInput
from trips_graph.model.decision import Decision, DecisionKind, Verdict
from trips_graph.model.entity import ActivityPair, Sketch
from trips_graph.model.review import OpenName, Review
from trips_graph.options import DecisionsOption, SourceArgument
from trips_graph.settings import read_settings

_ACTIVITY = "activity/"
_NO_CANDIDATE = "-"
_PLACES = 5  # of a name that is shown with its places
_HOW_TO_DECIDE = """\
To record a judgement, which the next build obeys:
  trips-graph review --decide NAME --same REF --by WHO --why TEXT
NAME is the name as it is printed, in quotes, or activity/KEY; REF is what stands in brackets
behind "near", another from the authority tables, or activity/KEY. --not-same REF: never propose
that again. --unsure -: it stays open. --report NUMBER: in that report alone."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement as it was typed: `verdicts` has the reference that each verdict was given."""

    name: str
    verdicts: Mapping[str, str | None]
    report: str | None
    by: str
    why: str


def review(
    source: SourceArgument = None,
    as_json: Annotated[bool, typer.Option("--json", help="List as JSON.")] = False,
    decisions: DecisionsOption = None,
    decide: Annotated[
        str | None,
        typer.Option(help="Record a decision on this name, or activity/KEY.", metavar="NAME"),
    ] = None,
    same: Annotated[
        str | None, typer.Option(help="It is this: member/KGZ, activity/KEY.", metavar="REF")
    ] = None,
    not_same: Annotated[
        str | None, typer.Option(help="It is not this; never propose it again.", metavar="REF")
    ] = None,
    unsure: Annotated[
        str | None,
        typer.Option(help="It stays open; REF may be - for no candidate.", metavar="REF"),
    ] = None,
    by: Annotated[str, typer.Option(help="Who decides.", metavar="WHO")] = "",
    why: Annotated[str, typer.Option(help="For which reason.", metavar="TEXT")] = "",
    on: Annotated[
        str | None, typer.Option(help="On which day; default: today.", metavar="YYYY-MM-DD")
    ] = None,
    report: Annotated[
        str | None, typer.Option(help="Only in this report.", metavar="NUMBER")
    ] = None,
) -> None:
    """List what waits for a judgement on identity; with --decide, record one in the ledger."""
    from trips_graph import pipeline  # here: serving needs none of the stages

    verdicts = {"same": same, "not-same": not_same, "unsure": unsure}
    if decide is None:
        if any((*verdicts.values(), by, why, on, report)):
            raise typer.BadParameter("a judgement needs --decide NAME")
        found = pipeline.review(
            source or pipeline.default_sources(), read_settings(decisions=decisions)
        )
        typer.echo(_as_json(found) if as_json else _as_text(found))
        return
    if source or as_json:
        raise typer.BadParameter("--decide takes neither SOURCE nor --json")
    day = on or datetime.now(tz=UTC).date().isoformat()
    judged = read_judgement(Judgement(decide, verdicts, report, by, why), day)
    ledger = pipeline.decide(judged, read_settings(decisions=decisions))
    typer.echo(f"{ledger}: recorded; the next build obeys")


def read_judgement(given: Judgement, day: str) -> Decision:
    """Return the judgement as a decision of that day.

    Errors: `BadInput` for no or several verdicts, a missing author or reason, a day that is none.
    """
    said = {verdict: ref for verdict, ref in given.verdicts.items() if ref is not None}
    if len(said) != 1:
        raise BadInput("--decide needs one verdict: --same REF, --not-same REF or --unsure REF")
    for option, text in (("--by", given.by), ("--why", given.why)):
        if not text.strip():
            raise BadInput(f"--decide needs {option}: a judgement has an author and a reason")
    ((verdict, ref),) = said.items()
    activity = given.name.startswith(_ACTIVITY)
    return Decision(
        kind=DecisionKind.ACTIVITY if activity else DecisionKind.NAME,
        left=_line(given.name.removeprefix(_ACTIVITY)),
        right="" if ref == _NO_CANDIDATE else _line(ref.removeprefix(_ACTIVITY)),
        verdict=Verdict(verdict), report=given.report, by=_line(given.by), on=_day(day),
        why=_line(given.why), line=0,
    )  # fmt: skip


def _as_text(review: Review) -> str:
    """Return the review for a reader: a block for each name, with every place, or pair; what nobody
    has looked at comes first, and what to type last.
    """
    names: dict[tuple[object, ...], list[OpenName]] = defaultdict(list)
    for item in sorted(review.names, key=lambda item: item.mention.seen is not None):
        mention = item.mention
        names[mention.role, mention.text, mention.proposals, mention.seen].append(item)
    blocks = [
        f"{len(names)} open name(s), {len(review.pairs)} pair(s) that may be the same",
        *("\n".join(_name_lines(items)) for items in names.values()),
        *("\n".join(_pair_lines(pair)) for pair in review.pairs),
    ]
    if names or review.pairs:
        blocks.append(_HOW_TO_DECIDE)
    return "\n\n".join(blocks)


def _as_json(review: Review) -> str:
    """Return the review as JSON: `names` with their proposals, and `pairs`."""
    names = [_name_record(item) for item in review.names]
    pairs = [
        {"left": asdict(pair.left), "right": asdict(pair.right), "seen": _seen(pair.seen)}
        for pair in review.pairs
    ]
    return json.dumps({"names": names, "pairs": pairs}, indent=2, ensure_ascii=False)


def _name_lines(items: Sequence[OpenName]) -> Iterator[str]:
    mention = items[0].mention
    yield f"{mention.role} {mention.text!r}"
    for proposal in mention.proposals:
        yield f"  near: {proposal}"
    if mention.seen:
        yield f"  {mention.seen.left_open}"
    for item in items[:_PLACES]:
        place = f"{item.document}, line {item.line}" if item.line else f"{item.document} (manifest)"
        yield f"  in: {place} (report {item.report})"
    if len(items) > _PLACES:
        yield f"  and in {len(items) - _PLACES} more place(s); --json lists them all"


def _pair_lines(pair: ActivityPair) -> Iterator[str]:
    for word, one in (("may be the same:", pair.left), ("and", pair.right)):
        yield f"{word} {_ACTIVITY}{one.key} {one.title!r} ({_place(one)})"
    if pair.seen:
        yield f"  {pair.seen.left_open}"


def _place(one: Sketch) -> str:
    return f"{one.document}, line {one.line}"


def _name_record(item: OpenName) -> dict[str, object]:
    mention = item.mention
    return {
        "document": item.document,
        "report": item.report,
        "line": item.line,
        "name": mention.text,
        "role": mention.role,
        "proposals": [
            {"ref": str(one.ref), "name": one.name, "score": one.score} for one in mention.proposals
        ],
        "seen": _seen(mention.seen),
    }


def _seen(decision: Decision | None) -> str | None:
    return decision.left_open if decision else None


def _line(text: str) -> str:
    """Return the text on one line, so that the ledger has one line a decision."""
    return " ".join(text.split())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"--on {text!r}: no day; write YYYY-MM-DD") from error
