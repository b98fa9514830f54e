"""The balance of a month with the list behind each number."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tollbook.casebook import allegations, models
from tollbook.errors import StopRun
from tollbook.ledger.balance import balance, figures, last_day, month_of, months, not_to_come
from tollbook.ledger.published import Month, written
from tollbook.model import Allegation
from tollbook.model.monthly import Balance
from tollbook.web.assessment.cases import today
from tollbook.web.assessment.words import CATEGORIES, FACTS, STATES
from tollbook.web.here import DATABASE
from tollbook.web.permissions import needs
from tollbook.web.tables import as_csv

A_PAGE = 50
LISTS = ("carried_over", "received", "reopened", "completed", "open")
FILE = ("id", "title", "standard", "belligerent", "received", "state")


@needs("allegation.see")
@require_safe
def ledger(request: HttpRequest) -> HttpResponseBase:
    """A month: its balance, findings by reason, what was reopened and why, one of its lists."""
    standard, belligerent = (request.GET.get(name, "").strip() or None for name in ("standard", "belligerent"))
    every = allegations.allegations(DATABASE, standard=standard, belligerent=belligerent)
    month = _month(request.GET.get("month", ""))
    made = balance(every, month, standard, belligerent)
    wanted = request.GET.get("list", "open")
    chosen = _listed(made, wanted if wanted in LISTS else "open", every)
    if request.GET.get("file") == "csv":
        return as_csv(f"ledger-{made.month}-{wanted}", FILE, ([getattr(one, name, "") for name in FILE[:4]]
                      + [one.steps[0].at, one.state] for one in chosen))  # fmt: skip
    held: dict[str, Any] = {
        "balance": made,
        "numbers": figures(made),
        "terms": [(name, len(getattr(made, name))) for name in LISTS],
        "list": wanted if wanted in LISTS else "open",
        "page": Paginator(_rows(chosen, made), A_PAGE).get_page(request.GET.get("page")),
        "reasons": _reasons(made),
        "reopened": _reopened(made, every),
        "month": made.month,
        "months": [written(one) for one in reversed(months(every, _this()))],
        "reports": _reports(standard),
        "ended": last_day(month) < today(),
        **_choices(standard, belligerent),
    }
    return render(request, "web/ledger/ledger.html", held)


def _this() -> Month:
    return today().year, today().month


def _month(given: str) -> Month:
    """The month asked for, by default this one; Http404 for none and for one to come."""
    if not given:
        return _this()
    try:
        month = month_of(given)
        not_to_come(month, today())
    except StopRun as error:
        raise Http404 from error
    return month


def _choices(standard: str | None, belligerent: str | None) -> dict[str, Any]:
    rows = models.Allegation.objects.order_by()
    return {
        "standard": standard or "",
        "belligerent": belligerent or "",
        "standards": sorted(set(rows.values_list("standard", flat=True).distinct())),
        "belligerents": sorted(filter(None, rows.values_list("belligerent", flat=True).distinct())),
    }


def _listed(made: Balance, name: str, every: Iterable[Allegation]) -> list[Allegation]:
    """The allegations behind a number, one for each time it is counted."""
    held = {one.id: one for one in every}
    keys = [one.allegation for one in made.completed] if name == "completed" else getattr(made, name)
    return [held[key] for key in keys]


def _rows(chosen: Sequence[Allegation], made: Balance) -> list[dict[str, Any]]:
    found = Counter(one.allegation for one in made.completed)
    return [{"one": one, "label": STATES[one.state], "found": found[one.id]} for one in chosen]


def _reasons(made: Balance) -> list[tuple[Any, Any, int]]:
    """Findings of the month by state and category."""
    counted = Counter((one.state, one.category or "") for one in made.completed)
    return [(STATES[state], CATEGORIES.get(why, ""), many) for (state, why), many in sorted(counted.items())]


def _reopened(made: Balance, every: Iterable[Allegation]) -> list[dict[str, Any]]:
    """What was reopened in the month: for which reason, and which facts its finding had named."""
    again, rows = set(made.reopened), []
    for one in (one for one in every if one.id in again):
        for at, step in enumerate(one.steps):
            if step.state == "reopened" and step.at.isoformat().startswith(made.month):
                named = [FACTS.get(fact, fact) for fact in one.steps[at - 1].overturned_by]
                rows.append({"one": one, "step": step, "facts": named})
    return rows


def _reports(standard: str | None) -> Iterable[Any]:
    rows = models.MonthlyReport.objects.order_by("-month", "standard", "-version")
    chosen = rows.filter(standard=standard) if standard else rows
    return chosen.values("month", "standard", "version", "published")[:A_PAGE]
