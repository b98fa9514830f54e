"""A sentence taken apart: its tokens, and what the lexicon knows of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tollbook.extract.lexicon import Entry, Lexicon, token_fits
from tollbook.text.fold import Folded
from tollbook.text.tokens import Token, capitalised


class Match(NamedTuple):
    """Tokens ``start`` to before ``end`` stand for ``entry``; ``clitic`` was written onto the first of them."""

    start: int
    end: int
    entry: Entry
    clitic: str = ""


@dataclass(slots=True)
class Sentence:
    """The tokens of one sentence and the phrases found in it, by tag and by first token."""

    folded: Folded
    tokens: list[Token]
    lexicon: Lexicon
    by_start: dict[int, list[Match]] = field(default_factory=dict)
    by_tag: dict[str, list[Match]] = field(default_factory=dict)

    def at(self, i: int, *tags: str) -> Match | None:
        """The longest match of one of the tags that starts at token ``i``."""
        longest = None
        for match in self.by_start.get(i, ()):
            if match.entry.tag in tags and (longest is None or match.end > longest.end):
                longest = match
        return longest

    def tagged(self, *tags: str) -> list[Match]:
        """Matches of the tags, in order."""
        return sorted(m for tag in tags for m in self.by_tag.get(tag, ()))

    def has(self, tag: str, start: int, end: int) -> bool:
        """Whether a match of the tag starts within the tokens ``start`` to ``end``."""
        return any(start <= m.start < end for m in self.by_tag.get(tag, ()))

    def text(self, i: int) -> str:
        """The folded token, or nothing outside the sentence."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def capital(self, i: int) -> bool:
        """Whether token ``i`` is a word written with a capital."""
        return 0 <= i < len(self.tokens) and self.tokens[i].kind == "w" and capitalised(self.folded, self.tokens[i])

    def words(self, start: int, end: int) -> str:
        """What the report writes from token ``start`` to before ``end``."""
        a, b = self.span(start, end)
        return self.folded.original[a:b]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets of the tokens from ``start`` to before ``end``."""
        return self.folded.start_of(self.tokens[start].start), self.folded.end_of(self.tokens[end - 1].end)


def _fits(tokens: list[Token], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) > len(tokens):
        return False
    return all(token_fits(pattern, tokens[at + k].text) for k, pattern in enumerate(rest))


def find_matches(tokens: list[Token], lexicon: Lexicon) -> Iterator[Match]:
    """Every phrase of the lexicon in the tokens, in order."""
    last = len(tokens) - 1
    for i, token in enumerate(tokens):
        starts = lexicon.starting(token.text)
        for clitic, entry in starts.single:
            yield Match(i, i + 1, entry, clitic)
        if i == last or not (starts.by_second or starts.by_stem):
            continue
        for clitic, phrase in (*starts.by_second.get(tokens[i + 1].text, ()), *starts.by_stem):
            if _fits(tokens, i + 1, phrase.rest):
                yield Match(i, i + 1 + len(phrase.rest), phrase.entry, clitic)


def _covered(match: Match, longer: list[Match]) -> bool:
    return any(
        m.start <= match.start and match.end <= m.end and m.end - m.start > match.end - match.start for m in longer
    )


def read_sentence(folded: Folded, tokens: list[Token], lexicon: Lexicon) -> Sentence:
    """The sentence with its matches; a phrase inside a longer one of the same tag is dropped."""
    sentence = Sentence(folded, tokens, lexicon)
    found = list(find_matches(tokens, lexicon))
    phrases: dict[str, list[Match]] = {}
    for match in found:
        if match.end - match.start > 1:
            phrases.setdefault(match.entry.tag, []).append(match)
    by_start, by_tag = sentence.by_start, sentence.by_tag
    for match in found:
        tag = match.entry.tag
        if tag in phrases and _covered(match, phrases[tag]):
            continue
        by_start.setdefault(match.start, []).append(match)
        by_tag.setdefault(tag, []).append(match)
    return sentence
