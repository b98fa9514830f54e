"""The timeline: what it adds up is what ``tollbook totals`` adds up, computed once and not for every request."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tollbook.casebook import models, summary
from tollbook.casebook.decisions import Change
from tollbook.casebook.workspace import Workspace
from tollbook.model import Grade
from tollbook.model.campaign import Campaign, Part, Total
from tollbook.watch import Unwatched
from tollbook.web.models import Job, Result
from tollbook.web.results import stamp
from tollbook.web.search import entries
from tollbook.web.timeline import drawn, jobs

PAGE = "/timeline/"


def test_the_numbers_are_those_of_the_command_line(filled: Workspace, as_role: Callable[..., Client]) -> None:
    page = as_role("analyst").get(PAGE)
    campaign = summary.summed(summary.records_of(filled))
    assert page.status_code == 200
    assert drawn.campaign_of(Result.objects.get().record) == campaign
    text = page.content.decode()
    assert f"at least {campaign.totals['2'].least}" in text and drawn.span(campaign.totals["range"]) in text
    for part in campaign.parts["place"]:
        assert part.key in text
    assert "floor only" in text and "<svg" in text


def test_a_result_is_used_again_until_an_incident_changes(
    filled: Workspace, as_role: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    analyst = as_role("analyst")
    analyst.get(PAGE)
    with django_assert_max_num_queries(12):
        analyst.get(PAGE)
    assert Job.objects.filter(kind=jobs.KIND).count() == 1
    models.Incident.objects.filter(pk=filled.incidents()[0].id).update(digest="changed")
    analyst.get(PAGE)
    assert Job.objects.filter(kind=jobs.KIND).count() == 2 and Result.objects.get().key == stamp()


def test_a_result_holds_while_claims_are_accepted_and_no_longer_once_one_is_rejected(filled: Workspace) -> None:
    claim, before = next(iter(filled.claims())), stamp()
    filled.correct("ann", Change("accepted", claim, claim), "")
    assert stamp() == before
    filled.correct("ann", Change("rejected", claim, None), "double")
    assert stamp() != before


def test_filters_leave_the_incidents_of_a_place_or_grade(filled: Workspace, as_role: Callable[..., Client]) -> None:
    entries.index(filled, Unwatched(), {})
    analyst, every = as_role("analyst"), filled.incidents()
    hajin = [one for one in every if any("hajin" in f"{p.name} {p.text} {p.admin}".lower() for p in one.places)]
    found = analyst.get(PAGE, {"place": "Hajin", "format": "json"}).json()
    assert 0 < found["incidents"] == len(hajin) < len(every)
    grades = {grade.value for one in every if isinstance(grade := one.grade, Grade)}
    counted = [analyst.get(PAGE, {"grade": one, "format": "json"}).json()["incidents"] for one in sorted(grades)]
    assert sum(counted) == len(every)
    assert b"No incident passes" in analyst.get(PAGE, {"place": "Atlantis"}).content
    assert analyst.get(PAGE, {"figure": "unheard"}).status_code == 422


def test_files_hold_what_the_page_shows(filled: Workspace, as_role: Callable[..., Client]) -> None:
    analyst, campaign = as_role("auditor"), summary.summed(summary.records_of(filled))
    rows = b"".join(analyst.get(PAGE, {"format": "csv"}).streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert rows[0].startswith("by,key,rule,least") and rows[1].split(",")[3] == str(campaign.totals["range"].least)
    told = analyst.get(PAGE, {"format": "json"}).json()
    assert told["campaign"]["totals"]["2"] == asdict(campaign.totals["2"])
    pairs = b"".join(analyst.get(PAGE, {"format": "overlaps"}).streaming_content)  # type: ignore[attr-defined]
    assert len(pairs.splitlines()) == 1 + len(campaign.overlaps)


def test_declared_strikes_stand_beside_the_tolls(filled: Workspace, as_role: Callable[..., Client]) -> None:
    analyst, at = as_role("analyst"), datetime(2018, 9, 3, tzinfo=UTC)
    assert b"Declared strikes" not in analyst.get(PAGE).content
    log = models.StrikeLog.objects.create(id="log", name="log", record={})
    models.Strike.objects.create(id="1", log=log, start=at, end=at, record={"strikes": 4})
    text = analyst.get(PAGE).content.decode()
    assert "Declared strikes by month" in text and "September 2018" in text


def test_an_empty_workspace_explains_itself(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    assert b"month by month" in as_role("intake").get(PAGE).content
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize(
    ("total", "words"),
    [
        (Total(3, 5), "3–5"), (Total(4, 4), "4"), (Total(4, 4, open_ended=True), "4+"),
        (Total(3, 9, open_ended=True, exact=False), "~3–9+"),
    ],
)  # fmt: skip
def test_ranges_in_short(total: Total, words: str) -> None:
    assert drawn.span(total) == words


def test_months_without_anything_stay_in_their_place() -> None:
    totals = {"range": Total(1, 1), "1": Total(1), "2": Total(), "3": Total()}
    campaign = Campaign(parts={"month": (Part("2018-11", totals), Part("unknown", totals))})  # type: ignore[arg-type]
    assert drawn.months_of(campaign, {"2019-01": 2}) == ["2018-11", "2018-12", "2019-01"]
    assert drawn.months_of(Campaign(), {}) == []
