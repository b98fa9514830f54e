"""What people judged of incidents: merged, split, left open. Read off the history, never written into what is computed.

A judgement is one event that names claims, not incidents: ids of incidents follow from their claims and may change.
Each claim is kept with its place and number, so that it is found again where a later extraction gives it another id.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import transaction

from tollbook.casebook import decisions, models
from tollbook.casebook.events import record_event
from tollbook.casebook.rows import CHUNK
from tollbook.errors import StopRun
from tollbook.gather import VERDICTS, Judgement, Overruled, Verdict, rule
from tollbook.model import Claim

CLAIMS = decisions.CLAIMS
HARM, LEAST, MOST = "harm", "min", "max"
Anchor = Mapping[str, Any]
"""A claim as a judgement keeps it: id, document, start, end, harm, min and max."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement that stands: who, when, why, and the groups of claims it speaks of.

    ``incidents``: ids of those that held the claims when it was made.
    """

    event: int
    at: datetime
    actor: str
    verdict: Verdict
    groups: tuple[tuple[Anchor, ...], ...]
    incidents: tuple[str, ...]
    reason: str

    @property
    def claims(self) -> tuple[tuple[str, ...], ...]:
        """The groups by the claims' ids as they were."""
        return tuple(tuple(str(anchor["id"]) for anchor in group) for group in self.groups)


def judge(alias: str, actor: str, kind: Verdict, groups_of_claims: Sequence[Sequence[str]], reason: str) -> int:
    """Add one judgement, whole or not at all; returns the number of its event.

    ``kind``: "same": all these claims tell of one event; "different", "unsure": of every two groups. Raises StopRun
    where there are fewer than two groups, a claim stands twice, or there is no such claim.
    """
    groups = [sorted(set(group)) for group in groups_of_claims if group]
    _check(kind, groups)
    with transaction.atomic(using=alias):
        known = _anchors(alias, list(chain(*groups)))
        missing = next((claim for claim in chain(*groups) if claim not in known), None)
        if missing is not None:
            raise StopRun(f"no claim {missing!r}", "", "tollbook show WORKSPACE INCIDENT names the claims")
        event = record_event(
            alias,
            actor=actor,
            kind=decisions.DECISION,
            subject=(CLAIMS, " | ".join(group[0] for group in groups[:2])),
            field=kind,
            old={"incidents": _incidents(alias, list(chain(*groups)))},
            new={"groups": [[known[claim] for claim in group] for group in groups]},
            reason=reason,
        )
    return int(event.pk)


def _check(kind: str, groups: Sequence[Sequence[str]]) -> None:
    if kind not in VERDICTS:
        raise StopRun(f"no judgement {kind!r}", "", f"one of {', '.join(VERDICTS)}")
    if len(groups) < 2:
        raise StopRun("only one side is named", "", "name claims of two incidents or more")
    every = list(chain(*groups))
    twice = next((claim for claim in every if every.count(claim) > 1), None) if len(set(every)) < len(every) else None
    if twice is not None:
        raise StopRun(f"{twice!r} stands on two sides", "", "a claim stands on one side")


def _anchors(alias: str, claims: Sequence[str]) -> dict[str, Anchor]:
    """Each claim with its place and number, as extracted or as a person left it."""
    columns = ("id", "document_id", "start", "end", "harm", "count_min", "count_max")
    names = ("id", "document", "start", "end", HARM, LEAST, MOST)
    rows = models.Claim.objects.using(alias).values_list(*columns)
    found = {row[0]: dict(zip(names, row, strict=True)) for row in chain.from_iterable(
        rows.filter(id__in=claims[start : start + CHUNK]) for start in range(0, len(claims), CHUNK)
    )}  # fmt: skip
    added = (one.new for one in decisions.standing(alias) if one.new is not None)
    return found | {claim.id: anchor_of(claim) for claim in added if claim.id in set(claims) - found.keys()}


def anchor_of(claim: Claim) -> Anchor:
    """A claim as a judgement keeps it."""
    place = {"id": claim.id, "document": claim.document, "start": claim.start, "end": claim.end}
    return {**place, HARM: claim.harm, LEAST: claim.count.min, MOST: claim.count.max}


def _incidents(alias: str, claims: Sequence[str]) -> list[str]:
    rows = models.IncidentClaim.objects.using(alias).values_list("incident_id", flat=True)
    chunks = (claims[start : start + CHUNK] for start in range(0, len(claims), CHUNK))
    return sorted({incident for chunk in chunks for incident in rows.filter(claim_id__in=chunk)})


def standing(alias: str) -> list[Judged]:
    """The judgements nobody took back, oldest first; which of them hold, ``tollbook.gather.rule`` says."""
    rows = models.Event.objects.using(alias).filter(kind=decisions.DECISION, subject_type=CLAIMS).order_by("id")
    gone = decisions.undone(alias)
    return [_judged(row) for row in rows if row.pk not in gone]


def _judged(row: models.Event) -> Judged:
    verdict: Any = row.field
    new, old = dict(row.new or {}), dict(row.old or {})
    groups = tuple(tuple(group) for group in new.get("groups", ()))
    return Judged(row.pk, row.at, row.actor, verdict, groups, tuple(old.get("incidents", ())), row.reason)


def for_gathering(judged: Iterable[Judged], claims: Iterable[Claim]) -> tuple[Judgement, ...]:
    """The judgements by the ids that their claims have now; a claim that is no more keeps its old one."""
    held = list(judged)
    if not held:
        return ()
    wanted = {str(anchor["document"]) for one in held for group in one.groups for anchor in group}
    by_report: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.document in wanted:
            by_report[claim.document].append(claim)
    return tuple(Judgement(one.verdict, _named(one, by_report), one.event) for one in held)


def _named(one: Judged, by_report: Mapping[str, Sequence[Claim]]) -> tuple[tuple[str, ...], ...]:
    """The groups by present ids; a claim found on two sides stays on the first."""
    taken: set[str] = set()
    groups: list[tuple[str, ...]] = []
    for group in one.groups:
        ids = {_present(anchor, by_report.get(str(anchor["document"]), ())) for anchor in group} - taken
        taken |= ids
        groups.append(tuple(sorted(ids)))
    return tuple(groups)


def _present(anchor: Anchor, own: Sequence[Claim]) -> str:
    """The claim's id now: its own, else that of a claim with the same harm and number from overlapping words."""
    wanted = str(anchor["id"])
    if any(claim.id == wanted for claim in own):
        return wanted
    return next((claim.id for claim in own if _same_said(anchor, claim)), wanted)


def _same_said(anchor: Anchor, claim: Claim) -> bool:
    same = (anchor[HARM], anchor[LEAST], anchor[MOST]) == (claim.harm, claim.count.min, claim.count.max)
    return same and claim.start < int(anchor["end"]) and int(anchor["start"]) < claim.end


def overruled(judged: Iterable[Judged]) -> dict[int, list[Overruled]]:
    """Event -> where its judgement does not hold since newer ones say otherwise."""
    found: defaultdict[int, list[Overruled]] = defaultdict(list)
    for one in rule(Judgement(one.verdict, one.claims, one.event) for one in judged).overruled:
        found[one.order].append(one)
    return dict(found)
