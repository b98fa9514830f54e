"""Altered bytes, lost files and quotes that do not fit are found and named."""

from pathlib import Path

from tests.casebook.build import claim, document
from tollbook.capture import Store
from tollbook.casebook.computed import Extraction
from tollbook.casebook.verify import check
from tollbook.casebook.workspace import Workspace


def keep(workspace: Workspace, folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text(f"the words of {name}")
    sha256 = Store(workspace.originals).keep(path)
    workspace.note_original(sha256, name, path.stat().st_size)
    return Store(workspace.originals).path_of(sha256)


def test_a_sound_workspace_has_no_faults(workspace: Workspace, tmp_path: Path) -> None:
    keep(workspace, tmp_path, "a.txt")
    checked, faults = check(workspace)
    assert (checked.originals, faults) == (1, [])


def test_altered_and_lost_originals_are_named(workspace: Workspace, tmp_path: Path) -> None:
    altered, lost = keep(workspace, tmp_path, "a.txt"), keep(workspace, tmp_path, "b.txt")
    altered.chmod(0o644)
    altered.write_text("other words")
    lost.unlink()
    _, faults = check(workspace)
    assert {(fault.where, fault.what.split()[-1]) for fault in faults} == {("a.txt", "damaged"), ("b.txt", "missing")}


def test_quote_that_does_not_stand_in_its_text_is_named(workspace: Workspace) -> None:
    one = document("a")
    reading = workspace.begin_reading("http://example.org/", "feed", None, "reader")
    assert reading
    workspace.fill_reading(reading, [one])
    wrong = claim(document("a", "Other words than the report has."))
    workspace.save_extraction([Extraction(one, [claim(one, 6, 12), wrong])], "maker")
    checked, faults = check(workspace)
    assert checked.quotes == 2
    assert [fault.where for fault in faults] == ["a, a:0"]
