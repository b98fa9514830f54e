"""Planted errors on a small log: the true entry is found, and far more often than by a literal check."""

import random
import runpy
from functools import cache
from typing import Any

from tests.conftest import ROOT

FLOORS = {  # docs/method/measurements.md has 35,000 entries; here are 4,000 and 25 incidents of each kind
    "none": 0.9, "off by one": 0.85, "week": 0.8, "fortnight": 0.7, "day and month": 0.85, "digit of the day": 0.6,
    "month": 0.8, "year": 0.85, "homonym": 0.85, "grid, digits exchanged": 0.95, "grid, halves exchanged": 0.95,
    "grid, letter": 0.95, "grid, digit": 0.9, "lat and lon exchanged": 0.95, "log: clock": 0.85,
    "log: grid, digits exchanged": 0.7,
}  # fmt: skip


@cache
def scores() -> dict[str, tuple[float, ...]]:
    bench: dict[str, Any] = runpy.run_path(str(ROOT / "benchmarks" / "strikes.py"))
    rng = random.Random(7)
    log = bench["strikes"](rng, bench["towns"](rng), 4000)
    log, spoiled = bench["spoiled"](rng, log, 25)
    whole = [one for one in log if one.id not in {case.truth for case in spoiled}]
    found: dict[str, tuple[float, ...]] = bench["scored"](
        [*bench["planted"](rng, whole, 25), *spoiled], bench["index_of"](log)
    )
    return found


def test_the_true_entry_is_among_the_first_ten() -> None:
    assert set(scores()) == set(FLOORS)
    assert {kind: row[2] for kind, row in scores().items() if row[2] < FLOORS[kind]} == {}


def test_a_literal_check_overlooks_what_is_planted() -> None:
    overlooked = [kind for kind, row in scores().items() if row[3] <= 0.1]
    assert {"off by one", "fortnight", "homonym", "lat and lon exchanged", "log: clock"} <= set(overlooked)


def test_few_others_are_listed_beside_it() -> None:
    assert all(row[4] < 6 for row in scores().values())
