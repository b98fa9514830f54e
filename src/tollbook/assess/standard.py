"""A standard as data: read from TOML, checked to the last rule, with messages that say what to mend."""

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tollbook.assess import expressions
from tollbook.assess.vocabulary import VARIABLES
from tollbook.errors import StopRun

Text = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Words:
    """One text in English and in Arabic."""

    en: str
    ar: str


@dataclass(frozen=True, slots=True)
class Rule:
    """``when`` it holds of the facts, ``grade`` is proposed (empty in a note) with ``text`` as the reason.

    ``source`` names the address or document the rule is taken from.
    """

    id: str
    when: str
    text: Words
    source: str
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Standard:
    """Rules in order (the first that holds gives the grade, the last always holds), notes, grades and conventions."""

    id: str
    name: Words
    url: str
    document: str
    grades: Mapping[str, Words]
    rules: tuple[Rule, ...]
    notes: tuple[Rule, ...] = ()
    conventions: Mapping[str, Any] = field(default_factory=dict)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Words(_Strict):
    en: Text
    ar: Text


class _Grade(_Words):
    value: Text


class _Entry(_Words):
    id: Text
    source: Text


class _Default(_Entry):
    grade: Text


class _Rule(_Default):
    when: Text


class _Note(_Entry):
    when: Text


class _File(_Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    name: _Words
    url: str = ""
    document: str = ""
    grade: Annotated[list[_Grade], Field(min_length=1)]
    rule: Annotated[list[_Rule], Field(min_length=1)]
    default: _Default
    note: list[_Note] = []
    conventions: dict[str, Any] = {}


HINTS = {
    "default": "add a [default] table with id, grade, en, ar and source: the grade where no rule holds",
    "grade": "list the grades as [[grade]] tables with value, en and ar",
    "rule": "list the rules as [[rule]] tables with id, grade, when, en, ar and source",
}


@cache
def standards() -> dict[str, Standard]:
    """The standards that come with Tollbook, by id."""
    folder = files("tollbook.assess") / "standards"
    entries = sorted((e for e in folder.iterdir() if e.name.endswith(".toml")), key=lambda e: e.name)
    found = [parse(entry.read_text(encoding="utf-8"), f"assess/standards/{entry.name}") for entry in entries]
    return {standard.id: standard for standard in found}


def load_standard(path: Path) -> Standard:
    """A user's own standard; raises StopRun where the file cannot be read or a rule is faulty."""
    try:
        return parse(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise StopRun(f"the standard cannot be read: {error}", str(path), "give a TOML file in UTF-8") from error


def parse(text: str, where: str) -> Standard:
    """A standard from the text of its file, every rule checked."""
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
    place = ".".join(str(part) for part in fault["loc"])
    return StopRun(f"{place}: {fault['msg']}", where, HINTS.get(str(fault["loc"][0]), "see docs/method/assess.md"))


def _check(data: _File, where: str) -> None:
    grades = [grade.value for grade in data.grade]
    entries: list[_Entry] = [*data.rule, data.default, *data.note]
    _no_twice([entry.id for entry in entries], "rules with the id", where)
    _no_twice(grades, "grades with the value", where)
    for rule in (*data.rule, data.default):
        if rule.grade not in grades:
            raise StopRun(f"unknown grade {rule.grade!r}", f"{where}, {rule.id}", f"use one of {', '.join(grades)}")
    tested: list[_Rule | _Note] = [*data.rule, *data.note]
    for test in tested:
        expressions.check(test.when, f"{where}, {test.id}")
    for entry in entries:
        _check_places((entry.en, entry.ar), f"{where}, {entry.id}")


def _no_twice(values: list[str], what: str, where: str) -> None:
    for value in values:
        if values.count(value) > 1:
            raise StopRun(f"two {what} {value!r}", where, "give each its own")


def _check_places(texts: tuple[str, str], where: str) -> None:
    """Every {placeholder} of a reason must be a fact."""
    for text in texts:
        try:
            named = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        except ValueError as error:
            raise StopRun(f"faulty text {text!r}: {error}", where, "write {{ and }} for braces") from error
        unknown = [name for name in named if name not in VARIABLES]
        if unknown:
            raise StopRun(f"unknown fact in a text: {{{unknown[0]}}}", where, f"the facts are: {', '.join(VARIABLES)}")


def _standard(data: _File) -> Standard:
    rules = [Rule(r.id, r.when, Words(r.en, r.ar), r.source, r.grade) for r in data.rule]
    last = data.default
    return Standard(
        data.id,
        Words(data.name.en, data.name.ar),
        data.url,
        data.document,
        {grade.value: Words(grade.en, grade.ar) for grade in data.grade},
        (*rules, Rule(last.id, "true", Words(last.en, last.ar), last.source, last.grade)),
        tuple(Rule(n.id, n.when, Words(n.en, n.ar), n.source) for n in data.note),
        data.conventions,
    )
