"""Searching the example in every script, filters, kept searches and what they tell."""

from collections.abc import Callable
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from tollbook.casebook.models import Figure
from tollbook.casebook.workspace import Workspace
from tollbook.watch import Unwatched
from tollbook.web import called, jobs
from tollbook.web.blind import Sight
from tollbook.web.models import Entry, Notice, SavedSearch, User
from tollbook.web.search import entries, saved
from tollbook.web.search.finding import find, these

SEES = Sight(User(role="auditor"))
"""Somebody who is shown every grade."""


@pytest.fixture
def indexed(filled: Workspace) -> Workspace:
    entries.index(filled, Unwatched(), {})
    return filled


def keys(**asked: object) -> set[str]:
    return {entry.key for entry in these(find(asked, SEES).keys)}


def test_every_report_and_incident_is_found_once(indexed: Workspace) -> None:
    assert Entry.objects.filter(kind="report").count() == indexed.counts()["reports"]
    assert Entry.objects.filter(kind="incident").count() == len(indexed.incidents())
    assert entries.index(indexed, Unwatched(), {}) == 0


def test_a_place_is_found_in_every_script(indexed: Workspace) -> None:
    latin, arabic = keys(q="Hajin", kind="report"), keys(q="هجين", kind="report")
    languages = {entry.language for entry in these(find({"q": "hajin", "kind": "report"}, SEES).keys)}
    assert {"ar", "en"} <= languages and latin & arabic


def test_arabic_words_are_found_behind_their_particles(indexed: Workspace) -> None:
    assert keys(q="تحالف", kind="report") >= keys(q="التحالف", kind="report") != set()


def test_phrases_words_left_out_and_filters(indexed: Workspace) -> None:
    both = keys(q="Coalition", kind="report")
    assert keys(q="Coalition -Hajin", kind="report") < both
    assert keys(q='"air strikes" Coalition', kind="report") <= both
    assert all(entry.language == "ar" for entry in these(find({"language": "ar"}, SEES).keys))
    assert keys(least=10, kind="incident") < keys(kind="incident")


def test_a_search_is_its_address(indexed: Workspace, as_role: Callable[..., Client]) -> None:
    assert find({"q": "!!!"}, SEES).keys == []
    assert as_role("auditor").get("/search/", {"since": "no day"}).status_code == 422


def test_the_index_follows_the_records(indexed: Workspace) -> None:
    gone = Entry.objects.filter(kind="incident").first()
    assert gone
    indexed.save_computed(indexed.lineage(), [i for i in indexed.incidents() if i.id != gone.key], "test", "other")
    entries.index(indexed, Unwatched(), {})
    assert gone.key not in keys(kind="incident")


def test_a_kept_search_tells_of_what_is_new_once(
    filled: Workspace, person: Callable[..., User], settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    reader = person("analyst")
    reader.email = "analyst@example.org"
    reader.save()
    kept = SavedSearch.objects.create(user=reader, name="Hajin", query="q=Hajin&kind=report", by_mail=True)
    SavedSearch.objects.create(user=reader, name="nothing", query="q=zzzz")
    jobs.start("index", reader)
    notice = Notice.objects.get()
    assert notice.text == f"Hajin: {len(keys(q='Hajin', kind='report'))} new"
    assert notice.address == "/search/?q=Hajin&kind=report"
    kept.refresh_from_db()
    assert saved.fresh(kept) == 0
    saved.notify(filled, Unwatched(), {})
    assert Notice.objects.count() == 1


def test_the_mail_tells_nothing_but_the_number(
    filled: Workspace, person: Callable[..., User], settings: Settings, django_capture_on_commit_callbacks: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    reader = person("analyst")
    reader.email = "analyst@example.org"
    reader.save()
    SavedSearch.objects.create(user=reader, name="H", query="q=Hajin&kind=report", by_mail=True)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        jobs.start("index", reader)
    assert len(mail.outbox) == 1 and "Hajin" not in f"{mail.outbox[0].subject} {mail.outbox[0].body}"


def test_queries_are_bounded(
    indexed: Workspace, as_role: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(4):
        find({"q": "Coalition", "kind": "report"}, SEES)


def test_keeping_leads_back_to_the_search_and_nowhere_else(indexed: Workspace, as_role: Callable[..., Client]) -> None:
    given = {"name": "Hajin", "query": "q=Hajin", "next": "https://elsewhere.example/"}
    answer = as_role("auditor").post("/search/keep/", given)
    assert answer.headers["Location"] == "/search/?q=Hajin"
    assert SavedSearch.objects.get().name == "Hajin"


def test_a_filled_form_offers_choices_by_name(indexed: Workspace, as_role: Callable[..., Client]) -> None:
    page = unescape(as_role("auditor").get("/search/", {"language": "ar"}).content.decode())
    assert '<option value="ar" selected>العربيّة</option>' in page and "<td>ar</td>" not in page
    assert '<select name="grade"' in page


def test_an_open_end_and_a_single_number_are_written_as_such(
    indexed: Workspace, as_role: Callable[..., Client]
) -> None:
    first, second = Figure.objects.filter(key="killed").order_by("pk")[:2]
    for figure, open_ended in ((first, True), (second, False)):
        Figure.objects.filter(pk=figure.pk).update(min=9871, max=9871, open_ended=open_ended)
    page = as_role("auditor").get("/search/", {"kind": "incident"}).content.decode()
    assert '<bdi dir="ltr">9871+</bdi>' in page and '<bdi dir="ltr">9871</bdi>' in page


def test_a_submission_is_named_in_the_language_of_the_page() -> None:
    with translation.override("fr"):
        assert called.submission_named("submission S-ABCD-1234") != "submission S-ABCD-1234"
    assert called.submission_named("a submission S-1") == "a submission S-1"
