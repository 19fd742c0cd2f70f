"""The corridor as one function: sources in, a published release out.

Here, and only here, the rooms meet: archive → parse → reconcile → describe → validate → publish.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trips_graph import __version__
from trips_graph.checks.validate import validate
from trips_graph.entities.authorities import read_authorities, read_classification
from trips_graph.entities.ledger import add_decision, read_ledger
from trips_graph.entities.match import Register, open_register
from trips_graph.entities.reconcile import reconcile
from trips_graph.entities.review import review_reports
from trips_graph.entities.same import propose_same, sketch, tell_pairs, tell_unused
from trips_graph.errors import BadInput
from trips_graph.graph.decisions import describe_decisions
from trips_graph.graph.describe import describe
from trips_graph.graph.register import RuleText, describe_register
from trips_graph.graph.vocabulary import describe_vocabulary
from trips_graph.iris import Iris
from trips_graph.model.decision import Decision
from trips_graph.model.entity import ReconciledReport, Sketch
from trips_graph.model.finding import Finding
from trips_graph.model.graph import CheckedDataset, NamedGraph, ReportGraph, ShapeResult
from trips_graph.model.publication import Publication, Publisher
from trips_graph.model.questions import read_questions
from trips_graph.model.release import CONTEXT, Release
from trips_graph.model.report import Report, SourceDocument
from trips_graph.model.review import Review
from trips_graph.releases.catalogue import describe_catalogue
from trips_graph.releases.publication import plan_publication, read_texts
from trips_graph.releases.publish import Plan, check_id, content_id, publish
from trips_graph.releases.tombstones import describe_tombstones, read_tombstones
from trips_graph.reports.archive import open_source, open_sources
from trips_graph.reports.manifest import Manifest, read_manifest
from trips_graph.reports.parse import parse
from trips_graph.reports.prose.rules import ReadingRules, read_reading_rules
from trips_graph.settings import Settings, is_packed, resources

Progress = Callable[[str, int, int], None]
"""Told after each step: what is done, how many of how many."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: sources, where the releases stand, and the id (None: made of the content)."""

    sources: tuple[Path, ...]
    out: Path
    release_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """Everything that the rooms need beside the reports, read once."""

    root: Path
    iris: Iris
    known: Manifest
    rules: ReadingRules
    register: Register
    background: tuple[NamedGraph, ...]


def default_sources() -> tuple[Path, ...]:
    """Return the sources that the project ships."""
    return (resources() / "data" / "sources",)


def build(order: Order, settings: Settings, progress: Progress) -> Release:
    """Return the published release of an order.

    Errors: `BadInput` for sources, tables or an id that cannot be used; `ShapesViolated`;
    `ReleaseExists`; `EnvironmentUnfit`. None of them leaves anything behind.
    """
    if order.release_id is not None:
        check_id(order.release_id)
    knowledge = _with_ledger(_read_knowledge(settings), settings)
    documents = open_sources(order.sources, knowledge.known)
    described = _describe_all(documents, knowledge, progress)
    checked = _check(described, knowledge, order, settings, progress)
    release = publish(
        checked.dataset,
        Plan(
            publication=checked.publication,
            out=order.out,
            software=f"trips-graph {__version__}",
            context_file=knowledge.root / "ontology" / CONTEXT,
            questions=tuple(read_questions().by_name.values()),
        ),
    )
    progress("published", 1, 1)
    return release


def read_report(source: Path, settings: Settings) -> Report:
    """Return the report in one file. Errors: `BadInput` as told by `archive.open_source`."""
    knowledge = _read_knowledge(settings)
    return parse(open_source(source, knowledge.known), knowledge.rules)


def review(sources: Sequence[Path], settings: Settings) -> Review:
    """Return what is open in some sources: names that no authority answers to, and activities that
    may be the same. Errors: `BadInput` for sources, tables or a ledger that cannot be used.
    """
    knowledge = _with_ledger(_read_knowledge(settings), settings)
    documents = open_sources(sources, knowledge.known)
    reports = _reconcile_all(documents, knowledge, lambda stage, done, total: None)
    return review_reports(reports, knowledge.register.ledger)


def decide(decision: Decision, settings: Settings) -> Path:
    """Return the ledger to which a decision was added, for the next build to obey.

    Errors: `BadInput` where the decision contradicts another, names what does not exist, or cannot
    be written; the ledger then stays as it was.
    """
    if settings.decisions is None and is_packed():
        raise BadInput(
            f"{_ledger(settings)}: this ledger belongs to the installed package. "
            "Name your own, which begins as a copy or empty: --decisions FILE"
        )
    knowledge = _read_knowledge(settings)
    add_decision(_ledger(settings), decision, knowledge.register)
    return _ledger(settings)


def validate_files(files: Sequence[NamedGraph], settings: Settings) -> tuple[ShapeResult, ...]:
    """Return the results of validating graphs together with vocabulary and authorities.

    Errors: `ShapesViolated` with the readable report where there is a violation.
    """
    knowledge = _with_ledger(_read_knowledge(settings), settings)
    decisions = describe_decisions(knowledge.register.ledger, (), knowledge.iris)
    graphs = (*knowledge.background, decisions, *files)
    return validate(graphs, (), knowledge.root / "shapes").results


def _ledger(settings: Settings) -> Path:
    return settings.decisions or resources() / "data" / "decisions.csv"


def _read_knowledge(settings: Settings) -> _Knowledge:
    root, iris = resources(), Iris(settings.base)
    data = root / "data"
    rules = read_reading_rules(data / "rules")
    authorities = read_authorities(data / "authorities")
    classification = read_classification(data / "rules" / "classification.csv")
    texts = [RuleText(rule.id, rule.printed_pattern, rule.note) for rule in rules.all()]
    register = open_register(authorities, classification)
    background = (
        describe_vocabulary(root / "ontology", iris),
        describe_register(authorities, classification, texts, iris),
    )
    return _Knowledge(
        root=root,
        iris=iris,
        known=read_manifest(data / "sources"),
        rules=rules,
        register=register,
        background=background,
    )


def _with_ledger(knowledge: _Knowledge, settings: Settings) -> _Knowledge:
    ledger = read_ledger(_ledger(settings), knowledge.register)
    return replace(knowledge, register=replace(knowledge.register, ledger=ledger))


@dataclass(frozen=True, slots=True)
class _Described:
    """The graphs of the reports and of the ledger, with what was found on the way."""

    graphs: tuple[NamedGraph, ...]
    findings: tuple[Finding, ...]


def _describe_all(
    documents: Sequence[SourceDocument], knowledge: _Knowledge, progress: Progress
) -> _Described:
    ledger = knowledge.register.ledger
    described: list[ReportGraph] = []
    sketches: list[Sketch] = []
    for place, reconciled in enumerate(_reconcile_all(documents, knowledge, progress), 1):
        described.append(describe(reconciled, knowledge.iris))
        sketches += sketch(reconciled, ledger)
        progress("described", place, len(documents))
    decisions = describe_decisions(ledger, {item.key for item in sketches}, knowledge.iris)
    found = [finding for item in described for finding in item.findings]
    across = (*tell_pairs(propose_same(sketches, ledger)), *tell_unused(ledger, sketches))
    return _Described((decisions, *(item.graph for item in described)), (*found, *across))


def _reconcile_all(
    documents: Sequence[SourceDocument], knowledge: _Knowledge, progress: Progress
) -> Iterator[ReconciledReport]:
    """Yield the reports with their names resolved; all are read before the first is yielded."""
    reports = []
    for place, document in enumerate(documents, 1):
        reports.append(parse(document, knowledge.rules))
        progress("read", place, len(documents))
    register = replace(knowledge.register, numbers=_numbers(reports))
    return (reconcile(report, register) for report in reports)


def _numbers(reports: Iterable[Report]) -> dict[str, str]:
    """Return the number of the report of each symbol, unless two reports bear it."""
    found: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        if report.symbol:
            found[report.symbol.text].append(report.number)
    return {symbol: numbers[0] for symbol, numbers in found.items() if len(numbers) == 1}


@dataclass(frozen=True, slots=True)
class _Checked:
    dataset: CheckedDataset
    publication: Publication


def _check(
    described: _Described,
    knowledge: _Knowledge,
    order: Order,
    settings: Settings,
    progress: Progress,
) -> _Checked:
    graphs = [*knowledge.background, *described.graphs]
    graphs += _tombstones(graphs, knowledge, settings)
    findings = described.findings
    texts = read_texts(knowledge.root / "data" / "catalogue.toml")
    publisher = Publisher(settings.publisher, settings.contact)
    shapes = knowledge.root / "shapes"
    ingredients = (*(path.read_text("utf-8") for path in sorted(shapes.glob("*.ttl"))),)
    ingredients += (repr(texts), repr(publisher))
    ingredients += tuple(question.query for question in read_questions().by_name.values())
    release_id = order.release_id or content_id(graphs, findings, __version__, *ingredients)
    publication = plan_publication(release_id, graphs, texts, publisher, knowledge.iris)
    graphs.append(describe_catalogue(publication))
    dataset = validate(graphs, findings, shapes)
    progress("validated", 1, 1)
    return _Checked(dataset, publication)


def _tombstones(
    graphs: Sequence[NamedGraph], knowledge: _Knowledge, settings: Settings
) -> tuple[NamedGraph, ...]:
    """Return the graph of what is withdrawn, none where nothing is."""
    path = settings.tombstones or knowledge.root / "data" / "tombstones.csv"
    stones = read_tombstones(path)
    return (describe_tombstones(path, stones, graphs, knowledge.iris),) if stones else ()
