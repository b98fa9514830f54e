"""Names of speakers, brought to one form so that the same body is known by any of its spellings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tollbook.text.fold import fold
from tollbook.text.tokens import tokenise

ARABIC_ARTICLES = ("وال", "بال", "لل", "ال")
SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Particles:
    """What may stand around a name without being part of it: endings after an apostrophe, articles, articles elided."""

    endings: frozenset[str]
    articles: frozenset[str]
    elided: frozenset[str]


def bare(word: str, particles: Particles) -> str:
    """A folded word without the Arabic article, an elided article, or an ending set off by an apostrophe."""
    before, mark, rest = word.partition("'")
    if mark and before in particles.elided and len(rest) >= SHORTEST_STEM:
        word = rest
    head, mark, tail = word.rpartition("'")
    if mark and tail in particles.endings | {""} and len(head) >= SHORTEST_STEM - 1:
        word = head
    for article in ARABIC_ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= SHORTEST_STEM:
            return word[len(article) :]
    return word.replace("'", "").replace("-", "")


@lru_cache(maxsize=200_000)
def words_of(name: str, particles: Particles) -> tuple[str, ...]:
    """The words of a name in one spelling: folded, without articles; empty only where the name has no letter."""
    folded = fold(name.replace("-", " "))
    words = [bare(token.text, particles) for token in tokenise(folded) if token.kind != "p"]
    return tuple(w for w in words if w and w not in particles.articles) or tuple(filter(None, words))


def key_of(words: Sequence[str]) -> str:
    """One key for a name however it is spaced: ``@HalabTodayTV`` is Halab Today TV."""
    return "".join(words)


def runs(words: Sequence[str], longest: int) -> Iterator[tuple[str, int]]:
    """Every run of words as a key with its length, longest first, then from the left."""
    for length in range(min(longest, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            yield key_of(words[start : start + length]), length


def contains(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether every word of the shorter name stands, in order, in the longer one, which has more."""
    if not shorter or len(shorter) >= len(longer):
        return False
    rest = iter(longer)
    return all(word in rest for word in shorter)
