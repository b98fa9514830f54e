"""The kept totals as what the page shows: two pictures with their tables, rows by part, overlaps, fitness for use."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup, escape
from pydantic import TypeAdapter

from tollbook.model.campaign import UNKNOWN, By, Campaign, Part, Rule, Total
from tollbook.publish.charts import Chart, Series, chart
from tollbook.publish.fit_words import Verdict, verdicts
from tollbook.publish.fitness import Fitness
from tollbook.publish.texts import Texts
from tollbook.reconcile.campaign import RULES

PARTS: tuple[By, ...] = ("month", "place", "belligerent", "grade")
MOST_MONTHS = 180
MOST_ROWS, MOST_LISTED = 200, 100
_CAMPAIGN = TypeAdapter(Campaign)
_FIT = TypeAdapter(Fitness)


@dataclass(frozen=True, slots=True)
class Row:
    """One month, place, belligerent or grade: its range and what one, two and three independent sources support."""

    name: str
    key: str
    range: str
    supported: tuple[str, ...]
    incidents: int
    maybe: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two incidents that may share deaths, at most ``people``; ``b`` is empty where it may be any other."""

    a: str
    a_title: str
    b: str
    b_title: str
    people: int
    why: str


def campaign_of(record: Mapping[str, Any]) -> Campaign:
    """The totals of a kept record."""
    held: Campaign = _CAMPAIGN.validate_python(record["campaign"])
    parts = {
        by: tuple(Part(one.key, _in_order(one.totals)) for one in held.parts[by]) for by in PARTS if by in held.parts
    }
    return replace(held, totals=_in_order(held.totals), parts=parts)


def _in_order(totals: Mapping[Rule, Total]) -> dict[Rule, Total]:
    """The rules in their order, which PostgreSQL does not keep."""
    return {rule: totals[rule] for rule in RULES if rule in totals}


def fit_of(record: Mapping[str, Any], t: Texts) -> tuple[Verdict, ...]:
    """What the numbers may be used for, with the facts that led to it."""
    found = verdicts(_FIT.validate_python(record["fit"]), record["silent"], t)
    return tuple(replace(one, facts=tuple(map(_fenced, one.facts))) for one in found)


def _fenced(words: str) -> Markup:
    """Invisible marks around a name as the element that does the same; fonts without the marks show boxes."""
    opened = re.sub("[\u2068\ue000]", "<bdi>", str(escape(words)))
    return Markup(re.sub("[\u2069\ue001]", "</bdi>", opened))  # noqa: S704 - escaped


def span(total: Total) -> str:
    """From the least, overlaps counted once, to the greatest, all counted apart; ~ where the least is a lower bound."""
    least, more = f"{'' if total.exact else '~'}{total.least}", "+" if total.open_ended else ""
    return f"{least}{more}" if total.least == total.greatest else f"{least}–{total.greatest}{more}"


def _least(total: Total) -> str:
    return f"{'' if total.exact else '~'}{total.least}"


def rows(campaign: Campaign, t: Texts) -> list[tuple[By, str, list[Row], int]]:
    """Part -> its heading, its rows as many as a page holds, and how many there are."""
    named = {"month": _("Month"), "place": _("Place"), "belligerent": _("Belligerent"), "grade": _("Grade")}
    every = {by: campaign.parts.get(by, ()) for by in PARTS}
    return [(by, named[by], [_row(by, one, t) for one in every[by][:MOST_ROWS]], len(every[by])) for by in PARTS]


def _row(by: By, part: Part, t: Texts) -> Row:
    held = part.totals["range"]
    supported = tuple(_least(part.totals[rule]) for rule in ("1", "2", "3"))
    name = _("unknown") if part.key == UNKNOWN else t.named("grade", part.key) if by == "grade" else part.key
    return Row(name, part.key, span(held), supported, held.incidents, held.maybe)


def doubts(record: Mapping[str, Any], campaign: Campaign) -> list[Doubt]:
    """The incidents that may overlap, greatest doubt first, as many as a page holds."""
    why = {
        "same_time_and_place": _("same time and area, as far as known"),
        "day_unknown": _("the day of one is unknown"),
        "place_unknown": _("the place of one is unknown"),
        "covers": _("one is a total over an area or days that hold the other"),
        "nowhere": _("neither day nor place is known"),
    }
    titles = record["titles"]
    return [
        Doubt(one.a, titles.get(one.a, one.a), one.b, titles.get(one.b, one.b), one.people, why[one.why])
        for one in campaign.overlaps[:MOST_LISTED]
    ]


def months_of(campaign: Campaign, strikes: Mapping[str, int]) -> list[str]:
    """Every month from the first to the last that has a toll or a strike, the latest where they are too many."""
    held = sorted({part.key for part in campaign.parts.get("month", ()) if part.key != UNKNOWN} | strikes.keys())
    return list(_between(held[0], held[-1]))[-MOST_MONTHS:] if held else []


def _between(first: str, last: str) -> Iterator[str]:
    year, month = map(int, first.split("-"))
    while f"{year:04d}-{month:02d}" <= last:
        yield f"{year:04d}-{month:02d}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def charts(campaign: Campaign, strikes: Mapping[str, int], name: str, t: Texts) -> list[Chart]:
    """Tolls by month (range, and what two independent sources support), and declared strikes where there is a log."""
    months = months_of(campaign, strikes)
    if not months:
        return []
    drawn = [_tolls({part.key: part for part in campaign.parts.get("month", ())}, months, name, t)]
    if strikes:
        series = (Series(_("declared strikes"), tuple(strikes.get(one) for one in months), "dark"),)
        note = _("From the strike logs that were imported, all places; a month they do not cover stays empty.")
        title = _("Declared strikes by month")
        drawn.append(chart(t, key="strikes", months=months, series=series, note=note, title=title))
    return drawn


def _tolls(parts: Mapping[str, Part], months: Sequence[str], name: str, t: Texts) -> Chart:
    totals = [parts[one].totals if one in parts else {} for one in months]
    least = tuple(one["range"].least if one else None for one in totals)
    most = tuple(one["range"].greatest if one else None for one in totals)
    beyond = tuple(None if a is None or b is None else b - a for a, b in zip(least, most, strict=True))
    two = Series(_("supported by two independent sources"), tuple(one["2"].least if one else None for one in totals),
                 "grey", line=True)  # fmt: skip
    low, high = Series(_("least, by all reports"), least, "dark"), Series(_("greatest, by all reports"), most, "light")
    drawn = (low, Series(high.name, beyond, "light"), two)
    title = _("%(figure)s, by month") % {"figure": name}
    note = _("A toll over several months stands in each of them: months do not add up.")
    return chart(t, key="tolls", months=months, series=drawn, stacked=True, table=(low, high, two), title=title,
                 note=note)  # fmt: skip
