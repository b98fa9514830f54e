"""The ledger's pages: the balance is the ledger's own, each number a list, reports frozen as they were seen."""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tollbook.casebook import allegations, models, monthly
from tollbook.casebook.workspace import Workspace
from tollbook.ledger.balance import balance, month_of
from tollbook.model import Allegation, Step
from tollbook.publish.monthly import stem, written
from tollbook.web.here import DATABASE
from tollbook.web.told import standard_name

DAY = date(2018, 11, 3)
MONTHS = ("2018-11", "2018-12", "2019-01", "2019-02")


def put(name: str, *steps: tuple[int, str, dict[str, Any]], standard: str = "airwars", by: str = "US") -> None:
    """A case with its steps, each so many days after the third of November 2018."""
    made = [Step(DAY + timedelta(days), state, "desk", **more) for days, state, more in steps]  # type: ignore[arg-type]
    allegations.receive(DATABASE, "desk", Allegation(name, f"Case {name}", standard, by, "letter", tuple(made)))


@pytest.fixture
def held(workspace: Workspace) -> Workspace:
    """Five cases over three months: one reopened, one duplicate, one under another standard."""
    seen: tuple[int, str, dict[str, Any]] = (1, "initial_review", {})
    found = {"reason": "two sources", "killed": (3, 5)}
    unseen = {"reason": "one source", "overturned_by": ("source",)}
    put("a", (0, "received", {}), seen, (2, "assessment", {}), (9, "credible", found))
    put("b", (0, "received", {}), seen, (20, "inconclusive", unseen), (40, "reopened", {"reason": "new pictures"}))
    put("c", (2, "received", {}), (5, "duplicate", {"reason": "same", "repeats": "a"}))
    put("d", (35, "received", {}), by="France")
    put("e", (36, "received", {}), standard="cjtf-oir")
    return workspace


def body(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("standard", [None, "airwars"])
@pytest.mark.parametrize("by", [None, "US"])
def test_the_page_is_the_ledgers_balance(
    held: Workspace, as_role: Callable[..., Client], month: str, standard: str | None, by: str | None
) -> None:
    made = balance(allegations.allegations(DATABASE), month_of(month), standard, by)
    answer = as_role("auditor").get("/ledger/", {"month": month, "standard": standard or "", "belligerent": by or ""})
    shown = answer.context
    assert shown["balance"] == made
    terms = dict(shown["terms"])
    assert terms["carried_over"] + terms["received"] + terms["reopened"] - terms["completed"] == terms["open"]
    assert terms["open"] == len(made.open)


def test_each_number_is_a_list(held: Workspace, as_role: Callable[..., Client]) -> None:
    client, own = as_role("analyst"), balance(allegations.allegations(DATABASE), (2018, 12))
    for name in ("carried_over", "received", "reopened", "completed", "open"):
        answer = client.get("/ledger/", {"month": "2018-12", "list": name})
        listed = [row["one"].id for row in answer.context["page"]]
        keys = [one.allegation for one in own.completed] if name == "completed" else list(getattr(own, name))
        assert listed == keys
        sent = client.get("/ledger/", {"month": "2018-12", "list": name, "file": "csv"})
        lines = b"".join(sent.streaming_content).decode().strip().splitlines()  # type: ignore[attr-defined]
        assert [line.split(",")[0] for line in lines[1:]] == keys


def test_what_was_reopened_and_by_what(held: Workspace, as_role: Callable[..., Client]) -> None:
    page = body(as_role("analyst").get("/ledger/?month=2018-12"))
    assert "new pictures" in page and "a second, independent source" in page
    assert "inconclusive" in body(as_role("reviewer").get("/ledger/?month=2018-11"))


@pytest.mark.parametrize("month", ["2999-01", "soon", "2018-13", "0000-01"])
def test_no_such_month(held: Workspace, as_role: Callable[..., Client], month: str) -> None:
    assert as_role("analyst").get("/ledger/", {"month": month}).status_code == 404


def test_an_empty_ledger_explains_itself(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    assert "The ledger is empty" in body(as_role("analyst").get("/ledger/"))


def test_the_report_is_seen_exactly_as_it_is_then_published(held: Workspace, as_role: Callable[..., Client]) -> None:
    client = as_role("approver")
    drawn = monthly.draw(DATABASE, "2018-11", "airwars")
    name = f"{stem(drawn)}-ar.html"
    seen = client.get(f"/ledger/2018-11/airwars/draft/{name}")
    assert seen.content == written(drawn, ("html",))[name]
    assert "sandbox" in seen.headers["Content-Security-Policy"]
    client.post("/ledger/2018-11/airwars/publish/")
    row = models.MonthlyReport.objects.get()
    assert (row.month, row.standard, row.version) == ("2018-11", "airwars", 1)
    for kind in ("-en.html", "-ar.html", "-en.pdf", "-findings.csv", ".json"):
        sent = client.get(f"/ledger/2018-11/airwars/1/{kind}")
        assert sent.content == monthly.printed(DATABASE, "2018-11", "airwars", 1)[f"{stem(drawn)}{kind}"]
    assert client.get("/ledger/2018-11/airwars/2/-en.html").status_code == 404
    assert client.get("/ledger/2018-11/airwars/1/no.html").status_code == 404


def test_a_later_change_is_shown_as_a_correction(held: Workspace, as_role: Callable[..., Client]) -> None:
    client = as_role("administrator")
    client.post("/ledger/2018-11/airwars/publish/")
    done = allegations.get(DATABASE, "a").steps[3]
    new = Step(done.at, "credible", "desk", "two sources", killed=(4, 4))
    allegations.correct(DATABASE, "desk", "a", 3, new=new, reason="typo")
    page = client.get("/ledger/2018-11/airwars/")
    assert "to print (PDF) · <bdi>français</bdi>" in page.content.decode()
    assert [one.allegation for one, _words in page.context["corrections"]] == ["a"]
    client.post("/ledger/2018-11/airwars/publish/")
    assert list(models.MonthlyReport.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_only_who_may_approve_publishes(held: Workspace, as_role: Callable[..., Client]) -> None:
    for role in ("intake", "analyst", "reviewer", "auditor"):
        assert as_role(role).post("/ledger/2018-11/airwars/publish/").status_code in (403, 404)
    assert not models.MonthlyReport.objects.exists()


def test_a_month_that_has_not_ended_is_not_published(held: Workspace, as_role: Callable[..., Client]) -> None:
    client = as_role("approver")
    answer = client.post("/ledger/2999-01/airwars/publish/", follow=True)
    assert "future" in body(answer) and not models.MonthlyReport.objects.exists()
    assert "2018-11 under" in body(client.get("/ledger/?month=2018-11"))


def test_few_queries_however_many_cases(
    workspace: Workspace, as_role: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        put(f"n{number:03}", (number % 30, "received", {}))
    client = as_role("analyst")
    with django_assert_max_num_queries(12):
        assert client.get("/ledger/?month=2018-11").status_code == 200


def test_pages_call_standards_by_their_names(held: Workspace, as_role: Callable[..., Client]) -> None:
    client = as_role("auditor")
    for address in ("/ledger/?month=2018-11", "/ledger/2018-11/cjtf-oir/", "/assessment/?state=all"):
        page = client.get(address).content.decode()
        assert standard_name("cjtf-oir") in unescape(page)
        assert "<bdi>cjtf-oir</bdi>" not in page and ">cjtf-oir</option>" not in page
    assert standard_name("one-of-our-own") == "one-of-our-own"
