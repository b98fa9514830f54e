"""People's judgements laid over gathering: mentions cut and welded, pairs barred, evidence and questions named."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tollbook.gather.evidence import IMPOSSIBLE, Piece, Waterfall
from tollbook.gather.judgements import Judgement, Ruling, rule
from tollbook.gather.mentions import Mention, of_claims
from tollbook.model import Claim, Document, Incident, Lineage

NAME = "judgement"
"""The name of a person's word among the pieces of evidence."""
WEIGHT = {"same": -IMPOSSIBLE, "different": IMPOSSIBLE, "unsure": 0.0}
UNSURE = "unsure_whether_same"
"""The open question of two incidents that a person neither joined nor parted."""


@dataclass(frozen=True, slots=True)
class Bonds:
    """Positions of mentions to weld before any evidence is weighed, and those never to be joined."""

    welds: tuple[tuple[int, int], ...] = ()
    bars: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Every two mentions that a judgement speaks of: neither can be drawn without a look at the other."""
        yield from self.welds
        yield from ((i, j) for i, others in self.bars.items() for j in sorted(others) if i < j)


NO_BONDS = Bonds()


def ruled(mentions: Sequence[Mention], judgements: Sequence[Judgement]) -> Ruling:
    """What the judgements come to for these mentions; nothing where there are none."""
    return rule(judgements, ([c.id for c in m.claims] for m in mentions)) if judgements else Ruling()


def cut(
    mentions: Sequence[Mention], ruling: Ruling, documents: Mapping[str, Document], lineage: Lineage
) -> list[Mention]:
    """The mentions with those taken apart that hold claims barred from each other.

    A total of several events that a person joined to another claim is a mention like any other.
    """
    if not ruling:
        return list(mentions)
    told = {claim.id for mention in mentions for claim in mention.claims}
    shared = _shared(ruling, told)
    found: list[Mention] = []
    for mention in mentions:
        groups = _by_part(mention.claims, ruling)
        if len(groups) > 1:
            found += [of_claims(documents[mention.document], group, lineage) for group in groups]
        elif mention.floating and ruling.part.get(mention.id) in shared:
            found.append(replace(mention, floating=False, addends=()))
        else:
            found.append(mention)
    return found


def _shared(ruling: Ruling, told: set[str]) -> set[str]:
    """Parts that hold two or more of the claims at hand."""
    held: defaultdict[str, int] = defaultdict(int)
    for claim, part in ruling.part.items():
        held[part] += claim in told
    return {part for part, many in held.items() if many > 1}


def _by_part(claims: Sequence[Claim], ruling: Ruling) -> list[list[Claim]]:
    groups: defaultdict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[ruling.part.get(claim.id)].append(claim)
    return list(groups.values())


def bonds(mentions: Sequence[Mention], ruling: Ruling) -> Bonds:
    """Welds and bars between mentions, by their positions; every mention is of one part or of none."""
    if not ruling:
        return NO_BONDS
    at: defaultdict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if mention.claims[0].id in ruling.part:
            at[ruling.part[mention.claims[0].id]].append(i)
    barred = {part: frozenset(i for other in ruling.bars.get(part, ()) for i in at.get(other, ())) for part in at}
    return Bonds(
        tuple((places[0], i) for places in at.values() for i in places[1:]),
        {i: barred[part] for part, places in at.items() for i in places if barred[part]},
    )


def fitting(totals: Iterable[Mention], group: Sequence[Mention], ruling: Ruling) -> list[Mention]:
    """Totals of several events that no judgement keeps out of the group."""
    inside = [claim.id for mention in group for claim in mention.claims]
    return [t for t in totals if not any(ruling.between(t.id, c) in ("different", "unsure") for c in inside)]


def shown(
    group: Sequence[Mention],
    why: dict[str, Waterfall],
    ruling: Ruling,
    weighed: Callable[[Mention, Mention], Waterfall],
) -> dict[str, Waterfall]:
    """The reasons of a group, where a person's word drew a mention in: that word, beside the evidence."""
    found, first = dict(why), dict[str, Mention]()
    for mention in group if ruling else ():
        part = ruling.part.get(mention.claims[0].id)
        if part in first:
            found[mention.id] = judged(weighed(first[part], mention), first[part], mention, ruling)
        elif part is not None:
            first[part] = mention
    return found


def judged(fall: Waterfall, a: Mention, b: Mention, ruling: Ruling) -> Waterfall:
    """The waterfall of two mentions with a person's word as a line of its own, where there is one."""
    verdict = ruling.between(a.claims[0].id, b.claims[0].id)
    if verdict is None:
        return fall
    return Waterfall(fall.a, fall.b, (Piece(NAME, verdict, WEIGHT[verdict]), *fall.pieces))


def asked(incidents: Iterable[Incident], ruling: Ruling) -> list[Incident]:
    """The incidents, with an open question on both of two that a person left open whether they are one."""
    found = list(incidents)
    if not ruling:
        return found
    home = {claim: incident.id for incident in found for claim in incident.claims}
    holding: defaultdict[str, set[str]] = defaultdict(set)
    for claim, part in ruling.part.items():
        holding[part].update([home[claim]] if claim in home else [])
    open_ = {
        one
        for part, others in ruling.bars.items()
        for other, bar in others.items()
        if bar.verdict == "unsure" and holding[part] and holding[other]
        for one in holding[part] | holding[other]
    }
    return [replace(one, open_questions=(*one.open_questions, UNSURE)) if one.id in open_ else one for one in found]
