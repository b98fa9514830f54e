"""The consonants of a name in one alphabet: a weak key under which spellings and scripts of one place meet.

Vowels, doubled letters, the article and a final h differ from one transliteration to the next; what remains is alike
in الشعفة, al-Sha'afa, Al Shaafah and Şafah. Different names can share a skeleton: it proposes, it never decides.
"""

import re
from functools import lru_cache

from tollbook.text.fold import fold_word

ARTICLES = frozenset(
    {
        "al",
        "el",
        "as",
        "ash",
        "an",
        "ar",
        "at",
        "ath",
        "az",
        "ad",
        "adh",
        "ez",
        "er",
        "es",
        "et",
        "ed",
        "en",
        "the",
        "de",
        "la",
        "le",
    }
)
DIGRAPHS = {
    "sh": "s",
    "ch": "s",
    "kh": "h",
    "gh": "g",
    "th": "t",
    "dh": "d",
    "ts": "s",
    "zh": "j",
    "dj": "j",
    "dzh": "j",
    "дж": "j",
}
LETTERS = {
    **dict(zip("bdfghjklmnprstz", "bdfghjklmnbrstz", strict=True)),
    **{"c": "j", "q": "k", "x": "s", "v": "f"},
    **dict(zip("بپتثجچحخدذرزژسشصضطظغفڤقكلمنه", "bbttjjhhddrzjsssdtzgffkklmnh", strict=True)),
    **dict(zip("бвгджзклмнпрстфхцчшщґ", "bfgdjzklmnbrstfhsssjg", strict=True)),
    **dict(zip("בגדהזחטכךלמםנןסספףצץקרשת", "bgdhzhtkklmmnnssffsskrst", strict=True)),
}
WORD = re.compile(r"[^\W\d_]+")
PAIR = re.compile("|".join(sorted(DIGRAPHS, key=len, reverse=True)))


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """The consonants of ``name`` without article, vowels, doublings and a final h; empty where no letter is known."""
    words = WORD.findall(fold_word(name).replace("'", ""))
    kept = [w for w in words if w not in ARTICLES] or words
    return "".join(filter(None, map(_consonants, kept)))


def _consonants(word: str) -> str:
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
    plain = PAIR.sub(lambda pair: DIGRAPHS[pair.group()], word)
    out: list[str] = []
    for letter in plain:
        consonant = LETTERS.get(letter, "")
        if consonant and (not out or out[-1] != consonant):
            out.append(consonant)
    if len(out) > 1 and out[-1] == "h":
        out.pop()
    return "".join(out)
