"""The page of an incident: everything that bears on it on one page, with links to the reader."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tollbook.assess.facts import NAMED
from tollbook.casebook import strikelogs
from tollbook.casebook.workspace import Workspace
from tollbook.model import Bounds, Document, Incident, LogCoverage, Place, Strike, StrikeLog
from tollbook.watch import Unwatched
from tollbook.web.incidents import page
from tollbook.web.incidents.material import material_of
from tollbook.web.refreshing import bring_up_to_date


@pytest.fixture
def analyst(filled: Workspace, as_role: Callable[..., Client]) -> Client:
    return as_role("analyst")


def largest(filled: Workspace) -> Incident:
    return max(filled.incidents(), key=lambda one: len(one.claims))


def test_every_incident_has_its_page(as_role: Callable[..., Client], filled: Workspace) -> None:
    reader = as_role("auditor")
    for incident in filled.incidents():
        page = reader.get(f"/incidents/{incident.id}/")
        assert page.status_code == 200
        text = page.content.decode()
        for part in ("ladder", "claims", "origins", "map", "open", "standards", "evidence", "victims", "comments"):
            assert f'id="{part}"' in text, part


def test_every_link_to_a_report_leads_to_the_reader(analyst: Client, filled: Workspace) -> None:
    text = analyst.get(f"/incidents/{largest(filled).id}/").content.decode()
    links = set(re.findall(r'href="(/reports/[^"#]+)', text))
    assert len(links) >= len(largest(filled).documents)
    assert all(analyst.get(link).status_code == 200 for link in links)
    assert not re.search(r'href="(report|incident|method)[/.]', text) and 'href=""' not in text


def test_queries_do_not_grow(
    analyst: Client, filled: Workspace, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    analyst.get("/incidents/")
    with django_assert_max_num_queries(32):
        analyst.get(f"/incidents/{largest(filled).id}/")


def test_a_drift_shows_both_sentences_and_a_named_victim_stands_by_name(
    workspace: Workspace, as_role: Callable[..., Client]
) -> None:
    reading = workspace.begin_reading("one.jsonl", "one.jsonl", None, "test")
    assert reading is not None
    texts = {
        "agency": ("Sana", "Thirty people were killed or injured in Hajin on 13 November 2018, Sana said."),
        "paper": ("A paper", "Sana reported that thirty people were killed in Hajin on 13 November 2018."),
    }
    workspace.fill_reading(
        reading,
        [
            Document(key, text, language="en", published=date(2018, 11, day), publisher=publisher)
            for day, (key, (publisher, text)) in enumerate(texts.items(), 14)
        ],
    )
    bring_up_to_date(workspace, None, Unwatched())
    client = as_role("auditor")
    pages = [client.get(f"/incidents/{one.id}/").content.decode() for one in workspace.incidents()]
    told = "".join(re.sub("<[^>]+>", "", page) for page in pages if 'id="drifts"' in page)
    assert "killed or injured" in told and "None recorded" in told


def test_drawn_parts_speak_the_language_of_the_page(analyst: Client, filled: Workspace) -> None:
    address = f"/incidents/{largest(filled).id}/"
    for code, way in (("fr", "ltr"), ("ar", "rtl")):
        analyst.cookies["language"] = code
        text = analyst.get(address).content.decode()
        assert f'<html lang="{code}" dir="{way}"' in text and '<div class="drawn">' in text


def test_strike_logs_answer_on_the_page(analyst: Client, filled: Workspace) -> None:
    incident = next(one for one in filled.incidents() if one.lat is not None and one.when and one.when.start)
    address = f"/incidents/{incident.id}/"
    assert 'id="strikes"' not in analyst.get(address).content.decode()
    assert incident.when is not None and incident.when.start is not None
    at = datetime.combine(incident.when.start, time(12), UTC)
    strike = Strike("s1", "log", at, at, Place("a grid", lat=incident.lat, lon=incident.lon, precision="exact"))
    coverage = LogCoverage("log", "all", incident.when.start, incident.when.start)
    strikelogs.save(filled, StrikeLog("log", "A log", (strike,), (coverage,)), {}, "test")
    text = analyst.get(address).content.decode()
    assert 'id="strikes"' in text and "s1" in text.split('id="strikes"')[1]


def test_who_is_named_stands_with_the_claim(filled: Workspace) -> None:
    incident = largest(filled)
    of = material_of(incident)
    plain = replace(of.claims[0], of_whom={"women": Bounds(1, 1)}, sources=("a doctor", "a neighbour"))
    named = replace(plain, rule=f"{plain.rule}{NAMED}", harm="killed")
    found = page._named_in(replace(of, claims=(named, *of.claims[1:])))
    assert [(one["document"], one["quote"]) for one in found] == [(named.document, named.quote)]
    assert [(one["of_whom"], one["sources"]) for one in found] == [("women 1", "a doctor, a neighbour")]
