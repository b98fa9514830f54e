"""What totals, trends and shares may be used for, in words: the verdict and the facts that led to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.publish.fitness import SIZES, Fitness, Kind, Use, thresholds
from tollbook.publish.texts import Texts


@dataclass(frozen=True, slots=True)
class Verdict:
    """One kind of number, what it may be used for, and why."""

    kind: Kind
    name: str
    verdict: str
    label: str
    facts: tuple[str, ...]


def verdicts(fit: Fitness, silent: Sequence[str], t: Texts) -> tuple[Verdict, ...]:
    """The verdicts in the page's language; ``silent`` are the names of the sources that fell silent."""
    return tuple(_verdict(use, fit, silent, t) for use in fit.uses)


def _verdict(use: Use, fit: Fitness, silent: Sequence[str], t: Texts) -> Verdict:
    facts = tuple(fact_words(fact, fit, silent, t) for fact in use.facts) or (t("fit.fact.none"),)
    return Verdict(use.kind, t(f"fit.kind.{use.kind}"), use.verdict, t(f"fit.verdict.{use.verdict}"), facts)


def fact_words(fact: str, fit: Fitness, silent: Sequence[str], t: Texts) -> str:
    """One fact with the numbers it rests on and the limit it was held against."""
    limits = thresholds()
    return t(
        f"fit.fact.{fact}",
        months=t("fit.months", fit.months),
        needed_months=t.number(limits.trend_months),
        incidents=t("counted.incidents", fit.incidents),
        needed_incidents=t.number(limits.trend_incidents),
        dated=t.percent(fit.dated),
        needed_dated=t.percent(limits.dated_share),
        placed=t.percent(fit.placed),
        needed_placed=t.percent(limits.placed_share),
        convention=t.percent(fit.by_convention),
        most_convention=t.percent(limits.convention_share),
        single=t.percent(fit.single),
        expected=t.percent(limits.single_share),
        sized=t("counted.incidents", fit.sized),
        needed_sized=t.number(limits.size_incidents),
        silent=t.names(list(silent)),
    )


def sizes(fit: Fitness, t: Texts) -> list[tuple[str, int, str]]:
    """Each class of incidents by their dead: its name, how many, and their share."""
    return [
        (_size(low, high, t), n, t.percent(n / fit.sized if fit.sized else 0.0))
        for (low, high), n in zip(SIZES, fit.sizes, strict=True)
    ]


def _size(low: int, high: int | None, t: Texts) -> str:
    if high is None:
        return t("count.or_more", people=t.number(low))
    return t.number(low) if low == high else f"{t.number(low)}–{t.number(high)}"
