"""What keeps a report's words from doing anything on a page: control characters, addresses, names of files, scripts."""

import re
from hashlib import sha256
from urllib.parse import urlsplit

CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
INVISIBLE = frozenset("\u200e\u200f\u061c\ufeff")
FENCE = ("\ue000", "\ue001")
"""Private-use code points that stand for isolates until a page is written, since a report's own are made visible."""
NO_FENCE = {ord(mark): None for mark in FENCE}
ISOLATE = re.compile("\u2068([^\u2066-\u2069]*)\u2069")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def _shown(match: re.Match[str]) -> str:
    # Marks without width or reach may go; overrides and embeddings are shown, since they can reorder a sentence.
    char = match.group()
    return "" if char in INVISIBLE else f"[U+{ord(char):04X}]"


def visible(text: str) -> str:
    """The text with control characters written out as [U+202E], so that none can reorder or hide words."""
    return CONTROLS.sub(_shown, text)


def isolated(text: str) -> str:
    """A name fenced off from the sentence around it; ``fenced`` turns the fence into what browsers understand."""
    return f"{FENCE[0]}{text.translate(NO_FENCE)}{FENCE[1]}"


def refenced(text: str) -> str:
    """A sentence of this program whose names stand between isolates, with fences in their place."""
    return ISOLATE.sub(lambda match: isolated(match.group(1)), text)


def fenced(text: str) -> str:
    """Visible text whose fences are Unicode's first strong isolates, for element text and attributes alike."""
    return visible(text).replace(FENCE[0], "\u2068").replace(FENCE[1], "\u2069")


def slug(identifier: str) -> str:
    """A file name for an id: the id itself where it is plain, else a readable stem and part of its SHA-256."""
    if SLUG.fullmatch(identifier):
        return identifier
    stem = re.sub(r"[^a-z0-9]+", "-", identifier.lower()).strip("-")[:40].strip("-")
    tail = sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{stem}-{tail}" if stem else tail


def web_address(url: str | None) -> str | None:
    """The address if it is http or https with a host; anything else (javascript:, data:, file:) gives ``None``."""
    if not url or CONTROLS.search(url) or any(c in url for c in " \t\n\r"):
        return None
    try:
        parts = urlsplit(url)
        safe = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return url if safe else None


def language(code: str | None) -> str | None:
    """A language tag fit for a lang attribute, or ``None``."""
    return code if code and LANGUAGE.fullmatch(code) else None


def direction(code: str | None) -> str:
    """``rtl``, ``ltr``, or ``auto`` where the language is not known."""
    known = language(code)
    if known is None:
        return "auto"
    return "rtl" if known.split("-")[0] in RIGHT_TO_LEFT else "ltr"
