"""Monthly reports: drawn from the ledger, frozen when published, with corrections where the ledger moved since."""

import base64
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from tollbook.assess import standards
from tollbook.casebook import models
from tollbook.casebook.allegations import KIND, allegations
from tollbook.casebook.events import record_event
from tollbook.errors import StopRun
from tollbook.ledger.balance import balance, chosen, entry, figures, last_day, month_of, months, not_to_come
from tollbook.ledger.corrections import corrections, history
from tollbook.ledger.published import Month
from tollbook.ledger.published import written as named
from tollbook.model import Allegation
from tollbook.model.monthly import Balance, Correction, Entry, MonthlyReport, Search
from tollbook.publish.monthly import record, restored, written
from tollbook.version import VERSION


def standard_in_use(alias: str, given: str | None) -> str:
    """The standard asked for, or the only one allegations are under; raises StopRun where that is not one."""
    known = sorted(set(models.Allegation.objects.using(alias).values_list("standard", flat=True)))
    if not known:
        raise StopRun("no allegation is in the ledger", "", "tollbook allegation receive, or import")
    if given is None and len(known) > 1:
        raise StopRun(f"allegations stand under {', '.join(known)}", "--standard", "name one: they are not added up")
    if given is not None and given not in known:
        raise StopRun(f"no allegation stands under {given!r}", "--standard", f"there are: {', '.join(known)}")
    return given or known[0]


def draw(alias: str, month: str, standard: str | None = None, today: date | None = None) -> MonthlyReport:
    """The report of a month as the ledger stands, not stored; raises StopRun for a month that has not ended."""
    day = today or datetime.now(UTC).date()
    wanted = month_of(month)
    not_to_come(wanted, day, ended=True)
    under = standard_in_use(alias, standard)
    own = chosen(allegations(alias), under, None)
    drawn = _drawn(alias, own, wanted, under, day)
    earlier = versions(alias, under)
    last = max((one.version for one in earlier if one.month == month), default=0)
    fixes = _corrections(own, earlier, drawn)
    return replace(drawn, version=last + 1, corrections=fixes)


def publish(
    alias: str, actor: str, month: str, standard: str | None = None, today: date | None = None
) -> tuple[MonthlyReport, dict[str, bytes]]:
    """Freeze the report of a month with its files; where nothing changed since the last version, that one.

    A later version lists what it corrects. Raises StopRun for a month that has not ended, or where no PDF can be made.
    """
    with transaction.atomic(using=alias):
        drawn = draw(alias, month, standard, today)
        last = _row(alias, month, drawn.standard, drawn.version - 1)
        if last and _same(_report(last), drawn):
            return _report(last), _files(last)
        made = written(drawn)
        kept = {"report": record(drawn), "files": {name: _packed(content) for name, content in made.items()}}
        models.MonthlyReport.objects.using(alias).create(
            month=month, standard=drawn.standard, version=drawn.version, published=datetime.now(UTC), record=kept
        )
        subject = ("monthly_report", f"{month} {drawn.standard}")
        record_event(alias, actor=actor, kind=KIND, subject=subject, field="published", new={"version": drawn.version})
    return drawn, made


def published(alias: str, month: str, standard: str | None = None, version: int | None = None) -> MonthlyReport:
    """A report as it was published, by default its latest version; raises StopRun where there is none."""
    return _report(_found(alias, month, standard, version))


def printed(alias: str, month: str, standard: str | None = None, version: int | None = None) -> dict[str, bytes]:
    """The very files of a published report, byte for byte; raises StopRun where there is none."""
    return _files(_found(alias, month, standard, version))


def versions(alias: str, standard: str | None = None) -> list[MonthlyReport]:
    """Every report published under a standard, or at all: by month, then version."""
    rows = models.MonthlyReport.objects.using(alias).order_by("month", "standard", "version")
    wanted = rows.filter(standard=standard) if standard else rows
    return [restored(report) for report in wanted.values_list("record__report", flat=True)]


def month_balance(
    alias: str, month: str | None, standard: str | None, belligerent: str | None, today: date | None = None
) -> Balance:
    """The balance of a month (by default this one) as the ledger stands; raises StopRun for one to come."""
    day = today or datetime.now(UTC).date()
    wanted = month_of(month) if month else (day.year, day.month)
    not_to_come(wanted, day)
    return balance(allegations(alias), wanted, standard, belligerent)


def _drawn(alias: str, own: Sequence[Allegation], month: Month, standard: str, day: date) -> MonthlyReport:
    strikes = declared_strikes(alias)
    made = [balance(own, one, standard) for one in months(own, month)]
    last, end = made[-1], last_day(month)
    known = standards().get(standard)
    return MonthlyReport(
        month=last.month,
        standard=standard,
        standard_name=known.name.en if known else standard,
        standard_name_ar=known.name.ar if known else standard,
        version=1,
        published=day,
        program=VERSION,
        balance=last,
        figures=tuple(figures(one, strikes.get(one.month)) for one in made),
        entries=_entries(own, last, end),
        searches=_searches(alias, last),
        history=history(own, end),
    )


def _entries(own: Sequence[Allegation], month: Balance, end: date) -> dict[str, Entry]:
    """Every allegation that the report names."""
    named_here = {*month.carried_over, *month.received, *month.reopened, *month.open}
    named_here |= {finding.allegation for finding in month.completed}
    return {one.id: entry(one, end) for one in own if one.id in named_here}


def _searches(alias: str, month: Balance) -> dict[str, Search]:
    wanted = {finding.certificate for finding in month.completed if finding.certificate}
    rows = models.Certificate.objects.using(alias).filter(id__in=wanted).order_by("id")
    return {row.id: _search(row) for row in rows}


def search_of(alias: str, certificate: str | None) -> Search | None:
    """A certificate in short; ``None`` where there is none of that id."""
    row = models.Certificate.objects.using(alias).filter(id=certificate).first() if certificate else None
    return _search(row) if row else None


def _search(row: models.Certificate) -> Search:
    shows: Mapping[str, Any] = (row.record.get("body") or {}).get("log_search") or {}
    return Search(row.id, row.kind, row.made.date(), str(shows.get("shows", "")), str(shows.get("shows_ar", "")))


def declared_strikes(alias: str) -> dict[str, int]:
    """Declared strikes by month, 0 for months without any between the first and the last that has some."""
    rows = models.Strike.objects.using(alias).values_list("start", "record__strikes")
    found: Counter[str] = Counter()
    for start, many in rows:
        found[start.strftime("%Y-%m")] += many or 1
    if not found:
        return {}
    (year, month), until = map(int, min(found).split("-")), max(found)
    while f"{year:04d}-{month:02d}" < until:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        found.setdefault(f"{year:04d}-{month:02d}", 0)
    return dict(found)


def _corrections(
    own: Sequence[Allegation], earlier: Sequence[MonthlyReport], drawn: MonthlyReport
) -> tuple[Correction, ...]:
    """What the last report up to this month said that no longer holds; a new version keeps what the one before told."""
    before = next((one for one in reversed(earlier) if one.month <= drawn.month), None)
    if before is None:
        return ()
    told = before.corrections if before.month == drawn.month else ()
    now = history(own, last_day(month_of(before.month)))
    return tuple(dict.fromkeys([*told, *corrections(before.history, now)]))


def _same(before: MonthlyReport, now: MonthlyReport) -> bool:
    """Whether a report says what was published, whoever made it and whenever."""
    return replace(now, version=before.version, published=before.published, program=before.program) == before


def _row(alias: str, month: str, standard: str, version: int) -> models.MonthlyReport | None:
    rows = models.MonthlyReport.objects.using(alias)
    return rows.filter(month=month, standard=standard, version=version).first()


def _found(alias: str, month: str, standard: str | None, version: int | None) -> models.MonthlyReport:
    wanted = named(month_of(month))
    rows = models.MonthlyReport.objects.using(alias).filter(month=wanted)
    rows = rows.filter(standard=standard_in_use(alias, standard))
    row = (rows.filter(version=version) if version else rows.order_by("-version")).first()
    if row is None:
        which = f"no version {version} of {wanted}" if version else f"{wanted} was not published"
        raise StopRun(which, "--month", f"publish it: tollbook report --month {wanted} WORKSPACE")
    return row


def _report(row: models.MonthlyReport) -> MonthlyReport:
    return restored(row.record["report"])


def _packed(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content, 9)).decode("ascii")


def _files(row: models.MonthlyReport) -> dict[str, bytes]:
    return {name: zlib.decompress(base64.b64decode(packed)) for name, packed in row.record["files"].items()}
