"""Which incidents move when they are graded again: another grade than the stored one under the chosen standard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tollbook.model import Grade, Incident


@dataclass(frozen=True, slots=True)
class Move:
    """One incident's grade before (None: it had none under any standard) and after."""

    incident: str
    before: Grade | None
    after: Grade

    @property
    def words(self) -> str:
        """ "weak → fair", with the standard before where it was another."""
        was = "no grade" if self.before is None else self.before.value
        if self.before and self.before.standard != self.after.standard:
            was = f"{was} ({self.before.standard})"
        return f"{was} → {self.after.value} ({self.after.standard})"


def moved(before: Iterable[Incident], after: Iterable[Incident]) -> list[Move]:
    """The incidents there were before whose chosen grade is another now, in the order they have now."""
    stored: Mapping[str, Incident] = {incident.id: incident for incident in before}
    found = [
        Move(incident.id, grade_before(stored[incident.id], incident.grade.standard), incident.grade)
        for incident in after
        if incident.grade and incident.id in stored
    ]
    return [move for move in found if move.before is None or move.before.value != move.after.value]


def grade_before(incident: Incident, standard: str) -> Grade | None:
    """The stored grade under a standard; where it was not graded by that one, under the standard chosen then."""
    return next((one for one in incident.grades if one.standard == standard), incident.grade)
