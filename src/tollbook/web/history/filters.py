"""Which events a list shows: filters that stand in its address."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tollbook.casebook.models import Event
from tollbook.web.days import DayInput

SUBJECTS = {
    "claim": _("claim"), "claims": _("which claims are one event"), "event": _("earlier decision"),
    "incident": _("incident"), "report": _("report"), "allegation": _("allegation"), "person": _("person"),
    "publication": _("publication"), "submission": _("submission"), "request": _("request"), "place": _("place"),
    "source": _("source"), "strike_log": _("strike log"), "workspace": _("workspace"),
    "witness": _("restricted record"),
}  # fmt: skip


class Filters(forms.Form):
    """What stands in the address."""

    subject = forms.CharField(label=_("Record (its id)"), max_length=400, required=False)
    subject_type = forms.ChoiceField(
        label=_("Kind of record"), choices=[("", _("every kind")), *SUBJECTS.items()], required=False
    )
    actor = forms.CharField(label=_("Who"), max_length=150, required=False)
    what = forms.CharField(label=_("What was done"), max_length=40, required=False)
    since = forms.DateField(label=_("From"), required=False, widget=DayInput())
    until = forms.DateField(label=_("until"), required=False, widget=DayInput())

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="filter_%s")

    def given(self) -> dict[str, Any]:
        """The filters that can be understood; those that cannot are left out, and said beside their fields."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value not in ("", None)}


def narrowed(rows: QuerySet[Event], given: Mapping[str, Any]) -> QuerySet[Event]:
    """The events these filters let through, newest first."""
    if subject := given.get("subject"):
        rows = rows.filter(subject_id=subject)
    if kind := given.get("subject_type"):
        rows = rows.filter(subject_type=kind)
    if actor := given.get("actor"):
        rows = rows.filter(actor=actor)
    if what := given.get("what"):
        rows = rows.filter(kind=what) | rows.filter(field=what)
    if since := given.get("since"):
        rows = rows.filter(at__gte=datetime.combine(since, time.min, UTC))
    if until := given.get("until"):
        rows = rows.filter(at__lt=datetime.combine(until, time.min, UTC) + timedelta(days=1))
    return rows.order_by("-pk")
