"""A workspace with a record of every kind in it, made once for a test that asks many questions of it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.strikes.test_certificate import record as search_record
from tests.web.assessment.conftest import received, stepped
from tollbook.casebook import models as casebook
from tollbook.casebook import strikelogs
from tollbook.casebook.workspace import Workspace
from tollbook.model import Incident, LogCoverage, Strike, StrikeLog
from tollbook.web import jobs, models
from tollbook.web.api import tokens
from tollbook.web.models.reading import Viewing
from tollbook.web.publications import deciding
from tollbook.web.workspaces import backups

OWNER = "owner"
"""Whose records the private ones are: an analyst, and none of the six who ask."""
BACKUP = "backup-20181113-120000.tar"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@dataclass(frozen=True, slots=True)
class Full:
    """The workspace, the ids of its records by kind, and somebody signed in whose the private ones are."""

    workspace: Workspace
    ids: dict[str, str]
    owner: Client


@pytest.fixture
def full(filled: Workspace, person: Callable[..., models.User]) -> Full:
    """One record of every kind."""
    user = person("analyst", OWNER)
    client = Client()
    client.force_login(user)
    incidents = sorted(filled.incidents(), key=lambda one: -len(one.claims))
    ids = {
        **_casework(filled, client, incidents),
        **_outside(incidents[0], user, person("approver", "first approver")),
        **_own(filled, client, user, incidents[0]),
    }
    jobs.start("index", None)
    ids["job"] = str(models.Job.objects.filter(kind="index").latest("pk").pk)
    return Full(filled, ids, client)


def _casework(filled: Workspace, client: Client, incidents: list[Incident]) -> dict[str, str]:
    first, second = incidents[:2]
    case = stepped(received(incident=first.id, documents=first.documents), "initial_review", "assessment")
    proposal = client.post(f"/assessment/propose/{case.id}/", PROPOSED)
    assert proposal.status_code == 302
    judged = filled.judge(OWNER, "different", [list(first.claims), list(second.claims)], "other days")
    client.post(f"/incidents/{first.id}/link/", {"other": second.id, "kind": "same_night", "reason": "near"})
    client.post(f"/incidents/{first.id}/comment/", {"text": "Look at the day."})
    when, spot = datetime(2018, 11, 13, 6, tzinfo=UTC), replace(first.places[0], lat=34.7, lon=40.9)
    log = StrikeLog("log", "Coalition log", (Strike("log:1", "log", when, when, spot),), (COVERAGE,))
    strikelogs.save(filled, log, {}, OWNER)
    record = search_record()
    casebook.Certificate.objects.create(
        id=record["id"], kind="no_strike", incident=first.id, made=datetime(2026, 1, 1, tzinfo=UTC), record=record
    )
    batch = client.post("/strikes/import/", {"file": SimpleUploadedFile("log.csv", STRIKES), "name": "log"})
    claim = filled.claims_of(first)[0]
    return {
        "incident": first.id, "claim": claim.id.replace("#", "%23"), "report": claim.document, "allegation": case.id,
        "proposal": str(models.Proposal.objects.get().pk), "judgement": str(judged),
        "link": str(models.Link.objects.get().pk), "comment": str(models.Comment.objects.get().pk),
        "strike_log": "log", "certificate": record["id"], "batch": batch.headers["Location"].split("/")[3],
        "source": casebook.Source.objects.order_by("id")[0].pk,
    }  # fmt: skip


COVERAGE = LogCoverage("log", "US-led Coalition", date(2018, 11, 1), date(2018, 11, 30))
STRIKES = b"date,time,lat,lon\n2018-11-12,13:00,34.69,40.83\n"
PROPOSED = {
    "finding": "credible", "reason": "Two sources.", "killed_least": "3", "killed_most": "5", "considered_0": "on",
    "weight_0": "supports", "why_0": "saw it", "overturned_by": ["date"],
}  # fmt: skip


def _outside(incident: Incident, preparer: models.User, approver: models.User) -> dict[str, str]:
    """What is published, what waits under embargo, and what came in from outside."""
    out = deciding.prepare(incident, preparer, "first", "")
    deciding.approve(out, approver, None)
    waits = deciding.prepare(incident, preparer, "our_error", "counted one report twice")
    nobody = Client()
    nobody.post("/public/submit/", {"words": "What I saw.", "pictures": SimpleUploadedFile("a.png", PNG)})
    nobody.post(f"/public/incidents/{incident.id}/correct/", {"wish": "correct", "words": "The day is wrong."})
    return {
        "publication": str(waits.pk), "submission": models.Submission.objects.get().reference,
        "request": models.Request.objects.get().reference, "attachment": str(models.Attachment.objects.get().pk),
    }  # fmt: skip


def _own(filled: Workspace, client: Client, user: models.User, incident: Incident) -> dict[str, str]:
    """What is one person's alone, and what lies in the workspace's folder."""
    given = {"name": "Quillon Aspenvale", "contact": "0555-017-xyzzy", "notes": ""}
    assert client.post(f"/restricted/add/incident/{incident.id}/", given).status_code == 302
    tokens.make(user, "mine", ["read"], date.today() + timedelta(days=1))
    client.post("/search/keep/", {"name": "mine", "query": "q=Hajin"})
    place = models.OwnPlace.objects.create(key="own:1", name="Umm Zahra", lat=35.1, lon=40.2, precision="village")
    viewing = Viewing.objects.create(person=user, document=incident.documents[0], picture=1, at=timezone.now())
    folder = filled.root / backups.FOLDER
    folder.mkdir(exist_ok=True)
    (folder / BACKUP).write_bytes(b"a backup")
    return {
        "person": str(user.pk), "witness": models.Witness.objects.get().key, "place": str(place.pk),
        "token": str(models.Token.objects.get(user=user).pk), "viewing": str(viewing.pk), "backup": BACKUP,
        "search": str(models.SavedSearch.objects.get(user=user).pk),
    }  # fmt: skip


Call = Callable[..., object]


@pytest.fixture
def caller(full: Full) -> Callable[..., Call]:
    """Make a function that calls the API as a person with a token of these scopes."""

    def make(user: models.User, scopes: list[str]) -> Call:
        text = tokens.make(user, "test", scopes, date.today() + timedelta(days=1))
        client, header = Client(), {"Authorization": f"Bearer {text}"}

        def call(method: str, path: str, body: object = None, **headers: str) -> object:
            data = "" if body is None else json.dumps(body)
            given = {**header, **headers}
            return client.generic(method, f"/api/v1{path}", data, content_type="application/json", headers=given)

        return call

    return make
