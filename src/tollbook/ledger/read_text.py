"""Published figures out of the words of a release.

Every number in the text is told by the words around it, up to the numbers beside it and the ends of its clause. A
sentence about the time since the start gives totals; one about a single case (a day and a place) gives nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from tollbook.ledger.months import Dating, Mention, in_name, mentions
from tollbook.ledger.numerals import DIGITS, WORDS, digits, spelled
from tollbook.ledger.published import Cell, Published, Row, Trouble, called, words
from tollbook.ledger.release_words import (
    ABBREVIATED,
    BEING,
    CASE,
    CLAUSE,
    FRACTION,
    FRESH,
    LEADER,
    NONE,
    NOT_CREDIBLE,
    OF_MONTH,
    ONE,
    SENTENCE,
    SINCE,
    STILL,
    TITLE,
    TOLL,
)

SINCE_OF = {
    "killed": "killed_since_start",
    "credible": "credible_since_start",
    "strikes_since_start": "strikes_since_start",
    "reports_since_start": "reports_since_start",
    "received": "reports_since_start",
    "open": "open",
}
CORE = {"carried_over", "received", "completed", "open", "credible", "non_credible", "duplicate", "reopened"} | {
    "killed_since_start"
}
"""Figures of which a text holds two at least, or it is no release."""
ONLY_SINCE = ("strikes_since_start", "reports_since_start")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text."""

    start: int
    end: int
    value: int


@dataclass(slots=True)
class Draft:
    """A release being read."""

    line: int
    dating: Dating = field(default_factory=Dating)
    cells: dict[str, list[Cell]] = field(default_factory=dict)


@cache
def _patterns(*path: str) -> Mapping[str, re.Pattern[str]]:
    table = words()
    for key in path:
        table = table[key]
    return {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in table.items()}


def release(text: str, name: str) -> Published:
    """The figures of every release in the text, with the line each stands on."""
    lines = tuple(text.splitlines())
    drafts = [draft for draft in _drafts(text) if len(CORE & draft.cells.keys()) > 1]
    done = [_finished(draft, name) for draft in drafts]
    troubles = tuple(trouble for _, found in done for trouble in found)
    return Published(name, tuple(row for row, _ in done), troubles, (), lines)


def _drafts(text: str) -> list[Draft]:
    found = mentions(text)
    dotless = LEADER.sub(lambda m: " " * len(m.group()), text)
    plain = NOT_CREDIBLE.sub(lambda m: "NONCRED".ljust(len(m.group())), _masked(dotless, found))
    drafts, since, case = [Draft(1)], False, False
    for start, end, fresh in _sentences(dotless):
        part, inside = plain[start:end], [m for m in found if start <= m.start < end]
        line = text.count("\n", 0, start) + 1
        case = bool(CASE.match(part)) or (case and not fresh)
        if case:
            continue
        drafts += _next_release(drafts[-1], part, inside, line)
        for mention in inside:
            drafts[-1].dating.note(mention, headline=not any(_told(part, False)))
        since = _is_since(part, since and not fresh)
        for number, kind in _told(part, since):
            at = text.count("\n", 0, start + number.start) + 1
            if kind == "carried_over" and kind in drafts[-1].cells and "open" in drafts[-1].cells:
                drafts.append(Draft(at))
            drafts[-1].cells.setdefault(kind, []).append(Cell(number.value, at))
    return drafts


def _next_release(draft: Draft, part: str, inside: list[Mention], line: int) -> list[Draft]:
    """A new draft where this sentence belongs to another month's release."""
    if not draft.cells:
        return []
    other = any(draft.dating.contradicts(mention) for mention in inside)
    titled = bool(TITLE.search(part)) and not _numbers(part) and {"received", "completed", "open"} & draft.cells.keys()
    return [Draft(line)] if other or titled else []


def _masked(text: str, found: list[Mention]) -> str:
    """The text with days, months and ranges as words of the same length, so that no year is taken for a figure."""
    letters = list(text)
    for mention in found:
        letters[mention.start : mention.end] = mention.mask
    return "".join(letters)


def _sentences(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each sentence, and whether a paragraph or an item of a list begins with it."""
    safe = ABBREVIATED.sub(lambda m: m.group()[:-1] + " ", text)
    start, fresh = 0, True
    for match in SENTENCE.finditer(safe):
        yield start, match.start(), fresh
        start, fresh = match.end(), bool(FRESH.search(match.group() + safe[match.end() : match.end() + 4]))
    yield start, len(text), fresh


def _is_since(part: str, before: bool) -> bool:
    if SINCE.search(part):
        return True
    return before and (bool(STILL.search(part)) or bool(TOLL.search(part) and not OF_MONTH.search(part)))


def _numbers(part: str) -> list[Number]:
    found = [Number(m.start(), m.end(), digits(m.group())) for m in DIGITS.finditer(part)]
    for match in WORDS.finditer(part):
        value = spelled(match.group())
        if value is not None:
            found.append(Number(match.start(), match.end(), value))
    found += [Number(m.start(), m.end(), 0) for m in NONE.finditer(part) if m.group().lower() != "zero"]
    found += [Number(m.start(), m.end(), 1) for m in ONE.finditer(part)]
    return sorted(found, key=lambda number: number.start)


def _told(part: str, since: bool) -> Iterator[tuple[Number, str]]:
    numbers = _numbers(part)
    mixed = since and bool(OF_MONTH.search(part))
    labels = [_label(part, numbers, at) for at in range(len(numbers))]
    for at, number in enumerate(numbers[:-1]):
        between = part[number.end : numbers[at + 1].start]
        if FRACTION.fullmatch(between) and labels[at + 1] is not None:
            labels[at], labels[at + 1] = labels[at + 1], "completed"
    first = SINCE.search(part)
    for at, (number, label) in enumerate(zip(numbers, labels, strict=True)):
        wide = not mixed and (first is None or first.start() < number.start)
        kind = _scoped(label, since and (wide or _near_since(part, numbers, at)))
        if kind:
            yield number, kind


def _scoped(label: str | None, since: bool) -> str | None:
    if label is None or label in ("injured", "engagements"):
        return None
    if since:
        return SINCE_OF.get(label)
    return None if label in ONLY_SINCE else label


def _near_since(part: str, numbers: list[Number], at: int) -> bool:
    """Whether the words of a number's own clause speak of the time since the start."""
    left, right = _sides(part, numbers, at)
    return bool(SINCE.search(left) or SINCE.search(_cut(right)))


def _sides(part: str, numbers: list[Number], at: int) -> tuple[str, str]:
    """The words of the clause before a number, and all words behind it, up to the numbers beside it."""
    left = part[numbers[at - 1].end if at else 0 : numbers[at].start]
    right = part[numbers[at].end : numbers[at + 1].start if at + 1 < len(numbers) else len(part)]
    return left[max((m.end() for m in CLAUSE.finditer(left)), default=0) :], right


def _label(part: str, numbers: list[Number], at: int) -> str | None:
    """What kind of figure a number is: its finding behind it, else the verb before it, else the words behind it."""
    left, right = _sides(part, numbers, at)
    behind = _cut(right)
    strong = _first(behind, "after", "strong")
    if strong and not (strong == "killed" and "civilian casualt" in behind.lower() and "killed" not in behind.lower()):
        return strong
    return _last(left) or _in_order(behind)


def _cut(right: str) -> str:
    """The words behind a number up to the end of its clause; "reports, in Iraq and Syria, ..." loses its tail."""
    for match in CLAUSE.finditer(right):
        if match.group().lower() == "and" and BEING.match(right[match.end() :]):
            continue
        if right[: match.start()].strip() or match.group() in (",", ";"):
            return right[: match.start()]
    return right


def _first(text: str, *path: str) -> str | None:
    found = [(m.start(), kind) for kind, pattern in _patterns(*path).items() if (m := pattern.search(text))]
    kinds = [kind for _, kind in sorted(found)]
    return "reopened" if "reopened" in kinds else kinds[0] if kinds else None


def _last(text: str) -> str | None:
    found = [(m.end(), kind) for kind, pattern in _patterns("before").items() for m in pattern.finditer(text)]
    kinds = {kind for _, kind in found}
    return "killed" if "killed" in kinds and "credible" in kinds else max(found)[1] if found else None


def _in_order(text: str) -> str | None:
    return next((kind for kind, pattern in _patterns("after", "weak").items() if pattern.search(text)), None)


def _finished(draft: Draft, name: str) -> tuple[Row, list[Trouble]]:
    month = draft.dating.month() or in_name(name)
    troubles: list[Trouble] = []
    cells: dict[str, Cell] = {}
    for kind, said in draft.cells.items():
        cells[kind] = said[0]
        other = next((cell for cell in said if cell.value != said[0].value), None)
        if other:
            lines = tuple(dict.fromkeys((said[0].line, other.line)))
            what = f"{called(kind)} is told as {said[0].value:,} and as {other.value:,}"
            troubles.append(Trouble(name, lines, month, what))
    if {"credible", "non_credible", "completed"} <= cells.keys():
        cells.setdefault("duplicate", Cell(0, cells["completed"].line, implied=True))
    line = min((cell.line for cell in cells.values()), default=draft.line)
    return Row(name, line, month, cells), troubles
