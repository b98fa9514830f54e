"""Where words go: results to standard output, everything about the work to standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

PIPED_WIDTH = 150
"""Columns of a table that is not shown on a terminal, so that a log keeps whole rows."""


def out() -> Console:
    """The console for results."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPED_WIDTH, emoji=False, markup=False)


def say(line: str) -> None:
    """One line to the person at the keyboard, as it is."""
    print(line, file=sys.stderr, flush=True)


class Steps:
    """Shows how far each step is: a bar on a terminal, two plain lines elsewhere. A pipeline.Watch."""

    @contextmanager
    def step(self, name: str, total: int | None) -> Iterator["Bar"]:
        """Show one step while it lasts; ``total`` is how many things it has to do, None where nobody knows."""
        if total == 0:
            yield Bar()
        elif sys.stderr.isatty():
            yield from self._drawn(name, total)
        else:
            yield from self._plain(name, total)

    def _plain(self, name: str, total: int | None) -> Iterator["Bar"]:
        say(f"{name} ..." if total is None else f"{name} ({total}) ...")
        bar = Bar()
        yield bar
        say(f"{name}: {bar.done} done" if total is None else f"{name}: done")

    def _drawn(self, name: str, total: int | None) -> Iterator["Bar"]:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True)) as progress:
            task = progress.add_task(name, total=total)
            bar = Bar(lambda done: progress.update(task, completed=done))
            yield bar
            progress.update(task, total=bar.done, completed=bar.done)


class Bar:
    """How much of one step is done."""

    def __init__(self, show: Callable[[int], object] | None = None) -> None:
        self.done = 0
        self._show = show

    def advance(self, by: int = 1) -> None:
        """So many more are done."""
        self.done += by
        if self._show:
            self._show(self.done)
