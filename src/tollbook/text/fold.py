"""One spelling for matching: lower case, one form of each letter and digit, broken words joined, offsets kept.

People who post about killings break words up to slip past moderation (a stretched letter, a dot, a space in the
middle). Folding joins them again, so that every later step sees plain words, while ``Folded`` leads back to the exact
code points of the original.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

TATWEEL = "\u0640"
ARABIC = "\u0621-\u064a\u066e-\u06d3"
LETTER_FORMS = {
    **dict.fromkeys("أإآٱ", "ا"),
    **{"ى": "ي", "ئ": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ە": "ه", "ۀ": "ه", "ؤ": "و", "ک": "ك", "گ": "ك"},
    **{"ı": "i", "İ": "i", "ё": "е", "Ё": "е", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"},
    **dict.fromkeys("‘’ʼʻ`´ʿʾ‛′", "'"),
    **dict.fromkeys("“”„‟«»″〝〞", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **{"،": ",", "٬": ",", "؛": ";", "؟": "?", "٫": ".", "_": " ", "…": "."},
}
BROKEN_WORD = re.compile(
    f"(?<!{TATWEEL}){TATWEEL}++[ .*$#·•/\\\\-]{{1,2}}(?=[{ARABIC}])"
    f"|(?<=[{ARABIC}])[ .*$#·•/\\\\-]{{1,2}}(?={TATWEEL}[{ARABIC}])"
    f"|(?<=[{ARABIC}])[*$]+(?=[{ARABIC}])"
)
MARKED = f"[{ARABIC}\u064b-\u0652]"
DOTTED_WORD = re.compile(f"(?<!{MARKED}){MARKED}++(?:\\.{MARKED}++)+")
# No word has more letters; without the limit a run that ends wrongly is searched again from each of them.
SPELLED_WORD = re.compile(f"(?<![{ARABIC}_])(?:[{ARABIC}]{{1,2}}[_•·]){{1,40}}[{ARABIC}]{{1,2}}(?![{ARABIC}_])")
LETTERS_APART = re.compile(f"(?<![{ARABIC}])(?:[{ARABIC}] ){{3,40}}[{ARABIC}](?![{ARABIC}])")
SHORT_RUN = 2
LONGEST_EXPANSION = 4  # longer ones are pious formulas and logos, which no rule reads


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is the folded form; ``offsets[i]`` the original index of its character i (``None``: the same index)."""

    text: str
    original: str
    offsets: list[int] | None = None

    def start_of(self, i: int) -> int:
        """Original offset at which folded character ``i`` starts."""
        return i if self.offsets is None else self.offsets[i]

    def index_of(self, original: int) -> int:
        """The first folded character that stems from the original offset or lies behind it."""
        return original if self.offsets is None else bisect_left(self.offsets, original)

    def end_of(self, j: int) -> int:
        """Original offset just after folded character ``j - 1``, its trailing marks included."""
        if self.offsets is None:
            return j
        end = self.offsets[j - 1] + 1
        while end < len(self.original) and (self.original[end] == TATWEEL or unicodedata.combining(self.original[end])):
            end += 1
        return end


@cache
def fold_character(character: str) -> str:
    """The folded form of one character: none, one or several characters."""
    if character in LETTER_FORMS:
        return LETTER_FORMS[character]
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category in ("Zs", "Zl", "Zp"):
        return " "
    invisible = category in ("Mn", "Me", "Cf", "Cc") and character not in "\n\t"
    return "" if invisible or character == TATWEEL else _fold_letter(character)


def _fold_letter(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and len(plain) <= LONGEST_EXPANSION:
        return "".join(map(fold_character, plain))
    lower = character.lower()
    base = unicodedata.normalize("NFD", lower)
    if "a" <= base[0] <= "z":
        return "".join(c for c in base if not unicodedata.combining(c))
    return LETTER_FORMS.get(lower, lower)


def _skipped(text: str) -> set[int]:
    """Indices of the filler that breaks Arabic words up."""
    skipped: set[int] = set()
    for match in BROKEN_WORD.finditer(text):
        skipped.update(range(match.start(), match.end()))
    for match in DOTTED_WORD.finditer(text):
        runs = match.group().split(".")
        if any(sum(c != TATWEEL and not unicodedata.combining(c) for c in run) <= SHORT_RUN for run in runs):
            skipped.update(i for i in range(match.start(), match.end()) if text[i] == ".")
    for pattern in (SPELLED_WORD, LETTERS_APART):
        for match in pattern.finditer(text):
            skipped.update(i for i in range(match.start(), match.end()) if text[i] in "_•· ")
    return skipped


def fold(text: str) -> Folded:
    """The text folded for matching, with the way back to the original offsets; linear in the length."""
    if text.isascii():
        return Folded(text.lower().replace("_", " ").replace("`", "'"), text)
    skipped = _skipped(text)
    out: list[str] = []
    offsets: list[int] = []
    for i, character in enumerate(text):
        if i in skipped:
            continue
        plain = fold_character(character)
        out.append(plain)
        if len(plain) == 1:
            offsets.append(i)
        else:
            offsets.extend([i] * len(plain))
    return Folded("".join(out), text, offsets)


@cache
def fold_word(word: str) -> str:
    """A word or phrase of the language data in its folded form."""
    return fold(word).text
