"""How a source's first figures compare with what incidents came to by the word of others.

Shares carry E. B. Wilson's score interval (Journal of the American Statistical Association 22, 1927). The median ratio
carries the exact interval between two order statistics (W. R. Thompson, Annals of Mathematical Statistics 7, 1936),
which supposes nothing of the shape of the errors. Over against under is the sign test (W. J. Dixon and A. M. Mood,
Journal of the American Statistical Association 41, 1946). Nothing is drawn at random.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import sqrt
from statistics import NormalDist, median

from scipy.stats import binom, binomtest

from tollbook.model import Source
from tollbook.model.track_record import Case, Interval, TrackRecord

CONFIDENCE = 0.95
Z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)


@cache
def least_cases() -> int:
    """The fewest incidents that a measure is given for."""
    text = files("tollbook.trace").joinpath("track_record.toml").read_text(encoding="utf-8")
    return int(tomllib.loads(text)["least_cases"])


def track_records(cases: Iterable[Case], sources: Mapping[str, Source], least: int | None = None) -> list[TrackRecord]:
    """A record for every source that has a case, most cases first; the order of cases does not matter."""
    by_source: dict[str, list[Case]] = {}
    for case in cases:
        by_source.setdefault(case.source, []).append(case)
    wanted = least_cases() if least is None else least
    found = [_record(source, own, sources, wanted) for source, own in by_source.items()]
    return sorted(found, key=lambda record: (-record.cases, record.name, record.source))


def _record(source: str, cases: Sequence[Case], sources: Mapping[str, Source], least: int) -> TrackRecord:
    name = sources[source].name if source in sources else source.removeprefix("document:")
    over = sum(case.high is not None and case.first > case.high for case in cases)
    under = sum(case.first < case.low for case in cases)
    if len(cases) < least:
        return TrackRecord(source, name, len(cases), over, under)
    ratio = median_interval([case.first / case.settled for case in cases])
    within = wilson(len(cases) - over - under, len(cases))
    return TrackRecord(source, name, len(cases), over, under, ratio, within, sign_test(over, under))


def wilson(hits: int, of: int) -> Interval:
    """A share with Wilson's score interval; ``of`` is at least 1."""
    share, z2 = hits / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    reach = Z / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return Interval(share, max(0.0, middle - reach), min(1.0, middle + reach))


def median_interval(values: Sequence[float]) -> Interval:
    """The median with the narrowest interval of order statistics that holds at 95 per cent or better.

    Where fewer than six values cannot give one, it is the whole spread.
    """
    ordered = sorted(values)
    rank = max(0, int(binom.ppf((1 - CONFIDENCE) / 2, len(ordered), 0.5)) - 1)
    return Interval(median(ordered), ordered[rank], ordered[-1 - rank])


def sign_test(over: int, under: int) -> float:
    """The two-sided probability of a split as uneven, were both equally likely; 1 where there is none of either."""
    return float(binomtest(over, over + under, 0.5).pvalue) if over + under else 1.0
