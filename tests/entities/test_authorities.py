"""The authority tables: dated LDC status, dated former names, and clear words on what is wrong."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from trips_graph.entities.authorities import read_authorities
from trips_graph.errors import BadTable
from trips_graph.model.entity import FormerName, Member
from trips_graph.model.passage import PartialDate

FOLDER = Path(__file__).parents[2] / "data" / "authorities"
AUTHORITIES = read_authorities(FOLDER)
MEMBERS = {member.key: member for member in AUTHORITIES.members}
GRADUATED = {
    "BWA": "1994-12-19", "CPV": "2007-12-20", "MDV": "2011-01-01", "WSM": "2014-01-01",
    "GNQ": "2017-06-04", "VUT": "2020-12-04", "BTN": "2023-12-13", "STP": "2024-12-13",
}  # fmt: skip


def was_ldc(member: Member, day: str) -> bool:
    """Return whether it was an LDC on a day, by ISO order: a year begins before its days."""
    start, end = member.ldc_from, member.ldc_until
    return start is not None and start <= day and (end is None or day < end)


def test_who_has_graduated_did_so_on_a_known_day() -> None:
    until = {key: member.ldc_until for key, member in MEMBERS.items() if member.ldc_until}
    assert until == GRADUATED


@pytest.mark.parametrize(
    ("key", "day", "expected"),
    [
        ("KHM", "1990-12-31", False), ("KHM", "2019-05-01", True), ("WSM", "2013-12-31", True),
        ("WSM", "2014-01-01", False), ("VUT", "2020-12-03", True), ("VUT", "2020-12-04", False),
        ("GHA", "2019-05-01", False), ("LAO", "2026-01-01", True), ("SSD", "2011-12-31", False),
    ],
)  # fmt: skip
def test_ldc_status_holds_as_of_a_date(key: str, day: str, expected: bool) -> None:
    assert was_ldc(MEMBERS[key], day) is expected


def test_the_ldcs_of_today_are_those_of_the_undated_list(shared: Path) -> None:
    """Sao Tome and Principe graduated in December 2024; the undated list still has it."""
    with (shared / "authorities" / "members.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["ldc_unsd_list45"] == "yes"]
    listed = {row["iso3"] for row in rows}
    today = {key for key, member in MEMBERS.items() if was_ldc(member, "2026-01-01")}
    assert listed - today == {"STP"}
    assert today - listed == set()
    assert len(today) == 41


def test_a_scheduled_graduation_ends_no_status() -> None:
    due = {key: member.ldc_scheduled for key, member in MEMBERS.items() if member.ldc_scheduled}
    assert {key for key, when in due.items() if when == "2026-11-24"} == {"BGD", "LAO", "NPL"}
    assert all(MEMBERS[key].ldc_until is None for key in due)


def test_every_place_that_m49_lists_lies_in_a_region() -> None:
    without = {key for key, member in MEMBERS.items() if not member.region}
    assert without == {"EU", "TPKM"} == {key for key, member in MEMBERS.items() if not member.m49}
    told = {key: MEMBERS[key].region for key in ("KHM", "KEN", "SWZ", "FJI", "HTI", "TUR")}
    assert told == {"KHM": "035", "KEN": "202", "SWZ": "202", "FJI": "054", "HTI": "419",
                    "TUR": "145"}  # fmt: skip


def test_every_ldc_date_names_its_source() -> None:
    with (FOLDER / "members.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            assert bool(row["ldc_from"]) == bool(row["ldc_source"]), row["key"]


def test_former_names_have_their_end_where_it_is_known() -> None:
    assert FormerName("Swaziland", PartialDate("2018-04-19")) in MEMBERS["SWZ"].former_names
    assert FormerName("Burma", PartialDate("1989")) in MEMBERS["MMR"].former_names
    ends = {name.name: name.until for member in AUTHORITIES.members for name in member.former_names}
    assert ends["Turkey"] == "2022-06-01"
    assert ends["Zaire"] == "1997-05-17"
    assert ends["European Communities"] == "2009-12-01"


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("former_names", "Old [..April 2018]", "'April 2018' is no date"),
        ("former_names", "Old [..2018-13]", "month must be in 1..12"),
        ("ldc_from", "1971-02-30", "day"),
        ("ldc_from", "1971", "needs `ldc_from` and `ldc_source`"),
        ("ldc_until", "2014", "needs `ldc_from` and `ldc_source`"),
    ],
)
def test_a_wrong_date_is_told_by_file_and_line(
    tmp_path: Path, column: str, value: str, reason: str
) -> None:
    for path in FOLDER.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (FOLDER / "members.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    ghana = next(row for row in rows if row["key"] == "GHA")
    ghana[column] = value
    with (tmp_path / "members.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    line = rows.index(ghana) + 2
    with pytest.raises(BadTable, match=rf"members\.csv, line {line}: .*{reason}"):
        read_authorities(tmp_path)


def test_who_has_graduated_is_not_due_to(tmp_path: Path) -> None:
    text = (FOLDER / "members.csv").read_text(encoding="utf-8")
    for path in FOLDER.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    wrong = text.replace("1971,2014-01-01,,", "1971,2014-01-01,2029,")
    assert wrong != text
    (tmp_path / "members.csv").write_text(wrong, encoding="utf-8")
    with pytest.raises(BadTable, match="WSM: it has graduated or is due to, not both"):
        read_authorities(tmp_path)


def test_units_and_members_that_organisations_name_are_there() -> None:
    keys = {body.key for body in AUTHORITIES.organisations}
    for body in AUTHORITIES.organisations:
        assert body.unit_of is None or body.unit_of in keys
        assert body.member is None or body.member in MEMBERS
