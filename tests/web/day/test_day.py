"""A whole day with clicks and keys, in English and in Arabic: from somebody's report to a corrected public figure.

Elements are found by what they do (address, field, key), never by their words, so that one script serves both.
"""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.web.browsing import Day, follow, go, press, settled
from tests.web.conftest import PASSWORD
from tollbook.casebook.workspace import Workspace
from tollbook.web.models import User

pytestmark = [pytest.mark.browser, pytest.mark.whole_day]
WORDS = "Six civilians were killed in Hajin on 3 February 2019 when an air strike hit a house, residents said."
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
PLENTY = 4
"""Claims in a report that has enough to accept, correct, reject and add."""


@dataclass(slots=True)
class Story:
    """What one person leaves for the next."""

    report: str = ""
    incident: str = ""
    case: str = ""
    version: str = ""


def send(page: Page) -> None:
    """Send the form of the page's main part."""
    follow(page, page.locator("main form button:not(.plain, .link)").last)


def test_the_whole_day(day: Day, filled: Workspace) -> None:
    story, outside = Story(), day.outside()
    address = somebody_sends_a_report(day, outside)
    it_is_taken_in(day, story)
    analyst = day.inside("analyst")
    the_analyst_reads(day, analyst)
    she_reads_what_was_sent(day, analyst, story)
    two_incidents_are_merged_and_parted(day, analyst, filled)
    reviewer, approver = day.inside("reviewer"), day.inside("approver")
    a_finding_needs_two_people(day, reviewer, approver, story)
    it_is_published(day, (analyst, approver), story, "first")
    entry_says(day, outside, story, "6")
    asked = the_family_asks(day, outside)
    the_desk_corrects(day, reviewer, story)
    it_is_published(day, (reviewer, approver), story, "family", "The family counted seven.")
    the_desk_answers(day, reviewer)
    entry_says(day, outside, story, "7")
    the_change_is_told(day, outside, story)
    for secret, words in ((asked, "It is mended."), (address, "Thank you.")):
        outside.goto(secret)
        assert words in outside.locator("main .box").last.inner_text()
    day.look(outside, "follow")


def somebody_sends_a_report(day: Day, page: Page) -> str:
    """Tell what happened, with a picture; returns the secret address of the receipt."""
    page.goto("/public/")
    day.look(page, "public-empty")
    follow(page, page.locator("header a[href='/public/submit/']"))
    day.look(page, "submit")
    page.locator("[name=words]").fill(WORDS)
    page.locator("[name=pictures]").set_input_files(FilePayload(name="house.png", mimeType="image/png", buffer=PNG))
    send(page)
    page.wait_for_selector("input.address")
    day.look(page, "receipt")
    return page.locator("input.address").input_value()


def it_is_taken_in(day: Day, story: Story) -> None:
    """Intake signs in, finds the submission from the first page, takes it in as a report, and answers."""
    User.objects.create_user("first", password=PASSWORD, role="intake")
    page = day.outside()
    page.goto("/")
    day.look(page, "sign-in")
    page.locator("[name=login]").fill("first")
    page.locator("[name=password]").fill(PASSWORD)
    go(page, "Enter")
    page.wait_for_selector(".waiting")
    day.look(page, "home-intake")
    follow(page, page.locator(".waiting a[href='/desk/']"))
    day.look(page, "desk")
    follow(page, page.locator("main table a[href^='/desk/submissions/']"))
    assert WORDS in page.locator("main").inner_text()
    assert page.locator("main a[href^='/desk/files/']").count() == 1
    day.look(page, "submission")
    own = page.url
    follow(page, page.locator("form[action$='/convert/'] button"))
    page.wait_for_selector("#reader")
    story.report = page.url
    page.goto(own)
    page.locator("form[action$='/answer/'] [name=words]").fill("Thank you. It is being read.")
    follow(page, page.locator("form[action$='/answer/'] button"))
    page.wait_for_selector(".notices")
    go(page, "g", "i")
    page.wait_for_selector("tr[data-row]")
    day.look(page, "inbox")
    press(page, "j")
    settled(page, "t")
    assert page.locator("nav.tabs").count() == 1


def the_analyst_reads(day: Day, page: Page) -> None:
    """Accept, correct, reject, and add by selecting words; by keyboard alone."""
    page.goto("/")
    day.look(page, "home-analyst")
    go(page, "g", "i")
    page.wait_for_selector("tr[data-row]")
    page.goto("/inbox/?language=en&order=latest")
    press(page, "j")
    while int(page.locator("tr.at td.num").inner_text()) < PLENTY:
        press(page, "j")
    go(page, "Enter")
    page.wait_for_selector("#reader")
    day.look(page, "reader")
    settled(page, "a")
    assert page.locator(".card.accepted").count() == 1
    correct(page, "99")
    press(page, "j", "x")
    page.wait_for_selector(".card.at details.reject select:focus")
    page.locator(".card.at details.reject select").select_option("misread")
    settled(page, "Tab", "Enter")
    assert page.locator(".card.rejected").count() == 1
    press(page, "w", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "n")
    page.locator("#add [name=least]").fill("4")
    settled(page, "Enter")
    assert page.locator(".card.added").count() == 1


def correct(page: Page, number: str) -> None:
    """Give the claim at hand another number."""
    settled(page, "e")
    page.wait_for_selector(".editing [name=least]:focus")
    for name in ("least", "most"):
        if page.locator(f".editing [name={name}]").input_value() or name == "least":
            page.locator(f".editing [name={name}]").fill(number)
    page.locator(".editing [name=least]").focus()
    settled(page, "Enter")
    assert number in page.locator(".card.corrected .card-head").first.inner_text()


def she_reads_what_was_sent(day: Day, page: Page, story: Story) -> None:
    """The report from outside: which incident its claim makes, and the claim accepted."""
    page.goto(story.report)
    page.wait_for_selector(".card.at")
    settled(page, "i")
    page.wait_for_selector(".card.at .why a[href^='/incidents/']")
    story.incident = page.locator(".card.at .why a[href^='/incidents/']").first.get_attribute("href") or ""
    settled(page, "a")
    page.goto("/incidents/")
    day.look(page, "incidents")


def two_incidents_are_merged_and_parted(day: Day, page: Page, filled: Workspace) -> None:
    """Two incidents of the example become one, and two again."""
    largest = max(filled.incidents(), key=lambda one: len(one.documents))
    page.goto(f"/incidents/{largest.id}/")
    day.look(page, "incident")
    go(page, "m")
    page.wait_for_url("**/merge/")
    follow(page, page.locator("section a.button").first)
    page.locator("[name=reason]").fill("one night, one street")
    day.look(page, "merge")
    follow(page, page.locator("button[value=same]"))
    page.wait_for_url("**/judgements/**", timeout=60_000)
    day.look(page, "merged")
    sections = page.locator("main .two section")
    assert (sections.nth(0).locator("li").count(), sections.nth(1).locator("li").count()) == (2, 1)
    press(page, "u")
    expect(sections.last.locator("li")).to_have_count(2, timeout=60_000)


def a_finding_needs_two_people(day: Day, first: Page, second: Page, story: Story) -> None:
    """An allegation is received, reviewed, assessed; who proposes the finding cannot decide it."""
    first.goto(story.incident)
    go(first, "a")
    first.wait_for_selector("[name=via]")
    first.locator("[name=via]").fill("the public form")
    day.look(first, "receive")
    send(first)
    first.wait_for_url("**/assessment/case/**")
    story.case = first.url
    for _ in range(2):
        press(first, "s")
        follow(first, first.locator("form[action*='/step/'] button"))
        first.wait_for_selector(".notices")
    press(first, "p")
    first.locator("[name=finding]").select_option("credible")
    first.locator("[name=reason]:visible").fill("Those who were there say so, and nothing speaks against it.")
    first.locator("[name=killed_least]").fill("6")
    first.locator("[name=killed_most]").fill("6")
    first.locator("[name=considered_0]").check()
    first.locator("[name=weight_0]").select_option(index=1)
    day.look(first, "case")
    follow(first, first.locator("form[action*='/propose/'] button"))
    first.wait_for_selector("#waiting")
    assert first.locator("form[action*='/decide/']").count() == 0
    day.look(first, "proposed")
    second.goto("/")
    day.look(second, "home-approver")
    follow(second, second.locator(".waiting a[href^='/assessment/']"))
    day.look(second, "assessment")
    follow(second, second.locator("main table a[href^='/assessment/case/']").first)
    second.wait_for_selector("form[action*='/decide/']")
    day.look(second, "decide")
    go(second, "a")
    second.wait_for_selector("form[action*='/decide/']", state="detached")
    first.goto("/")
    assert first.locator("header .unread").inner_text() == "1"
    follow(first, first.locator("header a[href='/notices/']"))
    day.look(first, "notices")


def it_is_published(day: Day, people: tuple[Page, Page], story: Story, reason: str, words: str = "") -> None:
    """One prepares, another approves; the first is not asked to."""
    by, other = people
    by.goto(story.incident)
    go(by, "b")
    by.wait_for_selector("select[name=reason]")
    by.locator("[name=reason]").select_option(reason)
    by.locator("[name=words]").fill(words)
    day.look(by, "prepare")
    send(by)
    by.wait_for_url(re.compile(r"/publications/\d+/"))
    story.version = by.url
    assert by.locator("form[action*='/decide/']").count() == 0
    other.goto("/")
    follow(other, other.locator(".waiting a[href^='/publications/']"))
    day.look(other, "publications")
    follow(other, other.locator("main table a[href^='/publications/']").first)
    day.look(other, "publication")
    go(other, "a")
    other.wait_for_selector("form[action*='/withdraw/']", state="attached")


def entry_says(day: Day, page: Page, story: Story, number: str) -> None:
    """The public entry, from the public front, gives the number and nobody's words."""
    page.goto("/public/")
    day.look(page, "public")
    follow(page, page.locator(".entries a").first)
    page.wait_for_selector("dl.facts")
    day.look(page, "entry")
    assert number in page.locator("dl.facts").inner_text()
    reference = re.search(r"S-\w{4}-\w{4}", story.report)
    assert reference and reference[0] not in page.content() and WORDS not in page.content()


def the_family_asks(day: Day, page: Page) -> str:
    """Ask for a correction of the entry; returns the secret address."""
    follow(page, page.locator("a[href$='/correct/']"))
    page.locator("[name=wish][value=correct]").check()
    page.locator("[name=words]").fill("We were seven. Please mend it.")
    page.locator("[name=relation]").fill("a sister")
    day.look(page, "ask")
    send(page)
    page.wait_for_selector("input.address")
    return page.locator("input.address").input_value()


def the_desk_corrects(day: Day, page: Page, story: Story) -> None:
    """The desk reads the request and corrects the claim it is about."""
    page.goto("/")
    follow(page, page.locator(".waiting a[href='/desk/']"))
    follow(page, page.locator("main table a[href^='/desk/requests/']"))
    assert "We were seven" in page.locator("main").inner_text()
    day.look(page, "request")
    page.goto(story.report)
    press(page, "j")
    correct(page, "7")


def the_desk_answers(day: Day, page: Page) -> None:
    """The request is settled with an answer."""
    go(page, "g", "c")
    follow(page, page.locator("main table a[href^='/desk/requests/']"))
    page.locator("form[action$='/settle/'] [name=words]").fill("It is mended. Thank you.")
    page.locator("form[action$='/settle/'] [name=state]").select_option("done")
    follow(page, page.locator("form[action$='/settle/'] button"))
    page.wait_for_selector(".notices")


def the_change_is_told(day: Day, page: Page, story: Story) -> None:
    """The change log has the second version with its reason; the feed has both."""
    follow(page, page.locator("header a[href='/public/corrections/']"))
    day.look(page, "corrections")
    assert page.locator("main tbody tr").count() == 1
    assert "The family counted seven." in page.locator("main tbody tr").inner_text()
    told = page.request.get("/public/feed.xml").text()
    assert told.count("<entry>") == 2
