"""What judgements come to: a table, an oracle by brute force, and properties."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.gather import VERDICTS, Judgement, Overruled, Verdict, rule


def said(*told: str) -> list[Judgement]:
    """Judgements from the oldest to the newest: "ab=cd" same, "ab#cd" different, "ab?cd" unsure, a letter a claim."""
    found = []
    for order, words in enumerate(told, 1):
        sign = next(s for s in "=#?" if s in words)
        verdict: Verdict = VERDICTS["=#?".index(sign)]
        found.append(Judgement(verdict, tuple(tuple(group) for group in words.split(sign)), order))
    return found


TABLE = [
    ("one event", ("a=b",), "a=b"),
    ("one event by way of a third", ("a=b", "b=c"), "a=c"),
    ("different", ("a#b",), "a#b"),
    ("unsure", ("a?b",), "a?b"),
    ("same a-b, different b-c", ("a=b", "b#c"), "a#c"),
    ("the same the other way about", ("b#c", "a=b"), "a#c"),
    ("same a-b, unsure b-c", ("a=b", "b?c"), "a?c"),
    ("nobody said", ("a=b", "c=d"), "a c"),
    ("within one group of a split nothing is said", ("ab#cd",), "a b"),
    ("every two of a split", ("ab#cd",), "b#c"),
    ("three groups", ("a#b#c",), "a#c"),
    ("a merge after a split", ("ab#cd", "ab=cd"), "a=d"),
    ("a split after a merge", ("ab=cd", "a#bcd"), "a#c"),
    ("and the rest stays one", ("ab=cd", "a#bcd"), "b=d"),
    ("the first claim split off leaves the rest one", ("abc=def", "a#bcdef"), "b=f"),
    ("unsure after a merge", ("a=b", "a?b"), "a?b"),
    ("a merge after unsure", ("a?b", "a=b"), "a=b"),
    ("unsure after a split", ("a#b", "a?b"), "a?b"),
    ("a split after unsure", ("a?b", "a#b"), "a#b"),
    ("the newest three of a circle hold", ("a=b", "b=c", "a#c"), "b=c"),
    ("and the oldest gives way", ("a=b", "b=c", "a#c"), "a#b"),
]


@pytest.mark.parametrize(("what", "told", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_what_judgements_come_to(what: str, told: tuple[str, ...], expected: str) -> None:
    a, sign, b = tuple(expected)
    verdict = None if sign == " " else VERDICTS["=#?".index(sign)]
    ruling = rule(said(*told))
    assert ruling.between(a, b) == ruling.between(b, a) == verdict


CONFLICTS = [
    (("a=b", "a#b"), [(1, "same", ("a", "b"), (2,))]),
    (("a#b", "a=b"), [(1, "different", ("a", "b"), (2,))]),
    (("a=b", "b=c", "a#c"), [(1, "same", ("a", "b"), (3,))]),
    (("a#c", "a=b", "b=c"), [(1, "different", ("a", "c"), (3, 2))]),
    (("a#b", "a?b"), [(1, "different", ("a", "b"), (2,))]),
    (("a=b", "b#c"), []),
    (("a#b", "a#b"), []),
]


@pytest.mark.parametrize(("told", "expected"), CONFLICTS)
def test_contradictions_are_named_with_what_overrules_them(told: tuple[str, ...], expected: list[Overruled]) -> None:
    assert list(rule(said(*told)).overruled) == [Overruled(*one) for one in expected]


def test_what_a_report_tells_together_yields_to_people() -> None:
    ruling = rule(said("a#b"), ["ab", "cd"])
    assert ruling.between("a", "b") == "different"
    assert ruling.part.keys() == {"a", "b"}
    assert ruling.overruled == ()


def test_claims_of_one_report_never_carry_a_bar_across() -> None:
    """a and b stand in one report, c and d in another: people say a is c, and b is not d."""
    ruling = rule(said("a=c", "b#d"), ["ab", "cd"])
    assert ruling.between("a", "c") == "same"
    assert ruling.between("b", "d") == "different"
    assert ruling.between("a", "b") == "same"
    assert ruling.between("a", "d") == "different"


def test_a_question_stays_open_where_only_a_report_joins_it_to_what_is_settled() -> None:
    assert rule(said("a?b", "a#d"), ["bd"]).between("a", "b") == "unsure"
    assert rule(said("a?b", "a#d", "b=d")).between("a", "b") == "different", "here people joined them"


CLAIMS = "abcdef"
PAIRS = st.tuples(st.sampled_from(CLAIMS), st.sampled_from(CLAIMS)).filter(lambda pair: pair[0] != pair[1])
GROUPS = st.permutations(CLAIMS).flatmap(
    lambda order: st.tuples(st.integers(1, 3), st.integers(1, 3)).map(
        lambda sizes: (tuple(order[: sizes[0]]), tuple(order[sizes[0] : sum(sizes)]))
    )
)
SAID = st.lists(st.tuples(st.sampled_from(VERDICTS), GROUPS), max_size=7)
SAID_OF_PAIRS = st.lists(st.tuples(st.sampled_from(VERDICTS), PAIRS), max_size=9)


def made(told: list[tuple[Verdict, tuple[tuple[str, ...], ...]]]) -> list[Judgement]:
    return [Judgement(verdict, groups, order) for order, (verdict, groups) in enumerate(told, 1)]


def _closed(facts: dict[frozenset[str], Verdict]) -> dict[frozenset[str], Verdict] | None:
    """All that follows from facts about pairs, same and not same, by brute force; None where they contradict."""
    known = {pair: "same" if verdict == "same" else "apart" for pair, verdict in facts.items()}
    while True:
        more = dict(known)
        for a, b, c in ((x, y, z) for x in CLAIMS for y in CLAIMS for z in CLAIMS if len({x, y, z}) == 3):
            if known.get(frozenset((a, b))) != "same" or (word := known.get(frozenset((b, c)))) is None:
                continue
            if more.setdefault(frozenset((a, c)), word) != word:
                return None
        if more == known:
            return {pair: "same" if word == "same" else "different" for pair, word in known.items()}
        known = more


def oracle(told: list[tuple[Verdict, tuple[str, str]]]) -> dict[frozenset[str], bool]:
    """Whether each pair is one event: judgements from the newest, each taken where it contradicts none taken before."""
    facts: dict[frozenset[str], Verdict] = {}
    for verdict, (a, b) in reversed(told):
        pair = frozenset((a, b))
        if pair not in facts and _closed({**facts, pair: verdict}) is not None:
            facts[pair] = verdict
    return {pair: word == "same" for pair, word in (_closed(facts) or {}).items()}


@settings(max_examples=400, deadline=None)
@given(SAID_OF_PAIRS)
def test_pairs_come_to_what_brute_force_finds(told: list[tuple[Verdict, tuple[str, str]]]) -> None:
    ruling = rule([Judgement(verdict, ((a,), (b,)), order) for order, (verdict, (a, b)) in enumerate(told)])
    found = {frozenset((a, b)): ruling.between(a, b) for a, b in combinations(CLAIMS, 2)}
    assert {pair: verdict == "same" for pair, verdict in found.items() if verdict} == oracle(told)


@settings(max_examples=200, deadline=None)
@given(SAID, st.randoms(use_true_random=False))
def test_the_order_they_are_given_in_never_matters(
    told: list[tuple[Verdict, tuple[tuple[str, ...], ...]]], shuffler: random.Random
) -> None:
    judgements = made(told)
    mixed = judgements[:]
    shuffler.shuffle(mixed)
    assert rule(mixed) == rule(judgements)


@settings(max_examples=200, deadline=None)
@given(SAID, st.tuples(st.sampled_from(VERDICTS), GROUPS))
def test_the_newest_always_holds(
    told: list[tuple[Verdict, tuple[tuple[str, ...], ...]]], newest: tuple[Verdict, tuple[tuple[str, ...], ...]]
) -> None:
    verdict, (ours, theirs) = newest
    ruling = rule(made([*told, newest]))
    assert all(ruling.between(a, b) == verdict for a in ours for b in theirs)
    assert all(one.order <= len(told) for one in ruling.overruled)


@settings(max_examples=200, deadline=None)
@given(SAID)
def test_every_judgement_holds_or_is_told_to_be_overruled_by_a_newer_one(
    told: list[tuple[Verdict, tuple[tuple[str, ...], ...]]],
) -> None:
    judgements = made(told)
    ruling = rule(judgements)
    told_off = {one.order for one in ruling.overruled}
    for one in judgements:
        apart = ("different", "unsure")  # which of the two, newer words on other claims of the parts may settle
        held = ("same",) if one.verdict == "same" else apart
        holds = all(ruling.between(a, b) in held for a in one.groups[0] for b in one.groups[1])
        assert holds or one.order in told_off
    assert all(by > one.order for one in ruling.overruled for by in one.by)
    assert all(one.by for one in ruling.overruled)
