"""Facets are correct in combination: each is counted under all other filters."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .reckoning import FACETS, Filters, Reckoning, count

PATIENT = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def ask(client: httpx.Client, filters: Filters) -> dict[str, Any]:
    response = client.get("/activities.json", params={name: list(v) for name, v in filters.items()})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def values_of(reckoned: Reckoning) -> dict[str, list[str]]:
    return {
        name: sorted({value for activity in reckoned for value in activity.values[name]})
        for name in FACETS
    }


@PATIENT
@given(places=st.lists(st.tuples(st.sampled_from(FACETS), st.integers(0, 200)), max_size=4))
def test_an_activity_has_one_of_the_values_of_each_facet(
    explored: httpx.Client, reckoned: Reckoning, places: list[tuple[str, int]]
) -> None:
    known = values_of(reckoned)
    filters: dict[str, tuple[str, ...]] = {}
    for name, place in places:
        value = known[name][place % len(known[name])]
        filters[name] = tuple(dict.fromkeys((*filters.get(name, ()), value)))
    found = ask(explored, filters)
    fitting = {activity.key for activity in reckoned if activity.fits(filters)}
    assert {activity["key"] for activity in found["activities"]} == fitting
    assert found["total"] == len(fitting)
    for facet in FACETS:
        told = {choice["value"]: choice["count"] for choice in found["facets"][facet]}
        expected = count(reckoned, filters, facet)
        zero = {value: 0 for value in filters.get(facet, ()) if value not in expected}
        assert told == expected | zero, facet


def test_the_release_has_something_of_each_facet(reckoned: Reckoning) -> None:
    """Else the test above would compare nothing with nothing."""
    known = values_of(reckoned)
    assert all(len(values) >= 3 for values in known.values()), known
    assert len(reckoned) > 100


@pytest.mark.parametrize("value", ["yes", "no", "unknown"])
def test_ldc_holds_as_of_the_start(explored: httpx.Client, reckoned: Reckoning, value: str) -> None:
    found = ask(explored, {"ldc": (value,)})
    assert {activity["ldc"] for activity in found["activities"]} == {value}
    assert found["total"] == sum(value in activity.values["ldc"] for activity in reckoned) > 0
