"""Two states of a record side by side, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MOST = 2000
"""Fields shown of one record; a larger one is cut there, and that is said."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field: where it is in the record, and its value in both states; None where a state lacks it."""

    name: str
    old: str | None
    new: str | None

    @property
    def changed(self) -> bool:
        """Whether the two differ."""
        return self.old != self.new


def compared(old: Any, new: Any) -> list[Row]:
    """Every field of either state, in the order in which they are met."""
    before, after = dict(_flat(old)), dict(_flat(new))
    return [Row(name, before.get(name), after.get(name)) for name in dict.fromkeys((*before, *after))][:MOST]


def _flat(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for key, held in value.items():
            yield from _flat(held, f"{at} › {key}" if at else str(key))
    elif isinstance(value, list) and value:
        for number, held in enumerate(value, 1):
            yield from _flat(held, f"{at} › {number}" if at else str(number))
    elif value is not None or at:
        yield at, _said(value)


def _said(value: Any) -> str:
    words = {True: "yes", False: "no", None: "–"}
    if value is None or isinstance(value, bool):
        return words[value]
    return str(value) if not isinstance(value, (dict, list)) else "–"
