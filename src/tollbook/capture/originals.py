"""The originals, untouched, each under the SHA-256 of its bytes. Safe against a kill at any moment: a file stands under
its hash only when every byte of it is on the disk.
"""

import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from tollbook.capture.item import hash_file
from tollbook.errors import StopRun

CHUNK = 1 << 20
READ_ONLY = 0o444
ABANDONED_AFTER = 3600.0
"""Seconds after which a half-written file belongs to a killed run; a live one writes it in far less."""
HASH = 64
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
"""Faults of the store, not of the file that is kept: they stop the run."""


@dataclass(frozen=True, slots=True)
class Damage:
    """An original that is not what it should be; ``found`` is the hash of what stands in its place."""

    sha256: str
    what: Literal["damaged", "missing"]
    found: str | None = None


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@dataclass(frozen=True, slots=True)
class Store:
    """Originals below ``root``, as ``ab/cd/abcd...``."""

    root: Path

    def path_of(self, sha256: str) -> Path:
        """Where the original with this hash stands or would stand."""
        if len(sha256) != HASH or set(sha256) - set("0123456789abcdef"):
            raise ValueError(f"not a SHA-256 in lower-case hex: {sha256[:80]!r}")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def has(self, sha256: str) -> bool:
        """Whether an original is held (its bytes are checked by ``verify``, not here)."""
        return self.path_of(sha256).is_file()

    def keep(self, path: Path) -> str:
        """Copies a file in, unless it is held; its SHA-256. Raises OSError where the file cannot be read, StopRun where
        the store cannot be written.
        """
        if not path.is_file():
            raise OSError(errno.EINVAL, "no ordinary file", str(path))
        sha256 = hash_file(path)
        if self.has(sha256):
            return sha256
        with path.open("rb") as source:
            return self._write(lambda target: shutil.copyfileobj(source, target, CHUNK))

    def keep_bytes(self, data: bytes) -> str:
        """Writes bytes in, unless they are held; their SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        return sha256 if self.has(sha256) else self._write(lambda target: target.write(data))

    def verify(self, expected: Iterable[str] = ()) -> list[Damage]:
        """Every held original whose bytes are not its name, and every expected one that is not held; sorted by hash."""
        held = {path.name: path for path in self._held()}
        damaged = [Damage(name, "damaged", found) for name, path in held.items() if (found := hash_file(path)) != name]
        missing = [Damage(name, "missing") for name in set(expected) - held.keys()]
        return sorted(damaged + missing, key=lambda damage: damage.sha256)

    def repair(self, path: Path) -> str:
        """Puts a file's bytes in place whether or not something stands there; its SHA-256."""
        with path.open("rb") as source:
            return self._write(lambda target: shutil.copyfileobj(source, target, CHUNK))

    def sweep(self) -> int:
        """Removes what killed runs left half-written; how many files that were."""
        old = [p for p in self._half_written() if time.time() - p.stat().st_mtime > ABANDONED_AFTER]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _half_written(self) -> Iterator[Path]:
        return self._coming().glob("half-*") if self._coming().is_dir() else iter(())

    def _held(self) -> Iterator[Path]:
        return (p for p in sorted(self.root.glob("??/??/*")) if len(p.name) == HASH and p.is_file())

    def _coming(self) -> Path:
        return self.root / "coming"

    def _write(self, fill: Callable[[BinaryIO], object]) -> str:
        """Fills a file of no name, and names it by the hash of what was written, so the name cannot be wrong."""
        try:
            self._coming().mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(prefix="half-", dir=self._coming())
        except OSError as error:
            raise self._full(error) from error
        half = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as target:
                fill(target)
                target.flush()
                os.fchmod(target.fileno(), READ_ONLY)
                os.fsync(target.fileno())
            return self._name(half)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise self._full(error) from error
            raise
        finally:
            half.unlink(missing_ok=True)

    def _full(self, error: OSError) -> StopRun:
        return StopRun(f"cannot write: {error.strerror}", str(self.root), "check space and permissions")

    def _name(self, half: Path) -> str:
        sha256 = hash_file(half)
        final = self.path_of(sha256)
        final.parent.mkdir(parents=True, exist_ok=True)
        half.replace(final)
        for folder in (final.parent, final.parent.parent, self.root):
            _sync_folder(folder)
        return sha256
