"""The process that parses. Run as ``python -m tollbook.capture.worker`` by guard.py, never imported.

It reads requests from its standard input and answers on its standard output; each is a JSON head and bytes, with both
lengths in front. The kernel ends it when one request takes too long or too much memory, so a parser that hangs or
crashes in C takes nothing else down; when the run itself dies, its input ends and so does it.
"""

import json
import os
import resource
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, BinaryIO

from tollbook.capture.limits import Limits
from tollbook.capture.parsers.parsed import Parsed
from tollbook.errors import SkipItem

HEADER = struct.Struct(">II")
DEEPEST_CALLS = 3_000


def _parser(name: str) -> Callable[[bytes, Limits, str | None], Parsed]:
    """Imported when first asked for: a folder of Word files never loads pdfium."""
    if name == "html":
        from tollbook.capture.parsers.html import parse  # noqa: PLC0415
    elif name == "pdf":
        from tollbook.capture.parsers.pdf import parse  # noqa: PLC0415
    else:
        from tollbook.capture.parsers.docx import parse  # noqa: PLC0415
    return parse


def _answer(head: dict[str, Any], data: bytes) -> dict[str, Any]:
    limits = Limits(**head["limits"])
    signal.alarm(limits.parse_seconds)
    try:
        return {"parsed": asdict(_parser(head["parser"])(data, limits, head["url"]))}
    except SkipItem as error:
        return {"skip": [error.what, error.remedy]}
    except MemoryError:
        return {"skip": ["needs more memory than one report may", "get it in another format"]}
    except Exception as error:
        return {"skip": [f"could not be parsed ({type(error).__name__})", "get it again or in another format"]}
    finally:
        signal.alarm(0)


def _confine(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.setrecursionlimit(DEEPEST_CALLS)


def _private_output() -> BinaryIO:
    """The answer channel, out of reach of a library that prints."""
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return channel


def serve(requests: BinaryIO, memory: int) -> None:
    """Answers until the requests end."""
    answers = _private_output()
    _confine(memory)
    while len(sizes := requests.read(HEADER.size)) == HEADER.size:
        head_size, data_size = HEADER.unpack(sizes)
        head = json.loads(requests.read(head_size))
        answer = json.dumps(_answer(head, requests.read(data_size))).encode()
        answers.write(HEADER.pack(len(answer), 0) + answer)
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, int(sys.argv[1]))
