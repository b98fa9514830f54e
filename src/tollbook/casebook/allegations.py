"""Allegations and their steps in a workspace: only ever added to, each addition with its event, whole or not at all.

A corrected step keeps its row; the correction is a further row, numbered downwards from -1, that says which step it
replaces. Read back, an allegation has the steps that hold.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from pydantic import TypeAdapter

from tollbook.casebook import models
from tollbook.casebook.events import record_event
from tollbook.errors import StopRun
from tollbook.ledger.steps import check_step, check_steps
from tollbook.model import FINDINGS, Allegation, State, Step
from tollbook.strikes.diligence import FITS, supports

KIND, SUBJECT = "ledger", "allegation"
ELSEWHERE = "recorded_elsewhere"
FEW = 100
"""Up to so many allegations are read by their ids."""
_STEP = TypeAdapter(Step)
_ALLEGATION = TypeAdapter(Allegation)


@dataclass(frozen=True, slots=True)
class Kept:
    """One row of an allegation's history. ``corrects`` is the number of the step it replaces."""

    number: int
    step: Step
    corrects: int | None = None


def receive(alias: str, actor: str, allegation: Allegation, recorded_elsewhere: bool = False) -> Allegation:
    """Add an allegation with the steps it has, at least that it was received; an empty id is given one.

    ``recorded_elsewhere``: its steps come from another record, which may leave review and assessment out.
    Raises StopRun where a step cannot stand, the id is taken, or what it repeats is unknown; then nothing is stored.
    """
    with transaction.atomic(using=alias):
        named = allegation if allegation.id else replace(allegation, id=_new_id(alias, allegation.steps))
        if models.Allegation.objects.using(alias).filter(id=named.id).exists():
            raise StopRun("is in the ledger already", named.id, "give it another id, or add a step to it")
        if not named.standard.strip() or not named.title.strip():
            raise StopRun("an allegation needs a title and a standard", named.id, "say what it is and how it is judged")
        check_steps(named.id, named.steps, _today(), recorded_elsewhere)
        row = _row(named, recorded_elsewhere)
        row.save(using=alias, force_insert=True)
        for number, step in enumerate(named.steps):
            _check_names(alias, row, step)
            _add(alias, named.id, number, step)
        _record(alias, actor, named.id, "received", new=_plain(named), reason=named.steps[0].reason)
    return named


def step(alias: str, actor: str, wanted: str, new: Step) -> Allegation:
    """Add a step to an allegation; raises StopRun where it cannot follow, or lacks what it must say."""
    with transaction.atomic(using=alias):
        row = _alone(alias, wanted)
        held = history(alias, row.id)
        steps = _holding(held)
        check_step(row.id, steps, new, _today(), _lax(row))
        _check_names(alias, row, new)
        number = max(one.number for one in held) + 1
        _add(alias, row.id, number, new)
        _settle(alias, row, [*steps, new])
        _record(alias, actor, row.id, new.state, old={"state": steps[-1].state}, new=_step(new), reason=new.reason)
    return get(alias, row.id)


def check(alias: str, wanted: str, new: Step) -> None:
    """Raises StopRun where ``step`` would: the step cannot follow, or lacks what it must say. Nothing is stored."""
    row = _find(alias, wanted)
    check_step(row.id, _holding(history(alias, row.id)), new, _today(), _lax(row))
    _check_names(alias, row, new)


def reopen(alias: str, actor: str, wanted: str, at: date, reason: str) -> Allegation:
    """Reopen a finding, for a reason: what became known."""
    return step(alias, actor, wanted, Step(at, "reopened", actor, reason))


def correct(  # noqa: PLR0913 (which step, what it should say, who says so and why)
    alias: str, actor: str, wanted: str, number: int, *, new: Step, reason: str
) -> Allegation:
    """Replace a step by what it should have said; the step as it was stays in the history.

    Raises StopRun where there is no such step, no reason, or the steps would not follow each other.
    """
    if not reason.strip():
        raise StopRun("a correction needs a reason", wanted, "say why (--reason)")
    with transaction.atomic(using=alias):
        row = _alone(alias, wanted)
        held = history(alias, row.id)
        steps = _holding(held)
        if not 0 <= number < len(steps):
            raise StopRun(f"has no step {number}", row.id, f"its steps are 0 to {len(steps) - 1}")
        old = steps[number]
        if old == new:
            raise StopRun("the step says so already", row.id, "nothing was changed")
        steps[number] = new
        check_steps(row.id, steps, _today(), _lax(row))
        _check_names(alias, row, new)
        _add(alias, row.id, min(0, *(one.number for one in held)) - 1, new, corrects=number)
        _settle(alias, row, steps)
        _record(alias, actor, row.id, "corrected", old={"step": number, **_step(old)}, new=_step(new), reason=reason)
    return get(alias, row.id)


def get(alias: str, wanted: str) -> Allegation:
    """One allegation, by its id or the beginning of it; raises StopRun where that names none or several."""
    return these(alias, [_find(alias, wanted).id])[0]


def allegations(  # noqa: PLR0913 (what a list can be filtered by)
    alias: str,
    *,
    standard: str | None = None,
    belligerent: str | None = None,
    state: State | None = None,
    still_open: bool | None = None,
    incident: str | None = None,
) -> list[Allegation]:
    """The allegations that fit, by id."""
    rows: QuerySet[models.Allegation] = models.Allegation.objects.using(alias).order_by("id")
    given = {"standard": standard, "belligerent": belligerent, "state": state, "incident": incident}
    rows = rows.filter(**{key: value for key, value in given.items() if value is not None})
    if still_open is not None:
        rows = rows.exclude(state__in=FINDINGS) if still_open else rows.filter(state__in=FINDINGS)
    return _read(alias, rows)


def these(alias: str, ids: Sequence[str]) -> list[Allegation]:
    """The allegations of these ids, as far as they are there, by id."""
    return _read(alias, models.Allegation.objects.using(alias).filter(id__in=ids).order_by("id"))


def history(alias: str, allegation: str) -> list[Kept]:
    """Every row of an allegation, those replaced too, in the order they were added."""
    return _histories(alias, [allegation])[allegation]


def check_all(
    alias: str, found: Sequence[tuple[Allegation, str]], today: date, fault: Callable[[str, StopRun], None]
) -> None:
    """Hold allegations to come against the ledger and each other; each fault is told with the place it stands at."""
    known = set(models.Allegation.objects.using(alias).values_list("id", flat=True))
    coming = {one.id for one, _ in found}
    for one, where in found:
        try:
            check_steps(one.id, one.steps, today, recorded_elsewhere=True)
            _free(one.id, known)
            for step in one.steps:
                _known(one.id, step, known | coming)
        except StopRun as error:
            fault(where, error)


def _free(name: str, known: Iterable[str]) -> None:
    if name in known:
        raise StopRun("is in the ledger already", name, "leave the row out, or give it another id")


def _known(name: str, step: Step, known: Iterable[str]) -> None:
    if step.repeats is not None and step.repeats not in known:
        raise StopRun(f"repeats {step.repeats!r}, which is not in the ledger", name, "name the allegation it repeats")


def _check_names(alias: str, row: models.Allegation, step: Step) -> None:
    ids = models.Allegation.objects.using(alias)
    if step.repeats is not None:
        _known(row.id, step, ids.filter(id=step.repeats).values_list("id", flat=True))
        _check_circle(alias, row.id, step.repeats)
    if step.certificate:
        _check_certificate(alias, row, step)
    elif step.category == "no_strike" and not _lax(row):
        remedy = "make the search first (certify), and name its certificate"
        raise StopRun("a finding that no strike was made rests on a search certificate", row.id, remedy)


def _check_certificate(alias: str, row: models.Allegation, step: Step) -> None:
    """The certificate is there, and where the finding is of a kind that a search can support, this one supports it."""
    found = models.Certificate.objects.using(alias).filter(id=step.certificate).first()
    if found is None:
        raise StopRun(f"no search certificate {step.certificate!r}", row.id, "make the search first, or leave it out")
    if step.category is None or step.category not in FITS:
        return
    verdict = supports(found.record, step.category, row.incident)
    if not verdict.holds:
        remedy = "make the search again (certify), or name another certificate"
        raise StopRun("; ".join(verdict.reasons), row.id, remedy)


def _check_circle(alias: str, name: str, repeats: str) -> None:
    """A duplicate of a duplicate of itself would leave nobody to answer for it."""
    seen, at = {name}, repeats
    while at not in seen:
        seen.add(at)
        steps = _holding(history(alias, at))
        if not steps or steps[-1].state != "duplicate" or not steps[-1].repeats:
            return
        at = steps[-1].repeats
    raise StopRun(f"{repeats} is itself a duplicate that leads back here", name, "name the one that was assessed")


def _find(alias: str, wanted: str) -> models.Allegation:
    rows = models.Allegation.objects.using(alias)
    row = rows.filter(id=wanted).first()
    if row:
        return row
    found = list(rows.filter(id__startswith=wanted).order_by("id")[:6]) if wanted else []
    if len(found) == 1:
        return found[0]
    what = f"{', '.join(one.id for one in found)} begin with {wanted!r}" if found else f"no allegation {wanted!r}"
    raise StopRun(what, "ledger", "write more of the id" if found else "tollbook allegation list WORKSPACE shows them")


def _read(alias: str, rows: "QuerySet[models.Allegation]") -> list[Allegation]:
    texts = list(rows.values_list("id", Cast("record", TextField())))
    steps = _step_texts(alias, [key for key, _text in texts])
    return [_restored(text, tuple(steps[key])) for key, text in texts]


def _step_texts(alias: str, ids: Sequence[str]) -> dict[str, list[tuple[int, str]]]:
    """The steps' numbers and JSON by allegation, in the order they were added."""
    found: dict[str, list[tuple[int, str]]] = {key: [] for key in ids}
    rows = models.Step.objects.using(alias).order_by("pk")
    chosen = rows.filter(allegation_id__in=ids) if len(ids) <= FEW else rows
    for key, number, text in chosen.values_list("allegation_id", "number", Cast("record", TextField())):
        if key in found:
            found[key].append((number, text))
    return found


def _alone(alias: str, wanted: str) -> models.Allegation:
    """The allegation, whose steps nobody else adds to until the transaction ends."""
    return models.Allegation.objects.using(alias).select_for_update().get(id=_find(alias, wanted).id)


def _histories(alias: str, ids: Sequence[str]) -> dict[str, list[Kept]]:
    return {key: [_kept(*one) for one in steps] for key, steps in _step_texts(alias, ids).items()}


def _kept(number: int, text: str) -> Kept:
    record = json.loads(text)
    return Kept(number, _STEP.validate_python(record["step"]), record.get("corrects"))


def _holding(history: Sequence[Kept]) -> list[Step]:
    """The steps that hold: each as it was last corrected."""
    steps = {one.number: one.step for one in history if one.corrects is None}
    steps |= {one.corrects: one.step for one in history if one.corrects is not None}
    return [steps[number] for number in sorted(steps)]


@lru_cache(maxsize=20_000)
def _restored(text: str, steps: tuple[tuple[int, str], ...]) -> Allegation:
    """An allegation from its own JSON and that of its steps; whoever reads the same twice is given the same."""
    fields = {key: value for key, value in json.loads(text).items() if key != ELSEWHERE}
    allegation: Allegation = _ALLEGATION.validate_python({**fields, "steps": []})
    return replace(allegation, steps=tuple(_holding([_kept(*one) for one in steps])))


def _row(allegation: Allegation, recorded_elsewhere: bool) -> models.Allegation:
    record = {key: value for key, value in _plain(allegation).items() if key != "steps"}
    return models.Allegation(
        id=allegation.id,
        title=allegation.title,
        standard=allegation.standard,
        belligerent=allegation.belligerent,
        incident=allegation.incident,
        received=allegation.steps[0].at,
        state=allegation.steps[-1].state,
        record={**record, ELSEWHERE: True} if recorded_elsewhere else record,
    )


def _lax(row: models.Allegation) -> bool:
    return bool(row.record.get(ELSEWHERE))


def _add(alias: str, allegation: str, number: int, new: Step, corrects: int | None = None) -> None:
    record: dict[str, Any] = {"step": _step(new)} | ({"corrects": corrects} if corrects is not None else {})
    models.Step.objects.using(alias).create(
        allegation_id=allegation, number=number, at=new.at, state=new.state, record=record
    )


def _settle(alias: str, row: models.Allegation, steps: Sequence[Step]) -> None:
    row.state, row.received = steps[-1].state, steps[0].at
    row.save(using=alias, update_fields=["state", "received"])


def _record(alias: str, actor: str, name: str, field: str, **change: Any) -> None:
    record_event(alias, actor=actor, kind=KIND, subject=(SUBJECT, name), field=field, **change)


def _new_id(alias: str, steps: Sequence[Step]) -> str:
    """The next free number of the year it was received: 2018-0001."""
    year = steps[0].at.year if steps else _today().year
    taken = (
        models.Allegation.objects.using(alias).filter(id__regex=rf"^{year:04d}-[0-9]+$").values_list("id", flat=True)
    )
    return f"{year:04d}-{max((int(key.partition('-')[2]) for key in taken), default=0) + 1:04d}"


def _step(one: Step) -> Mapping[str, Any]:
    record: Mapping[str, Any] = _STEP.dump_python(one, mode="json")
    return record


def _plain(allegation: Allegation) -> dict[str, Any]:
    record: dict[str, Any] = _ALLEGATION.dump_python(allegation, mode="json")
    return record


def _today() -> date:
    return datetime.now(UTC).date()
