"""What others decided about an incident while a form of it was open, by the number of the last event that was seen."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tollbook.casebook.decisions import CLAIMS, DECISION, EVENT
from tollbook.casebook.likelihoods import EVIDENCE, INCIDENT
from tollbook.casebook.models import Event
from tollbook.web.incidents.standing import KIND
from tollbook.web.saving import Conflict


def latest() -> int:
    """The number of the last decision, for a form to hold; not of the last event, by which anybody could tell that
    somebody opened a restricted record just now.
    """
    return int(Event.objects.filter(kind=DECISION).aggregate(last=Max("pk"))["last"] or 0)


def refuse_cell(incident: str, kind: str, seen: int | None) -> None:
    """Raises Conflict where somebody filled in this cell of the evidence since. ``seen`` None: nothing is checked."""
    if seen is not None:
        cells = _since(seen).filter(subject_type=INCIDENT, subject_id=incident, field=EVIDENCE)
        other = next((one for one in cells if _new(one).get("kind") == kind), None)
        if other is not None:
            standing = [(str(KIND[kind]), f"{other.actor}: {_new(other)['what']}")]
            raise Conflict(other, standing, reverse("incident_likelihood", args=[incident]))


def refuse_judgement(claims: Collection[str], seen: int | None) -> None:
    """Raises Conflict where somebody judged of these claims since, or took a judgement of them back."""
    if seen is None:
        return
    rows = list(_since(seen).filter(Q(subject_type=CLAIMS) | Q(subject_type=EVENT)))
    back = {int(one.subject_id): one for one in rows if one.subject_type == EVENT}
    taken_back = Event.objects.filter(pk__in=list(back), subject_type=CLAIMS)
    told = [(one, one) for one in rows if one.subject_type == CLAIMS] + [(one, back[one.pk]) for one in taken_back]
    other = next((event for judged, event in told if set(_claims(judged)) & set(claims)), None)
    if other is not None:
        address = reverse("incident_followed", args=[other.pk]) if other.subject_type == CLAIMS else ""
        raise Conflict(other, [(str(VERDICTS.get(other.field, _("taken back"))), _words(other))], address)


VERDICTS = {"same": gettext_lazy("merged"), "different": gettext_lazy("split"), "unsure": gettext_lazy("left open")}


def _since(seen: int) -> QuerySet[Event]:
    return Event.objects.filter(pk__gt=seen, kind=DECISION).order_by("-pk")


def _new(event: Event) -> dict[str, Any]:
    return dict(event.new) if isinstance(event.new, dict) else {}


def _claims(event: Event) -> Iterable[str]:
    return (str(anchor["id"]) for group in _new(event).get("groups", ()) for anchor in group)


def _words(event: Event) -> str:
    return f"{event.actor}: {event.reason}"
