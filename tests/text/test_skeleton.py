import pytest

from tollbook.text.skeleton import skeleton

SAME = [
    ["الشعفة", "al-Sha'afa", "Al Shaafah", "Şafah", "Sha'fe", "al-Shaf'a", "al-Shafa"],
    ["هجين", "Hajin", "Haijin", "Hacin", "Хаджин"],
    ["أبو الحسن", "Abu al-Hassan", "Abo Al Hassan", "Abu Al-Hasan"],
    ["دير الزور", "Deir Ezzor", "Deir ez-Zor", "Deyrizor"],
    ["خان يونس", "Khan Younis", "Khan Yunis"],
    ["Щастя", "Shchastia"],
]


@pytest.mark.parametrize("names", SAME)
def test_spellings_of_one_place_meet(names: list[str]) -> None:
    assert len({skeleton(name) for name in names}) == 1


def test_other_places_do_not() -> None:
    names = ["Hajin", "Raqqa", "Deir Ezzor", "Khan Younis", "Manbij", "Mosul", "Kyiv", "Idlib", "Kashma"]
    assert len({skeleton(name) for name in names}) == len(names)


@pytest.mark.parametrize("name", ["", "24", "—", "東京"])
def test_what_has_no_known_letter_has_no_skeleton(name: str) -> None:
    assert skeleton(name) == ""
