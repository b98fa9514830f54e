"""Pages of a list: by the key after which the next one starts, so that no record is left out or comes twice."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from tollbook.web.api.shapes import Paging


def page(rows: QuerySet[Any], paging: Paging, key: str) -> tuple[list[Any], str | None]:
    """The rows after ``paging.after`` by ``key``, and where the next page starts."""
    ordered = rows.order_by(key)
    if paging.after:
        ordered = ordered.filter(**{f"{key}__gt": paging.after})
    held = list(ordered[: paging.limit + 1])
    shown = held[: paging.limit]
    return shown, str(getattr(shown[-1], key)) if len(held) > paging.limit else None


def numbered(paging: Paging) -> Paging:
    """Paging by a number: what is no number starts nowhere."""
    if paging.after and not (paging.after.isascii() and paging.after.isdigit() and len(paging.after) < 19):
        raise Http404
    return paging
