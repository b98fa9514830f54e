"""Which places a claim's words speak of: its own part of the sentence first, then what the text has just named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tollbook.locate.mentions import Mention
from tollbook.locate.segments import Span
from tollbook.locate.view import Sentence, View

SETTLEMENTS = frozenset({"city", "town", "village", None})
Group = tuple[Mention, ...]


def is_event_place(mention: Mention) -> bool:
    """Whether a mention can be where something happened: no province, no origin of refugees, no bare word."""
    return mention.role in ("in", "near", "of") and mention.area in ("", "seat")


def groups(mentions: Iterable[Mention]) -> list[Group]:
    """Mentions by list, in order."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.group, []).append(mention)
    return [tuple(members) for members in found.values()]


def _best_rank(found: Sequence[Group]) -> list[Group]:
    """Groups of the best kind: settlements named as the scene, then seats, quarters, and what lies near."""

    def rank(group: Group) -> tuple[bool, bool, bool, bool]:
        first = group[0]
        fine = first.precision not in SETTLEMENTS
        return (first.role == "near", fine, first.area == "seat", first.role == "of")

    best = min(map(rank, found), default=None)
    return [group for group in found if rank(group) == best]


def _gap(group: Group, claim: Span) -> tuple[int, int]:
    """Distance from the claim in characters; what follows a claim goes before what precedes it at the same distance."""
    start, end = group[0].start, group[-1].end
    after = start >= claim.start
    return (max(0, start - claim.end) if after else max(0, claim.start - end), not after)


def nearest(mentions: Iterable[Mention], claim: Span) -> Group:
    """The list of places nearest to the claim among those of the best kind; empty where none is named."""
    candidates = _best_rank(groups(filter(is_event_place, mentions)))
    return min(candidates, key=lambda group: _gap(group, claim), default=())


def within(mentions: Iterable[Mention], span: Span) -> list[Mention]:
    """The mentions that start in a span."""
    return [mention for mention in mentions if span.holds(mention.start)]


@dataclass(slots=True)
class Story:
    """What the text has named so far: the scene, and every place told."""

    scene: Group = ()
    told: dict[str, Mention] = field(default_factory=dict)

    def set(self, group: Group) -> None:
        """Move to a scene."""
        if group:
            self.scene = group
            self.told.update((mention.text, mention) for mention in group)

    def leave(self) -> None:
        """Leave the scene: a campaign total or another event follows."""
        self.scene = ()


def moves_on(sentence: Sentence, moves: tuple[str, ...]) -> bool:
    """Whether a sentence opens with words that lead to another event ("Before that", "Another")."""
    opening = sentence.folded.text[:40].lstrip(" \"'([-–—")
    return any(opening == word or opening.startswith((f"{word} ", f"{word},")) for word in moves)


def _own_seat(group: Group, level: str) -> Group:
    """A name that may be a province's counts as a settlement only for an incident."""
    return tuple(mention for mention in group if mention.area != "seat" or level == "incident")


def own_places(sentence: Sentence, part: Span, claim: Span, level: str) -> Group:
    """The places in the claim's own part of its sentence."""
    return _own_seat(nearest(within(sentence.mentions, part), claim), level)


def shared_places(sentence: Sentence, parts: Sequence[Span], at: int, claims: Sequence[Span]) -> Group:
    """Places that coordinated claims share: of the part before, else of the part after ("6 died and 9 hurt in A")."""
    for other in range(at - 1, -1, -1):
        if group := nearest(within(sentence.mentions, parts[other]), claims[other]):
            return group
    for other in range(at + 1, len(parts)):
        behind = Span(claims[other].end, parts[other].end)
        if group := nearest(within(sentence.mentions, behind), claims[other]):
            return group
    return ()


def places_of_title(view: View) -> Group:
    """The places the title names, a bare name included."""
    named = [mention for mention in view.title.mentions if mention.role != "away" and mention.area == ""]
    return tuple(named[:1] if len(groups(named)) > 1 else named)


def places_ahead(view: View, number: int, reach: int) -> Group:
    """The first places named in the sentences after a lead that names none."""
    for sentence in view.sentences[number + 1 : number + 1 + reach]:
        found = [m for m in sentence.mentions if is_event_place(m) and m.area == ""]
        if found:
            return nearest(found, Span(sentence.start, sentence.start))
    return ()
