"""Search certificates of a workspace: the search is made, stored with who made it, repeated, and stands for a grade."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from tollbook.assess import Outside
from tollbook.casebook import models, strikelogs
from tollbook.casebook.events import record_event
from tollbook.casebook.restore import incidents_of
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun
from tollbook.locate import Gazetteer
from tollbook.locate.keys import exact_key
from tollbook.locate.search import Area, Found, PlaceSearch, area_of, search
from tollbook.locate.search_record import search_record
from tollbook.locate.stated import area_stated
from tollbook.model import RADIUS_KM, Claim, Document, Incident, Lineage, Place
from tollbook.strikes.certificate import Body, Difference, Kind, Searched, asks_the_same, body_of, verify
from tollbook.strikes.compare import compare
from tollbook.strikes.diligence import blocks, certify, supports
from tollbook.strikes.found import Margins
from tollbook.strikes.from_incident import subject_of
from tollbook.strikes.index import build_index
from tollbook.strikes.near import near_misses
from tollbook.strikes.subject import Spot

SUBJECT = "certificate"
LISTED, NEAR = 50, 25
"""Entries of the log and near misses that a certificate tells in words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asked for in place of what the reports say; everything left out is taken from them.

    ``names`` are searched besides those of the reports. ``radius_km`` and ``hours`` are the margins of the comparison,
    ``utc_offset`` the hours that clocks there are ahead of UTC. ``dismissed``: id or step -> the person's reason.
    """

    names: tuple[str, ...] = ()
    province: str | None = None
    near: tuple[float, float] | None = None
    area_km: float = 50.0
    radius_km: float | None = None
    hours: float = 0.0
    utc_offset: float | None = None
    dismissed: Mapping[str, str] = field(default_factory=dict)


def _plain(asked: Asked) -> dict[str, Any]:
    return {
        "names": list(asked.names), "province": asked.province, "near": list(asked.near) if asked.near else None,
        "area_km": asked.area_km, "radius_km": asked.radius_km, "hours": asked.hours, "utc_offset": asked.utc_offset,
    }  # fmt: skip


def asked_of(body: Body) -> Asked:
    """What was asked for when a certificate was made, so that its search can be repeated.

    Raises StopRun where the body does not say it as a certificate does.
    """
    try:
        said = body["asked"]
        near = tuple(said["near"]) if said["near"] else None
        return Asked(**{**said, "names": tuple(said["names"]), "near": near, "dismissed": body["dismissed"]})
    except (KeyError, TypeError) as error:
        raise StopRun(f"a certificate that does not say what was asked: {error}", "", "ask for it again") from error


def _names(incident: Incident, claims: Iterable[Claim], asked: Asked) -> list[tuple[str, Place | None]]:
    """Each spelling that the claims, the incident or the person gives, once, with the place it was taken for."""
    ours = set(incident.claims)
    places = [*(place for claim in claims if claim.id in ours for place in claim.places), *incident.places]
    every: list[tuple[str, Place | None]] = [(place.text, place) for place in places] + [(n, None) for n in asked.names]
    kept: dict[str, tuple[str, Place | None]] = {}
    for name, place in every:
        if key := exact_key(name):
            kept.setdefault(key, (name, place))
    return list(kept.values())


def _area(incident: Incident, documents: Sequence[Document], gazetteer: Gazetteer, asked: Asked) -> Area:
    """What the person stated, else what the reports name, else the neighbourhood of the incident's own point."""
    if asked.province or asked.near:
        return area_of(asked.province, asked.near, asked.area_km)
    stated = area_stated(documents, gazetteer)
    if stated.countries or incident.lat is None or incident.lon is None:
        return stated
    return area_of(None, (incident.lat, incident.lon), asked.area_km)


def _searches(
    named: Sequence[tuple[str, Place | None]], gazetteer: Gazetteer, area: Area
) -> list[tuple[PlaceSearch, dict[str, Any]]]:
    found = [(search(name, gazetteer, area), place) for name, place in named]
    return [(one, search_record(one, place if place and place.id else None)) for one, place in found]


def _homonyms(searches: Iterable[tuple[PlaceSearch, dict[str, Any]]], spots: Sequence[Spot]) -> list[Spot]:
    """Every other place that the names may mean there, as points to look for strikes near."""
    known = {(spot.lat, spot.lon) for spot in spots}
    found: dict[tuple[float, float], Found] = {}
    for one, record in searches:
        wanted = {row["id"] for row in record["found"] if blocks(row)}
        for place in one.found:
            at = (place.entry.lat, place.entry.lon)
            if place.entry.id in wanted and at not in known:
                found.setdefault(at, place)
    entries = [found[at].entry for at in sorted(found)]
    return [Spot(e.lat, e.lon, RADIUS_KM[e.precision], e.name, e.admin) for e in entries]


def _incident(workspace: Workspace, key: str) -> Incident:
    found = incidents_of(workspace.alias, [key])
    if not found:
        raise StopRun(f"no incident {key!r}", str(workspace.root), "tollbook show WORKSPACE lists them")
    return found[0]


@dataclass(frozen=True, slots=True)
class Made:
    """A search that was made: its body, and when its parts were."""

    body: dict[str, Any]
    times: Mapping[str, datetime]


def searched(workspace: Workspace, incident: str, kind: Kind, gazetteer: Gazetteer, asked: Asked) -> Made:
    """Make the search a certificate of this kind rests on; nothing is stored.

    Raises StopRun where there is no such incident.
    """
    one = _incident(workspace, incident)
    claims, documents = workspace.claims_of(one), list(workspace.fetch(one.documents))
    area = _area(one, documents, gazetteer, asked)
    places = _searches(_names(one, claims, asked), gazetteer, area)
    looked = datetime.now(UTC)
    subject = subject_of(one, claims, workspace.lineage(), strikelogs.names_of)
    subject = replace(subject, utc_offset=asked.utc_offset, homonyms=tuple(_homonyms(places, subject.spots)))
    logs = strikelogs.logs(workspace) if kind == "no_strike" else []
    margins = Margins(radius_km=asked.radius_km, hours=asked.hours, limit=LISTED)
    index = build_index(logs, strikelogs.names_of) if logs else None
    made = Searched(
        subject=subject,
        asked=_plain(asked),
        places=[record for _, record in places],
        comparison=compare(subject, index, margins) if index else None,
        near=near_misses(subject, index, margins, NEAR) if index else (),
        logs=logs,
        dismissed=asked.dismissed,
    )
    return Made(body_of(kind, made), {"places": looked, "log": datetime.now(UTC)})


def make(  # noqa: PLR0913, PLR0917 - what is searched, in what, and by whom
    workspace: Workspace, incident: str, kind: Kind, gazetteer: Gazetteer, asked: Asked, by: str
) -> dict[str, Any]:
    """Make the search and store its certificate; raises StopRun with the remedy where it was not made as it must be.

    A certificate that is there already is given back as it was first made.
    """
    found = searched(workspace, incident, kind, gazetteer, asked)
    record = certify(found.body, by, datetime.now(UTC), found.times)
    record["made"]["logs"] = strikelogs.key(workspace)
    return _stored(workspace, record, by)


def _stored(workspace: Workspace, record: dict[str, Any], by: str) -> dict[str, Any]:
    with transaction.atomic(using=workspace.alias):
        if (before := read(workspace, record["id"])) is not None:
            return before
        models.Certificate.objects.using(workspace.alias).create(
            id=record["id"],
            kind=record["kind"],
            incident=record["body"]["incident"]["id"],
            made=datetime.fromisoformat(record["made"]["at"]),
            record=record,
        )
        new = {"id": record["id"], "kind": record["kind"]}
        subject = ("incident", record["body"]["incident"]["id"])
        record_event(workspace.alias, actor=by, kind=SUBJECT, subject=subject, field=SUBJECT, new=new)
    return record


def read(workspace: Workspace, certificate: str) -> dict[str, Any] | None:
    """The certificate of this id; None where there is none."""
    row = models.Certificate.objects.using(workspace.alias).filter(id=certificate).first()
    return dict(row.record) if row else None


def incident_ids(workspace: Workspace) -> list[str]:
    """The ids of all incidents, in order."""
    return list(models.Incident.objects.using(workspace.alias).order_by("id").values_list("id", flat=True))


def of_incident(workspace: Workspace, incident: str) -> list[dict[str, Any]]:
    """The certificates of an incident, the latest first."""
    rows = models.Certificate.objects.using(workspace.alias).filter(incident=incident).order_by("-made", "id")
    return [dict(row.record) for row in rows]


def repeat(workspace: Workspace, record: Mapping[str, Any], gazetteer: Gazetteer) -> tuple[Difference, ...]:
    """What the search of a certificate, made again now, says otherwise; nothing where it stands as it was."""
    body = record["body"]
    now = searched(workspace, body["incident"]["id"], body["kind"], gazetteer, asked_of(body))
    return verify(record, now.body)


def key(workspace: Workspace) -> list[str]:
    """The ids of all certificates, in order: what grades follow from besides reports and logs."""
    return list(models.Certificate.objects.using(workspace.alias).order_by("id").values_list("id", flat=True))


class Certified:
    """What stands beside the reports of an incident, and whether a certificate of "no strike" stands for it.

    It does where it supports that finding, the logs are those it was made over, and it asked what is asked today.
    ``known`` collects what was told, by incident id.
    """

    def __init__(self, workspace: Workspace, beside: strikelogs.Logged) -> None:
        self.known, self._beside = beside.known, beside
        rows = models.Certificate.objects.using(workspace.alias).filter(kind="no_strike").order_by("id")
        logs = strikelogs.key(workspace) if rows else ""
        self._held = [row.record for row in rows if _stands(row.record, logs)]

    def __call__(self, incident: Incident, claims: Sequence[Claim], lineage: Lineage) -> Outside | None:
        """As the logs tell it, with the certificate."""
        told = self._beside(incident, claims, lineage)
        held = [record["body"] for record in self._held if record["body"]["incident"]["id"] == incident.id]
        if held and asks_the_same(held, subject_of(incident, claims, lineage, strikelogs.names_of)):
            told = {**(told or {}), "certificate": True}
            self.known[incident.id] = told
        return told


def _stands(record: Mapping[str, Any], logs: str) -> bool:
    return record["made"].get("logs") == logs and supports(record, "no_strike").holds
