"""Keeping the index in step with what it speaks of: only records that changed are written."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tollbook.casebook import models
from tollbook.casebook.restore import incidents_of
from tollbook.casebook.rows import digest
from tollbook.casebook.workspace import Workspace
from tollbook.model import Incident
from tollbook.watch import Watch
from tollbook.web.jobs import job, start
from tollbook.web.models.search import Entry
from tollbook.web.search.words import stems_of, words_of

CHUNK = 200
REPORT, INCIDENT = "report", "incident"


@job("index")
def index(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> int:
    """Bring the index up to date; returns how many entries were written."""
    written = sum(_step(watch, kind, workspace) for kind in (REPORT, INCIDENT))
    if written:
        start("notify", None)
    return written


def _step(watch: Watch, kind: str, workspace: Workspace) -> int:
    source = _reports_now() if kind == REPORT else _incidents_now()
    known = dict(Entry.objects.filter(kind=kind).values_list("key", "digest"))
    stale = [key for key, mark in source.items() if known.get(key) != mark]
    _drop(kind, [key for key in known if key not in source])
    with watch.step("search index", len(stale)) as bar:
        for start_at in range(0, len(stale), CHUNK):
            keys = stale[start_at : start_at + CHUNK]
            made = _reports(keys, source) if kind == REPORT else _incidents(keys, source)
            _drop(kind, keys)
            Entry.objects.bulk_create(made)
            bar.advance(len(keys))
    return len(stale)


def _drop(kind: str, keys: list[str]) -> None:
    for start_at in range(0, len(keys), CHUNK):
        Entry.objects.filter(kind=kind, key__in=keys[start_at : start_at + CHUNK]).delete()


def _reports_now() -> dict[str, str]:
    rows = models.Document.objects.filter(superseded=False).values_list("id", "content", "extracted_with")
    return {key: digest([content, maker]) for key, content, maker in rows.iterator()}


def _incidents_now() -> dict[str, str]:
    return dict(models.Incident.objects.values_list("id", "digest"))


def _reports(keys: Iterable[str], marks: Mapping[str, str]) -> Iterator[Entry]:
    rows = list(models.Document.objects.filter(id__in=list(keys)))
    places = _places([row.id for row in rows])
    for row in rows:
        record, named = row.record, places.get(row.id, [])
        words = words_of(f"{record.get('title') or ''}\n{record['text']}\n{row.publisher or ''}")
        yield Entry(
            kind=REPORT,
            key=row.id,
            title=record.get("title") or record["text"].strip()[:120],
            language=row.language or "",
            publisher=row.publisher or "",
            day=row.published,
            place="; ".join(named),
            digest=marks[row.id],
            words=" ".join(words),
            stems=" ".join([*stems_of(set(words)), *words_of(" ".join(named))]),
        )


def _places(keys: list[str]) -> dict[str, list[str]]:
    """Report -> the names, as gazetteers write them, of the places its claims speak of."""
    found: dict[str, dict[str, None]] = {}
    rows = models.Claim.objects.filter(document_id__in=keys).values_list("document_id", "record__places")
    for document, places in rows:
        for place in places or ():
            for name in (place.get("name"), place.get("text")):
                if name:
                    found.setdefault(document, {})[name] = None
    return {key: list(names) for key, names in found.items()}


def _incidents(keys: list[str], marks: Mapping[str, str]) -> Iterator[Entry]:
    for incident in incidents_of("default", keys):
        named = list(dict.fromkeys(name for place in incident.places for name in (place.name, place.text) if name))
        words = words_of(" ".join([incident.id, *named, *(p.admin or "" for p in incident.places)]))
        killed = incident.figures.get("killed")
        yield Entry(
            kind=INCIDENT,
            key=incident.id,
            title=title_of(incident),
            day=incident.when.start if incident.when else None,
            place="; ".join(named),
            least=killed.min if killed else None,
            most=killed.max if killed else None,
            grade=incident.grade.value if incident.grade else "",
            digest=marks[incident.id],
            words=" ".join(words),
            stems=" ".join(stems_of(set(words))),
        )


def title_of(incident: Incident) -> str:
    """The incident by its places, as far as three."""
    names = list(dict.fromkeys(place.name or place.text for place in incident.places))
    return ", ".join(names[:3]) or incident.id
