"""Backups: everything comes back, damage is found before anything is written, keys go along only when asked."""

import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction

from tests.web.conftest import PASSWORD
from tollbook.casebook import models
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun
from tollbook.watch import Unwatched
from tollbook.web import bundle, secret
from tollbook.web.models import Job, User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def saved(filled: Workspace, person: Callable[..., User], tmp_path: Path) -> Iterator[tuple[Workspace, Path]]:
    person("analyst")
    filled.decide("analyst", ("claim", "x"), field="note", new={"a": [1, None]}, reason="kept")
    secret.make(filled.root, "fields")
    target = tmp_path / "ws.tar"
    bundle.write(filled.root, target, Unwatched())
    yield filled, target


def emptied() -> None:
    """All rows gone, as in a new database."""
    with transaction.atomic():
        Job.objects.all()._raw_delete("default")
        for model in bundle.tables():
            model._base_manager.all()._raw_delete("default")


def test_everything_comes_back(saved: tuple[Workspace, Path], tmp_path: Path) -> None:
    workspace, target = saved
    before, events = list(workspace.dump()), workspace.events()
    originals = workspace.originals_kept()
    emptied()
    assert not workspace.events()
    root = tmp_path / "new"
    root.mkdir()
    bundle.restore(target, root, Unwatched())
    assert list(workspace.dump()) == before and workspace.events() == events
    assert workspace.originals_kept() == originals
    assert User.objects.get().check_password(PASSWORD)
    kept = {path.name for path in (root / "originals").rglob("*") if path.is_file()}
    assert kept == {path.name for path in workspace.originals.rglob("*") if path.is_file()}
    User.objects.create_user("next", password=PASSWORD)  # numbers go on after those restored


def test_keys_are_left_at_home_unless_asked_for(saved: tuple[Workspace, Path], tmp_path: Path) -> None:
    workspace, target = saved
    with tarfile.open(target) as held:
        assert not [name for name in held.getnames() if "secrets" in name]
    bundle.write(workspace.root, tmp_path / "full.tar", Unwatched(), with_keys=True)
    with tarfile.open(tmp_path / "full.tar") as held:
        assert "files/secrets/fields" in held.getnames()


def test_any_damage_is_found_before_anything_is_written(saved: tuple[Workspace, Path], tmp_path: Path) -> None:
    _workspace, target = saved
    whole = target.read_bytes()
    at = whole.index(b"tollbook") if b"tollbook" in whole[:2000] else len(whole) // 2
    target.write_bytes(whole[: at + 600] + bytes([whole[at + 600] ^ 1]) + whole[at + 601 :])
    with pytest.raises(StopRun, match=r"damaged|missing"):
        bundle.check(target)
    (tmp_path / "note.txt").write_text("no backup")
    with pytest.raises(StopRun, match="no backup"):
        bundle.check(tmp_path / "note.txt")


def test_a_workspace_that_holds_something_is_not_overwritten(saved: tuple[Workspace, Path], tmp_path: Path) -> None:
    _workspace, target = saved
    count = models.Document.objects.count()
    with pytest.raises(StopRun, match="not empty"):
        bundle.restore(target, tmp_path, Unwatched())
    assert models.Document.objects.count() == count
    with pytest.raises(StopRun, match="there already"):
        bundle.write(tmp_path, target, Unwatched())
