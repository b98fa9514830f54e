"""The record went while its form was open: whoever sends the form is told, and has her words."""

import pytest

from tests.web.together.conftest import KEY
from tests.web.together.forms import opened
from tests.web.together.records import MINE, RECORDS, place_row, signed_in, submission_row
from tollbook.casebook import models
from tollbook.casebook.workspace import Workspace
from tollbook.web.models import OwnPlace, Publication, Submission

pytestmark = pytest.mark.usefixtures("small")


def test_a_claim_that_is_no_longer_found(small: Workspace) -> None:
    edit = RECORDS["claim"](small)
    form = edit.opened(signed_in("one", "analyst"))
    models.Claim.objects.filter(document=KEY).delete()
    told = form.send(reason=MINE)
    assert told.status_code == 409 and MINE in told.content.decode() and "no longer" in told.content.decode()
    part = form.client.post(form.action, {"reason": MINE}, headers={"HX-Request": "true"})
    assert part.status_code == 409 and part.headers["HX-Retarget"] == part.headers["HX-Reselect"] == "#main"
    assert not models.Event.objects.filter(kind="decision").exists()


def test_a_place_that_was_removed() -> None:
    row = place_row()
    forms = [opened(signed_in(f"p{n}", "analyst"), f"/places/{row.pk}/", f"/places/{row.pk}/{verb}/")
             for n, verb in enumerate(("edit", "remove"))]  # fmt: skip
    OwnPlace.objects.update(removed=True, version=1)
    for form in forms:
        told = form.send(reason=MINE)
        assert told.status_code == 409 and MINE in told.content.decode()
    assert not models.Event.objects.filter(subject_type="place").exists()


def test_a_submission_that_its_sender_took_back() -> None:
    row = submission_row()
    page = f"/desk/submissions/{row.reference}/"
    form = opened(signed_in("one", "reviewer"), page, f"{page}answer/")
    taken = opened(signed_in("two", "intake"), page, f"{page}convert/")
    assert (
        signed_in("three", "auditor").post(f"/public/follow/{row.reference}/x/", {"withdraw": "1"}).status_code == 200
    )
    told = form.send(words=MINE)
    assert told.status_code == 409 and MINE in told.content.decode() and "withdrawn" in told.content.decode()
    assert taken.send().status_code == 409
    assert (
        Submission.objects.get().state == "withdrawn" and not models.Document.objects.filter(id=row.reference).exists()
    )


def test_a_sender_who_writes_while_she_is_answered_is_read_first() -> None:
    row = submission_row()
    page = f"/desk/submissions/{row.reference}/"
    form = opened(signed_in("one", "reviewer"), page, f"{page}answer/")
    assert (
        signed_in("three", "auditor").post(f"/public/follow/{row.reference}/x/", {"words": "one more"}).status_code
        == 302
    )
    told = form.send(words=MINE)
    assert told.status_code == 409 and "one more" in told.content.decode() and MINE in told.content.decode()


def test_an_incident_that_became_part_of_another_keeps_its_story(small: Workspace) -> None:
    edit = RECORDS["story"](small)
    writer, form = signed_in("two", "reviewer"), edit.opened(signed_in("one", "reviewer"))
    merge = RECORDS["merge"](small)
    merge.opened(writer).send(reason="one event", do="same")
    saved = form.send(text=MINE)
    assert saved.status_code in {302, 409}
    page = form.client.get(edit.page, follow=True)
    assert MINE in page.content.decode() or MINE in saved.content.decode()


def test_a_publication_that_was_replaced_is_not_approved(small: Workspace) -> None:
    edit = RECORDS["approval"](small)
    form = edit.opened(signed_in("one", "approver"))
    RECORDS["prepared"](small).opened(signed_in("two", "reviewer")).send(reason="first", words="anew")
    told = form.send(words=MINE)
    assert told.status_code == 409 and MINE in told.content.decode()
    assert not Publication.objects.filter(state="approved").exists()
