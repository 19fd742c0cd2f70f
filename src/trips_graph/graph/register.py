"""Describes the authorities and the rules: the graph `/id/graph/authorities`.

Shapes: tg:Member, tg:Observer, org:Organization, tg:BeneficiaryGroup, tg:Tool, tg:Rule,
tg:FormerName and dcterms:Location. Other names are look-up keys, hence skos:hiddenLabel,
never labels.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from trips_graph.graph.literals import day, partial
from trips_graph.iris import Iris, concept, slug
from trips_graph.model.entity import (
    Authorities,
    ClassificationRule,
    FormerName,
    Member,
    NamedThing,
    Organisation,
)
from trips_graph.model.graph import NamedGraph, Statement, named_graph
from trips_graph.terms import dcterms, foaf, org, owl, rdf, rdfs, skos, tg


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as it is published: its key, its pattern, what it is for, and what it assigns."""

    key: str
    pattern: str
    note: str
    assigns: NamedNode | None = None


def describe_register(
    authorities: Authorities,
    classification: Iterable[ClassificationRule],
    reading: Iterable[RuleText],
    iris: Iris,
) -> NamedGraph:
    """Return the graph of all authorities and rules. Errors: none."""
    assigning = (
        RuleText(rule.key, rule.pattern, rule.note, concept(rule.scheme, rule.concept))
        for rule in classification
    )
    rules = (*assigning, *reading)
    return named_graph(iris.graph("authorities"), _statements(authorities, rules, iris))


def _statements(
    authorities: Authorities, rules: Iterable[RuleText], iris: Iris
) -> Iterator[Statement]:
    for member in authorities.members:
        yield from _member(member, iris)
        yield from _place(member, iris)
    for body in authorities.organisations:
        yield from _organisation(body, iris)
    for group in authorities.groups:
        yield from _named_thing(iris.group(group.key), tg.BeneficiaryGroup, group)
    for tool in authorities.tools:
        yield from _named_thing(iris.tool(tool.key), tg.Tool, tool)
    for rule in rules:
        yield from _rule(rule, iris)


def _member(member: Member, iris: Iris) -> Iterator[Statement]:
    node = iris.member(member.key)
    yield node, rdf.type, tg.Observer if member.joined is None else tg.Member
    yield from _labels(node, member.names)
    yield from _hidden(node, member.look_up_names)
    yield node, tg.memberKind, concept("member-kind", member.member_kind)
    if member.joined:
        yield node, tg.wtoAccession, day(member.joined)
    for property_, when in (
        (tg.ldcFrom, member.ldc_from),
        (tg.ldcUntil, member.ldc_until),
        (tg.ldcScheduledUntil, member.ldc_scheduled),
    ):
        if when:
            yield node, property_, partial(when)
    for former in member.former_names:
        yield from _former_name(node, former, iris)
    if member.iso3:
        yield node, tg.place, iris.place(member.key)


def _former_name(member: NamedNode, former: FormerName, iris: Iris) -> Iterator[Statement]:
    """Describe a name that has ended, and when: reports may lag, so it still finds the Member."""
    node = iris.thing("name", f"{member.value.rpartition('/')[2]}-{slug(former.name)}")
    yield member, tg.formerName, node
    yield node, rdf.type, tg.FormerName
    yield node, rdfs.label, Literal(former.name, language="en")
    if former.until:
        yield node, tg.nameUntil, partial(former.until)


def _place(member: Member, iris: Iris) -> Iterator[Statement]:
    """Describe where a Member is: what outside country identifiers are the same as."""
    if not member.iso3:
        return
    node = iris.place(member.key)
    yield node, rdf.type, dcterms.Location
    yield from _labels(node, member.names)
    yield node, tg.iso3166Alpha3, Literal(member.iso3)
    if member.iso2:
        yield node, tg.iso3166Alpha2, Literal(member.iso2)
    if member.m49:
        yield node, tg.m49, Literal(member.m49)
    if member.region:
        yield node, tg.region, concept("region", member.region)
    for same in filter(None, (member.wikidata, member.geonames)):
        yield node, owl.sameAs, NamedNode(same)
    if member.eu_country:
        yield from _concept_about(member.eu_country, node)


def _organisation(body: Organisation, iris: Iris) -> Iterator[Statement]:
    """Describe an organisation; one that is a WTO Member adds its links to that Member."""
    node = iris.member(body.member) if body.member else iris.organisation(body.key)
    if body.member:
        # The English label is the WTO's; it stands with the Member.
        yield from _labels(node, {lang: name for lang, name in body.names.items() if lang != "en"})
    else:
        yield node, rdf.type, org.Organization
        yield from _labels(node, body.names)
        yield from ((node, skos.altLabel, Literal(name)) for name in body.other_names)
    if body.unit_of:
        yield node, org.unitOf, iris.organisation(body.unit_of)
    yield node, tg.organisationKind, concept("organisation-kind", body.organisation_kind)
    for same in body.identities:
        yield node, owl.sameAs, NamedNode(same)
    for about in body.concepts:
        yield from _concept_about(about, node)


def _concept_about(iri: str, node: NamedNode) -> Iterator[Statement]:
    """An entry of an authority table is a concept *about* a thing, never the thing itself."""
    yield NamedNode(iri), rdf.type, skos.Concept
    yield NamedNode(iri), foaf.focus, node


def _named_thing(node: NamedNode, kind: NamedNode, thing: NamedThing) -> Iterator[Statement]:
    yield node, rdf.type, kind
    yield from _labels(node, thing.names)
    yield from _hidden(node, thing.other_names)


def _rule(rule: RuleText, iris: Iris) -> Iterator[Statement]:
    node = iris.rule(rule.key)
    yield node, rdf.type, tg.Rule
    yield node, rdfs.label, Literal(rule.key, language="en")
    yield node, tg.pattern, Literal(rule.pattern)
    yield node, dcterms.description, Literal(rule.note, language="en")
    if rule.assigns:
        yield node, tg.assigns, rule.assigns


def _labels(node: NamedNode, names: Mapping[str, str]) -> Iterator[Statement]:
    for language, name in names.items():
        yield node, rdfs.label, Literal(name, language=language)


def _hidden(node: NamedNode, names: Iterable[str]) -> Iterator[Statement]:
    for name in names:
        yield node, skos.hiddenLabel, Literal(name)
