"""Every role at every address by both methods: a refusal tells no more than that a record is not there."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, transaction
from django.test import Client

from tests.web.guarded import flat
from tests.web.roles.cells import LETTERS, TABLE, Cell, cells
from tests.web.roles.conftest import Full
from tollbook.web.permissions import table
from tollbook.web.urls import urlpatterns

DONE = {200, 201, 302, 409, 422}
NONCES = re.compile(rb"(csrfmiddlewaretoken\W+value=\"|X-CSRFToken\W+)\w+")
REFUSED = b"Your role ("
OWN = b"Only the person who wrote a comment"


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    named = {one.name or str(one.pattern) for one in flat(urlpatterns)}
    known = {*TABLE["pages"], *TABLE["open"]["public"], *TABLE["open"]["own"]}
    assert named == known


def test_every_address_of_a_row_asks_for_an_action_of_the_table() -> None:
    asked = {one.name: getattr(one.callback, "action", None) for one in flat(urlpatterns)}
    for name in TABLE["pages"]:
        kind, _dot, verb = (asked[name] or "").partition(".")
        assert verb in table()[kind], name


def test_a_role_may_what_the_table_says_and_learns_nothing_of_the_rest(
    full: Full, as_role: Callable[..., Client]
) -> None:
    clients = {role: as_role(role) for role in LETTERS.values()}
    for client in clients.values():
        client.raise_request_exception = False
        client.get("/")
    faults = [
        fault for role, client in clients.items() for cell in cells() for fault in _faults(client, role, cell, full.ids)
    ]
    assert not faults, "\n".join(faults)


def _faults(client: Client, role: str, cell: Cell, held: dict[str, str]) -> Iterator[str]:
    sent = {name: value.format_map(held).replace("%23", "#") for name, value in cell.sent.items()}
    address = cell.at(held)
    answer, asked = _asked(client, cell.method, address, sent)
    said = f"{role} {cell.method} {cell.name}: {answer.status_code}"
    refused = REFUSED in _body(answer) or OWN in _body(answer)
    if not cell.served and answer.status_code == 405:
        return
    if role in cell.may:
        wanted = DONE | {404} if cell.absent else DONE
        if answer.status_code not in wanted:
            yield said
    elif role in cell.known:
        if answer.status_code != 403 or not refused:
            yield f"{said}, not refused with the reason"
    elif answer.status_code != 404:
        yield f"{said}, though not even to be known of"
    else:
        nowhere = cell.nowhere(held)
        other, others = _asked(client, cell.method, nowhere, sent)
        if _told(answer, address) != _told(other, nowhere):
            yield f"{said}, but not as a record that is not there"
        if "{" in cell.address and asked != others:
            yield f"{said}, but the database is asked otherwise for a record that is there"


def _asked(client: Client, method: str, address: str, sent: dict[str, str]) -> tuple[Any, list[str]]:
    """The answer, nothing of it kept, and what the database was asked, without the values."""
    client.cookies.pop("messages", None)  # of an address before
    asked: list[str] = []

    def noted(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        asked.append(re.sub(r"\d+", "?", sql))  # savepoints are numbered
        return execute(sql, *given)

    with transaction.atomic(), connection.execute_wrapper(noted):
        answer = client.post(address, sent) if method == "post" else client.get(address)
        transaction.set_rollback(True)
    return answer, asked


def _body(answer: Any) -> bytes:
    return b"" if answer.streaming else bytes(answer.content)


def _told(answer: Any, address: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body without nonces, the address asked for, and the section that it is in."""
    body = NONCES.sub(b"", _body(answer)).replace(b' aria-current="page"', b"")
    headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}  # the section's mark
    return answer.status_code, headers, body.replace(address.partition("?")[0].encode(), b"")


def test_nobody_is_asked_to_sign_in_whether_the_record_is_there_or_not(full: Full) -> None:
    nobody = Client()
    for cell in cells():
        for address in (cell.at(full.ids), cell.nowhere(full.ids) if "{" in cell.address else cell.at(full.ids)):
            answer = getattr(nobody, cell.method)(address)
            assert answer.status_code == 302, cell
            assert answer.headers["Location"].startswith("/account/login/"), cell
    for name in ("preferences", "notices"):
        assert nobody.get(f"/{name}/").headers["Location"].startswith("/account/login/")


def test_the_public_pages_tell_nobody_what_is_not_out(full: Full) -> None:
    nobody, unpublished = Client(), sorted(full.workspace.incidents(), key=lambda one: len(one.claims))[0].id
    secret = full.ids["submission"], "x" * 32
    for there, nowhere in (
        (f"/public/incidents/{unpublished}/", f"/public/incidents/{'x' * len(unpublished)}/"),
        (f"/public/incidents/{unpublished}/correct/", f"/public/incidents/{'x' * len(unpublished)}/correct/"),
        (f"/public/follow/{secret[0]}/{secret[1]}/", f"/public/follow/S-ZZZZ-ZZZZ/{secret[1]}/"),
    ):
        answers = [(nobody.get(address), address) for address in (there, nowhere)]
        assert _told(*answers[0]) == _told(*answers[1]) and answers[0][0].status_code == 404
