"""Storing what follows from the claims. Only rows that changed are written, all in one transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models as fields
from django.db import transaction

from tollbook.casebook import models, redirects
from tollbook.casebook.rows import CHUNK, claim_row, computed_rows, incident_row, statement_row
from tollbook.model import Claim, Document, Drift, Incident, Lineage, Statement
from tollbook.model.edge import record_of


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one report says; ``fault`` where its text could not be worked through."""

    document: Document
    claims: Sequence[Claim] = ()
    statements: Sequence[Statement] = ()
    fault: str = ""


PARTS = (models.IncidentClaim, models.Figure, models.Grade)


def save_extraction(alias: str, batch: Iterable[Extraction], maker: str) -> None:
    """Replace the claims and statements of each report and note what extracted them."""
    with transaction.atomic(using=alias):
        batch = list(batch)
        ids = [found.document.id for found in batch]
        for table in (models.Claim, models.Statement):
            table._default_manager.using(alias).filter(document_id__in=ids).delete()
        claims = [claim_row(claim, maker) for found in batch for claim in found.claims]
        statements = [statement_row(statement, maker) for found in batch for statement in found.statements]
        models.Claim.objects.using(alias).bulk_create(claims, batch_size=CHUNK)
        models.Statement.objects.using(alias).bulk_create(statements, batch_size=CHUNK)
        documents = models.Document.objects.using(alias)
        documents.filter(id__in=ids).update(extracted_with=maker, fault="")
        for found in batch:
            if found.fault:
                documents.filter(id=found.document.id).update(fault=found.fault)


def save_computed(alias: str, lineage: Lineage, incidents: Iterable[Incident], maker: str, key: str) -> None:
    """Replace lineage and incidents as one step; ``key`` names the input they follow from, old ids lead to new ones."""
    every = list(incidents)
    with transaction.atomic(using=alias):
        _save_lineage(alias, lineage, maker)
        redirects.note(alias, every, maker)
        _save_incidents(alias, every, maker)
        models.Computed.objects.using(alias).update_or_create(name="incidents", defaults={"key": key})


def computed_key(alias: str) -> str | None:
    """The key of the input the stored incidents follow from; None where there are none yet."""
    row = models.Computed.objects.using(alias).filter(name="incidents").first()
    return row.key if row else None


def _save_lineage(alias: str, lineage: Lineage, maker: str) -> None:
    sync(alias, models.Source, [_source_row(record_of_source, maker) for record_of_source in lineage.sources.items()])
    spoken = {*lineage.origin, *lineage.summaries, *lineage.reasons}
    sync(alias, models.Origin, [_origin_row(lineage, claim, maker) for claim in sorted(spoken)])
    sync(alias, models.Copy, [models.Copy(document_id=d, of=of, maker=maker) for d, of in lineage.copies.items()])
    drifts = [_drift_row(position, drift, maker) for position, drift in enumerate(lineage.drifts)]
    sync(alias, models.Drift, drifts)


def _drift_row(position: int, drift: Drift, maker: str) -> models.Drift:
    return models.Drift(
        position=position,
        from_claim=drift.from_,
        to_claim=drift.to,
        what=drift.what,
        maker=maker,
        record=record_of(drift),
    )


def _source_row(item: tuple[str, Any], maker: str) -> models.Source:
    source_id, source = item
    return models.Source(
        id=source_id, name=source.name, kind=source.kind, group=source.group, maker=maker, record=record_of(source)
    )


def _origin_row(lineage: Lineage, claim: str, maker: str) -> models.Origin:
    return models.Origin(
        claim_id=claim,
        source_id=lineage.origin.get(claim),
        summary=claim in lineage.summaries,
        reason=lineage.reasons.get(claim),
        maker=maker,
    )


def sync(alias: str, table: type[fields.Model], wanted: Sequence[fields.Model]) -> None:
    """Make the table hold exactly the wanted rows, keeping those that are already right."""
    rows = table._default_manager.using(alias)
    names = [f.attname for f in table._meta.concrete_fields if not isinstance(f, fields.AutoField)]
    wanted_values = [[getattr(row, name) for name in names] for row in wanted]
    have = {row[0]: list(row[1:]) for row in rows.values_list("pk", *names)}
    key = names[0]
    by_key = {values[0]: (pk, values) for pk, values in have.items()}
    fresh, kept = [], set()
    for row, values in zip(wanted, wanted_values, strict=True):
        pk, stored = by_key.get(getattr(row, key), (None, None))
        if stored == values:
            kept.add(pk)
        else:
            fresh.append(row)
    _delete(alias, table, "pk", [pk for pk in have if pk not in kept])
    rows.bulk_create(fresh, batch_size=CHUNK)


def save_near(alias: str, near: "Nearby", found: Lineage, among: "Incidents") -> None:
    """Replace the lineage of some claims, and some incidents by others, in the transaction that is open."""
    near.save(found)
    maker = near.maker
    redirects.note(alias, among.now, maker, among.before)
    _save_incidents(alias, among.now, maker, among.before)


@dataclass(frozen=True, slots=True)
class Incidents:
    """Incidents as they are now, and the ids of those they replace."""

    now: Sequence[Incident]
    before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nearby:
    """The stored lineage of some reports and their claims, those that are gone among them."""

    alias: str
    documents: frozenset[str]
    claims: frozenset[str]
    changed: frozenset[str]
    """Those of the claims whose own report changed."""
    maker: str

    def save(self, found: Lineage) -> None:
        """Replace it by what was found, row by row where it differs."""
        known = set(self._rows(models.Source).values_list("id", flat=True))
        fresh = [_source_row(one, self.maker) for one in found.sources.items() if one[0] not in known]
        self._rows(models.Source).bulk_create(fresh, batch_size=CHUNK)
        spoken = {*found.origin, *found.summaries, *found.reasons} & self.claims
        self._replace(models.Origin, "claim_id", self.claims, [_origin_row(found, c, self.maker) for c in spoken])
        copied = ((document, of) for document, of in found.copies.items() if document in self.documents)
        copies = [models.Copy(document_id=document, of=of, maker=self.maker) for document, of in copied]
        self._replace(models.Copy, "document_id", self.documents, copies)
        self._drifts(found)

    def _rows(self, table: type[fields.Model]) -> Any:
        return table._default_manager.using(self.alias)

    def _replace(self, table: type[fields.Model], key: str, keys: Collection[str], wanted: list[Any]) -> None:
        _delete(self.alias, table, key, sorted(keys))
        self._rows(table).bulk_create(sorted(wanted, key=lambda row: str(getattr(row, key))), batch_size=CHUNK)

    def _drifts(self, found: Lineage) -> None:
        """Drifts among these claims, and those with a changed one at an end; those that stay keep their position."""
        held = {row.pk: (row.from_claim, row.to_claim, row.what) for row in self._rows(models.Drift)}
        wanted = {(d.from_, d.to, d.what): d for d in found.drifts}
        held_anew = {to for from_, to, _ in wanted if from_ in self.changed}
        near = {
            pk: ends
            for pk, ends in held.items()
            if self.claims.issuperset(ends[:2]) or not self.changed.isdisjoint(ends[:2]) or ends[1] in held_anew
        }
        _delete(self.alias, models.Drift, "pk", [pk for pk, ends in near.items() if ends not in wanted])
        last = self._rows(models.Drift).aggregate(last=fields.Max("position"))["last"]
        new = [drift for key, drift in wanted.items() if key not in set(held.values())]
        rows = [_drift_row(at, drift, self.maker) for at, drift in enumerate(new, 1 + (-1 if last is None else last))]
        self._rows(models.Drift).bulk_create(rows, batch_size=CHUNK)


def _save_incidents(
    alias: str, incidents: Iterable[Incident], maker: str, among: Collection[str] | None = None
) -> None:
    rows = {incident.id: (incident_row(incident, maker), incident) for incident in incidents}
    stored = models.Incident.objects.using(alias)
    chosen = stored if among is None else stored.filter(id__in=[*among, *rows])
    have = dict(chosen.values_list("id", "digest"))
    changed = [key for key, (row, _) in rows.items() if have.get(key) != row.digest]
    stale = [key for key in have if key not in rows]
    for part in PARTS:
        _delete(alias, part, "incident_id", changed + stale)
    _delete(alias, models.Incident, "id", changed + stale)
    models.Incident.objects.using(alias).bulk_create([rows[key][0] for key in changed], batch_size=CHUNK)
    parts: dict[type[fields.Model], list[Any]] = defaultdict(list)
    for key in changed:
        for part_row in computed_rows(rows[key][1], maker):
            parts[type(part_row)].append(part_row)
    for table, part_rows in parts.items():
        table._default_manager.using(alias).bulk_create(part_rows, batch_size=CHUNK)


def _delete(alias: str, table: type[fields.Model], column: str, keys: Sequence[Any]) -> None:
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        table._default_manager.using(alias).filter(**{f"{column}__in": chunk}).delete()
