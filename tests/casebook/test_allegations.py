"""The ledger in a workspace: only added to, whole or not at all, and exactly as the balance counts it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError

from tests.strikes.test_certificate import record as search_record
from tollbook.casebook import allegations, models
from tollbook.casebook.allegations_import import FaultyTableError, import_table, span
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun
from tollbook.model import Allegation, Step

DAY = date(2018, 11, 13)


def alleged(key: str = "", **fields: object) -> Allegation:
    given: dict[str, object] = {"belligerent": "Coalition", "via": "press report", **fields}
    return Allegation(key, "Strike on Hajin", "cjtf-oir", steps=(Step(DAY, "received", "desk"),), **given)  # type: ignore[arg-type]


def on(days: int, state: str, **fields: object) -> Step:
    return Step(DAY + timedelta(days), state, "desk", **fields)  # type: ignore[arg-type]


def credible(workspace: Workspace, key: str = "a", killed: tuple[int, int] = (3, 5)) -> Allegation:
    allegations.receive(workspace.alias, "desk", alleged(key))
    for one in (on(1, "initial_review"), on(2, "assessment")):
        allegations.step(workspace.alias, "desk", key, one)
    return allegations.step(workspace.alias, "desk", key, on(9, "credible", reason="seen on video", killed=killed))


def test_an_allegation_through_its_steps(workspace: Workspace) -> None:
    done = credible(workspace)
    assert [one.state for one in done.steps] == ["received", "initial_review", "assessment", "credible"]
    assert allegations.get(workspace.alias, "a") == done
    assert [row.state for row in models.Allegation.objects.using(workspace.alias)] == ["credible"]
    events = [event for event in workspace.events() if event["kind"] == "ledger"]
    assert [event["field"] for event in events] == ["received", "initial_review", "assessment", "credible"]
    assert (events[-1]["old"], events[-1]["new"]["killed"]) == ({"state": "assessment"}, [3, 5])


def test_ids_are_given_by_year(workspace: Workspace) -> None:
    made = [allegations.receive(workspace.alias, "desk", alleged()).id for _ in range(2)]
    assert made == ["2018-0001", "2018-0002"]
    assert allegations.get(workspace.alias, "2018-0001").id == "2018-0001"
    with pytest.raises(StopRun, match="begin with"):
        allegations.get(workspace.alias, "2018")


def test_what_cannot_follow_leaves_nothing_behind(workspace: Workspace) -> None:
    allegations.receive(workspace.alias, "desk", alleged("a"))
    before = (workspace.events(), models.Step.objects.using(workspace.alias).count())
    for wrong in (
        on(1, "credible", reason="r", killed=(1, 1)), on(-1, "initial_review"), on(1, "duplicate", reason="r"),
        on(1, "duplicate", reason="r", repeats="nowhere"), on(100_000, "initial_review"),
    ):  # fmt: skip
        with pytest.raises(StopRun):
            allegations.step(workspace.alias, "desk", "a", wrong)
    with pytest.raises(StopRun, match="in the ledger already"):
        allegations.receive(workspace.alias, "desk", alleged("a"))
    with pytest.raises(StopRun, match="no search certificate"):
        allegations.receive(
            workspace.alias, "desk", replace(alleged("b"), steps=(on(0, "received", certificate="none"),))
        )
    assert (workspace.events(), models.Step.objects.using(workspace.alias).count()) == before


def test_reopened_and_decided_anew(workspace: Workspace) -> None:
    credible(workspace)
    opened = allegations.reopen(workspace.alias, "desk", "a", DAY + timedelta(30), "a second video")
    assert (opened.state, opened.open) == ("reopened", True)
    assert [one.id for one in allegations.allegations(workspace.alias, still_open=True)] == ["a"]
    allegations.step(workspace.alias, "desk", "a", on(40, "assessment"))
    allegations.step(workspace.alias, "desk", "a", on(41, "credible", reason="r", killed=(4, 4)))
    assert allegations.allegations(workspace.alias, still_open=True) == []


def test_a_correction_replaces_the_step_and_keeps_it(workspace: Workspace) -> None:
    done = credible(workspace)
    right = replace(done.steps[3], at=DAY + timedelta(8), killed=(4, 5))
    fixed = allegations.correct(workspace.alias, "desk", "a", 3, new=right, reason="the report said 4")
    assert fixed.steps[3] == right
    rows = allegations.history(workspace.alias, "a")
    assert [(one.number, one.corrects) for one in rows] == [(0, None), (1, None), (2, None), (3, None), (-1, 3)]
    assert rows[3].step.killed == (3, 5)
    again = replace(right, killed=(5, 5))
    allegations.correct(workspace.alias, "desk", "a", 3, new=again, reason="and 5")
    assert allegations.get(workspace.alias, "a").steps[3] == again
    assert workspace.events()[-1]["old"]["killed"] == [4, 5]


def test_a_correction_must_leave_an_order_that_holds(workspace: Workspace) -> None:
    done = credible(workspace)
    for number, new, reason, said in (
        (3, replace(done.steps[3], at=DAY), "r", "lies before"),
        (1, replace(done.steps[1], state="assessment"), "r", "cannot follow"),
        (3, done.steps[3], "r", "says so already"), (4, done.steps[3], "r", "has no step 4"),
        (3, replace(done.steps[3], killed=(9, 9)), "", "needs a reason"),
    ):  # fmt: skip
        with pytest.raises(StopRun, match=said):
            allegations.correct(workspace.alias, "desk", "a", number, new=new, reason=reason)
    assert allegations.get(workspace.alias, "a") == done


def test_duplicates_lead_to_what_was_assessed(workspace: Workspace) -> None:
    for key in ("a", "b"):
        allegations.receive(workspace.alias, "desk", alleged(key))
    allegations.step(workspace.alias, "desk", "b", on(1, "duplicate", reason="the same strike", repeats="a"))
    with pytest.raises(StopRun, match="leads back here"):
        allegations.step(workspace.alias, "desk", "a", on(1, "duplicate", reason="the same strike", repeats="b"))


def test_lists_are_filtered(workspace: Workspace) -> None:
    credible(workspace, "a")
    allegations.receive(workspace.alias, "desk", replace(alleged("b", belligerent="Syria"), standard="airwars"))

    def ids(**by: object) -> list[str]:
        return [one.id for one in allegations.allegations(workspace.alias, **by)]  # type: ignore[arg-type]

    assert (ids(), ids(standard="airwars"), ids(belligerent="Coalition"), ids(state="credible")) == (
        ["a", "b"], ["b"], ["a"], ["a"],
    )  # fmt: skip


def certified(workspace: Workspace, **fields: object) -> str:
    """A real certificate that no strike was made for incident inc-1; ``fields`` are changed after it was made."""
    made = search_record()
    key = str(fields.pop("id", made["id"]))
    models.Certificate.objects.using(workspace.alias).create(
        id=key, kind="no_strike", incident="inc-1", made=datetime(2018, 11, 14, tzinfo=UTC), record={**made, **fields}
    )
    return key


def assessed(workspace: Workspace, key: str = "a", **fields: object) -> None:
    allegations.receive(workspace.alias, "desk", alleged(key, **fields))
    allegations.step(workspace.alias, "desk", key, on(1, "initial_review"))


def test_a_finding_of_no_strike_rests_on_its_certificate(workspace: Workspace) -> None:
    key = certified(workspace)
    assessed(workspace, incident="inc-1")
    found = on(2, "non_credible", reason="no strike", category="no_strike", certificate=key)
    assert allegations.step(workspace.alias, "desk", "a", found).steps[-1].certificate == key


def test_a_finding_that_no_certificate_supports_is_refused(workspace: Workspace) -> None:
    key, changed = certified(workspace), certified(workspace, id="changed", body={"kind": "no_strike"})
    assessed(workspace, "a", incident="inc-1")
    assessed(workspace, "b", incident="inc-2")
    for allegation, fields, said in (
        ("a", {"category": "no_strike"}, "rests on a search certificate"),
        ("a", {"category": "no_strike", "certificate": changed}, "changed after it was made"),
        ("a", {"category": "insufficient_information", "certificate": key}, "insufficient_information"),
        ("b", {"category": "no_strike", "certificate": key}, "inc-1"),
    ):
        with pytest.raises(StopRun, match=said):
            allegations.step(workspace.alias, "desk", allegation, on(2, "non_credible", reason="r", **fields))
    for allegation, category in (("a", "insufficient_information"), ("b", "no_civilian_harm")):
        step = on(2, "non_credible", reason="the day is unknown", category=category)
        assert not allegations.step(workspace.alias, "desk", allegation, step).open


TABLE = """id,title,received,initial_review,assessment,finding_date,finding,reason,category,killed,injured,repeats,place
x3,Strike on a market,2018-10-02,,,2018-11-05,duplicate,the same,,,,x1,Hajin
x1,Strike on a house,2018-09-30,2018-10-01,2018-10-09,2018-11-03,credible,seen,,2-4,1,,Hajin
x2,Shelling,2018-11-01,,,2018-11-20,Non-credible,none that day,no_strike,,,,al-Shafa
x4,Strike at night,2018-11-28,,,,,,,,,,
"""


def test_a_table_is_imported_whole(workspace: Workspace) -> None:
    found = import_table(workspace.alias, "desk", TABLE, name="t.csv", standard="cjtf-oir")
    assert [one.id for one in found] == ["x3", "x1", "x2", "x4"]
    held = {one.id: one for one in allegations.allegations(workspace.alias)}
    assert (held["x1"].steps[-1].killed, held["x1"].steps[-1].injured) == ((2, 4), (1, 1))
    assert [held[key].state for key in sorted(held)] == ["credible", "non_credible", "duplicate", "received"]
    semicolons = TABLE.replace(",", ";").replace("x", "y")
    assert len(import_table(workspace.alias, "desk", "\ufeff" + semicolons, name="t.csv", standard="cjtf-oir")) == 4


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("2018-10-09", "9 Oct 2018", 3, "is no day"), ("Non-credible", "rejected", 4, "is no finding"),
        ("no_strike", "nonsense", 4, "is no category"), ("2-4", "many", 3, "is no count"),
        (",x1,Hajin", ",zz,Hajin", 2, "not in the ledger"), ("x4,", "x1,", 5, "stands in line 3 already"),
        ("x4,", ",", 5, "no id"), ("2018-11-28", "2028-11-28", 5, "lies in the future"),
        ("2018-11-03,credible", ",credible", 3, "come together"), ("2018-10-09,", "2018-09-09,", 3, "lies before"),
        ("received,", "arrived,", 1, "is missing"),
    ],
)  # fmt: skip
def test_a_faulty_table_is_refused_whole_with_its_lines(
    workspace: Workspace, old: str, new: str, line: int, said: str
) -> None:
    with pytest.raises(FaultyTableError) as raised:
        import_table(workspace.alias, "desk", TABLE.replace(old, new), name="t.csv", standard="cjtf-oir")
    assert any(fault.line == line and said in fault.what for fault in raised.value.faults)
    assert allegations.allegations(workspace.alias) == []
    assert workspace.events() == []


def test_a_table_of_what_is_there_already(workspace: Workspace) -> None:
    import_table(workspace.alias, "desk", TABLE, name="t.csv", standard="cjtf-oir")
    with pytest.raises(FaultyTableError) as raised:
        import_table(workspace.alias, "desk", TABLE, name="t.csv", standard="cjtf-oir")
    assert [fault.line for fault in raised.value.faults] == [2, 3, 4, 5]


def test_events_of_the_ledger_cannot_be_changed(workspace: Workspace) -> None:
    credible(workspace)
    with pytest.raises(DatabaseError):
        models.Event.objects.using(workspace.alias).filter(kind="ledger").update(reason="")


def test_spans() -> None:
    assert [span("killed", text) for text in ("3", "3-5", "3 to 5", "3–5", "")] == [
        (3, 3),
        (3, 5),
        (3, 5),
        (3, 5),
        None,
    ]
