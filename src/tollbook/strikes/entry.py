"""One row of a log to one strike, or to everything that is wrong with the row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TypeVar

from tollbook.model.place import RADIUS_KM, Place
from tollbook.model.strike import Strike
from tollbook.strikes.days import Unread, clock_of, day_of, moment_of, span, zone_of
from tollbook.strikes.points import Located, degrees_point, grid_point, point_of, precision_of
from tollbook.strikes.settled import Settled
from tollbook.text.plain import plain

Values = Mapping[str, str]
Read = TypeVar("Read")
SAME_KM = 1.0
KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a log: where (file and line), what, and the remedy."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} ({self.remedy})"


def entry(values: Values, settled: Settled, where: str) -> Strike | list[Fault]:
    """The strike a row tells (its ``id`` as the row gives it, else empty; no log yet), or the row's faults."""
    faults: list[Fault] = []
    when = _tried(lambda: times(values, settled), where, faults)
    place = _tried(lambda: place_of(values, settled), where, faults)
    strikes = _tried(lambda: _count(values.get("strikes"), "strikes"), where, faults)
    engagements = _tried(lambda: _count(values.get("engagements"), "engagements"), where, faults)
    if faults or when is None or place is None:
        return faults
    return Strike(
        id=values.get("id", ""),
        log="",
        start=when[0],
        end=when[1],
        place=place[0],
        grid=place[1],
        force=values.get("force") or settled.force,
        means=values.get("means"),
        target=values.get("target"),
        strikes=1 if strikes is None else strikes,
        engagements=engagements,
        text=values.get("text", ""),
    )


def _tried(read: Callable[[], Read], where: str, faults: list[Fault]) -> Read | None:
    try:
        return read()
    except Unread as error:
        faults.append(Fault(where, error.what, error.remedy))
        return None


def times(values: Values, settled: Settled) -> tuple[datetime, datetime]:
    """First and last moment in UTC; Unread where day, hour or zone is missing or lies in the future."""
    zone = values.get("zone") or settled.zone
    begin, end = _begin(values, settled, zone)
    if "end_date" in values or "end_time" in values:
        end = _end(values, settled, zone, begin)
    if begin.date() > settled.today:
        raise Unread(f"{begin:%Y-%m-%d} lies in the future", "only logs of the past are read; mend the date")
    if end < begin:
        raise Unread("it ends before it starts", "mend the times")
    return begin, end


def _begin(values: Values, settled: Settled, zone: str | None) -> tuple[datetime, datetime]:
    if "datetime" in values:
        return moment_of(values["datetime"], settled, zone)
    if "date" not in values:
        raise Unread("a row without a day", "give it a day, or leave the row out")
    if "time" not in values:
        return moment_of(values["date"], settled, zone)
    return span(day_of(values["date"], settled.dates), clock_of(values["time"]), zone)


def _end(values: Values, settled: Settled, zone: str | None, begin: datetime) -> datetime:
    if "end_date" in values and "end_time" not in values:
        return moment_of(values["end_date"], settled, zone)[1]
    day = day_of(values["end_date"], settled.dates) if "end_date" in values else _local_day(begin, zone)
    return span(day, clock_of(values["end_time"]), zone)[1]


def _local_day(moment: datetime, zone: str | None) -> date:
    return moment.astimezone(zone_of(zone) if zone else UTC).date()


def place_of(values: Values, settled: Settled) -> tuple[Place, str | None]:
    """The place with its uncertainty, and the grid as written; Unread where nothing tells it or two points differ."""
    found = _points(values)
    name = values.get("place", "")
    if not found and not name:
        raise Unread("a row without a place", "give it a grid, coordinates or the name of a place")
    place = Place(name or (found[0].grid or ""), admin=values.get("admin"), country=values.get("country"))
    if not found:
        return place, None
    _agree(found)
    finest = min(found, key=lambda one: RADIUS_KM[one.precision])
    precision = precision_of(max(RADIUS_KM[finest.precision], _radius(values, settled)))
    grid = next((one.grid for one in found if one.grid), None)
    return replace(place, lat=finest.lat, lon=finest.lon, precision=precision), grid


def _points(values: Values) -> list[Located]:
    found = [grid_point(values["grid"])] if "grid" in values else []
    if "lat" in values or "lon" in values:
        if not ("lat" in values and "lon" in values):
            raise Unread("a latitude without its longitude, or the other way round", "give both")
        found.append(degrees_point(values["lat"], values["lon"]))
    if "coordinates" in values:
        found.append(point_of(values["coordinates"]))
    return found


def _agree(found: list[Located]) -> None:
    """Two points of one row that lie apart would make the strike be in one of two places."""
    first = found[0]
    for other in found[1:]:
        allowed = RADIUS_KM[first.precision] + RADIUS_KM[other.precision] + SAME_KM
        apart = max(abs(first.lat - other.lat), abs(first.lon - other.lon)) * KM_PER_DEGREE
        if apart > allowed * 1.5:
            raise Unread(f"its two points lie some {apart:.0f} km apart", "keep the one that is right")


def _radius(values: Values, settled: Settled) -> float:
    """The stated uncertainty in km, 0 where none is stated."""
    for field, scale in (("radius_m", 0.001), ("radius_km", 1.0)):
        if field in values:
            return _measure(values[field]) * scale
    if "radius" not in values:
        return 0.0
    if settled.unit is None:
        raise Unread(f"a radius of {values['radius']} without its unit", "say --unit m or --unit km")
    return _measure(values["radius"]) * (0.001 if settled.unit == "m" else 1.0)


def _measure(written: str) -> float:
    try:
        value = float(plain(written).strip().replace(",", "."))
    except ValueError:
        raise Unread(f"{written!r} is no distance", "write a number") from None
    if not 0 <= value < 1e7:
        raise Unread(f"{written!r} is no distance", "write a number of 0 or more")
    return value


def _count(written: str | None, what: str) -> int | None:
    if written is None:
        return None
    text = plain(written).strip()
    digits = text[:-2] if text.endswith(".0") else text
    if not digits.isdecimal() or not 1 <= int(digits) < 100_000:
        raise Unread(f"{written!r} is no number of {what}", "write a whole number of 1 or more, or leave it empty")
    return int(digits)
