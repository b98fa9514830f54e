"""Every record that people edit: where its form is, and what two people write into it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client

from tests.web.assessment.conftest import received, stepped
from tests.web.assessment.test_raised import CLOSED
from tests.web.assessment.test_raised import run as weigh
from tests.web.together.conftest import KEY
from tests.web.together.forms import Form, opened
from tollbook.casebook import allegations, models
from tollbook.casebook.workspace import Workspace
from tollbook.model import Allegation, Step
from tollbook.web.assessment import cases
from tollbook.web.assessment.cases import today
from tollbook.web.here import DATABASE
from tollbook.web.models import Clearance, Link, OwnPlace, Publication, Request, Submission, User, Witness
from tollbook.web.publications import deciding
from tollbook.web.submissions import receipts

Fields = Mapping[str, Any]
MINE, THEIRS = "because of the second photograph", "since the doctor said so"


@dataclass(frozen=True, slots=True)
class Edit:
    """One form. ``first`` and ``second``: what two people write; ``stands``: words of the first that the second sees.

    ``status`` is what the second is answered.
    """

    page: str
    first: Fields
    second: Fields
    action: str = ""
    holds: str = ""
    stands: str = THEIRS
    status: tuple[int, ...] = (409,)
    roles: tuple[str, str] = ("reviewer", "reviewer")

    def opened(self, client: Client) -> Form:
        """The form as one of them has it open."""
        return opened(client, self.page, self.action, self.holds)


def somebody(name: str = "somebody", role: str = "analyst") -> User:
    return User.objects.filter(username=name).first() or User.objects.create_user(name, role=role)


def signed_in(name: str, role: str) -> Client:
    """A client of the person of this name, whose role it becomes."""
    client, user = Client(), somebody(name, role)
    User.objects.filter(pk=user.pk).update(role=role)
    client.force_login(user)
    return client


def changes() -> int:
    """How many events there are, looks at sealed words aside."""
    return models.Event.objects.exclude(kind="looked").count()


def incident(space: Workspace, last: bool = False) -> Any:
    return space.incidents()[-1 if last else 0]


def claim(space: Workspace) -> Edit:
    key = next(one.id for one in space.claims() if one.document == KEY)
    page = f"/reading/edit/{KEY}/?claim={key.replace('#', '%23')}"
    return Edit(
        page, {"least": 4, "reason": THEIRS}, {"least": 9, "reason": MINE}, "/reading/edit/", stands="Somebody decided"
    )


def translation(space: Workspace) -> Edit:
    return Edit(f"/reports/{KEY}/", {"text": THEIRS}, {"text": MINE}, "/reading/translate/")


def material(space: Workspace) -> Edit:
    return Edit(f"/reports/{KEY}/", {"features": THEIRS}, {"features": MINE}, "/reading/describe/")


def inbox_item(space: Workspace) -> Edit:
    first = {"do": "aside", "document": [KEY], "reason": "other", "words": THEIRS}
    return Edit("/inbox/", first, {**first, "words": MINE}, "/inbox/do/", roles=("analyst", "analyst"))


def story(space: Workspace) -> Edit:
    return Edit(f"/incidents/{incident(space).id}/story/en/", {"text": THEIRS}, {"text": MINE})


def merge(space: Workspace) -> Edit:
    one, other = incident(space), incident(space, last=True)
    page = f"/incidents/{one.id}/merge/?other={other.id}"
    return Edit(page, {"reason": THEIRS, "do": "unsure"}, {"reason": MINE, "do": "unsure"}, holds="reason")


def split(space: Workspace) -> Edit:
    one = max(space.incidents(), key=lambda one: len(one.claims))
    first = {"claims": [one.claims[0]], "reason": THEIRS, "do": "unsure"}
    return Edit(f"/incidents/{one.id}/split/", first, {**first, "reason": MINE})


def evidence(space: Workspace) -> Edit:
    key = incident(space).id
    first = {"kind": "imagery", "state": "held", "what": THEIRS}
    return Edit(
        f"/incidents/{key}/likelihood/", first, {**first, "what": MINE}, f"/incidents/{key}/likelihood/evidence/"
    )


def ended_link(space: Workspace) -> Edit:
    key = incident(space).id
    row = Link.objects.create(incident=key, other=incident(space, last=True).id, kind="same_night", reason="x")
    return Edit(f"/incidents/{key}/", {}, {}, f"/links/{row.pk}/end/", stands="", status=(404, 409))


def place_row() -> OwnPlace:
    return OwnPlace.objects.create(
        key="own:1", name="Umm Zahra", lat=35, lon=40, precision="village", words="umm zahra"
    )


def place(space: Workspace) -> Edit:
    row = place_row()
    first = {"admin": "Deir ez-Zor", "reason": THEIRS}
    return Edit(
        f"/places/{row.pk}/", first, {"admin": "Homs", "reason": MINE}, f"/places/{row.pk}/edit/", stands="Deir ez-Zor"
    )


def removed_place(space: Workspace) -> Edit:
    row = place_row()
    return Edit(f"/places/{row.pk}/", {"reason": THEIRS}, {"reason": MINE}, f"/places/{row.pk}/remove/")


def source_note(space: Workspace) -> Edit:
    key = models.Source.objects.order_by("pk").values_list("pk", flat=True)[0]
    return Edit(f"/sources/{key}/", {"text": THEIRS}, {"text": MINE}, f"/sources/note/{key}/")


def case(space: Workspace) -> Any:
    return stepped(received(incident=incident(space).id, documents=(KEY,)), "initial_review", "assessment")


def assigned_case(space: Workspace) -> Edit:
    one, user = case(space), somebody()
    action = f"/assessment/assign/{one.id}/"
    return Edit(f"/assessment/case/{one.id}/", {"assigned": user.pk}, {"assigned": ""}, action, stands="somebody")


FINDING = {
    "finding": "inconclusive", "killed_least": "", "killed_most": "", "injured_least": "", "injured_most": "",
    "considered_0": "on", "weight_0": "supports", "why_0": "saw it",
}  # fmt: skip


def proposal(space: Workspace) -> Edit:
    one = case(space)
    first, second = {**FINDING, "reason": THEIRS}, {**FINDING, "reason": MINE}
    return Edit(f"/assessment/case/{one.id}/", first, second, f"/assessment/propose/{one.id}/")


def proposed(space: Workspace) -> Any:

    one = case(space)
    return one, cases.propose(somebody(), one, Step(today(), "inconclusive", "somebody", "too little"), [])


def decision(space: Workspace) -> Edit:
    one, held = proposed(space)
    action = f"/assessment/decide/{held.pk}/{one.id}/"
    return Edit(f"/assessment/case/{one.id}/", {"words": THEIRS}, {"words": MINE, "back": "1"}, action)


def step(space: Workspace) -> Edit:
    one = received()
    first = {"state": "initial_review", "reason": THEIRS, "at": today().isoformat()}
    second = {**first, "reason": MINE}
    return Edit(f"/assessment/case/{one.id}/", first, second, f"/assessment/step/{one.id}/", status=(409, 422))


def reopened(space: Workspace) -> Edit:
    one = case(space)
    allegations.step(DATABASE, "a", one.id, Step(today(), "inconclusive", "a", "too little"))
    action = f"/assessment/reopen/{one.id}/"
    return Edit(f"/assessment/case/{one.id}/", {"words": THEIRS}, {"words": MINE}, action)


def deadlines(space: Workspace) -> Edit:
    return Edit("/assessment/deadlines/", {"received": 5}, {"received": 77}, stands="5", roles=("administrator",) * 2)


def publication(space: Workspace) -> Publication:
    return deciding.prepare(incident(space), somebody(), "first", "")


def prepared(space: Workspace) -> Edit:
    first = {"reason": "first", "words": THEIRS}
    return Edit(f"/publications/prepare/{incident(space).id}/", first, {**first, "words": MINE})


def approval(space: Workspace) -> Edit:
    row = publication(space)
    action = f"/publications/{row.pk}/decide/"
    first = {"words": THEIRS, "refuse": "1"}
    return Edit(f"/publications/{row.pk}/", first, {"words": MINE}, action, roles=("approver", "approver"))


def withdrawal(space: Workspace) -> Edit:
    row = publication(space)
    deciding.approve(row, somebody("third"), None)
    first = {"reason": "safety", "words": THEIRS}
    action = f"/publications/{row.pk}/withdraw/"
    return Edit(f"/publications/{row.pk}/", first, {**first, "words": MINE}, action, roles=("approver", "approver"))


def submission_row() -> Submission:
    return Submission.objects.create(
        reference="S-AAAA-BBBB", digest=receipts.digest("x"), language="en", words="Six dead."
    )


def answer(space: Workspace) -> Edit:
    key = submission_row().reference
    page = f"/desk/submissions/{key}/"
    return Edit(page, {"words": THEIRS}, {"words": MINE}, f"{page}answer/")


def converted(space: Workspace) -> Edit:
    page = f"/desk/submissions/{submission_row().reference}/"
    return Edit(page, {}, {}, f"{page}convert/", stands="taken in as a report", roles=("intake", "intake"))


def settled_request(space: Workspace) -> Edit:
    row = Request.objects.create(
        reference="C-AAAA-BBBB", digest=receipts.digest("x"), publication=publication(space), language="en",
        wish="correct", words="He was forty.",
    )  # fmt: skip
    page = f"/desk/requests/{row.reference}/"
    return Edit(page, {"words": THEIRS, "state": "done"}, {"words": MINE, "state": "declined"}, f"{page}settle/")


def person(space: Workspace) -> Edit:
    page = f"/people/{somebody().pk}/"
    first = {"role": "reviewer", "reason": THEIRS}
    second = {"role": "auditor", "reason": MINE}
    return Edit(page, first, second, stands="Reviewer", roles=("administrator", "administrator"))


def lockdown(space: Workspace) -> Edit:
    first = {"reason": THEIRS, "on": "on"}
    return Edit(
        "/", first, {**first, "reason": MINE}, "/lockdown/", stands="", roles=("administrator", "administrator")
    )


def restricted(space: Workspace) -> Edit:
    row = Witness.objects.create(about_kind="report", about=KEY, name="A. Nobody")
    for name in ("one", "other"):
        Clearance.objects.create(witness=row, person=somebody(name, "reviewer"))
    return Edit(f"/restricted/{row.key}/edit/", {"notes": THEIRS}, {"notes": MINE})


def watch(space: Workspace) -> Edit:
    steps = (Step(date(2018, 12, 1), "received", "desk"), Step(date(2018, 12, 2), "initial_review", "desk"),
             Step(CLOSED, "inconclusive", "desk", "one source", overturned_by=("source",)))  # fmt: skip
    closed = Allegation("CS-1", "A house", "cjtf-oir", None, "letter", steps, incident="i")
    allegations.receive(DATABASE, "desk", closed)
    weigh(space, independent_sources=1, sources=1, supported=[61])
    weigh(space)
    return Edit("/assessment/", {"words": THEIRS}, {"words": MINE}, "/assessment/stays/", roles=("analyst", "analyst"))


RECORDS: Mapping[str, Callable[[Workspace], Edit]] = {
    one.__name__: one
    for one in (
        claim, translation, material, inbox_item, story, merge, split, evidence, ended_link, place, removed_place,
        source_note, assigned_case, proposal, decision, step, reopened, watch, deadlines, prepared, approval,
        withdrawal, answer, converted, settled_request, person, lockdown, restricted,
    )
}  # fmt: skip
"""A comment, a dissent, a judgement of likelihood, a saved search and a person's preferences have one author each."""
