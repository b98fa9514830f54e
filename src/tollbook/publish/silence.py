"""Sources that reported regularly and stopped before the reports at hand end: a fall that follows may be theirs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tollbook.model import Claim, Lineage


class Regular(NamedTuple):
    """Heard on ``reports`` days at least, and then not for ``gaps`` usual distances and ``days``."""

    reports: int
    gaps: float
    days: int


def fell_silent(
    claims: Iterable[Claim], published: Mapping[str, date], lineage: Lineage, regular: Regular
) -> tuple[str, ...]:
    """Ids of the sources, sorted, that were heard regularly and not any more before the reports at hand end.

    The usual distance is the mean between the days it was heard on.
    """
    heard: dict[str, set[date]] = {}
    for claim in claims:
        source, day = lineage.origin.get(claim.id), published.get(claim.document)
        if source and day and claim.id not in lineage.summaries:
            heard.setdefault(source, set()).add(day)
    end = max(published.values(), default=date.min)
    return tuple(
        source
        for source, on in sorted(heard.items())
        if len(on) >= regular.reports and _silent(sorted(on), end, regular)
    )


def _silent(on: Sequence[date], end: date, regular: Regular) -> bool:
    usual = (on[-1] - on[0]).days / (len(on) - 1)
    silence = (end - on[-1]).days
    return silence >= regular.days and silence > regular.gaps * usual
