"""The inbox: bringing reports in, lists and filters, copies folded, and what people do with reports."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import EXAMPLE
from tests.web.conftest import roles
from tollbook.casebook import models
from tollbook.casebook.workspace import Workspace
from tollbook.web.inbox.jobs import EXAMPLE as SHIPPED
from tollbook.web.inbox.lists import copies_of, counted, every, listed
from tollbook.web.inbox.sync import sync_if_needed
from tollbook.web.models import InboxItem, Job, Submission, User
from tollbook.web.permissions import table

BRING = "/inbox/bring/"


def rows(client: Client, query: str = "") -> list[str]:
    return [row["item"].document for row in client.get(f"/inbox/?{query}").context["rows"]]


def do(client: Client, action: str, *documents: str, **more: str) -> int:
    return client.post("/inbox/do/?state=new", {"do": action, "document": documents, **more}).status_code


def job_of(kind: str) -> tuple[Job, Any]:
    """The latest job of a kind and its result."""
    found = Job.objects.filter(kind=kind).latest("pk")
    return found, found.result


def file(name: str, text: str, encoding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(encoding))


def test_uploads_are_read_and_wait_in_the_inbox(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    intake = as_role("intake")
    files = [file("one.txt", "Three civilians were killed in Hajin."), file("two.png", "\x89PNG", "latin-1")]
    given = {"reports": files, "addresses": ""}
    assert intake.post("/inbox/bring/", given).status_code == 302
    job, result = job_of("bring_in")
    assert (job.state, result["reports"]) == ("done", 1), job.error
    assert not any((workspace.root / "incoming").iterdir()), "what was read lies among the originals"
    page = intake.get("/inbox/").content.decode()
    assert "Three civilians were killed in Hajin" in page and models.Incident.objects.count() == 1
    intake.post("/inbox/bring/", {"reports": [file("again.txt", "Three civilians were killed in Hajin.")]})
    _again, result = job_of("bring_in")
    assert result["reports"] == 0 and "read once" in result["skipped"][0]["what"]
    assert "read once" in intake.get("/inbox/bring/").content.decode()


def test_a_job_that_was_cut_off_after_its_end_does_no_harm(
    workspace: Workspace, as_role: Callable[..., Client]
) -> None:
    as_role("intake").post("/inbox/bring/", {"reports": [file("one.txt", "Three civilians were killed in Hajin.")]})
    from tollbook.watch import Unwatched  # noqa: PLC0415
    from tollbook.web.inbox.jobs import bring_in  # noqa: PLC0415

    again = bring_in(workspace, Unwatched(), Job.objects.get(kind="bring_in").params)
    assert again == {"reports": 0, "skipped": []} and InboxItem.objects.count() == 1


@pytest.mark.parametrize(
    "given", [{}, {"addresses": "no address"}, {"addresses": "ftp://example.org/"}, {"addresses": "\n".join(
        f"http://example.org/{n}" for n in range(300))}]
)  # fmt: skip
def test_faulty_forms_are_told(workspace: Workspace, as_role: Callable[..., Client], given: dict[str, str]) -> None:
    answer = as_role("intake").post("/inbox/bring/", given)
    assert answer.status_code == 422 and answer.context["form"].errors and not Job.objects.exists()


@pytest.fixture
def server() -> Iterator[str]:
    """A server on this machine, which no address may lead to."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            raise AssertionError("asked for")

    served = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_port}/"
    served.shutdown()


def test_addresses_inside_are_not_fetched_and_that_is_told(
    workspace: Workspace, as_role: Callable[..., Client], server: str
) -> None:
    intake = as_role("intake")
    intake.post("/inbox/bring/", {"addresses": server})
    job, result = job_of("bring_in")
    assert job.state == "done" and result["reports"] == 0 and result["skipped"][0]["where"] == server


def test_the_example_is_loaded_into_an_empty_workspace_alone(
    workspace: Workspace, as_role: Callable[..., Client]
) -> None:
    head = as_role("administrator")
    assert "Load the example" in head.get("/").content.decode()
    head.post("/inbox/example/")
    job, result = job_of("example")
    assert (job.state, result["reports"]) == ("done", 20), job.error
    assert len(rows(head)) == InboxItem.objects.filter(copy_of="").count() < 20
    head.post("/inbox/example/")
    assert Job.objects.filter(kind="example").count() == 1
    assert "Load the example" not in head.get("/inbox/bring/").content.decode()


def test_an_example_that_failed_half_way_is_told_and_started_again(
    workspace: Workspace, as_role: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    head, auditor = as_role("administrator"), as_role("auditor")
    with monkeypatch.context() as broken:
        broken.setattr("tollbook.web.inbox.jobs.bring_up_to_date", lambda *_: 1 / 0)
        head.post("/inbox/example/")
    failed, _result = job_of("example")
    assert failed.state == "failed" and models.Document.objects.exists() and not models.Incident.objects.exists()
    read = models.Reading.objects.count()
    home, other = head.get("/").content.decode(), auditor.get("/").content.decode()
    assert 'id="half-done"' in home
    assert all('"/inbox/again/"' in page for page in (home, head.get(BRING).content.decode()))
    assert 'id="half-done"' in other and '"/inbox/again/"' not in other
    for asked in ("x", "0", failed.pk, failed.pk):
        assert head.post("/inbox/again/", {"job": asked}).status_code == 302
    again, result = job_of("example")
    assert (again.state, result["reports"]) == ("done", 0) and Job.objects.filter(kind="example").count() == 2
    assert models.Incident.objects.exists() and models.Reading.objects.count() == read
    assert 'id="half-done"' not in head.get("/").content.decode()
    assert '"/inbox/again/"' not in head.get(BRING).content.decode()


def test_the_example_that_is_shipped_is_the_example() -> None:
    for path in SHIPPED.iterdir():
        assert path.read_bytes() == (EXAMPLE / path.name).read_bytes()


def test_reports_that_came_in_otherwise_are_listed(filled: Workspace, as_role: Callable[..., Client]) -> None:
    reader = as_role("analyst")
    assert len(rows(reader)) + sum(copies_of(list(InboxItem.objects.all())).values()) == len(list(filled.documents()))
    gone = rows(reader)[0]
    models.Document.objects.filter(pk=gone).update(superseded=True)
    filled.start_run({})
    assert gone not in rows(reader)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("language=ar", lambda item: item.language == "ar"),
        ("place=هجين", lambda item: "هجين" in item.places),
        ("place=hajin", lambda item: "hajin" in item.places.lower()),
        ("publisher=sputnik", lambda item: "sputnik" in item.publisher.lower()),
        ("since=2018-11-20", lambda item: str(item.published) >= "2018-11-20"),
        ("until=2018-11-10", lambda item: item.published is not None and str(item.published) <= "2018-11-10"),
    ],
)
def test_filters(
    filled: Workspace, as_role: Callable[..., Client], query: str, holds: Callable[[InboxItem], bool]
) -> None:
    reader = as_role("analyst")
    everything, found = set(rows(reader)), set(rows(reader, query))
    wanted = {item.document for item in InboxItem.objects.all() if holds(item)}
    assert found and found == (wanted if query.startswith("publisher") else wanted & everything)


@pytest.mark.parametrize("query", ["language=xx", "since=never", "person=nobody-known", "page=99", "state=odd"])
def test_filters_nobody_understands_are_left_out(filled: Workspace, as_role: Callable[..., Client], query: str) -> None:
    assert as_role("analyst").get(f"/inbox/?{query}").status_code == 200


def test_orders(filled: Workspace, as_role: Callable[..., Client]) -> None:
    reader = as_role("analyst")
    days = [InboxItem.objects.get(document=key).published for key in rows(reader, "order=earliest")]
    known = [day for day in days if day]
    assert known == sorted(known) and days[: len(known)] == known
    assert rows(reader, "order=latest")[0] == max(
        rows(reader), key=lambda key: (InboxItem.objects.get(document=key).published or days[0], _number(key))
    )


def _number(key: str) -> int:
    return InboxItem.objects.get(document=key).pk


def test_copies_are_folded_and_go_along(filled: Workspace, as_role: Callable[..., Client]) -> None:
    reader = as_role("analyst")
    sync_if_needed()
    copy = InboxItem.objects.exclude(copy_of="")[0]
    first = InboxItem.objects.get(document=copy.copy_of)
    assert copy.document not in rows(reader) and first.document in rows(reader)
    assert do(reader, "aside", first.document, reason="elsewhere", words="Yemen") == 302
    copy.refresh_from_db()
    assert (copy.state, copy.reason) == ("aside", "elsewhere")
    do(reader, "back", copy.document)
    assert copy.document in rows(reader), "its first is not among the new"


def test_each_step_is_in_the_history(filled: Workspace, as_role: Callable[..., Client]) -> None:
    reader, key = as_role("analyst"), ""
    key = rows(reader)[-1]
    User.objects.create_user("second", role="reviewer")
    do(reader, "take", key)
    do(reader, "assign", key, person="second")
    do(reader, "done", key)
    do(reader, "back", key)
    states = [(e["new"]["state"], e["new"]["person"]) for e in filled.events() if e["subject_id"] == key]
    assert states == [("taken", "analyst"), ("taken", "second"), ("done", "second"), ("new", "")]


def test_what_somebody_took_is_not_taken_from_her(filled: Workspace, as_role: Callable[..., Client]) -> None:
    first, second = as_role("analyst"), as_role("reviewer")
    key = rows(first)[0]
    do(first, "take", key)
    answer = second.post("/inbox/do/", {"do": "take", "document": [key]}, follow=True)
    assert "somebody else has them" in answer.content.decode()
    assert InboxItem.objects.get(document=key).person == User.objects.get(username="analyst")


@pytest.mark.parametrize("more", [{}, {"reason": "nonsense"}, {"reason": "other"}])
def test_setting_aside_needs_a_reason(filled: Workspace, as_role: Callable[..., Client], more: dict[str, str]) -> None:
    reader = as_role("analyst")
    assert do(reader, "aside", rows(reader)[0], **more) == 422
    assert not InboxItem.objects.filter(state="aside").exists()


@pytest.mark.parametrize("role", roles())
def test_roles(filled: Workspace, as_role: Callable[..., Client], role: str) -> None:
    client, may = as_role(role), table()["report"]
    key = rows(client)[0]
    for action, verb in (("take", "take"), ("back", "set_aside"), ("assign", "assign")):
        assert do(client, action, key) == (302 if role in may[verb] else 403)
    for address in ("/inbox/bring/", "/inbox/example/"):
        answer = client.post(address, {"addresses": "x"})
        assert (answer.status_code == 403) == (role not in may["add"])
    assert ('value="take"' in client.get("/inbox/?state=new").content.decode()) == (role in may["take"])


def test_nobody_without_an_account_gets_in(filled: Workspace) -> None:
    for address in ("/inbox/", "/inbox/bring/"):
        assert Client().get(address).status_code == 302


def test_queries_do_not_grow_with_the_reports(
    filled: Workspace, as_role: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    reader = as_role("analyst")
    reader.get("/inbox/")
    with django_assert_max_num_queries(16):
        reader.get("/inbox/")


def test_one_count_tells_what_the_tabs_and_the_list_hold(filled: Workspace, person: Callable[..., User]) -> None:
    sync_if_needed()
    me, some = person("intake"), list(InboxItem.objects.order_by("pk"))
    InboxItem.objects.filter(pk__in=[one.pk for one in some[::3]]).update(state="done")
    InboxItem.objects.filter(pk__in=[one.pk for one in some[::5]]).update(folded=1, person=me)
    asked: tuple[dict[str, str], ...] = (
        {},
        {"language": "en"},
        {"publisher": "a"},
        {"place": "Hajin"},
        {"person": "me"},
    )
    for given in ({**one, **state} for one in asked for state in ({}, {"state": "new"}, {"state": "done"})):
        found, rest = counted(given, me), {key: value for key, value in given.items() if key != "state"}
        assert found.listed == listed(given, me).count(), given
        assert found.by_state == Counter(one.state for one in every(rest, me)), given


def test_an_index_carries_the_list(filled: Workspace) -> None:
    if connection.vendor == "sqlite":
        plan = listed({"state": "new", "order": "coming"}, None).order_by("-pk")[:50].explain()
        assert "USING INDEX inbox_by_coming" in plan and "TEMP B-TREE" not in plan


@pytest.mark.parametrize("role", roles())
def test_submissions_have_a_tab_for_those_who_may_see_them(
    workspace: Workspace, as_role: Callable[..., Client], role: str
) -> None:
    Submission.objects.create(reference="S-1", digest="0", language="ar", words="a witness speaks")
    client, may = as_role(role), role in table()["submission"]["see"]
    assert ("/inbox/submissions/" in client.get("/inbox/").content.decode()) == may
    answer = client.get("/inbox/submissions/")
    assert answer.status_code == (200 if may else 404)
    assert ("S-1" in answer.content.decode()) == may and "a witness speaks" not in answer.content.decode()


def test_a_title_cannot_reorder_the_list(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    intake = as_role("intake")
    intake.post("/inbox/bring/", {"reports": [file("one.txt", "Three were killed <b> \u202edellik erew")]})
    for address in ("/inbox/", f"/reports/{rows(intake)[0]}/"):
        page = intake.get(address).content.decode()
        assert "\u202e" not in page and "[U+202E]" in page and "<b>" not in page.partition("<main")[2], address
