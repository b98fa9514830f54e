from dataclasses import replace

import pytest

from tests.publish.sample import CLAIMS, DATA
from tollbook.model import Claim
from tollbook.publish.index import build_index
from tollbook.publish.openings import open_questions

INDEX = build_index(DATA)


@pytest.mark.parametrize(
    ("incident", "questions"),
    [
        ("euphrates-2018-11-13", {"date_disputed", "wounded_included", "drift"}),
        ("hassan-2018-11-17", {"contradictions", "who_unspecified", "denied", "blamed_unknown"}),
        ("shafa-2018-11-23", {"single_source", "number_vague", "blamed_unknown"}),
        ("rural-2018-11", {"date_unknown", "single_report", "place_imprecise", "blamed_unknown"}),
        ("hajin-2018-11-09", {"blamed_unknown"}),
    ],
)
def test_what_is_open(incident: str, questions: set[str]) -> None:
    assert set(open_questions(INDEX.incidents[incident], INDEX)) == questions


def test_one_report_is_not_also_called_one_source() -> None:
    found = open_questions(INDEX.incidents["shafa-2018-11-08"], INDEX)
    assert "single_report" in found
    assert "single_source" not in found


def test_a_named_party_closes_the_question_of_blame() -> None:
    def blaming(claim: Claim) -> Claim:
        return replace(claim, blamed=("US-led coalition",))

    index = build_index(replace(DATA, claims=tuple(map(blaming, CLAIMS))))
    assert "blamed_unknown" not in open_questions(index.incidents["hajin-2018-11-09"], index)
