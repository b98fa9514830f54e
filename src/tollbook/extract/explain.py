"""What was taken from each sentence and what was left, with the reason: read off the decisions extraction itself made.

Nothing here decides. Claims and what was decided against come from `claims.scenes`; a number that never became people
is put to the very functions that refused it.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from tollbook.extract.claims import Scene, number_words, scenes
from tollbook.extract.measures import counts_no_people
from tollbook.extract.numbers import Quantity, find_quantities, quantity_at
from tollbook.extract.people import Group, is_article
from tollbook.extract.reading import Match, Sentence
from tollbook.extract.scan import sentences
from tollbook.model import Claim, Document

BESIDE = 2  # words between a word of harm and people that another one took
About = Literal["number", "harm", "people"]


@dataclass(frozen=True, slots=True)
class Left:
    """A number, a word of harm or people (``about``) without a claim of their own; ``reason`` is a key of reasons."""

    start: int
    end: int
    quote: str
    about: About
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence, ``text[start:end]``: the claims taken from it, and what was left, in the order of the text."""

    start: int
    end: int
    claims: tuple[Claim, ...] = ()
    left: tuple[Left, ...] = ()


class _Item(NamedTuple):
    """Tokens ``start`` to ``end`` that gave no claim."""

    start: int
    end: int
    about: About
    reason: str


@cache
def reasons() -> Mapping[str, Mapping[str, str]]:
    """Reason key -> its text by language."""
    table: Mapping[str, Mapping[str, str]] = tomllib.loads(
        files(__package__).joinpath("reasons.toml").read_text("utf-8")
    )
    return table


def explain(document: Document) -> list[Explanation]:
    """Every sentence of a document with what was taken and what was left; none where its copy holds no report."""
    if document.condition != "usable":
        return []
    claims: list[Claim] = []
    worked = {scene.number: scene for scene in scenes(document, claims)}
    found: list[Explanation] = []
    for number, (start, end, sentence) in enumerate(sentences(document.text, document.language)):
        scene = worked.get(number)
        items = _left_in(scene) if scene else _numbers_without_harm(sentence)
        own = tuple(claims[i] for i in scene.taken) if scene else ()
        found.append(Explanation(start, end, own, tuple(_spelled(sentence, item) for item in _ordered(items))))
    return found


def _spelled(sentence: Sentence, item: _Item) -> Left:
    start, end = sentence.span(item.start, item.end)
    return Left(start, end, sentence.folded.original[start:end], item.about, item.reason)


def _ordered(items: Iterator[_Item]) -> list[_Item]:
    """In the order of the text, each number or word once, by the first reason found."""
    kept: list[_Item] = []
    for item in items:
        if not any(item.start < other.end and other.start < item.end for other in kept):
            kept.append(item)
    return sorted(kept)


def _numbers_without_harm(sentence: Sentence) -> Iterator[_Item]:
    quantities = find_quantities(sentence, number_words(sentence.lexicon.language))
    for quantity in quantities:
        yield _number(quantity, counts_no_people(sentence, quantity) or "no_harm_in_sentence")
    yield from _bare(sentence, quantities)


def _number(quantity: Quantity, reason: str) -> _Item:
    return _Item(quantity.start, quantity.end, "number", reason)


def _left_in(scene: Scene) -> Iterator[_Item]:
    """What gave no claim, the engine's own decisions first."""
    for left in scene.left:
        yield from (_of_group(group, left.reason) for group in left.groups if group.quantity or not left.trigger)
        if left.trigger and not _speaks_elsewhere(scene, left.trigger):
            yield _Item(left.trigger.start, left.trigger.end, "harm", left.reason)
    yield from _numbers(scene)
    yield from _words_of_harm(scene)


def _of_group(group: Group, reason: str) -> _Item:
    if group.quantity:
        return _number(group.quantity, reason)
    return _Item(group.start, group.end, "people", reason)


def _speaks_elsewhere(scene: Scene, trigger: Match) -> bool:
    """Whether the word of harm gave a claim with other people all the same."""
    return any(_overlap(event.trigger, trigger) and _gave_claim(scene, event.groups) for event in scene.events)


def _gave_claim(scene: Scene, groups: list[Group]) -> bool:
    left = [group for one in scene.left for group in one.groups]
    return any(not any(group is other for other in left) for group in groups)


def _overlap(a: Match | Group, b: Match | Group | Quantity | _Item) -> bool:
    return a.start < b.end and b.start < a.end


def _words_of_harm(scene: Scene) -> Iterator[_Item]:
    used = [event.trigger for event in scene.events]
    for trigger in scene.sentence.by_tag.get("trigger", ()):
        if not any(_overlap(trigger, other) for other in used):
            yield _Item(trigger.start, trigger.end, "harm", _why_unused(scene, trigger))


def _why_unused(scene: Scene, trigger: Match) -> str:
    if not trigger.entry.harm:
        return "no_harm_meant"
    beside = range(trigger.start - BESIDE, trigger.end + BESIDE + 1)
    taken = (group for group in scene.groups if group.taken and (group.start in beside or group.end in beside))
    return "same_people" if any(taken) else "no_people"


def _numbers(scene: Scene) -> Iterator[_Item]:
    sentence = scene.sentence
    quantities = find_quantities(sentence, number_words(sentence.lexicon.language))
    for quantity in quantities:
        reason = _reason_of(scene, quantity)
        if reason:
            yield _number(quantity, reason)
    yield from (item for item in _bare(sentence, quantities) if not any(_overlap(g, item) for g in scene.groups))


def _bare(sentence: Sentence, quantities: list[Quantity]) -> Iterator[_Item]:
    """Digits that are no quantity: an old figure before its update ("from 40 to 53"), or no whole number."""
    small = number_words(sentence.lexicon.language)
    for i, token in enumerate(sentence.tokens):
        if token.kind == "n" and not any(q.start <= i < q.end for q in quantities):
            later = quantity_at(sentence, i, small)
            yield _Item(i, i + 1, "number", "replaced" if later and later.start > i else "no_whole_number")


def _reason_of(scene: Scene, quantity: Quantity) -> str | None:
    """Why a number gave no claim; None where it did."""
    group = next((g for g in scene.groups if _overlap(g, quantity)), None)
    if group is None:
        why = counts_no_people(scene.sentence, quantity)
        return why or ("article" if is_article(scene.sentence, quantity) else "counts_no_people")
    if any(group is other for event in scene.events for other in event.groups):
        return None  # taken, or left with a reason that was noted
    return "part" if group.part else "no_harm_near"
