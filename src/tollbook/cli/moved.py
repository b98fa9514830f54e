"""What moved when incidents were graded again, a line each."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tollbook.cli import words
from tollbook.model import Incident

if TYPE_CHECKING:
    from tollbook.assess import Standard

SHOWN = 30


def moved_lines(
    before: Sequence[Incident], after: Sequence[Incident], standards: "Sequence[Standard]"
) -> Iterator[str]:
    """How many incidents moved and which, with the grades and the reason; nothing where none did."""
    from tollbook.assess.moved import moved

    found = moved(before, after, standards)
    by_id = {incident.id: incident for incident in after}
    if found:
        yield f"{len(found)} of {len(after)} incidents move:"
    for move in found[:SHOWN]:
        incident = by_id[move.incident]
        why = f": {move.after.reasons[0].text}" if move.after.reasons else ""
        yield f"  {move.incident} · {words.day(incident.when)} · {words.places(incident.places)} · {move.words}{why}"
    if len(found) > SHOWN:
        yield f"  and {len(found) - SHOWN} more: tollbook compare shows them"
