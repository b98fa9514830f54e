"""The first number a report gives: its author's own figure, beside which smaller numbers are parts or earlier tolls.

Reports put their conclusion first. What follows in the same voice and is smaller is a part of it; what follows in
other people's voices and is smaller is what the author knew and did not adopt. Both stay visible, neither sets the
least end of the range.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tollbook.model import Harm
from tollbook.reconcile.rows import over
from tollbook.reconcile.said import Said

Floors = Mapping[tuple[str, Harm], int]


def opened(words: Sequence[Said]) -> list[Said]:
    """The same words, the openings of their reports and what falls short of the same voice's earlier word marked."""
    first: dict[tuple[str, Harm], Said] = {}
    voices: dict[tuple[str, Harm, str], list[Said]] = {}
    marked: dict[str, Said] = {}
    for s in sorted(words, key=lambda s: (s.claim.start, -s.lo, s.claim.id)):
        if s.who == "combatant":
            continue
        voice = voices.setdefault((s.claim.document, s.harm, s.source), [])
        opening = bool(s.lo) and first.setdefault((s.claim.document, s.harm), s) is s
        marked[s.claim.id] = _marked(s, opening, voice)
        if not s.vague:
            voice.append(s)
    return [marked.get(s.claim.id, s) for s in words]


def floors(words: Iterable[Said], summaries: frozenset[str]) -> Floors:
    """(Document, harm) -> the least number of its opening, where that is the author's own or a summary, in numbers."""
    return {
        (s.claim.document, s.harm): s.lo
        for s in words
        if s.opening and not s.vague and (not s.claim.sources or s.claim.id in summaries)
    }


def _marked(s: Said, opening: bool, voice: Sequence[Said]) -> Said:
    before = next((v for v in voice if v.cells & s.cells == v.cells and over(v.lo, s.hi)), None)
    if before is None:
        return replace(s, opening=True) if opening else s
    clash = not s.part and s.lo == s.hi and before.lo == before.hi
    return replace(s, hi=None, part=True, opening=opening, below=before.claim.id if clash else "")
