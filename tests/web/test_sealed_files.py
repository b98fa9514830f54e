"""Files sealed part by part: read back whole, and changed by nobody unseen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook.casebook.workspace import Workspace
from tollbook.web import sealed_files
from tollbook.web.sealed import Unreadable

Change = Callable[[list[bytes]], list[bytes]]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=st.lists(st.binary(max_size=40), max_size=5))
def test_what_was_sealed_is_read_back(workspace: Workspace, blocks: list[bytes]) -> None:
    path = workspace.root / "attachments" / "sealed" / "1"
    sealed_files.write(path, blocks, "a 1")
    assert b"".join(sealed_files.read(path, "a 1")) == b"".join(blocks)


def test_a_large_file_is_held_in_parts_and_by_its_owner_alone(workspace: Workspace) -> None:
    path, content = workspace.root / "one", bytes(2 * sealed_files.PART + 7)
    sealed_files.write(path, [content], "a 1")
    parts = list(sealed_files.read(path, "a 1"))
    assert b"".join(parts) == content and max(map(len, parts)) == sealed_files.PART
    assert path.stat().st_mode & 0o077 == 0 and path.stat().st_size < 1.4 * len(content)
    assert bytes(40) not in path.read_bytes() and [one.name for one in workspace.root.glob("one*")] == ["one"]


CHANGES: dict[str, Change] = {
    "the end left out": lambda lines: lines[:-1],
    "a part left out": lambda lines: lines[1:],
    "parts moved": lambda lines: [lines[1], lines[0], *lines[2:]],
    "a part twice": lambda lines: [lines[0], *lines],
    "more behind the end": lambda lines: [*lines, lines[0]],
    "the end twice": lambda lines: [*lines, lines[-1]],
    "a letter changed": lambda lines: [lines[0][:30] + b"AAAA" + lines[0][34:], *lines[1:]],
    "nothing left": lambda lines: [],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_file_that_was_changed_is_not_read(workspace: Workspace, change: Change) -> None:
    path = workspace.root / "one"
    sealed_files.write(path, [b"first ", b"second ", b"third"], "a 1")
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    with pytest.raises(Unreadable):
        list(sealed_files.read(path, "a 1"))


def test_a_file_put_in_the_place_of_another_is_not_read(workspace: Workspace) -> None:
    path = workspace.root / "one"
    sealed_files.write(path, [b"of the first"], "a 1")
    with pytest.raises(Unreadable):
        sealed_files.read(path, "a 11")


def test_a_file_that_could_not_be_written_leaves_nothing(workspace: Workspace) -> None:
    def broken() -> object:
        yield b"first"
        raise OSError("gone")

    path: Path = workspace.root / "one"
    with pytest.raises(OSError, match="gone"):
        sealed_files.write(path, broken(), "a 1")  # type: ignore[arg-type]
    assert not list(workspace.root.glob("one*"))
