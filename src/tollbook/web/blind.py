"""Judge first: whoever may judge how likely an incident is, is shown neither the grades that standards propose for it
nor how likely others hold it, until she has judged herself or asked to be shown them.

The one rule for pages, lists, search, kept searches, files and the API (docs/decisions/0100-judge-first.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Q, QuerySet

from tollbook.casebook.decisions import DECISION
from tollbook.casebook.likelihoods import INCIDENT, LIKELIHOOD, SHOWN
from tollbook.casebook.models import Event, Redirect
from tollbook.model import Incident
from tollbook.web import switches
from tollbook.web.models.people import User
from tollbook.web.models.search import Entry
from tollbook.web.permissions import can

NAME = "judge_first"


def active() -> bool:
    """Whether the rule holds in this casebook; administrators may turn it off."""
    return switches.is_on(NAME, at_first=True)


def switch(on: bool, actor: str, reason: str) -> None:
    """Turn the rule on or off; the history says who did and why. Raises Conflict where somebody did so meanwhile."""
    switches.turn(NAME, on, actor, reason, at_first=True)


@dataclass(frozen=True)
class Sight:
    """Of which incidents somebody may be shown grades and others' judgements."""

    who: User

    @cached_property
    def first(self) -> bool:
        """Whether the rule is for her: who may not judge bends no judgement by looking."""
        return bool(can(self.who, "incident.judge")) and active()

    @cached_property
    def opened(self) -> frozenset[str]:
        """The incidents that she judged or asked to be shown, by every id that they have had."""
        own = Event.objects.filter(
            kind=DECISION, subject_type=INCIDENT, field__in=(LIKELIHOOD, SHOWN), actor=self.who.username
        )
        return _every_id(own.values_list("subject_id", flat=True).distinct())

    def shows(self, incident: str) -> bool:
        """Whether she may be shown this incident's grades and what others judged."""
        return not self.first or incident in self.opened

    def graded(self, rows: "QuerySet[Entry]") -> "QuerySet[Entry]":
        """Those entries whose grade she may be shown."""
        return rows.filter(key__in=self.opened) if self.first else rows

    def entries(self, found: Iterable[Entry]) -> list[Entry]:
        """The entries, without the grades that she is not shown."""
        held = list(found)
        for entry in held:
            if entry.kind == INCIDENT and not self.shows(entry.key):
                entry.grade, entry.judge_first = "", True
        return held

    def incident(self, found: Incident) -> Incident:
        """The incident, without the grades that she is not shown."""
        return found if self.shows(found.id) else ungraded(found)

    def events(self, rows: "QuerySet[Event]") -> "QuerySet[Event]":
        """Those events that do not tell her how likely others hold what she has not judged."""
        if not self.first:
            return rows
        others = Q(kind=DECISION, subject_type=INCIDENT, field=LIKELIHOOD) & ~Q(actor=self.who.username)
        return rows.exclude(others & ~Q(subject_id__in=self.opened))


def ungraded(incident: Incident) -> Incident:
    """The incident without the grades that standards propose."""
    return replace(incident, grade=None, grades=())


def _every_id(incidents: Iterable[str]) -> frozenset[str]:
    """These ids with all that lead to the same incidents, in as many queries as the longest chain has steps."""
    found = set(incidents)
    for key, other in (("old", "new"), ("new", "old")):
        waiting = found
        while waiting:
            rows = Redirect.objects.filter(**{f"{key}__in": waiting}).values_list(other, flat=True)
            waiting = set(rows) - found - {""}
            found = found | waiting
    return frozenset(found)
