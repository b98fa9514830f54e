"""The figure a standard would publish, in words of the page."""

from tollbook.model import Toll
from tollbook.publish.texts import Texts
from tollbook.publish.words import short


def toll_words(t: Texts, toll: Toll | None) -> str:
    """ "15–61", "15 (low 12, high 61)", "at least 4"; empty where the standard publishes none."""
    if toll is None:
        return ""
    return t("grade.figure", figure=_figure(t, toll))


def _figure(t: Texts, toll: Toll) -> str:
    if toll.best is not None:
        best = t.number(toll.best)
        low, high = t.number(toll.low or 0), t.number(toll.high or 0)
        return best if toll.low is None else t("grade.figure_best", best=best, low=low, high=high)
    if toll.high is None:
        return t("grade.figure_floor", low=t.number(toll.low or 0))
    return short(t, toll.low, toll.high, False)
