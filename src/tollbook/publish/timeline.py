"""Tolls over time: a bar per incident from the corroborated number to the greatest reported, and sums by month."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.model import Figure, Incident
from tollbook.publish.ladder import axis_for
from tollbook.publish.texts import Texts
from tollbook.publish.words import supported, top

DAILY_SPAN = 124
"""Days up to which single days are marked on the axis; beyond it, months."""
FEWEST_TO_CUT, OUTLIER = 8, 3
"""From so many bars on, one over three times the ninth decile runs beyond the axis with its number at its end."""
ASIDE = 1.3
"""Per cent of the width between incidents of one day."""
MOST_BARS = 400
"""Bars up to which incidents are drawn one by one; beyond it the sums by month are drawn instead."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One incident (or month) in per cent of the chart's width and height, measured from the top."""

    x: float
    low: float
    high: float
    agreed: float | None
    open_ended: bool
    label: str
    incident: str
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A day or number on an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Month:
    """Sums of one month's incidents."""

    name: str
    incidents: int
    agreed: int
    low: int
    high: int
    open_ended: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The chart, the months, and how many incidents have no day."""

    bars: tuple[Bar, ...]
    days: tuple[Tick, ...]
    people: tuple[Tick, ...]
    months: tuple[Month, ...]
    undated: int
    by_month: bool
    beyond: int = 0


def _dated(incidents: Sequence[Incident]) -> list[tuple[date, Incident]]:
    found = [(i.when.start, i) for i in incidents if i.when and i.when.start]
    return sorted(found, key=lambda pair: (pair[0], pair[1].id))


def _months(dated: Sequence[tuple[date, Incident]], t: Texts) -> list[Month]:
    grouped: dict[tuple[int, int], list[Incident]] = {}
    for day, incident in dated:
        grouped.setdefault((day.year, day.month), []).append(incident)
    return [_month(t.month(*key), found) for key, found in sorted(grouped.items())]


def _month(name: str, incidents: Sequence[Incident]) -> Month:
    figures = [i.figures["killed"] for i in incidents if "killed" in i.figures]
    return Month(
        name,
        len(incidents),
        sum(supported(f, 2) or 0 for f in figures),
        sum(f.min or 0 for f in figures),
        sum(f.max if f.max is not None else f.min or 0 for f in figures),
        any(f.open_ended or (f.max is None and f.min is not None) for f in figures),
    )


def _day_ticks(first: date, last: date, x: "_Days", t: Texts) -> list[Tick]:
    span = (last - first).days
    if span <= DAILY_SPAN:
        step = next(s for s in (1, 2, 5, 7, 10, 14, 28) if span / s <= 8)
        return [Tick(x.at(d), t.short_day(d)) for d in (first + timedelta(n) for n in range(0, span + 1, step))]
    starts = [date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13)]
    inside = [d for d in starts if first <= d <= last]
    step = max(1, -(-len(inside) // 8))
    return [Tick(x.at(d), t(f"month_short.{d.month}") + f" {d.year}") for d in inside[::step]]


@dataclass(frozen=True, slots=True)
class _Days:
    first: date
    days: int
    mirrored: bool

    def at(self, day: date) -> float:
        share = 3 + 94 * ((day - self.first).days / self.days if self.days else 0.5)
        return round(100 - share if self.mirrored else share, 2)


def _asides(dated: Sequence[tuple[date, Incident]]) -> list[float]:
    """How far each incident is moved aside, in per cent, so that those of one day stand side by side."""
    of_day = Counter(day for day, _ in dated)
    seen: Counter[date] = Counter()
    asides = []
    for day, _ in dated:
        asides.append((seen[day] - (of_day[day] - 1) / 2) * ASIDE)
        seen[day] += 1
    return asides


def _bars(dated: Sequence[tuple[date, Incident]], x: _Days, end: int, t: Texts, titles: dict[str, str]) -> list[Bar]:
    def y(n: int) -> float:
        return round(100 - 100 * min(n, end) / end, 2)

    bars = []
    for (day, incident), aside in zip(dated, _asides(dated), strict=True):
        figure = incident.figures.get("killed")
        if figure is None or (figure.min is None and figure.max is None):
            continue
        low = figure.min or 0
        high = figure.max if figure.max is not None else low
        agreed = supported(figure, 2)
        bars.append(
            Bar(round(x.at(day) + aside, 2), y(low), y(high), y(agreed) if agreed is not None else None,
                figure.open_ended or figure.max is None, titles[incident.id], incident.id,
                t.number(high) if high > end else "")
        )  # fmt: skip
    return bars


def _reach(figures: Sequence[Figure]) -> int:
    """The number the axis must hold: the greatest, unless a few would press all others flat against the ground."""
    highs = sorted(top((f.max, f.min)) for f in figures)
    if len(highs) < FEWEST_TO_CUT:
        return top(highs)
    limit = OUTLIER * max(1, highs[(len(highs) - 1) * 9 // 10])
    return top(h for h in highs if h <= limit)


def timeline(incidents: Sequence[Incident], t: Texts, titles: dict[str, str]) -> Timeline:
    """The chart of reported civilians killed; incidents without a day are counted, not drawn."""
    dated = _dated(incidents)
    months = tuple(_months(dated, t))
    undated = len(incidents) - len(dated)
    if not dated:
        return Timeline((), (), (), months, undated, by_month=False)
    figures = [i.figures["killed"] for _, i in dated if "killed" in i.figures]
    axis, numbers = axis_for(_reach(figures), mirrored=False)
    first, last = dated[0][0], dated[-1][0]
    x = _Days(first, (last - first).days, t.rtl)
    bars = tuple(_bars(dated, x, axis.end, t, titles)) if len(dated) <= MOST_BARS else ()
    people = tuple(Tick(round(100 - axis.at(n), 2), t.number(n)) for n in numbers)
    days, beyond = tuple(_day_ticks(first, last, x, t)), len([bar for bar in bars if bar.beyond])
    return Timeline(bars, days, people, months, undated, len(dated) > MOST_BARS, beyond)
