"""The letter to whoever submitted an allegation: seen, taken as a file, sent to where the sender reads it."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.assessment.conftest import received
from tollbook.casebook import answers, models
from tollbook.casebook.workspace import Workspace
from tollbook.web.here import DATABASE
from tollbook.web.models import Letter, Submission


@pytest.fixture
def submission(workspace: Workspace) -> Submission:
    """One that was taken in as a report."""
    return Submission.objects.create(
        reference="S-1", digest="0" * 64, language="ar", words="they hit the house", state="report", document="S-1"
    )


def test_the_letter_is_what_the_casebook_writes(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    one, client = received(), as_role("reviewer")
    for code in ("en", "ar"):
        text = answers.answer(DATABASE, one.id, code)[1]
        sent = client.get(f"/assessment/letter/{code}.txt/{one.id}/")
        assert sent.content == text and "attachment" in sent.headers["Content-Disposition"]
    assert client.get(f"/assessment/letter/en.pdf/{one.id}/").content.startswith(b"%PDF")
    assert client.get(f"/assessment/letter/xx.txt/{one.id}/").status_code == 404
    assert client.get(f"/assessment/letter/en.exe/{one.id}/").status_code == 404
    page = client.get(f"/assessment/letters/{one.id}/").content.decode()
    assert 'dir="rtl"' in page and one.id in page
    assert models.Event.objects.filter(field="letter").count() == 3


def test_it_is_sent_into_the_thread_of_its_submission(submission: Submission, as_role: Callable[..., Client]) -> None:
    one, client = received(documents=("S-1",)), as_role("reviewer")
    assert "S-1" in client.get(f"/assessment/letters/{one.id}/").content.decode()
    client.post(f"/assessment/send/S-1/{one.id}/", {"language": "ar"})
    letter = Letter.objects.get()
    assert (letter.reference, letter.words) == ("S-1", answers.answer(DATABASE, one.id, "ar")[1].decode())
    assert models.Event.objects.filter(field="letter", subject_id=one.id).count() == 1


def test_only_into_its_own_thread_and_by_those_who_may(submission: Submission, as_role: Callable[..., Client]) -> None:
    other = received()
    assert as_role("reviewer").post(f"/assessment/send/S-1/{other.id}/", {"language": "en"}).status_code == 404
    own = received(documents=("S-1",))
    for role in ("analyst", "approver", "auditor"):
        client = as_role(role)
        assert client.post(f"/assessment/send/S-1/{own.id}/", {"language": "en"}).status_code in (403, 404)
    assert "S-1" not in client.get(f"/assessment/case/{own.id}/").content.decode()
    Submission.objects.update(state="withdrawn")
    assert as_role("reviewer", "b").post(f"/assessment/send/S-1/{own.id}/", {"language": "en"}).status_code == 404
    assert not Letter.objects.exists()
