"""Bring a gazetteer file in: whole or not at all, and twice is as once."""

import gzip
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path

from tollbook.errors import StopRun
from tollbook.locate import geonames, tables
from tollbook.locate.index import FORMAT, Index, Listing, build
from tollbook.locate.reading import Refused

Reader = Callable[[Path], Iterator[Listing | Refused]]
NAME_LENGTH = 16
REMEDY = "give a GeoNames dump (.txt or .zip), a CSV with the columns name, lat, lon, or incidents as JSON lines"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import took: ``places`` kept, ``refused`` rows with line and reason, ``path`` of the index.

    ``already_there`` where the same file had been imported before and nothing changed.
    """

    path: Path
    places: int
    refused: tuple[Refused, ...] = field(default=())
    already_there: bool = False


def _first_line(path: Path) -> str:
    try:
        if path.suffix == ".gz":
            with gzip.open(path, "rt", encoding="utf-8-sig") as stream:
                return stream.readline()
        with path.open(encoding="utf-8-sig") as stream:
            return stream.readline()
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise StopRun(f"cannot be read: {error}", str(path), REMEDY) from error


def reader_for(path: Path) -> Reader:
    """The reader that fits what the file holds; raises StopRun where none does."""
    if zipfile.is_zipfile(path):
        return geonames.dump
    first = _first_line(path)
    if first.lstrip().startswith("{"):
        return tables.incident_places
    if first.count("\t") == geonames.COLUMNS - 1:
        return geonames.dump
    columns = {cell.strip().strip('"').lower() for cell in first.split(",")}
    if columns >= {"name", "lat", "lon"}:
        return tables.csv_places
    raise StopRun("not a gazetteer that Tollbook knows", str(path), REMEDY)


def _kept(rows: Iterable[Listing | Refused], refused: list[Refused]) -> Iterator[Listing]:
    for row in rows:
        if isinstance(row, Refused):
            refused.append(row)
        else:
            yield row


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()[:NAME_LENGTH]


def _report_path(index: Path) -> Path:
    return index.with_suffix(".json")


def _recalled(index: Path) -> ImportReport:
    report = _report_path(index)
    rows = json.loads(report.read_text(encoding="utf-8")) if report.is_file() else []
    return ImportReport(index, len(Index(index)), tuple(Refused(line, reason) for line, reason in rows), True)


def import_gazetteer(path: Path, store: Path) -> ImportReport:
    """Import one file into the folder ``store`` as an index of its own, named by its content.

    Rows that cannot be used are refused with line and reason; the rest is taken. Raises StopRun where the file cannot
    be read as any known kind or holds no usable row, and leaves nothing behind then.
    """
    if not path.is_file():
        raise StopRun("no such file", str(path), REMEDY)
    target = store / f"{_digest(path)}-{FORMAT}.sqlite"
    if target.is_file():
        return _recalled(target)
    refused: list[Refused] = []
    places = _build_or_refuse(path, target, refused)
    notes = [[row.line, row.reason] for row in refused]
    _report_path(target).write_text(json.dumps(notes, ensure_ascii=False), encoding="utf-8")
    return ImportReport(target, places, tuple(refused))


def _build_or_refuse(path: Path, target: Path, refused: list[Refused]) -> int:
    try:
        build(target, _kept(reader_for(path)(path), refused))
    except (OSError, UnicodeDecodeError, EOFError, zipfile.BadZipFile) as error:
        raise StopRun(f"cannot be read: {error}", str(path), REMEDY) from error
    places = len(Index(target))
    if not places:
        target.unlink()
        first = f"; line {refused[0].line}: {refused[0].reason}" if refused else ""
        raise StopRun(f"no usable place in it{first}", str(path), REMEDY)
    return places
