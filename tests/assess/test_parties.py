"""Names of parties as reports write them."""

import pytest

from tollbook.assess.parties import is_listed, name_of, parties_in, parties_of

COALITION, RUSSIA, GOVERNMENT = "us-led-coalition", "russia", "syrian-government"


@pytest.mark.parametrize(
    ("written", "parties"),
    [
        ("US-led Coalition", [COALITION]),
        ("U.S. and coalition warplanes", [COALITION]),
        ("American-backed airpower", [COALITION]),
        ("طائرات التحالف الدولي", [COALITION]),
        ("والتحالف", [COALITION]),
        ("коалиция", [COALITION]),
        ("Saudi-led coalition", ["saudi-led-coalition"]),
        ("التحالف العربي", ["saudi-led-coalition"]),
        ("US-backed SDF", ["sdf"]),
        ("Russian warplanes", [RUSSIA]),
        ("regime and Russian forces", [RUSSIA, GOVERNMENT]),
        ("النظام السوري", [GOVERNMENT]),
        ("قوات الاحتلال", ["israel"]),
        ("Wagner Group", ["wagner group"]),
        ("", []),
    ],
)
def test_parties_in(written: str, parties: list[str]) -> None:
    assert list(parties_in(written)) == parties


def test_a_part_of_a_word_is_no_name() -> None:
    assert parties_in("Crusaders") == ("crusaders",)


def test_several_names_of_one_party_are_one() -> None:
    assert parties_of(["coalition", "CJTF-OIR", "the United States"]) == [COALITION]


def test_names_in_both_languages() -> None:
    assert (name_of(RUSSIA, "en"), name_of(RUSSIA, "ar"), name_of("wagner", "ar")) == ("Russia", "روسيا", "wagner")
    assert is_listed(RUSSIA)
    assert not is_listed("wagner")
