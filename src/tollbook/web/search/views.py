"""Pages about searching."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tollbook.casebook import models
from tollbook.web.blind import Sight
from tollbook.web.here import person
from tollbook.web.models.search import Entry, Notice, SavedSearch
from tollbook.web.permissions import needs
from tollbook.web.search.entries import INCIDENT
from tollbook.web.search.finding import Found, find, these
from tollbook.web.search.forms import Keep, Search

A_PAGE = 50


@needs("search.see")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Words, filters and what they find."""
    asked = any(str(value).strip() for name, value in request.GET.items() if name != "page")
    sight = Sight(person(request))
    form = Search(request.GET if asked else None).offer(sight)
    found = find(form.cleaned_data, sight) if asked and form.is_valid() else Found([], False)
    page = Paginator(found.keys, A_PAGE).get_page(request.GET.get("page"))
    held: dict[str, Any] = {
        "form": form,
        "page": page,
        "rows": _rows(sight.entries(these(list(page.object_list)))),
        "found": found,
        "asked": asked,
    }
    held["keep"] = Keep(initial={"query": _query(request.GET)})
    held["kept"] = SavedSearch.objects.filter(user=person(request)).order_by("name")
    return render(request, "web/search/search.html", held, status=422 if form.errors else 200)


def _rows(entries: Sequence[Entry]) -> list[tuple[Entry, models.Figure | None]]:
    """The entries, incidents with their figure of the killed: an entry's own numbers do not tell an open end."""
    keys = [entry.key for entry in entries if entry.kind == INCIDENT]
    figures = models.Figure.objects.filter(incident_id__in=keys, key="killed").defer("record") if keys else ()
    killed = {figure.incident_id: figure for figure in figures}
    return [(entry, killed.get(entry.key)) for entry in entries]


def _query(given: QueryDict) -> str:
    """The address of a search without page and empty fields."""
    kept = given.copy()
    for name, value in list(kept.items()):
        if name == "page" or not value:
            del kept[name]
    return kept.urlencode()


@needs("search.save")
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep a search; its owner is told of what comes in from now on."""
    form = Keep(request.POST)
    if form.is_valid():
        newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        SavedSearch.objects.create(user=person(request), seen=newest, **form.cleaned_data)
    return redirect(f"{reverse('search')}?{form.cleaned_data['query']}" if form.is_valid() else "search")


@needs("search.save")
@require_POST
def forget(request: HttpRequest, number: int) -> HttpResponse:
    """Keep a search no longer."""
    get_object_or_404(SavedSearch, pk=number, user=person(request)).delete()
    return redirect("search")


@login_required
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What a person was told, the newest first; looking at it is reading it."""
    mine = Notice.objects.filter(user=person(request)).order_by("-pk")
    page = Paginator(mine, A_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    answer = render(request, "web/search/notices.html", {"page": page, "notices": shown})
    Notice.objects.filter(pk__in=[notice.pk for notice in shown], read=None).update(read=timezone.now())
    return answer
