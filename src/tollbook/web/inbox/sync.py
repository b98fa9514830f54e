"""Keeping the inbox in step with the workspace: a row for each report, written only where something changed.

Lists read these rows alone, so that 100,000 reports list as fast as a hundred.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.db.models.fields.json import KT
from django.db.models.functions import Substr

from tollbook.casebook import models
from tollbook.casebook.rows import CHUNK
from tollbook.web.models.inbox import InboxItem
from tollbook.web.models.people import Setting

FIELDS = ("title", "language", "published", "publisher", "condition", "places", "claims", "copy_of", "live")
MARK = "inbox"
"""The setting that names the state of the workspace the rows were last made from."""
TITLE = 160
"""So many characters of a title, or of the text of a report without one."""


def sync_if_needed() -> None:
    """Make rows for reports that came in past the pages, such as by ``tollbook run``; three small queries if none."""
    if Setting.objects.filter(name=MARK, value=_mark()).exists():
        return
    sync()


def _mark() -> list[int]:
    """Cheap signs that something came in: how many reports are held, and the latest run."""
    held = models.Document.objects.filter(superseded=False).count()
    return [held, models.Run.objects.aggregate(last=Max("pk"))["last"] or 0]


def sync(documents: Iterable[str] | None = None) -> None:
    """Bring the rows of these reports, or of all, up to date."""
    keys, mark = (None, _mark()) if documents is None else (list(documents), None)
    known = {item.document: item for item in _chosen(InboxItem.objects.all(), "document", keys)}
    fresh, changed = [], []
    for key, values in _wanted(keys, _firsts()):
        item = known.get(key)
        if item is None:
            fresh.append(InboxItem(document=key, **values))
        elif any(getattr(item, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(item, name, value)
            changed.append(item)
    with transaction.atomic():
        InboxItem.objects.bulk_create(fresh, batch_size=CHUNK, ignore_conflicts=True)
        InboxItem.objects.bulk_update(changed, FIELDS, batch_size=CHUNK // len(FIELDS))
        if mark is not None:
            Setting.objects.update_or_create(name=MARK, defaults={"value": mark})


def _chosen(rows: Any, column: str, keys: list[str] | None) -> Any:
    return rows if keys is None else rows.filter(**{f"{column}__in": keys})


def _wanted(keys: list[str] | None, firsts: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    columns = ("id", "record__title", "head", "language", "published", "publisher", "condition", "superseded")
    begun = models.Document.objects.order_by("id").annotate(head=Substr(KT("record__text"), 1, TITLE))
    rows = _chosen(begun, "id", keys).values_list(*columns)
    places, claims = _places(keys), _claims(keys)
    for key, title, head, language, published, publisher, condition, superseded in rows.iterator(CHUNK):
        yield (
            key,
            {
                "title": " ".join((title or head or "").split())[:TITLE],
                "language": language or "",
                "published": published,
                "publisher": publisher or "",
                "condition": condition,
                "places": "\n".join(places.get(key, ())),
                "claims": claims.get(key, 0),
                "copy_of": firsts.get(key, ""),
                "live": not superseded,
            },
        )


def _claims(keys: list[str] | None) -> dict[str, int]:
    rows = _chosen(models.Claim.objects.order_by(), "document_id", keys)
    return dict(rows.values_list("document_id").annotate(many=Count("pk")))


def _places(keys: list[str] | None) -> dict[str, dict[str, None]]:
    """Report -> the names its claims give, each once, in the order of the text."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    rows = _chosen(models.Claim.objects.order_by("document_id", "start"), "document_id", keys)
    for key, places in rows.values_list("document_id", "record__places").iterator(CHUNK):
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
