"""The story: every number held against the incident, versions that lose nothing, sentences to copy."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tollbook.casebook.workspace import Workspace
from tollbook.model import Claim, Count, Document, Figure, Incident, Lineage, Period
from tollbook.web.incidents.material import Material, material_of
from tollbook.web.incidents.narratives import sentences
from tollbook.web.incidents.numbers import marked, written
from tollbook.web.models import Narrative

DAY = date(2018, 11, 13)


def claim(number: int, least: int, most: int | None, qualifier: str = "exact", harm: str = "killed") -> Claim:
    count = Count(least, most, qualifier)  # type: ignore[arg-type]
    return Claim(f"r#{number}", "r", number, number + 1, "x", harm, count)  # type: ignore[arg-type]


def material(*claims: Claim) -> Material:
    """One report of 20 November about 13 November with these claims; its figure is 35 to 61."""
    figure = Figure(35, 61, corroborated={"1": 60, "2": 35}, sources=2, independent_sources=2)
    keys = tuple(one.id for one in claims)
    incident = Incident("inc-1", keys, ("r",), when=Period("", DAY, DAY), figures={"killed": figure})
    document = Document("r", "x" * 50, published=date(2018, 11, 20))
    return Material(incident, claims, (document,), (), Lineage({}, {}), ())


OURS = material(claim(1, 35, 35), claim(2, 61, None, "more_than"), claim(3, 8, 8, harm="injured"), claim(4, 1000, 1000))


@pytest.mark.parametrize(
    ("language", "text", "supported", "unsupported"),
    [
        ("en", "35 civilians were killed and 8 were injured.", ["35", "8"], []),
        ("en", "Thirty-five civilians were killed.", ["Thirty-five"], []),
        ("en", "More than 60 people were killed, a monitor said.", ["More than 60"], []),
        ("en", "36 civilians were killed.", [], ["36"]),
        ("en", "Thirty-six civilians were killed, among them 14 children.", [], ["Thirty-six", "14"]),
        ("en", "Between 35 and 61 people were killed.", ["Between 35 and 61"], []),
        ("en", "1,000 people lived there; 1,001 fled.", ["1,000"], ["1,001"]),
        ("en", "On 13 November 2018, 35 people were killed.", ["13 November 2018", "35"], []),
        ("en", "On 14 October 2017, 35 people were killed.", ["35"], ["14 October 2017"]),
        ("en", "It was reported on 20 November 2018.", ["20 November 2018"], []),
        ("en", "Two independent sources support it.", ["Two"], []),
        ("en", "One report speaks of it; civilians were killed.", [], []),
        ("ar", "قتل ٣٥ مدنيا وأصيب ٨.", ["٣٥", "٨"], []),
        ("ar", "قتل خمسة وثلاثون مدنيا.", ["خمسة وثلاثون"], []),
        ("ar", "قتل ستة وثلاثون مدنيا.", [], ["ستة وثلاثون"]),
        ("fr", "Trente-cinq civils ont été tués et 9 blessés.", ["Trente-cinq"], ["9"]),
        ("en", "", [], []),
    ],
)
def test_numbers_of_a_story(language: str, text: str, supported: list[str], unsupported: list[str]) -> None:
    found = written(text, language, OURS)
    assert [one.words for one in found if one.supported] == supported
    assert [one.words for one in found if not one.supported] == unsupported


def test_a_number_leads_to_the_claims_that_say_it() -> None:
    (found,) = written("8 people were injured.", "en", OURS)
    assert [one.id for one in found.claims] == ["r#3"] and not found.figures


@given(number=st.integers(2, 9_000_000))
def test_a_number_is_supported_where_a_claim_says_it_and_flagged_where_none_does(number: int) -> None:
    text = f"{number} people were killed."
    of = material(claim(1, number, number))
    of = replace(of, incident=replace(of.incident, figures={}, documents=()))
    (found,) = written(text, "en", of)
    assert found.supported and found.words == str(number)
    (flagged,) = written(f"{number + 1} people were killed.", "en", of)
    assert not flagged.supported


@given(text=st.text(max_size=80))
def test_marking_changes_no_word_of_any_text(text: str) -> None:
    found = written(text, "en", OURS)
    assert all(text[one.start : one.end] == one.words for one in found)
    assert marked(text, found).striptags().split() == marked(text, []).striptags().split() or "<" in text


@pytest.fixture
def address(filled: Workspace) -> str:
    incident = min((one for one in filled.incidents() if "killed" in one.figures), key=lambda one: len(one.claims))
    return f"/incidents/{incident.id}/story/en/"


def test_a_story_is_checked_before_it_is_saved(address: str, as_role: Callable[..., Client]) -> None:
    client = as_role("analyst")
    told = client.post(address, {"text": "987,654 people were killed.", "seen": 0, "do": "check"}).content.decode()
    assert "1 number is supported by no claim" in told and 'class="number unsupported"' in told
    assert not Narrative.objects.exists()
    client.post(address, {"text": "987,654 people were killed.", "seen": 0, "do": "save"})
    assert "987,654" in client.get(address).content.decode()


def test_two_who_save_at_once_lose_nothing(address: str, as_role: Callable[..., Client]) -> None:
    first, second = as_role("analyst", "first"), as_role("analyst", "second")
    first.post(address, {"text": "the first text", "seen": 0, "do": "save"})
    late = second.post(address, {"text": "the second text", "seen": 0, "do": "save"})
    assert late.status_code == 409
    assert b"the first text" in late.content and b"the second text" in late.content
    second.post(address, {"text": "the second text", "seen": 1, "do": "save"})
    page = first.get(address).content.decode()
    assert "the second text" in page and "the first text" in page
    assert list(Narrative.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_a_sentence_to_copy_stands_for_every_known_figure(
    address: str, filled: Workspace, as_role: Callable[..., Client]
) -> None:
    incident = next(one for one in filled.incidents() if one.id in address)
    page = as_role("auditor").get(address).content.decode()
    known = [figure for figure in incident.figures.values() if figure.min is not None]
    assert page.count('class="copy-text"') == len(known) > 0
    assert "<textarea" not in page


def test_who_may_not_write_is_refused(address: str, as_role: Callable[..., Client]) -> None:
    assert as_role("auditor").post(address, {"text": "x", "seen": 0, "do": "save"}).status_code == 403
    assert as_role("analyst").get(address.replace("/en/", "/xx/")).status_code == 404
    assert not Narrative.objects.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_sentences_offered_hold_no_number_without_support(language: str, filled: Workspace) -> None:
    for incident in filled.incidents():
        of = material_of(incident)
        for _name, sentence in sentences(of, language):
            found = written(sentence.partition("Tollbook")[0], language, of)
            assert [one.words for one in found if not one.supported] == []
