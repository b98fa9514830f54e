"""Which figure is likeliest wrong: the one whose change mends every failed sum it stands in and breaks no other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tollbook.ledger.sums import Check, Ref


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Failed checks with one cause. ``figures``: who may be wrong, with what would mend it; one where it is plain.

    ``by``: how many checks agree on it.
    """

    checks: tuple[Check, ...]
    figures: tuple[tuple[Ref, int | None], ...]
    by: int


@dataclass(frozen=True, slots=True)
class _Mend:
    """A value for a figure, the failed checks (by number) it mends, and how many others it breaks."""

    ref: Ref
    value: int
    mended: frozenset[int]
    broken: int

    @property
    def gain(self) -> int:
        return len(self.mended) - self.broken


@dataclass(frozen=True, slots=True)
class _Sums:
    """The checks by number, what each comes to, and in which ones a figure stands, with its sign."""

    checks: Sequence[Check]
    values: Mapping[Ref, int]
    totals: Sequence[int]
    of: Mapping[Ref, Sequence[tuple[int, int]]]

    def holds(self, number: int, total: int) -> bool:
        return total == 0 if self.checks[number].exact else total >= 0


def suspicions(checks: Sequence[Check], values: Mapping[Ref, int]) -> list[Suspicion]:
    """Every failed check once, gathered by what mends most."""
    sums = _sums(checks, values)
    failed = {at for at, total in enumerate(sums.totals) if not sums.holds(at, total)}
    mends = {ref: list(_mends(ref, failed, sums)) for ref in _refs(failed, sums)}
    found = []
    while failed:
        numbers, suspicion = _next(failed, mends, sums)
        found.append(suspicion)
        failed -= numbers
        for ref in _refs(numbers, sums):
            mends[ref] = list(_mends(ref, failed, sums))
    return sorted(found, key=lambda one: one.checks[0].row)


def _sums(checks: Sequence[Check], values: Mapping[Ref, int]) -> _Sums:
    of: dict[Ref, list[tuple[int, int]]] = {}
    for at, check in enumerate(checks):
        for sign, ref in check.terms:
            of.setdefault(ref, []).append((at, sign))
    return _Sums(checks, values, [check.total(values) for check in checks], of)


def _refs(numbers: set[int], sums: _Sums) -> list[Ref]:
    return sorted({ref for at in numbers for _, ref in sums.checks[at].terms})


def _mends(ref: Ref, failed: set[int], sums: _Sums) -> Iterator[_Mend]:
    """What each failed sum would have the figure be, and what else that mends or breaks."""
    now = sums.values[ref]
    wanted = {now - sign * sums.totals[at] for at, sign in sums.of[ref] if at in failed}
    for value in sorted(one for one in wanted if one >= 0):
        then = {at: sums.holds(at, sums.totals[at] + sign * (value - now)) for at, sign in sums.of[ref]}
        mended = frozenset(at for at, holds in then.items() if holds and at in failed)
        broken = sum(1 for at, holds in then.items() if not holds and sums.holds(at, sums.totals[at]))
        yield _Mend(ref, value, mended, broken)


def _next(failed: set[int], mends: Mapping[Ref, Sequence[_Mend]], sums: _Sums) -> tuple[set[int], Suspicion]:
    every = [mend for ref in mends for mend in mends[ref]]
    best = max((mend.gain for mend in every), default=0)
    tops = [mend for mend in every if mend.gain == best and len(mend.mended) > 1]
    if best >= 2 and tops:
        cause = [mend for mend in tops if mend.mended & tops[0].mended]
        numbers = {at for mend in cause for at in mend.mended}
        checks = tuple(sums.checks[at] for at in sorted(numbers))
        return numbers, Suspicion(checks, tuple((mend.ref, mend.value) for mend in cause), best)
    first = min(failed)
    check = sums.checks[first]
    own = [mend for _, ref in check.terms for mend in mends.get(ref, ()) if first in mend.mended]
    gain = max((mend.gain for mend in own), default=0)
    likely = tuple((mend.ref, mend.value if check.exact else None) for mend in own if mend.gain == gain)
    return {first}, Suspicion((check,), likely or tuple((ref, None) for _, ref in check.terms), 1)
