"""What options name, turned into what they mean."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
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


class Language(StrEnum):
    """The languages of what a command can put out in several."""

    en = "en"
    ar = "ar"
    fr = "fr"


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


def chosen_standards(name: str, workspace: Path | None = None) -> "tuple[Standard, ...]":
    """The named standard first, then the others: an id, a file of the user's own, or one kept with the workspace.

    Raises StopRun where there is no such.
    """
    from tollbook import assess

    first = standard_named(name, workspace)
    others = [standard for key, standard in assess.standards().items() if key != first.file]
    return (first, *others)


def standard_named(name: str, workspace: Path | None = None) -> "Standard":
    """One standard: an id ("airwars", "n-sources:3"), a .toml file, or one kept with the workspace."""
    from tollbook import assess

    if Path(name).suffix in ENDINGS:
        return assess.load_standard(Path(name))
    kept = _kept(workspace, name) if workspace else None
    return assess.load_standard(kept) if kept and kept.exists() else assess.named_standard(name)


def keep_standard(workspace: Path, name: str) -> None:
    """Keep a user's own standard with the workspace, so that later runs find it by its id."""
    if Path(name).suffix in ENDINGS:
        kept = _kept(workspace, standard_named(name).id)
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(Path(name).read_bytes())


def _kept(workspace: Path, standard: str) -> Path:
    return workspace / "standards" / f"{standard.replace(':', '-')}.toml"


def day_of(text: str, option: str) -> date:
    """The day an option names; raises StopRun for anything but 2018-11-13."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise StopRun(f"{text!r} is no day", option, "write 2018-11-13") from error


def span_of(text: str | None, option: str) -> tuple[int, int] | None:
    """ "3" or "3-5" as least and most; raises StopRun for anything else."""
    if text is None:
        return None
    least, _, most = text.partition("-")
    if not least.strip().isdecimal() or not (most or least).strip().isdecimal():
        raise StopRun(f"{text!r} is no count", option, "write 3, or 3-5")
    return int(least), int(most or least)
