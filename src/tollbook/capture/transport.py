"""An httpx transport that connects only to the address it has checked, and keeps one deadline for an exchange.

A name is resolved once, every answer is checked, and the socket is opened to the checked number: a name server that
answers differently the second time (DNS rebinding) gains nothing. TLS still verifies the name.
"""

import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from tollbook.capture.addresses import Policy, resolve


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline, however slowly bytes drip in."""

    def __init__(self, stream: httpcore.NetworkStream, clock: "Clock") -> None:
        self._stream, self._clock = stream, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._clock.left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Clock:
    """The deadline of the exchange under way."""

    def __init__(self) -> None:
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """Everything from now on has to be over in so many seconds."""
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None, error: type[Exception]) -> float:
        """The shorter of a timeout and what is left; raises ``error`` where nothing is."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise error("took too long")
        return left if timeout is None else min(timeout, left)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, policy: Policy, clock: Clock) -> None:
        self._plain, self._policy, self._clock = httpcore.SyncBackend(), policy, clock

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        ips = resolve(host, port, self._policy)
        for ip in ips[:-1]:
            try:
                return self._connect(ip, port, timeout)
            except httpcore.ConnectError:
                continue
        return self._connect(ips[-1], port, timeout)

    def _connect(self, ip: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        left = self._clock.left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._plain.connect_tcp(ip, port, left), self._clock)


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close:
            close()


class GuardedTransport(httpx.BaseTransport):
    """HTTP/1.1 without proxies, connections kept for the next request to the same host."""

    def __init__(self, policy: Policy, clock: Clock) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            network_backend=_Backend(policy, clock),
            max_connections=4,
            max_keepalive_connections=2,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange; raises httpcore's errors and the policy's SkipItem as they are."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        response = self._pool.handle_request(
            httpcore.Request(
                request.method,
                url,
                headers=request.headers.raw,
                content=request.read(),
                extensions=request.extensions,
            )
        )
        stream = response.stream
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Body(stream if isinstance(stream, Iterable) else ()),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Closes every connection."""
        self._pool.close()
