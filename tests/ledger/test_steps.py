"""Which step may follow which: every pair of states, and what each step must say."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from tests.ledger.histories import step
from tollbook.errors import StopRun
from tollbook.ledger.steps import check_step, check_steps, may_follow
from tollbook.model import State, Step

DAY, TODAY = date(2018, 11, 13), date(2026, 11, 22)
ALLOWED = {
    ("received", "initial_review"), ("received", "duplicate"), ("initial_review", "assessment"),
    ("initial_review", "non_credible"), ("initial_review", "duplicate"), ("initial_review", "inconclusive"),
    ("assessment", "credible"), ("assessment", "non_credible"), ("assessment", "duplicate"),
    ("assessment", "inconclusive"), ("credible", "reopened"), ("non_credible", "reopened"), ("duplicate", "reopened"),
    ("inconclusive", "reopened"), ("reopened", "initial_review"), ("reopened", "assessment"), ("reopened", "duplicate"),
}  # fmt: skip
STATES: tuple[State, ...] = get_args(State)


@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("after", STATES)
def test_every_pair(before: State, after: State) -> None:
    if (before, after) in ALLOWED:
        check_step("a", [step(DAY, before)], step(DAY, after), TODAY)
    else:
        with pytest.raises(StopRun, match=r"cannot follow.*may come"):
            check_step("a", [step(DAY, before)], step(DAY, after), TODAY)


def test_the_first_step_is_that_it_was_received() -> None:
    assert may_follow(None) == ("received",)
    with pytest.raises(StopRun, match="cannot follow the beginning"):
        check_steps("a", [step(DAY, "assessment")], TODAY)
    with pytest.raises(StopRun, match="has no step"):
        check_steps("a", [], TODAY)


def test_what_another_record_leaves_out() -> None:
    steps = [step(DAY, "received"), step(DAY, "credible")]
    check_steps("a", steps, TODAY, recorded_elsewhere=True)
    with pytest.raises(StopRun, match="cannot follow received"):
        check_steps("a", steps, TODAY)


REVIEWED = [step(DAY, "received"), step(DAY, "initial_review"), step(DAY, "assessment")]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(step(DAY, "non_credible"), reason=" "), "needs a reason"),
        (replace(step(DAY, "non_credible"), category=None), "needs its category"),
        (replace(step(DAY, "credible"), category="no_strike"), "has no category"),
        (replace(step(DAY, "duplicate"), repeats=None), "must name what it repeats"),
        (replace(step(DAY, "duplicate"), repeats="a"), "cannot repeat itself"),
        (replace(step(DAY, "credible"), repeats="b"), "repeats nothing"),
        (replace(step(DAY, "credible"), killed=None), "must say how many"),
        (replace(step(DAY, "credible"), killed=(0, 0)), "must say how many"),
        (replace(step(DAY, "credible"), killed=(5, 3)), "is no count"),
        (replace(step(DAY, "inconclusive"), killed=(1, 1)), "counts nobody"),
        (replace(step(DAY, "credible"), by=""), "does not say who"),
        (step(date(2018, 11, 12), "credible"), "lies before"),
        (step(date(2026, 11, 23), "credible"), "lies in the future"),
    ],
)
def test_what_a_step_must_say(wrong: Step, said: str) -> None:
    with pytest.raises(StopRun, match=said) as raised:
        check_step("a", REVIEWED, wrong, TODAY)
    assert raised.value.where == "a"
    assert raised.value.remedy
