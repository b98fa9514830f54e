"""The weights of the evidence, read from data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from tollbook.errors import StopRun

RATES = frozenset({"equal_base", "equal_slope", "injured_share", "horizon", "common_bits", "rare_share"})
"""What a table holds beside bits."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Bits for each level of each comparison; ``prior``, ``join``, ``hold`` and ``clip`` as the data file explains."""

    prior: float
    join: float
    hold: float
    clip: float
    levels: Mapping[str, Mapping[str, float]]
    most: Mapping[str, float] = field(init=False, default_factory=dict)
    """The most each comparison can add."""

    def __post_init__(self) -> None:
        most = {
            name: max((0.0, *(bits for level, bits in table.items() if level not in RATES)))
            for name, table in self.levels.items()
        }
        if "number" in most:
            most["number"] *= 1 + max(0.0, self.levels["number"].get("injured_share", 0.0))
        object.__setattr__(self, "most", most)

    def __getitem__(self, comparison: str) -> Mapping[str, float]:
        return self.levels[comparison]


def parse(text: str, where: str) -> Weights:
    """Weights from TOML; raises StopRun where a table or level of Tollbook's own file is missing or is no number."""
    try:
        data = tomllib.loads(text)
        levels = {
            name: {k: float(v) for k, v in table.items()} for name, table in data.items() if isinstance(table, dict)
        }
        return Weights(float(data["prior"]), float(data["join"]), float(data["hold"]), float(data["clip"]), levels)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise StopRun(f"not a weights file: {error}", where, "start from gather/weights.toml") from error


@cache
def default() -> Weights:
    """The weights that come with Tollbook."""
    return parse(files(__package__).joinpath("weights.toml").read_text("utf-8"), "weights.toml")


def load(path: Path) -> Weights:
    """A user's weights; what it leaves out keeps Tollbook's value. Raises StopRun for a bad file."""
    own, base = parse(path.read_text("utf-8"), str(path)), default()
    levels = {name: {**table, **own.levels.get(name, {})} for name, table in base.levels.items()}
    return Weights(own.prior, own.join, own.hold, own.clip, levels)
