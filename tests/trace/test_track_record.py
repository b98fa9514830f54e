from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, norm

from tollbook.model import Source
from tollbook.model.track_record import Case
from tollbook.trace.track_record import least_cases, median_interval, sign_test, track_records, wilson

SOURCES = {"agency": Source("agency", "The Agency")}


def case(first: int, settled: float, low: int | None = None, high: int | None = None, number: int = 0) -> Case:
    return Case("agency", f"i{number}", first, settled, low or round(settled), high or round(settled))


def simulated(random: Random, bias: float, cases: int) -> list[Case]:
    """Incidents of 10 to 100 dead, told by five others with 20 % of error and by the agency with its bias."""
    made = []
    for number in range(cases):
        true = random.randint(10, 100)
        others = sorted(max(1, round(true * random.gauss(1, 0.2))) for _ in range(5))
        first = max(1, round(true * bias * random.gauss(1, 0.2)))
        made.append(Case("agency", f"i{number}", first, others[2], others[0], others[-1]))
    return made


@pytest.mark.parametrize("bias", [0.6, 1.0, 1.5])
def test_a_known_bias_is_recovered(bias: float) -> None:
    random = Random(17)
    (record,) = track_records(simulated(random, bias, 400), SOURCES)
    assert record.ratio is not None
    assert record.ratio.low <= bias <= record.ratio.high or record.ratio.value == pytest.approx(bias, rel=0.03)
    assert record.ratio.value == pytest.approx(bias, rel=0.05)
    assert record.balance is not None
    assert (record.balance < 0.01) == (bias != 1.0)
    assert (record.over > record.under) == (bias > 1.0) or bias == 1.0


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """Of 400 samples of 25 around a known median, the interval holds it in 95 % or a little more (it is exact)."""
    random, held = Random(3), 0
    for _ in range(400):
        found = median_interval([random.lognormvariate(0, 1) for _ in range(25)])
        held += found.low <= 1.0 <= found.high
    assert 0.93 <= held / 400 <= 0.99


@pytest.mark.parametrize(("n", "low", "high"), [(6, 1, 6), (8, 1, 8), (9, 2, 8), (10, 2, 9), (20, 6, 15), (30, 10, 21)])
def test_the_ranks_are_those_of_the_published_tables(n: int, low: int, high: int) -> None:
    """Ranks of the 95 % interval of a median by the binomial law."""
    found = median_interval([float(value) for value in range(1, n + 1)])
    assert (found.low, found.high) == (low, high)
    assert 1 - 2 * binom.cdf(low - 1, n, 0.5) >= 0.95


def test_wilson_by_hand() -> None:
    """8 of 10: the textbook interval is 0.490 to 0.943."""
    found = wilson(8, 10)
    assert (found.value, round(found.low, 3), round(found.high, 3)) == (0.8, 0.490, 0.943)


@given(st.integers(0, 200), st.integers(1, 200))
def test_wilson_solves_the_equation_of_the_score(hits: int, more: int) -> None:
    of = hits + more
    found = wilson(hits, of)
    assert 0 <= found.low <= found.value <= found.high <= 1
    for end in (found.low, found.high):
        if 0 < end < 1:
            score = abs(hits / of - end) / (end * (1 - end) / of) ** 0.5
            assert score == pytest.approx(norm.ppf(0.975), rel=1e-6)


@pytest.mark.parametrize(("over", "under", "p"), [(0, 0, 1.0), (5, 5, 1.0), (6, 0, 2 / 64), (9, 1, 22 / 1024)])
def test_the_sign_test_by_hand(over: int, under: int, p: float) -> None:
    assert sign_test(over, under) == pytest.approx(p)


def test_too_few_cases_give_a_count_and_no_measure() -> None:
    (record,) = track_records([case(5, 10, number=n) for n in range(least_cases() - 1)], SOURCES)
    assert (record.name, record.cases, record.under) == ("The Agency", least_cases() - 1, least_cases() - 1)
    assert (record.ratio, record.within, record.balance) == (None, None, None)


def test_an_open_end_is_never_passed() -> None:
    cases = [Case("agency", f"i{n}", 99, 10, 8, None) for n in range(12)]
    (record,) = track_records(cases, SOURCES)
    assert (record.over, record.under) == (0, 0)
    assert record.within is not None
    assert record.within.value == 1


@given(st.lists(st.tuples(st.integers(1, 90), st.integers(1, 90)), min_size=1, max_size=30), st.randoms())
def test_the_order_of_cases_never_matters(numbers: list[tuple[int, int]], random: Random) -> None:
    cases = [case(first, settled, number=n) for n, (first, settled) in enumerate(numbers)]
    shuffled = cases.copy()
    random.shuffle(shuffled)
    assert track_records(cases, SOURCES) == track_records(shuffled, SOURCES)
