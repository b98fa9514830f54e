"""What would overturn a rejection, and whether what is known now bears on it."""

from typing import Any

import pytest
from hypothesis import given, settings

from tollbook.assess import grade, standards
from tollbook.assess.space import applied, changes
from tollbook.assess.watch import bears, closer, general, overturner

from .made import facts, incidents

CJTF = standards()["cjtf-oir"]
OVERTURNING = overturner(CJTF)
REJECTED: list[tuple[dict[str, Any], list[set[str]]]] = [
    ({"date_known": False, "date_precision": "unknown"}, [{"accepted.yes"}, {"date.day"}]),
    ({"place_known": False, "place_precision_km": 30.0}, [{"accepted.yes"}, {"place.village"}]),
    (
        {"date_known": False, "date_precision": "month", "place_known": False, "place_precision_km": 30.0},
        [{"accepted.yes"}, {"date.day", "place.village"}],
    ),
    (
        {"strike_log": True, "log_complete": True, "certificate": True},
        [{"accepted.yes"}, {"strike_log.partial"}, {"strikes_near.one"}],
    ),
    ({"already_assessed": ["x"]}, [{"repeats.no"}]),
]


def keys(held: dict[str, Any]) -> list[set[str]]:
    return [{".".join(key) for key in flip.keys} for flip in OVERTURNING(held)]


@pytest.mark.parametrize(("given_facts", "flips"), REJECTED)
def test_what_would_overturn_it(given_facts: dict[str, Any], flips: list[set[str]]) -> None:
    held = facts(**given_facts)
    assert CJTF.stands(grade(held, CJTF).value) == "not_counted"
    assert keys(held) == flips


UNDATED = {"date_known": False, "date_precision": "unknown"}
BEARS: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    (UNDATED, {}, ["date_known"]),
    (UNDATED, {"date_known": False, "date_precision": "month"}, ["date_precision"]),
    (UNDATED, {**UNDATED, "reports": 9}, []),
    ({**UNDATED, "place_known": False, "place_precision_km": 30.0}, {"place_known": False, "place_precision_km": 30.0},
     ["date_known"]),
    ({"place_known": False, "place_precision_km": 30.0}, {"place_known": False, "place_precision_km": 12.0},
     ["place_precision_km"]),
    ({"place_known": False, "place_precision_km": 30.0}, {"place_known": False, "place_precision_km": 50.0}, []),
    (UNDATED, {**UNDATED, "accepted_by": ["us-led-coalition"]}, ["accepted_by"]),
    ({"strike_log": True, "log_complete": True, "certificate": True}, {"strike_log": True, "certificate": True},
     ["log_complete"]),
    ({"strike_log": True, "log_complete": True, "certificate": True},
     {"strike_log": True, "log_complete": True, "certificate": True, "strikes_near": 3}, ["strikes_near"]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "facts_named"), BEARS)
def test_what_bears_on_it(before: dict[str, Any], after: dict[str, Any], facts_named: list[str]) -> None:
    held = facts(**before)
    found = bears(OVERTURNING(held), held, facts(**after))
    assert [one.fact for one in found] == facts_named
    assert all(one.was != one.now and one.now.ar for one in found)


def test_a_second_source_bears_on_a_persons_rejection() -> None:
    """Where the rules would not have rejected it, a date, a place, a source, a strike and an acceptance are watched."""
    held = facts(independent_sources=1, sources=1, date_known=False, date_precision="month")
    axes = [key[0] for flip in general(held) for key in flip.keys]
    assert axes == ["date", "sources", "strikes_near", "accepted"]
    found = bears(general(held), held, facts(date_known=False, date_precision="month"))
    assert [(one.fact, one.was.en, one.now.en) for one in found] == [("independent_sources", "1", "2")]


@settings(max_examples=60, deadline=None)
@given(incidents())
def test_what_is_stored_overturns_it_and_bears_on_it(held: dict[str, Any]) -> None:
    """Each stored set of facts, once true, takes the rejection back; and it is noticed."""
    known = {(change.axis, change.value): change for change in changes([CJTF])}
    before = grade(held, CJTF)
    if CJTF.stands(before.value) != "not_counted":
        return
    for flip in OVERTURNING(held):
        after = applied(held, [known[key] for key in flip.keys])
        assert bears([flip], held, after)
        if OVERTURNING(held) != general(held):
            assert CJTF.stands(grade(after, CJTF).value) != "not_counted"


@settings(max_examples=60, deadline=None)
@given(incidents())
def test_nothing_new_raises_nothing(held: dict[str, Any]) -> None:
    assert bears([*OVERTURNING(held), *general(held)], held, dict(held)) == []


@pytest.mark.parametrize(
    ("name", "wanted", "before", "after", "moved"),
    [
        ("date_known", True, False, True, True),
        ("date_known", True, True, False, False),
        ("independent_sources", 3, 1, 2, True),
        ("independent_sources", 3, 2, 1, False),
        ("independent_sources", 3, 2, 9, True),
        ("place_precision_km", 2.0, 30.0, 5.0, True),
        ("place_precision_km", 2.0, 5.0, 30.0, False),
        ("date_precision", "day", "year", "month", True),
        ("date_precision", "day", "month", "unknown", False),
        ("accepted_by", ["@party"], [], ["russia"], True),
        ("accepted_by", ["@party"], ["russia"], [], False),
        ("already_assessed", [], ["x"], [], True),
    ],
)
def test_closer(name: str, wanted: object, before: object, after: object, moved: bool) -> None:
    assert closer(name, wanted, before, after) is moved
