"""Negative findings and the facts that would overturn them; after each run, those new material bears on are raised.

A finding is the proposal of the chosen standard, or the closing step of an allegation in the ledger.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from tollbook.assess import Facts, Standard, standards
from tollbook.assess.standard import Words
from tollbook.assess.watch import Bearing, Flip, bears, facts_kept, general, overturner
from tollbook.casebook import models
from tollbook.casebook.standing import facts_now
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun
from tollbook.model import Incident

NEGATIVE = ("non_credible", "duplicate", "inconclusive")
"""States of an allegation that new material can overturn."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A negative finding. ``subject``: the allegation's id, or the incident's where a standard only proposed it.

    ``bearing`` is what changed since ``closed`` that bears on it, ``raised`` when that was found; ``flips`` are the
    facts that would overturn it.
    """

    id: str
    subject: str
    incident: str
    standard: str
    grade: str
    closed: date
    facts: Mapping[str, Any]
    flips: tuple[Flip, ...]
    claims: tuple[str, ...] = ()
    raised: datetime | None = None
    bearing: tuple[Bearing, ...] = ()

    @property
    def days_closed(self) -> int:
        """Days from the finding to when it was raised, or to today."""
        until = self.raised.date() if self.raised else datetime.now(UTC).date()
        return (until - self.closed).days


@dataclass(frozen=True, slots=True)
class _Finding:
    subject: str
    incident: str
    standard: str
    grade: str
    closed: date


def after_run(workspace: Workspace, chosen: Sequence[Standard], known: Mapping[str, tuple[Incident, Facts]]) -> int:
    """Raise the findings that the incidents as they are now bear on, then keep watch over new negative findings.

    ``known``: incident id -> the incident with its facts. Returns how many were raised.
    """
    with transaction.atomic(using=workspace.alias):
        held = watched(workspace)
        raised = [one for one in held if one.raised is None and _raise(workspace, one, known)]
        new = (*_proposed(chosen, known), *_closed(workspace, known))
        _keep(workspace, chosen, new, known, {one.id for one in held})
    return len(raised)


def watch_closed(workspace: Workspace, chosen: Sequence[Standard]) -> None:
    """Keep watch over allegations closed since the last run, as things stood before anything new is computed."""
    incidents = _unwatched(workspace)
    if incidents:
        kept = [incident for incident in workspace.incidents() if incident.id in incidents]
        with transaction.atomic(using=workspace.alias):
            held = {one.id for one in watched(workspace)}
            _keep(workspace, chosen, _closed(workspace, {one.id for one in kept}), facts_now(workspace, kept), held)


def _unwatched(workspace: Workspace) -> set[str]:
    """Incidents of closed allegations that nobody watches, under the ids they have now."""
    watched_now = models.Watch.objects.using(workspace.alias).values_list("allegation", flat=True)
    rows = models.Allegation.objects.using(workspace.alias).filter(state__in=NEGATIVE, incident__isnull=False)
    left = rows.exclude(id__in=list(watched_now)).values_list("incident", flat=True)
    leads = workspace.former_ids() if left else {}
    return {leads.get(key, key) for key in left if key}


def watched(workspace: Workspace) -> list[Watched]:
    """Every finding that is watched: those raised first, by how long they had been closed; then the others."""
    rows = models.Watch.objects.using(workspace.alias).order_by("id")
    found = [_restored(row) for row in rows]
    return sorted(found, key=lambda one: (one.raised is None, -one.days_closed, one.id))


def raised(workspace: Workspace, most: int) -> list[Watched]:
    """The findings that new material bears on, those raised last first; at most so many."""
    rows = models.Watch.objects.using(workspace.alias).filter(raised__isnull=False).order_by("-raised", "id")
    return [_restored(row) for row in rows[:most]]


def watched_of(workspace: Workspace, subject: str) -> list[Watched]:
    """The findings that are watched of one allegation, or of one incident."""
    rows = models.Watch.objects.using(workspace.alias).filter(allegation=subject).order_by("id")
    return [_restored(row) for row in rows]


def settle(workspace: Workspace, wanted: str, by: str, reason: str) -> Watched:
    """Note that a raised finding was looked at; it is watched anew as things stand at the next run.

    Raises StopRun where no watch begins so, or it was not raised.
    """
    found = [one for one in watched(workspace) if wanted in (one.id, one.subject)]
    found = found or [one for one in watched(workspace) if one.id.startswith(wanted)]
    if len(found) != 1 or found[0].raised is None:
        what = f"{len(found)} watched findings begin with {wanted!r}" if len(found) != 1 else f"{wanted} was not raised"
        raise StopRun(what, "tollbook watches", "tollbook watches WORKSPACE lists them")
    one = found[0]
    with transaction.atomic(using=workspace.alias):
        told = {"changed": [bearing.axis for bearing in one.bearing], "days_closed": one.days_closed}
        gone, _tables = models.Watch.objects.using(workspace.alias).filter(id=one.id).delete()
        if not gone:
            raise StopRun(f"{wanted} was settled meanwhile", "tollbook watches", "nothing is left to be done")
        workspace.decide(by, ("watch", one.id), field="settled", old=told, reason=reason)
    return one


def _raise(workspace: Workspace, one: Watched, known: Mapping[str, tuple[Incident, Facts]]) -> bool:
    now = _where_now(workspace, one, known)
    bearing = bears(one.flips, one.facts, known[now][1]) if now else []
    if not bearing:
        return False
    _store(workspace, replace(one, incident=now or one.incident, raised=datetime.now(UTC), bearing=tuple(bearing)))
    return True


def _where_now(workspace: Workspace, one: Watched, known: Mapping[str, tuple[Incident, Facts]]) -> str | None:
    """The incident it speaks of now: its id, where that leads, else the one that holds most of its claims."""
    leads = one.incident if one.incident in known else workspace.former_ids().get(one.incident)
    if leads in known:
        return leads
    shared = {key: len(set(one.claims) & set(incident.claims)) for key, (incident, _) in known.items()}
    best = max(shared, key=lambda key: (shared[key], key), default=None)
    return best if best is not None and shared[best] else None


def _keep(
    workspace: Workspace,
    chosen: Sequence[Standard],
    findings: Iterable[_Finding],
    known: Mapping[str, tuple[Incident, Facts]],
    held: Collection[str],
) -> None:
    by_id = {**standards(), **{one.id: one for one in standards().values()}, **{one.id: one for one in chosen}}
    over = {key: overturner(standard) for key, standard in by_id.items()}
    for finding in findings:
        if _key(finding) not in held:
            incident, facts = known[finding.incident]
            flips = over.get(finding.standard, general)(facts)
            kept = Watched(
                _key(finding), finding.subject, finding.incident, finding.standard, finding.grade, finding.closed,
                facts_kept(facts), tuple(flips), incident.claims,
            )  # fmt: skip
            _store(workspace, kept)


def _key(finding: _Finding) -> str:
    return f"{finding.subject}@{finding.standard}"


def _proposed(chosen: Sequence[Standard], known: Mapping[str, tuple[Incident, Facts]]) -> Iterator[_Finding]:
    """What the chosen standard proposes to reject."""
    today = datetime.now(UTC).date()
    for standard in chosen[:1]:
        for key, (incident, _) in known.items():
            grade = next((one for one in incident.grades if one.standard == standard.id), None)
            if grade and standard.stands(grade.value) == "not_counted":
                yield _Finding(key, key, standard.id, grade.value, today)


def _closed(workspace: Workspace, known: Collection[str]) -> Iterator[_Finding]:
    """Allegations closed against what they alleged, whose incident is known."""
    leads = workspace.former_ids()
    rows = models.Allegation.objects.using(workspace.alias).filter(state__in=NEGATIVE, incident__isnull=False)
    for row in rows.order_by("id"):
        given = row.incident or ""
        incident = given if given in known else leads.get(given, "")
        last = models.Step.objects.using(workspace.alias).filter(allegation=row).order_by("-number").first()
        if incident in known and last:
            yield _Finding(row.id, incident, row.standard, row.state, last.at)


def _store(workspace: Workspace, one: Watched) -> None:
    axes = ",".join(dict.fromkeys(key[0] for flip in one.flips for key in flip.keys))
    models.Watch.objects.using(workspace.alias).update_or_create(
        id=one.id, defaults={"allegation": one.subject, "fact": axes[:40], "raised": one.raised, "record": _record(one)}
    )


def _record(one: Watched) -> dict[str, Any]:
    return {
        "incident": one.incident,
        "standard": one.standard,
        "grade": one.grade,
        "closed": one.closed.isoformat(),
        "facts": dict(one.facts),
        "claims": list(one.claims),
        "flips": [{"keys": flip.keys, "texts": [_pair(words) for words in flip.texts]} for flip in one.flips],
        "bearing": [
            [b.axis, b.fact, _pair(b.text), _pair(b.was), _pair(b.now)] for b in one.bearing
        ],
    }  # fmt: skip


def _pair(words: Words) -> list[str]:
    return [words.en, words.ar]


def _restored(row: models.Watch) -> Watched:
    record = row.record
    return Watched(
        row.id,
        row.allegation,
        record["incident"],
        record["standard"],
        record["grade"],
        date.fromisoformat(record["closed"]),
        record["facts"],
        tuple(_flip(flip) for flip in record["flips"]),
        tuple(record["claims"]),
        row.raised,
        tuple(Bearing(axis, fact, *(Words(*pair) for pair in pairs)) for axis, fact, *pairs in record["bearing"]),
    )


def _flip(record: Mapping[str, Iterable[Any]]) -> Flip:
    return Flip(tuple((axis, value) for axis, value in record["keys"]), tuple(Words(*pair) for pair in record["texts"]))
