"""Keys of the installation, in the workspace, readable by their owner alone. No Django here: settings read them."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

FOLDER = "secrets"


def make(workspace: Path, name: str) -> None:
    """Make a key of this name, unless there is one."""
    folder = workspace / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))


def read(workspace: Path, name: str) -> str:
    """The key; a passing one, good for this process alone, where none was made."""
    kept = workspace / FOLDER / name
    return kept.read_text(encoding="ascii") if kept.is_file() else secrets.token_urlsafe(50)
