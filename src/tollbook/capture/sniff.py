"""What an item is, by its first bytes and then by its extension: extensions lie, and reports come without any."""

import re
import zipfile
from typing import BinaryIO, Literal

from tollbook.capture.decode import decode, is_binary
from tollbook.capture.item import Item
from tollbook.errors import SkipItem

Kind = Literal["text", "html", "pdf", "docx", "email", "json", "table", "mbox", "warc", "gzip", "addresses"]

KNOWN_UNREADABLE = (
    (b"\x89PNG", "a picture", "type out or OCR the words it shows"),
    (b"\xff\xd8\xff", "a picture", "type out or OCR the words it shows"),
    (b"GIF8", "a picture", "type out or OCR the words it shows"),
    (b"RIFF", "a picture, a sound or a film", "write down what is said and shown"),
    (b"ID3", "a sound", "write down what is said"),
    (b"OggS", "a sound or a film", "write down what is said and shown"),
    (b"{\\rtf", "a rich text file", "save it as .docx or .txt"),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Office file, or an Outlook message",
     "save it as .docx or .eml, without a password"),
    (b"7z\xbc\xaf", "an archive", "unpack it into the folder"),
    (b"Rar!", "an archive", "unpack it into the folder"),
    (b"BZh", "an archive", "unpack it into the folder"),
    (b"\xfd7zXZ", "an archive", "unpack it into the folder"),
    (b"SQLite format 3", "a database", "export its reports as .csv"),
    (b"PAR1", "a Parquet table", "export it as .csv or .jsonl"),
)  # fmt: skip
BY_SUFFIX: dict[str, Kind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".eml": "email", ".json": "json", ".jsonl": "json",
    ".ndjson": "json", ".csv": "table", ".tsv": "table", ".urls": "addresses",
}  # fmt: skip
HTML_START = re.compile(
    r"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
TAG = re.compile(r"<(?:p|div|a|br|span|title|meta|article|h[1-6]|table)\b", re.IGNORECASE)
MBOX_START = re.compile(r"From \S+ [^\n]*\d\d:\d\d[^\n]*\d{4}[^\n]*\n[A-Za-z][A-Za-z0-9-]*: ?")
MAILS = (".eml", ".mht", ".mhtml")
EMAIL_START = re.compile(r"(?:From |[A-Za-z][A-Za-z0-9-]*: )")
EMAIL_HEADER = re.compile(
    r"^(message-id|mime-version|received|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE
)
ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
JSON_START = re.compile(r'\s*(?:\{\s*"|\[\s*\{\s*")')


def _zip_kind(stream: BinaryIO, origin: str) -> Kind:
    try:
        names = zipfile.ZipFile(stream).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise SkipItem(f"damaged or cut off: {error}", origin, "get the file again") from error
    if "word/document.xml" in names:
        return "docx"
    what = "an Office file other than Word" if "[Content_Types].xml" in names else "an archive"
    remedy = "save it as .csv or .docx" if what != "an archive" else "unpack it into the folder"
    raise SkipItem(f"{what} is not read", origin, remedy)


def _refuse_unreadable(head: bytes, origin: str) -> None:
    for magic, what, remedy in KNOWN_UNREADABLE:
        if head.startswith(magic):
            raise SkipItem(f"{what}: holds no text that can be read", origin, remedy)
    if head[4:8] == b"ftyp":
        raise SkipItem("a film: holds no text that can be read", origin, "write down what is said and shown")


def _binary_kind(item: Item, head: bytes) -> Kind | None:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PK\x03\x04"):
        with item.opener() as stream:
            return _zip_kind(stream, item.origin)
    return None


def is_address_list(text: str) -> bool:
    """Whether every line that is not empty or a # comment is a web address, and there is one at least."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return bool(lines) and all(ADDRESS.match(line) for line in lines)


def _text_kind(suffix: str, start: str, whole: bool) -> Kind:
    """The kind of a text by its first letters, then by its extension."""
    if HTML_START.match(start):
        return "html"
    if MBOX_START.match(start):
        return "mbox"
    if EMAIL_START.match(start) and (suffix in MAILS or EMAIL_HEADER.search(start)):
        return "email"
    if JSON_START.match(start) and suffix not in (".csv", ".tsv", ".md"):
        return "json"
    if is_address_list(start if whole else start.rpartition("\n")[0]):
        return "addresses"
    named = BY_SUFFIX.get(suffix, "text")
    return "text" if named == "html" and not TAG.search(start) else named


def kind_of(item: Item) -> Kind:
    """The kind of an item; raises SkipItem for what holds no text, with what it is and what to do."""
    head = item.head()
    if not head:
        raise SkipItem("an empty file", item.origin, "get the file again")
    _refuse_unreadable(head, item.origin)
    if kind := _binary_kind(item, head):
        return kind
    if is_binary(head):
        raise SkipItem("binary data of an unknown kind", item.origin, "convert it to text, PDF or HTML")
    start = decode(head)[0].lstrip("\ufeff")
    return _text_kind(item.suffix, start, whole=len(head) < 8192)
