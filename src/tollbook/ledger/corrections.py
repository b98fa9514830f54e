"""What a published report said that the ledger no longer says: late entries, findings changed or dated anew."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tollbook.ledger.balance import findings
from tollbook.model import Allegation
from tollbook.model.monthly import Change, Correction, Finding, History

Key = tuple[str, int]
"""An allegation, and which of its findings or reopenings."""


def history(allegations: Iterable[Allegation], until: date) -> History:
    """Everything that bears on the balance, up to a day."""
    own = [one for one in allegations if one.steps[0].at <= until]
    reopened = {one.id: tuple(s.at for s in one.steps if s.state == "reopened" and s.at <= until) for one in own}
    return History(
        titles={one.id: one.title for one in own},
        received={one.id: one.steps[0].at for one in own},
        reopened={key: days for key, days in reopened.items() if days},
        findings=tuple(finding for one in own for finding in findings(one) if finding.at <= until),
    )


def corrections(published: History, now: History) -> tuple[Correction, ...]:
    """How what is known now, up to the same day, differs from what was published, by month and allegation."""
    titles = {**published.titles, **now.titles}
    found = [
        *_days(_first(published.received), _first(now.received), "received", titles),
        *_days(_numbered(published.reopened), _numbered(now.reopened), "reopened", titles),
        *_findings(_by_number(published.findings), _by_number(now.findings), titles),
    ]
    return tuple(sorted(found, key=lambda one: (one.month, one.allegation, one.what)))


def _first(received: Mapping[str, date]) -> dict[Key, date]:
    return {(key, 0): day for key, day in received.items()}


def _numbered(reopened: Mapping[str, tuple[date, ...]]) -> dict[Key, date]:
    return {(key, at): day for key, days in reopened.items() for at, day in enumerate(days)}


def _by_number(found: Iterable[Finding]) -> dict[Key, Finding]:
    """The findings, each by how many its allegation had before: step numbers may have moved."""
    numbered: dict[Key, Finding] = {}
    for finding in found:
        at = sum(1 for key, _ in numbered if key == finding.allegation)
        numbered[finding.allegation, at] = finding
    return numbered


def _days(
    was: Mapping[Key, date], now: Mapping[Key, date], what: Change, titles: Mapping[str, str]
) -> Iterator[Correction]:
    for key in sorted(was.keys() | now.keys()):
        before, after = was.get(key), now.get(key)
        if before != after:
            month = _month(before or after)
            yield Correction(month, key[0], titles.get(key[0], key[0]), what, day_was=before, day_now=after)


def _findings(
    was: Mapping[Key, Finding], now: Mapping[Key, Finding], titles: Mapping[str, str]
) -> Iterator[Correction]:
    for key in sorted(was.keys() | now.keys()):
        before, after = was.get(key), now.get(key)
        if before is None or after is None or _said(before) != _said(after):
            day = before.at if before else after.at if after else None
            yield Correction(_month(day), key[0], titles.get(key[0], key[0]), "finding", before, after)


def _said(finding: Finding) -> tuple[object, ...]:
    """What a finding says, wherever among the steps it stands."""
    return (
        finding.at, finding.state, finding.reason, finding.category, finding.killed, finding.injured, finding.repeats,
        finding.certificate,
    )  # fmt: skip


def _month(day: date | None) -> str:
    return day.isoformat()[:7] if day else ""
