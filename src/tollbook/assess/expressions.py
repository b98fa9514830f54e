"""Rules in the Common Expression Language, checked against the typed facts when they are read."""

import re
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
    "ints": cel.Type.List(cel.Type.INT),
}
QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
WORD = re.compile(r"[A-Za-z_]\w*")
Names = tuple[str, ...]


@cache
def _environment(parameters: Names) -> Any:
    facts = {name: TYPES[variable.type] for name, variable in VARIABLES.items()}
    return cel.NewEnv(variables=facts | dict.fromkeys(parameters, cel.Type.INT))


@cache
def _compiled(rule: str, parameters: Names) -> Any:
    return _environment(parameters).compile(rule)


@cache
def used(rule: str) -> frozenset[str]:
    """The names a rule speaks of, facts and parameters; what stands in quotes is none."""
    return frozenset(WORD.findall(QUOTED.sub("", rule)))


def check(rule: str, where: str, parameters: Names = ()) -> None:
    """Raises StopRun where a rule is not well formed, names an unknown fact, mixes types or is no yes or no."""
    kind = _type_of(rule, where, parameters)
    if kind != cel.Type.BOOL:
        raise StopRun(f"the rule gives a {kind.name().lower()}, not yes or no", where, "compare it: x >= 1, x == 'y'")


def check_number(expression: str, where: str, parameters: Names = ()) -> None:
    """Raises StopRun where an expression of a figure is not well formed or gives no whole number."""
    kind = _type_of(expression, where, parameters)
    if kind != cel.Type.INT:
        raise StopRun(f"the figure gives a {kind.name().lower()}, not a whole number", where, "use killed_min")


def _type_of(rule: str, where: str, parameters: Names) -> Any:
    try:
        return _compiled(rule, parameters).return_type()
    except RuntimeError as error:
        known = ", ".join((*VARIABLES, *parameters))
        raise StopRun(_plain(str(error)), where, f"the facts are: {known}") from error


def _plain(message: str) -> str:
    """The engine's message without its status words, the caret under the fault kept."""
    return message.removeprefix("INVALID_ARGUMENT: ").removesuffix(" [INVALID_ARGUMENT]").replace("<input>", "rule")


def holds(rule: str, facts: Mapping[str, Any], where: str) -> bool:
    """Whether a rule holds of the facts; raises SkipItem where it cannot be computed for them."""
    return bool(_value(rule, facts, where))


def number(expression: str, facts: Mapping[str, Any], where: str) -> int:
    """What an expression comes to for the facts; raises SkipItem where it cannot be computed for them."""
    return int(_value(expression, facts, where))


def _value(rule: str, facts: Mapping[str, Any], where: str) -> Any:
    """The engine returns faults as values that look true, so the type is looked at before the value.

    Only the facts a rule names are handed over: turning them into the engine's values is what takes the time.
    """
    named = {name: facts[name] for name in used(rule) if name in facts}
    parameters = tuple(sorted(name for name in named if name not in VARIABLES))
    result = _compiled(rule, parameters).eval(data=named)
    if result.type() == cel.Type.ERROR:
        raise SkipItem(f"the rule cannot be computed: {result.value()}", where, "guard it, size(blamed) > 0 && ...")
    return result.value()
