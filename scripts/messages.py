"""Bring the translations of the casebook's pages up to date: python scripts/messages.py [--check]

Reads every template and module of ``tollbook.web``, writes ``locale/LANGUAGE/LC_MESSAGES/django.po`` (new messages
empty, those no longer used left out) and compiles ``django.mo``. Ends with 1 where a translation is missing.
"""

import sys
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

WEB = Path(__file__).resolve().parent.parent / "src" / "tollbook" / "web"
LANGUAGES = ("ar", "fr")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "__": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = "# The words of the casebook's pages."
PLURALS = {
    "ar": (6, "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5"),
    "fr": (2, "(n > 1)"),
}
"""As Django's own translations have them."""


class Plain(Catalog):
    """A catalog whose head holds no date, address or name, so that files change with the words alone."""

    def __init__(self, language: str) -> None:
        super().__init__(locale=language, header_comment=HEADER, fuzzy=False)
        self._count, self._rule = PLURALS[language]

    num_plurals = property(lambda self: self._count)
    plural_expr = property(lambda self: self._rule)

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", f"nplurals={self.num_plurals}; plural={self.plural_expr};"),
        ]

    mime_headers = property(_get_mime_headers)


def as_python(path: Path) -> str:
    """The messages of a module or template as Python text."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    # what is left of a template is indented at random, which Python's tokenizer does not take
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())


def found() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """File, message (a pair where it has a plural) and context of every text to be translated."""
    for path in sorted([*WEB.rglob("*.py"), *(WEB / "templates").rglob("*.*")]):
        source = BytesIO(as_python(path).encode())
        options = {"encoding": "utf-8"}
        for _line, message, _comments, context in extract("python", source, KEYWORDS, options=options):
            yield path.relative_to(WEB).as_posix(), message, context


def template() -> Catalog:
    """All messages, without translations."""
    catalog = Catalog()
    for file, message, context in found():
        catalog.add(message, locations=[(file, 0)], context=context)
    return catalog


def po(language: str) -> Path:
    """The file of translations into a language."""
    return WEB / "locale" / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> Plain:
    """The translations there are."""
    path, held = po(language), Plain(language)
    if path.exists():
        for one in read_po(StringIO(path.read_text(encoding="utf-8")), locale=language):
            if one.id:
                held[one.id] = one
    return held


def compiled(catalog: Catalog) -> bytes:
    """What the running program reads."""
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """The messages without a whole translation."""
    return [str(one.id) for one in catalog if one.id and (one.fuzzy or not all(forms(one)))]


def forms(message: Message) -> tuple[str, ...]:
    """The translation: one text, or one for each form of the plural."""
    string = message.string
    return (string,) if isinstance(string, str) else tuple(string or ("",))


def save(catalog: Plain, language: str) -> None:
    """Write .po and .mo."""
    path = po(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    out = BytesIO()
    write_po(out, catalog, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    path.write_bytes(out.getvalue())
    path.with_suffix(".mo").write_bytes(compiled(load(language)))


def main() -> int:
    """Update all languages; the number of messages without a translation decides how it ends."""
    settings.configure(USE_I18N=False)
    words, left = template(), 0
    for language in LANGUAGES:
        catalog = load(language)
        catalog.update(words, no_fuzzy_matching=True)
        if "--check" not in sys.argv:
            save(catalog, language)
        lacks = missing(catalog)
        left += len(lacks)
        print(f"{language}: {len(words)} messages, {len(lacks)} without a translation", *lacks, sep="\n  ")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
