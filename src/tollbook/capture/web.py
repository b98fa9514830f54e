"""Fetches web pages, only when asked: politely, within limits of time and size, and never from private addresses."""

import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from tollbook.capture.addresses import Policy, check_address, is_public
from tollbook.capture.decode import decode
from tollbook.capture.item import from_bytes
from tollbook.capture.limits import Limits, default, size
from tollbook.capture.read import read_item
from tollbook.capture.robots import NOTHING_ALLOWED, Robots, parse
from tollbook.capture.transport import Clock, GuardedTransport
from tollbook.errors import SkipItem
from tollbook.model import Document
from tollbook.version import VERSION

AGENT = "Tollbook"
USER_AGENT = f"{AGENT}/{VERSION} (records reports of civilian harm; reads one page at a time, follows no links)"
READABLE = {
    "text/html": "page.html", "application/xhtml+xml": "page.html", "text/plain": "page.txt",
    "application/pdf": "page.pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "page.docx",
}  # fmt: skip
REDIRECTS = (301, 302, 303, 307, 308)
CHUNK = 65_536
TROUBLE = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError, OSError, httpcore.NetworkError,
           httpcore.TimeoutException, httpcore.ProtocolError, httpcore.UnsupportedProtocol)  # fmt: skip
"""Whatever a hostile or broken server can make the client raise."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: the unpacked bytes, their kind, and the address after all redirects."""

    address: str
    kind: str
    body: bytes


def _unpacked(chunks: Iterable[bytes], encoding: str, limit: int, where: str) -> bytes:
    """The bytes of an answer, unpacked; raises SkipItem as soon as they pass the limit, packed or unpacked."""
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise SkipItem(f"packed as {encoding[:40]}, which was not asked for", where, "save the page by hand")
    packed = encoding not in ("", "identity")
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32) if packed else None
    out = bytearray()
    received = 0
    for chunk in chunks:
        received += len(chunk)
        out += unpacker.decompress(chunk, limit + 1 - len(out)) if unpacker else chunk
        if max(len(out), received) > limit:
            raise SkipItem(f"more than {size(limit)}", where, "save the page by hand and check it")
    if unpacker and not unpacker.eof:
        raise SkipItem("packed data, cut off", where, "try again, or save the page by hand")
    return bytes(out)


def _in_words(error: Exception) -> str:
    if isinstance(error, (httpx.TimeoutException, httpcore.TimeoutException)):
        return "took too long to answer"
    return f"could not be fetched ({type(error).__name__}: {str(error)[:200]})"


@dataclass(slots=True)
class Client:
    """Fetches pages one after the other. ``policy`` says which network addresses are allowed."""

    policy: Policy = is_public
    limits: Limits = field(default_factory=default)
    pause: Callable[[float], object] = time.sleep
    _clock: Clock = field(default_factory=Clock)
    _robots: dict[str, Robots] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)
    _http: httpx.Client | None = None

    def __enter__(self) -> "Client":
        self._http = httpx.Client(
            transport=GuardedTransport(self.policy, self._clock),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"},
            timeout=httpx.Timeout(self.limits.fetch_seconds / 2),
            follow_redirects=False,
            trust_env=False,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._http:
            self._http.close()

    def page(self, address: str) -> Page:
        """The page at an address, redirects followed, each hop checked; raises SkipItem with the reason otherwise."""
        self._clock.start(self.limits.fetch_seconds)
        here = address
        for _ in range(self.limits.fetch_redirects + 1):
            self._check_robots(here, address)
            found = self._hop(here, address)
            if isinstance(found, Page):
                return found
            here = found
        raise SkipItem(f"more than {self.limits.fetch_redirects} redirects", address, "save the page by hand")

    def _hop(self, here: str, address: str) -> Page | str:
        """The page, or the address that it redirects to."""
        check_address(here)
        self._wait(here)
        with closing(self._get(here)) as response:
            if response.status_code in REDIRECTS and "location" in response.headers:
                return urljoin(here, response.headers["location"])
            kind = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
            if response.status_code != httpx.codes.OK:
                raise SkipItem(f"the server answers {response.status_code}", address, "look for it in a web archive")
            if kind not in READABLE:
                raise SkipItem(
                    f"of kind {kind[:60]!r}, which holds no text that can be read", address, "save it by hand"
                )
            return Page(here, kind, self._body(response, self.limits.fetch_bytes, address))

    def _get(self, address: str) -> httpx.Response:
        if self._http is None:
            raise RuntimeError("a Client is used in a with statement")
        return self._http.send(self._http.build_request("GET", address), stream=True)

    def _body(self, response: httpx.Response, limit: int, where: str) -> bytes:
        encoding = response.headers.get("content-encoding", "").strip().lower()
        try:
            return _unpacked(response.iter_raw(CHUNK), encoding, limit, where)
        except zlib.error as error:
            raise SkipItem("packed data, damaged", where, "try again, or save the page by hand") from error

    def _wait(self, address: str) -> None:
        """Leaves the host in peace for its delay; the pause does not count against the page's time."""
        host = urlsplit(address).netloc
        robots = self._robots.get(_root(address))
        delay = max(self.limits.fetch_delay_seconds, robots.delay or 0 if robots else 0)
        left = self._last.get(host, float("-inf")) + delay - time.monotonic()
        if left > 0:
            self.pause(left)
            self._clock.start(self.limits.fetch_seconds)
        self._last[host] = time.monotonic()

    def _check_robots(self, here: str, address: str) -> None:
        check_address(here)
        root = _root(here)
        if root not in self._robots:
            self._robots[root] = self._read_robots(root)
        if not self._robots[root].allows(here):
            raise SkipItem("the site's robots.txt does not allow it", address, "open it in a browser and save it")

    def _read_robots(self, root: str) -> Robots:
        """RFC 9309, 2.3.1: no such file allows all, a server in trouble or out of reach allows nothing."""
        here = f"{root}/robots.txt"
        for _ in range(self.limits.fetch_redirects + 1):
            check_address(here)
            with closing(self._get(here)) as response:
                if response.status_code in REDIRECTS and "location" in response.headers:
                    here = urljoin(here, response.headers["location"])
                    continue
                if response.status_code >= 500:
                    return NOTHING_ALLOWED
                if response.status_code != httpx.codes.OK:
                    return Robots()
                return parse(decode(self._body(response, self.limits.robots_bytes, here))[0], AGENT)
        return Robots()


def _root(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def addresses_in(path: Path) -> list[str]:
    """The web addresses of a list, one a line, empty lines and # comments left out, each once, in order."""
    lines = (line.strip() for line in decode(path.read_bytes())[0].splitlines())
    return list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def _documents(page: Page, address: str, limits: Limits) -> Iterator[Document | SkipItem]:
    host = urlsplit(page.address).hostname or "page"
    suffix = READABLE[page.kind].rpartition(".")[2]
    item = from_bytes(page.body, address, f"{host.replace('.', '-')}.{suffix}", limits, page.address)
    yield from read_item(item)


def fetch(
    addresses: Iterable[str],
    keep: Callable[[bytes], object] | None = None,
    policy: Policy = is_public,
    limits: Limits | None = None,
    pause: Callable[[float], object] = time.sleep,
) -> Iterator[Document | SkipItem]:
    """The report at each address, or the reason why there is none; never raises for what a server does.

    ``keep`` is given the bytes of each page before it is read, for the store of originals (``Store.keep_bytes``);
    ``Document.original`` is their SHA-256. ``policy`` decides which network addresses may be connected to.
    """
    limits = limits or default()
    with Client(policy, limits, pause) as client:
        for address in addresses:
            try:
                page = client.page(address)
            except SkipItem as error:
                yield SkipItem(error.what, address, error.remedy)
                continue
            except TROUBLE as error:
                yield SkipItem(_in_words(error), address, "try again later, or look for it in a web archive")
                continue
            if keep:
                keep(page.body)
            yield from _documents(page, address, limits)
