"""One server, asked with limits: a deadline for the whole exchange, a greatest size, few retries, no redirects.

The server is the user's own choice, so it may stand at a private address; it is the only one ever connected to.
"""

import json
import time
from collections.abc import Callable
from typing import Any

import httpcore
import httpx

from tollbook.capture.transport import Clock, GuardedTransport
from tollbook.errors import SkipItem, StopRun
from tollbook.proposals.prompt import FORMATS, question
from tollbook.proposals.settings import KEY, Settings
from tollbook.version import VERSION

BAD_REQUEST = (400, 415, 422, 501)
"""How servers refuse a response_format they do not know."""
TRY_AGAIN = (408, 425, 429, 500, 502, 503, 504)
NOT_LET_IN = (401, 403)
NOT_FOUND = 404
JSON_DEPTH = (ValueError, RecursionError)


class NoAnswerError(Exception):
    """The server gave no usable answer; ``reason`` counts. ``again``: another attempt may help, in ``wait`` seconds."""

    def __init__(self, reason: str, again: bool = False, wait: float = 0) -> None:
        super().__init__(reason)
        self.reason, self.again, self.wait = reason, again, wait


class Client:
    """Asks the configured server; use as a context manager, or call ``close``."""

    def __init__(self, settings: Settings, sleep: Callable[[float], None] = time.sleep) -> None:
        """Nothing is contacted until something is asked."""
        self.settings, self._sleep, self._clock = settings, sleep, Clock()
        self._way = 0
        self._http = httpx.Client(
            transport=GuardedTransport(lambda _: True, self._clock),
            timeout=httpx.Timeout(settings.limits.answer_seconds, connect=settings.limits.connect_seconds),
            follow_redirects=False,
            trust_env=False,
        )

    def close(self) -> None:
        """Close every connection."""
        self._http.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, report: str) -> str:
        """What the model answers about one report; raises NoAnswerError, or StopRun where no question can succeed."""
        limits = self.settings.limits
        for attempt in range(1, limits.attempts + 1):
            try:
                return self._in_some_format(report)
            except NoAnswerError as fault:
                if not fault.again or attempt == limits.attempts:
                    raise
                wait = max(fault.wait, limits.back_off_seconds * 2 ** (attempt - 1))
                self._sleep(min(wait, limits.longest_wait_seconds))
        raise NoAnswerError("never_asked")

    def _in_some_format(self, report: str) -> str:
        """Ask for JSON by schema; a server that does not know how is asked in the next best way, from then on."""
        while True:
            response, body = self._exchange(question(self.settings, report, self._way))
            if self._way + 1 < len(FORMATS) and _refuses_the_form(response.status_code, body):
                self._way += 1
                continue
            self._check_status(response)
            return _content(body)

    def _check_status(self, response: httpx.Response) -> None:
        status, server = response.status_code, self.settings.server
        if status in NOT_LET_IN:
            raise StopRun(f"the model's server refuses the key (status {status})", server, f"check {KEY}")
        if status == NOT_FOUND:
            raise StopRun("the model's server knows no such address or model", server, "check address and model name")
        if 300 <= status < 400:
            raise NoAnswerError("redirected")
        if status in TRY_AGAIN:
            raise NoAnswerError(f"status_{status}", again=True, wait=_retry_after(response))
        if status != 200:
            raise NoAnswerError(f"status_{status}")

    def _exchange(self, asked: dict[str, Any]) -> tuple[httpx.Response, bytes]:
        self._clock.start(self.settings.limits.answer_seconds)
        content = json.dumps(asked).encode("ascii")
        headers = {
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Content-Type": "application/json",
            "User-Agent": f"tollbook/{VERSION}",
        }
        if self.settings.key:
            headers["Authorization"] = f"Bearer {self.settings.key}"
        try:
            with self._http.stream("POST", self.settings.address, content=content, headers=headers) as response:
                return response, self._body(response)
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            raise NoAnswerError("timeout", again=True) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError) as error:
            raise NoAnswerError("no_connection", again=True) from error
        except SkipItem as error:
            raise StopRun("no such host", self.settings.server, "check the model's address") from error

    def _body(self, response: httpx.Response) -> bytes:
        """The bytes as sent, up to the limit: nothing is unpacked, so that nothing can swell."""
        if response.headers.get("content-encoding", "identity") != "identity":
            raise NoAnswerError("packed")
        taken = bytearray()
        for chunk in response.iter_raw():
            taken += chunk
            if len(taken) > self.settings.limits.answer_bytes:
                raise NoAnswerError("too_large")
        return bytes(taken)


def _refuses_the_form(status: int, body: bytes) -> bool:
    """Whether a server does not know the response_format; llama-cpp-python says so with status 500."""
    return status in BAD_REQUEST or (status >= 400 and b"response_format" in body)


def _retry_after(response: httpx.Response) -> float:
    """The seconds a server asks to wait; 0 where it names none."""
    value = response.headers.get("retry-after", "")
    return float(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 0


def _content(body: bytes) -> str:
    """The text of the answer's first choice; raises NoAnswerError where the body is no such answer."""
    try:
        answer = json.loads(body)
    except JSON_DEPTH as error:
        raise NoAnswerError("no_json") from error
    try:
        content = answer["choices"][0]["message"]["content"]
    except (LookupError, TypeError) as error:
        raise NoAnswerError("no_content") from error
    if not isinstance(content, str) or not content.strip():
        raise NoAnswerError("no_content")
    return content
