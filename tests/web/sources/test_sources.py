"""Sources: the list is that of ``tollbook sources``, notes lose nothing, and what is withheld stands nowhere."""

from collections.abc import Callable

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tollbook.casebook import models, summary
from tollbook.casebook.workspace import Workspace
from tollbook.web.models import Job, Result, SourceNote
from tollbook.web.sources import jobs, listing

PAGE = "/sources/"
SECRET = "a cousin of the mayor"


def busiest() -> str:
    said = listing.claims_by_source()
    return max(sorted(said), key=lambda key: said[key])


def page_of(key: str) -> str:
    return f"{PAGE}{key}/"


def note(client: Client, key: str, seen: int = 0, status: int = 302, **fields: str) -> str:
    answer = client.post(f"{PAGE}note/{key}/", {"seen": seen, **fields})
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_the_list_counts_and_records_as_the_command_line_does(
    filled: Workspace, as_role: Callable[..., Client]
) -> None:
    records = summary.records_of(filled)
    fared = summary.fared(records, summary.over_time(records, summary.conventions_in_force(filled)))
    text = as_role("analyst").get(PAGE).content.decode()
    held = Result.objects.get(pk=jobs.NAME).record
    assert {key: listing.track_of(held, key) for key in held} == {one.source: one for one in fared}
    assert all(source.name in text for source in list(models.Source.objects.all())[:3])
    counted = listing.claims_by_source()
    assert sum(counted.values()) == sum(
        1 for claim, _source in records.lineage.origin.items() if claim not in records.lineage.summaries
    )


def test_filters_and_files(filled: Workspace, as_role: Callable[..., Client]) -> None:
    auditor = as_role("auditor")
    some = models.Source.objects.get(pk=busiest())
    only = auditor.get(PAGE, {"q": some.name, "kind": some.kind, "format": "csv"})
    lines = b"".join(only.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[0].startswith("id,name,kind,group,claims") and lines[1].startswith(some.id)
    every = b"".join(auditor.get(PAGE, {"format": "jsonl"}).streaming_content)  # type: ignore[attr-defined]
    assert len(every.splitlines()) == models.Source.objects.count()
    assert b"No source passes" in auditor.get(PAGE, {"q": "no such source"}).content


def test_pages_ask_little_and_compute_once(
    filled: Workspace, as_role: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    analyst = as_role("analyst")
    analyst.get(PAGE)
    for address in (PAGE, page_of(busiest())):
        with django_assert_max_num_queries(20):
            assert analyst.get(address).status_code == 200
    assert Job.objects.filter(kind=jobs.KIND).count() == 1


def test_a_source_shows_its_claims_and_cases(filled: Workspace, as_role: Callable[..., Client]) -> None:
    analyst, key = as_role("analyst"), busiest()
    text = analyst.get(page_of(key)).content.decode()
    claim = models.Origin.objects.filter(source_id=key, summary=False).order_by("claim_id")[0].claim_id
    assert "/reports/" in text and models.Claim.objects.get(pk=claim).record["quote"][:20] in text
    for one in Result.objects.filter(name__startswith=jobs.PREFIX):
        case = one.record[0]
        assert f"/incidents/{case['incident']}/" in analyst.get(page_of(case["source"])).content.decode()
    assert analyst.get(page_of("nobody")).status_code == 404


def test_two_people_writing_at_once_lose_nothing(filled: Workspace, as_role: Callable[..., Client]) -> None:
    one, other, key = as_role("analyst"), as_role("reviewer"), busiest()
    note(one, key, text="Fast, often too high at first.")
    both = note(other, key, text="Names its witnesses.", status=409)
    assert "Fast, often too high" in both and "Names its witnesses." in both
    note(other, key, seen=1, text="Names its witnesses.")
    assert list(SourceNote.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert note(one, key, status=422, text="")
    assert [event["kind"] for event in filled.events()].count("source_note") == 2


def test_what_is_withheld_is_told_to_nobody_else(filled: Workspace, as_role: Callable[..., Client]) -> None:
    analyst, intake, key = as_role("analyst"), as_role("intake"), busiest()
    note(analyst, key, affiliation=SECRET, withheld="on", text="Known to us.")
    assert SECRET in analyst.get(page_of(key)).content.decode()
    seen = intake.get(page_of(key)).content.decode()
    assert SECRET not in seen and "withheld for safety" in seen
    assert SECRET.encode() not in b"".join(analyst.get(PAGE, {"format": "csv"}).streaming_content)  # type: ignore[attr-defined]
    assert SECRET not in str(filled.events())
    assert intake.post(f"{PAGE}note/{key}/", {"text": "x", "seen": 1}).status_code == 403
    note(analyst, key, seen=1, affiliation="a news agency", text="Known to us.")
    assert "a news agency" in intake.get(page_of(key)).content.decode()


def test_an_empty_workspace_explains_itself(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    assert b"Sources appear here" in as_role("intake").get(PAGE).content
