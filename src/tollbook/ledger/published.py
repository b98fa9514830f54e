"""What a published monthly report says, figure by figure, each with the line it stands on."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

FIELDS = (
    "carried_over", "received", "reopened", "completed", "credible", "non_credible", "duplicate", "inconclusive",
    "open", "killed", "killed_since_start", "killed_replaced", "reports_since_start", "credible_since_start",
    "strikes_since_start",
)  # fmt: skip
Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as published. ``implied``: not written; a release that names every finding but this has none."""

    value: int
    line: int
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in a file that is wrong before anything is added up: an unreadable figure, two for one thing."""

    file: str
    lines: tuple[int, ...]
    month: Month | None
    what: str


@dataclass(frozen=True, slots=True)
class Row:
    """One month of one file. ``series`` parts the rows of several belligerents or standards in one table."""

    file: str
    line: int
    month: Month | None
    cells: Mapping[str, Cell]
    series: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """One file as read: its rows, what was wrong with it, what was passed over, and its lines."""

    name: str
    rows: tuple[Row, ...]
    troubles: tuple[Trouble, ...] = ()
    notes: tuple[str, ...] = ()
    lines: tuple[str, ...] = field(default=(), repr=False)


@cache
def words() -> Mapping[str, Any]:
    """The names of columns and the words of releases."""
    return tomllib.loads((files("tollbook.ledger") / "published.toml").read_text(encoding="utf-8"))


def called(name: str) -> str:
    """A figure's name in a sentence."""
    return str(words()["words"][name])


def written(month: Month | None) -> str:
    """2018-11, or "month unknown"."""
    return f"{month[0]:04d}-{month[1]:02d}" if month else "month unknown"


def following(month: Month) -> Month:
    """The month after."""
    return (month[0] + 1, 1) if month[1] == 12 else (month[0], month[1] + 1)


def before(month: Month) -> Month:
    """The month before."""
    return (month[0] - 1, 12) if month[1] == 1 else (month[0], month[1] - 1)
