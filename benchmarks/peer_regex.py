"""The first peer: regular expressions over the text, a number (or one person) beside a word of harm."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from peer_words import ONES, PEOPLE, SCALES, TENS, VAGUE, Span, bounded, claim, number_of

_WORDS = "|".join([*ONES, *TENS, *SCALES])
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|(?:a |one )?(?:{_WORDS})(?:[ -](?:and )?(?:{_WORDS}))*)"
_VAGUE = "|".join(VAGUE)
_WHO = "|".join(sorted((p + s for p in PEOPLE for s in ("", "s")), key=len, reverse=True)) + "|children|men|women"
_COUNT = (
    rf"(?P<count>{_NUMBER}|(?:{_VAGUE})(?: of)?|an?(?= (?:\w+ )?(?:{_WHO})\b))(?: more)?(?: other)?(?: \w+){{0,2}}?"
    rf"(?: (?:{_WHO}))?"
)
_KILL = r"(?:killed|murdered|assassinated|massacred|slaughtered|executed|martyred|slain)"
_HURT = r"(?:wounded|injured|hurt|maimed)"
_BE = r"(?: (?:were|was|have been|has been|had been|are|is|being|also))*"
_FLAGS = re.IGNORECASE


def _patterns(done: str, extra: tuple[str, ...]) -> list[re.Pattern[str]]:
    shapes = (rf"\b{_COUNT}{_BE} {done}\b", rf"\b{done} (?:at least |about |some |up to |more than )?{_COUNT}", *extra)
    return [re.compile(shape, _FLAGS) for shape in shapes]


PATTERNS = {
    "killed": _patterns(
        _KILL,
        (
            rf"\b{_COUNT}(?: have| had)? (?:died|perished|dead|lost their lives)\b",
            rf"\b(?:killing|deaths? of|murders? of|assassination of|killings? of) (?:at least |the )?{_COUNT}",
            r"\bdeath toll (?:\w+ ){0,4}(?P<count>\d+)",
        ),
    ),
    "injured": _patterns(_HURT, (rf"\b(?:wounding|injuring|injury of) (?:at least |the )?{_COUNT}",)),
}


def _count(found: re.Match[str]) -> Span | None:
    words = found.group("count").lower().removesuffix(" of")
    if words in VAGUE:
        return VAGUE[words]
    number = 1 if words in ("a", "an") else number_of(words)
    return (
        None
        if number is None
        else bounded(number, found.string[max(0, found.start("count") - 16) : found.start("count")])
    )


def _claims(document: str, text: str) -> Iterator[dict[str, Any]]:
    for harm, patterns in PATTERNS.items():
        taken: set[int] = set()
        for pattern in patterns:
            for found in pattern.finditer(text):
                count = _count(found)
                if count and found.start("count") not in taken:
                    taken.add(found.start("count"))
                    yield claim(document, harm, count)


def make() -> Callable[[str, str], list[dict[str, Any]]]:
    """The reader: name and text of a document to its claims."""
    return lambda document, text: list(_claims(document, text))
