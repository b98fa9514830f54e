"""The list of incidents: filters that make an address, the reader's own columns, exports."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tollbook.casebook import models
from tollbook.web.blind import Sight
from tollbook.web.called import grade_name
from tollbook.web.days import DayInput
from tollbook.web.here import person
from tollbook.web.models.search import Entry
from tollbook.web.paging import ByKey
from tollbook.web.permissions import needs
from tollbook.web.search.entries import INCIDENT
from tollbook.web.search.finding import filtered, matching
from tollbook.web.tables import as_csv, as_json_lines

A_PAGE, MOST = 50, 20_000
ORDERS: Mapping[str, tuple[Any, ...]] = {
    "newest": (F("day").desc(nulls_last=True), "-pk"),
    "oldest": (F("day").asc(nulls_last=True), "pk"),
    "most": (F("most").desc(nulls_last=True), "-pk"),
    "place": ("place", "pk"),
}
ORDER_NAMES = [
    ("newest", _("newest first")),
    ("oldest", _("oldest first")),
    ("most", _("highest toll first")),
    ("place", _("by place")),
]
COLUMNS = [
    ("injured", _("injured")),
    ("sources", _("independent sources")),
    ("open", _("still open")),
    ("reports", _("reports")),
]
SHOWN = ("sources", "open")
FILE = ("id", "day", "place", "killed_min", "killed_max", "open_ended", "independent_sources", "grade")


class Filters(forms.Form):
    """What the list is narrowed to; every field is part of the address."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"type": "search", "data-key": "/", "dir": "auto"}),
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    grade = forms.CharField(label=_("Grade"), required=False, max_length=60)
    since = forms.DateField(label=_("From"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Until"), required=False, widget=DayInput())
    least = forms.IntegerField(label=_("Killed, at least"), required=False, min_value=0)
    order = forms.ChoiceField(label=_("Order"), choices=ORDER_NAMES, required=False)
    show = forms.MultipleChoiceField(
        label=_("Columns"), choices=COLUMNS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, sight: Sight) -> "Filters":
        """The form with the grades that there are as choices."""
        grades = sight.graded(Entry.objects.filter(kind=INCIDENT)).exclude(grade="").order_by("grade")
        given = {self.data["grade"]} if self.data.get("grade") else set()
        values = sorted({*grades.values_list("grade", flat=True).distinct(), *given})
        choices = [("", _("any")), *((value, grade_name(value)) for value in values)]
        self.fields["grade"] = forms.ChoiceField(label=_("Grade"), choices=choices, required=False)
        return self


@dataclass(frozen=True, slots=True)
class Row:
    """One incident of the list."""

    entry: Entry
    figures: Mapping[str, models.Figure]
    questions: int
    reports: int


def wanted(asked: Mapping[str, Any], sight: Sight) -> QuerySet[Entry]:
    """The entries of the incidents that pass the filters, in the order asked for."""
    rows = filtered(Entry.objects.filter(kind=INCIDENT).defer("words", "stems"), {**asked, "kind": INCIDENT}, sight)
    text = (asked.get("q") or "").strip()
    if text:
        rows = rows.filter(pk__in=matching(text))
    return rows.order_by(*ORDERS[asked.get("order") or "newest"])


def rows_of(entries: Iterable[Entry], sight: Sight) -> list[Row]:
    """The entries with what the columns show, in three queries and those that tell which grades are shown."""
    held = sight.entries(entries)
    keys = [entry.key for entry in held]
    figures: dict[str, dict[str, models.Figure]] = {}
    for figure in models.Figure.objects.filter(incident_id__in=keys, key__in=("killed", "injured")).defer("record"):
        figures.setdefault(figure.incident_id, {})[figure.key] = figure
    records = dict(models.Incident.objects.filter(id__in=keys).values_list("id", "record"))
    return [
        Row(
            entry,
            figures.get(entry.key, {}),
            len(records.get(entry.key, {}).get("open_questions", ())),
            len(records.get(entry.key, {}).get("documents", ())),
        )
        for entry in held
    ]


@needs("incident.see")
@require_safe
def incidents(request: HttpRequest) -> HttpResponseBase:
    """The list, or a file of it."""
    sight = Sight(person(request))
    form = Filters(request.GET).offer(sight)
    valid = form.is_valid()
    found = wanted(form.cleaned_data, sight) if valid else Entry.objects.none()
    if request.GET.get("format") in ("csv", "jsonl"):
        return _file(found, request.GET["format"], sight)
    page = ByKey(found, A_PAGE).get_page(request.GET.get("page"))
    show = (form.cleaned_data["show"] if valid else []) or list(SHOWN)
    held = {"form": form, "page": page, "rows": rows_of(page.object_list, sight), "show": show}
    return render(request, "web/incidents/incidents.html", held, status=200 if valid else 422)


def _file(found: QuerySet[Entry], kind: str, sight: Sight) -> HttpResponseBase:
    rows = _values(found[:MOST], sight)
    if kind == "csv":
        return as_csv("incidents", FILE, rows)
    return as_json_lines("incidents", (dict(zip(FILE, row, strict=True)) for row in rows))


def _values(found: QuerySet[Entry], sight: Sight) -> Iterator[tuple[Any, ...]]:
    entries = list(found)
    for start in range(0, len(entries), A_PAGE):
        for row in rows_of(entries[start : start + A_PAGE], sight):
            killed = row.figures.get("killed")
            figure = (killed.min, killed.max, killed.open_ended, killed.independent_sources) if killed else (None,) * 4
            yield (row.entry.key, row.entry.day, row.entry.place, *figure, row.entry.grade)
