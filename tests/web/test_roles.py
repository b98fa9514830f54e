"""Every role, and nobody, at every address: what is not allowed is refused and tells nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.web.conftest import roles
from tests.web.guarded import ACCOUNT, PUBLIC, Guarded, guarded, open_to_all, plain, there
from tollbook.casebook.workspace import Workspace
from tollbook.web import jobs
from tollbook.web.models import Publication, User
from tollbook.web.permissions import table

As = Callable[..., Client]
NOWHERE = "/no-such-page/"
SLOW = {"load_example", "bring_in"}
"""Posted to, these read files for seconds; their guard is the one that GET meets."""
UNKNOWN = {
    "history_undo", "incident_followed", "incident_undo", "comment_withdraw", "incident_unlink", "end_token",
    "reader_edit", "reader_why", "reader_uncovered", "prepare_publication",
}  # fmt: skip
"""What these speak of is not in the example, or stands elsewhere in the address: their own tests open them."""


def test_every_address_asks_for_an_action_or_is_known_to_ask_for_none() -> None:
    assert open_to_all() == PUBLIC | ACCOUNT


def test_every_action_of_an_address_is_in_the_table() -> None:
    assert all(one.action.partition(".")[2] in table()[one.kind] for one in guarded())
    assert len({one.name for one in guarded()}) == len(guarded()) > 40


@pytest.mark.parametrize("role", roles())
def test_what_a_role_may_not_is_refused_and_what_it_may_is_not(prepared: Publication, as_role: As, role: str) -> None:
    jobs.start("index", None)
    client = as_role(role)
    missing = plain(client.get(NOWHERE).content, NOWHERE)
    held = there()
    faults = [fault for one in guarded() for fault in _faults(client, role, one, held, missing)]
    assert not faults


def _faults(client: Client, role: str, one: Guarded, held: dict[str, Any], missing: bytes) -> list[str]:
    """What is wrong with how an address answers a role, to both methods."""
    may, sees = role in _roles(one.action), role in table()[one.kind]["see"]
    address, found = one.address(held), []
    for method in ("get", "post"):
        if may and method == "post" and one.name in SLOW:
            continue
        client.cookies.pop("messages", None)  # of an address before
        with transaction.atomic():
            answer = getattr(client, method)(address)
            body = b"" if answer.streaming else answer.content
            transaction.set_rollback(True)
        said = f"{role} {method} {address}: {answer.status_code}"
        if may and b"Your role (" in body and not (method == "post" and one.action.endswith(".see")):
            found.append(said)
        if may and (
            answer.status_code >= 500 or (answer.status_code == 404 and method == "get" and _is_there(one, held))
        ):
            found.append(said)
        if not may and sees and (answer.status_code != 403 or b"Your role (" not in body):
            found.append(said)
        if not sees and (answer.status_code != 404 or plain(body, address) != missing):
            found.append(said)
    return found


def _roles(action: str) -> frozenset[str]:
    kind, _dot, verb = action.partition(".")
    return table()[kind][verb]


def _is_there(one: Guarded, held: dict[str, Any]) -> bool:
    """Whether the address names a record that is there."""
    return (one.kind in held or "<" not in one.route) and one.name not in UNKNOWN


def test_nobody_is_asked_to_sign_in_whether_the_record_is_there_or_not(filled: Workspace) -> None:
    known = there()
    for one in guarded():
        answers = [Client().get(one.address(held)) for held in (known, {})]
        assert {answer.status_code for answer in answers} == {302}, one
        assert all(answer.headers["Location"].startswith("/account/login/") for answer in answers), one
        assert Client().post(one.address(known)).status_code == 302, one
    for name in ("preferences", "notices"):
        assert Client().get(f"/{name}/").headers["Location"].startswith("/account/login/")


def test_a_closed_account_is_nobody(filled: Workspace, as_role: As) -> None:
    head = as_role("administrator")
    User.objects.update(is_active=False)
    known = there()
    for one in guarded():
        assert head.get(one.address(known)).headers["Location"].startswith("/account/login/"), one
