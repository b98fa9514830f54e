"""Strike logs of a workspace: taken in whole, told apart from what was there before, and asked about incidents."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from pydantic import TypeAdapter

from tollbook.assess import Outside
from tollbook.assess.parties import parties_of
from tollbook.capture import Store
from tollbook.casebook import models
from tollbook.casebook.events import record_event
from tollbook.casebook.rows import CHUNK, digest, records
from tollbook.casebook.workspace import Workspace
from tollbook.locate import Gazetteer
from tollbook.locate.records import Entry, distance_km
from tollbook.model import Claim, Incident, Lineage
from tollbook.model.place import RADIUS_KM
from tollbook.model.strike import LogCoverage, Strike, StrikeLog
from tollbook.strikes.compare import compare, strikes_near
from tollbook.strikes.found import Comparison, Margins
from tollbook.strikes.from_incident import subject_of
from tollbook.strikes.index import StrikeIndex, build_index
from tollbook.strikes.near import NearMiss, near_misses
from tollbook.strikes.subject import Spot

_STRIKE: TypeAdapter[Strike] = TypeAdapter(Strike)
_COVERAGE: TypeAdapter[tuple[LogCoverage, ...]] = TypeAdapter(tuple[LogCoverage, ...])
SUBJECT = "strike_log"
MOST_HOMONYMS = 40


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file changes in the log that is there: entries added, removed, and changed (before and after)."""

    added: tuple[Strike, ...]
    removed: tuple[Strike, ...]
    changed: tuple[tuple[Strike, Strike], ...]
    coverage: bool

    @property
    def empty(self) -> bool:
        """Whether it changes nothing."""
        return not (self.added or self.removed or self.changed or self.coverage)


def logs(workspace: Workspace) -> list[StrikeLog]:
    """Every log with its strikes, by id."""
    strikes: dict[str, list[Strike]] = {}
    for line in records(models.Strike.objects.using(workspace.alias).order_by("log_id", "start", "id")):
        strike = _STRIKE.validate_json(line)
        strikes.setdefault(strike.log, []).append(strike)
    rows = models.StrikeLog.objects.using(workspace.alias).order_by("id")
    return [_log(row, strikes.get(row.id, [])) for row in rows]


def _log(row: models.StrikeLog, strikes: Sequence[Strike]) -> StrikeLog:
    coverage = _COVERAGE.validate_python(row.record["coverage"])
    return StrikeLog(row.id, row.name, tuple(strikes), coverage, row.original)


def held(workspace: Workspace, log: str) -> StrikeLog | None:
    """The log of this id; ``None`` where there is none."""
    row = models.StrikeLog.objects.using(workspace.alias).filter(id=log).first()
    if row is None:
        return None
    strikes = models.Strike.objects.using(workspace.alias).filter(log=row).order_by("start", "id")
    return _log(row, [_STRIKE.validate_json(line) for line in records(strikes)])


def difference(before: StrikeLog, after: StrikeLog) -> Difference:
    """What replacing one log by another changes; entries are the same by their ids."""
    old, new = ({strike.id: strike for strike in log.strikes} for log in (before, after))
    return Difference(
        added=tuple(strike for key, strike in new.items() if key not in old),
        removed=tuple(strike for key, strike in old.items() if key not in new),
        changed=tuple((old[key], strike) for key, strike in new.items() if key in old and old[key] != strike),
        coverage=before.coverage != after.coverage,
    )


def keep_original(workspace: Workspace, path: Path) -> str:
    """Keep the untouched file; returns its SHA-256."""
    original = Store(workspace.originals).keep(path)
    workspace.note_original(original, path.name, path.stat().st_size)
    return original


def save(workspace: Workspace, log: StrikeLog, read_as: Mapping[str, Any], actor: str) -> None:
    """Store a log in one transaction, in the place of the one of its id, with who said what it covers."""
    alias = workspace.alias
    coverage = _COVERAGE.dump_python(log.coverage, mode="json")
    with transaction.atomic(using=alias):
        before = models.StrikeLog.objects.using(alias).filter(id=log.id).first()
        old = before and {"original": before.original, "coverage": before.record["coverage"]}
        models.StrikeLog.objects.using(alias).filter(id=log.id).delete()
        record = {"coverage": coverage, "read_as": dict(read_as)}
        row = models.StrikeLog(id=log.id, name=log.name, original=log.original, record=record)
        row.save(using=alias, force_insert=True)
        rows = [_row(strike, row) for strike in log.strikes]
        models.Strike.objects.using(alias).bulk_create(rows, batch_size=CHUNK)
        new = {"original": log.original, "coverage": coverage, "strikes": len(rows)}
        record_event(alias, actor=actor, kind="strike_log", subject=(SUBJECT, log.id), old=old, new=new)


def _row(strike: Strike, log: models.StrikeLog) -> models.Strike:
    return models.Strike(
        id=strike.id,
        log=log,
        start=strike.start,
        end=strike.end,
        lat=strike.place.lat,
        lon=strike.place.lon,
        force=strike.force,
        record=json.loads(_STRIKE.dump_json(strike)),
    )


def key(workspace: Workspace) -> str:
    """SHA-256 over what the logs hold, so that what follows from them is computed anew when one changes."""
    rows = models.StrikeLog.objects.using(workspace.alias).order_by("id")
    return digest([*rows.values_list("id", "original", "record")])


def index(workspace: Workspace) -> StrikeIndex | None:
    """All logs ready to be asked; ``None`` where there is none."""
    found = logs(workspace)
    return build_index(found, names_of) if found else None


def names_of(force: str) -> Iterable[str]:
    """Ids of the parties a name of a force stands for; "all" stays itself."""
    return ("all",) if force.casefold().strip() in ("all", "any", "*") else parties_of([force])


@dataclass(frozen=True, slots=True)
class Matched:
    """One incident against all logs: what is there as reported, and the near misses."""

    comparison: Comparison
    near: tuple[NearMiss, ...]


def match(  # noqa: PLR0913, PLR0917 - the incident with its evidence, the logs, and how far to look
    incident: Incident,
    claims: Sequence[Claim],
    lineage: Lineage,
    strikes: StrikeIndex,
    margins: Margins | None = None,
    homonyms: Iterable[Spot] = (),
) -> Matched:
    """Hold one incident against the logs."""
    subject = subject_of(incident, claims, lineage, names_of, homonyms)
    return Matched(compare(subject, strikes, margins), near_misses(subject, strikes, margins))


class Logged:
    """Tells of an incident what stands beside its reports: what people found, and what the strike logs hold.

    ``known`` collects it by incident id.
    """

    def __init__(self, workspace: Workspace, found: Mapping[str, Outside]) -> None:
        self.known: dict[str, Outside] = dict(found)
        self._strikes = index(workspace)

    def __call__(self, incident: Incident, claims: Sequence[Claim], lineage: Lineage) -> Outside | None:
        """What stands beside the reports of this incident; what a person put down goes before the log."""
        if self._strikes is not None:
            told = outside(incident, claims, lineage, self._strikes)
            self.known[incident.id] = {**told, **self.known.get(incident.id, {})}
        return self.known.get(incident.id)


def outside(incident: Incident, claims: Sequence[Claim], lineage: Lineage, strikes: StrikeIndex) -> Outside:
    """What the logs tell the grades: strikes near (``None``: nobody can know), and whether zero would mean zero."""
    compared = compare(subject_of(incident, claims, lineage, names_of), strikes, Margins(limit=0))
    return {"strikes_near": strikes_near(compared), "log_complete": compared.shows.denies}


def matched(
    workspace: Workspace, strikes: StrikeIndex, margins: Margins | None, incidents: Sequence[Incident]
) -> Iterator[tuple[Incident, Matched]]:
    """These incidents against the logs, with other places of the same names, each as it is asked for."""
    lineage = workspace.lineage()
    gazetteer = Gazetteer.default(workspace.root)
    claims = {claim.id: claim for claim in workspace.claims_in({key for one in incidents for key in one.documents})}
    for incident in incidents:
        own = [claims[key] for key in incident.claims if key in claims]
        yield incident, match(incident, own, lineage, strikes, margins, homonyms(incident, gazetteer))


def homonyms(incident: Incident, gazetteer: Gazetteer) -> list[Spot]:
    """Other places that the names of its places may mean, the likeliest first."""
    found: dict[str, Spot] = {}
    for place in incident.places:
        matches = gazetteer.candidates(place.text, (place.country,) if place.country else ())
        for entry in (match.entry for match in matches if match.entry.id != place.id):
            if place.lat is None or place.lon is None or _apart(entry, place.lat, place.lon):
                radius = RADIUS_KM[entry.precision]
                found.setdefault(entry.id, Spot(entry.lat, entry.lon, radius, entry.name, entry.admin or entry.region))
    return list(found.values())[:MOST_HOMONYMS]


def _apart(entry: Entry, lat: float, lon: float) -> bool:
    return distance_km(entry.lat, entry.lon, lat, lon) > RADIUS_KM[entry.precision]
