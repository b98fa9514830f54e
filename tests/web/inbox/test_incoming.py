"""Uploads: what is let in, where it lies, and that no name leads anywhere else."""

import io
import stat
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from tollbook.web.inbox import incoming


def upload(name: str, data: bytes = b"Three were killed.") -> SimpleUploadedFile:
    made = SimpleUploadedFile("x", data)
    setattr(made, "_name", name)  # noqa: B010 - past Django's own cleaning of names
    return made


@pytest.mark.parametrize(
    ("given_name", "plain"),
    [
        ("report.txt", "report.txt"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/abs/olute.txt", "olute.txt"),
        ("..", "report"),
        ("", "report"),
        ("a\x00b\n.txt", "ab.txt"),
        ("الكوثر.txt", "الكوثر.txt"),
        ("." * 9 + "hidden", "hidden"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names(given_name: str, plain: str) -> None:
    assert incoming.plain_name(given_name) == plain


@given(st.text(max_size=60))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    plain = incoming.plain_name(name)
    assert plain and Path(plain).name == plain and plain not in (".", "..")
    assert (Path("/ws/incoming/batch") / plain).parent == Path("/ws/incoming/batch")


def test_files_are_kept_for_their_owner_alone(tmp_path: Path) -> None:
    kept = incoming.keep(tmp_path, [upload("a.txt"), upload("a.txt", b"Four were killed.")])
    folder = incoming.folder_of(tmp_path, kept.batch)
    assert kept.names == ("a.txt", "a (2).txt") and not kept.refused
    assert [path.read_bytes() for path in sorted(folder.iterdir())] == [b"Four were killed.", b"Three were killed."]
    for path in (tmp_path / incoming.FOLDER, folder):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def archive() -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as file:
        file.writestr("../../evil.txt", "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("report.txt", b""),
        ("report.pdf", b"\x89PNG\r\n\x1a\n...."),
        ("report.docx", archive()),
        ("report.txt", b"MZ\x00\x01\x02\x03" * 50),
        ("report.html", b"\x7fELF\x02\x01\x01\x00\x00\x00"),
        ("report.db", b"SQLite format 3\x00"),
    ],
)
def test_what_holds_no_text_is_refused_by_its_content(tmp_path: Path, name: str, data: bytes) -> None:
    kept = incoming.keep(tmp_path, [upload(name, data), upload("good.txt")])
    assert kept.names == ("good.txt",)
    assert [fault.where for fault in kept.refused] == [name] and kept.refused[0].remedy
    assert [path.name for path in incoming.folder_of(tmp_path, kept.batch).iterdir()] == ["good.txt"]


def test_too_large_a_file_is_not_written(tmp_path: Path) -> None:
    large = upload("large.txt")
    large.size = incoming.MOST_BYTES + 1
    assert incoming.keep(tmp_path, [large]).refused and not (tmp_path / incoming.FOLDER).exists()


@pytest.mark.parametrize("batch", ["../../../../etc/passwd", "", "a" * 22 + "/..", "." * 22, "..", "a" * 21 + "/"])
def test_no_batch_leads_out_of_the_folder(tmp_path: Path, batch: str) -> None:
    with pytest.raises(ValueError, match="no batch"):
        incoming.folder_of(tmp_path, batch)
