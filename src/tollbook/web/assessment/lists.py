"""The list of cases: raised findings first, then by how long they wait; filters in the address; exported as shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tollbook.casebook import models, watches
from tollbook.casebook.watches import Watched
from tollbook.model import FINDINGS
from tollbook.web.assessment import deadlines
from tollbook.web.assessment.cases import today
from tollbook.web.assessment.words import STATES
from tollbook.web.blind import Sight
from tollbook.web.here import person, workspace
from tollbook.web.models.assessment import Case, Proposal
from tollbook.web.models.people import User
from tollbook.web.permissions import needs
from tollbook.web.tables import as_csv
from tollbook.web.told import standard_name, worded

A_PAGE, RAISED, MOST = 50, 20, 20_000
FILE = ("id", "title", "state", "standard", "belligerent", "received", "since", "due", "overdue", "assigned")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list. ``waited`` and ``age`` in days."""

    id: str
    title: str
    state: str
    label: Any
    standard: str
    belligerent: str
    received: date
    age: int
    since: date
    waited: int
    due: date | None
    overdue: bool
    assigned: str
    waiting: bool


class Filters(forms.Form):
    """What the list is narrowed to."""

    state = forms.ChoiceField(label=_("State"), required=False)
    standard = forms.ChoiceField(label=_("Standard"), required=False)
    belligerent = forms.ChoiceField(label=_("Against whom"), required=False)
    assigned = forms.ChoiceField(label=_("Assigned to"), required=False)
    overdue = forms.BooleanField(label=_("overdue only"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = models.Allegation.objects.order_by()
        people = User.objects.filter(pk__in=Case.objects.values("assigned")).order_by("username")
        given = {
            "state": [("", _("open")), ("all", _("all")), ("proposed", _("waits for a decision")), *STATES.items()],
            "standard": _named(rows.values_list("standard", flat=True).distinct(), standard_name),
            "belligerent": _named(rows.values_list("belligerent", flat=True).distinct()),
            "assigned": [("", _("anybody")), ("me", _("me")), ("nobody", _("nobody")),
                         *((one.username, one.username) for one in people)],
        }  # fmt: skip
        for name, choices in given.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined] # fields of choices


def _named(values: Iterable[str | None], called: Callable[[str], str] = str) -> list[tuple[str, Any]]:
    return [("", _("all")), *((one, called(one)) for one in sorted(filter(None, values)))]


@needs("allegation.see")
@require_safe
def assessment(request: HttpRequest) -> HttpResponseBase:
    """Cases as filtered, fifty a page; as a CSV file with ``?file=csv``."""
    form = Filters(request.GET)
    given = {name: form[name].value() or "" for name in form.fields}
    days, me = deadlines.days(), person(request)
    rows = _chosen(given, days, me)
    if request.GET.get("file") == "csv":
        lines = _lines(list(rows[:MOST]), days)
        return as_csv("assessment", FILE, ([getattr(line, name) for name in FILE] for line in lines))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    held: dict[str, Any] = {"form": form, "page": page, "lines": _lines(page.object_list, days), "days": days}
    first = page.number == 1
    held["raised"] = [told(one, Sight(me)) for one in watches.raised(workspace(), RAISED)] if first else []
    held["deadlines"] = [(STATES[state], many) for state, many in days.items()]
    return render(request, "web/assessment/assessment.html", held)


def told(one: Watched, sight: Sight) -> dict[str, Any]:
    """A raised finding in the language of the page; what a standard proposed only for those who may be shown it."""
    changed = [tuple(worded(words) for words in (bearing.text, bearing.was, bearing.now)) for bearing in one.bearing]
    case = one.subject != one.incident
    return {"watch": one, "changed": changed, "case": case, "judge_first": not (case or sight.shows(one.incident))}


def _chosen(given: Mapping[str, str], days: Mapping[str, int], me: User) -> "QuerySet[models.Allegation]":
    last = models.Step.objects.filter(allegation=OuterRef("pk"), state=OuterRef("state")).order_by("-pk")
    rows = models.Allegation.objects.annotate(since=Subquery(last.values("at")[:1])).order_by("since", "pk")
    rows = rows.filter(_state(given["state"]), _who(given["assigned"], me))
    exact = {name: given[name] for name in ("standard", "belligerent") if given[name]}
    return rows.filter(_late(days) if given["overdue"] else Q(), **exact)


def _state(wanted: str) -> Q:
    if wanted == "all":
        return Q()
    if wanted == "proposed":
        return Q(pk__in=Proposal.objects.filter(state=Proposal.State.PROPOSED).values("allegation"))
    return Q(state=wanted) if wanted in STATES else ~Q(state__in=FINDINGS)


def _who(wanted: str, me: User) -> Q:
    held = Case.objects.filter(assigned__isnull=False)
    if wanted == "nobody":
        return ~Q(pk__in=held.values("allegation"))
    name = me.username if wanted == "me" else wanted
    return Q(pk__in=held.filter(assigned__username=name).values("allegation")) if wanted else Q()


def late(person: User) -> int:
    """How many open cases are past the day of their next step."""
    given = dict.fromkeys(Filters.base_fields, "") | {"overdue": "on"}
    return _chosen(given, deadlines.days(), person).count()


def _late(days: Mapping[str, int]) -> Q:
    late = Q(pk__in=[])
    for state, many in days.items():
        late |= Q(state=state, since__lt=today() - timedelta(days=many))
    return late


def _lines(rows: Iterable[Any], days: Mapping[str, int]) -> list[Row]:
    found = list(rows)
    keys = [row.pk for row in found] if len(found) <= A_PAGE else None
    cases = Case.objects.filter(assigned__isnull=False).select_related("assigned")
    waiting = Proposal.objects.filter(state=Proposal.State.PROPOSED)
    if keys is not None:
        cases, waiting = cases.filter(allegation__in=keys), waiting.filter(allegation__in=keys)
    people = {case.allegation: case.assigned.username for case in cases if case.assigned}
    proposed = set(waiting.values_list("allegation", flat=True))
    return [_line(row, days, people, proposed) for row in found]


def _line(row: Any, days: Mapping[str, int], people: Mapping[str, str], proposed: set[str]) -> Row:
    now = today()
    due = deadlines.due(row.state, row.since, days)
    return Row(
        id=row.id,
        title=row.title,
        state=row.state,
        label=STATES[row.state],
        standard=row.standard,
        belligerent=row.belligerent or "",
        received=row.received,
        age=(now - row.received).days,
        since=row.since,
        waited=(now - row.since).days,
        due=due,
        overdue=due is not None and due < now,
        assigned=people.get(row.id, ""),
        waiting=row.id in proposed,
    )
