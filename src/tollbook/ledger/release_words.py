"""How releases put things: the ends of sentences and clauses, single cases, and the time since the start."""

import re

WHOLE = re.IGNORECASE | re.DOTALL


def _either(*parts: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(parts), flags)


MONTHS = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
ABBREVIATED = re.compile(rf"\b(?:{'|'.join((*MONTHS, 'approx', 'No', 'Gen', 'Col', 'U.S'))})\.")
LEADER = re.compile(r"\.{2,}|…+|(?<=\s)\.(?=\s)")
"""The dots between a name and its number in a typed table."""
FRESH = re.compile(r"\n\s*\n|\n\s*(?:[-*•–]|\(?\d+[.)])\s")
SENTENCE = _either(
    r"(?<=[a-z0-9][.!?])(?=[A-Z][a-z])",
    r"(?<=[.!?])[\"”')]*\s+(?=[\"“(]?[A-Z0-9])",
    r"\n\s*\n",
    r"\n(?=\s*(?:[-*•–]|\d+[.)])\s)",
    r"\n(?=[^\n]{0,60}[:=]\s*[(\d])",
    r"(?<=\d)[)*]*[ \t]*\n",
    flags=0,
)
CLAUSE = _either(
    r"[,;]",
    r"\.\s",
    r"\n\s*\n",
    r"\b(?:and|while|including|bringing|making)\b",
    r"\bof (?:which|these|those|them)\b",
    r"\b(?:that |which )?result(?:ed|ing|s)?\b",
    r"\b(?:in which|out of)\b",
    r"\bwith\b(?= (?:NUMBER|a total))",
)
BEING = re.compile(r"\s+(?:are |were |is |then |later |since )?(?:being|still|pending|re-?opened)\b", re.IGNORECASE)
"""An "and" before this ends no clause: "open and being assessed", "closed and reopened"."""
FRACTION = re.compile(r"\s*(?:reports? )?(?:out )?of (?:the |these |those |a total of )?", re.IGNORECASE)
NOT_CREDIBLE = _either(
    r"\bnon[\s‐‑–-]*credible\b",
    r"\bnot (?:been )?(?:\w+ ){0,3}(?:to be |as )?credible\b",
    r"\b(?:unsubstantiated|incredible)\b",
)
SINCE = _either(
    r"\bsince (?:the )?(?:very )?(?:start|beginning|begin|outset|operations?|campaign|(?:\w+ )?MONTH|20\d\d|YEAR)",
    r"\bsince (?:it|they|operations) began\b",
    r"\bto date\b",
    r"\bfrom the (?:start|beginning|outset) of (?!the month)",
    r"\bRANGE\b",
    r"\bso far\b",
    r"\bcumulative",
    r"\bover the (?:whole )?(?:campaign|operation)\b",
)
STILL = _either(r"\b(?:during|over|in|within) (?:this|that|the same) (?:time )?(?:period|time)\b")
TOLL = _either(r"\bat least\b.*\b(?:have been|were) (?:\w+ )?killed\b", flags=WHOLE)
OF_MONTH = _either(
    r"\b(?:this|last|the) month\b", r"\b(?:in|during|for) (?:the month of )?MONTH\b", r"\bcarried over\b"
)
CASE = _either(
    r"\s*(?:\(?\d+[.):]\s*|[-*•–]\s*)?(?:on |about |around )?DAY\b(?=.*\b(?:near|in|via|at)\b)",
    r"\s*(?:\(?\d+[.):]\s+|[-*•–]\s*)(?=.*\bnear\b)",
    flags=WHOLE,
)
"""A single case among those listed: its dead are no figure of the month's."""
TITLE = _either(r"\bmonthly\b.*\breport\b", r"\bcivilian[ -](?:casualty|harm)\b.*\breport\b", r"^\s*[-=*_]{3,}\s*$")
NONE = _either(
    r"\b(?:no|none|zero)\b(?=(?:\s+\w+){0,3}?\s+(?:NONCRED|credible|duplicates?|reopened|new|of which)\b)",
    r"\b(?:no|none|zero)\b(?=\s+(?:was|were) (?:\w+ ){0,3}(?:NONCRED|credible|duplicates?|reopened)\b)",
)
ONE = re.compile(r"\b(?:a|an)\b(?=\s+duplicate\b)", re.IGNORECASE)
