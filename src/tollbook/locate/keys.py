"""Keys under which the spellings of one place meet: an exact key within a script, a skeleton across scripts.

The exact key takes off case, accents, articles, hyphens and apostrophes; the skeleton keeps only classes of consonants
(`letters.toml`), since vowels are what transcriptions of Arabic disagree about.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
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
UNCAPITALISED = re.compile("[\u0590-\u05ff\u0621-\u06ff]")
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
    """The key that spellings in one script share: "Al Sha'afa" and "al-Shaafa" are one; empty where no letter is."""
    return "".join(name_words(name))


DOUBLED = re.compile(r"([^\W\d_])\1+")
SOUNDED_H = ("sh", "ch", "kh", "gh", "th", "dh", "ph", "zh")


def _ends(word: str, last: bool) -> tuple[str, tuple[str, ...]]:
    """The word without an "h" that may be silent at its end (Raqqah, الرقة), and the classes that end may stand for.

    Before another word the ending of الرقة may be sounded as t (معرة النعمان, Maarat al-Numan).
    """
    if len(word) < 3 or word[-1] not in "hه" or word.endswith(SOUNDED_H):
        return word, ()
    return word[:-1], ("", "H") if word[-1] == "h" else ("",) if last else ("", "T")


@lru_cache(maxsize=100_000)
def _word_skeletons(word: str, last: bool) -> tuple[str, ...]:
    """Skeletons of one word, likeliest first; words recur in names, so the cache spares most of the work."""
    pattern, table = _classes()
    body, end = _ends(word, last)
    found = [table[part] for part in pattern.findall(DOUBLED.sub(r"\1", body))]
    options = [*found, end] if end else found
    return tuple(dict.fromkeys(map("".join, islice(product(*options), MOST_SKELETONS))))


def _attached_article(words: list[str]) -> list[str] | None:
    """The words with a Latin "al" written to the first one taken off ("Alshafa")."""
    first = words[0]
    return [first[2:], *words[1:]] if len(first) > 5 and first.startswith("al") and first[2] not in "aeiou" else None


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    _, table = _classes()
    vowels: dict[str, str] = _data()["vowels"]
    both = {**{letter: classes[0] for letter, classes in table.items()}, **vowels}
    return re.compile("|".join(map(re.escape, sorted(both, key=len, reverse=True)))), both


@lru_cache(maxsize=50_000)
def sound(key: str) -> str:
    """A key as consonant classes with the vowels it writes, to compare spellings: "hajin" and "hadjeen" are HaJiN."""
    pattern, table = _sounds()
    return "".join(table[part] for part in pattern.findall(DOUBLED.sub(r"\1", _ends(key, True)[0])))


def _readings(words: list[str]) -> Iterator[str]:
    """Skeletons of the words in a row."""
    last = len(words) - 1
    options = [_word_skeletons(word, at == last) for at, word in enumerate(words)]
    return map("".join, islice(product(*options), MOST_SKELETONS))


def _skeletons(words: list[str]) -> tuple[str, ...]:
    if not words:
        return ()
    found = dict.fromkeys(_readings(words))
    if bare := _attached_article(words):
        found.update(dict.fromkeys(_readings(bare)))
    return tuple(skeleton for skeleton in found if len(skeleton) > 1)


@lru_cache(maxsize=50_000)
def skeletons(name: str) -> tuple[str, ...]:
    """Consonant skeletons of a name, likeliest first: "Hajin", "هجين" and "Хаджин" share HJN; none of one consonant."""
    return _skeletons(name_words(name))


def both_keys(name: str) -> tuple[str, tuple[str, ...]]:
    """Exact key and skeletons of a name in one reading of it, for building an index."""
    words = name_words(name)
    return "".join(words), _skeletons(words)


def is_uncapitalised(name: str) -> bool:
    """Whether the name is in a script without capitals (Arabic, Persian, Hebrew), where a gazetteer must find it."""
    return not name.isascii() and UNCAPITALISED.search(name) is not None
