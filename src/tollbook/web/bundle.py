"""The whole workspace as one file, and back: every row of every table, every original, each checked by its hash.

A bundle does not know which database it came from: it moves a casebook from SQLite to PostgreSQL or back. What can be
computed again (the search index, the published site) and what belongs to a machine (sessions, long work) is left out;
keys are in it only where somebody asks for them.
"""

import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections, models, transaction

from tollbook.errors import StopRun
from tollbook.version import VERSION
from tollbook.watch import Watch
from tollbook.web.here import DATABASE
from tollbook.web.sealed import as_stored
from tollbook.web.secret import FOLDER as SECRETS

FORMAT = 1
MANIFEST = "manifest.json"
APPS = ("casebook", "web", "account", "mfa")
DERIVED = {"web.entry", "web.job"}
"""Tables that are left out, and not taken from an older bundle that holds them: a job would wait for ever."""
DATABASE_FILE = "tollbook.sqlite3"
LEFT_OUT = {SECRETS, "site", "export", ".lock", ".site.new", ".site.old"}
BATCH = 500
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle holds: rows by table, and the SHA-256 of every member."""

    version: str
    made: str
    rows: Mapping[str, int]
    members: Mapping[str, str]
    format: int = FORMAT


class Exact(DjangoJSONEncoder):
    """Django's own, which would round times to milliseconds."""

    def default(self, o: Any) -> Any:
        """Times to the microsecond."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def tables() -> list[type[models.Model]]:
    """Every table that is kept, by name."""
    found = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    kept = [model for model in found if model._meta.label_lower not in DERIVED and model._meta.managed]
    return sorted(kept, key=lambda model: model._meta.label_lower)


def write(root: Path, target: Path, watch: Watch, with_keys: bool = False) -> Manifest:
    """Write the bundle of the workspace in ``root``; ``target`` appears whole or not at all.

    Raises StopRun where it exists already or cannot be written.
    """
    if target.exists():
        raise StopRun("is there already", str(target), "name a new file")
    part = target.with_name(f".{target.name}.part")
    files = list(_files(root, with_keys))
    try:
        with _snapshot() as alias, as_stored(), tarfile.open(part, "w") as bundle:
            manifest = _fill(bundle, alias, root, files, watch)
        part.replace(target)
    except OSError as error:
        raise StopRun(f"cannot be written: {error.strerror}", str(target), "name a place with room for it") from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _fill(bundle: tarfile.TarFile, alias: str, root: Path, files: list[Path], watch: Watch) -> Manifest:
    rows: dict[str, int] = {}
    members: dict[str, str] = {}
    kept = tables()
    with watch.step("backup", len(kept) + len(files)) as bar:
        for model in kept:
            label = model._meta.label_lower
            with tempfile.TemporaryFile() as file:
                rows[label], members[f"tables/{label}.jsonl"] = _dump(model, alias, file)
                _add(bundle, f"tables/{label}.jsonl", file)
            bar.advance()
        for path in files:
            name = f"files/{path.relative_to(root).as_posix()}"
            with path.open("rb") as file:
                members[name] = _sha256(file)
                _add(bundle, name, file)
            bar.advance()
    manifest = Manifest(VERSION, datetime.now(UTC).isoformat(timespec="seconds"), rows, members)
    _add(bundle, MANIFEST, io.BytesIO(json.dumps(asdict(manifest), indent=1).encode()))
    return manifest


@contextmanager
def _snapshot() -> Iterator[str]:
    """The alias of a database that stays as it is for the time: what others write meanwhile is not seen.

    SQLite reads on from the moment of its first read (WAL); PostgreSQL is told to.
    """
    connection = connections[DATABASE]
    if connection.vendor == "sqlite":
        with _unlocked_transaction():
            yield DATABASE
        return
    if connection.in_atomic_block:  # the caller's own transaction is what is to be seen
        yield DATABASE
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield DATABASE


@contextmanager
def _unlocked_transaction() -> Iterator[None]:
    """A transaction that takes no writer's lock, as Django's own would in this workspace."""
    connection: Any = connections[DATABASE]  # the stubs know no database but the abstract one
    before, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic():
            yield
    finally:
        connection.transaction_mode = before


def _dump(model: type[models.Model], alias: str, file: IO[bytes]) -> tuple[int, str]:
    """Write a table as JSON lines; returns how many rows and the hash."""
    rows = model._default_manager.using(alias).order_by("pk")
    count = 0
    for batch in _batches(rows.iterator(chunk_size=BATCH)):
        file.write(serializers.serialize("jsonl", batch, ensure_ascii=False, cls=Exact).encode())
        count += len(batch)
    file.seek(0)
    return count, _sha256(file)


def _files(root: Path, with_keys: bool) -> Iterator[Path]:
    for entry in sorted(root.iterdir()):
        if entry.name.startswith(DATABASE_FILE) or entry.name in LEFT_OUT - ({SECRETS} if with_keys else set()):
            continue
        yield from [entry] if entry.is_file() else sorted(path for path in entry.rglob("*") if path.is_file())


def _add(bundle: tarfile.TarFile, name: str, file: IO[bytes]) -> None:
    member = tarfile.TarInfo(name)
    file.seek(0, io.SEEK_END)
    member.size, member.mode = file.tell(), 0o600
    file.seek(0)
    bundle.addfile(member, file)


def _sha256(file: IO[bytes]) -> str:
    file.seek(0)
    found = hashlib.sha256()
    while block := file.read(CHUNK):
        found.update(block)
    return found.hexdigest()


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def check(source: Path) -> Manifest:
    """The manifest of a bundle whose members are all there and whole; raises StopRun naming the first that is not."""
    try:
        with tarfile.open(source) as bundle:
            manifest = _manifest(bundle, source)
            _expected(manifest, source)
            for name, expected in manifest.members.items():
                if _sha256(_member(bundle, name, source)) != expected:
                    raise StopRun(f"{name} is damaged", str(source), "use another backup")
            return manifest
    except (OSError, tarfile.TarError) as error:
        raise StopRun("is no backup of Tollbook, or damaged", str(source), "use another backup") from error


def _manifest(bundle: tarfile.TarFile, source: Path) -> Manifest:
    try:
        manifest = Manifest(**json.load(_member(bundle, MANIFEST, source)))
    except (TypeError, ValueError) as error:
        raise StopRun("is no backup of Tollbook", str(source), "name a file that tollbook backup wrote") from error
    if manifest.format > FORMAT:
        raise StopRun("was written by a newer version of Tollbook", str(source), "install that version")
    return manifest


def _expected(manifest: Manifest, source: Path) -> None:
    """Raises StopRun where the bundle holds what no backup of this version holds: it would be written anyhow."""
    known = {model._meta.label_lower for model in tables()} | DERIVED
    for label in manifest.rows:
        if label not in known or f"tables/{label}.jsonl" not in manifest.members:
            raise StopRun(f"holds a table {label} that is not known here", str(source), "use another backup")
    for name in manifest.members:
        room, _slash, rest = name.partition("/")
        first = rest.partition("/")[0]
        wrong = first in LEFT_OUT - {SECRETS} or first.startswith(DATABASE_FILE) or ".." in rest.split("/")
        if room not in ("tables", "files") or (room == "files" and (wrong or not first)):
            raise StopRun(f"holds {name}, which is no part of a backup", str(source), "do not trust this backup")


def _member(bundle: tarfile.TarFile, name: str, source: Path) -> IO[bytes]:
    try:
        file = bundle.extractfile(name)
    except KeyError:
        file = None
    if file is None:
        raise StopRun(f"{name} is missing", str(source), "use another backup")
    return file


def restore(source: Path, root: Path, watch: Watch) -> Manifest:
    """Fill the empty workspace in ``root``, whose tables are made; all rows or none.

    Raises StopRun, with nothing changed, where the bundle is damaged or the workspace is not empty.
    """
    manifest = check(source)
    held = next((m for m in tables() if m._default_manager.exists()), None)
    if held is not None:
        raise StopRun(
            f"is not empty: it holds {held._meta.verbose_name_plural}", str(root), "restore into a new folder"
        )
    put(source, manifest, root, watch)
    return manifest


def put(source: Path, manifest: Manifest, root: Path, watch: Watch, without: Collection[str] = ()) -> None:
    """Write the files, ``without`` some, then all rows or none, of a bundle that was checked, into tables without rows.

    Raises StopRun where not all rows could be stored.
    """
    files = [name for name in manifest.members if name.startswith("files/")]
    with tarfile.open(source) as bundle, watch.step("restore", len(files) + len(manifest.rows)) as bar:
        for name in files:
            if name.removeprefix("files/") not in without:
                _write(root, name.removeprefix("files/"), _member(bundle, name, source))
            bar.advance()
        with transaction.atomic(), as_stored():
            for label, expected in manifest.rows.items():
                if label not in DERIVED and _load(label, _member(bundle, f"tables/{label}.jsonl", source)) != expected:
                    raise StopRun(f"{label}: not all rows could be stored", str(source), "nothing was changed")
                bar.advance()
            connections[DATABASE].check_constraints()
            _count_on()


def _load(label: str, file: IO[bytes]) -> int:
    stored, model = 0, apps.get_model(label)
    for batch in _batches(serializers.deserialize("jsonl", io.TextIOWrapper(file, encoding="utf-8"))):
        rows = [one.object for one in batch if type(one.object) is model]
        _insert(model, rows)
        stored += len(rows)
    return stored


def _insert(model: type[models.Model], rows: list[models.Model]) -> None:
    """Store rows exactly as they are: ``bulk_create`` would write the time of now where a column notes when a row was
    made.
    """
    fields, manager = model._meta.concrete_fields, model._base_manager
    at_once = max(connections[DATABASE].ops.bulk_batch_size(fields, rows), 1)
    for start in range(0, len(rows), at_once):
        manager._insert(rows[start : start + at_once], fields=fields, using=DATABASE, raw=True)  # type: ignore[attr-defined]


def _write(root: Path, name: str, file: IO[bytes]) -> None:
    target = (root / name).resolve()
    if not target.is_relative_to(root.resolve()):
        raise StopRun(f"{name} would be written outside the workspace", str(root), "do not trust this backup")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with target.open("wb") as out:
        while block := file.read(CHUNK):
            out.write(block)
    target.chmod(0o600)


def _count_on() -> None:
    """Let numbered tables go on after the last number, where the database counts by itself."""
    connection = connections[DATABASE]
    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
