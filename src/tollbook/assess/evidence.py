"""Which kinds of evidence there are for an incident: a row of cells, the empty ones shown.

Kinds after the evidence matrix of "In Search of Answers" (CIVIC and Columbia HRI, 2020), press added. What claims and
their sources tell is filled in; site and imagery, which no report's words prove, are for people to fill in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tollbook.model import Claim, Lineage, Source, SourceKind

EvidenceKind = Literal["witness", "site", "imagery", "strike_record", "ngo", "press"]
KINDS: tuple[EvidenceKind, ...] = ("witness", "site", "imagery", "strike_record", "ngo", "press")
State = Literal["held", "not_obtainable", "empty"]
KIND_OF: Mapping[SourceKind, EvidenceKind] = {
    "witness": "witness",
    "monitor": "ngo",
    "ngo": "ngo",
    "un": "ngo",
    "state_media": "press",
    "agency": "press",
    "local_media": "press",
    "press": "press",
}
"""A force's word (military) is no record of its strikes, and "other" tells no kind."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of evidence. ``what`` is held, or (``not_obtainable``) why it could not be had; ``by`` who filled it in,
    empty where it follows from the reports."""

    kind: EvidenceKind
    state: State
    what: str = ""
    by: str = ""


def kinds_of(
    claims: Sequence[Claim], lineage: Lineage, strike_record: bool, found: Iterable[str] = ()
) -> list[EvidenceKind]:
    """The kinds at hand, in their fixed order; ``found`` are those people filled in."""
    told = {KIND_OF[source.kind] for source in _speakers(claims, lineage) if source.kind in KIND_OF}
    held = told | set(found) | ({"strike_record"} if strike_record else set())
    return [kind for kind in KINDS if kind in held]


def matrix(
    claims: Sequence[Claim], lineage: Lineage, strike_record: bool, filled: Mapping[str, Cell]
) -> tuple[Cell, ...]:
    """A cell for every kind; what people filled in (kind -> cell) stands before what follows from the reports."""
    names: dict[EvidenceKind, list[str]] = {}
    for source in _speakers(claims, lineage):
        if source.kind in KIND_OF:
            names.setdefault(KIND_OF[source.kind], []).append(_shown(source))
    if strike_record:
        names.setdefault("strike_record", []).append("strike log")
    derived = {kind: Cell(kind, "held", ", ".join(dict.fromkeys(who))) for kind, who in names.items()}
    return tuple(filled.get(kind) or derived.get(kind) or Cell(kind, "empty") for kind in KINDS)


def _shown(source: Source) -> str:
    """The name of a body; a person who saw it is not named."""
    return "a witness" if source.kind == "witness" else source.name


def _speakers(claims: Sequence[Claim], lineage: Lineage) -> list[Source]:
    keys = {lineage.origin[c.id] for c in claims if c.id in lineage.origin and c.id not in lineage.summaries}
    return [lineage.sources[key] for key in sorted(keys) if key in lineage.sources]
