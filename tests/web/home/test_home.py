"""The first page: what waits for whom, with nothing of what others alone may do."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tollbook.casebook.workspace import Workspace
from tollbook.web.inbox import sync
from tollbook.web.models import Notice, Publication, Submission, User

SEEN = {
    "intake": {"/inbox/?state=new", "/desk/"},
    "analyst": {"/inbox/?state=new"},
    "approver": {"/publications/?state=prepared"},
    "administrator": {"/inbox/?state=new", "/desk/", "/publications/?state=prepared"},
    "auditor": set[str](),
}


@pytest.fixture
def busy(filled: Workspace, prepared: Publication) -> Workspace:
    sync.sync_new()
    Submission.objects.create(reference="S-AAAA-AAAA", digest="0", language="en", words="something")
    return filled


@pytest.mark.parametrize(("role", "expected"), SEEN.items())
def test_each_role_is_shown_its_own_work(
    busy: Workspace, as_role: Callable[..., Client], role: str, expected: set[str]
) -> None:
    waiting = as_role(role).get("/").context["waiting"]
    assert {one.address for one in waiting} == expected
    assert all(one.count for one in waiting)


def test_what_waits_is_counted_and_leads_to_its_list(
    busy: Workspace, as_role: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    head = as_role("administrator")
    with django_assert_max_num_queries(25):
        page = head.get("/")
    for one in page.context["waiting"]:
        assert f'href="{one.address.replace("&", "&amp;")}"' in page.content.decode()
        assert head.get(one.address).status_code == 200


def test_nobody_is_told_to_approve_what_she_prepared(prepared: Publication) -> None:
    client = Client()
    prepared.prepared_by.role = "administrator"
    prepared.prepared_by.save()
    client.force_login(prepared.prepared_by)
    assert "/publications/?state=prepared" not in [one.address for one in client.get("/").context["waiting"]]


def test_an_empty_workspace_says_how_to_begin(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    page = as_role("administrator").get("/").content.decode()
    assert all(f'"{address}"' in page for address in ("/inbox/bring/", "/inbox/example/", "/people/", "/lockdown/"))
    other = as_role("reviewer").get("/").content.decode()
    assert not any(f'"{address}"' in other for address in ("/inbox/bring/", "/inbox/example/", "/lockdown/"))


def test_unread_notices_are_counted_until_they_are_seen(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    analyst = as_role("analyst")
    Notice.objects.create(user=User.objects.get(), text="one", address="/")
    assert analyst.get("/").context["unread"]() == 1
    analyst.get("/notices/")
    assert analyst.get("/").context["unread"]() == 0
