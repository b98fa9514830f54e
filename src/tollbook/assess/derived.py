"""Facts that follow from other facts: whoever changes one of those has these worked out anew."""

from collections.abc import Mapping
from typing import Any

Facts = Mapping[str, Any]


def with_derived(facts: Facts) -> dict[str, Any]:
    """The facts with ``strike_status``, ``missing`` and ``search_missing`` as the others have it.

    Whether ``number`` and ``means`` are missing is kept: no other fact tells it.
    """
    return {
        **facts,
        "strike_status": _strike_status(facts),
        "missing": _missing(facts),
        "search_missing": [name for name in ("strike_log", "log_complete", "certificate") if not facts[name]],
    }


def _strike_status(facts: Facts) -> str:
    """Airwars' strike status from what is said: declared by a party, contested, likely, or one source's claim."""
    if facts["accepted_by"]:
        return "declared"
    if len(facts["blamed"]) > 1:
        return "contested"
    if not facts["blamed"]:
        return "unattributed"
    return "likely" if facts["independent_sources"] > 1 else "single_source"


def _missing(facts: Facts) -> list[str]:
    lacks = {
        "date": not facts["date_known"],
        "place": not facts["place_known"],
        "number": "number" in facts["missing"],
        "means": "means" in facts["missing"],
        "strike_log": not facts["strike_log"],
    }
    return [name for name, missing in lacks.items() if missing]
