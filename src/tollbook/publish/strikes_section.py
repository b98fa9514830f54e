"""What the strike logs hold about an incident, for its page: entries with reasons, near misses, what a log can show."""

from dataclasses import dataclass

from tollbook.publish.clean import refenced
from tollbook.publish.texts import Texts


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence in both languages."""

    en: str
    ar: str

    def __call__(self, t: Texts) -> str:
        """The sentence in the language of the page."""
        return refenced(t.own(self.en, self.ar))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a log. ``grade`` is matches, possible, near_miss or excluded; for a near miss how plausible it is.

    ``at`` is its time in UTC, ``where`` its place or grid, ``what`` force, means and target as logged.
    """

    id: str
    grade: str
    at: str
    where: str
    what: str
    reasons: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class LogAnswer:
    """What all logs together answer about one incident; ``more``: entries within reach that are not listed."""

    shows: Said
    coverage: tuple[Said, ...]
    entries: tuple[Entry, ...]
    near: tuple[Entry, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as the page shows it."""

    id: str
    grade: str
    at: str
    where: str
    what: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StrikesSection:
    """The section in one language."""

    shows: str
    coverage: tuple[str, ...]
    rows: tuple[Row, ...]
    near: tuple[Row, ...]
    more: int


def strikes_section(answer: LogAnswer | None, t: Texts) -> StrikesSection | None:
    """The section in the language of ``t``; ``None`` where the workspace holds no logs."""
    if answer is None:
        return None
    return StrikesSection(
        answer.shows(t),
        tuple(line(t) for line in answer.coverage),
        tuple(_row(entry, t) for entry in answer.entries),
        tuple(_row(entry, t) for entry in answer.near),
        answer.more,
    )


def _row(entry: Entry, t: Texts) -> Row:
    reasons = tuple(reason(t) for reason in entry.reasons)
    return Row(entry.id, t(f"strikes.grade.{entry.grade}"), entry.at, entry.where, entry.what, reasons)
