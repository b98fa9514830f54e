"""Preparing, approving, refusing, withdrawing: each version frozen when prepared, each step in the history."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tollbook.casebook.events import record_event
from tollbook.model import Incident
from tollbook.web.here import DATABASE
from tollbook.web.models.people import User
from tollbook.web.models.public import Publication
from tollbook.web.publications.freezing import frozen
from tollbook.web.saving import Conflict, alone

State = Publication.State


def latest(incident: str) -> int:
    """The number of the incident's last version, 0 where there is none."""
    return int(Publication.objects.filter(incident=incident).aggregate(number=Max("number"))["number"] or 0)


def prepare(incident: Incident, person: User, reason: str, words: str, seen: int | None = None) -> Publication:
    """A new version of the incident, to be approved by somebody else; one that still waits is replaced by it.

    Raises Conflict where somebody prepared another since the version that was ``seen``.
    """
    with alone("publication", incident.id):
        last = latest(incident.id)
        if seen is not None and last != seen:
            raise Conflict(Publication.objects.get(incident=incident.id, number=last))
        waiting = Publication.objects.filter(incident=incident.id, state=State.PREPARED)
        waiting.update(state=State.REFUSED, words="replaced by a later version", decided=timezone.now())
        made = Publication.objects.create(
            incident=incident.id,
            day=incident.when.start if incident.when else None,
            number=last + 1,
            record=frozen(incident),
            reason=reason,
            words=words,
            prepared_by=person,
        )
        _note(made, person, State.PREPARED, words)
    return made


def approve(version: Publication, person: User, embargo: datetime | None, words: str = "") -> None:
    """Put the version out; under an embargo what stands now goes on standing until its end, so that nobody outside
    learns that something is to come.

    Raises Conflict where somebody decided meanwhile.
    """
    with transaction.atomic():
        _decide(version, person, State.APPROVED, embargo=embargo, current=True)
        if embargo is None or embargo <= timezone.now():
            Publication.objects.filter(incident=version.incident).exclude(pk=version.pk).update(current=False)
        _note(version, person, State.APPROVED, words)


def refuse(version: Publication, person: User, words: str) -> None:
    """Send the version back with a reason. Raises Conflict where somebody decided meanwhile."""
    with transaction.atomic():
        _decide(version, person, State.REFUSED, words=words)
        _note(version, person, State.REFUSED, words)


def withdraw(version: Publication, person: User, reason: str, words: str) -> None:
    """Take a published entry off the public pages; that it was there, and why it went, stays in the change log."""
    with transaction.atomic():
        _decide(version, person, State.WITHDRAWN, before=State.APPROVED, reason=reason, words=words)
        _note(version, person, State.WITHDRAWN, words)


def _decide(version: Publication, person: User, state: str, before: str = State.PREPARED, **changes: object) -> None:
    given = {"state": state, "decided_by": person, "decided": timezone.now(), **changes}
    if not Publication.objects.filter(pk=version.pk, state=before).update(**given):
        raise Conflict(Publication.objects.get(pk=version.pk))


def _note(version: Publication, person: User, state: str, words: str) -> None:
    new = {"version": version.number, "state": state, "reason": version.reason}
    subject = ("incident", version.incident)
    record_event(
        DATABASE, actor=person.username, kind="publication", subject=subject, field=state, new=new, reason=words
    )
