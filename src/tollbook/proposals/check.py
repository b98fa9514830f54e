"""What of an answer may become a claim. Whatever fails is dropped, with a reason that is counted."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tollbook.extract import Explanation, filters
from tollbook.extract.said import Said
from tollbook.model import Claim, Count, Document
from tollbook.proposals.prompt import HARMS, WHOS
from tollbook.proposals.settings import Settings

SCORE = 0.5
"""Below anything the grammar takes (1.0): a proposal is to be looked at before it is believed."""
DECIDED = frozenset({"replaced", "repeats", "explains_toll", *(reason for reason, _ in filters.REASONS)})
"""Reasons of the grammar that a model does not overrule."""
FENCE = re.compile(r"\s*```(?:json)?\s*\n(.*?)```\s*", re.DOTALL)


class DroppedError(Exception):
    """This proposal is not taken; the message is the reason that is counted."""


class Part(NamedTuple):
    """A stretch of the report that was sent: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """One report with what the grammar made of it: claims, what it left, and the numbers it reads."""

    document: Document
    explained: Sequence[Explanation]
    said: Sequence[Said]


class _Proposal(NamedTuple):
    quote: str
    harm: Any
    who: Any
    numbers: frozenset[int]
    open_end: bool
    speaker: str | None


def parsed(answer: str) -> list[Any]:
    """The proposals of an answer, unchecked; raises DroppedError where it is not the JSON that was asked for."""
    fenced = FENCE.fullmatch(answer)
    try:
        record = json.loads(fenced.group(1) if fenced else answer)
    except (ValueError, RecursionError) as error:
        raise DroppedError("no_json") from error
    claims = record.get("claims") if isinstance(record, dict) else None
    if not isinstance(claims, list):
        raise DroppedError("not_the_schema")
    return claims


def checked(rows: Sequence[Any], part: Part, report: Report, settings: Settings, dropped: Counter[str]) -> list[Claim]:
    """The claims that stand up to the report, in its order; why others do not is counted in ``dropped``."""
    most = settings.limits.most_proposals
    dropped["too_many"] += max(0, len(rows) - most)
    read = [one for row in rows[:most] if (one := _read(row, settings, dropped))]
    kept: list[Claim] = []
    for proposal, place in zip(read, _places(read, part, report.document.text), strict=True):
        try:
            kept.append(_claim(proposal, _placed(place), report, settings, kept))
        except DroppedError as reason:
            dropped[str(reason)] += 1
    dropped["speaker_not_in_text"] += sum(one.speaker not in report.document.text for one in read if one.speaker)
    return sorted(kept, key=lambda claim: (claim.start, claim.end, claim.id))


def _read(row: Any, settings: Settings, dropped: Counter[str]) -> _Proposal | None:
    try:
        return _well_formed(row, settings)
    except DroppedError as reason:
        dropped[str(reason)] += 1
        return None


def _well_formed(row: Any, settings: Settings) -> _Proposal:
    if not isinstance(row, dict) or not isinstance(row.get("quote"), str):
        raise DroppedError("not_the_schema")
    quote, speaker = row["quote"].strip(), row.get("speaker")
    if not quote or len(quote) > settings.limits.quote_characters:
        raise DroppedError("quote_empty_or_too_long")
    if row.get("harm") not in HARMS:
        raise DroppedError("harm_not_allowed")
    if row.get("who") not in WHOS:
        raise DroppedError("who_not_allowed")
    numbers = frozenset(_numbers(row))
    if not numbers:
        raise DroppedError("no_number")
    named = speaker.strip() if isinstance(speaker, str) else ""
    return _Proposal(quote, row["harm"], row["who"], numbers, row.get("max") is None, named or None)


def _numbers(row: Mapping[str, Any]) -> Iterator[int]:
    for name in ("min", "max"):
        value = row.get(name)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise DroppedError("not_the_schema")
        yield value


def _places(read: Sequence[_Proposal], part: Part, text: str) -> Iterator[list[int] | int]:
    """Where each quote stands. Of several places the proposals take theirs in order, if there are as many."""
    asked = Counter(one.quote for one in read)
    met: Counter[str] = Counter()
    for one in read:
        found = occurrences(text, one.quote, part)
        nth = met[one.quote]
        met[one.quote] += 1
        if len(found) == 1 and nth == 0:
            yield found[0]
        else:
            yield found[nth] if len(found) == asked[one.quote] else found


def occurrences(text: str, quote: str, part: Part) -> list[int]:
    """Where the quote starts in the part of the text, none overlapping another."""
    found, at = [], text.find(quote, part.start, part.end)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + len(quote), part.end)
    return found


def _placed(place: list[int] | int) -> int:
    if isinstance(place, int):
        return place
    raise DroppedError("not_verbatim" if not place else "repeated" if len(place) == 1 else "ambiguous")


def _claim(one: _Proposal, start: int, report: Report, settings: Settings, kept: Sequence[Claim]) -> Claim:
    end, document = start + len(one.quote), report.document
    count = _count(one, start, end, report.said)
    if any(_overlap(claim, start, end) for told in report.explained for claim in told.claims):
        raise DroppedError("known")
    if any(_overlap(left, start, end) and left.reason in DECIDED for told in report.explained for left in told.left):
        raise DroppedError("decided_by_rules")
    if any(_overlap(claim, start, end) and claim.harm == one.harm for claim in kept):
        raise DroppedError("repeated")
    return Claim(
        id=f"{document.id}#{start}-{end}-{one.harm}-model",
        document=document.id,
        start=start,
        end=end,
        quote=document.text[start:end],
        harm=one.harm,
        count=count,
        who=one.who,
        sources=(one.speaker,) if one.speaker and one.speaker in document.text else (),
        score=SCORE,
        rule=f"model:{settings.name}",
    )


def _overlap(span: Any, start: int, end: int) -> bool:
    return bool(span.start < end and start < span.end)


def _count(one: _Proposal, start: int, end: int, said: Sequence[Said]) -> Count:
    """The count as the grammar reads it from the quote, where that is the number proposed."""
    inside = [number for number in said if start <= number.start and number.end <= end]
    fitting = [number.count for number in inside if one.numbers <= number.numbers]
    closed = [count for count in fitting if (count.max is None) == one.open_end]
    if not fitting:
        raise DroppedError("number_not_in_quote")
    return (closed or fitting)[0]
