"""The pages of the workspace."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tollbook.version import VERSION
from tollbook.web import jobs, lockdown
from tollbook.web.here import person, recorded, workspace
from tollbook.web.models.jobs import Job
from tollbook.web.people.forms import Lockdown
from tollbook.web.permissions import needs
from tollbook.web.workspaces import backups

RECENT = 5


@needs("workspace.see")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """How the casebook is set up, the lockdown switch, and backups."""
    held = {
        "setup": _setup(),
        "locked": lockdown.active(),
        "form": Lockdown(),
        "backups": backups.held(workspace().root),
        "jobs": Job.objects.filter(kind="backup").order_by("-pk")[:RECENT],
    }
    return render(request, "web/workspaces/workspace.html", held)


def _setup() -> list[tuple[str, Any]]:
    """What an administrator asks first, by name; no key and no password."""
    return [
        (_("Version"), VERSION),
        (_("Database"), connection.vendor),
        (_("Names it is reached by"), ", ".join(settings.ALLOWED_HOSTS)),
        (_("Served over HTTPS"), _("yes") if settings.HTTPS else _("no")),
        (_("Notices by e-mail"), _("yes") if settings.EMAIL_HOST not in ("", "localhost") else _("no")),
    ]


@needs("workspace.export")
@require_POST
def back_up(request: HttpRequest) -> HttpResponse:
    """Start a backup."""
    with recorded(request, "backup", ("workspace", "backup")):
        jobs.start("backup", person(request))
    messages.success(request, _("The backup is being written; it appears below when it is whole."))
    return redirect("workspace")


@needs("workspace.export")
@require_GET
@never_cache
def download(request: HttpRequest, name: str) -> FileResponse:
    """A backup to take away; the history says who took it."""
    path = backups.path_of(workspace().root, name)
    if path is None:
        raise Http404
    with recorded(request, "exported", ("workspace", "backup"), new=name):
        return FileResponse(path.open("rb"), as_attachment=True, filename=name)
