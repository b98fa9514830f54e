"""The history: what a list shows, states side by side, taking a decision back, exports, and a bounded cost."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tollbook.casebook.decisions import Change
from tollbook.casebook.models import Event
from tollbook.casebook.workspace import Workspace
from tollbook.web.history.compare import Row, compared

As = Callable[..., Client]


@pytest.fixture
def rejected(filled: Workspace) -> int:
    """The event of a claim that an analyst rejected."""
    return filled.correct("first", Change("rejected", next(iter(filled.claims())), None), "a headline, no claim")


COMPARED: list[tuple[Any, Any, list[Any]]] = [
    (None, None, []),
    ({"a": 1}, {"a": 1}, [("a", "1", "1")]),
    ({"a": {"b": [1, 2]}}, {"a": {"b": [1]}}, [("a › b › 1", "1", "1"), ("a › b › 2", "2", None)]),
    (None, {"x": None, "y": True, "z": []}, [("x", None, "–"), ("y", None, "yes"), ("z", None, "–")]),
    ("reviewer", "analyst", [("", "reviewer", "analyst")]),
    (False, True, [("", "no", "yes")]),
]


@pytest.mark.parametrize(("old", "new", "rows"), COMPARED)
def test_every_field_of_either_state_is_beside_the_other(old: Any, new: Any, rows: list[tuple[Any, ...]]) -> None:
    assert compared(old, new) == [Row(*row) for row in rows]


def test_the_history_says_who_when_what_and_why(rejected: int, as_role: As) -> None:
    page = as_role("reviewer").get("/history/").content.decode()
    row = Event.objects.get(pk=rejected)
    for said in ("first", "a headline, no claim", "rejected", row.at.strftime("%Y-%m-%d %H:%M"), row.subject_id):
        assert said in page


FILTERS = [
    ("actor=first", True), ("actor=second", False), ("what=rejected", True), ("what=decision", True),
    ("what=accepted", False), ("subject_type=claim", True), ("subject_type=incident", False),
    ("since=2000-01-01", True), ("until=2000-01-01", False), ("subject=none", False),
]  # fmt: skip


@pytest.mark.parametrize(("query", "there"), FILTERS)
def test_filters_in_the_address_narrow_it(rejected: int, as_role: As, query: str, there: bool) -> None:
    assert (f"/history/{rejected}/" in as_role("reviewer").get(f"/history/?{query}").content.decode()) == there


def test_an_event_shows_the_record_before_and_after(filled: Workspace, as_role: As) -> None:
    claim = next(iter(filled.claims()))
    number = filled.correct("first", Change("rejected", claim, None), "no claim")
    page = as_role("auditor").get(f"/history/{number}/").content.decode()
    assert f"<del>{claim.harm}</del>" in page and "Take this decision back" not in page


def test_a_decision_is_taken_back_with_a_reason_and_once(rejected: int, filled: Workspace, as_role: As) -> None:
    reviewer, before = as_role("reviewer"), len(list(filled.claims()))
    reviewer.post(f"/history/{rejected}/undo/", {"reason": " "})
    assert len(list(filled.claims())) == before
    assert reviewer.post(f"/history/{rejected}/undo/", {"reason": "read again"}).status_code == 302
    assert len(list(filled.claims())) == before + 1
    last = filled.events()[-1]
    assert (last["actor"], last["field"], last["reason"]) == ("reviewer", "undone", "read again")
    many = Event.objects.count()
    reviewer.post(f"/history/{rejected}/undo/", {"reason": "again"})
    assert Event.objects.count() == many
    assert "taken back" in reviewer.get(f"/history/{rejected}/").content.decode()
    reviewer.post(f"/history/{last['id']}/undo/", {"reason": "it was right"})
    assert len(list(filled.claims())) == before


def test_what_is_no_decision_cannot_be_taken_back(workspace: Workspace, as_role: As) -> None:
    head = as_role("administrator")
    head.post("/lockdown/", {"on": "on", "reason": "a drill"})
    number = Event.objects.get(subject_id="lockdown").pk
    assert head.post(f"/history/{number}/undo/", {"reason": "x"}).status_code == 404


def test_two_states_of_one_record_are_compared(filled: Workspace, as_role: As) -> None:
    for day, words in enumerate(("one", "two", "three")):
        filled.decide("first", ("note", "n"), field="text", new={"words": words, "day": day}, reason="")
    first, _second, third = Event.objects.filter(subject_id="n").order_by("pk").values_list("pk", flat=True)
    reviewer = as_role("reviewer")
    for address in (f"?subject=n&a={first}&b={third}", "?subject=n", "?subject=n&a=x&b=9999999"):
        page = reviewer.get(f"/history/compare/{address}").content.decode()
        assert "<del>one</del>" in page and "<ins>three</ins>" in page and "two</ins>" not in page
    assert reviewer.get("/history/compare/?subject=none").status_code == 200


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_what_the_filters_show_is_exported_whole(rejected: int, filled: Workspace, as_role: As, kind: str) -> None:
    filled.decide("other", ("note", "n"), field="text", new="=1+1", reason="@cell")
    answer = as_role("auditor").get(f"/history/export.{kind}?actor=other")
    text = answer.getvalue().decode()
    assert "other" in text and "headline" not in text
    if kind == "jsonl":
        assert json.loads(text)["new"] == "=1+1"
    else:
        assert ",'=1+1," in text and "'@cell" in text
    assert as_role("administrator").get("/history/export.exe").status_code == 404


def test_a_long_history_costs_no_more_queries(
    filled: Workspace, as_role: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number, claim in enumerate(filled.claims()):
        filled.correct("first", Change("accepted", claim, claim), str(number))
    reviewer = as_role("reviewer")
    with django_assert_max_num_queries(10):
        assert reviewer.get("/history/?page=1").status_code == 200
    with django_assert_max_num_queries(10):
        assert reviewer.get("/history/?page=99999").status_code == 200
