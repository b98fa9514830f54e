"""Every value a claim may have has a name on the page, and every piece of evidence its words."""

from collections.abc import Mapping
from typing import Any, get_args

import pytest

from tollbook.gather import words as gathering
from tollbook.model import Bounds, Count
from tollbook.model.claim import Demographic, Harm, Level, Stance, Who
from tollbook.model.count import Qualifier
from tollbook.model.document import Condition
from tollbook.model.source import DriftKind
from tollbook.model.statement import StatementKind
from tollbook.web.reader import evidence_words, words


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (words.HARM, Harm), (words.WHO, Who), (words.PART, Demographic), (words.STANCE, Stance), (words.LEVEL, Level),
        (words.QUALIFIER, Qualifier), (words.DRIFT, DriftKind), (words.STATEMENT, StatementKind),
    ],
)  # fmt: skip
def test_every_value_has_a_name(table: Mapping[str, Any], values: Any) -> None:
    assert set(table) == set(get_args(values))


def test_every_condition_that_holds_no_report_is_explained() -> None:
    assert set(words.CONDITION) == set(get_args(Condition)) - {"usable"}


def test_the_evidence_is_worded_as_gathering_words_it() -> None:
    assert {key: str(said) for key, said in evidence_words.SENTENCES.items()} == gathering.SENTENCES
    assert {name for name, _level in gathering.SENTENCES} <= set(evidence_words.NAMES)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (Count(15, 15, "exact"), "15"),
        (Count(15, 15, "about"), "about 15"),
        (Count(20, None, "at_least"), "20 or more"),
        (Count(61, None, "more_than"), "more than 60"),
        (Count(0, 12, "at_most"), "up to 12"),
        (Count(None, 12, "at_most"), "up to 12"),
        (Count(15, 53, "between"), "15–53"),
        (Count(None, None, "vague"), "number not known"),
        (Bounds(0, 0), "0"),
    ],
)
def test_numbers(number: Bounds, said: str) -> None:
    assert words.bounds(number) == said
