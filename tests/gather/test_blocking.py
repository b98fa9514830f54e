"""Blocking by arrays against the same rules written out, hopeless pairs against full scores, the collection's words."""

import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations
from math import inf

import pytest

from tests.claims_made import no_lineage
from tollbook.gather import Material, blocking, in_full, incremental
from tollbook.gather.cluster import Scorer, cluster
from tollbook.gather.evidence import score
from tollbook.gather.features import Window
from tollbook.gather.gather import Gathering
from tollbook.gather.surroundings import of_collection
from tollbook.gather.ties import rarity, span_bits
from tollbook.gather.weights import default
from tollbook.model import Claim, Count, Document, Period, Place

WORDS = [f"word{n}" for n in range(300)]
PLACES = [Place(f"Place{n}", f"Place{n}", f"p{n}", 34 + n / 20, 40.0, "village") for n in range(12)]


def collection(seed: int, size: int) -> Material:
    rng = random.Random(seed)
    documents, claims = [], []
    for number in range(size):
        day = date(2018, 11, 1) + timedelta(days=rng.randrange(120))
        text = " ".join(rng.choice(WORDS) for _ in range(20))
        name, toll = f"r{number:03}", rng.randint(1, 9)
        documents.append(Document(name, text, published=rng.choice([None, day]), publisher=f"Page {number % 7}"))
        when = rng.choice([None, Period("", day, day)])
        count, place = Count(toll, toll), rng.choice(PLACES)
        claims.append(Claim(f"{name}#0", name, 0, 5, text[:5], "killed", count, places=(place,), when=when))
    return Material(documents, claims, no_lineage())


@pytest.fixture(scope="module")
def gathering() -> Gathering:
    return in_full(collection(1, 260))


def may_meet(a: Window | None, b: Window | None) -> bool:
    if a is None or b is None:
        return True
    farthest = 1 if a.stated and b.stated else blocking.FARTHEST_DAYS
    return a.start - b.end <= farthest and b.start - a.end <= farthest


def test_candidates_are_those_of_the_rules_written_out(gathering: Gathering) -> None:
    mentions, ties = gathering.ready, gathering.ties
    blocks: defaultdict[int, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        for key in blocking.keys(mention, ties):
            blocks[key].append(i)
    pairs = set(blocking.tied(mentions, ties))
    for key, block in blocks.items():
        if len(block) > blocking.LARGEST and key <= blocking.LAST_OF_WORDS:
            continue
        near = list(combinations(block, 2))
        if len(block) > blocking.LARGEST:
            ordered = sorted(block, key=lambda i: (blocking.size(mentions[i]), mentions[i].id))
            near = [(a, b) for at, a in enumerate(ordered) for b in ordered[at + 1 : at + 1 + blocking.NEIGHBOURS]]
        pairs |= {(min(p), max(p)) for p in near if may_meet(mentions[p[0]].window, mentions[p[1]].window)}
    assert max(map(len, blocks.values())) > blocking.LARGEST, "a block large enough to be thinned is among them"
    assert blocking.candidates(mentions, ties) == sorted(pairs)


def test_a_pair_is_dropped_early_only_where_it_cannot_reach_what_is_asked(gathering: Gathering) -> None:
    weights, dropped = default(), 0
    for a, b in combinations(gathering.ready[:120], 2):
        whole, asked = score(a, b, gathering.ties, weights), score(a, b, gathering.ties, weights, weights.join)
        dropped += asked == -inf
        assert asked == whole if whole >= weights.join else asked < weights.join
    assert dropped > 1000


def test_kin_are_what_pairs_that_reach_join_connect(gathering: Gathering) -> None:
    mentions, ties, weights = gathering.ready, gathering.ties, default()
    pairs = blocking.candidates(mentions, ties)
    found = cluster(mentions, pairs, Scorer(ties, weights), weights)
    least = list(range(len(mentions)))
    joinable = [(i, j) for i, j in pairs if score(mentions[i], mentions[j], ties, weights) >= weights.join]
    for _ in mentions:  # as often as the longest way could need
        before = list(least)
        for i, j in joinable:
            least[i] = least[j] = min(least[i], least[j])
        if before == least:
            break
    assert found.kin == [least[group[0]] for group in found.groups]
    assert all(len({least[i] for i in group}) == 1 for group in found.groups)


def test_words_and_span_of_a_collection_are_as_evidence_rates_them(gathering: Gathering) -> None:
    around = of_collection(gathering.whole)
    assert around.rarity(gathering.whole) == rarity(gathering.whole) != {}
    assert around.span_bits == span_bits(gathering.whole)
    first, later = gathering.whole[:250], gathering.whole[250:]
    grown = of_collection(first).with_reports(later)
    assert grown.rarity(gathering.whole) == around.rarity(gathering.whole)
    assert all(around.seen(term) == 1 for mention in gathering.whole for term in around.lone(mention))


def test_large_blocks_of_words_find_nothing_and_others_their_latest() -> None:
    many = list(range(1000))
    word, place, both = blocking.TERM | 5, blocking.AT | 5, blocking.PLACE_TIME | 5
    assert incremental.nearest({word: many[:41], place: many}, (), 1) == []
    assert incremental.nearest({both: many}, (), 2) == many[-400:]
    assert incremental.nearest({both: [1, 2], place: [2, 3]}, (3,), 1) == [1, 2]
