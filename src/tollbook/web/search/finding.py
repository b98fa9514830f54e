"""Finding entries: full text by the database's own index, filters by columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from tollbook.web.blind import Sight
from tollbook.web.models.search import Entry
from tollbook.web.search import query

MOST = 1000
"""Matches that are ranked and counted; beyond it the list says "more than"."""
RANKED = {"sqlite": 10_000, "postgresql": 4_000}
"""Of more matches than this, the entries last written are ranked: a word of every report says little about rank.
PostgreSQL reads each match's words again to rank it."""
SQLITE = (
    "SELECT rowid FROM (SELECT rowid, rank AS score FROM web_entry_text WHERE web_entry_text MATCH %s "
    "ORDER BY rowid DESC LIMIT %s) ORDER BY score LIMIT %s"
)
POSTGRESQL = (
    "SELECT id FROM (SELECT id, text, asked FROM web_entry, to_tsquery('simple', %s) asked WHERE text @@ asked "
    "ORDER BY id DESC LIMIT %s) found ORDER BY ts_rank(text, asked) DESC, id LIMIT %s"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of entries in order, best first where words were asked for, else the newest; ``more``: there are others."""

    keys: list[int]
    more: bool


def find(asked: Mapping[str, Any], sight: Sight) -> Found:
    """Entries for cleaned form data: ``q``, ``kind``, ``language``, ``publisher``, ``place``, ``grade``, ``since``,
    ``until``, ``least``.
    """
    rows = filtered(Entry.objects.all(), asked, sight).values_list("pk", flat=True)
    text = (asked.get("q") or "").strip()
    if not text:
        newest = list(rows.order_by("-day", "-pk")[: MOST + 1])
        return Found(newest[:MOST], len(newest) > MOST)
    ranked = matching(text)
    passing = set(rows.filter(pk__in=ranked[:MOST]).order_by())
    return Found([key for key in ranked[:MOST] if key in passing], len(ranked) > MOST)


def these(keys: Sequence[int]) -> list[Entry]:
    """These entries, in the order of the keys."""
    found = Entry.objects.defer("words", "stems").in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def matching(text: str) -> list[int]:
    """Entries whose words match, best first, at most one more than can be shown."""
    sqlite = connection.vendor == "sqlite"
    asked = query.parts(text)
    question = query.for_sqlite(asked) if sqlite else query.for_postgresql(asked)
    if not question:
        return []
    with connection.cursor() as cursor:
        cursor.execute(SQLITE if sqlite else POSTGRESQL, [question, RANKED[connection.vendor], MOST + 1])
        return [key for (key,) in cursor.fetchall()]


def filtered(rows: QuerySet[Entry], asked: Mapping[str, Any], sight: Sight) -> QuerySet[Entry]:
    """The rows that pass the filters; a grade that she is not shown passes none."""
    tests: dict[str, Any] = {
        "kind": asked.get("kind"),
        "language": asked.get("language"),
        "publisher__icontains": asked.get("publisher"),
        "place__icontains": asked.get("place"),
        "grade": asked.get("grade"),
        "most__gte": asked.get("least"),
    }
    wanted = {name: value for name, value in tests.items() if value not in (None, "")}
    if "grade" in wanted:
        rows = sight.graded(rows)
    return rows.filter(_days(asked.get("since"), asked.get("until")), **wanted)


def _days(since: date | None, until: date | None) -> Q:
    found = Q()
    if since:
        found &= Q(day__gte=since)
    if until:
        found &= Q(day__lte=until)
    return found
