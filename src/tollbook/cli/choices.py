"""What options name, turned into what they mean."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tollbook.cli.console import say
from tollbook.cli.stream import Faults
from tollbook.errors import StopRun

if TYPE_CHECKING:
    from tollbook.assess import Standard
    from tollbook.locate import Gazetteer
    from tollbook.locate.importing import ImportReport
    from tollbook.model import Document, Statement

ENDINGS = (".toml",)


def gazetteers(workspace: Path | None, named: Sequence[Path] | None) -> tuple[Path, ...]:
    """Gazetteer indexes in order of trust: those named now, the workspace's, the user's.

    A file named with a workspace is kept there for later runs; without one its index is kept in the cache.
    """
    from tollbook.locate import homes
    from tollbook.locate.importing import import_gazetteer

    store = homes.workspace_store(workspace) if workspace else homes.cache_home() / homes.FOLDER
    now = [_taken(import_gazetteer(path, store)) for path in named or ()]
    kept = homes.workspace_gazetteers(workspace) if workspace else []
    return tuple(dict.fromkeys([*now, *kept, *homes.user_gazetteers()]))


def _taken(report: "ImportReport") -> Path:
    for row in report.refused:
        say(f"tollbook: gazetteer, line {row.line}: {row.reason}")
    return report.path


def statements_of(reports: "Sequence[Document]", places: "Gazetteer", faults: Faults) -> "list[Statement]":
    """What parties say in the reports without giving a toll; a report that fails is noted and passed over."""
    from tollbook import pipeline

    said: list[Statement] = []
    for report in reports:
        with faults.passing_over():
            said += pipeline.statements(report, places)
    return said


def chosen_standards(name: str) -> "tuple[Standard, ...]":
    """The named standard (an id, or a file of the user's own) first, then the others; raises StopRun where unknown."""
    from tollbook import assess

    known = assess.standards()
    if name in known:
        first = known[name]
    elif Path(name).suffix in ENDINGS:
        first = assess.load_standard(Path(name))
    else:
        raise StopRun(f"unknown standard {name!r}", "--standard", f"use one of {', '.join(known)}, or a .toml file")
    return (first, *(standard for key, standard in known.items() if key != name))
