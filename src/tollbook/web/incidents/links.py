"""Links between incidents that are different events, or one told twice: typed, with a reason, and taken back openly."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tollbook.casebook.restore import incidents_of
from tollbook.model import Incident
from tollbook.web import records
from tollbook.web.here import DATABASE, person, recorded
from tollbook.web.incidents.forms import Relate
from tollbook.web.incidents.material import incident_or_404
from tollbook.web.models.incidents import Link, Relation
from tollbook.web.permissions import needs
from tollbook.web.saving import Conflict
from tollbook.web.search.entries import title_of


@dataclass(frozen=True, slots=True)
class Related:
    """A link as one of its incidents shows it; ``towards``: this incident is the one that the link starts from."""

    link: Link
    towards: bool
    other: str
    title: str


def of(keys: Sequence[str]) -> list[Related]:
    """The links of an incident that stand, from either side."""
    rows = Link.objects.filter(Q(incident__in=keys) | Q(other__in=keys), ended=None).select_related("person")
    found = [(row, row.incident in keys) for row in rows.order_by("pk")]
    others = {row.other if towards else row.incident for row, towards in found}
    titles = {one.id: title_of(one) for one in incidents_of(DATABASE, sorted(others))} if others else {}
    return [_related(row, towards, titles) for row, towards in found]


def _related(row: Link, towards: bool, titles: dict[str, str]) -> Related:
    other = row.other if towards else row.incident
    return Related(row, towards, other, titles.get(other, other))


def found_other(form: Any, own: Incident) -> Incident | None:
    """The other incident that a form names; None, told at the field, where there is none or it is the same."""
    named = form.cleaned_data["other"].strip().rstrip("/").rpartition("/")[2]
    other = records.incident(named)
    if other is None:
        form.add_error("other", _("There is no incident of this id."))
    elif other.id == own.id:
        form.add_error("other", _("This is the incident itself."))
    else:
        return other
    return None


@needs("incident.link")
def link(request: HttpRequest, key: str) -> HttpResponse:
    """The form, and making the link."""
    own = incident_or_404(key)
    form = Relate(request.POST or None)
    if request.method == "POST" and form.is_valid() and (other := found_other(form, own)):
        given = form.cleaned_data
        with recorded(
            request, "link", ("incident", own.id), field=given["kind"], new={"other": other.id}, reason=given["reason"]
        ):
            Link.objects.create(
                incident=own.id, other=other.id, kind=given["kind"], reason=given["reason"], person=person(request)
            )
        messages.success(request, _("The two incidents are linked."))
        return redirect("incident", own.id)
    held = {"incident": own, "title": title_of(own), "form": form}
    return render(request, "web/incidents/link.html", held, status=422 if form.errors else 200)


@needs("incident.link")
@require_POST
def unlink(request: HttpRequest, number: int) -> HttpResponse:
    """Take a link back; the history keeps that it was made."""
    row = get_object_or_404(Link, pk=number, ended=None)
    old = {"other": row.other, "kind": str(Relation(row.kind))}
    with recorded(request, "link_ended", ("incident", row.incident), field=row.kind, old=old):
        if not Link.objects.filter(pk=row.pk, ended=None).update(ended=timezone.now()):
            raise Conflict(row, address=reverse("incident", args=[row.incident]))
    messages.success(request, _("The link is taken back."))
    return redirect("incident", row.incident)
