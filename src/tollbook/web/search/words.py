"""Words as the index holds them: folded, and beside them the forms people search for."""

import re
from collections.abc import Iterable, Iterator

from tollbook.text.fold import fold

WORD = re.compile(r"[^\W_]+", re.UNICODE)
ARABIC = re.compile(r"[ء-ي]")
CONJUNCTIONS, PREPOSITIONS = "وف", "بلك"
SHORTEST = 2
LONGEST = 60
"""Longer runs are addresses and noise, which nobody types."""


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [word for word in WORD.findall(fold(text).text) if len(word) <= LONGEST]


def stems_of(words: Iterable[str]) -> list[str]:
    """Forms of Arabic words without joined "and", preposition and article, each once, sorted."""
    return sorted({stem for word in words if ARABIC.match(word) for stem in _stems(word)})


def _stems(word: str) -> Iterator[str]:
    for bare in (word, word[1:] if word[0] in CONJUNCTIONS else ""):
        for form in (bare, bare[1:] if bare[:1] in PREPOSITIONS and bare[:1] else ""):
            for stem in (form, _without_article(form)):
                if len(stem) >= SHORTEST and stem != word:
                    yield stem


def _without_article(form: str) -> str:
    return form[2:] if form.startswith(("ال", "لل")) else form
