"""One tool measured in a process of its own; benchmarks/extract.py starts it and reads the JSON it prints.

python benchmarks/one_run.py texts TOOL TEXTS CLAIMS    (texts read once, claims written as JSON lines)
python benchmarks/one_run.py growth TOOL TEXTS          (one document of each size of SIZES, made of the texts)
"""

import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

SIZES = (20_000, 100_000, 1_000_000)
FIRST = "An air strike killed 12 civilians in Hajin on Friday."
Reader = Callable[[str, str], list[dict[str, Any]]]


def _started(tool: str) -> tuple[Reader, dict[str, float]]:
    """The reader of a tool, with the seconds from its import to its first claim, by the wall and by the processor."""
    wall, spent = time.perf_counter(), time.process_time()
    read: Reader = importlib.import_module(f"peer_{tool}").make()
    read("first", FIRST)
    return read, {"start_wall": time.perf_counter() - wall, "start_cpu": time.process_time() - spent}


def _peak_mb() -> float:
    """Peak resident memory of this process, in MB; the kernel's own figure, which no parent adds to."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise SystemExit("one_run: /proc/self/status names no VmHWM; peak memory is read on Linux only")


def _texts(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def _read_all(read: Reader, texts: list[dict[str, Any]], out: str) -> dict[str, float]:
    begun = time.process_time()
    claims = [claim for text in texts for claim in read(text["id"], text["text"])]
    spent = time.process_time() - begun
    Path(out).write_text("".join(json.dumps(claim) + "\n" for claim in claims), encoding="utf-8")
    return {"seconds": spent, "peak_mb": _peak_mb(), "claims": len(claims)}


def _document(texts: list[dict[str, Any]], size: int) -> str:
    """Texts one after the other, begun again where they end, cut at ``size`` characters."""
    parts, length = [], 0
    for text in cycle(texts):
        parts.append(text["text"])
        length += len(text["text"]) + 2
        if length >= size:
            return "\n\n".join(parts)[:size]
    raise SystemExit("one_run: no texts")


def _growth(read: Reader, texts: list[dict[str, Any]]) -> dict[str, float]:
    seconds = {}
    for size in SIZES:
        document = _document(texts, size)
        begun = time.process_time()
        read(f"made-{size}", document)
        seconds[str(size)] = time.process_time() - begun
    return seconds


def main() -> None:
    """Measure on one core and print the figures as JSON."""
    what, tool, path, *out = sys.argv[1:]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    read, start = _started(tool)
    texts = _texts(path)
    figures = _growth(read, texts) if what == "growth" else _read_all(read, texts, out[0])
    print(json.dumps({**start, **figures}))


if __name__ == "__main__":
    main()
