from typing import Any

import pytest

from tests.claims_made import claim, of_whom, report
from tollbook.model import Claim, Drift
from tollbook.trace import trace

SHAFA, ENGLISH = "الشعفة", "al-Shafa"


def drifts(own: list[Claim], retold: list[Claim], **more: Any) -> tuple[Drift, ...]:
    """What changes between SOHR's own report of the 13th and a newspaper's of the 14th."""
    documents = [
        report("own", "2018-11-13", publisher="SOHR", language="ar"),
        report("retold", more.get("published", "2018-11-14"), publisher="A newspaper", language="en"),
    ]
    return trace(documents, [*own, *retold]).drifts


def own(number: int, said: str, places: str = "", when: str | None = None, **more: Any) -> Claim:
    return claim("own", number, said, places, when, **more)


def told(number: int, said: str, places: str = "", when: str | None = None, **more: Any) -> Claim:
    return claim("retold", number, said, places, when, sources=("SOHR",), **more)


KINDS = [
    ("harm", own(0, ">60", SHAFA, harm="killed_or_injured"), told(0, ">60", ENGLISH)),
    ("place", own(0, ">60", SHAFA), told(0, ">60", "al-Shafa + Gamsha + Haijin")),
    ("number", own(0, "12", "Hajin", "2018-11-12"), told(0, "21", "Hajin", "2018-11-12")),
    ("date", own(0, "9", "Hajin", "2018-11-10"), told(0, "9", "Hajin", "2018-11-12")),
    (
        "breakdown_as_sum",
        own(0, "7", "Hajin", "2018-11-10", of_whom=of_whom(children=4, women=1)),
        told(0, "11", "Hajin", "2018-11-10"),
    ),
]


@pytest.mark.parametrize(("kind", "first", "later"), KINDS)
def test_each_kind_is_found_once_with_both_claims(kind: str, first: Claim, later: Claim) -> None:
    found = drifts([first], [later])
    assert [(d.what, d.from_, d.to) for d in found] == [(kind, first.id, later.id)]
    assert found[0].words


def test_a_total_of_all_people_told_as_civilians() -> None:
    first = [own(0, "43", "Hajin", "2018-11-12", who="unspecified"), own(1, "36", "Hajin", "2018-11-12")]
    assert [d.what for d in drifts(first, [told(0, "43", "Hajin", "2018-11-12")])] == ["part_as_whole"]


def test_one_village_told_as_the_whole() -> None:
    first = [own(0, "40", "Hajin + Susa", "2018-11-12"), own(1, "25", "Hajin", "2018-11-12")]
    assert "part_as_whole" in [d.what for d in drifts(first, [told(0, "25", "Hajin + Susa", "2018-11-12")])]


NONE = [
    ("the same figure", own(0, "26", "هجين", "2018-11-09"), told(0, "26", "Hajin", "2018-11-09")),
    ("two events of one source", own(0, "26", "Hajin", "2018-11-09"), told(0, "43", "Hajin", "2018-11-17")),
    ("one number on two days", own(0, "20", "Hajin", "2018-11-09"), told(0, "20", "Hajin", "2018-11-17")),
    ("two villages", own(0, "12", "Hajin", "2018-11-12"), told(0, "12", "Susa", "2018-11-12")),
    ("a wider count", own(0, "36", "Hajin", "2018-11-12"), told(0, "43", "Hajin", "2018-11-12", who="unspecified")),
    ("a total and its part", own(0, "33", "Hajin + Susa", "2018-11-12"), told(0, "26", "Hajin", "2018-11-12")),
    ("convention", own(0, "~24", "Hajin", "2018-11-12"), told(0, "30", "Hajin", "2018-11-12")),
    ("more than 60 as 60", own(0, ">60", "Hajin", "2018-11-12"), told(0, "60", "Hajin", "2018-11-12")),
    (
        "the wounded beside the dead",
        own(0, "12", "Hajin", "2018-11-12"),
        told(0, "30", "Hajin", "2018-11-12", harm="injured"),
    ),
    ("a small number by chance", own(0, "2"), told(0, "2", harm="injured")),
    ("a campaign", own(0, "57", level="campaign"), told(0, "57", level="campaign", harm="injured")),
]


@pytest.mark.parametrize(("what", "first", "later"), NONE, ids=[row[0] for row in NONE])
def test_no_drift(what: str, first: Claim, later: Claim) -> None:
    assert drifts([first], [later]) == ()


def test_another_source_is_never_a_drift() -> None:
    later = claim("retold", 0, ">60", ENGLISH, sources=("SNHR",))
    assert drifts([own(0, ">60", SHAFA, harm="killed_or_injured")], [later]) == ()


def test_a_source_of_the_same_group_is() -> None:
    documents = [
        report("own", "2018-11-13", cites="SANA", language="ar"),
        report("paper", None, publisher="A newspaper"),
    ]
    claims = [
        claim("own", 0, ">60", SHAFA, "2018-11-12", harm="killed_or_injured"),
        claim("paper", 0, ">60", "al-Shafa + Gamsha + Haijin", sources=("Syrian state news",)),
    ]
    assert {(d.from_, d.to, d.what) for d in trace(documents, claims).drifts} == {
        ("own#0", "paper#0", "harm"),
        ("own#0", "paper#0", "place"),
    }


def test_retellings_are_held_against_the_sources_own_report_not_each_other() -> None:
    documents = [
        report(name, f"2018-11-{d}", publisher=p)
        for name, d, p in [("own", 13, "SOHR"), ("x", 14, "X"), ("y", 15, "Y")]
    ]
    claims = [claim("own", 0, "12", "Hajin", "2018-11-12", harm="killed_or_injured")]
    claims += [claim(name, 0, "12", "Hajin", "2018-11-12", sources=("SOHR",)) for name in ("x", "y")]
    assert {(d.from_, d.to) for d in trace(documents, claims).drifts} == {("own#0", "x#0"), ("own#0", "y#0")}
