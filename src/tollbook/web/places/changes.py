"""Adding, correcting and removing places; each change is in the history, and reports are located again after it."""

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tollbook.errors import StopRun
from tollbook.locate.reading import Refused
from tollbook.web.here import person, recorded
from tollbook.web.models.places import OwnPlace
from tollbook.web.permissions import needs
from tollbook.web.places import own
from tollbook.web.places.forms import Edited, Removal, Upload
from tollbook.web.places.views import one, page
from tollbook.web.refreshing import refresh_soon
from tollbook.web.saving import Conflict, save_version
from tollbook.web.told import fault

KIND, SUBJECT = "place", "place"
SHOWN = 20


def _changed(request: HttpRequest, said: str) -> None:
    """The gazetteer follows the table; then every report is located again, since a name may mean another place now."""
    own.write()
    refresh_soon(person(request))
    messages.success(request, said + " " + _("The reports are being located again; that takes a while with many."))


@needs("place.edit")
def add(request: HttpRequest) -> HttpResponse:
    """A new place."""
    form = Edited(request.POST) if request.method == "POST" else Edited(initial=request.GET.dict())
    if request.method != "POST" or not form.is_valid():
        return render(request, "web/places/add.html", {"form": form}, status=422 if request.method == "POST" else 200)
    given = form.changes()
    row = OwnPlace(key=own.new_key(), words=own.words_of(given["name"], given["names"]), **given)
    reason = form.cleaned_data["reason"]
    with recorded(request, KIND, (SUBJECT, row.key), field="added", new=own.plain(row), reason=reason):
        row.save()
    _changed(request, _("The place is added."))
    return redirect("place", row.pk)


@needs("place.edit")
@require_POST
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """A place corrected; where somebody else saved meanwhile, both are shown."""
    row = get_object_or_404(OwnPlace, pk=number, removed=False)
    form = Edited(request.POST)
    if not form.is_valid():
        return one(request, row, form, status=422)
    given, reason = form.changes(), form.cleaned_data["reason"]
    words, old = own.words_of(given["name"], given["names"]), own.plain(row)
    try:
        with recorded(request, KIND, (SUBJECT, row.key), field="corrected", old=old, new=given, reason=reason):
            save_version(row, form.cleaned_data["seen"], words=words, **given)
    except Conflict as conflict:
        again = request.POST.copy()
        again["seen"] = str(conflict.current.version)
        return one(request, conflict.current, Edited(again), status=409)
    _changed(request, _("The place is corrected."))
    return redirect("place", row.pk)


@needs("place.edit")
@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """A place taken out of the gazetteer; its row and its history stay."""
    row = get_object_or_404(OwnPlace, pk=number, removed=False)
    form = Removal(request.POST)
    if not form.is_valid():
        return one(request, row, removal=form, status=422)
    reason = form.cleaned_data["reason"]
    with recorded(request, KIND, (SUBJECT, row.key), field="removed", old=own.plain(row), reason=reason):
        save_version(row, row.version, removed=True)
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
        OwnPlace.objects.filter(key__in=list(by_key)).delete()
        OwnPlace.objects.bulk_create(by_key.values(), batch_size=500)


@needs("place.edit")
@require_POST
def take_list(request: HttpRequest, name: str) -> HttpResponse:
    """The places of an imported list become places of the table, so that each can be corrected."""
    path = next((path for path, _n in own.lists() if path.name == name), None)
    if path is None:
        raise Http404
    found = list(own.of_list(path))
    if len(found) > own.MOST:
        messages.error(request, _("The list is too long to be edited here; it stays as it is."))
        return redirect("places")
    _take(request, found, "taken", name)
    own.write()
    own.drop(path)
    _changed(request, _("%(n)s places can be corrected now.") % {"n": len(found)})
    return redirect("places")
