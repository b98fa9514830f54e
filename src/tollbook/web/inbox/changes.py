"""What people do with reports of the inbox: each change with its event, copies going along with their first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from tollbook.casebook.events import record_event
from tollbook.web.here import DATABASE
from tollbook.web.inbox.sync import fold
from tollbook.web.models.inbox import InboxItem, Stage
from tollbook.web.models.people import User

FREE = {"reason": "", "words": ""}
Seen = Mapping[str, int]
"""Report -> the version of its row that the person had before her; reports that are not in it are not checked."""
NOTHING_SEEN: Seen = {}


def with_copies(documents: Sequence[str]) -> list[InboxItem]:
    """These reports, and the copies that lie folded under them; locked until the change is made."""
    chosen = list(InboxItem.objects.select_for_update(of=("self",)).filter(document__in=documents).order_by("pk"))
    folded = InboxItem.objects.select_for_update(of=("self",)).filter(copy_of__in=documents, folded=1)
    return [*chosen, *folded.exclude(document__in=documents).order_by("pk")]


def as_seen(documents: Sequence[str], seen: Seen) -> list[InboxItem]:
    """``with_copies``, without reports that somebody changed since they were seen, and their copies."""
    items = with_copies(documents)
    changed = {one.document for one in items if seen.get(one.document, one.version) != one.version}
    return [one for one in items if one.document not in changed and one.copy_of not in changed]


def changed_since(seen: Seen) -> list[InboxItem]:
    """The reports that somebody changed since they were seen, as they stand until the caller's transaction ends."""
    rows = InboxItem.objects.select_for_update(of=("self",)).filter(document__in=list(seen)).order_by("pk")
    rows = rows.select_related("person")
    return [one for one in rows if one.version != seen[one.document]]


def take(actor: User, documents: Sequence[str]) -> int:
    """Reports that are new, or taken by nobody, become hers; returns how many."""
    with transaction.atomic():
        free = [one for one in with_copies(documents) if one.person_id is None or one.state != Stage.TAKEN]
        return _change(actor, free, state=Stage.TAKEN, person=actor, **FREE)


def assign(actor: User, documents: Sequence[str], person: User, seen: Seen = NOTHING_SEEN) -> int:
    """They become somebody's."""
    with transaction.atomic():
        return _change(actor, as_seen(documents, seen), state=Stage.TAKEN, person=person, **FREE)


def set_aside(actor: User, documents: Sequence[str], reason: str, words: str, seen: Seen = NOTHING_SEEN) -> int:
    """They are set aside for a reason."""
    with transaction.atomic():
        return _change(actor, as_seen(documents, seen), state=Stage.ASIDE, reason=reason, words=words)


def put_back(actor: User, documents: Sequence[str], seen: Seen = NOTHING_SEEN) -> int:
    """They are new again, and nobody's."""
    with transaction.atomic():
        return _change(actor, as_seen(documents, seen), state=Stage.NEW, person=None, **FREE)


def done(actor: User, documents: Sequence[str], seen: Seen = NOTHING_SEEN) -> int:
    """They are read to their end; those nobody had taken, by her."""
    with transaction.atomic():
        items = list(as_seen(documents, seen))
        free = [one for one in items if one.person_id is None]
        rest = [one for one in items if one.person_id is not None]
        hers = _change(actor, free, state=Stage.DONE, person=actor, **FREE)
        return hers + _change(actor, rest, state=Stage.DONE, **FREE)


def _change(actor: User, items: Iterable[InboxItem], **wanted: Any) -> int:
    changed: list[str] = []
    for item in items:
        old = _state_of(item)
        for name, value in wanted.items():
            setattr(item, name, value)
        new = _state_of(item)
        if new == old:
            continue
        item.version += 1
        item.save(update_fields=[*wanted, "version"])
        record_event(
            DATABASE,
            actor=actor.username,
            kind="inbox",
            subject=("report", item.document),
            field="state",
            old=old,
            new=new,
            reason=item.words or (item.get_reason_display() if item.reason else ""),
        )
        changed.append(item.document)
    fold(changed)
    return len(changed)


def _state_of(item: InboxItem) -> dict[str, str]:
    return {"state": str(item.state), "person": item.person.username if item.person else "", "reason": str(item.reason)}
