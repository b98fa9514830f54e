"""The API: tokens and scopes, pages, writes that may be repeated, and refusals that leak nothing."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tollbook.casebook.events import record_event
from tollbook.casebook.workspace import Workspace
from tollbook.web.api import tokens
from tollbook.web.models import Token, User

Call = Callable[..., Any]
TOMORROW = date.today() + timedelta(days=1)


@pytest.fixture
def caller(person: Callable[..., User]) -> Callable[..., Call]:
    """Make a function that calls as a person of a role: ``call("GET", "/incidents")``."""

    def make(role: str, scopes: list[str] | None = None) -> Call:
        user = User.objects.filter(username=role).first() or person(role)
        text = tokens.make(user, "test", scopes if scopes is not None else tokens.scopes(), TOMORROW)

        def call(method: str, path: str, body: Any = None, **headers: str) -> Any:
            data = "" if body is None else json.dumps(body)
            given = {"Authorization": f"Bearer {text}", **headers}
            return Client().generic(method, f"/api/v1{path}", data, content_type="application/json", headers=given)

        return call

    return make


def test_lists_come_in_pages_that_hold_every_record_once(filled: Workspace, caller: Callable[..., Call]) -> None:
    call, seen, after = caller("auditor"), [], ""
    while True:
        page = call("GET", f"/reports?limit=3&after={after}").json()
        seen += [item["id"] for item in page["items"]]
        after = page["after"]
        if after is None:
            break
    assert seen == sorted(document.id for document in filled.documents())


def test_records_are_those_of_the_workspace(filled: Workspace, caller: Callable[..., Call]) -> None:
    call, incident = caller("auditor"), filled.incidents()[0]
    got = call("GET", f"/incidents/{incident.id}").json()
    assert got["claims"] == list(incident.claims) and set(got["figures"]) == set(incident.figures)
    document = incident.documents[0]
    held = [claim.id for claim in filled.claims() if claim.document == document]
    assert [claim["id"] for claim in call("GET", f"/reports/{document}/claims").json()] == held
    assert call("GET", f"/reports/{document}").json()["text"] == next(filled.fetch([document])).text


def test_a_report_comes_in_once_however_often_it_is_sent(workspace: Workspace, caller: Callable[..., Call]) -> None:
    call = caller("analyst")
    report = {"id": "a/b c", "text": "Five civilians were killed in an air strike on Hajin on 13 November 2018."}
    first = call("POST", "/reports", report)
    again = call("POST", "/reports", report)
    assert (first.status_code, again.status_code) == (201, 200) and again.json()["known"]
    assert call("GET", "/reports/a%2Fb%20c").json()["text"] == report["text"]
    claims = call("GET", "/reports/a%2Fb%20c/claims").json()
    assert [(claim["harm"], claim["count"]["min"]) for claim in claims] == [("killed", 5)]
    assert len(workspace.originals_kept()) == 1


def test_the_same_key_gets_the_same_answer_and_the_work_is_done_once(
    filled: Workspace, caller: Callable[..., Call]
) -> None:
    call, claim = caller("analyst"), next(iter(filled.claims()))
    path, body = f"/claims/{claim.id.replace('#', '%23')}/decisions", {"kind": "rejected", "reason": "no claim"}
    key = {"Idempotency-Key": "one"}
    first, again = call("POST", path, body, **key), call("POST", path, body, **key)
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    assert len(filled.decisions()) == 1
    assert call("POST", path, {**body, "reason": "other"}, **key).status_code == 409


def test_decisions_correct_add_and_judge(filled: Workspace, caller: Callable[..., Call]) -> None:
    call, claim = caller("reviewer"), next(iter(filled.claims()))
    path = f"/claims/{claim.id.replace('#', '%23')}/decisions"
    wrong = call("POST", path, {"kind": "corrected", "settings": ["min=many"]})
    assert wrong.status_code == 422 and "whole number" in wrong.json()["detail"]
    assert call("POST", path, {"kind": "corrected", "settings": ["min=7"], "reason": "read again"}).status_code == 201
    assert next(one for one in filled.claims() if one.id == claim.id).count.min == 7
    added = {"start": 0, "end": 5, "settings": ["harm=missing", "min=1"]}
    assert call("POST", f"/reports/{claim.document}/claims", added).status_code == 201
    assert call("POST", f"/reports/{claim.document}/claims", added).status_code == 409
    first, second = (incident.claims for incident in filled.incidents()[:2])
    same = {"kind": "same", "groups": [list(first), list(second)], "reason": "one night"}
    assert call("POST", "/judgements", same).status_code == 201
    assert filled.events()[-1]["actor"] == "reviewer"


def test_a_token_may_no_more_than_its_scopes(filled: Workspace, caller: Callable[..., Call]) -> None:
    reads = caller("administrator", ["read"])
    assert reads("GET", "/incidents").status_code == 200
    refused = reads("POST", "/reports", {"id": "x", "text": "y"})
    assert refused.status_code == 403 and "scope" in refused.json()["detail"]
    assert caller("administrator", ["claim"])("GET", "/history").status_code == 403


def test_bad_ended_and_old_tokens_are_refused_alike(workspace: Workspace, person: Callable[..., User]) -> None:
    user = person("analyst")
    old = tokens.make(user, "old", ["read"], date.today() - timedelta(days=1))
    ended = tokens.make(user, "ended", ["read"], TOMORROW)
    tokens.end(Token.objects.get(name="ended"))
    answers = [
        Client().get("/api/v1/incidents", headers={"Authorization": f"Bearer {text}"}) for text in ("nope", old, ended)
    ]
    answers.append(Client().get("/api/v1/incidents"))
    assert {(answer.status_code, answer.content) for answer in answers} == {(401, answers[0].content)}


def test_only_a_digest_of_a_token_is_kept(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    analyst = as_role("analyst")
    page = analyst.post("/tokens/make/", {"name": "mine", "scopes": ["read"], "days": 5}).content.decode()
    text = page.split('value="tollbook_')[1].split('"')[0]
    assert text not in json.dumps(list(Token.objects.values()), default=str)
    assert analyst.get("/tokens/").content.decode().count("mine") == 1
    analyst.post(f"/tokens/{Token.objects.get().pk}/end/")
    assert Token.objects.get().ended


def test_records_that_are_not_there_are_not_there(workspace: Workspace, caller: Callable[..., Call]) -> None:
    call = caller("administrator")
    for path in ("/reports/none", "/incidents/none", "/reports/none/claims", "/jobs/999", "/history?after=x"):
        assert call("GET", path).status_code == 404


def test_an_address_the_api_does_not_have_says_so_in_its_own_way(workspace: Workspace) -> None:
    answer = Client().get("/api/v1/nothing-of-the-kind")
    assert answer.status_code == 404 and answer.headers["Content-Type"].startswith("application/json")


def test_the_ledger_goes_on_step_by_step_but_no_finding_is_made_by_a_program(
    workspace: Workspace, caller: Callable[..., Call]
) -> None:
    call = caller("reviewer")
    given = {"title": "Hajin, 13 November 2018", "standard": "cjtf-oir", "received": "2018-11-20"}
    made = call("POST", "/allegations", given)
    assert made.status_code == 201
    path = f"/allegations/{made.json()['id']}"
    review = {"at": "2018-11-21", "state": "initial_review", "reason": "by press"}
    assert call("POST", f"{path}/steps", review).json()["state"] == "initial_review"
    early = call("POST", f"{path}/steps", {**review, "at": "2018-11-01", "state": "assessment"})
    assert early.status_code == 422
    assert call("POST", f"{path}/steps", {**review, "state": "credible"}).status_code == 422
    assert [step["state"] for step in call("GET", path).json()["steps"]] == ["received", "initial_review"]
    assert [one["id"] for one in call("GET", "/allegations").json()["items"]] == [made.json()["id"]]
    assert call("GET", "/strikes").json() == {"items": [], "after": None}


def test_the_history_tells_nothing_of_restricted_records(workspace: Workspace, caller: Callable[..., Call]) -> None:
    record_event("default", actor="analyst", kind="looked", subject=("witness", "hidden-id"))
    record_event("default", actor="analyst", kind="looked", subject=("submission", "S-2222-2222"))
    told = caller("administrator")("GET", "/history").content.decode()
    assert "S-2222-2222" in told and "hidden-id" not in told


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_asked_for_and_taken_away(filled: Workspace, caller: Callable[..., Call]) -> None:
    call = caller("administrator")
    assert call("POST", "/backups").status_code == 201
    (held,) = call("GET", "/backups").json()
    taken = call("GET", f"/backups/{held['name']}")
    assert len(b"".join(taken.streaming_content)) == held["size"]
    assert caller("analyst")("GET", "/backups").status_code == 404
    assert filled.events()[-1]["kind"] == "exported"
