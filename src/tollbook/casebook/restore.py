"""From rows back to the nouns."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from pydantic import TypeAdapter

from tollbook.casebook import models
from tollbook.casebook.rows import CHUNK
from tollbook.model import Drift, Incident, Lineage, Source, Statement
from tollbook.model.edge import incident_from_record

_SOURCE = TypeAdapter(Source)
_DRIFT = TypeAdapter(Drift)
_STATEMENT = TypeAdapter(Statement)


def statement_from_json(line: str) -> Statement:
    """One statement from one JSON object."""
    return _STATEMENT.validate_json(line)


def lineage(alias: str) -> Lineage:
    """Who said what first, as stored."""
    sources = models.Source.objects.using(alias).order_by("id").values_list("id", "record")
    origins = list(models.Origin.objects.using(alias).order_by("claim_id"))
    drifts = models.Drift.objects.using(alias).order_by("position").values_list("record", flat=True)
    return Lineage(
        sources={key: _SOURCE.validate_python(record) for key, record in sources},
        origin={row.claim_id: row.source_id for row in origins if row.source_id is not None},
        summaries=frozenset(row.claim_id for row in origins if row.summary),
        copies=dict(models.Copy.objects.using(alias).order_by("document_id").values_list("document_id", "of")),
        drifts=tuple(_DRIFT.validate_python(record) for record in drifts),
        reasons={row.claim_id: row.reason for row in origins if row.reason is not None},
    )


def lineage_of(alias: str, documents: Collection[str], claims: Collection[str]) -> Lineage:
    """The same of these reports and claims alone; a drift needs one end among them."""
    told, reports = sorted(claims), sorted(documents)
    origins = [row for some in _chunks(told) for row in models.Origin.objects.using(alias).filter(claim_id__in=some)]
    sources = sorted({row.source_id for row in origins if row.source_id is not None})
    named = models.Source.objects.using(alias)
    copied = models.Copy.objects.using(alias).values_list("document_id", "of")
    held = models.Drift.objects.using(alias).values_list("position", "record")
    drifts = {position: record for some in _chunks(told)
              for position, record in held.filter(Q(from_claim__in=some) | Q(to_claim__in=some))}  # fmt: skip
    return Lineage(
        sources={row.id: _SOURCE.validate_python(row.record) for some in _chunks(sources)
                 for row in named.filter(id__in=some)},
        origin={row.claim_id: row.source_id for row in origins if row.source_id is not None},
        summaries=frozenset(row.claim_id for row in origins if row.summary),
        copies=dict(one for some in _chunks(reports) for one in copied.filter(document_id__in=some)),
        drifts=tuple(_DRIFT.validate_python(drifts[position]) for position in sorted(drifts)),
        reasons={row.claim_id: row.reason for row in origins if row.reason is not None},
    )  # fmt: skip


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def incidents(alias: str) -> list[Incident]:
    """Incidents with their figures and grades, by first day, then id; unknown days last."""
    return _incidents(alias, models.Incident.objects.using(alias), {})


def incidents_of(alias: str, ids: Sequence[str]) -> list[Incident]:
    """The same of these incidents alone."""
    return _incidents(alias, models.Incident.objects.using(alias).filter(id__in=ids), {"incident_id__in": ids})


def _incidents(alias: str, rows: "QuerySet[models.Incident]", only: dict[str, Any]) -> list[Incident]:
    figures: dict[str, dict[str, Any]] = defaultdict(dict)
    held = models.Figure.objects.using(alias).filter(**only).order_by("pk")
    for row in held.values_list("incident_id", "key", "record"):
        figures[row[0]][row[1]] = row[2]
    chosen: dict[str, Any] = {}
    others: dict[str, list[Any]] = defaultdict(list)
    grades = models.Grade.objects.using(alias).filter(**only).order_by("pk")
    for key, is_chosen, record in grades.values_list("incident_id", "chosen", "record"):
        if is_chosen:
            chosen[key] = record
        else:
            others[key].append(record)
    ordered = rows.order_by(F("when_start").asc(nulls_last=True), "id")
    return [
        incident_from_record({**record, "figures": figures[key], "grade": chosen.get(key), "grades": others[key]})
        for key, record in ordered.values_list("id", "record")
    ]
