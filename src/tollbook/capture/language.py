"""The language of a report. The script decides where it can; lingua, loaded when first needed, decides the rest."""

import re
import threading
import unicodedata
from collections import Counter
from functools import cache

from lingua import IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder

LANGUAGES = (
    Language.ENGLISH, Language.ARABIC, Language.RUSSIAN, Language.UKRAINIAN, Language.TURKISH, Language.FRENCH,
    Language.SPANISH, Language.PORTUGUESE, Language.ITALIAN, Language.HEBREW, Language.PERSIAN, Language.CZECH,
)  # fmt: skip
SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "HEBREW")
SAMPLE = 3_000
"""Characters looked at: enough for certainty, and a long report costs no more than a short one."""
FEWEST_LETTERS = 12
OTHER_SCRIPT_SHARE = 0.2
"""Share of letters from which a script other than Latin decides: the frames of pages are mostly English, so a short
post in Arabic may have more Latin letters than its own."""
MARGIN = 0.10
"""Least distance between lingua's first and second language: below it the language stays unknown."""
NOISE = re.compile(r"https?://\S+|@\w+|[\w.]+@[\w.]+")
PERSIAN = frozenset("پچژگکی")
ARABIC = frozenset("ةيكىأإؤئ")
OTHER_ARABIC_SCRIPT = frozenset("ێۆڕڵٹڈڑےھۇۈېڭټډړښځڅ")
"""Letters of Kurdish, Urdu, Uyghur and Pashto, none of which is among the twelve."""
UKRAINIAN = frozenset("іїєґ")
RUSSIAN = frozenset("ыэъё")
OTHER_CYRILLIC = frozenset("ўјљњђћџѓќәғқңөұүһ")
_lock = threading.Lock()


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*LANGUAGES).build()


@cache
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return name.split(" ", 1)[0] if letter.isalpha() else ""


def _main_script(text: str) -> str | None:
    counts = Counter(script for c in text if (script := _script(c)))
    if sum(counts.values()) < FEWEST_LETTERS:
        return None
    others = [(script, count) for script, count in counts.most_common() if script != "LATIN"]
    if others and others[0][1] >= max(FEWEST_LETTERS, OTHER_SCRIPT_SHARE * sum(counts.values())):
        return others[0][0]
    return counts.most_common(1)[0][0]


def _count(text: str, letters: frozenset[str]) -> int:
    return sum(c in letters for c in text)


def _arabic_script(text: str) -> str | None:
    """Arabic or Persian by the letters only one of them has; ``None`` for the script's other languages."""
    if _count(text, OTHER_ARABIC_SCRIPT) > len(text) / 200:
        return None
    persian, arabic = _count(text, PERSIAN), _count(text, ARABIC)
    return "fa" if persian > 2 * arabic else "ar" if arabic > 2 * persian else _ask(text)


def _cyrillic(text: str) -> str | None:
    lowered = text.lower()
    if _count(lowered, OTHER_CYRILLIC) > len(text) / 200:
        return None
    ukrainian, russian = _count(lowered, UKRAINIAN), _count(lowered, RUSSIAN)
    return "uk" if ukrainian > 2 * russian else "ru" if russian > 2 * ukrainian else _ask(text)


def _ask(text: str) -> str | None:
    with _lock:
        values = _detector().compute_language_confidence_values(text)
    first, second = values[0], values[1]
    if first.value - second.value < MARGIN:
        return None
    code: IsoCode639_1 = first.language.iso_code_639_1
    return code.name.lower()


def language_of(text: str) -> str | None:
    """ISO 639-1 code of one of the twelve languages, ``None`` where too little or nothing of them stands there."""
    sample = NOISE.sub(" ", text[:SAMPLE])
    script = _main_script(sample)
    if script == "HEBREW":
        return "he"
    if script == "ARABIC":
        return _arabic_script(sample)
    if script == "CYRILLIC":
        return _cyrillic(sample)
    return _ask(sample) if script == "LATIN" else None


SCRIPT_OF = (
    dict.fromkeys(("ar", "fa"), "ARABIC")
    | {"he": "HEBREW"}
    | dict.fromkeys(("ru", "uk"), "CYRILLIC")
    | (dict.fromkeys(("en", "tr", "fr", "es", "pt", "it", "cs"), "LATIN"))
)
CODE = re.compile(r"[a-z]{2}(?=$|[-_])")
NAMES = {language.name.lower(): language.iso_code_639_1.name.lower() for language in LANGUAGES} | {
    "العربية": "ar", "عربي": "ar", "русский": "ru", "українська": "uk", "türkçe": "tr", "français": "fr",
    "español": "es", "português": "pt", "italiano": "it", "עברית": "he", "فارسی": "fa", "farsi": "fa", "čeština": "cs",
    "ara": "ar", "eng": "en", "rus": "ru", "ukr": "uk", "tur": "tr", "fra": "fr", "spa": "es", "por": "pt",
    "ita": "it", "heb": "he", "fas": "fa", "per": "fa", "ces": "cs",
}  # fmt: skip


def code_of(value: str | None) -> str | None:
    """ISO 639-1 code of a language given as code, locale or name; ``None`` for anything else ("und")."""
    lowered = (value or "").strip().lower()
    match = CODE.match(lowered)
    return NAMES.get(lowered) or (match.group() if match else None)


def choose(given: str | None, text: str, title: str | None) -> str | None:
    """The language given, unless the text stands in another script (labels of collections are often wrong); else the
    one found in the text, or in the title where the text is too short.
    """
    code = code_of(given)
    script = _main_script(NOISE.sub(" ", text[:SAMPLE])) if code in SCRIPT_OF else None
    if code and (script is None or script == SCRIPT_OF.get(code)):
        return code
    return language_of(text) or language_of(title or "")
