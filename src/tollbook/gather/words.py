"""Evidence in plain words, for people who ask why a claim is in an incident."""

from collections.abc import Mapping, Sequence

from tollbook.gather.evidence import Piece, Waterfall, day
from tollbook.gather.mentions import Mention
from tollbook.model import Claim

SENTENCES = {
    ("place", "same_fine"): "same place",
    ("place", "same_town"): "same town",
    ("place", "same_city"): "same city",
    ("place", "alike"): "the same place name in another spelling or script",
    ("place", "alike_city"): "the same city name in another spelling or script",
    ("place", "same_point"): "places at one point",
    ("place", "namesake"): "one name at two points",
    ("place", "inside"): "one place lies in the area of the other",
    ("place", "broad"): "the wider area fits",
    ("place", "named"): "one report's first lines name the other's place",
    ("place", "named_broad"): "the wider area fits, and one report's first lines name the other's place",
    ("place", "named_other"): "another place, but one report's first lines name the other's",
    ("place", "near"): "places near each other",
    ("place", "other"): "another place name",
    ("place", "apart"): "places apart",
    ("place", "far"): "places far apart",
    ("time", "same_day"): "same day",
    ("time", "overlap"): "the days can be the same",
    ("time", "next_day"): "one day apart",
    ("time", "earlier"): "told some days later",
    ("time", "long_before"): "told long after",
    ("time", "after"): "dated after the other report",
    ("time", "unknown"): "no day to compare among reports of years",
    ("time", "same_date"): "the same date, one of them without its year",
    ("time", "near_date"): "dates two days apart or less, one of them without its year",
    ("time", "other_date"): "other dates, one of them without its year",
    ("time", "same_weekday"): "the same weekday",
    ("time", "next_weekday"): "weekdays next to each other",
    ("time", "other_weekday"): "other weekdays",
    ("time", "far"): "published more than a week apart",
    ("number", "equal"): "same number",
    ("number", "overlap"): "numbers that can both hold",
    ("number", "close"): "numbers close to each other",
    ("number", "differs"): "numbers that differ",
    ("number", "far"): "numbers far apart",
    ("number", "very_far"): "numbers very far apart",
    ("number", "crossed"): "the number killed here is the number killed or injured there",
    ("who", "differs"): "fighters here, civilians there",
    ("breakdown", "equal"): "same breakdown",
    ("breakdown", "differs"): "another breakdown",
    ("means", "same"): "same means",
    ("means", "differs"): "other means",
    ("blamed", "same"): "same party blamed",
    ("blamed", "differs"): "other parties blamed",
    ("text", "most"): "mostly the same words",
    ("text", "much"): "many of the same words",
    ("text", "some"): "some of the same words",
    ("text", "rare_most"): "very many rare words in common",
    ("text", "rare_many"): "many rare words in common",
    ("text", "rare_several"): "several rare words in common",
    ("text", "rare_some"): "some rare words in common",
    ("text", "rare_few"): "a rare word in common",
    ("text", "one_site"): "words in common on two pages of one publisher",
    ("text", "rare_none"): "no rare word in common",
    ("text", "none"): "different words",
    ("lineage", "copy"): "one report repeats the other",
    ("lineage", "drift"): "one figure retold",
    ("lineage", "same_figure"): "the same figure of the same source",
    ("judgement", "same"): "a person judged it one event",
    ("judgement", "different"): "a person judged them different events",
    ("judgement", "unsure"): "a person left open whether it is one event",
}

ANCHOR = "the earliest claim: the incident is built on it"
"""The evidence of the claim that an incident has its id from."""


def said(piece: Piece) -> str:
    """One piece in words; empty for a piece that says nothing."""
    if piece.level == "unknown" and not piece.weight:
        return ""
    return SENTENCES.get((piece.name, piece.level), "")


def sentence(fall: Waterfall) -> str:
    """The pieces that say something, the weightiest first, with their bits and the sum."""
    telling = sorted((p for p in fall.pieces if said(p)), key=lambda p: (p.name != "judgement", -abs(p.weight), p.name))
    listed = ", ".join(f"{said(p)} ({p.weight:+.1f})" for p in telling)
    return f"{listed}; sum {fall.score:+.1f}"


def explained(mentions: Sequence[Mention], why: Mapping[str, Waterfall], anchor: Claim) -> dict[str, str]:
    """Claim id -> why it is in the incident."""
    found: dict[str, str] = {}
    for mention in mentions:
        fall = why.get(mention.id)
        for claim in mention.claims:
            if claim.id == anchor.id:
                found[claim.id] = ANCHOR
            elif fall is None:
                found[claim.id] = "the same report tells it of the same event"
            else:
                other = fall.b if fall.a == mention.id else fall.a
                found[claim.id] = f"with {other}: {sentence(fall)}"
    return dict(sorted(found.items()))


def window_words(mention: Mention) -> str:
    """The days a mention allows, in words."""
    if mention.window is None:
        return "undated"
    start, end = day(mention.window.start), day(mention.window.end)
    guess = "" if mention.window.stated else " (from the publication date)"
    return (start if start == end else f"{start} to {end}") + guess
