"""Decisions about claims from pages: two people on one claim lose nothing, and the second is told."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from tollbook.casebook import decisions
from tollbook.casebook.decisions import Change, Decision
from tollbook.model import Claim, Document
from tollbook.web.here import DATABASE, workspace
from tollbook.web.inbox import changes
from tollbook.web.inbox.sync import sync
from tollbook.web.models.inbox import InboxItem, Stage
from tollbook.web.models.jobs import Job
from tollbook.web.models.people import User
from tollbook.web.permissions import can
from tollbook.web.refreshing import refresh_soon


class Meanwhile(Exception):
    """Somebody decided about the claim since the page was opened; nothing was changed."""


def item_of(document: str) -> InboxItem:
    """The report's row in the inbox, made where it has none yet."""
    found = InboxItem.objects.filter(document=document).select_related("person").first()
    if found is None:
        sync([document])
        found = InboxItem.objects.select_related("person").get(document=document)
    return found


@contextmanager
def alone_with(document: str) -> Iterator[None]:
    """Hold the report's claims: nobody else decides about one of them until the transaction ends."""
    item_of(document)
    with transaction.atomic():
        InboxItem.objects.select_for_update().get(document=document)
        yield


@contextmanager
def _alone(document: str, claim: str, seen: int) -> Iterator[None]:
    """As ``alone_with``, for one decision; raises Meanwhile where the claim is not as it was seen."""
    with alone_with(document):
        if decisions.versions(DATABASE, document).get(claim, 0) != seen:
            raise Meanwhile
        yield


def decide(actor: User, document: Document, change: Change, seen: int, reason: str) -> Job | None:
    """Add the decision; the report becomes the person's where it is nobody's. Returns the job that follows from it.

    ``seen``: the version of the claim (casebook.decisions.versions) that the person had before her. Raises Meanwhile.
    """
    with _alone(document.id, change.claim, seen):
        workspace().correct(actor.username, change, reason)
        _take(actor, document.id)
    return None if change.kind == "accepted" else refresh_soon(actor, [document.id])


def undo(actor: User, document: Document, decision: Decision, seen: int, reason: str = "") -> Job | None:
    """Take the decision back by a new event. Raises Meanwhile."""
    with _alone(document.id, decision.claim, seen):
        workspace().undo(actor.username, decision.event, reason)
    before = _standing(document.id).get(decision.claim)
    as_before = decision.kind == "accepted" and (before is None or before.new == decision.new)
    return None if as_before else refresh_soon(actor, [document.id])


def _standing(document: str) -> dict[str, Decision]:
    return {one.claim: one for one in workspace().decisions([document])}


def _take(actor: User, document: str) -> None:
    free = InboxItem.objects.filter(document=document, state=Stage.NEW, person=None).exists()
    if free and can(actor, "report.take"):
        changes.take(actor, [document])


def everything(document: str) -> tuple[list[Claim], dict[str, Decision], dict[str, int]]:
    """The claims of a report with those rejected in their places, the decisions that stand, and the versions."""
    held = workspace()
    standing = _standing(document)
    gone = [one.old for one in standing.values() if one.new is None and one.old is not None]
    claims = sorted([*held.claims_in([document]), *gone], key=lambda claim: (claim.start, claim.end, claim.id))
    return claims, standing, decisions.versions(DATABASE, document)
