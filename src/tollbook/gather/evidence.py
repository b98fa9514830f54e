"""The evidence that two mentions tell of one event: named, weighed, added up, and kept as a waterfall.

Every comparison has levels with a stated weight, one of them for "unknown" (Fellegi and Sunter 1969, laid out as Splink
does). ``score`` gives only the sum; ``waterfall`` the same sum piece by piece with words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf, log2
from typing import NamedTuple

from tollbook.gather.clues import NO_CLUE, YEAR_DAYS, apart, weekdays, yeardays
from tollbook.gather.features import PUBLISHED_BACK, Spot, Told, Window
from tollbook.gather.mentions import Mention
from tollbook.gather.near import HOMONYM_KM, km, level
from tollbook.gather.ties import Ties
from tollbook.gather.weights import Weights

IMPOSSIBLE = -99.0
"""Evidence that nothing outweighs."""
PLACE_ORDER = (
    "same_fine",
    "same_town",
    "same_city",
    "alike",
    "alike_city",
    "same_point",
    "namesake",
    "inside",
    "near",
    "other",
    "apart",
)
NAMED = {"unknown": "named", "broad": "named_broad", "other": "named_other"}
"""The level where one report's first lines name a place that only the other's claims are tied to."""
MET = ("same_", "alike", "named")
"""Levels at which two mentions meet by the name of a place; its point may be another's too."""
VETO_KM = 15.0
"""Beyond both radii by more than this, two named settlements are two."""
FORTNIGHT, WEEK = 14, 7
NEAR_DATE = 2
FEWEST_WORDS, FEWEST_SHARED = 12, 1
MOST_TEXT, MUCH_TEXT, SOME_TEXT = 0.5, 0.25, 0.1
RARE_LEVELS = ((16.0, "rare_most"), (9.0, "rare_many"), (6.0, "rare_several"), (3.0, "rare_some"), (0.1, "rare_few"))


class Piece(NamedTuple):
    """One bar of the waterfall: which comparison, its level, the bits it adds."""

    name: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Why two mentions are, or are not, told to be of one event; ``score`` is the sum of the pieces."""

    a: str
    b: str
    pieces: tuple[Piece, ...]

    @property
    def score(self) -> float:
        """The sum of all pieces, in bits."""
        return sum(piece.weight for piece in self.pieces)


def place(a: Mention, b: Mention, ties: Ties, weights: Weights) -> Piece:
    """Where both tell of; a place that few reports name says more than one that many do (Fellegi and Sunter 1969)."""
    return _rated(_place(a, b, weights), a, b, ties, weights)


def _rated(piece: Piece, a: Mention, b: Mention, ties: Ties, weights: Weights) -> Piece:
    """The piece with how rare the place is among all reports."""
    if not ties.places or not piece.level.startswith(MET):
        return piece
    bits = [ties.places.get(key, 0.0) for key in _met(a, b, piece.level)]
    return piece._replace(weight=piece.weight + _rare_place(min(bits), weights["place"])) if bits else piece


def _rare_place(bits: float, table: Mapping[str, float]) -> float:
    above = (bits - table["common_bits"]) * table["rare_share"]
    return max(-table["rare_most"], min(table["rare_most"], above))


def _met(a: Mention, b: Mention, level: str) -> set[str]:
    """The keys of the places by which two mentions meet."""
    if not level.startswith("named"):
        return {key for x in a.spots for y in b.spots for key in (x.keys & y.keys) | (x.bones & y.bones)}
    named = ((a.named, b.spots), (b.named, a.spots))
    return {key for said, spots in named for spot in spots if _names(said, (spot,)) for key in spot.keys}


def _place(a: Mention, b: Mention, weights: Weights) -> Piece:
    """Settlements first; broad areas only where a mention names nothing finer."""
    table = weights["place"]
    if a.spots and b.spots:
        met = [(x, y, km(x, y)) for x in a.spots for y in b.spots]
        levels = [level(x, y, gap) for x, y, gap in met]
        best = min(levels, key=PLACE_ORDER.index)
        if best == "apart" and _far_apart(met):
            return Piece("place", "far", table["far"])
        if best == "other" and _in_other_areas(a, b):
            best = "apart"
        if best in NAMED and _named(a, b):
            return Piece("place", NAMED[best], table[NAMED[best]])
        further = max(0, sum(one.startswith("same_") for one in levels) - 1)
        return Piece("place", best, table[best] + (table["more"] * further if best.startswith("same_") else 0.0))
    wide, fine = (a.areas, _located(b)) if not a.spots else (b.areas, _located(a))
    if not wide or not fine:
        name = NAMED["unknown"] if _named(a, b) else "unknown"
        return Piece("place", name, table[name])
    gaps = [(km(x, y), x.radius + y.radius, bool(x.keys & y.keys)) for x in wide for y in fine]
    if any(same or (gap is not None and gap <= reach) for gap, reach, same in gaps):
        name = NAMED["broad"] if _named(a, b) else "broad"
        return Piece("place", name, table[name])
    known = all(gap is not None for gap, _, _ in gaps)
    return Piece("place", "apart" if known else "unknown", table["apart"] if known else table["unknown"])


def _located(mention: Mention) -> Sequence[Spot]:
    """Its settlements of known points; else its areas."""
    return [spot for spot in mention.spots if spot.lat is not None] or mention.areas


def _named(a: Mention, b: Mention) -> bool:
    """Whether the first lines of one report name a place, no city, of the other's claims."""
    return _names(a.named, b.spots) or _names(b.named, a.spots)


def _names(said: frozenset[int], spots: Iterable[Spot]) -> bool:
    return bool(said) and any(name <= said for spot in spots if spot.precision != "city" for name in spot.names)


def _in_other_areas(a: Mention, b: Mention) -> bool:
    """Whether the area one is known to lie in is beyond the reach of all places the other names."""
    return _beyond(a.areas, (*b.spots, *b.areas)) or _beyond(b.areas, (*a.spots, *a.areas))


def _beyond(areas: Sequence[Spot], others: Sequence[Spot]) -> bool:
    gaps = [(gap, x.radius + y.radius) for x in areas for y in others if (gap := km(x, y)) is not None]
    return bool(gaps) and all(gap > reach for gap, reach in gaps)


def _far_apart(met: Iterable[tuple[Spot, Spot, float | None]]) -> bool:
    return all(gap is not None and gap > min(x.radius + y.radius, HOMONYM_KM) + VETO_KM for x, y, gap in met)


def time(a: Mention, b: Mention, ties: Ties, weights: Weights) -> Piece:
    """Days: the fewer days both allow and the more they share, the more it says; else weekday and date they name."""
    table, first, second = weights["time"], a.window, b.window
    if first is None or second is None:
        return _by_clues(a, b, ties, table)
    shared = min(first.end, second.end) - max(first.start, second.start) + 1
    if shared > 0:
        spans = (first.end - first.start + 1) * (second.end - second.start + 1)
        weight = min(table["most"], max(table["least"], log2(table["horizon"] * shared / spans)))
        return Piece("time", "same_day" if spans == 1 else "overlap", weight)
    return _apart_in_time(first, second, table)


def _by_clues(a: Mention, b: Mention, ties: Ties, table: Mapping[str, float]) -> Piece:
    """A day of the year says more than a weekday; where neither tells, reports of years are hardly of one day."""
    missing = -min(table["undated_most"], ties.span_bits * table["undated_share"])
    if _silent(a) or _silent(b):
        return Piece("time", "unknown", table["unknown"] + missing)
    days = yeardays(a.clue, a.window), yeardays(b.clue, b.window)
    if all(days):
        gap = apart(*days, YEAR_DAYS)
        name = "same_date" if gap == 0 else "near_date" if gap <= NEAR_DATE else "other_date"
        return Piece("time", name, table[name] + missing)
    week = weekdays(a.clue, a.window), weekdays(b.clue, b.window)
    if all(week):
        gap = apart(*week, WEEK)
        name = "same_weekday" if gap == 0 else "next_weekday" if gap == 1 else "other_weekday"
        return Piece("time", name, table[name] + missing)
    return Piece("time", "unknown", table["unknown"] + missing)


def _silent(mention: Mention) -> bool:
    return mention.window is None and mention.clue == NO_CLUE


def _apart_in_time(first: Window, second: Window, table: Mapping[str, float]) -> Piece:
    gap = max(first.start - second.end, second.start - first.end)
    if first.stated and second.stated:
        return Piece("time", "next_day", table["next_day"]) if gap == 1 else Piece("time", "days_apart", IMPOSSIBLE)
    if not first.stated and not second.stated:
        name = "earlier" if gap <= WEEK else "far"
        return Piece("time", name, table[name])
    stated, guessed = (first, second) if first.stated else (second, first)
    if stated.start > guessed.end:
        return Piece("time", "after", table["after"] if gap <= PUBLISHED_BACK else IMPOSSIBLE)
    name = "earlier" if gap <= FORTNIGHT else "long_before"
    return Piece("time", name, table[name])


def _equal(table: Mapping[str, float], count: int) -> float:
    return min(table["equal_most"], table["equal_base"] + table["equal_slope"] * log2(max(count, 1)))


def _pair(x: Told, y: Told, table: Mapping[str, float]) -> tuple[float, str]:
    """Weight and level of two numbers for one kind of harm and people."""
    if x.stated is None or y.stated is None:
        return table["unknown"], "unknown"
    if x.stated == y.stated:
        return _equal(table, x.stated), "equal"
    exact = x.low == x.high and y.low == y.high
    if not exact and (x.high is None or x.high >= y.low) and (y.high is None or y.high >= x.low):
        return table["overlap"], "overlap"
    small, large = sorted((x.stated, y.stated))
    share = small / large
    name = "close" if share >= 0.75 else "differs" if share >= 0.5 else "far" if share >= 0.25 else "very_far"
    return table[name], name


def _best(a: Mention, b: Mention, harm: str, table: Mapping[str, float]) -> tuple[float, str] | None:
    pairs = [
        _pair(x, y, table)
        for x in a.numbers
        for y in b.numbers
        if x.harm == y.harm == harm and x.combatants == y.combatants
    ]
    return max(pairs, default=None)


def number(a: Mention, b: Mention, weights: Weights) -> Piece:
    """Killed first, then the wounded at less weight; one number killed here, killed or injured there, counts too."""
    table = weights["number"]
    killed = _best(a, b, "killed", table) or _best(a, b, "killed_or_injured", table)
    injured = _best(a, b, "injured", table)
    if killed is None and _crossed(a, b):
        killed = table["crossed"], "crossed"
    weight = (killed[0] if killed else 0.0) + table["injured_share"] * (injured[0] if injured else 0.0)
    return Piece("number", killed[1] if killed else injured[1] if injured else "unknown", weight)


def _crossed(a: Mention, b: Mention) -> bool:
    numbers = ({(n.harm, n.stated) for n in m.numbers if n.stated} for m in (a, b))
    first, second = numbers
    return any(
        (harm == "killed_or_injured" and ("killed", n) in other)
        or (harm == "killed" and ("killed_or_injured", n) in other)
        for one, other in ((first, second), (second, first))
        for harm, n in one
    )


def who(a: Mention, b: Mention, weights: Weights) -> Piece:
    """Only fighters here and none there are different dead."""
    kinds = [{n.combatants for n in m.numbers} for m in (a, b)]
    differs = kinds[0] and kinds[1] and not kinds[0] & kinds[1]
    name = "differs" if differs else "unknown"
    return Piece("who", name, weights["who"][name])


def breakdown(a: Mention, b: Mention, weights: Weights) -> Piece:
    """Children, women and men counted alike."""
    table = weights["breakdown"]
    if not a.parts or not b.parts:
        return Piece("breakdown", "unknown", table["unknown"])
    shared = [n for _, n in a.parts & b.parts if n > 1]
    if shared:
        weight = sum(table["equal_base"] + table["equal_slope"] * log2(n) for n in shared)
        return Piece("breakdown", "equal", min(table["most"], weight))
    both = {w for w, _ in a.parts} & {w for w, _ in b.parts}
    return Piece("breakdown", "differs" if both else "unknown", table["differs"] if both else table["unknown"])


def _overlap(name: str, ours: frozenset[str], theirs: frozenset[str], weights: Weights) -> Piece:
    table = weights[name]
    if not ours or not theirs:
        return Piece(name, "unknown", table["unknown"])
    same = "same" if ours & theirs else "differs"
    return Piece(name, same, table[same])


def text(a: Mention, b: Mention, ties: Ties, weights: Weights) -> Piece:
    """Runs of three words, or rare single words (names of people and quarters), shared around the claims."""
    table = weights["text"]
    fewer = min(len(a.words), len(b.words))
    if fewer < FEWEST_SHARED or a.script != b.script:
        return Piece("text", "unknown", table["unknown"])
    share = len(a.words & b.words) / fewer if fewer >= FEWEST_WORDS else 0.0
    name = "most" if share >= MOST_TEXT else "much" if share >= MUCH_TEXT else "some" if share >= SOME_TEXT else "none"
    if not ties.rarity:
        name = name if fewer >= FEWEST_WORDS else "unknown"
        return Piece("text", name, table[name])
    return _rare(a, b, name, ties, table)


def _rare(a: Mention, b: Mention, runs: str, ties: Ties, table: Mapping[str, float]) -> Piece:
    """What rare words in common say, where that is more than the runs of words say."""
    shared = a.terms & b.terms
    bits = sum(ties.rarity.get(term, 0.0) for term in shared) if shared else 0.0
    rare = next((level for least, level in RARE_LEVELS if bits >= least), "rare_none")
    if rare == "rare_none" and min(len(a.words), len(b.words)) < FEWEST_WORDS:
        return Piece("text", "unknown", table["unknown"])
    better = rare if runs == "none" or table[rare] > table[runs] else runs
    if a.publisher and a.publisher == b.publisher and table[better] > table["one_site"]:
        better = "one_site"
    return Piece("text", better, table[better])


def lineage(a: Mention, b: Mention, ties: Ties, weights: Weights) -> Piece:
    """What trace knows of the two: a copy, one figure retold, or the same figure of the same source."""
    table = weights["lineage"]
    if a.document in ties.tied and frozenset((a.document, b.document)) in ties.copies:
        return Piece("lineage", "copy", table["copy"])
    told = [x.id for x in a.claims if x.id in ties.tied]
    if told and any(frozenset((x, y.id)) in ties.drifts for x in told for y in b.claims):
        return Piece("lineage", "drift", table["drift"])
    same = any(n > 2 for _, n in a.figures & b.figures)
    name = "same_figure" if same else "unknown"
    return Piece("lineage", name, table[name])


def waterfall(a: Mention, b: Mention, ties: Ties, weights: Weights) -> Waterfall:
    """Every piece of evidence on whether ``a`` and ``b`` tell of one event."""
    pieces = (
        Piece("prior", "", weights.prior),
        place(a, b, ties, weights),
        time(a, b, ties, weights),
        number(a, b, weights),
        who(a, b, weights),
        breakdown(a, b, weights),
        _overlap("means", a.means, b.means, weights),
        _overlap("blamed", a.blamed, b.blamed, weights),
        text(a, b, ties, weights),
        lineage(a, b, ties, weights),
    )
    return Waterfall(a.id, b.id, pieces)


def _most(a: Mention, b: Mention, ties: Ties, weights: Weights) -> float:
    """The most that all evidence but place and time can add, told from what the two have to compare at all."""
    most = weights.most["number"] + weights.most["who"]
    if a.script == b.script:
        most += weights.most["text"]
    if a.parts and b.parts:
        most += weights.most["breakdown"]
    if a.means and b.means:
        most += weights.most["means"]
    if a.blamed and b.blamed:
        most += weights.most["blamed"]
    if not a.figures.isdisjoint(b.figures) or a.document in ties.tied or any(c.id in ties.tied for c in a.claims):
        most += weights.most["lineage"]
    return most


def score(a: Mention, b: Mention, ties: Ties, weights: Weights, least: float = -inf) -> float:
    """The sum of the evidence in bits, at most ``weights.clip``; stops early at what is impossible.

    Minus infinity as soon as the rest of the evidence cannot bring the sum to ``least`` any more: most pairs of a block
    are far apart. Two days told side by side are one night only on the pair's own evidence: no third report joins them.
    """
    if a.document == b.document:
        return IMPOSSIBLE
    when = time(a, b, ties, weights)
    if when.weight <= IMPOSSIBLE / 2:
        return IMPOSSIBLE
    most = _most(a, b, ties, weights) + (weights["place"]["rare_most"] if ties.places else 0.0)
    met = _place(a, b, weights)
    if weights.prior + when.weight + met.weight + most < least:
        return -inf
    where = _rated(met, a, b, ties, weights).weight
    known = weights.prior + when.weight + where
    sort, parts, tie = who(a, b, weights).weight, breakdown(a, b, weights).weight, lineage(a, b, ties, weights).weight
    means = _overlap("means", a.means, b.means, weights).weight + _overlap("blamed", a.blamed, b.blamed, weights).weight
    sure = known + sort + parts + means + tie
    told = number(a, b, weights).weight
    if sure + told + weights.most["text"] < least:
        return -inf
    total = weights.prior + when.weight + where + told
    total += sort + parts
    total += means
    total += text(a, b, ties, weights).weight + tie
    if when.level == "next_day" and total < weights.join:
        return IMPOSSIBLE
    return min(total, weights.clip)


def day(ordinal: int) -> str:
    """An ordinal as an ISO day."""
    return date.fromordinal(ordinal).isoformat()
