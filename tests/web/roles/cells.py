"""The table of roles and addresses (cells.toml), and what the program itself has of addresses and operations."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tollbook.web.api.service import api

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("cells.toml").read_text(encoding="utf-8"))
LETTERS = {"I": "intake", "A": "analyst", "R": "reviewer", "P": "approver", "D": "administrator", "U": "auditor"}
NO_METHOD = "-"
MISSING = re.compile(r"[A-Za-z0-9]")


def roles_of(letters: str) -> frozenset[str]:
    """The roles that letters of the table name."""
    return frozenset(LETTERS.values() if letters == "*" else (LETTERS[one] for one in letters if one != NO_METHOD))


@dataclass(frozen=True, slots=True)
class Cell:
    """One method of one address: who may, who may know of it, and what is sent; ``served``: the address has it."""

    name: str
    method: str
    address: str
    may: frozenset[str]
    known: frozenset[str]
    served: bool
    absent: bool
    sent: dict[str, str]

    def at(self, held: dict[str, str]) -> str:
        """The address with the ids of records that are there."""
        return self.address.format_map(held)

    def nowhere(self, held: dict[str, str]) -> str:
        """The address of as many letters of a record that is not there; of one without a record, another page."""
        if "{" not in self.address:
            return "/" + "x" * (len(self.address) - 2) + "/"
        return self.address.format_map({name: missing(value) for name, value in held.items()})


def missing(value: str) -> str:
    """An id of the same form that no record has."""
    return "9" * len(value) if value.isdecimal() else MISSING.sub("Z", value)


def cells() -> Iterator[Cell]:
    """Every address with both methods."""
    for name, (address, get, post, known) in TABLE["pages"].items():
        for method, letters, other in (("get", get, post), ("post", post, get)):
            served = letters != NO_METHOD
            may = roles_of(letters if served else other)
            absent, sent = name in TABLE["absent"][method], TABLE["sent"].get(name, {}) if method == "post" else {}
            yield Cell(name, method, address, may, roles_of(known), served, absent, sent)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the API: ``read``: the scope that lets everything be read will do."""

    method: str
    path: str
    scope: str
    may: frozenset[str]
    known: frozenset[str]
    read: bool

    def fits(self, scopes: list[str]) -> bool:
        """Whether a token of these scopes reaches it."""
        return self.scope in scopes or (self.read and "read" in scopes)


def operations() -> Iterator[Operation]:
    """Every operation of the table."""
    for name, (scope, may, known, read) in TABLE["api"].items():
        method, _space, path = name.partition(" ")
        yield Operation(method, path, scope, roles_of(may), roles_of(known), read)


def shape(path: str) -> str:
    """A path with its parameters unnamed: the table names them by record."""
    return re.sub(r"\{\w+\}", "{}", path)


def described() -> set[str]:
    """The operations that the API's description has."""
    paths = api.get_openapi_schema(path_prefix="/")["paths"]
    return {f"{method.upper()} {shape(path)}" for path, methods in paths.items() for method in methods}
