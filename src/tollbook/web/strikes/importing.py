"""A log taken in over pages: uploaded, shown as it would be read, and only then stored, whole or not at all."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tollbook import pipeline
from tollbook.capture.decode import decode
from tollbook.casebook import models, strikeimport, strikelogs
from tollbook.casebook.strikeimport import Taken
from tollbook.casebook.strikelogs import Difference
from tollbook.errors import StopRun
from tollbook.model.strike import LogCoverage, StrikeLog
from tollbook.strikes import geojson, table
from tollbook.strikes.settled import Settled
from tollbook.web.here import workspace
from tollbook.web.inbox import incoming
from tollbook.web.models.people import User
from tollbook.web.refreshing import gazetteers, in_turn, refresh_soon
from tollbook.web.saving import Conflict


def uploaded(batch: str) -> Path | None:
    """The file of an upload; None where there is none of that name."""
    try:
        folder = incoming.folder_of(workspace().root, batch)
    except ValueError:
        return None
    return next((path for path in sorted(folder.glob("*")) if path.is_file()), None) if folder.is_dir() else None


def settled(given: Mapping[str, Any], forces: list[str]) -> Settled:
    """How the file is to be read, from the form."""
    columns = {field: column for field, column in given["columns"].items() if column}
    one = forces[0] if len(forces) == 1 and forces[0].casefold() != "all" else None
    return Settled(
        datetime.now(UTC).date(), columns, given["zone"] or None, given["dates"] or "clear", given["unit"] or None,
        given["year"], one,
    )  # fmt: skip


def read(path: Path, name: str, how: Settled) -> Taken:
    """The file as it would be read, nothing stored; raises StopRun where it is no log."""
    return strikeimport.take(path, name, how, pipeline.load_gazetteer(gazetteers(workspace())))


def covers(taken: Taken, given: Mapping[str, Any], forces: list[str]) -> tuple[LogCoverage, ...]:
    """What the log covers, as said; raises StopRun where its entries lie outside the days given."""
    start, end = given["start"], given["end"]
    days = [strike.start.date() for strike in taken.reading.strikes]
    if days and ((min(days) - start).days < -1 or (max(days) - end).days > 1):
        what = f"holds entries from {min(days)} to {max(days)}, but is said to cover {start} to {end}"
        raise StopRun(what, taken.name, "correct the days")
    return strikeimport.coverage_of(
        taken.id, forces, start=start, end=end, area=given["area"], complete=given["complete"], lacks=given["lacks"]
    )


def changes(taken: Taken, coverage: tuple[LogCoverage, ...]) -> Difference | None:
    """What it would change in the log of its name; None where there is none yet."""
    before = strikelogs.held(workspace(), taken.id)
    now = StrikeLog(taken.id, taken.name, taken.reading.strikes, coverage)
    return strikelogs.difference(before, now) if before else None


def original_of(taken: Taken) -> str:
    """Which file the log of its name holds now, empty where there is none: what whoever takes it in has seen."""
    return models.StrikeLog.objects.filter(pk=taken.id).values_list("original", flat=True).first() or ""


def refuse_unseen(taken: Taken, seen: str | None) -> None:
    """Raises Conflict where somebody took in another file under the name since; ``seen`` None: nothing is checked."""
    if seen is not None and seen != original_of(taken):
        last = models.Event.objects.filter(kind="strike_log", subject_id=taken.id).order_by("-pk").first()
        entries = last.new["strikes"] if last and isinstance(last.new, dict) else 0
        said = _("%(name)s took in %(n)d entries.") % {"name": last.actor if last else "?", "n": entries}
        standing = [(taken.name, said)]
        raise Conflict(last, standing, reverse("strike_log", args=[taken.id]))


def store(path: Path, taken: Taken, coverage: tuple[LogCoverage, ...], person: User) -> StrikeLog:
    """Store the log and have incidents compared with it; raises StopRun, with nothing stored, where it has faults."""
    done = in_turn(lambda: strikeimport.store(workspace(), path, taken, coverage, person.username))
    incoming.forget(workspace().root, path.parent.name)
    refresh_soon(person)
    return done


def span_of(taken: Taken) -> tuple[date, date] | None:
    """The first and last day of its entries."""
    days = [strike.start.date() for strike in taken.reading.strikes]
    return (min(days), max(days)) if days else None


def columns_of(path: Path) -> tuple[str, ...]:
    """The columns of a table, none of a release in words; raises StopRun where it is no table that can be read."""
    text, suffix = decode(path.read_bytes())[0], path.suffix.lower()
    if suffix in (".csv", ".tsv", ".tab"):
        return table.rows(text, path.name).columns
    return geojson.rows(text, path.name).columns if suffix in (".geojson", ".json") else ()
