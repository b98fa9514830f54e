"""Keeping the inbox in step with the workspace: a row for each report, written only where something changed.

Lists read these rows alone, so that 100,000 reports list as fast as a hundred.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Substr

from tollbook.casebook import models
from tollbook.casebook.rows import CHUNK
from tollbook.casebook.workspace import Workspace
from tollbook.publish.clean import visible
from tollbook.watch import Watch
from tollbook.web.jobs import job, start
from tollbook.web.models.inbox import InboxItem
from tollbook.web.models.people import Setting

FIELDS = ("title", "language", "published", "publisher", "condition", "places", "claims", "copy_of", "live")
MARK = "inbox"
"""The setting that names how much of the workspace the rows were made from."""
AT_ONCE = 300
"""Reports that a page may make rows for before it is shown; more are left to a job."""
TITLE = 160
"""So many characters of a title, or of the text of a report without one."""


@job("inbox")
def list_new(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> int:
    """List what came in past the pages, such as by ``tollbook run``; returns how many rows were looked at."""
    return sync_new()


def sync_if_needed() -> None:
    """Make rows for reports that came in past the pages; a few small queries where there are none."""
    seen, now = _seen(), _now()
    if seen == now:
        return
    fresh = models.Appearance.objects.filter(pk__gt=seen[0]).values("document").distinct().count()
    if fresh > AT_ONCE:
        start("inbox", None)
    else:
        sync_new()


def _seen() -> list[int]:
    row = Setting.objects.filter(name=MARK).first()
    return list(row.value) if row else [0, 0]


def _now() -> list[int]:
    """Cheap signs that something came in: the latest place where a report lies, and the latest run."""
    last = [models.Appearance.objects.aggregate(last=Max("pk")), models.Run.objects.aggregate(last=Max("pk"))]
    return [one["last"] or 0 for one in last]


def sync_new() -> int:
    """Bring the rows up to date of reports that came in, went, or turned out copies; returns how many."""
    now = _now()
    keys = _changed(_seen()[0])
    sync(keys)
    Setting.objects.update_or_create(name=MARK, defaults={"value": now})
    return len(keys)


def _changed(seen: int) -> list[str]:
    fresh = set(models.Appearance.objects.filter(pk__gt=seen).values_list("document_id", flat=True))
    gone = set(models.Document.objects.filter(superseded__in=[True]).values_list("id", flat=True))
    gone ^= set(InboxItem.objects.filter(live=False).values_list("document", flat=True))
    copies = set(_firsts().items())
    copies ^= set(InboxItem.objects.exclude(copy_of="").values_list("document", "copy_of"))
    return sorted(fresh | gone | {key for key, _of in copies})


def sync(documents: Sequence[str]) -> None:
    """Bring the rows of these reports up to date."""
    firsts = _firsts()
    for begin in range(0, len(documents), CHUNK):
        _sync(list(documents[begin : begin + CHUNK]), firsts)


def _sync(keys: list[str], firsts: dict[str, str]) -> None:
    known = {item.document: item for item in InboxItem.objects.filter(document__in=keys)}
    fresh, changed = [], []
    for key, values in _wanted(keys, firsts):
        item = known.get(key)
        if item is None:
            fresh.append(InboxItem(document=key, **values))
        elif any(getattr(item, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(item, name, value)
            changed.append(item)
    with transaction.atomic():
        InboxItem.objects.bulk_create(fresh, ignore_conflicts=True)
        InboxItem.objects.bulk_update(changed, FIELDS, batch_size=CHUNK // len(FIELDS))
        fold(keys)


def fold(documents: Iterable[str]) -> None:
    """Put copies among these reports, or of them, under their first where that is in the same state."""
    keys = list(documents)
    copies = InboxItem.objects.exclude(copy_of="").filter(Q(document__in=keys) | Q(copy_of__in=keys))
    found = list(copies.only("pk", "copy_of", "state", "folded"))
    firsts = InboxItem.objects.filter(document__in={one.copy_of for one in found}, live=True)
    states = dict(firsts.values_list("document", "state"))
    for folded in (0, 1):
        wanted = [one.pk for one in found if (states.get(one.copy_of) == one.state) == bool(folded)]
        InboxItem.objects.filter(pk__in=wanted).exclude(folded=folded).update(folded=folded)


def _wanted(keys: list[str], firsts: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    columns = ("id", "record__title", "head", "language", "published", "publisher", "condition", "superseded")
    begun = models.Document.objects.order_by("id").annotate(head=Substr(KT("record__text"), 1, TITLE))
    rows = begun.filter(id__in=keys).values_list(*columns)
    places, claims = _places(keys), _claims(keys)
    for key, title, head, language, published, publisher, condition, superseded in rows.iterator(CHUNK):
        yield (
            key,
            {
                "title": " ".join(visible(title or head or "").split())[:TITLE],
                "language": language or "",
                "published": published,
                "publisher": visible(publisher or ""),
                "condition": condition,
                "places": "\n".join(map(visible, places.get(key, ()))),
                "claims": claims.get(key, 0),
                "copy_of": firsts.get(key, ""),
                "live": not superseded,
            },
        )


def _claims(keys: list[str]) -> dict[str, int]:
    rows = models.Claim.objects.filter(document_id__in=keys).order_by()
    return dict(rows.values_list("document_id").annotate(many=Count("pk")))


def _places(keys: list[str]) -> dict[str, dict[str, None]]:
    """Report -> the names its claims give, each once, in the order of the text."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    rows = models.Claim.objects.filter(document_id__in=keys).order_by("document_id", "start")
    for key, places in rows.values_list("document_id", "record__places"):
        for place in places or ():
            found[key].update(dict.fromkeys(name for name in (place["text"], place.get("name")) if name))
    return found


def _firsts() -> dict[str, str]:
    """Report -> the first report whose words it repeats, through copies of copies."""
    steps = dict(models.Copy.objects.values_list("document_id", "of"))
    return {key: _end(key, steps) for key in steps}


def _end(key: str, steps: dict[str, str]) -> str:
    seen = {key}
    while key in steps and steps[key] not in seen:
        key = steps[key]
        seen.add(key)
    return key
