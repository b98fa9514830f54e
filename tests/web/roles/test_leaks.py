"""What a lower role, a visitor or a small token could learn by side ways: each was open once, and is shut."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.web.roles.conftest import Full
from tollbook.casebook import models as casebook
from tollbook.casebook.events import record_event
from tollbook.casebook.models import Event
from tollbook.casebook.workspace import Workspace
from tollbook.watch import Unwatched
from tollbook.web import jobs, lockdown
from tollbook.web.api import tokens
from tollbook.web.incidents import meanwhile
from tollbook.web.models import Job, Proposal, Publication, SavedSearch, User
from tollbook.web.publications import deciding
from tollbook.web.search.entries import index
from tollbook.web.submissions import limits

As = Callable[..., Client]
PUBLIC = ("/public/", "/public/corrections/", "/public/feed.xml", "/public/published.csv", "/public/published.jsonl")


def public(incident: str) -> list[bytes]:
    """All that the public pages say."""
    answers = [Client().get(address) for address in (*PUBLIC, f"/public/incidents/{incident}/")]
    return [b"".join(one.streaming_content) if one.streaming else one.content for one in answers]  # type: ignore[attr-defined]


def plain(pages: list[bytes]) -> list[bytes]:
    """The pages' contents; an empty feed says that it is of this moment."""
    return [re.sub(rb"<updated>[^<]*", b"", page.partition(b"<main")[2] or page) for page in pages]


@pytest.fixture
def published(prepared: Publication, person: Callable[..., User]) -> tuple[Publication, User]:
    """An entry on the public pages, and who approved it."""
    approver = person("approver", "first approver")
    deciding.approve(prepared, approver, None)
    return prepared, approver


def again(filled: Workspace, published: tuple[Publication, User], hours: int | None) -> Publication:
    """Another version of the entry, approved, under an embargo of so many hours."""
    first, approver = published
    incident = next(one for one in filled.incidents() if one.id == first.incident)
    second = deciding.prepare(incident, first.prepared_by, "our_error", "a secret remark")
    deciding.approve(second, approver, None if hours is None else timezone.now() + timedelta(hours=hours))
    return second


def test_an_embargo_is_seen_by_nothing_on_the_public_pages(
    filled: Workspace, published: tuple[Publication, User]
) -> None:
    before = plain(public(published[0].incident))
    second = again(filled, published, 1)
    assert plain(public(second.incident)) == before
    Publication.objects.filter(pk=second.pk).update(embargo=timezone.now() - timedelta(seconds=1))
    after = plain(public(second.incident))
    assert after != before and after[0].count(b"<li>") == before[0].count(b"<li>"), "one entry, the later version"


def test_what_was_withdrawn_before_its_embargo_ended_was_never_there(
    filled: Workspace, published: tuple[Publication, User]
) -> None:
    before = plain(public(published[0].incident))
    second = again(filled, published, 1)
    deciding.withdraw(second, published[1], "family", "the family asked")
    assert plain(public(second.incident)) == before
    Publication.objects.filter(pk=second.pk).update(
        embargo=timezone.now() - timedelta(minutes=1), decided=timezone.now() - timedelta(minutes=2)
    )
    assert plain(public(second.incident)) == before


def test_what_is_withheld_stays_so_while_a_later_version_waits(
    filled: Workspace, published: tuple[Publication, User]
) -> None:
    first, approver = published
    deciding.withdraw(first, approver, "family", "the family asked")
    before = plain(public(first.incident))
    again(filled, published, 1)
    assert plain(public(first.incident)) == before
    assert not any(first.record["title"].encode() in page for page in before)


def test_an_incidents_history_tells_intake_nothing_of_publications_and_searches(full: Full, as_role: As) -> None:
    incident = full.ids["incident"]
    record_event("default", actor="analyst", kind="certificate", subject=("incident", incident), reason="searched")
    clients = {role: as_role(role) for role in ("intake", "analyst")}
    told = {
        role: [client.get(f"/incidents/{incident}/{part}").content for part in ("", "history/")]
        for role, client in clients.items()
    }
    for words in (b"</bdi>: publication", b"counted one report twice", b"searched"):
        assert not any(words in page.partition(b"<main")[2] for page in told["intake"]), words
    assert all(b"searched" in page for page in told["analyst"])


def test_intake_sees_no_strike_on_an_incident(full: Full, as_role: As) -> None:
    pages = {role: as_role(role).get(f"/incidents/{full.ids['incident']}/").content for role in ("intake", "analyst")}
    assert b"Coalition log" in pages["analyst"] and b"Coalition log" not in pages["intake"]


@pytest.mark.parametrize("role", ["reviewer", "approver"])
def test_the_history_tells_of_no_person_and_no_workspace_whom_it_is_not_for(
    full: Full, as_role: As, caller: Callable[..., Any], role: str
) -> None:
    record_event("default", actor="chief", kind="person", subject=("person", "newcomer"), new={"role": "auditor"})
    record_event("default", actor="chief", kind="backup", subject=("workspace", "backup"))
    last = Event.objects.latest("pk").pk
    client = as_role(role)
    pages = [client.get(f"/history/{query}").content for query in ("", "?subject=newcomer", "?subject_type=workspace")]
    pages.append(caller(User.objects.get(username=role), tokens.scopes())("GET", "/history?limit=500").content)
    assert not any(b"chief" in page for page in pages) and b"newcomer" not in pages[0] + pages[3]
    assert {client.get(f"/history/{number}/").status_code for number in (last, last - 1)} == {404}
    assert b"newcomer" in as_role("auditor").get("/history/").content


def test_only_who_may_know_of_backups_sees_that_one_is_written(
    full: Full, as_role: As, caller: Callable[..., Any]
) -> None:
    made = Job.objects.create(kind="backup", error="no room left")
    for role in ("intake", "analyst", "reviewer", "approver"):
        client, call = as_role(role), caller(User.objects.get(username=role), tokens.scopes())
        assert b"no room left" not in client.get("/").content
        there, nowhere = (client.get(f"/jobs/{number}/").status_code for number in (made.pk, 999_999))
        assert there == nowhere == 404
        answers = [call("GET", f"/jobs/{number}") for number in (made.pk, 999_999)]
        assert {(one.status_code, one.content) for one in answers} == {(404, answers[0].content)}
    assert as_role("auditor").get(f"/jobs/{made.pk}/").status_code == 200


def test_what_a_form_has_seen_does_not_count_looks_at_restricted_records(full: Full) -> None:
    before = meanwhile.latest()
    full.owner.get(f"/restricted/{full.ids['witness']}/")
    assert meanwhile.latest() == before


def test_private_answers_are_stored_nowhere_and_public_ones_may_be(full: Full, as_role: As) -> None:
    head = as_role("administrator")
    for address in ("/", "/incidents/", f"/desk/submissions/{full.ids['submission']}/", "/history/export.csv"):
        assert "no-store" in head.get(address).headers["Cache-Control"], address
    assert "no-store" in Client().get("/api/v1/incidents").headers["Cache-Control"]
    assert "no-store" in Client().get("/join/MQ/x/").headers["Cache-Control"]
    front = Client().get("/public/")
    assert "Cache-Control" not in front.headers and "Accept-Language" in front.headers["Vary"]
    assert "no-store" in head.get("/public/").headers["Cache-Control"]
    assert not {"ETag", "Last-Modified"} & {*head.get("/incidents/").headers}


def test_the_subject_of_a_mail_names_no_search(filled: Workspace, person: Callable[..., User], settings: Settings,
                                               django_capture_on_commit_callbacks: Any) -> None:  # fmt: skip
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    reader = person("analyst")
    User.objects.filter(pk=reader.pk).update(email="analyst@example.org")
    SavedSearch.objects.create(user=reader, name="Witness of Hajin", query="q=Hajin&kind=report", by_mail=True)
    with django_capture_on_commit_callbacks(execute=True):
        index(filled, Unwatched(), {})
    (sent,) = mail.outbox
    assert "Hajin" not in f"{sent.subject} {sent.body}" and "new" in sent.subject


def test_nobody_but_administrators_takes_the_whole_workspace_away(full: Full, as_role: As) -> None:
    address = f"/workspace/backups/{full.ids['backup']}"
    assert as_role("administrator").get(address).status_code == 200
    assert as_role("auditor").get(address).status_code == 403


@pytest.fixture
def no_counts() -> None:
    cache.clear()


def test_calls_without_a_good_token_are_limited_by_address(
    workspace: Workspace, person: Callable[..., User], caller: Callable[..., Any], no_counts: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(tokens, "WRONG", 3)
    header = {"Authorization": "Bearer tollbook_guess"}
    seen = [Client().get("/api/v1/incidents", headers=header).status_code for _ in range(5)]
    assert seen == [401, 401, 401, 429, 429]
    elsewhere = Client(REMOTE_ADDR="192.0.2.7").get("/api/v1/incidents", headers=header)
    assert elsewhere.status_code == 401


def test_a_token_writes_so_often_and_no_more(
    full: Full, person: Callable[..., User], caller: Callable[..., Any], no_counts: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(tokens, "WRITES", 2)
    call = caller(person("analyst", "second"), tokens.scopes())
    seen = [call("POST", "/judgements", {"kind": "same", "groups": [["a"], ["b"]]}).status_code for _ in range(3)]
    assert seen[2] == 429 and 429 not in seen[:2]
    assert call("GET", "/incidents").status_code == 200


def test_an_hour_is_counted_from_the_first_time(
    workspace: Workspace, no_counts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [limits.once_more("x", 2, 3600) for _ in range(3)] == [True, True, False]
    now = time.time()
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: now + 3000))
    assert not limits.once_more("x", 2, 3600)
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: now + 3601))
    assert limits.once_more("x", 2, 3600)


def test_the_lockdown_holds_for_every_token(
    full: Full, person: Callable[..., User], caller: Callable[..., Any]
) -> None:
    calls = [caller(person(role), tokens.scopes()) for role in ("administrator", "analyst")]
    lockdown.switch(True, "administrator", "a drill")
    answers = [call("GET", "/incidents") for call in calls]
    assert {one.status_code for one in answers} == {401} and b"locked" in answers[0].content


def test_a_closed_account_and_its_tokens_are_nobody(full: Full, as_role: As, caller: Callable[..., Any]) -> None:
    head = as_role("administrator")
    call = caller(User.objects.get(username="administrator"), tokens.scopes())
    User.objects.update(is_active=False)
    assert head.get("/incidents/").status_code == 302 and call("GET", "/incidents").status_code == 401


def test_a_job_that_fails_by_a_fault_of_the_program_repeats_no_record(
    full: Full, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: Any) -> None:
        raise ValueError("Quillon Aspenvale")

    monkeypatch.setitem(jobs.KINDS, "sources", broken)
    assert "Quillon" not in Job.objects.get(pk=jobs.start("sources", None).pk).error


def test_intake_is_told_of_no_search_of_the_strike_logs(full: Full, as_role: As) -> None:
    made = Job.objects.create(kind="certificate", state="failed", error="strike 17 of the log lies 2 km away")
    for role, seen in (("intake", False), ("analyst", True)):
        client = as_role(role)
        assert (b"strike 17" in client.get("/").content) == seen
        assert (client.get(f"/jobs/{made.pk}/").status_code == 200) == seen


def test_intake_is_told_of_no_search_that_a_case_rests_on(full: Full, as_role: As, caller: Callable[..., Any]) -> None:
    case, search = full.ids["allegation"], full.ids["certificate"]
    last = casebook.Step.objects.filter(allegation=case).latest("number")
    last.record["step"]["certificate"] = search
    last.save()
    proposal = Proposal.objects.get(allegation=case)
    said = {**proposal.evidence[0], "id": f"certificate:{search}", "title": "a search of the log"}
    proposal.step["certificate"], proposal.evidence = search, [*proposal.evidence, said]
    proposal.save()
    for role, seen in (("intake", False), ("analyst", True)):
        page = as_role(role).get(f"/assessment/case/{case}/").content.decode()
        assert ("Two sources." in page, search in page, "a search of the log" in page) == (True, seen, seen)
        call = caller(User.objects.get(username=role), tokens.scopes())
        for address in (f"/allegations/{case}", "/allegations"):
            answer = call("GET", address).content.decode()
            assert (case in answer, search in answer) == (True, seen)
