"""Allegations, findings, tolls and declared strikes over time, each as a picture and as a table."""

from collections.abc import Callable
from functools import partial

from tollbook.model.monthly import MonthFigures, MonthlyReport
from tollbook.publish.charts import Chart, Series, chart
from tollbook.publish.texts import Texts

Pick = Callable[[MonthFigures], int | None]
Make = Callable[..., Series]
"""A series of one report: its name as a key of the texts, its shade, and which number of a month it shows."""


def charts(report: MonthlyReport, t: Texts) -> list[Chart]:
    """The charts of a report; declared strikes only where a log was imported."""
    make = _maker(report, t)
    draw = partial(chart, t, months=[one.month for one in report.figures])
    flow, balance = _flow(make)
    least, beyond, told = _tolls(make)
    drawn = [
        draw(key="chart_flow", series=flow, table=balance),
        draw(key="chart_findings", series=_findings(make), stacked=True),
        draw(key="chart_tolls", series=(least, beyond), stacked=True, table=told),
    ]
    if any(one.strikes is not None for one in report.figures):
        strikes = (make("strikes", "dark", lambda one: one.strikes),)
        drawn.append(draw(key="chart_strikes", series=strikes, note=t("monthly.strikes_note")))
    return drawn


def _maker(report: MonthlyReport, t: Texts) -> Make:
    def make(key: str, fill: str, pick: Pick, line: bool = False) -> Series:
        return Series(t(f"monthly.{key}"), tuple(pick(one) for one in report.figures), fill, line)

    return make


def _flow(make: Make) -> tuple[tuple[Series, ...], tuple[Series, ...]]:
    """What the picture shows of the balance, and the whole of it for the table."""
    received = make("received", "dark", lambda one: one.received)
    completed = make("completed", "middle", lambda one: one.completed)
    still_open = make("open", "grey", lambda one: one.open, line=True)
    carried_over = make("carried_over", "light", lambda one: one.carried_over)
    reopened = make("reopened", "light", lambda one: one.reopened)
    return (received, completed, still_open), (carried_over, received, reopened, completed, still_open)


def _findings(make: Make) -> tuple[Series, ...]:
    return (
        make("credible", "dark", lambda one: one.credible),
        make("non_credible", "middle", lambda one: one.non_credible),
        make("inconclusive", "light", lambda one: one.inconclusive),
        make("duplicate", "grey", lambda one: one.duplicate),
    )


def _tolls(make: Make) -> tuple[Series, Series, tuple[Series, ...]]:
    """The least dead, how many more the most are, and the numbers themselves for the table."""
    least = make("least", "dark", lambda one: one.killed[0])
    beyond = make("most", "light", lambda one: one.killed[1] - one.killed[0])
    most = make("most", "light", lambda one: one.killed[1])
    since = make("since", "light", lambda one: one.killed_since[0])
    return least, beyond, (least, most, since)
