"""Places of the workspace: what is added is found in every spelling, changes are in the history, reports follow."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tollbook.casebook.workspace import Workspace
from tollbook.locate import Gazetteer, homes
from tollbook.locate.importing import import_gazetteer
from tollbook.web.models import Job, OwnPlace
from tollbook.web.places import own
from tollbook.web.refreshing import gazetteers

PAGE = "/places/"
GIVEN = {
    "name": "Umm Zahra", "names": "ام زهرة\nOum Zahra", "lat": "35.1", "lon": "40.2", "precision": "village",
    "admin": "Deir ez-Zor", "country": "Syria", "reason": "on the map of 1960", "seen": "0",
}  # fmt: skip


def added(client: Client, **fields: str) -> OwnPlace:
    answer = client.post(f"{PAGE}add/", {**GIVEN, **fields})
    assert answer.status_code == 302, answer.content.decode()
    return OwnPlace.objects.latest("pk")


def found(workspace: Workspace, name: str) -> set[str]:
    known = Gazetteer.load(gazetteers(workspace))
    return {match.entry.id for match in known.candidates(name)}


def test_a_place_is_added_found_in_every_script_corrected_and_removed(
    workspace: Workspace, as_role: Callable[..., Client]
) -> None:
    analyst = as_role("analyst")
    row = added(analyst)
    assert (row.country, row.names) == ("SY", ["ام زهرة", "Oum Zahra"])
    assert all(row.key in found(workspace, name) for name in ("Umm Zahra", "ام زهرة", "Oum Zahra"))
    assert Job.objects.filter(kind="places").count() == 1
    page = analyst.get(f"{PAGE}search/", {"name": "Oum Zahra", "province": "Syria"}).content.decode()
    assert "Umm Zahra" in page and "as written" in page
    other = {**GIVEN, "name": "Tall Zahra", "names": "", "reason": "misread", "seen": str(row.version)}
    assert analyst.post(f"{PAGE}{row.pk}/edit/", other).status_code == 302
    assert row.key in found(workspace, "Tall Zahra") and row.key not in found(workspace, "ام زهرة")
    assert analyst.post(f"{PAGE}{row.pk}/remove/", {"reason": "", "seen": "1"}).status_code == 422
    assert analyst.post(f"{PAGE}{row.pk}/remove/", {"reason": "no such place", "seen": "1"}).status_code == 302
    assert row.key not in found(workspace, "Tall Zahra") and homes.workspace_gazetteers(workspace.root) == []
    told = [(event["field"], event["reason"]) for event in workspace.events() if event["kind"] == "place"]
    assert told == [("added", "on the map of 1960"), ("corrected", "misread"), ("removed", "no such place")]
    assert "no such place" in analyst.get(f"{PAGE}{row.pk}/").content.decode()


def test_two_people_correcting_at_once_are_told(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    one, other = as_role("analyst"), as_role("reviewer")
    row = added(one)
    assert one.post(f"{PAGE}{row.pk}/edit/", {**GIVEN, "admin": "Raqqa"}).status_code == 302
    answer = other.post(f"{PAGE}{row.pk}/edit/", {**GIVEN, "admin": "Homs"})
    assert answer.status_code == 409 and b"Raqqa" in answer.content and b"Homs" in answer.content
    assert other.post(f"{PAGE}{row.pk}/edit/", {**GIVEN, "admin": "Homs", "seen": "1"}).status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"lat": "91"}, {"lon": "x"}, {"name": "!"}, {"country": "Atlantis"}, {"reason": ""}, {"precision": "?"}]
)
def test_what_cannot_be_a_place_is_refused(
    workspace: Workspace, as_role: Callable[..., Client], wrong: dict[str, str]
) -> None:
    assert as_role("analyst").post(f"{PAGE}add/", {**GIVEN, **wrong}).status_code == 422
    assert not OwnPlace.objects.exists()


def sent(client: Client, text: bytes) -> Any:
    file = SimpleUploadedFile("places.csv", text)
    return client.post(f"{PAGE}upload/", {"file": file, "reason": "a survey"})


def test_a_table_is_taken_and_its_faults_are_told(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    analyst = as_role("analyst")
    answer = sent(analyst, "name,names,lat,lon\nUmm Zahra,ام زهرة,35.1,40.2\nNowhere,,95,40\n".encode())
    assert answer.status_code == 200 and b"line 3" in answer.content
    row = OwnPlace.objects.get()
    assert row.key in found(workspace, "ام زهرة")
    again = b"".join(analyst.get(PAGE, {"format": "csv"}).streaming_content)  # type: ignore[attr-defined]
    assert sent(analyst, again).status_code == 302 and OwnPlace.objects.get().key == row.key
    for wrong in (b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"name,lat,lon\n"):
        assert sent(analyst, wrong).status_code == 422


def test_an_imported_list_can_be_taken_into_the_table(
    workspace: Workspace, as_role: Callable[..., Client], tmp_path: Any
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,names,lat,lon\nUmm Zahra,ام زهرة;Oum Zahra,35.1,40.2\n", encoding="utf-8")
    index = import_gazetteer(file, homes.workspace_store(workspace.root)).path
    analyst, before = as_role("analyst"), found(workspace, "Oum Zahra")
    page = analyst.get(PAGE).content.decode()
    assert index.name in page and "1 place: <bdi>Umm Zahra</bdi>" in page
    assert analyst.post(f"{PAGE}lists/{index.name}/").status_code == 302
    assert not index.exists() and own.lists() == []
    assert all(found(workspace, name) == before for name in ("Umm Zahra", "ام زهرة", "Oum Zahra"))
    assert analyst.post(f"{PAGE}lists/..%2Fsecrets/").status_code == 404


def test_lists_are_searched_by_any_spelling_with_few_queries(
    workspace: Workspace, as_role: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [OwnPlace(key=f"own:{n}", name=f"Village {n}", lat=1, lon=1, precision="village",
                     words=own.words_of(f"Village {n}", ["قرية"] if n == 7 else [])) for n in range(120)]  # fmt: skip
    OwnPlace.objects.bulk_create(rows)
    intake = as_role("intake")
    with django_assert_max_num_queries(10):
        text = intake.get(PAGE, {"page": "2"}).content.decode()
    assert "120 places" in text and "Add a place" not in text
    assert b"Village 7<" in intake.get(PAGE, {"q": "قرية"}).content
    assert b"spelled so" in intake.get(PAGE, {"q": "zzz"}).content


def test_who_may_not_edit_is_refused(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    row = added(as_role("analyst"))
    auditor = as_role("auditor")
    for address in ("add/", f"{row.pk}/edit/", f"{row.pk}/remove/", "upload/", "lists/x.sqlite/"):
        assert auditor.post(f"{PAGE}{address}", GIVEN).status_code == 403
    assert auditor.get(f"{PAGE}{row.pk}/").status_code == 200 and auditor.get(f"{PAGE}99/").status_code == 404
    assert b"None yet" not in auditor.get(PAGE).content


def test_an_empty_workspace_explains_itself(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    intake = as_role("intake")
    assert b"None yet" in intake.get(PAGE).content
    for wrong in ({"name": ""}, {"name": "Hajin", "near": "x"}, {"name": "!!"}):
        assert intake.get(f"{PAGE}search/", wrong).status_code == 422
