"""A workspace: a folder with one database, the originals, and what is published from them.

tollbook.sqlite3   the records          originals/   untouched bytes by SHA-256
site/              the published pages  gazetteers/  places that hold for this workspace only
"""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from django.db import transaction
from django.db.models import Manager, QuerySet

from tollbook.casebook import (
    computed,
    database,
    decisions,
    fingerprint,
    judgements,
    lock,
    models,
    redirects,
    reports,
    restore,
)
from tollbook.casebook.computed import Extraction
from tollbook.casebook.decisions import Change, Decision
from tollbook.casebook.events import record_event
from tollbook.casebook.judgements import Judged
from tollbook.casebook.reports import Tally
from tollbook.casebook.rows import CHUNK, digest, records, storable
from tollbook.errors import SkipItem, StopRun
from tollbook.gather import Judgement, Verdict
from tollbook.model import Claim, Document, Incident, Lineage, Statement
from tollbook.model.edge import claim_from_json, document_from_json
from tollbook.version import VERSION

UNWORKED = "please report it, with the text if you may"
"""The remedy where a report was read but the program failed on its text."""

Said = TypeVar("Said", models.Claim, models.Statement)


@dataclass(frozen=True, slots=True)
class Skipped:
    """One thing that could not be read, or (``read``) was read with a remark."""

    origin: str
    where: str
    what: str
    remedy: str
    read: bool


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace; use as a context manager, or call ``close``."""

    root: Path
    alias: str

    @classmethod
    def open(cls, root: Path, create: bool = False) -> Self:
        """The workspace in ``root``; raises StopRun where there is none (unless ``create``) or it is not ours."""
        if (root / database.FILE).exists():
            return cls(root, database.open_database(root))
        if not create:
            raise StopRun("is no workspace", str(root), f"make one with: tollbook run FOLDER --workspace {root}")
        _make_folder(root)
        with lock.writing(root):
            return cls(root, database.open_database(root))

    def close(self) -> None:
        """Close the database."""
        database.close_database(self.alias)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def writing(self) -> AbstractContextManager[None]:
        """Hold the workspace for one run; raises StopRun where another run holds it."""
        return lock.writing(self.root)

    @property
    def originals(self) -> Path:
        """Where the untouched bytes are kept."""
        return self.root / "originals"

    @property
    def site(self) -> Path:
        """Where the pages are published."""
        return self.root / "site"

    @property
    def gazetteers(self) -> Path:
        """Where the places of this workspace are kept."""
        return self.root / "gazetteers"

    # Runs

    def start_run(self, options: dict[str, Any]) -> models.Run:
        """Note that a run started, with its options."""
        return models.Run.objects.using(self.alias).create(
            started=datetime.now(UTC), version=VERSION, options=options, options_hash=digest(options)
        )

    def last_options(self) -> dict[str, Any]:
        """The options of the latest run; empty where there was none."""
        run = models.Run.objects.using(self.alias).order_by("-pk").first()
        return dict(run.options) if run else {}

    def finish_run(self, run: models.Run) -> None:
        """Note that it came to its end."""
        run.finished = datetime.now(UTC)
        run.save(using=self.alias)

    # Reports

    def begin_reading(self, path: Path | str, origin: str, original: str | None, maker: str) -> models.Reading | None:
        """The reading to fill, or None where this very file was read to its end by the same maker.

        ``path`` is a file, or an address as text; ``original`` the SHA-256 of its bytes, noted before.
        """
        return reports.begin_reading(self.alias, self._relative(path), origin, original, maker)

    def fill_reading(self, reading: models.Reading, items: Iterable[Document | SkipItem]) -> Tally:
        """Store reports once each and list what could not be read; returns how many of each."""
        return reports.fill_reading(self.alias, reading, items)

    def holds(self, path: str) -> bool:
        """Whether this file or address gave any report that is still held."""
        return models.Appearance.objects.using(self.alias).filter(reading__path=path, reading__complete=True).exists()

    def twin_of(self, reading: models.Reading) -> models.Reading | None:
        """Another file with the same bytes that was read to its end by the same maker."""
        return reports.twin_of(self.alias, reading)

    def fill_as_twin(self, reading: models.Reading, twin: models.Reading) -> None:
        """Note that a file holds what its twin holds, which is stored once."""
        reports.fill_as_twin(self.alias, reading, twin)

    def note_original(self, sha256: str, name: str, size: int) -> None:
        """Note an original whose bytes are kept."""
        models.Original.objects.using(self.alias).get_or_create(
            sha256=sha256, defaults={"name": storable(name), "size": size}
        )

    def originals_kept(self) -> dict[str, tuple[str, int]]:
        """SHA-256 -> name and size in bytes of each original."""
        rows = models.Original.objects.using(self.alias).order_by("sha256")
        return {row.sha256: (row.name, row.size) for row in rows}

    def documents(self) -> Iterator[Document]:
        """Every report, by id."""
        return self._documents(list(self._live().values_list("id", flat=True)))

    def pending(self, maker: str) -> list[str]:
        """Ids of the reports not yet extracted by this maker, sorted."""
        return list(self._live().exclude(extracted_with=maker).values_list("id", flat=True))

    def fetch(self, ids: Iterable[str]) -> Iterator[Document]:
        """These reports, in the order given."""
        return self._documents(list(ids))

    def _live(self) -> QuerySet[models.Document]:
        """The reports that some file still holds, by id."""
        return models.Document.objects.using(self.alias).filter(superseded=False).order_by("id")

    def _said(self, rows: Manager[Said]) -> QuerySet[Said]:
        """What such reports say, by report and place in it."""
        live = rows.using(self.alias).filter(document__superseded=False)
        return live.order_by("document_id", "start", "end", "id")

    def _documents(self, ids: list[str]) -> Iterator[Document]:
        for start in range(0, len(ids), CHUNK):
            chunk = models.Document.objects.using(self.alias).filter(id__in=ids[start : start + CHUNK])
            found = {document.id: document for document in map(document_from_json, records(chunk))}
            yield from (found[key] for key in ids[start : start + CHUNK] if key in found)

    def skipped(self) -> list[Skipped]:
        """What could not be read, by file, then what could not be worked through, by report."""
        rows = models.SkippedItem.objects.using(self.alias).order_by("reading__origin", "where", "what")
        faulty = self._live().exclude(fault="").values_list("id", "fault")
        unworked = [Skipped(key, key, fault, UNWORKED, False) for key, fault in faulty]
        return [
            Skipped(*row) for row in rows.values_list("reading__origin", "where", "what", "remedy", "read")
        ] + unworked

    # Claims

    def save_extraction(self, batch: Iterable[Extraction], maker: str) -> None:
        """Replace the claims and statements of these reports, in one transaction."""
        computed.save_extraction(self.alias, batch, maker)

    def claims(self) -> Iterator[Claim]:
        """Every claim as people left it, by report and place in it: what is rejected is not among them."""
        stored = map(claim_from_json, records(self._said(models.Claim.objects)))
        decided = self.decisions()
        return iter(decisions.overlaid(stored, decided)) if decided else stored

    def statements(self) -> Iterator[Statement]:
        """Every statement, by report and place in it."""
        return map(restore.statement_from_json, records(self._said(models.Statement.objects)))

    def claims_in(self, documents: Collection[str]) -> list[Claim]:
        """The claims of these reports as people left them, by report and place in it."""
        stored = map(claim_from_json, records(self._said(models.Claim.objects).filter(document_id__in=documents)))
        return decisions.overlaid(stored, self.decisions(documents))

    def claims_of(self, incident: Incident) -> list[Claim]:
        """The claims of one incident, by report and place in it."""
        wanted = set(incident.claims)
        return [claim for claim in self.claims_in(incident.documents) if claim.id in wanted]

    def statements_of(self, incident: Incident) -> list[Statement]:
        """The statements that bear on one incident, by report and place in it."""
        rows = self._said(models.Statement.objects).filter(id__in=incident.statements)
        return [restore.statement_from_json(line) for line in records(rows)]

    def counts(self) -> dict[str, int]:
        """How many reports and claims there are."""
        claims = self._said(models.Claim.objects)
        many = sum(1 for _ in self.claims()) if self.decisions() else claims.count()
        return {"reports": self._live().count(), "claims": many}

    # What follows from them

    def input_key(self, options: list[str]) -> str:
        """SHA-256 over all that incidents follow from: reports, what extracted them, decisions, the options given."""
        decided: list[object] = decisions.effects(self.alias, self.decisions())
        decided += [[one.verdict, one.claims] for one in self.judged()]
        return digest([options, decided, *self._live().values_list("id", "content", "extracted_with")])

    def computed_key(self) -> str | None:
        """The key of the input the stored incidents follow from; None where there are none yet."""
        return computed.computed_key(self.alias)

    def save_computed(self, lineage: Lineage, incidents: Iterable[Incident], maker: str, key: str) -> None:
        """Replace lineage and incidents in one transaction; rows that stay the same are not touched."""
        computed.save_computed(self.alias, lineage, incidents, maker, key)

    def lineage(self) -> Lineage:
        """Who said what first, as last computed."""
        return restore.lineage(self.alias)

    def incidents(self) -> list[Incident]:
        """Every incident with figures and grades, by first day, then id; unknown days last."""
        return restore.incidents(self.alias)

    def incident_digests(self) -> dict[str, str]:
        """Incident id -> SHA-256 over all that is stored of it."""
        return dict(models.Incident.objects.using(self.alias).values_list("id", "digest"))

    # Decisions

    def decide(self, actor: str, subject: tuple[str, str], **change: Any) -> None:
        """Add a person's decision (``field``, ``old``, ``new``, ``reason``); no re-run changes or removes it."""
        with transaction.atomic(using=self.alias):
            record_event(self.alias, actor=actor, kind="decision", subject=subject, **change)

    def decisions(self, documents: Collection[str] | None = None) -> list[Decision]:
        """The decisions about claims (of these reports, or all) that stand, oldest first.

        Those whose words left their report are not in force.
        """
        every = decisions.standing(self.alias, documents)
        held = list(self._live().filter(id__in={one.speaks_of.document for one in every}).values_list("id", flat=True))
        return decisions.in_force(every, {document.id: document.text for document in self.fetch(held)})

    def all_decisions(self) -> list[Decision]:
        """The decisions about claims that stand, in force or not, oldest first."""
        return decisions.standing(self.alias)

    def correct(self, actor: str, change: Change, reason: str) -> int:
        """Add a decision about a claim, which holds whatever later runs extract; returns the number of its event."""
        return decisions.decide(self.alias, actor, change, reason)

    def judge(self, actor: str, kind: Verdict, groups_of_claims: Sequence[Sequence[str]], reason: str) -> int:
        """Add a judgement on which claims tell of one event; returns the number of its event."""
        return judgements.judge(self.alias, actor, kind, groups_of_claims, reason)

    def judged(self) -> list[Judged]:
        """The judgements on incidents that nobody took back, oldest first."""
        return judgements.standing(self.alias)

    def judgements(self, claims: Iterable[Claim]) -> tuple[Judgement, ...]:
        """The same as gathering takes them, by the ids that these claims have now."""
        return judgements.for_gathering(self.judged(), claims)

    def former_ids(self) -> dict[str, str]:
        """Every id of an incident that is no more -> the one it leads to; empty where none of its claims is left."""
        return redirects.leading(self.alias)

    def undo(self, actor: str, event: int | None = None, reason: str = "") -> models.Event | None:
        """Take back the latest decision that stands, or the named event; None where there is no such one."""
        return decisions.undo(self.alias, actor, event, reason)

    def events(self) -> list[dict[str, Any]]:
        """The history, oldest first."""
        return [dict(row) for row in models.Event.objects.using(self.alias).order_by("id").values()]

    # Comparing

    def dump(self) -> Iterator[str]:
        """Every record as one line of canonical JSON, without times."""
        return fingerprint.dump(self.alias)

    def fingerprint(self) -> str:
        """SHA-256 over the dump: equal for workspaces that hold the same records."""
        return fingerprint.fingerprint(self.alias)

    def _relative(self, path: Path | str) -> str:
        return path if isinstance(path, str) else storable(os.path.relpath(path.resolve(), self.root.resolve()))


def _make_folder(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StopRun(f"cannot be made: {error.strerror}", str(root), "name a folder you may write to") from error
