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
    ref: Ref
    value: int
    mended: tuple[Check, ...]
    broken: int

    @property
    def gain(self) -> int:
        return len(self.mended) - self.broken


def suspicions(checks: Sequence[Check], values: Mapping[Ref, int]) -> list[Suspicion]:
    """Every failed check once, gathered by what mends most."""
    failed = [check for check in checks if not check.holds(values)]
    found = []
    while failed:
        mends = [mend for ref in _refs(failed) for mend in _mends(ref, failed, checks, values)]
        found.append(_next(failed, mends))
        failed = [check for check in failed if check not in found[-1].checks]
    return sorted(found, key=lambda one: one.checks[0].row)


def _refs(checks: Sequence[Check]) -> list[Ref]:
    return sorted({ref for check in checks for _, ref in check.terms})


def _mends(ref: Ref, failed: Sequence[Check], checks: Sequence[Check], values: Mapping[Ref, int]) -> Iterator[_Mend]:
    """What each failed sum would have the figure be, and what else that mends or breaks."""
    touching = [check for check in checks if any(own == ref for _, own in check.terms)]
    wanted = {_wanted(ref, check, values) for check in touching if check in failed}
    for value in sorted(one for one in wanted if one >= 0):
        changed = {**values, ref: value}
        mended = tuple(check for check in touching if check in failed and check.holds(changed))
        broken = sum(1 for check in touching if check.holds(values) and not check.holds(changed))
        yield _Mend(ref, value, mended, broken)


def _wanted(ref: Ref, check: Check, values: Mapping[Ref, int]) -> int:
    sign = next(sign for sign, own in check.terms if own == ref)
    return values[ref] - sign * check.total(values)


def _next(failed: Sequence[Check], mends: Sequence[_Mend]) -> Suspicion:
    best = max((mend.gain for mend in mends), default=0)
    tops = [mend for mend in mends if mend.gain == best and len(mend.mended) > 1]
    if best >= 2 and tops:
        cause = [mend for mend in tops if set(mend.mended) & set(tops[0].mended)]
        checks = tuple(check for check in failed if any(check in mend.mended for mend in cause))
        return Suspicion(checks, tuple((mend.ref, mend.value) for mend in cause), best)
    first = failed[0]
    own = [mend for mend in mends if first in mend.mended]
    gain = max((mend.gain for mend in own), default=0)
    likely = tuple((mend.ref, mend.value if first.exact else None) for mend in own if mend.gain == gain)
    return Suspicion((first,), likely or tuple((ref, None) for _, ref in first.terms), 1)
