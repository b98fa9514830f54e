"""The list of incidents: filters in the address, columns, files, a bounded number of queries."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tollbook.casebook.models import Redirect
from tollbook.casebook.workspace import Workspace
from tollbook.watch import Unwatched
from tollbook.web.search import entries


@pytest.fixture
def analyst(filled: Workspace, as_role: Callable[..., Client]) -> Client:
    entries.index(filled, Unwatched(), {})
    return as_role("analyst")


def file_of(analyst: Client, query: str) -> list[dict[str, str]]:
    answer = analyst.get(f"/incidents/?format=csv&{query}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def test_every_incident_is_listed_with_its_range(analyst: Client, filled: Workspace) -> None:
    rows = {row["id"]: row for row in file_of(analyst, "")}
    for incident in filled.incidents():
        killed = incident.figures.get("killed")
        written = (rows[incident.id]["killed_min"], rows[incident.id]["killed_max"])
        assert written == tuple(
            "" if n is None else str(n) for n in ((killed.min, killed.max) if killed else (None,) * 2)
        )


def test_filters_narrow_and_orders_order(analyst: Client) -> None:
    everything = file_of(analyst, "")
    many = file_of(analyst, "least=20")
    assert 0 < len(many) < len(everything) and all(int(row["killed_max"]) >= 20 for row in many)
    days = [row["day"] for row in file_of(analyst, "order=oldest") if row["day"]]
    assert days == sorted(days)
    assert all("Hajin" in row["place"] for row in file_of(analyst, "place=Hajin"))
    assert {row["id"] for row in file_of(analyst, "q=%D9%87%D8%AC%D9%8A%D9%86")} <= {row["id"] for row in everything}


def test_both_files_say_the_same(analyst: Client) -> None:
    lines = b"".join(analyst.get("/incidents/?format=jsonl").streaming_content).decode()  # type: ignore[attr-defined]
    assert [json.loads(line)["id"] for line in lines.splitlines()] == [row["id"] for row in file_of(analyst, "")]


def test_wrong_filters_are_told_at_their_field(analyst: Client) -> None:
    answer = analyst.get("/incidents/?since=yesterday")
    assert answer.status_code == 422 and b"error" in answer.content


def test_an_empty_workspace_explains_itself(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    assert b"There is no incident yet" in as_role("auditor").get("/incidents/").content


def test_queries_do_not_grow_with_the_list(
    analyst: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        assert analyst.get("/incidents/").status_code == 200


def test_a_former_id_leads_to_the_present_one(analyst: Client, filled: Workspace) -> None:
    incident = filled.incidents()[0]
    Redirect.objects.create(old="inc-before", new=incident.id, maker="test")
    assert analyst.get("/incidents/inc-before/").headers["Location"] == f"/incidents/{incident.id}/"
    assert analyst.get("/incidents/inc-never/").status_code == 404
