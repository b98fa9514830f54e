import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.locate.parts import parts


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("Hajin", ["Hajin"]),
        ("city of Afrin", ["Afrin"]),
        ("the village of Al-Bashiriya, al-Hasakah", ["Al-Bashiriya", "al-Hasakah"]),
        ("Badou neighbourhood", ["Badou"]),
        ("Vicinity of Taiba Mosque, Tal Al Sultan, Rafah", ["Taiba", "Tal Al Sultan", "Rafah"]),
        ("Near Hamad City, Khan Younis", ["Hamad", "Khan Younis"]),
        ("Al Sakhour (Aleppo)", ["Al Sakhour", "Aleppo"]),
        ("حي القصور", ["القصور"]),
        ("بالقرب من مسجد طيبة، تل السلطان، رفح", ["طيبة", "تل السلطان", "رفح"]),
        ("", []),
        (" , ", []),
    ],
)
def test_a_recorded_place_comes_apart_finest_first(place: str, names: list[str]) -> None:
    assert [part.name for part in parts(place)] == names


def test_type_words_tell_the_kind() -> None:
    [mosque, quarter] = parts("Vicinity of Saint Porphyrius Church, Al Zeitoun neighbourhood")
    assert (mosque.precision, quarter.precision) == ("landmark", "neighbourhood")


@given(st.text(max_size=60))
def test_any_text(place: str) -> None:
    assert all(part.name for part in parts(place))
