"""Which long work a person is told of: hers, and of the kinds that speak of nothing her role may not know."""

from django.db.models import Q, QuerySet

from tollbook.web.models.jobs import Job
from tollbook.web.models.people import User
from tollbook.web.permissions import can

GUARDED = {
    "backup": "workspace.see", "restore": "workspace.see",
    "certificate": "strike.see", "certificate_again": "strike.see",
}  # fmt: skip
"""Kinds of work that not everybody may know of, by the action that must be allowed."""


def jobs_for(person: User) -> QuerySet[Job]:
    """The jobs that this person may see."""
    hidden = [kind for kind, action in GUARDED.items() if not can(person, action)]
    return Job.objects.filter(~Q(kind__in=hidden) | Q(actor=person)) if hidden else Job.objects.all()
