"""Publishing: frozen versions, four eyes, embargo, withdrawal, and public pages that show nothing else."""

import json
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone, translation

from tollbook.casebook.workspace import Workspace
from tollbook.web.models import Publication, User
from tollbook.web.publications import deciding
from tollbook.web.saving import Conflict
from tollbook.web.told import page_texts, standard_name


def pages(*addresses: str) -> list[str]:
    """What is found there; a page that is not there holds no more than the address asked for."""
    answers = [Client().get(address) for address in addresses]
    return [unescape(answer.content.decode()) if answer.status_code == 200 else "" for answer in answers]


def public_of(version: Publication) -> list[str]:
    addresses = ("/public/", f"/public/incidents/{version.incident}/", "/public/feed.xml", "/public/corrections/")
    files = [Client().get(f"/public/published.{kind}") for kind in ("csv", "jsonl")]
    return [*pages(*addresses), *(b"".join(file.streaming_content).decode() for file in files)]  # type: ignore[attr-defined]


def test_nothing_is_public_before_it_is_approved(prepared: Publication) -> None:
    assert not any(prepared.incident in page for page in public_of(prepared))
    assert Client().get(f"/public/incidents/{prepared.incident}/").status_code == 404


def test_who_prepared_does_not_approve(prepared: Publication, as_role: Callable[..., Client]) -> None:
    own = Client()
    User.objects.filter(username="preparer").update(role="approver")
    own.force_login(User.objects.get(username="preparer"))
    assert own.post(f"/publications/{prepared.pk}/decide/", {}).status_code == 403
    assert as_role("reviewer").post(f"/publications/{prepared.pk}/decide/", {}).status_code == 403
    assert as_role("approver").post(f"/publications/{prepared.pk}/decide/", {}).status_code == 302
    prepared.refresh_from_db()
    assert prepared.visible and prepared.current
    assert all(prepared.record["title"].split(",")[0] in page for page in public_of(prepared)[:3])


def test_an_embargo_holds_until_its_hour(prepared: Publication, as_role: Callable[..., Client]) -> None:
    later = timezone.now() + timedelta(hours=1)
    approver = as_role("approver")
    approver.post(f"/publications/{prepared.pk}/decide/", {"embargo": later.strftime("%Y-%m-%dT%H:%M")})
    assert not any(prepared.incident in page for page in public_of(prepared))
    Publication.objects.update(embargo=timezone.now() - timedelta(minutes=1))
    assert Client().get(f"/public/incidents/{prepared.incident}/").status_code == 200


def test_a_published_version_stays_as_it_was(
    prepared: Publication, person: Callable[..., User], filled: Workspace
) -> None:
    approver = person("approver")
    deciding.approve(prepared, approver, None)
    before = pages(f"/public/incidents/{prepared.incident}/")[0]
    filled.save_computed(filled.lineage(), [], "test", "gone")
    assert pages(f"/public/incidents/{prepared.incident}/")[0].split("<main")[1] == before.split("<main")[1]


def test_a_changed_version_is_in_the_change_log_with_its_reason(
    prepared: Publication, person: Callable[..., User], filled: Workspace
) -> None:
    approver = person("approver")
    deciding.approve(prepared, approver, None)
    incident = next(one for one in filled.incidents() if one.id == prepared.incident)
    second = deciding.prepare(incident, prepared.prepared_by, "our_error", "counted one report twice")
    deciding.approve(second, approver, None)
    log = pages("/public/corrections/")[0]
    assert "our own error" in log and "counted one report twice" in log
    assert Publication.objects.filter(incident=incident.id, current=True).get() == second


def test_what_is_withdrawn_for_somebodys_sake_leaves_no_trace_of_what_it_was(
    prepared: Publication, person: Callable[..., User]
) -> None:
    approver = person("approver")
    deciding.approve(prepared, approver, None)
    deciding.withdraw(prepared, approver, "family", "the family asked")
    front, entry, feed, log, *files = public_of(prepared)
    title = prepared.record["title"]
    assert not any(title in page or prepared.incident in page for page in (front, entry, feed, log, *files))
    assert "withheld" in log and "asked for by family" in log


def test_two_who_decide_at_once_do_it_once(prepared: Publication, person: Callable[..., User]) -> None:
    first, second = person("approver"), person("administrator")
    deciding.approve(prepared, first, None)
    with pytest.raises(Conflict) as conflict:
        deciding.refuse(prepared, second, "no")
    assert conflict.value.current.decided_by == first


def test_no_quotation_and_no_witness_is_put_out(prepared: Publication, filled: Workspace) -> None:
    record = json.dumps(prepared.record, ensure_ascii=False)
    incident = next(one for one in filled.incidents() if one.id == prepared.incident)
    assert not any(claim.quote in record for claim in filled.claims_of(incident) if len(claim.quote) > 20)


def test_the_page_of_a_version_shows_what_changes(prepared: Publication, as_role: Callable[..., Client]) -> None:
    page = as_role("auditor").get(f"/publications/{prepared.pk}/").content.decode()
    assert prepared.record["sentence"]["en"] in page.replace("&#x27;", "'").replace("&quot;", '"')
    assert "Approve" not in page


@pytest.mark.parametrize(("language", "words"), [("en", "Place unknown"), ("fr", "Lieu inconnu")])
def test_public_pages_name_place_standard_and_basis(
    prepared: Publication, person: Callable[..., User], language: str, words: str
) -> None:
    figure = {"min": 26, "max": 26, "open_ended": False, "independent_sources": 3, "corroborated": {"1": 26, "2": 25}}
    grade = {"standard": "cjtf-oir", "value": "credible", "reasons": []}
    known = {"title": prepared.incident, "places": [], "figures": {"killed": figure}, "grade": grade}
    prepared.record |= known
    prepared.save()
    deciding.approve(prepared, person("approver"), None)
    own = {"HTTP_ACCEPT_LANGUAGE": language}
    front, entry = (
        unescape(Client().get(address, **own).content.decode())  # type: ignore[arg-type]
        for address in ("/public/", f"/public/incidents/{prepared.incident}/")
    )
    assert f"<bdi>{words}" in front and f"<h1><bdi>{words}" in entry
    assert "cjtf-oir" not in entry
    with translation.override(language):
        t = page_texts()
        assert t("tally.sources", 3) in entry and f"{t('rule.two')}: 25+" in entry and t("copy.caveat") in entry
        assert standard_name("cjtf-oir") in entry
