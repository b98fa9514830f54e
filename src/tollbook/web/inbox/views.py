"""Pages of the inbox: the list with what is done to many reports at once, and bringing reports in."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tollbook.casebook import models
from tollbook.web.here import workspace
from tollbook.web.inbox import changes, incoming, lists
from tollbook.web.inbox.again import BRINGING, may_begin_again
from tollbook.web.inbox.forms import Assign, BringIn, SetAside
from tollbook.web.inbox.sync import sync_if_needed
from tollbook.web.jobs import start
from tollbook.web.models.inbox import InboxItem, Stage
from tollbook.web.models.jobs import Job, State
from tollbook.web.models.people import User
from tollbook.web.models.public import Submission
from tollbook.web.paging import ByKey
from tollbook.web.permissions import can, needs, require
from tollbook.web.saving import whole_number
from tollbook.web.told import own

PAGE, TOLD = 50, 5
ALLOWED = {
    "take": "report.take", "done": "report.take", "assign": "report.assign", "aside": "report.set_aside",
    "back": "report.set_aside",
}  # fmt: skip
"""What can be done to reports of the list, and the action of the permissions table that it is."""


@needs("report.see")
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The reports that wait."""
    sync_if_needed()
    return _page(request)


def _page(request: HttpRequest, aside: SetAside | None = None, status: int = 200) -> HttpResponse:
    filters = lists.Filters({"state": Stage.NEW, **request.GET.dict()})
    given = filters.given()
    found, counted = lists.listed(given, request.user).select_related("person"), lists.counted(given, request.user)
    pages = ByKey(lists.ordered(found, given.get("order", "")), PAGE, many=counted.listed)
    page = pages.get_page(request.GET.get("page"))
    shown = list(page.object_list)
    held: dict[str, Any] = {
        "filters": filters,
        "page": page,
        "rows": _rows(shown),
        "tabs": _tabs(request, given, counted.by_state),
        "assign": Assign(),
        "aside": aside or SetAside(),
        "query": request.GET.urlencode(),
        "submissions": _submissions_waiting(request),
        "anything": bool(shown) or InboxItem.objects.exists(),
    }
    part = request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request")
    template = "web/inbox/list.html" if part else "web/inbox/inbox.html"
    return render(request, template, held, status=status)


def _submissions_waiting(request: HttpRequest) -> int | None:
    """How many submissions of the public form wait; None for those who may not know."""
    return (
        Submission.objects.filter(state=Submission.State.NEW).count() if can(request.user, "submission.see") else None
    )


@needs("submission.see")
@require_safe
def submissions(request: HttpRequest) -> HttpResponse:
    """What came in through the public form, the newest first; the desk opens each."""
    given = lists.Filters({"state": Stage.NEW, **request.GET.dict()}).given()
    page = Paginator(Submission.objects.order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    tabs = _tabs(request, given, lists.counted(given, request.user).by_state)
    held = {"page": page, "tabs": tabs, "submissions": _submissions_waiting(request)}
    return render(request, "web/inbox/submissions.html", held)


def _rows(items: list[InboxItem]) -> list[dict[str, Any]]:
    folded = lists.copies_of(items)
    names = {item.language: lists.language_name(item.language) for item in items}
    return [
        {
            "item": item,
            "copies": folded.get(item.document, 0),
            "language": names[item.language],
            "places": _places(item),
        }
        for item in items
    ]


def _places(item: InboxItem) -> list[str]:
    """The first places its claims name."""
    return item.places.split("\n")[:2] if item.places else []


def _tabs(request: HttpRequest, given: dict[str, Any], many: Mapping[str, int]) -> list[dict[str, Any]]:
    """One tab a state, which keeps the other filters."""
    found = []
    for state in Stage:
        query = request.GET.copy()
        query["state"] = state
        query.pop("page", None)
        here = given.get("state") == state
        label = state.label
        found.append({"query": query.urlencode(), "label": label, "many": many.get(state, 0), "here": here})
    return found


@needs("report.see")
@require_POST
def do(request: HttpRequest) -> HttpResponse:
    """Take, assign, set aside, put back or finish the chosen reports."""
    assert isinstance(request.user, User)
    action, chosen = request.POST.get("do", ""), request.POST.getlist("document")
    require(request.user, ALLOWED.get(action, "report.take"))
    aside = SetAside(request.POST) if action == "aside" else None
    if not chosen:
        messages.error(request, _("Choose reports first."))
    elif aside is not None and not aside.is_valid():
        messages.error(request, _("Say why they are set aside."))
        return _page(request, aside, status=422)
    else:
        return _done_and_told(request, request.user, action, chosen, aside)
    if request.headers.get("HX-Request"):
        return _page(request)
    return redirect(f"{reverse('inbox')}?{request.GET.urlencode()}")


def _done_and_told(
    request: HttpRequest, actor: User, action: str, chosen: list[str], aside: SetAside | None
) -> HttpResponse:
    """Where somebody changed one of the reports meanwhile, that one stays, and the form comes back as it was sent."""
    seen = _seen(request, chosen)
    with transaction.atomic():
        meanwhile = [] if action == "take" else changes.changed_since(seen)
        done = _done(request, actor, action, chosen, aside, seen)
    _told(request, len(chosen) - len(meanwhile), done)
    for one in meanwhile[:TOLD]:
        said = _("“%(title)s” stayed as it is, since somebody changed it meanwhile: %(state)s %(person)s %(words)s")
        who, words = one.person.username if one.person else "", one.words or (one.reason and one.get_reason_display())
        values = {"title": one.title or one.document, "state": one.get_state_display(), "person": who, "words": words}
        messages.warning(request, (said % values).rstrip())
    if meanwhile:
        if aside is not None and (words := aside.cleaned_data["words"]):  # the list may be empty now, without its form
            messages.warning(request, f"{_('What you sent')}: {words}")
        return _page(request, aside, status=409)
    if request.headers.get("HX-Request"):
        return _page(request)
    return redirect(f"{reverse('inbox')}?{request.GET.urlencode()}")


def _seen(request: HttpRequest, chosen: list[str]) -> dict[str, int]:
    """The versions of the chosen rows as the list showed them."""
    pairs = (one.partition(" ") for one in request.POST.getlist("seen"))
    found = {key: whole_number(version) for version, _space, key in pairs if key in chosen}
    return {key: version for key, version in found.items() if version is not None}


def _done(  # noqa: PLR0913, PLR0917 (what was sent)
    request: HttpRequest, actor: User, action: str, chosen: list[str], aside: SetAside | None, seen: changes.Seen
) -> int:
    if aside is not None:
        return changes.set_aside(actor, chosen, aside.cleaned_data["reason"], aside.cleaned_data["words"], seen)
    if action == "assign":
        form = Assign(request.POST)
        return changes.assign(actor, chosen, form.cleaned_data["person"], seen) if form.is_valid() else 0
    if action == "take":
        return changes.take(actor, chosen)
    simple = {"back": changes.put_back, "done": changes.done}
    return simple[action](actor, chosen, seen) if action in simple else 0


def _told(request: HttpRequest, asked: int, changed: int) -> None:
    if changed:
        messages.success(request, ngettext("%(n)s report changed.", "%(n)s reports changed.", changed) % {"n": changed})
    if changed < asked:
        said = _("%(n)s stayed as they were: somebody else has them, or they were so already.")
        messages.warning(request, said % {"n": asked - changed})


@needs("report.add")
def bring_in(request: HttpRequest) -> HttpResponse:
    """Upload files and name addresses; a job reads them."""
    form = BringIn(request.POST, request.FILES) if request.method == "POST" else BringIn()
    if form.is_valid():
        kept = incoming.keep(workspace().root, form.cleaned_data["reports"])
        for fault in kept.refused:
            said = _("%(where)s was not taken: %(what)s. What would help: %(remedy)s.")
            messages.warning(
                request, said % {"where": fault.where, "what": own(fault.what), "remedy": own(fault.remedy)}
            )
        batch, addresses = (kept.batch if kept.names else ""), form.cleaned_data["addresses"]
        if batch or addresses:
            assert isinstance(request.user, User)
            start("bring_in", request.user, batch=batch, names=kept.names, addresses=addresses)
        return redirect("bring_in")
    jobs = list(Job.objects.filter(kind__in=BRINGING).order_by("-pk")[:10])
    working = any(one.state in (State.WAITING, State.RUNNING) for one in jobs)
    again = [one.pk for one in jobs if may_begin_again(one)]
    held = {"form": form, "jobs": jobs, "working": working, "again": again, "empty": _is_empty()}
    return render(request, "web/inbox/bring_in.html", held, status=422 if form.errors else 200)


@needs("report.add")
@require_POST
def load_example(request: HttpRequest) -> HttpResponse:
    """Bring in the shipped example, while there is nothing else it could be mixed up with."""
    assert isinstance(request.user, User)
    if _is_empty():
        start("example", request.user)
    else:
        messages.error(request, _("There are reports here already: the example is for an empty workspace."))
    return redirect("bring_in")


def _is_empty() -> bool:
    return not models.Document.objects.exists()
