"""Explained sentences in a terminal: in colour, or with plain marks where there is none.

What a report says is shown as it is, save for characters that would command the terminal or turn the direction of
what follows: those become a visible mark of the same length, so that every offset still fits.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.text import Text

from tollbook.cli import words
from tollbook.model import Bounds, Claim, Document, Statement

if TYPE_CHECKING:
    from tollbook.casebook.decisions import Decision
    from tollbook.extract import Explanation, Left

TAKEN, LEFT, WHY = "bold black on bright_cyan", "underline yellow", "yellow"
"""Cyan and yellow stay apart for colour-blind eyes; marks and lines below say the same without colour."""
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028\u2029]")
REPLACED = "\ufffd"
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
RIGHT_TO_LEFT, RIGHT_TO_LEFT_MARK = ("R", "AL"), "\u200f"
Notes = Mapping[str, str]
"""Claim id -> what a person decided about it."""


@dataclass(frozen=True, slots=True)
class Style:
    """``marks``: brackets instead of colour; ``language``: of the reasons."""

    marks: bool
    language: str = "en"


def safe(text: str) -> str:
    """The text with line breaks as spaces and everything that commands a terminal made visible; as long as before."""
    return UNSAFE.sub(lambda m: " " if m.group() in "\n\r\t" else REPLACED, text)


def isolated(text: str) -> str:
    """The text so that its direction leaves the words around it in their order."""
    return f"{ISOLATE}{safe(text)}{END_OF_ISOLATE}"


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    kinds = (unicodedata.bidirectional(c) for c in text)
    return next((kind in RIGHT_TO_LEFT for kind in kinds if kind in ("L", *RIGHT_TO_LEFT)), False)


def notes(decided: "Sequence[Decision]") -> dict[str, str]:
    """Claim id -> what a person decided about it, in a line."""
    return {one.claim: _note(one) for one in decided}


def _note(one: "Decision") -> str:
    now = f": {words.speaks_of(one.new)}" if one.new and one.old else ""
    why = f" ({safe(one.reason)})" if one.reason else ""
    return f"{one.kind} by {safe(one.actor)}{now}{why}"


def with_added(explained: "Sequence[Explanation]", decided: "Sequence[Decision]") -> "list[Explanation]":
    """The sentences with the claims that people added, or kept although extraction finds them no more."""
    found = {claim.id for one in explained for claim in one.claims}
    more = [one.new for one in decided if one.new and one.claim not in found]
    return [
        replace(one, claims=(*one.claims, *(c for c in more if one.start <= c.start < one.end))) for one in explained
    ]


def lines(
    document: Document,
    explained: "Sequence[Explanation]",
    notes: Notes,
    style: Style,
    said: Sequence[Statement] = (),
) -> Iterator[Text]:
    """A heading, then each sentence with its claims, what parties said without a toll, and what was left in it."""
    taken = sum(len(one.claims) for one in explained)
    yield Text(
        f"{safe(document.origin or document.id)} · {document.language or 'language unknown'} · {taken} claims", "bold"
    )
    if document.condition != "usable":
        yield Text(f"nothing taken: the copy holds no report ({document.condition.replace('_', ' ')})")
    for one in explained:
        yield Text("")
        yield sentence(document.text, one, style)
        yield from _claims(one.claims, notes)
        yield from _statements([statement for statement in said if one.start <= statement.start < one.end])
        yield from _left(one.left, style)


def sentence(text: str, one: "Explanation", style: Style) -> Text:
    """The sentence with what was taken and what was left marked, in its own direction."""
    shown = safe(text[one.start : one.end])
    spans = [(c.start, c.end, TAKEN) for c in one.claims] + [(x.start, x.end, LEFT) for x in one.left]
    inside = [(max(a, one.start) - one.start, min(b, one.end) - one.start, kind) for a, b, kind in spans]
    opening = RIGHT_TO_LEFT_MARK if is_right_to_left(shown) else ""
    if style.marks:
        return Text(opening + _marked(shown, inside))
    found = Text(opening + shown)
    for start, end, kind in inside:
        found.stylize(kind, start + len(opening), end + len(opening))
    return found


def _marked(shown: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """[taken] and ‹left›; marks that open at one place open from the longest, and close the other way round."""
    at: dict[int, list[tuple[int, int, str]]] = {}
    for start, end, kind in spans:
        a, b = ("[", "]") if kind == TAKEN else ("‹", "›")
        at.setdefault(start, []).append((1, -end, a))
        at.setdefault(end, []).append((0, -start, b))
    pieces, last = [], 0
    for position in sorted(at):
        pieces += [shown[last:position], *(mark for _, _, mark in sorted(at[position]))]
        last = position
    return "".join([*pieces, shown[last:]])


def _claims(claims: Sequence[Claim], notes: Notes) -> Iterator[Text]:
    for claim in claims:
        yield Text("  + ", "bold cyan").append(isolated(claim.quote))
        yield Text("      " + " · ".join(_facts(claim)))
        if claim.id in notes:
            yield Text(f"      {notes[claim.id]}", "bold")
        yield Text(f"      rule {claim.rule or '?'} · score {claim.score:g} · {safe(claim.id)}", "dim")


def _statements(said: Sequence[Statement]) -> Iterator[Text]:
    for one in said:
        speaker = isolated(one.speaker) if one.speaker else words.UNKNOWN
        yield Text(
            f"  = no toll, but {one.kind.replace('_', ' ')} · speaker {speaker} · rule {one.rule or '?'}", "bold"
        )


def _facts(claim: Claim) -> Iterator[str]:
    yield words.speaks_of(claim)
    said = f" from {isolated(claim.count.text)}" if claim.count.text else ""
    yield f"{claim.count.qualifier.replace('_', ' ')}{said}"
    yield from (f"of whom {_bounds(bounds)} {kind}" for kind, bounds in claim.of_whom.items())
    yield "source " + (", ".join(map(isolated, claim.sources)) or words.UNKNOWN)
    if claim.blamed:
        yield "blamed " + ", ".join(map(isolated, claim.blamed))
    if claim.means:
        yield f"means {claim.means}"
    yield "place " + (", ".join(isolated(place.name or place.text) for place in claim.places) or words.UNKNOWN)
    yield f"when {words.day(claim.when)}"
    yield f"level {claim.level}"
    yield claim.stance


def _bounds(bounds: Bounds) -> str:
    return words.span(bounds.min, bounds.max)


def _left(left: "Sequence[Left]", style: Style) -> Iterator[Text]:
    from tollbook.extract import reasons

    for one in left:
        why = reasons().get(one.reason, {}).get(style.language, one.reason.replace("_", " "))
        yield Text("  - ", WHY).append(isolated(one.quote)).append(f": {isolated(why)}", WHY)
