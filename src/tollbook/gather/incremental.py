"""The keys under which a report can be found again by a later one, and which mentions a new report is tied to."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tollbook.gather import blocking
from tollbook.gather.cluster import Scorer
from tollbook.gather.features import stated_window
from tollbook.gather.gather import Gathering
from tollbook.gather.mentions import Mention
from tollbook.gather.surroundings import Surroundings
from tollbook.gather.ties import Ties
from tollbook.gather.weights import default
from tollbook.model import Incident, Statement

LONE_TERMS = 24
"""Words no other report has yet, under which a mention can be found by the second report that has them."""
LONGEST_STATED = 31
"""A statement or incident that may fall on more days than this is met under its first days only."""
LARGEST = 400
"""A block of more reports finds only its latest ones, and nothing where it is one of words or of a place alone."""
NEAREST = 300
"""How many reports are looked at for one new report, those with most keys in common first."""
LOOKED_UP = blocking.BAND
"""Keys from here on are not compared under."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Keys in order and beside each the position of a report in ``documents``."""

    documents: tuple[str, ...]
    keys: NDArray[np.int64]
    owners: NDArray[np.int64]

    def with_others(self, keys: NDArray[np.int64], owners: NDArray[np.int64]) -> "Postings":
        """These and others of the same reports; each key once a report."""
        pairs = np.unique(np.stack((np.concatenate((self.keys, keys)), np.concatenate((self.owners, owners)))), axis=1)
        return Postings(self.documents, pairs[0], pairs[1])


def postings(gathering: Gathering, around: Surroundings, documents: Sequence[str]) -> Postings:
    """What the mentions of these reports are found by."""
    at = {document: i for i, document in enumerate(documents)}
    kept = [i for i, mention in enumerate(gathering.ready) if mention.document in at]
    ready = [gathering.ready[i] for i in kept]
    keys, holders = blocking.postings(ready, gathering.ties)
    lone = [
        (blocking.TERM | term, i) for i, k in enumerate(kept) for term in around.lone(gathering.whole[k])[:LONE_TERMS]
    ]
    alone = np.array(lone, dtype=np.int64).reshape(-1, 2)
    of_mention = np.array([at[mention.document] for mention in ready], dtype=np.int64)
    owners = of_mention[np.concatenate((holders, alone[:, 1]))] if ready else np.empty(0, np.int64)
    return Postings(tuple(documents), np.concatenate((keys, alone[:, 0])), owners)


def band_keys(rows: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Keys for rows of ``trace.copies.bands``."""
    columns = np.arange(rows.shape[1], dtype=np.uint64) * np.uint64(blocking.MIXER)
    mixed = (rows ^ columns) * np.uint64(blocking.OTHER_MIXER)
    return ((mixed >> np.uint64(64 - blocking.PAYLOAD)) | np.uint64(blocking.BAND)).astype(np.int64)


def stated_keys(statement: Statement) -> list[int]:
    """The keys of the days a statement speaks of; none where it is undated."""
    window = stated_window(statement.when)
    if window is None:
        return []
    return [blocking.STATED | day for day in range(window.start, min(window.end, window.start + LONGEST_STATED) + 1)]


def day_keys(incidents: Iterable[Incident]) -> set[int]:
    """The keys of statements that may bear on these incidents."""
    spans = ((i.when.start.toordinal(), i.when.end.toordinal()) for i in incidents
             if i.when and i.when.start and i.when.end)  # fmt: skip
    return {blocking.STATED | day for start, end in spans for day in range(start, min(end, start + LONGEST_STATED) + 1)}


def nearest(found: Mapping[int, Sequence[int]], left_out: Collection[int], new: int) -> list[int]:
    """Numbers of the reports worth loading for ``new`` ones: those that share most keys; some are at hand already."""
    shared: dict[int, int] = {}
    for key, owners in found.items():
        for owner in _of_block(key, owners):
            shared[owner] = shared.get(owner, 0) + 1
    best = sorted(shared.keys() - set(left_out), key=lambda owner: (-shared[owner], owner))
    return sorted(best[: NEAREST * max(1, new)])


def _of_block(key: int, owners: Sequence[int]) -> Sequence[int]:
    if key <= blocking.LAST_OF_WORDS:
        return owners if len(owners) <= blocking.MOST_COMMON_WORDS else ()
    if len(owners) > LARGEST:
        return () if key <= blocking.AT | blocking.MASK else sorted(owners)[-LARGEST:]
    return owners


def tied_to(ready: Sequence[Mention], ties: Ties, changed: Collection[str]) -> Iterator[Mention]:
    """The mentions of other reports that reach ``join`` with one of a changed report: what they are in is touched."""
    weights = default()
    scorer = Scorer(ties, weights)
    for i, j in blocking.candidates(ready, ties):
        a, b = ready[i], ready[j]
        if (a.document in changed) != (b.document in changed) and scorer.reaching(a, b, weights.join) is not None:
            yield b if a.document in changed else a
