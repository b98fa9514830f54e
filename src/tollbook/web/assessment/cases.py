"""What people do to a case; each in one transaction with its event, findings by two people."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from tollbook.casebook import allegations, watches
from tollbook.casebook.events import record_event
from tollbook.casebook.watches import Watched
from tollbook.model import Allegation, Step
from tollbook.web.here import DATABASE, workspace
from tollbook.web.models.assessment import Case, Dissent, Proposal
from tollbook.web.models.people import User
from tollbook.web.models.search import Notice
from tollbook.web.saving import Conflict, save_version

State = Proposal.State
_STEP = TypeAdapter(Step)


def today() -> date:
    """The day it is, in UTC."""
    return datetime.now(UTC).date()


def propose(
    person: User,
    allegation: Allegation,
    step: Step,
    evidence: Sequence[Mapping[str, Any]],
    seen: int | None = None,
) -> Proposal:
    """Put a finding before somebody else; one of the case that still waits is replaced.

    ``seen``: the proposal that waited when the form was opened, 0 for none. Raises StopRun where the finding cannot
    follow or lacks what it must say, Conflict where another was proposed meanwhile.
    """
    allegations.check(DATABASE, allegation.id, step)
    try:
        with transaction.atomic():
            waiting = Proposal.objects.filter(allegation=allegation.id, state=State.PROPOSED)
            now = waiting.select_for_update(of=("self",)).first()
            if seen is not None and now is not None and now.pk != seen:
                raise Conflict(now)
            waiting.update(state=State.REPLACED, decided=timezone.now())
            made = Proposal.objects.create(
                allegation=allegation.id,
                after=len(allegation.steps),
                finding=step.state,
                category=step.category or "",
                reason=step.reason,
                step=_STEP.dump_python(step, mode="json"),
                evidence=list(evidence),
                proposed_by=person,
            )
            _note(made, person, State.PROPOSED, step.reason)
    except IntegrityError as error:
        raise Conflict(Proposal.objects.filter(allegation=allegation.id).latest("pk")) from error
    return made


def accept(proposal: Proposal, person: User, words: str) -> Allegation:
    """Decide as proposed: only now the step is made.

    Raises Conflict where somebody decided meanwhile or the case moved on, StopRun where the step can stand no more;
    then nothing is changed.
    """
    with transaction.atomic():
        _decide(proposal, person, State.ACCEPTED, words)
        held = allegations.get(DATABASE, proposal.allegation)
        if held.id != proposal.allegation or len(held.steps) != proposal.after:
            raise Conflict(proposal)
        both = f"{proposal.proposed_by.username}, {person.username}"
        step = _STEP.validate_python({**proposal.step, "at": today(), "by": both})
        _note(proposal, person, State.ACCEPTED, words, evidence=proposal.evidence)
        done = allegations.step(DATABASE, person.username, proposal.allegation, step)
        _tell(proposal, _("Your finding on %(case)s was accepted."))
    return done


def send_back(proposal: Proposal, person: User, words: str) -> None:
    """Refuse the proposal for a reason; the case stays where it was. Raises Conflict as ``accept`` does."""
    with transaction.atomic():
        _decide(proposal, person, State.RETURNED, words)
        _note(proposal, person, State.RETURNED, words)
        _tell(proposal, _("Your finding on %(case)s was sent back."))


def dissent(proposal: Proposal, person: User, words: str) -> Dissent:
    """Put down that somebody disagrees, beside the decision."""
    with transaction.atomic():
        made = Dissent.objects.create(proposal=proposal, person=person, words=words)
        _note(proposal, person, "dissent", words)
    return made


def move(person: User, name: str, state: str, at: date, reason: str) -> Allegation:
    """A step that is no finding: the initial review or the assessment begins. Raises StopRun where it cannot follow."""
    step = _STEP.validate_python({"at": at, "state": state, "by": person.username, "reason": reason})
    return allegations.step(DATABASE, person.username, name, step)


def reopen(person: User, name: str, reason: str, watch: Watched | None = None) -> Allegation:
    """Reopen a finding for a reason; a raised watch is settled with it. Raises StopRun where it is open already."""
    with transaction.atomic():
        done = allegations.reopen(DATABASE, person.username, name, today(), reason)
        if watch is not None:
            watches.settle(workspace(), watch.id, person.username, reason)
    return done


def assign(case: Case, seen: int, whom: User | None, by: User) -> None:
    """Give the case to somebody, or to nobody. Raises Conflict where it was given meanwhile."""
    with transaction.atomic():
        old = case.assigned.username if case.assigned else None
        save_version(case, seen, assigned=whom)
        new = whom.username if whom else None
        _event(by, case.allegation, "assigned", old=old, new=new)
        if whom is not None and whom != by:
            address = reverse("allegation", args=[case.allegation])
            Notice.objects.create(
                user=whom, text=_("%(case)s was given to you.") % {"case": case.allegation}, address=address
            )


def _decide(proposal: Proposal, person: User, state: str, words: str) -> None:
    given = {"state": state, "decided_by": person, "decided": timezone.now(), "words": words}
    if not Proposal.objects.filter(pk=proposal.pk, state=State.PROPOSED).update(**given):
        raise Conflict(Proposal.objects.select_related("decided_by").get(pk=proposal.pk))


def _note(proposal: Proposal, person: User, field: str, words: str, **more: Any) -> None:
    new = {"proposal": proposal.pk, "finding": proposal.finding, "category": proposal.category, **more}
    _event(person, proposal.allegation, field, new=new, reason=words)


def _event(person: User, name: str, field: str, **change: Any) -> None:
    record_event(
        DATABASE, actor=person.username, kind="assessment", subject=("allegation", name), field=field, **change
    )


def _tell(proposal: Proposal, text: str) -> None:
    address = reverse("allegation", args=[proposal.allegation])
    Notice.objects.create(user=proposal.proposed_by, text=text % {"case": proposal.allegation}, address=address)
