"""No page of the casebook keeps English words where Arabic or French is chosen."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client

from tests.web.assessment.conftest import received
from tests.web.guarded import guarded, there
from tollbook.casebook.events import record_event
from tollbook.casebook.workspace import Workspace
from tollbook.watch import Unwatched
from tollbook.web.here import DATABASE
from tollbook.web.inbox.sync import sync_new
from tollbook.web.models import Notice, Publication, User
from tollbook.web.models.jobs import Job, State
from tollbook.web.search.entries import index

OTHERS = ("ar", "fr")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path"}
APART = {"bdi", "code", "kbd", "pre", "q", "script", "style", "textarea", "mark", "samp", "text"}
"""Names, addresses, what people wrote and what reports say."""
NAMED = ("title", "aria-label", "placeholder", "alt")
WORD = re.compile(r"[A-Za-z]{3,}")
OWN = {
    "fr": {
        "incident", "incidents", "source", "sources", "date", "dates", "page", "pages", "point", "points",
        "simple", "image", "images", "province", "district", "village", "notes", "note", "publication",
        "publications", "allegation", "type", "types", "audit", "audio", "grille", "texte", "action", "actions",
        "total", "version", "versions", "documents", "document", "description", "participants", "options",
        "restrictions", "permanent", "minimum", "maximum", "original", "question", "questions", "mine", "drone",
        "possible", "plausible", "contradiction", "finance", "code", "codes", "format", "rectification",
        "corrections", "correction", "restriction", "distance", "direction", "conclusion", "conclusions",
        "station", "stations", "mention", "mentions", "suggestions", "bits",
    },
    "ar": set(),
}  # fmt: skip
"""Words that a language spells as English does."""
OPEN = [
    "/account/login/", "/account/password/reset/", "/account/2fa/", "/account/2fa/totp/activate/",
    "/account/2fa/recovery-codes/", "/account/2fa/webauthn/", "/account/2fa/webauthn/add/", "/account/reauthenticate/",
    "/preferences/", "/notices/", "/public/", "/public/submit/", "/public/corrections/", "/no/such/page/",
]  # fmt: skip
"""Pages that ask for no action: the account, the public pages, and one that is not there."""
FAULTS = (
    "a.pdf: a damaged or truncated PDF (get the file again)",
    "another run is at work in this workspace (wait for it to end)",
    "https://x.y/z: the server answers 404 (look for it in a web archive)",
)
STEPS = ("search index", "backup", "extract")
POSTED: dict[str, dict[str, str]] = {
    "/account/login/": {"login": "", "password": ""},
    "/public/submit/": {"words": ""},
    "/preferences/": {"email": "x", "language": "xx"},
    "/tokens/make/": {"name": "", "scopes": "nothing"},
    "/people/1/": {"role": "nobody", "agreed": "32"},
    "/places/add/": {"name": "", "lat": "900", "lon": "x"},
}
"""Forms that are refused, with what is sent."""
NAMES = {
    "Tollbook", "CSV", "JSON", "lines", "GeoJSON", "GeoNames", "Airwars", "CJTF", "OIR", "UTC", "API", "PDF",
    "HTML", "RSS", "English", "Français", "MGRS", "italiano", "preparer",
}  # fmt: skip


class Strings(HTMLParser):
    """The visible strings of a page in its own words."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code, self.found, self._apart = code, list[str](), list[bool]()
        self.names, self.titles = list[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        away = tag in APART or given.get("lang") not in (None, self.code) or given.get("dir") == "auto"
        inside = away or (bool(self._apart) and self._apart[-1])
        if not inside:
            self.found += [value for name in NAMED if (value := given.get(name))]
            if tag == "input" and given.get("type") in ("submit", "button"):
                self.found.append(given.get("value") or "")
        if tag not in VOID:
            self._apart.append(inside)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._apart:
            self._apart.pop()

    def handle_data(self, data: str) -> None:
        if self.lasttag == "title":
            self.titles.append(data)
        elif not (self._apart and self._apart[-1]):
            self.found.append(data)
        else:
            self.names.append(data)


def bare(text: str) -> str:
    """A string without the names that stand between isolates, and without addresses."""
    return " ".join(re.sub("\u2068[^\u2069]*\u2069|\\S*/\\S*", " ", text).split())


def strings(html: str, code: str) -> set[str]:
    """The visible strings that hold words in Latin letters."""
    read = Strings(code)
    read.feed(html)
    names = {" ".join(name.split()) for name in read.names}
    titles = (
        re.sub("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "$^", "", t) for t in read.titles
    )
    told = (bare(text).removesuffix(" · Tollbook") for text in (*read.found, *titles))
    return {text for text in told if WORD.search(text) and text not in names}


def english(told: str, code: str) -> bool:
    """Whether a string that stands on the English page too has a word that is not the language's own, nor a name."""
    own = OWN[code]
    return any(word.lower() not in own and word not in NAMES for word in WORD.findall(told))


@pytest.fixture
def administrator(filled: Workspace, prepared: Publication, person: Callable[..., User]) -> Client:
    """Somebody who may open everything, with something on every list: work, its faults, a case, a notice, events."""
    sync_new()
    index(filled, Unwatched(), {})
    received()
    me = person("administrator", "q7")
    Notice.objects.create(user=me, text="", address="/")
    for number, error in enumerate(FAULTS):
        Job.objects.create(kind="bring_in", actor=me, state=State.FAILED, error=error)
        Job.objects.create(kind="backup", actor=me, state=State.RUNNING, step=STEPS[number % len(STEPS)], total=3)
    for kind in ("decision", "ledger", "person", "setting", "narrative"):
        record_event(DATABASE, actor="q7", kind=kind, subject=("person", "q7"), field="role", old="a1", new="b2")
    client = Client()
    client.force_login(me)
    return client


def _addresses() -> list[str]:
    known = there()
    seen = dict.fromkeys(one.address(known) for one in guarded())
    return [*seen, "/", *OPEN]


def _html(client: Client, address: str, code: str) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    answer = client.get(address)
    if answer.streaming or "html" not in answer.get("Content-Type", ""):
        return ""
    return answer.content.decode()


def left(client: Client, addresses: list[str]) -> dict[tuple[str, str], list[str]]:
    """Language and address -> the strings that are English there."""
    found = {}
    for address in addresses:
        own = strings(_html(client, address, "en"), "en")
        for code in OTHERS:
            same = own & strings(_html(client, address, code), code)
            if kept := sorted(text for text in same if english(text, code)):
                found[code, address] = kept
    return found


def test_no_page_keeps_english_words(administrator: Client) -> None:
    assert left(administrator, _addresses()) == {}


def test_no_page_before_an_account_keeps_english_words(filled: Workspace) -> None:
    assert left(Client(), OPEN) == {}


def test_no_refused_form_keeps_english_words(administrator: Client) -> None:
    """What Django says of fields, and what errors of the rooms say."""
    for address, sent in POSTED.items():
        told = {}
        for code in ("en", *OTHERS):
            administrator.cookies[settings.LANGUAGE_COOKIE_NAME] = code
            answer = administrator.post(address, sent, follow=True)
            told[code] = strings(answer.content.decode(), code)
        for code in OTHERS:
            assert [text for text in told["en"] & told[code] if english(text, code)] == [], address


def test_a_sentence_left_in_english_is_found() -> None:
    page = "<p>Nobody has translated this.</p><p><bdi>Hajin</bdi> {}</p><p lang='en'>Only English</p>"
    assert strings(page.format("mort"), "fr") & strings(page.format("dead"), "en") == {"Nobody has translated this."}
    assert english("Nobody has translated this.", "fr")
    assert not english("Incidents", "fr")
    assert english("Incidents", "ar")
