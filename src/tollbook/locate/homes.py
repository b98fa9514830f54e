"""Where gazetteers are kept: the user's data folder, a workspace, and the cache of what can be made again."""

import os
from pathlib import Path

FOLDER = "gazetteers"


def _base(variable: str, fallback: str) -> Path:
    """A folder of the XDG base directory specification; a relative value is ignored, as it asks."""
    given = os.environ.get(variable, "")
    return Path(given) if Path(given).is_absolute() else Path.home() / fallback


def data_home() -> Path:
    """Where a user's own data lies: TOLLBOOK_HOME, else the XDG data folder."""
    override = os.environ.get("TOLLBOOK_HOME")
    return Path(override).absolute() if override else _base("XDG_DATA_HOME", ".local/share") / "tollbook"


def cache_home() -> Path:
    """Where files lie that can be made again: TOLLBOOK_CACHE, else the XDG cache folder."""
    override = os.environ.get("TOLLBOOK_CACHE")
    return Path(override).absolute() if override else _base("XDG_CACHE_HOME", ".cache") / "tollbook"


def user_store() -> Path:
    """The folder of gazetteers imported for the user; it need not exist."""
    return data_home() / FOLDER


def workspace_store(workspace: Path) -> Path:
    """The folder of gazetteers imported for one workspace; it need not exist."""
    return workspace / FOLDER


def _in(store: Path) -> list[Path]:
    """The index files of a folder; of one file imported under several formats only the latest."""
    found = sorted(store.glob("*.sqlite")) if store.is_dir() else []
    return list({path.stem.rpartition("-")[0] or path.stem: path for path in found}.values())


def user_gazetteers() -> list[Path]:
    """The index files imported for the user, in a fixed order."""
    return _in(user_store())


def workspace_gazetteers(workspace: Path) -> list[Path]:
    """The index files imported for one workspace, in a fixed order."""
    return _in(workspace_store(workspace))
