"""Everything that is looked up for one name: its shapes, its parts, other scripts, one letter off, bare consonants."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tollbook.locate.keys import articles, exact_key, fold, skeletons
from tollbook.locate.parts import parts
from tollbook.locate.spell import OTHERS, data, one_letter_off, script_of, spelled

TryKind = Literal[
    "as_written", "joined", "prefix_off", "prefix_on", "transliterated", "part", "one_letter", "consonants"
]
WHOLE: tuple[TryKind, ...] = ("as_written", "joined", "prefix_off", "prefix_on", "transliterated", "one_letter")
"""Tries that find the name as a whole; a part alone is another name, consonants alone meet by chance."""

SHORTEST = 3
"""A key of fewer letters with one letter off is any word."""

LONGEST = 60
"""A longer text is no place's name: it is looked up as it is written, and not varied."""

NEAREST_SPELLINGS = 3
"""Spellings of another script of which one-letter variants are looked up too."""

ATTACHED = re.compile(r"\b[aAeE]l(?=[^\W\d_aeiou]\w{2})")
SEPARATORS = re.compile(r"[\s\-‐‑‒–—,،/]+")


@dataclass(frozen=True, slots=True)
class Try:
    """One spelling to be looked up: the keys it is found under. ``of`` is what a one-letter variant varies."""

    kind: TryKind
    script: str
    spelling: str
    keys: tuple[str, ...]
    of: str = ""


def _keys(spelling: str) -> tuple[str, ...]:
    """The key of a spelling, and that without articles written to its words ("Albab Algharbi")."""
    bare = ATTACHED.sub("", spelling)
    return tuple(dict.fromkeys(filter(None, (exact_key(spelling), exact_key(bare)))))


def _exactly(kind: TryKind, spelling: str) -> Try | None:
    keys = _keys(spelling)
    return Try(kind, script_of(spelling), spelling, keys) if keys else None


def words_of(name: str) -> list[str]:
    """The words of a name, an article with the word it belongs to: "Al-Bab al-Gharbi" is Al-Bab and al-Gharbi."""
    found: list[str] = []
    held = ""
    for word in filter(None, SEPARATORS.split(name)):
        if fold(word) in articles():
            held += f"{word}-"
        else:
            found.append(held + word)
            held = ""
    return [*found, held.rstrip("-")] if held else found


def _prefixes(script: str) -> frozenset[str]:
    return frozenset(map(fold, data()["prefixes"].get(script, ())))


def _shapes(name: str) -> Iterator[Try | None]:
    """The name as written, its parts taken as one word, without and with the words other lists put before it."""
    script, words = script_of(name), words_of(name)
    yield _exactly("as_written", name)
    if len(words) > 1:
        yield _exactly("joined", "".join(words))
    if len(found := parts(name)) == 1 and found[0].name != name:
        yield _exactly("prefix_off", found[0].name)
    if len(words) > 1 and fold(words[0]) in _prefixes(script):
        yield _exactly("prefix_off", " ".join(words[1:]))
    else:
        for prefix in data()["prefixes"].get(script, ()):
            yield _exactly("prefix_on", f"{prefix} {name}")


def splits(name: str) -> tuple[tuple[str, str], ...]:
    """The name cut in two at each gap between its words."""
    words = words_of(name)
    return tuple((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))


def _parts(name: str) -> Iterator[Try | None]:
    for pair in splits(name):
        yield from (_exactly("part", part) for part in pair)


def _transliterated(name: str) -> Iterator[Try]:
    for script in (*OTHERS, "latin"):
        for spelling in spelled(name, script):
            yield Try("transliterated", script, spelling, (exact_key(spelling),))


def _one_letter(kept: list[Try]) -> Iterator[Try]:
    """One letter off the name itself, and off its likeliest spellings in each other script."""
    seen: dict[str, int] = {}
    for one in kept:
        near = one.kind == "transliterated" and seen.get(one.script, 0) < NEAREST_SPELLINGS
        if (one.kind in ("as_written", "prefix_off") or near) and len(one.keys[0]) >= SHORTEST:
            seen[one.script] = seen.get(one.script, 0) + near
            yield Try("one_letter", one.script, "", one_letter_off(one.keys[0], one.script), one.spelling)


def tries(name: str) -> tuple[Try, ...]:
    """What is looked up for a name, the likeliest way first; a variant only where nothing before it has its key."""
    if not 0 < len(exact_key(name)) <= LONGEST:
        written = _exactly("as_written", name)
        return (written,) if written else ()
    plain = [one for one in (*_shapes(name), *_transliterated(name), *_parts(name)) if one]
    bones = skeletons(name)
    last = [Try("consonants", script_of(name), name, bones)] if bones else []
    seen = {key for one in plain for key in one.keys}
    varied = (replace(one, keys=tuple(key for key in one.keys if key not in seen)) for one in _one_letter(plain))
    return (*dict.fromkeys(plain), *varied, *last)
