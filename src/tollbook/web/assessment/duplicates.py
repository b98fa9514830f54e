"""Allegations that may tell of the same event as another, each with the reasons; a person decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tollbook.casebook import models
from tollbook.locate.keys import exact_key

AROUND, MOST, LOOKED_AT = 3, 8, 200
"""Days on both sides; how many are shown; and how many rows are looked at."""


@dataclass(frozen=True, slots=True)
class Alike:
    """One that may be the same, and why."""

    id: str
    title: str
    state: str
    reasons: tuple[str, ...]


def alike(
    name: str, incident: str | None, day: date | None, place: str | None, documents: Sequence[str]
) -> list[Alike]:
    """The likeliest first: more reasons before fewer."""
    wanted = Q(pk__in=[])
    if incident:
        wanted |= Q(incident=incident)
    if day:
        wanted |= Q(
            record__event_date__in=[(day + timedelta(days=by)).isoformat() for by in range(-AROUND, AROUND + 1)]
        )
    if place:
        wanted |= Q(record__place=place)
    rows = models.Allegation.objects.filter(wanted).exclude(pk=name).order_by("-received", "pk")[:LOOKED_AT]
    found = [(row, _reasons(row, incident, day, place, documents)) for row in rows]
    kept = [Alike(row.id, row.title, row.state, tuple(why)) for row, why in found if _enough(row, incident, why)]
    return sorted(kept, key=lambda one: -len(one.reasons))[:MOST]


def _enough(row: models.Allegation, incident: str | None, why: Sequence[str]) -> bool:
    """The same incident is enough; a day or a place alone is not."""
    return bool(incident and row.incident == incident) or len(why) > 1


def _reasons(
    row: models.Allegation, incident: str | None, day: date | None, place: str | None, documents: Sequence[str]
) -> list[str]:
    said: dict[str, Any] = row.record
    why = [_("speaks of the same incident")] if incident and row.incident == incident else []
    if day and said.get("event_date"):
        apart = abs((date.fromisoformat(said["event_date"]) - day).days)
        why += [_("the same day")] if apart == 0 else [_("%(n)d days apart") % {"n": apart}] if apart <= AROUND else []
    if place and said.get("place") and exact_key(place) == exact_key(said["place"]):
        why.append(_("the same place"))
    if shared := set(documents) & set(said.get("documents") or ()):
        why.append(ngettext("%(n)d report in common", "%(n)d reports in common", len(shared)) % {"n": len(shared)})
    return why
