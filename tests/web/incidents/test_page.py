"""The page of an incident: everything that bears on it on one page, with links to the reader."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tollbook.casebook.workspace import Workspace
from tollbook.model import Incident


@pytest.fixture
def analyst(filled: Workspace, as_role: Callable[..., Client]) -> Client:
    return as_role("analyst")


def largest(filled: Workspace) -> Incident:
    return max(filled.incidents(), key=lambda one: len(one.claims))


def test_every_incident_has_its_page(analyst: Client, filled: Workspace) -> None:
    for incident in filled.incidents():
        page = analyst.get(f"/incidents/{incident.id}/")
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
    with django_assert_max_num_queries(45):
        analyst.get(f"/incidents/{largest(filled).id}/")
