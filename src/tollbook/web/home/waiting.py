"""What waits for a person: each kind of work counted by one query, and only what her role may do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tollbook.casebook import models
from tollbook.web.assessment import lists
from tollbook.web.inbox.lists import ME, listed
from tollbook.web.models import Proposal, Publication, Request, Stage, Submission, User
from tollbook.web.permissions import can


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of waiting work: in words, the action that does it, the list it stands in, and how it is counted."""

    label: Any
    action: str
    name: str
    query: str
    count: Callable[[User], int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many of one kind, and where they are."""

    label: Any
    count: int
    address: str


def _reports(state: str, whose: str = "") -> Callable[[User], int]:
    return lambda person: listed({"state": state, "person": whose}, person).count()


def _requests(_person: User) -> int:
    return Request.objects.filter(state=Request.State.NEW).count()


def _submissions(_person: User) -> int:
    return Submission.objects.filter(state=Submission.State.NEW).count()


def _proposals(person: User) -> int:
    return Proposal.objects.filter(state=Proposal.State.PROPOSED).exclude(proposed_by=person).count()


def _prepared(person: User) -> int:
    return Publication.objects.filter(state=Publication.State.PREPARED).exclude(prepared_by=person).count()


def _raised(_person: User) -> int:
    return models.Watch.objects.filter(raised__isnull=False).count()


KINDS = (
    Kind(_("reports that nobody has taken"), "report.take", "inbox", "state=new", _reports(Stage.NEW)),
    Kind(_("reports you have taken"), "report.take", "inbox", "state=taken&person=me", _reports(Stage.TAKEN, ME)),
    Kind(_("submissions from outside to answer"), "submission.answer", "desk", "", _submissions),
    Kind(_("requests for correction to answer"), "request.answer", "desk", "", _requests),
    Kind(_("proposed findings to decide"), "allegation.decide", "assessment", "state=proposed", _proposals),
    Kind(_("closed findings that something new bears on"), "allegation.reopen", "assessment", "", _raised),
    Kind(_("cases whose next step is overdue"), "allegation.review", "assessment", "overdue=on", lists.late),
    Kind(_("publications to approve"), "publication.approve", "publications", "state=prepared", _prepared),
)


def waiting(person: User) -> Iterator[Waiting]:
    """What waits for her, with the addresses of the lists; kinds with nothing in them are left out."""
    for kind in KINDS:
        if can(person, kind.action) and (count := kind.count(person)):
            yield Waiting(kind.label, count, reverse(kind.name) + (f"?{kind.query}" if kind.query else ""))
