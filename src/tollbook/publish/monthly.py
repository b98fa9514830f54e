"""The public monthly report: one page a language, the same as PDF, and its figures as CSV and JSON."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, Literal

from markupsafe import Markup
from pydantic import TypeAdapter

from tollbook.model.monthly import Entry, Finding, MonthlyReport, Search, Span
from tollbook.publish.clean import isolated, slug
from tollbook.publish.monthly_charts import charts
from tollbook.publish.monthly_words import Fixed, fixed, found_words, span_words, tallies
from tollbook.publish.pdf import pdf
from tollbook.publish.rows import guarded
from tollbook.publish.site import environment
from tollbook.publish.texts import LANGUAGES, Texts

Format = Literal["html", "pdf", "csv", "json"]
FORMATS: tuple[Format, ...] = ("html", "pdf", "csv", "json")
STATES = ("credible", "non_credible", "inconclusive", "duplicate")
LISTS = ("carried_over", "received", "reopened", "completed", "open")
FIGURES = (
    "month", "carried_over", "received", "reopened", "completed", "credible", "non_credible", "duplicate",
    "inconclusive", "open", "killed", "killed_since_start", "killed_replaced", "killed_most", "killed_since_start_most",
    "injured", "injured_most", "strikes",
)  # fmt: skip
_REPORT = TypeAdapter(MonthlyReport)


def stem(report: MonthlyReport) -> str:
    """What the files of a report are called, before their language and kind."""
    version = f"-v{report.version}" if report.version > 1 else ""
    return f"{report.month}-{slug(report.standard)}{version}"


def written(report: MonthlyReport, formats: Sequence[Format] = FORMATS) -> dict[str, bytes]:
    """The files of a report by name; the same report gives the same bytes.

    Raises StopRun where PDF is asked for and the system lacks what makes it.
    """
    name, made = stem(report), dict[str, bytes]()
    for code in LANGUAGES:
        text = page(report, Texts(code)) if {"html", "pdf"} & set(formats) else ""
        if "html" in formats:
            made[f"{name}-{code}.html"] = text.encode()
        if "pdf" in formats:
            made[f"{name}-{code}.pdf"] = pdf(text)
    if "csv" in formats:
        made[f"{name}.csv"] = figures_csv(report)
        made[f"{name}-findings.csv"] = findings_csv(report)
    if "json" in formats:
        made[f"{name}.json"] = (
            json.dumps(record(report), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        ).encode()
    return made


def record(report: MonthlyReport) -> dict[str, Any]:
    """The report as JSON holds it."""
    plain: dict[str, Any] = _REPORT.dump_python(report, mode="json")
    return plain


def restored(plain: Mapping[str, Any]) -> MonthlyReport:
    """The report that ``record`` wrote."""
    report: MonthlyReport = _REPORT.validate_python(plain)
    return report


def page(report: MonthlyReport, t: Texts) -> str:
    """The page of a report in one language, with its style inside: one file that can be sent on."""
    template = environment().get_template("monthly.html")
    style = (files("tollbook.publish") / "assets" / "monthly.css").read_text(encoding="utf-8")
    return template.render(t=t, report=report, style=Markup(style), v=_View(report, t))  # noqa: S704 - the style is ours


class _View:
    """What the template asks for, in words of its language."""

    def __init__(self, report: MonthlyReport, t: Texts) -> None:
        self.report, self.t = report, t
        year, month = map(int, report.month.split("-"))
        self.month = t.month(year, month)
        self.standard = t.own(report.standard_name, report.standard_name_ar)
        self.numbers = tallies(report)
        self.charts = charts(report, t)
        self.states = [state for state in STATES if any(f.state == state for f in report.balance.completed)]

    def summary(self) -> str:
        """The month in a sentence."""
        n, t = self.numbers, self.t
        counted = [n.received, n.reopened, n.completed, n.open]
        said = [t("monthly.reports", one) if t.rtl else t.number(one) for one in counted]
        named = dict(zip(("received", "reopened", "completed", "open"), said, strict=True))
        return t.template("monthly.summary").format(
            month=self.month, carried=t("monthly.reports", n.carried_over), **named
        )

    def iso(self, text: str) -> str:
        """A text of any direction, kept from reordering the words around it, in a PDF too."""
        return isolated(text)

    def entry(self, key: str) -> Entry:
        """What is said of an allegation."""
        return self.report.entries[key]

    def ids(self, name: str) -> Sequence[str]:
        """The allegations behind one number of the balance."""
        if name == "completed":
            return [finding.allegation for finding in self.report.balance.completed]
        found: Sequence[str] = getattr(self.report.balance, name)
        return found

    def findings(self, state: str) -> list[Finding]:
        """The findings of one kind, by category, then day."""
        own = [finding for finding in self.report.balance.completed if finding.state == state]
        return sorted(own, key=lambda one: (one.category or "", one.at, one.allegation))

    def found(self, finding: Finding) -> str:
        """A finding in words."""
        return found_words(self.t, finding)

    def span(self, span: Span | None) -> str:
        """ "3 to 5", "3", or a dash."""
        return span_words(self.t, span)

    def search(self, finding: Finding) -> Search | None:
        """The certificate a finding rests on, as far as the workspace holds it."""
        return self.report.searches.get(finding.certificate or "")

    def facts(self, finding: Finding) -> str:
        """What would overturn a finding."""
        return self.t.names([self.t.named("fact", fact) for fact in finding.overturned_by])

    def fixes(self) -> list[Fixed]:
        """The corrections in words."""
        return [fixed(self.t, one) for one in self.report.corrections]


def figures_csv(report: MonthlyReport) -> bytes:
    """The figures of every month up to the report's, as ``tollbook audit`` reads them: tolls by their least."""
    rows = []
    for one in report.figures:
        plain: dict[str, Any] = {key: getattr(one, key, None) for key in FIGURES}
        plain["killed"], plain["killed_most"] = one.killed
        plain["killed_since_start"], plain["killed_since_start_most"] = one.killed_since
        plain["injured"], plain["injured_most"] = one.injured
        plain["killed_replaced"] = one.killed_replaced[0]
        rows.append(plain)
    return _csv(FIGURES, rows)


COLUMNS = (
    "allegation", "title", "event_date", "place", "grid", "via", "belligerent", "received", "found", "finding",
    "category", "reason", "killed_min", "killed_max", "injured_min", "injured_max", "repeats", "certificate",
)  # fmt: skip


def findings_csv(report: MonthlyReport) -> bytes:
    """The findings of the month, one a row."""
    rows = []
    for finding in report.balance.completed:
        entry = report.entries[finding.allegation]
        killed, injured = finding.killed or (None, None), finding.injured or (None, None)
        rows.append(
            {
                "allegation": entry.id, "title": entry.title, "event_date": entry.event_date, "place": entry.place,
                "grid": entry.grid, "via": entry.via, "belligerent": entry.belligerent, "received": entry.received,
                "found": finding.at, "finding": finding.state, "category": finding.category, "reason": finding.reason,
                "killed_min": killed[0], "killed_max": killed[1], "injured_min": injured[0],
                "injured_max": injured[1], "repeats": finding.repeats, "certificate": finding.certificate,
            }
        )  # fmt: skip
    return _csv(COLUMNS, rows)


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({key: guarded(value) for key, value in row.items()} for row in rows)
    return out.getvalue().encode()
