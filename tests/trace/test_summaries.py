from collections.abc import Sequence
from typing import Any

import pytest

from tests.claims_made import claim, report
from tollbook.trace import trace

FIGURES = [
    ("15", "Haijin", ("Turkish state media",)),
    ("20+", "Gamsha + al-Shafa", ("Turkish state media",)),
    (">60", "al-Shafa + Gamsha + Haijin", ("Syrian state news",)),
]


def summaries(lead: str, figures: Sequence[tuple[str, str, tuple[str, ...]]], **more: Any) -> bool:
    told = [claim("d", 0, lead, **more)]
    told += [claim("d", i, said, places, sources=sources) for i, (said, places, sources) in enumerate(figures, 1)]
    return "d#0" in trace([report("d", publisher="A newspaper")], told).summaries


@pytest.mark.parametrize("lead", ["30-60", "<60", "35-61", "15-61"])
def test_a_span_over_the_figures_of_others_is_a_summary(lead: str) -> None:
    assert summaries(lead, FIGURES)


@pytest.mark.parametrize("lead", ["30-90", "<200", "70-80", "12", "61+"])
def test_a_number_that_no_figure_explains_is_a_claim(lead: str) -> None:
    assert not summaries(lead, FIGURES)


def test_five_to_twelve_over_five_seven_and_twelve() -> None:
    figures = [("5", "Hajin", ("Baladi News",)), ("7", "Hajin", ()), ("12", "Hajin", ("SNHR",))]
    assert summaries("5-12", figures, places="Hajin")


def test_an_attributed_span_is_its_sources_own() -> None:
    assert not summaries("30-60", FIGURES, sources=("Amnesty International",))


def test_figures_of_another_place_or_harm_are_not_summed_up() -> None:
    assert not summaries("30-60", FIGURES, places="Raqqa")
    assert not summaries("30-60", FIGURES, harm="injured")


def test_the_addition_of_two_attributed_parts_is_a_summary() -> None:
    figures = [("15", "Haijin", ("Turkish state media",)), ("20", "Gamsha", ("Syrian state news",))]
    assert summaries("35", figures, places="Haijin + Gamsha")


def test_with_nobody_named_nothing_is_summed_up() -> None:
    assert not summaries("30-60", [("30", "Haijin", ()), ("60", "Haijin", ())])
