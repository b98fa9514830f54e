"""The lineage of a collection after some of its reports changed, from what was stored and their neighbourhood."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from tollbook.model import Claim, Drift, Lineage, Source


def renewed(
    stored: Lineage,
    retraced: tuple[Lineage, Mapping[str, str]],
    changed: Collection[str],
    alike: Collection[str],
    claims: Mapping[str, Claim],
) -> Lineage:
    """The lineage of a neighbourhood: of the ``changed`` reports as ``retraced``, of the others as ``stored``.

    Origins and originals of the reports ``alike`` in words to a changed one are taken from ``retraced`` too, which must
    have had all reports alike to them before it. So are the drifts of claims that are, or were, held against a telling
    in a changed report.
    """
    found, touched = retraced[0], {*changed, *alike}
    fresh = claims.keys() - settled(stored, touched, claims).keys()
    origin = {key: (found if key in fresh else stored).origin.get(key) for key in claims}
    copies = {key: of for key, of in stored.copies.items() if key not in touched}
    copies |= {key: of for key, of in found.copies.items() if key in touched}
    reasons = {key: (found if key in fresh else stored).reasons.get(key) for key in claims}
    return replace(
        found,
        sources={**stored.sources, **found.sources},
        origin={key: source for key, source in origin.items() if source is not None},
        summaries=frozenset(key for key in claims if key in (found if key in fresh else stored).summaries),
        copies=copies,
        drifts=_drifts(stored, retraced, changed, _spoken_anew(stored, found, changed, fresh, claims)),
        reasons={key: reason for key, reason in reasons.items() if reason is not None},
    )


def settled(stored: Lineage, touched: Collection[str], claims: Mapping[str, Claim]) -> dict[str, Source]:
    """The claims whose source stays as stored: of reports that are not ``touched``, and traced before."""
    return {
        key: stored.sources[stored.origin[key]]
        for key, claim in claims.items()
        if claim.document not in touched and key in stored.reasons and key in stored.origin
    }


def _spoken_anew(
    stored: Lineage, found: Lineage, changed: Collection[str], fresh: Collection[str], claims: Mapping[str, Claim]
) -> set[str]:
    """The claims of changed reports, and those that count as another source's than before."""
    return {
        key
        for key, claim in claims.items()
        if claim.document in changed or (key in fresh and stored.origin.get(key) != found.origin.get(key))
    }


def _drifts(
    stored: Lineage, retraced: tuple[Lineage, Mapping[str, str]], changed: Collection[str], mine: Collection[str]
) -> tuple[Drift, ...]:
    """As found for claims in ``mine`` and those held against one before or now, the others' as stored.

    A claim has one telling it is held against: a nearer one ends its drifts from another also where it tells the same.
    """
    found, against = retraced
    anew = {*mine, *(claim for claim, telling in against.items() if telling in mine)}
    anew |= {drift.to for drift in stored.drifts if drift.from_ in mine or drift.from_.rpartition("#")[0] in changed}
    kept = (drift for drift in stored.drifts if drift.to not in anew and drift.to.rpartition("#")[0] not in changed)
    return (*kept, *(drift for drift in found.drifts if drift.to in anew))
