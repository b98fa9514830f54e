"""Fetching, against a real server on this machine; loopback is allowed by an injected policy only."""

import contextlib
import gzip
import hashlib
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.capture.making import PAGE, REPORT, parts, pdf, put
from tollbook.capture import Store
from tollbook.capture.addresses import IP
from tollbook.capture.limits import Limits, default
from tollbook.capture.web import USER_AGENT, addresses_in, fetch
from tollbook.errors import SkipItem
from tollbook.model import Document

LIMITS = replace(default(), fetch_delay_seconds=0, fetch_seconds=2, fetch_bytes=1_000_000)


def loopback(ip: IP) -> bool:
    """The test's own server, and nothing else."""
    return ip == ipaddress.ip_address("127.0.0.1")


class Site(BaseHTTPRequestHandler):
    """A small site with a page for every way to misbehave."""

    seen: list[tuple[str, str]]
    robots = "User-agent: *\nDisallow: /secret\n"
    robots_status = 200

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        type(self).seen.append((self.path, self.headers["User-Agent"]))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._route()

    def _route(self) -> None:
        name = self.path.strip("/").partition("/")[0].replace(".", "_").replace("-", "_")
        action = getattr(self, f"on_{name}", None)
        if action:
            action()
        else:
            self._send(404, b"<h1>Not here</h1>")

    def _send(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def on_robots_txt(self) -> None:
        self._send(self.robots_status, self.robots.encode(), "text/plain")

    def on_page(self) -> None:
        self._send(200, PAGE.encode())

    def on_packed(self) -> None:
        self._send(200, gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def on_half_packed(self) -> None:
        self._send(200, gzip.compress(PAGE.encode())[:-30], Content_Encoding="gzip")

    def on_bomb(self) -> None:
        self._send(200, gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")

    def on_brotli(self) -> None:
        self._send(200, b"x" * 100, Content_Encoding="br")

    def on_pdf(self) -> None:
        self._send(200, pdf([[REPORT[:80]]]), "application/pdf")

    def on_film(self) -> None:
        self._send(200, b"x", "video/mp4")

    def on_large(self) -> None:
        self._send(200, b"x" * 2_000_000)

    def on_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 65_536)

    def on_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            time.sleep(0.1)

    def on_drip_head(self) -> None:
        for letter in b"HTTP/1.1 200 OK\r\n" + b"X-Slow: y\r\n" * 20:
            self.wfile.write(bytes([letter]))
            time.sleep(0.1)

    def on_to(self) -> None:
        self._send(302, b"", Location=self.path.removeprefix("/to/"))

    def on_ring(self) -> None:
        self._send(302, b"", Location="/ring")

    def on_login(self) -> None:
        self._send(200, b"<html><body><h1>Log in to Facebook</h1><p>You must log in to continue.</p></body></html>")

    def on_cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "10000")
        self.end_headers()
        self.wfile.write(b"<p>Twenty people")


@pytest.fixture
def site() -> Iterator[tuple[str, type[Site]]]:
    handler = type("ThisSite", (Site,), {"seen": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    server.server_close()


def get(*addresses: str, limits: Limits = LIMITS) -> tuple[list[Document], list[SkipItem]]:
    return parts(fetch(addresses, policy=loopback, limits=limits))


def refused(address: str) -> str:
    documents, told = get(address)
    assert not documents and len(told) == 1
    assert told[0].where == address and told[0].remedy
    return told[0].what


def test_a_page_its_address_and_its_original(site: tuple[str, type[Site]], tmp_path: Path) -> None:
    root, handler = site
    store = Store(tmp_path)
    documents, told = parts(fetch([f"{root}/page"], keep=store.keep_bytes, policy=loopback, limits=LIMITS))
    assert not told
    assert REPORT in documents[0].text and documents[0].publisher == "Example Wire"
    assert documents[0].origin == f"{root}/page"
    assert documents[0].original == hashlib.sha256(PAGE.encode()).hexdigest()
    assert store.path_of(documents[0].original).read_bytes() == PAGE.encode()
    assert [path for path, _ in handler.seen] == ["/robots.txt", "/page"]
    assert {agent for _, agent in handler.seen} == {USER_AGENT}


def test_packed_pages_pdfs_and_walls(site: tuple[str, type[Site]]) -> None:
    root, _ = site
    documents, told = get(f"{root}/packed", f"{root}/pdf", f"{root}/login")
    assert not told
    assert REPORT in documents[0].text and REPORT[:60] in documents[1].text
    assert documents[2].condition == "login_wall"


def test_robots_are_asked_once_and_obeyed_on_every_hop(site: tuple[str, type[Site]]) -> None:
    root, handler = site
    _, told = get(f"{root}/secret/a", f"{root}/to/{root}/secret", f"{root}/page")
    assert [t.what for t in told] == ["the site's robots.txt does not allow it"] * 2
    asked = [path for path, _ in handler.seen]
    assert asked.count("/robots.txt") == 1 and not any(path.startswith("/secret") for path in asked)


def test_a_site_in_trouble_allows_nothing_and_one_without_the_file_all(site: tuple[str, type[Site]]) -> None:
    root, handler = site
    handler.robots_status = 503
    assert "robots.txt" in refused(f"{root}/page")
    handler.robots_status = 404
    assert get(f"{root}/page")[0]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("bomb", "more than 1 MB"), ("large", "more than 1 MB"), ("endless", "more than 1 MB"), ("film", "video/mp4"),
        ("nothing", "404"), ("brotli", "packed as br"), ("half-packed", "cut off"), ("cut", "could not be fetched"),
        ("ring", "more than 5 redirects"), ("drip", "too long"), ("drip-head", "too long"),
    ],
)  # fmt: skip
def test_misbehaving_servers(site: tuple[str, type[Site]], path: str, reason: str) -> None:
    began = time.monotonic()
    assert reason in refused(f"{site[0]}/{path}")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "target",
    ["http://10.0.0.1/", "http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://[::ffff:10.0.0.1]/",
     "http://0x0a000001/", "http://167772161/", "file:///etc/passwd", "ftp://wire.example/", "http://u:p@127.0.0.1/"],
)  # fmt: skip
def test_no_redirect_leads_to_a_private_address(site: tuple[str, type[Site]], target: str) -> None:
    what = refused(f"{site[0]}/to/{target}")
    assert any(words in what for words in ("no public address", "not an http", "user name"))


def test_without_the_injected_policy_this_machine_is_out_of_reach(site: tuple[str, type[Site]]) -> None:
    root, handler = site
    port = root.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]"):
        documents, told = parts(fetch([f"http://{host}:{port}/page"], limits=LIMITS))
        assert not documents and "no public address" in told[0].what
    assert handler.seen == []


def test_a_name_that_changes_its_address_after_the_check_gains_nothing(
    site: tuple[str, type[Site]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each connection asks for the name once and goes to the address that was checked: two connections use up two
    answers, and the third answer, a private address, is refused.
    """
    port = int(site[0].rpartition(":")[2])
    answers = iter(["127.0.0.1", "127.0.0.1", "10.0.0.1"])
    real = socket.getaddrinfo

    def rebinding(host: str, *args: object, **options: object) -> object:
        if host == "rebind.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]
        return real(host, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    assert len(get(f"http://rebind.example:{port}/page")[0]) == 1, "robots.txt and the page, one answer each"
    documents, told = get(f"http://rebind.example:{port}/page")
    assert not documents and "leads to 10.0.0.1" in told[0].what


def test_a_host_is_left_in_peace_between_requests(site: tuple[str, type[Site]]) -> None:
    root, _ = site
    pauses: list[float] = []
    limits = replace(LIMITS, fetch_delay_seconds=3)
    list(fetch([f"{root}/page", f"{root}/pdf"], policy=loopback, limits=limits, pause=pauses.append))
    assert len(pauses) == 1 and 2.5 < pauses[0] <= 3


def test_one_bad_address_does_not_stop_the_others(site: tuple[str, type[Site]]) -> None:
    documents, told = get("nonsense", "http://127.0.0.1:1/", "http://no-such-host.invalid/", f"{site[0]}/page")
    assert len(documents) == 1 and len(told) == 3


def test_a_list_of_addresses(tmp_path: Path) -> None:
    path = put(tmp_path, "a.urls", "# mine\nhttps://a.example/1\n\nhttps://b.example/2\nhttps://a.example/1\n")
    assert addresses_in(path) == ["https://a.example/1", "https://b.example/2"]
