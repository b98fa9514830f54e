"""Comments with mentions, how likely people hold it, and the evidence matrix."""

from collections.abc import Callable

import pytest
from django.test import Client

from tollbook.casebook.models import Event
from tollbook.casebook.workspace import Workspace
from tollbook.web.incidents.comments import mentioned
from tollbook.web.incidents.drawn import texts
from tollbook.web.models import Comment, Notice, User


@pytest.fixture
def key(filled: Workspace) -> str:
    return min(filled.incidents(), key=lambda one: (len(one.documents), one.id)).id


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@second, please look", ["second"]),
        ("(@Second) and @third.", ["second", "third"]),
        ("@second @second", ["second"]),
        ("write to second@third.example", []),
        ("@nobody @gone", []),
    ],
)
def test_mentions(person: Callable[..., User], text: str, names: list[str]) -> None:
    for name in ("second", "third"):
        person("analyst", name)
    User.objects.filter(pk=person("analyst", "gone").pk).update(is_active=False)
    assert [one.username for one in mentioned(text)] == names


def test_whom_a_comment_mentions_is_told_and_led_to_it(key: str, as_role: Callable[..., Client]) -> None:
    first, second = as_role("analyst", "first"), as_role("reviewer", "second")
    first.post(f"/incidents/{key}/comment/", {"text": "@second and @first: <b>which</b> house?"})
    notice = Notice.objects.get()
    assert notice.user.username == "second" and "first" in notice.text
    page = second.get(notice.address).content.decode()
    assert "&lt;b&gt;which" in page and f'id="comment-{Comment.objects.get().pk}"' in page


def test_only_its_author_withdraws_a_comment_and_history_keeps_it(key: str, as_role: Callable[..., Client]) -> None:
    first, second = as_role("analyst", "first"), as_role("administrator", "second")
    first.post(f"/incidents/{key}/comment/", {"text": "the second house"})
    address = f"/comments/{Comment.objects.get().pk}/withdraw/"
    assert second.post(address).status_code == 403
    assert first.post(address).status_code == 302 and first.post(address).status_code == 404
    assert "the second house" not in second.get(f"/incidents/{key}/").content.decode().split('id="events"')[0]
    assert Event.objects.get(kind="comment_withdrawn").old == {"text": "the second house"}
    assert "comment withdrawn" in second.get(f"/incidents/{key}/history/").content.decode()


def test_an_empty_comment_is_told(key: str, as_role: Callable[..., Client]) -> None:
    assert as_role("intake").post(f"/incidents/{key}/comment/", {"text": " "}).status_code == 422
    assert as_role("auditor").post(f"/incidents/{key}/comment/", {"text": "x"}).status_code == 403


def test_two_judge_before_what_follows_is_shown(key: str, as_role: Callable[..., Client]) -> None:
    first, second, third = (as_role("analyst", name) for name in ("first", "second", "third"))
    address = f"/incidents/{key}/likelihood/"
    first.post(f"{address}judge/", {"level": "likely", "reason": "two agree"})
    assert "two agree" not in second.get(address).content.decode()
    own = first.get(address).content.decode()
    assert "two agree" in own and "What follows</th>" not in own
    second.post(f"{address}judge/", {"level": "unlikely", "reason": "one source"})
    assert "two agree" not in third.get(address).content.decode()
    third.post(f"{address}show/")
    open_ = third.get(address).content.decode()
    assert "What follows</th>" in open_ and "two agree" in open_ and "differ by" in open_
    third.post(f"{address}judge/", {"level": "even", "reason": "after"})
    blind = {e.actor: e.new["blind"] for e in Event.objects.filter(field="likelihood")}  # type: ignore[index]
    assert blind == {"first": True, "second": True, "third": False}


def test_grades_wait_until_she_has_judged_or_asks(key: str, as_role: Callable[..., Client]) -> None:
    first, second, other = as_role("analyst", "first"), as_role("reviewer", "second"), as_role("auditor", "other")
    address = f"/incidents/{key}/"
    graded = ('id="grades"', 'id="standards"')
    given = {"level": "likely", "reason": "two agree"}

    def seen(client: Client, where: str = address) -> str:
        return client.get(where).content.decode()

    assert all(part in seen(other) for part in graded) and 'id="judge-first"' not in seen(other)
    assert not any(part in seen(first) for part in graded) and 'id="judge-first"' in seen(first)
    first.post(f"{address}likelihood/judge/", given)
    assert all(part in seen(first) for part in graded) and 'id="judge-first"' not in seen(first)
    for where in (address, f"{address}history/"):
        assert "two agree" not in seen(second, where) and "two agree" in seen(other, where)
    assert second.post(f"{address}likelihood/show/")["Location"] == address
    assert all(part in seen(second) for part in graded) and "two agree" in seen(second, f"{address}history/")
    assert [one.actor for one in Event.objects.filter(field="standard_shown")] == ["second"]


def test_no_word_of_a_grade_before(filled: Workspace, as_role: Callable[..., Client]) -> None:
    """Neither in the headline nor in the words to copy."""
    one = next(one for one in filled.incidents() if one.grade and one.grade.value)
    t = texts()
    said = t("headline.grade", grade=t.named("grade", one.grade.value)) if one.grade else ""
    address = f"/incidents/{one.id}/"
    assert said in as_role("auditor").get(address).content.decode()
    assert said not in as_role("analyst").get(address).content.decode()


def test_a_judgement_needs_level_and_reason(key: str, as_role: Callable[..., Client]) -> None:
    client = as_role("analyst")
    for given in ({"level": "likely", "reason": ""}, {"level": "surely", "reason": "x"}):
        assert client.post(f"/incidents/{key}/likelihood/judge/", given).status_code == 422
    assert as_role("auditor").post(f"/incidents/{key}/likelihood/judge/", {}).status_code == 403
    assert not Event.objects.exists()


def test_a_cell_that_is_filled_in_stands_with_its_author(key: str, as_role: Callable[..., Client]) -> None:
    client = as_role("analyst", "first")
    given = {"kind": "imagery", "state": "not_obtainable", "what": "held by the force"}
    client.post(f"/incidents/{key}/likelihood/evidence/", given)
    page = client.get(f"/incidents/{key}/").content.decode()
    assert "held by the force" in page and "could not be obtained" in page and "<strong>empty</strong>" in page
