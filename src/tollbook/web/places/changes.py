"""Adding, correcting and removing places; each change is in the history, and reports are located again after it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tollbook.casebook import models
from tollbook.errors import StopRun
from tollbook.locate.reading import Refused
from tollbook.web import jobs
from tollbook.web.here import person, recorded
from tollbook.web.models.places import OwnPlace
from tollbook.web.permissions import needs
from tollbook.web.places import own
from tollbook.web.places.forms import Edited, Removal, Upload
from tollbook.web.places.views import one, page
from tollbook.web.saving import Conflict, save_version
from tollbook.web.told import fault

KIND, SUBJECT = "place", "place"
SHOWN = 20


def _changed(request: HttpRequest, said: str) -> None:
    messages.success(request, said + " " + _("The reports are being located again; that takes a while with many."))


@contextmanager
def _followed(request: HttpRequest, list_taken: str = "") -> Iterator[None]:
    """A change with the job that brings the gazetteer and the reports in line with it, both or neither."""
    with transaction.atomic():
        yield
        jobs.start("places", person(request), list=list_taken)


def _gone(row: OwnPlace) -> Conflict:
    """That somebody removed the place, with her reason."""
    last = models.Event.objects.filter(subject_type=SUBJECT, subject_id=row.key).order_by("-pk").first()
    standing = [(_("removed"), f"{last.actor}: {last.reason}")] if last else []
    return Conflict(row, standing, reverse("place", args=[row.pk]))


@needs("place.edit")
def add(request: HttpRequest) -> HttpResponse:
    """A new place."""
    form = Edited(request.POST) if request.method == "POST" else Edited(initial=request.GET.dict())
    if request.method != "POST" or not form.is_valid():
        return render(request, "web/places/add.html", {"form": form}, status=422 if request.method == "POST" else 200)
    given = form.changes()
    row = OwnPlace(key=own.new_key(), words=own.words_of(given["name"], given["names"]), **given)
    reason = form.cleaned_data["reason"]
    with (
        _followed(request),
        recorded(request, KIND, (SUBJECT, row.key), field="added", new=own.plain(row), reason=reason),
    ):
        row.save()
    _changed(request, _("The place is added."))
    return redirect("place", row.pk)


@needs("place.edit")
@require_POST
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """A place corrected; where somebody else saved meanwhile, both are shown."""
    row = get_object_or_404(OwnPlace, pk=number)
    form = Edited(request.POST)
    if row.removed:
        raise _gone(row)
    if not form.is_valid():
        return one(request, row, form, status=422)
    given, reason = form.changes(), form.cleaned_data["reason"]
    words, old = own.words_of(given["name"], given["names"]), own.plain(row)
    try:
        with (
            _followed(request),
            recorded(request, KIND, (SUBJECT, row.key), field="corrected", old=old, new=given, reason=reason),
        ):
            save_version(row, form.cleaned_data["seen"], words=words, **given)
    except Conflict as conflict:
        if conflict.current.removed:
            raise _gone(conflict.current) from conflict
        again = request.POST.copy()
        again["seen"] = str(conflict.current.version)
        return one(request, conflict.current, Edited(again), status=409)
    _changed(request, _("The place is corrected."))
    return redirect("place", row.pk)


@needs("place.edit")
@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """A place taken out of the gazetteer, as it was seen; its row and its history stay."""
    row = get_object_or_404(OwnPlace, pk=number)
    form = Removal(request.POST)
    if row.removed:
        raise _gone(row)
    if not form.is_valid():
        return one(request, row, removal=form, status=422)
    reason, old = form.cleaned_data["reason"], own.plain(row)
    try:
        with _followed(request), recorded(request, KIND, (SUBJECT, row.key), field="removed", old=old, reason=reason):
            save_version(row, form.cleaned_data["seen"], removed=True)
    except Conflict as conflict:
        if conflict.current.removed:
            raise _gone(conflict.current) from conflict
        return one(request, conflict.current, removal=Removal(request.POST), status=409)
    _changed(request, _("The place is removed."))
    return redirect("places")


@needs("place.edit")
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """The places of a CSV file, all that can be used; the rest is told with line and reason."""
    form = Upload(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, form, 422)
    try:
        found, refused = _read(form.cleaned_data["file"])
    except (StopRun, UnicodeDecodeError) as error:
        form.add_error("file", fault(error) if isinstance(error, StopRun) else str(error))
        return page(request, form, 422)
    if not found:
        form.add_error("file", _("No usable place in it."))
        return page(request, form, 422, refused=refused[:SHOWN])
    with _followed(request):
        _take(request, found, "uploaded", form.cleaned_data["reason"])
    _changed(request, _("%(n)s places were taken.") % {"n": len(found)})
    return page(request, refused=refused[:SHOWN], status=200) if refused else redirect("places")


def _read(given: Any) -> tuple[list[OwnPlace], list[Refused]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "places.csv"
        path.write_bytes(given.read())
        return own.read(path)


def _take(request: HttpRequest, found: list[OwnPlace], how: str, reason: str) -> None:
    """Places that are there already, by their id, are replaced."""
    by_key = {row.key: row for row in found}
    new = {"places": len(by_key), "names": [row.name for row in found[:SHOWN]]}
    with recorded(request, KIND, ("gazetteer", how), field=how, new=new, reason=reason):
        known = OwnPlace.objects.select_for_update().filter(key__in=list(by_key)).in_bulk(field_name="key")
        for key, row in known.items():  # the row stays with its number and counts up: whoever has it open is told
            by_key[key].pk, by_key[key].version = row.pk, row.version + 1
        OwnPlace.objects.bulk_update([by_key[key] for key in known], own.FIELDS, batch_size=500)
        fresh = [row for key, row in by_key.items() if key not in known]
        OwnPlace.objects.bulk_create(fresh, batch_size=500)


@needs("place.edit")
@require_POST
def take_list(request: HttpRequest, name: str) -> HttpResponse:
    """The places of an imported list become places of the table, so that each can be corrected."""
    path = next((one.path for one in own.lists() if one.path.name == name), None)
    if path is None:
        raise Http404
    found = list(own.of_list(path))
    if len(found) > own.MOST:
        messages.error(request, _("The list is too long to be edited here; it stays as it is."))
        return redirect("places")
    with _followed(request, list_taken=name):
        _take(request, found, "taken", name)
    _changed(request, _("%(n)s places can be corrected now.") % {"n": len(found)})
    return redirect("places")
