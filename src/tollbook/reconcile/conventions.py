"""Counting conventions: what words that name no number come to. Data, so that a standard can bring its own."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from tollbook.errors import StopRun
from tollbook.model import Bounds, Claim, Count
from tollbook.text.fold import fold_word

KINDS = ("thousands", "hundreds", "scores", "dozens", "several", "plural")
"""What words without a number can come to, greatest first; ``plural`` is a bare plural ("civilians were killed")."""

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ARABIC_PREFIXES = ("وبال", "بال", "وال", "فال", "لل", "ال", "و", "ب", "ل")


@dataclass(frozen=True, slots=True)
class Conventions:
    """``words``: kind -> bounds; ``more_than_adds``: how far the least number lies above N in "more than N".

    ``both_harms``: what "killed and injured" without a number counts for each of the two, where nothing else does.
    """

    name: str
    words: Mapping[str, Bounds]
    more_than_adds: int = 1
    both_harms: Bounds | None = None

    def bounds(self, claim: Claim) -> Bounds:
        """The claim's bounds under these conventions; numbers the speaker gave stay as given."""
        if self is default():
            return claim.count
        return self._rebound(claim.count)

    def _rebound(self, count: Count) -> Bounds:
        if count.qualifier == "more_than" and count.min is not None:
            return Bounds(max(0, count.min - default().more_than_adds + self.more_than_adds), count.max)
        kind = kind_of(count)
        return self.words.get(kind, count) if kind else count


def kind_of(count: Count) -> str | None:
    """Which kind of words without a number a count rests on; ``None`` where the speaker gave a number."""
    if count.qualifier not in ("vague", "about") or any(c.isdigit() for c in count.text):
        return None
    named = _kind_in(count.text)
    return named or ("plural" if count.qualifier == "vague" else None)


def says_both_harms(claim: Claim) -> bool:
    """Whether a claim says, without a number, that some were killed and some injured ("killed or" decides neither)."""
    if claim.harm != "killed_or_injured" or kind_of(claim.count) is None:
        return False
    words = {form for word in WORD.findall(fold_word(claim.quote)) for form in _forms(word)}
    return not words & _undecided()


@cache
def _undecided() -> frozenset[str]:
    return frozenset(fold_word(word) for words in _read("words.toml")["undecided"].values() for word in words)


@lru_cache(maxsize=4096)
def _kind_in(text: str) -> str | None:
    words = {form for word in WORD.findall(fold_word(text)) for form in _forms(word)}
    return next((kind for kind, listed in _listed().items() if words & listed), None)


def _forms(word: str) -> set[str]:
    """The word itself and, in Arabic, without article and joined prepositions."""
    return {word} | {word.removeprefix(prefix) for prefix in ARABIC_PREFIXES if len(word) > len(prefix) + 2}


@cache
def _listed() -> dict[str, frozenset[str]]:
    table = _read("words.toml")
    return {
        kind: frozenset(fold_word(word) for words in table[kind].values() for word in words)
        for kind in KINDS
        if kind in table
    }


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("tollbook.reconcile").joinpath(name).read_text(encoding="utf-8"))


@cache
def default() -> Conventions:
    """Tollbook's own conventions (conventions.toml)."""
    return conventions_from(_read("conventions.toml"))


def conventions_from(data: Mapping[str, Any], where: str = "conventions") -> Conventions:
    """Conventions from a plain table, such as a standard's; words it leaves out count as in Tollbook's own.

    Raises StopRun where a kind is unknown or a number is not a whole number of people.
    """
    base = {} if data.get("name") == "tollbook" else dict(default().words)
    for kind, bounds in dict(data.get("words", {})).items():
        base[kind] = _bounds(kind, bounds, where)
    adds = data.get("more_than_adds", 1)
    if type(adds) is not int or adds < 0:
        raise StopRun(f"more_than_adds is {adds!r}", where, "give 0 or 1")
    both = _bounds("plural", data["both_harms"], where) if "both_harms" in data else None
    return Conventions(str(data.get("name", "unnamed")), base, adds, both)


def _bounds(kind: str, bounds: Any, where: str) -> Bounds:
    if kind not in KINDS:
        raise StopRun(f"unknown kind of words {kind!r}", where, f"use one of {', '.join(KINDS)}")
    table = dict(bounds) if isinstance(bounds, Mapping) else {}
    numbers = all(type(number) is int for number in table.values())
    if not table or not set(table) <= {"min", "max"} or not numbers:
        raise StopRun(f"{kind} is {bounds!r}", where, "write { min = 12, max = 24 }, max left out for no upper end")
    try:
        return Bounds(table.get("min"), table.get("max"))
    except ValueError as error:
        raise StopRun(str(error), f"{where}, {kind}", "give the smaller number as min") from error
