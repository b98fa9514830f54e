"""What the rooms below say, in the language of the page: sentences of records, words of standards, errors."""

from typing import Any, Protocol

from django.utils.translation import get_language, gettext
from markupsafe import Markup

from tollbook.assess import standards
from tollbook.assess.standard import PARTED, Words
from tollbook.publish.said import said
from tollbook.publish.texts import LANGUAGES, Texts


class Fault(Protocol):
    """An error that says what is wrong, and what to do about it."""

    what: str
    remedy: str


def page_texts() -> Texts:
    """The words of publishing in the language of the page, else in English."""
    code = (get_language() or "en").split("-")[0]
    return Texts(code if code in LANGUAGES else "en")


def own(english: str, arabic: str = "") -> str:
    """A record's sentence in the language of the page, in English where there is none."""
    return page_texts().own(english, arabic)


def marked(english: str, arabic: str = "") -> Markup:
    """As ``own``, as HTML that says where it is in English on a page of another language."""
    return page_texts().marked(english, arabic)


def worded(words: Words, section: str = "") -> str:
    """A text of the standards or their tables in the language of the page; ``section`` tells like words apart."""
    code = page_texts().code
    text, language = words.told(code)
    return text if language == code else said(words.en, code, section) or text


def standard_name(id_: str) -> str:
    """A standard's name, with its number where it has one; a standard of somebody's own stays as it is called."""
    key, parted, given = id_.partition(PARTED)
    known = standards().get(key)
    return f"{worded(known.name)}{f' ({given})' if parted else ''}" if known else id_


def fault(error: Fault) -> str:
    """An error in words: what is wrong, and what to do."""
    what, remedy = own(error.what), own(error.remedy)
    return gettext("%(what)s: %(remedy)s") % {"what": what, "remedy": remedy} if remedy else what


def kept(error: str) -> str:
    """An error as work keeps it, "where: what (remedy)", in the language of the page as far as its parts are known."""
    whole = said(error, page_texts().code)
    return whole or _parts(error) or error


def _parts(error: str) -> str:
    head, mark, remedy = error.removesuffix(")").rpartition(" (") if error.endswith(")") else (error, "", "")
    place, what = _placed(head)
    told = own(remedy)
    if told == remedy and what == head:
        return ""
    return f"{place}{what}{mark}{told})" if mark else f"{place}{what}"


def _placed(head: str) -> tuple[str, str]:
    """Where it happened, as it stands, and what happened, in the language of the page."""
    code = page_texts().code
    for at in (0, *(i + 2 for i in range(len(head)) if head.startswith(": ", i))):
        told: Any = said(head[at:], code)
        if told:
            return head[:at], told
    return "", head
