"""The sentences of a document that need reading: those with a word of harm, and one with a number after each."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tollbook.extract.lexicon import Lexicon, lexicon_for
from tollbook.extract.reading import Sentence, read_sentence
from tollbook.text.fold import Folded, fold
from tollbook.text.sentences import split
from tollbook.text.tokens import capitalised, tokenise, words_in

LAST_DAY = 31
DIGIT = re.compile(r"\d")


class Passage(NamedTuple):
    """A sentence, its number in the text, and whether its paragraph opened with a whole month ("In November ...")."""

    number: int
    sentence: Sentence
    in_month: bool


def passages(text: str, told: str | None) -> Iterator[Passage]:
    """The passages of a text in order; linear in its length. Sentences that say nothing of harm are not taken apart.

    ``told``: the language the document is said to be in; sentences in other letters are read as their letters tell.
    """
    folded = fold(text)
    spoke = in_month = False
    for number, (start, end) in enumerate(split(text)):
        span, words = (folded.index_of(start), folded.index_of(end)), lexicon_for(text[start:end], told)
        heard = words_in(folded, *span)
        opens = opens_month(folded, span, heard, words)
        in_month = opens or (in_month and "\n" not in text[max(0, start - 1) : start])
        speaks = any(words.starting(word).speaks for word in heard)
        follows = spoke and (_has_digit(folded, span) or any(words.starting(word).counts for word in heard))
        tokens = tokenise(folded, *span) if speaks or follows else []
        if tokens:
            yield Passage(number, read_sentence(folded, tokens, words), in_month)
        spoke = speaks or any(token.kind == "n" for token in tokens)


def _has_digit(folded: Folded, span: tuple[int, int]) -> bool:
    return DIGIT.search(folded.text, *span) is not None


def sentences(text: str, told: str | None) -> Iterator[tuple[int, int, Sentence]]:
    """Every sentence of a text, read whatever it says: where it starts and ends in the text, and what it holds.

    ``told`` as for ``passages``.
    """
    folded = fold(text)
    for start, end in split(text):
        tokens = tokenise(folded, folded.index_of(start), folded.index_of(end))
        yield start, end, read_sentence(folded, tokens, lexicon_for(text[start:end], told))


def opens_month(folded: Folded, span: tuple[int, int], heard: list[str], words: Lexicon) -> bool:
    """Whether a sentence opens with a month as a whole ("In November", "Last November"), no day beside it."""
    if len(heard) < 2 or not _is(words, heard[0], "preposition", "month_opener") or not _is(words, heard[1], "months"):
        return False
    tokens = tokenise(folded, *span)[:3]
    if len(tokens) < 3 or [token.text for token in tokens[:2]] != heard[:2]:
        return False
    if words.settings.get("months_capitalised", False) and not capitalised(folded, tokens[1]):
        return False
    behind = tokens[2]
    return not (behind.kind == "n" and behind.text.isdigit() and int(behind.text) <= LAST_DAY)


def _is(words: Lexicon, word: str, *tags: str) -> bool:
    return any(entry.tag in tags for _, entry in words.starting(word).single)
