"""Restricted records: seen by the people named on them alone, and their words nowhere but sealed."""

import json
import logging
import re
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core import serializers
from django.db import connection
from django.test import Client

from tests.web.conftest import roles
from tollbook.casebook.models import Event
from tollbook.casebook.workspace import Workspace
from tollbook.watch import Unwatched
from tollbook.web import bundle, jobs
from tollbook.web.models import User, Witness
from tollbook.web.permissions import table
from tollbook.web.sealed import as_stored

As = Callable[..., Client]
NAME, CONTACT, NOTES = "Quillon Aspenvale", "0555-017-xyzzy", "spoke on condition of plughness"
WORDS = (NAME, CONTACT, NOTES)
GIVEN = {"name": NAME, "contact": CONTACT, "notes": NOTES}


@pytest.fixture
def own(filled: Workspace, as_role: As) -> tuple[Client, Witness]:
    """An analyst, and the witness she added to an incident."""
    analyst = as_role("analyst", "adder")
    key = filled.incidents()[0].id
    assert analyst.post(f"/restricted/add/incident/{key}/", GIVEN).status_code == 302
    return analyst, Witness.objects.get()


def plain(answer: bytes, address: str) -> bytes:
    """A page without its csrf token, the address asked for, and the reader's name."""
    text = re.sub(rb"(csrfmiddlewaretoken\W+value=\"|X-CSRFToken\W+)\w+", rb"", answer)
    return text.replace(address.encode(), b"")


def test_whoever_adds_a_witness_sees_her_words(own: tuple[Client, Witness]) -> None:
    analyst, witness = own
    page = analyst.get(f"/restricted/{witness.key}/")
    assert all(words in page.content.decode() for words in WORDS)
    assert "no-store" in page.headers["Cache-Control"]
    listed = analyst.get("/restricted/").content.decode()
    assert witness.key in listed and NAME not in listed


def test_everybody_else_gets_what_a_record_that_is_not_there_gives(own: tuple[Client, Witness], as_role: As) -> None:
    _analyst, witness = own
    nowhere = "x" * len(witness.key)
    for role in roles():
        other = as_role(role)
        for path in ("", "edit/", "clear/", f"clear/{User.objects.get(username='adder').pk}/"):
            for ask in (other.get, other.post):
                there, missing = (ask(f"/restricted/{key}/{path}") for key in (witness.key, nowhere))
                assert there.status_code == missing.status_code != 200
                assert plain(there.content, witness.key) == plain(missing.content, nowhere)
                assert {**there.headers} == {**missing.headers}
        assert witness.key not in other.get("/restricted/").content.decode()
    assert not Event.objects.filter(kind="looked").exists()


def test_every_look_is_noted_without_a_word_of_it(own: tuple[Client, Witness]) -> None:
    analyst, witness = own
    analyst.get(f"/restricted/{witness.key}/")
    analyst.get(f"/restricted/{witness.key}/edit/")
    analyst.post(f"/restricted/{witness.key}/edit/", {**GIVEN, "contact": "0555-changed", "seen": 0})
    kinds = list(Event.objects.filter(subject_id=witness.key).order_by("pk").values_list("kind", "actor"))
    kept = ["witness_added", "looked", "looked", "looked", "witness_edited"]
    assert kinds == [(kind, "adder") for kind in kept]
    witness.refresh_from_db()
    assert witness.contact == "0555-changed" and witness.version == 1


def test_a_person_named_sees_it_until_she_is_taken_off(own: tuple[Client, Witness], as_role: As) -> None:
    analyst, witness = own
    reviewer = as_role("reviewer")
    number, address = User.objects.get(username="reviewer").pk, f"/restricted/{witness.key}/"
    assert analyst.post(f"{address}clear/", {"person": number}).status_code == 302
    assert NAME in reviewer.get(address).content.decode()
    assert witness.key in reviewer.get(f"/history/?subject={witness.key}").content.decode()
    analyst.post(f"{address}clear/{number}/")
    assert reviewer.get(address).status_code == 404
    analyst.post(f"{address}clear/{User.objects.get(username='adder').pk}/")
    assert analyst.get(address).status_code == 200, "the last person named stays named"


def test_only_people_whose_role_may_see_restricted_records_are_named(own: tuple[Client, Witness], as_role: As) -> None:
    analyst, witness = own
    as_role("auditor")
    number = User.objects.get(username="auditor").pk
    analyst.post(f"/restricted/{witness.key}/clear/", {"person": number})
    assert witness.clearances.count() == 1 and "auditor" not in table()["witness"]["see"]


def test_the_history_tells_others_nothing_and_an_auditor_not_which(own: tuple[Client, Witness], as_role: As) -> None:
    analyst, witness = own
    analyst.get(f"/restricted/{witness.key}/")
    number = Event.objects.filter(subject_id=witness.key).order_by("pk")[0].pk
    for role in ("reviewer", "approver", "administrator", "auditor"):
        reader = as_role(role)
        for address in ("/history/", "/history/?subject_type=witness"):
            page = reader.get(address).content.decode()
            assert witness.key not in page
            assert ("<td>a restricted record" in page) == (role == "auditor")
        there, nowhere = (f"/history/?subject={key}" for key in (witness.key, "x" * len(witness.key)))
        pages = [plain(reader.get(address).content, address.partition("=")[2]) for address in (there, nowhere)]
        assert pages[0] == pages[1]
        assert reader.get(f"/history/{number}/").status_code == 404
        assert reader.get(f"/history/compare/?subject={witness.key}").content.count(b"<option") == 0
        if role != "reviewer":
            text = reader.get("/history/export.jsonl").getvalue()
            assert witness.key.encode() not in text and (b'"witness"' in text) == (role == "auditor")


@pytest.mark.django_db(transaction=True)
def test_her_words_are_nowhere_but_sealed(
    own: tuple[Client, Witness], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    analyst, witness = own
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("django").propagate = True
        analyst.get(f"/restricted/{witness.key}/")
        analyst.post(f"/restricted/{witness.key}/edit/", {**GIVEN, "seen": 7})
        analyst.post(f"/restricted/{witness.key}/edit/", {**GIVEN, "name": ""})
    jobs.start("index", None)
    bundle.write(witness_root(), tmp_path / "ws.tar", Unwatched())
    with tarfile.open(tmp_path / "ws.tar") as held:
        kept = b"".join(file.read() for one in held if (file := held.extractfile(one)))
    history = json.dumps(list(Event.objects.values()), default=str)
    for words in WORDS:
        assert words not in whole_database() and words not in history and words not in caplog.text
        assert words.encode() not in kept
        assert NAME.encode() not in analyst.get("/search/", {"q": words}).content.replace(words.encode(), b"", 2)


def witness_root() -> Path:
    """The workspace's folder."""
    return Path(settings.WORKSPACE)


def whole_database() -> str:
    """Every value of every table, as it lies there."""
    found = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


@pytest.mark.django_db(transaction=True)
def test_sealed_words_come_back_from_a_backup_with_their_key(own: tuple[Client, Witness], tmp_path: Path) -> None:
    _analyst, _witness = own
    bundle.write(witness_root(), tmp_path / "ws.tar", Unwatched())
    with tarfile.open(tmp_path / "ws.tar") as held:
        file = held.extractfile("tables/web.witness.jsonl")
        assert file is not None
        line = file.read().decode()
    Witness.objects.all().delete()
    with as_stored():
        for one in serializers.deserialize("jsonl", line):
            one.save()
    assert Witness.objects.get().name == NAME


def test_a_second_save_is_told_and_both_texts_are_shown(own: tuple[Client, Witness]) -> None:
    analyst, witness = own
    address = f"/restricted/{witness.key}/edit/"
    assert analyst.post(address, {**GIVEN, "contact": "first", "seen": 0}).status_code == 302
    late = analyst.post(address, {**GIVEN, "contact": "second", "seen": 0})
    page = late.content.decode()
    assert late.status_code == 409 and "first" in page and "second" in page
    assert Witness.objects.get().contact == "first"
    assert analyst.post(address, {**GIVEN, "contact": "second", "seen": 1}).status_code == 302


@pytest.mark.parametrize("tie", ["incident/none", "report/none", "claim/x"])
def test_a_witness_is_tied_to_something_that_is_there(filled: Workspace, as_role: As, tie: str) -> None:
    assert as_role("analyst").post(f"/restricted/add/{tie}/", GIVEN).status_code == 404
    assert not Witness.objects.exists()
