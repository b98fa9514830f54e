"""Every operation of the API for every role and every scope: refusals say no more than pages do."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tests.web.roles.cells import LETTERS, TABLE, Operation, described, missing, operations, shape
from tests.web.roles.conftest import Full
from tollbook.web.api.tokens import READ, scopes
from tollbook.web.models import User

Make = Callable[..., Any]
BODIES: dict[str, Any] = {
    "POST /reports": {"id": "x", "text": "Nobody was hurt."},
    "POST /reports/{report}/claims": {"start": 0, "end": 5, "settings": ["harm=missing", "min=1"]},
    "POST /claims/{claim}/decisions": {"kind": "accepted"},
    "POST /judgements": {"kind": "same", "groups": [["a"], ["b"]]},
    "POST /allegations": {"title": "A house", "standard": "no-standard", "received": "2018-11-20"},
    "POST /allegations/{allegation}/steps": {"at": "2018-11-21", "state": "assessment"},
}
QUERY = {"GET /search": "?q=Hajin"}


def test_every_operation_has_a_row_and_every_row_an_operation() -> None:
    rows = {f"{one.method} {shape(one.path)}" for one in operations()}
    assert rows == described() and len(rows) == len(TABLE["api"])


@pytest.mark.parametrize("role", LETTERS.values())
def test_a_role_and_a_scope_allow_what_the_table_says(
    full: Full, person: Callable[..., User], caller: Make, role: str
) -> None:
    user = person(role)
    whole = {"all": scopes(), READ: [READ]}
    single = {scope: [scope] for scope in scopes()} if role == "administrator" else {"source": ["source"]}
    faults = []
    for given in (whole | single).values():
        call = caller(user, given)
        faults += [fault for one in operations() for fault in _faults(call, role, one, given, full.ids)]
    assert not faults, "\n".join(faults)


def _faults(call: Any, role: str, one: Operation, given: list[str], held: dict[str, str]) -> Iterator[str]:
    answer = _asked(call, one, held)
    said = f"{role} {one.method} {one.path} {given if len(given) < 3 else 'all'}: {answer.status_code}"
    if role not in one.known:
        other = _asked(call, one, {name: missing(value) for name, value in held.items()})
        if (answer.status_code, answer.content) != (404, other.content) or dict(answer.headers) != dict(other.headers):
            yield f"{said}, though not even to be known of"
    elif role not in one.may:
        if answer.status_code != 403 or "Your role (" not in answer.json()["detail"]:
            yield f"{said}, not refused with the reason"
    elif not one.fits(given):
        if answer.status_code != 403 or "scope" not in answer.json()["detail"]:
            yield f"{said}, though the token lacks the scope"
    elif answer.status_code not in (200, 201, 409, 422):
        yield said


def _asked(call: Any, one: Operation, held: dict[str, str]) -> Any:
    name = f"{one.method} {one.path}"
    return call(one.method, one.path.format_map(held) + QUERY.get(name, ""), BODIES.get(name))


def test_nobody_gets_one_answer_whatever_is_asked_for(full: Full) -> None:
    answers = set()
    for one in operations():
        for held in (full.ids, {name: missing(value) for name, value in full.ids.items()}):
            answer = Client().generic(one.method, f"/api/v1{one.path.format_map(held)}")
            answers.add((answer.status_code, answer.content))
    assert {status for status, _body in answers} == {401} and len(answers) == 1


def test_a_missing_record_is_told_as_one_that_the_role_may_not_know_of(
    full: Full, person: Callable[..., User], caller: Make
) -> None:
    gone = caller(person("auditor"), scopes())("GET", "/incidents/none-there")
    hidden = caller(person("intake"), scopes())("GET", "/strikes")
    assert (gone.status_code, gone.content) == (hidden.status_code, hidden.content)
