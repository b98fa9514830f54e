"""The numbers of people a report says, each read in its sentence, whatever is said of them."""

from dataclasses import dataclass

from tollbook.extract.claims import number_words
from tollbook.extract.lexicon import lexicon_for
from tollbook.extract.people import Group, find_groups
from tollbook.extract.reading import Sentence, read_sentence
from tollbook.model import Count, Document
from tollbook.text.fold import fold
from tollbook.text.sentences import split
from tollbook.text.tokens import tokenise


@dataclass(frozen=True, slots=True)
class Said:
    """A number as read from ``text[start:end]``: digits, number words, a dual, "a man", a bare plural by convention."""

    start: int
    end: int
    count: Count

    @property
    def numbers(self) -> frozenset[int]:
        """Every number that the words name: for "more than 60" both 60 and 61, the least they imply."""
        named = {n for n in (self.count.min, self.count.max) if n is not None}
        if self.count.qualifier == "more_than" and self.count.min:
            named.add(self.count.min - 1)
        return frozenset(named)


def counts_said(document: Document) -> list[Said]:
    """Every number of people in the report, in the order of its text; ages, dates and measures are none."""
    folded = fold(document.text)
    found: list[Said] = []
    for start, end in split(document.text):
        words = lexicon_for(document.text[start:end], document.language)
        sentence = read_sentence(folded, tokenise(folded, folded.index_of(start), folded.index_of(end)), words)
        found += [_said(sentence, group) for group in find_groups(sentence, number_words(words.language))]
    return found


def _said(sentence: Sentence, group: Group) -> Said:
    quantity = group.quantity
    start, end = sentence.span(quantity.start, quantity.end) if quantity else sentence.span(group.start, group.end)
    qualifier = quantity.qualifier if quantity else "vague" if group.kind == "plural" else "exact"
    return Said(start, end, Count(group.min, group.max, qualifier, sentence.folded.original[start:end]))
