import gzip
import uuid
from pathlib import Path

from tests.capture.making import PAGE, REPORT, SECOND, pdf, put, read_parts
from tollbook.capture import Remark


def record(url: str, kind: str, body: bytes, status: str = "200 OK") -> bytes:
    """A response record as ISO 28500 writes it."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2018-11-14T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, url)}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


RECORDS = [
    record("https://wire.example/market", "text/html; charset=utf-8", PAGE.encode()),
    record("https://wire.example/logo.png", "image/png", b"\x89PNG"),
    record("https://wire.example/note", "text/plain", SECOND.encode()),
    record("https://wire.example/gone", "text/html", b"<h1>Gone</h1>", "404 Not Found"),
    record("https://wire.example/a.pdf", "application/pdf", pdf([[SECOND]])),
]


def test_pages_texts_and_pdfs_with_their_addresses(tmp_path: Path) -> None:
    for name, data in (("a.warc", b"".join(RECORDS)), ("b.warc.gz", b"".join(map(gzip.compress, RECORDS)))):
        documents, told = read_parts(put(tmp_path, name, data))
        assert [d.url for d in documents] == [
            "https://wire.example/market", "https://wire.example/note", "https://wire.example/a.pdf",
        ]  # fmt: skip
        assert REPORT in documents[0].text and documents[0].publisher == "Example Wire"
        assert str(documents[0].published) == "2018-11-13", "the page's own day, not the day of capture"
        assert len({d.id for d in documents}) == 3 and len({d.original for d in documents}) == 1
        assert isinstance(told[0], Remark)
        assert "1 image/png" in told[0].what and "status 404" in told[0].what


def test_a_cut_off_archive_gives_what_came_before(tmp_path: Path) -> None:
    whole = b"".join(map(gzip.compress, RECORDS[:3]))
    documents, told = read_parts(put(tmp_path, "a.warc.gz", whole[:-40]))
    assert REPORT in documents[0].text
    assert told


def test_an_archive_without_pages_says_so(tmp_path: Path) -> None:
    documents, told = read_parts(put(tmp_path, "a.warc", RECORDS[1]))
    assert not documents and "image/png" in told[0].what
