"""The consonants of a name in one alphabet: a weak key under which spellings and scripts of one place meet.

Vowels, doubled letters, the article and a final h differ from one transliteration to the next; what remains is alike
in الشعفة, al-Sha'afa, Al Shaafah and Şafah. Different names can share a skeleton: it proposes, it never decides.

One key a name, to hold the places of two claims against each other. What searches a gazetteer is tollbook.locate.keys:
there a letter has every class it may stand for, and a name several keys.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from tollbook.text.fold import fold_word

WORD = re.compile(r"[^\W\d_]+")


class _Tables(NamedTuple):
    """``skeleton.toml``, turned round: letters and groups of letters -> consonant."""

    articles: frozenset[str]
    letters: dict[str, str]
    groups: dict[str, str]
    group: re.Pattern[str]


@cache
def _tables() -> _Tables:
    data = tomllib.loads((files(__package__) / "skeleton.toml").read_text(encoding="utf-8"))
    letters, groups = (
        {written: consonant for consonant, some in data[part].items() for written in some}
        for part in ("letters", "groups")
    )
    longest_first = sorted(groups, key=len, reverse=True)
    return _Tables(frozenset(data["articles"]), letters, groups, re.compile("|".join(longest_first)))


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """The consonants of ``name`` without article, vowels, doublings and a final h; empty where no letter is known."""
    words = WORD.findall(fold_word(name).replace("'", ""))
    kept = [w for w in words if w not in _tables().articles] or words
    return "".join(filter(None, map(_consonants, kept)))


def _consonants(word: str) -> str:
    tables = _tables()
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
    plain = tables.group.sub(lambda group: tables.groups[group.group()], word)
    out: list[str] = []
    for letter in plain:
        consonant = tables.letters.get(letter, "")
        if consonant and (not out or out[-1] != consonant):
            out.append(consonant)
    if len(out) > 1 and out[-1] == "h":
        out.pop()
    return "".join(out)
