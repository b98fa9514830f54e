"""A web page: the report's own words without menus and scripts (trafilatura), and what the page says about itself."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import trafilatura
from trafilatura.settings import Document as Extracted

from tollbook.capture.decode import decode
from tollbook.capture.limits import Limits
from tollbook.capture.parsers.parsed import Parsed
from tollbook.errors import SkipItem

DATA_URI = re.compile(rb"data:[\w.+-]+/[\w.+-]+(?:;[\w=-]+)*;base64,[A-Za-z0-9+/=\s]{64,}")
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->")
HTML_LANG = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "td",
        "title",
        "section",
        "article",
        "header",
        "footer",
        "blockquote",
    ]
)
UNSEEN = frozenset(["script", "style", "template", "svg", "iframe"])
FEWEST_WORDS = 5


def to_text(data: bytes) -> tuple[str, str]:
    """The page as text by UTF-8, its own charset or the likeliest one, without inlined pictures; and a remark."""
    data = DATA_URI.sub(b"", data)
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    declared = META_CHARSET.search(data[:4096])
    if declared:
        try:
            return data.decode(declared.group(1).decode()), ""
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


class _Visible(HTMLParser):
    """Collects what a reader could see. It keeps no tree, so that no depth of nesting troubles it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN and self.unseen is None:
            self.unseen = tag
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.unseen:
            self.unseen = None
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self.unseen is None:
            self.parts.append(data)


def _visible(source: str) -> str:
    """All the words a reader could see, block by block, those for browsers without scripts included."""
    page = _Visible()
    page.feed(source)
    page.close()
    lines = (" ".join(line.split()) for line in "".join(page.parts).splitlines())
    return "\n".join(line for line in lines if line)


def _extract(source: str, url: str | None) -> Extracted | None:
    try:
        found = trafilatura.bare_extraction(
            source,
            url=url,
            with_metadata=True,
            include_comments=False,
            favor_recall=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except RecursionError:
        return None
    return found if isinstance(found, Extracted) else None


def _meta(source: str, url: str | None) -> Extracted | None:
    try:
        return trafilatura.extract_metadata(source, default_url=url, extensive=False)
    except (RecursionError, AttributeError, ValueError, TypeError):
        return None


def _publisher(sitename: str | None, url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return sitename or (host.removeprefix("www.") if host else None)


def _own_url(meta: Extracted | None, given: str | None, source: str) -> str | None:
    saved = SAVED_FROM.search(source[:4096])
    return given or (saved.group(1) if saved else None) or (meta.url if meta else None)


def parse(data: bytes, limits: Limits, url: str | None = None) -> Parsed:
    """The report in a page, its title, day, publisher, address and language; raises SkipItem where it has no words."""
    source, remark = to_text(data)
    if not source.strip():
        raise SkipItem("an empty page", "", "get the page again")
    found = _extract(source, url)
    text = (found.text or "") if found else ""
    if len(text.split()) < FEWEST_WORDS:
        text = _visible(source) or text
    meta = found or _meta(source, url)
    own = _own_url(meta, url, source)
    lang = HTML_LANG.search(source[:4096])
    return Parsed(
        text=text,
        title=meta.title if meta else None,
        published=meta.date if meta else None,
        publisher=_publisher(meta.sitename if meta else None, own),
        url=own,
        language=lang.group(1) if lang and len(text) < 40 else None,
        remarks=(remark,) if remark else (),
    )
