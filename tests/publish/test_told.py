"""Every rule that extraction can give is explained in both languages, and the method has the same sections in both."""

import json
from pathlib import Path

import pytest

from tollbook.casebook.editing import PERSON
from tollbook.extract import extract
from tollbook.extract.lexicon import lexicon
from tollbook.languages import available
from tollbook.model import Document
from tollbook.publish.told import method_texts, rule_text

KINDS = ("counted", "number", "plural", "single", "family", "name", "of_them")
CASES = Path(__file__).parent.parent / "extract" / "cases"


def rules_of(language: str) -> set[str]:
    """Every rule the language's data can lead to."""
    looked = {(form, look.partition(":")) for form, looks in lexicon(language).looks.items() for look in looks}
    starts = {f"{form}-{'passive' if name == 'passive' else name}" for form, (name, _, _) in looked}
    return {
        f"{start}-{kind}" for start in (*starts, "ellipsis", "ellipsis-before", "reported-figure") for kind in KINDS
    }


@pytest.mark.parametrize("language", sorted(available()))
def test_every_rule_of_a_language_is_explained(language: str) -> None:
    rules = rules_of(language)
    assert len(rules) > 50
    assert [rule for rule in sorted(rules) if rule_text(rule) is None] == []


@pytest.mark.parametrize("file", sorted(CASES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_rule_that_took_a_labelled_case_is_explained(file: Path) -> None:
    texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    claims = [claim for text in texts for claim in extract(Document("d", text, language=file.stem))]
    assert claims
    assert {claim.rule for claim in claims if rule_text(claim.rule) is None} == set()


@pytest.mark.parametrize(
    ("rule", "english", "arabic"),
    [
        ("participle-passive-counted", "Read as a passive", "للمجهول"),
        ("ellipsis-before-counted", "before the verb", "قبل فعل"),
        ("reported-figure-number", "verb of saying", "القول"),
        ("model:some-model", "language model some-model", "some-model"),
        (PERSON, "A person added", "أضاف شخص"),
        (f"{PERSON}:toll-number-number", "The number is told further on", "صححها شخص"),
        ("statement-denied", "without giving a number", "من غير أن يذكر عددًا"),
    ],
)
def test_an_explanation_says_what_the_rule_does(rule: str, english: str, arabic: str) -> None:
    text = rule_text(rule)
    assert text is not None
    assert english in text.text
    assert arabic in text.text_ar


@pytest.mark.parametrize(
    "rule", ["", "en.passive", "participle-passive", "participle-passive-people", "person:unknown"]
)
def test_a_rule_of_no_known_build_is_not_explained(rule: str) -> None:
    assert rule_text(rule) is None


def test_every_step_of_the_method_is_told_in_both_languages() -> None:
    sections = method_texts()
    assert [section.id for section in sections] == ["extract", "locate", "trace", "gather", "reconcile", "assess"]
    for section in sections:
        assert section.text.count("\n\n") == section.text_ar.count("\n\n")
        assert section.title != section.title_ar
