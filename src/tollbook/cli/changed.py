"""What a correction changed beside the numbers: each field with what it held and holds."""

from collections.abc import Callable, Iterator

from tollbook.cli import words
from tollbook.cli.explained import safe
from tollbook.model import Bounds, Claim, Demographic


def _people(group: Demographic) -> Callable[[Claim], str]:
    def told(claim: Claim) -> str:
        of_them = claim.of_whom.get(group, Bounds(None, None))
        return words.span(of_them.min, of_them.max)

    return told


FIELDS: dict[str, Callable[[Claim], str]] = {
    "qualifier": lambda claim: claim.count.qualifier,
    "children": _people("children"),
    "women": _people("women"),
    "men": _people("men"),
    "places": lambda claim: words.places(claim.places),
    "date": lambda claim: words.day(claim.when),
    "source": lambda claim: "; ".join(claim.sources) or words.UNKNOWN,
    "blamed": lambda claim: "; ".join(claim.blamed) or words.UNKNOWN,
    "means": lambda claim: claim.means or words.UNKNOWN,
    "stance": lambda claim: claim.stance,
    "level": lambda claim: claim.level,
}
"""The fields that a claim in short does not tell, by the names under which they are corrected."""


def changed(old: Claim, new: Claim) -> Iterator[str]:
    """ "places: Hajin → Al-Sha'afa" for each such field that differs."""
    for name, told in FIELDS.items():
        before, after = told(old), told(new)
        if before != after:
            yield f"{name}: {safe(before)} → {safe(after)}"
