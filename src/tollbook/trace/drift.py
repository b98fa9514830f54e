"""What changed between a source's own words and their retelling.

Two claims of one source are held together only where they are firmly about one event: the same number, the same
breakdown, or the same day and place. What still differs then is a drift. A total and its own part, and two events of
one source, are no drift.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import NamedTuple

from tollbook.model import Claim, Drift, DriftKind
from tollbook.trace.events import day_of, may_be_one_event, place_keys, same_place, same_time, settlements
from tollbook.trace.spoken import breakdown, listed, number, of_harm, people, total_of_breakdown

FAR = 4
"""Days by which a date may slide and still be the same event told again."""
FEWEST_TOLD = 3
"""A number this small is the same by chance too often to tie two undated reports together."""
WIDEST_GROUP = 60
"""Retellings compared with each other in one bucket; more than this adds no new reference."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim with what decides which telling is nearer to the source: hands, own language, date."""

    claim: Claim
    hands: int
    foreign: bool
    published: date | None
    keys: frozenset[str] = frozenset()
    """The claim's ``place_keys``."""

    @property
    def order(self) -> tuple[int, bool, date, str, int]:
        """Nearest to the source first; among equals the earliest."""
        return self.hands, self.foreign, self.published or date.max, self.claim.document, self.claim.start


def _alike(a: Claim, b: Claim) -> bool:
    """Whether number, breakdown, or day with place and harm tie the two claims to one event."""
    if a.of_whom and breakdown(a) == breakdown(b) and sum(breakdown(a).values()) >= FEWEST_TOLD:
        return True
    told = number(a)
    if told is not None and told == number(b) and not (a.count.by_convention or b.count.by_convention):
        return told >= FEWEST_TOLD or bool(same_place(a, b))
    return _slid(a, b) == 0 and a.harm == b.harm and same_place(a, b) is True


def _slid(a: Claim, b: Claim) -> int | None:
    """By how many days two day-precise dates differ."""
    if not (a.when and b.when and day_of(a.when) and day_of(b.when) and a.when.start and b.when.start):
        return None
    return abs((a.when.start - b.when.start).days)


def one_event(a: Claim, b: Claim) -> bool:
    """Whether two claims of one source in two reports are firmly about one event."""
    days = _slid(a, b)
    if a.document == b.document or same_place(a, b) is False or not _alike(a, b):
        return False
    if days is not None:
        return days <= 1 or (days <= FAR and same_place(a, b) is True and number(a) == number(b) and a.harm == b.harm)
    return same_time(a, b) is not False


def _harm(a: Claim, b: Claim) -> str | None:
    if a.harm == b.harm or number(a) != number(b):
        return None
    return f"{people(a)} {of_harm(a)} is told as {people(b)} {of_harm(b)}"


def _summed(a: Claim, b: Claim) -> str | None:
    """A breakdown told as a sum: "7, of whom 4 children" as "7 and 4 children"."""
    parts, told, summed = breakdown(a), number(a), number(b)
    if a.harm != b.harm or told is None or summed is None or not parts:
        return None
    pieces = {*parts.values(), total_of_breakdown(a)}
    if summed - told in pieces and summed > told:
        return f"{told}, of whom {listed(parts)}, is told as {summed}: the part was added to the whole"
    return None


def _number(a: Claim, b: Claim) -> str | None:
    told, retold = number(a), number(b)
    if a.harm != b.harm or told is None or retold is None or told == retold or a.who != b.who:
        return None
    if a.count.by_convention or b.count.by_convention or settlements(a) != settlements(b):
        return None
    return f"{people(a)} {of_harm(a)} is told as {people(b)}; it may also be a revised toll"


def _place(a: Claim, b: Claim) -> str | None:
    if number(a) != number(b) or not settlements(a) or not settlements(b) or settlements(a) == settlements(b):
        return None
    names = [" and ".join(place.text for place in claim.places) for claim in (a, b)]
    return f"a toll for {names[0]} is told as one for {names[1]}"


def _date(a: Claim, b: Claim) -> str | None:
    if not _slid(a, b) or number(a) != number(b) or a.harm != b.harm or not (a.when and b.when):
        return None
    return f"dated {a.when.start} and told as {b.when.start}"


def _kinds(a: Claim, b: Claim) -> Iterable[tuple[DriftKind, str | None]]:
    summed = _summed(a, b)
    yield "breakdown_as_sum", summed
    yield "harm", _harm(a, b)
    yield "number", None if summed else _number(a, b)
    yield "place", _place(a, b)
    yield "date", _date(a, b)


def between(a: Claim, b: Claim) -> list[Drift]:
    """The drifts from one telling to a later one of the same event; empty where they agree."""
    return [Drift(a.id, b.id, kind, words) for kind, words in _kinds(a, b) if words]


def _part_as_whole(reference: Sequence[Claim], b: Claim) -> list[Drift]:
    """The retelling gives a whole's number to what the source calls a part of it, or a part's to the whole."""
    found = []
    for whole, part in ((x, y) for x in reference for y in reference if x is not y and x.harm == y.harm):
        narrower = (part.who == "civilian" and whole.who == "unspecified") or (
            place_keys(part) and place_keys(part) < place_keys(whole) and settlements(part) < settlements(whole)
        )
        sizes = number(part) or 0, number(whole) or 0, number(b)
        if not narrower or not 0 < sizes[0] < sizes[1] or b.harm != whole.harm or not may_be_one_event(part, whole):
            continue
        if sizes[2] == sizes[1] and b.who == part.who != whole.who and one_event(whole, b):
            found.append(Drift(whole.id, b.id, "part_as_whole", f"{people(whole)} is told as {people(b)}"))
        elif sizes[2] == sizes[0] and place_keys(b) >= place_keys(whole) > place_keys(part) and same_place(whole, b):
            found.append(
                Drift(part.id, b.id, "part_as_whole", f"{people(part)} of {people(whole)} is told as the whole")
            )
    return found


def _buckets(tellings: Sequence[Telling]) -> Iterable[list[Telling]]:
    """Tellings of one source that could be of one event: by number, by breakdown, by day and place."""
    held: defaultdict[object, list[Telling]] = defaultdict(list)
    for telling in tellings:
        claim = telling.claim
        if not claim.count.by_convention:
            held["number", number(claim)].append(telling)
        if claim.of_whom:
            held["parts", tuple(sorted(breakdown(claim).items()))].append(telling)
        if day_of(claim.when) and claim.when:
            for key in sorted(place_keys(claim)):
                held["day", claim.when.start, key].append(telling)
    yield from (group[:WIDEST_GROUP] for group in held.values() if len(group) > 1)


def _elsewhere(a: Telling, b: Telling) -> bool:
    """Whether both name places and none in common: of most pairs nothing more need be looked at."""
    return bool(a.keys) and bool(b.keys) and a.keys.isdisjoint(b.keys)


def _first(a: Telling, b: Telling) -> tuple[Telling, Telling]:
    """Which of two tellings the other is held against: where one is the other's breakdown summed, the breakdown."""
    if _summed(b.claim, a.claim) and not _summed(a.claim, b.claim) and a.hands == b.hands:
        return b, a
    return (a, b) if a.order <= b.order else (b, a)


class Retold(NamedTuple):
    """The drifts among one source group's tellings, and claim -> the telling it is held against, drifted or not."""

    drifts: list[Drift]
    against: dict[str, str]


def of_source(tellings: Iterable[Telling]) -> Retold:
    """What one source group's tellings change, each retelling held against the telling nearest to the source."""
    ordered = sorted((t for t in tellings if t.claim.level == "incident"), key=lambda t: t.order)
    reference: dict[str, Telling] = {}
    for group in _buckets(ordered):
        for one, other in combinations(group, 2):
            if _elsewhere(one, other) or not one_event(one.claim, other.claim):
                continue
            first, later = _first(one, other)
            held = reference.get(later.claim.id)
            if held is None or first.order < held.order:
                reference[later.claim.id] = first
    found = [
        drift
        for telling in ordered
        if telling.claim.id in reference
        for drift in between(reference[telling.claim.id].claim, telling.claim)
    ]
    against = {claim: telling.claim.id for claim, telling in reference.items()}
    return Retold(found + _wholes(ordered, reference), against)


def _wholes(ordered: Sequence[Telling], reference: Mapping[str, Telling]) -> list[Drift]:
    """Parts told as wholes and wholes as parts, against all claims of the report the retelling is held against."""
    by_document: defaultdict[str, list[Claim]] = defaultdict(list)
    for telling in ordered:
        by_document[telling.claim.document].append(telling.claim)
    return [
        drift
        for telling in ordered
        if telling.claim.id in reference
        for drift in _part_as_whole(by_document[reference[telling.claim.id].claim.document], telling.claim)
    ]
