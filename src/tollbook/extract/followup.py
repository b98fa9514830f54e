"""Sentences that say more about the claim before them: "Nine women were among the dead, the Observatory said"."""

from dataclasses import replace

from tollbook.extract.attribution import Attribution
from tollbook.extract.people import Group
from tollbook.extract.reading import Match, Sentence
from tollbook.model import Bounds, Claim, Demographic, Harm

ABOUT: dict[str, Harm] = {"among_victims": "killed", "among_injured": "injured"}


def add_to_earlier(
    sentence: Sentence, groups: list[Group], speakers: list[Attribution], claims: list[Claim]
) -> list[Group]:
    """Put the breakdown and the speaker of such a sentence on the latest claim of that harm, in place.

    Returns the people it was told of.
    """
    told: list[Group] = []
    for tag, harm in ABOUT.items():
        for match in sentence.by_tag.get(tag, ()):
            position = _latest(claims, harm)
            if position is not None:
                parts = _parts_near(sentence, groups, match)
                claims[position] = _extended(claims[position], parts, speakers)
                told += parts
    return told


def _latest(claims: list[Claim], harm: Harm) -> int | None:
    for position in range(len(claims) - 1, -1, -1):
        if claims[position].harm in (harm, "killed_or_injured"):
            return position
    return None


def _parts_near(sentence: Sentence, groups: list[Group], match: Match) -> list[Group]:
    return [
        g for g in groups if g.demographic and not g.taken and g.kind != "plural" and abs(g.start - match.start) <= 12
    ]


def _extended(claim: Claim, parts: list[Group], speakers: list[Attribution]) -> Claim:
    said: dict[Demographic, Bounds] = dict(claim.of_whom)
    for group in parts:
        whole = claim.count.max
        if group.demographic and group.demographic not in said and (whole is None or group.min <= whole):
            said[group.demographic] = Bounds(group.min, group.max)
    names = tuple(s.name for s in speakers if s.name not in claim.sources)
    return replace(claim, of_whom=said, sources=claim.sources + names)
