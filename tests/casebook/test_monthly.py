"""Monthly reports of a workspace: frozen, printed again byte for byte, and corrected by further versions."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.casebook.test_allegations import alleged, certified, credible, on
from tests.strikes.test_certificate import record as search_record
from tollbook.casebook import allegations, answers, models, monthly
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun

TODAY = date(2019, 1, 5)


def test_a_published_report_is_printed_again_byte_for_byte(workspace: Workspace) -> None:
    credible(workspace)
    report, files = monthly.publish(workspace.alias, "desk", "2018-11", today=TODAY)
    assert (report.version, report.balance.killed, report.corrections) == (1, (3, 5), ())
    assert len(files) == 9
    assert monthly.printed(workspace.alias, "2018-11") == files
    again, same = monthly.publish(workspace.alias, "desk", "2018-11", today=date(2019, 3, 1))
    assert (again, same) == (report, files)
    assert [event["field"] for event in workspace.events()].count("published") == 1


def test_what_changes_after_publication_is_a_correction_in_the_next_report(workspace: Workspace) -> None:
    done = credible(workspace)
    _, files = monthly.publish(workspace.alias, "desk", "2018-11", today=TODAY)
    allegations.correct(workspace.alias, "desk", "a", 3, new=replace(done.steps[3], killed=(4, 4)), reason="typo")
    allegations.receive(workspace.alias, "desk", alleged("late"))
    december = monthly.draw(workspace.alias, "2018-12", today=TODAY)
    assert [(one.month, one.allegation, one.what) for one in december.corrections] == [
        ("2018-11", "a", "finding"), ("2018-11", "late", "received"),
    ]  # fmt: skip
    assert december.corrections[0].was is not None
    assert december.corrections[0].was.killed == (3, 5)
    monthly.publish(workspace.alias, "desk", "2018-12", today=TODAY)
    assert monthly.draw(workspace.alias, "2019-01", today=date(2019, 2, 1)).corrections == ()
    second, _ = monthly.publish(workspace.alias, "desk", "2018-11", today=TODAY)
    assert (second.version, len(second.corrections), second.balance.killed) == (2, 2, (4, 4))
    assert monthly.printed(workspace.alias, "2018-11", version=1) == files
    assert [one.version for one in monthly.versions(workspace.alias)] == [1, 2, 1]


def test_a_finding_dated_into_another_month(workspace: Workspace) -> None:
    done = credible(workspace)
    monthly.publish(workspace.alias, "desk", "2018-11", today=TODAY)
    moved = replace(done.steps[3], at=date(2018, 12, 3))
    allegations.correct(workspace.alias, "desk", "a", 3, new=moved, reason="decided later")
    december = monthly.draw(workspace.alias, "2018-12", today=TODAY)
    (fix,) = december.corrections
    assert (fix.month, fix.now) == ("2018-11", None)
    assert december.balance.killed == (3, 5)
    assert december.figures[0].open == 1


def test_months_to_come_and_standards_that_are_not_there(workspace: Workspace) -> None:
    with pytest.raises(StopRun, match="no allegation"):
        monthly.draw(workspace.alias, "2018-11", today=TODAY)
    credible(workspace)
    for month, said in (("2019-02", "lies in the future"), ("2019-01", "has not ended"), ("2018-1", "is no month")):
        with pytest.raises(StopRun, match=said):
            monthly.publish(workspace.alias, "desk", month, today=TODAY)
    with pytest.raises(StopRun, match="was not published"):
        monthly.printed(workspace.alias, "2018-11")
    with pytest.raises(StopRun, match="no allegation stands under"):
        monthly.draw(workspace.alias, "2018-11", "airwars", today=TODAY)
    allegations.receive(workspace.alias, "desk", replace(alleged("b"), standard="airwars"))
    with pytest.raises(StopRun, match="airwars, cjtf-oir"):
        monthly.draw(workspace.alias, "2018-11", today=TODAY)
    assert monthly.draw(workspace.alias, "2018-11", "airwars", today=TODAY).figures[-1].received == 1
    assert models.MonthlyReport.objects.using(workspace.alias).count() == 0


def test_declared_strikes_by_month(workspace: Workspace) -> None:
    credible(workspace)
    log = models.StrikeLog.objects.using(workspace.alias).create(id="log", name="log", record={})
    for key, at, many in (("1", datetime(2018, 10, 3, tzinfo=UTC), 4), ("2", datetime(2018, 12, 30, tzinfo=UTC), 7)):
        models.Strike.objects.using(workspace.alias).create(id=key, log=log, start=at, end=at, record={"strikes": many})
    found = monthly.draw(workspace.alias, "2018-12", today=TODAY).figures
    assert [(one.month, one.strikes) for one in found] == [("2018-11", 0), ("2018-12", 7)]


def test_the_certificate_stands_with_its_finding(workspace: Workspace) -> None:
    key = certified(workspace)
    allegations.receive(workspace.alias, "desk", alleged("a"))
    allegations.step(workspace.alias, "desk", "a", on(1, "initial_review"))
    found = on(2, "non_credible", reason="none", category="no_strike", certificate=key)
    allegations.step(workspace.alias, "desk", "a", found)
    search = monthly.draw(workspace.alias, "2018-11", today=TODAY).searches[key]
    shown = search_record()["body"]["log_search"]["shows"]
    assert (search.summary, search.made) == (shown, date(2018, 11, 14))
    _, letter = answers.answer(workspace.alias, "a", written=TODAY)
    assert shown in letter.decode()


def test_letters_of_a_workspace(workspace: Workspace) -> None:
    credible(workspace)
    allegations.receive(workspace.alias, "desk", alleged("b"))
    allegations.step(workspace.alias, "desk", "b", on(3, "duplicate", reason="the same", repeats="a"))
    answered, letter = answers.answer(workspace.alias, "b", "ar", written=TODAY)
    assert "موثوق" in letter.decode()
    answers.note_sent(workspace.alias, "desk", answered, "ar")
    assert workspace.events()[-1]["new"] == {"state": "duplicate", "language": "ar"}
    with pytest.raises(StopRun, match="no letters in"):
        answers.answer(workspace.alias, "b", "de")


def test_the_balance_of_this_month(workspace: Workspace) -> None:
    credible(workspace)
    assert monthly.month_balance(workspace.alias, None, None, None, today=date(2018, 11, 30)).received == ("a",)
    with pytest.raises(StopRun, match="lies in the future"):
        monthly.month_balance(workspace.alias, "2018-12", None, None, today=date(2018, 11, 30))
