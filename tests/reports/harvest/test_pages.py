"""Which pages are wanted: numbers, addresses and lists of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from trips_graph.errors import BadInput
from trips_graph.model.report import PageType
from trips_graph.reports.harvest.pages import Page, Wanted, identify, read_pages

KIND_67, KIND_662 = PageType.TECHNICAL_COOPERATION, PageType.TECHNOLOGY_TRANSFER


@pytest.mark.parametrize(
    ("address", "identity"),
    [
        (f"https://e-trips.wto.org/en/{KIND_67}/View/1000364", (KIND_67, "1000364")),
        (f"http://e-trips.wto.org/En/{KIND_67}/View/1000364/", (KIND_67, "1000364")),
        (f"https://e-trips.wto.org/fr/{KIND_662}/View/7?DataLanguage=es#x", (KIND_662, "7")),
        (f"https://e-trips.wto.org/es/{KIND_662.lower()}/view/7", (KIND_662, "7")),
        (f"https://mirror.example/e/trips/{KIND_67}/View/5", (KIND_67, "5")),
        (f"https://e-trips.wto.org/en/{KIND_67}/Edit/5", None),
        (f"https://e-trips.wto.org/en/{KIND_67}/View/05", None),
        (f"https://e-trips.wto.org/en/{KIND_67}/View/5/more", None),
        ("https://e-trips.wto.org/en/OtherNotifications/View/5", None),
        (f"https://e-trips.wto.org/?next=/en/{KIND_67}/View/5", None),
        (f"ftp://e-trips.wto.org/en/{KIND_67}/View/5", None),
        (f"/en/{KIND_67}/View/5", None),
    ],
)
def test_type_and_number_are_the_identity_of_an_address(
    address: str, identity: tuple[PageType, str] | None
) -> None:
    assert identify(address) == identity


def test_numbers_and_lists_come_in_order_each_once(tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(
        "\ufeff1000364\n\n# invented: the sibling type\r\n"
        f"  https://e-trips.wto.org/fr/{KIND_662}/View/7  \n5\n9",
        encoding="utf-8",
    )
    pages = read_pages(Wanted(("9", "5"), listed, language="es"))
    expected = [("9", KIND_67), ("5", KIND_67), ("1000364", KIND_67), ("7", KIND_662)]
    assert [(page.number, page.type) for page in pages] == expected
    assert {page.language for page in pages} == {"es"}


def test_a_page_stands_on_the_gateway_of_the_settings() -> None:
    (page,) = read_pages(Wanted(("5",), type=KIND_662, language="fr"))
    assert isinstance(page, Page)
    assert page.address("http://h/base") == f"http://h/base/fr/{KIND_662}/View/5"


def test_all_faults_of_a_list_are_told_by_line(tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    address = f"https://e-trips.wto.org/en/{KIND_662}/View/5"
    listed.write_text(f"5\n0\n12a\n{address}\n99999999999\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_pages(Wanted(("-1",), listed))
    first, *lines = str(caught.value).splitlines()
    assert first == "command line: '-1' is neither the number nor the address of an e-TRIPS report"
    assert [line.partition(": ")[0] for line in lines] == [
        f"{listed}, line {number}" for number in (2, 3, 4, 5)
    ]
    assert "number 5 stands there with another type already" in lines[2]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no number in it"),
        (b"# nothing\n", "no number in it"),
        (b"\xff\xfe5", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_a_list_without_a_number_is_told(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    listed = tmp_path / "list.txt"
    if content is not None:
        listed.write_bytes(content)
    with pytest.raises(BadInput, match=message):
        read_pages(Wanted((), listed))
