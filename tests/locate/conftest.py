"""Gazetteers of the tests: the example's villages, and GeoNames' towns."""

from pathlib import Path

import pytest

from tollbook.locate import Gazetteer, import_gazetteer
from tollbook.locate.gazetteer import default_index

EXAMPLE = Path(__file__).parents[2] / "examples" / "euphrates-2018-11"


@pytest.fixture(scope="session")
def villages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the example's places.csv."""
    return import_gazetteer(EXAMPLE / "places.csv", tmp_path_factory.mktemp("store")).path


@pytest.fixture(scope="session")
def towns() -> Gazetteer:
    """GeoNames' towns alone."""
    default_index()
    return Gazetteer.load([])


@pytest.fixture(scope="session")
def gazetteer(villages: Path) -> Gazetteer:
    """The example's villages and GeoNames' towns."""
    return Gazetteer.load([villages])


@pytest.fixture(scope="session")
def only_villages(villages: Path) -> Gazetteer:
    """The example's villages alone: small enough to know by heart."""
    return Gazetteer.load([villages], with_cities=False)
