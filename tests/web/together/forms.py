"""Forms as a person has them before her: read off the page with what they hold, filled in, sent."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.test import Client
from lxml import html  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page that somebody has open."""

    client: Client
    action: str
    held: dict[str, list[str]]

    def send(self, **fields: Any) -> Any:
        """Fill fields in and send it."""
        data = QueryDict(mutable=True)
        for name, values in {**self.held, **fields}.items():
            data.setlist(name, values if isinstance(values, list) else [str(values)])
        return self.client.post(self.action, data.urlencode(), content_type="application/x-www-form-urlencoded")


def opened(client: Client, address: str, action: str = "", holds: str = "") -> Form:
    """The form of a page that leads to ``action`` (by default the page itself) and has a field named ``holds``."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    forms = [one for one in html.fromstring(page.content.decode()).forms if one.get("method", "").lower() == "post"]
    wanted = [
        one for one in forms if (one.get("action") or "").startswith(action) and bool(one.get("action")) == bool(action)
    ]
    one = next(one for one in wanted if not holds or holds in one.fields)
    held: dict[str, list[str]] = {}
    for name, value in one.form_values():
        held.setdefault(name, []).append(value)
    return Form(client, one.get("action") or address, held)
