"""The area that reports themselves name, to search their places in and to hold a chosen place against."""

from collections.abc import Iterable

from tollbook.locate.gazetteer import Gazetteer
from tollbook.locate.regions import Region
from tollbook.locate.search import Area
from tollbook.locate.settle import context_of
from tollbook.locate.view import View
from tollbook.model.document import Document


def area_stated(documents: Iterable[Document], gazetteer: Gazetteer) -> Area:
    """Every province that the reports name, and the countries of those, else the countries they name; empty otherwise.

    Where a publisher comes from says nothing here: it is a hint, not a statement.
    """
    found: dict[str, Region] = {}
    lands: set[str] = set()
    for document in documents:
        context = context_of(View(document, gazetteer))
        found.update((region.code, region) for region in context.regions)
        lands |= context.countries
    named = [found[code] for code in sorted(found)]
    words = ", ".join(region.name for region in named) or None
    countries = {region.country for region in named} or lands
    return Area(words, None, regions=tuple(sorted(found)), countries=tuple(sorted(countries)))
