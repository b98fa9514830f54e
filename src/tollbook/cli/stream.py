"""JSON lines in and out: `-` or a path, bad lines reported and passed over, a closed pipe taken quietly."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

import typer

from tollbook.cli.console import say
from tollbook.cli.state import state
from tollbook.errors import SkipItem, StopRun
from tollbook.model import Document

T = TypeVar("T")
STANDARD = "-"
Parse = Callable[[Iterable[str], str], Iterator[T | SkipItem]]


@dataclass(slots=True)
class Faults:
    """How many items were left out; each is said as it is met."""

    count: int = 0

    def note(self, fault: SkipItem) -> None:
        """Say it and go on."""
        self.count += 1
        say(f"tollbook: {fault}")

    @contextmanager
    def passing_over(self) -> Iterator[None]:
        """What is skipped inside is noted, and the command goes on behind it."""
        try:
            yield
        except SkipItem as fault:
            if state.debug:
                raise
            self.note(fault)

    def exit(self) -> None:
        """End with status 1 where anything was left out."""
        if self.count:
            raise typer.Exit(1)


def read(path: str, parse: Parse[T], faults: Faults) -> Iterator[T]:
    """The good items of a JSON-lines file or of standard input; the others are noted in ``faults``."""
    for item in _parsed(path, parse, faults):
        if isinstance(item, SkipItem):
            faults.note(item)
        else:
            yield item


def documents_in(lines: Iterable[str], name: str) -> Iterator[Document | SkipItem]:
    """Documents of a stream; a publication date written out ("8 يونيو 2025") is read too."""
    from tollbook.model.edge import read_documents
    from tollbook.text.stamps import day_in

    return read_documents(lines, name, day_in)


def _parsed(path: str, parse: Parse[T], faults: Faults) -> Iterator[T | SkipItem]:
    name = "standard input" if path == STANDARD else path
    with _source(path) as stream:
        yield from parse(_lines(stream, name, faults), name)


@contextmanager
def _source(path: str) -> Iterator[BinaryIO]:
    if path == STANDARD:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 (closed below; only opening may fail here)
    except OSError as error:
        remedy = "name a JSON-lines file, or - for standard input"
        raise StopRun(f"cannot be read: {error.strerror}", path, remedy) from error
    with stream:
        yield stream


def _lines(stream: BinaryIO, name: str, faults: Faults) -> Iterator[str]:
    """Lines as text; one that is not UTF-8 is noted and becomes an empty line, so that numbers stay right."""
    for number, line in enumerate(stream, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            faults.note(SkipItem(f"not UTF-8 at byte {error.start + 1}", f"{name}, line {number}", "save it as UTF-8"))
            yield ""


@contextmanager
def writing(path: str) -> Iterator[Callable[[str], object]]:
    """A function that writes one line. A file appears whole or not at all; a closed pipe ends the command quietly."""
    if path == STANDARD:
        with quiet_pipe():
            yield lambda line: sys.stdout.write(line + "\n")
    else:
        with _whole_file(Path(path)) as write:
            yield write


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """Print inside it: when the reader goes away (`| head`), the command ends quietly and well."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still buffered must go somewhere, or the interpreter complains about the closed pipe at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


@contextmanager
def _whole_file(path: Path) -> Iterator[Callable[[str], object]]:
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield lambda line: stream.write(line + "\n")
        part.replace(path)
    except OSError as error:
        raise StopRun(f"cannot be written: {error.strerror}", str(path), "name a file you may write to") from error
    finally:
        part.unlink(missing_ok=True)
