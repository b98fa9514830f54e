"""A strike log from a file into a workspace: read whole, names of places looked up, and only then stored."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tollbook.capture.decode import decode
from tollbook.casebook import strikelogs
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun
from tollbook.model import Document
from tollbook.model.place import RADIUS_KM, Place
from tollbook.model.strike import LogCoverage, Strike, StrikeLog
from tollbook.strikes.points import precision_of
from tollbook.strikes.reading import Reading, read_log
from tollbook.strikes.settled import Settled
from tollbook.strikes.tables import load
from tollbook.text.plain import plain

if TYPE_CHECKING:
    from tollbook.locate import Gazetteer

MOST_BYTES = 256 * 1024 * 1024
EDGE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Taken:
    """A file read as a log: what it gives, and how many of its places have no point."""

    id: str
    name: str
    reading: Reading
    unplaced: int


def log_id(name: str) -> str:
    """The id of a log: its name in plain words, joined by dashes."""
    return EDGE.sub("-", plain(name)).strip("-") or "log"


def take(path: Path, name: str, settled: Settled, gazetteer: "Gazetteer | None" = None) -> Taken:
    """Read a file; raises StopRun where it cannot be read as a log. Nothing is stored."""
    key = log_id(name)
    reading = read_log(_text(path), path.name, key, settled)
    if gazetteer is not None:
        reading = replace(reading, strikes=tuple(_placed(reading.strikes, gazetteer)))
    unplaced = sum(strike.place.lat is None for strike in reading.strikes)
    return Taken(key, name, reading, unplaced)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise StopRun("is larger than 256 MB", str(path), "split it by years")
        data = path.read_bytes()
    except OSError as error:
        raise StopRun(f"cannot be read: {error.strerror}", str(path), "name a file that is there") from error
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise StopRun("is no text", str(path), "save a spreadsheet as CSV first")
    return decode(data)[0]


def _placed(strikes: Sequence[Strike], gazetteer: "Gazetteer") -> list[Strike]:
    """Strikes with the points of the places they name; the ids stay those of what the file says."""
    return [replace(strike, place=_resolved(strike.place, gazetteer)) for strike in strikes]


def _resolved(place: Place, gazetteer: "Gazetteer") -> Place:
    """The place a name means; "near" it is no nearer than release.toml says."""
    from tollbook.locate.named import place_named  # noqa: PLC0415 - logs with coordinates need no gazetteer

    if place.lat is not None or not place.text:
        return place
    around = ", ".join(filter(None, (place.text, place.admin, place.country)))
    found = place_named(Document("strike log", f"In {place.country or ''}. Near {around}."), place.text, gazetteer)
    if found.lat is None:
        return place
    widest = max(found.radius_km, RADIUS_KM[load("release")["near_precision"]])
    return replace(found, text=place.text, precision=precision_of(widest))


def coverage_of(  # noqa: PLR0913 - what is asked at import
    log: str, forces: Iterable[str], *, start: Any, end: Any, area: Any, complete: Any, lacks: str
) -> tuple[LogCoverage, ...]:
    """One coverage for each force."""
    return tuple(LogCoverage(log, force, start, end, area, complete, lacks) for force in forces)


def store(workspace: Workspace, path: Path, taken: Taken, coverage: tuple[LogCoverage, ...], actor: str) -> StrikeLog:
    """Keep the file and store the log; raises StopRun where it has faults, and then nothing is stored."""
    if taken.reading.faults:
        raise StopRun(f"{len(taken.reading.faults)} faults: nothing was taken in", str(path), "mend them all first")
    with workspace.writing():
        original = strikelogs.keep_original(workspace, path)
        log = StrikeLog(taken.id, taken.name, taken.reading.strikes, coverage, original)
        read_as = {"columns": dict(taken.reading.columns), "unread": list(taken.reading.unread), "file": path.name}
        strikelogs.save(workspace, log, read_as, actor)
    return log
