"""A claim's number and people in plain words, for the sentences that explain."""

from collections.abc import Mapping

from tollbook.model import Claim

HARMS = {
    "killed": "killed",
    "injured": "injured",
    "killed_or_injured": "killed or injured",
    "missing": "missing",
}
PEOPLE = {"civilian": "civilians", "combatant": "combatants", "unspecified": "people"}


def number(claim: Claim) -> int | None:
    """The number the words state: 60 for "more than 60", the upper end of a range."""
    low, high = claim.count.min, claim.count.max
    if claim.count.qualifier == "more_than" and low:
        return low - 1
    return low if high is None else high


def breakdown(claim: Claim) -> dict[str, int]:
    """Children, women and men where the claim tells how many."""
    return {str(who): bounds.min for who, bounds in claim.of_whom.items() if bounds.min}


def total_of_breakdown(claim: Claim) -> int:
    """All people the breakdown names."""
    return sum(breakdown(claim).values())


def listed(parts: Mapping[str, int]) -> str:
    """The parts in words: "4 children and 1 women"."""
    return " and ".join(f"{count} {who}" for who, count in parts.items())


def of_harm(claim: Claim) -> str:
    """The harm in words."""
    return HARMS[claim.harm]


def people(claim: Claim) -> str:
    """How many and who, in the report's own number words where it has them."""
    if claim.count.text:
        return f"\u201c{claim.count.text}\u201d ({PEOPLE[claim.who]})"
    told = number(claim)
    return f"{'an unknown number of' if told is None else told} {PEOPLE[claim.who]}"
