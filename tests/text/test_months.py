import pytest

from tollbook import languages
from tollbook.text.months import month_numbers


@pytest.mark.parametrize("language", languages.available())
def test_every_language_names_twelve_months(language: str) -> None:
    assert set(month_numbers(language).values()) == set(range(1, 13))


def test_names_are_folded_and_the_first_language_decides() -> None:
    found = month_numbers("en", "fr", "ar")
    assert [found[name] for name in ("fevrier", "aout", "تشرين الاول", "sept")] == [2, 8, 10, 9]
