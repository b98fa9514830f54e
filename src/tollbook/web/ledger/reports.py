"""The monthly report exactly as it will be published, its files, and its publication as a frozen version."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tollbook.casebook import models, monthly
from tollbook.errors import StopRun
from tollbook.publish.monthly import Format, stem, written
from tollbook.publish.monthly_words import fixed
from tollbook.publish.texts import LANGUAGES
from tollbook.web import jobs
from tollbook.web.assessment.views import said
from tollbook.web.here import DATABASE, person
from tollbook.web.inbox.lists import language_name
from tollbook.web.permissions import needs
from tollbook.web.told import kept, page_texts

TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "csv": "text/csv; charset=utf-8",
         "json": "application/json"}  # fmt: skip
STYLED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""A report carries its own style and no script: nothing else may run or be fetched."""


@needs("allegation.see")
@require_safe
def report(request: HttpRequest, month: str, standard: str) -> HttpResponse:
    """What would be published now, what was published before, and what it corrects."""
    rows = models.MonthlyReport.objects.filter(month=month, standard=standard).order_by("-version")
    held: dict[str, Any] = {"month": month, "standard": standard, "versions": rows.values("version", "published")}
    try:
        drawn = monthly.draw(DATABASE, month, standard)
        t = page_texts()
        held |= {"drawn": drawn, "corrections": [(one, fixed(t, one)) for one in drawn.corrections]}
        held["files"] = _files(stem(drawn))
    except StopRun as error:
        held["refused"] = said(error)
    return render(request, "web/ledger/report.html", held)


def _files(name: str) -> list[tuple[str, str, str]]:
    """The files of a report, each with what it is and its language; tables and data have none."""
    kinds = {"html": _("as a page"), "pdf": _("to print (PDF)")}
    pages = [(f"{name}-{code}.{kind}", kinds[kind], language_name(code)) for code in LANGUAGES for kind in kinds]
    tables = {"": _("the balance as a table (CSV)"), "-findings": _("findings as a table (CSV)")}
    rows = [(f"{name}{which}.csv", what, "") for which, what in tables.items()]
    return [*pages, *rows, (f"{name}.json", _("everything as data (JSON)"), "")]


@needs("allegation.see")
@require_safe
def draft(request: HttpRequest, month: str, standard: str, name: str) -> HttpResponse:
    """One file of the report as the ledger stands."""
    kind = _kind(name)
    try:
        drawn = monthly.draw(DATABASE, month, standard)
        return _file(written(drawn, (kind,)), name)
    except StopRun as error:
        messages.error(request, said(error))
        return redirect("monthly_report", month, standard)


@needs("allegation.see")
@require_safe
def frozen(request: HttpRequest, month: str, standard: str, version: int, name: str) -> HttpResponse:
    """One file of a published version, byte for byte as it went out."""
    try:
        held = monthly.printed(DATABASE, month, standard, version)
    except StopRun as error:
        raise Http404 from error
    return _file(held, name if name in held else next((one for one in held if one.endswith(name)), name))


@needs("publication.approve")
@require_POST
def publish(request: HttpRequest, month: str, standard: str) -> HttpResponse:
    """Freeze the report with its files; where nothing changed since the last version, nothing is made."""
    try:
        monthly.draw(DATABASE, month, standard)
    except StopRun as error:
        messages.error(request, said(error))
        return redirect("monthly_report", month, standard)
    by = person(request)
    done = jobs.start("publish_month", by, month=month, standard=standard, by=by.username)
    done.refresh_from_db()
    if done.error:
        messages.error(request, kept(done.error))
    else:
        messages.success(request, _("The report is being published; it stands below once its files are made."))
    return redirect(f"{reverse('monthly_report', args=[month, standard])}#versions")


def _kind(name: str) -> Format:
    kind = name.rpartition(".")[2]
    if kind == "html":
        return "html"
    if kind == "pdf":
        return "pdf"
    if kind == "csv":
        return "csv"
    if kind == "json":
        return "json"
    raise Http404


def _file(held: dict[str, bytes], name: str) -> HttpResponse:
    if name not in held:
        raise Http404
    kind = _kind(name)
    how = "inline" if kind == "html" else "attachment"
    sent = HttpResponse(held[name], content_type=TYPES[kind])
    sent["Content-Disposition"] = f'{how}; filename="{name}"'
    sent["Content-Security-Policy"] = STYLED
    return sent
