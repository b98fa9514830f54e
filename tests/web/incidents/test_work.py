"""Merging, splitting, leaving open, linking, and taking each back, with what followed."""

import re
from collections.abc import Callable
from itertools import combinations

import pytest
from django.test import Client

from tollbook.casebook.models import Event
from tollbook.casebook.workspace import Workspace
from tollbook.model import Incident
from tollbook.web import records
from tollbook.web.models import Link


@pytest.fixture
def analyst(filled: Workspace, as_role: Callable[..., Client]) -> Client:
    return as_role("analyst")


def two(filled: Workspace) -> tuple[Incident, Incident]:
    """Two small incidents, so that little is to be worked out again."""
    small = sorted(filled.incidents(), key=lambda one: (len(one.documents), one.id))
    return next((a, b) for a, b in combinations(small, 2) if not set(a.documents) & set(b.documents))


def homes(incident: Incident) -> set[str]:
    return set(records.incident_of(incident.claims).values())


def test_a_merge_makes_one_incident_and_undo_makes_two(analyst: Client, filled: Workspace) -> None:
    one, other = two(filled)
    page = analyst.get(f"/incidents/{one.id}/merge/?other={other.id}")
    assert page.status_code == 200 and b"waterfall" in page.content
    given = {"other": other.id, "reason": "one night, one house", "do": "same"}
    followed = analyst.post(f"/incidents/{one.id}/merge/", given).headers["Location"]
    assert homes(one) == homes(other) and len(homes(one)) == 1
    told = analyst.get(followed).content.decode()
    assert one.id in told and other.id in told and "one night, one house" in told
    (now,) = homes(one)
    assert "one night, one house" in analyst.get(f"/incidents/{now}/").content.decode()
    event = Event.objects.get(subject_type="claims")
    analyst.post(f"/judgements/{event.pk}/undo/")
    assert homes(one) == {one.id} and homes(other) == {other.id}
    again = analyst.post(f"/judgements/{event.pk}/undo/", follow=True).content.decode()
    assert "before" in again and Event.objects.filter(field="undone").count() == 1


def test_a_split_sets_the_chosen_claims_apart(analyst: Client, filled: Workspace) -> None:
    incident = min((one for one in filled.incidents() if len(one.documents) > 1), key=lambda one: len(one.claims))
    apart = [claim for claim in incident.claims if claim.startswith(f"{incident.documents[-1]}#")]
    rest = [claim for claim in incident.claims if claim not in apart]
    assert apart and rest
    whole = analyst.post(
        f"/incidents/{incident.id}/split/", {"claims": incident.claims, "reason": "x", "do": "different"}
    )
    assert whole.status_code == 422 and homes(incident) == {incident.id}
    analyst.post(f"/incidents/{incident.id}/split/", {"claims": apart, "reason": "another day", "do": "different"})
    now = records.incident_of(incident.claims)
    assert not {now[key] for key in apart} & {now[key] for key in rest}


def test_unsure_keeps_two_apart_and_is_an_open_question(analyst: Client, filled: Workspace) -> None:
    one, other = two(filled)
    analyst.post(f"/incidents/{one.id}/merge/", {"other": other.id, "reason": "cannot tell", "do": "unsure"})
    assert homes(one) != homes(other)
    found = records.incident(one.id)
    assert found is not None and len(found.open_questions) > len(one.open_questions)


@pytest.mark.parametrize(("other", "told"), [("inc-nowhere", "There is no incident"), ("", "This field is required")])
def test_a_merge_with_nothing_is_told_at_the_field(analyst: Client, filled: Workspace, other: str, told: str) -> None:
    one = filled.incidents()[0]
    answer = analyst.post(f"/incidents/{one.id}/merge/", {"other": other, "reason": "x", "do": "same"})
    assert answer.status_code == 422 and told in answer.content.decode()
    itself = analyst.post(f"/incidents/{one.id}/merge/", {"other": one.id, "reason": "x", "do": "same"})
    assert itself.status_code == 422 and not Event.objects.filter(subject_type="claims").exists()


def test_a_judgement_needs_a_reason(analyst: Client, filled: Workspace) -> None:
    one, other = two(filled)
    for address in ("merge", "link"):
        answer = analyst.post(
            f"/incidents/{one.id}/{address}/", {"other": other.id, "kind": "follow_up", "reason": " "}
        )
        assert answer.status_code == 422
    assert not Event.objects.filter(subject_type="claims").exists() and not Link.objects.exists()


def test_near_incidents_are_offered_with_their_evidence(analyst: Client, filled: Workspace) -> None:
    offered = {
        key
        for one in filled.incidents()
        for key in re.findall(r'href="\?other=([^"]+)"', analyst.get(f"/incidents/{one.id}/merge/").content.decode())
    }
    assert offered and offered <= {one.id for one in filled.incidents()}


def test_a_link_is_shown_on_both_and_taken_back(analyst: Client, filled: Workspace) -> None:
    one, other = two(filled)
    given = {"other": other.id, "kind": "double_tap", "reason": "rescuers were hit"}
    analyst.post(f"/incidents/{one.id}/link/", given)
    for own, far in ((one, other), (other, one)):
        text = analyst.get(f"/incidents/{own.id}/").content.decode()
        assert "rescuers were hit" in text and f"/incidents/{far.id}/" in text
    analyst.post(f"/links/{Link.objects.get().pk}/end/")
    text = analyst.get(f"/incidents/{one.id}/").content.decode()
    assert f"/incidents/{other.id}/" not in text
    assert {e.kind for e in Event.objects.filter(subject_id=one.id)} == {"link", "link_ended"}


@pytest.mark.parametrize("role", ["intake", "approver", "auditor"])
def test_who_may_not_judge_is_refused(role: str, filled: Workspace, as_role: Callable[..., Client]) -> None:
    one, other = two(filled)
    client = as_role(role)
    assert client.get(f"/incidents/{one.id}/").status_code == 200
    for address in ("merge", "split", "link"):
        assert client.post(f"/incidents/{one.id}/{address}/", {"other": other.id, "reason": "x"}).status_code == 403
        assert client.post(f"/incidents/inc-nowhere/{address}/", {}).status_code == 403
    assert not Event.objects.exists()
