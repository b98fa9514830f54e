"""Names without their case endings: Хаджину, Сирии and Bachmutu back to forms a gazetteer lists."""

from collections.abc import Iterator
from functools import lru_cache

from tollbook.locate.keys import fold
from tollbook.locate.place_words import place_words

SHORTEST_STEM = 3


def _stems(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            yield word[: len(word) - len(ending)]


@lru_cache(maxsize=10_000)
def forms(name: str, language: str) -> tuple[str, ...]:
    """The name as written, then with endings of its last word exchanged; the name alone without cases."""
    known = place_words(language)
    if not known.endings:
        return (name,)
    folded = fold(name)
    stems = (folded, *_stems(folded, known.endings))
    every = (stem + ending for stem in stems for ending in known.restored)
    return tuple(dict.fromkeys((name, *every)))
