"""Which language to read a stretch of text in: the one told, unless its letters are of another script.

Pages come with menus in one language around posts in another, and are often labelled by the menus.
"""

import re
from functools import cache

ARABIC, CYRILLIC, HEBREW, LATIN = "arabic", "cyrillic", "hebrew", "latin"
RUNS = {
    ARABIC: re.compile("[\u0620-\u065f\u066e-\u06d3]+"),
    CYRILLIC: re.compile("[\u0400-\u04ff]+"),
    HEBREW: re.compile("[\u05d0-\u05ea]+"),
    LATIN: re.compile("[A-Za-z\u00c0-\u024f]+"),
}
OF = {"ar": ARABIC, "fa": ARABIC, "he": HEBREW, "ru": CYRILLIC, "uk": CYRILLIC}
"""The script of a language; Latin for all others."""
UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
PERSIAN = re.compile("[پچژگی].*?[پچژگی]", re.DOTALL)


def shares(text: str) -> dict[str, int]:
    """Letters of each script that the text holds, the most first."""
    if text.isascii():
        return {LATIN: len(text)} if RUNS[LATIN].search(text) else {}
    counts = {script: sum(map(len, runs.findall(text))) for script, runs in RUNS.items()}
    return {script: n for script, n in sorted(counts.items(), key=lambda item: -item[1]) if n}


@cache
def script_of(language: str) -> str:
    """The script a language is written in."""
    return OF.get(language, LATIN)


def language_in(script: str, text: str, told: str) -> str:
    """The told language where it is written in this script; else the one such letters most likely are."""
    if script == script_of(told):
        return told
    if script == ARABIC:
        return "fa" if PERSIAN.search(text) else "ar"
    if script == CYRILLIC:
        return "uk" if UKRAINIAN.search(text) else "ru"
    return "he" if script == HEBREW else "en"


def languages_of(text: str, told: str) -> tuple[str, ...]:
    """The languages a stretch may be read in, by how many of its letters are of their script; never empty."""
    found = shares(text)
    return tuple(language_in(script, text, told) for script in found) or (told,)
