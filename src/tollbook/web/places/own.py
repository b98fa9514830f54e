"""The workspace's own gazetteer: made anew from the table of places whenever one changes, whole or not at all."""

import csv
import os
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tollbook.casebook import lock
from tollbook.errors import StopRun
from tollbook.locate import homes
from tollbook.locate.importing import import_gazetteer
from tollbook.locate.index import Index
from tollbook.locate.keys import exact_key
from tollbook.locate.reading import Refused
from tollbook.locate.records import Entry
from tollbook.locate.tables import csv_places
from tollbook.web.here import workspace
from tollbook.web.models.places import OwnPlace

FILE = "own-places.csv"
COLUMNS = ("name", "names", "lat", "lon", "precision", "admin", "country", "id", "source")
SOURCE = "own"
NAMED = 3
MOST = 5000
"""Places one file may bring here; a larger list is better imported as a gazetteer of its own."""


def new_key() -> str:
    """An id for a new place."""
    return f"{SOURCE}:{secrets.token_hex(6)}"


def words_of(name: str, names: Iterable[str]) -> str:
    """What the list is searched by: every spelling as it is compared."""
    return " ".join(dict.fromkeys(exact_key(one) for one in (name, *names)))


def write() -> None:
    """Bring the gazetteer in line with the table; reports that are extracted from now on are located by it.

    Raises StopRun where another is being written at this moment.
    """
    store = homes.workspace_store(workspace().root)
    store.mkdir(parents=True, exist_ok=True)
    with lock.writing(store):  # the rows are read in it, so that a later table is never replaced by an earlier one
        _write(store)


def _write(store: Path) -> None:
    target = store / FILE
    before = import_gazetteer(target, store).path if target.is_file() else None
    rows = list(OwnPlace.objects.filter(removed=False).order_by("pk"))
    after = _written(target, rows, store) if rows else None
    if not rows:
        target.unlink(missing_ok=True)
    if before is not None and before != after:
        drop(before)


def _written(target: Path, rows: Iterable[OwnPlace], store: Path) -> Path:
    handle, name = tempfile.mkstemp(suffix=".csv", dir=store)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
        made = csv.writer(stream)
        made.writerow(COLUMNS)
        made.writerows(values(row) for row in rows)
    Path(name).replace(target)
    return import_gazetteer(target, store).path


def values(row: OwnPlace) -> tuple[object, ...]:
    """A place as a row of its file, which can be brought in again."""
    names = ";".join(row.names)
    return (row.name, names, row.lat, row.lon, row.precision, row.admin, row.country, row.key, SOURCE)


def drop(index: Path) -> None:
    """Remove an index with its report."""
    index.unlink(missing_ok=True)
    index.with_suffix(".json").unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Imported:
    """A gazetteer that was imported: its file, how many places it has, and the names of the first."""

    path: Path
    many: int
    first: tuple[str, ...]


def lists() -> list[Imported]:
    """The other gazetteers of this workspace."""
    store = homes.workspace_store(workspace().root)
    own = import_gazetteer(store / FILE, store).path if (store / FILE).is_file() else None
    found = [(path, Index(path)) for path in homes.workspace_gazetteers(workspace().root) if path != own]
    return [Imported(path, len(index), tuple(one.name for one in islice(index, NAMED))) for path, index in found]


def read(path: Path) -> tuple[list[OwnPlace], list[Refused]]:
    """The places of a CSV file as rows to store, and what was refused; raises StopRun where they are too many."""
    found, refused = list[OwnPlace](), list[Refused]()
    for one in csv_places(path):
        if isinstance(one, Refused):
            refused.append(one)
        else:
            found.append(row_of(one.entry, one.names[1:]))
        if len(found) > MOST:
            remedy = "bring it in on the machine itself: tollbook gazetteer import FILE --workspace WORKSPACE"
            raise StopRun(f"more than {MOST} places", path.name, remedy)
    return found, refused


def of_list(path: Path) -> Iterator[OwnPlace]:
    """The places of an imported gazetteer as rows to store, with all that it keeps of their spellings."""
    index = Index(path)
    for entry in index:
        written = index.written(entry.id)
        known = {exact_key(name) for name in (entry.name, *written)}
        yield row_of(entry, (*written, *(key for key in entry.keys if key not in known)))


def row_of(entry: Entry, names: Iterable[str]) -> OwnPlace:
    """An entry as a row of the table."""
    further = [name for name in dict.fromkeys(names) if name != entry.name]
    return OwnPlace(
        key=entry.id[:80], name=entry.name[:200], names=further, lat=entry.lat, lon=entry.lon,
        precision=entry.precision, admin=(entry.admin or "")[:200], country=entry.country or "",
        words=words_of(entry.name, further),
    )  # fmt: skip


FIELDS = ("name", "names", "lat", "lon", "precision", "admin", "country", "words", "removed", "version")
"""What a place brought in again replaces."""


def plain(row: OwnPlace) -> dict[str, object]:
    """A place as the history holds it."""
    names = ("name", "names", "lat", "lon", "precision", "admin", "country")
    return {name: getattr(row, name) for name in names}
