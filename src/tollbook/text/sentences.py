"""Sentences, as spans of the original text."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

ARABIC = "[\u0621-\u063f\u0641-\u064a]"  # without the stretched letter, which joins the parts of a broken word
BOUNDARY = re.compile(
    r"[.!?؟。…]+[\"'”’»)\]]*(?=\s|$)|\n+"
    f"|[؟!](?={ARABIC})|(?<={ARABIC}{{3}})[.](?={ARABIC}{{3}})|(?<=[\\d)»])[.](?={ARABIC})"
)
WRAPPED_LINE = 60
LONGEST = 4000  # nobody writes a longer one; in noise each claim would be held against all others, for hours
CUTS = ("; ", "؛ ", ", ", "، ", " ")
RECENT = 4  # texts whose spans are kept: extract and locate ask for the same one
LAST_WORD = re.compile(r"([^\s\"'(“«\[]+)$")


@cache
def abbreviations() -> frozenset[str]:
    """Lower-case words after which a full stop ends no sentence."""
    return frozenset(tomllib.loads(files(__package__).joinpath("abbreviations.toml").read_text("utf-8"))["words"])


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    word = LAST_WORD.search(text, max(start, stop - 20), stop)
    if word is None:
        return False
    last = word.group(1).rstrip(".").lower()
    return last in abbreviations() or (len(last) == 1 and last.isalpha() and word.group(1)[0].isupper())


def _ends_sentence(text: str, start: int, mark: re.Match[str]) -> bool:
    if "\n" in mark.group():
        following = text[mark.end() : mark.end() + 1]
        wrapped = len(mark.group()) == 1 and mark.start() - text.rfind("\n", 0, mark.start()) >= WRAPPED_LINE
        return not (wrapped and following.islower())
    following = text[mark.end() : mark.end() + 40].lstrip()[:1]
    if following.islower():
        return mark.group()[0] not in ".…"
    return mark.group() != "." or not _is_abbreviation(text, start, mark.start())


def split(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences, without the white space around them; linear in the length of the text.

    A stretch without an end of ``LONGEST`` characters is cut behind a mark, or else between words.
    """
    return list(_spans(text))


@lru_cache(maxsize=RECENT)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    start = 0
    for mark in BOUNDARY.finditer(text):
        if not _ends_sentence(text, start, mark):
            continue
        _add(spans, text, start, mark.end())
        start = mark.end()
    _add(spans, text, start, len(text))
    return tuple(spans)


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while end - start > LONGEST:
        cut = _cut(text, start, start + LONGEST)
        _add(spans, text, start, cut)
        start = cut
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _cut(text: str, start: int, end: int) -> int:
    """Where a stretch that is too long is cut: in its second half behind a mark, else a space, else at its end."""
    return next((at + len(mark) for mark in CUTS if (at := text.rfind(mark, (start + end) // 2, end)) >= 0), end)
