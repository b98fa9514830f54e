"""Planted errors: how often the true entry of a strike log is found, and how many others are listed beside it.

    python benchmarks/strikes.py --incidents 300 --strikes 35000
    python benchmarks/strikes.py --speed

A log is made by a fixed rule: towns of unequal weight, campaigns that move from town to town, two thirds of the entries
with an hour, half with a grid. An incident is a true entry as a report would tell it (its place moved within the
circle of its level, its local day); then one error of a kind is planted in the report, or in the log's own entry.
Beside it stands a literal check: the same day, within the circle.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from mgrs import MGRS

from tollbook.model.place import RADIUS_KM, Place, Precision
from tollbook.model.strike import LogCoverage, Strike, StrikeLog
from tollbook.strikes.compare import compare
from tollbook.strikes.days import Unread
from tollbook.strikes.found import Margins
from tollbook.strikes.index import StrikeIndex, build_index
from tollbook.strikes.near import near_misses
from tollbook.strikes.points import grid_point
from tollbook.strikes.slips import exchanged
from tollbook.strikes.subject import Spot, Subject

FIRST, DAYS = date(2014, 8, 8), 1900
AHEAD = 3.0
FORCE = "US-led Coalition"
TOWNS, CAMPAIGN_DAYS = 400, 45
LEVELS: tuple[Precision, ...] = ("village", "village", "town", "city")
TARGETS = ("building", "vehicle", "fighting position", "tunnel", "weapons cache")


@dataclass(frozen=True, slots=True)
class Town:
    """A made place."""

    name: str
    lat: float
    lon: float
    weight: float


@dataclass(frozen=True, slots=True)
class Planted:
    """An incident with one error, and the entry it is truly about."""

    kind: str
    subject: Subject
    truth: str


def towns(rng: random.Random) -> list[Town]:
    """Towns along no particular river."""
    made = []
    for number in range(TOWNS):
        lat, lon = rng.uniform(33.2, 36.9), rng.uniform(38.0, 44.0)
        made.append(Town(f"town {number}", lat, lon, 1 / (1 + number) ** 0.8))
    return made


def strikes(rng: random.Random, places: Sequence[Town], many: int) -> list[Strike]:
    """Entries in campaigns: for some weeks half of them fall on a few towns."""
    weights = [town.weight for town in places]
    fronts = [rng.choices(places, weights, k=4) for _ in range(DAYS // CAMPAIGN_DAYS + 1)]
    return [_strike(rng, number, places, weights, fronts) for number in range(many)]


def _strike(
    rng: random.Random, number: int, places: Sequence[Town], weights: list[float], fronts: list[list[Town]]
) -> Strike:
    day = rng.randrange(DAYS)
    at_front = rng.random() < 0.5
    town = rng.choice(fronts[day // CAMPAIGN_DAYS]) if at_front else rng.choices(places, weights)[0]
    begin = datetime.combine(FIRST, datetime.min.time(), UTC) + timedelta(days=day, hours=-AHEAD)
    if rng.random() < 0.67:
        begin += timedelta(minutes=rng.randrange(1440))
        end = begin
    else:
        end = begin + timedelta(days=1, seconds=-1)
    lat, lon = _moved(rng, town.lat, town.lon, 3.0)
    grid = MGRS().toMGRS(lat, lon, MGRSPrecision=rng.choice((3, 4, 5))) if rng.random() < 0.5 else None
    place = _of_grid(grid) if grid else Place(town.name, lat=round(lat, 4), lon=round(lon, 4), precision="within_100m")
    return Strike(f"s{number}", "made", begin, end, place, grid, FORCE, target=rng.choice(TARGETS))


def _of_grid(grid: str) -> Place:
    at = grid_point(grid)
    return Place(grid, lat=at.lat, lon=at.lon, precision=at.precision)


def _moved(rng: random.Random, lat: float, lon: float, km: float) -> tuple[float, float]:
    return lat + rng.gauss(0, km / 2) / 111, lon + rng.gauss(0, km / 2) / 91


def _local(strike: Strike) -> date:
    middle = strike.start + (strike.end - strike.start) / 2
    return (middle + timedelta(hours=AHEAD)).date()


def told(rng: random.Random, strike: Strike, level: Precision | None = None) -> Subject:
    """The entry as a report would tell it."""
    chosen = level or rng.choice(LEVELS)
    radius = RADIUS_KM[chosen]
    lat, lon = _moved(rng, strike.place.lat or 0.0, strike.place.lon or 0.0, radius * 0.8)
    day = _local(strike)
    spot = Spot(lat, lon, radius, strike.place.text)
    return Subject(strike.id, (spot,), day, day, AHEAD, frozenset({"coalition"}))


def _on(subject: Subject, day: date | None) -> Subject | None:
    return replace(subject, first=day, last=day) if day and day != subject.first else None


def _slid(*steps: int) -> Callable[[random.Random, Strike], Subject | None]:
    def plant(rng: random.Random, strike: Strike) -> Subject | None:
        return _on(told(rng, strike), _local(strike) + timedelta(days=rng.choice(steps)))

    return plant


def _dated(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_month(rng: random.Random, strike: Strike) -> Subject | None:
    day = _local(strike)
    return _on(told(rng, strike), _dated(day.year, day.day, day.month))


def _month(rng: random.Random, strike: Strike) -> Subject | None:
    day = _local(strike)
    return _on(told(rng, strike), _dated(day.year, day.month + rng.choice((-1, 1)), day.day))


def _year(rng: random.Random, strike: Strike) -> Subject | None:
    day = _local(strike)
    return _on(told(rng, strike), _dated(day.year + rng.choice((-1, 1)), day.month, day.day))


def _day_digit(rng: random.Random, strike: Strike) -> Subject | None:
    day = _local(strike)
    digits = list(str(day.day))
    way = rng.choice(("drop", "change", "exchange"))
    if way == "change" or len(digits) == 1:
        digits[-1] = rng.choice("0123456789")
    elif way == "drop":
        digits.pop(rng.randrange(2))
    else:
        digits.reverse()
    return _on(told(rng, strike), _dated(day.year, day.month, int("".join(digits))))


def _homonym(rng: random.Random, strike: Strike) -> Subject:
    right = told(rng, strike)
    others = [
        Spot(rng.uniform(33.2, 36.9), rng.uniform(38.0, 44.0), right.spots[0].radius_km, "same") for _ in range(3)
    ]
    named = [right.spots[0], *others[1:]]
    rng.shuffle(named)
    return replace(right, spots=(others[0],), homonyms=tuple(named))


def _gridded(change: Callable[[random.Random, str], str]) -> Callable[[random.Random, Strike], Subject | None]:
    """The report gives a grid, and it is wrong."""

    def plant(rng: random.Random, strike: Strike) -> Subject | None:
        lat, lon = strike.place.lat or 0.0, strike.place.lon or 0.0
        right = MGRS().toMGRS(lat, lon, MGRSPrecision=rng.choice((3, 4)))
        grid = change(rng, right)
        if grid == right:
            return None
        try:
            at = grid_point(grid)
        except Unread:
            return None
        spot = Spot(at.lat, at.lon, RADIUS_KM[at.precision], grid, grid=grid)
        return replace(told(rng, strike), spots=(spot,))

    return plant


def _exchange(rng: random.Random, grid: str) -> str:
    return grid[:5] + rng.choice([*exchanged(grid[5:])] or [grid[5:]])


def _halves(_: random.Random, grid: str) -> str:
    half = (len(grid) - 5) // 2
    return grid[:5] + grid[5 + half :] + grid[5 : 5 + half]


def _letter(rng: random.Random, grid: str) -> str:
    at = rng.choice((3, 4))
    return grid[:at] + rng.choice("STUVWXYZ" if at == 3 else "ABCDEFGHJKLMNPQRSTUV") + grid[at + 1 :]


def _digit(rng: random.Random, grid: str) -> str:
    at = rng.randrange(5, len(grid))
    return grid[:at] + rng.choice("0123456789") + grid[at + 1 :]


def _degrees(rng: random.Random, strike: Strike) -> Subject:
    """Latitude and longitude exchanged."""
    spot = Spot(strike.place.lon or 0.0, strike.place.lat or 0.0, 0.1, "point")
    return replace(told(rng, strike), spots=(spot,))


KINDS: dict[str, Callable[[random.Random, Strike], Subject | None]] = {
    "none": told,
    "off by one": _slid(-1, 1),
    "week": _slid(-7, 7),
    "fortnight": _slid(-15, -14, -13, 13, 14, 15),
    "day and month": _day_month,
    "digit of the day": _day_digit,
    "month": _month,
    "year": _year,
    "homonym": _homonym,
    "grid, digits exchanged": _gridded(_exchange),
    "grid, halves exchanged": _gridded(_halves),
    "grid, letter": _gridded(_letter),
    "grid, digit": _gridded(_digit),
    "lat and lon exchanged": _degrees,
}


def planted(rng: random.Random, log: Sequence[Strike], each: int) -> Iterator[Planted]:
    """So many incidents of each kind with the error in the report."""
    for kind, plant in KINDS.items():
        made = 0
        while made < each:
            strike = rng.choice(log)
            subject = plant(rng, strike)
            if subject is not None and subject.spots[0].lat is not None:
                yield Planted(kind, subject, strike.id)
                made += 1


def spoiled(rng: random.Random, log: list[Strike], each: int) -> tuple[list[Strike], list[Planted]]:
    """The log with entries spoiled in their own clock or grid, and the incidents they are about as they were."""
    by_id, found = {strike.id: strike for strike in log}, []
    order = rng.sample(log, len(log))
    for kind, spoil in (("log: clock", _late), ("log: grid, digits exchanged", _mistyped)):
        done = 0
        for strike in order:
            wrong = spoil(rng, strike) if by_id[strike.id] is strike and done < each else None
            if wrong is not None:
                found.append(Planted(kind, told(rng, strike), strike.id))
                by_id[strike.id] = wrong
                done += 1
    return list(by_id.values()), found


def _late(_: random.Random, strike: Strike) -> Strike | None:
    """Local time written down as UTC, where that changes the local day."""
    moved = strike.start + timedelta(hours=AHEAD)
    wrong = replace(strike, start=moved, end=moved)
    return wrong if strike.start == strike.end and _local(wrong) != _local(strike) else None


def _mistyped(rng: random.Random, strike: Strike) -> Strike | None:
    if strike.grid is None:
        return None
    grid = _exchange(rng, strike.grid)
    return replace(strike, grid=grid, place=_of_grid(grid)) if grid != strike.grid else None


def index_of(log: Sequence[Strike]) -> StrikeIndex:
    """The made log, ready to be asked."""
    coverage = LogCoverage("made", FORCE, FIRST, FIRST + timedelta(days=DAYS), None, "complete")
    return build_index([StrikeLog("made", "Made", tuple(log), (coverage,))], lambda _: ("coalition",))


def listed(subject: Subject, index: StrikeIndex) -> tuple[list[str], list[str]]:
    """Ids that a literal check finds, and those found with the near misses, in order."""
    literal = [
        candidate.strike.id
        for candidate in compare(subject, index, Margins(limit=50)).candidates
        if candidate.grade in ("matches", "possible")
    ]
    return literal, [*literal, *(miss.strike.id for miss in near_misses(subject, index, limit=50))]


def scored(cases: Sequence[Planted], index: StrikeIndex) -> dict[str, tuple[float, ...]]:
    """By kind: how many, found in the first 1, 3 and 10, by the literal check; others in the first 10 and literally."""
    rows: dict[str, list[tuple[int, bool, int, int]]] = {}
    for case in cases:
        literal, every = listed(case.subject, index)
        rank = every.index(case.truth) if case.truth in every else 10**6
        others = sum(key != case.truth for key in every[:10])
        beside = sum(key != case.truth for key in literal[:10])
        rows.setdefault(case.kind, []).append((rank, case.truth in literal, others, beside))
    return {kind: _summed(found) for kind, found in rows.items()}


def _summed(found: Sequence[tuple[int, bool, int, int]]) -> tuple[float, ...]:
    many = len(found)
    within = [sum(rank < top for rank, *_ in found) / many for top in (1, 3, 10)]
    return (
        *within,
        sum(literal for _, literal, _, _ in found) / many,
        sum(others for _, _, others, _ in found) / many,
        sum(beside for *_, beside in found) / many,
    )


def main() -> None:
    """Print the table of planted errors, or the speed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--strikes", type=int, default=35_000)
    parser.add_argument("--incidents", type=int, default=300, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--speed", action="store_true")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    log = strikes(rng, towns(rng), args.strikes)
    log, cases = spoiled(rng, log, args.incidents)
    index = index_of(log)
    if args.speed:
        return _speed(rng, log, index)
    cases = [*planted(rng, [s for s in log if s.id not in {c.truth for c in cases}], args.incidents), *cases]
    print("| planted | top 1 | top 3 | top 10 | literal check | others in the first 10 | others, literal |")
    print("|---|---|---|---|---|---|---|")
    for kind, (*shares, others, beside) in scored(cases, index).items():
        print(f"| {kind} | {' | '.join(f'{share:.0%}' for share in shares)} | {others:.1f} | {beside:.1f} |")
    return None


def _both(subject: Subject, index: StrikeIndex) -> None:
    compare(subject, index)
    near_misses(subject, index)


def _speed(rng: random.Random, log: Sequence[Strike], index: StrikeIndex) -> None:
    subjects = [told(rng, rng.choice(log)) for _ in range(10_000)]
    near_misses(subjects[0], index)  # the first loads the tables of projections
    for name, work in (("compared", compare), ("compared, and near misses", _both)):
        slowest, begun = 0.0, time.process_time()
        for subject in subjects:
            one = time.process_time()
            work(subject, index)
            slowest = max(slowest, time.process_time() - one)
        spent = time.process_time() - begun
        print(f"10,000 incidents {name}: {spent:.1f} processor s, the slowest {1000 * slowest:.1f} ms")


if __name__ == "__main__":
    main()
