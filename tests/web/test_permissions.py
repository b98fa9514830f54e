"""Who may do what: every action of the table for every role, and what refusals give away."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.web.conftest import roles
from tollbook.casebook.workspace import Workspace
from tollbook.web.models import Role, User
from tollbook.web.permissions import Refused, can, require, table

ACTIONS = [f"{kind}.{verb}" for kind, verbs in table().items() for verb in verbs]


@pytest.mark.parametrize("action", ACTIONS)
def test_only_roles_of_the_kind_and_action_are_allowed(action: str) -> None:
    kind, _dot, verb = action.partition(".")
    for role in roles():
        verdict = can(User(username=role, role=role), action)
        assert bool(verdict) == (role in table()[kind][verb])
        assert verdict.allowed or verdict.reason
        assert verdict.visible == (role in table()[kind]["see"])


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_and_closed_accounts_may_do_nothing(action: str) -> None:
    closed = User(username="gone", role=Role.ADMINISTRATOR, is_active=False)
    assert not can(AnonymousUser(), action) and not can(closed, action)


def test_every_role_of_the_table_is_a_role() -> None:
    assert {role for verbs in table().values() for named in verbs.values() for role in named} <= set(roles())


def test_auditors_change_nothing() -> None:
    looks = {"see", "export", "save", "make"}
    assert all(verb in looks for verbs in table().values() for verb, named in verbs.items() if Role.AUDITOR in named)


def test_every_action_asked_for_is_in_the_table() -> None:
    source = Path(__file__).parents[2] / "src" / "tollbook" / "web"
    asked = set()
    for path in source.rglob("*.py"):
        asked |= set(re.findall(r"(?:needs|require|can)\([^\"']*[\"']([a-z_]+\.[a-z_]+)[\"']", path.read_text()))
    assert asked and asked <= set(ACTIONS)


def test_an_unknown_action_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        can(User(role=Role.ANALYST), "claim.fly")


def test_a_record_may_refuse_what_the_role_allows() -> None:
    class Record:
        def verdict(self, person: User, verb: str) -> object:
            return can(AnonymousUser(), "claim.see")

    with pytest.raises(Refused):
        require(User(role=Role.ANALYST), "claim.correct", Record())


def test_refusals_give_nothing_away(workspace: Workspace, as_role: Callable[..., object]) -> None:
    intake = as_role("intake")
    there, nowhere = intake.get("/people/"), intake.get("/no-such-page/")  # type: ignore[attr-defined]
    assert there.status_code == nowhere.status_code == 404
    assert there.templates[0].name == nowhere.templates[0].name
