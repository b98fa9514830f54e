"""A whole workspace out and in again: by page, by API, by the terminal, and from one database to the other."""

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests.web.roles.conftest import Full, full  # noqa: F401 (a fixture)
from tests.web.test_bundle import emptied
from tollbook.casebook import models
from tollbook.casebook.events import record_event
from tollbook.errors import StopRun
from tollbook.watch import Unwatched
from tollbook.web import bundle, secret
from tollbook.web.api import tokens
from tollbook.web.models import Job, Submission, Token, User, Witness

pytestmark = pytest.mark.django_db(transaction=True)
Rows = dict[str, list[Any]]
HEAD = "chief"


def rows(path: Path) -> Rows:
    """Table -> its rows; a database may order the keys of a record as it likes."""
    with tarfile.open(path) as held:
        files = {one.name: held.extractfile(one) for one in held if one.name.startswith("tables/")}
        return {name: [json.loads(line) for line in file.read().splitlines()] for name, file in files.items() if file}


@pytest.fixture
def saved(full: Full, tmp_path: Path) -> Path:  # noqa: F811
    """A backup with a record of every kind in it."""
    Job.objects.create(kind="index")  # waits, and is not to wait for ever elsewhere
    target = tmp_path / "ws.tar"
    bundle.write(full.workspace.root, target, Unwatched())
    return target


@pytest.fixture
def anew(saved: Path, full: Full, tmp_path: Path, settings: Any) -> Iterator[Client]:  # noqa: F811
    """Another workspace in which nothing was done but that an administrator made her account, signed in."""
    emptied()
    root = tmp_path / "new"
    root.mkdir()
    settings.WORKSPACE = root
    secret.make(root, "signing")
    head = User.objects.create_user(HEAD, password="a long password of hers", role="administrator")
    record_event("default", actor=HEAD, kind="person", subject=("person", HEAD), field="role", new="administrator")
    client = Client()
    client.force_login(head)
    yield client


def sent(client: Client, path: Path) -> Any:
    return client.post("/workspace/bring/", {"file": SimpleUploadedFile("ws.tar", path.read_bytes())})


def test_everything_comes_in_by_the_page(anew: Client, saved: Path, full: Full, settings: Any) -> None:  # noqa: F811
    before = rows(saved)
    assert b"Verify it and bring it in" in anew.get("/workspace/").content
    answer = sent(anew, saved)
    assert answer.status_code == 302, answer.content.decode()
    assert Job.objects.get(kind="restore").state == "done", Job.objects.get(kind="restore").error
    bundle.write(settings.WORKSPACE, saved.with_name("again.tar"), Unwatched())
    after = rows(saved.with_name("again.tar"))
    more = {name: len(after[name]) - len(kept) for name, kept in before.items() if after[name] != kept}
    assert more == {"tables/casebook.event.jsonl": 2, "tables/web.user.jsonl": 1}
    assert all(after[name][: len(kept)] == kept for name, kept in before.items())
    assert [one.kind for one in models.Event.objects.order_by("-pk")[:2]] == ["imported", "person"]
    assert {path.name for path in (settings.WORKSPACE / "originals").rglob("*")} >= {
        path.name for path in full.workspace.originals.rglob("*") if path.is_file()
    }
    assert not Job.objects.filter(state="waiting").exists()
    assert not list((settings.WORKSPACE / "incoming").rglob("workspace.tar"))
    again = Client()
    assert again.login(username=HEAD, password="a long password of hers")
    assert b"Verify it" not in again.get("/workspace/").content
    assert Witness.objects.count() == 1 and again.get(f"/restricted/{full.ids['witness']}/").status_code == 404


def test_sealed_words_open_once_their_key_is_there(anew: Client, saved: Path, full: Full, settings: Any) -> None:  # noqa: F811
    sent(anew, saved)
    key = (full.workspace.root / "secrets" / "fields").read_text()
    (settings.WORKSPACE / "secrets" / "fields").write_text(key)
    assert Submission.objects.get().words == "What I saw."


def test_it_goes_out_and_in_by_the_api(full: Full, tmp_path: Path, settings: Any, anew: Client) -> None:  # noqa: F811
    sent(anew, tmp_path / "ws.tar")
    text = tokens.make(
        User.objects.get(username=HEAD), "whole", ["workspace", "read"], date.today() + timedelta(days=9)
    )
    header, tomorrow = {"Authorization": f"Bearer {text}"}, date.today() + timedelta(days=1)
    assert Client().post("/api/v1/backups", headers=header).status_code == 201
    (held,) = Client().get("/api/v1/backups", headers=header).json()
    taken = Client().get(f"/api/v1/backups/{held['name']}", headers=header).getvalue()
    before = list(models.Document.objects.order_by("id").values())
    assert put(taken, header).status_code == 409, "there is something here"
    emptied()
    User.objects.create_user("other", role="administrator")
    text = tokens.make(User.objects.get(), "in", ["workspace", "read"], tomorrow)
    header = {"Authorization": f"Bearer {text}"}
    assert put(taken[:-20000] + b"x" * 20000, header).status_code == 422
    assert not models.Document.objects.exists()
    made = put(taken, header)
    assert made.status_code == 201, made.content
    assert list(models.Document.objects.order_by("id").values()) == before
    state = Client().get(f"/api/v1/jobs/{made.json()['job']}", headers=header)
    assert state.json()["state"] == "done", "her token is good here, too"
    assert Token.objects.filter(name="whole").exists() and {"other", HEAD} <= set(names())


def names() -> list[str]:
    return list(User.objects.values_list("username", flat=True))


def put(content: bytes, header: dict[str, str]) -> Any:
    return Client().post("/api/v1/workspace", {"file": SimpleUploadedFile("ws.tar", content)}, headers=header)


def test_nothing_comes_into_a_workspace_that_holds_something(anew: Client, saved: Path) -> None:
    User.objects.create_user("colleague", role="analyst")
    answer = sent(anew, saved)
    assert answer.status_code == 422 and b"accounts of other people" in answer.content
    User.objects.filter(username="colleague").delete()
    Submission.objects.create(reference="S-AAAA-AAAA", digest="0", language="en", words="something")
    answer = sent(anew, saved)
    assert answer.status_code == 422 and b"is not empty" in answer.content
    assert not models.Document.objects.exists() and not Job.objects.exists()


def changed(path: Path, change: Callable[[dict[str, Any]], None], extra: str = "") -> Path:
    """The backup with another manifest, and with a member more."""
    target = path.with_name("changed.tar")
    with tarfile.open(path) as held, tarfile.open(target, "w") as made:
        for one in held:
            file = held.extractfile(one)
            assert file is not None
            content = file.read()
            if one.name == bundle.MANIFEST:
                manifest = json.loads(content)
                change(manifest)
                content = json.dumps(manifest).encode()
            _add(made, one.name, content)
        if extra:
            _add(made, extra, b"")
    return target


def _add(made: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    made.addfile(member, io.BytesIO(content))


NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_backup_with_a_file_it_should_not_have_is_not_trusted(anew: Client, saved: Path) -> None:
    for name in ("files/tollbook.sqlite3", "files/export/x", "files/../x", "elsewhere/x", "files/.lock"):
        odd = changed(saved, lambda manifest, name=name: manifest["members"].update({name: NOTHING}), name)  # type: ignore[misc]
        with pytest.raises(StopRun, match="no part of a backup"):
            bundle.check(odd)
    answer = sent(anew, odd)
    assert answer.status_code == 422 and b"do not trust this backup" in answer.content
    assert not models.Document.objects.exists() and names() == [HEAD]


def test_a_table_that_is_not_known_and_rows_that_are_missing_change_nothing(anew: Client, saved: Path) -> None:
    unknown = changed(saved, lambda manifest: manifest["rows"].update({"sessions.session": 0}))
    assert b"not known here" in sent(anew, unknown).content
    short = changed(saved, lambda manifest: manifest["rows"].update({"web.user": 99}))
    sent(anew, short)
    assert "not all rows" in Job.objects.get(kind="restore").error
    assert not models.Document.objects.exists() and names() == [HEAD] and models.Event.objects.count() == 1


def test_the_history_is_kept_from_changes_again_afterwards(anew: Client, saved: Path) -> None:
    migration = import_module("tollbook.casebook.migrations.0002_events_are_append_only")
    with connection.schema_editor() as editor:
        if connection.vendor == "postgresql":
            editor.execute("DROP FUNCTION IF EXISTS casebook_event_refuse()")  # the fixture took the triggers alone
        migration.forbid(None, editor)
    try:
        sent(anew, saved)
        assert Job.objects.get(kind="restore").state == "done" and models.Event.objects.count() > 2
        for change in ("DELETE FROM casebook_event", "UPDATE casebook_event SET actor = 'x'"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change)
    finally:
        with connection.schema_editor() as editor:
            migration.allow(None, editor)


def test_the_terminal_takes_it_into_sqlite_and_it_comes_back(anew: Client, saved: Path, tmp_path: Path) -> None:
    """On PostgreSQL this goes from one database to the other, and back."""
    surroundings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}

    def tollbook(*words: object) -> None:
        command = [sys.executable, "-c", "from tollbook.cli import main; main()", *map(str, words)]
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    tollbook("restore", saved, tmp_path / "elsewhere")
    tollbook("backup", tmp_path / "elsewhere", tmp_path / "back.tar")
    assert rows(tmp_path / "back.tar") == rows(saved)
    assert sent(anew, tmp_path / "back.tar").status_code == 302
    bundle.write(tmp_path / "new", tmp_path / "third.tar", Unwatched())
    third = rows(tmp_path / "third.tar")
    assert all(third[name][: len(kept)] == kept for name, kept in rows(saved).items())
