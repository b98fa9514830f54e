"""Beside the claims: translations with versions, what pictures show in words, and pictures that are covered."""

import base64
from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from tests.web.reader.conftest import KEY
from tollbook.capture import Store
from tollbook.casebook.workspace import Workspace
from tollbook.model import Document
from tollbook.web.models import Material, Translation, User, Viewing
from tollbook.web.reader.pictures import pictures, type_of

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+M8AAAMBAQAY3Y2wAAAAAElFTkSuQmCC")
PAGE = f"/reports/{KEY}/"


def email() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "One", "somebody@example.org"
    message.set_content("Three were killed.")
    message.add_attachment(PNG, "image", "png", filename="one.png")
    message.add_attachment(b"<svg onload='x'/>", "image", "svg+xml", filename="two.svg")
    message.add_attachment(b"\x00\x00\x00\x18ftypmp42....", "video", "mp4", filename="three.mp4")
    return message.as_bytes()


def word() -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        file.writestr("word/document.xml", "<w/>")
        file.writestr("word/media/image1.png", PNG)
        file.writestr("word/media/note.txt", "no picture")
    return packed.getvalue()


HTML = b"<!doctype html><html><body><img src='data:image/png;base64," + base64.b64encode(PNG) + b"'></body></html>"


@pytest.mark.parametrize(
    ("name", "data", "kinds"),
    [
        ("one.eml", email(), ["image", "video"]),
        ("one.docx", word(), ["image"]),
        ("one.html", HTML, ["image"]),
        ("one.txt", b"Three were killed.", []),
        ("one.docx", b"PK\x03\x04 cut off", []),
    ],
)
def test_what_originals_hold(one: Workspace, name: str, data: bytes, kinds: list[str]) -> None:
    kept = Store(one.originals).keep_bytes(data)
    found = pictures(Document("d", "", original=kept, origin=name), one.originals)
    assert [picture.kind for picture in found] == kinds
    assert [picture.number for picture in found] == list(range(1, len(found) + 1))


def test_a_report_without_an_original_has_no_pictures(one: Workspace) -> None:
    assert pictures(Document("d", ""), one.originals) == []
    assert pictures(Document("d", "", original="0" * 64), one.originals) == []


@pytest.mark.parametrize("data", [b"<svg/>", b"<html>", b"%PDF-1.7", b"", b"MZ"])
def test_only_pictures_films_and_sounds_are_handed_out(data: bytes) -> None:
    assert type_of(data) is None


@pytest.fixture
def pictured(one: Workspace) -> str:
    """A report from an e-mail with a picture and a film."""
    kept = Store(one.originals).keep_bytes(email())
    one.note_original(kept, "two.eml", 1)
    reading = one.begin_reading("two.eml", "two.eml", kept, "test")
    assert reading is not None
    one.fill_reading(reading, [Document("two.eml", "Three were killed.", original=kept, origin="two.eml")])
    return "two.eml"


def test_pictures_are_covered_and_each_viewing_is_counted_for_oneself(
    pictured: str, analyst: Client, as_role: Callable[..., Client]
) -> None:
    page = analyst.get(f"/reports/{pictured}/").content.decode()
    assert "<img" not in page and "Uncover picture 1" in page and "opened 0 this week" in page
    for _ in range(2):
        opened = analyst.post(f"/reading/uncover/{pictured}/", {"picture": 1}, headers={"HX-Request": "true"})
    assert "opened 2 this week" in opened.content.decode()
    address = f"/reading/uncovered/{Viewing.objects.latest('pk').pk}/"
    assert address in opened.content.decode()
    answer = analyst.get(address)
    assert answer.content == PNG and answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and "no-store" in answer.headers["Cache-Control"]
    other = as_role("reviewer")
    assert other.get(address).status_code == 404
    assert "opened 0 this week" in other.get(f"/reports/{pictured}/").content.decode()
    film = analyst.post(f"/reading/uncover/{pictured}/", {"picture": 2}).content.decode()
    assert "muted" in film and 'preload="none"' in film


@pytest.mark.parametrize("number", ["0", "3", "x", "", "-1"])
def test_a_picture_that_is_not_there(pictured: str, analyst: Client, number: str) -> None:
    assert analyst.post(f"/reading/uncover/{pictured}/", {"picture": number}).status_code == 404
    assert not Viewing.objects.exists()


def test_an_uncovered_picture_is_covered_again_after_an_hour(pictured: str, analyst: Client) -> None:
    analyst.post(f"/reading/uncover/{pictured}/", {"picture": 1})
    Viewing.objects.update(at="2018-11-13T00:00:00Z")
    assert analyst.get(f"/reading/uncovered/{Viewing.objects.get().pk}/").status_code == 404


def describing(client: Client, seen: int, words: str, graphic: str = "yes") -> Any:
    given = {"graphic": graphic, "features": words, "seen": seen}
    return client.post(f"/reading/describe/{KEY}/", given)


def describe(client: Client, seen: int, words: str, graphic: str = "yes") -> int:
    return int(describing(client, seen, words, graphic).status_code)


def test_features_are_written_once_and_kept(one: Workspace, analyst: Client) -> None:
    describe(analyst, 0, "A street, rubble, a blue car.")
    material = Material.objects.get(document=KEY)
    assert (material.graphic, material.features) == (True, "A street, rubble, a blue car.")
    assert "a blue car" in analyst.get(PAGE).content.decode()
    told = describing(analyst, 0, "overwritten?").content.decode()
    assert "overwritten?" in told and "a blue car" in told, "what was not saved is shown beside what stands"
    assert Material.objects.get(document=KEY).features == "A street, rubble, a blue car."
    assert one.events()[-1]["kind"] == "material"


def translate(client: Client, seen: int, text: str) -> Any:
    return client.post(f"/reading/translate/{KEY}/", {"text": text, "language": "ar", "seen": seen})


def test_translations_have_versions_and_two_people_lose_nothing(
    one: Workspace, analyst: Client, as_role: Callable[..., Client]
) -> None:
    second = as_role("reviewer")
    translate(analyst, 0, "قُتل ثلاثة مدنيين")
    answer = translate(second, 0, "ثلاثة قتلى")
    page = answer.content.decode()
    assert answer.status_code == 409 and "قُتل ثلاثة مدنيين" in page and "ثلاثة قتلى" in page
    assert 'name="seen" value="1"' in page
    translate(second, 1, "ثلاثة قتلى")
    rows = Translation.objects.order_by("number").values_list("number", "text", "person__username")
    assert list(rows) == [(1, "قُتل ثلاثة مدنيين", "analyst"), (2, "ثلاثة قتلى", "reviewer")]
    shown = analyst.get(PAGE).content.decode()
    assert shown.index("ثلاثة قتلى") < shown.index("قُتل ثلاثة مدنيين")
    assert User.objects.count() == 2


@pytest.mark.parametrize("role", ["approver", "auditor"])
def test_who_may_not_write_is_shown_no_form(one: Workspace, as_role: Callable[..., Client], role: str) -> None:
    client = as_role(role)
    assert translate(client, 0, "x").status_code == 403 and describe(client, 0, "x") == 403
    page = client.get(PAGE).content.decode()
    assert "/reading/translate/" not in page and "/reading/describe/" not in page
