"""A mail: its headers, its body, and each attachment of a readable kind as a report of its own."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from tollbook.capture.build import document
from tollbook.capture.days import parse_day
from tollbook.capture.decode import decode
from tollbook.capture.found import Found
from tollbook.capture.guard import parse
from tollbook.capture.item import Item, inside
from tollbook.errors import SkipItem
from tollbook.model import Document

Read = Callable[[Item], Iterator[Document | SkipItem]]
SOFT_BREAK = re.compile(r"(?<!-) \n(?!>)")
NO_WORDS = (
    "image/",
    "audio/",
    "video/",
    "application/pgp",
    "application/pkcs7",
    "text/calendar",
    "text/x-vcard",
)
"""Parts that hold no words: logos, signatures, invitations."""


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message[name]
    except (ValueError, IndexError, AttributeError, TypeError, KeyError):
        return None
    return str(value) if value else None


def _publisher(message: EmailMessage) -> str | None:
    name, address = parseaddr(_header(message, "from") or "")
    return name or address or None


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage) -> str:
    """A text part by its own charset, or the likeliest where it names none or a wrong one."""
    data = _payload(part)
    try:
        text = data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = decode(data)[0]
    if part.get_param("format") == "flowed":
        text = SOFT_BREAK.sub(" ", text.replace("\r\n", "\n"))
    return text


def _body(message: EmailMessage, item: Item) -> str:
    """The words of the mail: its plain text where there is some, else its web page; empty where it has neither."""
    plain = message.get_body(preferencelist=("plain",))
    if isinstance(plain, EmailMessage) and (text := _text(plain)).strip():
        return text
    page = message.get_body(preferencelist=("html",))
    if isinstance(page, EmailMessage):
        return parse("html", item, _text(page).encode("utf-8", "replace")).text
    return ""


def _found(message: EmailMessage, text: str) -> Found:
    return Found(
        text=text,
        title=_header(message, "subject"),
        published=parse_day(_header(message, "date")),
        publisher=_publisher(message),
    )


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Attached parts, a forwarded mail whole; bodies in other forms of the same words left out."""
    for part in message.iter_attachments():
        if isinstance(part, EmailMessage) and not part.get_content_type().startswith(NO_WORDS):
            yield part


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        forwarded = part.get_payload()
        inner = forwarded[0] if isinstance(forwarded, list) and forwarded else None
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    return _payload(part)


def _name(part: EmailMessage, number: int) -> str:
    try:
        name = part.get_filename()
    except (ValueError, TypeError, IndexError, AttributeError):
        name = None
    suffix = {"message/rfc822": ".eml", "text/html": ".html"}.get(part.get_content_type(), "")
    return (name or f"attachment-{number}{suffix}").replace("/", "_")[-120:]


def _saved_page(message: EmailMessage) -> EmailMessage | None:
    """The page a browser saved as a mail (.mhtml): the headers tell of the saving, not of the page."""
    saved = _header(message, "snapshot-content-location") or (_header(message, "from") or "").startswith("<Saved by")
    page = message.get_body(preferencelist=("html",)) if saved else None
    return page if isinstance(page, EmailMessage) else None


def _page(message: EmailMessage, page: EmailMessage, item: Item) -> Item:
    address = _header(message, "snapshot-content-location") or _header(page, "content-location")
    source = inside(item, _text(page).encode("utf-8", "replace"), "page.html", "")
    return replace(source, origin=item.origin, url=address or item.url)


def _attachments(message: EmailMessage, item: Item, read: Read) -> Iterator[Document | SkipItem]:
    for number, part in enumerate(_parts(message), 1):
        if number > item.limits.attachments:
            raise SkipItem(f"more than {item.limits.attachments} attachments", item.origin, "save the rest as files")
        yield from read(inside(item, _bytes(part), _name(part, number), f"/{number}"))


def read_with(item: Item, read: Read) -> Iterator[Document | SkipItem]:
    """The mail's own report, then what ``read`` finds in each attachment; a body that fails hides no attachment."""
    if item.depth > item.limits.email_depth:
        raise SkipItem(
            f"mails nested more than {item.limits.email_depth} deep", item.origin, "save the inner mail as a file"
        )
    data = item.read(item.limits.email_bytes, "mail")
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
    if page := _saved_page(message):
        yield from read(_page(message, page, item))
        return
    try:
        text = _body(message, item)
        if text.strip() or not any(True for _ in _parts(message)):
            yield document(item, _found(message, text))
    except SkipItem as error:
        yield error
    yield from _attachments(message, item, read)
