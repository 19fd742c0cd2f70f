"""Generated from ontology/ by tools/generate.py; do not edit.

One namespace a class, one term a line: `tg.Report` is <https://w3id.org/trips-graph/def#Report>.
"""
# ruff: noqa: N801, N815
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

PREFIXES: Final[dict[str, str]] = {
    "tg": "https://w3id.org/trips-graph/def#",
    "bibo": "http://purl.org/ontology/bibo/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vann": "http://purl.org/vocab/vann/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class tg:
    """The namespace <https://w3id.org/trips-graph/def#>."""

    Activity: Final = NamedNode("https://w3id.org/trips-graph/def#Activity")
    Beneficiary: Final = NamedNode("https://w3id.org/trips-graph/def#Beneficiary")
    BeneficiaryGroup: Final = NamedNode("https://w3id.org/trips-graph/def#BeneficiaryGroup")
    Decision: Final = NamedNode("https://w3id.org/trips-graph/def#Decision")
    FormerName: Final = NamedNode("https://w3id.org/trips-graph/def#FormerName")
    Member: Final = NamedNode("https://w3id.org/trips-graph/def#Member")
    Observer: Final = NamedNode("https://w3id.org/trips-graph/def#Observer")
    ProgrammeEntry: Final = NamedNode("https://w3id.org/trips-graph/def#ProgrammeEntry")
    Report: Final = NamedNode("https://w3id.org/trips-graph/def#Report")
    ReportedFigure: Final = NamedNode("https://w3id.org/trips-graph/def#ReportedFigure")
    Rule: Final = NamedNode("https://w3id.org/trips-graph/def#Rule")
    Section: Final = NamedNode("https://w3id.org/trips-graph/def#Section")
    SourceDocument: Final = NamedNode("https://w3id.org/trips-graph/def#SourceDocument")
    TechnologyTransferReport: Final = NamedNode("https://w3id.org/trips-graph/def#TechnologyTransferReport")
    Tool: Final = NamedNode("https://w3id.org/trips-graph/def#Tool")
    UnresolvedMention: Final = NamedNode("https://w3id.org/trips-graph/def#UnresolvedMention")
    about: Final = NamedNode("https://w3id.org/trips-graph/def#about")
    activityType: Final = NamedNode("https://w3id.org/trips-graph/def#activityType")
    assignedBy: Final = NamedNode("https://w3id.org/trips-graph/def#assignedBy")
    assigns: Final = NamedNode("https://w3id.org/trips-graph/def#assigns")
    beneficiary: Final = NamedNode("https://w3id.org/trips-graph/def#beneficiary")
    beneficiaryStatus: Final = NamedNode("https://w3id.org/trips-graph/def#beneficiaryStatus")
    communicationDate: Final = NamedNode("https://w3id.org/trips-graph/def#communicationDate")
    confidence: Final = NamedNode("https://w3id.org/trips-graph/def#confidence")
    cumulative: Final = NamedNode("https://w3id.org/trips-graph/def#cumulative")
    decidedName: Final = NamedNode("https://w3id.org/trips-graph/def#decidedName")
    decider: Final = NamedNode("https://w3id.org/trips-graph/def#decider")
    decidesOn: Final = NamedNode("https://w3id.org/trips-graph/def#decidesOn")
    describes: Final = NamedNode("https://w3id.org/trips-graph/def#describes")
    endDate: Final = NamedNode("https://w3id.org/trips-graph/def#endDate")
    evidence: Final = NamedNode("https://w3id.org/trips-graph/def#evidence")
    figureKind: Final = NamedNode("https://w3id.org/trips-graph/def#figureKind")
    formerName: Final = NamedNode("https://w3id.org/trips-graph/def#formerName")
    inSection: Final = NamedNode("https://w3id.org/trips-graph/def#inSection")
    iso3166Alpha2: Final = NamedNode("https://w3id.org/trips-graph/def#iso3166Alpha2")
    iso3166Alpha3: Final = NamedNode("https://w3id.org/trips-graph/def#iso3166Alpha3")
    ldcFrom: Final = NamedNode("https://w3id.org/trips-graph/def#ldcFrom")
    ldcScheduledUntil: Final = NamedNode("https://w3id.org/trips-graph/def#ldcScheduledUntil")
    ldcUntil: Final = NamedNode("https://w3id.org/trips-graph/def#ldcUntil")
    line: Final = NamedNode("https://w3id.org/trips-graph/def#line")
    m49: Final = NamedNode("https://w3id.org/trips-graph/def#m49")
    memberKind: Final = NamedNode("https://w3id.org/trips-graph/def#memberKind")
    mentionRole: Final = NamedNode("https://w3id.org/trips-graph/def#mentionRole")
    mentionText: Final = NamedNode("https://w3id.org/trips-graph/def#mentionText")
    nameUntil: Final = NamedNode("https://w3id.org/trips-graph/def#nameUntil")
    onlyInReport: Final = NamedNode("https://w3id.org/trips-graph/def#onlyInReport")
    ordinal: Final = NamedNode("https://w3id.org/trips-graph/def#ordinal")
    organisationKind: Final = NamedNode("https://w3id.org/trips-graph/def#organisationKind")
    paragraphNumber: Final = NamedNode("https://w3id.org/trips-graph/def#paragraphNumber")
    partner: Final = NamedNode("https://w3id.org/trips-graph/def#partner")
    pattern: Final = NamedNode("https://w3id.org/trips-graph/def#pattern")
    periodEnd: Final = NamedNode("https://w3id.org/trips-graph/def#periodEnd")
    periodStart: Final = NamedNode("https://w3id.org/trips-graph/def#periodStart")
    place: Final = NamedNode("https://w3id.org/trips-graph/def#place")
    qualifier: Final = NamedNode("https://w3id.org/trips-graph/def#qualifier")
    readBy: Final = NamedNode("https://w3id.org/trips-graph/def#readBy")
    rendition: Final = NamedNode("https://w3id.org/trips-graph/def#rendition")
    reportNumber: Final = NamedNode("https://w3id.org/trips-graph/def#reportNumber")
    reportYear: Final = NamedNode("https://w3id.org/trips-graph/def#reportYear")
    reportedBy: Final = NamedNode("https://w3id.org/trips-graph/def#reportedBy")
    reportedIn: Final = NamedNode("https://w3id.org/trips-graph/def#reportedIn")
    retrieved: Final = NamedNode("https://w3id.org/trips-graph/def#retrieved")
    rowNumber: Final = NamedNode("https://w3id.org/trips-graph/def#rowNumber")
    sameActivityAs: Final = NamedNode("https://w3id.org/trips-graph/def#sameActivityAs")
    sectionNumber: Final = NamedNode("https://w3id.org/trips-graph/def#sectionNumber")
    settledBy: Final = NamedNode("https://w3id.org/trips-graph/def#settledBy")
    sha256: Final = NamedNode("https://w3id.org/trips-graph/def#sha256")
    startDate: Final = NamedNode("https://w3id.org/trips-graph/def#startDate")
    startYear: Final = NamedNode("https://w3id.org/trips-graph/def#startYear")
    statedBeneficiaries: Final = NamedNode("https://w3id.org/trips-graph/def#statedBeneficiaries")
    statedCategory: Final = NamedNode("https://w3id.org/trips-graph/def#statedCategory")
    statedPeriod: Final = NamedNode("https://w3id.org/trips-graph/def#statedPeriod")
    statedStart: Final = NamedNode("https://w3id.org/trips-graph/def#statedStart")
    statedSubmitter: Final = NamedNode("https://w3id.org/trips-graph/def#statedSubmitter")
    statedTitle: Final = NamedNode("https://w3id.org/trips-graph/def#statedTitle")
    submittedBy: Final = NamedNode("https://w3id.org/trips-graph/def#submittedBy")
    submitterSource: Final = NamedNode("https://w3id.org/trips-graph/def#submitterSource")
    supports: Final = NamedNode("https://w3id.org/trips-graph/def#supports")
    symbolSource: Final = NamedNode("https://w3id.org/trips-graph/def#symbolSource")
    tableState: Final = NamedNode("https://w3id.org/trips-graph/def#tableState")
    topic: Final = NamedNode("https://w3id.org/trips-graph/def#topic")
    unit: Final = NamedNode("https://w3id.org/trips-graph/def#unit")
    unresolvedMention: Final = NamedNode("https://w3id.org/trips-graph/def#unresolvedMention")
    updates: Final = NamedNode("https://w3id.org/trips-graph/def#updates")
    updatesSymbol: Final = NamedNode("https://w3id.org/trips-graph/def#updatesSymbol")
    usesTool: Final = NamedNode("https://w3id.org/trips-graph/def#usesTool")
    value: Final = NamedNode("https://w3id.org/trips-graph/def#value")
    verdict: Final = NamedNode("https://w3id.org/trips-graph/def#verdict")
    withdrawnOn: Final = NamedNode("https://w3id.org/trips-graph/def#withdrawnOn")
    wtoAccession: Final = NamedNode("https://w3id.org/trips-graph/def#wtoAccession")


class dcat:
    """The namespace <http://www.w3.org/ns/dcat#>."""

    Catalog: Final = NamedNode("http://www.w3.org/ns/dcat#Catalog")
    DataService: Final = NamedNode("http://www.w3.org/ns/dcat#DataService")
    Dataset: Final = NamedNode("http://www.w3.org/ns/dcat#Dataset")
    Distribution: Final = NamedNode("http://www.w3.org/ns/dcat#Distribution")
    accessURL: Final = NamedNode("http://www.w3.org/ns/dcat#accessURL")
    byteSize: Final = NamedNode("http://www.w3.org/ns/dcat#byteSize")
    dataset: Final = NamedNode("http://www.w3.org/ns/dcat#dataset")
    distribution: Final = NamedNode("http://www.w3.org/ns/dcat#distribution")
    downloadURL: Final = NamedNode("http://www.w3.org/ns/dcat#downloadURL")
    endpointURL: Final = NamedNode("http://www.w3.org/ns/dcat#endpointURL")
    hasVersion: Final = NamedNode("http://www.w3.org/ns/dcat#hasVersion")
    keyword: Final = NamedNode("http://www.w3.org/ns/dcat#keyword")
    mediaType: Final = NamedNode("http://www.w3.org/ns/dcat#mediaType")
    servesDataset: Final = NamedNode("http://www.w3.org/ns/dcat#servesDataset")
    service: Final = NamedNode("http://www.w3.org/ns/dcat#service")
    theme: Final = NamedNode("http://www.w3.org/ns/dcat#theme")
    version: Final = NamedNode("http://www.w3.org/ns/dcat#version")


class dcterms:
    """The namespace <http://purl.org/dc/terms/>."""

    Location: Final = NamedNode("http://purl.org/dc/terms/Location")
    description: Final = NamedNode("http://purl.org/dc/terms/description")
    format: Final = NamedNode("http://purl.org/dc/terms/format")
    identifier: Final = NamedNode("http://purl.org/dc/terms/identifier")
    isPartOf: Final = NamedNode("http://purl.org/dc/terms/isPartOf")
    isReplacedBy: Final = NamedNode("http://purl.org/dc/terms/isReplacedBy")
    issued: Final = NamedNode("http://purl.org/dc/terms/issued")
    language: Final = NamedNode("http://purl.org/dc/terms/language")
    license: Final = NamedNode("http://purl.org/dc/terms/license")
    publisher: Final = NamedNode("http://purl.org/dc/terms/publisher")
    rights: Final = NamedNode("http://purl.org/dc/terms/rights")
    title: Final = NamedNode("http://purl.org/dc/terms/title")


class foaf:
    """The namespace <http://xmlns.com/foaf/0.1/>."""

    Agent: Final = NamedNode("http://xmlns.com/foaf/0.1/Agent")
    Document: Final = NamedNode("http://xmlns.com/foaf/0.1/Document")
    focus: Final = NamedNode("http://xmlns.com/foaf/0.1/focus")
    homepage: Final = NamedNode("http://xmlns.com/foaf/0.1/homepage")
    name: Final = NamedNode("http://xmlns.com/foaf/0.1/name")
    page: Final = NamedNode("http://xmlns.com/foaf/0.1/page")


class oa:
    """The namespace <http://www.w3.org/ns/oa#>."""

    SpecificResource: Final = NamedNode("http://www.w3.org/ns/oa#SpecificResource")
    TextPositionSelector: Final = NamedNode("http://www.w3.org/ns/oa#TextPositionSelector")
    TextQuoteSelector: Final = NamedNode("http://www.w3.org/ns/oa#TextQuoteSelector")
    end: Final = NamedNode("http://www.w3.org/ns/oa#end")
    exact: Final = NamedNode("http://www.w3.org/ns/oa#exact")
    hasSelector: Final = NamedNode("http://www.w3.org/ns/oa#hasSelector")
    hasSource: Final = NamedNode("http://www.w3.org/ns/oa#hasSource")
    start: Final = NamedNode("http://www.w3.org/ns/oa#start")


class org:
    """The namespace <http://www.w3.org/ns/org#>."""

    Organization: Final = NamedNode("http://www.w3.org/ns/org#Organization")
    unitOf: Final = NamedNode("http://www.w3.org/ns/org#unitOf")


class owl:
    """The namespace <http://www.w3.org/2002/07/owl#>."""

    AnnotationProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#AnnotationProperty")
    Class: Final = NamedNode("http://www.w3.org/2002/07/owl#Class")
    DatatypeProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#DatatypeProperty")
    ObjectProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#ObjectProperty")
    deprecated: Final = NamedNode("http://www.w3.org/2002/07/owl#deprecated")
    sameAs: Final = NamedNode("http://www.w3.org/2002/07/owl#sameAs")


class prov:
    """The namespace <http://www.w3.org/ns/prov#>."""

    wasDerivedFrom: Final = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")


class rdf:
    """The namespace <http://www.w3.org/1999/02/22-rdf-syntax-ns#>."""

    langString: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")
    type: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


class rdfs:
    """The namespace <http://www.w3.org/2000/01/rdf-schema#>."""

    isDefinedBy: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#isDefinedBy")
    label: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    subClassOf: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


class sh:
    """The namespace <http://www.w3.org/ns/shacl#>."""

    ValidationReport: Final = NamedNode("http://www.w3.org/ns/shacl#ValidationReport")
    ValidationResult: Final = NamedNode("http://www.w3.org/ns/shacl#ValidationResult")
    conforms: Final = NamedNode("http://www.w3.org/ns/shacl#conforms")
    focusNode: Final = NamedNode("http://www.w3.org/ns/shacl#focusNode")
    result: Final = NamedNode("http://www.w3.org/ns/shacl#result")
    resultMessage: Final = NamedNode("http://www.w3.org/ns/shacl#resultMessage")
    resultPath: Final = NamedNode("http://www.w3.org/ns/shacl#resultPath")
    resultSeverity: Final = NamedNode("http://www.w3.org/ns/shacl#resultSeverity")
    sourceConstraintComponent: Final = NamedNode("http://www.w3.org/ns/shacl#sourceConstraintComponent")
    sourceShape: Final = NamedNode("http://www.w3.org/ns/shacl#sourceShape")
    value: Final = NamedNode("http://www.w3.org/ns/shacl#value")


class skos:
    """The namespace <http://www.w3.org/2004/02/skos/core#>."""

    Concept: Final = NamedNode("http://www.w3.org/2004/02/skos/core#Concept")
    ConceptScheme: Final = NamedNode("http://www.w3.org/2004/02/skos/core#ConceptScheme")
    altLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    changeNote: Final = NamedNode("http://www.w3.org/2004/02/skos/core#changeNote")
    definition: Final = NamedNode("http://www.w3.org/2004/02/skos/core#definition")
    hiddenLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#hiddenLabel")
    notation: Final = NamedNode("http://www.w3.org/2004/02/skos/core#notation")
    prefLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


class spdx:
    """The namespace <http://spdx.org/rdf/terms#>."""

    Checksum: Final = NamedNode("http://spdx.org/rdf/terms#Checksum")
    ChecksumAlgorithm: Final = NamedNode("http://spdx.org/rdf/terms#ChecksumAlgorithm")
    algorithm: Final = NamedNode("http://spdx.org/rdf/terms#algorithm")
    checksum: Final = NamedNode("http://spdx.org/rdf/terms#checksum")
    checksumAlgorithm_sha256: Final = NamedNode("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")
    checksumValue: Final = NamedNode("http://spdx.org/rdf/terms#checksumValue")


class vs:
    """The namespace <http://www.w3.org/2003/06/sw-vocab-status/ns#>."""

    term_status: Final = NamedNode("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")


class xsd:
    """The namespace <http://www.w3.org/2001/XMLSchema#>."""

    anyURI: Final = NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")
    boolean: Final = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
    date: Final = NamedNode("http://www.w3.org/2001/XMLSchema#date")
    dateTime: Final = NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
    decimal: Final = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    gYear: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYear")
    gYearMonth: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")
    hexBinary: Final = NamedNode("http://www.w3.org/2001/XMLSchema#hexBinary")
    integer: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    nonNegativeInteger: Final = NamedNode("http://www.w3.org/2001/XMLSchema#nonNegativeInteger")
    string: Final = NamedNode("http://www.w3.org/2001/XMLSchema#string")
