"""The logs, one log's entries, and the import with its preview."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tollbook.casebook import models
from tollbook.casebook.strikeimport import Taken
from tollbook.errors import StopRun
from tollbook.web.assessment.views import said
from tollbook.web.here import person, workspace
from tollbook.web.inbox import incoming
from tollbook.web.permissions import needs
from tollbook.web.strikes import importing
from tollbook.web.strikes.forms import Coverage, Read, Upload
from tollbook.web.told import fault as in_words

A_PAGE, SHOWN, FAULTS = 50, 8, 100


@needs("strike.see")
@require_safe
def strikes(request: HttpRequest) -> HttpResponse:
    """The logs with what each covers, and the latest certificates."""
    logs = models.StrikeLog.objects.annotate(entries=Count("strike")).order_by("name")
    made = models.Certificate.objects.defer("record").order_by("-made", "id")
    page = Paginator(made, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "web/strikes/strikes.html", {"logs": logs, "page": page})


@needs("strike.see")
@require_safe
def log(request: HttpRequest, key: str) -> HttpResponse:
    """One log: coverage, how it was read, its entries by time."""
    held = get_object_or_404(models.StrikeLog, pk=key)
    rows = models.Strike.objects.filter(log=held).order_by("start", "pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "web/strikes/log.html", {"log": held, "page": page})


@needs("strike.import")
def upload(request: HttpRequest) -> HttpResponse:
    """A file for the import; nothing of it is stored yet."""
    form = Upload(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kept = incoming.keep(workspace().root, [form.cleaned_data["file"]])
        if kept.names:
            query = urlencode({"name": form.cleaned_data["name"]})
            return redirect(f"{reverse('read_log', args=[kept.batch])}?{query}")
        for fault in kept.refused:
            form.add_error("file", in_words(fault))
    status = 422 if form.is_bound else 200
    return render(request, "web/strikes/upload.html", {"form": form}, status=status)


@needs("strike.import")
def read(request: HttpRequest, batch: str) -> HttpResponse:
    """The file as it would be read with what is said of it; taken in when asked for and nothing is wrong."""
    path, sent = importing.uploaded(batch), request.POST or request.GET
    if path is None:
        raise Http404
    name = sent.get("name", "").strip() or path.stem
    first = Read(_columns(path), sent if request.method == "POST" else {"dates": "clear"})
    held: dict[str, Any] = {"name": name, "file": path.name, "read": first, "coverage": Coverage()}
    taken = _taken(path, name, first, held)
    if taken is not None:
        held["seen_log"] = sent.get("seen_log", "") if "take" in request.POST else importing.original_of(taken)
        held |= {"taken": taken, "faults": taken.reading.faults[:FAULTS], "shown": taken.reading.strikes[:SHOWN]}
        span = importing.span_of(taken)
        held["coverage"] = Coverage(initial={"start": span and span[0], "end": span and span[1]})
        if "take" in request.POST and (done := _stored(request, path, taken, first, held)):
            messages.success(request, _("Taken in: %(n)d entries.") % {"n": len(taken.reading.strikes)})
            return redirect("strike_log", done)
    return render(request, "web/strikes/read.html", held, status=422 if "take" in request.POST else 200)


def _columns(path: Path) -> list[str]:
    """The columns of the file, where it is a table."""
    try:
        return list(importing.columns_of(path))
    except StopRun:
        return []


def _taken(path: Path, name: str, form: Read, held: dict[str, Any]) -> Taken | None:
    if not form.is_valid():
        return None
    given = form.cleaned_data
    try:
        return importing.read(path, name, importing.settled(given, given["forces"]))
    except StopRun as error:
        held["refused"] = said(error)
        return None


def _stored(request: HttpRequest, path: Path, taken: Taken, first: Read, held: dict[str, Any]) -> str | None:
    """The id of the log that was stored; None where something is still to be mended, which the form then says."""
    form = held["coverage"] = Coverage(request.POST)
    forces = first.cleaned_data["forces"]
    if not forces:
        first.add_error("force", _("Say whose strikes it holds."))
    if not form.is_valid() or not forces:
        return None
    try:
        importing.refuse_unseen(taken, request.POST.get("seen_log"))
        coverage = importing.covers(taken, form.cleaned_data, forces)
        changed = importing.changes(taken, coverage)
        if changed and not changed.empty and not form.cleaned_data["replace"]:
            held["changed"] = changed
            form.add_error("replace", _("A log of this name is there, and this file changes it."))
            return None
        return importing.store(path, taken, coverage, person(request)).id
    except StopRun as error:
        form.add_error(None, said(error))
        return None
