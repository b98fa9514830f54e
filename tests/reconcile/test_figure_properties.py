"""What must hold of figures whatever the claims: order, monotony, and the plain definition as an oracle."""

import random
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.model import Bounds, Claim, Figure, Lineage, Source
from tollbook.reconcile import Conventions, figures
from tollbook.reconcile.bounds import implied
from tollbook.reconcile.rows import Row

from .saying import place, says

PLACES = [place(f"P{i}", "village", 30 + i, 40) for i in range(3)]
HARMS = ("killed", "injured", "killed_or_injured", "missing")


@st.composite
def a_claim(draw: st.DrawFn, i: int = 0) -> tuple[str, Claim]:
    """A claim of any kind of one of three sources, about any of three villages or none."""
    lo = draw(st.integers(0, 30))
    hi = draw(st.one_of(st.none(), st.just(lo), st.integers(lo, 40)))
    claim = says(
        lo,
        hi,
        at=[p for p in PLACES if draw(st.booleans())],
        qualifier=draw(st.sampled_from(["exact", "at_least", "at_most", "vague", "between"])),
        harm=draw(st.sampled_from(HARMS)),
        who=draw(st.sampled_from(["civilian", "combatant", "unspecified"])),
        document=f"d{draw(st.integers(0, 2))}",
        start=draw(st.integers(0, 900)),
    )
    return f"s{draw(st.integers(0, 2))}", claim


CLAIMS = st.lists(a_claim(), max_size=7)


def lineage(said: list[tuple[str, Claim]]) -> Lineage:
    sources = {source: Source(source, source) for source, _ in said}
    return Lineage(sources, {claim.id: source for source, claim in said})


def compute(said: list[tuple[str, Claim]]) -> dict[str, Figure]:
    return {str(key): figure for key, figure in figures([claim for _, claim in said], lineage(said)).items()}


@settings(max_examples=300, deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_never_matters(said: list[tuple[str, Claim]], rng: random.Random) -> None:
    shuffled = list(said)
    rng.shuffle(shuffled)
    assert compute(shuffled) == compute(said)


@settings(max_examples=300, deadline=None)
@given(CLAIMS)
def test_every_figure_is_in_order(said: list[tuple[str, Claim]]) -> None:
    for figure in compute(said).values():
        assert figure.min is not None and figure.max is not None
        assert 0 <= figure.min <= figure.max
        ladder = [figure.corroborated[str(k)] for k in range(1, len(figure.corroborated) + 1)]
        assert ladder == sorted(ladder, reverse=True)
        assert len(ladder) <= figure.independent_sources <= figure.sources == len(figure.by_source)


@settings(max_examples=300, deadline=None)
@given(CLAIMS, a_claim())
def test_another_source_never_lowers_what_one_supports(said: list[tuple[str, Claim]], more: tuple[str, Claim]) -> None:
    before, after = compute(said), compute([*said, ("newcomer", more[1])])
    for key, figure in before.items():
        assert after[key].corroborated.get("1", 0) >= figure.corroborated.get("1", 0)


@st.composite
def exact_or_open(draw: st.DrawFn) -> list[tuple[str, Claim]]:
    """Numbers about civilians killed in one report a source, none of them words of convention."""
    said = []
    for i in range(draw(st.integers(1, 5))):
        source = f"s{draw(st.integers(0, 2))}"
        lo = draw(st.integers(1, 30))
        hi = draw(st.one_of(st.none(), st.just(lo)))
        chosen = draw(st.sets(st.integers(0, 2), max_size=3))
        claim = says(lo, hi, id=f"{source}-{i}", at=[PLACES[p] for p in sorted(chosen)], document=source)
        said.append((source, claim))
    return said


def _everywhere(source: str, said: list[tuple[str, Claim]], bit: dict[str, int]) -> int:
    """A total without a place: the places its own source names and, where any source names two, elsewhere."""
    own = {p.text for speaker, claim in said if speaker == source for p in claim.places}
    return sum(bit[name] for name in own) | (1 << len(bit) if len(bit) > 1 or not own else 0)


@settings(max_examples=500, deadline=None)
@given(exact_or_open())
def test_the_plain_definition(said: list[tuple[str, Claim]]) -> None:
    """Where each source's claims hold together, rows and corroborated(k) are those of the inequalities as defined."""
    named = sorted({p.text for _, claim in said for p in claim.places})
    bit = {name: 1 << i for i, name in enumerate(named)}
    systems = defaultdict(list)
    for source, claim in said:
        mask = sum(bit[p.text] for p in claim.places) or _everywhere(source, said, bit)
        systems[source].append(Row(mask, claim.count.min or 0, claim.count.max))
    ends = {source: implied(rows) for source, rows in systems.items()}
    if None in ends.values():
        return
    figure = compute(said)["killed"]
    assert {row.source: row.min for row in figure.by_source} == {s: end.least for s, end in ends.items() if end}
    ranked = sorted((end.least for end in ends.values() if end), reverse=True)
    assert list(figure.corroborated.values()) == ranked


@settings(max_examples=300, deadline=None)
@given(exact_or_open())
def test_every_contradiction_is_real_and_minimal(said: list[tuple[str, Claim]]) -> None:
    named = sorted({p.text for _, claim in said for p in claim.places})
    bit = {name: 1 << i for i, name in enumerate(named)}
    rows = {
        claim.id: Row(
            sum(bit[p.text] for p in claim.places) or sum(bit.values()) or 1, claim.count.min or 0, claim.count.max
        )
        for _, claim in said
    }
    for found in compute(said)["killed"].contradictions:
        assert implied([rows[c] for c in found]) is None
        assert all(implied([rows[c] for c in found if c != left]) is not None for left in found)


STANDARD = Conventions(
    "standard", {"plural": Bounds(2, 2), "several": Bounds(2, 2), "dozens": Bounds(12, 24)}, 1, Bounds(2, 2)
)


@settings(max_examples=400, deadline=None)
@given(st.lists(a_claim(), max_size=16))
def test_a_standards_conventions_never_break_a_figure(said: list[tuple[str, Claim]]) -> None:
    found = figures([claim for _, claim in said], lineage(said), STANDARD)
    ids = {claim.id for _, claim in said}
    for figure in found.values():
        assert all(set(clash) <= ids for clash in figure.contradictions)
