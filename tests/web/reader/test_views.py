"""The reader: what it shows, what people decide in it without scripts, and what each role may."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.web.conftest import roles
from tests.web.reader.conftest import KEY
from tollbook.casebook import models
from tollbook.casebook.workspace import Workspace
from tollbook.web.models import InboxItem, User
from tollbook.web.permissions import table
from tollbook.web.reader.forms import values_of
from tollbook.web.reader.page import Card

Now = Callable[[], list[Card]]
PAGE = f"/reports/{KEY}/"


def post(client: Client, verb: str, card: Card, **more: object) -> Any:
    given = {"do": verb, "claim": card.claim.id, "seen": card.version, **more}
    return client.post(f"/reading/decide/{KEY}/", given)


def correct(client: Client, card: Card, seen: int | None = None, **changes: Any) -> Any:
    values = {key: value for key, value in values_of(card.claim).items() if value is not None}
    given = {**values, **changes, "seen": card.version if seen is None else seen}
    return client.post(f"/reading/edit/{KEY}/?claim={card.claim.id.replace('#', '%23')}", given)


def test_the_page_shows_the_report_and_its_claims(one: Workspace, analyst: Client, cards: Now) -> None:
    page = analyst.get(PAGE).content.decode()
    first = cards()[0]
    assert f'id="{first.anchor}">Three civilians were killed</mark>' in page
    assert len(cards()) >= 3 and page.count('class="card proposed') == len(cards())


def test_accepting_keeps_the_claim_and_takes_the_report(one: Workspace, analyst: Client, cards: Now) -> None:
    before = cards()[0]
    answer = post(analyst, "accept", before)
    assert answer.status_code == 302 and answer.headers["Location"].endswith(f"#card-{cards()[1].anchor}")
    after = cards()[0]
    assert after.decision is not None
    assert (after.state, after.claim, after.decision.actor) == ("accepted", before.claim, "analyst")
    item = InboxItem.objects.get(document=KEY)
    assert item.state == "taken" and item.person == User.objects.get(username="analyst")


def test_rejecting_needs_a_reason_and_is_kept_with_it(one: Workspace, analyst: Client, cards: Now) -> None:
    card = cards()[0]
    assert post(analyst, "reject", card, reason="nonsense").status_code == 422
    post(analyst, "reject", card, reason="misread", words="three hens")
    assert cards()[0].state == "rejected" and "three hens" in cards()[0].reason
    assert card.claim.id not in {claim.id for claim in one.claims()}
    assert "three hens" in analyst.get(PAGE).content.decode()


def test_undoing_leads_back_step_by_step(one: Workspace, analyst: Client, cards: Now) -> None:
    said = cards()[0]
    correct(analyst, said, least=12)
    corrected = cards()[0]
    post(analyst, "accept", corrected)
    assert [cards()[0].state, cards()[0].claim.count.min] == ["accepted", 12]
    post(analyst, "undo", cards()[0])
    assert [cards()[0].state, cards()[0].claim.count.min] == ["corrected", 12]
    post(analyst, "undo", cards()[0])
    assert (cards()[0].state, cards()[0].claim) == ("proposed", said.claim)


def test_a_correction_changes_only_what_was_changed(one: Workspace, analyst: Client, cards: Now) -> None:
    before = cards()[0].claim
    answer = correct(analyst, cards()[0], least=12, sources="residents; a doctor", reason="read again")
    assert answer.status_code == 302
    now = cards()[0].claim
    assert (now.count.min, now.count.max, now.sources) == (12, 12, ("residents", "a doctor"))
    assert (now.places, now.when, now.start, now.end) == (before.places, before.when, before.start, before.end)
    assert cards()[0].reason == "read again"
    assert models.Figure.objects.filter(key="killed", max=12).exists(), "the incident follows"


def test_a_correction_that_changes_nothing_is_none(one: Workspace, analyst: Client, cards: Now) -> None:
    events = len(one.events())
    assert correct(analyst, cards()[0]).status_code == 302
    assert len(one.events()) == events


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"least": 5, "most": 2}, "most"),
        ({"least": -1}, "least"),
        ({"least": "many"}, "least"),
        ({"harm": "sad"}, "harm"),
        ({"children_least": 9, "children_most": 2}, "children_most"),
        ({"since": "2018-11-14", "until": "2018-11-12"}, "until"),
        ({"since": "", "until": "2018-11-12"}, "since"),
        ({"words": "words that nobody wrote"}, "words"),
        ({"words": ""}, "words"),
    ],
)
def test_faults_are_told_at_their_field(
    one: Workspace, analyst: Client, cards: Now, changes: dict[str, Any], field: str
) -> None:
    answer = correct(analyst, cards()[0], **changes)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert cards()[0].state == "proposed"


def test_other_words_of_the_report_can_be_chosen(one: Workspace, analyst: Client, cards: Now) -> None:
    correct(analyst, cards()[0], words="Three civilians were killed in Hajin on\nMonday")
    assert cards()[0].claim.quote == "Three civilians were killed in Hajin on Monday"


def test_a_claim_is_added_on_exactly_the_words(one: Workspace, analyst: Client, cards: Now) -> None:
    many = len(cards())
    given = {"words": "four dead in Hajin", "harm": "killed", "least": 4, "most": 4, "who": "civilian",
             "stance": "reported", "level": "incident", "places": "Hajin", "reason": "missed"}  # fmt: skip
    answer = analyst.post(f"/reading/add/{KEY}/", given)
    assert answer.status_code == 302
    new = next(card for card in cards() if card.state == "added")
    assert (new.claim.quote, new.claim.count.min, new.claim.places[0].text) == ("four dead in Hajin", 4, "Hajin")
    assert len(cards()) == many + 1 and new.incident is not None
    assert analyst.post(f"/reading/add/{KEY}/", given).status_code == 422, "once"
    post(analyst, "undo", new)
    assert len(cards()) == many


def test_words_that_stand_there_twice_must_be_told_apart(one: Workspace, analyst: Client, cards: Now) -> None:
    given = {"words": "in Hajin", "harm": "killed", "who": "civilian", "stance": "reported", "level": "incident"}
    answer = analyst.post(f"/reading/add/{KEY}/", given)
    assert answer.status_code == 422 and list(answer.context["add"].errors) == ["words"]
    assert analyst.post(f"/reading/add/{KEY}/", {**given, "which": 3}).status_code == 422
    assert analyst.post(f"/reading/add/{KEY}/", {**given, "which": 2}).status_code == 302
    text = next(one.fetch([KEY])).text
    assert next(card for card in cards() if card.state == "added").claim.start == text.rindex("in Hajin")


def test_the_second_of_two_people_is_told_and_sees_both(
    one: Workspace, analyst: Client, as_role: Callable[..., Client], cards: Now
) -> None:
    before, second = cards()[0], as_role("reviewer")
    correct(analyst, before, least=12)
    answer = correct(second, before, least=7, reason="seven by name")
    page = answer.content.decode()
    assert answer.status_code == 409 and cards()[0].claim.count.min == 12
    assert 'name="least" value="7"' in page and "seven by name" in page and "12" in page
    assert correct(second, cards()[0], least=7).status_code == 302
    assert cards()[0].claim.count.min == 7
    for verb in ("accept", "reject", "undo"):
        assert post(second, verb, before, reason="misread").status_code == 409
    assert cards()[0].claim.count.min == 7


def test_a_rejected_claim_can_be_corrected(one: Workspace, analyst: Client, cards: Now) -> None:
    post(analyst, "reject", cards()[0], reason="misread")
    correct(analyst, cards()[0], least=12)
    assert (cards()[0].state, cards()[0].claim.count.min) == ("corrected", 12)


def test_with_scripts_only_the_claims_come_back(one: Workspace, analyst: Client, cards: Now) -> None:
    card = cards()[0]
    given = {"do": "accept", "claim": card.claim.id, "seen": card.version}
    answer = analyst.post(f"/reading/decide/{KEY}/", given, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 200 and "<html" not in page and 'id="claims"' in page
    assert f'id="card-{cards()[1].anchor}" data-for="{cards()[1].anchor}" tabindex="-1" aria-current="true"' in page


def test_why_shows_the_incident_and_the_evidence(filled: Workspace, analyst: Client) -> None:
    incident = max(filled.incidents(), key=lambda one: len(one.documents))
    claim = filled.claims_of(incident)[-1]
    answer = analyst.get(f"/reading/why/{claim.document}/", {"claim": claim.id})
    joined = answer.context["around"].joined
    assert joined.incident.id == incident.id and joined.bars and joined.score == joined.bars[-1].total
    assert incident.evidence[claim.id] in joined.stored and "waterfall" in answer.content.decode()


def test_done_leads_to_the_next_of_the_list(filled: Workspace, analyst: Client) -> None:
    seen: list[str] = []
    address = analyst.get("/inbox/?language=ar").context["rows"][0]["item"].document
    many = InboxItem.objects.filter(language="ar", copy_of="").count()
    for _ in range(many):
        seen.append(address)
        answer = analyst.post(f"/reading/done/{address}/?state=new&language=ar")
        address = answer.headers["Location"].removeprefix("/reports/").partition("/?")[0]
    assert len(set(seen)) == many and answer.headers["Location"].startswith("/inbox/")
    assert set(InboxItem.objects.filter(document__in=seen).values_list("state", flat=True)) == {"done"}


def test_an_arabic_report_runs_from_right_to_left(filled: Workspace, analyst: Client) -> None:
    document = next(one for one in filled.documents() if one.language == "ar")
    page = analyst.get(f"/reports/{document.id}/").content.decode()
    assert 'id="text-body" class="text" tabindex="0" role="document" dir="rtl" lang="ar"' in page
    assert '<html lang="en" dir="ltr">' in page


def test_remarks_name_copies_and_retellings(filled: Workspace, analyst: Client) -> None:
    copy = models.Copy.objects.order_by("document_id")[0]
    first = next(filled.fetch([copy.of]))
    assert f'/reports/{first.id}/"' in analyst.get(f"/reports/{copy.document_id}/").content.decode()
    drift = filled.lineage().drifts[0]
    later = next(claim for claim in filled.claims() if claim.id == drift.to)
    told = analyst.get(f"/reports/{later.document}/").context["drifts"]
    assert any(later.quote in str(sentence).replace("<mark>", "").replace("</mark>", "")
               for one in told for _, sentence in one.sentences)  # fmt: skip


def test_queries_do_not_grow_with_the_claims(
    filled: Workspace, analyst: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    analyst.get("/inbox/")
    for document in filled.documents():
        with django_assert_max_num_queries(35):
            assert analyst.get(f"/reports/{document.id}/").status_code == 200


@pytest.mark.parametrize("role", roles())
def test_roles(one: Workspace, as_role: Callable[..., Client], cards: Now, role: str) -> None:
    client, may = as_role(role), table()["claim"]
    assert client.get(PAGE).status_code == 200
    assert post(client, "accept", cards()[0]).status_code == (302 if role in may["accept"] else 403)
    assert correct(client, cards()[1], least=8).status_code == (302 if role in may["correct"] else 403)
    assert client.post(f"/reading/add/{KEY}/", {}).status_code == (422 if role in may["add"] else 403)
    assert client.post(f"/reading/take/{KEY}/").status_code == (302 if role in table()["report"]["take"] else 403)
    page = client.get(PAGE).content.decode()
    assert ('data-claim-key="e"' in page) == (role in may["correct"])
    assert ('id="add"' in page) == (role in may["add"])


@pytest.mark.parametrize("path", ["reports/{}/", "reading/edit/{}/", "reading/why/{}/"])
def test_what_is_not_there_and_who_is_not_here(one: Workspace, analyst: Client, path: str) -> None:
    assert analyst.get(f"/{path.format('nowhere')}").status_code == 404
    assert Client().get(f"/{path.format(KEY)}").status_code == 302


@pytest.mark.parametrize("seen", ["", "x", "-1", "٠", "9" * 18, "9" * 19, "9" * 5000])
def test_a_version_that_is_no_number_is_one_that_nothing_has_once_decided(
    one: Workspace, analyst: Client, cards: Now, seen: str
) -> None:
    card = cards()[0]
    post(analyst, "accept", card)
    standing = cards()[0].decision
    assert post(analyst, "undo", card, seen=seen).status_code == 409 and cards()[0].decision == standing


@pytest.mark.parametrize("version", ["9" * 18, "9" * 5000])
def test_a_list_sent_with_absurd_versions_is_no_fault(one: Workspace, analyst: Client, version: str) -> None:
    given = {"do": "done", "document": KEY, "seen": f"{version} {KEY}"}
    assert analyst.post("/inbox/do/", given).status_code in {302, 409}
