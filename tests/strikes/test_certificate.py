import json
import random
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.errors import StopRun
from tollbook.model.place import Place
from tollbook.model.strike import LogCoverage, Strike, StrikeLog
from tollbook.strikes.certificate import (
    Kind,
    Searched,
    asks_the_same,
    body_of,
    canonical,
    certificate_id,
    is_sound,
    verify,
)
from tollbook.strikes.compare import compare
from tollbook.strikes.diligence import Verdict, certify, lacks, supports
from tollbook.strikes.index import build_index
from tollbook.strikes.near import near_misses
from tollbook.strikes.subject import Spot, Subject

DAY = date(2017, 3, 17)
HERE = Spot(36.34, 43.11, 1.5, "Al-Jadida", "Nineveh")
SUBJECT = Subject("inc-1", (HERE,), DAY, DAY, 3.0, frozenset({"coalition"}))
MADE = datetime(2026, 11, 22, 12, tzinfo=UTC)
TIMES = {"places": MADE, "log": MADE}
ASKED: dict[str, Any] = {"names": [], "province": None, "near": None}


def strike(key: str, start: datetime, lat: float = 36.34, lon: float = 43.11) -> Strike:
    return Strike(f"log/{key}", "log", start, start, Place("", lat=lat, lon=lon, precision="exact"), force="coalition")


FAR = [strike(f"far{n}", datetime(2017, 3, 1 + n, 9, tzinfo=UTC), 33.3, 44.4) for n in range(5)]


def log(*strikes: Strike, complete: Any = "complete", **change: Any) -> StrikeLog:
    whole = LogCoverage("log", "coalition", date(2017, 1, 1), date(2017, 12, 31), None, complete)
    return StrikeLog("log", "The log", (*FAR, *strikes), (replace(whole, **change),), "0" * 64)


def place(**change: Any) -> dict[str, Any]:
    tried = [{"kind": "as_written", "script": "latin", "of": "", "spellings": ["Al-Jadida"], "keys": 1}]
    tried.append({"kind": "transliterated", "script": "arabic", "of": "", "spellings": ["الجديدة"], "keys": 1})
    held = {"name": "iq", "sha256": "a" * 64, "places": 20000, "here": 20000, "named": {"arabic": 19000}}
    area = {"province": "Nineveh", "near": None, "radius_km": None, "provinces": ["IQ.15"], "countries": ["IQ"]}
    base = {
        "name": "Al-Jadida", "script": "latin", "native_scripts": ["arabic"], "area": area, "chosen": None,
        "tried": tried, "found": [], "not_listed": 0, "gazetteers": [held], "warnings": [],
    }  # fmt: skip
    return {**base, **change}


def found(key: str, where: str = "inside", how: str = "as_written", lat: float = 36.34) -> dict[str, Any]:
    return {
        "id": key, "name": "Al-Jadida", "admin": "Nineveh", "country": "IQ", "lat": lat, "lon": 43.11,
        "precision": "village", "source": "x", "how": how, "spelling": "Al-Jadida", "script": "latin", "alike": 1.0,
        "where": where, "distance_km": 1.0, "named_in": ["latin"], "whole": how != "consonants",
    }  # fmt: skip


def warned(code: str) -> list[dict[str, str]]:
    return [{"code": code, "text": f"{code} in English", "text_ar": f"{code} ar"}]


def made(*logs: StrikeLog, subject: Subject = SUBJECT, places: Any = None, **change: Any) -> Searched:
    index = build_index(logs) if logs else None
    base = Searched(
        subject=subject,
        asked=ASKED,
        places=[place()] if places is None else places,
        comparison=compare(subject, index) if index else None,
        near=near_misses(subject, index) if index else (),
        logs=logs,
    )
    return replace(base, **change)


def codes(searched: Searched, kind: Kind = "no_strike") -> list[str]:
    return list(dict.fromkeys(lack.code for lack in lacks(body_of(kind, searched))))


UNPLACED = replace(SUBJECT, spots=())
AT_NOON = datetime(2017, 3, 17, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("searched", "missing"),
    [
        (made(log()), []),
        (made(), ["log"]),
        (made(log(complete="partial")), ["coverage"]),
        (made(log(complete="unknown")), ["coverage"]),
        (made(log(lacks="French strikes")), ["coverage"]),
        (made(log(force="france")), ["coverage"]),
        (made(log(end=date(2017, 3, 16))), ["coverage"]),
        (made(log(area=(35.0, 30.0, 42.0, 38.0))), ["coverage"]),
        (made(log(), subject=replace(SUBJECT, forces=frozenset({"coalition", "iraq"}))), ["coverage"]),
        (made(log(strike("hit", AT_NOON))), ["strikes"]),
        (made(log(strike("next", AT_NOON + timedelta(days=1)))), ["near"]),
        (made(log(), subject=replace(SUBJECT, first=None, last=None)), ["question", "coverage"]),
        (made(log(), subject=UNPLACED), ["question", "coverage"]),
        (made(log(), places=[]), ["name"]),
        (made(log(), places=[place(native_scripts=["arabic", "hebrew"])]), ["native"]),
        (made(log(), places=[place(warnings=warned("no_native_names"))]), ["native"]),
        (made(log(), places=[place(warnings=warned("contradicts_province"))]), ["province"]),
        (made(log(), places=[place(found=[found("other", "same_country", lat=34.0)])]), ["homonyms"]),
        (made(log(), places=[place(found=[found("itself")])]), []),
        (made(log(), places=[place(found=[found("abroad", "elsewhere", lat=34.0)])]), []),
        (made(log(), places=[place(area={"province": None, "near": None, "countries": []})]), ["area"]),
    ],
)
def test_no_strike_is_refused_where_the_search_was_not_made_as_it_must_be(
    searched: Searched, missing: list[str]
) -> None:
    assert codes(searched) == missing


@pytest.mark.parametrize(
    ("places", "missing"),
    [
        ([place()], []),
        ([], ["name"]),
        ([place(found=[found("here")])], ["found"]),
        ([place(found=[found("here", how="one_letter")])], ["found"]),
        ([place(found=[found("there", "same_country")])], ["found"]),
        ([place(found=[found("there", "same_country", "one_letter")])], []),
        ([place(found=[found("chance", how="consonants")])], []),
        ([place(found=[found("abroad", "elsewhere")])], []),
        ([place(gazetteers=[{"name": "towns", "sha256": "b", "places": 9, "here": 9, "named": {}}])], ["thin"]),
        ([place(native_scripts=["cyrillic"])], ["native"]),
        ([place(), place(name="Jadida", native_scripts=["cyrillic"])], ["native"]),
    ],
)
def test_place_unknown_is_refused_where_the_search_was_not_made_or_found_it(
    places: list[dict[str, Any]], missing: list[str]
) -> None:
    assert codes(made(subject=UNPLACED, places=places), "place_unknown") == missing


def test_a_place_with_a_point_is_not_unknown_but_a_province_is_none() -> None:
    assert codes(made(), "place_unknown") == ["pointed"]
    coarse = replace(SUBJECT, spots=(replace(HERE, radius_km=100.0),))
    assert codes(made(subject=coarse), "place_unknown") == []


def test_a_person_answers_for_places_near_misses_and_thin_lists_but_not_for_what_a_log_cannot_show() -> None:
    next_day = log(strike("next", AT_NOON + timedelta(days=1)))
    assert codes(made(next_day, dismissed={"log/next": "a bridge, says the log"})) == []
    assert codes(made(log(complete="partial"), dismissed={"coverage": "it will do", "log": "so what"})) == ["coverage"]
    assert codes(made(log(strike("hit", AT_NOON)), dismissed={"log/hit": "no"})) == ["strikes"]
    thin = [place(gazetteers=[], found=[found("here")])]
    assert codes(made(subject=UNPLACED, places=thin, dismissed={"thin": "x", "here": "y"}), "place_unknown") == []


def test_a_refusal_says_inconclusive_and_what_to_do() -> None:
    with pytest.raises(StopRun, match="inconclusive: the log cannot show it") as stopped:
        certify(body_of("no_strike", made(log(complete="partial"))), "R", MADE, TIMES)
    assert "only inconclusive can be proposed" in stopped.value.remedy


def record(searched: Searched | None = None, kind: Kind = "no_strike") -> dict[str, Any]:
    return certify(body_of(kind, searched or made(log())), "R", MADE, TIMES)


def test_times_and_people_stand_outside_the_id_and_the_checklist_beside_it() -> None:
    one = record()
    other = certify(body_of("no_strike", made(log())), "S", MADE + timedelta(days=1), TIMES)
    assert one["id"] == other["id"]
    assert one["made"] != other["made"]
    assert all(step["done"] and step["at"] and step["text_ar"] for step in one["made"]["diligence"])
    assert {"native", "coverage", "homonyms", "near"} <= {step["step"] for step in one["made"]["diligence"]}


def test_an_id_outlives_json() -> None:
    one = record(made(log(strike("next", AT_NOON + timedelta(days=1))), dismissed={"log/next": "الجسر"}))
    assert is_sound(json.loads(json.dumps(one)))
    assert one["body"]["log_search"]["near_misses"][0]["why"]


@given(st.randoms(), st.permutations(range(3)))
def test_the_id_does_not_depend_on_the_order_things_come_in(chance: random.Random, order: list[int]) -> None:
    names = [place(name=name) for name in ("Al-Jadida", "الجديدة", "Jadida")]
    strikes = [strike(f"s{n}", AT_NOON + timedelta(days=9 * n), 34.0 + n) for n in range(1, 4)]
    spots = (HERE, replace(HERE, lat=36.35, name="b"))
    subject = replace(SUBJECT, spots=spots, homonyms=(Spot(34.0, 44.0, 2.0), Spot(35.0, 44.0, 2.0)))
    first = body_of("no_strike", made(log(*strikes), subject=subject, places=names))
    mixed = chance.sample(strikes, len(strikes))
    turned = replace(subject, spots=spots[::-1], homonyms=subject.homonyms[::-1])
    second = body_of("no_strike", made(log(*mixed), subject=turned, places=[names[at] for at in order]))
    assert certificate_id(first) == certificate_id(second)


CHANGES = st.sampled_from(["add", "move", "time", "coverage", "gazetteer", "found", "spelling", "radius"])


@given(CHANGES, st.integers(1, 300))
@settings(max_examples=60, deadline=None)
def test_any_change_of_log_gazetteer_or_search_is_told(change: str, by: int) -> None:
    kept = record()
    other, places, subject = log(), [place()], SUBJECT
    if change == "add":
        other = log(strike("new", datetime(2015, 1, 1, tzinfo=UTC) + timedelta(days=by), 30.0))
    elif change == "move":
        other = replace(log(), strikes=(*FAR[1:], strike("far0", FAR[0].start, 33.3 + by / 1000, 44.4)))
    elif change == "time":
        other = replace(log(), strikes=(*FAR[1:], strike("far0", FAR[0].start + timedelta(minutes=by), 33.3, 44.4)))
    elif change == "coverage":
        other = log(start=date(2016, 1, 1) + timedelta(days=by))
    elif change == "gazetteer":
        places[0]["gazetteers"] = [{**places[0]["gazetteers"][0], "sha256": f"{by:064x}"}]
    elif change == "found":
        places[0]["found"] = [found(f"new{by}", "elsewhere")]
    elif change == "spelling":
        places[0]["tried"] = places[0]["tried"][:1]
    else:
        subject = replace(SUBJECT, spots=(replace(HERE, radius_km=1.5 + by / 10),))
    now = body_of("no_strike", made(other, subject=subject, places=places))
    assert verify(kept, now)
    assert verify(kept, body_of("no_strike", made(log()))) == ()


def test_what_differs_is_named_by_what_it_is() -> None:
    now = body_of("no_strike", made(log(strike("new", datetime(2017, 9, 1, tzinfo=UTC), 30.0))))
    told = {one.path: (one.old, one.new) for one in verify(record(), now)}
    assert told["logs/log The log/entries"] == (5, 6)


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [leaf for key in value for leaf in _leaves(value[key], (*path, key))]
    if isinstance(value, list):
        return [leaf for at, item in enumerate(value) for leaf in _leaves(item, (*path, at))]
    return [path]


@given(st.data())
def test_a_certificate_changed_anywhere_supports_nothing(data: st.DataObject) -> None:
    kept = record()
    changed = deepcopy(kept)
    path = data.draw(st.sampled_from(_leaves(kept["body"])))
    part: Any = changed["body"]
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = "changed"
    assert not is_sound(changed)
    assert not supports(changed, "no_strike").holds
    assert verify(changed, kept["body"])[0].path == "id"


def verdict(of: Mapping[str, Any] | None, finding: str, incident: str | None = None) -> Verdict:
    return supports(of, finding, incident)


def test_a_certificate_supports_the_finding_it_was_made_for_and_no_other() -> None:
    strikes, unknown = record(), record(made(subject=UNPLACED), "place_unknown")
    assert verdict(strikes, "no_strike", "inc-1").holds
    assert verdict(unknown, "place_unknown").holds
    assert verdict(unknown, "insufficient_information").holds
    for refused in (
        verdict(strikes, "place_unknown"), verdict(unknown, "no_strike"), verdict(None, "no_strike"),
        verdict(strikes, "no_strike", "inc-2"), verdict(strikes, "no_civilian_harm"),
    ):  # fmt: skip
        assert not refused.holds
        assert refused.reasons


def test_a_certificate_forged_with_a_fitting_id_is_still_read_for_what_it_lacks() -> None:
    body = body_of("no_strike", made(log(complete="partial")))
    forged = {"id": certificate_id(body), "kind": "no_strike", "body": body, "made": {}}
    assert is_sound(forged)
    assert "the log cannot show it" in verdict(forged, "no_strike").reasons[0]


def test_a_certificate_asks_the_same_until_day_place_or_force_change() -> None:
    bodies = [record()["body"]]
    assert asks_the_same(bodies, SUBJECT)
    assert not asks_the_same(bodies, replace(SUBJECT, last=date(2017, 3, 18)))
    assert not asks_the_same(bodies, UNPLACED)
    assert not asks_the_same(bodies, replace(SUBJECT, forces=frozenset()))


def test_canonical_json_has_one_form_and_no_nan() -> None:
    assert canonical({"b": 1, "a": "ش"}) == '{"a":"ش","b":1}'
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(float("nan"))
