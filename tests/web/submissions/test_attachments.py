"""Files of submissions: sealed with their names on disk and in the database, older ones too; backups hold them so."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from tests.web.submissions.test_submissions import PNG, raw, send
from tollbook.casebook.workspace import Workspace
from tollbook.watch import Unwatched
from tollbook.web import bundle, sealed
from tollbook.web.models import Attachment, Submission
from tollbook.web.submissions import attachments, older

NAME = "Quillon Aspenvale, house.png"


def lying(root: Path) -> list[bytes]:
    """All that lies on the disk of attachments, with the names."""
    return [str(path).encode() + path.read_bytes() for path in (root / "attachments").rglob("*") if path.is_file()]


def sent(name: str = NAME, content: bytes = PNG) -> Attachment:
    send(pictures=SimpleUploadedFile(name, content))
    return Attachment.objects.latest("pk")


def as_before(held: Attachment) -> Attachment:
    """The same as it was stored before files were sealed."""
    content, told = b"".join(attachments.opened(held)), held.told
    attachments.path_of(held).unlink()
    held.name, held.sha256, held.sealed = told["name"], told["sha256"], ""
    held.save()
    path = attachments.path_of(held)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return held


def read(client: Client, held: Attachment) -> bytes:
    return b"".join(client.get(f"/desk/files/{held.pk}/").streaming_content)  # type: ignore[attr-defined]


def test_neither_file_nor_name_lies_open(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    held, desk = sent(), as_role("intake")
    digest = hashlib.sha256(PNG).hexdigest()
    stored = raw("web_attachment") + str(lying(workspace.root))
    assert not any(word in stored for word in ("Quillon", digest, "PNG"))
    page = desk.get(f"/desk/submissions/{Submission.objects.get().reference}/").content.decode()
    assert NAME in page
    answer = desk.get(f"/desk/files/{held.pk}/")
    assert b"".join(answer.streaming_content) == PNG  # type: ignore[attr-defined]
    assert NAME in answer.headers["Content-Disposition"] and answer.headers["Content-Length"] == str(len(PNG))
    assert hashlib.sha256(read(desk, held)).hexdigest() == held.told["sha256"]


def test_the_same_file_sent_twice_tells_nothing_and_goes_alone(workspace: Workspace) -> None:
    first, second = sent(), sent()
    one, other = (attachments.path_of(held).read_bytes() for held in (first, second))
    assert one != other
    attachments.remove(first)
    assert b"".join(attachments.opened(second)) == PNG and len(lying(workspace.root)) == 1


def test_older_files_stay_readable_and_are_sealed_at_the_next_start(
    workspace: Workspace, as_role: Callable[..., Client]
) -> None:
    first, second, desk = as_before(sent()), as_before(sent()), as_role("intake")
    assert read(desk, first) == PNG and "Quillon" in raw("web_attachment")
    assert older.seal_all() == 2 and older.seal_all() == 0
    stored = raw("web_attachment") + str(lying(workspace.root))
    assert "Quillon" not in stored and "PNG" not in stored
    assert all(read(desk, held) == PNG for held in (first, second))
    assert {held.told["name"] for held in Attachment.objects.all()} == {NAME}


def test_a_start_that_was_killed_between_is_completed(workspace: Workspace) -> None:
    held = as_before(sent())
    path, content = attachments.path_of(held), PNG
    attachments.seal(held)  # sealed, not yet noted
    assert b"".join(attachments.opened(held)) == content
    assert older.seal_all() == 1 and not path.exists()
    path.write_bytes(content)  # noted, not yet taken away
    assert older.seal_all() == 0 and not path.exists()


def test_one_that_lacks_its_file_is_left_and_hinders_no_other(workspace: Workspace) -> None:
    gone, there = as_before(sent(content=PNG + b"x")), as_before(sent())
    attachments.path_of(gone).unlink()
    assert older.seal_all() == 1
    assert {held.pk for held in Attachment.objects.filter(sealed="")} == {gone.pk} and there.pk != gone.pk


def test_nothing_is_sealed_with_a_key_that_is_not_the_submissions(workspace: Workspace) -> None:
    held, key = as_before(sent()), workspace.root / "secrets" / "fields"
    right = key.read_text()
    key.write_text("another key")
    assert older.seal_all() == 0 and attachments.path_of(held).is_file()
    key.write_text(right)
    assert older.seal_all() == 1


def test_without_the_key_a_file_is_not_given_out(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    held, desk = sent(), as_role("intake")
    (workspace.root / "secrets" / "fields").write_text("another key")
    assert desk.get(f"/desk/files/{held.pk}/").status_code == 503
    with pytest.raises(sealed.Unreadable):
        Attachment.objects.get()


@pytest.mark.parametrize("before", [False, True])
def test_a_backup_holds_them_as_they_lie_and_gives_them_back(
    workspace: Workspace, tmp_path: Path, settings: Settings, as_role: Callable[..., Client], before: bool
) -> None:
    held = as_before(sent()) if before else sent()
    made, key = tmp_path / "b.tar", (workspace.root / "secrets" / "fields").read_text()
    bundle.write(workspace.root, made, Unwatched())
    assert (b"Quillon" in made.read_bytes()) == before
    Attachment.objects.all().delete()
    Submission.objects.all().delete()
    root = tmp_path / "new"
    root.mkdir()
    settings.WORKSPACE = root
    manifest = bundle.check(made)
    for table in bundle.tables():
        table._default_manager.all().delete()
    bundle.put(made, manifest, root, Unwatched())
    assert older.seal_all() == 0, "the right key is not there yet"
    (root / "secrets").mkdir(exist_ok=True)
    (root / "secrets" / "fields").write_text(key)
    assert older.seal_all() == before
    assert read(as_role("intake"), held) == PNG and "PNG" not in str(lying(root))
