from hypothesis import given
from hypothesis import strategies as st

from tollbook.locate.segments import Span, segments


def parts(text: str, claims: list[str], details: list[str]) -> list[str]:
    spans = [Span(text.index(claim), text.index(claim) + len(claim)) for claim in claims]
    found = segments(text, Span(0, len(text)), spans, [text.index(detail) for detail in details])
    return [text[span.start : span.end].strip(" ,") for span in found]


def test_what_follows_a_claim_is_its_own() -> None:
    text = "9 civilians were killed in A on Monday, and 3 children in B on Tuesday."
    assert parts(text, ["9 civilians", "3 children"], ["A", "Monday", "B", "Tuesday"]) == [
        "9 civilians were killed in A on Monday",
        "and 3 children in B on Tuesday.",
    ]


def test_a_list_before_the_next_claim_stays_whole() -> None:
    text = "15 died in A, B and C, and 20 in D."
    assert parts(text, ["15 died", "20"], ["A", "B", "C", "D"])[0] == "15 died in A, B and C"


def test_what_precedes_a_claim_is_its_own_where_the_sentence_tells_places_first() -> None:
    text = "Hacin'de en az 9 kişi, 4 Kasım'da Şafah köyünde 3 çocuk öldü."
    assert (
        parts(text, ["9 kişi", "3 çocuk"], ["Hacin", "4 Kasım", "Şafah"])[1] == "4 Kasım'da Şafah köyünde 3 çocuk öldü."
    )


def test_no_claims_no_parts() -> None:
    assert segments("text", Span(0, 4), [], []) == []


@given(
    st.text(alphabet="ab ,;", min_size=1, max_size=60),
    st.lists(st.integers(0, 59), max_size=6),
    st.lists(st.integers(0, 59)),
)
def test_every_part_holds_its_claim(text: str, starts: list[int], details: list[int]) -> None:
    claims = [Span(s, s + 1) for s in sorted(set(starts)) if s < len(text)]
    found = segments(text, Span(0, len(text)), claims, details)
    assert all(part.start <= claim.start and claim.end <= part.end for part, claim in zip(found, claims, strict=True))
