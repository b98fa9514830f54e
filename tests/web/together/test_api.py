"""Two programs, or a program and a person: the later is told what was decided; what is sent twice is done once."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.web.together.conftest import KEY
from tests.web.together.records import somebody
from tollbook.casebook.models import Event
from tollbook.casebook.workspace import Workspace
from tollbook.web.api import tokens

Call = Callable[..., Any]


@pytest.fixture
def call(small: Workspace) -> Call:
    """Call the API as a reviewer."""
    text = tokens.make(somebody("program", "reviewer"), "test", tokens.scopes(), date.today() + timedelta(days=1))

    def send(method: str, path: str, body: Any = None, **headers: str) -> Any:
        given = {
            "Authorization": f"Bearer {text}",
            **{name.replace("_", "-"): words for name, words in headers.items()},
        }
        data = "" if body is None else json.dumps(body)
        return Client().generic(method, f"/api/v1{path}", data, content_type="application/json", headers=given)

    return send


def decisions() -> int:
    return Event.objects.filter(kind="decision").count()


def test_a_decision_on_what_was_decided_since_is_refused(call: Call) -> None:
    read = call("GET", f"/reports/{KEY}/claims")
    one, other = (f"/claims/{claim['id'].replace('#', '%23')}/decisions" for claim in read.json()[:2])
    mark = read.headers["ETag"]
    assert call("POST", one, {"kind": "rejected", "reason": "x"}, If_Match=mark).status_code == 201
    late = call("POST", one, {"kind": "rejected", "reason": "y"}, If_Match=mark)
    assert late.status_code in {404, 412} and decisions() == 1
    assert call("POST", other, {"kind": "accepted"}, If_Match=mark).status_code == 201, "another claim is not concerned"
    assert call("POST", other, {"kind": "corrected", "settings": ["min=9"]}, If_Match=mark).status_code == 412
    again = call("GET", f"/reports/{KEY}/claims").headers["ETag"]
    assert call("POST", other, {"kind": "corrected", "settings": ["min=9"]}, If_Match=again).status_code == 201
    assert call("POST", other, {"kind": "accepted"}, If_Match='"no such"').status_code == 412


def test_a_judgement_on_claims_judged_since_is_refused(call: Call, small: Workspace) -> None:
    incidents = small.incidents()
    mark = call("GET", f"/incidents/{incidents[0].id}").headers["ETag"]
    given = {"kind": "unsure", "groups": [list(one.claims) for one in incidents[:2]], "reason": "x"}
    assert call("POST", "/judgements", given, If_Match=mark).status_code == 201
    assert call("POST", "/judgements", given, If_Match=mark).status_code == 412 and decisions() == 1


def test_what_is_sent_twice_is_done_once(call: Call) -> None:
    claim = call("GET", f"/reports/{KEY}/claims").json()[0]["id"].replace("#", "%23")
    sent = [call("POST", f"/claims/{claim}/decisions", {"kind": "accepted"}, Idempotency_Key="k") for _ in range(2)]
    assert sent[0].status_code == sent[1].status_code == 201 and sent[0].json() == sent[1].json()
    assert decisions() == 1
