"""Whether a search was made as it must be: the checklist of a certificate, what it lacks, and what it supports.

Only what stands in the body of the certificate is read, so that whoever receives one can check it without the data.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from tollbook.errors import StopRun
from tollbook.strikes.certificate import Body, Kind, certificate, is_sound

Finding = Literal["no_strike", "place_unknown", "insufficient_information"]
FITS: Mapping[str, str] = {
    "no_strike": "no_strike",
    "place_unknown": "place_unknown",
    "insufficient_information": "place_unknown",
}
"""Which kind of certificate a finding needs; the other published categories need none."""

THIN = 1000
"""Places of the countries asked for below which a list holds towns only: GeoNames' towns are some 300 in Syria, 170 in
Iraq, its country dumps 20,000 and more."""

SETTLED_KM = 10.0
"""The radius of a city: a point known worse is no point a place could be told by (as in assess)."""

SAME_NAME = frozenset({"as_written", "joined", "prefix_off", "transliterated"})


@dataclass(frozen=True, slots=True)
class Lack:
    """A step that a search left out or could not do: what, and what to do about it, in English and Arabic."""

    code: str
    text: str
    text_ar: str
    remedy: str
    remedy_ar: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a certificate supports a finding, and why (not)."""

    holds: bool
    reasons: tuple[str, ...]


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files(__package__) / "diligence.toml").read_text(encoding="utf-8"))


Said = tuple[str, str]


def _words(key: str, **values: str) -> Said:
    table = _data()["words"]
    return table[key].format(**values), table[f"{key}_ar"].format(**values)


def _lack(code: str, what: Said = ("", "")) -> Lack:
    row = _data()[code]
    texts = row["fault"].format(what=what[0]), row["fault_ar"].format(what=what[1])
    return Lack(code, *texts, row["remedy"], row["remedy_ar"])


def _both(items: Iterable[str]) -> Said:
    kept = list(dict.fromkeys(items))
    return _words("and")[0].join(kept), _words("and")[1].join(kept)


def _when(code: str, items: Iterable[str]) -> Iterator[Lack]:
    """The lack where anything is named."""
    if any(kept := list(items)):
        yield _lack(code, _both(kept))


def _named(found: Mapping[str, Any]) -> str:
    beside = ", ".join(filter(None, (found["admin"], found["country"])))
    return f"{found['name']} ({beside}; {found['id']})"


def _cautions(body: Body, code: str) -> list[Said]:
    """The warnings of the place searches whose code begins so."""
    every = (warning for place in body["places"] for warning in place["warnings"])
    return [(one["text"], one["text_ar"]) for one in every if one["code"].startswith(code)]


def _joined(said: Sequence[Said]) -> Said:
    return _both(en for en, _ in said)[0], _both(ar for _, ar in said)[1]


def _name(body: Body) -> Iterator[Lack]:
    named = body["kind"] == "place_unknown" or any(spot["name"] for spot in body["incident"]["spots"])
    if named and not body["places"]:
        yield _lack("name")


def _searched_natively(place: Mapping[str, Any]) -> bool:
    tried = {one["script"] for one in place["tried"] if one["kind"] in SAME_NAME}
    return set(place["native_scripts"]) <= tried


def _native(body: Body) -> Iterator[Lack]:
    unsearched = [place["name"] for place in body["places"] if not _searched_natively(place)]
    without = _cautions(body, "no_native_names")
    yield from _when("native", unsearched)
    if without:
        yield _lack("native", _joined(without))


def _area(body: Body) -> Iterator[Lack]:
    stated = [place for place in body["places"] if not (place["area"]["countries"] or place["area"]["near"])]
    yield from _when("area", (place["name"] for place in stated))


def _thin(body: Body) -> Iterator[Lack]:
    held = [(place["name"], sum(one["here"] for one in place["gazetteers"])) for place in body["places"]]
    yield from _when("thin", (f"{name}: {count}" for name, count in held if count < THIN))


def blocks(found: Mapping[str, Any]) -> bool:
    """Whether a place found speaks against "unknown": of the whole name there, or of the same name in the country."""
    here = found["where"] in ("inside", "no_area")
    return bool(found["whole"]) and (here or (found["where"] == "same_country" and found["how"] in SAME_NAME))


def _found(body: Body) -> Iterator[Lack]:
    every = (found for place in body["places"] for found in place["found"] if blocks(found))
    yield from _when("found", (_named(found) for found in every if found["id"] not in body["dismissed"]))


def _pointed(body: Body) -> Iterator[Lack]:
    spots = (spot for spot in body["incident"]["spots"] if spot["radius_km"] <= SETTLED_KM)
    yield from _when("pointed", (f"{spot['lat']}, {spot['lon']}" for spot in spots))


def _province(body: Body) -> Iterator[Lack]:
    if said := _cautions(body, "contradicts_province"):
        yield _lack("province", _joined(said))


def _spots(body: Body) -> set[tuple[float, float]]:
    incident = body["incident"]
    return {(spot["lat"], spot["lon"]) for spot in (*incident["spots"], *incident["homonyms"])}


def _homonyms(body: Body) -> Iterator[Lack]:
    every = (found for place in body["places"] for found in place["found"] if blocks(found))
    left = (found for found in every if (found["lat"], found["lon"]) not in _spots(body))
    chosen = {(place["chosen"] or {}).get("id") for place in body["places"]}
    yield from _when(
        "homonyms", (_named(one) for one in left if one["id"] not in chosen and one["id"] not in body["dismissed"])
    )


def _question(body: Body) -> Iterator[Lack]:
    if not body["incident"]["first"]:
        yield _lack("question", _words("no_day"))
    if not body["incident"]["spots"]:
        yield _lack("question", _words("no_point"))


def _log(body: Body) -> Iterator[Lack]:
    if not body["logs"] or body["log_search"] is None:
        yield _lack("log")


def _coverage(body: Body) -> Iterator[Lack]:
    search = body["log_search"]
    if not body["logs"] or search is None or search["denies"]:
        return
    lines = [(line["text"], line["text_ar"]) for line in search["coverage"]]
    yield _lack("coverage", _joined(lines) if lines else _words("no_coverage"))


def _strikes(body: Body) -> Iterator[Lack]:
    considered = (body["log_search"] or {}).get("considered", ())
    taken = (one for one in considered if one["grade"] in ("matches", "possible"))
    open_ones = (one for one in taken if one["grade"] == "matches" or one["strike"] not in body["dismissed"])
    told = [f"{one['strike']} ({one['grade']})" for one in open_ones]
    yield from _when("strikes", told)


def _near(body: Body) -> Iterator[Lack]:
    """A slip that is common and singles one entry out is no near miss to be passed over without a person's word."""
    missed = (body["log_search"] or {}).get("near_misses", ())
    strong = (one for one in missed if one["plausibility"] == "strong" and one["strike"] not in body["dismissed"])
    said = [(f"{one['strike']}: {one['text']}", f"{one['strike']}: {one['text_ar']}") for one in strong]
    if said:
        yield _lack("near", _joined(said))


Step = Callable[[Body], Iterator[Lack]]
PLACE: Mapping[str, Step] = {"name": _name, "native": _native, "area": _area}
STEPS: Mapping[Kind, Mapping[str, Step]] = {
    "place_unknown": {**PLACE, "thin": _thin, "pointed": _pointed, "found": _found},
    "no_strike": {
        **PLACE, "province": _province, "question": _question, "log": _log, "coverage": _coverage,
        "homonyms": _homonyms, "strikes": _strikes, "near": _near,
    },
}  # fmt: skip
DISMISSIBLE = frozenset({"thin", "province"})
"""Steps that a person may answer with a reason; what a log cannot show no reason mends."""


def lacks(body: Body) -> tuple[Lack, ...]:
    """What stands against a finding resting on this search, in the order of the checklist; nothing where it may."""
    every = STEPS[body["kind"]].items()
    answered = DISMISSIBLE & body["dismissed"].keys()
    return tuple(lack for code, step in every if code not in answered for lack in step(body))


def checklist(body: Body, times: Mapping[str, datetime]) -> list[dict[str, Any]]:
    """Each step with whether it was done, when, and the reason a person gave in its place.

    ``times``: when the searches of places ("places") and of the log ("log") were made.
    """
    missing = {lack.code for lack in lacks(body)}
    return [
        {
            "step": code, "text": _data()[code]["check"], "text_ar": _data()[code]["check_ar"],
            "done": code not in missing, "reason": body["dismissed"].get(code, ""),
            "at": times["places" if code in {**PLACE, **STEPS["place_unknown"]} else "log"].isoformat(
                timespec="seconds"
            ),
        }
        for code in STEPS[body["kind"]]
    ]  # fmt: skip


def certify(body: Body, by: str, made: datetime, times: Mapping[str, datetime]) -> dict[str, Any]:
    """The certificate of a search made as it must be; raises StopRun with what is missing and the remedy otherwise."""
    missing = lacks(body)
    if missing:
        texts, remedies = (_both(words)[0] for words in ((x.text for x in missing), (x.remedy for x in missing)))
        raise StopRun(texts, body["incident"]["id"], remedies)
    return certificate(body, by, made, checklist(body, times))


def supports(record: Mapping[str, Any] | None, finding: str, incident: str | None = None) -> Verdict:
    """Whether a certificate supports a negative finding ("no_strike", "place_unknown", "insufficient_information").

    Read from the certificate alone: its id must fit its body, its kind the finding, its incident the one given, and
    the search must have done what the checklist asks.
    """
    if record is None:
        return Verdict(False, (_words("none")[0],))
    if not is_sound(record):
        return Verdict(False, (_words("sound")[0],))
    body = record["body"]
    if body.get("kind") not in STEPS or FITS.get(finding) != body["kind"]:
        return Verdict(False, (_words("kind", kind=str(body.get("kind")), finding=finding)[0],))
    if incident is not None and body["incident"]["id"] != incident:
        return Verdict(False, (_words("other", what=str(body["incident"]["id"]))[0],))
    missing = lacks(body)
    if missing:
        return Verdict(False, tuple(lack.text for lack in missing))
    return Verdict(True, (_words("holds")[0],))
