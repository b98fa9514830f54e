"""The Middle Euphrates, November 2018: the newspaper, the wire and the agencies, as a careful reader takes them."""

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims_made import claim, of_whom, report
from tollbook.model import Claim, Document, Lineage
from tollbook.trace import trace

THREE = "al-Shafa + Gamsha + Haijin"
DOCUMENTS = [
    report("sana", "2018-11-13", publisher="Al-Kawthar TV", cites="SANA", language="ar"),
    report("sputnik", "2018-11-12", publisher="Sputnik", cites="SANA", language="en"),
    report("paper", None, language="en"),
    report("wire", "2018-11-20", publisher="The Associated Press", language="en"),
    report("un-en", "2018-12-14", publisher="Qasioun", cites="UN Secretary-General", language="en"),
    report("un-tr", "2018-12-14", publisher="Ege Postası", cites="UN Secretary-General", language="tr"),
    report("sohr-9", "2018-11-09", publisher="Syrian Observatory for Human Rights", language="en"),
    report("sohr-17", "2018-11-17", publisher="La Voce d'Italia", cites="ANSA", language="it"),
]
TURKISH, SYRIAN = ("Turkish state media",), ("Syrian state news",)
UN, UN_TR = ("UN Secretary-General",), ("BM Genel Sekreteri",)
CLAIMS = [
    claim("sana", 0, ">60", "الشعفة", "2018-11-12", harm="killed_or_injured", sources=("سانا",)),
    claim(
        "sputnik",
        0,
        ">60",
        "al-Sha'afa",
        "2018-11-12",
        harm="killed_or_injured",
        sources=("SANA", "people in the area"),
    ),
    claim("paper", 0, "30-60"),
    claim("paper", 1, "15", "Haijin", sources=TURKISH),
    claim("paper", 2, "20+", "Gamsha + al-Shafa", sources=TURKISH),
    claim("paper", 3, ">60", THREE, sources=SYRIAN),
    claim("wire", 0, "<60", "al-Shafa + Gamsha + Hajin"),
    claim("wire", 1, "15", "Hajin", sources=TURKISH),
    claim("wire", 2, "20+", "Gamsha + al-Shafa", sources=TURKISH),
    claim("wire", 3, ">60", "al-Shafa + Gamsha + Hajin", sources=SYRIAN),
    claim("un-en", 0, "3", "Sha'fe", "2018-11-03", sources=UN),
    claim("un-en", 1, "11", "Hajin", "2018-11-10", sources=UN),
    claim("un-tr", 0, "3", "Şafah", "2018-11-04", sources=UN_TR),
    claim("un-tr", 1, "7", "Hacin", "2018-11-10/2018-11-10", sources=UN_TR, of_whom=of_whom(children=4, women=1)),
    claim("sohr-9", 0, "26", "Hajin", "2018-11-09"),
    claim("sohr-17", 0, "43+", "Abu al Hassan", "2018-11-17", sources=("Osservatorio",)),
]


def lineage() -> Lineage:
    return trace(DOCUMENTS, CLAIMS)


def test_two_original_speakers_stand_behind_the_newspaper() -> None:
    groups = {lineage().group_of(lineage().origin[f"paper#{i}"]) for i in (1, 2, 3)}
    assert groups == {"turkish-state-media", "syrian-state-media"}


def test_the_newspapers_own_span_is_no_source() -> None:
    assert lineage().summaries == {"paper#0", "wire#0"}


def test_the_agency_stays_the_speaker_for_the_people_it_quotes() -> None:
    assert lineage().origin["sputnik#0"] == "sana"


def test_the_wire_adds_no_source_and_is_known_as_a_retelling() -> None:
    found = lineage()
    speakers = {found.origin[f"wire#{i}"] for i in (1, 2, 3)}
    assert speakers == {found.origin[f"paper#{i}"] for i in (1, 2, 3)}
    assert found.copies["wire"] == "paper"


def test_the_wounded_fell_out_and_one_village_became_three() -> None:
    found = {(d.from_, d.to, d.what) for d in lineage().drifts}
    assert {("sana#0", "paper#3", "harm"), ("sana#0", "paper#3", "place")} <= found
    assert {("sana#0", "wire#3", "harm"), ("sana#0", "wire#3", "place")} <= found


def test_four_of_seven_became_four_and_seven_and_a_date_slid() -> None:
    found = {(d.from_, d.to, d.what) for d in lineage().drifts}
    assert ("un-tr#1", "un-en#1", "breakdown_as_sum") in found
    assert ("un-en#0", "un-tr#0", "date") in found


def test_two_events_of_the_observatory_are_no_drift() -> None:
    assert not any("sohr" in drift.from_ or "sohr" in drift.to for drift in lineage().drifts)


def test_every_claim_has_an_origin_and_a_reason() -> None:
    found = lineage()
    assert set(found.origin) == set(found.reasons) == {c.id for c in CLAIMS}
    assert set(found.origin.values()) <= set(found.sources)


def test_a_claim_in_copied_words_is_the_first_reports() -> None:
    words = "Aircraft struck a row of houses beside the bakery before dawn, and five civilians died."
    documents = [
        Document("first", words, publisher="Hajin Page", published=date(2018, 11, 3)),
        Document("second", words, publisher="Another Page", published=date(2018, 11, 4)),
    ]
    found = trace(documents, [claim("first", 0, "5"), claim("second", 0, "5")])
    assert found.origin["second#0"] == found.origin["first#0"] == "name:hajinpage"
    assert found.reasons["second#0"] == "repeats the words of Hajin Page"


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_matters(shuffler: random.Random) -> None:
    documents: list[Document] = DOCUMENTS[:]
    claims: list[Claim] = CLAIMS[:]
    shuffler.shuffle(documents)
    shuffler.shuffle(claims)
    assert trace(documents, claims) == lineage()


@settings(deadline=None)
@given(st.sets(st.integers(0, len(CLAIMS) - 1)))
def test_any_part_of_the_claims_can_be_traced(chosen: set[int]) -> None:
    some = [CLAIMS[i] for i in chosen]
    found = trace(DOCUMENTS, some)
    assert set(found.origin) == {c.id for c in some}
    assert {d.to for d in found.drifts} | {d.from_ for d in found.drifts} <= set(found.origin)


def test_claims_of_reports_not_at_hand_are_left_out() -> None:
    assert trace([], CLAIMS).origin == {}
