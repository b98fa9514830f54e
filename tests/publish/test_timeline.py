from datetime import date

import pytest

from tests.publish.sample import DATA, INCIDENTS
from tollbook.model import Figure, Incident, Period
from tollbook.publish.incident_page import title_of
from tollbook.publish.index import build_index
from tollbook.publish.texts import Texts
from tollbook.publish.timeline import MOST_BARS, timeline
from tollbook.reconcile import campaign

EN, AR = Texts("en"), Texts("ar")
INDEX = build_index(DATA)
TITLES = {i.id: title_of(i, EN, INDEX) for i in INCIDENTS}


def incident(number: int, low: int, high: int, day: date) -> Incident:
    figure = Figure(low, high, corroborated={"1": high, "2": low})
    return Incident(f"i{number}", (), (), when=Period("", day, day), figures={"killed": figure})


def many(count: int, high: int = 10) -> list[Incident]:
    return [incident(n, 1, high, date(2017, 1 + n % 12, 1 + n % 28)) for n in range(count)]


def named(incidents: list[Incident]) -> dict[str, str]:
    return {i.id: i.id for i in incidents}


def test_every_dated_incident_has_a_bar_that_leads_to_it() -> None:
    made = timeline(INCIDENTS, DATA.campaign, EN, TITLES)
    assert len(made.bars) == 7
    assert made.undated == 1
    assert made.bars[0].href == "incident/shafa-2018-11-08.html"
    assert all(bar.high <= bar.low for bar in made.bars)


def test_time_runs_from_the_right_in_arabic() -> None:
    english, arabic = timeline(INCIDENTS, DATA.campaign, EN, TITLES), timeline(INCIDENTS, DATA.campaign, AR, TITLES)
    assert [100 - bar.x for bar in arabic.bars] == pytest.approx([bar.x for bar in english.bars], abs=0.02)


def test_sums_by_month_are_those_of_the_incidents() -> None:
    (month,) = timeline(INCIDENTS, DATA.campaign, EN, TITLES).months
    assert (month.name, month.incidents, month.agreed, month.low, month.high) == ("November 2018", 7, 109, 119, 190)


def test_incidents_of_one_day_stand_side_by_side() -> None:
    pair = [incident(n, 1, 5, date(2018, 11, 17)) for n in range(2)]
    bars = timeline(pair, campaign(pair, {}), EN, named(pair)).bars
    assert bars[0].x < bars[1].x


def test_an_outlier_runs_beyond_the_axis_with_its_number() -> None:
    found = [*many(20), incident(99, 2000, 3301, date(2017, 6, 1))]
    made = timeline(found, campaign(found, {}), EN, named(found))
    assert made.beyond == 1
    assert [bar.beyond for bar in made.bars if bar.beyond] == ["3,301"]


def test_too_many_incidents_are_drawn_by_month_with_their_filter() -> None:
    found = many(MOST_BARS + 1)
    made = timeline(found, campaign(found, {}), EN, named(found))
    assert made.by_month
    assert len(made.bars) == 12
    assert made.bars[1].href == "incidents.html#from=2017-02-01&to=2017-02-28"


def test_nothing_dated_gives_an_empty_chart() -> None:
    assert timeline([], campaign([], {}), EN, {}).bars == ()
