"""What parties say without a toll: the kind, and who says it, in every language."""

from datetime import date

import pytest

from tollbook.extract import extract, statements
from tollbook.model import Document

SAID = [
    ("en", "The US-led coalition denied that its aircraft had hit the village.", "denied", "US-led Coalition"),
    ("en", "“This is unsubstantiated,” a general of the coalition told reporters.", "doubted", "US-led Coalition"),
    ("en", "The coalition said that it is looking into reports of a raid.", "under_investigation", "US-led Coalition"),
    ("en", "The Israeli army acknowledged responsibility for the raid.", "accepted", "Israel"),
    ("en", "The coalition assessed the event as non-credible.", "non_credible", "US-led Coalition"),
    ("ar", "نفى التحالف الدولي أن تكون طائراته قد قصفت بلدة هجين.", "denied", "US-led Coalition"),
    ("ar", "وأعلن الجيش الإسرائيلي أنه يحقق في التقارير عن القصف.", "under_investigation", "Israel"),
    ("ru", "Коалиция во главе с США опровергла сообщения об ударе по деревне.", "denied", "US-led Coalition"),
    ("fr", "La coalition a démenti avoir frappé le village.", "denied", "US-led Coalition"),
    ("tr", "Koalisyon iddiaları reddetti.", "denied", "US-led Coalition"),
]
NOT_SAID = [
    ("en", "Since 2014 the coalition has acknowledged responsibility for more than 1,100 deaths."),
    ("en", "The market was closed and nobody answered the telephone."),
    ("ar", "يفتح السوق أبوابه في التاسعة."),
]


def report(text: str, language: str) -> Document:
    return Document("d", text, language=language, published=date(2018, 11, 18))


@pytest.mark.parametrize(("language", "text", "kind", "speaker"), SAID)
def test_statements_have_their_kind_and_speaker(language: str, text: str, kind: str, speaker: str) -> None:
    (statement,) = statements(report(text, language))
    assert (statement.kind, statement.speaker) == (kind, speaker)
    assert statement.quote == text[statement.start : statement.end]


@pytest.mark.parametrize(("language", "text"), NOT_SAID)
def test_totals_since_a_year_and_other_sentences_are_none(language: str, text: str) -> None:
    assert statements(report(text, language)) == []


def test_a_denial_is_no_claim_of_harm() -> None:
    assert extract(report("The coalition denied that its jets killed civilians.", "en")) == []


def test_an_open_quotation_belongs_to_the_speaker_named_behind_it() -> None:
    text = (
        "“These are unsubstantiated. We investigate every allegation,” a commander of the U.S.-led coalition told us."
    )
    assert {s.speaker for s in statements(report(text, "en"))} == {"US-led Coalition"}
