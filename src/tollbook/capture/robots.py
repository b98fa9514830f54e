"""robots.txt as RFC 9309 has it: the most specific group of our name, and of its rules the longest that matches."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

LONGEST_DELAY = 30.0
"""Seconds: a greater Crawl-delay is taken for this much, so that one host cannot hold up a run."""
MOST_RULES = 5_000


@dataclass(frozen=True, slots=True)
class Robots:
    """What one host allows us. ``rules`` are (pattern, allowed)."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allows(self, address: str) -> bool:
        """Whether an address of this host may be fetched; the longest matching pattern decides, allow wins a tie."""
        parts = urlsplit(address)
        path = _plain((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        matching = [(len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, path)]
        return max(matching, default=(0, True))[1]


NOTHING_ALLOWED = Robots((("/", False),))


def _plain(path: str) -> str:
    return quote(unquote(path, errors="replace"), safe="/*$?=&;:@,+!~'()%")


def _matches(pattern: str, path: str) -> bool:
    """Glob match from the start with * and a closing $, in time linear in the path for each star."""
    anchored = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not anchored or path == first
    at = len(first)
    *middle, last = others
    for part in middle:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return path.endswith(last) and len(path) - len(last) >= at if anchored else path.find(last, at) >= 0


def _lines(text: str) -> list[tuple[str, str]]:
    pairs = (re.split(r"\s*:\s*", line.partition("#")[0].strip(), maxsplit=1) for line in text.splitlines())
    return [(pair[0].lower(), pair[1]) for pair in pairs if len(pair) == 2]


def _groups(text: str) -> dict[str, list[tuple[str, str]]]:
    """User agent -> the lines that speak to it; groups of one name are joined."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    naming = False
    for key, value in _lines(text):
        if key == "user-agent":
            names = [*names, value.lower()] if naming else [value.lower()]
            groups.setdefault(value.lower(), [])
        else:
            for name in names:
                groups[name].append((key, value))
        naming = key == "user-agent"
    return groups


def _delay(lines: list[tuple[str, str]]) -> float | None:
    for key, value in lines:
        if key == "crawl-delay":
            try:
                return min(max(float(value), 0.0), LONGEST_DELAY)
            except ValueError:
                return None
    return None


def parse(text: str, agent: str) -> Robots:
    """What a robots.txt allows the agent with this product name."""
    groups = _groups(text)
    lines = groups.get(agent.lower(), groups.get("*", []))
    rules = tuple((_plain(v), key == "allow") for key, v in lines if key in ("allow", "disallow") and v)
    return Robots(rules[:MOST_RULES], _delay(lines))
