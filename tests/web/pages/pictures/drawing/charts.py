"""Invented charts of every kind: no such counts were ever reported."""

from trips_graph.web.pages.pictures.drawing.chart import Chart, Kind, Mark, Words

WORDS = Words(
    "fr", "Titre inventé", "Description inventée", "Année", "Bénéficiaire", "Activités",
    "Aucune", "Rien à montrer",
)  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script> \"'&",
    "\u202egnp.exe\u202c\x00\x0b",
    "A" * 10_000,
    "A" * 10_001,
    "datum.value",
    "]]><!--",
    "منظمة مخترعة",
)
YEARS = tuple(str(year) for year in range(2001, 2026))
KEYS = ("KHM", "GHA", "TON", "HKG", "TPKM")


def make_chart(kind: Kind, width: int = 720) -> Chart:
    """Return an invented chart of a kind."""
    return Chart(kind, _MARKS[kind], width)


def count(number: int) -> Mark:
    """Return a mark of an invented number."""
    return Mark(number, f"{number:,}")


_MARKS = {
    Kind.COLUMNS: tuple(Mark(n * n * 11, str(n * n * 11), year) for n, year in enumerate(YEARS)),
    Kind.LINES: tuple(
        Mark(n % step, str(n % step), year, f"série {step}")
        for step in (5, 7)
        for n, year in enumerate(YEARS)
    ),
    Kind.BARS: tuple(Mark(n + 1, str(n + 1), "", name) for n, name in enumerate(HOSTILE)),
    Kind.MATRIX: tuple(
        Mark(n * m, str(n * m), column, row)
        for n, row in enumerate(HOSTILE)
        for m, column in enumerate(("Un", "Deux", "Trois"))
    ),
    Kind.MAP: tuple(Mark(n, str(n), down=key) for n, key in enumerate(KEYS)),
    Kind.CLASSES: tuple(
        Mark(1 + n % 2, ("PMA", "autre")[n % 2], down=k) for n, k in enumerate(KEYS)
    ),
}
