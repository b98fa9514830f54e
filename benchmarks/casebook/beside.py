"""What people did in the made workspace: accounts, decisions, other history, publications, allegations."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from casebook.making import Made, _store
from tollbook.casebook import allegations, models
from tollbook.casebook.restore import incidents_of
from tollbook.model import Allegation, State, Step
from tollbook.model.edge import record_of
from tollbook.web.models import Publication, User
from tollbook.web.publications.freezing import frozen

PASSWORD = "a long password of nobody"
ROLES = {"intake": 6, "analyst": 8, "reviewer": 3, "approver": 2, "auditor": 1, "administrator": 1}
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
DECISIONS, EVENTS, PUBLISHED, ALLEGATIONS = 3000, 60_000, 2000, 1000


def people() -> list[User]:
    """Twenty-one people, with one password."""
    secret = make_password(PASSWORD)
    named = [(f"{role}{number}", role) for role, many in ROLES.items() for number in range(many)]
    return User.objects.bulk_create([User(username=name, role=role, password=secret) for name, role in named])


def history(found: Made) -> None:
    """Decisions about claims, and many other events."""
    _store(_decision(number, claim) for number, claim in enumerate(found.claims[: DECISIONS * 20 : 20]))
    _store(_other(number) for number in range(EVENTS))


def _decision(number: int, claim: Any) -> models.Event:
    record = record_of(claim)
    return models.Event(
        at=BEGAN + timedelta(minutes=number), actor=f"analyst{number % 8}", kind="decision", subject_type="claim",
        subject_id=claim.id, field="accepted", old=record, new=record,
    )  # fmt: skip


def _other(number: int) -> models.Event:
    at, who = BEGAN + timedelta(minutes=number), f"intake{number % 6}"
    return models.Event(at=at, actor=who, kind="assigned", subject_type="report", subject_id=f"r{number:06d}", new=who)


def publications(keys: list[str], by: User, other: User) -> None:
    """One published version of each of these incidents."""
    made = ((one, frozen(one)) for one in incidents_of("default", keys))
    given = {"number": 1, "state": Publication.State.APPROVED, "reason": "first", "decided": BEGAN, "current": True}
    _store(
        Publication(
            incident=one.id,
            day=one.when and one.when.start,
            record=record,
            prepared_by=by,
            decided_by=other,
            **given,
        )
        for one, record in made
    )


def cases() -> None:
    """Allegations, a third of them decided."""
    held = models.Incident.objects.order_by("pk").values_list("pk", "when_start")[:ALLEGATIONS]
    for number, (incident, day) in enumerate(held):
        title = f"Case {number}"
        steps = tuple(Step(at, state, "made", "made") for at, state in _course(number, day))
        case = Allegation(f"a{number:05d}", title, "dod_2025", "made", "submission", steps, incident)
        allegations.receive("default", "made", case, recorded_elsewhere=True)


def _course(number: int, day: date) -> Iterator[tuple[date, State]]:
    yield day, "received"
    if number % 3 == 0:
        yield day + timedelta(days=40), "inconclusive"
