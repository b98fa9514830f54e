"""Claims that only sum up the figures other people gave: no source, and nothing to count."""

from collections import defaultdict

from tollbook.model import Claim
from tollbook.trace.events import may_be_one_event, settlements
from tollbook.trace.origin import Origin

ROUNDING = 0.1
"""A summary rounds: sixty for sixty-one, thirty for thirty-five."""
LOW_ROUNDING = 0.2
SPANNING = frozenset({"between", "at_most"})


def _top(claim: Claim) -> int | None:
    return claim.count.min if claim.count.max is None else claim.count.max


def _near(told: int, meant: int, share: float) -> bool:
    return abs(told - meant) <= max(1.0, share * meant)


def _implied(figures: list[Claim], origins: dict[str, Origin]) -> list[int]:
    """Every number the attributed figures give, and what each source's separate parts come to."""
    numbers = [top for claim in figures if (top := _top(claim)) is not None]
    numbers += [claim.count.min for claim in figures if claim.count.min]
    parts: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in figures:
        parts[origins[claim.id].source].append(claim)
    sums = [sum(claim.count.min or 0 for claim in claims) for claims in parts.values() if len(claims) > 1]
    return numbers + sums


def _spans(claim: Claim, figures: list[Claim], origins: dict[str, Origin]) -> bool:
    """Whether the claim's ends are, but for rounding, the ends of what the figures say."""
    numbers = _implied(figures, origins)
    low, high = claim.count.min, claim.count.max
    if not numbers or high is None:
        return False
    top_fits = any(_near(high, number, ROUNDING) for number in numbers)
    low_fits = not low or claim.count.qualifier == "at_most" or any(_near(low, n, LOW_ROUNDING) for n in numbers)
    return top_fits and low_fits


def _adds_parts(claim: Claim, figures: list[Claim]) -> bool:
    """A plain number without attribution that only adds up attributed parts told beside it."""
    top = _top(claim)
    lows = [figure.count.min or 0 for figure in figures if settlements(figure) < settlements(claim)]
    return len(lows) > 1 and top is not None and top == sum(lows)


def of_report(claims: list[Claim], origins: dict[str, Origin], anonymous: frozenset[str]) -> set[str]:
    """Ids of the claims of one report that are summaries; ``anonymous`` are the claims that name no body."""
    figures = [c for c in claims if c.id not in anonymous or c.count.qualifier not in SPANNING]
    found: set[str] = set()
    for claim in claims:
        if claim.id not in anonymous or claim.level != "incident":
            continue
        about = [f for f in figures if f is not claim and f.harm == claim.harm and may_be_one_event(f, claim)]
        attributed = [f for f in about if f.id not in anonymous]
        spans = claim.count.qualifier in SPANNING and _spans(claim, about, origins)
        if attributed and (spans or _adds_parts(claim, attributed)):
            found.add(claim.id)
    return found
