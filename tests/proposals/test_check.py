"""Whatever a model answers: claims are exact words of the text with numbers read there, and nothing is raised."""

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.extract import explain
from tollbook.extract.said import counts_said
from tollbook.model import Document
from tollbook.proposals import Settings
from tollbook.proposals.check import DroppedError, Part, Report, checked, parsed

TEXT = "The mud took 12 villagers and three of us. Four residents were killed. ١٢ neighbours are lost; we mourn dozens."
REPORT = Document("r", TEXT, language="en")
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda ab: TEXT[min(ab) : max(ab)])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
ROWS = st.fixed_dictionaries(
    {
        "quote": SPANS | st.sampled_from(["took 12 villagers", "three of us", "١٢ neighbours"]) | ANYTHING,
        "harm": st.sampled_from(["killed", "injured", "missing"]) | ANYTHING,
        "who": st.sampled_from(["civilian", "unspecified"]) | ANYTHING,
        "min": st.sampled_from([12, 3, 4, 24, 9]) | ANYTHING,
        "max": st.sampled_from([12, 3, None]) | ANYTHING,
        "speaker": st.none() | SPANS | ANYTHING,
    }
)


@settings(max_examples=400, deadline=None)
@given(st.lists(ROWS | ANYTHING, max_size=8))
def test_any_rows_give_valid_claims_and_every_row_is_accounted_for(rows: list[Any]) -> None:
    said, dropped = counts_said(REPORT), Counter[str]()
    report = Report(REPORT, explain(REPORT), said)
    kept = checked(rows, Part(0, len(TEXT)), report, Settings("http://127.0.0.1/v1", "m"), dropped)
    for claim in kept:
        assert TEXT[claim.start : claim.end] == claim.quote
        assert claim.count in [one.count for one in said if claim.start <= one.start and one.end <= claim.end]
        assert all(source in TEXT for source in claim.sources)
        assert "Four residents were killed" not in claim.quote
    assert len(rows) == len(kept) + sum(dropped.values()) - dropped["speaker_not_in_text"]


@settings(max_examples=200, deadline=None)
@given(st.text() | st.text(alphabet='{}[]":,claims 0123456789'))
def test_any_answer_is_parsed_or_dropped(answer: str) -> None:
    try:
        assert isinstance(parsed(answer), list)
    except DroppedError as reason:
        assert str(reason) in ("no_json", "not_the_schema")
