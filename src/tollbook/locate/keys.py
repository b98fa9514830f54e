"""Keys under which the spellings of one place meet: an exact key within a script, a skeleton across scripts.

The exact key takes off case, accents, articles, hyphens and apostrophes; the skeleton keeps only classes of consonants
(`letters.toml`), since vowels are what transcriptions of Arabic disagree about.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice, product
from typing import Any

MOST_SKELETONS = 6
"""A name with many ambiguous letters gives only its likeliest skeletons."""

ARABIC_SAME = str.maketrans(
    {"ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ک": "ك", "گ": "ك", "ہ": "ه", "ھ": "ه", "ة": "ه", "ە": "ه"}
    | {"ۀ": "ه", "ڵ": "ل", "ۆ": "و", "ڕ": "ر"}
    | dict.fromkeys("ءـ\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff")
)
APOSTROPHES = re.compile("['’‘`ʿʾʼ´ʹ‛′]")
WORD = re.compile(r"[^\W_]+")
ARABIC_LETTER = re.compile("[\u0621-\u06ff]")
MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0591-\u05c7]+")
LATIN_KEPT = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
)
TURKISH_KEPT = {"ç": "ch", "ş": "sh", "š": "sh", "č": "ch", "ž": "zh"}
HUSHING = re.compile("[çşščžÇŞŠČŽ]")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "letters.toml").read_text(encoding="utf-8"))


@cache
def articles() -> frozenset[str]:
    """Words dropped from a name: articles in every script, and the Persian link of Deir-i-Zour."""
    return frozenset(_data()["articles"])


@cache
def _classes() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    table = {letter: tuple(classes) for part in ("groups", "letters") for letter, classes in _data()[part].items()}
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), table


def fold(name: str) -> str:
    """Lower case without accents, marks, apostrophes or script variants; hushing letters as sh, ch, zh; words kept."""
    if name.isascii():
        return APOSTROPHES.sub("", name.lower())
    name = HUSHING.sub(lambda m: TURKISH_KEPT[m[0].lower()], unicodedata.normalize("NFC", name))
    plain = MARKS.sub("", unicodedata.normalize("NFKD", name.lower().translate(LATIN_KEPT)))
    return APOSTROPHES.sub("", plain.translate(ARABIC_SAME))


def _without_article(word: str) -> str:
    """The word without an Arabic article written to it, where enough letters stay to be a name."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def name_words(name: str) -> list[str]:
    """Folded words of a name without its articles; all words where nothing else would stay."""
    every = WORD.findall(fold(name))
    bare = [_without_article(word) for word in every if word not in articles()]
    return bare or every


@lru_cache(maxsize=50_000)
def exact_key(name: str) -> str:
    """The key that spellings in one script share: "Al Sha'afa", "al-Shaafa" and "Shaafa" are one; empty for no letters."""
    return "".join(name_words(name))


def _word_classes(word: str) -> list[tuple[str, ...]]:
    pattern, table = _classes()
    silent_end = (
        word[:-1] if len(word) > 2 and word[-1] in "hه" and word[-2:] not in ("sh", "ch", "kh", "gh", "th") else word
    )
    return [table[part] for part in pattern.findall(silent_end)]


def _collapsed(classes: tuple[str, ...]) -> str:
    out: list[str] = []
    for one in classes:
        if one and (not out or out[-1] != one):
            out.append(one)
    return "".join(out)


def _attached_article(words: list[str]) -> list[str] | None:
    """The words with a Latin "al" written to the first one taken off ("Alshafa")."""
    first = words[0]
    return [first[2:], *words[1:]] if len(first) > 5 and first.startswith("al") and first[2] not in "aeiou" else None


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    pattern, table = _classes()
    vowels: dict[str, str] = _data()["vowels"]
    both = {**{letter: classes[0] for letter, classes in table.items()}, **vowels}
    return re.compile(f"{pattern.pattern}|{'|'.join(vowels)}"), both


@lru_cache(maxsize=50_000)
def sound(key: str) -> str:
    """A key as consonant classes with the vowels it writes, for comparing spellings: "hajin" and "hadjeen" are HaJiN."""
    pattern, table = _sounds()
    return _collapsed(tuple(table[part] for part in pattern.findall(key.removesuffix("ه"))))


@lru_cache(maxsize=50_000)
def skeletons(name: str) -> tuple[str, ...]:
    """Consonant skeletons of a name, likeliest first: "Hajin", "هجين", "Хаджин" share HJN. Empty where fewer than two."""
    words = name_words(name)
    if not words:
        return ()
    found: dict[str, None] = {}
    for reading in (words, _attached_article(words)):
        if reading:
            options = [classes for word in reading for classes in _word_classes(word)]
            found.update(dict.fromkeys(map(_collapsed, islice(product(*options), MOST_SKELETONS))))
    return tuple(skeleton for skeleton in found if len(skeleton) > 1)


def is_uncapitalised(name: str) -> bool:
    """Whether the name is in a script without capitals (Arabic, Persian, Hebrew), where a gazetteer must find it."""
    return bool(ARABIC_LETTER.search(name)) or any("\u0590" <= letter <= "\u05ff" for letter in name)
