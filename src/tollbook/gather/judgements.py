"""What people judged of claims: one event, different events, unsure. The newest word holds, with what follows from it.

Claims that people hold to be of one event make a part. Two parts are barred from each other where people said
"different" or "unsure" of any claims in them, so that same a-b and different b-c keep a and c apart too.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, NamedTuple

Verdict = Literal["same", "different", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("same", "different", "unsure")
Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's word on claims, named by id. ``same``: all claims of all groups tell of one event.

    ``different`` and ``unsure`` speak of every two claims from two of the groups, and not of claims of one group. The
    greater ``order``, the newer.
    """

    verdict: Verdict
    groups: Groups
    order: int = 0


class Overruled(NamedTuple):
    """That a judgement does not hold for two claims, since newer ones, ``by`` their orders, say or entail otherwise."""

    order: int
    verdict: Verdict
    claims: tuple[str, str]
    by: tuple[int, ...]


class Bar(NamedTuple):
    """What keeps two parts from being joined."""

    order: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Ruling:
    """What all judgements come to: claim -> its part (the least claim in it), part -> the parts barred from it."""

    part: Mapping[str, str] = field(default_factory=dict)
    bars: Mapping[str, Mapping[str, Bar]] = field(default_factory=dict)
    overruled: tuple[Overruled, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was judged."""
        return bool(self.part)

    def between(self, a: str, b: str) -> Verdict | None:
        """What holds of two claims; None where nobody judged them and nothing follows."""
        first, second = self.part.get(a), self.part.get(b)
        if first is None or second is None:
            return None
        if first == second:
            return "same"
        bar = self.bars.get(first, {}).get(second)
        return bar.verdict if bar else None


MACHINE = -1
"""The order of what reports themselves tell together: older than any judgement."""


def _stronger(a: Bar, b: Bar, order: int) -> Bar:
    """The newer of two bars; where only a report's own telling joins what they are about, an open question stays."""
    if order == MACHINE and "unsure" in (a.verdict, b.verdict):
        return max(bar for bar in (a, b) if bar.verdict == "unsure")
    return max(a, b)


class _Parts:
    """Parts that grow and bars between them, settled from the newest judgement to the oldest."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}
        self.members: dict[str, list[str]] = {}
        self.bars: dict[str, dict[str, Bar]] = {}
        self._tied: dict[str, list[tuple[str, int]]] = {}

    def know(self, claim: str) -> str:
        """The part of a claim, at first one of its own."""
        if claim not in self.of:
            self.of[claim] = claim
            self.members[claim], self.bars[claim], self._tied[claim] = [claim], {}, []
        return self.of[claim]

    def together(self, claims: Sequence[str], order: int) -> Iterator[tuple[str, str, Bar]]:
        """Join the claims as far as no bar forbids; gives the pairs it forbids."""
        heads: list[str] = []
        for claim in claims:
            own = self.know(claim)
            home = next((head for head in heads if self.of[head] not in self.bars[own]), None)
            if home is not None:
                self._join(home, claim, order)
            else:
                yield from ((head, claim, self.bars[own][self.of[head]]) for head in heads[:1])
                heads.append(claim)

    def _join(self, a: str, b: str, order: int) -> None:
        kept, gone = sorted((self.of[a], self.of[b]), key=lambda part: (-len(self.members[part]), part))
        if kept == gone:
            return
        self._tied[a].append((b, order))
        self._tied[b].append((a, order))
        for claim in self.members[gone]:
            self.of[claim] = kept
        self.members[kept] += self.members.pop(gone)
        for other, bar in self.bars.pop(gone).items():
            del self.bars[other][gone]
            self._bar(kept, other, _stronger(bar, self.bars[kept].get(other, bar), order))

    def _bar(self, a: str, b: str, bar: Bar) -> None:
        self.bars[a][b] = self.bars[b][a] = bar

    def apart(self, ours: Iterable[str], theirs: Iterable[str], bar: Bar) -> Iterator[tuple[str, str, tuple[int, ...]]]:
        """Bar the parts of two groups from each other; gives the pairs that newer judgements settled otherwise."""
        first = {self.know(claim): claim for claim in sorted(ours, reverse=True)}
        second = {self.know(claim): claim for claim in sorted(theirs, reverse=True)}
        for (a, x), (b, y) in ((one, two) for one in first.items() for two in second.items()):
            newer = self.bars[a].get(b)
            if a == b:
                yield x, y, self._chain(x, y)
            elif newer is None:
                self._bar(a, b, bar)
            elif newer.verdict != bar.verdict:
                yield x, y, (newer.order,)

    def _chain(self, start: str, end: str) -> tuple[int, ...]:
        """Orders of the judgements that tie two claims of one part together, by the fewest steps."""
        reached, waiting = {start: frozenset[int]()}, deque([start])
        while end not in reached:
            claim = waiting.popleft()
            for to, order in self._tied[claim]:
                if to not in reached:
                    reached[to] = reached[claim] | {order}
                    waiting.append(to)
        return tuple(sorted(reached[end], reverse=True))


def rule(judgements: Iterable[Judgement], told: Iterable[Sequence[str]] = ()) -> Ruling:
    """What the judgements come to, whatever order they are given in.

    ``told``: claims that one report tells of one event, which yields to every judgement and is never reported.
    """
    parts, overruled = _Parts(), list[Overruled]()
    for one in sorted(judgements, key=lambda j: (-j.order, j.verdict, j.groups)):
        overruled += _taken(parts, one)
    judged = set(parts.of)
    for claims in told:
        if not judged.isdisjoint(claims):
            list(parts.together(claims, MACHINE))
    least = {part: min(members) for part, members in parts.members.items()}
    return Ruling(
        {claim: least[part] for claim, part in parts.of.items()},
        {least[part]: {least[other]: bar for other, bar in bars.items()} for part, bars in parts.bars.items() if bars},
        tuple(overruled),
    )


def _taken(parts: _Parts, one: Judgement) -> Iterator[Overruled]:
    if one.verdict == "same":
        for x, y, bar in parts.together(sorted({claim for group in one.groups for claim in group}), one.order):
            yield Overruled(one.order, one.verdict, (x, y), (bar.order,))
        return
    for ours, theirs in combinations(sorted(one.groups), 2):
        for x, y, by in parts.apart(ours, theirs, Bar(one.order, one.verdict)):
            yield Overruled(one.order, one.verdict, (x, y), by)
