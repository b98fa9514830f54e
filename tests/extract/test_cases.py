"""Extraction reaches the floor of each labelled table (cases/floors.toml); the misses are printed where it does not."""

import tomllib
from functools import cache

import pytest

from tests.extract.scoring import CASES, Score, score_table
from tollbook.languages import available, load

FLOORS = tomllib.loads((CASES / "floors.toml").read_text(encoding="utf-8"))
READ = sorted(code for code in available() if load(code, "harm") and (CASES / f"{code}.jsonl").is_file())


@cache
def scored(code: str) -> Score:
    return score_table(code)


def floor(code: str, name: str) -> float:
    return float(FLOORS.get(code, FLOORS["default"])[name])


@pytest.mark.parametrize("code", READ)
def test_claims_reach_the_floor(code: str) -> None:
    score = scored(code)
    assert score.f1 >= floor(code, "f1"), "\n".join([f"{code}: F1 {score.f1:.3f}", *score.misses])


@pytest.mark.parametrize("code", READ)
def test_who_reaches_the_floor(code: str) -> None:
    score = scored(code)
    assert score.who_share >= floor(code, "who"), "\n".join([f"{code}: who {score.who_share:.3f}", *score.misses])


def test_every_floor_is_of_a_language_that_is_read() -> None:
    assert set(FLOORS) - {"default"} <= set(READ)
