"""What is read is stored once, what was edited is replaced with a trace, what cannot be stored is listed."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casebook.build import claim, document
from tollbook.capture import Remark
from tollbook.casebook import models
from tollbook.casebook.computed import Extraction
from tollbook.casebook.reports import Tally
from tollbook.casebook.workspace import Workspace
from tollbook.errors import SkipItem
from tollbook.model import Document

HASH = {name: character * 64 for name, character in zip(("first", "second", "third"), "abc", strict=True)}


def read(workspace: Workspace, path: str, version: str, *items: Document | SkipItem) -> Tally | None:
    workspace.note_original(HASH[version], path, 1)
    reading = workspace.begin_reading(workspace.root.parent / path, path, HASH[version], "reader")
    return workspace.fill_reading(reading, items) if reading else None


def ids(workspace: Workspace) -> list[str]:
    return [one.id for one in workspace.documents()]


def kinds(workspace: Workspace) -> list[str]:
    return [event["kind"] for event in workspace.events()]


def test_same_file_is_not_read_again(workspace: Workspace) -> None:
    assert read(workspace, "a.txt", "first", document("a")) == Tally(new=1)
    assert read(workspace, "a.txt", "first", document("a")) is None
    assert ids(workspace) == ["a"]


def test_other_reader_reads_again_and_stores_nothing_twice(workspace: Workspace) -> None:
    read(workspace, "a.txt", "first", document("a"))
    reading = workspace.begin_reading(workspace.root.parent / "a.txt", "a.txt", HASH["first"], "newer reader")
    assert reading
    assert workspace.fill_reading(reading, [document("a")]) == Tally(known=1)
    assert ids(workspace) == ["a"]


def test_same_id_and_words_from_two_files_is_one_report(workspace: Workspace) -> None:
    read(workspace, "a.txt", "first", document("x"))
    read(workspace, "b.txt", "second", document("x", origin="b.txt"))
    assert ids(workspace) == ["x"]


def test_same_id_with_other_words_keeps_both(workspace: Workspace) -> None:
    read(workspace, "a.jsonl", "first", document("1", "one"))
    read(workspace, "b.jsonl", "second", document("1", "two"), document("1", "three"))
    assert len(ids(workspace)) == 3
    assert {one.text for one in workspace.documents()} == {"one", "two", "three"}
    assert read(workspace, "b.jsonl", "third", document("1", "two"), document("1", "three")) == Tally(known=2)


def test_edited_report_is_replaced_and_its_old_words_kept_as_an_event(workspace: Workspace) -> None:
    read(workspace, "a.jsonl", "first", document("1", "old words"))
    (old,) = workspace.documents()
    workspace.save_extraction([Extraction(old, [claim(old)])], "maker")
    assert read(workspace, "a.jsonl", "second", document("1", "new words")) == Tally(replaced=1)
    assert [one.text for one in workspace.documents()] == ["new words"]
    assert list(workspace.claims()) == []
    assert workspace.pending("maker") == ["1"]
    (event,) = workspace.events()
    assert (event["kind"], event["old"]["text"], event["new"]["text"]) == ("report_replaced", "old words", "new words")


def test_report_that_left_its_file_is_set_aside_and_comes_back(workspace: Workspace) -> None:
    read(workspace, "a.jsonl", "first", document("1", "one"), document("2", "two"))
    read(workspace, "a.jsonl", "second", document("1", "one"))
    assert ids(workspace) == ["1"]
    read(workspace, "a.jsonl", "third", document("1", "one"), document("2", "two"))
    assert ids(workspace) == ["1", "2"]
    assert kinds(workspace) == ["report_superseded", "report_restored"]


def test_report_stays_while_another_file_holds_it(workspace: Workspace) -> None:
    read(workspace, "a.jsonl", "first", document("1"))
    read(workspace, "b.jsonl", "second", document("1"))
    read(workspace, "a.jsonl", "third", document("9"))
    assert ids(workspace) == ["1", "9"]


def test_file_that_can_no_longer_be_read_takes_nothing_away(workspace: Workspace) -> None:
    read(workspace, "a.txt", "first", document("a"))
    reading = workspace.begin_reading(workspace.root.parent / "a.txt", "a.txt", None, "reader")
    assert reading
    workspace.fill_reading(reading, [SkipItem("no permission", "a.txt", "ask")])
    assert ids(workspace) == ["a"]
    assert [item.what for item in workspace.skipped()] == ["no permission"]


def test_skipped_items_are_those_of_the_last_reading(workspace: Workspace) -> None:
    read(workspace, "a.pdf", "first", SkipItem("cut off", "a.pdf", "get it again"))
    assert [(s.origin, s.what, s.read) for s in workspace.skipped()] == [("a.pdf", "cut off", False)]
    read(workspace, "a.pdf", "second", document("a"), Remark("guessed encoding", "a.pdf", "look"))
    assert [(s.what, s.read) for s in workspace.skipped()] == [("guessed encoding", True)]


def test_twin_is_named_and_stored_once(workspace: Workspace) -> None:
    read(workspace, "a.txt", "first", document("a"))
    reading = workspace.begin_reading(workspace.root.parent / "copy.txt", "copy.txt", HASH["first"], "reader")
    assert reading
    twin = workspace.twin_of(reading)
    assert twin
    workspace.fill_as_twin(reading, twin)
    assert ids(workspace) == ["a"]
    assert [item.what for item in workspace.skipped()] == ["the same bytes as a.txt: read once"]
    read(workspace, "a.txt", "second", document("b"))
    assert ids(workspace) == ["a", "b"]


def test_half_a_character_is_listed_not_stored(workspace: Workspace) -> None:
    assert read(workspace, "a.txt", "first", document("a", "x\ud800y"), document("b")) == Tally(new=1, skipped=1)
    assert ids(workspace) == ["b"]
    assert workspace.skipped()[0].what == "the text holds half a character"


def test_paths_are_kept_relative_to_the_workspace(workspace: Workspace, tmp_path: Path) -> None:
    read(workspace, "a.txt", "first", document("a"))
    paths = list(models.Reading.objects.using(workspace.alias).values_list("path", flat=True))
    assert paths == ["../a.txt"]


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=0, max_size=30)
rows = st.lists(st.tuples(st.sampled_from(["1", "2", "a b", "\u202e"]), texts), max_size=8)


@settings(max_examples=25, deadline=None)
@given(first=rows, second=rows)
def test_every_text_read_is_held_and_reading_again_changes_nothing(
    first: list[tuple[str, str]], second: list[tuple[str, str]], tmp_path_factory: object
) -> None:
    root = tmp_path_factory.mktemp("ws")  # type: ignore[attr-defined]
    with Workspace.open(root, create=True) as workspace:
        for path, listed, version in (("a.jsonl", first, "first"), ("b.jsonl", second, "second")):
            read(workspace, path, version, *(Document(key, text) for key, text in listed))
        held = {(one.id.split("~")[0], one.text) for one in workspace.documents()}
        assert held == set(first) | set(second)
        before = workspace.fingerprint()
        for path, listed, version in (("a.jsonl", first, "first"), ("b.jsonl", second, "second")):
            reading = workspace.begin_reading(root.parent / path, path, HASH[version], "other")
            assert reading
            workspace.fill_reading(reading, [Document(key, text) for key, text in listed])
            reading.maker = "reader"
            reading.save(using=workspace.alias)
        assert workspace.fingerprint() == before
