"""Cases through pages: received, moved, proposed by one, decided by another, reopened; who may do what."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.web.assessment.conftest import Sent, received, stepped
from tests.web.conftest import roles
from tollbook.casebook import allegations, models
from tollbook.casebook.workspace import Workspace
from tollbook.model import Allegation, Incident
from tollbook.publish.texts import Texts
from tollbook.web.assessment import cases
from tollbook.web.assessment.words import FACTS
from tollbook.web.here import DATABASE
from tollbook.web.models import Dissent, Notice, Proposal, User
from tollbook.web.permissions import table
from tollbook.web.saving import Conflict

pytestmark = pytest.mark.django_db


def state(one: Allegation) -> str:
    return allegations.get(DATABASE, one.id).state


def body(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_incident_becomes_a_case_with_its_reports(as_role: Callable[..., Client], incident: Incident) -> None:
    client = as_role("intake")
    form = client.get(f"/assessment/receive/?incident={incident.id}")
    assert form.status_code == 200
    given = {"title": "Houses", "standard": "airwars", "via": "own finding", "received": str(cases.today()),
             "incident": incident.id}  # fmt: skip
    answer = client.post("/assessment/receive/", given)
    made = allegations.allegations(DATABASE)[0]
    assert answer.headers["Location"] == f"/assessment/case/{made.id}/"
    assert made.documents == incident.documents and made.incident == incident.id
    assert made.id in body(client.get(f"/assessment/receive/?incident={incident.id}"))  # now it may be the same


def test_what_it_lacks_is_said_and_nothing_is_lost(as_role: Callable[..., Client], workspace: Workspace) -> None:
    given = {"title": "Houses", "standard": "airwars", "via": "letter", "received": "2999-01-01"}
    answer = as_role("analyst").post("/assessment/receive/", given)
    assert answer.status_code == 422 and "future" in body(answer) and 'value="Houses"' in body(answer)
    assert allegations.allegations(DATABASE) == []


def test_steps_have_their_day_and_person(as_role: Callable[..., Client], workspace: Workspace) -> None:
    one, client = received(), as_role("analyst")
    day = cases.today() - timedelta(days=3)
    client.post(f"/assessment/step/{one.id}/", {"state": "initial_review", "at": str(day), "reason": "log asked"})
    last = allegations.get(DATABASE, one.id).steps[-1]
    assert (last.state, last.at, last.by, last.reason) == ("initial_review", day, "analyst", "log asked")
    assert client.post(f"/assessment/step/{one.id}/", {"state": "credible", "at": str(day)}).status_code == 422


def test_a_finding_is_proposed_by_one_and_decided_by_another(
    proposed: Allegation, as_role: Callable[..., Client], person: Callable[..., User]
) -> None:
    proposal = Proposal.objects.get()
    assert state(proposed) == "assessment"
    own = Client()
    own.force_login(User.objects.get(username="first"))
    refused = own.post(f"/assessment/decide/{proposal.pk}/{proposed.id}/", {"words": "fine"})
    assert refused.status_code == 403 and "somebody else decides" in body(refused)
    assert state(proposed) == "assessment"
    as_role("approver").post(f"/assessment/decide/{proposal.pk}/{proposed.id}/", {"words": "agreed"})
    last = allegations.get(DATABASE, proposed.id).steps[-1]
    assert (last.state, last.killed, last.by) == ("credible", (3, 5), "first, approver")
    assert last.overturned_by == ("date",)
    events = models.Event.objects.filter(kind="assessment", subject_id=proposed.id)
    assert [(one.actor, one.field) for one in events.order_by("pk")] == [
        ("first", "proposed"),
        ("approver", "accepted"),
    ]
    told = events.latest("pk").new
    assert told is not None and told["evidence"][0]["weight"] == "supports"
    assert Notice.objects.get(user__username="first").text


def test_evidence_left_unticked_is_shown_to_the_one_who_decides(
    proposed: Allegation, as_role: Callable[..., Client]
) -> None:
    held = Proposal.objects.get().evidence
    assert [row["considered"] for row in held] == [True] + [False] * (len(held) - 1) and len(held) > 1
    assert "Not considered" in body(as_role("approver").get(f"/assessment/case/{proposed.id}/"))


def test_sent_back_with_a_reason_and_proposed_again(
    proposed: Allegation, credible: Sent, as_role: Callable[..., Client]
) -> None:
    number, approver = Proposal.objects.get().pk, as_role("approver")
    address = f"/assessment/decide/{number}/{proposed.id}/"
    assert approver.post(address, {"back": "1", "words": " "}).status_code == 422
    approver.post(address, {"back": "1", "words": "Ask for the pictures."})
    assert Proposal.objects.get().state == "returned" and state(proposed) == "assessment"
    as_role("analyst").post(f"/assessment/propose/{proposed.id}/", credible)
    assert list(Proposal.objects.order_by("pk").values_list("state", flat=True)) == ["returned", "proposed"]


def test_of_two_who_decide_at_once_one_is_told(proposed: Allegation, as_role: Callable[..., Client]) -> None:
    number = Proposal.objects.get().pk
    one, other = as_role("approver"), as_role("reviewer")
    one.post(f"/assessment/decide/{number}/{proposed.id}/", {"words": ""})
    told = other.post(f"/assessment/decide/{number}/{proposed.id}/", {"back": "1", "words": "no such proof"})
    assert told.status_code == 409 and "no such proof" in body(told) and "accepted" in body(told)
    assert [step.state for step in allegations.get(DATABASE, proposed.id).steps].count("credible") == 1
    assert Proposal.objects.get().state == "accepted"


def test_a_proposal_about_a_case_that_moved_on_is_not_accepted(
    proposed: Allegation, person: Callable[..., User]
) -> None:
    second = Proposal.objects.get()
    cases.accept(second, person("approver"), "")
    cases.reopen(person("analyst"), proposed.id, "new pictures")
    cases.move(person("analyst", "other"), proposed.id, "assessment", cases.today(), "")
    Proposal.objects.filter(pk=second.pk).update(state="proposed", decided_by=None)
    with pytest.raises(Conflict):
        cases.accept(second, person("approver", "next"), "")
    assert Proposal.objects.get().state == "proposed" and state(proposed) == "assessment"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"considered_0": "", "weight_0": ""}, "Say which evidence was considered"),
        ({"weight_0": ""}, "Say how it was weighed"),
        ({"reason": ""}, "required"),
        ({"killed_least": "9"}, "less than the least"),
        ({"killed_least": "", "killed_most": ""}, "must say how many"),
        ({"finding": "non_credible", "killed_least": "", "killed_most": ""}, "needs its category"),
        (
            {"finding": "non_credible", "category": "no_strike", "killed_least": "", "killed_most": ""},
            "rests on a search certificate",
        ),
        ({"finding": "duplicate", "killed_least": "", "killed_most": ""}, "must name what it repeats"),
    ],
)
def test_a_finding_lacks_what_it_must_say(
    case: Allegation, credible: Sent, as_role: Callable[..., Client], changes: Sent, says: str
) -> None:
    answer = as_role("analyst").post(f"/assessment/propose/{case.id}/", {**credible, **changes})
    assert answer.status_code == 422 and says in body(answer)
    assert not Proposal.objects.exists()


def test_dissent_stays_beside_the_decision(proposed: Allegation, as_role: Callable[..., Client]) -> None:
    proposal = Proposal.objects.get()
    as_role("approver").post(f"/assessment/decide/{proposal.pk}/{proposed.id}/", {"words": ""})
    analyst = as_role("analyst")
    analyst.post(f"/assessment/dissent/{proposal.pk}/{proposed.id}/", {"words": "The day is not certain."})
    assert Dissent.objects.get().person.username == "analyst"
    assert "The day is not certain." in body(analyst.get(f"/assessment/case/{proposed.id}/"))


def test_a_case_is_reopened_for_a_reason(proposed: Allegation, as_role: Callable[..., Client]) -> None:
    approver = as_role("approver")
    approver.post(f"/assessment/decide/{Proposal.objects.get().pk}/{proposed.id}/", {"words": ""})
    assert approver.post(f"/assessment/reopen/{proposed.id}/", {"words": ""}).status_code == 422
    approver.post(f"/assessment/reopen/{proposed.id}/", {"words": "A second source."})
    last = allegations.get(DATABASE, proposed.id).steps[-1]
    assert (last.state, last.reason) == ("reopened", "A second source.")


def test_who_is_at_work_on_it(case: Allegation, as_role: Callable[..., Client], person: Callable[..., User]) -> None:
    other, client = person("analyst", "other"), as_role("reviewer")
    client.post(f"/assessment/assign/{case.id}/", {"assigned": other.pk, "version": 0})
    again = client.post(f"/assessment/assign/{case.id}/", {"assigned": "", "version": 0})
    assert again.status_code == 409 and "other" in body(again)
    assert case.id in body(client.get("/assessment/?assigned=other"))
    assert case.id not in body(client.get("/assessment/?assigned=nobody"))
    assert Notice.objects.filter(user=other).count() == 1


def test_late_cases_are_shown_as_overdue(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    late, soon = received("late", days=8), received("soon", days=2)
    client = as_role("administrator")
    listed = body(client.get("/assessment/?overdue=on"))
    assert late.id in listed and soon.id not in listed
    days = {"received": 1, "initial_review": 1, "assessment": 1, "reopened": 1}
    client.post("/assessment/deadlines/", days)
    assert soon.id in body(client.get("/assessment/?overdue=on"))
    assert models.Event.objects.get(subject_id="assessment_deadlines").new == days
    rows = client.get("/assessment/?overdue=on&file=csv")
    assert b"".join(rows.streaming_content).count(b"True") == 2  # type: ignore[attr-defined]


def test_duplicates_are_suggested_with_reasons(case: Allegation, as_role: Callable[..., Client]) -> None:
    other = received("Again", place="Hajin", event_date=case.event_date)
    received("Elsewhere", place="Hajin")
    page = body(as_role("analyst").get(f"/assessment/case/{other.id}/"))
    assert f"{case.id}" in page and "the same day, the same place" in page and "Elsewhere" not in page


def test_every_role_by_every_action(proposed: Allegation, as_role: Callable[..., Client]) -> None:
    number = Proposal.objects.get().pk
    actions = {
        "receive": ("/assessment/receive/", "post"), "review": (f"/assessment/step/{proposed.id}/", "post"),
        "propose": (f"/assessment/propose/{proposed.id}/", "post"),
        "decide": (f"/assessment/decide/{number}/{proposed.id}/", "back"),
        "dissent": (f"/assessment/dissent/{number}/{proposed.id}/", "post"),
        "reopen": (f"/assessment/reopen/{proposed.id}/", "post"), "see": (f"/assessment/case/{proposed.id}/", "get"),
        "answer": (f"/assessment/letters/{proposed.id}/", "get"),
    }  # fmt: skip
    assert set(actions) == set(table()["allegation"])
    for role in roles():
        client = as_role(role)
        for action, (address, how) in actions.items():
            given = {"back": "1"} if how == "back" else {}
            answer = client.get(address) if how == "get" else client.post(address, given)
            allowed = role in table()["allegation"][action]
            assert (answer.status_code in (403, 404)) is not allowed, (role, action, answer.status_code)
    assert Client().get(f"/assessment/case/{proposed.id}/").status_code in (302, 404)
    assert as_role("analyst", "x").get("/assessment/case/none-there/").status_code == 404


def test_the_list_takes_few_queries(
    workspace: Workspace, as_role: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        stepped(received(f"case {number}"), "initial_review")
    client = as_role("analyst")
    with django_assert_max_num_queries(18):
        assert client.get("/assessment/").status_code == 200


def test_facts_have_the_words_of_the_letters() -> None:
    t = Texts("en")
    assert {key: str(words) for key, words in FACTS.items()} == {key: t.named("fact", key) for key in FACTS}
