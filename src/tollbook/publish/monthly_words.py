"""Findings and corrections of the monthly report as sentences."""

from dataclasses import dataclass

from tollbook.model.monthly import Correction, Finding, MonthFigures, MonthlyReport, Span
from tollbook.publish.texts import Texts


@dataclass(frozen=True, slots=True)
class Fixed:
    """One correction in words."""

    allegation: str
    title: str
    words: str


def tallies(report: MonthlyReport) -> MonthFigures:
    """The numbers of the report's own month."""
    return report.figures[-1]


def span_words(t: Texts, span: Span | None) -> str:
    """ "3 to 5", "3", or a dash where nothing is said."""
    if span is None:
        return "–"
    least, most = span
    return t.number(least) if least == most else t("count.range", low=t.number(least), people=t.number(most))


def found_words(t: Texts, finding: Finding) -> str:
    """ "credible (killed: 3 to 5)", "non-credible: no strike ...", "duplicate of 2018-0003"."""
    said = t.named("finding", finding.state)
    parts = []
    if finding.killed is not None:
        parts.append(t("monthly.people_killed", people=span_words(t, finding.killed)))
    if finding.injured is not None:
        parts.append(t("monthly.people_injured", people=span_words(t, finding.injured)))
    if finding.category is not None:
        parts.append(t.named("category", finding.category))
    if finding.repeats is not None:
        parts.append(finding.repeats)
    return f"{said} ({t('list.semicolon').join(parts)})" if parts else said


def month_words(t: Texts, month: str) -> str:
    """ "November 2018" for 2018-11."""
    year, number = map(int, month.split("-"))
    return t.month(year, number)


def fixed(t: Texts, one: Correction) -> Fixed:
    """A correction as a sentence."""
    month = month_words(t, one.month)
    words = _finding(t, one, month) if one.what == "finding" else _day(t, one, month)
    return Fixed(one.allegation, one.title, words)


def _day(t: Texts, one: Correction, month: str) -> str:
    if one.day_now is None:
        return t(f"monthly.fixed_{one.what}_gone", month=month)
    if one.day_was is None:
        return t(f"monthly.fixed_{one.what}_new", month=month, day=t.day(one.day_now))
    return t(f"monthly.fixed_{one.what}_day", month=month, day=t.day(one.day_now), was=t.day(one.day_was))


def _finding(t: Texts, one: Correction, month: str) -> str:
    if one.now is None:
        was = found_words(t, one.was) if one.was else ""
        return t("monthly.fixed_finding_gone", month=month, was=was, day=t.day(one.was.at if one.was else None))
    now = found_words(t, one.now)
    if one.was is None:
        return t("monthly.fixed_finding_new", month=month, now=now, day=t.day(one.now.at))
    was, day_was = found_words(t, one.was), t.day(one.was.at)
    return t("monthly.fixed_finding_changed", month=month, now=now, day=t.day(one.now.at), was=was, day_was=day_was)
