"""One place that a person names for a claim, resolved as if the report had named it."""

from tollbook.locate.gazetteer import Gazetteer
from tollbook.locate.settle import Settler
from tollbook.locate.view import View
from tollbook.model.document import Document
from tollbook.model.place import Place


def place_named(document: Document, name: str, gazetteer: Gazetteer) -> Place:
    """The place a name means in the report's surroundings; the bare name where none is sure."""
    view = View(document, gazetteer)
    choice = Settler(view, gazetteer, view.sentences).choice(name)
    if choice is None:
        return Place(name)
    entry = choice.match.entry
    return Place(name, entry.name, entry.id, entry.lat, entry.lon, entry.precision, entry.admin, entry.country)
