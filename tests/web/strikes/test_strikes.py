"""Logs and certificates through pages: an import is whole or nothing, a search is written down or refused."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.strikes.test_certificate import record as search_record
from tollbook.casebook import certificates, models
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun
from tollbook.model import Incident
from tollbook.strikes.certificate import Difference
from tollbook.web.models import Job
from tollbook.web.refreshing import gazetteers

GOOD = b"date,time,lat,lon,target,note\n2018-11-12,13:00,34.69,40.83,vehicle,x\n2018-11-13,06:30,34.7,40.9,building,y\n"
BAD = b"date,time,lat,lon\n2018-11-12,13:00,34.69,40.83\n2018-11-13,25:00,99,40.9\n"
SAID = {"name": "Coalition log", "zone": "UTC", "dates": "clear", "force": "US-led Coalition"}
COVERS = {"start": "2018-11-01", "end": "2018-11-30", "area": "everywhere", "complete": "partial", "lacks": "artillery"}


def body(answer: Any) -> str:
    return str(answer.content.decode())


def sent(client: Client, content: bytes, name: str = "log.csv") -> str:
    """The address of the preview of an uploaded file."""
    file = SimpleUploadedFile(name, content)
    answer = client.post("/strikes/import/", {"file": file, "name": "Coalition log"})
    assert answer.status_code == 302, body(answer)
    return str(answer.headers["Location"])


def test_a_log_is_looked_at_then_taken_in_whole(filled: Workspace, as_role: Callable[..., Client]) -> None:
    client = as_role("analyst")
    address = sent(client, GOOD)
    asked = body(client.get(address))
    assert "no time zone" in asked or "zone" in asked
    assert not models.StrikeLog.objects.exists()
    looked = client.post(address, {**SAID, "look": "1"})
    assert "2 entries, as they would be stored" in body(looked) and "note" in body(looked)
    assert client.post(address, {**SAID, "take": "1"}).status_code == 422  # what it covers is not said
    assert not models.StrikeLog.objects.exists()
    done = client.post(address, {**SAID, **COVERS, "take": "1"})
    assert done.headers["Location"] == "/strikes/logs/coalition-log/"
    log = models.StrikeLog.objects.get()
    assert log.record["coverage"][0]["lacks"] == "artillery" and models.Strike.objects.count() == 2
    assert "2018-11-13 06:30" in body(client.get("/strikes/logs/coalition-log/"))
    assert "artillery" in body(client.get("/strikes/"))
    assert client.get(address).status_code == 404  # nothing of the upload stays
    assert models.Event.objects.get(kind="strike_log").actor == "analyst"


def test_nothing_is_half_imported(filled: Workspace, as_role: Callable[..., Client]) -> None:
    client = as_role("analyst")
    address = sent(client, BAD)
    answer = client.post(address, {**SAID, **COVERS, "take": "1"})
    assert answer.status_code == 422 and "nothing can be taken in" in body(answer)
    assert not models.StrikeLog.objects.exists() and not models.Strike.objects.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"end": "2999-01-01"}, "future"), ({"area": "east"}, "west, south, east, north"),
        ({"start": "2018-12-01"}, "comes first"), ({"start": "2018-11-20"}, "holds entries from"),
        ({"force": ""}, "whose strikes"), ({"zone": "Mars"}, "Mars"), ({"complete": ""}, "required"),
    ],
)  # fmt: skip
def test_what_it_covers_must_be_said(
    filled: Workspace, as_role: Callable[..., Client], change: dict[str, str], says: str
) -> None:
    client = as_role("analyst")
    answer = client.post(sent(client, GOOD), {**SAID, **COVERS, "take": "1", **change})
    assert answer.status_code == 422 and says in body(answer)
    assert not models.StrikeLog.objects.exists()


def test_a_log_is_replaced_only_when_asked(filled: Workspace, as_role: Callable[..., Client]) -> None:
    client = as_role("analyst")
    client.post(sent(client, GOOD), {**SAID, **COVERS, "take": "1"})
    address = sent(client, GOOD + b"2018-11-14,07:00,34.7,40.9,vehicle,z\n")
    told = body(client.post(address, {**SAID, **COVERS, "take": "1"}))
    assert "1 added, 0 removed, 0 changed" in told and models.Strike.objects.count() == 2
    client.post(address, {**SAID, **COVERS, "take": "1", "replace": "on"})
    assert models.Strike.objects.count() == 3


def test_columns_may_be_named(filled: Workspace, as_role: Callable[..., Client]) -> None:
    client = as_role("analyst")
    address = sent(client, GOOD.replace(b"date,", b"when it was,"))
    assert "no column is known to hold the day" in body(client.post(address, SAID))
    assert "2 entries" in body(client.post(address, {**SAID, "column_date": "when it was"}))


@pytest.mark.parametrize(("name", "content"), [("log.csv", b""), ("log.csv", b"\x00\x01\x02"), ("log.exe", b"MZ\x90"),
                                               ("log.csv", b"a,b\n1,2\n"), ("log.geojson", b"{}")])  # fmt: skip
def test_odd_files_are_refused_in_words(
    filled: Workspace, as_role: Callable[..., Client], name: str, content: bytes
) -> None:
    client = as_role("analyst")
    answer = client.post("/strikes/import/", {"file": SimpleUploadedFile(name, content), "name": "x"})
    if answer.status_code == 302:
        answer = client.post(answer.headers["Location"], {**SAID, **COVERS, "take": "1"})
    assert answer.status_code == 422 and not models.StrikeLog.objects.exists()


def test_roles(filled: Workspace, as_role: Callable[..., Client]) -> None:
    for role in ("approver", "auditor"):
        assert as_role(role).get("/strikes/").status_code == 200
        assert as_role(role, f"{role}2").get("/strikes/import/").status_code == 403
    intake = as_role("intake")
    for address in ("/strikes/", "/strikes/import/", "/strikes/logs/x/", "/strikes/certificates/x/"):
        assert intake.get(address).status_code == 404
    assert as_role("analyst").get("/strikes/import/..%2f..%2fx/").status_code == 404


@pytest.fixture
def certificate(filled: Workspace) -> str:
    """The id of a certificate in the workspace."""
    record = search_record()
    models.Certificate.objects.create(
        id=record["id"], kind="no_strike", incident="i", made=datetime(2026, 1, 1, tzinfo=UTC), record=record
    )
    return str(record["id"])


def test_a_certificate_is_read_in_both_languages(certificate: str, as_role: Callable[..., Client]) -> None:
    client = as_role("auditor")
    assert certificate in body(client.get(f"/strikes/certificates/{certificate}/"))
    client.cookies["language"] = "ar"
    assert "شهادة" in body(client.get(f"/strikes/certificates/{certificate}/"))
    assert body(client.get(f"/strikes/certificates/{certificate}/file/")).startswith("<!")
    row = models.Certificate.objects.get()
    row.record["body"]["kind"] = "place_unknown"
    row.save()
    client.cookies["language"] = "en"
    assert "it was changed" in body(client.get(f"/strikes/certificates/{certificate}/"))


def test_a_search_is_refused_with_what_is_missing_and_made_where_nothing_is(
    filled: Workspace, as_role: Callable[..., Client]
) -> None:
    incident: Incident = max(filled.incidents(), key=lambda one: len(one.claims))
    client = as_role("analyst")
    address = f"/strikes/certify/{incident.id}/"
    assert client.get(address).status_code == 200
    answer = client.post(address, {"kind": "no_strike", "hours": "0"})
    assert answer.status_code == 422 and "error" in body(answer) and Job.objects.get(kind="certificate").error
    assert certificates.of_incident(filled, incident.id) == []
    assert gazetteers(filled)
    assert client.get("/strikes/certify/none-there/").status_code == 404


def test_a_search_is_a_job_and_what_it_lacked_comes_back_with_the_form(
    filled: Workspace, as_role: Callable[..., Client]
) -> None:
    key, client = filled.incidents()[0].id, as_role("analyst")
    given = {"names": "Umm Zahra", "province": "", "radius_km": None, "hours": 0.0, "utc_offset": None,
             "dismissed": {"a": "far away"}, "kind": "no_strike"}  # fmt: skip
    made = Job.objects.create(kind="certificate", params={"incident": key, "by": "analyst", "given": given})
    address = f"/strikes/certify/{key}/?job={made.pk}"
    assert "Look whether the search is made" in body(client.get(address))
    Job.objects.filter(pk=made.pk).update(state="failed", error="no log covers that day")
    again = body(client.get(address))
    assert all(words in again for words in ("no log covers that day", "Umm Zahra", "a=far away"))
    Job.objects.filter(pk=made.pk).update(state="done", result={"certificate": "abc"})
    assert client.get(address).headers["Location"] == "/strikes/certificates/abc/"
    assert "<form" in body(client.get(f"/strikes/certify/{filled.incidents()[1].id}/?job={made.pk}"))


def test_a_search_near_a_point_is_asked_for_as_it_was_written(
    filled: Workspace, as_role: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    key, client, asked = filled.incidents()[0].id, as_role("analyst"), []

    def make(*given: Any) -> None:
        asked.append(given[4])
        raise StopRun("no log covers that day", "", "import one")

    monkeypatch.setattr(certificates, "make", make)
    wanted = [
        ("34.69، 40.83", "12", (34.69, 40.83), 12.0),
        ("34.69,40.83", "", (34.69, 40.83), 50.0),
        ("", "", None, 50.0),
    ]
    for near, within, point, km in wanted:
        answer = client.post(f"/strikes/certify/{key}/", {"kind": "no_strike", "near": near, "area_km": within})
        assert answer.status_code == 422 and "no log covers that day" in body(answer)
        assert (asked[-1].near, asked[-1].area_km) == (point, km)
        assert ('value="34.69, 40.83"' in body(answer)) == bool(near)
    for near, within in (("34.69", ""), ("95,40", ""), ("nan,nan", ""), ("x", ""), ("", "0"), ("", "inf")):
        answer = client.post(f"/strikes/certify/{key}/", {"kind": "no_strike", "near": near, "area_km": within})
        assert answer.status_code == 422 and len(asked) == len(wanted), (near, within)


def test_a_search_made_again_is_a_job_that_tells_what_differs(
    certificate: str, as_role: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, address = as_role("analyst"), f"/strikes/certificates/{certificate}/"
    differs = [Difference(f"logs/{number}", "old", ["new", number]) for number in range(201)]
    for found, words in ((differs, "201 differences in all"), ([], "nothing differs")):
        monkeypatch.setattr(certificates, "repeat", lambda *_given, found=found: tuple(found))
        led = client.post(f"{address}repeat/").headers["Location"]
        assert words in body(client.get(led)) and body(client.get(led)).count("logs/") == min(len(found), 200)
    Job.objects.filter(kind="certificate_again").update(state="waiting", result=None)
    assert "Look whether the search is made" in body(client.get(led))
    assert 'role="status"' not in body(as_role("auditor").get(led)), "for those who may make searches"
    assert client.get(f"{address}?job=x").status_code == client.get(f"{address}?job=999999").status_code == 200


def test_a_search_made_again_for_an_incident_that_is_no_more_says_so(
    certificate: str, as_role: Callable[..., Client]
) -> None:
    client = as_role("analyst")
    led = client.post(f"/strikes/certificates/{certificate}/repeat/").headers["Location"]
    assert Job.objects.get().state == "failed" and 'class="error"' in body(client.get(led))
