"""Which date expression a claim takes: one of its own part of the sentence, never the day on which somebody spoke."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from tollbook import languages
from tollbook.locate.date_expressions import Reading
from tollbook.locate.segments import Span
from tollbook.locate.view import Sentence
from tollbook.text.fold import fold_word

FARTHEST_VERB = 7
OF_EVENTS = frozenset({"day", "weekday", "relative", "anchored", "follows", "ago", "overnight", "weekdays", "range"})
OF_TOTALS = frozenset({"since", "window", "unit", "month", "year", "range", "same_unit"})


@dataclass(frozen=True, slots=True)
class Sayings:
    """A language's words of speaking, those that may stand between them and a day, and its "that"."""

    verbs: frozenset[str]
    that: frozenset[str]
    between: frozenset[str]


@cache
def sayings(language: str) -> Sayings:
    """The words of speaking of a language, folded."""
    data = languages.load(language, "dates").get("saying", {})
    return Sayings(*(frozenset(map(fold_word, data.get(key, ()))) for key in ("verbs", "that", "between")))


@cache
def moves(language: str) -> tuple[str, ...]:
    """Openings that lead to another event, folded."""
    return tuple(map(fold_word, languages.load(language, "dates").get("moves", {}).get("words", ())))


def _spoken_before(sentence: Sentence, reading: Reading, words: Sayings) -> bool:
    """Whether only fillers stand between a verb of speaking and the day: "SANA reported late on Saturday"."""
    start = sentence.start + reading.start
    before = [token.text for token in sentence.tokens if token.end <= start][-FARTHEST_VERB:]
    for word in reversed(before):
        if word in words.verbs:
            return True
        if word not in words.between:
            return False
    return False


def _spoken_after(sentence: Sentence, reading: Reading, words: Sayings, claims: Sequence[Span]) -> bool:
    """Whether the day stands between a verb of speaking and its "that": قالت سانا يوم السبت إن."""
    start, end = sentence.start + reading.start, sentence.start + reading.end
    following = next((token for token in sentence.tokens if token.start >= end), None)
    if following is None or following.text not in words.that:
        return False
    spoken = [token.start for token in sentence.tokens if token.end <= start and token.text in words.verbs]
    return bool(spoken) and not any(spoken[-1] <= claim.start < start for claim in claims)


def event_dates(sentence: Sentence, claims: Sequence[Span]) -> list[Reading]:
    """The date expressions of a sentence that can date an event; the days on which somebody spoke are left out."""
    words = sayings(sentence.language)
    return [
        reading
        for reading in sentence.readings
        if not _spoken_before(sentence, reading, words) and not _spoken_after(sentence, reading, words, claims)
    ]


def _span(sentence: Sentence, reading: Reading) -> Span:
    return Span(sentence.start + reading.start, sentence.start + reading.end)


def _gap(place: Span, claim: Span) -> tuple[int, bool]:
    after = place.start >= claim.start
    return (max(0, place.start - claim.end) if after else max(0, claim.start - place.end), not after)


def nearest_date(sentence: Sentence, found: Iterable[Reading], part: Span, claim: Span, level: str) -> Reading | None:
    """The expression nearest to the claim in its part; a total takes a stretch of time before a single day."""
    wanted = OF_EVENTS if level == "incident" else OF_TOTALS
    inside = [reading for reading in found if part.holds(sentence.start + reading.start)]
    fitting = [reading for reading in inside if reading.kind in wanted] or inside
    return min(fitting, key=lambda reading: _gap(_span(sentence, reading), claim), default=None)


def shared_date(
    sentence: Sentence, found: Sequence[Reading], parts: Sequence[Span], at: int, claims: Sequence[Span]
) -> Reading | None:
    """The date that coordinated claims share: that of the part before, else of the part after."""
    for other in range(at - 1, -1, -1):
        if reading := nearest_date(sentence, found, parts[other], claims[other], "incident"):
            return reading
    for other in range(at + 1, len(parts)):
        behind = Span(claims[other].end, parts[other].end)
        if reading := nearest_date(sentence, found, behind, claims[other], "incident"):
            return reading
    return None
