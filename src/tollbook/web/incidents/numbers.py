"""The numbers of a story, each held against the incident: digits of any script, number words, ranges, vague words.

Days are held against the days of the incident and of its reports.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from tollbook.extract.claims import number_words
from tollbook.extract.lexicon import lexicon
from tollbook.extract.numbers import find_quantities
from tollbook.extract.said import counts_said
from tollbook.extract.scan import sentences
from tollbook.locate.date_expressions import readings
from tollbook.locate.days import period_of
from tollbook.model import Bounds, Claim, Document, Figure, Period
from tollbook.text.fold import fold
from tollbook.web.incidents.material import Material


@dataclass(frozen=True, slots=True)
class Written:
    """A number (or day) of the text, ``text[start:end]``, and what of the incident supports it."""

    start: int
    end: int
    words: str
    numbers: frozenset[int]
    claims: tuple[Claim, ...] = ()
    figures: tuple[str, ...] = ()
    day: bool = False

    @property
    def supported(self) -> bool:
        """Whether anything does."""
        return bool(self.claims or self.figures)


def written(text: str, language: str, of: Material) -> list[Written]:
    """Every number of the text in order, with what supports it."""
    days = list(_days(text, language, of))
    taken = [(one.start, one.end) for one in days]
    by_claims, by_figures = _claims_by_number(of.claims), _figures_by_number(of)
    counts = [
        Written(
            start,
            end,
            text[start:end],
            numbers,
            tuple({c.id: c for n in sorted(numbers) for c in by_claims.get(n, ())}.values()),
            tuple(dict.fromkeys(key for n in sorted(numbers) for key in by_figures.get(n, ()))),
        )
        for start, end, numbers in _counts(text, language)
        if not any(start < b and a < end for a, b in taken)
    ]
    return sorted([*counts, *days], key=lambda one: (one.start, one.end))


def _counts(text: str, language: str) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Numbers of people as the extraction reads them, then every other number; "one" alone only of people."""
    people = [(one.start, one.end, one.numbers) for one in counts_said(Document("story", text, language=language))]
    said = [(start, end, numbers) for start, end, numbers in people if _names_a_number(text[start:end], language)]
    yield from said
    for _start, _end, sentence in sentences(text, language):
        for found in find_quantities(sentence, number_words(sentence.lexicon.language)):
            start, end = sentence.span(found.start, found.end)
            if (found.digits or found.min > 1) and not any(start < b and a < end for a, b, _numbers in said):
                yield start, end, _named(found.min, found.max, found.qualifier)


def _names_a_number(words: str, language: str) -> bool:
    """Whether the words hold a number themselves: a bare plural, which a convention counts, does not."""
    read = (sentence for _start, _end, sentence in sentences(words, language))
    return any(find_quantities(one, number_words(one.lexicon.language)) for one in read)


def _named(least: int | None, most: int | None, qualifier: str) -> frozenset[int]:
    named = {n for n in (least, most) if n is not None}
    if qualifier == "more_than" and least:
        named.add(least - 1)
    if qualifier == "at_most" and most:
        named = {most}
    return frozenset(named)


def _claims_by_number(claims: Sequence[Claim]) -> Mapping[int, list[Claim]]:
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        bounds: list[Bounds] = [claim.count, *claim.of_whom.values()]
        numbers = {n for b in bounds for n in (b.min, b.max) if n is not None}
        numbers |= _named(claim.count.min, claim.count.max, claim.count.qualifier)
        for number in numbers:
            found.setdefault(number, []).append(claim)
    return found


def _figures_by_number(of: Material) -> Mapping[int, list[str]]:
    """Number -> the figures of the incident that come to it; reports and sources are counted too."""
    found: dict[int, list[str]] = {}
    for key, figure in of.incident.figures.items():
        for number in _numbers(figure):
            found.setdefault(number, []).append(key)
        found.setdefault(figure.independent_sources, []).append("sources")
    found.setdefault(len(of.incident.documents), []).append("reports")
    return {number: list(dict.fromkeys(keys)) for number, keys in found.items()}


def _numbers(figure: Figure) -> set[int]:
    ends = [figure.min, figure.max, *figure.corroborated.values()]
    for entry in figure.by_source:
        ends += [entry.min, entry.max]
    return {n for n in ends if n is not None}


def _days(text: str, language: str, of: Material) -> Iterator[Written]:
    """The date expressions with a number in them, held against the days of the incident and its reports."""
    folded = fold(text)
    published = [one.published for one in of.documents if one.published]
    known = [one for one in (of.incident.when, *(claim.when for claim in of.claims)) if one]
    for reading in readings(folded, lexicon(language).language):
        start, end = reading.start, reading.end
        if not any(c.isdigit() for c in text[start:end]):
            continue
        meant = period_of(reading, text[start:end], max(published, default=None))
        own = ("days",) if meant and _fits(meant, known, published) else ()
        yield Written(start, end, text[start:end], frozenset(), figures=own, day=True)


def _fits(meant: Period, known: Iterable[Period], published: Iterable[date]) -> bool:
    """Whether the days meant are among those that the incident allows, or one of publication."""
    if meant.start is None or meant.end is None:
        return False
    within = any(
        (one.start is None or one.start <= meant.end) and (one.end is None or meant.start <= one.end) for one in known
    )
    return within or any(meant.start <= day <= meant.end for day in published)


def marked(text: str, found: Sequence[Written]) -> Markup:
    """The text as HTML: numbers that nothing supports are marked, the others lead to what does."""
    out, at = [], 0
    for number, one in enumerate(found):
        if one.start < at:
            continue
        kind = "supported" if one.supported else "unsupported"
        out += [escape(text[at : one.start]), Markup('<a class="number {}" href="#number-{}">{}</a>').format(
            kind, number, text[one.start : one.end]
        )]  # fmt: skip
        at = one.end
    return Markup("").join([*out, escape(text[at:])])
