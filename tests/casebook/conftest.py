"""Real workspaces on disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tollbook.casebook.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "ws", create=True) as opened:
        yield opened
