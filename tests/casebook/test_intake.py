"""Files and addresses come in once, with their bytes kept, whatever lies in the folder."""

import os
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tollbook.capture import Store
from tollbook.casebook import intake
from tollbook.casebook.workspace import Workspace
from tollbook.watch import Unwatched

WATCH = Unwatched()
PAGE = (
    "<html><head><title>{0}</title></head><body><article><p>At least 15 civilians were killed in {0}, said SANA, "
    "in one of several raids on the villages along the river that night; more were hurt.</p></article></body></html>"
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "served"
    folder.mkdir()
    for place in ("Hajin", "Susah"):
        (folder / f"{place}.html").write_text(PAGE.format(place))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()


def anywhere(_: object) -> bool:
    return True


def test_addresses_are_fetched_once_and_failures_tried_again(workspace: Workspace, server: str, tmp_path: Path) -> None:
    pages = [f"{server}/Hajin.html", f"{server}/missing.html"]
    intake.fetch(workspace, pages, WATCH, anywhere)
    assert [document.title for document in workspace.documents()] == ["Hajin"]
    assert [item.where for item in workspace.skipped()] == [pages[1]]
    assert Store(workspace.originals).verify(workspace.originals_kept()) == []
    (tmp_path / "served" / "missing.html").write_text(PAGE.format("Sha'afa"))
    (tmp_path / "served" / "Hajin.html").unlink()
    intake.fetch(workspace, pages, WATCH, anywhere)
    assert sorted(str(document.title) for document in workspace.documents()) == ["Hajin", "Sha'afa"]
    assert workspace.skipped() == []


def test_private_addresses_are_refused(workspace: Workspace, server: str) -> None:
    intake.fetch(workspace, [f"{server}/Hajin.html"], WATCH)
    assert workspace.counts()["reports"] == 0
    assert len(workspace.skipped()) == 1


def test_no_address_uses_no_network(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr("socket.socket.connect", never)
    monkeypatch.setattr("socket.getaddrinfo", never)
    intake.fetch(workspace, [], WATCH)


def test_hostile_folder_is_read_to_its_end(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a good one.txt").write_text("At least 15 civilians were killed in Hajin on Monday, SANA said.")
    (folder / "latin.txt").write_bytes(b"Caf\xe9 hit in Hajin: 15 civilians were killed on Monday, a resident said.")
    (folder / "truncated.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    (folder / "not a.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "empty.html").touch()
    (folder / "one line.json").write_text('{"text": "' + "x" * 5_000_000 + '"}')
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(200_000_000)
    (folder / "locked.txt").write_text("At least 15 civilians were killed in Hajin.")
    (folder / "bad\udcffname.txt").write_text("At least 3 civilians were killed in Susah on Monday.")
    intake.read(workspace, [folder], WATCH)
    read = {document.origin for document in workspace.documents()}
    listed = {item.origin for item in workspace.skipped() if not item.read}
    assert {"a good one.txt", "latin.txt", "locked.txt"} <= read
    assert {"truncated.pdf", "not a.docx", "empty.html", "huge.txt"} <= listed
    assert all(item.what and item.remedy for item in workspace.skipped())
    before = workspace.fingerprint()
    intake.read(workspace, [folder], WATCH)
    assert workspace.fingerprint() == before


def test_what_a_killed_run_left_half_written_goes_with_the_next_reading(workspace: Workspace, tmp_path: Path) -> None:
    left = workspace.originals / "coming" / "half-left"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"1")
    os.utime(left, (0, 0))
    report = tmp_path / "report.txt"
    report.write_text("At least 15 civilians were killed in Hajin on Monday, SANA said.")
    intake.read(workspace, [report], WATCH)
    assert not left.exists()
