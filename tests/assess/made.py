"""Facts made by hand, consistent with each other, and every fact there is for property tests."""

from typing import Any

from hypothesis import strategies as st

from tollbook.assess.derived import with_derived
from tollbook.assess.space import Change, applied, by_axis, changes
from tollbook.assess.vocabulary import VARIABLES

EMPTY = {"int": 0, "double": 0.0, "bool": False, "string": "unknown", "list": [], "ints": []}


def facts(**given: Any) -> dict[str, Any]:
    """One incident: a village on a known day, two independent sources, one party blamed, 15 to 61 killed."""
    base: dict[str, Any] = {name: EMPTY[variable.type] for name, variable in VARIABLES.items()}
    base |= {
        "sources": 2, "independent_sources": 2, "reports": 2, "has_civilian_harm": True, "killed_min": 15,
        "killed_max": 61, "supported": [61, 15], "corroborated": 15, "deaths_min": 15, "deaths_max": 61,
        "blamed": ["us-led-coalition"], "date_known": True, "date_precision": "day", "place_known": True,
        "place_precision_km": 2.0,
    }  # fmt: skip
    return with_derived(base | given)


AXES = by_axis(changes(()))


@st.composite
def incidents(draw: st.DrawFn) -> dict[str, Any]:
    """Any incident that can be: one value from every axis."""
    made: list[Change] = [draw(st.sampled_from(values)) for values in AXES.values()]
    return applied(facts(), made)
