"""Until when the next step of an allegation should follow: days by the step it stands at."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from tollbook.web.models.people import Setting

NAME = "assessment_deadlines"
MOST_DAYS = 3650


@cache
def usual() -> Mapping[str, int]:
    """The days that hold where the workspace has set none."""
    text = files("tollbook.web.assessment").joinpath("deadlines.toml").read_text(encoding="utf-8")
    return {state: int(days) for state, days in tomllib.loads(text).items()}


def days() -> Mapping[str, int]:
    """State -> days until the next step, as this workspace has set them."""
    held = Setting.objects.filter(name=NAME).values_list("value", flat=True).first() or {}
    return {state: int(held.get(state, many)) for state, many in usual().items()}


def due(state: str, since: date, given: Mapping[str, int]) -> date | None:
    """The last day for the next step; None where the allegation has a finding."""
    return since + timedelta(days=given[state]) if state in given else None
