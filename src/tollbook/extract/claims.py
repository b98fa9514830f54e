"""From events of a sentence to claims: who, breakdown, span, rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from tollbook.extract.attach import attach
from tollbook.extract.attribution import Attribution, find_attributions, speaker_of
from tollbook.extract.event import Event
from tollbook.extract.filters import reason_against, repeats, replaced, toll_of_update
from tollbook.extract.followup import add_to_earlier
from tollbook.extract.level import level_of
from tollbook.extract.lexicon import lexicon
from tollbook.extract.names import find_names, merge_persons
from tollbook.extract.numbers import bounds, small_numbers
from tollbook.extract.people import Group, find_groups
from tollbook.extract.reading import Match, Sentence
from tollbook.extract.reported import reported_figures
from tollbook.extract.scan import passages
from tollbook.extract.setting import blamed_in, means_of, stance_of
from tollbook.model import Bounds, Claim, Count, Demographic, Document, Qualifier, Who

NAMED = frozenset({"naming-names", "counted-titled"})  # rules that count who is told by name alone
ONE_LIST = NAMED | {"pronoun-told"}
NEAR = 2  # sentences over which a speaker goes on speaking


@cache
def number_words(language: str) -> dict[str, int]:
    """The number words of a language that can be parts of a hyphenated one."""
    return small_numbers({w: [p.entry for p in ps if not p.rest] for w, ps in lexicon(language).words.items()})


class Left(NamedTuple):
    """People, and the word of harm they went with, that give no claim, with the reason as a key of reasons.toml."""

    groups: list[Group]
    trigger: Match | None
    reason: str


@dataclass(slots=True)
class Scene:
    """One sentence with what was found in it, and the claims that came before it in the document.

    ``number`` is the sentence's place in the text; ``taken`` holds its own claims, ``left`` what was decided against.
    """

    document: str
    number: int
    sentence: Sentence
    groups: list[Group]
    speakers: list[Attribution]
    earlier: list[Claim]
    follows: bool
    near: bool
    in_month: bool
    events: list[Event] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    taken: range = range(0)


def extract(document: Document) -> list[Claim]:
    """The casualty claims of a document in the order of its text; none where its copy holds no report."""
    claims: list[Claim] = []
    for _ in scenes(document, claims):
        pass
    return claims


def scenes(document: Document, claims: list[Claim]) -> Iterator[Scene]:
    """Each sentence that was worked through; its claims are added to ``claims``, ``taken`` says which they are.

    A later sentence may put a breakdown or a speaker on an earlier claim, so read ``claims`` when all is done.
    """
    if document.condition != "usable":
        return
    last = -2
    for number, sentence, in_month in passages(document.text, document.language):
        follows = bool(claims) and number == last + 1
        if not (follows or sentence.by_tag.get("trigger")):
            continue
        people = find_groups(sentence, number_words(sentence.lexicon.language))
        groups = [g for g in people if not replaced(sentence, g)]
        outdated = [g for g in people if g not in groups] if len(groups) < len(people) else []
        groups = merge_persons(sentence, sorted([*groups, *find_names(sentence, groups)], key=lambda g: g.start))
        scene = Scene(
            document.id,
            number,
            sentence,
            groups,
            find_attributions(sentence),
            claims,
            follows,
            number <= last + NEAR,
            in_month,
        )
        scene.left += [Left([g], None, "replaced") for g in outdated]
        scene.left += [
            Left([g], None, "told_of_earlier") for g in add_to_earlier(sentence, groups, scene.speakers, claims)
        ]
        taken = _claims_in(scene)
        scene.taken = range(len(claims), len(claims) + len(taken))
        last = number if taken else last
        claims.extend(taken)
        yield scene


def _claims_in(scene: Scene) -> list[Claim]:
    events = attach(scene.sentence, scene.groups)
    harm = scene.earlier[-1].harm if scene.follows else None
    events += reported_figures(scene.sentence, scene.groups, events, harm)
    scene.events = events
    claims: list[Claim] = []
    for event in sorted(_kept(scene), key=lambda e: e.groups[0].start):
        for members in _split_by_who(event.groups, event.rule in ONE_LIST):
            if repeats(scene.sentence, members, event.harm, scene.earlier) or _names_again(event, scene.earlier):
                scene.left.append(Left(members, event.trigger, "repeats"))
                continue
            before = scene.earlier if event.rule == "reported-figure" or _points_back(scene.sentence, members) else []
            claims.append(_claim(scene, event, members, (claims or before)[-1:]))
    return claims


def _names_again(event: Event, earlier: list[Claim]) -> bool:
    """Whether those listed by name are the dead of whom a claim before has told."""
    return event.rule in NAMED and any(c.harm == event.harm for c in earlier)


def _kept(scene: Scene) -> list[Event]:
    """The events that are claims; the others are noted with the reason."""
    explained = toll_of_update(scene.sentence, scene.events)
    kept: list[Event] = []
    for i, event in enumerate(scene.events):
        reason = "explains_toll" if i in explained else reason_against(scene.sentence, event)
        if reason:
            scene.left.append(Left(event.groups, event.trigger, reason))
        else:
            kept.append(event)
    return kept


def _split_by_who(groups: list[Group], one: bool = False) -> list[list[Group]]:
    """Groups that one claim sums up: civilians, people and names, all of them where they are ``one`` list."""
    whole = [g for g in groups if _summed(g) or _with_kin(g, groups) or (one and g.who != "combatant")]
    rest = [[g] for g in groups if g not in whole]
    return sorted(([whole] if whole else []) + rest, key=lambda members: members[0].start)


def _with_kin(group: Group, groups: list[Group]) -> bool:
    """Whether a single person opens a list of her own kin ("a grocer, his wife and their four daughters")."""
    single = group is groups[0] and group.kind == "single" and group.who == "civilian"
    return single and len(groups) > 1 and all(g.kin and g.kind != "name" for g in groups[1:])


def _summed(group: Group) -> bool:
    return group.who != "combatant" and (group.kin or group.kind == "name")


def _claim(scene: Scene, event: Event, members: list[Group], before: Sequence[Claim]) -> Claim:
    sentence = scene.sentence
    first, last = _extent(event, members)
    start, end = sentence.span(first, last)
    said = members[0].start if event.rule == "reported-figure" else first
    speaker = speaker_of(scene.speakers, said, last)
    return Claim(
        id=f"{scene.document}#{start}-{end}-{event.harm}",
        document=scene.document,
        start=start,
        end=end,
        quote=sentence.folded.original[start:end],
        harm=event.harm,
        count=_bounded(_sum(sentence, members), event),
        who=_who(sentence, event, members, before),
        of_whom=_of_whom(sentence, members, scene.groups),
        sources=_sources(scene, speaker),
        blamed=blamed_in(sentence, scene.speakers),
        means=means_of(sentence, event),
        stance=stance_of(sentence),
        level=level_of(sentence, event, scene.in_month),
        rule=f"{event.rule}-{members[0].kind}",
    )


def _points_back(sentence: Sentence, members: list[Group]) -> bool:
    """Whether the words count on from people named before ("a further four", "five more", "three of them")."""
    first, last = members[0], members[-1]
    return (
        sentence.has("others", first.start - 1, last.end)
        or last.kind == "of_them"
        or sentence.at(last.end, "of_them") is not None
    )


def _sources(scene: Scene, speaker: Attribution | None) -> tuple[str, ...]:
    """The speaker of the claim; where the sentence names none, the one who speaks in the sentences before it."""
    if speaker:
        return (speaker.name,)
    if scene.speakers or not scene.earlier:
        return ()
    goes_on = scene.near or scene.sentence.by_tag.get("pronoun_speaker")
    return scene.earlier[-1].sources[:1] if goes_on else ()


def _bounded(count: Count, event: Event) -> Count:
    """The count within the bound that the word of harm itself sets ("the dead exceeded 80")."""
    kind = event.trigger.entry.qualifier
    if not kind or count.qualifier != "exact" or count.min is None:
        return count
    return Count(*bounds(count.min, kind), count.text)


def _sum(sentence: Sentence, members: list[Group]) -> Count:
    if [g.quantity and g.quantity.qualifier for g in members] == ["at_least", "at_most"]:
        return Count(members[0].min, members[1].max, "between", sentence.words(members[0].start, members[1].end))
    plain = all(g.kind == "plural" for g in members)
    low = members[0].min if plain else sum(g.min for g in members)
    tops = [g.max for g in members]
    high = None if None in tops else sum(t for t in tops if t is not None)
    words = sentence.words(min(g.start for g in members), max(g.end for g in members))
    return Count(low, high, _qualifier(members), words)


def _qualifier(members: list[Group]) -> Qualifier:
    kinds = [g.quantity.qualifier if g.quantity else ("vague" if g.kind == "plural" else "exact") for g in members]
    return next((k for k in kinds if k != "exact"), "exact")


def _who(sentence: Sentence, event: Event, members: list[Group], before: Sequence[Claim]) -> Who:
    """What the words say; a bare number or "others" takes the noun before it."""
    said = [g.who for g in members]
    if event.trigger.entry.value == "toll":
        near = [m.entry.who for m in sentence.by_tag.get("person", ()) if abs(m.start - event.trigger.start) <= 3]
        return "civilian" if "civilian" in near + said else max(near + said)
    if "combatant" in said:
        return "combatant"
    if "civilian" in said:
        return "civilian"
    if all(g.anaphoric for g in members) and before:
        return before[-1].who
    return "unspecified"


def _of_whom(sentence: Sentence, members: list[Group], groups: list[Group]) -> dict[Demographic, Bounds]:
    """Children, women and men among the people, as far as numbers are said."""
    found: dict[Demographic, Bounds] = {}
    last = max(g.end for g in members)
    nearest = [g for g in groups if g.part and g.start >= last and not _other_between(g, last, groups)]
    if sentence.lexicon.settings.get("parts_before", False):
        nearest = _parts_before(members, groups)
    for group in [*members, *nearest]:
        if group.demographic and (group.quantity or group.kind in ("single", "counted")):
            known = found.get(group.demographic, Bounds(0, 0))
            high = None if known.max is None or group.max is None else known.max + group.max
            found[group.demographic] = Bounds((known.min or 0) + group.min, high)
    return found


def _extent(event: Event, members: list[Group]) -> tuple[int, int]:
    """What a claim rests on: people and their word of harm, or the people alone where that word stands elsewhere."""
    people = min(g.start for g in members), max(g.end for g in members)
    if event.rule.startswith("ellipsis"):
        return people
    return min(people[0], event.trigger.start), max(people[1], event.trigger.end)


def _parts_before(members: list[Group], groups: list[Group]) -> list[Group]:
    """The parts that stand before their whole, in languages that put them there ("3'ü çocuk 8 sivil")."""
    first = min(g.start for g in members)
    wholes = [g.end for g in groups if g.taken and not g.part and g.end <= first]
    return [g for g in groups if g.part and max(wholes, default=0) <= g.start < first]


def _other_between(part: Group, last: int, groups: list[Group]) -> bool:
    return any(last <= g.start < part.start and not g.part and g.taken for g in groups)
