"""Pages of long lists: the keys of a page are read off an index, and only its own rows are fetched."""

from typing import Any

from django.core.paginator import Page, Paginator


class ByKey(Paginator):  # type: ignore[type-arg] # Django's paginators have no such generic at run time
    """A paginator over a query: a page deep in a list of wide rows costs no more than the first."""

    def __init__(self, rows: Any, per_page: int, *, many: int | None = None) -> None:
        """``many``: how many rows there are, where that is known."""
        super().__init__(rows, per_page)
        if many is not None:
            self.count = many  # in the place of the property, which counts once

    def page(self, number: int | str) -> Page[Any]:
        """The page, its rows in the order of the query."""
        number = self.validate_number(number)
        rows: Any = self.object_list
        start = (number - 1) * self.per_page
        keys = list(rows.values_list("pk", flat=True)[start : start + self.per_page])
        held = rows.model._default_manager.filter(pk__in=keys)
        held.query.deferred_loading, held.query.select_related = rows.query.deferred_loading, rows.query.select_related
        found = {row.pk: row for row in held}
        return Page([found[key] for key in keys if key in found], number, self)
