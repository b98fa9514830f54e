"""Which of a place's spellings a page in another script shows."""

import re
from collections.abc import Sequence

from tollbook.locate.keys import exact_key

LETTERS = {"arabic": re.compile(r"[\u0600-\u06ff]"), "latin": re.compile("[A-Za-z]")}
PLAIN = {
    "arabic": re.compile(r"[\u0621-\u063a\u0641-\u064a ]+"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff '’ʼ-]+"),
}
"""Whole spellings fit to be shown: in Arabic without the letters that only Persian, Kurdish or Urdu write."""


def other_scripts(name: str, spellings: Sequence[str]) -> tuple[str, ...]:
    """The spelling to show in each script that the name itself is not written in; none where no list gives one.

    The first one listed, with the article where the same name is listed with it too; a spelling that is broken into
    single letters is none.
    """
    found = (_best(script, spellings) for script, letters in LETTERS.items() if not letters.search(name))
    return tuple(spelling for spelling in found if spelling)


def _best(script: str, spellings: Sequence[str]) -> str | None:
    fit = [s for s in spellings if PLAIN[script].fullmatch(s) and all(len(word) > 1 for word in s.split())]
    if not fit:
        return None
    return next((s for s in fit if s.startswith("ال") and exact_key(s) == exact_key(fit[0])), fit[0])
