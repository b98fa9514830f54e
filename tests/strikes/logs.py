"""Small logs and subjects for the tests of this room."""

from datetime import UTC, date, datetime, timedelta

from tollbook.model.place import Place, Precision
from tollbook.model.strike import Coverage, LogCoverage, Strike, StrikeLog
from tollbook.strikes.index import StrikeIndex, build_index
from tollbook.strikes.points import grid_point
from tollbook.strikes.settled import Settled
from tollbook.strikes.subject import Spot, Subject

TODAY = date(2026, 1, 1)
DAY = date(2018, 2, 15)
HERE = (34.69, 40.83)
FORCE = "US-led Coalition"


def strike(  # the fields that tests vary
    key: str = "a",
    at: datetime = datetime(2018, 2, 15, 12, tzinfo=UTC),
    where: tuple[float, float] | None = HERE,
    hours: float = 0.0,
    precision: Precision = "exact",
    **fields: object,
) -> Strike:
    lat, lon = where or (None, None)
    place = Place("Hajin", lat=lat, lon=lon, precision=precision)
    values = {"place": place, "force": FORCE, **fields}
    return Strike(f"log/{key}", "log", at, at + timedelta(hours=hours), **values)  # type: ignore[arg-type]


def gridded(key: str, grid: str, at: datetime = datetime(2018, 2, 15, 12, tzinfo=UTC)) -> Strike:
    found = grid_point(grid)
    place = Place(grid, lat=found.lat, lon=found.lon, precision=found.precision)
    return strike(key, at, place=place, grid=grid)


def covering(  # noqa: PLR0917
    force: str | None = FORCE,
    complete: Coverage = "complete",
    area: tuple[float, float, float, float] | None = None,
    start: date = date(2018, 1, 1),
    end: date = date(2018, 12, 31),
    lacks: str = "",
) -> LogCoverage:
    return LogCoverage("log", force, start, end, area, complete, lacks)


def index(*strikes: Strike, coverage: tuple[LogCoverage, ...] = (covering(),)) -> StrikeIndex:
    return build_index([StrikeLog("log", "The log", strikes, coverage)])


def subject(
    day: date | None = DAY,
    where: tuple[float, float] | None = HERE,
    radius_km: float = 2.0,
    last: date | None = None,
    **fields: object,
) -> Subject:
    spots = (Spot(*where, radius_km, "Hajin"),) if where else ()
    values = {"forces": frozenset({FORCE.casefold()}), "utc_offset": 2.0, **fields}
    return Subject("inc", spots, day, last or day, **values)  # type: ignore[arg-type]


def settled(**fields: object) -> Settled:
    return Settled(TODAY, **{"zone": "Asia/Damascus", **fields})  # type: ignore[arg-type]
