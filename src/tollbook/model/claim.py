"""A casualty claim: what the words say, tied to the exact words that say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tollbook.model.count import Bounds, Count
from tollbook.model.period import Period
from tollbook.model.place import Place
from tollbook.version import VERSION

Harm = Literal["killed", "injured", "killed_or_injured", "missing"]
Who = Literal["civilian", "combatant", "unspecified"]
Demographic = Literal["children", "women", "men"]
Stance = Literal["reported", "confirmed", "denied", "doubted"]
Level = Literal["incident", "campaign", "background"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. ``quote`` is exactly ``text[start:end]`` of its document, in Unicode code points.

    ``who`` is what the words say; ``sources`` are names as written, resolved by trace; ``of_whom`` holds only what is
    said, a missing key is unknown. ``rule`` names the rule that took it, ``version`` the program that ran.
    """

    id: str
    document: str
    start: int
    end: int
    quote: str
    harm: Harm
    count: Count
    who: Who = "unspecified"
    of_whom: Mapping[Demographic, Bounds] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    when: Period | None = None
    sources: tuple[str, ...] = ()
    blamed: tuple[str, ...] = ()
    means: str | None = None
    stance: Stance = "reported"
    level: Level = "incident"
    score: float = 1.0
    rule: str = ""
    version: str = VERSION

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"claim {self.id}: empty or negative span {self.start}-{self.end}")
