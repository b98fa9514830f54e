"""Which mentions are worth comparing: those that share place and day, place and number, words, or a tie of lineage."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from tollbook.gather.clues import yeardays
from tollbook.gather.evidence import Ties
from tollbook.gather.features import Window
from tollbook.gather.mentions import Mention

CELL_DEGREES = 0.1
"""About 11 km: beyond the radius of a town."""
LONGEST_DATED = 7
"""A window of more days than this is looked up by number instead of by day."""
LARGEST = 40
"""A block of more mentions is compared only among neighbours by number."""
NEIGHBOURS = 12
FARTHEST_DAYS = 31
"""Two dated mentions farther apart than this, or two days where both are stated, are not compared at all."""
SKETCH = 6
"""How many of a mention's smallest word hashes it is looked up under: texts that share words tend to share these."""
MOST_COMMON_WORDS = 40
RAREST = 12
"""How many of a mention's rarest words it is looked up under."""
RAREST_OF_DAY = 24
"""And how many together with its days, where words less rare still find few."""
CELL_RADIUS_KM = 15.0
FEWEST_TOLD = 5
"""The same number of one source finds reports that name no place, where it is not so small as to be common."""

Key = tuple[object, ...]


def _places(mention: Mention) -> Iterator[Key]:
    for spot in mention.spots:
        for key in spot.keys | spot.bones:
            yield "at", key
        if spot.lat is not None and spot.lon is not None and spot.radius < CELL_RADIUS_KM:
            yield "cell", round(spot.lat / CELL_DEGREES), round(spot.lon / CELL_DEGREES)


def _whens(mention: Mention) -> Iterator[Key]:
    """The days a mention allows, and its numbers for those that meet it without a day."""
    window = mention.window
    if window is not None and window.end - window.start < LONGEST_DATED:
        for day in range(window.start, window.end + 2):
            yield "day", day
    for number in mention.numbers:
        if number.stated and number.stated > 1:
            yield "number", number.stated


def keys(mention: Mention, ties: Ties) -> set[Key]:
    """The blocks a mention belongs to."""
    whens = list(_whens(mention))
    places = list(dict.fromkeys(_places(mention)))
    found: set[Key] = {(*place, *when) for place in places for when in whens}
    found.update(place for place in places if place[0] == "at")
    found.update(("figure", *figure, *when) for figure in mention.figures if figure[1] >= FEWEST_TOLD for when in whens)
    found.update(("words", word) for word in sorted(mention.words)[:SKETCH])
    known = [term for _, term in sorted((-ties.rarity[term], term) for term in mention.terms & ties.rarity.keys())]
    found.update(("term", term) for term in known[:RAREST])
    places_named = mention.named.union(*(name for spot in mention.spots for name in spot.names))
    found.update(("named", word) for word in places_named)
    of_day = {*known[:RAREST_OF_DAY], *places_named}
    found.update((*day, word) for day in _days(mention) for word in of_day)
    return found


def _days(mention: Mention) -> Iterator[Key]:
    """The days of the year on which a mention is looked up by its words, dated or not."""
    for day in yeardays(mention.clue, mention.window):
        yield "yearday", day


def _within(block: list[int], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    if len(block) <= LARGEST:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda i: (_size(mentions[i]), mentions[i].id))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + NEIGHBOURS]:
            yield (one, other) if one < other else (other, one)


def _may_meet(a: Window | None, b: Window | None) -> bool:
    """Whether the days of two mentions are near enough to be worth a comparison."""
    if a is None or b is None:
        return True
    farthest = 1 if a.stated and b.stated else FARTHEST_DAYS
    return a.start - b.end <= farthest and b.start - a.end <= farthest


def _size(mention: Mention) -> int:
    return max((n.stated or 0 for n in mention.numbers), default=0)


def _tied(mentions: Sequence[Mention], ties: Ties) -> Iterator[tuple[int, int]]:
    by_document: defaultdict[str, list[int]] = defaultdict(list)
    by_claim: dict[str, int] = {}
    for i, mention in enumerate(mentions):
        by_document[mention.document].append(i)
        by_claim.update((claim.id, i) for claim in mention.claims)
    for pair in ties.copies:
        first, second = sorted(pair) if len(pair) == 2 else (*pair, *pair)
        yield from ((min(i, j), max(i, j)) for i in by_document[first] for j in by_document[second] if i != j)
    for pair in ties.drifts:
        known = sorted(by_claim[claim] for claim in pair if claim in by_claim)
        if len(known) == 2 and known[0] != known[1]:
            yield known[0], known[1]


def candidates(mentions: Sequence[Mention], ties: Ties) -> list[tuple[int, int]]:
    """Pairs of positions worth comparing, in order; near linear in the number of mentions."""
    blocks: defaultdict[Key, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        for key in keys(mention, ties):
            blocks[key].append(i)
    pairs = set(_tied(mentions, ties))
    for key, block in blocks.items():
        if len(block) > 1 and not (key[0] in ("words", "term", "named") and len(block) > MOST_COMMON_WORDS):
            near = ((i, j) for i, j in _within(block, mentions) if _may_meet(mentions[i].window, mentions[j].window))
            pairs.update(near)
    return sorted(pairs)
