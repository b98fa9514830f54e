"""A report's claims, brought together by the event they speak of: one mention for each event in a report."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from tollbook.gather.clues import NO_CLUE, Clue, of_head
from tollbook.gather.features import (
    PUBLISHED_BACK,
    Spot,
    Told,
    Window,
    area,
    around,
    blamed,
    is_broad,
    only_in_region,
    published_window,
    script,
    shingles,
    spot,
    stated_number,
    stated_window,
    terms,
    told,
)
from tollbook.gather.hanging import widened
from tollbook.gather.near import fits, km
from tollbook.model import Claim, Document, Lineage

ONE_NARRATIVE_KM = 60.0
"""Inside one assessment, places farther apart than this belong to different events."""
ONE_NARRATIVE_DAYS = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """What one report tells of one event. ``spots`` are settlements and points, ``areas`` only broader places.

    ``words`` are hashes of three words in a row around the claims, ``terms`` of single words.
    """

    id: str
    document: str
    claims: tuple[Claim, ...]
    spots: tuple[Spot, ...]
    areas: tuple[Spot, ...]
    window: Window | None
    numbers: tuple[Told, ...]
    parts: frozenset[tuple[str, int]]
    means: frozenset[str]
    blamed: frozenset[str]
    words: frozenset[int]
    terms: frozenset[int]
    script: str
    publisher: str
    figures: frozenset[tuple[str, int]]
    named: frozenset[int] = frozenset()
    """Hashes of the words its first lines share with the names of places any report gives for its claims."""
    clue: Clue = NO_CLUE
    """What an undated report's first words tell of its day."""
    floating: bool = False
    """A total of several events of the report: it joins an event only where all its parts do."""
    addends: tuple[str, ...] = field(default=())


def _window(claims: Iterable[Claim]) -> Window | None:
    stated = [w for claim in claims if (w := stated_window(claim.when))]
    return min(stated, key=lambda w: (w.end - w.start, w.start), default=None)


def _settlements(claim: Claim) -> list[Spot]:
    return [spot(place) for place in claim.places if not is_broad(place)]


def _share_place(a: Claim, b: Claim) -> bool | None:
    """Whether two claims of one report name a common place or one inside the other; ``None`` where one names none."""
    ours, theirs = _settlements(a), _settlements(b)
    if not ours or not theirs:
        return None
    return any(fits(x, y) for x in ours for y in theirs)


def _same_days(a: Claim, b: Claim) -> bool | None:
    first, second = stated_window(a.when), stated_window(b.when)
    if not first or not second:
        return None
    return first.start <= second.end and second.start <= first.end


def _same_event(a: Claim, b: Claim) -> bool | None:
    """Whether two claims of one report are about one event: ``None`` where nothing tells."""
    days, place = _same_days(a, b), _share_place(a, b)
    if days is False or place is False:
        return False
    if a.blamed and b.blamed and not blamed([a]) & blamed([b]):
        return False
    return True if place else None


def _distance(a: Claim, b: Claim) -> int:
    return max(b.start - a.end, a.start - b.end, 0)


def _another_toll(a: Claim, b: Claim) -> bool:
    """Whether one speaker gives two numbers for one harm: in a report of several events, two events."""
    numbers = stated_number(a), stated_number(b)
    return (a.harm, a.sources) == (b.harm, b.sources) and None not in numbers and numbers[0] != numbers[1]


def _open_to(claim: Claim, group: list[Claim], several: bool) -> bool:
    if any(_same_event(claim, other) is False for other in group):
        return False
    return not several or not (claim.places or any(_another_toll(claim, other) for other in group))


def _join_undecided(claim: Claim, groups: list[list[Claim]]) -> list[Claim] | None:
    """The group of the nearest claim that nothing sets apart; among several events a new toll is a new event."""
    open_groups = [g for g in groups if _open_to(claim, g, len(groups) > 1)]
    return min(open_groups, key=lambda g: (min(_distance(claim, other) for other in g), g[0].start), default=None)


def _group(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims of one report by event: those that name a place first, widest first, then those that name none."""
    groups: list[list[Claim]] = []
    placed = [c for c in claims if _settlements(c)]
    for claim in sorted(placed, key=lambda c: (-len(_settlements(c)), c.when is None, c.start)):
        home = next(
            (
                g
                for g in groups
                if any(_same_event(claim, o) for o in g) and all(_same_days(claim, o) is not False for o in g)
            ),
            None,
        )
        _add(claim, home, groups)
    for claim in sorted((c for c in claims if not _settlements(c)), key=lambda c: (c.when is None, c.start)):
        _add(claim, _join_undecided(claim, groups), groups)
    return groups


def _add(claim: Claim, home: list[Claim] | None, groups: list[list[Claim]]) -> None:
    if home is None:
        groups.append([claim])
    else:
        home.append(claim)


def _sums(claims: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
    """Total -> its parts, where a claim is the exact sum of two or three later ones that differ in place or day."""
    found: dict[str, tuple[str, ...]] = {}
    for total in claims:
        number = stated_number(total)
        later = [c for c in claims if c.start > total.start and c.harm == total.harm and (stated_number(c) or 0) > 0]
        for size in (2, 3):
            for parts in combinations(later[:8], size):
                if total.id not in found and sum(stated_number(c) or 0 for c in parts) == number and _separate(parts):
                    found[total.id] = tuple(c.id for c in parts)
    return found


def _separate(parts: Sequence[Claim]) -> bool:
    setting = {(tuple(p.text for p in c.places), stated_window(c.when)) for c in parts}
    return len(setting) == len(parts)


def _narrative(claims: Sequence[Claim]) -> list[list[Claim]]:
    """One assessment tells of one event: only another day or a place far away sets a claim apart."""
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (c.when is None, c.start)):
        home = next((g for g in groups if not any(_elsewhere(claim, other) for other in g)), None)
        _add(claim, home, groups)
    return groups


def _elsewhere(a: Claim, b: Claim) -> bool:
    first, second = stated_window(a.when), stated_window(b.when)
    if first and second and max(first.start - second.end, second.start - first.end) > ONE_NARRATIVE_DAYS:
        return True
    gaps = [g for x in _settlements(a) for y in _settlements(b) if (g := km(x, y)) is not None]
    return bool(gaps) and min(gaps) > ONE_NARRATIVE_KM


def _mention(
    document: Document, claims: Sequence[Claim], lineage: Lineage, floating: bool = False, addends: tuple[str, ...] = ()
) -> Mention:
    ordered = tuple(sorted(claims, key=lambda c: (c.start, c.end, c.id)))
    places = list(dict.fromkeys(place for claim in ordered for place in claim.places))
    figures = {
        (lineage.group_of(lineage.origin[c.id]), number)
        for c in ordered
        if c.id in lineage.origin and (number := stated_number(c)) is not None
    }
    said = around(document, ordered)
    stated = _window(ordered)
    clue = NO_CLUE if stated else of_head(document.text)
    window = stated or published_window(document, clue.weekday)
    return Mention(
        id=ordered[0].id,
        document=document.id,
        claims=ordered,
        spots=tuple(spot(p) for p in places if not is_broad(p)),
        areas=tuple(dict.fromkeys(area(p) for p in places if is_broad(p) or only_in_region(p))),
        window=window,
        numbers=tuple(dict.fromkeys(told(c) for c in ordered if c.id not in lineage.summaries)),
        parts=frozenset((w, b.min) for c in ordered for w, b in c.of_whom.items() if b.min),
        means=frozenset(c.means for c in ordered if c.means),
        blamed=blamed(ordered),
        words=shingles(said),
        terms=terms(said),
        script=script(said),
        publisher=document.publisher or "",
        figures=frozenset(figures),
        clue=clue if window is None else NO_CLUE,
        floating=floating,
        addends=addends,
    )


def of_claims(document: Document, claims: Sequence[Claim], lineage: Lineage) -> Mention:
    """The mention that these claims of a report make, whatever the report tells together."""
    return _mention(document, claims, lineage)


def _lead_and_background(document: Document, lead: Claim, later: Claim) -> bool:
    """Whether an undated lead and a toll dated well before the report, told after it, are two events of one place."""
    window = stated_window(later.when)
    if document.published is None or window is None or lead.when is not None or later.start < lead.start:
        return False
    return _another_toll(lead, later) and document.published.toordinal() - window.end > PUBLISHED_BACK


def _cut_background(document: Document, groups: list[list[Claim]]) -> list[list[Claim]]:
    """Tolls of earlier strikes taken out of the lead's event, each day by itself."""
    found: list[list[Claim]] = []
    for group in groups:
        undated = [c for c in group if c.when is None]
        old = [c for c in group if any(_lead_and_background(document, lead, c) for lead in undated)]
        days: dict[object, list[Claim]] = {}
        for claim in old:
            days.setdefault(stated_window(claim.when), []).append(claim)
        found += [[c for c in group if c not in old], *days.values()] if undated and old else [group]
    return found


def mentions(document: Document, claims: Sequence[Claim], lineage: Lineage, narrative: bool = False) -> list[Mention]:
    """The events one report tells of, in its order; campaign and background claims are no part of them."""
    events = sorted((c for c in claims if c.level == "incident"), key=lambda c: (c.start, c.end, c.id))
    if narrative:
        return [_mention(document, group, lineage) for group in _narrative(events)]
    events = widened(document, events)
    sums = _sums(events)
    parts = {part for addends in sums.values() for part in addends}
    kept = [c for c in events if c.id not in sums]
    separate = [[c] for c in kept if c.id in parts]
    rest = [c for c in kept if c.id not in parts]
    groups = _cut_background(document, separate + _group_with(separate, rest))
    found = [_mention(document, group, lineage) for group in groups]
    found += [_mention(document, [c], lineage, True, sums[c.id]) for c in events if c.id in sums]
    return sorted(found, key=lambda m: (m.claims[0].start, m.id))


def _group_with(separate: list[list[Claim]], rest: Sequence[Claim]) -> list[list[Claim]]:
    """Groups of the claims that are no part of a sum; those that only lean on a part join it."""
    leaning = [c for c in rest if not _settlements(c) and separate]
    groups = _group([c for c in rest if c not in leaning])
    for claim in leaning:
        home = _join_undecided(claim, separate + groups)
        _add(claim, home, groups)
    return groups


def of_all(
    documents: Mapping[str, Document], claims: Mapping[str, Sequence[Claim]], lineage: Lineage, narrative: bool = False
) -> list[Mention]:
    """Mentions of all reports, in the order of their document ids."""
    return [
        mention
        for document in sorted(claims)
        if documents[document].condition == "usable"
        for mention in mentions(documents[document], claims[document], lineage, narrative)
    ]
