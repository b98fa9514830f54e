import re
import string
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.errors import StopRun
from tollbook.model import Claim, Count
from tollbook.model.claim import Who
from tollbook.publish.texts import FORMS, LANGUAGES, Texts, load, plural_ar, plural_en
from tollbook.publish.words import claim_words

ARABIC = re.compile("[\u0600-\u06ff]")
SAME_IN_BOTH = {
    "list.colon",
    "number.percent",
    "incident.title",
    "date.short",
    "date.month",
    "date.day",
    "date.days_short",
    "front.alone",
    "contradiction.claim",
}
FRENCH_TOO = {
    "village", "district", "province", "incident", "incidents", "source", "sources", "pages", "date", "licence",
    "mine", "drone", "possible", "plausible", "contradiction",
}  # fmt: skip
"""Words that French spells as English does."""
NEEDED_AR = {"zero", "one", "two", "few", "many", "other"}


def forms(entry: object) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry.values())  # type: ignore[attr-defined]


def names_in(entry: object) -> set[str]:
    return {name for form in forms(entry) for _, name, _, _ in string.Formatter().parse(form) if name}


AGREED = re.compile(r"(harmed|reported)\.(killed|injured|killed_or_injured|missing)_(people|unknown)")
"""Forms that only a language with agreement has."""
NUMBERS_AND_DAYS = {"number.thousands", "date.first_day"}


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_every_key_is_translated(code: str) -> None:
    english, other = load("en"), load(code)
    assert english.keys() <= other.keys()
    assert {key for key in other.keys() - english.keys() if not AGREED.fullmatch(key)} <= NUMBERS_AND_DAYS
    for key, entry in english.items():
        assert names_in(entry) == names_in(other[key]), key


def test_french_texts_are_french() -> None:
    english = load("en")
    same = [text for k, text in load("fr").items() if text == english.get(k) and k not in SAME_IN_BOTH]
    words = {
        word
        for text in same
        for form in forms(text)
        for word in re.findall("[a-z]{3,}", re.sub(r"{.*?}", "", form.lower()))
    }
    assert words <= FRENCH_TOO
    for key, entry in load("fr").items():
        for form in forms(entry):
            assert not re.search(r" [:;?!»%]|« |\w'\w", form), f"{key}: {form}"


@pytest.mark.parametrize(("n", "words"), [(0, "0 civil"), (1, "1 civil"), (2, "2 civils"), (1200, "1\u202f200 civils")])
def test_french_counts(n: int, words: str) -> None:
    assert Texts("fr")("counted.civilian", n) == words


def killed(n: int, who: Who) -> Claim:
    return Claim("a", "d", 0, 1, "x", "killed", Count(n, n), who)


def test_french_participles_agree() -> None:
    t = Texts("fr")
    assert claim_words(t, killed(1, "unspecified")) == "1 personne tuée"
    assert claim_words(t, killed(3, "civilian")) == "3 civils tués"
    assert t.day(date(2018, 11, 1)) == "1er novembre 2018"
    assert t.day(date(2018, 11, 11)) == "11 novembre 2018"


def test_arabic_texts_are_arabic() -> None:
    for key, entry in load("ar").items():
        if key in SAME_IN_BOTH:
            continue
        assert any(ARABIC.search(form) for form in forms(entry)), key


def test_arabic_plurals_have_every_form() -> None:
    for key, entry in load("ar").items():
        if not isinstance(entry, str):
            assert set(entry) == NEEDED_AR, key


def sources() -> str:
    room = files("tollbook.publish")
    code = [path.read_text(encoding="utf-8") for path in room.iterdir() if path.name.endswith(".py")]
    pages = [path.read_text(encoding="utf-8") for path in (room / "templates").iterdir()]
    return "\n".join(code + pages)


def test_every_key_a_page_asks_for_exists() -> None:
    asked = set(re.findall(r"""\bt(?:\.html)?\(\s*["']([a-z_]+(?:\.[a-z_]+)+)["']\s*[,)]""", sources()))
    assert len(asked) > 150
    assert asked <= set(load("en"))


def test_no_text_is_left_over() -> None:
    text = sources()
    families = ("month.", "month_short.", "counted.", "precision.", "grade.", "open.", "source_kind.", "drift.",
                "drift_kind.", "statement.", "harm.", "harmed.", "reported.", "who.", "stance.", "level.", "condition.",
                "means.", "figure.", "nav.", "rule.", "method.reconcile.", "front.", "map.", "downloads.",
                "copy.", "headline.", "fit.kind.", "fit.verdict.", "fit.fact.", "totals.", "course.",
                "finding.", "state.", "category.", "fact.", "monthly.", "letter.", "strikes.grade.")  # fmt: skip
    left = [k for k in load("en") if not k.startswith(families) and f"'{k}'" not in text and f'"{k}"' not in text]
    assert left == []


@pytest.mark.parametrize(
    ("n", "english", "arabic"),
    [
        (0, "0 civilians", "0 مدني"), (1, "1 civilian", "مدني واحد"), (2, "2 civilians", "مدنيَين اثنين"),
        (3, "3 civilians", "3 مدنيين"), (10, "10 civilians", "10 مدنيين"), (11, "11 civilians", "11 مدنيًا"),
        (99, "99 civilians", "99 مدنيًا"), (100, "100 civilians", "100 مدني"), (103, "103 civilians", "103 مدنيين"),
        (1139, "1,139 civilians", "1,139 مدنيًا"), (1200, "1,200 civilians", "1,200 مدني"),
    ],
)  # fmt: skip
def test_counted(n: int, english: str, arabic: str) -> None:
    assert Texts("en")("counted.civilian", n) == english
    assert Texts("ar")("counted.civilian", n) == arabic


@given(st.integers(0, 10**9))
def test_plural_category_has_a_form(n: int) -> None:
    assert plural_en(n) in FORMS
    assert plural_ar(n) in FORMS


@pytest.mark.parametrize(
    ("value", "english", "arabic"),
    [
        (date(2018, 11, 13), "13 November 2018", "13 تشرين الثاني/نوفمبر 2018"),
        (date(2017, 3, 1), "1 March 2017", "1 آذار/مارس 2017"),
        (None, "date unknown", "التاريخ غير معروف"),
    ],
)
def test_days(value: date | None, english: str, arabic: str) -> None:
    assert Texts("en").day(value) == english
    assert Texts("ar").day(value) == arabic


def test_lists() -> None:
    assert Texts("en").listing(["a", "b", "c"]) == "a, b and c"
    assert Texts("ar").listing(["هجين", "الشعفة", "الكشمة"]) == "هجين، الشعفة والكشمة"
    assert Texts("en").listing([]) == ""


def test_names_in_html_are_escaped_and_isolated() -> None:
    assert Texts("en").html("source.cites", cites="<b>\u202e") == "citing <bdi>&lt;b&gt;[U+202E]</bdi>"


def test_a_missing_text_names_its_key() -> None:
    with pytest.raises(StopRun, match=r"no\.such\.key"):
        Texts(LANGUAGES[0])("no.such.key")
