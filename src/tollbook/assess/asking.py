"""Who could be asked for what an assessment lacks: whoever spoke first, and the party blamed for its records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tollbook.assess.parties import name_of, parties_of
from tollbook.model import Claim, Lineage, Source, SourceKind

AT_MOST = 5
NEAREST: tuple[SourceKind, ...] = ("monitor", "ngo", "un", "local_media", "state_media", "agency", "press", "military")
"""Who is likelier to know more of one incident comes first."""
PROTECTED: tuple[SourceKind, ...] = ("witness",)
"""People who saw it are asked through whoever published them: their names are not listed."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody who could be asked, and as what: who spoke of it first, or the party for its strike records."""

    who: str
    role: Literal["speaker", "belligerent"]


def whom_to_ask(claims: Sequence[Claim], lineage: Lineage, records_missing: bool) -> list[Ask]:
    """The first speakers of the claims, those nearest to events first; then, without records, the blamed."""
    spoken = {lineage.origin[claim.id] for claim in claims if claim.id in lineage.origin}
    sources = sorted((lineage.sources[key] for key in spoken if key in lineage.sources), key=_order)
    speakers = [Ask(source.name, "speaker") for source in sources if source.kind not in PROTECTED][:AT_MOST]
    return speakers + [Ask(party, "belligerent") for party in _blamed(claims) if records_missing]


def _order(source: Source) -> tuple[int, str]:
    return (NEAREST.index(source.kind) if source.kind in NEAREST else len(NEAREST), source.name)


def _blamed(claims: Iterable[Claim]) -> list[str]:
    return parties_of(name for claim in claims for name in claim.blamed)


def asked_names(asks: Iterable[Ask]) -> list[str]:
    """The names alone, each once; a party by its key, so that each language can name it."""
    named = {name_of(ask.who, "en") if ask.role == "belligerent" else ask.who: ask.who for ask in asks}
    return list(named.values())
