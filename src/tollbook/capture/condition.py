"""Whether a copy holds the report, or only the wall that stood before it. The patterns are data: conditions.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tollbook.model import Condition

SENTENCE_END = re.compile(r"(?<=[.!?؟…])\s+|\n+|[•|]")
LONGEST_WALL = 1_500
"""Characters: a log-in page or an error page with its menus stays below it; a longer copy is not searched for them."""
LONGEST_CONSENT = 20_000
"""Characters: consent pages with their lists of vendors stay below it."""
LONGEST_FRAME = 600
"""Characters of a page's frame (menus, footer) with nothing in it."""
WORDS_OF_CONSENT = 2


@dataclass(frozen=True, slots=True)
class Wall:
    """Phrases that show one kind of wall, and words two of which in a sentence show the same."""

    condition: Condition
    phrases: re.Pattern[str]
    vocabulary: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Patterns:
    """conditions.toml, compiled."""

    other_letters: int
    fewest_letters: int
    furniture: re.Pattern[str]
    whole: tuple[tuple[Condition, re.Pattern[str]], ...]
    walls: tuple[Wall, ...]


def _any_of(patterns: list[str], edges: bool = False) -> re.Pattern[str]:
    joined = "|".join(f"(?:{p})" for p in patterns)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)" if edges else joined, re.MULTILINE)


def _wall(entry: dict[str, Any]) -> Wall:
    vocabulary = entry.get("vocabulary")
    return Wall(entry["condition"], _any_of(entry["phrases"]), _any_of(vocabulary, edges=True) if vocabulary else None)


@cache
def patterns() -> Patterns:
    """The patterns as shipped."""
    data = tomllib.loads((files(__package__) / "conditions.toml").read_text(encoding="utf-8"))
    return Patterns(
        data["other_letters"],
        data["fewest_letters"],
        _any_of(data["furniture"]),
        tuple((entry["condition"], re.compile(entry["pattern"])) for entry in data["whole"]),
        tuple(_wall(entry) for entry in data["wall"]),
    )


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)


def _without_sentences(text: str, vocabulary: re.Pattern[str]) -> str:
    sentences = SENTENCE_END.split(text)
    return "\n".join(s for s in sentences if len(set(vocabulary.findall(s))) < WORDS_OF_CONSENT)


def _left(text: str, walls: list[Wall]) -> int:
    """Letters left when the walls' words and the furniture are taken away."""
    for wall in walls:
        if wall.vocabulary:
            text = _without_sentences(text, wall.vocabulary)
        text = wall.phrases.sub("\n", text)
    return _letters(patterns().furniture.sub("\n", text))


def _heaviest(text: str, walls: list[Wall]) -> Condition:
    """The wall whose phrases take the most room."""
    return max(walls, key=lambda wall: sum(len(m.group()) for m in wall.phrases.finditer(text))).condition


def _walls_of(text: str) -> list[Wall]:
    """The walls a phrase of which stands in the text, as far as its length allows them."""
    if len(text) > LONGEST_CONSENT:
        return []
    long = len(text) > LONGEST_WALL
    return [wall for wall in patterns().walls if (wall.vocabulary or not long) and wall.phrases.search(text)]


def condition_of(text: str) -> Condition:
    """``usable`` unless the text holds next to nothing but a wall; a long text is not searched to its end."""
    folded = text.strip().lower().replace("’", "'")
    known = patterns()
    walls = _walls_of(folded)
    if walls and _left(folded, walls) < known.other_letters:
        return _heaviest(folded, walls)
    if len(folded) > LONGEST_FRAME:
        return "usable"
    for condition, pattern in known.whole:
        if pattern.search(folded):
            return condition
    return "empty_shell" if _left(folded, []) < known.fewest_letters else "usable"
