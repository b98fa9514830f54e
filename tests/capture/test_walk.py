import os
from pathlib import Path

import pytest

from tests.capture.making import put
from tollbook.capture import survey, walk
from tollbook.errors import SkipItem, StopRun


def names(folder: Path, *skip: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in walk(folder, skip)]


def test_files_in_a_stable_order_without_hidden_ones_and_the_workspace(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.txt",
        "a/b/c.txt",
        "Z.txt",
        ".git/config",
        "a/.hidden",
        "ws/workspace.sqlite",
        "ملف.txt",
    ):
        put(tmp_path, name, "x")
    assert names(tmp_path, tmp_path / "ws") == ["Z.txt", "a/b/c.txt", "a/z.txt", "b.txt", "ملف.txt"]


def test_links_are_not_followed_and_those_that_lead_out_are_named(tmp_path: Path) -> None:
    outside = put(tmp_path, "outside/secret.txt", "x")
    folder = tmp_path / "in"
    put(folder, "a.txt", "x")
    (folder / "copy.txt").symlink_to(folder / "a.txt")
    (folder / "out.txt").symlink_to(outside)
    (folder / "outdir").symlink_to(outside.parent)
    (folder / "self").symlink_to(folder)
    (folder / "ring").symlink_to(folder / "ring")
    assert names(folder) == ["a.txt"]
    assert [s.where for s in survey(folder) if isinstance(s, SkipItem)] == ["out.txt", "outdir", "ring"]


def test_special_files_are_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert names(tmp_path) == []
    assert [str(s.where) for s in survey(tmp_path) if isinstance(s, SkipItem)] == ["pipe"]


def test_a_name_in_no_encoding_is_walked(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    assert len(list(walk(tmp_path))) == 1


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StopRun):
        survey(tmp_path / "none")


def test_a_workspace_is_no_folder_of_reports(tmp_path: Path) -> None:
    put(tmp_path, "old/tollbook.sqlite3", "x")
    put(tmp_path, "old/site/data/claims.jsonl", "x")
    put(tmp_path, "a.txt", "x")
    assert names(tmp_path) == ["a.txt"]
    [told] = [found for found in survey(tmp_path) if isinstance(found, SkipItem)]
    assert told.where == "old" and "workspace" in told.what
    for named in (tmp_path / "old", tmp_path):
        with pytest.raises(StopRun, match="is a workspace"):
            survey(named, skip=(tmp_path,))
