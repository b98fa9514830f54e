"""Claims and reports written by hand, for tests of the rooms that read claims."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tollbook.model import Bounds, Claim, Count, Demographic, Document, Lineage, Period, Place, Source


def day(text: str | None) -> Period | None:
    """One day, or a span "2018-11-16/2018-11-17"."""
    if text is None:
        return None
    start, _, end = text.partition("/")
    first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    return Period(text, first, last, "day" if first == last else "days")


def count(said: str) -> Count:
    """ "15", "15-53", "20+" (at least), ">60" (more than), "<60" (up to), "~24" (by convention)."""
    if said.startswith(">"):
        return Count(int(said[1:]) + 1, None, "more_than", f"more than {said[1:]}")
    if said.startswith("<"):
        return Count(0, int(said[1:]), "at_most", f"up to {said[1:]}")
    if said.startswith("~"):
        return Count(int(said[1:]), None, "vague", "dozens")
    if said.endswith("+"):
        return Count(int(said[:-1]), None, "at_least", f"at least {said[:-1]}")
    low, _, high = said.partition("-")
    return Count(int(low), int(high or low), "between" if high else "exact", said)


def of_whom(**parts: int) -> Mapping[Demographic, Bounds]:
    """A breakdown: children=4, women=1."""
    return {who: Bounds(number, number) for who, number in parts.items()}  # type: ignore[misc]


def claim(document: str, number: int, said: str, places: str = "", when: str | None = None, **more: Any) -> Claim:
    """The ``number``-th claim of a report, 100 characters after the one before; places are split at " + "."""
    named = tuple(Place(name) for name in places.split(" + ") if name)
    if "spots" in more:
        named = tuple(more.pop("spots"))
    more.setdefault("harm", "killed")
    more.setdefault("who", "civilian")
    start = 100 * number
    return Claim(
        f"{document}#{number}",
        document,
        start,
        start + 9,
        "nine long",
        count=count(said),
        places=named,
        when=day(when),
        **more,
    )


def report(name: str, published: str | None = None, **more: Any) -> Document:
    """A report whose words play no part, unless ``text`` gives them."""
    more.setdefault("text", "")
    return Document(id=name, published=date.fromisoformat(published) if published else None, **more)


def no_lineage() -> Lineage:
    """A lineage that knows nothing."""
    return Lineage({}, {})


def spoken(origins: Mapping[str, str]) -> Lineage:
    """A lineage that knows only who said what."""
    return Lineage({name: Source(name, name) for name in origins.values()}, dict(origins))
