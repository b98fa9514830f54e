"""Which of several places of one name is meant: what the text names beside it decides, or nobody does.

Evidence adds up as named points. A choice needs a lead over the next homonym; where nothing supports one, the name
stays unresolved (Place.name None): a wrong point is worse than none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log2, log10

from tollbook.locate.gazetteer import Gazetteer
from tollbook.locate.geonames import TOWN
from tollbook.locate.records import Entry, Match, distance_km
from tollbook.locate.regions import Region, same_region
from tollbook.model.place import RADIUS_KM, Precision

SAME_PLACE_KM = 8.0
"""Entries of one name this near are one place listed twice (GeoNames and recorders differ by some km)."""

NEAR_KM, FAR_KM = 40.0, 150.0
REGION, COUNTRY, NEAR, NOT_FAR, OWN, EXACT, OUTSIDE = 4.0, 3.0, 3.0, 1.5, 1.0, 2.0, 3.5
LEAST, LEAST_ALIKE, LEAD = 3.0, 4.35, 1.0
"""Points that a choice needs: a name that is only alike needs a province or a neighbour besides its country."""

AGREED, MOST_AGREED, MOST_WEIGHED = 0.75, 4.0, 40
"""Two and a half times as many rows that agree on a point make the lead that a choice needs."""

FAMOUS = 300_000
"""A town of so many people needs no context when no other of its name has a tenth of them."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a document says about where it is: countries (ISO codes), provinces, and entries already settled."""

    countries: frozenset[str] = frozenset()
    regions: tuple[Region, ...] = ()
    anchors: tuple[Entry, ...] = ()
    hints: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """A homonym with its points and the evidence behind them."""

    match: Match
    points: float
    evidence: tuple[str, ...] = field(default=())


def _near(entry: Entry, context: Context) -> tuple[float, str] | None:
    gaps = [distance_km(entry.lat, entry.lon, other.lat, other.lon) for other in context.anchors]
    gaps += [distance_km(entry.lat, entry.lon, r.lat, r.lon) for r in context.regions if not entry.region]
    nearest = min(gaps, default=FAR_KM + 1)
    if nearest <= NEAR_KM:
        return NEAR, "near a place named with it"
    return (NOT_FAR, "not far from a place named with it") if nearest <= FAR_KM else None


def _region(entry: Entry, context: Context) -> tuple[float, str] | None:
    if any(same_region(entry.region, region.code) for region in context.regions):
        return REGION, "in a province named with it"
    if entry.country and entry.country in context.countries:
        return COUNTRY, "in a country named with it"
    return (COUNTRY / 2, "in the publisher's region") if entry.country in context.hints else None


def _outside(match: Match, context: Context) -> tuple[float, str] | None:
    """Evidence against: the text names provinces of that country, and the place lies in none of them nor near."""
    entry = match.entry
    named = [region for region in context.regions if region.country == entry.country]
    if not named or not entry.region or any(same_region(entry.region, region.code) for region in named):
        return None
    known_town = match.how in ("exact", "ending") and entry.population >= TOWN
    return (-1.0 if known_town else -OUTSIDE), "outside the provinces named with it"


def _weigh(match: Match, context: Context) -> Choice:
    entry = match.entry
    found = [item for item in (_region(entry, context), _near(entry, context), _outside(match, context)) if item]
    if match.how in ("exact", "ending"):
        found.append((EXACT, "the same spelling"))
    else:
        found.append((2 * match.score - 1, f"alike by {match.how}"))
    if entry.source != "GeoNames":
        found.append((OWN, "a place of your own gazetteer"))
    if entry.population:
        found.append((log10(entry.population) / 10, "people living there"))
    return Choice(match, sum(points for points, _ in found), tuple(words for _, words in found))


def ranked(matches: Iterable[Match], context: Context) -> list[Choice]:
    """Homonyms with their evidence, strongest first; ties in the gazetteers' order."""
    return sorted((_weigh(match, context) for match in matches), key=lambda choice: -choice.points)


def _together(a: Entry, b: Entry) -> bool:
    reach = max(SAME_PLACE_KM, RADIUS_KM[a.precision] / 2, RADIUS_KM[b.precision] / 2)
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= reach


def _famous(choices: Sequence[Choice]) -> bool:
    first = choices[0].match
    others = (choice.match.entry for choice in choices[1:] if not _together(choice.match.entry, first.entry))
    most = max((entry.population for entry in others), default=0)
    return first.how == "exact" and first.entry.population >= max(FAMOUS, 10 * most)


def _agreed(choices: Sequence[Choice]) -> list[Choice]:
    """Choices with points for every further row that gives the name this point: one slip does not outweigh the rest."""
    out = []
    for choice in choices:
        here = [c for c in choices if c.match.how == choice.match.how and _together(c.match.entry, choice.match.entry)]
        uses = sum(c.match.entry.uses for c in here)
        said = (f"{uses} rows agree on it",) if uses > 1 else ()
        out.append(Choice(choice.match, choice.points + min(MOST_AGREED, AGREED * log2(uses)), choice.evidence + said))
    return sorted(out, key=lambda choice: -choice.points)


def _is_supported(choice: Choice) -> bool:
    return choice.points >= (LEAST if choice.match.how in ("exact", "ending") else LEAST_ALIKE)


def choose(matches: Sequence[Match], context: Context) -> Choice | None:
    """The homonym that the context supports; None where nothing does, or two far apart are supported alike."""
    if not matches:
        return None
    weighed = ranked(matches, context)[:MOST_WEIGHED]
    choices = _agreed([choice for choice in weighed if _is_supported(choice)])
    if not choices:
        by_people = sorted(weighed, key=lambda choice: -choice.match.entry.population)
        return by_people[0] if _famous(by_people) else None
    best, *others = choices
    rivals = [c for c in others if best.points - c.points < LEAD and not _together(c.match.entry, best.match.entry)]
    return None if rivals else best


def resolve(name: str, context: Context, gazetteer: Gazetteer) -> Choice | None:
    """The place that ``name`` means in this context, with its evidence; None where none is sure.

    Where the context names no country, only the same spelling counts: consonants alone would meet by chance.
    """
    countries = tuple(sorted(context.countries | context.hints | {region.country for region in context.regions}))
    matches = gazetteer.candidates(name, countries) if countries else gazetteer.exact(name)
    return choose(matches, context)


FINEST: tuple[Precision, ...] = tuple(RADIUS_KM)


def coarser(a: Precision, b: Precision) -> Precision:
    """The less exact of two precisions."""
    return max(a, b, key=FINEST.index)
