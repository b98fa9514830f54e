"""Telling apart: which of the names (or days) in an incident's claims must be counted as different ones.

Counting one village twice under two spellings would inflate a toll, so names are one unless something shows that they
are two: two gazetteer entries for settlements, or one report that sets both side by side.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def classes(keys: Iterable[K], apart: Callable[[K, K], bool]) -> dict[K, int | None]:
    """Key -> number of its class; ``None`` where a key may be any of several classes that are told apart.

    ``keys`` come surest first; the numbers follow that order.
    """
    members: list[list[K]] = []
    found: dict[K, int | None] = {}
    for key in keys:
        candidates = [i for i, group in enumerate(members) if not any(apart(key, other) for other in group)]
        if len(candidates) > 1:
            found[key] = None
            continue
        if not candidates:
            members.append([])
            candidates = [len(members) - 1]
        members[candidates[0]].append(key)
        found[key] = candidates[0]
    return found
