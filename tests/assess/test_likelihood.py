"""The scale, who judged, what follows; and the evidence matrix with its empty cells."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from tollbook.assess import standards
from tollbook.assess.asking import asked_names, whom_to_ask
from tollbook.assess.evidence import KINDS, Cell, kinds_of, matrix
from tollbook.assess.likelihood import (
    Judgement,
    follows,
    follows_words,
    latest,
    level_of,
    scale,
    steps_apart,
)
from tollbook.assess.moved import moved
from tollbook.errors import StopRun
from tollbook.model import Grade, Incident, Lineage, Source

from .evidence import Case


def said(by: str, level: str, minute: int = 0) -> Judgement:
    return Judgement(by, level, datetime(2026, 11, 22, 12, minute, tzinfo=UTC), "", True)


def test_the_scale_has_no_gaps() -> None:
    steps = scale()
    assert (steps[0].low, steps[-1].high) == (0, 100)
    assert all(a.high == b.low for a, b in pairwise(steps))
    assert all(step.text.ar for step in steps)


@pytest.mark.parametrize(
    ("given", "level"),
    [("likely", "likely"), ("Very Likely", "very-likely"), ("70", "likely"), ("50%", "even"), ("0", "almost-no-chance"),
     ("100", "almost-certain")],
)  # fmt: skip
def test_words_and_percentages(given: str, level: str) -> None:
    assert level_of(given).id == level


@pytest.mark.parametrize("given", ["perhaps", "", "101", "-3", "٧٠", "0.7"])
def test_what_is_no_likelihood_is_refused(given: str) -> None:
    with pytest.raises(StopRun, match="no likelihood"):
        level_of(given)


@pytest.mark.parametrize(
    ("level", "standard", "what"),
    [("likely", "cjtf-oir", "meets"), ("even", "cjtf-oir", "undecided"), ("unlikely", "dod-3000-17", "fails"),
     ("almost-certain", "ohchr", "no_number"), ("likely", "airwars", "no_test")],
)  # fmt: skip
def test_what_follows(level: str, standard: str, what: str) -> None:
    found = follows(level_of(level), standards()[standard])
    assert found == what
    assert follows_words(found).ar


def test_a_judges_last_word_counts_and_judges_may_differ() -> None:
    held = latest([said("a", "likely"), said("b", "even"), said("a", "very-unlikely", 5)])
    assert [(one.by, one.level) for one in held] == [("a", "very-unlikely"), ("b", "even")]
    assert steps_apart(held) == 2
    assert steps_apart(held[:1]) == 0


LINEAGE = Lineage(
    {
        "w": Source("w", "Somebody", "witness"),
        "n": Source("n", "SNHR", "ngo"),
        "p": Source("p", "SANA", "state_media"),
        "m": Source("m", "CJTF-OIR", "military"),
    },
    {"c0": "w", "c1": "n", "c2": "p", "c3": "m"},
)
CLAIMS = Case().claim("w").claim("n").claim("p").claim("m").claims


def test_cells_follow_from_the_sources_and_empty_ones_are_shown() -> None:
    cells = {cell.kind: cell for cell in matrix(CLAIMS, LINEAGE, False, {})}
    assert tuple(cells) == KINDS
    assert {kind: cell.state for kind, cell in cells.items()} == {
        "witness": "held", "site": "empty", "imagery": "empty", "strike_record": "empty", "ngo": "held",
        "press": "held",
    }  # fmt: skip
    assert cells["witness"].what == "a witness"
    assert cells["press"].what == "SANA"


def test_what_people_fill_in_stands_first() -> None:
    filled = {
        "site": Cell("site", "not_obtainable", "held by the force", "A"),
        "press": Cell("press", "held", "x", "B"),
    }
    cells = {cell.kind: cell for cell in matrix(CLAIMS, LINEAGE, True, filled)}
    assert cells["site"] == filled["site"]
    assert cells["press"].by == "B"
    assert cells["strike_record"].state == "held"


def test_kinds_at_hand() -> None:
    assert kinds_of(CLAIMS, LINEAGE, True, ["imagery"]) == ["witness", "imagery", "strike_record", "ngo", "press"]
    assert kinds_of([], LINEAGE, False) == []


def test_whom_to_ask_names_no_witness() -> None:
    asked = whom_to_ask(CLAIMS, LINEAGE, records_missing=True)
    assert [(one.who, one.role) for one in asked] == [
        ("SNHR", "speaker"), ("SANA", "speaker"), ("CJTF-OIR", "speaker"), ("us-led-coalition", "belligerent"),
    ]  # fmt: skip
    assert asked_names(whom_to_ask(CLAIMS, LINEAGE, records_missing=False)) == ["SNHR", "SANA", "CJTF-OIR"]


def graded(standard: str, value: str, key: str = "i") -> Incident:
    return Incident(key, (), (), grade=Grade(standard, value))


EVERY = tuple(standards().values())


@pytest.mark.parametrize(
    ("before", "after", "moves"),
    [
        (graded("airwars", "weak"), graded("airwars", "fair"), ["weak → fair (airwars)"]),
        (graded("airwars", "fair"), graded("airwars", "fair"), []),
        (graded("airwars", "fair"), graded("ucdp", "event"), []),
        (graded("airwars", "fair"), graded("cjtf-oir", "inconclusive"), ["fair (airwars) → inconclusive (cjtf-oir)"]),
        (graded("gone", "yes"), graded("airwars", "fair"), ["yes (gone) → fair (airwars)"]),
        (graded("airwars", "weak"), graded("airwars", "fair", "other"), []),
        (Incident("i", (), ()), graded("airwars", "fair"), []),
    ],
)
def test_what_moved(before: Incident, after: Incident, moves: list[str]) -> None:
    assert [move.words for move in moved([before], [after], EVERY)] == moves
