"""The lineage of a collection after some of its reports changed, from what was stored and their neighbourhood."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from tollbook.model import Claim, Drift, Lineage


def renewed(
    stored: Lineage,
    found: Lineage,
    changed: Collection[str],
    alike: Collection[str],
    claims: Mapping[str, Claim],
) -> Lineage:
    """The lineage of a neighbourhood: of the ``changed`` reports as ``found``, of the others as ``stored``.

    Origins and originals of the reports ``alike`` in words to a changed one are taken from ``found`` too, which must
    have had all reports alike to them before it. Drifts are taken from it where one end is in a changed report.
    """
    touched = {*changed, *alike}
    fresh = {key for key, claim in claims.items() if claim.document in touched or key not in stored.reasons}
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
        drifts=_drifts(stored, found, _spoken_anew(stored, found, changed, fresh, claims)),
        reasons={key: reason for key, reason in reasons.items() if reason is not None},
    )


def _spoken_anew(
    stored: Lineage, found: Lineage, changed: Collection[str], fresh: Collection[str], claims: Mapping[str, Claim]
) -> set[str]:
    """The claims of changed reports, and those that count as another source's than before."""
    return {
        key
        for key, claim in claims.items()
        if claim.document in changed or (key in fresh and stored.origin.get(key) != found.origin.get(key))
    }


def _drifts(stored: Lineage, found: Lineage, mine: Collection[str]) -> tuple[Drift, ...]:
    """Those with an end in ``mine`` as found, the others as stored; a claim has one telling it is held against."""
    new = [drift for drift in found.drifts if drift.from_ in mine or drift.to in mine]
    held_anew = {drift.to for drift in new if drift.from_ in mine}
    old = [drift for drift in stored.drifts if drift.from_ not in mine and drift.to not in mine]
    return (*(drift for drift in old if drift.to not in held_anew), *new)
