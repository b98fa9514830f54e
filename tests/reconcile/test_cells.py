"""Which claims speak of the same cells."""

import pytest

from tollbook.model import Claim, Place
from tollbook.reconcile.cells import cells

from .saying import day, place, says

HAJIN = place("Hajin", "town", 34.69, 40.83)
QUARTER = place("Hawama", "neighbourhood", 34.70, 40.84)
MOSQUE = place("the mosque", "landmark", 34.69, 40.82)
SHAFA = place("Shafa", "village", 34.55, 40.93)
SHAFA_AGAIN = place("Al-Shafah", "village", 34.5504, 40.9304)
PROVINCE = place("Deir ez-Zor", "province", 35.3, 40.1)


def at(*places: Place | str, document: str = "paper", start: int = 0, when: int | None = None) -> Claim:
    return says(1, at=places, document=document, start=start, when=day(when) if when else None)


SAME = {
    "one claim": [at(HAJIN)],
    "no place": [at(), at()],
    "one place": [at(HAJIN), at(HAJIN)],
    "a town and its quarter": [at(HAJIN), at(QUARTER)],
    "a town and its province": [at(HAJIN), at(PROVINCE)],
    "two points of one village": [at(SHAFA, document="x"), at(SHAFA_AGAIN, document="y")],
    "two spellings": [at("Haijin"), at("Hajin")],
    "a name on the map and off it": [at(HAJIN), at("Haijin")],
    "two names in two reports": [at("Mira", document="x"), at("Tosk", document="y")],
    "two names far apart in one report": [at("Mira"), at("Tosk", start=5000)],
    "two days in two reports": [at(HAJIN, document="x", when=8), at(HAJIN, document="y", when=9)],
}


@pytest.mark.parametrize("name", SAME)
def test_one_cell(name: str) -> None:
    masks, whole = cells(SAME[name])
    assert masks == [whole] * len(masks)


APART = {
    "two settlements in two reports": [at(HAJIN, document="x"), at(SHAFA, document="y")],
    "two names side by side": [at("Mira"), at("Tosk", start=90)],
    "two quarters side by side": [at(QUARTER), at(MOSQUE, start=90)],
    "two days side by side": [at(HAJIN, when=8), at(HAJIN, when=9, start=90)],
}


@pytest.mark.parametrize("name", APART)
def test_two_cells(name: str) -> None:
    (first, second), whole = cells(APART[name])
    assert first and second
    assert first & second == 0
    assert first | second == whole


def test_a_claim_about_two_places_covers_both() -> None:
    (one, two, both, anywhere), whole = cells([at("Mira"), at("Tosk", start=9), at("Mira", "Tosk"), at()])
    assert both == one | two == whole == anywhere


def test_a_town_covers_the_quarters_told_apart_in_it() -> None:
    (one, two, town), _ = cells([at(QUARTER), at(MOSQUE, start=90), at(HAJIN)])
    assert town == one | two


def test_a_name_that_may_be_either_of_two_is_some_part() -> None:
    masks, _ = cells([at(HAJIN, document="x"), at(SHAFA, document="y"), at("الكشمة", document="z")])
    assert masks[2] == 0
