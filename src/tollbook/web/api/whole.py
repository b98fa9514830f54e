"""The whole workspace by API: a backup is asked for and taken away when it is whole, and brought into an empty one."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from ninja import File, Schema, Status
from ninja.errors import HttpError
from ninja.files import UploadedFile

from tollbook.casebook.events import record_event
from tollbook.errors import StopRun
from tollbook.web import jobs
from tollbook.web.api.once import once
from tollbook.web.api.routing import FAULTS, WRITES, router
from tollbook.web.api.tokens import allow
from tollbook.web.here import DATABASE, workspace
from tollbook.web.models.people import User
from tollbook.web.workspaces import backups, bringing


class Asked(Schema):
    """The job that writes it; its ``result`` is no more than the file's name, found in the list."""

    job: int


class Held(Schema):
    """One backup."""

    name: str
    size: int


@router.post("/backups", response={201: Asked, **WRITES}, summary="Have a backup written")
def ask(request: HttpRequest) -> Status[Any]:
    """Every row and original, without keys."""
    user = allow(request, "workspace.export")
    return once(request, user, lambda: _asked(user))


def _asked(user: User) -> tuple[int, dict[str, int]]:
    record_event(DATABASE, actor=user.username, kind="backup", subject=("workspace", "backup"))
    return 201, {"job": jobs.start("backup", user).pk}


@router.get("/backups", response={200: list[Held], **FAULTS}, summary="Backups, newest first")
def every(request: HttpRequest) -> list[dict[str, Any]]:
    """The last five."""
    allow(request, "workspace.export")
    return [{"name": one.name, "size": one.size} for one in backups.held(workspace().root)]


@router.get("/backups/{name}", response={200: None, **FAULTS}, summary="One backup, as a file")
def one(request: HttpRequest, name: str) -> FileResponse:
    """The history says who took it."""
    user = allow(request, "workspace.export")
    path = backups.path_of(workspace().root, name)
    if path is None:
        raise Http404
    record_event(DATABASE, actor=user.username, kind="exported", subject=("workspace", "backup"), new=name)
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@router.post("/workspace", response={201: Asked, **WRITES}, summary="Bring a whole workspace into this empty one")
def bring_in(request: HttpRequest, file: UploadedFile | None = File(None)) -> Status[Any]:  # type: ignore[type-arg] # noqa: B008
    """A backup as a form's ``file``, verified before anything changes; sent twice, the second finds a workspace that
    holds something (409). Accounts and tokens are then those of the file, beside the caller's own.
    """
    user = allow(request, "workspace.import")
    root = workspace().root
    try:
        bringing.refuse_unless_empty(root)
    except StopRun as fault:
        raise HttpError(409, f"{fault.what}: {fault.remedy}") from fault
    if file is None:
        raise HttpError(422, "send the backup as the field file of a form (multipart/form-data)")
    try:
        return Status(201, {"job": bringing.start(root, file, user).pk})
    except StopRun as fault:
        raise HttpError(422, f"{fault.what}: {fault.remedy}") from fault
