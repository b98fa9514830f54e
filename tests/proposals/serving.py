"""A real HTTP server on this machine that answers as a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tollbook.proposals import Limits, Settings

Answer = Callable[["Handler", dict[str, Any]], None]
FAST = Limits(answer_seconds=1, connect_seconds=1, back_off_seconds=0.01, answer_bytes=20_000)


@dataclass(slots=True)
class Served:
    """Where the server is, and what it was asked: bodies, headers and paths in order."""

    url: str
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def settings(self, key: str = "", limits: Limits = FAST) -> Settings:
        return Settings(f"{self.url}/v1", "stub", key, limits)


class Handler(BaseHTTPRequestHandler):
    """One request; ``answer`` and ``served`` are set by ``serving``."""

    answer: Answer
    served: Served

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.served.bodies.append(body)
        self.served.headers.append({name.lower(): value for name, value in self.headers.items()})
        self.served.paths.append(self.path)
        type(self).answer(self, body)

    def do_GET(self) -> None:
        self.served.paths.append(self.path)
        self.reply(200, b"{}")

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def say(self, content: object) -> None:
        """Answer as a chat server does; what is no text is written as JSON."""
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        answer = {"choices": [{"message": {"role": "assistant", "content": text}}]}
        self.reply(200, json.dumps(answer).encode(), Content_Type="application/json")

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving(answer: Answer) -> Iterator[Served]:
    """A server that answers each question by ``answer``, for as long as the context lasts."""
    kind = type("Told", (Handler,), {"answer": staticmethod(answer)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.daemon_threads = True
    served = Served(f"http://127.0.0.1:{server.server_address[1]}")
    kind.served = served  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def claims(*rows: dict[str, Any]) -> Answer:
    return lambda handler, _: handler.say({"claims": list(rows)})


def row(
    quote: str, least: Any, most: Any = ..., harm: object = "killed", who: object = "civilian", **more: Any
) -> dict[str, Any]:
    most = least if most is ... else most
    return {"quote": quote, "harm": harm, "who": who, "min": least, "max": most, "speaker": None, **more}
