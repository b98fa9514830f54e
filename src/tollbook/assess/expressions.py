"""Rules in the Common Expression Language, checked against the typed facts when they are read."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from cel_expr_python import cel

from tollbook.assess.vocabulary import VARIABLES
from tollbook.errors import SkipItem, StopRun

TYPES = {
    "int": cel.Type.INT,
    "double": cel.Type.DOUBLE,
    "bool": cel.Type.BOOL,
    "string": cel.Type.STRING,
    "list": cel.Type.List(cel.Type.STRING),
}


@cache
def _environment() -> Any:
    return cel.NewEnv(variables={name: TYPES[variable.type] for name, variable in VARIABLES.items()})


@cache
def _compiled(rule: str) -> Any:
    return _environment().compile(rule)


def check(rule: str, where: str) -> None:
    """Raises StopRun where a rule is not well formed, names an unknown fact, mixes types or is no yes or no."""
    try:
        kind = _compiled(rule).return_type()
    except RuntimeError as error:
        raise StopRun(_plain(str(error)), where, f"the facts are: {', '.join(VARIABLES)}") from error
    if kind != cel.Type.BOOL:
        raise StopRun(f"the rule gives a {kind.name().lower()}, not yes or no", where, "compare it: x >= 1, x == 'y'")


def _plain(message: str) -> str:
    """The engine's message without its status words, the caret under the fault kept."""
    return message.removeprefix("INVALID_ARGUMENT: ").removesuffix(" [INVALID_ARGUMENT]").replace("<input>", "rule")


def holds(rule: str, facts: Mapping[str, Any], where: str) -> bool:
    """Whether a rule holds of the facts; raises SkipItem where it cannot be computed for them.

    The engine returns faults as values that look true, so the type is looked at before the value.
    """
    result = _compiled(rule).eval(data=dict(facts))
    if result.type() == cel.Type.ERROR:
        raise SkipItem(f"the rule cannot be computed: {result.value()}", where, "guard it, size(blamed) > 0 && ...")
    return bool(result.value())
