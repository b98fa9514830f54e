"""Tolls over time: a bar per incident from the corroborated number to the greatest reported, and totals by month."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.model import Incident
from tollbook.model.campaign import Campaign, Part
from tollbook.publish.index import incident_href
from tollbook.publish.ladder import axis_for
from tollbook.publish.texts import Texts
from tollbook.publish.totals_page import month_of
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
    href: str
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A day or number on an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Month:
    """The totals of one month, no death counted twice."""

    start: date
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


def _months(campaign: Campaign, t: Texts) -> list[Month]:
    found = ((month_of(part.key), part) for part in campaign.parts.get("month", ()))
    return [_month(start, t.month(start.year, start.month), part) for start, part in found if start]


def _month(start: date, name: str, part: Part) -> Month:
    held = part.totals["range"]
    incidents = held.incidents + held.maybe
    return Month(start, name, incidents, part.totals["2"].least, held.least, held.greatest, held.open_ended)


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


@dataclass(frozen=True, slots=True)
class _Toll:
    """What one bar stands for, in people."""

    day: date
    low: int
    high: int
    agreed: int | None
    open_ended: bool
    label: str
    href: str


def _toll(day: date, incident: Incident, titles: Mapping[str, str]) -> _Toll | None:
    figure = incident.figures.get("killed")
    if figure is None or (figure.min is None and figure.max is None):
        return None
    low = figure.min or 0
    high = figure.max if figure.max is not None else low
    open_ended = figure.open_ended or figure.max is None
    return _Toll(day, low, high, supported(figure, 2), open_ended, titles[incident.id], incident_href(incident.id))


def _month_toll(month: Month) -> _Toll:
    last = (month.start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    href = f"incidents.html#from={month.start.isoformat()}&to={last.isoformat()}"
    return _Toll(month.start, month.low, month.high, month.agreed or None, month.open_ended, month.name, href)


def _asides(tolls: Sequence[_Toll]) -> list[float]:
    """How far each bar is moved aside, in per cent, so that those of one day stand side by side."""
    of_day = Counter(toll.day for toll in tolls)
    seen: Counter[date] = Counter()
    asides = []
    for toll in tolls:
        asides.append((seen[toll.day] - (of_day[toll.day] - 1) / 2) * ASIDE)
        seen[toll.day] += 1
    return asides


def _bars(tolls: Sequence[_Toll], x: _Days, end: int, t: Texts) -> tuple[Bar, ...]:
    def y(n: int) -> float:
        return round(100 - 100 * min(n, end) / end, 2)

    return tuple(
        Bar(
            x=round(x.at(toll.day) + aside, 2),
            low=y(toll.low),
            high=y(toll.high),
            agreed=y(toll.agreed) if toll.agreed is not None else None,
            open_ended=toll.open_ended,
            label=toll.label,
            href=toll.href,
            beyond=t.number(toll.high) if toll.high > end else "",
        )
        for toll, aside in zip(tolls, _asides(tolls), strict=True)
    )


def _reach(tolls: Sequence[_Toll]) -> int:
    """The number the axis must hold: the greatest, unless a few would press all others flat against the ground."""
    highs = sorted(toll.high for toll in tolls)
    if len(highs) < FEWEST_TO_CUT:
        return top(highs)
    limit = OUTLIER * max(1, highs[(len(highs) - 1) * 9 // 10])
    return top(h for h in highs if h <= limit)


def timeline(incidents: Sequence[Incident], campaign: Campaign, t: Texts, titles: Mapping[str, str]) -> Timeline:
    """The chart of reported civilians killed: by incident, or by month where there are too many.

    Incidents without a day are counted, not drawn.
    """
    dated = _dated(incidents)
    months = tuple(_months(campaign, t))
    undated, by_month = len(incidents) - len(dated), len(dated) > MOST_BARS
    single = [toll for toll in (_toll(day, i, titles) for day, i in dated) if toll]
    tolls = [_month_toll(month) for month in months] if by_month else single
    if not tolls:
        return Timeline((), (), (), months, undated, by_month)
    axis, numbers = axis_for(_reach(tolls), mirrored=False)
    first, last = tolls[0].day, tolls[-1].day
    x = _Days(first, (last - first).days, t.rtl)
    bars = _bars(tolls, x, axis.end, t)
    people = tuple(Tick(round(100 - axis.at(n), 2), t.number(n)) for n in numbers)
    beyond = len([bar for bar in bars if bar.beyond])
    return Timeline(bars, tuple(_day_ticks(first, last, x, t)), people, months, undated, by_month, beyond)
