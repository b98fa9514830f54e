"""Taking files and addresses into a workspace: bytes kept first, then read, each file once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tollbook import capture
from tollbook.capture import web
from tollbook.capture.addresses import Policy, is_public
from tollbook.casebook.maker import maker_of
from tollbook.casebook.rows import storable
from tollbook.casebook.workspace import Workspace
from tollbook.errors import SkipItem, StopRun
from tollbook.model import Document
from tollbook.watch import Bar, Watch


@dataclass(frozen=True, slots=True)
class Survey:
    """What lies in one folder or file that was named: files with their base, and entries that are not followed."""

    named: Path
    base: Path
    files: tuple[Path, ...]
    faults: tuple[SkipItem, ...] = ()


def survey(named: Path, workspace: Path) -> Survey:
    """The files to read, in a stable order, the workspace left out; raises StopRun where nothing is there."""
    if named.is_dir():
        found = list(capture.survey(named, skip=(workspace,)))
        files = tuple(entry for entry in found if isinstance(entry, Path))
        return Survey(named, named, files, tuple(entry for entry in found if isinstance(entry, SkipItem)))
    if not named.exists():
        raise StopRun("is not there", str(named), "name a file or a folder with reports")
    return Survey(named, named.parent, (named,))


def read(workspace: Workspace, inputs: Sequence[Path], watch: Watch) -> None:
    """Keep the bytes of every file, and read those that were not read to their end before."""
    maker = maker_of(("capture", "model"))
    surveys = [survey(named, workspace.root) for named in inputs]
    capture.Store(workspace.originals).sweep()
    with watch.step("read", sum(len(found.files) for found in surveys)) as bar:
        for found in surveys:
            _note_faults(workspace, found, maker)
            for path in found.files:
                _read_file(workspace, path, found.base, maker)
                bar.advance()


def _note_faults(workspace: Workspace, found: Survey, maker: str) -> None:
    reading = workspace.begin_reading(found.named, storable(found.named.name), None, maker) if found.faults else None
    if reading:
        workspace.fill_reading(reading, found.faults)


def _read_file(workspace: Workspace, path: Path, base: Path, maker: str) -> None:
    origin = storable(path.relative_to(base).as_posix())
    original = _keep(workspace, path)
    reading = workspace.begin_reading(path, origin, original, maker)
    if reading is None:
        return
    twin = workspace.twin_of(reading)
    if twin:
        workspace.fill_as_twin(reading, twin)
    else:
        workspace.fill_reading(reading, capture.read(path, base, original=original))


def _keep(workspace: Workspace, path: Path) -> str | None:
    """The SHA-256 of the file's bytes, which are then kept; None where they cannot be read: reading them says why."""
    try:
        original = capture.Store(workspace.originals).keep(path)
        workspace.note_original(original, path.name, path.stat().st_size)
    except OSError:
        return None
    return original


@dataclass(slots=True)
class _Fetching:
    """Which address is being fetched now, and the hash of what it gave."""

    workspace: Workspace
    addresses: Sequence[str]
    bar: Bar
    now: str = ""
    original: str | None = None

    def feed(self) -> Iterator[str]:
        for address in self.addresses:
            self.now, self.original = address, None
            yield address
            self.bar.advance()

    def keep(self, body: bytes) -> None:
        self.original = capture.Store(self.workspace.originals).keep_bytes(body)
        self.workspace.note_original(self.original, self.now, len(body))

    def address_of(self, _: Document | SkipItem) -> str:
        return self.now


def fetch(workspace: Workspace, addresses: Sequence[str], watch: Watch, policy: Policy = is_public) -> None:
    """Fetch and read every address that gave no report yet; those that failed before are tried again."""
    maker = maker_of(("capture", "model"))
    waiting = [address for address in dict.fromkeys(addresses) if not workspace.holds(address)]
    with watch.step("fetch", len(waiting)) as bar:
        fetching = _Fetching(workspace, waiting, bar)
        items = web.fetch(fetching.feed(), fetching.keep, policy)
        for address, group in groupby(items, fetching.address_of):
            found = list(group)
            reading = workspace.begin_reading(address, address, fetching.original, maker)
            if reading:
                workspace.fill_reading(reading, found)
