"""A search certificate to be read: the same sections as a page of its own (HTML) or as lines, in English or Arabic."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined

from tollbook.publish.clean import FENCE, direction, fenced, isolated, visible
from tollbook.publish.texts import Texts

Language = Literal["en", "ar", "fr"]
Record = Mapping[str, Any]
SHOWN_SPELLINGS, SHOWN_ENTRIES, SHORT_HASH = 40, 12, 16
JOIN = {"en": ", ", "ar": "، ", "fr": ", "}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    title: str
    lines: tuple[str, ...]


@cache
def _texts(language: Language) -> Mapping[str, Any]:
    path = files("tollbook.publish") / "certificate" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


Words = Callable[..., str]


def _words(language: Language) -> Words:
    """Texts with what is filled in kept from reordering the sentence around it."""

    def say(key: str, **values: object) -> str:
        text: Any = _texts(language)
        for part in key.split("."):
            text = text[part]
        return str(text).format(**{name: _isolated(value) for name, value in values.items()})

    return say


class Sentence(str):
    """Words of the page's own language, whose names are fenced off already."""

    __slots__ = ()


def _isolated(value: object) -> object:
    return isolated(value) if type(value) is str and value else value


DATE = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?(?: UTC)?")


def _dated(line: str) -> str:
    """Days written in figures fenced off: in a line from right to left a browser would show them back to front."""
    return DATE.sub(lambda day: isolated(day[0]), line)


def _in(row: Record, key: str, language: Language) -> Sentence:
    """The text of a row in the language: "text", "text_ar", or what the tables make of the English one."""
    return Sentence(Texts(language).own(row[key], row[f"{key}_ar"]))


def _minute(moment: str) -> str:
    return moment[:16].replace("T", " ")


def _question(body: Record, t: Words, language: Language) -> Section:
    one = body["incident"]
    if not one["first"]:
        when = t("no_day")
    elif one["first"] == one["last"]:
        when = t("day", first=one["first"])
    else:
        when = t("days", first=one["first"], last=one["last"])
    spots = [
        t(
            "spot",
            name=spot["name"] or "?",
            lat=f"{spot['lat']:.4f}",
            lon=f"{spot['lon']:.4f}",
            radius=spot["radius_km"],
        )
        for spot in one["spots"]
    ]
    forces = t("forces", names=JOIN[language].join(one["forces"])) if one["forces"] else t("no_forces")
    return Section(t("question"), (t("incident", id=one["id"]), when, *spots, forces))


def _log(body: Record, t: Words, language: Language) -> Iterator[Section]:
    found = body["log_search"]
    if found is None:
        return
    lines = [t("radius", km=JOIN[language].join(f"{km:g}" for km in found["radius_km"]))]
    if window := found["window"]:
        lines.append(t("window", begin=_minute(window["begin"]), end=_minute(window["end"])))
    offset = found["utc_offset"]
    lines.append(t("zone_sun") if offset is None else t("zone_given", offset=f"{offset:+g}"))
    if found["hours_added"]:
        lines.append(t("hours", hours=found["hours_added"]))
    lines.append(t("counts", **{key: found["counts"].get(key, 0) for key in ("matches", "possible", "near_miss")}))
    lines.append(t("shows", text=_in(found, "shows", language)))
    yield Section(t("log"), tuple(lines))
    yield Section(t("coverage"), tuple(_in(line, "text", language) for line in found["coverage"]))
    yield Section(t("logs"), tuple(_log_line(log, t) for log in body["logs"]))
    yield Section(t("near"), tuple(_near(body, t, language)) or (t("near_none"),))
    yield Section(t("considered"), tuple(_considered(found["considered"], t, language)) or (t("considered_none"),))


def _log_line(log: Record, t: Words) -> str:
    original = log["original"] or t("no_file")
    return t("log_line", name=log["name"], entries=log["entries"], original=original, content=log["content"])


def _place(row: Record) -> str:
    if row["place"] or row["grid"]:
        return str(row["place"] or row["grid"])
    return "?" if row["lat"] is None else f"{row['lat']:.4f}, {row['lon']:.4f}"


def _near(body: Record, t: Words, language: Language) -> Iterator[str]:
    for one in body["log_search"]["near_misses"]:
        text, why = _in(one, "text", language), _in(one, "why", language)
        yield t("near_line", strike=one["strike"], begin=_minute(one["begin"]), place=_place(one), text=text, why=why)
        if reason := body["dismissed"].get(one["strike"]):
            yield t("near_person", reason=reason)


def _considered(rows: Iterable[Record], t: Words, language: Language) -> Iterator[str]:
    kept = sorted(rows, key=lambda row: (row["gap_hours"] or 0.0, row["distance_km"] or 0.0, row["strike"]))
    for one in kept[:SHOWN_ENTRIES]:
        against = _against(one, language)
        gap = Sentence("") if one["distance_km"] is None else Sentence(t("gap", km=f"{one['distance_km']:g}"))
        words = Sentence(against or t("nothing_against"))
        begin = _minute(one["begin"])
        yield t("considered_line", strike=one["strike"], begin=begin, place=_place(one), gap=gap, against=words)
    if len(kept) > SHOWN_ENTRIES:
        yield t("more", n=len(kept) - SHOWN_ENTRIES)


def _against(one: Record, language: Language) -> str:
    t = Texts(language)
    return t("list.semicolon").join(t.own(en, ar) for en, ar in zip(one["against"], one["against_ar"], strict=True))


def _area(area: Record, t: Words, language: Language) -> str:
    parts = [isolated(area["province"])] if area["province"] else []
    if area["near"]:
        parts.append(t("area_near", km=f"{area['radius_km']:g}", lat=area["near"][0], lon=area["near"][1]))
    if area["countries"]:
        parts.append(t("area_countries", codes=" ".join(area["countries"])))
    return Sentence(JOIN[language].join(parts) or t("area_none"))


def _found(place: Record, dismissed: Record, t: Words, language: Language) -> Iterator[str]:
    for one in place["found"]:
        area = JOIN[language].join(filter(None, (one["admin"], one["country"]))) or "?"
        gap = Sentence("") if one["distance_km"] is None else Sentence(t("gap", km=f"{one['distance_km']:g}"))
        how = Sentence(t(f"how.{one['how']}"))
        yield t("found_line", name=one["name"], area=area, gap=gap, how=how, spelling=one["spelling"])
        if reason := dismissed.get(one["id"]):
            yield t("dismissed_line", reason=reason)
    if not place["found"]:
        yield t("found_none")
    if place["not_listed"]:
        yield t("not_listed", n=place["not_listed"])


def _tried(place: Record, t: Words, language: Language) -> Iterator[str]:
    """One line for each way and script: the spellings, or how many letters were changed in which."""
    varied: dict[tuple[Sentence, Sentence], tuple[int, list[str]]] = {}
    for one in place["tried"]:
        how, script = Sentence(t(f"how.{one['kind']}")), Sentence(t(f"script.{one['script']}"))
        if one["spellings"]:
            yield t("tried_line", how=how, script=script, n=len(one["spellings"]), spellings="") + _spellings(
                one, t, language
            )
        else:
            many, of = varied.get((how, script), (0, []))
            varied[how, script] = many + one["keys"], [*of, one["of"]]
    for (how, script), (many, of) in varied.items():
        yield t("tried_of", how=how, script=script, n=many, of="") + JOIN[language].join(map(isolated, of))


def _spellings(one: Record, t: Words, language: Language) -> str:
    shown = JOIN[language].join(isolated(spelling) for spelling in one["spellings"][:SHOWN_SPELLINGS])
    rest = len(one["spellings"]) - SHOWN_SPELLINGS
    return f"{shown} {t('more', n=rest)}" if rest > 0 else shown


def _gazetteer(one: Record, t: Words) -> str:
    return t("gazetteer_line", name=one["name"], places=one["places"], here=one["here"], sha=one["sha256"][:SHORT_HASH])


def _places(body: Record, t: Words, language: Language) -> Iterator[Section]:
    for place in body["places"]:
        cautions = tuple(_in(one, "text", language) for one in place["warnings"])
        yield Section(t("place", name=place["name"]), (t("area", area=_area(place["area"], t, language)),))
        if cautions:
            yield Section(t("warnings"), cautions)
        yield Section(t("found"), tuple(_found(place, body["dismissed"], t, language)))
        yield Section(t("tried"), tuple(_tried(place, t, language)))
    every = dict.fromkeys(_gazetteer(one, t) for place in body["places"] for one in place["gazetteers"])
    yield Section(t("gazetteers"), tuple(every))


def _checks(record: Record, t: Words, language: Language) -> Iterator[Section]:
    rows = record["made"]["diligence"]
    answered = [row for row in rows if row["reason"]]
    if answered:
        lines = (t("reason_line", step=_in(row, "text", language), reason=row["reason"]) for row in answered)
        yield Section(t("reasons"), tuple(lines))
    states = {True: Sentence(t("done")), False: Sentence(t("not_done"))}
    checks = (
        t("check_line", text=_in(row, "text", language), state=states[row["done"]], at=_minute(row["at"]))
        for row in rows
    )
    yield Section(t("diligence"), tuple(checks))


def title(record: Record, language: Language) -> str:
    """The certificate's title."""
    return _words(language)(f"title_{record['kind']}")


def sections(record: Record, language: Language, sound: bool = True) -> list[Section]:
    """Everything a certificate says, in reading order; ``sound`` False where its id does not fit its content."""
    t, body = _words(language), record["body"]
    made = t("made", at=_minute(record["made"]["at"]), by=record["made"]["by"] or "?", program=body["program"])
    broken = () if sound else (t("changed"),)
    return [
        Section(t("id"), (record["id"], made, *broken)),
        _question(body, t, language),
        *_log(body, t, language),
        *_places(body, t, language),
        *_checks(record, t, language),
        Section(t("overturn"), (t(f"overturn_{record['kind']}"),)),
    ]


def lines(record: Record, language: Language, sound: bool = True) -> list[str]:
    """The certificate as lines for a terminal."""
    t = _words(language)
    told = [title(record, language), t(f"says_{record['kind']}")]
    for section in sections(record, language, sound):
        told += ["", section.title, *(f"  {line}" for line in section.lines)]
    return [_for_terminal(line, language) for line in (*told, "", t("footer"))]


def _for_terminal(line: str, language: Language) -> str:
    """In Arabic names stay fenced off; in English a terminal would show the fences of Latin names as boxes."""
    return fenced(_dated(line)) if language == "ar" else visible(line).translate({ord(mark): None for mark in FENCE})


@cache
def _environment() -> Environment:
    # Everything is escaped; a certificate is a file of its own and loads nothing.
    loader = PackageLoader("tollbook.publish")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def page(record: Record, language: Language, sound: bool = True) -> str:
    """The certificate as one HTML page that needs nothing else: no script, no request, fit to be printed."""
    t = _words(language)
    told = [
        Section(fenced(s.title), tuple(fenced(_dated(x)) for x in s.lines)) for s in sections(record, language, sound)
    ]
    return (
        _environment()
        .get_template("certificate.html")
        .render(
            language=language,
            direction=direction(language),
            title=title(record, language),
            says=t(f"says_{record['kind']}"),
            sections=told,
            sound=sound,
            footer=t("footer"),
        )
    )
