"""The names of months as the language data has them, for what reads days without reading sentences."""

from collections.abc import Mapping
from functools import cache

from tollbook import languages
from tollbook.text.plain import plain


@cache
def month_numbers(*of: str) -> Mapping[str, int]:
    """Folded name or abbreviation -> 1 to 12, in the languages given (ISO 639-1); the first that has a name decides."""
    found: dict[str, int] = {}
    for language in of:
        for number, names in languages.load(language, "dates")["months"].items():
            for name in names:
                found.setdefault(plain(name), int(number))
    return found
