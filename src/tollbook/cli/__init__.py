"""The command line: one command per step, each also a JSON-lines filter.

Modules here import only what every command needs; rooms are imported when a command runs.
"""

from tollbook.cli.main import main

__all__ = ["main"]
