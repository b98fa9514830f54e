"""Which incidents move when they are graded again: another grade, or under another standard another part in a toll."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tollbook.assess.standard import Standard
from tollbook.model import Grade, Incident


@dataclass(frozen=True, slots=True)
class Move:
    """One incident's chosen grade before and after."""

    incident: str
    before: Grade
    after: Grade

    @property
    def words(self) -> str:
        """ "weak → fair (airwars)", with the standard before where it was another."""
        was = self.before.value if self.same_standard else f"{self.before.value} ({self.before.standard})"
        return f"{was} → {self.after.value} ({self.after.standard})"

    @property
    def same_standard(self) -> bool:
        """Whether both grades are words of one standard."""
        return self.before.standard == self.after.standard


def moved(before: Iterable[Incident], after: Iterable[Incident], standards: Iterable[Standard]) -> list[Move]:
    """The incidents there were before that move, in the order they have now.

    Under the same standard another grade moves it; under another one, whose words are others, what it does to the toll.
    """
    known = {standard.id: standard for standard in standards}
    stored = {incident.id: incident.grade for incident in before}
    found = [
        Move(incident.id, was, incident.grade)
        for incident in after
        if incident.grade and (was := stored.get(incident.id))
    ]
    return [move for move in found if _moves(move, known)]


def _moves(move: Move, known: Mapping[str, Standard]) -> bool:
    before, after = known.get(move.before.standard), known.get(move.after.standard)
    if move.same_standard or before is None or after is None:
        return move.before.value != move.after.value
    return before.stands(move.before.value) != after.stands(move.after.value)
