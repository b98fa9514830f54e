"""Which events a person may read: those of kinds of record that she may see, those about a restricted record only
where she is named on it, and how likely others hold an incident only when she has judged it herself (blind.py).

Auditors are told that somebody looked at, or changed, a restricted record, and when; not at which one.
"""

from django.db.models import Q, QuerySet

from tollbook.casebook.models import Event
from tollbook.web.blind import Sight
from tollbook.web.models.people import Role, User
from tollbook.web.models.witnesses import Clearance
from tollbook.web.permissions import can

WITNESS = "witness"
"""The subject of events about restricted records; they hold no word of them."""
GUARDED = {
    "person": "person.see", "workspace": "workspace.see", "submission": "submission.see",
    "attachment": "submission.see", "request": "request.see", "strike_log": "strike.see",
}  # fmt: skip
"""Subjects that not everybody may know of, by the action that must be allowed; all others follow from incidents."""
ON_INCIDENTS = {"publication": "publication.see", "certificate": "strike.see"}
"""Kinds of events whose subject is an incident and that not everybody may know of, by the action."""


def events(person: User) -> QuerySet[Event]:
    """The events this person may read whole."""
    named = Clearance.objects.filter(person=person).values("witness_id")
    return Sight(person).events(of_kinds(person)).filter(~Q(subject_type=WITNESS) | Q(subject_id__in=named))


def of_kinds(person: User) -> QuerySet[Event]:
    """The events about records of kinds that this person may see, and about herself."""
    hidden = [subject for subject, action in GUARDED.items() if not can(person, action)]
    found = Event.objects.exclude(Q(subject_type__in=hidden) & ~Q(subject_type="person", subject_id=person.username))
    return found.exclude(kind__in=[kind for kind, action in ON_INCIDENTS.items() if not can(person, action)])


def tells(person: User, row: Event) -> bool:
    """Whether this person may know of an event about an incident."""
    action = ON_INCIDENTS.get(row.kind)
    return action is None or bool(can(person, action))


def told(person: User) -> QuerySet[Event]:
    """The events this person is told of; ``redacted`` takes out what she may not read."""
    return of_kinds(person) if person.role == Role.AUDITOR else events(person)


def redacted(person: User, rows: list[Event]) -> list[Event]:
    """The same rows; of restricted records she is not named on, only who, when and what kind of thing."""
    if person.role != Role.AUDITOR:
        return rows
    for row in rows:
        if row.subject_type == WITNESS:
            row.subject_id, row.field, row.old, row.new, row.reason = "", "", None, None, ""
    return rows
