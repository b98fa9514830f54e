"""Which report repeats the words of which: word shingles, MinHash to propose, exact overlap to decide.

Shingles work on folded text, so Arabic is handled like any other script. Page furniture (menus, "related articles")
stands on many pages of one publisher or site; such shingles are left out before anything is compared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, combinations
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np
import rensa
from numpy.typing import NDArray

from tollbook.model import Document
from tollbook.text.plain import words

WORDS = 3
FEWEST = 8
"""Shingles a text must have before its repetition means anything."""
PERMUTATIONS, BANDS, SEED = 128, 32, 20181112
MIXERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64)
JACCARD, CONTAINED, SHARED_PASSAGE = 0.5, 0.6, 0.7
FURNITURE_PAGES, FURNITURE_SHARE, FURNITURE_ENOUGH = 4, 0.2, 25
SIGNED_AT_ONCE = 5_000
"""Units signed in one go: their signatures as a whole would fill the memory."""
WIDEST_BUCKET = 50
"""A band shared by more texts than this is a formula ("breaking news"), not evidence of copying."""

Furniture = Mapping[str, frozenset[int]]
"""Site -> the shingles that stand on a good share of its pages."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Original offsets of a paragraph and its shingles."""

    start: int
    end: int
    shingles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Copies:
    """``whole``: document -> the earlier document it repeats; ``passages``: document -> (start, end, that document)."""

    whole: Mapping[str, str]
    passages: Mapping[str, tuple[tuple[int, int, str], ...]]


def _shingles(said: Sequence[str]) -> frozenset[int]:
    grams = zip(*(said[i:] for i in range(WORDS)), strict=False)
    return frozenset(crc32(" ".join(gram).encode()) for gram in grams)


def passages(document: Document) -> list[Passage]:
    """The paragraphs of a document with their shingles."""
    found, start = [], 0
    for line in document.text.split("\n"):
        said = words(line)
        if len(said) >= WORDS:
            found.append(Passage(start, start + len(line), _shingles(said)))
        start += len(line) + 1
    return found


def _sites(document: Document) -> Iterator[str]:
    host = urlsplit(document.url or "").hostname
    if host:
        yield f"host:{host}"
    if document.publisher:
        yield f"publisher:{document.publisher}"


def furniture(documents: Sequence[Document], parts: Mapping[str, list[Passage]]) -> dict[str, frozenset[int]]:
    """Site -> shingles that stand on a good share of its pages."""
    pages: Counter[str] = Counter()
    seen: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for document in documents:
        everything = frozenset().union(*(p.shingles for p in parts[document.id]))
        for site in _sites(document):
            pages[site] += 1
            seen[site].update(everything)
    least = {
        site: max(FURNITURE_PAGES, min(FURNITURE_SHARE * n, FURNITURE_ENOUGH))
        for site, n in pages.items()
        if n >= FURNITURE_PAGES
    }
    return {site: frozenset(s for s, n in seen[site].items() if n >= least[site]) for site in least}


def _bare(documents: Sequence[Document], known: Furniture | None = None) -> dict[str, list[Passage]]:
    """Passages of each document without the furniture of its publisher and site."""
    parts = {document.id: passages(document) for document in documents}
    common = furniture(documents, parts) if known is None else known
    for document in documents:
        drop: frozenset[int] = frozenset().union(*(common.get(site, frozenset()) for site in _sites(document)))
        if drop:
            parts[document.id] = [Passage(p.start, p.end, p.shingles - drop) for p in parts[document.id]]
    return parts


def bands(units: Sequence[frozenset[int]]) -> NDArray[np.uint64]:
    """One row of keys for each unit: texts that share many shingles agree on one of them at least."""
    rows = PERMUTATIONS // BANDS
    found = np.empty((len(units), BANDS), dtype=np.uint64)
    for at in range(0, len(units), SIGNED_AT_ONCE):
        some = units[at : at + SIGNED_AT_ONCE]
        offsets = [0, *accumulate(map(len, some))]
        hashes = [shingle for unit in some for shingle in unit]
        minima = rensa.RMinHash.digest_matrix_from_flat_token_hashes(hashes, offsets, PERMUTATIONS, SEED).to_rows()
        found[at : at + SIGNED_AT_ONCE] = np.array(minima, np.uint64).reshape(-1, BANDS, rows) @ MIXERS[:rows]
    return found


def _buckets(units: Sequence[frozenset[int]]) -> Iterator[list[int]]:
    """Groups of units that agree on a whole band of their signature."""
    if len(units) < 2:
        return
    signed = bands(units)
    for band in range(BANDS):
        keys = signed[:, band]
        order = np.argsort(keys, kind="stable")
        starts = np.concatenate(([0], np.flatnonzero(np.diff(keys[order])) + 1))
        sizes = np.diff(np.append(starts, len(order)))
        for i in np.flatnonzero((sizes > 1) & (sizes <= WIDEST_BUCKET)):
            yield order[starts[i] : starts[i] + sizes[i]].tolist()


def _candidates(owners: Sequence[int], units: Sequence[frozenset[int]]) -> set[tuple[int, int]]:
    """Pairs of document numbers that may share words."""
    pairs: set[tuple[int, int]] = set()
    for group in _buckets(units):
        holders = sorted({owners[i] for i in group})
        pairs.update(combinations(holders, 2))
    return pairs


def _repeats(later: frozenset[int], earlier: frozenset[int]) -> bool:
    """Whether the later text as a whole repeats the earlier one, or is a part of it, or holds it whole."""
    shared = len(later & earlier)
    union, smaller = len(later) + len(earlier) - shared, min(len(later), len(earlier))
    return smaller >= FEWEST and (shared >= JACCARD * union or shared >= CONTAINED * smaller)


def _reused(parts: Sequence[Passage], earlier: frozenset[int]) -> list[tuple[int, int]]:
    """Spans of the paragraphs whose words the earlier text has."""
    held = [p for p in parts if len(p.shingles) >= FEWEST]
    return [(p.start, p.end) for p in held if len(p.shingles & earlier) >= SHARED_PASSAGE * len(p.shingles)]


def earlier(document: Document) -> tuple[date, str]:
    """Undated first: nothing shows that an undated report came later than the one it resembles."""
    return document.published or date.min, document.id


def _units(parts: Sequence[Sequence[Passage]]) -> tuple[list[int], list[frozenset[int]]]:
    """What is signed of each document, the whole and its paragraphs, and beside it the number of the document."""
    owners, units = [], []
    for number, own in enumerate(parts):
        whole = frozenset[int]().union(*(p.shingles for p in own))
        for unit in dict.fromkeys((whole, *(p.shingles for p in own))):
            if len(unit) >= FEWEST:
                owners.append(number)
                units.append(unit)
    return owners, units


def signed(documents: Sequence[Document], known: Furniture) -> tuple[list[int], NDArray[np.uint64]]:
    """Positions of documents and, beside each, one row of keys (``bands``): those that share one may share words."""
    parts = _bare(documents, known)
    owners, units = _units([parts[document.id] for document in documents])
    return owners, bands(units)


def furniture_of(documents: Sequence[Document]) -> dict[str, frozenset[int]]:
    """``furniture`` of the usable among all reports there are."""
    usable = [document for document in documents if document.condition == "usable"]
    return furniture(usable, {document.id: passages(document) for document in usable})


def find(documents: Sequence[Document], known: Furniture | None = None) -> Copies:
    """Whole copies and reused paragraphs among the documents; near linear in their number.

    ``known``: the furniture of the sites, where these are only some of their pages.
    """
    ordered = sorted((d for d in documents if d.condition == "usable"), key=earlier)
    parts = _bare(ordered, known)
    whole = [frozenset().union(*(p.shingles for p in parts[d.id])) for d in ordered]
    owners, units = _units([parts[document.id] for document in ordered])
    copied: dict[str, str] = {}
    reused: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for first, second in sorted(_candidates(owners, units), key=lambda pair: (pair[1], pair[0])):
        later, model = ordered[second].id, ordered[first].id
        if later not in copied and _repeats(whole[second], whole[first]):
            copied[later] = model
        reused[later] += [(*span, model) for span in _reused(parts[later], whole[first])]
    return Copies(copied, {later: tuple(sorted(spans)) for later, spans in reused.items() if spans})
