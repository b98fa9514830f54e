"""Whoever may judge how likely an incident is learns its grade, and what others judged, nowhere before she did."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tollbook.casebook import likelihoods, models
from tollbook.casebook.workspace import Workspace
from tollbook.model import Incident
from tollbook.watch import Unwatched
from tollbook.web.api import tokens
from tollbook.web.blind import Sight
from tollbook.web.called import grade_name
from tollbook.web.here import workspace as here
from tollbook.web.models import Notice, Publication, SavedSearch, User
from tollbook.web.publications import deciding
from tollbook.web.search import entries, saved

As = Callable[..., Client]
JUDGES = ("analyst", "reviewer", "administrator")
OTHERS = ("intake", "approver", "auditor")
WHY = "two agree on the house"


@pytest.fixture
def graded(filled: Workspace) -> Incident:
    """An incident with a grade, and the index of all."""
    entries.index(filled, Unwatched(), {})
    return next(one for one in filled.incidents() if one.grade and one.grade.value)


def rows(client: Client, address: str, key: str) -> str:
    """What a list says of one record."""
    page = client.get(address)
    said = b"".join(page.streaming_content) if page.streaming else page.content  # type: ignore[attr-defined]
    text = said.decode()
    return "\n".join(row for row in text.split("</tr>" if "<tr" in text else "\n") if key in row)


def narrowed(client: Client, key: str, grade: str) -> set[str]:
    """Where the record is found by its grade."""
    lists = (f"/incidents/?grade={grade}", f"/search/?kind=incident&grade={grade}")
    found = {address for address in lists if f"/incidents/{key}/" in client.get(address).content.decode()}
    points = json.loads(client.get(f"/map/data.json?grade={grade}").content)["points"]
    return found | ({"map"} if any(key in str(point) for point in points) else set())


@pytest.mark.parametrize("role", [*JUDGES, *OTHERS])
def test_a_grade_is_shown_nowhere_before(graded: Incident, as_role: As, caller: Callable[..., Any], role: str) -> None:
    assert graded.grade
    key, grade, client = graded.id, graded.grade.value, as_role(role)
    call = caller(User.objects.get(username=role), tokens.scopes())

    def told() -> list[bool]:
        lists = ("/incidents/", "/search/?kind=incident")
        pages = [grade_name(grade) in rows(client, where, f"/incidents/{key}/") for where in lists]
        files = [grade in rows(client, f"/incidents/?format={kind}", key) for kind in ("csv", "jsonl")]
        one, many = call("GET", f"/incidents/{key}").json(), call("GET", "/incidents?limit=500").json()["items"]
        calls = [bool(item["grade"] or item["grades"]) for item in (one, *(it for it in many if it["id"] == key))]
        assert [bool(one.get("judge_first"))] == [not calls[0]]
        return [*pages, *files, *calls, bool(narrowed(client, key, grade))]

    judges = role in JUDGES
    assert told() == [not judges] * 7
    if judges:
        client.post(f"/incidents/{key}/likelihood/judge/", {"level": "likely", "reason": WHY})
        assert told() == [True] * 7


def test_the_history_tells_what_others_judged_to_those_who_did(
    graded: Incident, as_role: As, caller: Callable[..., Any]
) -> None:
    clients = {role: as_role(role) for role in ("analyst", "reviewer", "approver", "auditor")}
    calls = {role: caller(User.objects.get(username=role), tokens.scopes()) for role in ("reviewer", "approver")}
    given = {"level": "likely", "reason": WHY}
    clients["analyst"].post(f"/incidents/{graded.id}/likelihood/judge/", given)
    number = models.Event.objects.get(field="likelihood").pk

    def told(role: str) -> set[bool]:
        pages = ["/history/", f"/history/?subject={graded.id}"]
        said = [WHY in clients[role].get(page).content.decode() for page in pages]
        said.append(clients[role].get(f"/history/{number}/").status_code == 200)
        if role in calls:
            said.append(WHY in calls[role]("GET", "/history?limit=500").content.decode())
        return set(said)

    assert told("reviewer") == {False} and told("approver") == told("auditor") == {True}
    clients["reviewer"].post(f"/incidents/{graded.id}/likelihood/show/")
    assert told("reviewer") == {True}


def test_a_kept_search_for_a_grade_counts_what_its_owner_may_be_shown(
    graded: Incident, person: Callable[..., User]
) -> None:
    assert graded.grade
    for role in ("analyst", "auditor"):
        SavedSearch.objects.create(user=person(role), name="G", query=f"kind=incident&grade={graded.grade.value}")
    saved.notify(None, Unwatched(), {})  # type: ignore[arg-type] # it asks nothing of the workspace
    assert {one.user.username for one in Notice.objects.all()} == {"auditor"}


def test_a_version_that_is_not_out_shows_its_grade_to_those_who_judged(
    graded: Incident, as_role: As, person: Callable[..., User]
) -> None:
    version = deciding.prepare(graded, person("analyst", "preparer"), "first", "")
    client, address = as_role("reviewer"), f"/publications/{version.pk}/"
    assert b"Grade proposed under" not in client.get(address).content
    assert b"Grade proposed under" in as_role("approver").get(address).content
    Publication.objects.filter(pk=version.pk).update(state=Publication.State.APPROVED)
    assert b"Grade proposed under" in client.get(address).content, "it stands on the public pages by now"


def test_what_was_judged_under_a_former_id_stays_judged(
    filled: Workspace, graded: Incident, person: Callable[..., User]
) -> None:
    who = person("analyst")
    models.Redirect.objects.create(old="before", new="between", maker="t")
    models.Redirect.objects.create(old="between", new=graded.id, maker="t")
    models.Redirect.objects.create(old="beside", new=graded.id, maker="t")
    models.Redirect.objects.create(old="gone", new="", maker="t")
    assert not Sight(who).shows(graded.id)
    likelihoods.judge(filled, "between", who.username, "likely", WHY)
    assert Sight(who).opened == {"before", "between", "beside", graded.id}


def test_the_rule_is_turned_off_for_all_with_a_reason_that_stays(graded: Incident, as_role: As) -> None:
    assert graded.grade
    analyst, head = as_role("analyst"), as_role("administrator")
    address, name = f"/incidents/{graded.id}/", grade_name(graded.grade.value)
    head.post("/workspace/judge-first/", {"reason": ""})
    assert name not in rows(analyst, "/incidents/", address)
    assert "judge_first_reason" in head.get("/workspace/").content.decode()
    head.post("/workspace/judge-first/", {"reason": "one person alone"})
    assert name in rows(analyst, "/incidents/", address)
    analyst.post(f"{address}likelihood/judge/", {"level": "likely", "reason": WHY})
    (judged,) = likelihoods.weighed(here(), graded.id).judgements
    assert not judged.blind
    assert head.post("/workspace/judge-first/", {"reason": "said by two at once"}).status_code == 409
    turned = models.Event.objects.get(subject_id="judge_first")
    assert (turned.actor, turned.old, turned.new, turned.reason) == ("administrator", True, False, "one person alone")
    head.post("/workspace/judge-first/", {"reason": "we are two again", "on": "on"})
    assert name in rows(analyst, "/incidents/", address)
    assert name not in rows(head, "/incidents/", address)
