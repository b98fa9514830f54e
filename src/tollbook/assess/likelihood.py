"""How likely, kept apart from the test: who judged it, on which evidence, and what then follows under a standard.

"More likely than not" was in practice set higher than stated (RAND RR-A418-1, 2022): a judgement made before the
standard is shown cannot be bent to it.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from tollbook.assess.standard import Standard, Words
from tollbook.errors import StopRun

Follows = Literal["meets", "fails", "undecided", "no_number", "no_test"]


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the scale: from ``low`` to ``high`` in hundredths."""

    id: str
    low: int
    high: int
    text: Words


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely one person holds it that the harm was caused as alleged; ``blind``: before any standard was shown."""

    by: str
    level: str
    at: datetime
    reason: str
    blind: bool


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("tollbook.assess").joinpath("likelihood.toml").read_text(encoding="utf-8"))


@cache
def scale() -> tuple[Level, ...]:
    """The steps, from the least likely."""
    return tuple(Level(x["id"], x["low"], x["high"], Words(x["en"], x["ar"])) for x in _table()["level"])


def level_of(name: str) -> Level:
    """The step a word or a percentage ("70", "70%") names; raises StopRun where there is none."""
    bare = name.strip().removesuffix("%")
    if bare.isascii() and bare.isdigit() and int(bare) <= 100:
        return next(level for level in scale() if int(bare) <= level.high)
    found = [level for level in scale() if level.id == "-".join(name.lower().split())]
    if not found:
        known = ", ".join(level.id for level in scale())
        raise StopRun(f"no likelihood {name!r}", "--judge", f"use one of {known}, or 0 to 100")
    return found[0]


def follows(level: Level, standard: Standard) -> Follows:
    """What a likelihood comes to under a standard's test."""
    if standard.test is None:
        return "no_test"
    if standard.test.more_than is None:
        return "no_number"
    bar = round(standard.test.more_than * 100)
    return "meets" if level.low >= bar else "fails" if level.high <= bar else "undecided"


def follows_words(what: Follows) -> Words:
    """The same in words."""
    found = _table()["follows"][what]
    return Words(found["en"], found["ar"])


def steps_apart(judgements: Sequence[Judgement]) -> int:
    """How many steps of the scale lie between the judges who differ most; 0 for fewer than two."""
    order = [level.id for level in scale()]
    at = [order.index(one.level) for one in judgements if one.level in order]
    return max(at) - min(at) if at else 0


def latest(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Each person's last judgement, in the order in which people first judged."""
    found: dict[str, Judgement] = {}
    for one in judgements:
        found[one.by] = one
    return list(found.values())
