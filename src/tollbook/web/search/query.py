"""What somebody typed, as a question to SQLite's FTS5 or to PostgreSQL's full text.

Words are joined by "and", the beginning of a word is enough, "a phrase" stands in quotes, -word leaves out.
"""

import re
from dataclasses import dataclass

from tollbook.web.search.words import stems_of, words_of

PART = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>\S+))')


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked for: alternatives of one word, or the words of a phrase."""

    words: tuple[str, ...]
    phrase: bool = False
    without: bool = False


def parts(text: str) -> list[Part]:
    """What is asked for, in order; nothing where no letter or digit was typed."""
    found = []
    for match in PART.finditer(text):
        without, phrase = bool(match["minus"]), match["phrase"] is not None
        words = words_of(match["phrase"] if phrase else match["word"])
        if phrase and words:
            found.append(Part(tuple(words), True, without))
        elif not phrase:
            found += [Part((word, *stems_of([word])), False, without) for word in words]
    return found


def for_sqlite(asked: list[Part]) -> str:
    """The MATCH expression of FTS5; empty where nothing is asked for that could be found."""
    wanted = [_sqlite(part) for part in asked if not part.without]
    if not wanted:
        return ""
    without = "".join(f" NOT {_sqlite(part)}" for part in asked if part.without)
    return f"({' AND '.join(wanted)}){without}"


def _sqlite(part: Part) -> str:
    if part.phrase:
        return f'words : "{" ".join(part.words)}"'
    return "(" + " OR ".join(f'"{word}"*' for word in part.words) + ")"


def for_postgresql(asked: list[Part]) -> str:
    """The to_tsquery expression; words hold letters and digits alone, so nothing needs escaping."""
    if all(part.without for part in asked):
        return ""
    return " & ".join(("!" if part.without else "") + _postgresql(part) for part in asked)


def _postgresql(part: Part) -> str:
    if part.phrase:
        return "(" + " <-> ".join(part.words) + ")"
    return "(" + " | ".join(f"{word}:*" for word in part.words) + ")"
