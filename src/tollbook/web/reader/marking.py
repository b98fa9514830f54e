"""Between words somebody selected on a page and their place in the report's text, in code points."""

import re
from collections.abc import Iterator

from tollbook.publish.clean import CONTROLS, visible

LINE_END = re.compile("\r\n?")
EDGES = " \t\r\n,;:.،؛"
"""What is no part of a claim at either end, though it is easily selected along with its words."""


def shown(text: str) -> Iterator[tuple[str, int]]:
    """The characters a browser shows of the text, each with its place in it.

    As publish/highlight.py writes them: marks without width are gone, controls are spelled out; and a browser reads
    every line end as one character.
    """
    at = 0
    while at < len(text):
        if ending := LINE_END.match(text, at):
            yield "\n", at
            at = ending.end()
            continue
        char = text[at]
        for letter in visible(char) if CONTROLS.match(char) else char:
            yield letter, at
        at += 1


def span_of_selection(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of what was selected from the ``start``-th to the ``end``-th shown character, its edges trimmed."""
    places = [at for _, at in shown(text)]
    if not 0 <= start < end <= len(places):
        return None
    first, last = places[start], places[end - 1] + 1
    words = text[first:last]
    first += len(words) - len(words.lstrip(EDGES))
    last -= len(words) - len(words.rstrip(EDGES))
    return (first, last) if first < last else None


def spans_of_words(text: str, words: str) -> list[tuple[int, int]]:
    """Every place where these words stand, however broken into lines; in other capitals only if nowhere as they are."""
    parts = words.split()
    if not parts:
        return []
    wanted = r"\s+".join(map(re.escape, parts))
    for how in (0, re.IGNORECASE):
        found = [match.span() for match in re.finditer(wanted, text, how)]
        if found:
            return found
    return []


def same_words(a: str, b: str) -> bool:
    """Whether two quotes differ in their spaces and edges alone."""
    return visible(a).strip(EDGES).split() == visible(b).strip(EDGES).split()
