"""Countries and first-level units by name: context for homonyms, and the point a smaller place falls back to."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tollbook.locate.keys import exact_key
from tollbook.text.fold import fold_word


@dataclass(frozen=True, slots=True)
class Region:
    """A first-level unit ("SY.07"), its usual English name and the point of its largest town."""

    code: str
    name: str
    lat: float
    lon: float

    @property
    def country(self) -> str:
        """ISO 3166 code of its country."""
        return self.code[:2]


def _data(name: str) -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))


@cache
def countries() -> Mapping[str, str]:
    """Exact key of a country's name in any of the twelve languages -> ISO 3166 code; the codes themselves too."""
    listed = _data("countries.toml")
    found = {key: code for code, names in listed.items() for name in names if (key := exact_key(name))}
    return {**{code.lower(): code for code in listed}, **found}


@cache
def regions() -> Mapping[str, Region]:
    """First-level units by code."""
    return {code: Region(code, row["names"][0], row["lat"], row["lon"]) for code, row in _data("regions.toml").items()}


@cache
def _region_codes() -> Mapping[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for code, row in _data("regions.toml").items():
        for key in dict.fromkeys(map(exact_key, row["names"])):
            codes[key] = (*codes.get(key, ()), code)
    return codes


@dataclass(frozen=True, slots=True)
class AreaNames:
    """Names of countries and provinces as text/ folds them, and the first words of those with several."""

    whole: frozenset[str]
    firsts: frozenset[str]


@cache
def area_names() -> AreaNames:
    """Every country and province by its folded name, for scripts where a capital does not point to it."""
    rows = (*_data("countries.toml").values(), *(row["names"] for row in _data("regions.toml").values()))
    whole = frozenset(fold_word(name) for names in rows for name in names)
    return AreaNames(whole, frozenset(name.split()[0] for name in whole if " " in name))


def country_code(name: str | None) -> str | None:
    """ISO 3166 code of a country by name or code; None where unknown."""
    return countries().get(exact_key(name)) if name else None


def regions_named(name: str, country: str | None = None) -> tuple[Region, ...]:
    """First-level units of that name, of that country where one is given."""
    codes = _region_codes().get(exact_key(name), ())
    return tuple(regions()[code] for code in codes if country in (None, code[:2]))


def same_region(a: str | None, b: str | None) -> bool:
    """Whether two codes name one unit or one within the other."""
    return bool(a and b) and (f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}."))
