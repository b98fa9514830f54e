"""The balance holds for every history, chains from month to month, and counts people once."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings

from tests.ledger.histories import histories, step
from tollbook.errors import StopRun
from tollbook.ledger.balance import balance, figures, last_day, month_of, months, not_to_come
from tollbook.ledger.published import following
from tollbook.model import FINDINGS, Allegation

MONTHS = [(2018 + at // 12, at % 12 + 1) for at in range(20)]
FILTERS = [(None, None), ("cjtf-oir", None), ("airwars", "B")]


@settings(deadline=None)
@given(histories())
def test_the_ledger_balances_and_chains(allegations: list[Allegation]) -> None:
    for standard, force in FILTERS:
        made = [balance(allegations, month, standard, force) for month in MONTHS]
        for one in made:
            n = figures(one)
            assert n.carried_over + n.received + n.reopened - n.completed == n.open
            assert n.credible + n.non_credible + n.duplicate + n.inconclusive == n.completed
        for earlier, later in pairwise(made):
            assert later.carried_over == earlier.open
            for end in (0, 1):
                grown = earlier.killed_since[end] + later.killed[end] - later.killed_replaced[end]
                assert later.killed_since[end] == grown


@settings(deadline=None)
@given(histories())
def test_parts_add_up_to_the_whole(allegations: list[Allegation]) -> None:
    for month in MONTHS[::4]:
        whole = balance(allegations, month)
        parts = [balance(allegations, month, standard) for standard in ("airwars", "cjtf-oir")]
        assert sorted(whole.open) == sorted(key for part in parts for key in part.open)
        assert whole.killed_since[0] == sum(part.killed_since[0] for part in parts)


@settings(deadline=None)
@given(histories())
def test_people_since_the_start_are_those_of_the_last_finding(allegations: list[Allegation]) -> None:
    for month in MONTHS[::5]:
        last = [
            next((s for s in reversed(one.steps) if s.state in FINDINGS and s.at <= last_day(month)), None)
            for one in allegations
        ]
        expected = sum(one.killed[1] for one in last if one and one.killed)
        assert balance(allegations, month).killed_since[1] == expected


def allegation(name: str, *steps: tuple[int, int, str], **killed: tuple[int, int]) -> Allegation:
    made = tuple(
        step(date(2018, month, day), state, **(killed if state == "credible" else {}))  # type: ignore[arg-type]
        for month, day, state in steps
    )
    return Allegation(name, name, "cjtf-oir", None, "press", made)


def test_a_month_by_hand() -> None:
    held = [
        allegation("old", (1, 5, "received"), (1, 9, "initial_review")),
        allegation("closed", (1, 5, "received"), (1, 6, "initial_review"), (2, 3, "assessment"), (2, 28, "credible"),
                   killed=(3, 5)),
        allegation("again", (1, 2, "received"), (1, 3, "duplicate"), (2, 14, "reopened")),
        allegation("new", (2, 10, "received")),
        allegation("later", (3, 1, "received")),
    ]  # fmt: skip
    found = balance(held, (2018, 2))
    assert found.carried_over == ("closed", "old")
    assert (found.received, found.reopened, found.open) == (("new",), ("again",), ("again", "new", "old"))
    assert [(one.allegation, one.state) for one in found.completed] == [("closed", "credible")]
    assert (found.killed, found.killed_since, found.injured) == ((3, 5), (3, 5), (0, 0))
    assert found.median_age == 18  # waiting 14, 18 and 54 days on 28 February


def test_a_reopened_finding_counts_until_another_replaces_it() -> None:
    steps = [(1, 1, "received"), (1, 2, "initial_review"), (1, 3, "assessment"), (1, 4, "credible"), (2, 1, "reopened")]
    assert balance([allegation("a", *steps, killed=(4, 4))], (2018, 2)).killed_since == (4, 4)
    ended = [*steps, (3, 1, "initial_review"), (3, 2, "non_credible")]
    found = balance([allegation("a", *ended, killed=(4, 4))], (2018, 3))
    assert (found.killed_since, found.killed_replaced) == ((0, 0), (4, 4))


def test_months_run_from_the_first_allegation() -> None:
    held = [allegation("a", (11, 5, "received")), allegation("b", (9, 30, "received"))]
    assert months(held, (2019, 1)) == [(2018, 9), (2018, 10), (2018, 11), (2018, 12), (2019, 1)]
    assert months(held, (2018, 8)) == [(2018, 8)]
    assert months([], (2019, 1)) == [(2019, 1)]


@pytest.mark.parametrize("text", ["2018", "2018-13", "18-11", "November", "", "2018-11-01"])
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(StopRun, match="is no month"):
        month_of(text)


def test_a_month_to_come() -> None:
    today = date(2026, 11, 22)
    not_to_come((2026, 11), today)
    not_to_come((2026, 10), today, ended=True)
    with pytest.raises(StopRun, match="2026-12 lies in the future"):
        not_to_come((2026, 12), today)
    with pytest.raises(StopRun, match="2026-11 has not ended"):
        not_to_come((2026, 11), today, ended=True)


def test_the_month_after() -> None:
    assert following((2018, 12)) == (2019, 1)
