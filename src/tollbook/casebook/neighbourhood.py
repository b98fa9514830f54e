"""The index by which one new report finds what it touches: keys of reports, kin of incidents, words and places.

It is rebuilt with every whole computation of a large workspace and kept up as reports come in, in the same transaction
as what it speaks of. Whatever does not fit (another program, another standard, no index yet) means: compute the whole.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Max
from numpy.typing import NDArray

from tollbook.casebook import models
from tollbook.casebook.rows import CHUNK
from tollbook.casebook.workspace import Workspace
from tollbook.gather import incremental
from tollbook.gather.gather import Gathering
from tollbook.gather.incremental import Postings
from tollbook.gather.surroundings import Surroundings, of_collection
from tollbook.model import Document, Incident, Lineage, Statement
from tollbook.trace import copies

NAME, EVENTS = "neighbourhood", "events"
TAKEN_IN = "reports were taken in one by one"
"""Stands for the key of the input where no whole computation made what is stored."""
KEYS_A_ROW = 512
FEWEST_CLAIMS = 2_000
"""Below this many claims the whole is computed anew: that takes a second."""
LARGEST_SHARE = 0.02
"""Where more of the reports than this changed since the whole was computed, it is computed again."""


@dataclass(frozen=True, slots=True)
class Index:
    """What is kept of a whole computation, beside its results."""

    postings: Postings
    kin: Mapping[str, str]
    around: Surroundings
    furniture: copies.Furniture


def index_of(documents: Sequence[Document], said: Iterable[Statement], gathering: Gathering) -> Index:
    """The index of a whole collection."""
    around, furniture = of_collection(gathering.whole), copies.furniture_of(documents)
    return Index(postings_of(documents, said, gathering, around, furniture), gathering.kin, around, furniture)


def postings_of(
    documents: Sequence[Document],
    said: Iterable[Statement],
    gathering: Gathering,
    around: Surroundings,
    furniture: copies.Furniture,
) -> Postings:
    """The keys of these reports: of their mentions, of their words, of the days of their statements."""
    ids = [document.id for document in documents]
    at = {key: i for i, key in enumerate(ids)}
    usable = [document for document in documents if document.condition == "usable"]
    owners, rows = copies.signed(usable, furniture)
    words = incremental.band_keys(rows).ravel()
    of_words = np.repeat(np.array([at[usable[i].id] for i in owners], dtype=np.int64), rows.shape[1])
    days = [(key, at[one.document]) for one in said if one.document in at for key in incremental.stated_keys(one)]
    stated = np.array(days, dtype=np.int64).reshape(-1, 2)
    more = np.concatenate((words, stated[:, 0])), np.concatenate((of_words, stated[:, 1]))
    return incremental.postings(gathering, around, ids).with_others(*more)


# Keeping


def save(
    workspace: Workspace, found: tuple[Lineage, Sequence[Incident]], index: Index | None, made: tuple[str, str, str]
) -> None:
    """Store a whole computation with its index, or without one, in one transaction.

    ``made``: the maker, the key of the input, and the context the index holds for.
    """
    maker, key, context = made
    with transaction.atomic(using=workspace.alias):
        workspace.save_computed(*found, maker, key)
        if index is None:
            forget(workspace.alias)
        else:
            rebuild(workspace.alias, index, context)


def rebuild(alias: str, index: Index, context: str) -> None:
    """Replace the index by that of a whole computation; call it in the transaction that stores the results."""
    forget(alias)
    order = {key: i for i, key in enumerate(index.postings.documents)}
    rows = models.Document.objects.using(alias).filter(superseded=False)
    known = [models.Known(document_id=row[0], number=order[row[0]], content=row[1], extracted_with=row[2])
             for row in rows.values_list("id", "content", "extracted_with") if row[0] in order]  # fmt: skip
    models.Known.objects.using(alias).bulk_create(known, batch_size=CHUNK)
    models.Posting.objects.using(alias).bulk_create(_rows(index.postings.keys, index.postings.owners), batch_size=CHUNK)
    _save_kin(alias, index.kin)
    _save_around(alias, index.around)
    _put(alias, "furniture", _packed_sets(index.furniture))
    _note(alias, NAME, context)
    _note(alias, EVENTS, str(last_event(alias)))


def forget(alias: str) -> None:
    """Drop the index."""
    for table in (models.Known, models.Posting, models.Kin, models.Surrounding):
        table._default_manager.using(alias).all().delete()
    models.Computed.objects.using(alias).filter(name__in=(NAME, EVENTS)).delete()


def last_event(alias: str) -> int:
    """The number of the latest event; 0 where there is none."""
    return int(models.Event.objects.using(alias).aggregate(last=Max("pk"))["last"] or 0)


def _note(alias: str, name: str, key: str) -> None:
    models.Computed.objects.using(alias).update_or_create(name=name, defaults={"key": key})


def _rows(keys: NDArray[np.int64], owners: NDArray[np.int64]) -> list[models.Posting]:
    """Rows of about ``KEYS_A_ROW`` entries; all entries of one key stand in one row."""
    if not len(keys):
        return []
    starts = np.concatenate(([0], np.flatnonzero(np.diff(keys)) + 1))
    cuts = np.unique(starts[np.searchsorted(starts, np.arange(0, len(keys), KEYS_A_ROW), side="right") - 1])
    ends = np.append(cuts[1:], len(keys))
    return [_row(keys[start:end], owners[start:end]) for start, end in zip(cuts, ends, strict=True)]


def _row(keys: NDArray[np.int64], owners: NDArray[np.int64]) -> models.Posting:
    return models.Posting(first=int(keys[0]), keys=keys.tobytes(), owners=owners.astype(np.int32).tobytes())


def _save_kin(alias: str, kin: Mapping[str, str]) -> None:
    rows = [models.Kin(incident_id=incident, kin=name) for incident, name in kin.items()]
    models.Kin.objects.using(alias).bulk_create(rows, batch_size=CHUNK)


def _save_around(alias: str, around: Surroundings) -> None:
    _put(alias, "terms", around.terms.tobytes())
    _put(alias, "times", around.times.tobytes())
    _put(alias, "lately", _lately(around))


def _lately(around: Surroundings) -> bytes:
    """What changes with every report that comes in."""
    record = {"reports": around.reports, "span": around.span_bits, "places": sorted(around.places),
              "more": sorted(around.more.items())}  # fmt: skip
    return json.dumps(record).encode()


def _put(alias: str, name: str, data: bytes) -> None:
    models.Surrounding.objects.using(alias).update_or_create(name=name, defaults={"data": data})


def _packed_sets(sets: Mapping[str, frozenset[int]]) -> bytes:
    return json.dumps({name: sorted(values) for name, values in sets.items()}).encode()


# Asking


def fits(alias: str, context: str) -> bool:
    """Whether there is an index, kept by this very program with these standards."""
    return models.Computed.objects.using(alias).filter(name=NAME, key=context).exists()


def changes(alias: str) -> frozenset[str]:
    """The reports that are not as the index knows them: new, edited, superseded, or decided about."""
    live = models.Document.objects.using(alias).filter(superseded=False)
    now = {row[0]: row[1:] for row in live.values_list("id", "content", "extracted_with")}
    known = models.Known.objects.using(alias).values_list("document_id", "content", "extracted_with")
    was = {row[0]: row[1:] for row in known}
    differing = {key for key in now.keys() | was.keys() if now.get(key) != was.get(key)}
    return frozenset(differing | decided_since(alias))


def few(alias: str, documents: Collection[str]) -> bool:
    """Whether so few reports changed that they are taken in one by one."""
    return len(documents) <= LARGEST_SHARE * models.Known.objects.using(alias).count()


def decided_since(alias: str) -> set[str]:
    """Reports with claims that were decided about since the index was last kept up."""
    return {str(one["document"]) for event in _since(alias) for one in _named(event)}


def weighed_since(alias: str) -> set[str]:
    """Incidents for which people found or weighed evidence since then."""
    return {event.subject_id for event in _since(alias) if event.subject_type == "incident"}


def _since(alias: str) -> Iterable[models.Event]:
    row = models.Computed.objects.using(alias).filter(name=EVENTS).first()
    return models.Event.objects.using(alias).filter(pk__gt=int(row.key) if row else 0, kind="decision")


def _named(event: models.Event) -> Iterable[Mapping[str, Any]]:
    """The claims an event holds, as records."""
    for side in (event.old, event.new):
        if isinstance(side, dict) and "document" in side:
            yield side
        if isinstance(side, dict):
            yield from (anchor for group in side.get("groups", ()) for anchor in group)


def surroundings(alias: str) -> Surroundings:
    """The words and places of the whole collection."""
    held = {row.name: bytes(row.data) for row in models.Surrounding.objects.using(alias).exclude(name="furniture")}
    lately = json.loads(held["lately"])
    return Surroundings(
        int(lately["reports"]),
        np.frombuffer(held["terms"], np.int64),
        np.frombuffer(held["times"], np.int64),
        float(lately["span"]),
        frozenset(lately["places"]),
        dict(lately["more"]),
    )


def furniture(alias: str) -> dict[str, frozenset[int]]:
    """What the pages of each site have in common."""
    row = models.Surrounding.objects.using(alias).get(name="furniture")
    return {name: frozenset(values) for name, values in json.loads(bytes(row.data)).items()}


def holders(alias: str, keys: Collection[int]) -> dict[int, list[int]]:
    """Key -> numbers of the reports that hold it; keys nobody holds are left out."""
    wanted = np.array(sorted(keys), dtype=np.int64)
    found: dict[int, list[int]] = {}
    for row in _covering(alias, wanted):
        held, owners = np.frombuffer(row.keys, np.int64), np.frombuffer(row.owners, np.int32)
        starts, ends = np.searchsorted(held, wanted, "left"), np.searchsorted(held, wanted, "right")
        for i in np.flatnonzero(ends > starts):
            found[int(wanted[i])] = owners[starts[i] : ends[i]].tolist()
    return found


def _covering(alias: str, wanted: NDArray[np.int64]) -> list[models.Posting]:
    """The rows that hold, or would hold, the wanted keys."""
    rows = models.Posting.objects.using(alias)
    firsts = np.array(rows.order_by("first").values_list("first", flat=True), dtype=np.int64)
    if not len(firsts) or not len(wanted):
        return []
    at = np.unique(np.maximum(np.searchsorted(firsts, wanted, side="right") - 1, 0))
    chosen = firsts[at].tolist()
    return [
        row for start in range(0, len(chosen), CHUNK) for row in rows.filter(first__in=chosen[start : start + CHUNK])
    ]


def documents_of(alias: str, numbers: Collection[int]) -> list[str]:
    """Ids of the reports with these numbers; a number given up leads nowhere."""
    wanted = sorted(numbers)
    rows = models.Known.objects.using(alias).values_list("document_id", flat=True)
    return sorted(
        key for start in range(0, len(wanted), CHUNK) for key in rows.filter(number__in=wanted[start : start + CHUNK])
    )


def kin_of(alias: str, incidents: Collection[str]) -> list[str]:
    """All incidents of the kin of these."""
    rows = models.Kin.objects.using(alias)
    names = set(rows.filter(incident_id__in=list(incidents)).values_list("kin", flat=True))
    return sorted(set(rows.filter(kin__in=names).values_list("incident_id", flat=True)))


# Keeping up


@dataclass(frozen=True, slots=True)
class Keeping:
    """What changes in the index with some reports."""

    changed: frozenset[str]
    postings: Postings
    around: Surroundings
    gone: frozenset[str]
    """Incidents that were regrouped."""
    kin: Mapping[str, str]
    event: int
    """The number of the latest event that is taken into account."""


def keep_up(alias: str, keeping: Keeping) -> None:
    """Take the changed reports in; call it in the transaction that stores the results."""
    known = models.Known.objects.using(alias)
    known.filter(document_id__in=list(keeping.changed)).delete()
    number = 1 + int(known.aggregate(last=Max("number"))["last"] or 0) + len(keeping.changed)
    names = {i: number + i for i in range(len(keeping.postings.documents))}
    live = models.Document.objects.using(alias).filter(superseded=False, id__in=keeping.postings.documents)
    at = {key: i for i, key in enumerate(keeping.postings.documents)}
    known.bulk_create(
        models.Known(document_id=key, number=names[at[key]], content=content, extracted_with=maker)
        for key, content, maker in live.values_list("id", "content", "extracted_with")
    )
    _merge(alias, keeping.postings, names)
    models.Kin.objects.using(alias).filter(incident_id__in=[*keeping.gone, *keeping.kin]).delete()
    _save_kin(alias, keeping.kin)
    _put(alias, "lately", _lately(keeping.around))
    _note(alias, EVENTS, str(keeping.event))
    _note(alias, "incidents", TAKEN_IN)


def _merge(alias: str, postings: Postings, names: Mapping[int, int]) -> None:
    """The new keys among the stored ones, in the rows that cover them."""
    rows = models.Posting.objects.using(alias)
    covering = sorted(_covering(alias, postings.keys), key=lambda row: row.first)
    firsts = np.array([row.first for row in covering], dtype=np.int64)
    home = np.maximum(np.searchsorted(firsts, postings.keys, side="right") - 1, 0).tolist()
    numbered = [names[owner] for owner in postings.owners.tolist()]
    fresh = []
    for at, group in groupby(zip(home, postings.keys.tolist(), numbered, strict=True), key=lambda one: one[0]):
        added = list(group)
        old = covering[at] if covering else None
        keys = np.concatenate((np.frombuffer(old.keys if old else b"", np.int64), [key for _, key, _ in added]))
        owners = np.concatenate((np.frombuffer(old.owners if old else b"", np.int32), [n for _, _, n in added]))
        order = np.argsort(keys, kind="stable")
        fresh.append(_row(keys[order].astype(np.int64), owners[order]))
    rows.filter(first__in=[row.first for row in covering]).delete()
    rows.bulk_create(fresh, batch_size=CHUNK)
