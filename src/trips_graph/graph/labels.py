"""Texts of our own: names of things that reports do not name, and the statement of rights."""

from collections.abc import Mapping

from trips_graph.model.entity import ReconciledReport
from trips_graph.model.narrative import Figure
from trips_graph.model.report import PageType

_CURRENCY_CODE = 3  # letters of an ISO 4217 code; no other unit has so few
_TITLES = {
    PageType.TECHNICAL_COOPERATION: {
        "en": "Report on technical cooperation under TRIPS Article 67: {of}",
        "fr": "Rapport sur la coopération technique au titre de l'article 67 de l'Accord sur les"
              " ADPIC : {of}",
        "es": "Informe sobre la cooperación técnica en el marco del artículo 67 del Acuerdo sobre"
              " los ADPIC: {of}",
    },
    PageType.TECHNOLOGY_TRANSFER: {
        "en": "Report on technology transfer under TRIPS Article 66.2: {of}",
        "fr": "Rapport sur le transfert de technologie au titre de l'article 66:2 de l'Accord sur"
              " les ADPIC : {of}",
        "es": "Informe sobre la transferencia de tecnología en el marco del párrafo 2 del artículo"
              " 66 del Acuerdo sobre los ADPIC: {of}",
    },
}  # fmt: skip
_UNKNOWN = {"en": "unknown submitter", "fr": "auteur inconnu", "es": "autor desconocido"}
RIGHTS = (
    "Facts under CC BY 4.0. The text of the report belongs to its submitter and is published by the"
    " WTO; only short quotes are kept here, as evidence."
)


def report_titles(reconciled: ReconciledReport) -> Mapping[str, str]:
    """Return the title of a report by language: what it is, who submitted it, which year.

    A submitter that no authority answers to is called as the report calls it.
    """
    report, labels = reconciled.report, reconciled.submitter_labels
    year = f", {report.year}" if report.year is not None else ""
    stated = reconciled.submitter_name
    told = labels.get("en") or (stated.text if stated else None)
    return {
        language: title.format(of=(labels.get(language) or told or _UNKNOWN[language]) + year)
        for language, title in _TITLES[report.page_type].items()
    }


def figure_label(figure: Figure) -> str:
    """Return a short name: `arrests: 859`, `seizure value: USD 14,000,000`."""
    currency = figure.unit.upper() if len(figure.unit) == _CURRENCY_CODE else None
    words = (figure.qualifier, currency, f"{figure.value:,}")
    return f"{figure.kind.replace('-', ' ')}: {' '.join(filter(None, words))}"
