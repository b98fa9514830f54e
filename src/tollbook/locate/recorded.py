"""Places as recorders and strike logs write them, resolved: the finest part that is known."""

from tollbook.locate.gazetteer import Gazetteer
from tollbook.locate.parts import parts
from tollbook.locate.resolve import Choice, Context, resolve

WITHIN_A_TOWN = frozenset({"street", "landmark", "neighbourhood"})


def resolve_recorded(place: str, context: Context, gazetteer: Gazetteer) -> Choice | None:
    """The place that a string such as "Vicinity of X mosque, Al Zeitoun neighbourhood, Gaza" means.

    A street, landmark or quarter that nobody lists falls back to the part named after it; a settlement does not, for
    the point of the next town would be wrong. None where nothing supports a choice.
    """
    for part in parts(place):
        choice = resolve(part.name, context, gazetteer)
        if choice or part.precision not in WITHIN_A_TOWN:
            return choice
    return None
