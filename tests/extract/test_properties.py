"""What must hold for any text: valid claims, nothing raised, and no claim changed by what has nothing to do with it."""

import json
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extract.scoring import CASES
from tollbook.extract import extract, statements
from tollbook.languages import available, load
from tollbook.model import Claim, Document

LANGUAGES = [code for code in available() if load(code, "harm")]
WORDS = st.sampled_from(
    [
        "killed",
        "wounded",
        "12",
        "civilians",
        "children",
        "and",
        ",",
        ".",
        "in",
        "Hajin",
        "the",
        "said",
        "at",
        "least",
        "more",
        "than",
        "dozens",
        "of",
        "bodies",
        "were",
        "missing",
        "استشهد",
        "20",
        "مدنيا",
        "بينهم",
        "أطفال",
        "وأصيب",
        "العشرات",
        "في",
        "هجين",
        "مقتل",
        "شهداء",
        "و",
        "погибли",
        "26",
        "человек",
        "ранены",
        "öldü",
        "yaralı",
        "sivil",
        "not",
        "9",
        "but",
        "7",
        "from",
        "40",
        "to",
        "53",
        "a",
        "family",
        "of",
        "five",
        "who",
        "was",
        "\n",
        ":",
        ";",
        "(",
        ")",
        '"',
        "-",
        "1,000",
        "مئة",
        "وثمانية",
    ]
)


def report(text: str, language: str | None = "en") -> Document:
    return Document("d", text, language=language, published=date(2018, 11, 13))


def valid(text: str, claims: list[Claim]) -> None:
    assert len({claim.id for claim in claims}) == len(claims)
    for claim in claims:
        assert claim.quote == text[claim.start : claim.end]
        assert claim.count.min is not None
        assert claim.count.max is None or claim.count.min <= claim.count.max
        assert claim.rule


@given(st.text(), st.sampled_from([None, *LANGUAGES]))
def test_any_text_gives_valid_claims(text: str, language: str | None) -> None:
    valid(text, extract(report(text, language)))
    for statement in statements(report(text, language)):
        assert statement.quote == text[statement.start : statement.end]


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(st.lists(WORDS, max_size=60).map(" ".join), st.sampled_from(LANGUAGES))
def test_any_jumble_of_words_of_harm_gives_valid_claims(text: str, language: str) -> None:
    valid(text, extract(report(text, language)))


UNRELATED = {
    "en": [
        "The market opens at nine and sells bread.",
        "Rain is forecast for the weekend across the valley.",
        "The council met and talked about roads.",
    ],
    "ar": ["يفتح السوق أبوابه في التاسعة ويبيع الخبز.", "اجتمع المجلس وتحدث عن الطرق."],
}


@pytest.mark.parametrize("code", ["en", "ar"])
def test_an_unrelated_sentence_behind_changes_no_claim(code: str) -> None:
    for line in (CASES / f"{code}.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        alone = extract(report(text, code))
        for sentence in UNRELATED[code]:
            assert extract(report(f"{text}\n\n{sentence}", code)) == alone, text


def test_ids_are_unique_and_the_same_each_time() -> None:
    text = "Five civilians were killed in Hajin. Five civilians died in al-Susa, and 3 men and 2 soldiers were hurt."
    first, second = extract(report(text)), extract(report(text))
    assert first == second
    assert len({claim.id for claim in first}) == len(first)


def test_cost_grows_with_the_length_not_faster() -> None:
    sentence = "An air strike killed 12 civilians, among them 3 children, in Hajin on Friday, the Observatory said. "
    extract(report(sentence))

    def seconds(times: int) -> float:
        begun = time.process_time()
        extract(report(sentence * times))
        return time.process_time() - begun

    small = min(seconds(200) for _ in range(3))
    large = seconds(200 * 50)
    assert large < small * 50 * 4
