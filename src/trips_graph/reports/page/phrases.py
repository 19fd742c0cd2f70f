"""The fixed phrases of the e-TRIPS Gateway and of WTO documents, in the three languages.

English phrases were all seen on real pages. Of the French and Spanish ones only the titles were;
the others are the likely wording, marked as guesses, and a table read by a guess says so.
"""

import re
from dataclasses import dataclass

from trips_graph.model.report import PageType
from trips_graph.reports.fields import MONTH

LONGEST_PHRASE = 400
"""No fixed phrase is longer; a longer line is never compared with one."""


@dataclass(frozen=True, slots=True)
class TableHeader:
    """A header of a table: which page type has it, and whether its wording is a guess."""

    pattern: re.Pattern[str]
    page_type: PageType
    guessed: bool = False


def _phrase(*words: str) -> re.Pattern[str]:
    """Return a pattern of alternatives; a blank in them stands for any blanks, also tabs."""
    spaced = (word.replace(" ", r"\s+") for word in words)
    return re.compile(rf"\s*(?:{'|'.join(spaced)})\s*", re.IGNORECASE)


PAGE_TITLE = _phrase(
    r".*\b67\b.* [-‒–—] View details of the document",
    r".*\b67\b.* [-‒–—] Afficher les détails du document",
    r".*\b67\b.* [-‒–—] Ver detalles del documento",
)
TRANSFER_TITLE = _phrase(
    r".*\b66[.:]2\b.* [-‒–—] View details of the document",
    r".*\b66[.:]2\b.* [-‒–—] Afficher les détails du document",
    r".*(?:\b66[.:]2\b|\bpárrafo 2 del artículo 66\b).* [-‒–—] Ver detalles del documento",
)
TABLE_HEADERS = (
    TableHeader(
        _phrase("# Title of programme or activity Start date Beneficiary Members or observers"),
        PageType.TECHNICAL_COOPERATION,
    ),
    TableHeader(
        _phrase(
            r"# Name of programme or project Beneficiary Members?(?:\(s\))? Category of technology"
        ),
        PageType.TECHNOLOGY_TRANSFER,
    ),
    TableHeader(
        _phrase(
            r"# (?:Titre|Intitulé) du programme ou de l['’]activité Date de (?:début|commencement) "
            r"Membres(?: ou observateurs)? bénéficiaires(?: ou observateurs)?",
            r"# Título del programa o (?:de la )?actividad Fecha de (?:inicio|comienzo) "
            r"Miembros(?: u observadores)? beneficiarios(?: u observadores)?",
        ),
        PageType.TECHNICAL_COOPERATION,
        guessed=True,
    ),
    TableHeader(
        _phrase(
            r"# Nom du programme ou du projet Membres? bénéficiaires? Catégorie de technologie",
            r"# Nombre del programa o (?:del )?proyecto Miembros? beneficiarios? "
            r"Categoría de (?:la )?tecnología",
        ),
        PageType.TECHNOLOGY_TRANSFER,
        guessed=True,
    ),
)
UNKNOWN_HEADER = re.compile(r"\s*(?:#\s.*|N[o°º]\.?\t.*)")
TABLE_HEADING = _phrase(
    "List of programmes/projects",
    "Liste des programmes/projets",  # a guess
    "Lista de programas/proyectos",  # a guess
)
TABLE_LINK = _phrase(
    "Click for more information",
    r"Cliquez(?: ici)? pour (?:plus d['’]informations?|de plus amples renseignements)",  # a guess
    r"(?:Pulse|(?:Haga )?clic)(?: aquí)? para (?:obtener )?más información",  # a guess
)
TABLE_EMPTY = _phrase(
    r"There are currently no items in the database\.?",
    r"Il n['’]y a actuellement aucun élément dans la base de données\.?",  # a guess
    r"(?:Actualmente )?no hay (?:actualmente )?elementos en la base de datos\.?",  # a guess
)
EMPTY_SENTENCE = "There are currently no items in the database"
"""What a page says of a table without rows; one that ends inside this sentence is cut."""
FURNITURE = _phrase(
    r"[0-9]+ items? found\.?",
    r"(?:Showing )?[0-9]+ (?:-|–|to) [0-9]+ of [0-9]+(?: items?)?",
    r"Page:? [0-9]+ ?(?:/|of) ?[0-9]+",
    r"(?:©|\(c\)) World Trade Organization.*",
)
"""Lines around a table that the gateway adds: they hold no fact of the report."""

CIRCULATION_LINE = re.compile(
    rf"\s*(?P<date>[0-9]{{1,2}}\s+(?:{MONTH})\s+[0-9]{{4}})"
    r"(?:\s+\([0-9]{2}-[0-9]{4}\))?(?:\s+Page:?\s*[0-9]+/[0-9]+)?\s*"
)
DOCUMENT_HEAD = _phrase(
    r"\([0-9]{2}-[0-9]{4}\)(?: Page:? [0-9]+/[0-9]+)?",
    r"Page:? [0-9]+/[0-9]+",
    "World Trade",
    "World Trade Organization",
    "Organization",
    r"Page:? [0-9]+",
    r"Council for Trade-Related Aspects of Intellectual Property Rights [-‒–—] .*",
    r"Council for Trade-Related Aspects of Original: (?:English|French|Spanish)"
    r" Intellectual Property Rights",
    r"Original: (?:English|French|Spanish)",
    r"Council for Trade-Related Aspects of(?: Intellectual Property Rights)?"
    r"(?: Original: (?:English|French|Spanish))?",
    r"Intellectual Property Rights(?: Original: (?:English|French|Spanish))?",
    r"(?:Addendum|Revision|Corrigendum)(?: [0-9]+)?",
)
"""Lines at the head of an `IP/C/...` document that tell nothing of its report."""
COMMUNICATION = re.compile(
    r"\s*(?:The following communication\b|At its meeting of\b"
    r"|The present document reproduces the information\b)",
    re.IGNORECASE,
)
"""How the paragraphs begin by which the WTO introduces a communication."""
SERIES_TITLE = _phrase(
    r"Technical co-?operation activities:(?: )*information from (?:members|other intergovernmental "
    r"organi[sz]ations|intergovernmental organi[sz]ations)",
    r"Technical co-?operation activities:?(?: information from(?: other)?)?",
    "Information from(?: other)?(?: members| intergovernmental organi[sz]ations)?",
    "(?:Other )?intergovernmental organi[sz]ations",
    "Report on the implementation of article 66.2(?: of the TRIPS agreement)?",
    "of the TRIPS agreement",
)
"""The title of the document series; the submitter's name follows it, sometimes in capitals."""
