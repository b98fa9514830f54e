"""Random histories of allegations."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tollbook.ledger.steps import may_follow
from tollbook.model import FINDINGS, Allegation, State, Step

START = date(2018, 1, 1)


def step(at: date, state: State, **more: object) -> Step:
    """A step that says what it must."""
    given: dict[str, object] = {"reason": "as examined", **more}
    if state == "non_credible":
        given.setdefault("category", "no_strike")
    if state == "credible":
        given.setdefault("killed", (1, 2))
    if state == "duplicate":
        given.setdefault("repeats", "other")
    return Step(at, state, "reviewer", **given)  # type: ignore[arg-type]


@st.composite
def histories(draw: st.DrawFn, days: int = 200) -> list[Allegation]:
    """Allegations under two standards and belligerents, each with any number of allowed steps."""
    return [draw(_one(f"a{number}", days)) for number in range(draw(st.integers(0, 12)))]


@st.composite
def _one(draw: st.DrawFn, name: str, days: int) -> Allegation:
    at = START + timedelta(draw(st.integers(0, days)))
    steps = [step(at, "received")]
    for _ in range(draw(st.integers(0, 8))):
        at += timedelta(draw(st.integers(0, 40)))
        state = draw(st.sampled_from(may_follow(steps[-1].state)))
        least = draw(st.integers(0, 9))
        people = {"killed": (least, least + draw(st.integers(1, 5)))} if state == "credible" else {}
        steps.append(step(at, state, **people))
    assert all(one.state in FINDINGS or one.killed is None for one in steps)
    standard, force = draw(st.sampled_from(["cjtf-oir", "airwars"])), draw(st.sampled_from(["A", "B", None]))
    return Allegation(name, f"Allegation {name}", standard, force, "press", tuple(steps))
