"""Which events a person may read: those about a restricted record only where she is named on it.

Auditors are told that somebody looked at, or changed, a restricted record, and when; not at which one.
"""

from django.db.models import Q, QuerySet

from tollbook.casebook.models import Event
from tollbook.web.models.people import Role, User
from tollbook.web.models.witnesses import Clearance

WITNESS = "witness"
"""The subject of events about restricted records; they hold no word of them."""


def events(person: User) -> QuerySet[Event]:
    """The events this person may read whole."""
    named = Clearance.objects.filter(person=person).values("witness_id")
    return Event.objects.filter(~Q(subject_type=WITNESS) | Q(subject_id__in=named))


def told(person: User) -> QuerySet[Event]:
    """The events this person is told of; ``redacted`` takes out what she may not read."""
    return Event.objects.all() if person.role == Role.AUDITOR else events(person)


def redacted(person: User, rows: list[Event]) -> list[Event]:
    """The same rows; of restricted records she is not named on, only who, when and what kind of thing."""
    if person.role != Role.AUDITOR:
        return rows
    for row in rows:
        if row.subject_type == WITNESS:
            row.subject_id, row.field, row.old, row.new, row.reason = "", "", None, None, ""
    return rows
