"""The words on the pages, one TOML file a language: lookup, plural forms, numbers and dates."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from tollbook.errors import StopRun
from tollbook.publish.clean import direction, fenced, isolated, refenced, visible
from tollbook.publish.said import said

LANGUAGES = ("en", "ar", "fr")
"""Those of the pages, in the order they are offered in; which files each needs: docs/guide/adding-a-language.md."""
FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})


def plural_en(n: int) -> str:
    """CLDR plural category of a whole number in English."""
    return "one" if n == 1 else "other"


def plural_ar(n: int) -> str:
    """CLDR plural category of a whole number in Arabic."""
    if n < 3:
        return ("zero", "one", "two")[n]
    if 3 <= n % 100 <= 10:
        return "few"
    return "many" if 11 <= n % 100 <= 99 else "other"


def plural_fr(n: int) -> str:
    """CLDR plural category of a whole number in French: none is one, too."""
    return "one" if n < 2 else "other"


PLURALS = {"en": plural_en, "ar": plural_ar, "fr": plural_fr}


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and not (value.keys() <= FORMS and "other" in value):
            out.update(_flat(value, f"{name}."))
        else:
            out[name] = value
    return out


@cache
def load(code: str) -> Mapping[str, Any]:
    """All texts of one language: dotted key -> text, or plural forms by category."""
    folder = files("tollbook.publish") / "texts"
    paths = [folder / f"{code}.toml", folder / f"ledger-{code}.toml"]
    return {key: text for path in paths for key, text in _flat(tomllib.loads(path.read_text("utf-8"))).items()}


def _isolated(value: object) -> object:
    # A name in another script must not reorder the sentence around it.
    return Markup("<bdi>{}</bdi>").format(visible(value)) if type(value) is str else value


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language: ``t(key, n=3, name="x")`` is plain text, ``t.html`` the same with names isolated."""

    code: str

    @property
    def rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return direction(self.code) == "rtl"

    def told(self, english: str, arabic: str = "", further: Mapping[str, str] | None = None) -> tuple[str, str]:
        """A record's sentence in the page's language with that language's code; in English with "en" where it has none.

        What the record gives in the language comes first, then what the tables of ``said`` know.
        """
        given = {"en": english, "ar": arabic, **(further or {})}.get(self.code) or said(english, self.code)
        return (given, self.code) if given else (english, "en")

    def own(self, english: str, arabic: str = "", further: Mapping[str, str] | None = None) -> str:
        """As ``told``, the sentence alone."""
        return self.told(english, arabic, further)[0]

    def marked(self, english: str, arabic: str = "", further: Mapping[str, str] | None = None) -> Markup:
        """As ``told``, as HTML that says where a sentence is in English on a page of another language."""
        text, code = self.told(english, arabic, further)
        return self.in_language(text, code)

    def in_language(self, text: str, code: str) -> Markup:
        """A text of a known language as HTML, its language said where it is not the page's."""
        shown = fenced(refenced(text))
        if code == self.code:
            return Markup("<bdi>{}</bdi>").format(shown)
        return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(code, direction(code), shown)

    def has(self, key: str) -> bool:
        """Whether there is a text for this key."""
        return key in load(self.code)

    def template(self, key: str, n: int | None = None) -> str:
        """The text before its names are filled in, in the plural form for ``n``."""
        entry = load(self.code).get(key)
        if entry is None:
            raise StopRun(f"no text for “{key}”", f"publish/texts/{self.code}.toml", "add the key in every language")
        if isinstance(entry, str):
            return entry
        form = PLURALS[self.code](n if n is not None else 2)
        exact = "two" if n == 2 else form  # English has a word for two ("both") though no plural form
        return str(entry.get(exact, entry.get(form, entry["other"])))

    def __call__(self, key: str, n: int | None = None, **names: object) -> str:
        """Plain text; ``n`` chooses the plural form and fills ``{n}``."""
        filled = names if n is None else {"n": self.number(n), **names}
        text = self.template(key, n)
        return text.format(**filled) if filled else text

    def html(self, key: str, n: int | None = None, **names: object) -> Markup:
        """The text as HTML, every string argument escaped and isolated."""
        filled = {k: _isolated(v) for k, v in names.items()}
        if n is not None:
            filled.setdefault("n", self.number(n))
        return Markup(self.template(key, n)).format(**filled)  # noqa: S704 - the template is ours, arguments are escaped

    def named(self, family: str, value: str) -> str:
        """The text for one of a family's values (a grade, a precision), or the value itself where there is none."""
        key = f"{family}.{value.replace('-', '_')}"
        return self(key) if self.has(key) else value.replace("_", " ")

    def number(self, n: int) -> str:
        """A whole number with separators, in the digits the reports themselves use."""
        return f"{n:,}".replace(",", load(self.code).get("number.thousands", ","))

    def percent(self, share: float) -> str:
        """A share of one as whole per cent."""
        return self("number.percent", value=f"{share * 100:.0f}")

    def day(self, value: date | None) -> str:
        """A day in words, or "unknown"."""
        if value is None:
            return self("date.unknown")
        return self(self._day(value), day=value.day, month=self(f"month.{value.month}"), year=value.year)

    def table_day(self, value: date) -> str:
        """A day in few letters, for tables."""
        return self(self._day(value), day=value.day, month=self(f"month_short.{value.month}"), year=value.year)

    def _day(self, value: date) -> str:
        """Some languages count the first of a month ("1er") and no other day."""
        return "date.first_day" if value.day == 1 and self.has("date.first_day") else "date.day"

    def short_day(self, value: date) -> str:
        """Day and month in words, for axes and tables within one year."""
        return self("date.short", day=value.day, month=self(f"month_short.{value.month}"))

    def month(self, year: int, month: int) -> str:
        """A month with its year."""
        return self("date.month", month=self(f"month.{month}"), year=year)

    def listing(self, items: list[str]) -> str:
        """Items joined as the language joins them: "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        return self("list.last", head=self("list.comma").join(items[:-1]), tail=items[-1])

    def names(self, items: list[str]) -> str:
        """As ``listing``, for names that may be in another script: each is kept from reordering the sentence."""
        return self.listing([isolated(item) for item in items])

    def listing_html(self, items: list[str]) -> Markup:
        """As ``listing``, each item escaped and isolated."""
        safe = [Markup("<bdi>{}</bdi>").format(visible(i)) for i in items]
        if len(safe) < 2:
            return Markup("").join(safe)
        comma = Markup("{}").format(self("list.comma"))
        return self.html("list.last", head=comma.join(safe[:-1]), tail=safe[-1])
