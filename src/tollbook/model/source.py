"""Who says it, who had it from whom, and what changed on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SourceKind = Literal[
    "state_media", "agency", "monitor", "military", "un", "ngo", "local_media", "press", "witness", "other"
]
DriftKind = Literal["harm", "number", "place", "date", "part_as_whole", "breakdown_as_sum"]


@dataclass(frozen=True, slots=True)
class Source:
    """An original speaker. Sources of one ``group`` (a broadcaster and its Arabic service) count once."""

    id: str
    name: str
    kind: SourceKind = "other"
    group: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drift:
    """A retelling (``to``) that differs from what the same source said earlier (``from_``); both are claim ids.

    ``what`` is the kind, ``words`` a plain sentence in English for terminals; pages compose their own from the kind.
    """

    from_: str
    to: str
    what: DriftKind
    words: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where each claim was first said.

    ``origin``: claim id -> source id. ``summaries``: claims that sum up other people's figures and are no source.
    ``copies``: document id -> the earlier document whose words it repeats. ``reasons``: claim id -> why that origin.
    """

    sources: Mapping[str, Source]
    origin: Mapping[str, str]
    summaries: frozenset[str] = frozenset()
    copies: Mapping[str, str] = field(default_factory=dict)
    drifts: tuple[Drift, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)

    def group_of(self, source_id: str) -> str:
        """The independence group of a source: its own id unless it shares one."""
        return self.sources[source_id].group or source_id
