"""The sentences of a document that need reading: those with a word of harm, and the one after each."""

from collections.abc import Iterator
from typing import NamedTuple

from tollbook.extract.lexicon import Lexicon
from tollbook.extract.reading import Sentence, read_sentence
from tollbook.text.fold import Folded, fold
from tollbook.text.sentences import split
from tollbook.text.tokens import Token, capitalised, tokenise

LAST_DAY = 31


class Passage(NamedTuple):
    """A sentence, its number in the text, and whether its paragraph opened with a whole month ("In November ...")."""

    number: int
    sentence: Sentence
    in_month: bool


def passages(text: str, words: Lexicon) -> Iterator[Passage]:
    """The passages of a text in order; linear in its length."""
    folded = fold(text)
    spoke = in_month = False
    for number, (start, tokens) in enumerate(tokens_by_sentence(text, folded)):
        if "\n" in text[max(0, start - 1) : start] or opens_month(folded, tokens, words):
            in_month = opens_month(folded, tokens, words)
        speaks = any(token.kind == "w" and words.starting(token.text).speaks for token in tokens)
        if tokens and (speaks or spoke):
            yield Passage(number, read_sentence(folded, tokens, words), in_month)
        spoke = speaks or (spoke and any(token.kind == "n" for token in tokens))


def tokens_by_sentence(text: str, folded: Folded) -> Iterator[tuple[int, list[Token]]]:
    """Each sentence of ``split(text)``: where it starts, and its tokens."""
    tokens = tokenise(folded)
    k = 0
    for start, end in split(text):
        own: list[Token] = []
        while k < len(tokens) and folded.start_of(tokens[k].start) < end:
            if folded.start_of(tokens[k].start) >= start:
                own.append(tokens[k])
            k += 1
        yield start, own


def opens_month(folded: Folded, tokens: list[Token], words: Lexicon) -> bool:
    """Whether a sentence opens with a month as a whole ("In November", "Last November"), no day beside it."""
    if (
        len(tokens) < 3
        or not _single(words, tokens[0], "preposition", "month_opener")
        or not _single(words, tokens[1], "months")
    ):
        return False
    if words.settings.get("months_capitalised", False) and not capitalised(folded, tokens[1]):
        return False
    behind = tokens[2]
    return not (behind.kind == "n" and behind.text.isdigit() and int(behind.text) <= LAST_DAY)


def _single(words: Lexicon, token: Token, *tags: str) -> bool:
    return any(entry.tag in tags for _, entry in words.starting(token.text).single)
