"""Days counted from another event ("a day earlier") whose own day the report does not tell."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from tollbook.gather.features import PUBLISHED_BACK
from tollbook.languages import available, load
from tollbook.model import Claim, Document
from tollbook.text.plain import words


@cache
def _anchored() -> Mapping[str, int]:
    """Folded words -> days from the event told before, in all languages; "the same day" is left out."""
    return {
        " ".join(words(name)): int(days)
        for code in available()
        for days, names in load(code, "dates").get("anchored", {}).items()
        for name in names
        if int(days)
    }


def widened(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """The claims in order; a day counted from an undated event becomes the days that event's publication allows."""
    undated = True
    found: list[Claim] = []
    for claim in claims:
        hangs = undated and bool(found) and claim.when is not None
        found.append(_widened(document, claim) if hangs else claim)
        undated = undated and claim.when is None
    return found


def _widened(document: Document, claim: Claim) -> Claim:
    if claim.when is None or document.published is None:
        return claim
    days = _anchored().get(" ".join(words(claim.when.text)))
    if days is None:
        return claim
    last = document.published + timedelta(days=days)
    return replace(claim, when=replace(claim.when, start=last - timedelta(PUBLISHED_BACK), end=last, precision="days"))
