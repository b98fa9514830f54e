"""The history of an incident: what was decided of it, of its claims, and of which claims are one event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tollbook.casebook import models
from tollbook.casebook.decisions import CLAIM, CLAIMS, DECISION, EVENT, UNDONE, undone_among
from tollbook.casebook.likelihoods import LIKELIHOOD
from tollbook.web.events import event_name
from tollbook.web.here import DATABASE
from tollbook.web.history.visible import tells
from tollbook.web.incidents.material import Material
from tollbook.web.models.people import User

FIRST, MOST = 20, 500
CLAIMS_ASKED = 400
WHAT = {
    "same": _("judged one event"), "different": _("judged different events"),
    "unsure": _("left open whether one event"),
    "accepted": _("claim accepted"), "corrected": _("claim corrected"), "rejected": _("claim rejected"),
    "added": _("claim added"), "undone": _("taken back"), "likelihood": _("judged how likely"),
    "evidence": _("evidence filled in"), "standard_shown": _("saw what follows under the standard"),
    "link": _("linked"), "link_ended": _("link taken back"), "narrative": _("story written"),
    "comment": _("commented"), "comment_withdrawn": _("comment withdrawn"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One event; ``undoable``: a judgement on incidents that stands."""

    event: models.Event
    what: Any
    about: str
    undoable: bool = False
    gone: bool = False


def of(material: Material, keys: Sequence[str]) -> list[Line]:
    """The events about the incident, newest first."""
    claims = [claim.id for claim in material.claims][:CLAIMS_ASKED]
    about = Q(subject_type="incident", subject_id__in=keys) | Q(subject_type=CLAIM, subject_id__in=claims)
    own = models.Event.objects.filter(about, subject_id__in=[*keys, *claims]).order_by("-pk")[:MOST]
    judged = models.Event.objects.filter(_judged(keys, claims)).order_by("-pk")[:MOST]
    rows = sorted([*own, *judged], key=lambda row: -row.pk)[:MOST]
    undoings = models.Event.objects.filter(subject_type=EVENT, subject_id__in=[str(row.pk) for row in rows])
    taken = list(undoings.filter(kind=DECISION, field=UNDONE).order_by("-pk"))
    gone = undone_among(DATABASE, rows)
    return [_line(row, gone) for row in sorted([*rows, *taken], key=lambda row: -row.pk)]


def told(who: User, lines: Iterable[Line], judges_first: bool) -> list[Line]:
    """The lines that this person may know of; where she is to judge first, not how likely others hold it."""
    return [one for one in lines if tells(who, one.event) and not (judges_first and _weighs(one.event))]


def _weighs(event: models.Event) -> bool:
    return event.kind == DECISION and event.field == LIKELIHOOD


def _judged(keys: Sequence[str], claims: Sequence[str]) -> Q:
    """Judgements that named these incidents when they were made, or begin with one of these claims."""
    found = Q(subject_id__in=[])
    for key in keys:
        found |= Q(old__incidents__icontains=f'"{key}"')
    for claim in claims[:20]:
        found |= Q(subject_id__startswith=f"{claim} |") | Q(subject_id__endswith=f"| {claim}")
    return Q(subject_type=CLAIMS, kind=DECISION) & found


def _line(row: models.Event, gone: Iterable[int]) -> Line:
    name = row.field if row.kind == DECISION else row.kind
    stands = row.pk not in gone
    about = row.subject_id if row.subject_type in (CLAIM, CLAIMS) else ""
    return Line(row, WHAT.get(name) or event_name(name), about, stands and row.subject_type == CLAIMS, not stands)
