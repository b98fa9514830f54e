import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, expect

from tests.conftest import PATIENCE_MS

pytestmark = pytest.mark.browser

DESKTOP, PHONE = {"width": 1200, "height": 900}, {"width": 390, "height": 844}
PAGES = (
    "index.html", "incidents.html", "totals.html", "map.html", "timeline.html", "reports.html", "sources.html",
    "method.html", "downloads.html", "incident/euphrates-2018-11-13.html", "report/ap-2018-11-20.html",
)  # fmt: skip


@contextmanager
def opened(browser: Browser, path: Path, size: dict[str, int] = DESKTOP, address: str = "") -> Iterator[Page]:
    """A page from disk that must not complain and must not reach for anything but files."""
    context = browser.new_context(viewport={"width": size["width"], "height": size["height"]})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    faults: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(message.text)

    def asked(request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            faults.append(request.url)

    def asks(dialog: Dialog) -> None:
        faults.append(dialog.message)
        dialog.dismiss()

    page.on("console", said)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", asks)
    page.on("request", asked)
    page.goto(f"file://{path}{address}")
    yield page
    context.close()
    assert faults == []


def serious(page: Page, **options: object) -> list[tuple[str, list[str]]]:
    """What axe holds against a page; it may not fetch the styles itself, which the page forbids."""
    found = Axe().run(page, options={"preload": False, **options}).response["violations"]
    grave = (v for v in found if v["impact"] in ("serious", "critical"))
    return [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in grave]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("code", ["en", "ar"])
def test_pages_are_quiet_accessible_and_fit(browser: Browser, site: Path, code: str, name: str) -> None:
    with opened(browser, site / code / name) as page:
        assert serious(page) == []
        for size in (DESKTOP, PHONE):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_incident_page_is_accessible_on_a_phone(browser: Browser, site: Path, code: str) -> None:
    with opened(browser, site / code / "incident" / "euphrates-2018-11-13.html", PHONE) as page:
        assert serious(page) == []


def test_dark_pages_have_contrast(browser: Browser, site: Path) -> None:
    for name in ("index.html", "incident/euphrates-2018-11-13.html", "report/ap-2018-11-20.html", "map.html"):
        with opened(browser, site / "en" / name) as page:
            page.emulate_media(color_scheme="dark")
            assert serious(page, runOnly=["color-contrast"]) == []


def test_the_rule_is_switched_from_the_keyboard_and_kept_in_the_address(browser: Browser, site: Path) -> None:
    with opened(browser, site / "en" / "index.html") as page:
        expect(page.locator("#rule-two")).to_be_visible()
        expect(page.locator("#rule-lowest")).to_be_hidden()
        page.get_by_role("radio", name="two independent sources", exact=True).focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator("#rule-one .sentence")).to_contain_text("counting what any one source supports")
        expect(page.locator("#rule-two")).to_be_hidden()
        assert page.url.endswith("#rule=one")
    with opened(browser, site / "ar" / "index.html", address="#rule=three") as page:
        expect(page.locator("#rule-three")).to_be_visible()


def test_every_rule_can_be_read_without_scripts(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{site}/en/index.html")
    for rule in ("two", "one", "three", "lowest", "highest"):
        expect(page.locator(f"#rule-{rule} .sentence")).to_be_visible()
    page.goto(f"file://{site}/en/incidents.html")
    expect(page.locator("#incidents tbody tr")).to_have_count(8)
    expect(page.locator("#filters")).to_be_hidden()
    page.goto(f"file://{site}/en/map.html")
    expect(page.locator("#map svg.map")).to_be_visible()
    context.close()


def test_a_filtered_list_is_shared_by_its_address(browser: Browser, site: Path) -> None:
    with opened(browser, site / "en" / "incidents.html") as page:
        page.get_by_label("Words").focus()
        page.keyboard.type("hajin")
        page.keyboard.press("Tab")
        expect(page.locator("#shown")).to_have_text("Shown: 4 of 8")
        page.get_by_label("At least, by any report").fill("20")
        expect(page.locator("#shown")).to_have_text("Shown: 3 of 8")
        shared = page.url
    assert shared.endswith("#q=hajin&least=20")
    with opened(
        browser, site / "ar" / "incidents.html", address="#least=20&grade=contested&hide=injured,reports"
    ) as page:
        expect(page.locator("#incidents tbody tr:visible")).to_have_count(2)
        expect(page.locator("#incidents th[data-col=injured]")).to_be_hidden()
        page.get_by_role("button", name="امسح").press("Enter")
        expect(page.locator("#incidents tbody tr:visible")).to_have_count(8)


TOTALS = {"en": ("November 2018", "do not trend", "any other incident"), "ar": ("2018", "لا يصلح", "أي حادثة أخرى")}


@pytest.mark.parametrize("code", ["en", "ar"])
def test_totals_stand_beside_what_they_may_be_used_for(browser: Browser, site: Path, code: str) -> None:
    month, verdict, other = TOTALS[code]
    with opened(browser, site / code / "totals.html") as page:
        expect(page.locator("#month tbody tr").first).to_contain_text(month)
        expect(page.locator("#month tbody td.strong").first).to_have_text("109")
        expect(page.locator("#month .verdict")).to_contain_text(verdict)
        expect(page.locator("#overlaps tbody tr")).to_have_count(1)
        expect(page.locator("#overlaps tbody tr")).to_contain_text(other)


def test_the_toll_over_time_and_its_parts_are_on_the_page_of_the_incident(browser: Browser, site: Path) -> None:
    with opened(browser, site / "en" / "incident" / "hassan-2018-11-17.html") as page:
        course = page.locator("#course")
        expect(course.locator("tbody").first.locator("tr")).not_to_have_count(0)
        expect(course.get_by_role("row", name="children")).to_be_visible()


@pytest.mark.parametrize(("code", "few"), [("en", "not enough cases: 4"), ("ar", "حالات غير كافية: 4")])
def test_a_track_record_needs_cases(browser: Browser, site: Path, code: str, few: str) -> None:
    with opened(browser, site / code / "sources.html") as page:
        expect(page.locator("#track tbody tr")).to_have_count(2)
        expect(page.locator("#track tbody tr").first).to_contain_text("0.90 (0.70–1.20)")
        expect(page.locator("#track tbody tr").last).to_contain_text(few)


def test_search_finds_a_place_in_the_other_spelling_of_a_source(browser: Browser, site: Path) -> None:
    with opened(browser, site / "ar" / "incidents.html", address="#q=المرصد") as page:
        expect(page.locator("#incidents tbody tr:visible")).to_have_count(3)


def test_columns_sort_from_the_keyboard_with_unknown_last(browser: Browser, site: Path) -> None:
    with opened(browser, site / "en" / "incidents.html") as page:
        head = page.get_by_role("button", name="Two sources")
        for order, first in (("descending", "43"), ("ascending", "5")):
            head.press("Enter")
            expect(page.locator("th[data-col=two]")).to_have_attribute("aria-sort", order)
            cells = page.locator("#incidents tbody tr td:nth-child(3)").all_inner_texts()
            assert cells[0] == first
            assert cells[-1] == "–"


def test_the_shown_rows_are_saved_with_formulas_guarded(browser: Browser, site: Path, tmp_path: Path) -> None:
    with opened(browser, site / "en" / "incidents.html", address="#least=50") as page:
        with page.expect_download() as download:
            page.get_by_role("button", name="Save these rows as CSV").press("Enter")
        download.value.save_as(tmp_path / "rows.csv")
    lines = (tmp_path / "rows.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "35–61+" in lines[2]


def test_a_mark_of_the_ladder_opens_its_sentence(browser: Browser, site: Path) -> None:
    with opened(browser, site / "en" / "incident" / "euphrates-2018-11-13.html") as page:
        mark = page.get_by_role("link", name=re.compile("^more than 60 civilians, .Al-Sha'afa")).first
        mark.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/report/ap-2018-11-20.html#c-ap-total")
        expect(page.locator("mark.here")).to_have_text("put the civilian death toll in all three places at over 60")
        expect(page.locator("mark.here")).to_be_in_viewport()
        expect(page.locator(".card.here")).to_contain_text("Syrian state news")


def test_harms_are_switched_and_the_table_says_the_same(browser: Browser, site: Path) -> None:
    with opened(browser, site / "en" / "incident" / "shafa-2018-11-23.html") as page:
        page.get_by_role("radio", name="civilians injured").check(force=True)
        ladder = page.locator("#show-injured")
        expect(ladder).to_be_visible()
        ladder.get_by_text("The same as a table").press("Enter")
        expect(ladder.get_by_role("cell", name="24 civilians or more").first).to_be_visible()


def test_the_first_tab_stop_skips_to_the_content(browser: Browser, site: Path) -> None:
    with opened(browser, site / "en" / "index.html") as page:
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


def test_the_map_moves_and_its_list_leads_to_every_place(browser: Browser, site: Path) -> None:
    with opened(browser, site / "ar" / "map.html") as page:
        expect(page.locator("#map.leaflet-container")).to_be_visible()
        expect(page.locator("#map path.land")).not_to_have_count(0)
        page.get_by_role("button", name="الشعفة").press("Enter")
        expect(page.locator(".leaflet-popup-content a")).to_have_count(3)


def test_paper_shows_every_ladder_and_table(browser: Browser, site: Path) -> None:
    with opened(browser, site / "en" / "incident" / "hassan-2018-11-17.html") as page:
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        for key in ("killed", "children", "women"):
            expect(page.locator(f"#show-{key} table")).to_be_visible()
        expect(page.locator("header.site nav")).to_be_hidden()


@pytest.mark.parametrize("code", ["en", "ar"])
def test_a_hostile_report_does_nothing(browser: Browser, hostile_site: Path, code: str) -> None:
    for path in sorted((hostile_site / code).rglob("*.html")):
        with opened(browser, path) as page:
            page.wait_for_timeout(50)
            assert page.title() != "owned"
            assert page.locator("main script, main img, main iframe, main [onload], main [onerror]").count() == 0
            assert page.locator("a[href^='javascript' i]").count() == 0
