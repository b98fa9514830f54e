from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.reconcile.saying import Reports, says
from tollbook.model import Incident
from tollbook.model.revision import Revisions, Step
from tollbook.reconcile import cases, figures, revisions


def days(**published: int) -> dict[str, date]:
    return {name: date(2018, 11, day) for name, day in published.items()}


def grown(reports: Reports, published: dict[str, date]) -> tuple[Incident, Revisions]:
    found = figures(reports.claims, reports.lineage, published=published)
    documents = tuple(sorted({c.document for c in reports.claims}))
    incident = Incident("i", tuple(c.id for c in reports.claims), documents, figures=found)
    return incident, revisions(incident, reports.claims, reports.lineage, published)


def numbers(steps: Sequence[Step]) -> list[tuple[int | None, int | None, int | None, int | None]]:
    return [(s.day.day if s.day else None, s.min, s.max, s.two) for s in steps]


def test_a_toll_that_rises_has_a_first_a_revised_and_a_final_figure() -> None:
    reports = Reports().by(
        "agency", says(5, document="a1"), says(9, document="a2"), says(12, document="a3")
    ).by("monitor", says(11, document="m1"))  # fmt: skip
    _, found = grown(reports, days(a1=9, a2=10, a3=14, m1=12))
    assert numbers(found.whole["killed"].steps) == [
        (9, 5, 5, None),
        (10, 9, 9, None),
        (12, 9, 11, 9),
        (14, 11, 12, 11),
    ]
    courses = {course.source: numbers(course.steps) for course in found.by_source["killed"]}
    assert courses == {
        "agency": [(9, 5, 5, None), (10, 9, 9, None), (14, 12, 12, None)],
        "monitor": [(12, 11, 11, None)],
    }


def test_reports_without_a_day_come_last() -> None:
    reports = Reports().by("agency", says(5, document="a1")).by("monitor", says(8, document="m1"))
    _, found = grown(reports, days(a1=9))
    assert numbers(found.whole["killed"].steps) == [(9, 5, 5, None), (None, 5, 8, 5)]


def test_the_last_step_is_the_figure_of_the_incident() -> None:
    reports = Reports().by("agency", says(5, document="a1"))
    incident, found = grown(reports, days(a1=9))
    (step,) = found.whole["killed"].steps
    assert (step.min, step.max) == (incident.figures["killed"].min, incident.figures["killed"].max)


def test_parts_of_people_and_places_are_bounds() -> None:
    """15 in Hajin, 20 or more in two villages: each part has its own row, and the villages are not told apart."""
    reports = Reports().by(
        "state media",
        says(15, at=["Hajin"], document="ap", start=0, of_whom={"children": 4}),
        says(20, None, at=["Gamsha", "al-Shafa"], document="ap", start=60),
    )
    _, found = grown(reports, days(ap=20))
    parts = {part.label: (part.range.min, part.range.max) for part in found.parts}
    assert parts == {"children": (4, 4), "Hajin": (15, 15), "Gamsha, al-Shafa": (20, None)}


def test_a_total_bounds_a_part_from_above() -> None:
    reports = Reports().by(
        "agency",
        says(30, at=["Hajin", "al-Shafa"], document="a", start=0),
        says(12, None, at=["Hajin"], document="a", start=60),
    )
    _, found = grown(reports, days(a=20))
    parts = {part.label: (part.range.min, part.range.max) for part in found.parts}
    assert parts["Hajin"] == (12, 30)


def test_one_place_has_no_parts() -> None:
    reports = Reports().by("agency", says(5, at=["Hajin"], document="a"))
    assert grown(reports, days(a=9))[1].parts == ()


def settled(reports: Reports, published: dict[str, date], **more: Any) -> dict[str, tuple[int, float, int, int | None]]:
    incident, found = grown(reports, published)
    made = cases(found, incident.figures["killed"], reports.lineage, **more)
    return {case.source: (case.first, case.settled, case.low, case.high) for case in made}


def test_a_source_is_held_against_the_others_and_never_against_itself() -> None:
    reports = (
        Reports()
        .by("agency", says(5, document="a1"), says(12, document="a2"))
        .by("monitor", says(11, document="m"))
        .by("radio", says(13, None, document="r"))
    )
    assert settled(reports, days(a1=9, a2=12, m=10, r=10)) == {
        "agency": (5, 12, 11, None),
        "monitor": (11, 12.5, 12, None),
        "radio": (13, 11.5, 11, 12),
    }


def test_sources_of_one_group_are_no_check_on_each_other() -> None:
    reports = Reports(groups={"tv": "state", "agency": "state"})
    reports.by("agency", says(5, document="a")).by("tv", says(5, document="t")).by("monitor", says(6, document="m"))
    assert settled(reports, days(a=9, t=9, m=9)) == {}
    assert settled(reports, days(a=9, t=9, m=9), others=1)["agency"] == (5, 6, 6, 6)


def test_words_without_a_number_are_no_case() -> None:
    reports = (
        Reports()
        .by("agency", says(24, None, qualifier="vague", text="dozens", document="a"))
        .by("monitor", says(11, document="m"))
        .by("radio", says(13, document="r"))
    )
    assert settled(reports, days(a=9, m=10, r=10)) == {}


TOLLS = st.lists(
    st.tuples(st.sampled_from(["agency", "monitor", "radio"]), st.integers(1, 60), st.integers(1, 28)),
    min_size=1,
    max_size=7,
)


@given(TOLLS)
def test_the_last_step_is_what_stands_and_no_step_repeats(tolls: list[tuple[str, int, int]]) -> None:
    reports = Reports()
    for number, (source, toll, _) in enumerate(tolls):
        reports.by(source, says(toll, document=f"d{number}"))
    published = {f"d{number}": date(2018, 11, day) for number, (_, _, day) in enumerate(tolls)}
    incident, found = grown(reports, published)
    steps = found.whole["killed"].steps
    figure = incident.figures["killed"]
    assert (steps[-1].min, steps[-1].max, steps[-1].two) == (figure.min, figure.max, figure.corroborated.get("2"))
    assert all(numbers([a])[0][1:] != numbers([b])[0][1:] for a, b in pairwise(steps))
    reverse = Reports(reports.claims[::-1], reports.origin)
    assert grown(reverse, published)[1].whole == found.whole
