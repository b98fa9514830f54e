"""What published reports said that the ledger no longer says: late entries, findings changed or dated anew."""

from collections.abc import Iterator, Mapping
from datetime import date

from tollbook.model.monthly import Change, Correction, Finding, MonthlyReport

Dates = Mapping[str, date]


def corrections(published: MonthlyReport, now: MonthlyReport) -> tuple[Correction, ...]:
    """How the report of one month differs from what was published for it before, by allegation."""
    titles = {key: one.title for report in (published, now) for key, one in report.entries.items()}
    found = [
        *_days(published.dates_received, now.dates_received, now.month, "received", titles),
        *_days(published.dates_reopened, now.dates_reopened, now.month, "reopened", titles),
        *_findings(published, now, titles),
    ]
    return tuple(sorted(found, key=lambda one: (one.allegation, one.what)))


def _days(was: Dates, now: Dates, month: str, what: Change, titles: Mapping[str, str]) -> Iterator[Correction]:
    for key in sorted(was.keys() | now.keys()):
        if was.get(key) != now.get(key):
            yield Correction(month, key, titles.get(key, key), what, day_was=was.get(key), day_now=now.get(key))


def _findings(published: MonthlyReport, now: MonthlyReport, titles: Mapping[str, str]) -> Iterator[Correction]:
    was, then = _by_allegation(published), _by_allegation(now)
    for key in sorted(was.keys() | then.keys()):
        before, after = was.get(key), then.get(key)
        if before != after:
            yield Correction(now.month, key[0], titles.get(key[0], key[0]), "finding", before, after)


def _by_allegation(report: MonthlyReport) -> dict[tuple[str, int], Finding]:
    """The findings by allegation and how many it had before within the month: step numbers may have moved."""
    found: dict[tuple[str, int], Finding] = {}
    for finding in report.balance.completed:
        number = sum(1 for key, _ in found if key == finding.allegation)
        found[finding.allegation, number] = finding
    return found
