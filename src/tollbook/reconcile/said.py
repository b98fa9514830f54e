"""What each source said: claims with their speaker, their bounds under the conventions, and the cells they speak of."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from tollbook.model import Bounds, Claim, Harm, Lineage, Who
from tollbook.reconcile.cells import WHOLE, cells
from tollbook.reconcile.conventions import Conventions, kind_of
from tollbook.text.fold import fold_word

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Said:
    """One claim as its source's word. ``cells`` is 0 where it speaks of an unknown part of the incident.

    What one source implies follows from its own claims alone, so a total that names no place stands in ``cells`` for
    the places this source names and elsewhere, and in ``extent`` for all that any source names.
    ``opening``: its report's first number; ``below``: the claim of the same voice and report it falls short of, where
    both are exact totals.
    """

    claim: Claim
    source: str
    lo: int
    hi: int | None
    cells: int
    part: bool
    vague: bool
    published: date | None = None
    opening: bool = False
    below: str = ""
    extent: int = 0

    @property
    def bounds(self) -> tuple[int, int | None]:
        """Least and greatest number."""
        return self.lo, self.hi

    @property
    def harm(self) -> Harm:
        """What befell them."""
        return self.claim.harm

    @property
    def who(self) -> Who:
        """Whom the words call them."""
        return self.claim.who


def supports(claim: Claim) -> bool:
    """Whether a claim supports a figure of one event: not denied, not a campaign's total, not background."""
    return claim.level == "incident" and claim.stance != "denied"


def source_of(claim: Claim, lineage: Lineage) -> str:
    """The id of who said it; a claim the lineage does not know is its document's own."""
    return lineage.origin.get(claim.id) or f"document:{claim.document}"


def group_of(source: str, lineage: Lineage) -> str:
    """The independence group of a source, known to the lineage or not."""
    return lineage.group_of(source) if source in lineage.sources else source


def said(
    claims: Sequence[Claim], lineage: Lineage, conventions: Conventions, published: Mapping[str, date]
) -> tuple[list[Said], int]:
    """The supporting claims as their sources' words, in the order of their ids, and the mask of the whole incident."""
    kept = sorted(_originals([c for c in claims if supports(c)], lineage), key=lambda c: c.id)
    masks, whole = _masks(kept)
    heard = Hearing(whole, lineage, conventions, published)
    words = [_said(c, m, heard) for c, m in zip(kept, masks, strict=True)]
    return (words if whole == WHOLE else _in_own_terms(words, whole)), whole


def _in_own_terms(words: list[Said], whole: int) -> list[Said]:
    """Totals that name no place, as the places their own source names and elsewhere."""
    elsewhere = 1 << whole.bit_length()
    named: dict[str, int] = {}
    for s in words:
        if s.claim.places or s.claim.when:
            named[s.source] = named.get(s.source, 0) | s.cells
    return [
        replace(s, cells=named[s.source] | elsewhere if s.source in named else whole, extent=s.cells)
        if _names_nothing(s.claim)
        else replace(s, extent=s.cells)
        for s in words
    ]


def _names_nothing(claim: Claim) -> bool:
    return not claim.places and claim.when is None


def _originals(claims: list[Claim], lineage: Lineage) -> list[Claim]:
    """Without what stands in a copy of a report that is at hand itself."""
    if not lineage.copies:
        return claims
    at_hand = {claim.document for claim in claims}
    return [claim for claim in claims if lineage.copies.get(claim.document) not in at_hand]


def _masks(claims: Sequence[Claim]) -> tuple[list[int], int]:
    """The cells of each claim. Kin and single people beside a toll name no place of their own: 0, some part of it."""
    tolls = [claim for claim in claims if not _names_some(claim)]
    if not tolls or len(tolls) == len(claims):
        return cells(claims) if claims else ([], WHOLE)
    masks, whole = cells(tolls)
    by_id = {claim.id: mask for claim, mask in zip(tolls, masks, strict=True)}
    return [by_id.get(claim.id, WHOLE if whole == WHOLE else 0) for claim in claims], whole


class Hearing(NamedTuple):
    """What turns an incident's claims into their sources' words."""

    whole: int
    lineage: Lineage
    conventions: Conventions
    published: Mapping[str, date]


def _said(claim: Claim, mask: int, heard: Hearing) -> Said:
    bounds = heard.conventions.bounds(claim)
    lo = max(bounds.min or 0, _counted_parts(claim, bounds))
    return Said(
        claim,
        source_of(claim, heard.lineage),
        lo,
        bounds.max,
        mask,
        speaks_of_part(claim),
        claim.count.by_convention or kind_of(claim.count) is not None,
        heard.published.get(claim.document),
    )


def _counted_parts(claim: Claim, bounds: Bounds) -> int:
    """The children, women and men a claim counts are a lower end for the whole, unless they pass its upper one.

    "Up to 15, including 11 children" says at most 11 children too.
    """
    if claim.count.qualifier == "at_most":
        return 0
    parts = sum(part.min or 0 for part in claim.of_whom.values())
    return parts if bounds.max is None or parts <= bounds.max else 0


def speaks_of_part(claim: Claim) -> bool:
    """Whether the words name some of the people: children alone, kin, one unnumbered person."""
    alone = len(claim.of_whom) == 1 and next(iter(claim.of_whom.values())).min == claim.count.min
    return alone or _names_some(claim)


def _names_some(claim: Claim) -> bool:
    """Whether the words name kin or one unnumbered person: where they died says nothing about where the others did."""
    one = claim.count.min == claim.count.max == 1 and not any(c.isdigit() for c in claim.count.text)
    return one or _names_kin(claim.quote)


@lru_cache(maxsize=65536)
def _names_kin(quote: str) -> bool:
    return not _part_words().isdisjoint(WORD.findall(fold_word(quote)))


@cache
def _part_words() -> frozenset[str]:
    text = files("tollbook.reconcile").joinpath("parts.toml").read_text(encoding="utf-8")
    return frozenset(fold_word(word) for words in tomllib.loads(text)["words"].values() for word in words)
