"""The shipped standards, one table each: which facts give which grade, figure and category."""

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.assess import grade, named_standard, standards
from tollbook.assess.checking import check_standard
from tollbook.assess.compare import ends_of
from tollbook.assess.expressions import holds
from tollbook.errors import StopRun
from tollbook.model import Toll
from tollbook.model.allegation import NonCredible

from .made import facts, incidents

ARABIC = re.compile("[\u0621-\u064a]")
SEARCHED = {"strike_log": True, "log_complete": True, "certificate": True}

GRADES: dict[str, list[tuple[dict[str, Any], str, tuple[int | None, int | None, int | None] | None]]] = {
    "airwars": [
        ({}, "fair", (15, None, 61)),
        ({"accepted_by": ["us-led-coalition"]}, "confirmed", (15, None, 61)),
        ({"blamed": ["russia", "us-led-coalition"]}, "contested", (15, None, 61)),
        ({"independent_sources": 1}, "weak", (15, None, 61)),
        ({"only_combatants": True, "has_civilian_harm": False}, "discounted", None),
    ],
    "cjtf-oir": [
        ({}, "inconclusive", None),
        ({"strike_log": True, "strikes_near": 2}, "credible", (None, 15, None)),
        ({"strike_log": True}, "inconclusive", None),
        ({"strike_log": True, "log_complete": True}, "inconclusive", None),
        (SEARCHED, "non-credible", None),
        ({"date_known": False}, "non-credible", None),
        ({"already_assessed": ["i-1"]}, "duplicate", None),
    ],
    "dod-3000-17": [
        ({}, "inconclusive", None),
        ({"independent_sources": 3}, "more-likely-than-not", (None, 15, None)),
        ({"independent_sources": 3, **SEARCHED}, "inconclusive", None),
        ({"strike_log": True, "strikes_near": 1}, "more-likely-than-not", (None, 15, None)),
        ({"independent_sources": 1, **SEARCHED}, "not-more-likely-than-not", None),
        ({"accepted_by": ["us-led-coalition"]}, "more-likely-than-not", (None, 15, None)),
    ],
    "ucdp": [
        ({}, "event", (15, 15, 61)),
        ({"deaths_corroborated": 40}, "event", (15, 40, 61)),
        ({"blamed": []}, "event-unclear-actor", (15, 15, 61)),
        ({"deaths_max": 0}, "no-event", None),
        ({"date_precision": "unknown"}, "unlocated", None),
        ({"place_precision_km": 1000.0}, "unlocated", None),
    ],
    "n-sources": [
        ({}, "supported", (15, None, None)),
        ({"independent_sources": 1, "supported": [61]}, "unsupported", None),
        ({"has_civilian_harm": False}, "no-harm", None),
    ],
    "ohchr": [
        ({}, "pending", None),
        ({"independent_sources": 3, "supported": [61, 15, 12]}, "verified", (12, None, None)),
        ({"independent_sources": 3, "supported": [61]}, "verified", (0, None, None)),
        ({"independent_sources": 3, "place_known": False}, "incomplete", None),
        ({"has_civilian_harm": False}, "no-civilian-harm", None),
    ],
}


@pytest.mark.parametrize(
    ("name", "given_facts", "value", "toll"),
    [(name, *row) for name, rows in GRADES.items() for row in rows],
)
def test_grade_and_figure(
    name: str, given_facts: dict[str, Any], value: str, toll: tuple[int, int, int] | None
) -> None:
    found = grade(facts(**given_facts), standards()[name])
    assert found.value == value
    figure = found.figure
    assert (figure and (figure.low, figure.best, figure.high)) == toll


def test_every_standard_has_its_table() -> None:
    assert set(GRADES) == set(standards())


@pytest.mark.parametrize("standard", standards().values(), ids=lambda s: s.file)
def test_every_text_is_in_both_languages(standard) -> None:  # type: ignore[no-untyped-def]
    texts = [standard.name, standard.basis, *standard.grades.values()]
    texts += [rule.text for rule in (*standard.rules, *standard.notes)] + [standard.figure.text]
    texts += [standard.test.text] if standard.test else []
    for text in texts:
        assert text.en.strip()
        assert ARABIC.search(text.ar)
    assert standard.basis is not None


@pytest.mark.parametrize("standard", standards().values(), ids=lambda s: s.file)
def test_no_rule_is_idle(standard) -> None:  # type: ignore[no-untyped-def]
    assert check_standard(standard) == []


def test_what_was_not_read_is_said() -> None:
    for name in ("dod-3000-17", "ohchr", "ucdp"):
        basis = standards()[name].basis
        assert basis and "not at hand" in basis.en and "onformity is not claimed" in basis.en


CATEGORIES: list[tuple[dict[str, Any], NonCredible]] = [
    ({"date_known": False}, "insufficient_information"),
    ({"only_combatants": True, "has_civilian_harm": False}, "no_civilian_harm"),
    (SEARCHED, "no_strike"),
    ({"has_civilian_harm": False, "strike_log": True, "strikes_near": 1}, "insufficient_evidence"),
    ({"already_assessed": ["i-1"]}, "duplicate_report"),
]


@pytest.mark.parametrize(("given_facts", "category"), CATEGORIES)
def test_a_rejection_has_its_published_category(given_facts: dict[str, Any], category: NonCredible) -> None:
    assert grade(facts(**given_facts), standards()["cjtf-oir"]).category == category


def test_insufficient_information_lists_what_is_missing_and_whom_to_ask() -> None:
    found = grade(facts(date_known=False, could_be_asked=["SNHR", "us-led-coalition"]), standards()["cjtf-oir"])
    first = found.reasons[0]
    assert "the date (to the day), strike records" in first.text
    assert "SNHR, US-led Coalition" in first.text
    assert "التحالف الدولي" in first.text_ar


@pytest.mark.parametrize("lacking", ["log_complete", "certificate"])
def test_no_strikes_is_no_finding_without_a_search(lacking: str) -> None:
    found = grade(facts(**{**SEARCHED, lacking: False}), standards()["cjtf-oir"])
    assert found.value == "inconclusive"
    assert {"log_complete": "complete for that day", "certificate": "a search on record"}[lacking] in found.reasons[
        0
    ].text


@settings(max_examples=200, deadline=None)
@given(incidents())
def test_every_incident_gets_exactly_one_grade(made: dict[str, Any]) -> None:
    """The first rule that holds decides, whatever order the others hold in; the grade is one of the standard's."""
    for standard in standards().values():
        found = grade(made, standard)
        first = next(rule.id for rule in standard.rules if holds(rule.when, {**made, **standard.values}, ""))
        assert found.value in standard.grades
        assert found.reasons[0].rule == first
        assert (found.figure is not None) == bool(standard.figure and found.value in standard.figure.grades)


@settings(max_examples=100, deadline=None)
@given(incidents(), st.integers(1, 5))
def test_more_independent_sources_never_lower_n_sources(made: dict[str, Any], n: int) -> None:
    standard = named_standard(f"n-sources:{n}")
    stands = []
    for many in range(8):
        found = grade({**made, "independent_sources": many}, standard)
        stands.append(standard.stands(found.value))
    order = {"not_counted": 0, "open": 1, "counted": 2}
    assert all(order[a] <= order[b] for a, b in pairwise(stands))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 500), max_size=6))
def test_asking_for_more_sources_never_raises_the_floor(numbers: list[int]) -> None:
    ladder = sorted(numbers, reverse=True)
    floors = []
    for n in range(1, 8):
        held = facts(supported=ladder, independent_sources=9)
        figure = grade(held, named_standard(f"n-sources:{n}")).figure
        assert figure is not None and figure.low is not None
        floors.append(figure.low)
    assert floors == sorted(floors, reverse=True)
    assert floors[0] == (ladder[0] if ladder else 0)


def test_a_parameter_is_set_by_its_number() -> None:
    assert named_standard("n-sources:3").id == "n-sources:3"
    assert named_standard("n-sources").id == "n-sources:2"
    assert grade(facts(), named_standard("n-sources:3")).value == "unsupported"


@pytest.mark.parametrize(
    "name", ["n-sources:0", "n-sources:x", "n-sources:", "n-sources:99", "airwars:3", "nobody", "٣"]
)
def test_a_wrong_number_is_refused(name: str) -> None:
    with pytest.raises(StopRun) as caught:
        named_standard(name)
    assert caught.value.remedy


def test_the_ends_of_a_figure() -> None:
    assert ends_of(Toll("r", 3, None, 9)) == (3, 9)
    assert ends_of(Toll("r", 3)) == (3, 3)
    assert ends_of(Toll("r", None, 5)) == (5, 5)
    assert ends_of(Toll("r")) == (0, 0)
