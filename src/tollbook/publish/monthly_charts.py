"""Allegations, findings, tolls and declared strikes over time, each as a picture and as a table."""

from collections.abc import Callable

from tollbook.model.monthly import MonthFigures, MonthlyReport
from tollbook.publish.charts import Chart, Series, chart
from tollbook.publish.texts import Texts

Pick = Callable[[MonthFigures], int | None]


def charts(report: MonthlyReport, t: Texts) -> list[Chart]:
    """The charts of a report; declared strikes only where a log was imported."""
    months = [one.month for one in report.figures]

    def series(key: str, fill: str, pick: Pick, line: bool = False) -> Series:
        return Series(t(f"monthly.{key}"), tuple(pick(one) for one in report.figures), fill, line)

    flow = (
        series("received", "dark", lambda one: one.received),
        series("completed", "middle", lambda one: one.completed),
        series("open", "grey", lambda one: one.open, line=True),
    )
    balance = (
        series("carried_over", "light", lambda one: one.carried_over),
        flow[0],
        series("reopened", "light", lambda one: one.reopened),
        *flow[1:],
    )
    findings = (
        series("credible", "dark", lambda one: one.credible),
        series("non_credible", "middle", lambda one: one.non_credible),
        series("inconclusive", "light", lambda one: one.inconclusive),
        series("duplicate", "grey", lambda one: one.duplicate),
    )
    least = series("least", "dark", lambda one: one.killed[0])
    beyond = series("most", "light", lambda one: one.killed[1] - one.killed[0])
    told = (
        least,
        series("most", "light", lambda one: one.killed[1]),
        series("since", "light", lambda one: one.killed_since[0]),
    )
    drawn = [
        chart(t, key="chart_flow", months=months, series=flow, table=balance),
        chart(t, key="chart_findings", months=months, series=findings, stacked=True),
        chart(t, key="chart_tolls", months=months, series=(least, beyond), stacked=True, table=told),
    ]
    if any(one.strikes is not None for one in report.figures):
        strikes = (series("strikes", "dark", lambda one: one.strikes),)
        note = t("monthly.strikes_note")
        drawn.append(chart(t, key="chart_strikes", months=months, series=strikes, note=note))
    return drawn
