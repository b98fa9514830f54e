"""The balance of a month: carried over + received + reopened - completed = open, from dated steps."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from tollbook.errors import StopRun
from tollbook.ledger.published import Month, following
from tollbook.model import FINDINGS, Allegation, Step
from tollbook.model.monthly import Balance, Entry, Finding, MonthFigures, Span

NOBODY: Span = (0, 0)


def month_of(text: str) -> Month:
    """The month that ``2018-11`` names; raises StopRun for anything else."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", text.strip())
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
        raise StopRun(f"{text!r} is no month", "--month", "write 2018-11")
    return int(found[1]), int(found[2])


def not_to_come(month: Month, today: date, ended: bool = False) -> None:
    """Raise StopRun for a month that has not begun; with ``ended`` for one that has not ended."""
    this = (today.year, today.month)
    said = f"{month[0]:04d}-{month[1]:02d}"
    if month > this:
        raise StopRun(f"{said} lies in the future", "--month", f"this month is {this[0]:04d}-{this[1]:02d}")
    if ended and month == this:
        raise StopRun(f"{said} has not ended", "--month", "a report is made of a whole month; see: tollbook ledger")


def first_day(month: Month) -> date:
    """The first day of the month."""
    return date(*month, 1)


def last_day(month: Month) -> date:
    """The last day of the month."""
    return first_day(following(month)) - timedelta(days=1)


def chosen(allegations: Iterable[Allegation], standard: str | None, belligerent: str | None) -> list[Allegation]:
    """Those under the standard and of the belligerent, by id; ``None`` takes all."""
    kept = (
        one
        for one in allegations
        if (standard is None or one.standard == standard) and (belligerent is None or one.belligerent == belligerent)
    )
    return sorted(kept, key=lambda one: one.id)


def balance(
    allegations: Iterable[Allegation], month: Month, standard: str | None = None, belligerent: str | None = None
) -> Balance:
    """The balance of one month, of all allegations or those of one standard or belligerent."""
    own = chosen(allegations, standard, belligerent)
    first, last = first_day(month), last_day(month)
    still_open = [one for one in own if _open_at(one, last)]
    done = tuple(finding for one in own for finding in findings(one) if first <= finding.at <= last)
    return Balance(
        month=f"{month[0]:04d}-{month[1]:02d}",
        standard=standard,
        belligerent=belligerent,
        carried_over=tuple(one.id for one in own if _open_at(one, first - timedelta(days=1))),
        received=_steps_in(own, "received", first, last),
        reopened=_steps_in(own, "reopened", first, last),
        completed=done,
        open=tuple(one.id for one in still_open),
        median_age=median(_age(one, last) for one in still_open) if still_open else None,
        killed=_sum(finding.killed for finding in done),
        injured=_sum(finding.injured for finding in done),
        killed_since=_sum(finding.killed for one in own for finding in _standing(one, last)),
        injured_since=_sum(finding.injured for one in own for finding in _standing(one, last)),
        killed_replaced=_sum(finding.killed for one in own for finding in _replaced(one, first, last)),
        injured_replaced=_sum(finding.injured for one in own for finding in _replaced(one, first, last)),
    )


def figures(balance: Balance, strikes: int | None = None) -> MonthFigures:
    """The numbers of a balance."""
    made = [finding.state for finding in balance.completed]
    return MonthFigures(
        month=balance.month,
        carried_over=len(balance.carried_over),
        received=len(balance.received),
        reopened=len(balance.reopened),
        completed=len(made),
        credible=made.count("credible"),
        non_credible=made.count("non_credible"),
        duplicate=made.count("duplicate"),
        inconclusive=made.count("inconclusive"),
        open=len(balance.open),
        killed=balance.killed,
        injured=balance.injured,
        killed_since=balance.killed_since,
        killed_replaced=balance.killed_replaced,
        strikes=strikes,
    )


def months(allegations: Sequence[Allegation], until: Month) -> list[Month]:
    """Every month from the first step to ``until``."""
    days = [one.steps[0].at for one in allegations if one.steps]
    if not days:
        return [until]
    start = min(days)
    return list(_from((start.year, start.month), until)) or [until]


def _from(month: Month, until: Month) -> Iterator[Month]:
    while month <= until:
        yield month
        month = following(month)


def entry(allegation: Allegation, by: date) -> Entry:
    """What a public list says of an allegation as it stood on a day."""
    return Entry(
        id=allegation.id,
        title=allegation.title,
        received=allegation.steps[0].at,
        open_since=_came_in(allegation, by),
        via=allegation.via,
        belligerent=allegation.belligerent,
        place=allegation.place,
        grid=allegation.grid,
        event_date=allegation.event_date,
        incident=allegation.incident,
    )


def findings(allegation: Allegation) -> list[Finding]:
    """The findings of an allegation, in order."""
    return [_finding(allegation.id, at, step) for at, step in enumerate(allegation.steps) if step.state in FINDINGS]


def _finding(allegation: str, at: int, step: Step) -> Finding:
    return Finding(
        allegation, at, step.at, step.state, step.reason, step.category, step.killed, step.injured, step.repeats,
        step.certificate, step.overturned_by,
    )  # fmt: skip


def _open_at(allegation: Allegation, day: date) -> bool:
    state = next((step.state for step in reversed(allegation.steps) if step.at <= day), None)
    return state is not None and state not in FINDINGS


def _steps_in(own: Sequence[Allegation], state: str, first: date, last: date) -> tuple[str, ...]:
    return tuple(one.id for one in own for step in one.steps if step.state == state and first <= step.at <= last)


def _came_in(allegation: Allegation, by: date) -> date:
    return max(step.at for step in allegation.steps if step.state in ("received", "reopened") and step.at <= by)


def _age(allegation: Allegation, day: date) -> int:
    return (day - _came_in(allegation, day)).days


def _standing(allegation: Allegation, day: date) -> list[Finding]:
    """The finding that counts on a day: the latest, also while it is looked at again, until another replaces it."""
    return [finding for finding in findings(allegation) if finding.at <= day][-1:]


def _replaced(allegation: Allegation, first: date, last: date) -> list[Finding]:
    """The findings that another one made within these days took the place of."""
    made = findings(allegation)
    return [old for old, new in pairwise(made) if first <= new.at <= last]


def _sum(spans: Iterable[Span | None]) -> Span:
    least, most = NOBODY
    for span in spans:
        least, most = (least + span[0], most + span[1]) if span else (least, most)
    return least, most
