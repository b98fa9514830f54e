"""What people decided about claims, read off the history: accepted, corrected, rejected, added, and taken back.

A decision is one event that holds the whole claim before and after, so it stands whatever a later extraction finds.
The claims stored as extracted are never touched; decisions are laid over them when claims are read.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import connections, transaction
from django.db.models import Q, QuerySet
from pydantic import TypeAdapter

from tollbook.casebook import models
from tollbook.casebook.events import record_event
from tollbook.casebook.rows import CHUNK
from tollbook.model import Claim
from tollbook.model.edge import record_of

Kind = Literal["accepted", "corrected", "rejected", "added"]
KINDS: tuple[Kind, ...] = ("accepted", "corrected", "rejected", "added")
DECISION, CLAIM, CLAIMS, EVENT, UNDONE = "decision", "claim", "claims", "event", "undone"
JUDGED = ("same", "different", "unsure")
"""Judgements on incidents (casebook/judgements.py), whose subject is ``CLAIMS``: taken back as these decisions are."""
_CLAIM = TypeAdapter(Claim)
FEW, MANY = 50, 1000
"""So many reports are looked for by name at once, and in all; beyond, every decision is read, which is less work."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision that stands. ``old`` is None where the claim was added, ``new`` where it was rejected.

    Accepted: a person confirmed the claim as it is, so both are the same and no later extraction changes it.

    ``said``: the claim as extraction first gave it, which later extractions are matched with.
    """

    event: int
    at: datetime
    actor: str
    kind: Kind
    claim: str
    old: Claim | None
    new: Claim | None
    reason: str
    said: Claim | None

    @property
    def speaks_of(self) -> Claim:
        """The claim as it stands, or as it was when it was rejected."""
        return _either(self.new, self.old)


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be decided: the claim before (None: added) and after (None: rejected)."""

    kind: Kind
    old: Claim | None
    new: Claim | None

    @property
    def claim(self) -> str:
        """The claim's id."""
        return _either(self.new, self.old).id


def decide(alias: str, actor: str, change: Change, reason: str) -> int:
    """Add one decision, whole or not at all; returns the number of its event."""
    with transaction.atomic(using=alias):
        event = record_event(
            alias,
            actor=actor,
            kind=DECISION,
            subject=(CLAIM, change.claim),
            field=change.kind,
            old=_record(change.old),
            new=_record(change.new),
            reason=reason,
        )
    return int(event.pk)


def _either(new: Claim | None, old: Claim | None) -> Claim:
    claim = new or old
    assert claim is not None, "a decision holds the claim before it, after it, or both"
    return claim


def undo(alias: str, actor: str, event: int | None, reason: str) -> models.Event | None:
    """Take back a decision (or an undoing), by default the latest decision that stands; None where there is none."""
    with transaction.atomic(using=alias):
        row = _latest(alias) if event is None else _standing_row(alias, event)
        if row is not None:
            subject = (EVENT, str(row.pk))
            record_event(
                alias,
                actor=actor,
                kind=DECISION,
                subject=subject,
                field=UNDONE,
                old=row.new,
                new=row.old,
                reason=reason,
            )
        return row


def _latest(alias: str) -> models.Event | None:
    rows = _rows(alias)
    gone = _gone(rows)
    return next((row for row in reversed(rows) if row.pk not in gone and row.subject_type in (CLAIM, CLAIMS)), None)


def _standing_row(alias: str, event: int) -> models.Event | None:
    row = _every(alias).select_for_update().filter(pk=event).first()  # two people may take it back at once
    return None if row is None or row.pk in _gone(_with_undoings(alias, [row])) else row


def standing(alias: str, documents: Collection[str] | None = None) -> list[Decision]:
    """The decision that stands for each claim (of these reports alone, where some are named), oldest first."""
    rows = _rows(alias, documents)
    gone, latest, said = _gone(rows), dict[str, models.Event](), dict[str, Any]()
    for row in rows:
        if row.subject_type != CLAIM:
            continue
        said.setdefault(row.subject_id, row.old)
        if row.pk not in gone:
            latest[row.subject_id] = row
    return sorted((_decision(row, said[key]) for key, row in latest.items()), key=lambda decision: decision.event)


def versions(alias: str, document: str) -> dict[str, int]:
    """Claim id -> the latest event about it, undoings included, for the claims of one report that have any."""
    found: dict[str, int] = {}
    rows = _rows(alias, [document])
    about = {row.pk: row.subject_id for row in rows if row.subject_type == CLAIM}
    for row in rows:
        if row.subject_type == EVENT:
            about[row.pk] = about[int(row.subject_id)]
        found[about[row.pk]] = row.pk
    return found


def _every(alias: str) -> "QuerySet[models.Event]":
    found = models.Event.objects.using(alias).filter(kind=DECISION, field__in=(*KINDS, *JUDGED, UNDONE))
    return found.order_by("id")


def _rows(alias: str, documents: Collection[str] | None = None) -> list[models.Event]:
    """Every decision, or those about the claims of a few reports with what took them back."""
    if documents is None or len(documents) > MANY:
        return list(_every(alias))
    named, wanted = sorted(documents), set(documents)
    own = {row.pk: row for at in range(0, len(named), FEW) for row in _about(alias, named[at : at + FEW])}
    kept = [row for row in own.values() if _document(row) in wanted]
    return _with_undoings(alias, kept) if kept else []


def _about(alias: str, documents: Sequence[str]) -> "QuerySet[models.Event]":
    """Decisions about claims whose ids begin with one of the reports', in no order.

    Every condition stands beside its report and nothing is sorted: else SQLite goes through all decisions.
    """
    rows, found = models.Event.objects.using(alias), Q()
    for key in documents:
        found |= Q(_beginning(alias, f"{key}#"), kind=DECISION, subject_type=CLAIM)
    return rows.filter(found, field__in=KINDS)


def _beginning(alias: str, text: str) -> Q:
    """Subjects that begin so; SQLite looks beginnings up in its index only as a range of bytes."""
    if connections[alias].vendor == "sqlite":
        return Q(subject_id__gte=text, subject_id__lt=text[:-1] + chr(ord(text[-1]) + 1))
    return Q(subject_id__startswith=text)


def _document(row: models.Event) -> str:
    record: Any = row.new or row.old
    return str(record["document"])


def _with_undoings(alias: str, rows: list[models.Event]) -> list[models.Event]:
    """The rows with those that take them back, and those that take these back, oldest first."""
    found, fresh = list(rows), list(rows)
    while fresh:
        fresh = list(_every(alias).filter(subject_type=EVENT, subject_id__in=[str(row.pk) for row in fresh]))
        found += fresh
    return sorted(found, key=lambda row: row.pk)


def undone(alias: str) -> set[int]:
    """Events taken back, newest first, so that an undoing which was itself taken back undoes nothing."""
    return _gone(list(_every(alias).filter(subject_type=EVENT).only("subject_type", "subject_id")))


def undone_among(alias: str, rows: list[models.Event]) -> set[int]:
    """Which of these events were taken back."""
    return _gone(_with_undoings(alias, rows)) & {int(row.pk) for row in rows}


def _gone(rows: Sequence[models.Event]) -> set[int]:
    gone: set[int] = set()
    for row in reversed(rows):
        if row.subject_type == EVENT and row.pk not in gone:
            gone.add(int(row.subject_id))
    return gone


def _decision(row: models.Event, said: Any) -> Decision:
    kind: Any = row.field
    return Decision(
        row.pk, row.at, row.actor, kind, row.subject_id, _claim(row.old), _claim(row.new), row.reason, _claim(said)
    )


def _claim(record: Any) -> Claim | None:
    return None if record is None else _CLAIM.validate_python(record)


def _record(claim: Claim | None) -> dict[str, Any] | None:
    return None if claim is None else record_of(claim)


def in_force(decisions: Iterable[Decision], texts: Mapping[str, str]) -> list[Decision]:
    """The decisions whose words still stand where they stood in a report that is still held."""
    return [
        one
        for one in decisions
        if texts.get(one.speaks_of.document, "")[one.speaks_of.start : one.speaks_of.end] == one.speaks_of.quote
    ]


def overlaid(claims: Iterable[Claim], decisions: Sequence[Decision]) -> list[Claim]:
    """The claims as people left them, by report and place in it: with those added, without those rejected."""
    by_report: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_report.setdefault(decision.speaks_of.document, []).append(decision)
    kept = [claim for claim in claims if not any(_decides(one, claim) for one in by_report.get(claim.document, ()))]
    kept += [one.new for one in decisions if one.new]
    return sorted(kept, key=lambda claim: (claim.document, claim.start, claim.end, claim.id))


def effects(alias: str, decisions: Iterable[Decision]) -> list[Any]:
    """What the decisions make of the claims, as JSON: an acceptance of a claim as extracted changes nothing."""
    held = list(decisions)
    accepted = [one.claim for one in held if one.kind == "accepted"]
    rows = models.Claim.objects.using(alias)
    stored: dict[str, Any] = {}
    for start in range(0, len(accepted), CHUNK):
        stored.update(rows.filter(id__in=accepted[start : start + CHUNK]).values_list("id", "record"))
    told = ((one.claim, "corrected" if one.kind == "accepted" else one.kind, _record(one.new)) for one in held)
    return [[claim, kind, new] for claim, kind, new in told if new is None or stored.get(claim) != new]


def _decides(decision: Decision, claim: Claim) -> bool:
    """Whether an extracted claim is the one decided about: by id, or, where rules changed since, by its words."""
    known = (decision.said, decision.new)
    return claim.id == decision.claim or any(one is not None and same_said(one, claim) for one in known)


def same_said(a: Claim, b: Claim) -> bool:
    """Whether two claims read the same harm and number from overlapping words of one report."""
    same = (a.document, a.harm, a.count.min, a.count.max) == (b.document, b.harm, b.count.min, b.count.max)
    return same and a.start < b.end and b.start < a.end and (a.count.text == b.count.text or a.who == b.who)
