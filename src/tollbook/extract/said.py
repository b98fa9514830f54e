"""The numbers of people a report says, each read in its sentence, whatever is said of them."""

from dataclasses import dataclass

from tollbook.extract.claims import number_words
from tollbook.extract.people import Group, find_groups
from tollbook.extract.reading import Sentence
from tollbook.extract.scan import sentences
from tollbook.model import Count, Document


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
    return [
        _said(sentence, group)
        for _start, _end, sentence in sentences(document.text, document.language)
        for group in find_groups(sentence, number_words(sentence.lexicon.language))
    ]


def _said(sentence: Sentence, group: Group) -> Said:
    quantity = group.quantity
    start, end = sentence.span(quantity.start, quantity.end) if quantity else sentence.span(group.start, group.end)
    qualifier = quantity.qualifier if quantity else "vague" if group.kind == "plural" else "exact"
    return Said(start, end, Count(group.min, group.max, qualifier, sentence.folded.original[start:end]))
