"""A standard's file, checked to the last rule, with messages that say what to mend."""

import re
import string
import tomllib
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tollbook.assess import expressions
from tollbook.assess.standard import (
    PARTED,
    FigureRule,
    GradeWords,
    Parameter,
    Rule,
    Standard,
    Stands,
    Test,
    Words,
)
from tollbook.assess.vocabulary import VARIABLES
from tollbook.errors import StopRun
from tollbook.model import NonCredible

Text = Annotated[str, Field(min_length=1)]
LANGUAGE = re.compile("[a-z]{2}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Words(_Strict):
    en: Text
    ar: Text
    further: dict[str, Text] = {}

    @model_validator(mode="before")
    @classmethod
    def _gather_languages(cls, given: Any) -> Any:
        """Texts in further languages stand beside the English one under the language's code of two letters."""
        if not isinstance(given, dict):
            return given
        codes = {key for key in given if LANGUAGE.fullmatch(key) and key not in cls.model_fields}
        own = {key: value for key, value in given.items() if key not in codes and key != "further"}
        return {**own, "further": {code: given[code] for code in codes}} if codes else given

    def words(self) -> Words:
        return Words(self.en, self.ar, tuple(sorted(self.further.items())))


class _Grade(_Words):
    value: Text
    stands: Stands = "open"


class _Sourced(_Words):
    source: Text


class _Entry(_Sourced):
    id: Text


class _Default(_Entry):
    grade: Text
    category: NonCredible | None = None


class _Rule(_Default):
    when: Text


class _Note(_Entry):
    when: Text


class _Figure(_Entry):
    grades: Annotated[list[str], Field(min_length=1)]
    low: str = ""
    best: str = ""
    high: str = ""

    def expressions(self) -> list[str]:
        return [given for given in (self.low, self.best, self.high) if given]


class _Test(_Sourced):
    more_than: Annotated[float, Field(ge=0, lt=1)] | None = None


class _Parameter(_Words):
    value: int
    min: int = 0
    max: int = 100


class _File(_Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=50)]
    name: _Words
    url: str = ""
    document: str = ""
    basis: _Words | None = None
    exclusive: bool = False
    parameters: Annotated[dict[Annotated[str, Field(pattern="^[a-z][a-z_]*$")], _Parameter], Field(max_length=1)] = {}
    grade: Annotated[list[_Grade], Field(min_length=1)]
    rule: Annotated[list[_Rule], Field(min_length=1)]
    default: _Default
    note: list[_Note] = []
    figure: _Figure | None = None
    test: _Test | None = None
    conventions: dict[str, Any] = {}


HINTS = {
    "default": "add a [default] table with id, grade, en, ar and source: the grade where no rule holds",
    "grade": "list the grades as [[grade]] tables with value, en and ar",
    "rule": "list the rules as [[rule]] tables with id, grade, when, en, ar and source",
    "figure": "write [figure] with id, grades, low, best or high, en, ar and source",
    "test": "write [test] with more_than (0 to 1, or leave it out), en, ar and source",
    "parameters": "write one [parameters.NAME] with value, min, max, en and ar",
}
PLAIN = {
    ("default",): "the standard never ends in a grade where no rule holds: [default] is missing",
    ("rule",): "the standard has no rules",
    ("grade",): "the standard has no grades",
}


def parse(text: str, where: str) -> Standard:
    """A standard from the text of its file, every rule checked; raises StopRun with the place and the remedy."""
    try:
        data = _File.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise StopRun(f"not valid TOML: {error}", where, "mend the line it names") from error
    except ValidationError as error:
        raise _fault(error, where) from error
    _check(data, where)
    return _standard(data)


def _fault(error: ValidationError, where: str) -> StopRun:
    fault = error.errors(include_url=False, include_input=False)[0]
    at = fault["loc"]
    place = ".".join(str(part) for part in at)
    if fault["type"] == "missing" and at in PLAIN:
        message = PLAIN[at]
    elif fault["type"] == "missing" and at[-1] == "ar":
        message = f"{place}: the Arabic text is missing"
    else:
        message = f"{place}: {fault['msg']}"
    return StopRun(message, where, HINTS.get(str(at[0]), "see docs/method/assess.md"))


def _check(data: _File, where: str) -> None:
    entries: list[_Entry] = [*data.rule, data.default, *data.note, *([data.figure] if data.figure else [])]
    names = tuple(data.parameters)
    _no_twice([entry.id for entry in entries], "rules with the id", where)
    _no_twice([grade.value for grade in data.grade], "grades with the value", where)
    _check_parameters(data, where)
    _check_grades(data, where)
    tested: list[_Rule | _Note] = [*data.rule, *data.note]
    for test in tested:
        expressions.check(test.when, f"{where}, {test.id}", _named_in(test.when, names))
    for expression in data.figure.expressions() if data.figure else ():
        expressions.check_number(expression, f"{where}, figure", _named_in(expression, names))
    _check_same_conditions(data.rule, where)
    for entry in entries:
        _check_places((entry.en, entry.ar, *entry.further.values()), f"{where}, {entry.id}", names)


def _named_in(rule: str, parameters: Sequence[str]) -> tuple[str, ...]:
    """Those parameters a rule names: the engine is told of no more, so that a rule is compiled once."""
    return tuple(sorted(name for name in parameters if name in expressions.used(rule)))


def _no_twice(values: list[str], what: str, where: str) -> None:
    for value in values:
        if values.count(value) > 1:
            raise StopRun(f"two {what} {value!r}", where, "give each its own")


def _check_parameters(data: _File, where: str) -> None:
    for name, parameter in data.parameters.items():
        if name in VARIABLES:
            raise StopRun(f"the parameter {name!r} has the name of a fact", where, "call it otherwise")
        if not parameter.min <= parameter.value <= parameter.max:
            raise StopRun(f"the parameter {name!r} is not from min to max", where, "mend value, min or max")


def _check_grades(data: _File, where: str) -> None:
    known = [grade.value for grade in data.grade]
    for at, grade in _grades_named(data):
        if grade not in known:
            raise StopRun(f"unknown grade {grade!r}", f"{where}, {at}", f"use one of {', '.join(known)}")


def _grades_named(data: _File) -> Iterator[tuple[str, str]]:
    for rule in (*data.rule, data.default):
        yield rule.id, rule.grade
    for grade in data.figure.grades if data.figure else ():
        yield "figure", grade


def _check_same_conditions(rules: Sequence[_Rule], where: str) -> None:
    """Two rules with one condition and two grades both apply, always: the file does not say which is meant."""
    seen: dict[str, _Rule] = {}
    for rule in rules:
        before = seen.setdefault("".join(rule.when.split()), rule)
        if before.grade != rule.grade:
            both = f"two rules both apply, {before.id} ({before.grade}) and {rule.id} ({rule.grade}): one condition"
            raise StopRun(f"{both}, {rule.when}", where, "make their conditions differ, or leave one out")


def _check_places(texts: tuple[str, ...], where: str, parameters: tuple[str, ...]) -> None:
    """Every {placeholder} of a reason must be a fact or a parameter."""
    known = (*VARIABLES, *parameters)
    for text in texts:
        try:
            named = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        except ValueError as error:
            raise StopRun(f"faulty text {text!r}: {error}", where, "write {{ and }} for braces") from error
        unknown = [name for name in named if name not in known]
        if unknown:
            raise StopRun(f"unknown fact in a text: {{{unknown[0]}}}", where, f"the facts are: {', '.join(known)}")


def _standard(data: _File) -> Standard:
    rules = [Rule(r.id, r.when, r.words(), r.source, r.grade, r.category) for r in data.rule]
    last = data.default
    values = "".join(f"{PARTED}{parameter.value}" for parameter in data.parameters.values())
    return Standard(
        data.id + values,
        data.name.words(),
        data.url,
        data.document,
        {grade.value: GradeWords(grade.en, grade.ar, grade.stands, grade.words().further) for grade in data.grade},
        (*rules, Rule(last.id, "true", last.words(), last.source, last.grade, last.category)),
        tuple(Rule(n.id, n.when, n.words(), n.source) for n in data.note),
        data.conventions,
        _figure(data.figure),
        Test(data.test.more_than, data.test.words(), data.test.source) if data.test else None,
        data.basis.words() if data.basis else None,
        {name: Parameter(p.value, p.min, p.max, p.words()) for name, p in data.parameters.items()},
        data.exclusive,
    )


def _figure(data: _Figure | None) -> FigureRule | None:
    if data is None:
        return None
    return FigureRule(data.id, tuple(data.grades), data.low, data.best, data.high, data.words(), data.source)
