"""Each number and word of harm has an explanation, and explaining changes nothing about what is taken."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.scoring import CASES
from tests.extract.test_properties import WORDS
from tollbook.extract import explain, extract, filters, measures, reasons
from tollbook.model import Claim, Document

ENGLISH = [
    ("No civilians were killed in Hajin.", "killed", "negated"),
    ("Up to 20 people could be killed.", "Up to 20", "hypothetical"),
    ("They came to kill 12 villagers.", "kill", "not_happened"),
    ("The toll rose from 40 to 53.", "40", "replaced"),
    ("The toll rose to 53 after six more bodies were found.", "six", "explains_toll"),
    ("Twelve civilians were killed, including 3 children.", "3", "part"),
    ("Two men were killed in Hajin. The two men were killed at home.", "two", "repeats"),
    ("Four people were killed 5 km from Hajin.", "5", "unit"),
    ("Four people were killed by a 12-foot wall.", "12", "describes_a_thing"),
    ("Four people were killed on November 3.", "3", "date_or_name"),
    ("John Smith, 65, was among 12 killed.", "65", "age"),
    ("Twelve people were killed while 400 residents fled.", "400", "no_harm_near"),
    ("Some 400 residents fled.", "Some 400", "no_harm_in_sentence"),
    ("Prices killed the mood.", "killed", "no_people"),
    ("Twelve were killed and 3.5 litres spilt.", "3.5", "no_whole_number"),
    ("The death toll in all areas totaled over 60 killed.", "killed", "same_people"),
]
ARABIC = [
    ("لم يقتل أي مدني في هجين.", "يقتل", "negated"),
    ("قتل 12 مدنيا بينهم 3 أطفال في هجين.", "3", "part"),
    ("قتل 4 مدنيين على بعد 5 كيلومتر من هجين.", "5", "unit"),
    ("وصل 30 جنديا إلى هجين.", "30", "no_harm_in_sentence"),
]


@pytest.mark.parametrize(("text", "words", "reason"), ENGLISH)
def test_reason_in_english(text: str, words: str, reason: str) -> None:
    assert (words, reason) in left_in(text, "en")


@pytest.mark.parametrize(("text", "words", "reason"), ARABIC)
def test_reason_in_arabic(text: str, words: str, reason: str) -> None:
    assert (words, reason) in left_in(text, "ar")


def left_in(text: str, language: str) -> list[tuple[str, str]]:
    return [(left.quote, left.reason) for one in explain(Document("d", text, language=language)) for left in one.left]


def taken(document: Document) -> list[Claim]:
    return [claim for one in explain(document) for claim in one.claims]


@pytest.mark.parametrize("code", sorted(path.stem for path in CASES.glob("*.jsonl")))
def test_the_claims_explained_are_the_claims_extracted(code: str) -> None:
    texts = [json.loads(line)["text"] for line in (CASES / f"{code}.jsonl").read_text("utf-8").splitlines()]
    document = Document("d", "\n\n".join(texts), language=code)
    assert taken(document) == extract(document)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join), st.sampled_from(["en", "ar", "tr", None]))
def test_explanations_are_exact_spans_with_known_reasons(text: str, language: str | None) -> None:
    document = Document("d", text, language=language)
    explained = explain(document)
    assert taken(document) == extract(document)
    for one in explained:
        edges = [(left.start, left.end) for left in one.left]
        assert edges == sorted(edges)
        assert all(a[1] <= b[0] for a, b in pairwise(edges))
        for left in one.left:
            assert one.start <= left.start < left.end <= one.end
            assert left.quote == text[left.start : left.end]
            assert left.reason in reasons()


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join))
def test_every_digit_is_taken_or_explained(text: str) -> None:
    document = Document("d", text, language="en")
    spans = [(c.start, c.end) for c in taken(document)]
    spans += [(left.start, left.end) for one in explain(document) for left in one.left]
    for at, letter in enumerate(text):
        assert not letter.isdigit() or any(a <= at < b for a, b in spans), text[at:]


def test_an_unusable_copy_is_not_explained() -> None:
    assert explain(Document("d", "Three people were killed.", condition="login_wall")) == []


def test_every_reason_the_engine_gives_has_its_words() -> None:
    given = {reason for reason, _ in filters.REASONS} | {reason for reason, _ in measures.REASONS}
    assert given <= set(reasons()), given - set(reasons())


def test_every_reason_stands_in_both_languages() -> None:
    assert all(set(texts) == {"en", "ar", "fr"} and all(texts.values()) for texts in reasons().values())
