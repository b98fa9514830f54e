"""Every address of the pages with the action that guards it, and the ids of records that are there."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, URLResolver

from tollbook.casebook import models as casebook
from tollbook.web import models
from tollbook.web.urls import urlpatterns

OTHERS = {"account/", "account/2fa/", "api/v1/"}
"""Addresses of allauth, which asks for a login itself, and of the API, whose operations are tested as these are."""
CALLED = {"report": casebook.Document, "incident": casebook.Incident, "allegation": casebook.Allegation}


@dataclass(frozen=True, slots=True)
class Guarded:
    """One address: its name, its pattern and the action asked for."""

    name: str
    route: str
    action: str

    @property
    def kind(self) -> str:
        """The kind of record."""
        return self.action.partition(".")[0]

    def address(self, held: dict[str, Any]) -> str:
        """The address with a record that is there, or with some value where we know of none."""
        return "/" + re.sub(r"<(\w+):(\w+)>", lambda one: str(self._value(one[1], one[2], held)), self.route)

    def _value(self, converter: str, name: str, held: dict[str, Any]) -> Any:
        fixed = {"language": "en", "kind": "csv", "code": "en", "about": "x"}
        if name in fixed:
            return fixed[name]
        known = held.get(self.kind)
        if converter == "int":
            return known if isinstance(known, int) else 1
        return "x" if known is None else known


def flat(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """Every address, those of included lists too, save what others guard."""
    for one in patterns:
        if isinstance(one, URLPattern):
            yield one
        elif str(one.pattern) not in OTHERS:
            yield from flat(one.url_patterns)


def guarded() -> list[Guarded]:
    """The addresses that ask for an action."""
    found = [(one, getattr(one.callback, "action", None)) for one in flat(urlpatterns)]
    return [Guarded(one.name or "", str(one.pattern), action) for one, action in found if action]


def there() -> dict[str, Any]:
    """Kind -> the id of a record that is there, for the kinds of which there is one."""
    tables: dict[str, type[Model]] = {
        **CALLED,
        "publication": models.Publication,
        "person": models.User,
        "history": casebook.Event,
        "job": models.Job,
    }
    rows = {kind: table._default_manager.order_by("pk").first() for kind, table in tables.items()}
    found = {kind: row.pk for kind, row in rows.items() if row is not None}
    return found | {"claim": found["report"]}
