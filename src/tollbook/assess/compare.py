"""One incident, or a campaign, under several standards side by side, and which fact makes the difference."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tollbook.assess.derived import Facts
from tollbook.assess.grading import grade
from tollbook.assess.space import Change, Judge, applied, judging, smallest, spoken
from tollbook.assess.standard import Rule, Standard, Stands
from tollbook.model import Grade, Toll

MOST_CHANGES = 2
"""How many facts may be otherwise at once; beyond two the answer explains nothing."""
SHOWN = 3
"""How many equally small sets of changes are named."""


@dataclass(frozen=True, slots=True)
class Row:
    """One incident under one standard; ``stands`` tells what that does to the toll."""

    standard: str
    grade: Grade
    stands: Stands


@dataclass(frozen=True, slots=True)
class Difference:
    """``standard`` would stand as ``other`` does, by ``rule``, if any one of ``changes`` (each a smallest set) held.

    Changes that mean knowing less are named only where no others would do. No changes: no two facts alone would.
    """

    standard: str
    other: str
    stands: Stands
    rule: str
    changes: tuple[tuple[Change, ...], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One incident under all standards."""

    incident: str
    rows: tuple[Row, ...]
    differences: tuple[Difference, ...] = ()

    @property
    def moves(self) -> bool:
        """Whether the standards disagree on what it does to a toll."""
        return len({row.stands for row in self.rows}) > 1


@dataclass(frozen=True, slots=True)
class Total:
    """A campaign under one standard: incidents by what they do to the toll, and the killed counted and shown apart.

    Each number is the sum of what the standard publishes; a floor is its own greatest number, a single count both ends.
    """

    standard: str
    incidents: Mapping[Stands, int]
    counted: tuple[int, int]
    apart: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Comparer:
    """Standards with the grades they gave so far, so that a campaign's like incidents are worked out once."""

    standards: tuple[Standard, ...]
    judges: Mapping[str, Judge]
    spoken: Mapping[str, Sequence[str]]
    found: dict[tuple[str, str, str], tuple[tuple[Change, ...], ...]] = field(default_factory=dict)


def comparer(standards: Sequence[Standard]) -> Comparer:
    """What compares incidents under these standards."""
    return Comparer(
        tuple(standards),
        {standard.id: judging(standard) for standard in standards},
        {standard.id: sorted(spoken(standard)) for standard in standards},
    )


def compare(by: Comparer, incident: str, facts: Facts, explain: bool = True) -> Compared:
    """The incident under every standard; where they disagree, and ``explain``, what would make each agree with another.

    Raises SkipItem where a rule cannot be computed for it.
    """
    rows = tuple(
        Row(one.id, given, one.stands(given.value))
        for one in by.standards
        for given in [grade(facts, one, f"standard {one.id}, incident {incident}")]
    )
    return Compared(incident, rows, tuple(_differences(by, rows, facts)) if explain else ())


def _differences(by: Comparer, rows: Sequence[Row], facts: Facts) -> Iterable[Difference]:
    """For each standard that stands otherwise than the first, what would move it there, and the first to it."""
    first = rows[0]
    for row in rows[1:]:
        if row.stands != first.stands:
            yield _difference(by, row, first, facts)
            yield _difference(by, first, row, facts)


def _difference(by: Comparer, moved: Row, other: Row, facts: Facts) -> Difference:
    standard = next(one for one in by.standards if one.id == moved.standard)
    found = _found(by, standard, other.stands, facts)
    rule = by.judges[standard.id](applied(facts, found[0])).id if found else ""
    return Difference(moved.standard, other.standard, other.stands, rule, found)


def _found(by: Comparer, standard: Standard, stands: Stands, facts: Facts) -> tuple[tuple[Change, ...], ...]:
    judge = by.judges[standard.id]
    key = (standard.id, stands, repr([facts.get(name) for name in by.spoken[standard.id]]))
    if key not in by.found:

        def wanted(rule: Rule) -> bool:
            return standard.stands(rule.grade) == stands

        found = smallest(facts, standard, judge, wanted, MOST_CHANGES)
        gained = [made for made in found if not any(change.loses for change in made)]
        by.found[key] = tuple((gained or found)[:SHOWN])
    return by.found[key]


def totals(by: Comparer, compared: Sequence[Compared]) -> list[Total]:
    """What the campaign comes to under each standard."""
    return [_total(standard.id, [c.rows[i] for c in compared]) for i, standard in enumerate(by.standards)]


def _total(standard: str, rows: Sequence[Row]) -> Total:
    many = Counter(row.stands for row in rows)
    counted = [row.grade.figure for row in rows if row.stands == "counted"]
    apart = [row.grade.figure for row in rows if row.stands == "open"]
    return Total(standard, dict(many), _summed(counted), _summed(apart))


def _summed(figures: Iterable[Toll | None]) -> tuple[int, int]:
    ends = [ends_of(figure) for figure in figures if figure]
    return sum(low for low, _ in ends), sum(high for _, high in ends)


def ends_of(figure: Toll) -> tuple[int, int]:
    """The least and the greatest number of a figure; a single number is both."""
    given = [n for n in (figure.low, figure.best, figure.high) if n is not None]
    return (min(given), max(given)) if given else (0, 0)
