"""The pages of the workspace."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tollbook.errors import StopRun
from tollbook.version import VERSION
from tollbook.web import blind, jobs, lockdown
from tollbook.web.here import person, recorded, workspace
from tollbook.web.models.jobs import Job
from tollbook.web.people.forms import Switch
from tollbook.web.permissions import needs
from tollbook.web.told import fault
from tollbook.web.workspaces import backups, bringing

RECENT = 5


class Whole(forms.Form):
    """A file that holds a whole workspace."""

    file = forms.FileField(label=gettext_lazy("A backup, as this page or tollbook backup writes it"))


@needs("workspace.see")
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """How the casebook is set up, its switches, and backups."""
    return _page(request, Whole())


def _page(request: HttpRequest, whole: Whole, status: int = 200) -> HttpResponse:
    held = {
        "setup": _setup(),
        "locked": lockdown.active(),
        "judge_first": blind.active(),
        "backups": backups.held(workspace().root),
        "jobs": Job.objects.filter(kind__in=("backup", "restore")).order_by("-pk")[:RECENT],
        "whole": whole if whole.is_bound or bringing.free() else None,
    }
    return render(request, "web/workspaces/workspace.html", held, status=status)


def _setup() -> list[tuple[str, Any]]:
    """What an administrator asks first, by name; no key and no password."""
    return [
        (_("Version"), VERSION),
        (_("Database"), connection.vendor),
        (_("Names it is reached by"), ", ".join(settings.ALLOWED_HOSTS)),
        (_("Served over HTTPS"), _("yes") if settings.HTTPS else _("no")),
        (_("Notices by e-mail"), _("yes") if settings.EMAIL_HOST not in ("", "localhost") else _("no")),
    ]


@needs("workspace.set_up")
@require_POST
def judge_first(request: HttpRequest) -> HttpResponse:
    """Turn the rule on or off that whoever judges how likely does so before grades are shown."""
    form = Switch(request.POST)
    if form.is_valid():
        blind.switch(form.cleaned_data["on"], request.user.get_username(), form.cleaned_data["reason"])
    else:
        messages.error(request, _("Say why."))
    return redirect("workspace")


@needs("workspace.export")
@require_POST
def back_up(request: HttpRequest) -> HttpResponse:
    """Start a backup."""
    with recorded(request, "backup", ("workspace", "backup")):
        jobs.start("backup", person(request))
    messages.success(request, _("The backup is being written; it appears below when it is whole."))
    return redirect("workspace")


@needs("workspace.export")
@require_safe
@never_cache
def download(request: HttpRequest, name: str) -> FileResponse:
    """A backup to take away; the history says who took it."""
    path = backups.path_of(workspace().root, name)
    if path is None:
        raise Http404
    with recorded(request, "exported", ("workspace", "backup"), new=name):
        return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@needs("workspace.import")
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a whole workspace into this one, which holds nothing yet: verified now, then done by a job."""
    form = Whole(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, 422)
    try:
        bringing.start(workspace().root, form.cleaned_data["file"], person(request))
    except StopRun as error:
        form.add_error("file", fault(error))
        return _page(request, form, 422)
    messages.success(request, _("It is whole and is being brought in. Sign in again once it is done."))
    return redirect("workspace")
