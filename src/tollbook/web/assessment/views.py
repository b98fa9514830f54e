"""The page of one case, and what is done on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tollbook.casebook import allegations, models, watches
from tollbook.errors import StopRun
from tollbook.ledger.steps import may_follow
from tollbook.model import FINDINGS, Allegation
from tollbook.web.assessment import cases, deadlines
from tollbook.web.assessment.duplicates import alike
from tollbook.web.assessment.evidence import pieces
from tollbook.web.assessment.forms import Assign, Decide, Move, Propose, Words
from tollbook.web.assessment.lists import told
from tollbook.web.assessment.words import CATEGORIES, FACTS, STATES, WEIGHTS
from tollbook.web.blind import Sight
from tollbook.web.here import DATABASE, person, workspace
from tollbook.web.models.assessment import Case, Proposal
from tollbook.web.models.search import Entry
from tollbook.web.permissions import can, needs, require
from tollbook.web.saving import Conflict, seen_number
from tollbook.web.told import fault

STEPS = ("initial_review", "assessment")
"""States that a person moves a case to alone; everything that ends it is proposed."""


def found(key: str) -> Allegation:
    """The allegation of this very id; raises Http404."""
    held = allegations.these(DATABASE, [key])
    if not held:
        raise Http404
    return held[0]


@needs("allegation.see")
@require_safe
def allegation(request: HttpRequest, key: str) -> HttpResponse:
    """One case."""
    return page(request, found(key))


def page(request: HttpRequest, one: Allegation, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a case, with a form as it was sent where something is to be mended."""
    held: dict[str, Any] = {"one": one, **_standing(one), **_findings(request, one), **_forms(one), **forms}
    held["alike"] = alike(one.id, one.incident, one.event_date, one.place, one.documents) if one.open else []
    raised = [watch for watch in watches.watched_of(workspace(), one.id) if watch.raised]
    held["raised"] = [told(watch, Sight(person(request))) for watch in raised]
    return render(request, "web/assessment/allegation.html", held, status=status)


def _standing(one: Allegation) -> dict[str, Any]:
    last = one.steps[-1]
    due = deadlines.due(one.state, last.at, deadlines.days())
    steps = [
        {"step": step, "label": STATES[step.state], "category": CATEGORIES.get(step.category or ""),
         "facts": [FACTS.get(fact, fact) for fact in step.overturned_by]}
        for step in one.steps
    ]  # fmt: skip
    titles = Entry.objects.filter(kind="incident", key=one.incident or "").values_list("title", flat=True)
    corrected = [kept for kept in allegations.history(DATABASE, one.id) if kept.corrects is not None]
    return {
        "steps": steps, "label": STATES[one.state], "due": due, "overdue": due is not None and due < cases.today(),
        "corrected": len(corrected), "incident_title": titles.first() or one.incident,
        "age": (cases.today() - one.steps[0].at).days,
    }  # fmt: skip


def _findings(request: HttpRequest, one: Allegation) -> dict[str, Any]:
    rows = Proposal.objects.filter(allegation=one.id).select_related("proposed_by", "decided_by")
    every = list(rows.prefetch_related("dissents__person").order_by("-pk"))
    searches = bool(can(request.user, "strike.see"))
    for proposal in every:
        proposal.shown = _shown(proposal, searches)  # type: ignore[attr-defined] # for the template alone
    waiting = next((each for each in every if each.state == Proposal.State.PROPOSED), None)
    verdict = can(request.user, "allegation.decide", waiting) if waiting else None
    return {"proposals": every, "waiting": waiting, "decides": verdict}


def _shown(proposal: Proposal, searches: bool) -> dict[str, Any]:
    """Its evidence and what would overturn it; ``searches``: of the strike logs too."""
    told = [row for row in proposal.evidence if searches or not row["id"].startswith("certificate:")]
    rows = [{**row, "weighed": WEIGHTS.get(row["weight"], "")} for row in told]
    return {
        "considered": [row for row in rows if row["considered"]],
        "left": [row for row in rows if not row["considered"]],
        "facts": [FACTS.get(fact, fact) for fact in proposal.step.get("overturned_by") or ()],
    }


def _forms(one: Allegation) -> dict[str, Any]:
    case = Case.objects.select_related("assigned").filter(allegation=one.id).first() or Case(allegation=one.id)
    states = [state for state in STEPS if state in may_follow(one.state)]
    closing = any(state in may_follow(one.state) for state in FINDINGS)
    return {
        "case": case,
        "assign": Assign(initial={"assigned": case.assigned_id, "version": case.version}),
        "moves": Move(states, initial={"state": states[0]}) if states else None,
        "propose": Propose(pieces(one), initial={"finding": _likeliest(one)}) if closing else None,
        "decide": Decide(),
        "words": Words(),
    }


def _likeliest(one: Allegation) -> str:
    """The first finding that may follow."""
    return next((state for state in FINDINGS if state in may_follow(one.state)), "")


@needs("allegation.review")
@require_POST
def move(request: HttpRequest, key: str) -> HttpResponse:
    """Note the initial review, or the assessment."""
    one = found(key)
    form = Move([state for state in STEPS if state in may_follow(one.state)], request.POST)
    if not form.is_valid():
        return page(request, one, 422, moves=form)
    given = form.cleaned_data
    return _done(request, key, lambda: cases.move(person(request), key, **given), _("Noted."))


@needs("allegation.review")
@require_POST
def assign(request: HttpRequest, key: str) -> HttpResponse:
    """Give the case to somebody."""
    one = found(key)
    form = Assign(request.POST)
    if not form.is_valid():
        return page(request, one, 422, assign=form)
    case, _made = Case.objects.select_related("assigned").get_or_create(allegation=one.id)
    whom, seen = form.cleaned_data["assigned"], form.cleaned_data["version"]
    return _done(request, key, lambda: cases.assign(case, seen, whom, person(request)), _("Noted."))


@needs("allegation.propose")
@require_POST
def propose(request: HttpRequest, key: str) -> HttpResponse:
    """Propose a finding; a form that lacks something comes back with all that was written."""
    one = found(key)
    held = pieces(one)
    form = Propose(held, request.POST)
    if not form.is_valid():
        return page(request, one, 422, propose=form)
    try:
        step = form.step(person(request).username)
        cases.propose(person(request), one, step, form.evidence(), seen_number(request))
    except StopRun as error:
        form.add_error(None, said(error))
        return page(request, one, 422, propose=form)
    except Conflict:
        form.add_error(None, _("Somebody proposed a finding at the same moment: read it, then send yours again."))
        return page(request, one, 409, propose=form)
    messages.success(request, _("Proposed; somebody else decides."))
    return redirect("allegation", key)


@needs("allegation.decide")
@require_POST
def decide(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Accept a proposal or send it back; not by the one who proposed it."""
    proposal = get_object_or_404(Proposal, pk=number, allegation=found(key).id)
    require(request.user, "allegation.decide", proposal)
    form, back = Decide(request.POST), "back" in request.POST
    if form.is_valid() and back and not form.cleaned_data["words"].strip():
        form.add_error("words", _("Say what is missing."))
    if not form.is_valid():
        return page(request, found(key), 422, decide=form)
    do = cases.send_back if back else cases.accept
    words = form.cleaned_data["words"]
    return _done(request, key, lambda: do(proposal, person(request), words), _("Decided."))


@needs("allegation.dissent")
@require_POST
def dissent(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Disagree, beside the decision."""
    proposal = get_object_or_404(Proposal, pk=number, allegation=found(key).id)
    form = Words(request.POST)
    if not form.is_valid():
        return page(request, found(key), 422, words=form)
    return _done(
        request, key, lambda: cases.dissent(proposal, person(request), form.cleaned_data["words"]), _("Noted.")
    )


@needs("allegation.reopen")
@require_POST
def reopen(request: HttpRequest, key: str) -> HttpResponse:
    """Reopen a finding, for a reason or because of what changed."""
    one, form = found(key), Words(request.POST)
    if not form.is_valid():
        return page(request, one, 422, words=form)
    raised = next((watch for watch in watches.watched_of(workspace(), one.id) if watch.raised), None)
    words = form.cleaned_data["words"]
    return _done(request, key, lambda: cases.reopen(person(request), one.id, words, raised), _("Reopened."))


@needs("allegation.reopen")
@require_POST
def settle(request: HttpRequest) -> HttpResponse:
    """A raised finding was looked at and stays; it is watched anew from the next run on."""
    form, name = Words(request.POST), request.POST.get("watch", "")
    if not form.is_valid():
        messages.error(request, _("Say why the finding stays."))
        return redirect("assessment")
    if not models.Watch.objects.filter(pk=name, raised__isnull=False).exists():
        raise _settled_before(name)
    try:
        watches.settle(workspace(), name, person(request).username, form.cleaned_data["words"])
        messages.success(request, _("Noted: the finding stays."))
    except StopRun as error:
        raise _settled_before(name) from error
    return redirect("assessment")


def _settled_before(name: str) -> Exception:
    """That somebody settled it, with her reason; that it is not there, where nobody did."""
    last = models.Event.objects.filter(subject_type="watch", subject_id=name).order_by("-pk").first()
    if last is None:
        return Http404()
    return Conflict(None, [(last.actor, last.reason)], reverse("assessment"))


def _done(request: HttpRequest, key: str, do: Callable[[], Any], success: str) -> HttpResponse:
    try:
        do()
    except Conflict as conflict:
        raise _meanwhile(key, conflict.current) from conflict
    except StopRun as error:
        raise _meanwhile(key, None, said(error)) from error
    messages.success(request, success)
    return redirect("allegation", key)


def _meanwhile(key: str, current: Any, why: str = "") -> Conflict:
    """With where the case stands now, and what became of a proposal or by whom it is worked on."""
    last = found(key).steps[-1]
    standing = [(str(STATES[last.state]), "\n".join(part for part in (last.by, last.reason) if part))]
    if isinstance(current, Proposal):
        by = current.decided_by or current.proposed_by
        words = (by.username, current.words or current.reason)
        standing.append((current.get_state_display(), "\n".join(part for part in words if part)))
    if isinstance(current, Case):
        standing.append((_("Assigned to"), current.assigned.username if current.assigned else _("nobody")))
    if why:
        standing.append((_("Why it cannot be done now"), why))
    return Conflict(current, standing, reverse("allegation", args=[key]))


def said(error: StopRun) -> str:
    """An error in the language of the page: what is wrong, and what to do."""
    return fault(error)
