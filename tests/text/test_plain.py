import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.text.fold import fold
from tollbook.text.plain import plain, words

TEXTS = [
    "Al-Sha'afa, 17",
    "مقـ ـتل 5 مدنيين",
    "قُـتِـلَ ١٢ شخصاً",
    "ش.ه.د.ا.ء",
    "Погибли 26 мирных",
    "İzmir'de üç kişi",
    "a_b `c`",
]


@pytest.mark.parametrize("text", TEXTS)
def test_plain_is_what_folding_gives(text: str) -> None:
    assert plain(text) == fold(text).text


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_plain_is_what_folding_gives_for_any_text(text: str) -> None:
    spaced = " ".join(text.split())
    assert plain(spaced).replace(".", "") == fold(spaced).text.replace(".", "")


def test_words() -> None:
    assert words("At least 12 died, SNHR said.") == ["at", "least", "12", "died", "snhr", "said"]
