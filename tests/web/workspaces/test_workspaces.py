"""The workspace's page: what it tells, the lockdown, backups without keys, for those who may."""

import io
import tarfile
from collections.abc import Callable

import pytest
from django.test import Client

from tollbook.casebook.models import Event
from tollbook.casebook.workspace import Workspace
from tollbook.web import lockdown, secret
from tollbook.web.workspaces import backups

As = Callable[..., Client]
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_backup_is_made_and_taken_away_without_keys(filled: Workspace, as_role: As) -> None:
    secret.make(filled.root, "fields")
    head = as_role("administrator")
    assert head.post("/workspace/backups/").status_code == 302
    (made,) = backups.held(filled.root)
    assert made.name in head.get("/workspace/").content.decode()
    answer = head.get(f"/workspace/backups/{made.name}")
    with tarfile.open(fileobj=io.BytesIO(answer.getvalue())) as held:
        names = held.getnames()
    assert "manifest.json" in names and not [name for name in names if "secrets" in name or "export" in name]
    assert "no-store" in answer.headers["Cache-Control"]
    taken = Event.objects.get(kind="exported")
    assert (taken.actor, taken.new) == ("administrator", made.name)


def test_old_backups_make_room(workspace: Workspace, as_role: As) -> None:
    folder = workspace.root / backups.FOLDER
    folder.mkdir()
    for day in range(10, 20):
        (folder / f"backup-201811{day}-120000.tar").write_bytes(b"old")
    (folder / "mine.tar").write_bytes(b"kept")
    as_role("administrator").post("/workspace/backups/")
    assert len(backups.held(workspace.root)) == backups.KEPT and (folder / "mine.tar").exists()


@pytest.mark.parametrize("name", ["nope.tar", "backup-20181110-120000.tar", "..%2Fsecrets%2Ffields", "%2Fetc%2Fpasswd"])
def test_nothing_but_a_backup_is_given(workspace: Workspace, as_role: As, name: str) -> None:
    secret.make(workspace.root, "fields")
    assert as_role("administrator").get(f"/workspace/backups/{name}").status_code == 404


def test_the_lockdown_is_switched_from_the_page(workspace: Workspace, as_role: As) -> None:
    head = as_role("administrator")
    assert "Lock the casebook down" in head.get("/workspace/").content.decode()
    head.post("/lockdown/", {"on": "on", "reason": "a drill"})
    assert lockdown.active() and "Open the casebook" in head.get("/workspace/").content.decode()


def test_the_page_tells_no_secret(workspace: Workspace, as_role: As) -> None:
    secret.make(workspace.root, "signing")
    page = as_role("auditor").get("/workspace/").content.decode()
    assert secret.read(workspace.root, "signing") not in page and "Lock the casebook down" not in page
