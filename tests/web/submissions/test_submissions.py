"""Submissions and requests: received with a receipt, sealed, followed up, answered, taken back."""

import json
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from tollbook.casebook.workspace import Workspace
from tollbook.web.models import Attachment, Publication, Request, Submission, User
from tollbook.web.publications import deciding
from tollbook.web.sealed import Unreadable, seal, unseal
from tollbook.web.submissions import attachments, receipts

WORDS = "Six civilians were killed in Hajin on 13 November 2018 in an air strike, says my neighbour."
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def send(**more: object) -> tuple[Client, str]:
    outside = Client()
    page = outside.post("/public/submit/", {"words": WORDS, "contact": "a number", **more}).content.decode()
    address = re.search(r'value="http://testserver(/public/follow/[^"]+)"', page)
    assert address
    return outside, address[1]


def raw(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return str(cursor.fetchall())


def test_what_comes_in_is_sealed_and_its_secret_is_not_kept(workspace: Workspace) -> None:
    _outside, address = send()
    stored = raw("web_submission") + raw("casebook_event")
    assert WORDS not in stored and "a number" not in stored and address.rstrip("/").rsplit("/", 1)[1] not in stored
    assert Submission.objects.get().words == WORDS
    assert (workspace.root / "secrets" / "fields").stat().st_mode & 0o077 == 0


def test_it_can_be_followed_answered_and_taken_back(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    outside, address = send(pictures=SimpleUploadedFile("a.png", PNG))
    reference, kept = Submission.objects.get().reference, attachments.path_of(Attachment.objects.get())
    desk = as_role("intake")
    assert WORDS in desk.get(f"/desk/submissions/{reference}/").content.decode()
    assert workspace.events()[-1]["kind"] == "looked"
    desk.post(f"/desk/submissions/{reference}/answer/", {"words": "Thank you. Which house?", "version": 0})
    assert "Which house?" in outside.get(address).content.decode()
    outside.post(address, {"words": "The third."})
    assert Submission.objects.get().state == "new" and kept.exists()
    outside.post(address, {"withdraw": "1"})
    gone = Submission.objects.get()
    assert (gone.state, gone.words, gone.contact, gone.attachments.count()) == ("withdrawn", "", "", 0)
    assert not kept.exists()


def test_a_wrong_secret_and_no_submission_look_alike(workspace: Workspace) -> None:
    _outside, address = send()
    wrong = Client().get(address[:-2] + ("y/" if address[-2] == "x" else "x/"))
    none = Client().get("/public/follow/S-0000-0000/x/")
    assert wrong.status_code == none.status_code == 404


def test_files_are_known_by_their_content(workspace: Workspace) -> None:
    answer = Client().post(
        "/public/submit/", {"words": WORDS, "pictures": SimpleUploadedFile("photo.png", b"<script>alert(1)</script>")}
    )
    assert answer.status_code == 422 and not Submission.objects.exists()
    kinds = {b"\xff\xd8\xff\xe0": "jpeg", PNG: "png", b"%PDF-1.7": "pdf", b"\0\0\0\x20ftypisom": "mp4", b"MZ": None}
    assert {head: attachments.kind_of(head) for head in kinds} == kinds


def test_too_many_are_asked_to_wait(workspace: Workspace) -> None:
    outside = Client()
    statuses = [outside.post("/public/submit/", {"words": WORDS}).status_code for _ in range(21)]
    assert statuses == [200] * 20 + [422]


def test_it_becomes_a_report_without_its_contact(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    send(place="Hajin")
    held = Submission.objects.get()
    answer = as_role("reviewer").post(f"/desk/submissions/{held.reference}/convert/")
    assert answer.headers["Location"] == f"/reports/{held.reference}/"
    report = next(workspace.fetch([held.reference]))
    assert WORDS in report.text and "a number" not in report.text
    assert [claim.count.min for claim in workspace.claims()] == [6]


def test_analysts_do_not_see_submissions(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    send()
    analyst = as_role("analyst")
    there = analyst.get(f"/desk/submissions/{Submission.objects.get().reference}/")
    assert there.status_code == analyst.get("/desk/submissions/S-0000-0000/").status_code == 404


def test_a_published_entry_can_be_corrected_and_the_answer_is_found(
    prepared: Publication,
    person: Callable[..., User],
    as_role: Callable[..., Client],
) -> None:
    deciding.approve(prepared, person("approver"), None)
    outside = Client()
    asked = {"wish": "withdraw", "words": "My brother's house. Please take it off.", "relation": "family"}
    page = outside.post(f"/public/incidents/{prepared.incident}/correct/", asked).content.decode()
    address = re.search(r'value="http://testserver(/public/follow/[^"]+)"', page)
    held = Request.objects.get()
    assert address and "brother" not in raw("web_request")
    desk = as_role("reviewer")
    assert held.reference in desk.get("/desk/").content.decode()
    settled = {"words": "It is taken off.", "state": "done", "version": 0}
    assert desk.post(f"/desk/requests/{held.reference}/settle/", settled).status_code == 302
    assert "It is taken off." in outside.get(address[1]).content.decode()
    desk.post(f"/desk/requests/{held.reference}/settle/", {**settled, "words": "again"})
    assert Request.objects.get().version == 1


def test_words_are_read_with_their_key_alone(workspace: Workspace) -> None:
    sealed = seal("words")
    assert unseal(sealed) == "words" and "words" not in sealed
    (workspace.root / "secrets" / "fields").unlink()
    with pytest.raises(Unreadable):
        unseal(sealed)


def test_references_are_easy_to_say() -> None:
    assert all(re.fullmatch(r"S-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", receipts.reference("S")) for _ in range(50))


def test_a_browser_can_send_from_the_secret_address(workspace: Workspace) -> None:
    """Under ``no-referrer`` browsers send ``Origin: null`` with a form, and its sender would be turned away."""
    _outside, address = send()
    assert Client().get(address)["Referrer-Policy"] == "same-origin"


def test_a_form_that_was_open_too_long_says_what_to_do(workspace: Workspace) -> None:
    answer = Client(enforce_csrf_checks=True).post("/public/submit/", {"words": WORDS})
    assert answer.status_code == 403
    assert "Nothing was sent" in answer.content.decode() and "<style" not in answer.content.decode()


def test_a_reference_never_stands_in_what_is_published(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    send()
    reference = Submission.objects.get().reference
    as_role("intake").post(f"/desk/submissions/{reference}/convert/")
    (incident,) = workspace.incidents()
    record = deciding.prepare(incident, User.objects.get(), "first", "").record
    assert record["sources"] == ["somebody who wrote to us"]
    assert reference not in json.dumps(record)
