"""Pages of ids that incidents had before, in both languages, opened in a browser from disk."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.publish.sample import DATA
from tollbook.publish import build_site
from tollbook.publish.former import former_pages
from tollbook.publish.texts import LANGUAGES

LIVING = DATA.incidents[0].id
FORMER = {"inc-old": LIVING, "inc-lost": "", "inc-astray": "inc-nowhere", LIVING: DATA.incidents[1].id}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("former")
    build_site(replace(DATA, former=FORMER), out)
    return out


def test_no_page_takes_the_place_of_an_incidents_own() -> None:
    hrefs = {one.id: f"incident/{one.id}.html" for one in DATA.incidents}
    found = {page.old: page.new for page in former_pages(FORMER, hrefs)}
    assert found == {"inc-astray": None, "inc-lost": None, "inc-old": LIVING}


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_old_id_leads_to_the_incident(built: Path, browser: Browser, code: str) -> None:
    page = browser.new_page()
    page.goto((built / code / "incident" / "inc-old.html").as_uri())
    page.wait_for_url(f"**/{code}/incident/{LIVING}.html")
    page.close()


@pytest.mark.parametrize(("code", "words"), [("en", "None of its claims"), ("ar", "معرّف سابق")])
def test_an_id_that_leads_nowhere_says_so_and_stays(built: Path, browser: Browser, code: str, words: str) -> None:
    page = browser.new_page()
    page.goto((built / code / "incident" / "inc-lost.html").as_uri())
    assert words in page.inner_text("main")
    assert page.locator("meta[http-equiv=refresh]").count() == 0
    page.click("main a")
    page.wait_for_url(f"**/{code}/incidents.html")
    page.close()


def test_without_old_ids_no_page_is_written(tmp_path: Path) -> None:
    build_site(DATA, tmp_path)
    written = {page.stem for page in (tmp_path / "en" / "incident").glob("*.html")}
    assert written == {one.id for one in DATA.incidents}
