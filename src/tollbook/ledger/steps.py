"""Which step may follow which, and what each must say.

received -> initial review -> assessment -> finding; a finding may be reopened. As in the published process, the
initial review alone (the check against strike records) can end in a negative finding, and a duplicate can be closed at
any time; a credible finding always follows an assessment.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from tollbook.errors import StopRun
from tollbook.model import FINDINGS, State, Step

CLOSING: tuple[State, ...] = ("non_credible", "duplicate", "inconclusive")
FOLLOWS: Mapping[State, tuple[State, ...]] = {
    "received": ("initial_review", "duplicate"),
    "initial_review": ("assessment", *CLOSING),
    "assessment": FINDINGS,
    "reopened": ("initial_review", "assessment", "duplicate"),
    **dict.fromkeys(FINDINGS, ("reopened",)),
}
WORDS: Mapping[State, str] = {
    "received": "received", "initial_review": "initial review", "assessment": "assessment", "credible": "credible",
    "non_credible": "non-credible", "duplicate": "duplicate", "inconclusive": "inconclusive", "reopened": "reopened",
}  # fmt: skip


def check_step(name: str, steps: Sequence[Step], step: Step, today: date, recorded_elsewhere: bool = False) -> None:
    """Raise StopRun where the step cannot follow the others of the allegation ``name``, or lacks what it must say.

    ``recorded_elsewhere``: of an allegation imported from another record the review and assessment may be missing.
    """
    _check_order(name, steps, step, recorded_elsewhere)
    _check_day(name, steps, step, today)
    _check_words(name, step)
    _check_people(name, step)


def check_steps(name: str, steps: Sequence[Step], today: date, recorded_elsewhere: bool = False) -> None:
    """Raise StopRun at the first step that cannot stand."""
    if not steps:
        raise StopRun("has no step", name, "the first step of an allegation is that it was received")
    for at, step in enumerate(steps):
        check_step(name, steps[:at], step, today, recorded_elsewhere)


def may_follow(state: State | None) -> tuple[State, ...]:
    """What may come next; ``None`` is an allegation without a step."""
    return FOLLOWS[state] if state else ("received",)


def _check_order(name: str, steps: Sequence[Step], step: Step, lax: bool) -> None:
    last = steps[-1].state if steps else None
    allowed = may_follow(last)
    if step.state in allowed or (lax and last not in (None, *FINDINGS) and step.state in FINDINGS):
        return
    after = WORDS[last] if last else "the beginning"
    remedy = f"after {after} may come: {', '.join(WORDS[state] for state in allowed)}"
    raise StopRun(f"“{WORDS[step.state]}” cannot follow {after}", name, remedy)


def _check_day(name: str, steps: Sequence[Step], step: Step, today: date) -> None:
    if step.at > today:
        raise StopRun(f"{step.at.isoformat()} lies in the future", name, f"today is {today.isoformat()}")
    if steps and step.at < steps[-1].at:
        last = f"“{WORDS[steps[-1].state]}” of {steps[-1].at.isoformat()}"
        what = f"“{WORDS[step.state]}” on {step.at.isoformat()} lies before {last}"
        raise StopRun(what, name, "give its day, or correct the step before it")


def _check_words(name: str, step: Step) -> None:
    word = WORDS[step.state]
    if not step.by.strip():
        raise StopRun(f"“{word}” does not say who did it", name, "say who (--by)")
    if (step.state in FINDINGS or step.state == "reopened") and not step.reason.strip():
        raise StopRun(f"“{word}” needs a reason", name, "say why (--reason)")
    if (step.state == "non_credible") != (step.category is not None):
        needs = step.category is None
        what = "a non-credible finding needs its category" if needs else f"“{word}” has no category of non-credible"
        raise StopRun(what, name, "categories: see tollbook allegation step --help" if needs else "leave it out")
    if (step.state == "duplicate") != bool(step.repeats):
        needs = not step.repeats
        what = "a duplicate must name what it repeats" if needs else f"“{word}” repeats nothing"
        raise StopRun(what, name, "name the allegation (--repeats)" if needs else "leave it out")
    if step.repeats == name:
        raise StopRun("an allegation cannot repeat itself", name, "name the other one")


def _check_people(name: str, step: Step) -> None:
    counted = [span for span in (step.killed, step.injured) if span is not None]
    if step.state != "credible" and counted:
        raise StopRun(f"“{WORDS[step.state]}” counts nobody", name, "only a credible finding says how many")
    for least, most in counted:
        if not 0 <= least <= most:
            raise StopRun(f"{least} to {most} is no count of people", name, "write the least, then the most")
    if step.state == "credible" and not any(most for _, most in counted):
        raise StopRun("a credible finding must say how many were killed or injured", name, "--killed 3 or --killed 3-5")
