"""Accounts: the first start, invitations, roles, the last administrator, the lockdown."""

import re
from collections.abc import Callable

from django.test import Client

from tests.web.conftest import PASSWORD
from tollbook.casebook.workspace import Workspace
from tollbook.web import lockdown
from tollbook.web.models import Role, User


def test_the_first_start_makes_an_administrator_and_then_is_no_more(workspace: Workspace) -> None:
    browser = Client()
    assert browser.get("/").headers["Location"] == "/start/"
    given = {"username": "head", "password1": PASSWORD, "password2": PASSWORD}
    assert browser.post("/start/", given).status_code == 302
    assert User.objects.get().role == Role.ADMINISTRATOR
    assert browser.get("/").status_code == 200
    assert Client().get("/start/").status_code == 404
    assert workspace.events()[-1]["subject_id"] == "head"


def test_short_passwords_are_refused(workspace: Workspace) -> None:
    answer = Client().post("/start/", {"username": "head", "password1": "short", "password2": "short"})
    assert answer.status_code == 200 and not User.objects.exists()


def test_an_invitation_is_good_once(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    head = as_role("administrator")
    page = head.post("/people/invite/", {"username": "second", "role": "analyst"}).content.decode()
    address = re.search(r'value="http://testserver(/join/[^"]+)"', page)
    assert address
    new, given = Client(), {"new_password1": PASSWORD, "new_password2": PASSWORD, "agree": "on"}
    assert new.get(address[1]).status_code == 200
    assert new.post(address[1], given).status_code == 302
    person = User.objects.get(username="second")
    assert person.role == "analyst" and person.agreed and new.get("/").status_code == 200
    assert Client().get(address[1]).status_code == 404


def test_the_last_administrator_stays_one(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    head = as_role("administrator")
    number = User.objects.get().pk
    given = {"role": "analyst", "is_active": "on", "reason": "moves on"}
    assert head.post(f"/people/{number}/", given).status_code == 422
    User.objects.create_user("other", role=Role.ADMINISTRATOR)
    assert head.post(f"/people/{number}/", given).status_code == 302
    changed = workspace.events()[-1]
    assert (changed["old"]["role"], changed["new"]["role"]) == ("administrator", "analyst")


def test_in_a_lockdown_only_administrators_get_in(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    analyst, head = as_role("analyst"), as_role("administrator")
    assert head.post("/lockdown/", {"on": "on", "reason": "a laptop was lost"}).status_code == 302
    assert lockdown.active()
    assert analyst.get("/").status_code == 503
    assert head.get("/").status_code == 200
    head.post("/lockdown/", {"reason": "found"})
    assert analyst.get("/").status_code == 200
    assert [event["new"] for event in workspace.events()[-2:]] == [True, False]


def test_pages_are_written_in_the_language_chosen(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    analyst = as_role("analyst")
    analyst.post("/language/", {"language": "ar", "next": "/"})
    page = analyst.get("/").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
