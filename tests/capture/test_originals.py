import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.capture.making import put
from tollbook.capture import Damage, Store
from tollbook.errors import StopRun


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_an_original_is_kept_untouched_read_only_and_once(tmp_path: Path) -> None:
    store, source = Store(tmp_path / "originals"), put(tmp_path, "a.bin", bytes(range(256)) * 1000)
    kept = store.keep(source)
    assert kept == sha(source.read_bytes())
    path = store.path_of(kept)
    assert path.read_bytes() == source.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o444
    assert path.relative_to(store.root).parts == (kept[:2], kept[2:4], kept)
    before = path.stat()
    assert store.keep(source) == kept == store.keep_bytes(source.read_bytes())
    assert path.stat().st_mtime_ns == before.st_mtime_ns and path.stat().st_ino == before.st_ino
    assert list((store.root / "coming").iterdir()) == []


def test_damage_and_loss_are_found_and_repaired(tmp_path: Path) -> None:
    store = Store(tmp_path / "originals")
    good, bad = store.keep_bytes(b"good"), store.keep_bytes(b"bad")
    assert store.verify([good, bad]) == []
    store.path_of(bad).chmod(0o644)
    store.path_of(bad).write_bytes(b"changed")
    lost = sha(b"lost")
    assert store.verify([good, lost]) == sorted(
        [Damage(bad, "damaged", sha(b"changed")), Damage(lost, "missing")], key=lambda d: d.sha256
    )
    store.repair(put(tmp_path, "bad", b"bad"))
    assert store.verify([good, bad]) == []


def test_a_kill_at_any_moment_leaves_no_wrong_original(tmp_path: Path) -> None:
    """Kills spread over the time that writing takes; whatever stands under a hash has that hash."""
    source = put(tmp_path, "a.bin", os.urandom(8_000_000))
    script = (
        "import sys; from pathlib import Path; from tollbook.capture.originals import Store\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    kept = Store(Path(sys.argv[1])).keep(Path(sys.argv[2]))\n"
        "    Store(Path(sys.argv[1])).path_of(kept).unlink()"
    )
    store = Store(tmp_path / "originals")
    for number in range(12):
        run = subprocess.Popen([sys.executable, "-c", script, store.root, source], stdout=subprocess.PIPE)
        assert run.stdout is not None and run.stdout.readline() == b"ready\n"
        time.sleep(0.004 * number)
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        assert store.verify() == []
    assert store.keep(source) == sha(source.read_bytes())
    assert store.verify([sha(source.read_bytes())]) == []


def test_what_a_killed_run_left_is_swept_and_a_live_one_is_not(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep_bytes(b"x")
    old, new = put(tmp_path, "coming/half-old", b"1"), put(tmp_path, "coming/half-new", b"2")
    os.utime(old, (time.time() - 7200,) * 2)
    assert store.sweep() == 1
    assert new.exists() and not old.exists()


def test_a_hash_is_no_path(tmp_path: Path) -> None:
    for wrong in ("../../etc/passwd", "", "a" * 63, "A" * 64):
        with pytest.raises(ValueError, match="SHA-256"):
            Store(tmp_path).path_of(wrong)


def test_no_room_stops_the_run(tmp_path: Path) -> None:
    put(tmp_path, "file", b"in the way")
    with pytest.raises(StopRun, match="cannot write"):
        Store(tmp_path / "file" / "originals").keep_bytes(b"x")


def test_a_disk_that_is_full_stops_the_run_and_leaves_nothing(tmp_path: Path) -> None:
    """The limit on file sizes stands in for a full disk: both refuse the write half-way."""
    script = (
        "import resource, sys; from pathlib import Path; from tollbook.capture.originals import Store\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "Store(Path(sys.argv[1])).keep(Path(sys.argv[2]))"
    )
    source = put(tmp_path, "a.bin", bytes(1_000_000))
    run = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "originals", source], check=False, capture_output=True, text=True
    )
    assert "StopRun" in run.stderr and "cannot write" in run.stderr
    assert not [path for path in (tmp_path / "originals").rglob("*") if path.is_file()]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="no ordinary file"):
        Store(tmp_path / "originals").keep(tmp_path / "pipe")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.binary(max_size=100), max_size=4))
def test_whatever_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]) -> None:
    store = Store(tmp_path_factory.mktemp("store"))
    for data in contents:
        assert store.path_of(store.keep_bytes(data)).read_bytes() == data
    assert store.verify(map(sha, contents)) == []
