"""Extraction reaches the floor of each labelled table (cases/floors.toml); the misses are printed where it does not."""

import tomllib
from functools import cache

import pytest

from tests.extract.scoring import CASES, Score, score_table
from tollbook.languages import available, load

FLOORS = tomllib.loads((CASES / "floors.toml").read_text(encoding="utf-8"))


@cache
def scored(code: str) -> Score:
    return score_table(code)


@pytest.mark.parametrize("code", sorted(FLOORS))
def test_claims_reach_the_floor(code: str) -> None:
    score = scored(code)
    assert score.f1 >= FLOORS[code]["f1"], "\n".join([f"{code}: F1 {score.f1:.3f}", *score.misses])


@pytest.mark.parametrize("code", sorted(FLOORS))
def test_who_reaches_the_floor(code: str) -> None:
    score = scored(code)
    assert score.who_share >= FLOORS[code]["who"], "\n".join([f"{code}: who {score.who_share:.3f}", *score.misses])


def test_every_language_that_reads_harm_and_has_a_table_has_a_floor() -> None:
    reads = {code for code in available() if load(code, "harm")}
    tables = {path.stem for path in CASES.glob("*.jsonl")}
    assert reads & tables == set(FLOORS)
