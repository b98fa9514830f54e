"""What a word of harm turned out to speak of."""

from dataclasses import dataclass, field

from tollbook.extract.people import Group
from tollbook.extract.reading import Match
from tollbook.model import Harm


@dataclass(slots=True)
class Event:
    """One trigger with the groups it speaks of; ``rule`` tells how they were found."""

    trigger: Match
    harm: Harm
    groups: list[Group] = field(default_factory=list)
    rule: str = ""
